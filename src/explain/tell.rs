//! An evaluation told: outcome, steps, entries.

use super::units::rate_text;
use crate::evaluate::{By, DISCOUNT, Step, index};
use crate::ledger::{Draft, State};
use crate::map::Map;
use crate::names::Sym;
use crate::program::{Program, Version};
use crate::refusal::Refusal;
use crate::rule::award::{Award, Discount, Pay};
use crate::rule::scale::{Scale, find};
use crate::wire::account::Credit;
use crate::wire::amount::{Amount, Points};
use crate::wire::entry::{Entry, EntryKind};
use crate::wire::event::Event;
use crate::wire::result::{
    Accrual, LineOutcome, Onward, Outcome, PlanOutcome, Share, Step as Told, StepKind, Unmatched,
};
use crate::wire::rule::Funding;

impl Program {
    /// The outcome of a draft.
    pub(crate) fn tell(&self, id: &str, draft: &Draft) -> Result<Outcome, Refusal> {
        let version = self.version(draft.version)?;
        let totals = &draft.totals;
        let mut points = Map::new();
        let mut money = Map::new();
        let mut rewards = Map::new();
        for (unit, amount) in totals.units.iter().enumerate() {
            if self.is_reward(unit) {
                if *amount != 0 {
                    rewards.insert(self.reward_of(unit).to_owned(), *amount);
                }
            } else if self.is_points(unit) {
                points.insert(self.unit_id(unit).to_owned(), self.points(unit, *amount));
            } else if *amount != 0 {
                money.insert(self.unit_id(unit).to_owned(), self.money(*amount));
            }
        }
        let mut steps: Vec<Told> = draft.steps.iter().map(|step| self.told(version, step, draft)).collect();
        steps.extend(draft.returns.iter().map(|step| Told {
            rule: step.rule.clone(),
            term: step.term.clone(),
            kind: StepKind::Return,
            unit: self.unit_id(usize::from(step.unit)).to_owned(),
            line: None,
            amount: self.amount(step.unit, step.amount),
            base: None,
            rate: None,
            rounding: None,
        }));
        let tiers = totals.tiers.iter().filter_map(|change| self.tier_outcome(version, change, draft)).collect();
        let accruals: Result<Vec<Accrual>, Refusal> =
            totals.accruals.iter().filter_map(|a| self.accrual(version, a, draft).transpose()).collect();
        Ok(Outcome {
            id: id.to_owned(),
            at: draft.at,
            revision: draft.revision,
            points,
            rewards,
            beneficiaries: draft.given.iter().filter_map(|given| self.share(given)).collect(),
            gross: self.money(totals.gross),
            discount: self.money(totals.gross.saturating_sub(totals.net)),
            net: self.money(totals.net),
            money,
            lines: self.line_outcomes(draft),
            steps,
            tiers,
            accruals: accruals?,
            plan: self.plan_outcome(version, draft),
            unmatched: draft
                .unmatched
                .iter()
                .map(|(sku, quantity)| Unmatched {
                    sku: sku.clone(),
                    quantity: crate::amounts::Decimal::new(*quantity, crate::amounts::QUANTITY_PLACES).to_string(),
                })
                .collect(),
        })
    }

    /// The plan that the account had when it was evaluated.
    fn plan_outcome(&self, version: &Version, draft: &Draft) -> Option<PlanOutcome> {
        let taken = draft.before.as_ref()?.plan.as_ref()?;
        let plan = version.plans.iter().find(|plan| plan.text == taken.id)?;
        let services = self.services(&plan.services, taken.until, draft);
        Some(PlanOutcome { id: plan.text.clone(), name: plan.name.clone(), until: taken.until, services })
    }

    /// What somebody else than the account itself gets.
    fn share(&self, crate::ledger::Given { award, holder }: &crate::ledger::Given) -> Option<Share> {
        Some(Share {
            rule: self.names.text(award.rule).map(|t| t.to_string()).unwrap_or_default(),
            unit: self.unit_id(usize::from(award.unit)).to_owned(),
            amount: self.amount(award.unit, award.amount),
            to: holder.text(&self.names)?,
        })
    }

    fn line_outcomes(&self, draft: &Draft) -> Vec<LineOutcome> {
        let units = self.tables.paid.max(1);
        let lines = draft.cart.lines.iter().enumerate().zip(draft.totals.lines.chunks(units));
        let told = lines.map(|((at, line), of_line)| LineOutcome {
            sku: self.names.text(draft.cart.attribute(at, crate::compile::SKU)).map(|t| t.to_string()),
            gross: self.money(line.gross),
            discount: self.money(line.gross.saturating_sub(line.net)),
            net: self.money(line.net),
            points: self.points_map(of_line),
        });
        told.collect()
    }

    pub(super) fn points_map(&self, units: &[i64]) -> Map<String, Points> {
        let there = units.iter().enumerate().filter(|(unit, _)| self.is_points(*unit));
        there.map(|(unit, n)| (self.unit_id(unit).to_owned(), self.points(unit, *n))).collect()
    }

    fn told(&self, version: &Version, step: &Step, draft: &Draft) -> Told {
        let (rule, term, pay) = match step.by {
            By::Rule(at) => {
                let rule = version.rules.get(index(at));
                let term = rule.and_then(|rule| version.term(rule.held)).map(|term| term.text.clone());
                (rule.map_or_else(String::new, |r| r.text.clone()), term, rule.map(|r| &r.pay))
            }
            By::Currency(unit) => (self.unit_id(usize::from(unit)).to_owned(), None, None),
        };
        let levels = draft.prepared.as_ref().map_or(&[][..], |p| p.standing.levels.as_slice());
        let (base, rate, rounding) = self.grounds(pay, step, levels);
        let (unit, amount) = if step.unit == DISCOUNT {
            ("discount".to_owned(), Amount::Money(self.money(step.amount)))
        } else {
            (self.unit_id(usize::from(step.unit)).to_owned(), self.amount(step.unit, step.amount))
        };
        Told { rule, term, kind: step.kind, unit, line: step.line, amount, base, rate, rounding }
    }

    /// The base, rate and rounding of a step.
    fn grounds(
        &self,
        pay: Option<&Pay>,
        step: &Step,
        levels: &[Sym],
    ) -> (Option<String>, Option<String>, Option<String>) {
        match (step.kind, pay) {
            (StepKind::Cap | StepKind::Rounding, _) => {
                let base =
                    if step.unit == DISCOUNT { self.money(step.base) } else { self.unit_text(step.unit, step.base) };
                (Some(base), None, None)
            }
            (StepKind::Multiplier, Some(Pay::Multiplier(m))) => (None, Some(rate_text(m.factor, 0, 0)), None),
            (_, Some(Pay::Award(award))) => {
                let places = (self.places_of(award.what), self.decimals(usize::from(award.unit)));
                let rate = match &award.scale {
                    Scale::Fixed(_) | Scale::FixedByLevel(_) => return (None, None, None),
                    Scale::Linear(_) | Scale::ByLevel(_) => {
                        award.scale.linear(levels).map(|r| rate_text(r, places.0, places.1))
                    }
                    Scale::Steps { step, each, .. } => Some(self.steps_text(award, *step, *each)),
                    Scale::StepsByLevel { step, each, .. } => {
                        find(each, levels).map(|each| self.steps_text(award, *step, each))
                    }
                    Scale::Bands(_) => None,
                };
                let rounding = wire_rounding(award.rounding).word();
                (Some(self.count(award.what, step.base)), rate, Some(rounding.to_owned()))
            }
            (_, Some(Pay::Discount(discount))) => {
                let rate = match discount {
                    Discount::Rate(rate) => Some(rate_text(*rate, 0, 0)),
                    Discount::Bands { .. }
                    | Discount::EachUnit(_)
                    | Discount::EachLine(_)
                    | Discount::Spread { .. }
                    | Discount::UnitPrice(_) => None,
                };
                (Some(self.money(step.base)), rate, None)
            }
            (_, Some(Pay::Period(pay))) => (Some(self.count(pay.what, step.base)), None, None),
            (_, Some(Pay::Multiplier(_)) | None) => (None, None, None),
        }
    }

    fn steps_text(&self, award: &Award, step: i64, each: i64) -> String {
        let each = crate::amounts::Decimal::new(each, self.decimals(usize::from(award.unit)));
        format!("{each} per full {}", self.count(award.what, step))
    }

    /// The entries of what was booked.
    pub(crate) fn entries(&self, account: &str, id: &str, draft: &Draft, wire: Option<&Event>) -> Vec<Entry> {
        let (participant, beneficiary) = wire.map_or((None, None), crate::ledger::people_of);
        let (reason, approver, corrects) = wire.map_or((None, None, None), by_hand);
        let movements = draft.booking.movements.iter().enumerate();
        let told = movements.map(|(at, movement)| Entry {
            id: format!("{id}#{}", at.saturating_add(1)),
            account: Some(account.to_owned()),
            at: movement.at,
            kind: movement.kind,
            cause: movement.caused.then(|| id.to_owned()),
            rule: movement.rule.text(&self.names).to_string(),
            term: movement.term.clone(),
            unit: match (movement.unit, movement.kind) {
                (Some(unit), _) => self.unit_id(usize::from(unit)).to_owned(),
                (None, EntryKind::Use) => "use".to_owned(),
                (None, EntryKind::Plan) => "plan".to_owned(),
                (None, EntryKind::Fee) => "fee".to_owned(),
                (None, _) => "tier".to_owned(),
            },
            amount: match movement.unit {
                Some(unit) => self.amount(unit, movement.amount),
                None if movement.kind == EntryKind::Fee => Amount::Money(self.money(movement.amount)),
                None => Amount::Points(Points { units: movement.amount, decimals: 0 }),
            },
            period: movement.period.map(|span| format!("{}..{}", span.start, span.last())),
            level: movement.level.clone(),
            order: movement.order.as_deref().map(str::to_owned),
            holder: movement.holder.text(&self.names),
            status: movement.status,
            participant: participant.map(str::to_owned).filter(|_| movement.caused),
            beneficiary: beneficiary.map(str::to_owned).filter(|_| movement.caused),
            partner: movement.partner.as_deref().map(str::to_owned),
            funding: movement.funding.as_deref().map(<[Funding]>::to_vec).unwrap_or_default(),
            reason: reason.map(str::to_owned).filter(|_| movement.caused),
            approver: approver.map(str::to_owned).filter(|_| movement.caused),
            corrects: corrects.map(str::to_owned).filter(|_| movement.caused),
        });
        told.collect()
    }

    /// What other accounts get, as events to be posted there.
    pub(crate) fn onward(&self, id: &str, account: &str, draft: &Draft) -> Vec<Onward> {
        let credits = draft.booking.onward.iter().enumerate();
        let told = credits.map(|(at, (to, credit))| Onward {
            account: self.names.text(*to).map(|t| t.to_string()).unwrap_or_default(),
            event: Event::Credit(Credit {
                id: format!("{id}>{}", at.saturating_add(1)),
                account: account.to_owned(),
                ..credit.clone()
            }),
        });
        told.collect()
    }

    /// A state's balance of a unit, by name.
    #[must_use]
    pub fn balance(&self, state: &State, unit: &str) -> Option<Amount> {
        let at = self.tables.units.iter().position(|u| u.id == unit)?;
        Some(self.amount(u16::try_from(at).ok()?, state.units.get(at).copied().unwrap_or(0)))
    }
}

/// Why something was booked by hand and who approved it; the entry that it corrects.
fn by_hand(event: &Event) -> (Option<&str>, Option<&str>, Option<&str>) {
    match event {
        Event::Adjust(adjust) => (Some(&adjust.reason), Some(&adjust.approver), adjust.entry.as_deref()),
        Event::Approve(decided) => (decided.reason.as_deref(), decided.approver.as_deref(), None),
        Event::Reverse(reversed) => (reversed.reason.as_deref(), None, None),
        Event::Cancel(cancelled) => (cancelled.reason.as_deref(), None, None),
        Event::Transfer(transfer) => (transfer.reason.as_deref(), None, None),
        Event::Grant(grant) => (grant.reason.as_deref(), None, None),
        Event::Order(_)
        | Event::Activity(_)
        | Event::Redeem(_)
        | Event::Return(_)
        | Event::Opening(_)
        | Event::Use(_)
        | Event::Join(_)
        | Event::Enrol(_)
        | Event::Pay(_)
        | Event::Confirm(_)
        | Event::Credit(_)
        | Event::Leave(_)
        | Event::Erase(_)
        | Event::Merge(_) => (None, None, None),
    }
}

fn wire_rounding(mode: crate::amounts::Rounding) -> crate::wire::rule::Rounding {
    use crate::amounts::Rounding;
    match mode {
        Rounding::Floor => crate::wire::rule::Rounding::Floor,
        Rounding::Ceil => crate::wire::rule::Rounding::Ceil,
        Rounding::HalfUp => crate::wire::rule::Rounding::HalfUp,
        Rounding::HalfEven => crate::wire::rule::Rounding::HalfEven,
    }
}
