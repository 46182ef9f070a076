//! Awarding: what an event's steps give whom, booked as movements; and what pays once, ever.

use super::draft::{Draft, Movement};
use super::points::{Awarded, Given, Holder, LotWay};
use super::shared::Shared;
use super::standing::Prepared;
use super::state::State;
use crate::evaluate::{Act, By};
use crate::names::Sym;
use crate::program::{Program, Version};
use crate::refusal::Refusal;
use crate::time::Unit;
use crate::wire::entry::EntryKind;
use crate::wire::result::StepKind;
use std::sync::Arc;

impl Program {
    /// What the draft's steps award, by rule and unit; accruals are settled by their period.
    pub(super) fn awards(&self, draft: &Draft) -> Vec<Awarded> {
        let Some(version) = self.versions.get(draft.version) else { return Vec::new() };
        let mut awards: Vec<Awarded> = Vec::with_capacity(draft.steps.len().min(version.rules.len()));
        for step in draft.steps.iter().filter(|s| s.unit != crate::evaluate::DISCOUNT && s.kind != StepKind::Accrual) {
            let id = |at: u32| version.rules.get(crate::evaluate::index(at)).map_or(Sym::NONE, |r| r.id);
            let rule = match step.by {
                By::Rule(at) => id(at),
                By::Currency(unit) => self.currency_name(unit),
            };
            let of = step.of.map_or(rule, id);
            match awards.iter_mut().find(|a| a.rule == rule && a.of == of && a.unit == step.unit) {
                Some(award) => award.amount = award.amount.saturating_add(step.amount),
                None => awards.push(Awarded { rule, of, unit: step.unit, amount: step.amount }),
            }
        }
        // What a cap takes of more than the rule's own award, it takes of what multipliers added last.
        for at in 0..awards.len() {
            let Some(Awarded { of, unit, amount, .. }) = awards.get(at).copied() else { continue };
            let mut over = amount.min(0);
            for other in awards.iter_mut().rev().filter(|a| a.of == of && a.unit == unit && a.amount > 0) {
                let left = other.amount.saturating_add(over);
                (other.amount, over) = (left.max(0), left.min(0));
            }
            if let Some(award) = awards.get_mut(at).filter(|_| amount < 0) {
                award.amount = over;
            }
        }
        awards.retain(|award| award.amount != 0);
        awards
    }

    /// Books the awards and the tiers reached, of an order or of what is none.
    pub(super) fn movements(&self, next: &mut State, draft: &mut Draft, id: &str, order: bool) -> Result<(), Refusal> {
        let version = self.version(draft.version)?;
        // What has no id of its own takes no room.
        let source: Arc<str> = if id.is_empty() { Arc::default() } else { id.into() };
        let day = draft.at.date();
        let year = self.calendar(next.joined.unwrap_or(day)).bucket(Unit::Year, day);
        let Draft { at, prepared, given, partner, booking, totals, .. } = draft;
        let Some(Prepared { standing, .. }) = prepared else { return Ok(()) };
        let mut claimed = Vec::new();
        for Given { award: Awarded { rule, of, unit, amount }, holder } in given.iter().copied() {
            let (partner, by) = (partner.clone(), version.rule_of(standing, rule));
            let own = if of == rule { by } else { version.rule_of(standing, of) };
            let (funding, term) = (by.and_then(|of| of.funding.clone()), version.term_of(standing, rule));
            let new = LotWay::new(*at, EntryKind::Accrual, rule);
            let way = LotWay { term, partner, funding, together: true, ..new };
            let life = Program::life(version, own, unit, order);
            if amount > 0 {
                self.credit(next, booking, &way, (unit, holder, amount), life, (&source, day))?;
            } else {
                let way = LotWay { dateless: life.is_none(), ..way.clone() };
                let taken = (unit, holder, amount.saturating_neg());
                self.debit(next, booking, &way, taken, Some(&source))?;
            }
            if let Some(fund) = own.and_then(|of| of.limits.from) {
                let way = LotWay { kind: EntryKind::Claim, funding: None, ..way };
                claimed.extend(self.debit(next, booking, &way, (fund, Holder::Account, amount), None)?);
            }
            next.receives(holder, self.worth(unit, amount)?, year)?;
        }
        // Of several awards, what is owed takes what expires first.
        for Given { award, holder } in given.iter().filter(|given| self.keeps(given.award.unit)) {
            next.set_off(*holder, award.unit, day);
        }
        if !claimed.is_empty()
            && let Some(record) = next.activities.iter_mut().chain(&mut next.orders).find(|one| one.id == source)
        {
            Arc::make_mut(record).claimed = claimed;
        }
        for change in totals.tiers.iter().filter(|c| c.after != c.before) {
            let Some(ladder) = version.ladders.get(change.ladder) else { continue };
            let level = change.after.and_then(|at| ladder.levels.get(at)).map(|l| l.text.clone());
            let mut movement = Movement::tier(*at, &ladder.text, level);
            movement.caused = true;
            movement.order = Some(Arc::clone(&source));
            booking.movements.push(movement);
        }
        Ok(())
    }

    /// The values of an activity that a rule pays once, ever.
    pub(super) fn once_keys(&self, rule: &crate::rule::Rule, act: &Act) -> Vec<String> {
        let value = |(slot, name): &(u16, String)| {
            let value = self.names.text(act.attribute(*slot))?;
            Some(format!("{}/{name}={value}", rule.text))
        };
        rule.limits.once.iter().filter_map(value).collect()
    }

    /// The activity with the rules that have paid for its values before.
    pub(super) fn with_spent(&self, act: &Act, version: &Version, shared: &Shared) -> Act {
        let mut act = act.clone();
        for rule in version.rules.iter().filter(|rule| !rule.limits.once.is_empty()) {
            let keys = self.once_keys(rule, &act);
            // Without the value there is nothing to tell it from another.
            if keys.len() < rule.limits.once.len() || keys.iter().any(|key| shared.once.contains_key(key.as_str())) {
                act.spent.push(rule.id);
            }
        }
        act
    }

    /// Notes the values that have paid.
    pub(super) fn spend_once(&self, shared: &mut Shared, draft: &Draft, act: &Act) -> Result<(), Refusal> {
        for (at, paid) in &draft.totals.paid {
            let rule = self.version(draft.version)?.rules.get(crate::evaluate::index(*at));
            let Some(rule) = rule.filter(|rule| *paid != 0 && !rule.limits.once.is_empty()) else { continue };
            for key in self.once_keys(rule, act) {
                shared.once.insert(key.into(), ());
            }
            shared.revision = shared.revision.saturating_add(1);
        }
        Ok(())
    }
}
