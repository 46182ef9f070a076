//! Rules from wire to compiled form: short forms are unfolded here, and keep the path their author typed.

use super::bands::{BandsAsked, Places};
use super::context::{Context, Extent, unit_of};
use super::measures::{Ask, Asked};
use crate::amounts::{Decimal, QUANTITY_PLACES, Ratio, Remainder, Rounding};
use crate::findings::{Code, Path, did_you_mean};
use crate::rule::award::{Award, Discount, Guarantee, Multiplier, Over, Pay, PeriodPay, Picks, Scope};
use crate::rule::limits::Limits;
use crate::rule::measure::{Basis, Reach, What};
use crate::rule::scale::Scale;
use crate::rule::{Rule, Trigger};
use crate::time::Unit;
use crate::wire::rule::{
    self as wire, AwardKind, Beneficiary, Each, Of, OfName, PointsOrTable, RemainderTo, RoundingScope, SpreadBy, TriggerName,
};
use crate::wire::scalars::{Period, PeriodName};

/// What is being compiled besides the rule's own text.
struct Frame<'p> {
    path: &'p Path<'p>,
    activity: bool,
}

impl Context<'_> {
    /// A rule of `rules` or `promotions`.
    pub(crate) fn rule(&mut self, rule: &wire::Rule, promotion: bool, path: &Path<'_>) -> Option<Rule> {
        let (trigger, period_end) = self.trigger(rule, path)?;
        let days = match &rule.window {
            Some(window) => Some(self.window(window, &path.key("window"))?),
            None => None,
        };
        let parts = match &rule.when {
            Some(when) => self.condition(when, &path.key("when")),
            None => Vec::new(),
        };
        let (lines, gates) = parts.into_iter().partition(crate::rule::condition::Cond::of_line);
        let frame = Frame { path, activity: matches!(trigger, Trigger::Activities(..)) };
        let pay = self.pay(rule, &frame, period_end, days)?;
        let id = self.intern(&rule.id);
        let limits = match &rule.limits {
            Some(limits) => self.limits(limits, rule, &pay, &path.key("limits"))?,
            None => Limits::default(),
        };
        let fixed = matches!(&pay, Pay::Award(award) if award.scale.is_fixed());
        let bonus = rule.bonus.unwrap_or(promotion || (fixed && !frame.activity));
        let trigger = match pay {
            Pay::Period(_) => Trigger::PeriodEnd,
            Pay::Multiplier(_) if rule.on.is_none() => Trigger::Both,
            Pay::Award(_) | Pay::Multiplier(_) | Pay::Discount(_) => trigger,
        };
        if trigger == Trigger::PeriodEnd && !limits.simple() {
            self.not_built(&path.key("limits"), "a frequency, budget or group of a rule that a period's end pays");
        }
        Some(Rule {
            id,
            text: rule.id.clone(),
            name: rule.name.clone(),
            trigger,
            days,
            gates,
            lines,
            any_line: rule.any_line.unwrap_or(false),
            pay,
            limits,
            bonus,
            promotion,
        })
    }

    fn trigger(&mut self, rule: &wire::Rule, path: &Path<'_>) -> Option<(Trigger, Option<Period>)> {
        let here = path.key("on");
        match &rule.on {
            None | Some(wire::Trigger::Named(TriggerName::Order)) => Some((Trigger::Order, None)),
            Some(wire::Trigger::Named(
                name @ (TriggerName::TierChange | TriggerName::Milestone | TriggerName::Anniversary | TriggerName::Joining),
            )) => {
                self.not_built(&here, &format!("the trigger '{}'", name.word()));
                None
            }
            Some(wire::Trigger::Activity(on)) => {
                let names = self.set(&on.activity);
                Some((Trigger::Activities(names, on.activity.not), None))
            }
            Some(wire::Trigger::PeriodEnd(on)) => Some((Trigger::PeriodEnd, Some(on.period_end.clone()))),
        }
    }

    fn pay(
        &mut self,
        rule: &wire::Rule,
        frame: &Frame<'_>,
        period_end: Option<Period>,
        days: Option<crate::time::Span>,
    ) -> Option<Pay> {
        let path = frame.path;
        let forms = [
            ("earn", rule.earn.is_some()),
            ("multiply", rule.multiply.is_some()),
            ("discount", rule.discount.is_some()),
            ("rebate", rule.rebate.is_some()),
            ("margin", rule.margin.is_some()),
            ("value", rule.value.is_some()),
            ("award", rule.award.is_some()),
        ];
        let given: Vec<&str> = forms.iter().filter(|(_, there)| *there).map(|(name, _)| *name).collect();
        if given.len() != 1 {
            let message = match given.as_slice() {
                [] => "the rule gives nothing".to_owned(),
                several => format!("the rule gives several things: {}", several.join(", ")),
            };
            self.findings.error(
                Code::Contradiction,
                path,
                message,
                "give exactly one of earn, multiply, discount, rebate, margin, value, or award with measure and scale",
            );
            return None;
        }
        if rule.award.is_none() && (rule.measure.is_some() || rule.scale.is_some()) {
            self.findings.error(
                Code::Contradiction,
                path,
                "measure and scale belong to a rule written in full",
                "use the short form alone, or write \"award\" beside them",
            );
            return None;
        }
        if period_end.is_some() && rule.award.is_none() {
            self.findings.error(
                Code::Contradiction,
                &path.key("on"),
                "a period's end runs rules written in full",
                "use \"rebate\" or \"margin\" with \"over\" and leave \"on\" out, or write measure, scale and award",
            );
            return None;
        }
        if let Some(earn) = &rule.earn {
            return self.earn(earn, rule, frame);
        }
        if let Some(multiply) = &rule.multiply {
            return self.multiply(multiply, &path.key("multiply"));
        }
        if let Some(discount) = &rule.discount {
            return self.discount(discount, &path.key("discount"));
        }
        if let Some(pay) = &rule.rebate {
            return self.period_pay(pay, "rebate", rule, days, path, &path.key("rebate"));
        }
        if let Some(pay) = &rule.margin {
            return self.period_pay(pay, "margin", rule, days, path, &path.key("margin"));
        }
        if let Some(value) = rule.value {
            let units = self.positive(value, self.money_places, &path.key("value"))?;
            let unit = self.tables.money("value");
            let (rounding, scope) = self.rounding(rule, Rounding::HalfUp);
            let what = if frame.activity { What::Quantity } else { What::Orders };
            let scale = Scale::Fixed(units);
            return Some(Pay::Award(Award { unit, what, basis: Basis::default(), scale, picks: None, rounding, scope }));
        }
        self.in_full(rule, frame, period_end.as_ref(), days)
    }

    fn rounding(&self, rule: &wire::Rule, default: Rounding) -> (Rounding, Scope) {
        let spec = rule.rounding.as_ref();
        let mode = match spec.and_then(|s| s.mode) {
            Some(mode) => rounding_of(mode),
            None => default,
        };
        let scope = match spec.and_then(|s| s.scope) {
            None | Some(RoundingScope::Order) => Scope::Order,
            Some(RoundingScope::Line) => Scope::Line,
            Some(RoundingScope::Unit) => Scope::Unit,
        };
        (mode, scope)
    }

    fn basis(basis: Option<&wire::Basis>) -> Basis {
        let flag = |f: Option<bool>| f.unwrap_or(false);
        basis.map_or(Basis::default(), |b| Basis {
            before_discounts: flag(b.before_discounts),
            with_tax: flag(b.with_tax),
            with_shipping: flag(b.with_shipping),
        })
    }

    fn earn(&mut self, earn: &wire::Earn, rule: &wire::Rule, frame: &Frame<'_>) -> Option<Pay> {
        let path = &frame.path.key("earn");
        let unit = self.currency(earn.currency.as_deref(), path)?;
        let decimals = self.tables.units.get(usize::from(unit)).map_or(0, |u| u.decimals);
        let default = Of::Named(if frame.activity { OfName::Quantity } else { OfName::Amount });
        let of = earn.of.as_ref().unwrap_or(&default);
        let asked = self.ask(&plain(of), path)?;
        if earn.per.is_none() && (earn.of.is_some() || earn.full_steps.is_some()) {
            self.findings.error(
                Code::MissingField,
                path,
                "'per' is missing: points for how much?",
                "add \"per\", such as \"per\": \"1.00\"",
            );
            return None;
        }
        let full_steps = earn.full_steps.unwrap_or(false);
        let here = path.key("points");
        let scale = match (&earn.points, earn.per) {
            (PointsOrTable::Points(points), None) => Scale::Fixed(self.positive(*points, decimals, &here)?),
            (PointsOrTable::Points(points), Some(per)) if full_steps => {
                let step = self.positive(per, asked.places, &path.key("per"))?;
                if step == 0 {
                    self.findings.error(Code::OutOfRange, &path.key("per"), "a step of 0 is none", "write a number above 0");
                    return None;
                }
                Scale::Steps { step, each: self.positive(*points, decimals, &here)? }
            }
            (PointsOrTable::Points(points), Some(per)) => {
                Scale::Linear(self.ratio(*points, Some(per), asked.places, decimals, &here)?)
            }
            (PointsOrTable::ByTier(_), Some(_)) if full_steps => {
                self.not_built(&path.key("fullSteps"), "a table by tier that counts full steps");
                return None;
            }
            (PointsOrTable::ByTier(table), per) => self.by_tier(table, per, asked.places, decimals, &here)?,
        };
        let (rounding, scope) = self.rounding(rule, Rounding::Floor);
        let basis = Self::basis(earn.basis.as_ref());
        Some(Pay::Award(Award { unit, what: asked.what, basis, scale, picks: None, rounding, scope }))
    }

    fn by_tier(
        &mut self,
        table: &std::collections::BTreeMap<String, Decimal>,
        per: Option<Decimal>,
        base_places: u8,
        award_places: u8,
        path: &Path<'_>,
    ) -> Option<Scale> {
        let (mut rates, mut fixed) = (Vec::new(), Vec::new());
        for (level, number) in table {
            let here = path.key(level);
            if !self.known_level(level, &here) {
                continue;
            }
            let sym = self.intern(level);
            match per {
                Some(_) => rates.push((sym, self.ratio(*number, per, base_places, award_places, &here)?)),
                None => fixed.push((sym, self.positive(*number, award_places, &here)?)),
            }
        }
        Some(if per.is_some() { Scale::ByLevel(rates) } else { Scale::FixedByLevel(fixed) })
    }

    fn multiply(&mut self, multiply: &wire::Multiply, path: &Path<'_>) -> Option<Pay> {
        let (by, scope) = match multiply {
            wire::Multiply::Factor(by) => (*by, None),
            wire::Multiply::By(scoped) => (scoped.by, Some(scoped)),
        };
        let rules = match scope.and_then(|s| s.rules.as_ref()) {
            Some(names) => {
                for (index, name) in names.names.iter().enumerate() {
                    if !self.rule_ids.contains(name) {
                        let known: Vec<&str> = self.rule_ids.iter().map(String::as_str).collect();
                        let help = did_you_mean(name, &known);
                        let list = path.key("rules");
                        self.findings.error(
                            Code::DanglingReference,
                            &list.index(index),
                            format!("no rule is called '{name}'"),
                            help,
                        );
                    }
                }
                Some((self.set(names), names.not))
            }
            None => None,
        };
        let currency = match scope.and_then(|s| s.currency.as_deref()) {
            Some(name) => Some(self.currency(Some(name), path)?),
            None => None,
        };
        let factor = self.ratio(by, None, 0, 0, path)?;
        let compound = scope.and_then(|s| s.compound).unwrap_or(false);
        Some(Pay::Multiplier(Multiplier { factor, compound, rules, currency }))
    }

    pub(crate) fn discount(&mut self, wire: &wire::Discount, path: &Path<'_>) -> Option<Pay> {
        let money = self.money_places;
        let given = [
            ("rate", wire.rate.is_some()),
            ("amount", wire.amount.is_some()),
            ("unitPrice", wire.unit_price.is_some()),
            ("bands", !wire.bands.is_empty()),
        ];
        if given.iter().filter(|(_, there)| *there).count() != 1 {
            self.findings.error(
                Code::Contradiction,
                path,
                "a discount is a rate, an amount, a unit price or bands",
                "give exactly one of them",
            );
            return None;
        }
        let discount = if let Some(rate) = wire.rate {
            Discount::Rate(self.share(rate, &path.key("rate"))?)
        } else if let Some(amount) = wire.amount {
            let amount = self.positive(amount, money, &path.key("amount"))?;
            match wire.each.unwrap_or(Each::Order) {
                Each::Unit => Discount::EachUnit(amount),
                Each::Line => Discount::EachLine(amount),
                Each::Order => Discount::Spread {
                    amount,
                    by_quantity: wire.spread == Some(SpreadBy::Quantity),
                    remainder: if wire.remainder == Some(RemainderTo::First) { Remainder::First } else { Remainder::Largest },
                },
            }
        } else if let Some(price) = wire.unit_price {
            Discount::UnitPrice(self.positive(price, QUANTITY_PLACES, &path.key("unitPrice"))?)
        } else {
            let Some(basis) = &wire.basis else {
                self.findings.error(
                    Code::MissingField,
                    path,
                    "'basis' is missing: what picks the band?",
                    "add \"basis\", such as {\"of\": \"amount\", \"over\": \"year\"}",
                );
                return None;
            };
            let here = path.key("basis");
            let (reading, places) = self.basis_reading(basis, false, false, &here)?;
            let asked = BandsAsked { bands: &wire.bands, mode: wire.mode, start: None, all_reached: false };
            let places = Places { basis: places, base: money, award: money };
            let bands = self.bands(&asked, places, path)?;
            if bands.mode != wire::Mode::Whole {
                self.findings.error(
                    Code::Contradiction,
                    &path.key("mode"),
                    "a discount's bands pick one rate",
                    "write \"mode\": \"whole\"",
                );
                return None;
            }
            for (index, band) in wire.bands.iter().enumerate() {
                if let Some(rate) = band.rate {
                    let list = path.key("bands");
                    self.share(rate, &list.index(index).key("rate"))?;
                }
            }
            Discount::Bands { bands, picks: Picks { reading, include: !basis.before.unwrap_or(true) } }
        };
        Some(Pay::Discount(discount))
    }

    /// A rate from 0 to 1.
    fn share(&mut self, rate: Decimal, path: &Path<'_>) -> Option<Ratio> {
        if rate > Decimal::ONE {
            self.findings.error(
                Code::OutOfRange,
                path,
                format!("a discount of {rate} is more than everything"),
                "write a percentage such as \"5 %\", or 0.05",
            );
            return None;
        }
        self.ratio(rate, None, 0, 0, path)
    }

    /// The reading of a measure that picks a band.
    fn basis_reading(&mut self, measure: &wire::Measure, any_line: bool, by_invoice: bool, path: &Path<'_>) -> Option<(usize, u8)> {
        let asked = self.ask(&asked_by(measure, any_line, by_invoice), path)?;
        let Some(over) = &measure.over else {
            self.findings.error(
                Code::MissingField,
                path,
                "'over' is missing: over what is it counted?",
                "add \"over\", such as \"year\"",
            );
            return None;
        };
        let extent = self.extent(over, &path.key("over"))?;
        Some((self.reading_of(&asked, extent), asked.places))
    }

    /// `rebate` and `margin` over a period.
    fn period_pay(
        &mut self,
        pay: &wire::PeriodPay,
        kind: &str,
        rule: &wire::Rule,
        days: Option<crate::time::Span>,
        rule_path: &Path<'_>,
        path: &Path<'_>,
    ) -> Option<Pay> {
        let default = Of::Named(OfName::Amount);
        let of = pay.of.as_ref().unwrap_or(&default);
        let ask = Ask { by_invoice: true, any_line: rule.any_line.unwrap_or(false), ..plain(of) };
        let asked = self.period_asked(&ask, rule, rule_path, path)?;
        let over = self.over(&pay.over, &path.key("over"))?;
        let (counter, reading) = self.period_reading(&asked, over, days);
        let picks = match &pay.basis {
            Some(basis) => {
                let here = path.key("basis");
                let asked_basis = self.ask(&asked_by(basis, ask.any_line, true), &here)?;
                let extent = match &basis.over {
                    Some(over) => self.extent(over, &here.key("over"))?,
                    None => extent_of(over),
                };
                Some((self.reading_of(&asked_basis, extent), asked_basis.places))
            }
            None => None,
        };
        let places = Places {
            basis: picks.map_or(asked.places, |(_, places)| places),
            base: asked.places,
            award: self.money_places,
        };
        let scale = match (pay.rate, pay.bands.is_empty()) {
            (Some(rate), true) => Scale::Linear(self.ratio(rate, None, asked.places, self.money_places, &path.key("rate"))?),
            (None, false) => {
                let asked = BandsAsked {
                    bands: &pay.bands,
                    mode: pay.mode,
                    start: pay.start,
                    all_reached: pay.all_reached.unwrap_or(false),
                };
                Scale::Bands(self.bands(&asked, places, path)?)
            }
            (Some(_), false) | (None, true) => {
                self.findings.error(
                    Code::Contradiction,
                    path,
                    "money over a period has one rate or bands",
                    "give \"rate\", or \"bands\" with \"mode\"",
                );
                return None;
            }
        };
        self.finish_period(pay, kind, &asked, (counter, reading), picks.map(|(r, _)| r), scale, over, path)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one rule, each resolved before")]
    fn finish_period(
        &mut self,
        pay: &wire::PeriodPay,
        kind: &str,
        asked: &Asked,
        (base, reading): (usize, usize),
        picks: Option<usize>,
        scale: Scale,
        over: Over,
        path: &Path<'_>,
    ) -> Option<Pay> {
        let money = self.money_places;
        let settle = match pay.settle {
            Some(name) => {
                let here = path.key("settle");
                let unit = unit_of(name).filter(|unit| fits(*unit, over));
                if unit.is_none() {
                    self.findings.error(
                        Code::Contradiction,
                        &here,
                        format!("'{}' is no part of the rebate's period", name.word()),
                        "settle by a shorter period, such as \"quarter\" of a \"year\"",
                    );
                    return None;
                }
                unit
            }
            None => None,
        };
        let mut amount = |number: Option<Decimal>, key: &str, places: u8| match number {
            Some(number) => self.positive(number, places, &path.key(key)).map(Some),
            None => Some(None),
        };
        let minimum = amount(pay.minimum, "minimum", asked.places)?.unwrap_or(0);
        let cap = amount(pay.cap, "cap", money)?;
        let guarantee = match &pay.guarantee {
            Some(guarantee) => Some(Guarantee {
                amount: self.positive(guarantee.amount, money, &path.key("guarantee").key("amount"))?,
                cumulative: guarantee.cumulative.unwrap_or(false),
            }),
            None => None,
        };
        Some(Pay::Period(Box::new(PeriodPay {
            unit: self.tables.money(kind),
            what: asked.what,
            base,
            reading,
            picks,
            scale,
            over,
            settle,
            minimum,
            cap,
            guarantee,
            filtered: asked.filter.is_some(),
        })))
    }

    /// What a period's rule counts: its own lines, by its own condition.
    fn period_asked(&mut self, ask: &Ask<'_>, rule: &wire::Rule, rule_path: &Path<'_>, path: &Path<'_>) -> Option<Asked> {
        let mut asked = self.ask(ask, path)?;
        if asked.distinct().is_some() || !asked.in_an_order() || asked.what == What::ActiveMonths {
            self.not_built(&path.key("of"), "a rebate on this measure");
            return None;
        }
        if let Some(when) = &rule.when {
            let mut lines = when.clone();
            (lines.order, lines.account, lines.activity, lines.streak) = (None, None, None, None);
            lines.contains.clear();
            lines.history.clear();
            let own = self.line_filter(&lines, &rule_path.key("when"));
            asked.filter = self.with_eligible(own, ask.any_line);
        }
        Some(asked)
    }

    fn over(&mut self, period: &Period, path: &Path<'_>) -> Option<Over> {
        let extent = self.extent(period, path)?;
        match (extent.days, extent.reach) {
            (Some(days), _) => Some(Over::Days(days)),
            (None, Reach::Rolling(_)) => {
                self.findings.error(
                    Code::Contradiction,
                    path,
                    "a rolling window never ends, so nothing would ever be settled",
                    "use a calendar period, or fixed days",
                );
                None
            }
            (None, Reach::Bucket | Reach::All | Reach::Within(_)) => Some(Over::Unit(extent.unit)),
        }
    }

    fn period_reading(&mut self, asked: &Asked, over: Over, days: Option<crate::time::Span>) -> (usize, usize) {
        let mut extent = extent_of(over);
        if extent.days.is_none() {
            extent.days = days;
        }
        let counter = self.counter(asked.counted(), asked.filter.as_ref(), extent, asked.by_invoice);
        (counter, self.read(counter, extent.reach, crate::rule::measure::View::Sum))
    }

    fn in_full(
        &mut self,
        rule: &wire::Rule,
        frame: &Frame<'_>,
        period_end: Option<&Period>,
        days: Option<crate::time::Span>,
    ) -> Option<Pay> {
        let path = frame.path;
        let (Some(award), Some(scale)) = (&rule.award, &rule.scale) else {
            self.findings.error(
                Code::MissingField,
                path,
                "a rule in full has measure, scale and award",
                "add \"scale\"",
            );
            return None;
        };
        let here = path.key("award");
        if !matches!(award.to, None | Some(Beneficiary::Account)) {
            self.not_built(&here.key("to"), "an award to anybody but the account");
            return None;
        }
        let (unit, places, default) = match award.kind {
            AwardKind::Points => {
                let unit = self.currency(award.currency.as_deref(), &here)?;
                (unit, self.tables.units.get(usize::from(unit)).map_or(0, |u| u.decimals), Rounding::Floor)
            }
            AwardKind::Rebate | AwardKind::Margin | AwardKind::Value => {
                (self.tables.money(award.kind.word()), self.money_places, Rounding::HalfUp)
            }
            AwardKind::Discount => {
                self.findings.error(
                    Code::Contradiction,
                    &here.key("kind"),
                    "a discount has a form of its own",
                    "write it as \"discount\": {...}",
                );
                return None;
            }
            AwardKind::Cash
            | AwardKind::Voucher
            | AwardKind::Fund
            | AwardKind::Tier
            | AwardKind::Entitlement
            | AwardKind::Gift
            | AwardKind::Badge
            | AwardKind::Message => {
                self.not_built(&here.key("kind"), &format!("an award of the kind '{}'", award.kind.word()));
                return None;
            }
        };
        let default_of = Of::Named(if frame.activity { OfName::Quantity } else { OfName::Amount });
        let default_measure = wire::Measure {
            of: default_of,
            over: None,
            when: None,
            by: None,
            currency: None,
            with_value: None,
            before: None,
            basis: None,
        };
        let measure = rule.measure.as_ref().unwrap_or(&default_measure);
        if let Some(period) = period_end {
            let pay = wire::PeriodPay {
                over: measure.over.clone().unwrap_or_else(|| period.clone()),
                settle: None,
                of: Some(measure.of.clone()),
                rate: scale.rate,
                bands: scale.bands.clone(),
                mode: scale.mode,
                start: scale.start,
                all_reached: scale.all_reached,
                basis: scale.basis.clone(),
                minimum: None,
                guarantee: None,
                cap: None,
            };
            if !matches!(award.kind, AwardKind::Rebate | AwardKind::Margin) {
                self.not_built(&here.key("kind"), "an award at a period's end that is neither rebate nor margin");
                return None;
            }
            return self.period_pay(&pay, award.kind.word(), rule, days, path, &path.key("scale"));
        }
        let measure_path = path.key("measure");
        let asked = self.ask(&asked_by(measure, rule.any_line.unwrap_or(false), false), &measure_path)?;
        match &measure.over {
            None | Some(Period::Named(PeriodName::Order | PeriodName::Line)) => {}
            Some(Period::Named(_) | Period::Rolling(_) | Period::Fixed(_)) => {
                self.findings.error(
                    Code::Contradiction,
                    &measure_path.key("over"),
                    "an order pays on itself or its lines",
                    "let the end of the period pay: \"on\": {\"periodEnd\": \"month\"}; a band may be picked over a period by \"basis\"",
                );
                return None;
            }
        }
        // Money back goes by the invoice, points by the order.
        let by_invoice = matches!(award.kind, AwardKind::Rebate | AwardKind::Margin);
        let (rounding, mut scope) = self.rounding(rule, default);
        if matches!(measure.over, Some(Period::Named(PeriodName::Line))) && scope == Scope::Order {
            scope = Scope::Line;
        }
        let (scale, picks) = self.scale(scale, &asked, places, rule.any_line.unwrap_or(false), by_invoice, &path.key("scale"))?;
        let basis = Self::basis(measure.basis.as_ref());
        Some(Pay::Award(Award { unit, what: asked.what, basis, scale, picks, rounding, scope }))
    }

    fn scale(
        &mut self,
        scale: &wire::Scale,
        asked: &Asked,
        award_places: u8,
        any_line: bool,
        by_invoice: bool,
        path: &Path<'_>,
    ) -> Option<(Scale, Option<Picks>)> {
        let given =
            [scale.fixed.is_some(), scale.rate.is_some(), scale.by_tier.is_some(), !scale.bands.is_empty()];
        if given.iter().filter(|there| **there).count() != 1 {
            self.findings.error(
                Code::Contradiction,
                path,
                "a scale is fixed, a rate, a table by tier or bands",
                "give exactly one of fixed, rate, byTier, bands",
            );
            return None;
        }
        let per = scale.per;
        if let Some(fixed) = scale.fixed {
            return Some((Scale::Fixed(self.positive(fixed, award_places, &path.key("fixed"))?), None));
        }
        if let Some(rate) = scale.rate {
            if scale.full_steps == Some(true) {
                let step = self.positive(per.unwrap_or(Decimal::ONE), asked.places, &path.key("per"))?;
                if step == 0 {
                    self.findings.error(Code::OutOfRange, &path.key("per"), "a step of 0 is none", "write a number above 0");
                    return None;
                }
                return Some((Scale::Steps { step, each: self.positive(rate, award_places, &path.key("rate"))? }, None));
            }
            return Some((Scale::Linear(self.ratio(rate, per, asked.places, award_places, &path.key("rate"))?), None));
        }
        if let Some(table) = &scale.by_tier {
            let per = Some(per.unwrap_or(Decimal::ONE));
            return Some((self.by_tier(table, per, asked.places, award_places, &path.key("byTier"))?, None));
        }
        let (picks, basis_places) = match &scale.basis {
            Some(basis) => {
                let (reading, places) = self.basis_reading(basis, any_line, by_invoice, &path.key("basis"))?;
                (Some(Picks { reading, include: !basis.before.unwrap_or(false) }), places)
            }
            None => (None, asked.places),
        };
        let bands = BandsAsked {
            bands: &scale.bands,
            mode: scale.mode,
            start: scale.start,
            all_reached: scale.all_reached.unwrap_or(false),
        };
        let places = Places { basis: basis_places, base: asked.places, award: award_places };
        Some((Scale::Bands(self.bands(&bands, places, path)?), picks))
    }
}

fn plain(of: &Of) -> Ask<'_> {
    Ask { of, when: None, by: None, currency: None, with_value: false, any_line: false, by_invoice: false }
}

fn asked_by(measure: &wire::Measure, any_line: bool, by_invoice: bool) -> Ask<'_> {
    Ask {
        of: &measure.of,
        when: measure.when.as_ref(),
        by: measure.by.as_deref(),
        currency: measure.currency.as_deref(),
        with_value: measure.with_value.unwrap_or(false),
        any_line,
        by_invoice,
    }
}

fn extent_of(over: Over) -> Extent {
    match over {
        Over::Unit(unit) => {
            Extent { unit, reach: if unit == Unit::Lifetime { Reach::All } else { Reach::Bucket }, days: None }
        }
        Over::Days(days) => Extent { unit: Unit::Lifetime, reach: Reach::All, days: Some(days) },
    }
}

/// Is `part` a part of the period?
fn fits(part: Unit, over: Over) -> bool {
    match over {
        Over::Unit(whole) => matches!(part, Unit::Month | Unit::Quarter | Unit::HalfYear) && part < whole && whole <= Unit::Year,
        Over::Days(_) => matches!(part, Unit::Month | Unit::Quarter | Unit::HalfYear),
    }
}

pub(crate) fn rounding_of(mode: wire::Rounding) -> Rounding {
    match mode {
        wire::Rounding::Floor => Rounding::Floor,
        wire::Rounding::Ceil => Rounding::Ceil,
        wire::Rounding::HalfUp => Rounding::HalfUp,
        wire::Rounding::HalfEven => Rounding::HalfEven,
    }
}
