//! An evaluation told: outcome, entries, differences.

use super::forecast::{Pace, at_end, elapsed, reached_on};
use super::units::rate_text;
use crate::compile::ladders::span_of;
use crate::evaluate::{Accrued, By, DISCOUNT, Step, TierChange, Totals, index, period_amount};
use crate::ledger::{Draft, State};
use crate::names::Sym;
use crate::program::{Program, Version};
use crate::refusal::Refusal;
use crate::rule::award::{Discount, Over, Pay, PeriodPay};
use crate::rule::scale::{Bands, Scale};
use crate::tier::{FallWhen, Ladder, LadderPeriod, Level, missing, share_of};
use crate::time::{Date, Span, Unit};
use crate::wire::result::{
    Accrual, Amount, BandView, Entry, EntryKind, Forecast, Gain, LineDifference, LineOutcome, MetricProgress, NextBand, Outcome,
    Points, Progress, Step as Told, StepKind, TierOutcome, Unmatched,
};
use crate::wire::rule::Mode;
use std::collections::BTreeMap;

impl Program {
    /// The outcome of a draft.
    pub(crate) fn tell(&self, id: &str, draft: &Draft) -> Result<Outcome, Refusal> {
        let version = self.version(draft.version)?;
        let totals = &draft.totals;
        let mut points = BTreeMap::new();
        let mut money = BTreeMap::new();
        for (unit, amount) in totals.units.iter().enumerate() {
            if self.is_points(unit) {
                points.insert(self.unit_id(unit).to_owned(), self.points(unit, *amount));
            } else if *amount != 0 {
                money.insert(self.unit_id(unit).to_owned(), self.money(*amount));
            }
        }
        let mut steps: Vec<Told> = draft.steps.iter().map(|step| self.told(version, step, draft)).collect();
        steps.extend(draft.returns.iter().map(|step| Told {
            rule: step.rule.clone(),
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
            gross: self.money(totals.gross),
            discount: self.money(totals.gross.saturating_sub(totals.net)),
            net: self.money(totals.net),
            money,
            lines: self.line_outcomes(draft),
            steps,
            tiers,
            accruals: accruals?,
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

    fn line_outcomes(&self, draft: &Draft) -> Vec<LineOutcome> {
        let units = self.tables.units.len().max(1);
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

    fn points_map(&self, units: &[i64]) -> BTreeMap<String, Points> {
        let there = units.iter().enumerate().filter(|(unit, _)| self.is_points(*unit));
        there.map(|(unit, n)| (self.unit_id(unit).to_owned(), self.points(unit, *n))).collect()
    }

    fn told(&self, version: &Version, step: &Step, draft: &Draft) -> Told {
        let (rule, pay) = match step.by {
            By::Rule(at) => {
                let rule = version.rules.get(index(at));
                (rule.map_or_else(String::new, |r| r.text.clone()), rule.map(|r| &r.pay))
            }
            By::Currency(unit) => (self.unit_id(usize::from(unit)).to_owned(), None),
        };
        let levels = draft.prepared.as_ref().map_or(&[][..], |p| p.standing.levels.as_slice());
        let (base, rate, rounding) = self.grounds(pay, step, levels);
        let (unit, amount) = if step.unit == DISCOUNT {
            ("discount".to_owned(), Amount::Money(self.money(step.amount)))
        } else {
            (self.unit_id(usize::from(step.unit)).to_owned(), self.amount(step.unit, step.amount))
        };
        Told { rule, kind: step.kind, unit, line: step.line, amount, base, rate, rounding }
    }

    /// The base, rate and rounding of a step.
    fn grounds(&self, pay: Option<&Pay>, step: &Step, levels: &[Sym]) -> (Option<String>, Option<String>, Option<String>) {
        match (step.kind, pay) {
            (StepKind::Cap | StepKind::Rounding, _) => {
                let base = if step.unit == DISCOUNT { self.money(step.base) } else { amount_text(&self.amount(step.unit, step.base)) };
                (Some(base), None, None)
            }
            (StepKind::Multiplier, Some(Pay::Multiplier(m))) => (None, Some(rate_text(m.factor, 0, 0)), None),
            (_, Some(Pay::Award(award))) => {
                let places = (self.places_of(award.what), self.decimals(usize::from(award.unit)));
                let rate = match &award.scale {
                    Scale::Fixed(_) | Scale::FixedByLevel(_) => return (None, None, None),
                    Scale::Linear(_) | Scale::ByLevel(_) => award.scale.linear(levels).map(|r| rate_text(r, places.0, places.1)),
                    Scale::Steps { step, each } => Some(format!(
                        "{} per full {}",
                        crate::amounts::Decimal::new(*each, places.1),
                        self.count(award.what, *step)
                    )),
                    Scale::Bands(_) => None,
                };
                let rounding = crate::wire::rule::Rounding::WORDS.iter().find(|(_, mode)| *mode == wire_rounding(award.rounding));
                (Some(self.count(award.what, step.base)), rate, rounding.map(|(word, _)| (*word).to_owned()))
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

    fn tier_outcome(&self, version: &Version, change: &TierChange, draft: &Draft) -> Option<TierOutcome> {
        let ladder = version.ladders.get(change.ladder)?;
        let level = |at: Option<usize>| at.and_then(|at| ladder.levels.get(at));
        let next_at = change.after.map_or(0, |at| at.saturating_add(1));
        let next = ladder.levels.get(next_at);
        let next = next.and_then(|to| self.progress(ladder, to, change, draft, None));
        let keep = level(change.after).filter(|l| !l.at.is_empty() && ladder.fall.when != FallWhen::Never);
        let until = self.until(ladder, change, draft);
        let keep = keep.and_then(|to| self.progress(ladder, to, change, draft, Some(until)));
        Some(TierOutcome {
            ladder: ladder.text.clone(),
            before: level(change.before).map(|l| l.text.clone()),
            after: level(change.after).map(|l| l.text.clone()),
            next,
            keep,
        })
    }

    /// The last day of the level held after the draft.
    fn until(&self, ladder: &Ladder, change: &TierChange, draft: &Draft) -> Option<Date> {
        let prepared = draft.prepared.as_ref()?;
        if change.after != change.before {
            return crate::tier::valid_until(ladder, &prepared.calendar, prepared.day);
        }
        draft.before.as_ref()?.tiers.get(&ladder.text)?.until
    }

    /// Progress to a level; `keep` tells that it is held, with its last day.
    fn progress(
        &self,
        ladder: &Ladder,
        to: &Level,
        change: &TierChange,
        draft: &Draft,
        keep: Option<Option<Date>>,
    ) -> Option<Progress> {
        let prepared = draft.prepared.as_ref()?;
        let today = prepared.day;
        let period = span_of(ladder.period, &prepared.calendar, today);
        let rolling = matches!(ladder.period, LadderPeriod::Rolling(_));
        let endless = matches!(ladder.period, LadderPeriod::Calendar(Unit::Lifetime));
        // A level that lasts beyond this period is kept by what the period of its last day brings.
        let later = keep.flatten().filter(|until| *until > period.last() && !rolling);
        let values = if later.is_some() { vec![0; change.values.len()] } else { change.values.clone() };
        let missing = missing(to, &values);
        let pace = if rolling { Pace::Last90Days } else { Pace::PeriodToDate };
        let mut metrics = Vec::with_capacity(missing.len());
        let mut days: Vec<Option<Date>> = Vec::new();
        for (at, has, needs, misses) in &missing {
            let metric = ladder.metrics.get(*at)?;
            let (done, over) = if rolling {
                (self.last_90_days(metric.reading, *has, draft).unwrap_or(*has), 90)
            } else if endless {
                let joined = Span { start: prepared.calendar.joined, end: today.plus_days(1) };
                (*has, elapsed(joined, today))
            } else {
                (*has, elapsed(period, today))
            };
            let forecast = (!rolling && !endless && later.is_none())
                .then(|| self.count(metric.what, at_end(done, over, i64::from(period.days()))));
            days.push(if later.is_some() { None } else { reached_on(today, *misses, done, over) });
            metrics.push(MetricProgress {
                metric: metric.text.clone(),
                has: self.count(metric.what, *has),
                needs: self.count(metric.what, *needs),
                missing: self.count(metric.what, *misses),
                forecast,
            });
        }
        let expected = if ladder.need_all {
            days.iter().copied().collect::<Option<Vec<Date>>>().and_then(|d| d.into_iter().max())
        } else {
            days.iter().flatten().min().copied()
        };
        let by = if endless || (rolling && keep.is_none()) { None } else { Some(later.or(keep.flatten()).unwrap_or(period.last())) };
        Some(Progress {
            level: to.text.clone(),
            metrics,
            share: share_of(ladder, to, &values),
            by,
            expected: expected.filter(|d| rolling || endless || *d <= period.last()),
            pace: later.is_none().then(|| pace.word().to_owned()),
        })
    }

    /// What the last 90 days brought to a metric, this event included.
    fn last_90_days(&self, reading: usize, has: i64, draft: &Draft) -> Option<i64> {
        let prepared = draft.prepared.as_ref()?;
        let counter = self.tables.readings.get(reading)?.counter;
        let buckets = draft.before.as_ref()?.counters.get(counter)?;
        let before = prepared.standing.readings.get(reading).copied().flatten()?;
        let today = prepared.day.days();
        let sum = buckets.sum(today.saturating_sub(89), today);
        Some(sum.saturating_add(has.saturating_sub(before)))
    }

    fn accrual(&self, version: &Version, accrued: &Accrued, draft: &Draft) -> Result<Option<Accrual>, Refusal> {
        let Some(rule) = version.rules.get(index(accrued.rule)) else { return Ok(None) };
        let Pay::Period(pay) = &rule.pay else { return Ok(None) };
        let Some(prepared) = &draft.prepared else { return Ok(None) };
        let day = prepared.invoiced;
        let period = match pay.over {
            Over::Unit(unit) => prepared.calendar.span_of(unit, day),
            Over::Days(span) => span,
        };
        let count = |units: i64| self.count(pay.what, units);
        let levels = &prepared.standing.levels;
        let base = accrued.base.1;
        let gone = elapsed(period, day);
        let expected = at_end(base, gone, i64::from(period.days()));
        let expected_basis = at_end(accrued.basis.1, gone, i64::from(period.days()));
        let forecast = Forecast {
            base: count(expected),
            amount: self.money(period_amount(pay, expected, expected_basis, levels)?),
            pace: Pace::PeriodToDate.word().to_owned(),
        };
        let basis_what = self.basis_what(pay);
        let (mut band, mut bands, mut next) = (None, Vec::new(), None);
        if let Scale::Bands(scale) = &pay.scale {
            let reached = scale.reached(accrued.basis.1);
            band = reached.and_then(|at| u32::try_from(at).ok());
            bands = self.band_views(pay, scale, basis_what);
            next = self.next_band(pay, scale, accrued, reached, levels)?;
        }
        let endless = matches!(pay.over, Over::Unit(Unit::Lifetime));
        Ok(Some(Accrual {
            rule: rule.text.clone(),
            kind: self.unit_id(usize::from(pay.unit)).to_owned(),
            from: period.start,
            to: period.last(),
            base: [count(accrued.base.0), count(accrued.base.1)],
            accrued: [self.money(accrued.amount.0), self.money(accrued.amount.1)],
            added: self.money(accrued.amount.1.saturating_sub(accrued.amount.0)),
            band,
            bands,
            next,
            forecast: (!endless).then_some(forecast),
        }))
    }

    /// What the measure that picks the band counts.
    fn basis_what(&self, pay: &PeriodPay) -> crate::rule::measure::What {
        use crate::rule::measure::{Counted, View, What};
        let Some(reading) = pay.picks.and_then(|at| self.tables.readings.get(at)) else { return pay.what };
        match self.tables.counters.get(reading.counter).map(|c| &c.counted) {
            Some(Counted::Lines(what)) => *what,
            Some(Counted::Awarded(unit)) => What::Awarded(*unit),
            Some(Counted::Orders) if reading.view == View::Active => What::ActiveMonths,
            Some(Counted::Orders) => What::Orders,
            Some(Counted::ByAttribute(slot)) => What::Distinct(*slot),
            Some(Counted::Activities(_) | Counted::PaidBy(_) | Counted::TimesOf(..) | Counted::Used(_)) | None => What::Activities,
        }
    }

    fn band_views(&self, pay: &PeriodPay, scale: &Bands, basis: crate::rule::measure::What) -> Vec<BandView> {
        let views = scale.bands.iter().map(|band| BandView {
            from: self.count(basis, band.bound),
            above: band.above,
            rate: match scale.mode {
                Mode::Fixed => self.money(band.fixed),
                Mode::Marginal | Mode::Whole | Mode::WholeAbove | Mode::PerUnit => {
                    rate_text(band.rate, self.places_of(pay.what), self.money_places)
                }
            },
        });
        views.collect()
    }

    fn next_band(
        &self,
        pay: &PeriodPay,
        scale: &Bands,
        accrued: &Accrued,
        reached: Option<usize>,
        levels: &[Sym],
    ) -> Result<Option<NextBand>, Refusal> {
        let at = reached.map_or(0, |at| at.saturating_add(1));
        let Some(band) = scale.bands.get(at) else { return Ok(None) };
        let (base, basis) = (accrued.base.1, accrued.basis.1);
        let misses = band.bound.saturating_sub(basis).saturating_add(i64::from(band.above));
        let then_basis = basis.saturating_add(misses);
        let then_base = if pay.picks.is_none() { base.saturating_add(misses) } else { base };
        let then = period_amount(pay, then_base, then_basis, levels)?;
        let now = accrued.amount.1;
        // What the higher rate pays on what is bought already: nothing where each band has its own slice.
        let on_bought = match scale.mode {
            Mode::Marginal => 0,
            Mode::Whole | Mode::WholeAbove | Mode::PerUnit | Mode::Fixed => {
                period_amount(pay, base, then_basis, levels)?.saturating_sub(now)
            }
        };
        Ok(Some(NextBand {
            band: u32::try_from(at).unwrap_or(u32::MAX),
            missing: self.count(self.basis_what(pay), misses),
            gain: self.money(then.saturating_sub(now)),
            on_bought: self.money(on_bought),
        }))
    }

    /// The entries of what was booked.
    pub(crate) fn entries(&self, id: &str, draft: &Draft, wire: &crate::wire::activity::Event) -> Vec<Entry> {
        use crate::wire::activity::Event;
        let (participant, beneficiary) = match wire {
            Event::Order(order) => (order.participant.clone(), None),
            Event::Activity(activity) => (activity.participant.clone(), activity.beneficiary.clone()),
            Event::Return(_) | Event::Opening(_) | Event::Grant(_) | Event::Use(_) => (None, None),
        };
        let movements = draft.booking.movements.iter().enumerate();
        let told = movements.map(|(at, movement)| Entry {
            id: format!("{id}#{}", at.saturating_add(1)),
            at: movement.at,
            kind: movement.kind,
            cause: movement.caused.then(|| id.to_owned()),
            rule: movement.rule.clone(),
            unit: match (movement.unit, movement.kind) {
                (Some(unit), _) => self.unit_id(usize::from(unit)).to_owned(),
                (None, EntryKind::Use) => "use".to_owned(),
                (None, _) => "tier".to_owned(),
            },
            amount: match movement.unit {
                Some(unit) => self.amount(unit, movement.amount),
                None => Amount::Points(Points { units: movement.amount, decimals: 0 }),
            },
            period: movement.period.clone(),
            level: movement.level.clone(),
            order: movement.order.as_deref().map(str::to_owned),
            participant: participant.clone().filter(|_| movement.caused),
            beneficiary: beneficiary.clone().filter(|_| movement.caused),
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

fn amount_text(amount: &Amount) -> String {
    match amount {
        Amount::Points(points) => crate::amounts::Decimal::new(points.units, points.decimals).to_string(),
        Amount::Money(text) => text.clone(),
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

/// What `with` has more than `without`; `of_with` and `of_without` are the programs that evaluated them.
pub(crate) fn gain(of_with: &Program, with: &Draft, of_without: &Program, without: &Draft) -> Gain {
    let (a, b): (&Totals, &Totals) = (&with.totals, &without.totals);
    let (mut points, mut money) = (BTreeMap::new(), BTreeMap::new());
    for unit in 0..of_with.tables.units.len() {
        let more = a.units.get(unit).copied().unwrap_or(0).saturating_sub(b.units.get(unit).copied().unwrap_or(0));
        if of_with.is_points(unit) {
            points.insert(of_with.unit_id(unit).to_owned(), of_with.points(unit, more));
        } else if more != 0 {
            money.insert(of_with.unit_id(unit).to_owned(), of_with.money(more));
        }
    }
    let off = |t: &Totals| t.gross.saturating_sub(t.net);
    let mut tiers = BTreeMap::new();
    let ladders = |p: &Program, d: &Draft| -> Vec<(String, Option<String>)> {
        let Some(version) = p.versions.get(d.version) else { return Vec::new() };
        let told = d.totals.tiers.iter().filter_map(|c| {
            let ladder = version.ladders.get(c.ladder)?;
            Some((ladder.text.clone(), c.after.and_then(|at| ladder.levels.get(at)).map(|l| l.text.clone())))
        });
        told.collect()
    };
    let before = ladders(of_without, without);
    for (ladder, level) in ladders(of_with, with) {
        let same = before.iter().any(|(l, was)| *l == ladder && *was == level);
        if let (false, Some(level)) = (same, level) {
            tiers.insert(ladder, level);
        }
    }
    Gain { points, money, discount: of_with.money(off(a).saturating_sub(off(b))), tiers }
}

/// What `with` has more than `without`, line by line.
pub(crate) fn line_differences(program: &Program, with: &Draft, without: &Draft) -> Vec<LineDifference> {
    let units = program.tables.units.len().max(1);
    let of = |d: &Draft, line: usize, unit: usize| {
        d.totals.lines.get(line.saturating_mul(units).saturating_add(unit)).copied().unwrap_or(0)
    };
    let off = |d: &Draft, line: usize| d.cart.lines.get(line).map_or(0, |l| l.gross.saturating_sub(l.net));
    let lines = (0..with.cart.lines.len()).map(|line| {
        let more: Vec<i64> =
            (0..units).map(|unit| of(with, line, unit).saturating_sub(of(without, line, unit))).collect();
        LineDifference {
            points: program.points_map(&more),
            discount: program.money(off(with, line).saturating_sub(off(without, line))),
        }
    });
    lines.collect()
}
