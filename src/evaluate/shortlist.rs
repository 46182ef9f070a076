//! Which rules a line can run: those whose conditions on SKU, category, brand and other attributes its kind meets.
//! That depends on nothing but the terms in force, so it is found once for each kind of line and kept.

use super::plan::Act;
use super::{Facts, index};
use crate::names::Kind;
use crate::refusal::Refusal;
use std::sync::atomic::{AtomicU64, Ordering};

/// Kinds of lines that are remembered at most.
const MOST: usize = 500_000;
/// Nothing that was made is like another: what was made from lists that are gone is not taken for something else.
static MADE: AtomicU64 = AtomicU64::new(1);
/// How many of the latest lists a new one is compared with, so that kinds of the same rules share a list.
const COMPARED: usize = 64;

/// The lists of one version.
#[derive(Debug, Default)]
pub(super) struct Shortlists {
    /// The version they are made for.
    pub version: u64,
    /// A number that no other lists have, nor these before they were begun anew: what was made from them names it.
    pub made: u64,
    remembered: usize,
    /// One more than the place of its list, by kind.
    by_kind: Vec<u32>,
    lists: Vec<Box<[u32]>>,
    /// What lines do, told apart by rule, gate and rate: plans name them by place.
    acts: Vec<Act>,
    /// One more than the place of the latest act of each rule, and of the one before it by act.
    latest: Vec<u32>,
    before: Vec<u32>,
}

impl Shortlists {
    pub(super) fn new(version: u64) -> Shortlists {
        Shortlists { version, made: MADE.fetch_add(1, Ordering::Relaxed), ..Shortlists::default() }
    }

    /// Forgets everything where more is remembered than is good. Only between two evaluations.
    pub(super) fn tidy(&mut self) {
        if self.remembered > MOST {
            *self = Shortlists::new(self.version);
        }
    }

    /// The place of the list of a line's kind.
    #[inline(always)]
    pub(super) fn place(&mut self, facts: &Facts<'_>, at: usize) -> Result<usize, Refusal> {
        let kind = facts.cart.kinds.get(at).copied().unwrap_or_default();
        match self.by_kind.get(kind.index()) {
            Some(place) if *place > 0 => Ok(index(place.wrapping_sub(1))),
            _ => self.find(facts, at, kind),
        }
    }

    /// The rules of a list, in document order.
    pub(super) fn rules(&self, place: usize) -> &[u32] {
        self.lists.get(place).map_or(&[], |list| list)
    }

    /// An act by its place.
    #[inline(always)]
    pub(super) fn act(&self, place: u32) -> Option<&Act> {
        self.acts.get(index(place))
    }

    /// The place of an act, new where none is like it.
    pub(super) fn act_place(&mut self, act: Act) -> u32 {
        let rule = index(act.rule);
        if self.latest.len() <= rule {
            self.latest.resize(rule.saturating_add(1), 0);
        }
        let latest = self.latest.get(rule).copied().unwrap_or(0);
        let mut place = latest;
        while let Some(at) = place.checked_sub(1) {
            if self.acts.get(index(at)) == Some(&act) {
                return at;
            }
            place = self.before.get(index(at)).copied().unwrap_or(0);
        }
        let at = u32::try_from(self.acts.len()).unwrap_or(u32::MAX);
        self.acts.push(act);
        self.before.push(latest);
        if let Some(slot) = self.latest.get_mut(rule) {
            *slot = at.saturating_add(1);
        }
        at
    }

    #[cold]
    fn find(&mut self, facts: &Facts<'_>, at: usize, kind: Kind) -> Result<usize, Refusal> {
        let by_line = &facts.version.by_line;
        let mut rules: Vec<u32> = by_line.any.clone();
        for slot in 0..3_u16 {
            rules.extend_from_slice(by_line.named(usize::from(slot), facts.cart.attribute(at, slot)));
        }
        crate::map::sort_few(&mut rules);
        let mut eligible = true;
        for cond in facts.version.eligible.iter().filter(|cond| cond.of_kind()) {
            eligible = eligible && cond.holds(facts, Some(at))?;
        }
        let mut list = Vec::with_capacity(rules.len());
        for rule_at in rules {
            let Some(rule) = facts.version.rules.get(index(rule_at)) else { continue };
            let mut can = eligible || rule.any_line;
            for cond in rule.lines.iter().filter(|cond| cond.of_kind()) {
                can = can && cond.holds(facts, Some(at))?;
            }
            if can {
                list.push(rule_at);
            }
        }
        let known = self.lists.iter().enumerate().rev().take(COMPARED).find(|(_, known)| ***known == *list);
        let place = match known {
            Some((place, _)) => place,
            None => {
                self.lists.push(list.into());
                self.lists.len().saturating_sub(1)
            }
        };
        if self.by_kind.len() <= kind.index() {
            self.by_kind.resize(kind.index().saturating_add(1), 0);
        }
        self.remembered = self.remembered.saturating_add(1);
        if let Some(slot) = self.by_kind.get_mut(kind.index()) {
            *slot = u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1);
        }
        Ok(place)
    }
}
