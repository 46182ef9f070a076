//! A compiled program: everything resolved to places, units and numbers. Only compiling builds one.

use crate::amounts::Ratio;
use crate::compile::Tables;
use crate::findings::Finding;
use crate::names::{Names, Sym};
use crate::pilot::Pilot;
use crate::refusal::{OrOverflow, Refusal, RefusalCode};
use crate::rule::Rule;
use crate::rule::award::Over;
use crate::rule::condition::{Cond, Test};
use crate::rule::life::Life;
use crate::rule::limits::{Cap, Group};
use crate::rule::measure::{Counter, Whose};
use crate::terms::Terms;
use crate::tier::{Ladder, Service};
use crate::time::{Calendar, Date, Duration, Span};
use crate::wire::board::ShareBy;
use crate::wire::document::{BelowZero, Leavers, MergedBaseline, MergedLevel};
use crate::wire::plan::EntryBy;
use crate::wire::rule::Funding;

/// A loyalty program, compiled from its document.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Program {
    /// The text it was compiled from.
    #[serde(skip)]
    pub(crate) text: std::sync::Arc<str>,
    pub(crate) text_id: String,
    #[serde(skip)]
    pub(crate) names: Names,
    pub(crate) tables: Tables,
    pub(crate) money_places: u8,
    #[serde(skip)]
    pub(crate) year_starts: u8,
    pub(crate) currencies: Vec<Currency>,
    /// How points pay for orders.
    pub(crate) spend: Option<Spend>,
    #[serde(skip)]
    pub(crate) partners: Vec<Partner>,
    /// By unit of award: do accounts keep each award by itself?
    #[serde(skip)]
    pub(crate) kept: Vec<bool>,
    pub(crate) versions: Vec<Version>,
    #[serde(skip)]
    pub(crate) findings: Vec<Finding>,
}

/// A point currency's own limits.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(crate) struct Currency {
    pub caps: Vec<Cap>,
    /// The last rounding: mode, and the units it rounds to.
    pub total: Option<(crate::amounts::Rounding, i64)>,
    /// What its smallest unit is worth, in minor units of money.
    pub worth: Option<crate::amounts::Ratio>,
    /// Its id as a name, once that was asked for.
    #[serde(skip)]
    pub name: std::sync::OnceLock<Sym>,
}

/// How points pay for orders.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Spend {
    pub unit: u16,
    /// Minor units of money for one of the currency's smallest units.
    pub worth: Ratio,
    pub minimum: i64,
    pub step: i64,
    /// The most, as a share of the order.
    pub most: Ratio,
}

/// How points pay for a part of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paying {
    /// With so many of the currency's smallest units.
    Points(i64),
    /// They may pay so much at most.
    TooMuch(i64),
    /// They cannot pay just that: it is too little, or no whole number of steps.
    NoSuch,
}

impl Spend {
    /// What pays so much money of an order with so much net.
    pub(crate) fn pays(&self, money: i64, net: i64) -> Result<Paying, Refusal> {
        let most = self.most.apply(net, crate::amounts::Rounding::Floor).or_overflow()?;
        if money > most {
            return Ok(Paying::TooMuch(most));
        }
        let product = i128::from(money).checked_mul(i128::from(self.worth.den())).or_overflow()?;
        let worth = i128::from(self.worth.num().max(1));
        let points = product.checked_div(worth).and_then(|n| i64::try_from(n).ok()).or_overflow()?;
        let whole = product.checked_rem(worth) == Some(0) && points.checked_rem(self.step) == Some(0);
        Ok(if whole && points >= self.minimum { Paying::Points(points) } else { Paying::NoSuch })
    }
}

/// A company that gives and takes the program's points.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Partner {
    pub text: String,
    /// The point currency that is settled.
    pub unit: u16,
    /// Minor units of money for one of its smallest units.
    pub worth: Ratio,
}

/// A reward of the catalogue.
#[derive(Debug, Clone)]
pub(crate) struct Reward {
    pub unit: u16,
    pub text: String,
    pub currency: u16,
    pub points: Option<i64>,
    /// Points that must have been gathered, and the reading of those that were.
    pub unlocked: Option<(i64, usize)>,
    pub value: Option<i64>,
    pub unit_cost: Option<i64>,
    /// The budget that counts its stock.
    pub stock: Option<usize>,
    pub gates: Vec<Cond>,
    pub days: Option<Span>,
}

/// A plan that accounts take and pay for.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub id: Sym,
    pub text: String,
    pub name: Option<String>,
    pub fee: i64,
    pub lasts: Duration,
    pub services: Vec<Service>,
}

/// A ranking.
#[derive(Debug, Clone)]
pub(crate) struct Board {
    pub text: String,
    /// Who takes part.
    pub gates: Vec<Cond>,
    /// What an event counts.
    pub counter: Counter,
    pub money: bool,
    pub over: Over,
    pub ranks: Whose,
    /// Among the people of one account?
    pub alone: bool,
    pub least: i64,
    pub wins: Vec<Win>,
    pub funding: Vec<Funding>,
}

/// What places win.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Win {
    pub places: u32,
    pub unit: u16,
    /// For each of the places, or for all of them where it is shared.
    pub amount: i64,
    pub share: Option<ShareBy>,
}

/// The terms from a date on.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(crate) struct Version {
    pub from: Date,
    pub eligible: Vec<Cond>,
    pub groups: Vec<Group>,
    pub rules: Vec<Rule>,
    pub ladders: Vec<Ladder>,
    pub pilots: Vec<Pilot>,
    #[serde(skip)]
    pub terms: Terms,
    #[serde(skip)]
    pub returns_within: Option<Duration>,
    #[serde(skip)]
    pub below_zero: BelowZero,
    /// By unit of award: the life of what is awarded in it.
    #[serde(skip)]
    pub lives: Vec<Option<Life>>,
    #[serde(skip)]
    pub rewards: Vec<Reward>,
    #[serde(skip)]
    pub boards: Vec<Board>,
    #[serde(skip)]
    pub plans: Vec<Plan>,
    #[serde(skip)]
    pub entry: EntryBy,
    #[serde(skip)]
    pub suspend_after: Option<Duration>,
    #[serde(skip)]
    pub leavers: Leavers,
    pub merged: (MergedLevel, MergedBaseline),
    /// The share of net that is to be left to the operator.
    #[serde(skip)]
    pub margin_floor: Option<Ratio>,
    /// Whether any rule is net of others.
    pub nets: bool,
    /// Whether any rule pays other accounts.
    pub elsewhere: bool,
    /// Whether a level that is reached runs any rule.
    pub tier_changes: bool,
    /// Whether anniversaries of joining run any rule.
    #[serde(skip)]
    pub anniversaries: bool,
    /// Rules by name; of several definitions the first in the document first.
    pub by_name: Vec<(Sym, u32)>,
    /// Rules that lines run, but discounts.
    pub by_line: LineIndex,
    /// Discounts.
    pub discounts: LineIndex,
    /// Rules that the order itself runs, in document order.
    pub by_order: Vec<usize>,
    /// Rules that activities run, in document order.
    pub by_activity: Vec<usize>,
    /// Rules that a period's end pays.
    pub by_period: Vec<usize>,
    /// Those of them whose bands other lines pick than those they count.
    pub by_basis: Vec<u32>,
    /// Multipliers of orders.
    pub multipliers: Vec<u32>,
    /// Rules that are not open to every account on every day.
    pub gated: Vec<u32>,
    /// A number that no other compiled version has: what is remembered of a version is kept under it.
    pub number: u64,
}

/// Which rules a line can run: those that name its SKU, category or brand, and those that name none.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct LineIndex {
    pub any: Vec<u32>,
    /// For SKU, category and brand: rules by name.
    slots: [Slot; 3],
}

#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
struct Slot {
    /// Where the rules of a name start and end in `rules`, by name.
    spans: Vec<(u32, u32)>,
    rules: Vec<u32>,
}

impl LineIndex {
    pub(crate) fn build(rules: &[Rule], take: impl Fn(&Rule) -> bool) -> LineIndex {
        let mut index = LineIndex::default();
        let mut pairs: [Vec<(Sym, u32)>; 3] = [Vec::new(), Vec::new(), Vec::new()];
        for (at, rule) in rules.iter().enumerate().filter(|(_, rule)| take(rule)) {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            let narrow =
                [crate::compile::SKU, crate::compile::BRAND, crate::compile::CATEGORY].into_iter().find_map(|slot| {
                    rule.lines.iter().find_map(|cond| {
                        let Cond::Test(Test::Attribute { slot: of, names, not: false }) = cond else { return None };
                        (*of == slot).then_some((slot, names))
                    })
                });
            match narrow {
                Some((slot, names)) => {
                    if let Some(pairs) = pairs.get_mut(usize::from(slot)) {
                        pairs.extend(names.iter().map(|name| (name, at)));
                    }
                }
                None => index.any.push(at),
            }
        }
        for (slot, mut pairs) in index.slots.iter_mut().zip(pairs) {
            pairs = crate::map::sorted(pairs, |(name, rule)| (u64::from(name.0) << 32) | u64::from(*rule));
            let last = pairs.last().map_or(0, |(name, _)| name.index());
            slot.spans = vec![(0, 0); if pairs.is_empty() { 0 } else { last.saturating_add(1) }];
            for (name, rule) in pairs {
                let end = u32::try_from(slot.rules.len()).unwrap_or(u32::MAX);
                if let Some(span) = slot.spans.get_mut(name.index()) {
                    if span.1 == 0 {
                        *span = (end, end);
                    }
                    span.1 = end.saturating_add(1);
                }
                slot.rules.push(rule);
            }
        }
        index
    }

    /// The rules that name this value of SKU (0), category (1) or brand (2).
    #[inline]
    pub(crate) fn named(&self, slot: usize, name: Sym) -> &[u32] {
        self.slots
            .get(slot)
            .and_then(|slot| {
                let (start, end) = *slot.spans.get(name.index())?;
                slot.rules.get(usize::try_from(start).ok()?..usize::try_from(end).ok()?)
            })
            .unwrap_or(&[])
    }

    /// Is there no rule at all?
    pub(crate) fn is_empty(&self) -> bool {
        self.any.is_empty() && self.slots.iter().all(|slot| slot.rules.is_empty())
    }
}

impl Program {
    /// The program's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.text_id
    }

    /// The document it was compiled from.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Warnings about the document.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The counters that account states keep, by the names that an opening uses.
    pub fn counters(&self) -> impl Iterator<Item = &str> {
        self.tables.counters.iter().map(|counter| counter.key.as_str())
    }

    /// The version in force on `day`, by its place.
    pub(crate) fn version_on(&self, day: Date) -> Result<usize, Refusal> {
        self.versions.iter().rposition(|version| version.from <= day).ok_or_else(|| {
            Refusal::new(
                RefusalCode::NotInForce,
                format!("the program is not in force on {day}"),
                "start its first version earlier, or look at the date",
            )
        })
    }

    pub(crate) fn version(&self, at: usize) -> Result<&Version, Refusal> {
        self.versions.get(at).ok_or_else(|| {
            Refusal::new(RefusalCode::NotInForce, "the program has no such version", "compile the document again")
        })
    }

    pub(crate) fn calendar(&self, joined: Date) -> Calendar {
        Calendar { year_starts: self.year_starts, joined }
    }

    /// Quantity times unit price, both in millionths, rounded once, half up, to minor units.
    pub(crate) fn line_amount(&self, quantity: i64, unit_price: i64) -> Option<i64> {
        let minor = crate::amounts::ten_to(self.money_places)?;
        // Nearly every line fits 64 bits, where a product costs a fraction.
        let product = match quantity.checked_mul(unit_price).and_then(|product| product.checked_mul(minor)) {
            Some(product) => i128::from(product),
            None => i128::from(quantity).checked_mul(i128::from(unit_price))?.checked_mul(i128::from(minor))?,
        };
        let per = crate::amounts::ONE_UNIT.checked_mul(crate::amounts::ONE_UNIT)?;
        crate::amounts::round_div(product, per, crate::amounts::Rounding::HalfUp)
            .filter(|n| n.unsigned_abs() <= crate::amounts::LIMIT.unsigned_abs())
    }

    /// Decimals of a unit of award.
    pub(crate) fn decimals(&self, unit: usize) -> u8 {
        self.tables.units.get(unit).map_or(0, |u| u.decimals)
    }

    pub(crate) fn unit_id(&self, unit: usize) -> &str {
        self.tables.units.get(unit).map_or("", |u| u.id.as_str())
    }

    /// The id of a point currency as a name.
    pub(crate) fn currency_name(&self, unit: u16) -> Sym {
        let intern = || self.names.intern(self.unit_id(usize::from(unit))).unwrap_or_default();
        let currency = self.currencies.get(usize::from(unit));
        currency.map_or_else(intern, |currency| *currency.name.get_or_init(intern))
    }

    /// The id of the reward that a unit counts.
    pub(crate) fn reward_of(&self, unit: usize) -> &str {
        let id = self.unit_id(unit);
        id.strip_prefix("reward:").unwrap_or(id)
    }

    pub(crate) fn is_reward(&self, unit: usize) -> bool {
        self.tables.units.get(unit).is_some_and(|u| u.is_reward)
    }

    /// Do accounts keep each award in this unit by itself?
    pub(crate) fn keeps(&self, unit: u16) -> bool {
        self.kept.get(usize::from(unit)).copied().unwrap_or(false)
    }

    pub(crate) fn is_points(&self, unit: usize) -> bool {
        self.tables.units.get(unit).is_some_and(|u| u.is_points)
    }
}
