//! What conditions ask for, taken apart.

use crate::names::{NameSet, Sym};
use crate::rule::condition::{Bounds, Cond};

/// What a text is asked of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    Line(u16),
    Order(u16),
    Account(u16),
    Activity(u16),
    AccountId,
    Type,
    Subject,
}

/// What a number is asked of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    Quantity,
    UnitPrice,
    Amount,
    LineDiscount,
    OrderAmount,
    OrderQuantity,
    OrderLines,
    OrderCategories,
    /// A count of the past, and whether this order is counted in.
    Past(usize, bool),
}

/// Names that a text must be one of, or none of.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub of: Text,
    /// None: any but those ruled out.
    pub among: Option<Vec<Sym>>,
    pub but: Vec<NameSet>,
}

impl Choice {
    pub(super) fn rules_out(&self, name: Sym) -> bool {
        self.but.iter().any(|names| names.has(name))
    }
}

/// Everything that is asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Wish {
    pub texts: Vec<Choice>,
    pub numbers: Vec<(Number, Bounds)>,
    pub tags: Vec<NameSet>,
    pub no_tags: Vec<NameSet>,
    pub levels: Vec<Vec<Sym>>,
    pub no_levels: Vec<Sym>,
    /// The order's own number, and what it must be a multiple of.
    pub number: Option<i64>,
    pub every: Vec<i64>,
    /// Whether something must have been bought before, and how many orders a streak takes.
    pub later: bool,
    pub streak: Option<i64>,
    /// Lines that the order must hold, with the least of their amount and quantity.
    pub contains: Vec<(Cond, i64, i64)>,
    /// Whether one of several ways was taken: then it is enough, and not needed.
    pub forked: bool,
}

impl Wish {
    pub(super) fn bounds(&self, of: Number) -> Option<Bounds> {
        self.numbers.iter().find(|(known, _)| *known == of).map(|(_, bounds)| *bounds)
    }

    /// The names that a text must be one of.
    pub(super) fn among(&self, of: Text) -> Option<Vec<Sym>> {
        let choice = self.texts.iter().find(|choice| choice.of == of)?;
        let among = choice.among.as_ref()?;
        Some(among.iter().copied().filter(|name| !choice.rules_out(*name)).collect())
    }
}
