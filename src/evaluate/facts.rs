//! Everything an evaluation may look at: the cart or activity, the account's standing, what is left of budgets.

use super::cart::{Act, Cart, Who};
use crate::ledger::{Buckets, Standing};
use crate::map::Map;
use crate::names::Sym;
use crate::program::{Program, Version};
use crate::refusal::{OrOverflow, Refusal, RefusalCode, add};
use crate::rule::against::{Against, Other};
use crate::rule::limits::Times;
use crate::rule::measure::{Adds, Counted, Counter, Since, What};
use crate::time::{Calendar, Date};

/// Sums over the whole order.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sums {
    pub gross: i64,
    pub net: i64,
    pub quantity: i64,
}

/// Counts of the past for single values, by reading and value.
pub(crate) type Noted = Map<(usize, Sym), i64>;

/// Where single values of the past are read from.
#[derive(Clone, Copy)]
pub(crate) enum Past<'a> {
    /// The account's counters.
    Live { counters: &'a [Buckets], calendar: Calendar, day: Date },
    /// What was noted when the order was first evaluated.
    Noted(&'a Noted),
}

/// What an evaluation looks at.
pub(crate) struct Facts<'a> {
    pub program: &'a Program,
    pub version: &'a Version,
    pub cart: &'a Cart,
    pub sums: Sums,
    pub activity: Option<&'a Act>,
    pub account: &'a Who,
    pub standing: &'a Standing,
    pub past: Past<'a>,
    pub day: Date,
    /// Goods without a purchase come back: only what lines earn is taken.
    pub lines_only: bool,
}

impl Facts<'_> {
    /// A number of the past.
    ///
    /// # Errors
    /// `history-needed` where the state does not hold it.
    #[inline]
    pub(crate) fn read(&self, reading: usize) -> Result<i64, Refusal> {
        match self.standing.readings.get(reading) {
            Some(Some(number)) => Ok(*number),
            Some(None) | None => Err(self.history_needed(reading)),
        }
    }

    /// What a ladder's metric reads.
    pub(crate) fn read_metric(&self, reading: usize) -> Result<i64, Refusal> {
        match self.standing.on_ladders.iter().find(|(of, _)| *of == reading) {
            Some((_, number)) => number.ok_or_else(|| self.history_needed(reading)),
            None => self.read(reading),
        }
    }

    #[cold]
    fn history_needed(&self, reading: usize) -> Refusal {
        let counter =
            self.program.tables.readings.get(reading).and_then(|r| self.program.tables.counters.get(r.counter));
        let key = counter.map_or("", |c| c.key.as_str());
        Refusal::new(
            RefusalCode::HistoryNeeded,
            format!("the past of '{key}' is not in this account's state"),
            "post the account's earlier orders, or name the counter in its opening",
        )
    }

    /// A number of the past for one value of an attribute.
    pub(crate) fn read_value(&self, reading: usize, value: Sym) -> Result<i64, Refusal> {
        // Whether the past is known at all is noted beside the plain readings.
        self.read(reading)?;
        match self.past {
            Past::Noted(noted) => Ok(noted.get(&(reading, value)).copied().unwrap_or(0)),
            Past::Live { counters, calendar, day } => {
                let Some(r) = self.program.tables.readings.get(reading) else { return Ok(0) };
                let Some(counter) = self.program.tables.counters.get(r.counter) else { return Ok(0) };
                let (first, last) = r.buckets(counter, &calendar, day);
                Ok(counters.get(r.counter).map_or(0, |buckets| buckets.sum_of(value, first, last)))
            }
        }
    }

    /// How often a rule has paid, as a frequency counts it: perhaps for this subject alone.
    pub(crate) fn paid_times(&self, times: &Times) -> Result<i64, Refusal> {
        let tables = &self.program.tables;
        let counter = tables.readings.get(times.reading).and_then(|reading| tables.counters.get(reading.counter));
        let Some(counter) = counter.filter(|_| times.by_subject) else { return self.read(times.reading) };
        let subject = self.activity.map_or(Sym::NONE, |act| act.subject);
        match counter.whose.of(self.account) {
            // What nobody did counts for nobody.
            Some(Sym::NONE) => Ok(0),
            name => self.read_value(times.reading, self.program.names.own(name, subject).or_overflow()?),
        }
    }

    /// How long the account has been a member on the day.
    pub(crate) fn tenure(&self, since: Since) -> i64 {
        match self.past {
            Past::Live { calendar, .. } => tenure(&calendar, since, self.day),
            Past::Noted(_) => 0,
        }
    }

    /// What a count stands beside, this order included where `include` says so; none where there is nothing.
    pub(crate) fn other_side(&self, against: &Against, include: bool) -> Result<Option<i64>, Refusal> {
        let found = match against.other {
            Other::List(list) => self.account.entries(list),
            Other::Count { whole, adds, .. } => match self.standing.readings.get(whole).copied().flatten() {
                Some(past) if include => Some(add(past, self.adds(whole, adds)?)?),
                past => past,
            },
        };
        Ok(against.side(found))
    }

    /// What nobody did counts for nobody, where a count is one person's or team's.
    pub(crate) fn is_nobodys(&self, counter: &Counter) -> bool {
        counter.whose.of(self.account) == Some(Sym::NONE)
    }

    /// What this order or activity adds to a reading.
    pub(crate) fn adds(&self, reading: usize, adds: Adds) -> Result<i64, Refusal> {
        let Some(counter) =
            self.program.tables.readings.get(reading).and_then(|r| self.program.tables.counters.get(r.counter))
        else {
            return Ok(0);
        };
        if !counts_on(counter, self.day_of(counter)) || self.is_nobodys(counter) {
            return Ok(0);
        }
        match adds {
            Adds::Plain => self.contribution(counter),
            Adds::Nothing => Ok(0),
            Adds::Active { current } => {
                Ok(i64::from(self.activity.is_none() && !self.lines_only && self.read(current)? == 0))
            }
            Adds::Distinct { slot, by_value } => {
                let mut seen: Vec<Sym> = Vec::new();
                for at in 0..self.cart.lines.len() {
                    let value = self.cart.attribute(at, slot);
                    if value != Sym::NONE && !seen.contains(&value) && self.takes(counter, at)? {
                        seen.push(value);
                    }
                }
                let mut new = 0;
                for value in seen {
                    if self.read_value(by_value, value)? <= 0 {
                        new = add(new, 1)?;
                    }
                }
                Ok(new)
            }
        }
    }

    /// What this order or activity adds to a counter, awards left out.
    pub(crate) fn contribution(&self, counter: &Counter) -> Result<i64, Refusal> {
        if !counts_on(counter, self.day_of(counter)) || self.is_nobodys(counter) {
            return Ok(0);
        }
        match &counter.counted {
            Counted::Lines(what) => {
                let mut sum = 0;
                if counter.filter.is_none() {
                    if *what == What::Amount {
                        return Ok(self.sums.net);
                    }
                    if let What::Own(slot) = what {
                        sum = self.cart.order_measure(*slot);
                    }
                }
                for at in 0..self.cart.lines.len() {
                    if self.takes(counter, at)? {
                        sum = add(sum, self.of_line(*what, at))?;
                    }
                }
                Ok(sum)
            }
            Counted::Orders => {
                if self.activity.is_some() || self.lines_only {
                    return Ok(0);
                }
                if counter.filter.is_none() {
                    return Ok(1);
                }
                for at in 0..self.cart.lines.len() {
                    if self.takes(counter, at)? {
                        return Ok(1);
                    }
                }
                Ok(0)
            }
            Counted::Activities(types) => {
                let counts =
                    self.activity.is_some_and(|a| a.came.is_none() && types.as_ref().is_none_or(|t| t.has(a.kind)));
                Ok(i64::from(counts && self.takes_activity(counter)?))
            }
            Counted::Units(types) => match self.activity.filter(|act| act.came.is_none() && types.has(act.kind)) {
                Some(act) if self.takes_activity(counter)? => Ok(act.quantity),
                Some(_) | None => Ok(0),
            },
            Counted::Awarded(_)
            | Counted::ByAttribute(_)
            | Counted::PaidBy(_)
            | Counted::TimesOf(..)
            | Counted::Used(_) => Ok(0),
        }
    }

    /// How many categories the order holds.
    pub(crate) fn categories(&self) -> Result<i64, Refusal> {
        self.of_lines(What::Distinct(crate::compile::CATEGORY), 0..self.cart.lines.len())
    }

    /// The day by which the counter counts this order or activity.
    fn day_of(&self, counter: &Counter) -> Date {
        if counter.by_invoice { self.cart.invoiced } else { self.day }
    }

    /// What some of the order's lines hold of a measure together.
    pub(crate) fn of_lines(&self, what: What, lines: impl IntoIterator<Item = usize>) -> Result<i64, Refusal> {
        let mut sum = 0;
        if let What::Distinct(slot) = what {
            let mut seen: Vec<Sym> = Vec::with_capacity(self.cart.lines.len());
            for at in lines {
                let value = self.cart.attribute(at, slot);
                if value != Sym::NONE && !seen.contains(&value) {
                    seen.push(value);
                    sum = add(sum, 1)?;
                }
            }
            return Ok(sum);
        }
        for at in lines {
            sum = add(sum, self.of_line(what, at))?;
        }
        Ok(sum)
    }

    /// Does the counter take the activity?
    fn takes_activity(&self, counter: &Counter) -> Result<bool, Refusal> {
        match &counter.filter {
            Some(filter) => filter.holds(self, None),
            None => Ok(true),
        }
    }

    /// Does the counter take the line?
    pub(crate) fn takes(&self, counter: &Counter, line: usize) -> Result<bool, Refusal> {
        match &counter.filter {
            Some(filter) => filter.holds(self, Some(line)),
            None => Ok(true),
        }
    }

    /// What a line holds of a measure, after discounts.
    pub(crate) fn of_line(&self, what: What, at: usize) -> i64 {
        let Some(line) = self.cart.lines.get(at) else { return 0 };
        match what {
            What::Amount => line.net,
            What::Quantity => line.quantity,
            What::Own(slot) => self.cart.measure(at, slot),
            What::Lines => 1,
            What::Orders
            | What::Activities
            | What::Awarded(_)
            | What::Balance(_)
            | What::Distinct(_)
            | What::ActiveMonths
            | What::Tenure(_) => 0,
        }
    }
}

/// Whole years or months from joining to a day.
pub(crate) fn tenure(calendar: &Calendar, since: Since, day: Date) -> i64 {
    let months = i64::from(calendar.months_of_membership(day));
    match since {
        Since::Years => months.div_euclid(12),
        Since::Months => months,
    }
}

/// Does the counter count on this day?
pub(crate) fn counts_on(counter: &Counter, day: Date) -> bool {
    counter.days.is_none_or(|days| day >= days.start && day < days.end)
}
