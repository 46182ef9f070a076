//! Ladders from wire to compiled form; what a level brings in money unfolds into rules.

use super::context::{Context, Extent, plain};
use super::declare::{discount_id, multiplier_id};
use super::measures::Ask;
use crate::findings::{Code, Path, did_you_mean};
use crate::names::Texts;
use crate::rule::award::{Multiplier, Pay};
use crate::rule::condition::{Cond, Test};
use crate::rule::limits::Limits;
use crate::rule::measure::{By, Counted, Reach, View, What};
use crate::rule::{Rule, Trigger};
use crate::tier::{Fall, FallWhen, Ladder, LadderPeriod, Level, Metric, Service};
use crate::time::{Date, Span, Unit};
use crate::wire::document::{self as wire, DowngradeAt, DowngradeSteps, Need, OnReturn, Upgrade};
use crate::wire::scalars::{Period, PeriodName};

impl Context<'_> {
    pub(crate) fn ladder(&mut self, ladder: &wire::Ladder, path: &Path<'_>) -> Option<Ladder> {
        let gates = match &ladder.when {
            Some(when) => self.condition(when, &path.key("when")),
            None => Vec::new(),
        };
        if !gates.iter().all(only_account) {
            self.findings.error(
                Code::Contradiction,
                &path.key("when"),
                "who climbs a ladder depends on the account alone",
                "use \"account\" here, without its tier",
            );
            return None;
        }
        let extent = self.extent(&ladder.period, &path.key("period"))?;
        let period = match (&ladder.period, extent.days, extent.reach) {
            (_, Some(days), _) => LadderPeriod::Fixed(days),
            (_, None, Reach::Rolling(length)) => LadderPeriod::Rolling(length),
            (_, None, Reach::Bucket | Reach::All | Reach::Until | Reach::Within(_) | Reach::Whole(_)) => {
                LadderPeriod::Calendar(extent.unit)
            }
        };
        let mut metrics = Vec::new();
        let mut seen = Texts::default();
        for (index, metric) in ladder.metrics.iter().enumerate() {
            let list = path.key("metrics");
            let here = list.index(index);
            self.unique(&metric.id, &mut seen, "metric", &here);
            metrics.push(self.metric(metric, extent, &here));
        }
        let metrics: Vec<Metric> = metrics.into_iter().collect::<Option<_>>()?;
        let mut levels = Vec::new();
        for (index, level) in ladder.levels.iter().enumerate() {
            let list = path.key("levels");
            levels.push(self.level(level, &metrics, &list.index(index)));
        }
        let levels: Vec<Level> = levels.into_iter().collect::<Option<_>>()?;
        if levels.is_empty() {
            self.findings.error(Code::MissingField, &path.key("levels"), "the ladder has no level", "add a level");
            return None;
        }
        self.rising(&levels, path);
        let down = ladder.downgrade.as_ref();
        let grace = match down.and_then(|d| d.grace.as_ref()) {
            Some(length) => Some(self.length(length, &path.key("downgrade").key("grace"))?),
            None => None,
        };
        let lifetime = matches!(ladder.period, Period::Named(PeriodName::Lifetime) | Period::Fixed(_));
        let when = match down.and_then(|d| d.at) {
            Some(DowngradeAt::AtOnce) => FallWhen::AtOnce,
            Some(DowngradeAt::Never) => FallWhen::Never,
            Some(DowngradeAt::PeriodEnd) | None if lifetime => FallWhen::Never,
            Some(DowngradeAt::PeriodEnd) | None => FallWhen::PeriodEnd,
        };
        if when == FallWhen::AtOnce && matches!(period, LadderPeriod::Calendar(unit) if unit != Unit::Lifetime) {
            self.findings.error(
                Code::Contradiction,
                &path.key("downgrade").key("at"),
                "a calendar period opens at zero, so everybody would fall with it",
                "count over a rolling window or for life, or let levels fall at \"period-end\"",
            );
            return None;
        }
        let fall = Fall {
            when,
            grace,
            to_month_end: down.and_then(|d| d.to_month_end).unwrap_or(false),
            one_step: down.and_then(|d| d.steps) == Some(DowngradeSteps::One),
        };
        let carry = match &ladder.carry_over {
            Some(carry) => Some(self.carry(carry, &metrics, period, &path.key("carryOver"))?),
            None => None,
        };
        Some(Ladder {
            text: ladder.id.clone(),
            name: plain(&ladder.name),
            gates,
            held: self.held,
            metrics,
            period,
            need_all: ladder.need != Some(Need::Any),
            levels,
            upgrade_at_once: ladder.upgrade != Some(Upgrade::PeriodEnd),
            fall,
            on_return: ladder.on_return.unwrap_or(OnReturn::ReachingOrder),
            carry,
        })
    }

    fn carry(
        &mut self,
        carry: &wire::CarryOver,
        metrics: &[Metric],
        period: LadderPeriod,
        path: &Path<'_>,
    ) -> Option<Vec<Option<i64>>> {
        if !matches!(period, LadderPeriod::Calendar(unit) if unit != Unit::Lifetime) {
            self.findings.error(
                Code::Contradiction,
                path,
                "only calendar periods and membership years have a next one",
                "remove \"carryOver\", or count by year, quarter or month",
            );
            return None;
        }
        let mut caps = vec![None; metrics.len()];
        for (name, cap) in &carry.cap {
            let map = path.key("cap");
            let here = map.key(name);
            let Some(at) = self.metric_place(name, metrics, &here) else { continue };
            let places = metrics.get(at).map_or(0, |m| m.places);
            let most = self.positive(*cap, places, &here)?;
            if let Some(slot) = caps.get_mut(at) {
                *slot = Some(most);
            }
        }
        Some(caps)
    }

    fn metric_place(&mut self, name: &str, metrics: &[Metric], path: &Path<'_>) -> Option<usize> {
        let at = metrics.iter().position(|m| m.text == name);
        if at.is_none() {
            let known: Vec<&str> = metrics.iter().map(|m| m.text.as_str()).collect();
            self.findings.error(
                Code::DanglingReference,
                path,
                format!("the ladder has no metric '{name}'"),
                did_you_mean(name, &known),
            );
        }
        at
    }

    fn metric(&mut self, metric: &wire::Metric, extent: Extent, path: &Path<'_>) -> Option<Metric> {
        let ask = Ask {
            when: metric.when.as_ref(),
            by: metric.by.as_deref(),
            currency: metric.currency.as_deref(),
            with_value: metric.with_value.unwrap_or(false),
            ..Ask::of(&metric.of)
        };
        let asked = self.ask(&ask, path)?;
        if matches!(asked.what, What::Tenure(_)) {
            self.not_built(&path.key("of"), "a level by length of membership");
            return None;
        }
        let reading = self.reading_of(&asked, extent);
        let adds = self.adds_of(&asked, extent);
        let value = asked.with_value.map(|unit| {
            let counter = self.counter(Counted::Awarded(unit), None, extent, By::DAY);
            self.read(counter, extent.reach, View::Sum)
        });
        Some(Metric {
            text: metric.id.clone(),
            name: plain(&metric.name),
            what: asked.what,
            reading,
            adds,
            value,
            places: asked.places,
        })
    }

    fn level(&mut self, level: &wire::Level, metrics: &[Metric], path: &Path<'_>) -> Option<Level> {
        let mut at = Vec::new();
        for (name, needs) in level.at.iter().flatten() {
            let map = path.key("at");
            let here = map.key(name);
            let Some(place) = self.metric_place(name, metrics, &here) else { continue };
            let places = metrics.get(place).map_or(0, |m| m.places);
            at.push((place, self.positive(*needs, places, &here)?));
        }
        let services = match &level.benefits {
            Some(benefits) => self.services(&benefits.services, &path.key("benefits").key("services"))?,
            None => Vec::new(),
        };
        Some(Level { id: self.intern(&level.id), text: level.id.clone(), name: plain(&level.name), at, services })
    }

    /// Benefits that are not money.
    pub(super) fn services(&mut self, services: &[wire::Service], path: &Path<'_>) -> Option<Vec<Service>> {
        let mut made = Vec::new();
        let mut seen = Texts::default();
        for (index, service) in services.iter().enumerate() {
            let here = path.index(index);
            self.unique(&service.id, &mut seen, "service", &here);
            let id = self.intern(&service.id);
            let default = Period::Named(PeriodName::Year);
            let extent = self.extent(service.per.as_ref().unwrap_or(&default), &here.key("per"))?;
            let counter = self.counter(Counted::Used(id), None, extent, By::DAY);
            let reading = self.read(counter, extent.reach, View::Sum);
            let unit_cost = match service.unit_cost {
                Some(cost) => Some(self.positive(cost, self.money_places, &here.key("unitCost"))?),
                None => None,
            };
            made.push(Service {
                id,
                text: service.id.clone(),
                name: plain(&service.name),
                count: service.count.map(i64::from),
                reading,
                unit_cost,
            });
        }
        Some(made)
    }

    fn rising(&mut self, levels: &[Level], path: &Path<'_>) {
        for (index, pair) in levels.windows(2).enumerate() {
            let [low, high] = pair else { continue };
            let falls = high
                .at
                .iter()
                .any(|(metric, needs)| low.at.iter().any(|(other, below)| other == metric && needs < below));
            let same = high.at.iter().all(|a| low.at.contains(a)) && (!high.at.is_empty() || low.at.is_empty());
            if falls || same || high.at.is_empty() {
                let list = path.key("levels");
                self.findings.error(
                    Code::LevelsNotRising,
                    &list.index(index.saturating_add(1)),
                    format!("the level '{}' asks for no more than '{}' below it", high.text, low.text),
                    "list levels from the lowest to the highest, each asking for more",
                );
            }
        }
    }

    /// The rules that the money benefits of a ladder's levels unfold into.
    pub(crate) fn benefits(&mut self, ladder: &wire::Ladder, path: &Path<'_>, rules: &mut Vec<Rule>) {
        let levels = path.key("levels");
        for (index, level) in ladder.levels.iter().enumerate() {
            let Some(benefits) = &level.benefits else { continue };
            let level_path = levels.index(index);
            let here = level_path.key("benefits");
            let id = self.intern(&level.id);
            let gate = Cond::Test(Test::Level { names: crate::names::NameSet::new(vec![id]), not: false });
            let name = plain(&level.name).unwrap_or_else(|| level.id.clone());
            self.benefits_of((&level.id, name), benefits, &gate, &here, rules);
        }
    }

    /// The rules that the money of some benefits unfolds into, for whom the gate lets in.
    pub(super) fn benefits_of(
        &mut self,
        (id, name): (&str, String),
        benefits: &wire::Benefits,
        gate: &Cond,
        path: &Path<'_>,
        rules: &mut Vec<Rule>,
    ) {
        if let Some(by) = benefits.multiplier
            && let Some(factor) = self.ratio(by, None, 0, 0, &path.key("multiplier"))
        {
            let pay = Pay::Multiplier(Multiplier { factor, compound: false, rules: None, currency: None });
            rules.push(self.benefit(&multiplier_id(id), Some(name.clone()), Trigger::Both, gate.clone(), pay));
        }
        if let Some(rate) = benefits.discount {
            let wire = crate::wire::rule::Discount {
                rate: Some(rate),
                amount: None,
                each: None,
                spread: None,
                remainder: None,
                unit_price: None,
                bands: Vec::new(),
                mode: None,
                basis: None,
            };
            if let Some(pay) = self.discount(&wire, None, &path.key("discount")) {
                rules.push(self.benefit(&discount_id(id), Some(name), Trigger::Order, gate.clone(), pay));
            }
        }
    }

    fn benefit(&mut self, id: &str, name: Option<String>, trigger: Trigger, gate: Cond, pay: Pay) -> Rule {
        Rule {
            id: self.intern(id),
            text: id.to_owned(),
            name,
            trigger,
            days: None,
            gates: vec![gate],
            lines: Vec::new(),
            asks: Vec::new(),
            counted: false,
            held: self.held,
            any_line: false,
            pay,
            limits: Limits::default(),
            to: None,
            life: None,
            funding: None,
            bonus: true,
            promotion: false,
        }
    }
}

pub(super) fn only_account(cond: &Cond) -> bool {
    cond.every(&|test| matches!(test, Test::AccountId { .. } | Test::AccountAttribute { .. }))
}

/// Metrics of a ladder with fixed days never roll on; the span helps their readers.
#[must_use]
pub(crate) fn span_of(period: LadderPeriod, calendar: &crate::time::Calendar, day: Date) -> Span {
    match period {
        LadderPeriod::Calendar(unit) => calendar.span_of(unit, day),
        LadderPeriod::Rolling(length) => Span { start: length.window_start(day), end: day.plus_days(1) },
        LadderPeriod::Fixed(span) => span,
    }
}
