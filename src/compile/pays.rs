//! What a rule pays at once: points, values, money, multipliers; short forms keep the path their author typed.

use super::context::Context;
use super::measures::{Ask, Asked};
use super::placed::On;
use super::rules::Frame;
use super::scales::ScaleAsked;
use crate::amounts::{Decimal, Rounding};
use crate::findings::{Code, Path, did_you_mean};
use crate::rule::award::{Award, Multiplier, Pay, Scope};
use crate::rule::measure::{Basis, What};
use crate::rule::scale::Scale;
use crate::wire::rule::{self as wire, AwardKind, Of, OfName, PointsOrTable};
use crate::wire::scalars::{Period, PeriodName};

impl Context<'_> {
    pub(super) fn earn(&mut self, earn: &wire::Earn, frame: &Frame<'_>) -> Option<Pay> {
        let path = &frame.path.key("earn");
        let unit = self.currency(earn.currency.as_deref(), path)?;
        let decimals = self.tables.units.get(usize::from(unit)).map_or(0, |u| u.decimals);
        let default = default_of(frame.on);
        let asked = self.ask(&Ask::of(earn.of.as_ref().unwrap_or(&default)), path)?;
        if earn.per.is_none() && (earn.of.is_some() || earn.full_steps.is_some()) {
            self.findings.error(
                Code::MissingField,
                path,
                "'per' is missing: points for how much?",
                "add \"per\", such as \"per\": \"1.00\"",
            );
            return None;
        }
        if earn.per.is_some() {
            self.countable(&asked, frame.on, path);
        }
        self.basis_words(earn.basis.as_ref(), &asked, earn.per.is_none(), path);
        let here = path.key("points");
        let scale = match (&earn.points, earn.per) {
            (PointsOrTable::Points(points), None) => Scale::Fixed(self.positive(*points, decimals, &here)?),
            (PointsOrTable::Points(points), Some(per)) if earn.full_steps == Some(true) => {
                let step = self.step(per, asked.places, &path.key("per"))?;
                Scale::Steps { step, each: self.positive(*points, decimals, &here)?, start: 0 }
            }
            (PointsOrTable::Points(points), Some(per)) => {
                Scale::Linear(self.ratio(*points, Some(per), asked.places, decimals, &here)?)
            }
            (PointsOrTable::ByTier(table), Some(per)) if earn.full_steps == Some(true) => {
                let step = self.step(per, asked.places, &path.key("per"))?;
                self.steps_by_tier(table, (step, 0), decimals, &here)?
            }
            (PointsOrTable::ByTier(table), per) => self.by_tier(table, per, asked.places, decimals, &here)?,
        };
        let (rounding, scope) = Self::rounding(frame.rule, Rounding::Floor);
        let basis = basis_of(earn.basis.as_ref());
        Some(Pay::Award(Award { unit, what: asked.what, basis, scale, picks: None, rounding, scope }))
    }

    pub(super) fn value(&mut self, value: Decimal, frame: &Frame<'_>) -> Option<Pay> {
        let units = self.positive(value, self.money_places, &frame.path.key("value"))?;
        let (rounding, scope) = Self::rounding(frame.rule, Rounding::HalfUp);
        Some(Pay::Award(Award {
            unit: self.tables.money("value"),
            what: if matches!(frame.on, On::Activity | On::Came) { What::Quantity } else { What::Orders },
            basis: Basis::default(),
            scale: Scale::Fixed(units),
            picks: None,
            rounding,
            scope,
        }))
    }

    /// One of a reward.
    pub(super) fn give(&mut self, reward: &str, frame: &Frame<'_>) -> Option<Pay> {
        Some(Pay::Award(Award {
            unit: self.named_unit("reward", reward, &frame.path.key("give"))?,
            what: if frame.on == On::Activity { What::Quantity } else { What::Orders },
            basis: Basis::default(),
            scale: Scale::Fixed(1),
            picks: None,
            rounding: Rounding::Floor,
            scope: Scope::Order,
        }))
    }

    pub(super) fn multiply(&mut self, multiply: &wire::Multiply, path: &Path<'_>) -> Option<Pay> {
        let (by, scope) = match multiply {
            wire::Multiply::Factor(by) => (*by, None),
            wire::Multiply::By(scoped) => (scoped.by, Some(scoped)),
        };
        let rules = match scope.and_then(|s| s.rules.as_ref()) {
            Some(names) => {
                let list = path.key("rules");
                for (index, name) in names.names.iter().enumerate() {
                    if !self.rule_ids.contains(name) {
                        let known: Vec<&str> = self.rule_ids.iter().map(String::as_str).collect();
                        let help = did_you_mean(name, &known);
                        let message = format!("no rule is called '{name}'");
                        self.findings.error(Code::DanglingReference, &list.index(index), message, help);
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

    /// A rule with measure, scale and award.
    pub(super) fn in_full(&mut self, frame: &Frame<'_>) -> Option<Pay> {
        let (rule, path) = (frame.rule, frame.path);
        let (Some(award), Some(scale)) = (&rule.award, &rule.scale) else {
            self.findings.error(
                Code::MissingField,
                path,
                "a rule in full has measure, scale and award",
                "add \"scale\"",
            );
            return None;
        };
        let (unit, places, default_rounding) = self.award_unit(award, &path.key("award"))?;
        let default = wire::Measure {
            of: default_of(frame.on),
            over: None,
            when: None,
            whose: None,
            by: None,
            currency: None,
            with_value: None,
            before: None,
            net_of: Vec::new(),
            basis: None,
            r#in: None,
            against: None,
        };
        let measure = rule.measure.as_ref().unwrap_or(&default);
        let here = path.key("measure");
        if measure.with_value == Some(true) {
            self.not_built(&here.key("withValue"), "counting values in a rule's own measure");
        }
        self.unused(
            &here,
            &[("before", measure.before.is_some())],
            "belongs to a band's basis or a history",
            "remove it",
        );
        if frame.on == On::Period {
            return self.full_period(award, measure, scale, frame);
        }
        self.unused(
            &here,
            &[("against", measure.against.is_some())],
            "is for what is counted over a period",
            "let the end of a period pay, or pick a band by it in \"basis\"",
        );
        let no_lines = matches!(frame.on, On::Activity | On::Came);
        self.unused(
            &here,
            &[("when", measure.when.is_some() && no_lines)],
            "chooses lines, and there are none here",
            "remove it",
        );
        let asked = self.ask(&Ask { when: None, with_value: false, ..Ask::by(measure) }, &here)?;
        if scale.fixed.is_none() {
            self.countable(&asked, frame.on, &here);
        }
        self.basis_words(measure.basis.as_ref(), &asked, scale.fixed.is_some(), &here);
        let by_line = self.paid_over(measure.over.as_ref(), frame.on, &here.key("over"))?;
        let (rounding, mut scope) = Self::rounding(rule, default_rounding);
        if by_line && scope == Scope::Order {
            scope = Scope::Line;
        }
        // Money back goes by the invoice, points by the order.
        let money_back = matches!(award.kind, AwardKind::Rebate | AwardKind::Margin);
        let wanted = ScaleAsked {
            scale,
            asked: &asked,
            award_places: places,
            by_line,
            money_back: money_back.then_some(award.kind.word()),
        };
        let (scale, picks) = self.scale(&wanted, frame, &path.key("scale"))?;
        let basis = basis_of(measure.basis.as_ref());
        Some(Pay::Award(Award { unit, what: asked.what, basis, scale, picks, rounding, scope }))
    }

    /// The unit of an award, its decimals, and how it is rounded by default.
    pub(super) fn award_unit(&mut self, award: &wire::Award, path: &Path<'_>) -> Option<(u16, u8, Rounding)> {
        let currency = award.currency.as_deref();
        let words = [
            ("currency", award.currency.is_some(), award.kind == AwardKind::Points),
            ("fund", award.fund.is_some(), award.kind == AwardKind::Fund),
            ("reward", award.reward.is_some(), award.kind == AwardKind::Reward),
            ("from", award.from.is_some(), award.kind == AwardKind::Cash),
        ];
        for (word, given, belongs) in words {
            let why = format!("does not belong to the kind '{}'", award.kind.word());
            self.unused(path, &[(word, given && !belongs)], &why, "remove it");
        }
        let missing = |this: &mut Self, word: &str| {
            let message = format!("it is not said which {word} is given");
            this.findings.error(Code::MissingField, path, message, format!("add \"{word}\""));
        };
        match award.kind {
            AwardKind::Points => {
                let unit = self.currency(currency, path)?;
                Some((unit, self.tables.units.get(usize::from(unit)).map_or(0, |u| u.decimals), Rounding::Floor))
            }
            AwardKind::Rebate | AwardKind::Margin | AwardKind::Value | AwardKind::Cash => {
                Some((self.tables.money(award.kind.word()), self.money_places, Rounding::HalfUp))
            }
            AwardKind::Discount => {
                self.findings.error(
                    Code::Contradiction,
                    &path.key("kind"),
                    "a discount has a form of its own",
                    "write it as \"discount\": {...}",
                );
                None
            }
            AwardKind::Fund => {
                let Some(fund) = &award.fund else {
                    missing(self, "fund");
                    return None;
                };
                Some((self.named_unit("fund", fund, &path.key("fund"))?, self.money_places, Rounding::HalfUp))
            }
            AwardKind::Reward => {
                let Some(reward) = &award.reward else {
                    missing(self, "reward");
                    return None;
                };
                Some((self.named_unit("reward", reward, &path.key("reward"))?, 0, Rounding::Floor))
            }
        }
    }

    /// Whether what is paid at once is paid by the line; says so where it is to be paid over a period.
    fn paid_over(&mut self, over: Option<&Period>, on: On, path: &Path<'_>) -> Option<bool> {
        match over {
            None | Some(Period::Named(PeriodName::Order)) => Some(false),
            Some(Period::Named(PeriodName::Line)) if matches!(on, On::Activity | On::Came) => {
                self.findings.error(Code::Contradiction, path, "there are no lines here", "remove it");
                None
            }
            Some(Period::Named(PeriodName::Line)) => Some(true),
            Some(Period::Named(_) | Period::Rolling(_) | Period::Fixed(_)) => {
                self.findings.error(
                    Code::Contradiction,
                    path,
                    "an order pays on itself or its lines",
                    "let the end of the period pay: \"on\": {\"periodEnd\": \"month\"}; a band may be picked over a period by \"basis\"",
                );
                None
            }
        }
    }

    /// Says so where what runs the rule does not hold what is to be paid for.
    fn countable(&mut self, asked: &Asked, on: On, path: &Path<'_>) {
        let counts = match asked.what {
            What::Quantity => on != On::Came,
            What::Activities => on == On::Activity,
            What::Amount | What::Own(_) | What::Lines | What::Orders | What::Distinct(_) => {
                !matches!(on, On::Activity | On::Came)
            }
            What::Tenure(_) => on == On::Came,
            What::Awarded(_) | What::Balance(_) | What::ActiveMonths => false,
        };
        if !counts {
            let (event, help) = match on {
                On::Activity => ("an activity", "count \"quantity\" or \"activities\""),
                On::Came => ("an anniversary", "count \"tenure\", or pick a band by a \"basis\""),
                On::Order | On::Both | On::Period => (
                    "an order",
                    "count what its lines hold; what an account has done over a period is a \"history\" or a \"basis\"",
                ),
            };
            self.findings.error(
                Code::Contradiction,
                &path.key("of"),
                format!("{event} holds none of what is counted here, so nothing would be paid"),
                help,
            );
        }
    }

    /// Says so where a choice of amount has no amount to choose.
    fn basis_words(&mut self, basis: Option<&wire::Basis>, asked: &Asked, fixed: bool, path: &Path<'_>) {
        let why =
            if fixed { "has nothing to act on: the award is fixed" } else { "chooses an amount, and none is counted" };
        let unused = basis.is_some() && (fixed || asked.what != What::Amount);
        self.unused(path, &[("basis", unused)], why, "remove it");
    }
}

/// What is counted where a rule does not say.
fn default_of(on: On) -> Of {
    Of::Named(match on {
        On::Activity => OfName::Quantity,
        On::Came => OfName::Tenure,
        On::Order | On::Both | On::Period => OfName::Amount,
    })
}

fn basis_of(basis: Option<&wire::Basis>) -> Basis {
    let flag = |f: Option<bool>| f.unwrap_or(false);
    basis.map_or(Basis::default(), |b| Basis {
        before_discounts: flag(b.before_discounts),
        with_tax: flag(b.with_tax),
        with_shipping: flag(b.with_shipping),
    })
}
