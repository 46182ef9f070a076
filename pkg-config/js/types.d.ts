// Written by `npm run types` from the JSON Schemas in pkg-config/schema. Edit the Rust types instead.

/**
 * A text, a list of texts of which one must be met, or {"not": ...} for all but these.
 */
export type Match = string | string[] | Not;
/**
 * The id of a pilot, for its test group, or {"of": pilot, "group": "control"}.
 */
export type PilotMatch = string | InPilot;
/**
 * A group of a pilot.
 *
 * - `test`: Those who try it.
 * - `control`: Those they are compared with.
 */
export type PilotGroup = 'test' | 'control';
/**
 * A level, a list of levels, {"not": ...}, or {"atLeast": level} for it and all above.
 */
export type TierMatch = Match | AtLeast;
/**
 * One thing that happens to an account.
 *
 * - `order`: Goods are bought.
 * - `return`: Goods come back.
 * - `activity`: Something else that the program rewards.
 * - `opening`: Balances, tiers and counts are brought from another system.
 * - `grant`: A tier is given by hand.
 * - `use`: A benefit or reward that is counted is used.
 * - `join`: The account joins the program.
 * - `enrol`: The account takes a plan.
 * - `pay`: An invoice is paid.
 * - `approve`: A claim is approved or rejected.
 * - `reverse`: An activity is taken back.
 * - `redeem`: Points are spent, or reserved.
 * - `confirm`: A reservation is spent.
 * - `cancel`: A redemption or reservation is undone.
 * - `adjust`: A correction by hand.
 * - `transfer`: Points are given to somebody else.
 * - `credit`: Something that another account's event gives this one.
 * - `leave`: A person leaves the account.
 * - `erase`: A person's data are erased.
 * - `merge`: Another account is taken in.
 */
export type AccountEvent =
  | {
      order: Order;
    }
  | {
      return: Return;
    }
  | {
      activity: Activity;
    }
  | {
      opening: Opening;
    }
  | {
      grant: Grant;
    }
  | {
      use: Use;
    }
  | {
      join: Join;
    }
  | {
      enrol: Enrol;
    }
  | {
      pay: Pay;
    }
  | {
      approve: Approve;
    }
  | {
      reverse: Reverse;
    }
  | {
      redeem: Redeem;
    }
  | {
      confirm: Confirm;
    }
  | {
      cancel: Cancel;
    }
  | {
      adjust: Adjust;
    }
  | {
      transfer: Transfer;
    }
  | {
      credit: Credit;
    }
  | {
      leave: Leave;
    }
  | {
      erase: Erase;
    }
  | {
      merge: Merge;
    };
/**
 * A civil time in the program's zone, such as 2026-03-31T23:59:59; no offset.
 */
export type Moment = string;
/**
 * A day of the program's calendar, such as 2026-03-31.
 */
export type Day = string;
/**
 * An exact decimal: a number such as 12.5, text such as "12.50", or a rate such as "28 %".
 */
export type Decimal = number | string;
/**
 * What counters hold that an opening does not name.
 *
 * - `unknown`: Nothing is known: a measure that needs them is refused.
 * - `zero`: Zero.
 */
export type Others = 'unknown' | 'zero';
/**
 * The end of a calendar period.
 *
 * - `month`: The end of the month.
 * - `quarter`: The end of the quarter.
 * - `half-year`: The end of the half-year.
 * - `year`: The end of the year.
 */
export type EndOf = 'month' | 'quarter' | 'half-year' | 'year';
/**
 * From when an award's time runs.
 *
 * - `available`: The day it becomes available.
 * - `award`: The day it is awarded.
 */
export type RunsFrom = 'available' | 'award';
/**
 * What an award waits for.
 *
 * - `paid`: The payment of the order's invoice.
 * - `approved`: The approval of the claim.
 */
export type Until = 'paid' | 'approved';
/**
 * What an account lets its people receive.
 *
 * - `all`: Everything.
 * - `off`: Nothing: it goes to the account.
 * - `pool`: Nothing of their own: it goes to the pool.
 * - `capped`: Up to a most in each year.
 */
export type ConsentKind = 'all' | 'off' | 'pool' | 'capped';
/**
 * Where what is over a cap goes.
 *
 * - `account`: To the account.
 * - `pool`: To the pool.
 * - `forfeit`: To nobody.
 */
export type ConsentOver = 'account' | 'pool' | 'forfeit';
/**
 * Points as a number, or money as decimal text.
 */
export type Amount = Points | string;
/**
 * Points, as a number.
 */
export type Points = number;
/**
 * How a count and what it stands beside make one number.
 *
 * - `ratio`: This divided by that.
 * - `difference`: This less that.
 */
export type Beside = 'ratio' | 'difference';
/**
 * In what the length of membership is counted.
 *
 * - `years`: Whole years.
 * - `months`: Whole months.
 */
export type TenureIn = 'years' | 'months';
/**
 * What is counted: by name, or a measure that lines or orders carry.
 */
export type Of = OfName | OwnMeasure;
/**
 * What is counted, by name.
 *
 * - `amount`: Money.
 * - `quantity`: Units.
 * - `lines`: Lines.
 * - `orders`: Orders.
 * - `activities`: Activities.
 * - `points`: Points awarded.
 * - `balance`: The balance of points.
 * - `value`: Behaviours valued in money.
 * - `distinct`: Different values of an attribute.
 * - `active-months`: Months with an order.
 * - `tenure`: How long the account has been a member.
 */
export type OfName =
  | 'amount'
  | 'quantity'
  | 'lines'
  | 'orders'
  | 'activities'
  | 'points'
  | 'balance'
  | 'value'
  | 'distinct'
  | 'active-months'
  | 'tenure';
/**
 * A named period, {"rolling": {"days": 90}}, or fixed days {"from": ..., "to": ...}.
 */
export type Period = PeriodName | Rolling | Window;
/**
 * A named period.
 *
 * - `line`: A line of the order.
 * - `order`: The order.
 * - `day`: A civil day.
 * - `week`: A week from Monday.
 * - `month`: A calendar month.
 * - `quarter`: A quarter of the fiscal year.
 * - `half-year`: A half of the fiscal year.
 * - `year`: A fiscal year.
 * - `membership-year`: A year from the day the account joined.
 * - `lifetime`: The account's whole life.
 */
export type PeriodName =
  'line' | 'order' | 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year' | 'membership-year' | 'lifetime';
/**
 * Texts by name, all but these, or the entries of a list of the account.
 */
export type LineMatch = OfList | Match;
/**
 * Whose a count is: by name, or of all accounts that are linked to the same one.
 */
export type Whose = WhoseName | ToLinked;
/**
 * Whose a count is, by name.
 *
 * - `account`: The account's.
 * - `participant`: The person's.
 * - `team`: The person's team's.
 * - `everyone`: Of all accounts together.
 */
export type WhoseName = 'account' | 'participant' | 'team' | 'everyone';
/**
 * Among whom a role is looked for.
 *
 * - `team`: The person's team.
 * - `account`: The account.
 */
export type Among = 'team' | 'account';
/**
 * What an award gives.
 *
 * - `points`: Points of a currency.
 * - `discount`: Money off the order.
 * - `rebate`: Money back, which the host gives by credit note or payment.
 * - `margin`: The reseller's margin, by credit note or payment of the host.
 * - `value`: Money value that counts toward goals and tiers.
 * - `cash`: Cash, to be paid out: to people as well as accounts.
 * - `fund`: An amount in a fund.
 * - `reward`: A reward of the catalogue.
 */
export type AwardKind = 'points' | 'discount' | 'rebate' | 'margin' | 'value' | 'cash' | 'fund' | 'reward';
/**
 * Whether something that is kept award by award can be used.
 *
 * - `pending`: Not yet.
 * - `available`: It can be used.
 * - `reserved`: It is set aside.
 */
export type Status = 'pending' | 'available' | 'reserved';
/**
 * What a balance does that a return would bring under zero.
 *
 * - `allow`: It goes negative.
 * - `floor`: It stops at zero; the rest is written off.
 * - `pending-only`: Only pending points are taken.
 */
export type BelowZero = 'allow' | 'floor' | 'pending-only';
/**
 * To whom an award goes, by name.
 *
 * - `account`: The company.
 * - `participant`: The person who did it, or whom it is for; what the account's `consent` keeps from them goes where that says.
 * - `pool`: The pool of the person's team; without a team, of the whole account.
 */
export type Beneficiary = 'account' | 'participant' | 'pool';
/**
 * A text that members read, or a table of it by language such as {"en": "Silver", "ro": "Argint"}.
 */
export type Text =
  | string
  | {
      [k: string]: string;
    };
/**
 * Among whom somebody is ranked.
 *
 * - `everyone`: Those of all accounts.
 * - `account`: Those of the own account.
 */
export type RankedAmong = 'everyone' | 'account';
/**
 * Who is ranked.
 *
 * - `participant`: People.
 * - `team`: Teams.
 * - `account`: Accounts.
 */
export type Ranks = 'participant' | 'team' | 'account';
/**
 * How a prize is shared. What is left over goes to the largest remainder first, ties to the better place.
 *
 * - `equally`: In equal parts.
 * - `by-total`: In proportion to what each reached.
 */
export type ShareBy = 'equally' | 'by-total';
/**
 * What an entry books.
 *
 * - `accrual`: An award.
 * - `return`: What a return takes back.
 * - `settlement`: A rebate or margin at the end of its period.
 * - `restatement`: A correction of a period that was settled before.
 * - `opening`: What an account brought from another system.
 * - `tier`: A level given, lost or granted.
 * - `use`: A counted benefit used.
 * - `write-off`: What a floor under a balance writes off, or what a person leaves behind that is forfeited.
 * - `activation`: What was pending becomes available.
 * - `expiry`: What could no longer be used lapses.
 * - `reservation`: Points are set aside.
 * - `redemption`: Points are spent, or what they bought is given.
 * - `cancellation`: What was spent or set aside comes back.
 * - `reversal`: An activity is taken back.
 * - `claim`: A claim that is paid takes its share of a fund.
 * - `adjustment`: A correction by hand.
 * - `transfer`: Points are given to, or come from, somebody else.
 * - `credit`: What another account's event gives.
 * - `plan`: A plan taken or left; the level is the plan's id.
 * - `fee`: What a plan costs.
 * - `merger`: What was another account's.
 */
export type EntryKind =
  | 'accrual'
  | 'return'
  | 'settlement'
  | 'restatement'
  | 'opening'
  | 'tier'
  | 'use'
  | 'write-off'
  | 'activation'
  | 'expiry'
  | 'reservation'
  | 'redemption'
  | 'cancellation'
  | 'reversal'
  | 'claim'
  | 'adjustment'
  | 'transfer'
  | 'credit'
  | 'plan'
  | 'fee'
  | 'merger';
/**
 * How much a check's findings weigh: a severity, or a severity with exceptions.
 */
export type CheckChoice = CheckSeverity | CheckTerms;
/**
 * How much what a check finds weighs.
 *
 * - `error`: The document does not pass.
 * - `warning`: Its author should look.
 * - `advice`: Good to know.
 * - `off`: It is not told.
 */
export type CheckSeverity = 'error' | 'warning' | 'advice' | 'off';
/**
 * What a step is.
 *
 * - `award`: What the rule itself gives.
 * - `multiplier`: What a multiplier adds to base points.
 * - `cap`: What a cap, a budget or a frequency takes away: forfeited.
 * - `rounding`: What the last rounding of an order's total changes.
 * - `discount`: A discount on a line, negative.
 * - `accrual`: What an order adds to an accrual of the period.
 * - `return`: What a return takes back.
 */
export type StepKind = 'award' | 'multiplier' | 'cap' | 'rounding' | 'discount' | 'accrual' | 'return';
/**
 * Off what an amount goes.
 *
 * - `unit`: Each unit.
 * - `line`: Each line.
 * - `order`: The order, spread over its lines.
 */
export type Each = 'unit' | 'line' | 'order';
/**
 * How bands act.
 *
 * - `marginal`: Each band's rate on its own slice.
 * - `whole`: The reached band's rate on everything; also called retroactive.
 * - `whole-above`: The reached band's rate on everything above a start.
 * - `per-unit`: The reached band's amount for each unit.
 * - `fixed`: The reached band's amount.
 */
export type Mode = 'marginal' | 'whole' | 'whole-above' | 'per-unit' | 'fixed';
/**
 * Who gets the units that spreading leaves over.
 *
 * - `largest`: The largest remainder.
 * - `first`: The first lines.
 */
export type RemainderTo = 'largest' | 'first';
/**
 * How an amount is spread over lines.
 *
 * - `amount`: In proportion to their amounts.
 * - `quantity`: In proportion to their quantities.
 */
export type SpreadBy = 'amount' | 'quantity';
/**
 * How a number between two units becomes one of them.
 *
 * - `floor`: Towards zero.
 * - `ceil`: Away from zero.
 * - `half-up`: Half away from zero.
 * - `half-even`: Half to even.
 */
export type Rounding = 'floor' | 'ceil' | 'half-up' | 'half-even';
/**
 * How accounts come into the program.
 *
 * - `open`: With their first event.
 * - `application`: By a `join` that somebody approved.
 * - `invitation`: By a `join` that names its invitation.
 */
export type EntryBy = 'open' | 'application' | 'invitation';
/**
 * Over what a group picks.
 *
 * - `order`: One rule pays for the whole order.
 * - `line`: One rule pays for each line.
 */
export type GroupScope = 'order' | 'line';
/**
 * Which rule of a group pays.
 *
 * - `best`: The one that gives the member most; ties to the higher priority, then to the earlier in the document.
 * - `priority`: The one with the highest priority that applies; ties to the earlier in the document.
 */
export type Pick = 'best' | 'priority';
/**
 * What becomes of what a person has who leaves.
 *
 * - `account`: The account gets it.
 * - `pool`: The pool of the person's team gets it.
 * - `forfeit`: It is forfeited.
 */
export type Leavers = 'account' | 'pool' | 'forfeit';
/**
 * The baseline of two accounts that become one.
 *
 * - `sum`: Both together.
 * - `survivor`: That of the account which takes the other in, for the periods that have begun.
 */
export type MergedBaseline = 'sum' | 'survivor';
/**
 * The level of two accounts that become one.
 *
 * - `higher`: The higher of the two.
 * - `survivor`: That of the account which takes the other in.
 * - `counted`: That of the account which takes the other in, or at once what the counts of both reach together.
 */
export type MergedLevel = 'higher' | 'survivor' | 'counted';
/**
 * Points, or a table of them by tier level; a level without an entry gets nothing.
 */
export type PointsOrTable =
  | Decimal
  | {
      [k: string]: Decimal;
    };
/**
 * What happens to an award that would pass a cap.
 *
 * - `forfeit`: What is over the cap is forfeited.
 * - `refuse`: The whole award is refused.
 */
export type OverCap = 'forfeit' | 'refuse';
/**
 * What a frequency limit counts by.
 *
 * - `subject`: The activity's subject.
 */
export type TimesBy = 'subject';
/**
 * Where what is paid begins: at a number, or at what the count stands beside.
 */
export type Start = StartName | Decimal;
/**
 * Where what is paid begins, by name.
 *
 * - `baseline`: At what the count stands beside.
 */
export type StartName = 'baseline';
/**
 * A factor, or a factor with its scope.
 */
export type Multiply = Decimal | MultiplyBy;
/**
 * When a rule runs: an event by name, named activities, or the end of a period.
 */
export type Trigger = TriggerName | OnPeriodEnd | OnActivity;
/**
 * Events that run a rule, by name.
 *
 * - `order`: An order.
 * - `tier-change`: A level is reached.
 * - `anniversary`: An anniversary of joining.
 * - `joining`: Joining.
 */
export type TriggerName = 'order' | 'tier-change' | 'anniversary' | 'joining';
/**
 * Over what an award is rounded.
 *
 * - `order`: Once per rule and order.
 * - `line`: For each line.
 * - `unit`: For each unit of a line.
 */
export type RoundingScope = 'order' | 'line' | 'unit';
/**
 * To whom an award goes: by name, to a linked account, to everybody with a role, or in shares.
 */
export type To = Beneficiary | ToShare[] | ToRole | ToLinked;
/**
 * What a reward is.
 *
 * - `gift`: A thing.
 * - `voucher`: Money off a later purchase, or at a third party.
 * - `service`: A service.
 * - `donation`: A gift to a cause.
 * - `entitlement`: A right to something, such as early access.
 * - `badge`: A sign of what was achieved.
 */
export type RewardKind = 'gift' | 'voucher' | 'service' | 'donation' | 'entitlement' | 'badge';
/**
 * When an account falls.
 *
 * - `period-end`: At the end of the period after the one in which the level was earned.
 * - `at-once`: Whenever the metric is no longer met.
 * - `never`: Never.
 */
export type DowngradeAt = 'period-end' | 'at-once' | 'never';
/**
 * How far an account falls.
 *
 * - `straight`: To the level it has earned.
 * - `one`: One level at a time.
 */
export type DowngradeSteps = 'straight' | 'one';
/**
 * How many metrics a level asks for.
 *
 * - `all`: Every one.
 * - `any`: One of them.
 */
export type Need = 'all' | 'any';
/**
 * What a return does to a level.
 *
 * - `reaching-order`: The level falls if the very order that reached it no longer does.
 * - `at-once`: The level falls whenever the metric is no longer met.
 * - `kept`: The level stays until the period ends.
 */
export type OnReturn = 'reaching-order' | 'at-once' | 'kept';
/**
 * When a level reached is given.
 *
 * - `at-once`: With the order that reaches it; the next order earns by it.
 * - `period-end`: When the period ends.
 */
export type Upgrade = 'at-once' | 'period-end';
export type FindingCode =
  | 'invalid-json'
  | 'too-large'
  | 'unknown-format'
  | 'unknown-field'
  | 'duplicate-field'
  | 'missing-field'
  | 'wrong-type'
  | 'unknown-value'
  | 'invalid-number'
  | 'out-of-range'
  | 'too-many-digits'
  | 'invalid-date'
  | 'dates-in-wrong-order'
  | 'duplicate-id'
  | 'dangling-reference'
  | 'contradiction'
  | 'no-effect'
  | 'not-built'
  | 'mode-missing'
  | 'inverted-band'
  | 'band-gap'
  | 'band-overlap'
  | 'levels-not-rising'
  | 'mixed-group'
  | 'terms-overlap'
  | 'mid-period'
  | 'idle-band'
  | 'growth-bands'
  | 'low-cap'
  | 'idle-limit'
  | 'unreachable-level'
  | 'never-pays'
  | 'shadowed-rule'
  | 'series-gap'
  | 'series-overlap'
  | 'cliff'
  | 'price-cliff'
  | 'level-cliff'
  | 'arbitrage'
  | 'endless-earning'
  | 'no-budget'
  | 'idle-benefit'
  | 'unused'
  | 'open-discount'
  | 'many-conditions'
  | 'partly-checked';
/**
 * How much a finding weighs.
 *
 * - `error`: The document is refused; where a check says so, it is not to be published.
 * - `warning`: The document is taken; its author should look.
 * - `advice`: The document is taken and may well be meant so; it is good to know.
 */
export type Severity = 'error' | 'warning' | 'advice';
/**
 * What a notice is about.
 *
 * - `points-expire`: Points that can be used for the last time soon.
 * - `fund-lapses`: What a fund holds lapses soon.
 * - `reward-expires`: A reward that was given or bought can be used for the last time soon.
 * - `tier-near`: A level that is within reach.
 * - `tier-at-risk`: The level is lost soon if nothing happens.
 * - `band-near`: A higher band of a rebate, margin or goal is within reach.
 * - `reward-in-reach`: A reward for which there are points enough.
 * - `reward-near`: A reward for which few points are missing.
 * - `service-lapses`: A counted service that is not used up and lapses soon.
 * - `claim-pending`: Something waits to be approved.
 * - `payment-pending`: Something waits for an invoice to be paid.
 */
export type NoticeCode =
  | 'points-expire'
  | 'fund-lapses'
  | 'reward-expires'
  | 'tier-near'
  | 'tier-at-risk'
  | 'band-near'
  | 'reward-in-reach'
  | 'reward-near'
  | 'service-lapses'
  | 'claim-pending'
  | 'payment-pending';

/**
 * What must hold of the account.
 */
export interface AccountCondition {
  /**
   * Its own attributes, by name, such as segment or region.
   */
  attributes?: {
    [k: string]: Match;
  };
  /**
   * Its id: an invitation list.
   */
  id?: Match | null;
  /**
   * What other accounts are to it, such as "referrer": it has a link of this name.
   */
  linked?: Match | null;
  /**
   * The pilot whose test group it is in, or {"of": pilot, "group": "control"}.
   */
  pilot?: PilotMatch | null;
  /**
   * Its plan, by id.
   */
  plan?: Match | null;
  /**
   * Its tier, by level id, or {"atLeast": level}.
   */
  tier?: TierMatch | null;
}
/**
 * All but the texts named.
 */
export interface Not {
  /**
   * The texts that do not count.
   */
  not: Match;
}
/**
 * A group of a pilot.
 */
export interface InPilot {
  /**
   * The group. Default "test".
   */
  group?: PilotGroup | null;
  /**
   * The pilot.
   */
  of: string;
}
/**
 * A level of a ladder and all above it.
 */
export interface AtLeast {
  /**
   * The lowest level that counts.
   */
  atLeast: string;
}
/**
 * Goods that are bought.
 */
export interface Order {
  /**
   * When it was placed, in the program's civil time.
   */
  at: Moment;
  /**
   * Its own attributes, such as the channel.
   */
  attributes?: {
    [k: string]: string;
  };
  /**
   * The last day on which its invoice may be paid.
   */
  due?: Day | null;
  /**
   * Its id, different from all others of the account.
   */
  id: string;
  /**
   * When it was invoiced. Default: the day it was placed.
   */
  invoiced?: Day | null;
  /**
   * Its lines.
   */
  lines: OrderLine[];
  /**
   * Its own measures, such as kilometres delivered.
   */
  measures?: {
    [k: string]: Decimal;
  };
  /**
   * The share of the order's amount that was paid with points, in money; it earns nothing.
   */
  paidWithPoints?: Decimal | null;
  /**
   * The person who placed it.
   */
  participant?: string | null;
  /**
   * The coalition partner where it was placed.
   */
  partner?: string | null;
  /**
   * Shipping, in money.
   */
  shipping?: Decimal | null;
}
/**
 * A line of an order.
 */
export interface OrderLine {
  /**
   * The line's amount before its discount, where it is given rather than quantity times price.
   */
  amount?: Decimal | null;
  /**
   * Other attributes.
   */
  attributes?: {
    [k: string]: string;
  };
  /**
   * The brand.
   */
  brand?: string | null;
  /**
   * The category.
   */
  category?: string | null;
  /**
   * What the line costs the operator, in money.
   */
  cost?: Decimal | null;
  /**
   * The discount that the line comes with, in money.
   */
  discount?: Decimal | null;
  /**
   * Its id, as a return names it. Default: its SKU.
   */
  id?: string | null;
  /**
   * Other measures for the whole line, such as kilograms or cases.
   */
  measures?: {
    [k: string]: Decimal;
  };
  /**
   * How many, with up to 6 decimals. Default 1.
   */
  quantity?: Decimal | null;
  /**
   * What was bought.
   */
  sku?: string | null;
  /**
   * Tags.
   */
  tags?: string[];
  /**
   * Tax added on top, in money.
   */
  tax?: Decimal | null;
  /**
   * The price of one, with up to 6 decimals.
   */
  unitPrice?: Decimal | null;
}
/**
 * Goods that come back.
 */
export interface Return {
  /**
   * When they came back.
   */
  at: Moment;
  /**
   * Its id.
   */
  id: string;
  /**
   * What came back. Default: everything that is left of the order.
   */
  lines?: ReturnLine[];
  /**
   * The order they belong to. Default: the account's latest purchases of each SKU.
   */
  order?: string | null;
  /**
   * The coalition partner that takes the goods back, where no order is named: they come of purchases there.
   */
  partner?: string | null;
}
/**
 * Goods of one line that come back.
 */
export interface ReturnLine {
  /**
   * The brand, for goods of which no purchase is found.
   */
  brand?: string | null;
  /**
   * The category, for goods of which no purchase is found.
   */
  category?: string | null;
  /**
   * The id of the order's line, where the order is named.
   */
  line?: string | null;
  /**
   * How many. Default: all of the line.
   */
  quantity?: Decimal | null;
  /**
   * The SKU.
   */
  sku?: string | null;
  /**
   * The price of one, for goods of which no purchase is found.
   */
  unitPrice?: Decimal | null;
}
/**
 * Something else that the program rewards.
 */
export interface Activity {
  /**
   * When it happened.
   */
  at: Moment;
  /**
   * Its own attributes.
   */
  attributes?: {
    [k: string]: string;
  };
  /**
   * The person it is for, where that is another.
   */
  beneficiary?: string | null;
  /**
   * Its id.
   */
  id: string;
  /**
   * The person who did it.
   */
  participant?: string | null;
  /**
   * The coalition partner where it happened.
   */
  partner?: string | null;
  /**
   * How much of it. Default 1.
   */
  quantity?: Decimal | null;
  /**
   * What it was about: the module, the product, the survey.
   */
  subject?: string | null;
  /**
   * Its type, such as "webinar".
   */
  type: string;
}
/**
 * What an account brings from another system.
 */
export interface Opening {
  /**
   * The moment at which these figures are true.
   */
  at: Moment;
  /**
   * Balances by point currency.
   */
  balances?: {
    [k: string]: Decimal;
  };
  /**
   * Counts by counter, as `counters()` of the program names them, for the period that holds the opening.
   */
  counters?: {
    [k: string]: Decimal;
  };
  /**
   * Its id.
   */
  id: string;
  /**
   * The day the account joined. Default: the opening's.
   */
  joined?: Day | null;
  /**
   * What counters that are not named hold. Default "unknown": what needs them is refused, not guessed.
   */
  others?: Others | null;
  /**
   * Counts of earlier periods, such as baselines.
   */
  past?: PastCounts[];
  /**
   * Levels by ladder.
   */
  tiers?: {
    [k: string]: OpeningTier;
  };
}
/**
 * Counts of an earlier period, brought from another system.
 */
export interface PastCounts {
  /**
   * Counts by counter, as `counters()` of the program names them.
   */
  counters: {
    [k: string]: Decimal;
  };
  /**
   * A day of the period.
   */
  on: Day;
}
/**
 * A level brought from another system.
 */
export interface OpeningTier {
  /**
   * The level's id.
   */
  level: string;
  /**
   * Its last day. Default: as if it had been earned in the period before.
   */
  until?: Day | null;
}
/**
 * A tier given by hand.
 */
export interface Grant {
  /**
   * When it is given.
   */
  at: Moment;
  /**
   * Its id.
   */
  id: string;
  /**
   * The level's id.
   */
  level: string;
  /**
   * Why.
   */
  reason?: string | null;
  /**
   * The last day it stands, whatever is earned.
   */
  until: Day;
}
/**
 * A use of a counted benefit, or of something that was given: give one of the two.
 */
export interface Use {
  /**
   * When it was used.
   */
  at: Moment;
  /**
   * How often. Default 1.
   */
  count?: number | null;
  /**
   * Its id.
   */
  id: string;
  /**
   * The person whose reward it is. Default: the account's own.
   */
  participant?: string | null;
  /**
   * The id of a reward that the account holds, such as a voucher.
   */
  reward?: string | null;
  /**
   * The id of a service that the account's level or plan brings.
   */
  service?: string | null;
}
/**
 * The account joins. Rules on "joining" run, with what they give to others it is linked to.
 */
export interface Join {
  /**
   * Who accepted it, where the program is entered by application.
   */
  approver?: string | null;
  /**
   * When it joined.
   */
  at: Moment;
  /**
   * Its id.
   */
  id: string;
  /**
   * The invitation, where the program is entered by one.
   */
  invitation?: string | null;
  /**
   * The accounts it is linked to, by what they are to it, such as {"referrer": "A-17"}. They are kept.
   */
  links?: {
    [k: string]: string;
  };
  /**
   * The person who signed up.
   */
  participant?: string | null;
}
/**
 * The account takes a plan, or leaves the one it has.
 */
export interface Enrol {
  /**
   * When.
   */
  at: Moment;
  /**
   * Its id.
   */
  id: string;
  /**
   * The plan's id; none where the account leaves its plan.
   */
  plan?: string | null;
  /**
   * The plan's last day. Default: by the plan's own length.
   */
  until?: Day | null;
}
/**
 * An invoice is paid: what waited for that becomes available.
 */
export interface Pay {
  /**
   * When it was paid.
   */
  at: Moment;
  /**
   * Its id.
   */
  id: string;
  /**
   * The order that was invoiced.
   */
  order: string;
}
/**
 * A claim is decided: what waited for that becomes available, or is taken back.
 */
export interface Approve {
  /**
   * Whether it was approved. Default true.
   */
  approved?: boolean | null;
  /**
   * Who decided.
   */
  approver?: string | null;
  /**
   * When it was decided.
   */
  at: Moment;
  /**
   * The activity or order that waits.
   */
  event: string;
  /**
   * Its id.
   */
  id: string;
  /**
   * Why; needed where it was rejected.
   */
  reason?: string | null;
}
/**
 * An activity is taken back, as a return takes back goods.
 */
export interface Reverse {
  /**
   * The activity.
   */
  activity: string;
  /**
   * When it was taken back.
   */
  at: Moment;
  /**
   * Its id.
   */
  id: string;
  /**
   * How much of it. Default: all that is left.
   */
  quantity?: Decimal | null;
  /**
   * Why.
   */
  reason?: string | null;
}
/**
 * Points are spent on a reward, or as such.
 */
export interface Redeem {
  /**
   * When.
   */
  at: Moment;
  /**
   * How many of it. Default 1.
   */
  count?: number | null;
  /**
   * The point currency, where no reward is named. Default: the first.
   */
  currency?: string | null;
  /**
   * Its id, by which it is confirmed or cancelled.
   */
  id: string;
  /**
   * The person whose points are spent. Default: the account's own.
   */
  participant?: string | null;
  /**
   * The coalition partner where they are spent.
   */
  partner?: string | null;
  /**
   * The points, where no reward is named.
   */
  points?: Decimal | null;
  /**
   * Whether the points are only reserved, to be confirmed or cancelled. Default false.
   */
  reserve?: boolean | null;
  /**
   * The reward. Default: points alone are spent.
   */
  reward?: string | null;
}
/**
 * A reservation is spent.
 */
export interface Confirm {
  /**
   * When.
   */
  at: Moment;
  /**
   * Its id.
   */
  id: string;
  /**
   * The redemption that reserved.
   */
  redemption: string;
}
/**
 * A redemption or reservation is undone: its points come back with their first dates.
 */
export interface Cancel {
  /**
   * When.
   */
  at: Moment;
  /**
   * Its id.
   */
  id: string;
  /**
   * Why.
   */
  reason?: string | null;
  /**
   * The redemption.
   */
  redemption: string;
}
/**
 * A correction by hand.
 */
export interface Adjust {
  /**
   * By how much; less than zero takes away.
   */
  amount: Decimal;
  /**
   * Who approved it.
   */
  approver: string;
  /**
   * When.
   */
  at: Moment;
  /**
   * The entry of a closed period that is corrected.
   */
  entry?: string | null;
  /**
   * Its id.
   */
  id: string;
  /**
   * The person whose balance it is. Default: the account's own.
   */
  participant?: string | null;
  /**
   * The coalition partner whose points are corrected.
   */
  partner?: string | null;
  /**
   * Why.
   */
  reason: string;
  /**
   * What is corrected: a point currency, a kind of money, "fund:..." or "reward:...". Default: the first currency.
   */
  unit?: string | null;
}
/**
 * Points are given to somebody else. They keep the dates on which they expire.
 */
export interface Transfer {
  /**
   * When.
   */
  at: Moment;
  /**
   * The point currency. Default: the first.
   */
  currency?: string | null;
  /**
   * Its id.
   */
  id: string;
  /**
   * The person who gives. Default: the account itself.
   */
  participant?: string | null;
  /**
   * How many points.
   */
  points: Decimal;
  /**
   * Why.
   */
  reason?: string | null;
  /**
   * The account that gets them. Default: this one.
   */
  toAccount?: string | null;
  /**
   * The person of this account who gets them.
   */
  toParticipant?: string | null;
}
/**
 * Something that another account's event gives this one: a posting there lists it, ready to be posted here.
 */
export interface Credit {
  /**
   * The account that it comes from.
   */
  account: string;
  /**
   * How much, in the unit's smallest units; less than zero takes back.
   */
  amount: number;
  /**
   * When.
   */
  at: Moment;
  /**
   * The last day on which it can be used.
   */
  expires?: Day | null;
  /**
   * The first day on which it can be used, where that is later.
   */
  from?: Day | null;
  /**
   * Who bears it beside the operator.
   */
  funding?: Funding[];
  /**
   * Its id.
   */
  id: string;
  /**
   * The person who gets it. Default: the account itself.
   */
  participant?: string | null;
  /**
   * The coalition partner where it was earned.
   */
  partner?: string | null;
  /**
   * The rule that gave it, or "transfer".
   */
  rule: string;
  /**
   * The team whose pool gets it.
   */
  team?: string | null;
  /**
   * What is given: a point currency, a kind of money, "fund:..." or "reward:...".
   */
  unit: string;
}
/**
 * A share of an award that somebody else than the operator bears; the operator bears the rest.
 */
export interface Funding {
  /**
   * Who, such as a supplier; not the operator itself.
   */
  by: string;
  /**
   * The share, such as "60 %".
   */
  share: Decimal;
}
/**
 * A person leaves the account.
 */
export interface Leave {
  /**
   * When.
   */
  at: Moment;
  /**
   * Its id.
   */
  id: string;
  /**
   * The person.
   */
  participant: string;
  /**
   * Another person of the account who gets what the one who leaves has. Default: as the program says.
   */
  toParticipant?: string | null;
}
/**
 * A person's data are erased: the books stay, under a name that tells nothing.
 */
export interface Erase {
  /**
   * When.
   */
  at: Moment;
  /**
   * Its id.
   */
  id: string;
  /**
   * The person.
   */
  participant: string;
}
/**
 * Another account is taken in with everything it has; it is closed after that.
 */
export interface Merge {
  /**
   * When.
   */
  at: Moment;
  /**
   * Its id.
   */
  id: string;
  /**
   * The state of the account that is taken in.
   */
  state: AccountState;
}
/**
 * The state of an account.
 */
export interface AccountState {
  /**
   * The account's id.
   */
  account: string;
  /**
   * The day of the last order, activity or redemption.
   */
  active?: Day | null;
  /**
   * Activities that can still be taken back.
   */
  activities?: Record[];
  /**
   * The time up to which it is true.
   */
  at?: Moment | null;
  /**
   * The account's attributes, such as segment or region.
   */
  attributes?: {
    [k: string]: string;
  };
  /**
   * Balances by point currency, in its smallest units.
   */
  balances?: {
    [k: string]: number;
  };
  /**
   * What its people may receive, by the account's own choice. Default: everything.
   */
  consent?: Consent | null;
  /**
   * Counts by counter.
   */
  counters?: {
    [k: string]: CounterState;
  };
  /**
   * The version of this form: 1.
   */
  earnestState?: number | null;
  /**
   * The last day whose orders may have been dropped from `orders`, since they can no longer be returned.
   */
  forgotten?: Day | null;
  /**
   * Balances of people and pools, by holder and unit.
   */
  holders?: {
    [k: string]: {
      [k: string]: number;
    };
  };
  /**
   * The day the account joined.
   */
  joined?: Day | null;
  /**
   * Accounts it is linked to, by what they are to it, such as a referrer.
   */
  links?: {
    [k: string]: string;
  };
  /**
   * The account's lists, such as its assortment.
   */
  lists?: {
    [k: string]: string[];
  };
  /**
   * What can still be used or is still to come, award by award, of units that have a life.
   */
  lots?: Lot[];
  /**
   * Money booked by kind, in minor units.
   */
  money?: {
    [k: string]: number;
  };
  /**
   * The names that records refer to, from 1.
   */
  names?: string[];
  /**
   * Orders that can still be returned.
   */
  orders?: Record[];
  /**
   * The account's people, by id: what the host knows of them.
   */
  people?: {
    [k: string]: Person;
  };
  /**
   * The plan it has taken.
   */
  plan?: PlanState | null;
  /**
   * The program that wrote it.
   */
  program?: string | null;
  /**
   * What people received in a year, where the account caps that, by holder: [year, minor units].
   */
  received?: {
    [k: string]: number[];
  };
  /**
   * Redemptions that can be confirmed or cancelled.
   */
  redemptions?: Redemption[];
  /**
   * Goes up by one with each activity.
   */
  revision?: number | null;
  /**
   * Ids of everything else that was posted.
   */
  seen?: string[];
  /**
   * Money settled, by rule: [settlement number, minor units].
   */
  settled?: {
    [k: string]: number[][];
  };
  /**
   * Of rules whose tables go by level: the levels they were settled by, where it is another than before.
   */
  settledLevels?: {
    [k: string]: SettledLevel[];
  };
  /**
   * Tiers by ladder.
   */
  tiers?: {
    [k: string]: TierState;
  };
  /**
   * Invoices that are not paid, by order: the last day on which they may be.
   */
  unpaid?: {
    [k: string]: Day;
  };
}
/**
 * An order that can still be returned: what it held, and what the account's standing was.
 */
export interface Record {
  /**
   * Of an activity: its type, subject and quantity, and what was taken back of it.
   */
  activity?: ActivityRecord | null;
  /**
   * When it was placed.
   */
  at: Moment;
  /**
   * The order's attributes.
   */
  attributes?: {
    [k: string]: string;
  };
  /**
   * What it was awarded: [rule, currency or kind, units], perhaps with [holder or 0] and [the rule that was
   * multiplied].
   */
  awards?: number[][];
  /**
   * The account's balances before it, by unit, where any was not zero.
   */
  balances?: number[];
  /**
   * The person it is for, where that is another.
   */
  beneficiary?: string | null;
  /**
   * What shared budgets had left before it, where it drew on any.
   */
  budgets?: number[];
  /**
   * What had been carried over before it: [ladder, metric, amount], by their places in its version.
   */
  carried?: number[][];
  /**
   * Shipping and the share paid with points, in minor units.
   */
  charges?: number[];
  /**
   * What a claim took of its fund.
   */
  claimed?: Lot[];
  /**
   * What the account let its people receive on that day, where it was not everything.
   */
  consent?: Consent | null;
  /**
   * Tags, attributes and measures of the lines that have any.
   */
  extras?: LineExtras[];
  /**
   * The order's id.
   */
  id: string;
  /**
   * When it was invoiced, where not on that day.
   */
  invoiced?: Day | null;
  /**
   * Lines: [sku, category, brand, quantity, unit price or -1, amount, discount, tax, returned quantity, id].
   */
  lines: number[][];
  /**
   * The accounts it was linked to on that day, where they were others than now.
   */
  links?: {
    [k: string]: string;
  } | null;
  /**
   * The account's lists on that day, where they were others than now.
   */
  lists?: {
    [k: string]: string[];
  } | null;
  /**
   * The order's measures, in millionths.
   */
  measures?: {
    [k: string]: number;
  };
  /**
   * The person who placed it.
   */
  participant?: string | null;
  /**
   * The coalition partner where it happened.
   */
  partner?: string | null;
  /**
   * The account's people on that day, where they were others than now.
   */
  people?: {
    [k: string]: Person;
  } | null;
  /**
   * The plan that the account had on that day.
   */
  plan?: string | null;
  /**
   * The account's attributes on that day, where they were others than now.
   */
  profile?: {
    [k: string]: string;
  } | null;
  /**
   * What people had received in the year, in minor units, where the account caps it.
   */
  received?: {
    [k: string]: number;
  };
  /**
   * What the account's measures read before it, where not zero: [name, count], or [name, count, value].
   */
  standing?: number[][];
  /**
   * The account's levels before it, as names.
   */
  tiers?: number[];
  /**
   * The first day of the version it was evaluated by.
   */
  version: Day;
}
/**
 * What an activity on record was.
 */
export interface ActivityRecord {
  /**
   * Its attributes.
   */
  attributes?: {
    [k: string]: string;
  };
  /**
   * How much of it, in millionths.
   */
  quantity: number;
  /**
   * How much of it was taken back, in millionths.
   */
  reversed?: number | null;
  /**
   * Rules that pay a value once, ever, and had paid for this one's.
   */
  spent?: string[];
  /**
   * What it was about.
   */
  subject?: string | null;
  /**
   * Its type.
   */
  type: string;
}
/**
 * What is left of an award.
 */
export interface Lot {
  /**
   * The day it was given.
   */
  day: Day;
  /**
   * The last day on which it can be used, as far as it is known.
   */
  expires?: Day | null;
  /**
   * The first day on which it can be used, where that was later.
   */
  from?: Day | null;
  /**
   * Who holds it, where not the account: "person:..." or "pool:...".
   */
  holder?: string | null;
  /**
   * Where that is only known once it is available, or hangs on what the account does: how it expires.
   */
  lasts?: Expires | null;
  /**
   * What is left, in the unit's smallest units.
   */
  left: number;
  /**
   * The event that gave it.
   */
  source: string;
  /**
   * The unit: a point currency, a kind of money, "fund:..." or "reward:...".
   */
  unit: string;
  /**
   * What it waits for.
   */
  waits?: Until | null;
}
/**
 * When an award expires; its last day is one on which it can be used. It expires by age (`days`, `months`, `end`) or
 * on a day (`on`), for want of activity (`inactive`), or, where both are given, by what comes first.
 */
export interface Expires {
  /**
   * After so many days.
   */
  days?: number | null;
  /**
   * At the end of a calendar period, counted from the day that days or months lead to.
   */
  end?: EndOf | null;
  /**
   * From when days and months are counted. Default "available".
   */
  from?: RunsFrom | null;
  /**
   * After a time without an order, an activity or a redemption. Beside age or a day, what comes first ends it.
   */
  inactive?: Length | null;
  /**
   * After so many months.
   */
  months?: number | null;
  /**
   * On a day.
   */
  on?: Day | null;
}
/**
 * A length of time; give one of the two.
 */
export interface Length {
  /**
   * So many days.
   */
  days?: number | null;
  /**
   * So many months.
   */
  months?: number | null;
}
/**
 * What an account lets its people receive.
 */
export interface Consent {
  /**
   * How much.
   */
  give: ConsentKind;
  /**
   * The most for each person and fiscal year, in money, where "capped".
   */
  most?: Decimal | null;
  /**
   * Where what is over goes. Default "account".
   */
  over?: ConsentOver | null;
}
/**
 * What else a line holds.
 */
export interface LineExtras {
  /**
   * Its attributes.
   */
  attributes?: {
    [k: string]: string;
  };
  /**
   * The line's place, from 0.
   */
  line: number;
  /**
   * Its measures, in millionths.
   */
  measures?: {
    [k: string]: number;
  };
  /**
   * Its tags.
   */
  tags?: string[];
}
/**
 * A person of an account.
 */
export interface Person {
  /**
   * What the person is, such as "sales-rep".
   */
  role?: string | null;
  /**
   * The team.
   */
  team?: string | null;
}
/**
 * What a counter holds: pairs of bucket and count.
 */
export interface CounterState {
  /**
   * [bucket, count], in order of buckets.
   */
  all?: number[][];
  /**
   * The same for each value of the attribute it is counted by.
   */
  by?: {
    [k: string]: number[][];
  };
  /**
   * The first day from which it is complete, where it is not from the account's start.
   */
  since?: Day | null;
}
/**
 * A plan that an account has taken.
 */
export interface PlanState {
  /**
   * Its id.
   */
  id: string;
  /**
   * Its first day.
   */
  since: Day;
  /**
   * Its last day.
   */
  until?: Day | null;
}
/**
 * Points that were spent or reserved, so that they can come back.
 */
export interface Redemption {
  /**
   * When.
   */
  at: Moment;
  /**
   * How many of it.
   */
  count?: number | null;
  /**
   * Its id.
   */
  id: string;
  /**
   * The coalition partner where they were spent.
   */
  partner?: string | null;
  /**
   * Whether it is only reserved.
   */
  reserved?: boolean | null;
  /**
   * The reward and how many of it.
   */
  reward?: string | null;
  /**
   * What was taken, award by award.
   */
  taken?: Lot[];
}
/**
 * The level that a table was settled by.
 */
export interface SettledLevel {
  /**
   * The last day of the first settlement that went by it.
   */
  from: Day;
  /**
   * The level's id; none where the table had none of the account's.
   */
  level?: string | null;
}
/**
 * Where an account stands on a ladder.
 */
export interface TierState {
  /**
   * Where the account stood before that order.
   */
  before?: TierState | null;
  /**
   * The order that reached it.
   */
  by?: string | null;
  /**
   * What was carried over into the period, by metric.
   */
  carried?: {
    [k: string]: number;
  };
  /**
   * The last day before a fall that is due.
   */
  falls?: Day | null;
  /**
   * What was given by hand.
   */
  granted?: Granted | null;
  /**
   * The id of the level that stands; none where the account has none.
   */
  level?: string | null;
  /**
   * The day the level it has earned was reached.
   */
  since: Day;
  /**
   * The last day of the level it has earned, where it has one.
   */
  until?: Day | null;
}
/**
 * A level given by hand.
 */
export interface Granted {
  /**
   * The level the account has earned beside it.
   */
  earned?: string | null;
  /**
   * The level's id.
   */
  level: string;
  /**
   * Its last day.
   */
  until: Day;
}
/**
 * An account's sums.
 */
export interface AccountSum {
  /**
   * Its id.
   */
  account: string;
  /**
   * What the book told of it last.
   */
  attributes?: {
    [k: string]: string;
  };
  /**
   * What it holds in the end, by unit.
   */
  balances?: {
    [k: string]: number;
  };
  /**
   * The program's discounts, in minor units.
   */
  discount: number;
  /**
   * What was given and not taken back, by unit, in smallest parts.
   */
  given?: {
    [k: string]: number;
  };
  /**
   * The day on which it traded last.
   */
  last?: Day | null;
  /**
   * Its level on each ladder in the end.
   */
  levels?: {
    [k: string]: string;
  };
  /**
   * After discounts, less returns, in minor units, by the first day of the quarter.
   */
  net?: {
    [k: string]: number;
  };
  /**
   * Orders.
   */
  orders: number;
  /**
   * Its group in each pilot that it takes part in: "test" or "control".
   */
  pilots?: {
    [k: string]: string;
  };
  /**
   * Returns.
   */
  returns: number;
  /**
   * By ladder, how far the next level is on the last day, before the midnight after it. Left out are ladders that are
   * not open to it, and those on whose top level it stands.
   */
  toNext?: {
    [k: string]: NextLevel;
  };
}
/**
 * How far an account is to the next level of a ladder.
 */
export interface NextLevel {
  /**
   * The level it stands on; none below the first.
   */
  from?: string | null;
  /**
   * How far it is, as previews tell it: in whole percent, rounded down; 100 where only the date is missing.
   */
  share: number;
  /**
   * The next level.
   */
  to: string;
}
/**
 * What accrues over a period: a rebate, a margin, points.
 */
export interface Accrual {
  /**
   * What was accrued before, and is with this event.
   *
   * @minItems 2
   * @maxItems 2
   */
  accrued: [string, string];
  /**
   * What this event adds.
   */
  added: string;
  /**
   * The band reached, from 0.
   */
  band?: number | null;
  /**
   * All bands, for a chart.
   */
  bands: BandView[];
  /**
   * What the base was before, and is with this event.
   *
   * @minItems 2
   * @maxItems 2
   */
  base: [string, string];
  /**
   * What picks the band beside what it is compared with, where it is.
   */
  compared?: Compared | null;
  /**
   * What is expected at the period's end at the present pace.
   */
  forecast?: Forecast | null;
  /**
   * The first day of the period.
   */
  from: Day;
  /**
   * rebate, margin, value, cash, or the point currency.
   */
  kind: string;
  /**
   * The next band: what is missing, and what reaching it would add in all.
   */
  next?: NextBand | null;
  /**
   * The rule.
   */
  rule: string;
  /**
   * The terms by which it holds for this account, where it is not everybody's.
   */
  term?: string | null;
  /**
   * The last day of the period.
   */
  to: Day;
}
/**
 * A band, for a chart.
 */
export interface BandView {
  /**
   * Whether its start is not included.
   */
  above: boolean;
  /**
   * Where it starts.
   */
  from: string;
  /**
   * Its rate or amount.
   */
  rate: string;
}
/**
 * A count beside another.
 */
export interface Compared {
  /**
   * The count.
   */
  count: string;
  /**
   * Whether the stated default stands there, since there was nothing.
   */
  default: boolean;
  /**
   * The count as a share of that, in percent rounded down to hundredths, or how much it is more.
   */
  is?: string | null;
  /**
   * What it stands beside, raised as the rule says; none where there is nothing: then nothing is paid.
   */
  with?: string | null;
}
/**
 * What is expected at a period's end.
 */
export interface Forecast {
  /**
   * The money, or points.
   */
  amount: string;
  /**
   * The base.
   */
  base: string;
  /**
   * How the pace was taken.
   */
  pace: string;
}
/**
 * The next band.
 */
export interface NextBand {
  /**
   * Its place, from 0.
   */
  band: number;
  /**
   * What reaching it adds in all.
   */
  gain: string;
  /**
   * What is missing to reach it.
   */
  missing: string;
  /**
   * The part of that gain that is paid on what is already bought.
   */
  onBought: string;
}
/**
 * What has accrued of a rebate and is not settled.
 */
export interface AccruedSum {
  /**
   * The account.
   */
  account?: string | null;
  /**
   * How much.
   */
  amount: Amount;
  /**
   * The rule.
   */
  rule?: string | null;
  /**
   * The kind of money, or the point currency.
   */
  unit: string;
}
/**
 * What must hold of the activity.
 */
export interface ActivityCondition {
  /**
   * Its own attributes, by name.
   */
  attributes?: {
    [k: string]: Match;
  };
  /**
   * What it is about: the module, the product, the survey.
   */
  subject?: Match | null;
  /**
   * Its type, where a measure counts activities; a rule names the types that run it in `on`.
   */
  type?: Match | null;
}
/**
 * What a count stands beside: one of `back`, `measure`, `list`.
 */
export interface Against {
  /**
   * How the two make one number. Default "ratio": "105 %" of the same a year ago is growth of 5 %.
   */
  as?: Beside | null;
  /**
   * The same count so long ago, such as {"months": 12}.
   */
  back?: Length | null;
  /**
   * What stands on the other side where there is nothing, such as for a new account, or an old one that bought
   * nothing of these lines then. Default: then nothing is paid.
   */
  default?: Decimal | null;
  /**
   * What must stand on the other side where there is anything, such as "1000.00" bought last year; nothing is paid
   * where it is less. Default: as little as may be.
   */
  least?: Decimal | null;
  /**
   * To which share of itself the other side is raised, such as "110 %". Default: as it is.
   */
  lift?: Decimal | null;
  /**
   * How many entries this list of the account has.
   */
  list?: string | null;
  /**
   * Another count over the same period.
   */
  measure?: Measure | null;
}
/**
 * What is counted.
 */
export interface Measure {
  /**
   * What the count stands beside: the same so long ago, another count, or the entries of a list.
   */
  against?: Against | null;
  /**
   * Which amount of a line counts.
   */
  basis?: Basis | null;
  /**
   * Whether this order is left out. Default: false for awards, true for discounts.
   */
  before?: boolean | null;
  /**
   * The attribute whose different values are counted, where those are. Default "category".
   */
  by?: string | null;
  /**
   * The point currency, where points are counted. Default: the first.
   */
  currency?: string | null;
  /**
   * In what the length of membership is counted, where that is. Default "years".
   */
  in?: TenureIn | null;
  /**
   * Ids of rebates and margins whose amounts on the same lines are taken off what is counted, where the end of a
   * period pays.
   */
  netOf?: string[];
  /**
   * What.
   */
  of: Of;
  /**
   * Over what. Default "order".
   */
  over?: Period | null;
  /**
   * Which lines or activities. Default: those of the rule.
   */
  when?: Condition | null;
  /**
   * Whose the count is. Default: the account's.
   */
  whose?: Whose | null;
  /**
   * Whether behaviours valued in money count too, where an amount is counted. Default false.
   */
  withValue?: boolean | null;
}
/**
 * Which amount of a line counts.
 */
export interface Basis {
  /**
   * Before the program's discounts. Default false.
   */
  beforeDiscounts?: boolean | null;
  /**
   * With shipping, as a line of its own. Default false.
   */
  withShipping?: boolean | null;
  /**
   * With the tax added on top. Default false.
   */
  withTax?: boolean | null;
}
/**
 * The number of a line's or order's own measure, such as kilograms.
 */
export interface OwnMeasure {
  /**
   * The name of the measure, as lines or orders carry it.
   */
  measure: string;
}
/**
 * The last so many days or months, today included.
 */
export interface Rolling {
  /**
   * How long the window is.
   */
  rolling: Length;
}
/**
 * A window of days, both ends included.
 */
export interface Window {
  /**
   * The first day.
   */
  from?: Day | null;
  /**
   * The last day; all of it belongs to the window.
   */
  to?: Day | null;
}
/**
 * A condition: everything that is given must hold. Fields about a line choose the lines that count; all other
 * fields say whether the rule runs at all.
 */
export interface Condition {
  /**
   * The account.
   */
  account?: AccountCondition | null;
  /**
   * The activity.
   */
  activity?: ActivityCondition | null;
  /**
   * All of these hold.
   */
  all?: Condition[];
  /**
   * The line's amount after discounts.
   */
  amount?: Range | null;
  /**
   * One of these holds.
   */
  any?: Condition[];
  /**
   * The line's own attributes, by name.
   */
  attributes?: {
    [k: string]: LineMatch;
  };
  /**
   * The line's brand.
   */
  brand?: LineMatch | null;
  /**
   * The line's category.
   */
  category?: LineMatch | null;
  /**
   * The order's lines of some kind, taken together.
   */
  contains?: Contains[];
  /**
   * What the account has done over a period, this order included.
   */
  history?: History[];
  /**
   * The discount that the line came with.
   */
  lineDiscount?: Range | null;
  /**
   * The line's value of an attribute that the account has not bought for a while, or ever. The first order of
   * an account opens the history and counts for nothing here.
   */
  newToAccount?: NewTo | null;
  /**
   * This does not hold.
   */
  not?: Condition | null;
  /**
   * The whole order.
   */
  order?: OrderCondition | null;
  /**
   * The person who placed the order or did the activity.
   */
  participant?: ParticipantCondition | null;
  /**
   * The line's quantity.
   */
  quantity?: Range | null;
  /**
   * The line's SKU.
   */
  sku?: LineMatch | null;
  /**
   * Consecutive months with an order, or with `atLeast` so many: holds on the order that completes each run.
   */
  streak?: Streak | null;
  /**
   * One of the line's tags.
   */
  tag?: Match | null;
  /**
   * The line's unit price.
   */
  unitPrice?: Range | null;
}
/**
 * Limits on a number; all that are given must hold.
 */
export interface Range {
  /**
   * More than this.
   */
  above?: Decimal | null;
  /**
   * This or more.
   */
  atLeast?: Decimal | null;
  /**
   * This or less.
   */
  atMost?: Decimal | null;
  /**
   * Less than this.
   */
  below?: Decimal | null;
  /**
   * Exactly this.
   */
  is?: Decimal | null;
}
/**
 * The entries of a list that the account brings.
 */
export interface OfList {
  /**
   * The list's name, such as "assortment".
   */
  list: string;
}
/**
 * What the order must hold of lines of some kind.
 */
export interface Contains {
  /**
   * Their amount together, after discounts.
   */
  amount?: Range | null;
  /**
   * How many lines they are.
   */
  count?: Range | null;
  /**
   * Which lines: a condition on lines.
   */
  lines: Condition;
  /**
   * Their units together.
   */
  quantity?: Range | null;
}
/**
 * What the account has done over a period.
 */
export interface History {
  /**
   * What the count stands beside: the same so long ago, another count, or the entries of a list.
   */
  against?: Against | null;
  /**
   * Whether this order is left out. Default false; points are always counted before this order.
   */
  before?: boolean | null;
  /**
   * The attribute whose different values are counted, where those are. Default "category".
   */
  by?: string | null;
  /**
   * The point currency, where points are counted. Default: the first.
   */
  currency?: string | null;
  /**
   * In what the length of membership is counted, where that is. Default "years".
   */
  in?: TenureIn | null;
  /**
   * What the count must be.
   */
  is: Range;
  /**
   * What is counted.
   */
  of: Of;
  /**
   * Over what.
   */
  over: Period;
  /**
   * Which lines or activities count. Default: all eligible ones.
   */
  when?: Condition | null;
  /**
   * Whose the count is. Default: the account's.
   */
  whose?: Whose | null;
}
/**
 * Another account that this one is linked to.
 */
export interface ToLinked {
  /**
   * What it is to this account, such as "referrer".
   */
  linked: string;
}
/**
 * A value not bought for a while.
 */
export interface NewTo {
  /**
   * The attribute. Default "category".
   */
  by?: string | null;
  /**
   * How long ago it may last have been bought at the latest. Default: never bought.
   */
  within?: Length | null;
}
/**
 * What must hold of the whole order.
 */
export interface OrderCondition {
  /**
   * Its amount after discounts, without tax and shipping.
   */
  amount?: Range | null;
  /**
   * Its own attributes, by name, such as the channel.
   */
  attributes?: {
    [k: string]: Match;
  };
  /**
   * Its different categories.
   */
  categories?: Range | null;
  /**
   * Its lines.
   */
  lines?: Range | null;
  /**
   * Its place among the account's orders.
   */
  number?: OrderNumber | null;
  /**
   * Its units.
   */
  quantity?: Range | null;
}
/**
 * The place of an order among the account's orders.
 */
export interface OrderNumber {
  /**
   * Every so many: 5 is the 5th, the 10th and so on.
   */
  every?: number | null;
  /**
   * Exactly this one; 1 is the first.
   */
  is?: number | null;
}
/**
 * What must hold of the person who placed the order or did the activity.
 */
export interface ParticipantCondition {
  /**
   * The person's id.
   */
  id?: Match | null;
  /**
   * The person's role, such as "sales-rep".
   */
  role?: Match | null;
  /**
   * The person's team.
   */
  team?: Match | null;
}
/**
 * Consecutive months with an order, or with several each.
 */
export interface Streak {
  /**
   * How many orders each of the months must have. Default 1.
   */
  atLeast?: number | null;
  /**
   * The length of a run.
   */
  months: number;
}
/**
 * The assumptions of figures.
 */
export interface Assumed {
  /**
   * Days within which an account is active.
   */
  activeDays: number;
  /**
   * The margin.
   */
  margin: Decimal;
  /**
   * What a point costs, by point currency.
   */
  pointCost: {
    [k: string]: string;
  };
  /**
   * The share of points that is redeemed.
   */
  redemption: Decimal;
  /**
   * The uplift.
   */
  uplift: Decimal;
  /**
   * Uplifts by segment.
   */
  upliftBy?: UpliftBy | null;
}
/**
 * Uplifts by segment.
 */
export interface UpliftBy {
  /**
   * The attribute of accounts, such as "country".
   */
  attribute: string;
  /**
   * By its value: by how much sales to such accounts rise.
   */
  values: {
    [k: string]: Decimal;
  };
}
/**
 * What an operator assumes, beside what the book and the program say. Each is printed beside what hangs on it.
 */
export interface Assumptions {
  /**
   * An account is active that traded in so many days before the book's last order. Default 90.
   */
  activeDays?: number | null;
  /**
   * The margin on sales before the program's cost. Default "30 %".
   */
  margin?: Decimal | null;
  /**
   * What a point costs, by point currency. Default: its worth in the program, else nothing.
   */
  pointCost?: {
    [k: string]: Decimal;
  };
  /**
   * The share of points given that is ever redeemed; the rest is breakage. Default "80 %".
   */
  redemption?: Decimal | null;
  /**
   * By how much the program raises sales. Default 0.
   */
  uplift?: Decimal | null;
  /**
   * The same for accounts by one of their attributes; the others rise by `uplift`.
   */
  upliftBy?: UpliftBy | null;
}
/**
 * What is given.
 */
export interface Award {
  /**
   * The point currency, for points. Default: the first.
   */
  currency?: string | null;
  /**
   * The account's fund that it is paid from, up to what the fund holds.
   */
  from?: string | null;
  /**
   * The fund, for an amount in one.
   */
  fund?: string | null;
  /**
   * What is given.
   */
  kind: AwardKind;
  /**
   * The reward, for one of the catalogue.
   */
  reward?: string | null;
}
/**
 * What a holder has of a unit.
 */
export interface Balance {
  /**
   * How much.
   */
  amount: Amount;
  /**
   * Who has it, where not the account itself: "person:..." or "pool:...".
   */
  holder?: string | null;
  /**
   * Of what is kept award by award: whether it is pending, available or reserved.
   */
  status?: Status | null;
  /**
   * A point currency, a kind of money, "fund:..." or "reward:...".
   */
  unit: string;
}
/**
 * A band of a scale. It starts at `from` or above `above`, and ends where the next one starts.
 */
export interface Band {
  /**
   * Where it starts, not included.
   */
  above?: Decimal | null;
  /**
   * The amount for the band.
   */
  fixed?: Decimal | null;
  /**
   * Where it starts, included.
   */
  from?: Decimal | null;
  /**
   * The amount for each unit of the measure.
   */
  perUnit?: Decimal | null;
  /**
   * The rate, such as "28 %".
   */
  rate?: Decimal | null;
  /**
   * Where it ends, not included; only checked against the next band's start.
   */
  to?: Decimal | null;
}
/**
 * What a level brings.
 */
export interface Benefits {
  /**
   * A discount on eligible lines, such as "2 %".
   */
  discount?: Decimal | null;
  /**
   * Base points are multiplied by this, such as 1.25.
   */
  multiplier?: Decimal | null;
  /**
   * Benefits that are not money: listed, counted, with their cost to the operator.
   */
  services?: Service[];
}
/**
 * A benefit that is not money.
 */
export interface Service {
  /**
   * How often it may be used in each period. Default: without limit.
   */
  count?: number | null;
  /**
   * Its id, as an activity that uses it names it.
   */
  id: string;
  /**
   * Its name as members read it.
   */
  name?: Text | null;
  /**
   * A note for the operator; the engine reads over it.
   */
  note?: string | null;
  /**
   * The period of that count. Default "year".
   */
  per?: Period | null;
  /**
   * What one use costs the operator, in money.
   */
  unitCost?: Decimal | null;
}
/**
 * What a rule gave that is no entry: a discount, or what an order adds to the accrual of a period.
 */
export interface BesideSum {
  /**
   * The sum, in smallest parts.
   */
  amount: number;
  /**
   * The first day of the month.
   */
  month: Day;
  /**
   * The rule.
   */
  rule: string;
  /**
   * The unit of award, or "discount".
   */
  unit: string;
}
/**
 * A ranking. Ties go to who reached the total earlier, then by id.
 */
export interface Board {
  /**
   * Among whom. Default "everyone".
   */
  among?: RankedAmong | null;
  /**
   * The point currency, where points are counted. Default: the first.
   */
  currency?: string | null;
  /**
   * Who bears what is won beside the operator, who bears the rest. Default: the operator alone.
   */
  funding?: Funding[];
  /**
   * Its id.
   */
  id: string;
  /**
   * What must be reached to be ranked at all.
   */
  least?: Decimal | null;
  /**
   * Its name as members read it.
   */
  name?: Text | null;
  /**
   * A note for the operator; the engine reads over it.
   */
  note?: string | null;
  /**
   * What is counted.
   */
  of: Of;
  /**
   * Over what: a calendar period, or the days of a campaign.
   */
  over: Period;
  /**
   * Who is ranked. Default "participant".
   */
  ranks?: Ranks | null;
  /**
   * Which lines or activities count, and by `account` and `participant` who takes part. Default: all eligible ones,
   * and everybody.
   */
  when?: Condition | null;
  /**
   * What the places win, from the first on.
   */
  wins?: Win[];
}
/**
 * What the next places win: points, cash or a reward.
 */
export interface Win {
  /**
   * Cash for each, or with `share` for all of them together.
   */
  cash?: Decimal | null;
  /**
   * The point currency. Default: the first.
   */
  currency?: string | null;
  /**
   * How many places.
   */
  places: number;
  /**
   * Points for each, or with `share` for all of them together.
   */
  points?: Decimal | null;
  /**
   * One of a reward for each.
   */
  reward?: string | null;
  /**
   * How one prize is shared by those who have these places, be they fewer. Default: each has all of it.
   */
  share?: ShareBy | null;
}
/**
 * Entries of one month, kind, unit, status and rule.
 */
export interface BookedSum {
  /**
   * The sum, in the unit's smallest parts.
   */
  amount: number;
  /**
   * How many.
   */
  entries: number;
  /**
   * What happened.
   */
  kind: EntryKind;
  /**
   * The first day of the month in which they were booked.
   */
  month: Day;
  /**
   * The rule.
   */
  rule: string;
  /**
   * Pending, available or reserved, of units kept award by award.
   */
  status?: Status | null;
  /**
   * The unit of award.
   */
  unit: string;
}
/**
 * Which entries, and over what they are summed up.
 */
export interface BooksPeriod {
  /**
   * The first day. Default: that of the first entry.
   */
  from?: Day | null;
  /**
   * Over each of what: "month", "quarter" and so on. Default: all together.
   */
  per?: PeriodName | null;
  /**
   * The last day. Default: that of the last entry.
   */
  to?: Day | null;
}
/**
 * An amount that all accounts together may receive from the rules that name it.
 */
export interface Budget {
  /**
   * Its id, as rules name it.
   */
  id: string;
  /**
   * The most, in points of the rules' currency or in money.
   */
  most: Decimal;
  /**
   * Its name as members read it.
   */
  name?: Text | null;
  /**
   * A note for the operator; the engine reads over it.
   */
  note?: string | null;
}
/**
 * How much a rule or a currency pays at most.
 */
export interface Cap {
  /**
   * The most, in the award's own unit.
   */
  most: Decimal;
  /**
   * In each of these.
   */
  per: Period;
  /**
   * Whose the limit is over a period, by who placed the order or did the activity. Default: the account's, whoever
   * gets the award; "participant" is each person's own.
   */
  whose?: Whose | null;
}
/**
 * What is carried over.
 */
export interface CarryOver {
  /**
   * The most that is carried of each metric.
   */
  cap: {
    [k: string]: Decimal;
  };
}
/**
 * How much a check's findings weigh, and what it is not told of.
 */
export interface CheckTerms {
  /**
   * The ids of rules, levels, ladders, groups, budgets, metrics and currencies that may be so.
   */
  except?: string[];
  /**
   * How much they weigh. Default: the check's own severity.
   */
  severity?: CheckSeverity | null;
}
/**
 * How much the findings of each check weigh, by the name of the check.
 */
export interface Checks {
  arbitrage?: CheckChoice;
  cliff?: CheckChoice;
  'endless-earning'?: CheckChoice;
  'growth-bands'?: CheckChoice;
  'idle-band'?: CheckChoice;
  'idle-benefit'?: CheckChoice;
  'idle-limit'?: CheckChoice;
  'level-cliff'?: CheckChoice;
  'low-cap'?: CheckChoice;
  'many-conditions'?: CheckChoice;
  'never-pays'?: CheckChoice;
  'no-budget'?: CheckChoice;
  'open-discount'?: CheckChoice;
  'price-cliff'?: CheckChoice;
  'series-gap'?: CheckChoice;
  'series-overlap'?: CheckChoice;
  'shadowed-rule'?: CheckChoice;
  'unreachable-level'?: CheckChoice;
  unused?: CheckChoice;
}
/**
 * What is claimed of those who fund awards.
 */
export interface Claims {
  /**
   * By period, funder, rule and unit.
   */
  claims: FundingClaim[];
  /**
   * What each funder owes.
   */
  totals: {
    [k: string]: string;
  };
  /**
   * Units of which no worth is known: nothing is claimed for them.
   */
  unvalued: string[];
}
/**
 * What is claimed of one funder for one rule.
 */
export interface FundingClaim {
  /**
   * How much it paid, less what was taken back.
   */
  amount: Amount;
  /**
   * The funder.
   */
  by: string;
  /**
   * The first day of the period, where periods were asked for.
   */
  from?: Day | null;
  /**
   * What it owes for that.
   */
  owes: string;
  /**
   * The rule.
   */
  rule: string;
  /**
   * The share that the funder bears.
   */
  share: string;
  /**
   * Its last day.
   */
  to?: Day | null;
  /**
   * What it pays in.
   */
  unit: string;
}
/**
 * How a period is closed.
 */
export interface CloseTerms {
  /**
   * The names of ledger accounts, by role or by role and unit, such as {"cost": "6200", "cost:rebate": "7090"}.
   */
  accounts?: {
    [k: string]: string;
  };
  /**
   * What has accrued at the end of the period and is not settled.
   */
  accrued?: AccruedSum[];
  /**
   * The same at its start: what the closing before this one was given.
   */
  accruedBefore?: AccruedSum[];
  /**
   * Who approves the rest.
   */
  approver?: string | null;
  /**
   * Entries that are disputed now. What was held back and is not among them is due.
   */
  disputes?: Dispute[];
  /**
   * The first day.
   */
  from: Day;
  /**
   * What the closing before this one held back.
   */
  held?: Dispute[];
  /**
   * The last day.
   */
  to: Day;
}
/**
 * An entry that is held back until it is clear whether it is right.
 */
export interface Dispute {
  /**
   * Who says so.
   */
  by?: string | null;
  /**
   * The entry.
   */
  entry: string;
  /**
   * Why.
   */
  reason: string;
}
/**
 * A closed period.
 */
export interface Closing {
  /**
   * Who approved what is not disputed.
   */
  approver?: string | null;
  /**
   * Its first day.
   */
  from: Day;
  /**
   * What is disputed: to be given to the next closing.
   */
  held: Dispute[];
  /**
   * The period in double entry.
   */
  journal: Posting[];
  /**
   * The sums of the journal by ledger account: both sides come to the same.
   */
  ledger: LedgerSum[];
  /**
   * What is paid out, by account and person.
   */
  notes: CreditNote[];
  /**
   * Its last day.
   */
  to: Day;
  /**
   * Units of which no worth is known: the journal leaves them out.
   */
  unvalued: string[];
}
/**
 * An amount from one ledger account to another.
 */
export interface Posting {
  /**
   * The account whose entry it is.
   */
  account?: string | null;
  /**
   * How much; never less than zero.
   */
  amount: string;
  /**
   * The ledger account that is credited.
   */
  credit: string;
  /**
   * The day.
   */
  day: Day;
  /**
   * The ledger account that is debited.
   */
  debit: string;
  /**
   * The entry; none where several are summed up.
   */
  entry?: string | null;
  /**
   * The rule, or what else it is about.
   */
  rule?: string | null;
}
/**
 * The sums of a ledger account.
 */
export interface LedgerSum {
  /**
   * Its name.
   */
  account: string;
  /**
   * The sum of what is credited.
   */
  credit: string;
  /**
   * The sum of what is debited.
   */
  debit: string;
}
/**
 * What one account, or one person of it, is paid for a period.
 */
export interface CreditNote {
  /**
   * The account.
   */
  account?: string | null;
  /**
   * The person, where it is not the account itself.
   */
  holder?: string | null;
  /**
   * "credit", or "debit" where more was taken back than given.
   */
  kind: string;
  /**
   * What for.
   */
  lines: NoteLine[];
  /**
   * The sum of the lines that are not disputed.
   */
  total: string;
}
/**
 * What a credit note is for.
 */
export interface NoteLine {
  /**
   * How much.
   */
  amount: string;
  /**
   * The entry of a closed period that it corrects.
   */
  corrects?: string | null;
  /**
   * Why it is held back and not paid.
   */
  disputed?: string | null;
  /**
   * The entries that it sums up.
   */
  entries: string[];
  /**
   * The settlement period.
   */
  period?: string | null;
  /**
   * The rule.
   */
  rule: string;
  /**
   * The kind of money.
   */
  unit: string;
}
/**
 * What the partners of a coalition owe and are owed.
 */
export interface Coalition {
  /**
   * What the operator is owed, less what it owes: all balances together come to nothing.
   */
  operator: string;
  /**
   * By period and partner.
   */
  partners: PartnerBalance[];
}
/**
 * What one partner owes and is owed.
 */
export interface PartnerBalance {
  /**
   * What it is owed, less what it owes.
   */
  balance: string;
  /**
   * The first day of the period, where periods were asked for.
   */
  from?: Day | null;
  /**
   * Points given there, less what was taken back.
   */
  given: Points;
  /**
   * What it is paid for the points taken.
   */
  owed: string;
  /**
   * What it pays for the points given.
   */
  owes: string;
  /**
   * The partner.
   */
  partner: string;
  /**
   * Points spent there, less what came back.
   */
  taken: Points;
  /**
   * Its last day.
   */
  to?: Day | null;
  /**
   * The point currency.
   */
  unit: string;
}
/**
 * One event with a scenario's changes and without.
 */
export interface Comparison {
  /**
   * What the changes make.
   */
  difference: Difference;
  /**
   * With the changes.
   */
  with: Outcome;
  /**
   * Without the changes.
   */
  without: Outcome;
}
/**
 * What changes make.
 */
export interface Difference {
  /**
   * By line; lines of which nothing differs are left out.
   */
  lines: LineDifference[];
  /**
   * In total.
   */
  total: Gain;
}
/**
 * What changes make of one line.
 */
export interface LineDifference {
  /**
   * Discount.
   */
  discount: string;
  /**
   * The line, from 0.
   */
  line: number;
  /**
   * Points by currency.
   */
  points: {
    [k: string]: Points;
  };
}
/**
 * What one outcome has more than another.
 */
export interface Gain {
  /**
   * Discount.
   */
  discount: string;
  /**
   * Money by kind.
   */
  money: {
    [k: string]: string;
  };
  /**
   * Points by currency.
   */
  points: {
    [k: string]: Points;
  };
  /**
   * Rewards given, by id.
   */
  rewards: {
    [k: string]: number;
  };
  /**
   * Levels reached, by ladder.
   */
  tiers: {
    [k: string]: string;
  };
}
/**
 * What an event would do (a preview) or did (a posting): the same evaluation.
 */
export interface Outcome {
  /**
   * Rebates and margins that accrue.
   */
  accruals: Accrual[];
  /**
   * The time it was evaluated for.
   */
  at: Moment;
  /**
   * What of it does not go to the account itself.
   */
  beneficiaries: Share[];
  /**
   * The program's discounts, in money.
   */
  discount: string;
  /**
   * Amount before discounts, in money.
   */
  gross: string;
  /**
   * The event's id.
   */
  id: string;
  /**
   * The lines in the order's order.
   */
  lines: LineOutcome[];
  /**
   * Money that the event books at once or adds to an accrual, by kind: rebate, margin, value.
   */
  money: {
    [k: string]: string;
  };
  /**
   * Amount after discounts, in money.
   */
  net: string;
  /**
   * The plan that the account has taken.
   */
  plan?: PlanOutcome | null;
  /**
   * Points by currency, in points, whoever gets them.
   */
  points: {
    [k: string]: Points;
  };
  /**
   * The revision of the account that was seen.
   */
  revision: number;
  /**
   * Rewards given, by id.
   */
  rewards: {
    [k: string]: number;
  };
  /**
   * Every step; those of one unit add up to its total.
   */
  steps: Step[];
  /**
   * Ladders the account climbs.
   */
  tiers: TierOutcome[];
  /**
   * Goods returned of which no purchase was found, as SKU or line and quantity.
   */
  unmatched: Unmatched[];
}
/**
 * What somebody gets of an award.
 */
export interface Share {
  /**
   * How much: points, or money as decimal text.
   */
  amount: Amount;
  /**
   * The rule.
   */
  rule: string;
  /**
   * Who: "person:...", "pool:...", "account:...", or "nobody" where it is forfeited.
   */
  to: string;
  /**
   * A point currency, a kind of money, "fund:..." or "reward:...".
   */
  unit: string;
}
/**
 * A line and what it brings.
 */
export interface LineOutcome {
  /**
   * The program's discounts on it.
   */
  discount: string;
  /**
   * Amount before the program's discounts, after the line's own.
   */
  gross: string;
  /**
   * Amount after discounts.
   */
  net: string;
  /**
   * Points by currency.
   */
  points: {
    [k: string]: Points;
  };
  /**
   * The SKU.
   */
  sku?: string | null;
}
/**
 * A plan that an account has taken.
 */
export interface PlanOutcome {
  /**
   * Its id.
   */
  id: string;
  /**
   * Its name.
   */
  name?: string | null;
  /**
   * Its benefits that are not money.
   */
  services: ServiceLeft[];
  /**
   * Its last day.
   */
  until?: Day | null;
}
/**
 * A benefit that is not money, with what is used and left of it.
 */
export interface ServiceLeft {
  /**
   * How often it may be used in its period; none without limit.
   */
  count?: number | null;
  /**
   * Its id.
   */
  id: string;
  /**
   * Its name.
   */
  name?: string | null;
  /**
   * What one use costs the operator, in money.
   */
  unitCost?: string | null;
  /**
   * The level's last day, where it has one.
   */
  until?: Day | null;
  /**
   * How often it was used in the period so far.
   */
  used: number;
}
/**
 * One step of the way to a total.
 */
export interface Step {
  /**
   * What it adds: points, or money as decimal text.
   */
  amount: Amount;
  /**
   * The base it acts on: money as text, units or counts.
   */
  base?: string | null;
  /**
   * What the step is.
   */
  kind: StepKind;
  /**
   * The line it belongs to, from 0; none for the whole order.
   */
  line?: number | null;
  /**
   * The rate it acts by, as a fraction such as "1/10".
   */
  rate?: string | null;
  /**
   * How it was rounded, where rounding changed it.
   */
  rounding?: string | null;
  /**
   * The rule, or the currency for steps of the currency itself.
   */
  rule: string;
  /**
   * The terms by which the rule holds for this account, where it is not everybody's.
   */
  term?: string | null;
  /**
   * What it is counted in: a point currency, or "money".
   */
  unit: string;
}
/**
 * Where the account stands on a ladder, before and after.
 */
export interface TierOutcome {
  /**
   * The level after.
   */
  after?: string | null;
  /**
   * The level before.
   */
  before?: string | null;
  /**
   * What is missing to keep the level; none where it cannot be lost.
   */
  keep?: Progress | null;
  /**
   * The ladder.
   */
  ladder: string;
  /**
   * What is missing for the next level; none at the top.
   */
  next?: Progress | null;
  /**
   * The benefits of the level after, that are not money.
   */
  services: ServiceLeft[];
  /**
   * The terms by which it holds for this account, where it is not everybody's.
   */
  term?: string | null;
}
/**
 * How far it is to a level.
 */
export interface Progress {
  /**
   * The last day to reach it.
   */
  by?: Day | null;
  /**
   * When it is reached at the present pace; none where never within the period.
   */
  expected?: Day | null;
  /**
   * The level.
   */
  level: string;
  /**
   * Metrics, each with what is there and what is needed.
   */
  metrics: MetricProgress[];
  /**
   * How the pace was taken.
   */
  pace?: string | null;
  /**
   * Share of the way, in hundredths of a percent, of the metric that is furthest behind (need all) or ahead.
   */
  share: number;
}
/**
 * How far one metric is.
 */
export interface MetricProgress {
  /**
   * What it will be at the end of the period at the present pace.
   */
  forecast?: string | null;
  /**
   * What is there.
   */
  has: string;
  /**
   * The metric.
   */
  metric: string;
  /**
   * What is missing; "0" where met.
   */
  missing: string;
  /**
   * What is needed.
   */
  needs: string;
}
/**
 * Goods returned of which no purchase was found.
 */
export interface Unmatched {
  /**
   * How many.
   */
  quantity: string;
  /**
   * The SKU or line.
   */
  sku: string;
}
/**
 * What the points of a currency owe in the books.
 */
export interface ContractLiability {
  /**
   * Of what was paid for sales, what belongs to points.
   */
  deferred: string;
  /**
   * What is owed in the end.
   */
  liability: string;
  /**
   * The same up to each month.
   */
  months: LiabilityMonth[];
  /**
   * Of that what is revenue, since points were redeemed.
   */
  recognised: string;
  /**
   * The currency.
   */
  unit: string;
}
/**
 * The same up to the end of a month.
 */
export interface LiabilityMonth {
  /**
   * Of what was paid so far, what belongs to points.
   */
  deferred: string;
  /**
   * What is owed.
   */
  liability: string;
  /**
   * The first day of the month.
   */
  month: Day;
  /**
   * Of that what is revenue.
   */
  recognised: string;
}
/**
 * What a program costs.
 */
export interface CostFigures {
  /**
   * Points that never will be, at the same cost each: what breakage saves.
   */
  breakage: string;
  /**
   * Discounts.
   */
  discounts: string;
  /**
   * Rebates, margins, values, cash and funds.
   */
  money: string;
  /**
   * Points that will be redeemed.
   */
  points: string;
  /**
   * The total as a share of sales, in percent with two decimals.
   */
  share: string;
  /**
   * Altogether.
   */
  total: string;
}
/**
 * A tenth of the accounts.
 */
export interface DecileFigures {
  /**
   * How many.
   */
  accounts: number;
  /**
   * What they cost.
   */
  cost: string;
  /**
   * From 1, those that buy most.
   */
  decile: number;
  /**
   * Their sales.
   */
  net: string;
  /**
   * As a share of all sales, in percent with two decimals.
   */
  share: string;
}
/**
 * A discount: a rate, an amount, a new unit price, or bands of a rate.
 */
export interface Discount {
  /**
   * An amount of money.
   */
  amount?: Decimal | null;
  /**
   * Bands that pick the rate by a measure.
   */
  bands?: Band[];
  /**
   * What picks the band. It is counted before this order unless it says `"before": false`.
   */
  basis?: Measure | null;
  /**
   * Off what the amount goes. Default "order".
   */
  each?: Each | null;
  /**
   * How bands act; required with bands.
   */
  mode?: Mode | null;
  /**
   * A share of the line's amount, such as "5 %".
   */
  rate?: Decimal | null;
  /**
   * Who gets the units that spreading leaves over. Default "largest".
   */
  remainder?: RemainderTo | null;
  /**
   * How an amount off the order is spread over its lines. Default "amount".
   */
  spread?: SpreadBy | null;
  /**
   * A new price per unit.
   */
  unitPrice?: Decimal | null;
}
/**
 * A loyalty program: who it is, what it counts in, and its dated versions.
 */
export interface Document {
  /**
   * How much the findings of each check weigh, by its name, such as `{"cliff": "error"}`.
   */
  checks?: Checks;
  /**
   * The program's one currency, as an ISO 4217 code such as "EUR".
   */
  currency: string;
  /**
   * The version of this format: 1.
   */
  earnest: number;
  /**
   * Funds that accounts gather and claims are paid from.
   */
  funds?: Fund[];
  /**
   * The program's stable id.
   */
  id: string;
  /**
   * The program's name as members read it.
   */
  name?: Text | null;
  /**
   * A note for the operator; the engine reads over it.
   */
  note?: string | null;
  /**
   * Companies that give and take the same points.
   */
  partners?: Partner[];
  /**
   * The point currencies. Default: one, with the id "points".
   */
  points?: PointCurrency[];
  /**
   * The IANA time zone whose days and months count, such as "Europe/London".
   */
  timeZone: string;
  /**
   * The program's terms, each version in force from its date until the next.
   */
  versions: Version[];
  /**
   * The month, 1 to 12, in which the fiscal year starts. Default 1.
   */
  yearStarts?: number | null;
}
/**
 * A fund that accounts gather and claims are paid from.
 */
export interface Fund {
  /**
   * Its id, as awards name it.
   */
  id: string;
  /**
   * The life of what it gathers: when it lapses.
   */
  life?: Life | null;
  /**
   * Its name as members read it.
   */
  name?: Text | null;
}
/**
 * When an award can be used, and how long.
 */
export interface Life {
  /**
   * When it expires. Default: never.
   */
  expires?: Expires | null;
  /**
   * How long it is pending. Default: not at all.
   */
  pending?: Pending | null;
}
/**
 * How long an award is pending; everything that is given must be over.
 */
export interface Pending {
  /**
   * So many days.
   */
  days?: number | null;
  /**
   * To the end of a calendar period, counted from the day that days or months lead to.
   */
  end?: EndOf | null;
  /**
   * So many months.
   */
  months?: number | null;
  /**
   * Until something happens.
   */
  until?: Until | null;
}
/**
 * A company that gives and takes the program's points.
 */
export interface Partner {
  /**
   * The point currency that is settled. Default: the first.
   */
  currency?: string | null;
  /**
   * Its id, as events name it.
   */
  id: string;
  /**
   * Its name as members read it.
   */
  name?: Text | null;
  /**
   * What it pays, and is paid, for a point at settlement, in money with up to 6 decimals.
   */
  worth: Decimal;
}
/**
 * A currency of points.
 */
export interface PointCurrency {
  /**
   * Caps on what all rules together may award in this currency.
   */
  caps?: Cap[];
  /**
   * Decimals of a point, 0 to 3. Default 0.
   */
  decimals?: number | null;
  /**
   * Its id, as rules name it.
   */
  id: string;
  /**
   * The life of points, where a rule does not say.
   */
  life?: Life | null;
  /**
   * Its name as members read it.
   */
  name?: Text | null;
  /**
   * A note for the operator; the engine reads over it.
   */
  note?: string | null;
  /**
   * How an order's total is rounded once more, as a step of its own. Default: not at all.
   */
  orderTotal?: TotalRounding | null;
  /**
   * How points pay for orders. Default: not at all.
   */
  spend?: Spend | null;
  /**
   * What one point is worth, in money, such as "0.01". It never changes an award: checks, net prices and
   * figures reckon with it.
   */
  worth?: Decimal | null;
}
/**
 * A last rounding of an order's total.
 */
export interface TotalRounding {
  /**
   * To how many decimals. Default 0.
   */
  decimals?: number | null;
  /**
   * How.
   */
  mode: Rounding;
}
/**
 * How points pay for orders, by what the currency says a point is worth.
 */
export interface Spend {
  /**
   * The fewest points that are taken. Default 1.
   */
  minimum?: Decimal | null;
  /**
   * The most that is paid with points, as a share of the order's amount. Default "100 %".
   */
  most?: Decimal | null;
  /**
   * Points are taken in steps of this. Default 1.
   */
  step?: Decimal | null;
}
/**
 * The terms in force from a date on.
 */
export interface Version {
  /**
   * Rankings.
   */
  boards?: Board[];
  /**
   * Budgets that rules share over all accounts.
   */
  budgets?: Budget[];
  /**
   * Which lines count at all: a condition on lines that every rule takes over unless it says `"anyLine": true`.
   */
  eligible?: Condition | null;
  /**
   * How accounts come in. Default "open".
   */
  entry?: EntryBy | null;
  /**
   * The first day of these terms. Before the first version's day nothing is taken: what was bought then is known only
   * where an opening tells it, or where an earlier version, which may be empty, takes those orders.
   */
  from: Day;
  /**
   * Exclusivity groups: of the rules in one group, one pays.
   */
  groups?: Group[];
  /**
   * What becomes of what a person has who leaves the account. Default "account".
   */
  leavers?: Leavers | null;
  /**
   * The share of a line's net amount that is to be left to the operator, such as "12 %". It never changes an
   * award: net prices tell what falls short of it.
   */
  marginFloor?: Decimal | null;
  /**
   * What becomes of levels and baselines where one account is taken into another.
   */
  mergers?: Mergers | null;
  /**
   * Accounts drawn by lot, to try something out.
   */
  pilots?: Pilot[];
  /**
   * Plans that accounts choose and pay for.
   */
  plans?: Plan[];
  /**
   * Rules for a time: what a what-if switches on and off.
   */
  promotions?: Rule[];
  /**
   * How returns are taken back.
   */
  returns?: Returns | null;
  /**
   * The rewards of the catalogue.
   */
  rewards?: Reward[];
  /**
   * The standing rules.
   */
  rules?: Rule[];
  /**
   * Points of accounts with an invoice overdue cannot be spent, after this time beyond its due day. Default: they can.
   */
  suspendAfter?: Length | null;
  /**
   * Terms of their own for some accounts.
   */
  terms?: Terms[];
  /**
   * The tier ladders.
   */
  tiers?: Ladder[];
}
/**
 * An exclusivity group.
 */
export interface Group {
  /**
   * Its id, as rules name it.
   */
  id: string;
  /**
   * Its name as members read it.
   */
  name?: Text | null;
  /**
   * A note for the operator; the engine reads over it.
   */
  note?: string | null;
  /**
   * Whether one rule pays per order or per line. Default "order".
   */
  per?: GroupScope | null;
  /**
   * Which rule pays. Default "best".
   */
  pick?: Pick | null;
}
/**
 * What becomes of levels and baselines where one account is taken into another.
 */
export interface Mergers {
  /**
   * The earlier purchases that growth is measured against. Default "sum".
   */
  baseline?: MergedBaseline | null;
  /**
   * The level that the account has then, on each ladder. Default "higher".
   */
  level?: MergedLevel | null;
}
/**
 * A part of the accounts, drawn by lot, and a part to compare them with.
 */
export interface Pilot {
  /**
   * The share of accounts in the control group. Default: there is none.
   */
  control?: Decimal | null;
  /**
   * Its id, as conditions name it.
   */
  id: string;
  /**
   * Its name.
   */
  name?: Text | null;
  /**
   * What the lot is drawn with; pilots with the same salt draw the same accounts. Default: the id.
   */
  salt?: string | null;
  /**
   * The share of accounts in the test group, such as "10 %".
   */
  share: Decimal;
  /**
   * Which accounts take part: a condition on their id and attributes. Default: all.
   */
  when?: Condition | null;
  /**
   * The days on which conditions find accounts in its groups. Default: as long as the version.
   */
  window?: Window | null;
}
/**
 * A plan that an account takes by the event `enrol`, and pays for.
 */
export interface Plan {
  /**
   * What it brings.
   */
  benefits?: Benefits | null;
  /**
   * What it costs for its whole time, in money.
   */
  fee: Decimal;
  /**
   * Its id, different from all levels of the version.
   */
  id: string;
  /**
   * How long it lasts. Default: 12 months.
   */
  lasts?: Length | null;
  /**
   * A message for who takes it.
   */
  message?: Text | null;
  /**
   * Its name as members read it.
   */
  name?: Text | null;
  /**
   * A note for the operator; the engine reads over it.
   */
  note?: string | null;
}
/**
 * A rule. It is written either with one of the short forms `earn`, `multiply`, `discount`, `rebate`, `margin`,
 * `value`, `give`, or in full with `measure`, `scale` and `award`.
 */
export interface Rule {
  /**
   * Whether lines outside the version's `eligible` count too. Default false.
   */
  anyLine?: boolean | null;
  /**
   * Award: what is given.
   */
  award?: Award | null;
  /**
   * Whether multipliers leave it alone. Default: true for fixed amounts on orders and for promotions.
   */
  bonus?: boolean | null;
  /**
   * Short form: a discount on the order's lines.
   */
  discount?: Discount | null;
  /**
   * Short form: points.
   */
  earn?: Earn | null;
  /**
   * Who bears the award beside the operator, who bears the rest and is not listed. Default: the operator alone.
   */
  funding?: Funding[];
  /**
   * Short form: one of a reward of the catalogue.
   */
  give?: string | null;
  /**
   * Its id, different from all other rules of the version.
   */
  id: string;
  /**
   * Life: when the award can be used, and how long. Default: as its currency, fund or reward says.
   */
  life?: Life | null;
  /**
   * Limits: how much at most, and beside what.
   */
  limits?: Limits | null;
  /**
   * Short form: the reseller's margin over a period.
   */
  margin?: PeriodPay | null;
  /**
   * Measure: what is counted.
   */
  measure?: Measure | null;
  /**
   * A short tip that members are told with what the rule gives.
   */
  message?: Text | null;
  /**
   * Short form: base points times a factor, or {"by": factor, ...}.
   */
  multiply?: Multiply | null;
  /**
   * Its name as members read it.
   */
  name?: Text | null;
  /**
   * A note for the operator; the engine reads over it.
   */
  note?: string | null;
  /**
   * Trigger: when it runs. Default "order".
   */
  on?: Trigger | null;
  /**
   * Short form: money back at the end of a period.
   */
  rebate?: PeriodPay | null;
  /**
   * How the award is rounded.
   */
  rounding?: RoundingSpec | null;
  /**
   * Scale: how the count turns into a number.
   */
  scale?: Scale | null;
  /**
   * To whom the award goes. Default "account".
   */
  to?: To | null;
  /**
   * Short form: the money value of a behaviour, counted where a measure says `withValue`.
   */
  value?: Decimal | null;
  /**
   * Condition: for whom and for what. Default: everybody and every eligible line.
   */
  when?: Condition | null;
  /**
   * The days on which it runs. Default: as long as the version.
   */
  window?: Window | null;
}
/**
 * Points: `{"points": 1, "per": "10.00"}`.
 */
export interface Earn {
  /**
   * Which amount of a line counts.
   */
  basis?: Basis | null;
  /**
   * The point currency. Default: the first.
   */
  currency?: string | null;
  /**
   * Whether only full steps of `per` count. Default false.
   */
  fullSteps?: boolean | null;
  /**
   * The base. Default "amount" for orders, "quantity" for activities.
   */
  of?: Of | null;
  /**
   * For how much of the base. Default: fixed points, once per order or activity.
   */
  per?: Decimal | null;
  /**
   * How many points; or a table of points by tier level.
   */
  points: PointsOrTable;
}
/**
 * How much at most, and beside what.
 */
export interface Limits {
  /**
   * The shared budget it is paid from.
   */
  budget?: string | null;
  /**
   * How much it pays, with what multipliers add to it.
   */
  caps?: Cap[];
  /**
   * The exclusivity group it belongs to.
   */
  group?: string | null;
  /**
   * Attributes of the activity, such as a serial number, whose values pay once, ever, in all accounts.
   */
  once?: string[];
  /**
   * What happens to an award that would pass a cap. Default "forfeit".
   */
  overCap?: OverCap | null;
  /**
   * Its priority in that group; more is higher. Default 0.
   */
  priority?: number | null;
  /**
   * How often it pays.
   */
  times?: Times[];
}
/**
 * How often a rule pays.
 */
export interface Times {
  /**
   * Counted for each value of this alone.
   */
  by?: TimesBy | null;
  /**
   * The most times.
   */
  most: number;
  /**
   * In each of these.
   */
  per: Period;
  /**
   * Whose the count is. Default: the account's.
   */
  whose?: Whose | null;
}
/**
 * Money over a period: what is counted, the bands, what is paid at most and at least.
 */
export interface PeriodPay {
  /**
   * For "fixed": whether all reached bands pay. Default: the reached one only.
   */
  allReached?: boolean | null;
  /**
   * Bands.
   */
  bands?: Band[];
  /**
   * What picks the band, where it differs from what the rate acts on.
   */
  basis?: Measure | null;
  /**
   * What this rule alone pays an account at most over the period.
   */
  cap?: Decimal | null;
  /**
   * What is paid at least.
   */
  guarantee?: Guarantee | null;
  /**
   * What must be counted in this period itself for anything to be paid. Of an earlier one, `against` has `least`, and
   * `when` a `history`.
   */
  minimum?: Decimal | null;
  /**
   * How bands act; required with bands.
   */
  mode?: Mode | null;
  /**
   * Ids of rebates and margins whose amounts on the same lines are taken off what is counted.
   */
  netOf?: string[];
  /**
   * What the rate acts on. Default "amount".
   */
  of?: Of | null;
  /**
   * The period: its end settles.
   */
  over: Period;
  /**
   * One rate for everything, such as "2 %".
   */
  rate?: Decimal | null;
  /**
   * Part settlements within the period, such as each quarter of a year. Default: none.
   */
  settle?: PeriodName | null;
  /**
   * For "whole-above": where it starts, or "baseline". Default: the first threshold.
   */
  start?: Start | null;
}
/**
 * What is paid at least.
 */
export interface Guarantee {
  /**
   * The amount for each settlement period.
   */
  amount: Decimal;
  /**
   * Whether it runs over the settlements of a fiscal year together. Default false.
   */
  cumulative?: boolean | null;
  /**
   * What must be counted in a settlement period for it to be due. Default: nothing.
   */
  minimum?: Decimal | null;
}
/**
 * Base points times a factor.
 */
export interface MultiplyBy {
  /**
   * The factor: 2 doubles.
   */
  by: Decimal;
  /**
   * Whether it acts on what other multipliers give too, not on base points alone. Default false.
   */
  compound?: boolean | null;
  /**
   * The point currency that is multiplied. Default: all.
   */
  currency?: string | null;
  /**
   * The rules that are multiplied. Default: all that are no bonus.
   */
  rules?: Match | null;
}
/**
 * The end of a period: it settles what `measure` counts over it, by a `scale` with a rate or bands, into an `award`. It
 * takes no `earn` and no `scale.fixed`, since a period is no event: bands of the mode "fixed" pay an amount. Not built
 * yet: `limits` with `times`, `budget` or `group`; a measure of points, a balance, different values, active months or
 * tenure; different values, active months and tenure may pick the band, as `scale.basis`.
 */
export interface OnPeriodEnd {
  /**
   * The period.
   */
  periodEnd: Period;
}
/**
 * Named activities.
 */
export interface OnActivity {
  /**
   * The types of activity that run the rule.
   */
  activity: Match;
}
/**
 * How an award is rounded.
 */
export interface RoundingSpec {
  /**
   * How. Default "floor" for points, "half-up" for money.
   */
  mode?: Rounding | null;
  /**
   * Over what. Default "order".
   */
  scope?: RoundingScope | null;
}
/**
 * How a count turns into a number: one of `fixed`, `rate`, `bands`, `byTier`.
 */
export interface Scale {
  /**
   * For "fixed": whether all reached bands pay. Default: the reached one only.
   */
  allReached?: boolean | null;
  /**
   * Bands.
   */
  bands?: Band[];
  /**
   * What picks the band, where it differs from what the rate acts on.
   */
  basis?: Measure | null;
  /**
   * A rate by tier level.
   */
  byTier?: {
    [k: string]: Decimal;
  } | null;
  /**
   * A fixed amount.
   */
  fixed?: Decimal | null;
  /**
   * Whether only full steps of `per` count. Default false.
   */
  fullSteps?: boolean | null;
  /**
   * How bands act; required with bands.
   */
  mode?: Mode | null;
  /**
   * For how much of the measure the rate is. Default 1.
   */
  per?: Decimal | null;
  /**
   * So much for each `per` of the measure.
   */
  rate?: Decimal | null;
  /**
   * For "whole-above": where it starts, or "baseline"; by default at the first threshold. For full steps: from
   * where they are counted; by default from 0.
   */
  start?: Start | null;
}
/**
 * A share of an award.
 */
export interface ToShare {
  /**
   * How much, such as "70 %".
   */
  share: Decimal;
  /**
   * To whom.
   */
  to: To;
}
/**
 * Everybody with a role; several share equally, what is left over goes to the first by id.
 */
export interface ToRole {
  /**
   * Among whom. Default "team": the person's own.
   */
  of?: Among | null;
  /**
   * The role.
   */
  role: string;
}
/**
 * How goods that come back are treated.
 */
export interface Returns {
  /**
   * What a balance does that a return would bring under zero. Default "allow".
   */
  belowZero?: BelowZero | null;
  /**
   * How long an order can be returned and its record is kept. Default: for ever.
   */
  within?: Length | null;
}
/**
 * A reward of the catalogue.
 */
export interface Reward {
  /**
   * The point currency. Default: the first.
   */
  currency?: string | null;
  /**
   * Its id.
   */
  id: string;
  /**
   * What it is. Default "gift".
   */
  kind?: RewardKind | null;
  /**
   * The life of one that was given or bought: when it can no longer be used.
   */
  life?: Life | null;
  /**
   * Its name as members read it.
   */
  name?: Text | null;
  /**
   * The points that it costs. Default: it cannot be bought with points.
   */
  points?: Decimal | null;
  /**
   * How many there are for all accounts together. Default: without limit.
   */
  stock?: number | null;
  /**
   * What one costs the operator, in money.
   */
  unitCost?: Decimal | null;
  /**
   * The points that must have been gathered, and are not spent.
   */
  unlockedAt?: Decimal | null;
  /**
   * What it is worth to who uses it, in money, such as a voucher's amount.
   */
  value?: Decimal | null;
  /**
   * Who may have it: a condition on `account`.
   */
  when?: Condition | null;
  /**
   * The days on which it can be bought.
   */
  window?: Window | null;
}
/**
 * Terms of their own for some accounts: rules changed, added and removed, ladders replaced.
 */
export interface Terms {
  /**
   * Rules that hold beside the others, as promotions.
   */
  add?: Rule[];
  /**
   * Rules and promotions that are changed: by id, with the fields that change; those that are null go.
   */
  change?: Rule[];
  /**
   * Their id, different from all other terms of the version.
   */
  id: string;
  /**
   * Their name as members read it.
   */
  name?: Text | null;
  /**
   * Why they were agreed; explanations tell it.
   */
  reason: string;
  /**
   * The ids of rules and promotions that do not hold.
   */
  remove?: string[];
  /**
   * Ladders in place of those with their ids: the same levels, with other thresholds and benefits.
   */
  tiers?: Ladder[];
  /**
   * For whom: a condition on the account.
   */
  when: Condition;
  /**
   * The days on which they hold. Default: as long as the version.
   */
  window?: Window | null;
}
/**
 * A ladder of tiers.
 */
export interface Ladder {
  /**
   * What exceeds the level's threshold is carried into the next period, up to a cap.
   */
  carryOver?: CarryOver | null;
  /**
   * When and how far an account falls.
   */
  downgrade?: Downgrade | null;
  /**
   * Its id.
   */
  id: string;
  /**
   * The levels, lowest first; a first level without `at` is everybody's.
   */
  levels: Level[];
  /**
   * What is counted toward its levels.
   */
  metrics?: Metric[];
  /**
   * Its name as members read it.
   */
  name?: Text | null;
  /**
   * Whether all metrics of a level must be met, or any one. Default "all".
   */
  need?: Need | null;
  /**
   * A note for the operator; the engine reads over it.
   */
  note?: string | null;
  /**
   * What a return does to a level. Default "reaching-order".
   */
  onReturn?: OnReturn | null;
  /**
   * Over what the metrics are counted.
   */
  period: Period;
  /**
   * When a level reached is given. Default "at-once".
   */
  upgrade?: Upgrade | null;
  /**
   * Which accounts climb it. Default: all.
   */
  when?: Condition | null;
}
/**
 * When and how far an account falls that no longer meets its level.
 */
export interface Downgrade {
  /**
   * When it falls. Default "period-end".
   */
  at?: DowngradeAt | null;
  /**
   * A grace time before it falls.
   */
  grace?: Length | null;
  /**
   * How far it falls. Default "straight".
   */
  steps?: DowngradeSteps | null;
  /**
   * Whether the grace runs to the end of its month. Default false.
   */
  toMonthEnd?: boolean | null;
}
/**
 * A level of a ladder.
 */
export interface Level {
  /**
   * What each metric must reach.
   */
  at?: {
    [k: string]: Decimal;
  } | null;
  /**
   * What holders of the level have.
   */
  benefits?: Benefits | null;
  /**
   * Its id, different from all other levels of the version.
   */
  id: string;
  /**
   * What members are told when they reach it.
   */
  message?: Text | null;
  /**
   * Its name as members read it.
   */
  name?: Text | null;
  /**
   * A note for the operator; the engine reads over it.
   */
  note?: string | null;
}
/**
 * Something a ladder counts.
 */
export interface Metric {
  /**
   * The attribute whose different values are counted, where those are. Default "category".
   */
  by?: string | null;
  /**
   * The point currency, where points are counted. Default: the first.
   */
  currency?: string | null;
  /**
   * Its id, as levels name it.
   */
  id: string;
  /**
   * Its name as members read it.
   */
  name?: Text | null;
  /**
   * A note for the operator; the engine reads over it.
   */
  note?: string | null;
  /**
   * What is counted.
   */
  of: Of;
  /**
   * Which lines or activities count. Default: all eligible ones.
   */
  when?: Condition | null;
  /**
   * Whether behaviours valued in money count too, where an amount is counted. Default false.
   */
  withValue?: boolean | null;
}
/**
 * A movement of an account, to be kept by the host. Balances are the sum of these.
 */
export interface Entry {
  /**
   * The account.
   */
  account?: string | null;
  /**
   * What it adds: points, or money as decimal text.
   */
  amount: Amount;
  /**
   * Who approved it.
   */
  approver?: string | null;
  /**
   * When it was booked.
   */
  at: Moment;
  /**
   * The person it is for.
   */
  beneficiary?: string | null;
  /**
   * The event that caused it; none for a midnight.
   */
  cause?: string | null;
  /**
   * The entry that it corrects.
   */
  corrects?: string | null;
  /**
   * Who bears it beside the operator.
   */
  funding?: Funding[];
  /**
   * Who holds it, where not the account itself: "person:..." or "pool:...".
   */
  holder?: string | null;
  /**
   * Its id: the event's and a number.
   */
  id: string;
  /**
   * What happened.
   */
  kind: EntryKind;
  /**
   * The level, for changes of tier.
   */
  level?: string | null;
  /**
   * The order an entry goes back to, for returns.
   */
  order?: string | null;
  /**
   * The person who caused it.
   */
  participant?: string | null;
  /**
   * The coalition partner where it happened.
   */
  partner?: string | null;
  /**
   * The settlement period, for settlements.
   */
  period?: string | null;
  /**
   * Why, for what was booked by hand.
   */
  reason?: string | null;
  /**
   * The rule.
   */
  rule: string;
  /**
   * Of what is kept award by award: whether it is pending, available or reserved. Entries between two of these
   * come in pairs that sum to nothing.
   */
  status?: Status | null;
  /**
   * The terms by which the rule held, where it was not everybody's.
   */
  term?: string | null;
  /**
   * A point currency, or the kind of money.
   */
  unit: string;
}
/**
 * What operators read of a simulation.
 */
export interface Figures {
  /**
   * Accounts in the book that the program took an order of.
   */
  accounts: number;
  /**
   * Those that traded in the last quarter of the book.
   */
  active: number;
  /**
   * The assumptions, with what was assumed where nothing was said.
   */
  assumed: Assumed;
  /**
   * What points still owe, of each currency that has a price, by relative stand-alone selling prices (IFRS 15).
   */
  contractLiability: ContractLiability[];
  /**
   * What it costs, under the assumptions.
   */
  cost: CostFigures;
  /**
   * Shares of sales by tenths of the accounts, those that buy most first.
   */
  deciles: DecileFigures[];
  /**
   * The program's discounts.
   */
  discount: string;
  /**
   * Sales before the program's discounts, less returns.
   */
  gross: string;
  /**
   * Accounts on each level by month.
   */
  ladders: LadderFigures[];
  /**
   * Sales after them.
   */
  net: string;
  /**
   * Orders.
   */
  orders: number;
  /**
   * Those of them that were given anything.
   */
  participating: number;
  /**
   * The same by pilot: its test group beside its control group.
   */
  pilots: SegmentFigures[];
  /**
   * What it returns, under the assumptions.
   */
  returned: ReturnFigures;
  /**
   * Returns.
   */
  returns: number;
  /**
   * Each rule that gave anything.
   */
  rules: RuleFigures[];
  /**
   * What accounts of each segment bought and cost: by attribute of accounts, of no more than 50 values.
   */
  segments: SegmentFigures[];
  /**
   * Shares of the top 20 %, the middle 60 % and the bottom 20 % by quarter.
   */
  spread: SpreadFigures[];
  /**
   * The accounts that cost most.
   */
  top: TopFigures[];
  /**
   * Each unit of award that was given.
   */
  units: UnitFigures[];
}
/**
 * A ladder over time.
 */
export interface LadderFigures {
  /**
   * Who went from where to where, over all months.
   */
  flows: Flow[];
  /**
   * The ladder.
   */
  ladder: string;
  /**
   * At the end of each month how many accounts stand on each level; none of a ladder that no order climbed.
   */
  months: LadderMonth[];
  /**
   * On the last day, before the midnight after it: how far accounts are to the next level, from the lowest.
   */
  toNext: ToNext[];
}
/**
 * Accounts that went from one level to another.
 */
export interface Flow {
  /**
   * How often.
   */
  accounts: number;
  /**
   * From; none for those that stood below the first level, or were new.
   */
  from?: string | null;
  /**
   * Whether they were new.
   */
  new: boolean;
  /**
   * To.
   */
  to?: string | null;
}
/**
 * A ladder at the end of a month.
 */
export interface LadderMonth {
  /**
   * Accounts by level; "" for those below the first.
   */
  accounts: {
    [k: string]: number;
  };
  /**
   * The first day of the month.
   */
  month: Day;
}
/**
 * Accounts on a level, by how far the next one is.
 */
export interface ToNext {
  /**
   * How many have come less than a tenth of the way, less than two tenths, and so on; the tenth count is of all the others.
   */
  accounts: number[];
  /**
   * The level they stand on; "" for those below the first.
   */
  from: string;
  /**
   * The next level.
   */
  to: string;
}
/**
 * Accounts that are alike.
 */
export interface SegmentFigures {
  /**
   * How many.
   */
  accounts: number;
  /**
   * What their own uplift brings less what they cost then; where uplifts are by this attribute.
   */
  benefit?: string | null;
  /**
   * What they cost, under the assumptions.
   */
  cost: string;
  /**
   * The cost as a share of their sales, in percent with two decimals.
   */
  generosity: string;
  /**
   * Their sales.
   */
  net: string;
  /**
   * The attribute, or the pilot.
   */
  of: string;
  /**
   * Their orders.
   */
  orders: number;
  /**
   * As a share of all sales, in percent with two decimals.
   */
  share: string;
  /**
   * Its value, or the group: "test", "control"; "" for accounts of none.
   */
  value: string;
}
/**
 * What a program returns. Cost grows with sales; margin is earned on what sales grow by.
 */
export interface ReturnFigures {
  /**
   * The one less the other.
   */
  benefit: string;
  /**
   * The uplift at which both are equal, in percent with two decimals: C / (M - C), with M the margin on sales before
   * uplift and C the cost on them. None where the program costs more than the margin is.
   */
  breakEven?: string | null;
  /**
   * The cost on the grown sales.
   */
  cost: string;
  /**
   * Margin on what sales grow by.
   */
  extraMargin: string;
  /**
   * What comes back to accounts of each 100 of sales.
   */
  generosity: string;
  /**
   * The benefit if one assumption alone were a fifth less, or a fifth more.
   */
  sensitivity: Sensitivity[];
}
/**
 * How the benefit hangs on an assumption.
 */
export interface Sensitivity {
  /**
   * Which.
   */
  assumption: string;
  /**
   * The benefit then.
   */
  benefitLess: string;
  /**
   * The benefit then.
   */
  benefitMore: string;
  /**
   * The assumption a fifth less, in percent.
   */
  less: string;
  /**
   * The assumption a fifth more, in percent.
   */
  more: string;
}
/**
 * What a rule gave.
 */
export interface RuleFigures {
  /**
   * How much, what was taken back subtracted.
   */
  amount: Amount;
  /**
   * What it costs, under the assumptions.
   */
  cost: string;
  /**
   * In how many entries.
   */
  entries: number;
  /**
   * The rule.
   */
  rule: string;
  /**
   * The unit; "discount" for discounts.
   */
  unit: string;
}
/**
 * Shares of sales in a quarter.
 */
export interface SpreadFigures {
  /**
   * The last 20 %.
   */
  bottom: string;
  /**
   * The 60 % below.
   */
  middle: string;
  /**
   * The first day of the quarter.
   */
  quarter: string;
  /**
   * The top 20 % of the accounts that traded in it, in percent with two decimals.
   */
  top: string;
}
/**
 * An account.
 */
export interface TopFigures {
  /**
   * Its id.
   */
  account: string;
  /**
   * What it costs, under the assumptions.
   */
  cost: string;
  /**
   * Its sales.
   */
  net: string;
  /**
   * Points it was given, by currency.
   */
  points: {
    [k: string]: Points;
  };
}
/**
 * What became of a unit of award.
 */
export interface UnitFigures {
  /**
   * Lapsed.
   */
  expired: Amount;
  /**
   * Given, what was taken back subtracted.
   */
  given: Amount;
  /**
   * Whether it is points: else it is money, or rewards by the piece.
   */
  isPoints: boolean;
  /**
   * By month.
   */
  months: UnitMonth[];
  /**
   * What accounts hold in the end.
   */
  outstanding: Amount;
  /**
   * Of that what they cannot use yet.
   */
  pending: Amount;
  /**
   * Spent.
   */
  spent: Amount;
  /**
   * Of that what came back.
   */
  takenBack: Amount;
  /**
   * The unit.
   */
  unit: string;
}
/**
 * A unit of award in a month.
 */
export interface UnitMonth {
  /**
   * What orders added to accruals, of what is settled at a period's end.
   */
  accrued: Amount;
  /**
   * Lapsed.
   */
  expired: Amount;
  /**
   * Given, what was taken back subtracted.
   */
  given: Amount;
  /**
   * The first day of the month.
   */
  month: Day;
  /**
   * What accounts hold at the month's end.
   */
  outstanding: Amount;
  /**
   * Spent.
   */
  spent: Amount;
}
/**
 * One thing found in a document, a state or an activity.
 */
export interface Finding {
  code: FindingCode;
  column: number;
  help: string;
  line: number;
  message: string;
  path: string;
  severity: Severity;
  value?: string | null;
}
/**
 * The smallest addition to an order that wins more.
 */
export interface Hint {
  /**
   * The amount that is added to the order.
   */
  amount: string;
  /**
   * What it wins: its preview less this one's.
   */
  gain: Gain;
  /**
   * The line to buy more of, from 0; none for a bare amount.
   */
  line?: number | null;
  /**
   * The changed order, ready to be previewed.
   */
  order: Order;
  /**
   * What it reaches: "rule", "tier" or "band".
   */
  reaches: string;
  /**
   * How many more units of that line.
   */
  units?: string | null;
  /**
   * The rule, level or rebate reached.
   */
  what: string;
}
/**
 * The trade of a month.
 */
export interface MonthSum {
  /**
   * Accounts that ordered or returned.
   */
  active: number;
  /**
   * Before discounts, less returns, in minor units.
   */
  gross: number;
  /**
   * Accounts of which it is the first.
   */
  joined: number;
  /**
   * Its first day.
   */
  month: Day;
  /**
   * After discounts, less returns, in minor units.
   */
  net: number;
  /**
   * Orders.
   */
  orders: number;
  /**
   * Returns.
   */
  returns: number;
}
/**
 * Accounts that went from one level to another.
 */
export interface MoveSum {
  /**
   * How many.
   */
  accounts: number;
  /**
   * Where they stood; none below the first level.
   */
  from?: string | null;
  /**
   * The ladder.
   */
  ladder: string;
  /**
   * The first day of the month.
   */
  month: Day;
  /**
   * Whether they are new on the ladder, and come from nowhere.
   */
  new?: boolean;
  /**
   * Where they stand; none below the first level.
   */
  to?: string | null;
}
/**
 * What a line, or all of them, really costs.
 */
export interface NetPrice {
  /**
   * What is left to the operator: net less what is given and what the goods cost.
   */
  contribution?: string | null;
  /**
   * What the goods cost the operator, where the order tells it.
   */
  cost?: string | null;
  /**
   * The price of one, with up to 6 decimals; none for the total.
   */
  each?: string | null;
  /**
   * All that the program gives for it, to whom ever, at what it costs the operator.
   */
  given: string;
  /**
   * Amount before the program's discounts.
   */
  gross: string;
  /**
   * Amount after them.
   */
  net: string;
  /**
   * What the account's points are worth.
   */
  points: string;
  /**
   * What the account really pays: net less the three.
   */
  price: string;
  /**
   * The account's rebates, margins and cash, what the order adds to accruals included.
   */
  rebates: string;
  /**
   * What rewards are worth that the order gives the account.
   */
  rewards: string;
  /**
   * That as a share of net, rounded down to hundredths of a percent.
   */
  share?: string | null;
  /**
   * How much less than the floor is left; none where the floor holds or there is none.
   */
  short?: string | null;
  /**
   * The SKU.
   */
  sku?: string | null;
}
/**
 * What the lines of an order really cost, and what they leave.
 */
export interface NetPrices {
  /**
   * The share of the net amount that is to be left to the operator, as the version says.
   */
  floor?: string | null;
  /**
   * The lines in the order's order; every amount of theirs adds up to that of the total.
   */
  lines: NetPrice[];
  /**
   * All lines together.
   */
  total: NetPrice;
  /**
   * Point currencies that the order earns and of which no worth is known: they count as nothing here.
   */
  unvalued: string[];
}
/**
 * Something that an account may want to be told: a code and numbers, for a host to put in words.
 */
export interface Notice {
  /**
   * How much expires or waits, or what a reward costs.
   */
  amount?: Amount | null;
  /**
   * The last day for it; for what waits, the day since when.
   */
  by?: Day | null;
  /**
   * What it is about.
   */
  code: NoticeCode;
  /**
   * How many uses are left.
   */
  count?: number | null;
  /**
   * What reaching it brings.
   */
  gain?: string | null;
  /**
   * Who it is for, where not the account itself: "person:..." or "pool:...".
   */
  holder?: string | null;
  /**
   * The level.
   */
  level?: string | null;
  /**
   * The metrics of a level, each with what is missing.
   */
  metrics: MetricProgress[];
  /**
   * What is missing.
   */
  missing?: string | null;
  /**
   * Share of the way, in hundredths of a percent.
   */
  share?: number | null;
  /**
   * The unit of the amount.
   */
  unit?: string | null;
  /**
   * The unit, ladder, rule, reward, service, or event that waits.
   */
  what: string;
}
/**
 * What is near enough to be told.
 */
export interface NoticeTerms {
  /**
   * How little may be missing of it whatever the share, in what it is counted in. Default: by the share alone.
   */
  missing?: Decimal | null;
  /**
   * From what share of the way on a level, band or reward is near. Default "90 %".
   */
  share?: Decimal | null;
  /**
   * How many days ahead dates are looked for. Default 30.
   */
  within?: number | null;
}
/**
 * What another account gets, to be posted there.
 */
export interface Onward {
  /**
   * The account.
   */
  account: string;
  /**
   * The event, ready to be posted.
   */
  event: AccountEvent;
}
/**
 * A place on a board.
 */
export interface Place {
  /**
   * The account that it is of.
   */
  account: string;
  /**
   * The person, team or account.
   */
  name: string;
  /**
   * From 1 on.
   */
  place: number;
  /**
   * When that total was reached.
   */
  reached: Moment;
  /**
   * What was counted: money as text, else a number.
   */
  total: Amount;
  /**
   * What the place wins: the unit, and how much.
   */
  unit?: string | null;
  /**
   * What the place wins.
   */
  wins?: Amount | null;
}
/**
 * What a plan would have brought an account in the last twelve months.
 */
export interface PlanWorth {
  /**
   * What the account bought, before discounts.
   */
  bought: string;
  /**
   * From what purchases in twelve months on it pays for its fee; none where it never does.
   */
  breakEven?: string | null;
  /**
   * Its fee, in money.
   */
  fee: string;
  /**
   * What the plan would have brought, in discounts and the worth of points.
   */
  gained: string;
  /**
   * That less the fee.
   */
  net: string;
  /**
   * The plan.
   */
  plan: string;
}
/**
 * Orders and returns that the program refused.
 */
export interface RefusedSum {
  /**
   * The code of the refusal.
   */
  code: string;
  /**
   * How many.
   */
  events: number;
  /**
   * Their lines.
   */
  lines: number;
  /**
   * What was said of one of them: of several sayings the first by the alphabet.
   */
  message: string;
}
/**
 * The state that accounts share.
 */
export interface SharedState {
  /**
   * Totals of boards, by board, period and name: [total, second in which it was reached].
   */
  boards?: {
    [k: string]: {
      [k: string]: {
        [k: string]: number[];
      };
    };
  };
  /**
   * What was paid from each budget, in its smallest units.
   */
  budgets?: {
    [k: string]: number;
  };
  /**
   * Counts that several accounts share, by what they count and whose.
   */
  counters?: {
    [k: string]: CounterState;
  };
  /**
   * The version of this form: 1.
   */
  earnestShared?: number | null;
  /**
   * What paid once and pays no more, such as serial numbers.
   */
  once?: string[];
  /**
   * Goes up by one with each activity that changes it.
   */
  revision?: number | null;
}
/**
 * What an account had, what moved, and what it has.
 */
export interface Statement {
  /**
   * What there is after the last day.
   */
  closing: Balance[];
  /**
   * What moved.
   */
  entries: Entry[];
  /**
   * What there was before the first day.
   */
  opening: Balance[];
}
/**
 * What accounts of an order book come to under a program. Of the parts of one book, the sums add up.
 */
export interface Tally {
  /**
   * Each account.
   */
  accounts?: AccountSum[];
  /**
   * Discounts and accruals, which are no entries.
   */
  beside?: BesideSum[];
  /**
   * What was booked: these are the sums of entries.
   */
  booked?: BookedSum[];
  /**
   * What was drawn from budgets.
   */
  budgets?: {
    [k: string]: number;
  };
  /**
   * Lines of both.
   */
  lines: number;
  /**
   * Trade by month.
   */
  months?: MonthSum[];
  /**
   * Accounts that changed level.
   */
  moves?: MoveSum[];
  /**
   * Orders and returns that were evaluated, and their lines.
   */
  orders: number;
  /**
   * What the program refused.
   */
  refused?: RefusedSum[];
  /**
   * Returns.
   */
  returns: number;
  /**
   * Goods that came back without a purchase, in stock codes.
   */
  unmatched: number;
}
/**
 * Why a rule did not pay, and what would make it pay.
 */
export interface Unpaid {
  /**
   * Why: a stable code.
   */
  code: string;
  /**
   * What there is.
   */
  has?: string | null;
  /**
   * What is missing.
   */
  missing?: string | null;
  /**
   * Its name.
   */
  name?: string | null;
  /**
   * What it needs.
   */
  needs?: string | null;
  /**
   * The rule.
   */
  rule: string;
  /**
   * The terms by which it holds for this account, where it is not everybody's.
   */
  term?: string | null;
  /**
   * What the condition looks at.
   */
  what: string;
}
