//! Returns: what was booked less what the order would have earned without the returned goods.

use super::draft::{Draft, Movement, ReturnStep};
use super::goods::{latest, named};
use super::midnight::earned;
use super::points::{Awarded, Given, Holder, Lot, LotWay, Sharing, back_of};
use super::record::Record;
use super::shared::Shared;
use super::standing::{Standing, TierStanding};
use super::state::State;
use crate::evaluate::{Act, Cart, CartLine, Input, Past, Room, Step, TierChange, Totals, evaluate_next};
use crate::event::Back as Goods;
use crate::map::Map;
use crate::names::Sym;
use crate::program::{Program, Version};
use crate::refusal::{OrOverflow, Refusal, RefusalCode, add, sub};
use crate::tier::{Ladder, Rest, after_return};
use crate::time::{Date, Unit};
use crate::wire::activity::Return;
use crate::wire::document::BelowZero;
use crate::wire::entry::{EntryKind, Status};
use std::sync::Arc;

/// How awards are taken back: by which version, of which day and event.
struct Back<'a> {
    version: usize,
    day: Date,
    source: Option<&'a Arc<str>>,
    of: Of,
    partner: Option<Arc<str>>,
    standing: &'a Standing,
}

/// What something is taken back of, by place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of {
    Order(usize),
    Activity(usize),
}

/// What is left of an order that goods came back from: its metrics at its own moment.
pub(super) struct Left {
    order: Arc<str>,
    version: usize,
    day: Date,
    tiers: Vec<TierChange>,
}

/// An order's rest, evaluated again.
pub(super) struct Again {
    pub totals: Totals,
    pub awards: Vec<Given>,
    pub cart: Cart,
    /// What is left of an activity.
    pub act: Option<Act>,
}

impl Program {
    pub(super) fn take_back(
        &self,
        next: &mut State,
        shared: &mut Shared,
        draft: &mut Draft,
        wire: &Return,
        back: &[Goods],
        room: &mut Room,
    ) -> Result<(), Refusal> {
        let (taken, unmatched) = match &wire.order {
            Some(order) => (named(next, order, back)?, Vec::new()),
            None => latest(next, back, wire.partner.as_deref())?,
        };
        let mut orders: Vec<usize> = taken.iter().map(|t| t.order).collect();
        orders = crate::map::sorted(orders, |at| u64::try_from(*at).unwrap_or(u64::MAX));
        orders.dedup();
        let mut reached = Vec::new();
        let mut invoices = Vec::new();
        for order in orders {
            invoices.extend(next.orders.get(order).map(|record| record.cart.invoiced));
            let lines: Vec<(usize, i64)> =
                taken.iter().filter(|t| t.order == order).map(|t| (t.line, t.quantity)).collect();
            self.shrink(next, shared, draft, Of::Order(order), &lines, room, &mut reached)?;
        }
        if !unmatched.is_empty() {
            self.reverse((next, &mut *shared), draft, &unmatched, room)?;
            invoices.push(draft.at.date());
        }
        self.took_back(next, draft, invoices, &reached)
    }

    /// What follows from what was taken back: accruals, levels, the floor under balances.
    pub(super) fn took_back(
        &self,
        next: &mut State,
        draft: &mut Draft,
        invoices: Vec<Date>,
        reached: &[Left],
    ) -> Result<(), Refusal> {
        self.accruals_after(next, draft, invoices)?;
        self.fall(next, draft, reached)?;
        self.floor(next, draft)
    }

    /// Takes goods out of an order on record, or a quantity out of an activity, and books the difference.
    #[expect(clippy::too_many_arguments, reason = "the two states, the draft and what comes back of what")]
    pub(super) fn shrink(
        &self,
        next: &mut State,
        shared: &mut Shared,
        draft: &mut Draft,
        of: Of,
        lines: &[(usize, i64)],
        room: &mut Room,
        reached: &mut Vec<Left>,
    ) -> Result<(), Refusal> {
        let found = match of {
            Of::Order(at) => next.orders.get(at),
            Of::Activity(at) => next.activities.get(at),
        };
        let Some(record) = found.map(Arc::clone) else { return Ok(()) };
        let version_at = self.version_from(record.version)?;
        let version = self.version(version_at)?;
        let was = self.again(&record, version_at, room)?;
        let mut rest = record.as_ref().clone();
        for (line, quantity) in lines {
            if let Some(gone) = rest.returned.get_mut(*line) {
                *gone = add(*gone, *quantity)?;
            }
            if let Some(act) = &rest.act {
                rest.reversed = rest.reversed.saturating_add(*quantity).min(act.quantity);
            }
        }
        let is = self.again(&rest, version_at, room)?;
        for (of, times) in [(&was, -1), (&is, 1)] {
            self.recount_order((next, shared), &record, version, of, times, draft.at.date())?;
        }
        let standing = record.standing(self);
        let (day, source, partner) = (record.at.date(), Some(&record.id), record.partner.clone());
        let how = Back { version: version_at, day, source, of, partner, standing: &standing };
        self.difference(next, draft, &record.awards, &is.awards, &how)?;
        self.paid_back(next, draft, &record, &is)?;
        self.no_longer_once(shared, version, &record, &is);
        draft.totals.gross = add(draft.totals.gross, sub(is.totals.gross, was.totals.gross)?)?;
        draft.totals.net = add(draft.totals.net, sub(is.totals.net, was.totals.net)?)?;
        for (of, times) in [(&was, -1_i64), (&is, 1)] {
            for (budget, amount) in &of.totals.drawn {
                if let Some((id, _)) = self.tables.budgets.get(*budget) {
                    let amount = amount.checked_mul(times).or_overflow()?;
                    shared.drawn.change(id.clone(), |drawn| add(*drawn, amount).map(|sum| *drawn = sum))?;
                    shared.revision = shared.revision.saturating_add(1);
                }
            }
        }
        reached.push(Left {
            order: Arc::clone(&record.id),
            version: version_at,
            day: record.at.date(),
            tiers: is.totals.tiers,
        });
        let invoiced = record.cart.invoiced;
        rest.awards = is.awards;
        let slot = match of {
            Of::Order(at) => next.orders.get_mut(at),
            Of::Activity(at) => next.activities.get_mut(at),
        };
        if let Some(slot) = slot {
            rest.claimed.clone_from(&slot.claimed);
            *slot = Arc::new(rest);
        }
        self.restate(next, draft, version_at, invoiced)
    }

    /// Evaluates what is left of an order, by its own version and standing.
    fn again(&self, record: &Record, version: usize, room: &mut Room) -> Result<Again, Refusal> {
        let standing = record.standing(self);
        let act = record.rest_of_act();
        let rest = match &act {
            Some(_) => Some(record.cart.clone()),
            None => record.rest(self)?,
        };
        let own = record.input(self, self.version(version)?, &standing, act.as_ref());
        let input = Input { lines_only: rest.is_none(), ..own };
        let Some(mut cart) = rest else {
            // Nothing is left: metrics are those from before the order.
            let mut totals = Totals { units: vec![0; self.tables.units.len()], ..Totals::default() };
            let cart = Cart::default();
            let facts = input.facts(&cart, crate::evaluate::Sums::default());
            for (at, ladder) in input.version.ladders.iter().enumerate() {
                let Some((_, values)) = earned(&facts, at, ladder)? else { continue };
                totals.tiers.push(TierChange { ladder: at, values, ..TierChange::default() });
            }
            return Ok(Again { totals, awards: Vec::new(), cart, act });
        };
        let mut steps: Vec<Step> = Vec::new();
        evaluate_next(&input, &mut cart, room, &mut steps)?;
        let totals = room.totals.clone();
        let told = Draft { version, steps, ..Draft::default() };
        let awards = self.given(version, self.awards(&told), &record.sharing(&standing))?;
        Ok(Again { totals, awards, cart, act })
    }

    /// Books what awards changed by.
    fn difference(
        &self,
        next: &mut State,
        draft: &mut Draft,
        was: &[Given],
        is: &[Given],
        how: &Back<'_>,
    ) -> Result<(), Refusal> {
        let amount = |list: &[Given], one: &Given| {
            list.iter().find(|known| known.is_like(one)).map_or(0, |known| known.award.amount)
        };
        let mut all: Vec<Given> = Vec::new();
        for one in was.iter().chain(is) {
            if !all.iter().any(|known| known.is_like(one)) {
                all.push(*one);
            }
        }
        let mut changes = Vec::with_capacity(all.len());
        for one in all {
            changes.push((one, sub(amount(is, &one), amount(was, &one))?));
        }
        // What the rest earns more is given before anything is taken, so that it is taken of that first.
        let more = changes.iter().filter(|(_, change)| *change > 0);
        for (one, change) in more.chain(changes.iter().filter(|(_, change)| *change < 0)).copied() {
            let Given { award: Awarded { rule, of, unit, .. }, holder } = one;
            let text = self.names.text(rule).map(|t| t.to_string()).unwrap_or_default();
            self.change(next, draft, (rule, of, &text), (unit, holder, change), how)?;
            let year = self.calendar(next.joined.unwrap_or(how.day)).bucket(Unit::Year, how.day);
            next.receives(holder, self.worth(unit, change)?, year)?;
            draft.given.push(Given { award: Awarded { amount: change, ..one.award }, holder });
            if let Some(total) = draft.totals.units.get_mut(usize::from(unit)) {
                *total = add(*total, change)?;
            }
            let term = self.version(how.version)?.term_of(how.standing, rule);
            draft.returns.push(ReturnStep { rule: text, term, unit, amount: change });
        }
        Ok(())
    }

    /// Reverses goods of which no purchase is found, by the rules of the day they came back.
    fn reverse(
        &self,
        (next, shared): (&mut State, &mut Shared),
        draft: &mut Draft,
        unmatched: &[(&Goods, i64)],
        room: &mut Room,
    ) -> Result<(), Refusal> {
        let stride = self.tables.line_attributes.len();
        let day = draft.at.date();
        let mut cart = Cart { at: draft.at, invoiced: day, stride, ..Cart::default() };
        for (back, quantity) in unmatched {
            let price = back.unit_price.ok_or_else(|| {
                Refusal::new(
                    RefusalCode::PriceNeeded,
                    format!("no purchase of '{}' is on record, so its price is not known", back.name),
                    "add \"unitPrice\" to the line",
                )
            })?;
            let gross = self.line_amount(*quantity, price).or_overflow()?;
            cart.lines.push(CartLine { quantity: *quantity, unit_price: Some(price), gross, ..CartLine::default() });
            let start = cart.attributes.len();
            cart.attributes.resize(start.saturating_add(stride), Sym::NONE);
            for (slot, value) in [back.sku, back.category, back.brand].into_iter().enumerate() {
                if let Some(cell) = cart.attributes.get_mut(start.saturating_add(slot)) {
                    *cell = value;
                }
            }
            draft.unmatched.push((back.name.clone(), *quantity));
        }
        let prepared = self.prepare(next, draft.version, day, day);
        let who = next.who.clone();
        let counters = next.counters.clone();
        let version = self.version(draft.version)?;
        let input = Input {
            program: self,
            version,
            standing: &prepared.standing,
            past: Past::Live { counters: &counters, calendar: prepared.calendar, day },
            account: &who,
            activity: None,
            day,
            budgets: &[],
            lines_only: true,
        };
        let mut steps: Vec<Step> = Vec::new();
        evaluate_next(&input, &mut cart, room, &mut steps)?;
        let totals = room.totals.clone();
        let told = Draft { version: draft.version, steps, ..Draft::default() };
        let consent = next.consent.clone();
        let sharing =
            Sharing { who: &who, standing: &prepared.standing, consent: consent.as_ref(), received: Map::new() };
        let awards = self.given(draft.version, self.awards(&told), &sharing)?;
        let (standing, partner) = (&prepared.standing, draft.partner.clone());
        let how = Back { version: draft.version, day, source: None, of: Of::Order(usize::MAX), partner, standing };
        self.difference(next, draft, &awards, &[], &how)?;
        let sums = crate::evaluate::sum(&cart)?;
        let facts = input.facts(&cart, sums);
        self.count_boards(shared, &facts, &totals, (&next.account, None), -1)?;
        for at in 0..self.tables.counters.len() {
            if !matches!(
                self.tables.counters.get(at).map(|c| &c.counted),
                Some(crate::rule::measure::Counted::ByAttribute(_))
            ) {
                self.count_cart(next, &facts, at, -1, day)?;
            }
        }
        // How often a rule paid is not undone by goods that it never paid for.
        let mut units = Vec::with_capacity(totals.units.len());
        for (unit, sum) in (0_u16..).zip(&totals.units) {
            units.push(sub(*sum, super::count::elsewhere(&totals, version, unit)?)?);
        }
        let totals = Totals { paid: Vec::new(), units, ..totals };
        self.count_awards(next, &totals, version, day, day, (who.actor, Sym::NONE), -1)?;
        draft.totals.gross = sub(draft.totals.gross, totals.gross)?;
        draft.totals.net = sub(draft.totals.net, totals.net)?;
        Ok(())
    }

    /// Lets tiers fall that are no longer met.
    fn fall(&self, next: &mut State, draft: &mut Draft, reached: &[Left]) -> Result<(), Refusal> {
        let day = draft.at.date();
        let version = self.version(draft.version)?;
        let prepared = self.prepare(next, draft.version, day, day);
        let cart = Cart::default();
        let (who, counters) = (next.who.clone(), next.counters.clone());
        let input = Input {
            program: self,
            version,
            standing: &prepared.standing,
            past: Past::Live { counters: &counters, calendar: prepared.calendar, day },
            account: &who,
            activity: None,
            day,
            budgets: &[],
            lines_only: true,
        };
        let facts = input.facts(&cart, crate::evaluate::Sums::default());
        for (at, ladder) in version.ladders.iter().enumerate() {
            let Some((earned, values)) = earned(&facts, at, ladder)? else { continue };
            let Some(standing) = next.tiers.get(&ladder.text) else { continue };
            let rest = |standing: &TierStanding| self.rest_reaches(ladder, standing, reached);
            let fallen = after_return(ladder, &prepared.calendar, standing, day, earned, rest)?;
            let (held, level) = (standing.held(ladder), fallen.held(ladder));
            let (before, after) = (ladder.place(held), ladder.place(level));
            draft.totals.tiers.push(TierChange { ladder: at, before, after, values });
            if level != held {
                let level = self.names.text(level).map(|t| t.to_string());
                let mut movement = Movement::tier(draft.at, &ladder.text, level);
                movement.caused = true;
                draft.booking.movements.push(movement);
            }
            next.tiers.insert(ladder.text.clone(), fallen);
        }
        Ok(())
    }

    /// What is left of the order that reached a standing reaches this, with what was carried over then.
    fn rest_reaches(
        &self,
        ladder: &Ladder,
        standing: &TierStanding,
        reached: &[Left],
    ) -> Result<Option<Rest>, Refusal> {
        let Some(left) = reached.iter().find(|left| standing.by.as_ref() == Some(&left.order)) else {
            return Ok(None);
        };
        for change in &left.tiers {
            let then = self.version(left.version)?.ladders.get(change.ladder).filter(|l| l.text == ladder.text);
            let Some(then) = then else { continue };
            return Ok(Some((ladder.place(then.id(then.earned(&change.values))), left.day)));
        }
        Ok(None)
    }

    /// Books what a return or reversal changes of one award, which lasts as long as that of the rule it was made of.
    fn change(
        &self,
        next: &mut State,
        draft: &mut Draft,
        (rule, of, text): (Sym, Sym, &str),
        (unit, holder, change): (u16, Holder, i64),
        how: &Back<'_>,
    ) -> Result<(), Refusal> {
        let kind = match how.of {
            Of::Order(_) => EntryKind::Return,
            Of::Activity(_) => EntryKind::Reversal,
        };
        let version = self.version(how.version)?;
        let (by, term) = (version.rule_of(how.standing, rule), version.term_of(how.standing, rule));
        let (partner, funding) = (how.partner.clone(), by.and_then(|of| of.funding.clone()));
        let way = LotWay { order: how.source, term, partner, funding, ..LotWay::new(draft.at, kind, text) };
        let own = version.rule_of(how.standing, of);
        let life = Program::life(version, own, unit, matches!(how.of, Of::Order(_)));
        let way = LotWay { dateless: life.is_none(), ..way };
        let fund = own.and_then(|of| of.limits.from);
        let amount = change.checked_abs().or_overflow()?;
        if change < 0 {
            let source = how.source.map(AsRef::as_ref);
            let here = matches!(holder, Holder::Account | Holder::Person(_) | Holder::Pool(_));
            let pending_only = version.below_zero == BelowZero::PendingOnly && self.keeps(unit) && here;
            let owned = |lot: &&Lot| {
                lot.unit == unit
                    && lot.holder == holder
                    && Some(lot.source.as_ref()) == source
                    && !lot.is_available(draft.at.date())
            };
            let pending = next.lots.iter().filter(owned).fold(0_i64, |sum, lot| sum.saturating_add(lot.left));
            let taken = if pending_only { amount.min(pending) } else { amount };
            // Where only that may be taken, it goes before what has no dates.
            let way = LotWay { dateless: way.dateless && !pending_only, ..way.clone() };
            self.debit(next, &mut draft.booking, &way, (unit, holder, taken), source)?;
            // What may not be taken is booked, and written off at once.
            let spared = sub(amount, taken)?;
            if spared != 0 {
                let back = LotWay { kind: EntryKind::WriteOff, ..way.clone() };
                let status = Some(Status::Available);
                draft.booking.movements.push(way.movement(unit, holder, spared.saturating_neg(), status));
                draft.booking.movements.push(back.movement(unit, holder, spared, status));
            }
        } else {
            let source = how.source.cloned().unwrap_or_else(|| "returns".into());
            self.credit(next, &mut draft.booking, &way, (unit, holder, amount), life, (&source, how.day))?;
        }
        if let Some(fund) = fund {
            // What a claim took of its fund goes back there.
            let way = LotWay { kind: EntryKind::Claim, funding: None, ..way };
            let booking = &mut draft.booking;
            if change < 0 {
                // With the dates it was taken with.
                let record = match how.of {
                    Of::Order(at) => next.orders.get_mut(at),
                    Of::Activity(at) => next.activities.get_mut(at),
                };
                let Some(record) = record.map(Arc::make_mut) else { return Ok(()) };
                let lots = back_of(&mut record.claimed, amount)?;
                self.give_back(next, draft, lots, false, (EntryKind::Claim, text, way.partner))?;
            } else {
                self.debit(next, booking, &way, (fund, Holder::Account, amount), None)?;
            }
        }
        Ok(())
    }

    /// Gives back the points that paid for goods that come back.
    fn paid_back(&self, next: &mut State, draft: &mut Draft, record: &Record, is: &Again) -> Result<(), Refusal> {
        let Some(at) = next.redemptions.iter().position(|redemption| redemption.id == record.id) else {
            return Ok(());
        };
        let Some(spend) = &self.spend else { return Ok(()) };
        let Some(redemption) = next.redemptions.get_mut(at) else { return Ok(()) };
        // What still is paid with points is no more than the rest costs, and rounded up to whole points: no more is given back
        // than was taken.
        let still = is.cart.paid_with_points.min(is.totals.net.max(0));
        let paid = redemption.taken.iter().try_fold(0, |sum, lot| add(sum, lot.left))?;
        let product = i128::from(still).checked_mul(i128::from(spend.worth.den())).or_overflow()?;
        let stays = crate::amounts::round_div(product, spend.worth.num().max(1), crate::amounts::Rounding::Ceil);
        let back = sub(paid, stays.or_overflow()?)?.max(0);
        let lots = back_of(&mut redemption.taken, back)?;
        let how = (EntryKind::Cancellation, "redemption", record.partner.clone());
        self.give_back(next, draft, lots, false, how)
    }

    /// A value that paid once may pay again, where what it paid was taken back.
    fn no_longer_once(&self, shared: &mut Shared, version: &Version, record: &Record, is: &Again) {
        let (Some(act), None) = (&record.act, &is.act) else { return };
        for rule in version.rules.iter().filter(|rule| record.awards.iter().any(|given| given.award.rule == rule.id)) {
            for key in self.once_keys(rule, act) {
                if shared.once.remove(key.as_str()).is_some() {
                    shared.revision = shared.revision.saturating_add(1);
                }
            }
        }
    }

    /// Keeps balances from going under zero, where the program says so.
    fn floor(&self, next: &mut State, draft: &mut Draft) -> Result<(), Refusal> {
        if self.version(draft.version)?.below_zero != BelowZero::Floor {
            return Ok(());
        }
        let mut taken: Vec<(u16, Holder, i64)> = Vec::new();
        let was_taken = |given: &&Given| given.award.amount < 0 && self.is_points(usize::from(given.award.unit));
        for Given { award, holder } in draft.given.iter().filter(was_taken) {
            match taken.iter_mut().find(|(unit, of, _)| *unit == award.unit && of == holder) {
                Some((.., sum)) => *sum = sub(*sum, award.amount)?,
                None => taken.push((award.unit, *holder, award.amount.checked_neg().or_overflow()?)),
            }
        }
        for (unit, holder, taken) in taken {
            // No more than was taken back: what was owed before stays.
            let amount = next.balance(holder, unit).checked_neg().or_overflow()?.min(taken);
            if amount > 0 {
                let way = LotWay::new(draft.at, EntryKind::WriteOff, "returns");
                let status = self.keeps(unit).then_some(Status::Available);
                draft.booking.movements.push(way.movement(unit, holder, amount, status));
                next.change_balance(holder, unit, amount)?;
            }
        }
        Ok(())
    }
}
