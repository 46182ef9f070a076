//! What an event comes to before it is told: its evaluation and its movements.

use super::points::{Given, Holder};
use super::standing::Prepared;
use super::state::State;
use crate::evaluate::{Cart, Step, Totals};
use crate::names::{Names, Sym};
use crate::time::{Moment, Span};
use crate::wire::account::Credit;
use crate::wire::entry::{EntryKind, Status};
use crate::wire::rule::Funding;
use std::sync::Arc;

/// What a movement is booked under.
#[derive(Debug, Clone)]
pub(crate) enum Label {
    Rule(Sym),
    /// Anything else: a ladder, what gave a lot, what people did.
    Text(Arc<str>),
}

impl Label {
    pub(crate) fn text(&self, names: &Names) -> Arc<str> {
        match self {
            Label::Rule(rule) => names.text(*rule).unwrap_or_default(),
            Label::Text(text) => Arc::clone(text),
        }
    }
}

impl From<Sym> for Label {
    fn from(rule: Sym) -> Label {
        Label::Rule(rule)
    }
}

impl From<Arc<str>> for Label {
    fn from(text: Arc<str>) -> Label {
        Label::Text(text)
    }
}

impl From<&str> for Label {
    fn from(text: &str) -> Label {
        Label::Text(text.into())
    }
}

/// A movement before it is told as an entry.
#[derive(Debug, Clone)]
pub(crate) struct Movement {
    pub at: Moment,
    pub kind: EntryKind,
    pub rule: Label,
    /// The terms by which the rule holds.
    pub term: Option<String>,
    pub unit: Option<u16>,
    pub amount: i64,
    /// The settlement period that it pays.
    pub period: Option<Span>,
    pub level: Option<String>,
    pub order: Option<Arc<str>>,
    /// Who holds what it moves.
    pub holder: Holder,
    /// Of what is kept award by award: whether it is pending, available or reserved.
    pub status: Option<Status>,
    /// Whether the event itself caused it, not a midnight.
    pub caused: bool,
    /// The coalition partner where it happened.
    pub partner: Option<Arc<str>>,
    /// Who bears it beside the operator.
    pub funding: Option<Arc<[Funding]>>,
}

impl Movement {
    pub(super) fn award(at: Moment, kind: EntryKind, rule: Label, unit: u16, amount: i64) -> Movement {
        Movement {
            at,
            kind,
            rule,
            term: None,
            unit: Some(unit),
            amount,
            period: None,
            level: None,
            order: None,
            holder: Holder::Account,
            status: None,
            caused: false,
            partner: None,
            funding: None,
        }
    }

    pub(super) fn tier(at: Moment, ladder: &str, level: Option<String>) -> Movement {
        Movement {
            at,
            kind: EntryKind::Tier,
            rule: ladder.into(),
            term: None,
            unit: None,
            amount: 0,
            period: None,
            level,
            order: None,
            holder: Holder::Account,
            status: None,
            caused: false,
            partner: None,
            funding: None,
        }
    }
}

/// What is booked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Booking {
    pub movements: Vec<Movement>,
    /// What other accounts get, to be posted there.
    pub onward: Vec<(Sym, Credit)>,
}

/// A step of a return: rule, kind, unit and amount; the rules may be of several versions.
#[derive(Debug, Clone)]
pub(crate) struct ReturnStep {
    pub rule: String,
    /// The terms by which the rule held.
    pub term: Option<String>,
    pub unit: u16,
    pub amount: i64,
}

/// What an event comes to, before it is told.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    pub at: Moment,
    pub revision: i64,
    pub version: usize,
    pub cart: Cart,
    pub steps: Vec<Step>,
    pub returns: Vec<ReturnStep>,
    pub totals: Totals,
    /// What each holder gets of the awards.
    pub given: Vec<Given>,
    /// The state the event was evaluated by: midnights run, nothing booked.
    pub before: Option<Box<State>>,
    pub prepared: Option<Prepared>,
    pub unmatched: Vec<(String, i64)>,
    /// The coalition partner where it happens.
    pub partner: Option<Arc<str>>,
    pub booking: Booking,
}

#[cfg(feature = "simulate")]
impl Draft {
    /// Forgets what it was about, and keeps the room. What is prepared stays, for the room of its standing.
    pub(crate) fn empty(&mut self) {
        self.cart.empty();
        self.steps.clear();
        self.returns.clear();
        self.totals.clear();
        self.given.clear();
        self.before = None;
        self.unmatched.clear();
        self.partner = None;
        self.booking.movements.clear();
        self.booking.onward.clear();
    }
}
