//! Plans: taken and left, what they cost, and what one is worth to an account by its own last year.

use super::draft::{Booking, Draft, Movement};
use super::record::Record;
use super::state::State;
use crate::amounts::{Exact, Rounding, round_div};
use crate::evaluate::{Input, Past, Plan as Settled, Room, Totals, evaluate};
use crate::names::Sym;
use crate::program::{Plan, Program};
use crate::refusal::{OrOverflow, Refusal, RefusalCode, add, sub};
use crate::rule::award::{Discount, Pay};
use crate::time::{Date, Moment};
use crate::wire::account::{Enrol, Join};
use crate::wire::entry::EntryKind;
use crate::wire::plan::EntryBy;
use crate::wire::result::PlanWorth;
use crate::wire::state::PlanState;

impl Program {
    /// The account takes a plan, or leaves the one it has.
    pub(super) fn enrol(&self, next: &mut State, draft: &mut Draft, wire: &Enrol) -> Result<(), Refusal> {
        let day = draft.at.date();
        let left = next.plan.take();
        let taken = match &wire.plan {
            Some(name) => Some(self.plan_named(draft.version, name)?),
            None => None,
        };
        if taken.is_none() && left.is_none() {
            return Err(Refusal::new(
                RefusalCode::Incomplete,
                "the account has no plan to leave",
                "name the \"plan\" that it takes",
            ));
        }
        let mut movement = Movement::tier(draft.at, "plan", taken.map(|plan| plan.text.clone()));
        (movement.kind, movement.caused) = (EntryKind::Plan, true);
        draft.booking.movements.push(movement);
        if let Some(plan) = taken {
            let until = wire.until.unwrap_or_else(|| plan.lasts.after(day).plus_days(-1));
            next.plan = Some(PlanState { id: plan.text.clone(), since: day, until: Some(until) });
            let mut fee = Movement::tier(draft.at, &plan.text, None);
            (fee.kind, fee.caused, fee.amount) = (EntryKind::Fee, true, plan.fee);
            draft.booking.movements.push(fee);
        }
        self.resolve_plan(next);
        Ok(())
    }

    fn plan_named(&self, version: usize, name: &str) -> Result<&Plan, Refusal> {
        self.version(version)?.plans.iter().find(|plan| plan.text == name).ok_or_else(|| {
            Refusal::new(
                RefusalCode::UnknownName,
                format!("the program has no plan '{name}'"),
                "look at the plans of the version in force",
            )
        })
    }

    /// Lets a plan end whose last day was before `day`.
    pub(super) fn end_plan(&self, state: &mut State, day: Date, booking: &mut Booking) {
        if state.plan.as_ref().and_then(|plan| plan.until).is_some_and(|until| until < day) {
            state.plan = None;
            self.resolve_plan(state);
            let mut movement = Movement::tier(day.midnight(), "plan", None);
            movement.kind = EntryKind::Plan;
            booking.movements.push(movement);
        }
    }

    /// Refuses who has not joined a program that is not open to everybody.
    pub(crate) fn is_member(&self, state: &State, version: usize) -> Result<(), Refusal> {
        let entry = self.version(version)?.entry;
        if entry == EntryBy::Open || state.joined.is_some() {
            return Ok(());
        }
        Err(Refusal::new(
            RefusalCode::NotAMember,
            format!("'{}' has not joined: the program is entered by {}", state.account, entry.word()),
            "post a \"join\" first, or an opening",
        ))
    }

    /// Refuses to join without what the program asks for.
    pub(super) fn may_join(&self, version: usize, wire: &Join) -> Result<(), Refusal> {
        let entry = self.version(version)?.entry;
        let missing = match entry {
            EntryBy::Open => None,
            EntryBy::Application => Some("approver").filter(|_| wire.approver.is_none()),
            EntryBy::Invitation => Some("invitation").filter(|_| wire.invitation.is_none()),
        };
        match missing {
            Some(what) => Err(Refusal::new(
                RefusalCode::Incomplete,
                format!("the program is entered by {}, and the event names no {what}", entry.word()),
                format!("add \"{what}\""),
            )),
            None => Ok(()),
        }
    }

    /// What a plan would have brought an account by its orders of the last twelve months that are on record, and from
    /// how many purchases in that time on it would pay for its fee: discounts, and points by what they are worth. With
    /// nothing bought, it is told by the plan's discount alone.
    ///
    /// # Errors
    /// `unknown-name` where the version in force has no such plan; `overflow`.
    pub fn plan_worth(&self, state: &State, plan: &str, at: Moment) -> Result<PlanWorth, Refusal> {
        let day = at.date();
        let version = self.version_on(day)?;
        let plan = self.plan_named(version, plan)?;
        let from = day.plus_months(-12);
        let (mut bought, mut gained, mut room) = (0, 0, Room::default());
        for record in state.orders.iter().filter(|record| record.at.date() > from && record.at.date() <= day) {
            let (net, without) = self.brought(record, Sym::NONE, (version, day), &mut room)?;
            let (_, with) = self.brought(record, plan.id, (version, day), &mut room)?;
            bought = add(bought, net)?;
            gained = add(gained, sub(with, without)?)?;
        }
        let pays_from = if gained > 0 {
            let product = i128::from(plan.fee).checked_mul(i128::from(bought)).or_overflow()?;
            round_div(product, gained, Rounding::Ceil)
        } else {
            self.pays_from(version, plan)?
        };
        Ok(PlanWorth {
            plan: plan.text.clone(),
            fee: self.money(plan.fee),
            bought: self.money(bought),
            gained: self.money(gained),
            net: self.money(sub(gained, plan.fee)?),
            break_even: pays_from.map(|amount| self.money(amount)),
        })
    }

    /// What an order on record comes to with a plan, by the terms of today: the amount before discounts, and what it
    /// brings in discounts and in the worth of points.
    fn brought(
        &self,
        record: &Record,
        plan: Sym,
        (version, today): (usize, Date),
        room: &mut Room,
    ) -> Result<(i64, i64), Refusal> {
        let Some(mut cart) = record.rest(self)? else { return Ok((0, 0)) };
        let who = crate::evaluate::Who { plan, ..record.who.clone() };
        let mut standing = record.standing(self);
        standing.chosen.clear();
        self.choose(self.version(version)?, &who, &mut standing, today, true);
        let input = Input {
            program: self,
            version: self.version(version)?,
            standing: &standing,
            past: Past::Noted(&record.by_value),
            account: &who,
            activity: None,
            day: record.at.date(),
            budgets: &record.budgets,
            lines_only: false,
        };
        evaluate(&input, &mut cart, room, &mut Settled::default(), &mut Vec::new())?;
        let totals: &Totals = &room.totals;
        let mut brought = sub(totals.gross, totals.net)?;
        for unit in 0..self.tables.points() {
            let amount = totals.units.get(unit).copied().unwrap_or(0);
            brought = add(brought, self.worth(u16::try_from(unit).unwrap_or(0), amount)?)?;
        }
        Ok((totals.gross, brought))
    }

    /// From what purchases on the plan's own discount comes to its fee.
    fn pays_from(&self, version: usize, plan: &Plan) -> Result<Option<i64>, Refusal> {
        let id = crate::compile::discount_id(&plan.text);
        let rule = self.version(version)?.rules.iter().find(|rule| rule.text == id);
        let Some(Pay::Discount(Discount::Rate(rate))) = rule.map(|rule| &rule.pay) else { return Ok(None) };
        if rate.num() <= 0 {
            return Ok(None);
        }
        let product = i128::from(plan.fee).checked_mul(i128::from(rate.den())).or_overflow()?;
        Ok(Some(Exact::new(product, rate.num()).and_then(|e| e.round(Rounding::Ceil)).or_overflow()?))
    }
}
