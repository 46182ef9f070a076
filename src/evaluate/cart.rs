//! What is evaluated: an order as a cart of resolved lines, or an activity.

use crate::names::{Kind, NameSet, Names, Sym};
use crate::refusal::{Refusal, RefusalCode};
use crate::time::{Date, Moment};
use std::sync::Arc;

/// An order, resolved to names and units.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cart {
    #[cfg_attr(not(target_arch = "wasm32"), expect(dead_code, reason = "packed orders carry their time here"))]
    pub at: Moment,
    pub invoiced: Date,
    pub lines: Vec<CartLine>,
    /// Line attributes, `stride` for each line.
    pub attributes: Vec<Sym>,
    pub stride: usize,
    /// The kind of each line: what its attributes are together.
    pub kinds: Vec<Kind>,
    /// Tags, by line.
    pub tags: Vec<(usize, Sym)>,
    /// Own measures of lines that are not zero: line, measure, millionths.
    pub measures: Vec<(usize, u16, i64)>,
    pub order_attributes: Vec<Sym>,
    pub order_measures: Vec<i64>,
    pub shipping: i64,
    pub paid_with_points: i64,
}

#[cfg(feature = "simulate")]
impl Cart {
    /// Takes everything out, and keeps the room.
    pub(crate) fn empty(&mut self) {
        self.lines.clear();
        self.attributes.clear();
        self.kinds.clear();
        self.tags.clear();
        self.measures.clear();
        self.order_attributes.clear();
        self.order_measures.clear();
        (self.invoiced, self.stride) = (Date::default(), 0);
        (self.shipping, self.paid_with_points) = (0, 0);
    }
}

/// A line, in units.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct CartLine {
    /// Millionths.
    pub quantity: i64,
    /// Millionths of the currency; none where the amount was given.
    pub unit_price: Option<i64>,
    /// Amount after the line's own discount.
    pub gross: i64,
    pub own_discount: i64,
    pub tax: i64,
    /// After the program's discounts.
    pub net: i64,
    /// Paid with points.
    pub paid: i64,
}

impl CartLine {
    /// The unit price in millionths of the currency.
    #[inline(always)]
    pub(crate) fn price(&self) -> Option<i64> {
        self.unit_price
    }
}

impl Cart {
    /// A line's value of an attribute.
    #[inline(always)]
    pub(crate) fn attribute(&self, line: usize, slot: u16) -> Sym {
        let slot = usize::from(slot);
        if slot >= self.stride {
            return Sym::NONE;
        }
        let at = line.saturating_mul(self.stride).saturating_add(slot);
        self.attributes.get(at).copied().unwrap_or_default()
    }

    /// Finds the kind of each line from its attributes, where that was not done before.
    pub(crate) fn find_kinds(&mut self, names: &Names) -> Result<(), Refusal> {
        if self.kinds.len() == self.lines.len() {
            return Ok(());
        }
        self.kinds.clear();
        for at in 0..self.lines.len() {
            let start = at.saturating_mul(self.stride);
            let values = self.attributes.get(start..start.saturating_add(self.stride)).unwrap_or(&[]);
            let kind = names.kind(values).ok_or_else(|| {
                Refusal::new(
                    RefusalCode::Overflow,
                    "too many different kinds of lines are in use",
                    "load the program again",
                )
            })?;
            self.kinds.push(kind);
        }
        Ok(())
    }

    /// A line's tags.
    pub(crate) fn tags(&self, line: usize) -> impl Iterator<Item = Sym> + '_ {
        self.tags.iter().filter(move |(at, _)| *at == line).map(|(_, tag)| *tag)
    }

    /// A line's own measure, in millionths.
    pub(crate) fn measure(&self, line: usize, slot: u16) -> i64 {
        self.measures.iter().find(|(at, s, _)| *at == line && *s == slot).map_or(0, |(_, _, n)| *n)
    }

    /// The order's own measure, in millionths.
    pub(crate) fn order_measure(&self, slot: u16) -> i64 {
        self.order_measures.get(usize::from(slot)).copied().unwrap_or(0)
    }

    /// The order's value of an attribute.
    #[inline(always)]
    pub(crate) fn order_attribute(&self, slot: u16) -> Sym {
        self.order_attributes.get(usize::from(slot)).copied().unwrap_or_default()
    }
}

/// An activity, resolved.
#[derive(Debug, Clone, Default)]
pub(crate) struct Act {
    pub kind: Sym,
    pub subject: Sym,
    /// Millionths.
    pub quantity: i64,
    pub attributes: Vec<Sym>,
    /// Rules that pay a value once, ever, and have paid for this one's.
    pub spent: Vec<Sym>,
    /// Where nobody reported it: what came by itself.
    pub came: Option<Came>,
}

/// What runs rules by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Came {
    /// An anniversary of joining.
    Anniversary,
    /// A level is reached.
    TierChange,
    /// The account joins.
    Joining,
}

impl Act {
    /// The activity's value of an attribute.
    pub(crate) fn attribute(&self, slot: u16) -> Sym {
        self.attributes.get(usize::from(slot)).copied().unwrap_or_default()
    }
}

/// The account, as conditions see it.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct Who {
    pub id: Sym,
    pub attributes: Vec<Sym>,
    /// Accounts it is linked to, by what they are to it.
    pub links: Vec<(Sym, Sym)>,
    /// The account's lists, by the program's place of their names.
    pub lists: Vec<NameSet>,
    pub plan: Sym,
    /// Its people, in order of their ids.
    #[serde(skip)]
    pub people: Arc<[Person]>,
    /// The person who placed the order or did the activity.
    pub actor: Person,
    /// The person it is for.
    #[serde(skip)]
    pub beneficiary: Person,
}

/// A person of an account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Person {
    pub id: Sym,
    pub role: Sym,
    pub team: Sym,
}

impl Who {
    /// A person by id, as the host told; without role and team where it did not.
    pub(crate) fn person(&self, id: Sym) -> Person {
        let known = self.people.iter().find(|person| person.id == id).copied();
        known.unwrap_or(Person { id, ..Person::default() })
    }

    /// The account that this one is linked to.
    pub(crate) fn link(&self, link: Sym) -> Option<Sym> {
        self.links.iter().find(|(name, _)| *name == link).map(|(_, account)| *account)
    }

    /// Is a text an entry of a list?
    pub(crate) fn listed(&self, list: u16, name: Sym) -> bool {
        self.lists.get(usize::from(list)).is_some_and(|names| names.has(name))
    }

    /// How many entries a list has.
    pub(crate) fn entries(&self, list: u16) -> Option<i64> {
        self.lists.get(usize::from(list)).and_then(|names| i64::try_from(names.iter().count()).ok())
    }

    /// The account's value of an attribute.
    pub(crate) fn attribute(&self, slot: u16) -> Sym {
        self.attributes.get(usize::from(slot)).copied().unwrap_or_default()
    }
}
