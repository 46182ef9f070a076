//! Condition: for whom and for what. The compiled form and how it is checked.

use crate::evaluate::Facts;
use crate::names::{NameSet, Sym};
use crate::refusal::{OrOverflow, Refusal, add};
use crate::rule::against::Against;
use crate::rule::measure::Adds;
use crate::wire::terms::PilotGroup;

/// A number's limits, both included, in the units of what is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Bounds {
    pub least: Option<i64>,
    pub most: Option<i64>,
}

impl Bounds {
    #[inline(always)]
    pub(crate) fn hold(&self, number: i64) -> bool {
        self.least.is_none_or(|least| number >= least) && self.most.is_none_or(|most| number <= most)
    }
}

/// A compiled condition.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Cond {
    All(Vec<Cond>),
    Any(Vec<Cond>),
    Not(Box<Cond>),
    Test(Test),
}

/// What is looked at of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum OfPerson {
    Id,
    Role,
    Team,
}

/// One thing that is looked at.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Test {
    /// A line attribute is one of these, or none of them.
    Attribute {
        slot: u16,
        names: NameSet,
        not: bool,
    },
    /// A line attribute is an entry of a list of the account.
    Listed {
        slot: u16,
        list: u16,
    },
    /// One of the line's tags is one of these, or none is.
    Tag {
        names: NameSet,
        not: bool,
    },
    Quantity(Bounds),
    UnitPrice(Bounds),
    Amount(Bounds),
    LineDiscount(Bounds),
    /// The line's value was not bought lately; `orders` reads how many orders there were.
    NewTo {
        slot: u16,
        by_value: usize,
        orders: usize,
    },
    OrderAmount(Bounds),
    OrderQuantity(Bounds),
    OrderLines(Bounds),
    OrderCategories(Bounds),
    OrderNumber {
        orders: usize,
        is: Option<i64>,
        every: Option<i64>,
    },
    OrderAttribute {
        slot: u16,
        names: NameSet,
        not: bool,
    },
    Contains {
        lines: Box<Cond>,
        amount: Option<Bounds>,
        quantity: Option<Bounds>,
        count: Option<Bounds>,
    },
    AccountId {
        names: NameSet,
        not: bool,
    },
    AccountAttribute {
        slot: u16,
        names: NameSet,
        not: bool,
    },
    /// The account has one of these links, or none of them.
    Linked {
        names: NameSet,
        not: bool,
    },
    /// The account has taken one of these plans, or none of them.
    Plan {
        names: NameSet,
        not: bool,
    },
    /// The person who placed the order or did the activity.
    Participant {
        of: OfPerson,
        names: NameSet,
        not: bool,
    },
    /// The account is on one of these levels, or on none.
    Level {
        names: NameSet,
        not: bool,
    },
    /// The account is in a group of a pilot of the version.
    Pilot {
        pilot: usize,
        group: PilotGroup,
    },
    ActivityType {
        names: NameSet,
        not: bool,
    },
    Subject {
        names: NameSet,
        not: bool,
    },
    ActivityAttribute {
        slot: u16,
        names: NameSet,
        not: bool,
    },
    /// A count of the past, this order included where `include` says so.
    History {
        reading: usize,
        include: bool,
        adds: Adds,
        /// What the count stands beside; `bounds` are then places of it.
        against: Option<Box<Against>>,
        bounds: Bounds,
    },
    Streak {
        run: usize,
        current: usize,
        months: i64,
        /// How many orders each month must have.
        least: i64,
    },
}

impl Test {
    /// Does it look at a line?
    pub(crate) fn of_line(&self) -> bool {
        match self {
            Test::Attribute { .. }
            | Test::Listed { .. }
            | Test::Tag { .. }
            | Test::Quantity(_)
            | Test::UnitPrice(_)
            | Test::Amount(_)
            | Test::LineDiscount(_)
            | Test::NewTo { .. } => true,
            Test::OrderAmount(_)
            | Test::OrderQuantity(_)
            | Test::OrderLines(_)
            | Test::OrderCategories(_)
            | Test::OrderNumber { .. }
            | Test::OrderAttribute { .. }
            | Test::Contains { .. }
            | Test::AccountId { .. }
            | Test::AccountAttribute { .. }
            | Test::Linked { .. }
            | Test::Plan { .. }
            | Test::Participant { .. }
            | Test::Level { .. }
            | Test::Pilot { .. }
            | Test::ActivityType { .. }
            | Test::Subject { .. }
            | Test::ActivityAttribute { .. }
            | Test::History { .. }
            | Test::Streak { .. } => false,
        }
    }
}

impl Cond {
    /// Does any part of it look at a line?
    pub(crate) fn of_line(&self) -> bool {
        match self {
            Cond::All(parts) | Cond::Any(parts) => parts.iter().any(Cond::of_line),
            Cond::Not(inner) => inner.of_line(),
            Cond::Test(test) => test.of_line(),
        }
    }

    /// Does it look at nothing but the attributes of a line, so that it holds for all lines of a kind or for none?
    pub(crate) fn of_kind(&self) -> bool {
        match self {
            Cond::All(parts) | Cond::Any(parts) => parts.iter().all(Cond::of_kind),
            Cond::Not(inner) => inner.of_kind(),
            Cond::Test(test) => matches!(test, Test::Attribute { .. }),
        }
    }

    /// Does it look at nothing but the account and its past, so that it holds for all orders of a day or for none?
    pub(crate) fn of_standing(&self) -> bool {
        match self {
            Cond::All(parts) | Cond::Any(parts) => parts.iter().all(Cond::of_standing),
            Cond::Not(inner) => inner.of_standing(),
            Cond::Test(test) => matches!(
                test,
                Test::AccountId { .. }
                    | Test::AccountAttribute { .. }
                    | Test::Linked { .. }
                    | Test::Plan { .. }
                    | Test::Level { .. }
                    | Test::Pilot { .. }
                    | Test::OrderNumber { .. }
                    | Test::Streak { .. }
                    | Test::History { include: false, .. }
            ),
        }
    }

    /// Does it look at nothing but the account, its attributes and levels?
    pub(crate) fn of_account(&self) -> bool {
        self.every(&|test| {
            matches!(
                test,
                Test::AccountId { .. }
                    | Test::AccountAttribute { .. }
                    | Test::Linked { .. }
                    | Test::Plan { .. }
                    | Test::Level { .. }
                    | Test::Pilot { .. }
            )
        })
    }

    /// Is every single thing it looks at such a one?
    pub(crate) fn every(&self, such: &dyn Fn(&Test) -> bool) -> bool {
        match self {
            Cond::All(parts) | Cond::Any(parts) => parts.iter().all(|part| part.every(such)),
            Cond::Not(inner) => inner.every(such),
            Cond::Test(test) => such(test),
        }
    }

    /// Does it hold for the order, activity and account, and for `line` where one is given?
    ///
    /// # Errors
    /// `history-needed` where it reads a past that is unknown; overflow.
    pub(crate) fn holds(&self, facts: &Facts<'_>, line: Option<usize>) -> Result<bool, Refusal> {
        match self {
            Cond::All(parts) => {
                for part in parts {
                    if !part.holds(facts, line)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Cond::Any(parts) => {
                for part in parts {
                    if part.holds(facts, line)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Cond::Not(inner) => Ok(!inner.holds(facts, line)?),
            Cond::Test(test) => test.holds(facts, line),
        }
    }
}

fn one_of(names: &NameSet, not: bool, name: Sym) -> bool {
    names.has(name) != not
}

impl Test {
    pub(crate) fn holds(&self, facts: &Facts<'_>, at: Option<usize>) -> Result<bool, Refusal> {
        let cart = facts.cart;
        let line = at.and_then(|at| cart.lines.get(at));
        Ok(match self {
            Test::Attribute { slot, names, not } => match at {
                Some(at) => one_of(names, *not, cart.attribute(at, *slot)),
                None => false,
            },
            Test::Listed { slot, list } => match at {
                Some(at) => facts.account.listed(*list, cart.attribute(at, *slot)),
                None => false,
            },
            Test::Tag { names, not } => match at {
                Some(at) => cart.tags(at).any(|tag| names.has(tag)) != *not,
                None => false,
            },
            Test::Quantity(bounds) => line.is_some_and(|l| bounds.hold(l.quantity)),
            Test::UnitPrice(bounds) => line.is_some_and(|l| l.price().is_some_and(|price| bounds.hold(price))),
            Test::Amount(bounds) => line.is_some_and(|l| bounds.hold(l.net)),
            Test::LineDiscount(bounds) => line.is_some_and(|l| bounds.hold(l.own_discount)),
            Test::NewTo { slot, by_value, orders } => {
                let Some(at) = at else { return Ok(false) };
                let value = cart.attribute(at, *slot);
                value != Sym::NONE && facts.read(*orders)? > 0 && facts.read_value(*by_value, value)? == 0
            }
            Test::OrderAmount(bounds) => bounds.hold(facts.sums.net),
            Test::OrderQuantity(bounds) => bounds.hold(facts.sums.quantity),
            Test::OrderLines(bounds) => bounds.hold(i64::try_from(cart.lines.len()).unwrap_or(i64::MAX)),
            Test::OrderCategories(bounds) => bounds.hold(facts.categories()?),
            Test::OrderNumber { orders, is, every } => {
                let number = add(facts.read(*orders)?, 1)?;
                is.is_none_or(|is| is == number) && every.is_none_or(|every| number.checked_rem(every) == Some(0))
            }
            Test::OrderAttribute { slot, names, not } => one_of(names, *not, cart.order_attribute(*slot)),
            Test::Contains { lines, amount, quantity, count } => {
                let (mut sum, mut units, mut found) = (0_i64, 0_i64, 0_i64);
                for (at, line) in cart.lines.iter().enumerate() {
                    if lines.holds(facts, Some(at))? {
                        sum = add(sum, line.net)?;
                        units = add(units, line.quantity)?;
                        found = add(found, 1)?;
                    }
                }
                found > 0
                    && amount.is_none_or(|b| b.hold(sum))
                    && quantity.is_none_or(|b| b.hold(units))
                    && count.is_none_or(|b| b.hold(found))
            }
            Test::AccountId { names, not } => one_of(names, *not, facts.account.id),
            Test::AccountAttribute { slot, names, not } => one_of(names, *not, facts.account.attribute(*slot)),
            Test::Linked { names, not } => facts.account.links.iter().any(|(link, _)| names.has(*link)) != *not,
            Test::Plan { names, not } => one_of(names, *not, facts.account.plan),
            Test::Participant { of, names, not } => {
                let person = &facts.account.actor;
                let name = match of {
                    OfPerson::Id => person.id,
                    OfPerson::Role => person.role,
                    OfPerson::Team => person.team,
                };
                person.id != Sym::NONE && one_of(names, *not, name)
            }
            Test::Level { names, not } => facts.standing.levels.iter().any(|level| names.has(*level)) != *not,
            Test::Pilot { pilot, group } => facts.version.pilots.get(*pilot).is_some_and(|pilot| {
                pilot.days.is_none_or(|days| facts.day >= days.start && facts.day < days.end)
                    && pilot.drawn(facts.program, facts.account.id) == Some(*group)
                    && pilot.gates.iter().all(|gate| gate.holds(facts, None).unwrap_or(false))
            }),
            Test::ActivityType { names, not } => facts.activity.is_some_and(|a| one_of(names, *not, a.kind)),
            Test::Subject { names, not } => facts.activity.is_some_and(|a| one_of(names, *not, a.subject)),
            Test::ActivityAttribute { slot, names, not } => {
                facts.activity.is_some_and(|a| one_of(names, *not, a.attribute(*slot)))
            }
            Test::History { bounds, against: None, .. } => bounds.hold(self.history(facts)?),
            Test::History { bounds, against: Some(against), include, .. } => {
                match facts.other_side(against, *include)? {
                    Some(other) => bounds.hold(against.place(self.history(facts)?, other)?),
                    None => false,
                }
            }
            Test::Streak { run, current, months, least } => {
                facts.read(*current)?.checked_add(1) == Some(*least) && {
                    let run = facts.read(*run)?.checked_add(1).or_overflow()?;
                    run.checked_rem(*months) == Some(0)
                }
            }
        })
    }

    /// The count that a history test looks at.
    pub(crate) fn history(&self, facts: &Facts<'_>) -> Result<i64, Refusal> {
        let Test::History { reading, include, adds, .. } = self else { return Ok(0) };
        let past = facts.read(*reading)?;
        if !*include {
            return Ok(past);
        }
        add(past, facts.adds(*reading, *adds)?)
    }
}
