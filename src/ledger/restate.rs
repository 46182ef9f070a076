//! What returns and late invoices change of rebates: closed periods settled again, accruals told anew.

use super::draft::{Draft, ReturnStep};
use super::settle::{Due, period_rules, settle, settlement, whole_period};
use super::standing::Prepared;
use super::state::State;
use crate::evaluate::{Accrued, net_counts, period_amount};
use crate::program::Program;
use crate::refusal::{Refusal, add, sub};
use crate::rule::award::Over;
use crate::time::Date;
use crate::wire::entry::EntryKind;

impl Program {
    /// Refuses an invoice from before the program where rebates go by it: no period of theirs holds it.
    pub(crate) fn invoiced_in_force(&self, version: usize, invoiced: Date) -> Result<(), Refusal> {
        match period_rules(self.version(version)?).next() {
            Some(_) => self.version_on(invoiced).map(|_| ()),
            None => Ok(()),
        }
    }

    /// Settles closed periods again that an order's invoice lies in.
    pub(super) fn restate(
        &self,
        next: &mut State,
        draft: &mut Draft,
        version_at: usize,
        invoiced: Date,
    ) -> Result<(), Refusal> {
        // No period that holds today is closed.
        if invoiced >= draft.at.date() {
            return Ok(());
        }
        let calendar = self.calendar(next.joined.unwrap_or(invoiced));
        for (rule, pay) in period_rules(self.version(version_at)?) {
            let mut day = invoiced;
            // The settlement that holds the order's day, and the later ones of the same period.
            while let Some((span, number)) = settlement(pay, &calendar, day) {
                let same = Over::holds(&pay.over, &calendar, invoiced, span.last());
                if span.end > draft.at.date() || !same {
                    break;
                }
                day = span.end;
                // A period is settled by the version of its last day, where that has the rule still.
                let last = self.version_on(span.last())?;
                let same = |pay| settlement(pay, &calendar, span.last()) == Some((span, number));
                let found = period_rules(self.version(last)?).filter(|(of, pay)| of.id == rule.id && same(pay));
                // Of several definitions, the one that holds settles.
                for (rule, pay) in found {
                    let (kind, at) = (EntryKind::Restatement, draft.at);
                    let due = Due { version: last, day: span.last(), number, kind, at };
                    settle(self, next, (rule, pay), &due, &mut draft.booking)?;
                }
            }
        }
        Ok(())
    }

    /// What rebates come to after the return, each in the periods of its orders' invoices.
    pub(super) fn accruals_after(&self, next: &State, draft: &mut Draft, invoices: Vec<Date>) -> Result<(), Refusal> {
        let mut told: Vec<(usize, Date)> = Vec::new();
        for invoiced in invoices {
            self.accruals_of(next, draft, invoiced, &mut told)?;
        }
        Ok(())
    }

    fn accruals_of(
        &self,
        next: &State,
        draft: &mut Draft,
        invoiced: Date,
        told: &mut Vec<(usize, Date)>,
    ) -> Result<(), Refusal> {
        let Some(was) = &draft.before else { return Ok(()) };
        let day = draft.at.date();
        let before = self.prepare(was, draft.version, day, invoiced);
        let after = self.prepare(next, draft.version, day, invoiced);
        let version = self.version(draft.version)?;
        for (at, rule) in version.rules.iter().enumerate() {
            let crate::rule::award::Pay::Period(pay) = &rule.pay else { continue };
            if !after.standing.holds(rule.held) {
                continue;
            }
            let period = whole_period(pay, &after.calendar, invoiced);
            if told.contains(&(at, period.start)) || invoiced < period.start || invoiced >= period.end {
                continue;
            }
            told.push((at, period.start));
            let entries = |list: u16| next.who.entries(list);
            let rule_at = u32::try_from(at).unwrap_or(u32::MAX);
            let counts = |of: &Prepared| net_counts(version, &of.standing, &entries, rule_at);
            let (Some(was), Some(is)) = (counts(&before)?, counts(&after)?) else { continue };
            if was == is {
                continue;
            }
            let amount = (
                period_amount(pay, was, before.standing.levels_of(rule_at))?,
                period_amount(pay, is, after.standing.levels_of(rule_at))?,
            );
            let added = sub(amount.1, amount.0)?;
            draft.totals.accruals.push(Accrued { rule: rule_at, day: invoiced, counts: (was, is), amount });
            if added != 0 {
                if let Some(total) = draft.totals.units.get_mut(usize::from(pay.unit)) {
                    *total = add(*total, added)?;
                }
                let term = version.term(rule.held).map(|term| term.text.clone());
                draft.returns.push(ReturnStep { rule: rule.text.clone(), term, unit: pay.unit, amount: added });
            }
        }
        Ok(())
    }
}
