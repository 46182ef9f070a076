//! Net prices: rebates, margins and the worth of points spread over the lines that earn them.
//!
//! Nothing is computed here again: the steps of the evaluation are laid on the lines, and valued.

use crate::amounts::{Decimal, ONE_UNIT, QUANTITY_PLACES, Remainder, Rounding, round_div, spread, ten_to};
use crate::evaluate::{By, DISCOUNT, Facts, Input, Past, Room, counts, index};
use crate::event::Event;
use crate::ledger::{Awarded, Draft, Given, Holder, Shared, State, sharing};
use crate::names::Sym;
use crate::program::{Program, Version};
use crate::refusal::{OrOverflow, Refusal, RefusalCode, add, sub};
use crate::rule::Rule;
use crate::rule::award::Pay;
use crate::rule::measure::What;
use crate::wire::event::Event as Wire;
use crate::wire::prices::{NetPrice, NetPrices};
use crate::wire::result::StepKind;

/// What one rule awards in one unit, by line.
struct Share {
    by: By,
    unit: u16,
    accrues: bool,
    lines: Vec<i64>,
}

/// What is given in one unit, by line: to the account itself, or to others.
struct Bucket {
    unit: u16,
    own: bool,
    lines: Vec<i64>,
}

/// Amounts of a line, or of all, in minor units.
#[derive(Clone, Copy, Default)]
struct Sums {
    gross: i64,
    net: i64,
    rebates: i64,
    points: i64,
    rewards: i64,
    given: i64,
    cost: Option<i64>,
}

impl Program {
    /// What the lines of an order really cost the account, after discounts, its share of rebates and margins, and the
    /// worth of points; and what is left to the operator.
    ///
    /// # Errors
    /// As for [`Program::preview`]; `incomplete` for an event that is no order.
    pub fn net_prices(&self, state: &State, shared: &Shared, event: &Event) -> Result<NetPrices, Refusal> {
        let Wire::Order(order) = &*event.wire else {
            return Err(Refusal::new(
                RefusalCode::Incomplete,
                format!("a {} has no lines to price", event.wire.kind()),
                "ask for the net prices of an order",
            ));
        };
        let draft = self.evaluated(state, shared, event, &mut Room::default())?;
        let version = self.version(draft.version)?;
        let buckets = self.buckets(version, &draft)?;
        let cost = |at: usize| order.lines.get(at).and_then(|line| line.cost?.at(self.money_places).ok());
        let lines = draft.cart.lines.iter().enumerate();
        let mut sums: Vec<Sums> = lines
            .map(|(at, line)| Sums { gross: line.gross, net: line.net, cost: cost(at), ..Sums::default() })
            .collect();
        let mut unvalued: Vec<String> = Vec::new();
        for bucket in &buckets {
            self.lay(version, bucket, &mut sums, &mut unvalued)?;
        }
        let mut total = Sums { cost: Some(0), ..Sums::default() };
        for line in &sums {
            total = Sums {
                gross: add(total.gross, line.gross)?,
                net: add(total.net, line.net)?,
                rebates: add(total.rebates, line.rebates)?,
                points: add(total.points, line.points)?,
                rewards: add(total.rewards, line.rewards)?,
                given: add(total.given, line.given)?,
                cost: match (total.cost, line.cost) {
                    (Some(sum), Some(cost)) => Some(add(sum, cost)?),
                    (Some(_) | None, Some(_) | None) => None,
                },
            };
        }
        let mut told = Vec::with_capacity(sums.len());
        for (at, (line, of)) in sums.iter().zip(&draft.cart.lines).enumerate() {
            let sku = self.names.text(draft.cart.attribute(at, crate::compile::SKU)).map(|text| text.to_string());
            told.push(NetPrice { sku, ..self.net_price(version, line, Some(of.quantity))? });
        }
        Ok(NetPrices {
            lines: told,
            total: self.net_price(version, &total, None)?,
            floor: version.margin_floor.and_then(|floor| {
                let hundredths = floor.apply(10_000, Rounding::HalfUp)?;
                Some(format!("{} %", Decimal::new(hundredths, 2)))
            }),
            unvalued,
        })
    }

    /// What is given, by unit, to the account and to others.
    fn buckets(&self, version: &Version, draft: &Draft) -> Result<Vec<Bucket>, Refusal> {
        let (Some(prepared), Some(before)) = (&draft.prepared, &draft.before) else { return Ok(Vec::new()) };
        let input = Input {
            program: self,
            version,
            standing: &prepared.standing,
            past: Past::Live { counters: &before.counters, calendar: prepared.calendar, day: prepared.day },
            account: &before.who,
            activity: None,
            day: prepared.day,
            budgets: &[],
            lines_only: false,
        };
        let facts = input.facts(&draft.cart, crate::evaluate::sum(&draft.cart)?);
        let many = draft.cart.lines.len();
        let mut awards: Vec<Share> = Vec::new();
        for step in draft.steps.iter().filter(|step| step.unit != DISCOUNT) {
            let accrues = step.kind == StepKind::Accrual;
            let shares = match step.line {
                Some(line) => {
                    let mut shares = vec![0; many];
                    if let Some(slot) = shares.get_mut(index(line)) {
                        *slot = step.amount;
                    }
                    shares
                }
                None => spread(step.amount, &weights(&facts, step.by)?, Remainder::Largest).or_overflow()?,
            };
            let known = awards.iter_mut().find(|of| of.by == step.by && of.unit == step.unit && of.accrues == accrues);
            match known {
                Some(known) => sum_up(&mut known.lines, &shares)?,
                None => awards.push(Share { by: step.by, unit: step.unit, accrues, lines: shares }),
            }
        }
        let mut buckets: Vec<Bucket> = Vec::new();
        for award in &awards {
            let rule = match award.by {
                By::Rule(at) => version.rules.get(index(at)).map_or(Sym::NONE, |rule| rule.id),
                By::Currency(unit) => self.currency_name(unit),
            };
            let whole = award.lines.iter().try_fold(0, |sum, share| add(sum, *share))?;
            let accruing: Vec<Given> = if award.accrues {
                let sharing = sharing(before, &prepared.standing, prepared.day, &prepared.calendar);
                let accrued = Awarded { rule, of: rule, unit: award.unit, amount: whole };
                self.given(draft.version, vec![accrued], &sharing)?
            } else {
                Vec::new()
            };
            let given = if award.accrues { &accruing } else { &draft.given };
            for Given { award: part, holder } in
                given.iter().filter(|g| g.award.rule == rule && g.award.unit == award.unit)
            {
                let own = match holder {
                    Holder::Account => true,
                    Holder::Person(_) | Holder::Pool(_) | Holder::Other(_) => false,
                    Holder::Nobody => continue,
                };
                let shares = if part.amount == whole {
                    award.lines.clone()
                } else {
                    spread(part.amount, &award.lines, Remainder::Largest).or_overflow()?
                };
                match buckets.iter_mut().find(|of| of.unit == award.unit && of.own == own) {
                    Some(known) => sum_up(&mut known.lines, &shares)?,
                    None => buckets.push(Bucket { unit: award.unit, own, lines: shares }),
                }
            }
        }
        Ok(buckets)
    }

    /// Values what is given in one unit, and adds it to the lines.
    fn lay(
        &self,
        version: &Version,
        bucket: &Bucket,
        sums: &mut [Sums],
        unvalued: &mut Vec<String>,
    ) -> Result<(), Refusal> {
        let at = usize::from(bucket.unit);
        let id = self.unit_id(at);
        let (points, reward) = (self.is_points(at), self.is_reward(at));
        if id == "value" && !points {
            return Ok(());
        }
        let units = bucket.lines.iter().try_fold(0, |sum, share| add(sum, *share))?;
        let (worth, cost) = if reward {
            self.reward_worth(version, bucket.unit, units)?
        } else {
            if points && self.point_worth(bucket.unit).is_none() {
                if units != 0 && !unvalued.iter().any(|known| known == id) {
                    unvalued.push(id.to_owned());
                }
                return Ok(());
            }
            let worth = self.worth(bucket.unit, units)?;
            (worth, worth)
        };
        let shares = |whole: i64| {
            if whole == units { Some(bucket.lines.clone()) } else { spread(whole, &bucket.lines, Remainder::Largest) }
        };
        let (worths, costs) = (shares(worth).or_overflow()?, shares(cost).or_overflow()?);
        // A fund is for marketing: it lowers no price.
        let own = bucket.own && !id.starts_with("fund:");
        for ((sum, worth), cost) in sums.iter_mut().zip(worths).zip(costs) {
            sum.given = add(sum.given, cost)?;
            let slot = if reward {
                &mut sum.rewards
            } else if points {
                &mut sum.points
            } else {
                &mut sum.rebates
            };
            if own {
                *slot = add(*slot, worth)?;
            }
        }
        Ok(())
    }

    fn net_price(&self, version: &Version, sums: &Sums, quantity: Option<i64>) -> Result<NetPrice, Refusal> {
        let mut price = sums.net;
        for part in [sums.rebates, sums.points, sums.rewards] {
            price = sub(price, part)?;
        }
        let each = quantity.filter(|quantity| *quantity > 0).and_then(|quantity| {
            let lift = ten_to(QUANTITY_PLACES.checked_sub(self.money_places)?)?;
            let wide = i128::from(price).checked_mul(i128::from(lift))?.checked_mul(i128::from(ONE_UNIT))?;
            Some(Decimal::new(round_div(wide, quantity, Rounding::HalfUp)?, QUANTITY_PLACES).to_string())
        });
        let left = match sums.cost {
            Some(cost) => Some(sub(sub(sums.net, sums.given)?, cost)?),
            None => None,
        };
        let share = left.filter(|_| sums.net > 0).and_then(|left| {
            let hundredths = i128::from(left).checked_mul(10_000)?.div_euclid(i128::from(sums.net));
            Some(format!("{} %", Decimal::text(i64::try_from(hundredths).ok()?, 2)))
        });
        let mut short = None;
        if let (Some(left), Some(floor)) = (left, version.margin_floor) {
            let least = floor.apply(sums.net, Rounding::Ceil).or_overflow()?;
            short = Some(sub(least, left)?).filter(|short| *short > 0);
        }
        Ok(NetPrice {
            sku: None,
            gross: self.money(sums.gross),
            net: self.money(sums.net),
            rebates: self.money(sums.rebates),
            points: self.money(sums.points),
            rewards: self.money(sums.rewards),
            price: self.money(price),
            each,
            given: self.money(sums.given),
            cost: sums.cost.map(|cost| self.money(cost)),
            contribution: left.map(|left| self.money(left)),
            share,
            short: short.map(|short| self.money(short)),
        })
    }
}

/// What each line counts for an award of the whole order: its base, where the rule counts it; else its amount.
fn weights(facts: &Facts<'_>, by: By) -> Result<Vec<i64>, Refusal> {
    let rule = match by {
        By::Rule(at) => facts.version.rules.get(index(at)),
        By::Currency(_) => None,
    };
    let what = rule.map_or(What::Amount, counted);
    let mut ways: [Vec<i64>; 3] = Default::default();
    for (at, line) in facts.cart.lines.iter().enumerate() {
        let counts = match rule {
            Some(rule) => counts(rule, facts, at)?,
            None => true,
        };
        let of = [if counts { facts.of_line(what, at) } else { 0 }, if counts { line.net } else { 0 }, line.net];
        ways.iter_mut().zip(of).for_each(|(way, of)| way.push(of));
    }
    let [base, counted, all] = ways;
    let some = |way: &Vec<i64>| way.iter().any(|weight| *weight > 0);
    Ok([base, counted].into_iter().find(some).unwrap_or(all))
}

/// What of a line a rule counts.
fn counted(rule: &Rule) -> What {
    match &rule.pay {
        Pay::Award(award) => award.what,
        Pay::Period(pay) => pay.what,
        Pay::Multiplier(_) | Pay::Discount(_) => What::Amount,
    }
}

fn sum_up(sums: &mut [i64], shares: &[i64]) -> Result<(), Refusal> {
    for (sum, share) in sums.iter_mut().zip(shares) {
        *sum = add(*sum, *share)?;
    }
    Ok(())
}
