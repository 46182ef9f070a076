//! What a simulation records: sums, and nothing of single events.

use super::book::Book;
use crate::evaluate::{By, DISCOUNT, index};
use crate::ledger::{Draft, Label, Movement, State};
use crate::map::Map;
use crate::names::Sym;
use crate::program::Program;
use crate::refusal::{Refusal, add, sub};
use crate::rule::award::Pay;
use crate::time::{Date, Unit};
use crate::wire::entry::{EntryKind, Status};
use crate::wire::simulate as wire;
use std::sync::Arc;

/// What entries are summed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Booked {
    month: Date,
    unit: u16,
    kind: EntryKind,
    status: Option<Status>,
    rule: Sym,
}

type Move = (Date, String, bool, Option<String>, Option<String>);

/// An account as long as the simulation is at it.
#[derive(Debug, Clone, Default)]
pub(super) struct Live {
    pub state: State,
    /// What the book told of it last.
    pub profile: Option<crate::names::Kind>,
    sums: wire::AccountSum,
    /// After discounts, by quarter; what was given, by unit.
    net: Vec<(i32, i64)>,
    given: Vec<i64>,
    /// The month in which it traded last.
    month: Option<Date>,
    levels: Map<Arc<str>, Option<String>>,
}

/// Sums over the accounts of a book.
#[derive(Debug, Default)]
pub(super) struct Sums {
    orders: i64,
    returns: i64,
    lines: i64,
    unmatched: i64,
    refused: Map<String, wire::RefusedSum>,
    booked: Vec<(Booked, (i64, i64))>,
    /// Where each of them is.
    places: Map<Booked, Option<usize>>,
    beside: Map<(Date, u16, Sym), i64>,
    /// By month, ladder, whether the account is new on it, from and to.
    moves: Map<Move, i64>,
    months: Map<Date, wire::MonthSum>,
    accounts: Vec<wire::AccountSum>,
    /// By rule, where its last movement was summed.
    latest: Vec<usize>,
}

/// The rule by which discounts of goods that came back are told.
const RETURNS: &str = "returns";

/// Kinds of entries that give, or take back what was given.
pub(super) fn gives(kind: EntryKind) -> bool {
    match kind {
        EntryKind::Accrual
        | EntryKind::Return
        | EntryKind::Settlement
        | EntryKind::Restatement
        | EntryKind::Reversal
        | EntryKind::Credit
        | EntryKind::WriteOff => true,
        EntryKind::Opening
        | EntryKind::Tier
        | EntryKind::Use
        | EntryKind::Activation
        | EntryKind::Expiry
        | EntryKind::Reservation
        | EntryKind::Redemption
        | EntryKind::Cancellation
        | EntryKind::Claim
        | EntryKind::Adjustment
        | EntryKind::Transfer
        | EntryKind::Plan
        | EntryKind::Fee
        | EntryKind::Merger => false,
    }
}

impl Sums {
    /// An order or return that was evaluated.
    pub(super) fn event(
        &mut self,
        program: &Program,
        live: &mut Live,
        draft: &Draft,
        (back, lines): (bool, u32),
    ) -> Result<(), Refusal> {
        let day = draft.at.date();
        let (month, net) = (day.month_start(), draft.totals.net);
        let first = live.month.is_none();
        let active = live.month != Some(month);
        live.month = Some(month);
        let count = i64::from(!back);
        self.orders = self.orders.saturating_add(count);
        self.returns = self.returns.saturating_add(i64::from(back));
        self.lines = self.lines.saturating_add(i64::from(lines));
        self.unmatched = self.unmatched.saturating_add(i64::try_from(draft.unmatched.len()).unwrap_or(0));
        let gross = draft.totals.gross;
        self.months.change(month, |sum| {
            sum.month = month;
            sum.active = sum.active.saturating_add(i64::from(active));
            sum.joined = sum.joined.saturating_add(i64::from(first));
            sum.orders = sum.orders.saturating_add(count);
            sum.returns = sum.returns.saturating_add(i64::from(back));
            sum.gross = add(sum.gross, gross)?;
            sum.net = add(sum.net, net)?;
            Ok::<(), Refusal>(())
        })?;
        let sums = &mut live.sums;
        sums.last = sums.last.max(Some(day));
        sums.orders = sums.orders.saturating_add(count);
        sums.returns = sums.returns.saturating_add(i64::from(back));
        sums.discount = add(sums.discount, sub(gross, net)?)?;
        let quarter = program.calendar(day).bucket(Unit::Quarter, day);
        match live.net.iter_mut().find(|(of, _)| *of == quarter) {
            Some((_, sum)) => *sum = add(*sum, net)?,
            None => live.net.push((quarter, net)),
        }
        self.beside(program, draft, month)?;
        let version = program.version(draft.version)?;
        for change in &draft.totals.tiers {
            let Some(ladder) = version.ladders.get(change.ladder) else { continue };
            if !live.levels.contains_key(ladder.text.as_str()) {
                let level = change.before.and_then(|at| ladder.levels.get(at)).map(|level| level.text.clone());
                self.moves
                    .change((month, ladder.text.clone(), true, None, level.clone()), |n| *n = n.saturating_add(1));
                live.levels.insert(ladder.text.as_str().into(), level);
            }
        }
        self.booking(program, live, &draft.booking.movements)
    }

    /// Discounts and accruals.
    fn beside(&mut self, program: &Program, draft: &Draft, month: Date) -> Result<(), Refusal> {
        let version = program.version(draft.version)?;
        let rule = |at: u32| version.rules.get(index(at)).map_or(Sym::NONE, |rule| rule.id);
        // What comes back of discounts has no steps.
        if !draft.returns.is_empty() || draft.totals.gross < 0 {
            let back = sub(draft.totals.net, draft.totals.gross)?;
            let returns = program.names.intern(RETURNS).unwrap_or_default();
            if back != 0 {
                self.beside.change((month, DISCOUNT, returns), |sum| add(*sum, back).map(|to| *sum = to))?;
            }
        }
        for step in draft.steps.iter().filter(|step| step.unit == DISCOUNT) {
            let By::Rule(at) = step.by else { continue };
            self.beside.change((month, DISCOUNT, rule(at)), |sum| add(*sum, step.amount).map(|to| *sum = to))?;
        }
        for accrued in &draft.totals.accruals {
            let Some(of) = version.rules.get(index(accrued.rule)) else { continue };
            let Pay::Period(pay) = &of.pay else { continue };
            let amount = sub(accrued.amount.1, accrued.amount.0)?;
            self.beside.change((month, pay.unit, of.id), |sum| add(*sum, amount).map(|to| *sum = to))?;
        }
        Ok(())
    }

    /// What was booked, of an event or of midnights.
    pub(super) fn booking(&mut self, program: &Program, live: &mut Live, moved: &[Movement]) -> Result<(), Refusal> {
        let (mut day, mut month) = (Date::default(), Date::default());
        for movement in moved {
            // Most are of one day.
            let on = movement.at.date();
            if on != day {
                (day, month) = (on, on.month_start());
            }
            if movement.kind == EntryKind::Tier {
                let ladder = movement.rule.text(&program.names);
                let from = live.levels.insert(Arc::clone(&ladder), movement.level.clone()).flatten();
                if from != movement.level {
                    let key = (month, ladder.to_string(), false, from, movement.level.clone());
                    self.moves.change(key, |n| *n = n.saturating_add(1));
                }
                continue;
            }
            let Some(unit) = movement.unit else { continue };
            if let Some((_, (sum, entries))) = self.booked_of(program, month, unit, movement) {
                *entries = entries.saturating_add(1);
                *sum = add(*sum, movement.amount)?;
            }
            if gives(movement.kind) {
                let unit = usize::from(unit);
                if live.given.len() <= unit {
                    live.given.resize(unit.saturating_add(1), 0);
                }
                if let Some(sum) = live.given.get_mut(unit) {
                    *sum = add(*sum, movement.amount)?;
                }
            }
        }
        Ok(())
    }

    /// The sum that a movement belongs to: mostly the one that the last of the same rule went to.
    fn booked_of(
        &mut self,
        program: &Program,
        month: Date,
        unit: u16,
        movement: &Movement,
    ) -> Option<&mut (Booked, (i64, i64))> {
        let (rule, slot) = match &movement.rule {
            Label::Rule(rule) => (*rule, Some(rule.index())),
            Label::Text(text) => (program.names.intern(text).unwrap_or_default(), None),
        };
        let key = Booked { month, unit, kind: movement.kind, status: movement.status, rule };
        let latest = slot.and_then(|slot| self.latest.get(slot).copied());
        let place = match latest.filter(|at| self.booked.get(*at).is_some_and(|(of, _)| *of == key)) {
            Some(place) => place,
            None => self.look_up(key, slot),
        };
        self.booked.get_mut(place)
    }

    fn look_up(&mut self, key: Booked, slot: Option<usize>) -> usize {
        let new = self.booked.len();
        let place = self.places.change(key, |place| *place.get_or_insert(new));
        if place == new {
            self.booked.push((key, (0, 0)));
        }
        if let Some(slot) = slot {
            if self.latest.len() <= slot {
                self.latest.resize(slot.saturating_add(1), usize::MAX);
            }
            if let Some(latest) = self.latest.get_mut(slot) {
                *latest = place;
            }
        }
        place
    }

    /// What the program refused.
    pub(super) fn refuse(&mut self, refusal: &Refusal, lines: u32) {
        let code = refusal.code().as_str();
        self.refused.change(code.to_owned(), |sum| {
            // Whatever comes first: the same is told for any parts of the book.
            if sum.events == 0 || refusal.message() < sum.message.as_str() {
                (sum.code, sum.message) = (code.to_owned(), refusal.message().to_owned());
            }
            sum.events = sum.events.saturating_add(1);
            sum.lines = sum.lines.saturating_add(i64::from(lines));
        });
    }

    /// An account that is done, with what it is to the next levels.
    pub(super) fn close(
        &mut self,
        program: &Program,
        live: Live,
        to_next: Map<String, wire::NextLevel>,
    ) -> Result<(), Refusal> {
        let mut sums = live.sums;
        sums.to_next = to_next;
        sums.account = live.state.id().to_owned();
        sums.attributes = live.state.attributes.as_ref().clone();
        let pilots = program.pilots(&live.state).into_iter();
        sums.pilots = pilots.map(|(pilot, group)| (pilot, group.word().to_owned())).collect();
        let calendar = program.calendar(live.state.joined.or(sums.last).unwrap_or_default());
        let quarters = live.net.iter().map(|(of, sum)| (calendar.span(Unit::Quarter, *of).start.to_string(), *sum));
        sums.net = quarters.collect();
        let given = live.given.iter().enumerate().filter(|(_, sum)| **sum != 0);
        sums.given = given.map(|(unit, sum)| (program.unit_id(unit).to_owned(), *sum)).collect();
        let held = std::iter::once(&live.state.units).chain(live.state.holders.values());
        for balances in held {
            for (unit, amount) in balances.iter().enumerate().filter(|(_, amount)| **amount != 0) {
                let unit = program.unit_id(unit).to_owned();
                sums.balances.change(unit, |sum| add(*sum, *amount).map(|to| *sum = to))?;
            }
        }
        sums.levels =
            live.levels.into_iter().filter_map(|(ladder, level)| Some((ladder.to_string(), level?))).collect();
        self.accounts.push(sums);
        Ok(())
    }

    /// The sums as they are now, for hosts.
    pub(super) fn told(&self, program: &Program, budgets: Map<String, i64>) -> wire::Tally {
        let text = |sym: Sym| program.names.text(sym).map(|text| text.to_string()).unwrap_or_default();
        let unit_of = |unit: u16| match unit {
            DISCOUNT => super::figures::DISCOUNT.to_owned(),
            unit => program.unit_id(usize::from(unit)).to_owned(),
        };
        let booked = self.booked.iter().map(|(key, (amount, entries))| wire::BookedSum {
            month: key.month,
            kind: key.kind,
            unit: unit_of(key.unit),
            status: key.status,
            rule: text(key.rule),
            amount: *amount,
            entries: *entries,
        });
        let beside = self.beside.iter().map(|((month, unit, rule), amount)| wire::BesideSum {
            month: *month,
            unit: unit_of(*unit),
            rule: text(*rule),
            amount: *amount,
        });
        let moves = self.moves.iter().map(|((month, ladder, new, from, to), accounts)| wire::MoveSum {
            month: *month,
            ladder: ladder.clone(),
            new: *new,
            from: from.clone(),
            to: to.clone(),
            accounts: *accounts,
        });
        let mut tally = wire::Tally {
            orders: self.orders,
            returns: self.returns,
            lines: self.lines,
            unmatched: self.unmatched,
            refused: self.refused.values().cloned().collect(),
            booked: booked.collect(),
            beside: beside.collect(),
            moves: moves.collect(),
            months: self.months.values().cloned().collect(),
            accounts: self.accounts.clone(),
            budgets,
        };
        tally.sort();
        tally
    }
}

impl wire::Tally {
    /// Puts every list in the order of what it is by, whatever the order in which the sums came to be.
    fn sort(&mut self) {
        self.booked.sort_by(|a, b| key_of_booked(a).cmp(&key_of_booked(b)));
        self.beside.sort_by(|a, b| (a.month, &a.unit, &a.rule).cmp(&(b.month, &b.unit, &b.rule)));
        self.moves.sort_by(|a, b| key_of_move(a).cmp(&key_of_move(b)));
        self.accounts.sort_by(|a, b| a.account.cmp(&b.account));
        self.refused.sort_by(|a, b| a.code.cmp(&b.code));
    }

    /// Adds the sums of another part of the same book.
    ///
    /// # Errors
    /// `overflow`.
    pub fn absorb(&mut self, other: wire::Tally) -> Result<(), Refusal> {
        self.orders = add(self.orders, other.orders)?;
        self.returns = add(self.returns, other.returns)?;
        self.lines = add(self.lines, other.lines)?;
        self.unmatched = add(self.unmatched, other.unmatched)?;
        for (name, amount) in other.budgets {
            self.budgets.change(name, |sum| add(*sum, amount).map(|to| *sum = to))?;
        }
        self.refused.extend(other.refused);
        self.booked.extend(other.booked);
        self.beside.extend(other.beside);
        self.moves.extend(other.moves);
        self.months.extend(other.months);
        self.accounts.extend(other.accounts);
        self.sort();
        self.months.sort_by_key(|sum| sum.month);
        fold(
            &mut self.refused,
            |a, b| a.code == b.code,
            |sum, more| {
                sum.message = std::mem::take(&mut sum.message).min(more.message.clone());
                sum.events = add(sum.events, more.events)?;
                sum.lines = add(sum.lines, more.lines)?;
                Ok(())
            },
        )?;
        fold(
            &mut self.booked,
            |a, b| key_of_booked(a) == key_of_booked(b),
            |sum, more| {
                sum.amount = add(sum.amount, more.amount)?;
                sum.entries = add(sum.entries, more.entries)?;
                Ok(())
            },
        )?;
        fold(
            &mut self.beside,
            |a, b| (a.month, &a.unit, &a.rule) == (b.month, &b.unit, &b.rule),
            |sum, more| {
                sum.amount = add(sum.amount, more.amount)?;
                Ok(())
            },
        )?;
        fold(
            &mut self.moves,
            |a, b| key_of_move(a) == key_of_move(b),
            |sum, more| {
                sum.accounts = add(sum.accounts, more.accounts)?;
                Ok(())
            },
        )?;
        fold(
            &mut self.months,
            |a, b| a.month == b.month,
            |sum, more| {
                sum.active = add(sum.active, more.active)?;
                sum.joined = add(sum.joined, more.joined)?;
                sum.orders = add(sum.orders, more.orders)?;
                sum.returns = add(sum.returns, more.returns)?;
                sum.gross = add(sum.gross, more.gross)?;
                sum.net = add(sum.net, more.net)?;
                Ok(())
            },
        )
    }
}

fn key_of_booked(sum: &wire::BookedSum) -> (Date, &str, EntryKind, Option<Status>, &str) {
    (sum.month, &sum.unit, sum.kind, sum.status, &sum.rule)
}

fn key_of_move(sum: &wire::MoveSum) -> (Date, &str, bool, Option<&str>, Option<&str>) {
    (sum.month, &sum.ladder, sum.new, sum.from.as_deref(), sum.to.as_deref())
}

/// Adds up neighbours that are alike.
fn fold<T>(
    list: &mut Vec<T>,
    alike: impl Fn(&T, &T) -> bool,
    adds: impl Fn(&mut T, &T) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let mut out: Vec<T> = Vec::with_capacity(list.len());
    for item in std::mem::take(list) {
        match out.last_mut().filter(|last| alike(last, &item)) {
            Some(last) => adds(last, &item)?,
            None => out.push(item),
        }
    }
    *list = out;
    Ok(())
}

impl Live {
    /// A fresh account of a book.
    pub(super) fn new(program: &Program, book: &Book, account: Sym, returns: bool) -> Live {
        let id = book.names.text(account).map(|id| id.to_string()).unwrap_or_default();
        let mut state = program.fresh(&id);
        // Orders are kept on record for what comes back.
        state.unrecorded = !returns;
        Live { state, ..Live::default() }
    }
}
