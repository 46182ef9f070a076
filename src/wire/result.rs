//! What comes out: previews, what-ifs, postings, with their steps. Money is decimal text; points are numbers.

use super::amount::{Amount, Points};
use super::entry::Entry;
use super::state::{AccountState, SharedState};
use crate::map::Map;
use crate::time::{Date, Moment};

macro_rules! results {
    ($($(#[doc = $doc:literal])+ pub struct $name:ident { $(
        $(#[doc = $fdoc:literal])+
        $(#[serde($($serde:tt)*)])?
        pub $field:ident: $type:ty,
    )* })+) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", serde(rename_all = "camelCase"))]
        pub struct $name { $(
            $(#[doc = $fdoc])+
            $(#[cfg_attr(feature = "schema", serde($($serde)*))])?
            pub $field: $type,
        )* }

        $crate::wire::show::shows!($name { $($field ($($($serde)*)?),)* });
        $crate::wire::show::serializes!($name);
    )+};
}

pub(super) use results;

results! {
    /// What an event would do (a preview) or did (a posting): the same evaluation.
    pub struct Outcome {
        /// The event's id.
        pub id: String,
        /// The time it was evaluated for.
        pub at: Moment,
        /// The revision of the account that was seen.
        pub revision: i64,
        /// Points by currency, in points, whoever gets them.
        pub points: Map<String, Points>,
        /// Rewards given, by id.
        #[serde(skip_serializing_if = "Map::is_empty")]
        pub rewards: Map<String, i64>,
        /// What of it does not go to the account itself.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub beneficiaries: Vec<Share>,
        /// Amount before discounts, in money.
        pub gross: String,
        /// The program's discounts, in money.
        pub discount: String,
        /// Amount after discounts, in money.
        pub net: String,
        /// Money that the event books at once or adds to an accrual, by kind: rebate, margin, value.
        pub money: Map<String, String>,
        /// The lines in the order's order.
        pub lines: Vec<LineOutcome>,
        /// Every step; those of one unit add up to its total.
        pub steps: Vec<Step>,
        /// Ladders the account climbs.
        pub tiers: Vec<TierOutcome>,
        /// The plan that the account has taken.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub plan: Option<PlanOutcome>,
        /// Rebates and margins that accrue.
        pub accruals: Vec<Accrual>,
        /// Goods returned of which no purchase was found, as SKU or line and quantity.
        pub unmatched: Vec<Unmatched>,
    }

    /// What somebody gets of an award.
    pub struct Share {
        /// The rule.
        pub rule: String,
        /// A point currency, a kind of money, "fund:..." or "reward:...".
        pub unit: String,
        /// How much: points, or money as decimal text.
        pub amount: Amount,
        /// Who: "person:...", "pool:...", "account:...", or "nobody" where it is forfeited.
        pub to: String,
    }

    /// A line and what it brings.
    pub struct LineOutcome {
        /// The SKU.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub sku: Option<String>,
        /// Amount before the program's discounts, after the line's own.
        pub gross: String,
        /// The program's discounts on it.
        pub discount: String,
        /// Amount after discounts.
        pub net: String,
        /// Points by currency.
        pub points: Map<String, Points>,
    }

    /// One step of the way to a total.
    pub struct Step {
        /// The rule, or the currency for steps of the currency itself.
        pub rule: String,
        /// The terms by which the rule holds for this account, where it is not everybody's.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub term: Option<String>,
        /// What the step is.
        pub kind: StepKind,
        /// What it is counted in: a point currency, or "money".
        pub unit: String,
        /// The line it belongs to, from 0; none for the whole order.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub line: Option<u32>,
        /// What it adds: points, or money as decimal text.
        pub amount: Amount,
        /// The base it acts on: money as text, units or counts.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub base: Option<String>,
        /// The rate it acts by, as a fraction such as "1/10".
        #[serde(skip_serializing_if = "Option::is_none")]
        pub rate: Option<String>,
        /// How it was rounded, where rounding changed it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub rounding: Option<String>,
    }

    /// Where the account stands on a ladder, before and after.
    pub struct TierOutcome {
        /// The ladder.
        pub ladder: String,
        /// The terms by which it holds for this account, where it is not everybody's.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub term: Option<String>,
        /// The level before.
        pub before: Option<String>,
        /// The level after.
        pub after: Option<String>,
        /// What is missing for the next level; none at the top.
        pub next: Option<Progress>,
        /// What is missing to keep the level; none where it cannot be lost.
        pub keep: Option<Progress>,
        /// The benefits of the level after, that are not money.
        pub services: Vec<ServiceLeft>,
    }

    /// A plan that an account has taken.
    pub struct PlanOutcome {
        /// Its id.
        pub id: String,
        /// Its name.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
        /// Its last day.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub until: Option<Date>,
        /// Its benefits that are not money.
        pub services: Vec<ServiceLeft>,
    }

    /// What a plan would have brought an account in the last twelve months.
    pub struct PlanWorth {
        /// The plan.
        pub plan: String,
        /// Its fee, in money.
        pub fee: String,
        /// What the account bought, before discounts.
        pub bought: String,
        /// What the plan would have brought, in discounts and the worth of points.
        pub gained: String,
        /// That less the fee.
        pub net: String,
        /// From what purchases in twelve months on it pays for its fee; none where it never does.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub break_even: Option<String>,
    }

    /// A benefit that is not money, with what is used and left of it.
    pub struct ServiceLeft {
        /// Its id.
        pub id: String,
        /// Its name.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
        /// How often it may be used in its period; none without limit.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub count: Option<i64>,
        /// How often it was used in the period so far.
        pub used: i64,
        /// What one use costs the operator, in money.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub unit_cost: Option<String>,
        /// The level's last day, where it has one.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub until: Option<Date>,
    }

    /// How far it is to a level.
    pub struct Progress {
        /// The level.
        pub level: String,
        /// Metrics, each with what is there and what is needed.
        pub metrics: Vec<MetricProgress>,
        /// Share of the way, in hundredths of a percent, of the metric that is furthest behind (need all) or ahead.
        pub share: u32,
        /// The last day to reach it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub by: Option<Date>,
        /// When it is reached at the present pace; none where never within the period.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub expected: Option<Date>,
        /// How the pace was taken.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub pace: Option<String>,
    }

    /// How far one metric is.
    pub struct MetricProgress {
        /// The metric.
        pub metric: String,
        /// What is there.
        pub has: String,
        /// What is needed.
        pub needs: String,
        /// What is missing; "0" where met.
        pub missing: String,
        /// What it will be at the end of the period at the present pace.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub forecast: Option<String>,
    }

    /// What accrues over a period: a rebate, a margin, points.
    pub struct Accrual {
        /// The rule.
        pub rule: String,
        /// The terms by which it holds for this account, where it is not everybody's.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub term: Option<String>,
        /// rebate, margin, value, cash, or the point currency.
        pub kind: String,
        /// The first day of the period.
        pub from: Date,
        /// The last day of the period.
        pub to: Date,
        /// What the base was before, and is with this event.
        pub base: [String; 2],
        /// What was accrued before, and is with this event.
        pub accrued: [String; 2],
        /// What this event adds.
        pub added: String,
        /// The band reached, from 0.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub band: Option<u32>,
        /// What picks the band beside what it is compared with, where it is.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub compared: Option<Compared>,
        /// All bands, for a chart.
        pub bands: Vec<BandView>,
        /// The next band: what is missing, and what reaching it would add in all.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub next: Option<NextBand>,
        /// What is expected at the period's end at the present pace.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub forecast: Option<Forecast>,
    }

    /// A count beside another.
    pub struct Compared {
        /// The count.
        pub count: String,
        /// What it stands beside, raised as the rule says; none where there is nothing: then nothing is paid.
        pub with: Option<String>,
        /// The count as a share of that, in percent rounded down to hundredths, or how much it is more.
        pub is: Option<String>,
        /// Whether the stated default stands there, since there was nothing.
        pub default: bool,
    }

    /// A band, for a chart.
    pub struct BandView {
        /// Where it starts.
        pub from: String,
        /// Whether its start is not included.
        pub above: bool,
        /// Its rate or amount.
        pub rate: String,
    }

    /// The next band.
    pub struct NextBand {
        /// Its place, from 0.
        pub band: u32,
        /// What is missing to reach it.
        pub missing: String,
        /// What reaching it adds in all.
        pub gain: String,
        /// The part of that gain that is paid on what is already bought.
        pub on_bought: String,
    }

    /// What is expected at a period's end.
    pub struct Forecast {
        /// The base.
        pub base: String,
        /// The money, or points.
        pub amount: String,
        /// How the pace was taken.
        pub pace: String,
    }

    /// Goods returned of which no purchase was found.
    pub struct Unmatched {
        /// The SKU or line.
        pub sku: String,
        /// How many.
        pub quantity: String,
    }

}

results! {
    /// A place on a board.
    pub struct Place {
        /// From 1 on.
        pub place: u32,
        /// The person, team or account.
        pub name: String,
        /// The account that it is of.
        pub account: String,
        /// What was counted: money as text, else a number.
        pub total: Amount,
        /// When that total was reached.
        pub reached: Moment,
        /// What the place wins: the unit, and how much.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub unit: Option<String>,
        /// What the place wins.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub wins: Option<Amount>,
    }

    /// What another account gets, to be posted there.
    pub struct Onward {
        /// The account.
        pub account: String,
        /// The event, ready to be posted.
        pub event: super::event::Event,
    }

    /// What posting gives back.
    pub struct Posted {
        /// What the event did.
        pub outcome: Outcome,
        /// The movements booked, midnights that were due included.
        pub entries: Vec<Entry>,
        /// What other accounts get: post each to its account.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub onward: Vec<Onward>,
        /// The account's state after it.
        pub state: AccountState,
        /// The shared state after it.
        pub shared: SharedState,
    }
}

super::decode::words! {
    /// What a step is.
    pub enum StepKind {
        /// What the rule itself gives.
        Award = "award",
        /// What a multiplier adds to base points.
        Multiplier = "multiplier",
        /// What a cap, a budget or a frequency takes away: forfeited.
        Cap = "cap",
        /// What the last rounding of an order's total changes.
        Rounding = "rounding",
        /// A discount on a line, negative.
        Discount = "discount",
        /// What an order adds to an accrual of the period.
        Accrual = "accrual",
        /// What a return takes back.
        Return = "return",
    }
}
