//! Key figures of a simulation: what operators read, made of its sums and of what they assume.

use super::tally::gives;
use crate::amounts::{Decimal, Ratio, Rounding, round_div};
use crate::map::Map;
use crate::program::Program;
use crate::refusal::{OrOverflow, Refusal, add, sub};
use crate::time::Date;
use crate::wire::amount::{Amount, Points};
use crate::wire::entry::{EntryKind, Status};
use crate::wire::figures::{
    Assumed, Assumptions, CostFigures, DecileFigures, Figures, RuleFigures, SpreadFigures, TopFigures, UnitFigures,
    UnitMonth,
};
use crate::wire::simulate::{AccountSum, Tally};

/// How many accounts that cost most are told.
const TOP: usize = 20;

/// The assumptions as ratios, with what each unit of award costs.
pub(super) struct Terms {
    pub margin: Ratio,
    pub uplift: Ratio,
    /// Of which attribute of accounts, and the uplift of some of its values.
    pub uplift_by: Option<(String, Map<String, Ratio>)>,
    pub redemption: Ratio,
    /// By unit: minor units of money for one of its smallest, if it is redeemed.
    pub cost: Vec<Ratio>,
    days: i32,
}

/// What is given, in minor units of money.
#[derive(Default, Clone, Copy)]
pub(super) struct Cost {
    discounts: i64,
    money: i64,
    /// Points as if all of them were redeemed.
    points: i64,
}

impl Program {
    /// Key figures of a simulation under assumptions.
    ///
    /// Break-even: with sales S, margin m and cost C on them, an uplift u brings m·S·u and costs C·(1 + u); both are equal
    /// where u = C / (m·S - C).
    ///
    /// # Errors
    /// `unknown-name` for a point cost of a currency that is not there, `overflow` for amounts that cannot be held.
    pub fn figures(&self, tally: &Tally, assumptions: &Assumptions) -> Result<Figures, Refusal> {
        let terms = self.assumed(assumptions)?;
        let net = total(tally.months.iter().map(|month| month.net))?;
        let gross = total(tally.months.iter().map(|month| month.gross))?;
        let last = tally.accounts.iter().filter_map(|account| account.last).max();
        let costs: Vec<Cost> =
            tally.accounts.iter().map(|account| self.cost_of(account, &terms)).collect::<Result<_, _>>()?;
        let mut whole = Cost::default();
        for cost in &costs {
            whole = whole.plus(*cost)?;
        }
        let is_active = |account: &&AccountSum| {
            let since = last.map(|last| last.plus_days(0_i32.saturating_sub(terms.days)));
            account.last >= since
        };
        let participates = |account: &&AccountSum| account.discount != 0 || account.given.values().any(|n| *n > 0);
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        Ok(Figures {
            accounts: count(tally.accounts.len()),
            participating: count(tally.accounts.iter().filter(participates).count()),
            active: count(tally.accounts.iter().filter(is_active).count()),
            orders: tally.orders,
            returns: tally.returns,
            gross: self.money(gross),
            discount: self.money(sub(gross, net)?),
            net: self.money(net),
            units: self.unit_figures(tally)?,
            rules: self.rule_figures(tally, &terms)?,
            cost: self.cost_figures(whole, net, &terms)?,
            returned: self.return_figures((tally, &costs), whole, net, &terms)?,
            deciles: self.deciles(tally, &costs, &terms)?,
            spread: spread(tally),
            segments: self.segments(tally, &costs, &terms)?,
            pilots: self.pilot_figures(tally, &costs, &terms)?,
            contract_liability: self.contract_liability(tally, &terms)?,
            ladders: self.ladders(tally),
            top: self.top(tally, &costs, &terms)?,
            assumed: self.told_terms(assumptions, &terms),
        })
    }

    fn assumed(&self, assumptions: &Assumptions) -> Result<Terms, Refusal> {
        let share = |given: Option<Decimal>, default: i64| ratio(given.unwrap_or(Decimal::new(default, 2)));
        let mut cost = Vec::new();
        for (at, unit) in self.tables.units.iter().enumerate() {
            let each = match assumptions.point_cost.get(&unit.id) {
                Some(asked) => {
                    // In money for a point: from its smallest unit to minor units.
                    let (minor, small) = (ten(self.money_places)?, ten(unit.decimals)?);
                    let asked = ratio(*asked)?;
                    Ratio::new(
                        i128::from(asked.num()).checked_mul(i128::from(minor)).or_overflow()?,
                        i128::from(asked.den()).checked_mul(i128::from(small)).or_overflow()?,
                    )
                    .or_overflow()?
                }
                None if self.is_points(at) => {
                    self.currencies.get(at).and_then(|currency| currency.worth).unwrap_or(Ratio::ZERO)
                }
                None if self.is_reward(at) => {
                    let rewards = self.versions.iter().flat_map(|version| &version.rewards);
                    let each =
                        rewards.filter(|reward| usize::from(reward.unit) == at).filter_map(|r| r.unit_cost).next_back();
                    Ratio::new(i128::from(each.unwrap_or(0)), 1).or_overflow()?
                }
                None => Ratio::new(1, 1).or_overflow()?,
            };
            cost.push(each);
        }
        if let Some(name) = assumptions.point_cost.keys().find(|name| self.tables.unit(name).is_none()) {
            return Err(Refusal::new(
                crate::refusal::RefusalCode::UnknownName,
                format!("no point currency is called '{name}'"),
                "name one of the program's",
            ));
        }
        let uplift_by = match &assumptions.uplift_by {
            Some(by) => {
                let values = by.values.iter().map(|(value, uplift)| Ok((value.clone(), ratio(*uplift)?)));
                Some((by.attribute.clone(), values.collect::<Result<_, Refusal>>()?))
            }
            None => None,
        };
        Ok(Terms {
            margin: share(assumptions.margin, 30)?,
            uplift: share(assumptions.uplift, 0)?,
            uplift_by,
            redemption: share(assumptions.redemption, 80)?,
            cost,
            days: assumptions.active_days.and_then(|days| i32::try_from(days).ok()).unwrap_or(90),
        })
    }

    fn told_terms(&self, assumptions: &Assumptions, terms: &Terms) -> Assumed {
        let each = |at: usize| {
            let cost = terms.cost.get(at).copied().unwrap_or(Ratio::ZERO);
            let small = crate::amounts::ten_to(self.decimals(at))?;
            // Money for one point, with six decimals.
            let digits = crate::amounts::ten_to(6_u8.checked_sub(self.money_places)?)?;
            let num = i128::from(cost.num()).checked_mul(i128::from(small))?.checked_mul(i128::from(digits))?;
            Some(Decimal::text(round_div(num, cost.den(), Rounding::HalfUp)?, 6))
        };
        let points = (0..self.tables.units.len()).filter(|at| self.is_points(*at));
        Assumed {
            margin: assumptions.margin.unwrap_or(Decimal::new(30, 2)),
            uplift: assumptions.uplift.unwrap_or_default(),
            uplift_by: assumptions.uplift_by.clone(),
            redemption: assumptions.redemption.unwrap_or(Decimal::new(80, 2)),
            point_cost: points.filter_map(|at| Some((self.unit_id(at).to_owned(), each(at)?))).collect(),
            active_days: i64::from(terms.days),
        }
    }

    /// What an account costs.
    fn cost_of(&self, account: &AccountSum, terms: &Terms) -> Result<Cost, Refusal> {
        let mut cost = Cost { discounts: account.discount, ..Cost::default() };
        for (unit, amount) in &account.given {
            cost = cost.plus(self.cost_in(unit, *amount, terms)?)?;
        }
        Ok(cost)
    }

    /// What so much of a unit costs.
    fn cost_in(&self, unit: &str, amount: i64, terms: &Terms) -> Result<Cost, Refusal> {
        let Some(at) = self.tables.unit(unit).map(usize::from) else { return Ok(Cost::default()) };
        let each = terms.cost.get(at).copied().unwrap_or(Ratio::ZERO);
        let money = each.apply(amount, Rounding::HalfUp).or_overflow()?;
        Ok(if self.is_points(at) {
            Cost { points: money, ..Cost::default() }
        } else {
            Cost { money, ..Cost::default() }
        })
    }

    fn unit_figures(&self, tally: &Tally) -> Result<Vec<UnitFigures>, Refusal> {
        let mut list = Vec::new();
        for (at, unit) in self.tables.units.iter().enumerate() {
            let place = u16::try_from(at).unwrap_or(u16::MAX);
            let of = |sum: &&crate::wire::simulate::BookedSum| sum.unit == unit.id;
            let accrued = |month: Date| {
                let of = tally.beside.iter().filter(|sum| sum.unit == unit.id && sum.month == month);
                total(of.map(|sum| sum.amount))
            };
            if !tally.booked.iter().any(|sum| sum.unit == unit.id) && !tally.beside.iter().any(|s| s.unit == unit.id) {
                continue;
            }
            let sum = |wanted: &dyn Fn(EntryKind) -> bool, month: Option<Date>| {
                let booked = tally.booked.iter().filter(of);
                let booked = booked.filter(|sum| wanted(sum.kind) && month.is_none_or(|month| sum.month == month));
                total(booked.map(|sum| sum.amount))
            };
            let amount = |units: i64| self.amount(place, units);
            let less = |units: i64| amount(0_i64.saturating_sub(units));
            let expired = |kind: EntryKind| kind == EntryKind::Expiry;
            let spent =
                |kind: EntryKind| matches!(kind, EntryKind::Redemption | EntryKind::Cancellation | EntryKind::Claim);
            let back = |kind: EntryKind| matches!(kind, EntryKind::Return | EntryKind::Reversal);
            let mut months: Vec<Date> = tally.booked.iter().filter(of).map(|sum| sum.month).collect();
            months.extend(tally.beside.iter().filter(|sum| sum.unit == unit.id).map(|sum| sum.month));
            months.sort();
            months.dedup();
            let mut held = 0;
            let mut told = Vec::new();
            for month in months {
                held = add(held, sum(&|_| true, Some(month))?)?;
                told.push(UnitMonth {
                    month,
                    given: amount(sum(&gives, Some(month))?),
                    expired: less(sum(&expired, Some(month))?),
                    spent: less(sum(&spent, Some(month))?),
                    accrued: amount(accrued(month)?),
                    outstanding: amount(held),
                });
            }
            let waits = tally.booked.iter().filter(of).filter(|sum| sum.status == Some(Status::Pending));
            list.push(UnitFigures {
                unit: unit.id.clone(),
                is_points: unit.is_points,
                given: amount(sum(&gives, None)?),
                taken_back: less(sum(&back, None)?),
                expired: less(sum(&expired, None)?),
                spent: less(sum(&spent, None)?),
                outstanding: amount(held),
                pending: amount(total(waits.map(|sum| sum.amount))?),
                months: told,
            });
        }
        Ok(list)
    }

    fn rule_figures(&self, tally: &Tally, terms: &Terms) -> Result<Vec<RuleFigures>, Refusal> {
        let mut sums: Map<(String, String), (i64, i64)> = Map::new();
        let booked = tally.booked.iter().filter(|sum| gives(sum.kind));
        for sum in booked {
            sums.change((sum.unit.clone(), sum.rule.clone()), |(amount, entries)| {
                *entries = entries.saturating_add(sum.entries);
                add(*amount, sum.amount).map(|to| *amount = to)
            })?;
        }
        // Discounts are steps below zero.
        for sum in tally.beside.iter().filter(|sum| sum.unit == DISCOUNT) {
            sums.change((sum.unit.clone(), sum.rule.clone()), |(amount, _)| {
                sub(*amount, sum.amount).map(|to| *amount = to)
            })?;
        }
        let mut list = Vec::new();
        for ((unit, rule), (amount, entries)) in sums {
            let (told, cost) = match self.tables.unit(&unit) {
                Some(at) => (self.amount(at, amount), self.cost_in(&unit, amount, terms)?),
                None => (Amount::Money(self.money(amount)), Cost { discounts: amount, ..Cost::default() }),
            };
            list.push(RuleFigures {
                rule,
                unit,
                amount: told,
                entries,
                cost: self.money(cost.total(terms.redemption)?),
            });
        }
        Ok(list)
    }

    fn cost_figures(&self, cost: Cost, net: i64, terms: &Terms) -> Result<CostFigures, Refusal> {
        let points = terms.redemption.apply(cost.points, Rounding::HalfUp).or_overflow()?;
        let whole = cost.total(terms.redemption)?;
        Ok(CostFigures {
            total: self.money(whole),
            discounts: self.money(cost.discounts),
            money: self.money(cost.money),
            points: self.money(points),
            breakage: self.money(sub(cost.points, points)?),
            share: percent(whole, net),
        })
    }

    fn deciles(&self, tally: &Tally, costs: &[Cost], terms: &Terms) -> Result<Vec<DecileFigures>, Refusal> {
        let mut ranked: Vec<(i64, i64, &str)> = Vec::new();
        for (account, cost) in tally.accounts.iter().zip(costs) {
            ranked.push((total(account.net.values().copied())?, cost.total(terms.redemption)?, &account.account));
        }
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.2.cmp(b.2)));
        let all = total(ranked.iter().map(|(net, ..)| *net))?;
        let mut list = Vec::new();
        for decile in 1..=10_usize {
            let place = |tenth: usize| tenth.saturating_mul(ranked.len()).div_euclid(10);
            let of = ranked.get(place(decile.saturating_sub(1))..place(decile)).unwrap_or(&[]);
            let net = total(of.iter().map(|(net, ..)| *net))?;
            list.push(DecileFigures {
                decile: i64::try_from(decile).unwrap_or(0),
                accounts: i64::try_from(of.len()).unwrap_or(i64::MAX),
                net: self.money(net),
                share: percent(net, all),
                cost: self.money(total(of.iter().map(|(_, cost, _)| *cost))?),
            });
        }
        Ok(list)
    }

    fn top(&self, tally: &Tally, costs: &[Cost], terms: &Terms) -> Result<Vec<TopFigures>, Refusal> {
        let mut ranked: Vec<(i64, &AccountSum)> = Vec::new();
        for (account, cost) in tally.accounts.iter().zip(costs) {
            ranked.push((cost.total(terms.redemption)?, account));
        }
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.account.cmp(&b.1.account)));
        let mut list = Vec::new();
        for (cost, account) in ranked.into_iter().take(TOP) {
            let points = |(unit, amount): (&String, &i64)| {
                let at = self.tables.unit(unit).map(usize::from).filter(|at| self.is_points(*at))?;
                Some((unit.clone(), self.points(at, *amount)))
            };
            let points: Map<String, Points> = account.given.iter().filter_map(points).collect();
            let net = self.money(total(account.net.values().copied())?);
            list.push(TopFigures { account: account.account.clone(), net, cost: self.money(cost), points });
        }
        Ok(list)
    }
}

/// How discounts are called among units.
pub(super) const DISCOUNT: &str = "discount";

impl Cost {
    pub(super) fn plus(self, other: Cost) -> Result<Cost, Refusal> {
        Ok(Cost {
            discounts: add(self.discounts, other.discounts)?,
            money: add(self.money, other.money)?,
            points: add(self.points, other.points)?,
        })
    }

    /// All of it, where this share of points is redeemed.
    pub(super) fn total(self, redemption: Ratio) -> Result<i64, Refusal> {
        let points = redemption.apply(self.points, Rounding::HalfUp).or_overflow()?;
        add(add(self.discounts, self.money)?, points)
    }
}

/// Shares of sales by quarter: the accounts of each, those that bought most first.
fn spread(tally: &Tally) -> Vec<SpreadFigures> {
    let mut quarters: Map<String, Vec<i64>> = Map::new();
    for account in &tally.accounts {
        for (quarter, net) in account.net.iter().filter(|(_, net)| **net > 0) {
            quarters.change(quarter.clone(), |list| list.push(*net));
        }
    }
    let mut list = Vec::new();
    for (quarter, mut nets) in quarters {
        nets.sort_by(|a, b| b.cmp(a));
        let fifth = nets.len().div_ceil(5);
        let sum = |list: &[i64]| list.iter().fold(0_i64, |sum, n| sum.saturating_add(*n));
        let top = sum(nets.get(..fifth).unwrap_or(&[]));
        let bottom = sum(nets.get(nets.len().saturating_sub(fifth).max(fifth)..).unwrap_or(&[]));
        let all = sum(&nets);
        let middle = all.saturating_sub(top).saturating_sub(bottom);
        list.push(SpreadFigures {
            quarter,
            top: percent(top, all),
            middle: percent(middle, all),
            bottom: percent(bottom, all),
        });
    }
    list
}

/// A share in percent, with two decimals; nothing of nothing is nothing.
pub(super) fn percent(part: i64, whole: i64) -> String {
    let share = i128::from(part).checked_mul(10_000).filter(|_| whole > 0);
    Decimal::text(share.and_then(|part| round_div(part, whole, Rounding::HalfUp)).unwrap_or(0), 2)
}

fn ratio(number: Decimal) -> Result<Ratio, Refusal> {
    Ratio::new(i128::from(number.units()), i128::from(ten(number.scale())?)).or_overflow()
}

fn ten(places: u8) -> Result<i64, Refusal> {
    crate::amounts::ten_to(places).or_overflow()
}

pub(super) fn total(list: impl Iterator<Item = i64>) -> Result<i64, Refusal> {
    let mut list = list;
    list.try_fold(0, add)
}
