//! Redemption: points spent on rewards or as such, reserved, confirmed, cancelled; what was given used.

use super::lots::sum;
use super::{Holder, Lot, LotWay};
use crate::amounts::{Decimal, QUANTITY_PLACES};
use crate::ledger::draft::Draft;
use crate::ledger::shared::Shared;
use crate::ledger::state::State;
use crate::program::{Paying, Program, Reward};
use crate::refusal::{OrOverflow, Refusal, RefusalCode, add, sub};
use crate::time::{Date, Moment};
use crate::wire::account::{Cancel, Confirm, Redeem};
use crate::wire::activity::Use;
use crate::wire::entry::{EntryKind, Status};
use std::sync::Arc;

/// Points that were spent or reserved.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Redemption {
    pub id: Arc<str>,
    pub at: Moment,
    pub reserved: bool,
    /// The unit of the reward, its id and how many of it.
    pub reward: Option<(u16, String, i64)>,
    /// The coalition partner where they were spent.
    pub partner: Option<Arc<str>>,
    pub taken: Vec<Lot>,
}

impl Redemption {
    /// Was nothing spent for it?
    pub(crate) fn is_unlocked(&self) -> bool {
        self.reward.is_some() && self.taken.is_empty()
    }
}

impl Program {
    /// Spends or reserves points.
    pub(crate) fn redeem(
        &self,
        next: &mut State,
        shared: &mut Shared,
        draft: &mut Draft,
        wire: &Redeem,
    ) -> Result<(), Refusal> {
        let holder = Holder::of(wire.participant.as_deref(), &self.names)?;
        self.not_suspended(next, draft.version, draft.at.date())?;
        let (unit, points, reward) = match &wire.reward {
            Some(name) => {
                let reward = self.on_offer(next, draft, name)?;
                let count = i64::from(wire.count.unwrap_or(1));
                if reward.points.is_none() && reward.unlocked.is_some() {
                    return self.unlock(next, shared, draft, (wire, reward), (holder, count));
                }
                let each = reward.points.ok_or_else(|| {
                    Refusal::new(
                        RefusalCode::NotOnOffer,
                        format!("'{name}' cannot be bought with points"),
                        "it is given by a rule, or unlocked by gathering",
                    )
                })?;
                self.in_stock(reward, shared, count)?;
                (reward.currency, each.checked_mul(count).or_overflow()?, Some((reward.unit, name.clone(), count)))
            }
            None => {
                let unit = self.point_unit(wire.currency.as_deref())?;
                let points = wire.points.unwrap_or_default();
                (unit, points.at(self.decimals(usize::from(unit))).map_err(|_| Refusal::overflow())?, None)
            }
        };
        if points <= 0 {
            return Err(Refusal::new(
                RefusalCode::NotEnough,
                "no points are spent",
                "name a \"reward\", or how many \"points\"",
            ));
        }
        let reserved = wire.reserve == Some(true);
        self.spend_points(next, draft, (unit, holder, points), &wire.id, reserved, reward.clone())?;
        if let Some((unit, name, count)) = reward {
            self.draw_stock(shared, draft.version, &name, count)?;
            if !reserved {
                let partner = draft.partner.clone();
                self.hand_over(next, draft, (unit, holder, count), &wire.id, partner)?;
            }
        }
        Ok(())
    }

    /// Gives what is unlocked by points that were gathered: once, and nothing is spent.
    fn unlock(
        &self,
        next: &mut State,
        shared: &mut Shared,
        draft: &mut Draft,
        (wire, reward): (&Redeem, &Reward),
        (holder, count): (Holder, i64),
    ) -> Result<(), Refusal> {
        let name = &reward.text;
        let known = |of: &Redemption| of.reward.as_ref().is_some_and(|(unit, ..)| *unit == reward.unit);
        let plain = count == 1 && holder == Holder::Account && wire.reserve != Some(true);
        if !plain || next.redemptions.iter().any(known) {
            return Err(Refusal::new(
                RefusalCode::NotOnOffer,
                format!("'{name}' is unlocked for the account, once; nothing is spent or reserved for it"),
                "take one for the account, and once",
            ));
        }
        self.in_stock(reward, shared, count)?;
        let reward = Some((reward.unit, name.clone(), count));
        let given = (reward.as_ref().map_or(0, |(unit, ..)| *unit), holder, count);
        let id = wire.id.as_str().into();
        let partner = draft.partner.clone();
        let at = draft.at;
        next.redemptions.push(Redemption {
            id,
            at,
            reserved: false,
            reward,
            partner: partner.clone(),
            taken: Vec::new(),
        });
        self.draw_stock(shared, draft.version, name, count)?;
        self.hand_over(next, draft, given, &wire.id, partner)
    }

    /// Takes points that are available, or sets them aside.
    pub(crate) fn spend_points(
        &self,
        next: &mut State,
        draft: &mut Draft,
        (unit, holder, points): (u16, Holder, i64),
        id: &str,
        reserved: bool,
        reward: Option<(u16, String, i64)>,
    ) -> Result<(), Refusal> {
        let day = draft.at.date();
        self.enough(next, (unit, holder, points), day)?;
        let rule = reward.as_ref().map_or("redemption", |(_, name, _)| name.as_str());
        let id: Arc<str> = id.into();
        let taken = if reserved {
            let taken = next.take(holder, unit, points, |lot| lot.is_available(day));
            let way = LotWay::new(draft.at, EntryKind::Reservation, rule);
            draft.booking.movements.push(way.movement(unit, holder, points.saturating_neg(), Some(Status::Available)));
            draft.booking.movements.push(way.movement(unit, holder, points, Some(Status::Reserved)));
            taken
        } else {
            let way = LotWay { partner: draft.partner.clone(), ..LotWay::new(draft.at, EntryKind::Redemption, rule) };
            self.debit(next, &mut draft.booking, &way, (unit, holder, points), None)?
        };
        // Where only a number is kept, that much of it can come back.
        let taken = if self.keeps(unit) {
            taken
        } else {
            let source = Arc::clone(&id);
            vec![Lot { unit, holder, source, day, left: points, from: None, waits: None, expires: None, lasts: None }]
        };
        let partner = draft.partner.clone();
        next.redemptions.push(Redemption { id, at: draft.at, reserved, reward, partner, taken });
        Ok(())
    }

    /// Gives what points bought.
    fn hand_over(
        &self,
        next: &mut State,
        draft: &mut Draft,
        given: (u16, Holder, i64),
        id: &str,
        partner: Option<Arc<str>>,
    ) -> Result<(), Refusal> {
        let (life, day) = (self.versions.get(draft.version).and_then(|v| v.lives.get(usize::from(given.0))), draft.at);
        let life = life.copied().flatten();
        let way = LotWay { partner, ..LotWay::new(draft.at, EntryKind::Redemption, "redemption") };
        self.credit(next, &mut draft.booking, &way, given, life, (&id.into(), day.date()))
    }

    /// Spends what was reserved.
    pub(crate) fn confirm(&self, next: &mut State, draft: &mut Draft, wire: &Confirm) -> Result<(), Refusal> {
        let at = place(next, &wire.redemption)?;
        let Some(redemption) = next.redemptions.get_mut(at).filter(|redemption| redemption.reserved) else {
            return Err(Refusal::new(
                RefusalCode::NotReserved,
                format!("'{}' is spent already", wire.redemption),
                "only a reservation can be confirmed, and once",
            ));
        };
        redemption.reserved = false;
        let redemption = redemption.clone();
        let Some((unit, holder)) = redemption.taken.first().map(|lot| (lot.unit, lot.holder)) else { return Ok(()) };
        let points = sum(&redemption.taken)?;
        next.change_balance(holder, unit, points.saturating_neg())?;
        let rule = redemption.reward.as_ref().map_or("redemption", |(_, name, _)| name.as_str());
        let partner = redemption.partner.clone();
        let way = LotWay { partner, ..LotWay::new(draft.at, EntryKind::Redemption, rule) };
        draft.booking.movements.push(way.movement(unit, holder, points.saturating_neg(), Some(Status::Reserved)));
        if let Some((unit, _, count)) = redemption.reward {
            self.hand_over(next, draft, (unit, holder, count), &wire.redemption, redemption.partner.clone())?;
        }
        Ok(())
    }

    /// Undoes a redemption: points come back with their first dates; what has lapsed meanwhile stays lapsed.
    pub(crate) fn cancel(
        &self,
        next: &mut State,
        shared: &mut Shared,
        draft: &mut Draft,
        wire: &Cancel,
    ) -> Result<(), Refusal> {
        if next.orders.iter().any(|order| order.id.as_ref() == wire.redemption) {
            // Goods that stay bought stay paid for.
            return Err(Refusal::new(
                RefusalCode::UnknownRedemption,
                format!("'{}' is an order, and no redemption of its own", wire.redemption),
                "post a \"return\" of the order: what its goods were paid with comes back with them",
            ));
        }
        let at = place(next, &wire.redemption)?;
        let redemption = next.redemptions.remove(at);
        if let Some((unit, name, count)) = &redemption.reward {
            let holder = redemption.taken.first().map_or(Holder::Account, |lot| lot.holder);
            if !redemption.reserved {
                self.still_there(next, (*unit, holder, *count), name, draft.at.date())?;
                let life =
                    self.versions.get(draft.version).and_then(|v| v.lives.get(usize::from(*unit)).copied().flatten());
                let dateless = life.is_none();
                let partner = redemption.partner.clone();
                let way = LotWay { dateless, partner, ..LotWay::new(draft.at, EntryKind::Cancellation, name.as_str()) };
                self.debit(next, &mut draft.booking, &way, (*unit, holder, *count), Some(&redemption.id))?;
            }
            self.draw_stock(shared, draft.version, name, count.saturating_neg())?;
        }
        let how = (EntryKind::Cancellation, "redemption", redemption.partner);
        self.give_back(next, draft, redemption.taken, redemption.reserved, how)
    }

    /// Points of a redemption come back to the lots they were taken from.
    pub(crate) fn give_back(
        &self,
        next: &mut State,
        draft: &mut Draft,
        taken: Vec<Lot>,
        reserved: bool,
        (kind, rule, partner): (EntryKind, &str, Option<Arc<str>>),
    ) -> Result<(), Refusal> {
        let day = draft.at.date();
        let way = LotWay { partner, ..LotWay::new(draft.at, kind, rule) };
        let active = next.active;
        for lot in taken {
            let (unit, holder, points) = (lot.unit, lot.holder, lot.left);
            if reserved {
                draft.booking.movements.push(way.movement(
                    unit,
                    holder,
                    points.saturating_neg(),
                    Some(Status::Reserved),
                ));
            } else {
                next.change_balance(holder, unit, points)?;
            }
            let status = (reserved || self.keeps(unit)).then_some(Status::Available);
            draft.booking.movements.push(way.movement(unit, holder, points, status));
            if !self.keeps(unit) {
                continue;
            }
            if lot.last(active).is_some_and(|last| last < day) {
                next.change_balance(holder, unit, points.saturating_neg())?;
                let way = LotWay::new(draft.at, EntryKind::Expiry, "redemption");
                draft.booking.movements.push(way.movement(
                    unit,
                    holder,
                    points.saturating_neg(),
                    Some(Status::Available),
                ));
            } else {
                next.put(lot);
            }
            next.set_off(holder, unit, day);
        }
        Ok(())
    }

    /// Uses something that was given or bought.
    pub(crate) fn use_reward(
        &self,
        next: &mut State,
        draft: &mut Draft,
        wire: &Use,
        name: &str,
    ) -> Result<(), Refusal> {
        let unit = self.tables.unit(&format!("reward:{name}")).ok_or_else(|| {
            Refusal::new(
                RefusalCode::UnknownName,
                format!("the program has no reward '{name}'"),
                "look at the rewards of the program's document",
            )
        })?;
        let holder = Holder::of(wire.participant.as_deref(), &self.names)?;
        let count = i64::from(wire.count.unwrap_or(1));
        self.still_there(next, (unit, holder, count), name, draft.at.date())?;
        let way = LotWay::new(draft.at, EntryKind::Use, name);
        self.debit(next, &mut draft.booking, &way, (unit, holder, count), None)?;
        Ok(())
    }

    fn still_there(
        &self,
        state: &State,
        (unit, holder, count): (u16, Holder, i64),
        name: &str,
        day: Date,
    ) -> Result<(), Refusal> {
        let there = state.available(holder, unit, day);
        if there >= count {
            return Ok(());
        }
        Err(Refusal::new(
            RefusalCode::NotEnough,
            format!("{count} of '{name}' are wanted, {there} can be used"),
            "what was used or has expired is gone",
        ))
    }

    /// A reward that the account may have on this day.
    fn on_offer(&self, state: &State, draft: &Draft, name: &str) -> Result<&Reward, Refusal> {
        let version = self.version(draft.version)?;
        let reward = version.rewards.iter().find(|reward| reward.text == name).ok_or_else(|| {
            Refusal::new(
                RefusalCode::UnknownName,
                format!("the program has no reward '{name}'"),
                "look at the rewards of the version in force",
            )
        })?;
        let refused = |message: String, help: &str| Err(Refusal::new(RefusalCode::NotOnOffer, message, help));
        let day = draft.at.date();
        if reward.days.is_some_and(|days| day < days.start || day >= days.end) {
            return refused(format!("'{name}' is not on offer on {day}"), "look at its window");
        }
        if let Some(prepared) = &draft.prepared {
            let holds = self.gates_hold(state, prepared, &reward.gates)?;
            if !holds {
                return refused(format!("'{name}' is not for this account"), "look at its \"when\"");
            }
            if let Some((gathered, reading)) = reward.unlocked {
                let has = prepared.standing.readings.get(reading).copied().flatten().unwrap_or(0);
                if has < gathered {
                    let text = |n: i64| Decimal::new(n, self.decimals(usize::from(reward.currency)));
                    let message =
                        format!("'{name}' is unlocked at {} points, {} were gathered", text(gathered), text(has));
                    return refused(message, "gather more");
                }
            }
        }
        Ok(reward)
    }

    fn in_stock(&self, reward: &Reward, shared: &Shared, count: i64) -> Result<(), Refusal> {
        let Some(stock) = reward.stock else { return Ok(()) };
        let left = shared.left(self).get(stock).copied().unwrap_or(0);
        if left >= count {
            return Ok(());
        }
        Err(Refusal::new(
            RefusalCode::OutOfStock,
            format!("{count} of '{}' are wanted, {left} are left", reward.text),
            "choose another reward, or fewer",
        ))
    }

    fn draw_stock(&self, shared: &mut Shared, version: usize, name: &str, count: i64) -> Result<(), Refusal> {
        let reward = self.version(version)?.rewards.iter().find(|reward| reward.text == name);
        let Some((id, _)) = reward.and_then(|r| r.stock).and_then(|at| self.tables.budgets.get(at)) else {
            return Ok(());
        };
        shared.revision = shared.revision.saturating_add(1);
        shared.drawn.change(id.clone(), |drawn| add(*drawn, count).map(|sum| *drawn = sum))
    }

    /// How much a holder can spend of a unit.
    pub(crate) fn spendable(&self, state: &State, holder: Holder, unit: u16, day: Date) -> i64 {
        if self.keeps(unit) {
            state.available(holder, unit, day)
        } else {
            state.balance(holder, unit).saturating_sub(state.reserved(holder, unit)).max(0)
        }
    }

    /// Is so much available?
    pub(crate) fn enough(
        &self,
        state: &State,
        (unit, holder, points): (u16, Holder, i64),
        day: Date,
    ) -> Result<(), Refusal> {
        let there = self.spendable(state, holder, unit, day);
        if there >= points {
            return Ok(());
        }
        let text = |n: i64| Decimal::new(n, self.decimals(usize::from(unit)));
        Err(Refusal::new(
            RefusalCode::NotEnough,
            format!("{} points are wanted, {} are available", text(points), text(there)),
            format!("{} more are needed", text(points.saturating_sub(there))),
        ))
    }

    /// Refuses to spend while an invoice is overdue beyond what the program bears.
    pub(crate) fn not_suspended(&self, state: &State, version: usize, day: Date) -> Result<(), Refusal> {
        let Some(after) = self.version(version)?.suspend_after else { return Ok(()) };
        match state.unpaid.iter().find(|(_, due)| after.after(**due) < day) {
            Some((order, due)) => Err(Refusal::new(
                RefusalCode::Suspended,
                format!("the invoice of '{order}' was due on {due} and is not paid"),
                "points can be spent again when it is paid",
            )),
            None => Ok(()),
        }
    }

    /// A point currency by name; the first where none is named.
    pub(crate) fn point_unit(&self, name: Option<&str>) -> Result<u16, Refusal> {
        let Some(name) = name else { return Ok(0) };
        self.tables.unit(name).filter(|unit| self.is_points(usize::from(*unit))).ok_or_else(|| {
            Refusal::new(
                RefusalCode::UnknownName,
                format!("the program has no point currency '{name}'"),
                "look at the points of the program's document",
            )
        })
    }

    /// The points that an amount of money is paid with; refused where that is not as the program says.
    pub(crate) fn points_for(&self, money: i64, net: i64) -> Result<Option<(u16, i64)>, Refusal> {
        let Some(spend) = self.spend.as_ref().filter(|_| money > 0) else { return Ok(None) };
        let refused = |message: String, help: String| Err(Refusal::new(RefusalCode::CannotPay, message, help));
        let text = |n: i64| Decimal::new(n, self.decimals(usize::from(spend.unit)));
        match spend.pays(money, net)? {
            Paying::Points(points) => Ok(Some((spend.unit, points))),
            Paying::TooMuch(most) => refused(
                format!("{} are to be paid with points, {} is the most", self.money(money), self.money(most)),
                "pay less of it with points".to_owned(),
            ),
            Paying::NoSuch => refused(
                format!("{} is no amount that points can pay", self.money(money)),
                format!("pay with {} points or more, in steps of {}", text(spend.minimum), text(spend.step)),
            ),
        }
    }
}

/// The place of a redemption by its id.
fn place(state: &State, id: &str) -> Result<usize, Refusal> {
    state.redemptions.iter().position(|redemption| redemption.id.as_ref() == id).ok_or_else(|| {
        Refusal::new(
            RefusalCode::UnknownRedemption,
            format!("no redemption '{id}' is on record"),
            "look at the id; what was cancelled is gone",
        )
    })
}

/// A quantity as text.
pub(super) fn quantity_text(quantity: i64) -> String {
    Decimal::new(quantity, QUANTITY_PLACES).to_string()
}

/// Takes so many points out of what was taken, what expires last before others.
pub(crate) fn back_of(taken: &mut Vec<Lot>, points: i64) -> Result<Vec<Lot>, Refusal> {
    let (mut back, mut left) = (Vec::new(), points);
    for lot in taken.iter_mut().rev() {
        let part = lot.left.min(left);
        if part > 0 {
            back.push(Lot { left: part, ..lot.clone() });
            lot.left = sub(lot.left, part)?;
            left = sub(left, part)?;
        }
    }
    taken.retain(|lot| lot.left > 0);
    Ok(back)
}
