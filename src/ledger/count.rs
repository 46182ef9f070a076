//! Counting: what an event adds to an account's counters and levels and to what accounts share, and what a return takes
//! from them.

use super::draft::Draft;
use super::post::standing_on;
use super::record::Record;
use super::returns::Again;
use super::shared::Shared;
use super::state::State;
use crate::evaluate::{Act, Facts, Input, Past, Person, Totals, accrued_of, counts_on};
use crate::names::Sym;
use crate::program::{Program, Version};
use crate::refusal::{OrOverflow, Refusal, add, sub};
use crate::rule::award::Pay;
use crate::rule::measure::Counted;
use crate::tier::after_event;
use crate::time::{Calendar, Date};

/// What a cart adds to a counter.
pub(super) struct Count {
    counter: usize,
    whose: Option<Sym>,
    bucket: i32,
    amount: i64,
    /// Values of an attribute that are counted, each so many times.
    values: Vec<Sym>,
    times: i64,
}

impl Count {
    /// Adds it.
    pub(super) fn add_to(self, state: &mut State) -> Result<(), Refusal> {
        let Some(buckets) = state.counted_in(self.counter) else { return Ok(()) };
        if self.amount != 0 {
            buckets.add_whose(self.whose, self.bucket, self.amount)?;
        }
        for value in self.values {
            buckets.add_of(value, self.bucket, self.times)?;
        }
        Ok(())
    }
}

impl Program {
    /// Adds an order or activity to the account's counters, tiers and the shared state.
    pub(super) fn book(
        &self,
        next: &mut State,
        shared: &mut Shared,
        draft: &Draft,
        activity: Option<&Act>,
        reached_by: Option<&str>,
    ) -> Result<(), Refusal> {
        let Some(prepared) = &draft.prepared else { return Ok(()) };
        let version = self.version(draft.version)?;
        let input = Input {
            program: self,
            version,
            standing: &prepared.standing,
            past: Past::Live { counters: &next.counters, calendar: prepared.calendar, day: prepared.day },
            account: &next.who,
            activity,
            day: prepared.day,
            budgets: &[],
            lines_only: false,
        };
        let sums = crate::evaluate::sum(&draft.cart)?;
        let facts = input.facts(&draft.cart, sums);
        let calendar = self.calendar(next.joined.unwrap_or(prepared.day));
        // All of it is counted by what was there before, and added then.
        let mut counts = Vec::with_capacity(self.tables.counters.len());
        for at in 0..self.tables.counters.len() {
            counts.extend(self.counts_of(&facts, at, (1, prepared.day), &calendar)?);
        }
        self.count_boards(shared, &facts, &draft.totals, (&next.account, Some(draft.at)), 1)?;
        for count in counts {
            count.add_to(next)?;
        }
        let subject = activity.map_or(Sym::NONE, |a| a.subject);
        let by = (next.who.actor, subject);
        self.count_awards(next, &draft.totals, version, prepared.day, draft.cart.invoiced, by, 1)?;
        for (budget, amount) in &draft.totals.drawn {
            if let Some((id, _)) = self.tables.budgets.get(*budget) {
                shared.drawn.change(id.clone(), |drawn| add(*drawn, *amount).map(|sum| *drawn = sum))?;
                shared.revision = shared.revision.saturating_add(1);
            }
        }
        for change in &draft.totals.tiers {
            let Some(ladder) = version.ladders.get(change.ladder) else { continue };
            let earned = ladder.earned(&change.values);
            let known = next.tiers.get(&ladder.text);
            let fresh = known.is_none().then(|| standing_on(next, ladder, prepared.day));
            let Some(standing) = known.or(fresh.as_ref()) else { continue };
            let moved = after_event(ladder, &calendar, standing, prepared.day, earned, reached_by);
            if let Some(standing) = moved.or(fresh) {
                next.tiers.insert(ladder.text.clone(), standing);
            }
        }
        Ok(())
    }

    /// Adds what rules paid, and what was awarded, to the counters that count it.
    #[expect(clippy::too_many_arguments, reason = "what was paid, when, about what, how often")]
    pub(super) fn count_awards(
        &self,
        next: &mut State,
        totals: &Totals,
        version: &Version,
        day: Date,
        invoiced: Date,
        (actor, subject): (Person, Sym),
        times: i64,
    ) -> Result<(), Refusal> {
        let calendar = self.calendar(next.joined.unwrap_or(day));
        for (at, counter) in self.tables.counters.iter().enumerate() {
            let Some(buckets) = next.counted_in(at) else { continue };
            let on = if counter.by_invoice { invoiced } else { day };
            if !counter.of_awards() || !crate::evaluate::counts_on(counter, on) {
                continue;
            }
            let bucket = calendar.bucket(counter.unit, on);
            let paid = |rule: Sym| {
                totals
                    .paid
                    .iter()
                    .filter(|(at, _)| version.rules.get(crate::evaluate::index(*at)).is_some_and(|r| r.id == rule))
                    .try_fold(0, |sum, (_, n)| add(sum, *n))
            };
            match &counter.counted {
                Counted::Awarded(unit) => {
                    let amount = totals.units.get(usize::from(*unit)).copied().unwrap_or(0);
                    let amount = sub(amount, accrued_of(&totals.accruals, version, *unit)?)?;
                    let amount = sub(amount, elsewhere(totals, version, *unit)?)?;
                    buckets.add_whose(counter.whose.by(actor), bucket, amount.checked_mul(times).or_overflow()?)?;
                }
                Counted::PaidBy(rule) => {
                    let paid = paid(*rule)?.checked_mul(times).or_overflow()?;
                    buckets.add_whose(counter.whose.by(actor), bucket, paid)?;
                }
                Counted::TimesOf(rule, by_subject) => {
                    if paid(*rule)? != 0 {
                        if *by_subject {
                            match counter.whose.by(actor) {
                                // What nobody did counts for nobody.
                                Some(Sym::NONE) => {}
                                name => buckets.add_of(self.names.own(name, subject).or_overflow()?, bucket, times)?,
                            }
                        } else {
                            buckets.add_whose(counter.whose.by(actor), bucket, times)?;
                        }
                    }
                }
                Counted::Lines(_)
                | Counted::Orders
                | Counted::Activities(_)
                | Counted::Units(_)
                | Counted::ByAttribute(_)
                | Counted::Used(_) => {}
            }
        }
        Ok(())
    }

    /// Adds what an order on record contributes to a counter that the state did not hold.
    pub(crate) fn count_record(&self, state: &mut State, record: &Record, at: usize) -> Option<()> {
        let counter = self.tables.counters.get(at)?;
        let cart = record.rest(self).ok()??;
        let version = self.versions.iter().find(|v| v.from == record.version)?;
        let standing = record.standing(self);
        let input = record.input(self, version, &standing, None);
        let mut cart = cart;
        for line in &mut cart.lines {
            line.net = line.gross;
        }
        let sums = crate::evaluate::sum(&cart).ok()?;
        let facts = input.facts(&cart, sums);
        // Amounts after discounts are not on record: where any rule gives one, the past is not told by it.
        if matches!(counter.counted, Counted::Lines(crate::rule::measure::What::Amount))
            && !version.discounts.is_empty()
        {
            return None;
        }
        // What came back since came back in time, as far as the record tells.
        self.count_cart(state, &facts, at, 1, facts.day).ok()
    }

    /// Adds `times` of what a cart contributes to a counter, booked `today`.
    pub(crate) fn count_cart(
        &self,
        state: &mut State,
        facts: &Facts<'_>,
        at: usize,
        times: i64,
        today: Date,
    ) -> Result<(), Refusal> {
        let calendar = self.calendar(state.joined.unwrap_or(facts.day));
        match self.counts_of(facts, at, (times, today), &calendar)? {
            Some(count) => count.add_to(state),
            None => Ok(()),
        }
    }

    /// So many times what a cart contributes to a counter, booked `today`; none where it counts nothing of it.
    pub(super) fn counts_of(
        &self,
        facts: &Facts<'_>,
        at: usize,
        (times, today): (i64, Date),
        calendar: &Calendar,
    ) -> Result<Option<Count>, Refusal> {
        let Some(counter) = self.tables.counters.get(at) else { return Ok(None) };
        let day = if counter.by_invoice { facts.cart.invoiced } else { facts.day };
        if !counts_on(counter, day) {
            return Ok(None);
        }
        if counter.fixed.is_some_and(|fixed| fixed.closed(calendar, day, today)) {
            return Ok(None);
        }
        let amount = facts.contribution(counter)?.checked_mul(times).or_overflow()?;
        let mut values = Vec::new();
        if let Counted::ByAttribute(slot) = counter.counted {
            for line in 0..facts.cart.lines.len() {
                let value = facts.cart.attribute(line, slot);
                if value != Sym::NONE && !values.contains(&value) && facts.takes(counter, line)? {
                    values.push(value);
                }
            }
        }
        if amount == 0 && values.is_empty() {
            return Ok(None);
        }
        let bucket = calendar.bucket(counter.unit, day);
        Ok(Some(Count { counter: at, whose: counter.whose.of(facts.account), bucket, amount, values, times }))
    }

    /// Adds or takes an order's rest to or from the account's counters.
    pub(super) fn recount_order(
        &self,
        (next, shared): (&mut State, &mut Shared),
        record: &Record,
        version: &Version,
        of: &Again,
        times: i64,
        today: Date,
    ) -> Result<(), Refusal> {
        if of.cart.lines.is_empty() && of.act.is_none() {
            return Ok(());
        }
        let standing = record.standing(self);
        let input = record.input(self, version, &standing, of.act.as_ref());
        let sums = crate::evaluate::sum(&of.cart)?;
        let facts = input.facts(&of.cart, sums);
        // What comes back changes a total, and not when it was reached.
        self.count_boards(shared, &facts, &of.totals, (&next.account, None), times)?;
        for at in 0..self.tables.counters.len() {
            self.count_cart(next, &facts, at, times, today)?;
        }
        let subject = of.act.as_ref().map_or(Sym::NONE, |act| act.subject);
        self.count_awards(
            next,
            &of.totals,
            version,
            record.at.date(),
            of.cart.invoiced,
            (record.who.actor, subject),
            times,
        )
    }
}

/// What rules paid other accounts of a unit: that is counted for nobody here.
pub(super) fn elsewhere(totals: &Totals, version: &Version, unit: u16) -> Result<i64, Refusal> {
    let mut sum = 0;
    if !version.elsewhere {
        return Ok(sum);
    }
    for (at, paid) in &totals.paid {
        let rule = version.rules.get(crate::evaluate::index(*at)).filter(|rule| rule.elsewhere());
        if let Some(Pay::Award(award)) = rule.map(|rule| &rule.pay)
            && award.unit == unit
        {
            sum = add(sum, *paid)?;
        }
    }
    Ok(sum)
}
