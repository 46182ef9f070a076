//! Award: what is given.

use super::against::{Against, Counts, Other};
use super::measure::{Adds, Basis, What};
use super::scale::{Bands, Scale};
use crate::amounts::{Ratio, Remainder, Rounding};
use crate::names::{NameSet, Sym};
use crate::refusal::Refusal;
use crate::time::{Calendar, Date, Span, Unit};
use std::borrow::Cow;

/// What a rule gives, with how it is counted.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Pay {
    /// Points, value, or money of an order.
    Award(Award),
    /// Base points times a factor.
    Multiplier(Multiplier),
    /// A discount.
    Discount(Discount),
    /// Money over a period.
    Period(Box<PeriodPay>),
}

/// An award in one unit.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Award {
    /// The unit, by index: point currencies first, then the kinds of money.
    pub unit: u16,
    pub what: What,
    pub basis: Basis,
    pub scale: Scale,
    /// What picks the band, where it is not the base.
    pub picks: Option<Picks>,
    pub rounding: Rounding,
    pub scope: Scope,
}

/// What picks a band where it is not the base itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Picks {
    /// A count of the past; `adds` is how this order adds to it, none where it is left out. It may stand beside another,
    /// by its place in the tables.
    Past { reading: usize, adds: Option<Adds>, against: Option<usize> },
    /// What the lines of the order that the rule counts hold together.
    Order(What),
    /// What the line holds.
    Line(What),
}

/// To whom an award goes.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) enum To {
    Account,
    Participant,
    Pool,
    /// An account that this one is linked to, by what it is to it.
    Linked(Sym),
    /// Everybody with a role, in the person's team or the whole account.
    Role {
        role: Sym,
        of_team: bool,
    },
    Shares(Vec<(Ratio, To)>),
}

impl To {
    /// The link that must be there for anything to be given.
    pub(crate) fn link(&self) -> Option<Sym> {
        match self {
            To::Linked(link) => Some(*link),
            To::Account | To::Participant | To::Pool | To::Role { .. } | To::Shares(_) => None,
        }
    }
}

/// Over what an award is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Scope {
    Order,
    Line,
    Unit,
}

/// A multiplier of base points.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Multiplier {
    /// The factor itself: 2 doubles.
    pub factor: Ratio,
    pub compound: bool,
    /// The rules it multiplies, by name; none for all.
    pub rules: Option<(NameSet, bool)>,
    pub currency: Option<u16>,
}

/// A discount on lines.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Discount {
    /// A share of the line.
    Rate(Ratio),
    /// A share that bands pick.
    Bands { bands: Bands, picks: Picks },
    /// An amount off each unit.
    EachUnit(i64),
    /// An amount off each line.
    EachLine(i64),
    /// An amount spread over the lines.
    Spread { amount: i64, by_quantity: bool, remainder: Remainder },
    /// A new unit price, in millionths of the currency.
    UnitPrice(i64),
}

/// Money or points over a period.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct PeriodPay {
    pub unit: u16,
    pub what: What,
    /// The counter of the base over the whole period.
    pub base: usize,
    /// The reading of the base over the whole period, and of what picks the band, where that is another.
    pub reading: usize,
    pub picks: Option<usize>,
    /// The same up to the end of the settlement that holds the day.
    pub to_date: (usize, Option<usize>),
    /// How an order adds to what picks the band.
    pub adds: Adds,
    /// What the count that picks the band stands beside.
    pub against: Option<Against>,
    /// Whether the scale counts that count beside the other itself, and not only picks a band by it.
    pub counts_beside: bool,
    pub scale: Scale,
    pub rounding: Rounding,
    pub over: Over,
    /// Part settlements.
    pub settle: Option<Unit>,
    pub minimum: i64,
    pub cap: Option<i64>,
    pub guarantee: Option<Guarantee>,
    /// What its base is less by.
    pub net: Vec<NetOf>,
}

/// A rule whose gifts another's base is less by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct NetOf {
    /// By place in the version: it stands before the one that is net of it.
    pub rule: u32,
    /// What it counts, over the period of the one that is net of it and to date; and of that, what both count.
    pub of: (usize, usize),
    pub both: (usize, usize),
}

impl PeriodPay {
    /// What the rule counts, by its readings over the whole period or to date; none where a past is not known.
    pub(crate) fn counts(
        &self,
        to_date: bool,
        read: &dyn Fn(usize) -> Option<i64>,
        entries: &dyn Fn(u16) -> Option<i64>,
    ) -> Option<Counts> {
        let (base, picks) = if to_date { self.to_date } else { (self.reading, self.picks) };
        let base = read(base)?;
        let basis = match picks {
            Some(reading) => read(reading)?,
            None => base,
        };
        let other = self.against.as_ref().and_then(|against| {
            against.side(match against.other {
                Other::Count { whole, to_date: until, .. } => read(if to_date { until } else { whole }),
                Other::List(list) => entries(list),
            })
        });
        Some(Counts { base, basis, other })
    }

    /// The bands in units of what picks them; none where there are none, or nothing that they hang on.
    pub(crate) fn bands(&self, other: Option<i64>) -> Result<Option<Cow<'_, Bands>>, Refusal> {
        let Scale::Bands(bands) = &self.scale else { return Ok(None) };
        Ok(match (&self.against, other) {
            (None, _) => Some(Cow::Borrowed(bands)),
            (Some(against), Some(other)) => Some(Cow::Owned(against.bands(bands, other)?)),
            (Some(_), None) => None,
        })
    }
}

/// The period of a rebate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Over {
    Unit(Unit),
    Days(Span),
}

impl Over {
    /// Do both days lie in one period?
    pub(crate) fn holds(&self, calendar: &Calendar, one: Date, other: Date) -> bool {
        match self {
            Over::Unit(unit) => calendar.bucket(*unit, one) == calendar.bucket(*unit, other),
            Over::Days(span) => other >= span.start && other < span.end,
        }
    }
}

/// What is paid at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Guarantee {
    pub amount: i64,
    pub cumulative: bool,
    /// What must be counted in a settlement period, and the reading of that.
    pub minimum: Option<(i64, usize)>,
}
