//! What rules gave that others are net of: by what was settled, and by what accrues in other periods of the same rule.

use super::draft::Draft;
use super::settle::{settled_in, whole_period};
use super::shared::Shared;
use super::standing::{NetGiven, Prepared};
use super::state::State;
use crate::evaluate::{Cart, Input, Past, Room, evaluate_next, less, period_amount, share_of};
use crate::program::{Program, Version};
use crate::refusal::{Refusal, add};
use crate::rule::against::Counts;
use crate::rule::award::{NetOf, Pay, PeriodPay};
use crate::rule::{Held, Rule};
use crate::time::{Calendar, Date, Moment, Span};

impl Program {
    /// Of each rule that is net of others: what these gave in its period, what accrues in theirs that holds `day` left
    /// out.
    pub(super) fn given_elsewhere(
        &self,
        state: &State,
        version: &Version,
        (calendar, today, day): (&Calendar, Date, Date),
        holds: &dyn Fn(Option<Held>) -> bool,
        levels: &[crate::names::Sym],
    ) -> Vec<NetGiven> {
        let mut list = Vec::new();
        if !version.nets {
            return list;
        }
        let look = Look { program: self, state, version, calendar, today, levels, holds };
        for (at, rule) in (0_u32..).zip(&version.rules).filter(|(_, rule)| holds(rule.held)) {
            let Pay::Period(pay) = &rule.pay else { continue };
            for net in &pay.net {
                let Some((_, of)) = look.named(net) else { continue };
                let own = whole_period(of, calendar, day);
                let closed = own.end <= today;
                if closed || of.over != pay.over {
                    let whole = whole_period(pay, calendar, day);
                    let amount = look.over(net, whole, &|span| closed || span != own).unwrap_or(None);
                    list.push(NetGiven { by: at, rule: net.rule, amount, closed });
                }
            }
        }
        list
    }

    /// What is given of what others are net of once an order is booked, where it settles closed periods again.
    pub(crate) fn given_after(
        &self,
        state: &State,
        shared: &Shared,
        (cart, at): (&Cart, Moment),
        prepared: &Prepared,
        room: &mut Room,
    ) -> Result<Vec<NetGiven>, Refusal> {
        let Prepared { version, day, invoiced, .. } = *prepared;
        if !prepared.settles_again() {
            return Ok(Vec::new());
        }
        let mut trial = Draft { at, version, cart: cart.clone(), prepared: Some(prepared.clone()), ..Draft::default() };
        let input = Input {
            program: self,
            version: self.version(version)?,
            standing: &prepared.standing,
            past: Past::Live { counters: &state.counters, calendar: prepared.calendar, day },
            account: &state.who,
            activity: None,
            day,
            budgets: &shared.left(self),
            lines_only: false,
        };
        evaluate_next(&input, &mut trial.cart, room, &mut trial.steps)?;
        trial.totals = room.totals.clone();
        let mut next = state.clone();
        next.joined = next.joined.or(Some(day));
        self.book(&mut next, &mut shared.clone(), &trial, None, None)?;
        self.restate(&mut next, &mut trial, version, invoiced)?;
        Ok(self.prepare(&next, version, day, invoiced).standing.given)
    }

    /// What a rule counts up to a settlement, less what was settled by then of those that it is net of.
    pub(super) fn net_to_date(
        &self,
        state: &State,
        prepared: &Prepared,
        pay: &PeriodPay,
        (calendar, day): (&Calendar, Date),
        (counts, read): (Counts, &dyn Fn(usize) -> Option<i64>),
    ) -> Result<Option<Counts>, Refusal> {
        let whole = whole_period(pay, calendar, day);
        let mut given = 0;
        let rules = &self.version(prepared.version)?.rules;
        for net in &pay.net {
            let Some(rule) = rules.get(crate::evaluate::index(net.rule)) else { continue };
            let Pay::Period(of) = &rule.pay else { continue };
            if !prepared.standing.holds(rule.held) {
                continue;
            }
            let (Some(both), Some(all)) = (read(net.both.1), read(net.of.1)) else { return Ok(None) };
            given = add(given, share_of(settled_in(state, rule, of, calendar, whole, day.plus_days(1))?, both, all)?)?;
        }
        less(pay, counts, given).map(Some)
    }
}

/// What is looked at while amounts of other periods are worked out.
struct Look<'a> {
    program: &'a Program,
    state: &'a State,
    version: &'a Version,
    calendar: &'a Calendar,
    today: Date,
    levels: &'a [crate::names::Sym],
    holds: &'a dyn Fn(Option<Held>) -> bool,
}

impl<'a> Look<'a> {
    /// The rule that another is net of, where that definition holds.
    fn named(&self, net: &NetOf) -> Option<(&'a Rule, &'a PeriodPay)> {
        let rule = self.version.rules.get(crate::evaluate::index(net.rule)).filter(|rule| (self.holds)(rule.held))?;
        match &rule.pay {
            Pay::Period(of) => Some((rule, of)),
            Pay::Award(_) | Pay::Multiplier(_) | Pay::Discount(_) => None,
        }
    }

    /// What a rule gave in those of its periods within `whole` that are asked for; none where that is not known.
    fn over(&self, net: &NetOf, whole: Span, take: &dyn Fn(Span) -> bool) -> Result<Option<i64>, Refusal> {
        let Some((rule, of)) = self.named(net) else { return Ok(Some(0)) };
        let mut sum = 0;
        let mut span = whole_period(of, self.calendar, whole.start);
        while span.start < whole.end {
            if take(span) {
                let Some(given) = self.given(rule, of, span)? else { return Ok(None) };
                sum = add(sum, given)?;
            }
            let next = whole_period(of, self.calendar, span.end);
            if next.start <= span.start {
                break;
            }
            span = next;
        }
        Ok(Some(sum))
    }

    /// What a rule gives in one of its periods: what was settled of it once it has ended, what accrues before.
    fn given(&self, rule: &Rule, pay: &PeriodPay, span: Span) -> Result<Option<i64>, Refusal> {
        if span.end <= self.today {
            return settled_in(self.state, rule, pay, self.calendar, span, span.end).map(Some);
        }
        let day = span.last();
        let read = |reading: usize| self.program.read_on(self.state, self.calendar, reading, day, day);
        let Some(counts) = pay.counts(false, &read, &|list| self.state.who.entries(list)) else { return Ok(None) };
        let mut given = 0;
        for net in &pay.net {
            let (Some(both), Some(all)) = (read(net.both.0), read(net.of.0)) else { return Ok(None) };
            let Some(amount) = self.over(net, span, &|_| true)? else { return Ok(None) };
            given = add(given, share_of(amount, both, all)?)?;
        }
        period_amount(pay, less(pay, counts, given)?, self.levels).map(Some)
    }
}
