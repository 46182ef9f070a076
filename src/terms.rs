//! Changes for some: which definition of a rule or ladder holds for an account on a day.
//!
//! What terms change has several definitions: the version's own, and one for each of the terms that are about it. One
//! of them holds, and all go by the same id, so that counters, caps and settlements go on whichever it is.

use crate::evaluate::{Cart, Facts, Past, Sums, Who};
use crate::ledger::Standing;
use crate::map::Map;
use crate::names::Sym;
use crate::program::{Program, Version};
use crate::rule::Rule;
use crate::rule::condition::Cond;
use crate::time::{Date, Span};

/// The terms of a version.
#[derive(Debug, Clone, Default)]
pub(crate) struct Terms {
    pub list: Vec<Term>,
    /// Of each rule or ladder that terms are about: those terms, in document order.
    pub topics: Vec<Vec<u32>>,
}

/// Terms that hold for some accounts.
#[derive(Debug, Clone)]
pub(crate) struct Term {
    pub text: String,
    pub name: Option<String>,
    pub reason: String,
    pub days: Option<Span>,
    pub gates: Vec<Cond>,
    /// Whether they depend on the account's level.
    pub by_level: bool,
}

/// One of several definitions: of which topic, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Held {
    pub topic: u32,
    /// 0 is the version's own; from 1 on they are those of the topic's terms.
    pub place: u32,
}

impl Standing {
    /// The levels by which the table of a rule goes: those of now, or the one by which its period was settled.
    pub(crate) fn levels_of(&self, rule: u32) -> &[Sym] {
        let settled = self.settled_by.iter().find(|(of, _)| *of == rule);
        settled.map_or(self.levels.as_slice(), |(_, level)| std::slice::from_ref(level))
    }

    /// Does this definition hold for the account?
    #[inline(always)]
    pub(crate) fn holds(&self, held: Option<Held>) -> bool {
        match held {
            None => true,
            Some(held) => self.chosen.get(crate::evaluate::index(held.topic)).copied().unwrap_or(0) == held.place,
        }
    }
}

impl Version {
    /// The terms that a definition comes from; none where it is the version's own.
    pub(crate) fn term(&self, held: Option<Held>) -> Option<&Term> {
        let held = held?;
        let topic = self.terms.topics.get(crate::evaluate::index(held.topic))?;
        let at = topic.get(crate::evaluate::index(held.place.checked_sub(1)?))?;
        self.terms.list.get(crate::evaluate::index(*at))
    }

    /// The definitions of a rule.
    fn named(&self, rule: Sym) -> impl Iterator<Item = &Rule> {
        let first = self.by_name.partition_point(|(name, _)| *name < rule);
        let all = self.by_name.get(first..).unwrap_or(&[]);
        let own = all.iter().take_while(move |(name, _)| *name == rule);
        own.filter_map(|(_, at)| self.rules.get(crate::evaluate::index(*at)))
    }

    /// The definition of a rule that holds for an account.
    pub(crate) fn rule_of(&self, standing: &Standing, rule: Sym) -> Option<&Rule> {
        self.named(rule).find(|of| standing.holds(of.held))
    }

    /// The terms by which a rule holds for an account.
    pub(crate) fn term_of(&self, standing: &Standing, rule: Sym) -> Option<String> {
        if self.terms.topics.is_empty() {
            return None;
        }
        let of = self.named(rule).find(|of| of.held.is_some() && standing.holds(of.held))?;
        self.term(of.held).map(|term| term.text.clone())
    }
}

impl Program {
    /// Which definition of each topic holds. Where the levels are not known yet, terms that depend on them do not.
    pub(crate) fn choose(&self, version: &Version, who: &Who, standing: &mut Standing, day: Date, levels: bool) {
        let terms = &version.terms;
        if terms.topics.is_empty() {
            return;
        }
        let chosen = with_account(self, version, who, standing, day, |facts| {
            let in_force = |term: &Term| {
                (levels || !term.by_level)
                    && term.days.is_none_or(|days| day >= days.start && day < days.end)
                    && term.gates.iter().all(|gate| gate.holds(facts, None).unwrap_or(false))
            };
            let in_force: Vec<bool> = terms.list.iter().map(in_force).collect();
            let holds = |term: &u32| in_force.get(crate::evaluate::index(*term)).copied().unwrap_or(false);
            // The later in the document wins.
            let last = |topic: &Vec<u32>| topic.iter().rposition(holds).map_or(0, |at| at.saturating_add(1));
            terms.topics.iter().map(|topic| u32::try_from(last(topic)).unwrap_or(0)).collect()
        });
        standing.chosen = chosen;
    }
}

/// Runs `look` on an account alone, with no order and no past.
pub(crate) fn with_account<T>(
    program: &Program,
    version: &Version,
    who: &Who,
    standing: &Standing,
    day: Date,
    look: impl FnOnce(&Facts<'_>) -> T,
) -> T {
    let (cart, nothing) = (Cart::default(), Map::new());
    look(&Facts {
        program,
        version,
        cart: &cart,
        sums: Sums::default(),
        activity: None,
        account: who,
        standing,
        past: Past::Noted(&nothing),
        day,
        lines_only: true,
    })
}
