//! Rules from wire to compiled form: trigger, window, condition, and which of the short forms it is.

use super::conditions::{canonical, only_lines};
use super::context::{Context, Filter, plain};
use super::placed::On;
use crate::amounts::Rounding;
use crate::evaluate::Came;
use crate::findings::{Code, Path};
use crate::names::NameSet;
use crate::rule::award::{Pay, Scope, To};
use crate::rule::condition::{Cond, Test};
use crate::rule::life::Life;
use crate::rule::limits::Limits;
use crate::rule::{Rule, Trigger};
use crate::time::Span;
use crate::wire::condition::Condition;
use crate::wire::rule::{self as wire, RoundingScope, TriggerName};
use crate::wire::scalars::Period;
use crate::wire::show::to_short_text;

/// The type of activity that joining is: one that no document can name.
pub(crate) const JOINING: &str = "@joining";

/// A rule whose pay is being compiled.
pub(super) struct Frame<'p> {
    pub rule: &'p wire::Rule,
    pub path: &'p Path<'p>,
    pub on: On,
    pub days: Option<Span>,
    /// The conditions on lines, those of the measure among them.
    pub lines: &'p [Cond],
    /// The rest of the conditions.
    pub gates: &'p [Cond],
    /// Where `on` names the end of a period.
    pub period_end: Option<&'p Period>,
}

impl Context<'_> {
    /// A rule of `rules` or `promotions`.
    pub(super) fn rule(&mut self, rule: &wire::Rule, promotion: bool, path: &Path<'_>) -> Option<Rule> {
        let trigger = self.trigger(rule);
        let on = self.on(rule, &trigger, path)?;
        let days = match &rule.window {
            Some(window) => Some(self.window(window, &path.key("window"))?),
            None => None,
        };
        if let Some(days) = days {
            self.never_open(days, on, &path.key("window"));
        }
        let trigger = self.placed(rule, on, trigger, path);
        let parts = match &rule.when {
            Some(when) => self.condition(when, &path.key("when")),
            None => Vec::new(),
        };
        let (mut lines, gates): (Vec<Cond>, Vec<Cond>) = parts.into_iter().partition(Cond::of_line);
        let measured = rule.measure.as_ref().and_then(|measure| measure.when.as_ref());
        // Activities are chosen by what is counted.
        let of_lines = |when: &&Condition| !matches!(on, On::Activity | On::Came) && when.activity.is_none();
        if let Some(when) = measured.filter(of_lines) {
            // What a measure counts is what the rule's lines are.
            let filter = self.line_filter(when, &path.key("measure").key("when"))?;
            lines.extend(filter.map(|filter| filter.cond));
        }
        let period_end = match &rule.on {
            Some(wire::Trigger::PeriodEnd(end)) => Some(&end.period_end),
            Some(wire::Trigger::Named(_) | wire::Trigger::Activity(_)) | None => None,
        };
        let frame = Frame { rule, path, on, days, lines: &lines, gates: &gates, period_end };
        let pay = self.pay(&frame)?;
        self.words_of_rule(&frame, &pay);
        let id = self.intern(&rule.id);
        let limits = match &rule.limits {
            Some(limits) => self.limits(limits, rule, on, &pay, &path.key("limits"))?,
            None => Limits::default(),
        };
        let mut limits = limits;
        if let Some(fund) = rule.award.as_ref().and_then(|award| award.from.as_deref()) {
            limits.from = Some(self.named_unit("fund", fund, &path.key("award").key("from"))?);
        }
        let fixed = matches!(&pay, Pay::Award(award) if award.scale.is_fixed());
        let bonus = rule.bonus.unwrap_or(promotion || on == On::Came || (fixed && on != On::Activity));
        let trigger = if matches!(pay, Pay::Period(_)) { Trigger::PeriodEnd } else { trigger };
        let (to, life) = self.whereto(rule, &pay, path)?;
        let mut gates = gates;
        if let Some(link) = to.as_ref().and_then(To::link) {
            // What goes to somebody else is not given where there is nobody.
            gates.push(Cond::Test(Test::Linked { names: NameSet::of(link), not: false }));
        }
        Some(Rule {
            id,
            text: rule.id.clone(),
            name: plain(&rule.name),
            trigger,
            days,
            gates,
            asks: lines.iter().filter(|cond| !cond.of_kind()).cloned().collect(),
            lines,
            any_line: rule.any_line.unwrap_or(false),
            pay,
            limits,
            to: to.map(Box::new),
            life,
            funding: self.funding(rule, path)?,
            bonus,
            counted: false,
            held: self.held,
            promotion,
        })
    }

    /// To whom a rule's award goes, and its life.
    fn whereto(&mut self, rule: &wire::Rule, pay: &Pay, path: &Path<'_>) -> Option<(Option<To>, Option<Life>)> {
        let why = match pay {
            Pay::Award(award) if award.unit == self.tables.money("value") => {
                Some("has no meaning: a value is no award")
            }
            Pay::Award(_) | Pay::Period(_) => None,
            Pay::Multiplier(_) => Some("belongs to the rules that are multiplied"),
            Pay::Discount(_) => Some("has no meaning: a discount is taken off the order"),
        };
        if let Some(why) = why {
            self.unused(path, &[("to", rule.to.is_some()), ("life", rule.life.is_some())], why, "remove it");
        }
        let to = match &rule.to {
            Some(to) => Some(self.to(to, &path.key("to"))?).filter(|to| *to != To::Account),
            None => None,
        };
        let life = match &rule.life {
            Some(life) => Some(self.life(life, &path.key("life"))?),
            None => None,
        };
        Some((to, life))
    }

    fn trigger(&mut self, rule: &wire::Rule) -> Trigger {
        match &rule.on {
            None if rule.multiply.is_some() => Trigger::Both,
            None | Some(wire::Trigger::Named(TriggerName::Order)) => Trigger::Order,
            Some(wire::Trigger::Named(TriggerName::Joining)) => {
                Trigger::Activities(NameSet::of(self.intern(JOINING)), false)
            }
            Some(wire::Trigger::Named(TriggerName::Anniversary)) => Trigger::Came(Came::Anniversary),
            Some(wire::Trigger::Named(TriggerName::TierChange)) => Trigger::Came(Came::TierChange),
            Some(wire::Trigger::Activity(on)) => Trigger::Activities(self.set(&on.activity), on.activity.not),
            Some(wire::Trigger::PeriodEnd(_)) => Trigger::PeriodEnd,
        }
    }

    /// What runs the rule; says so where that cannot be.
    fn on(&mut self, rule: &wire::Rule, trigger: &Trigger, path: &Path<'_>) -> Option<On> {
        let here = path.key("on");
        let mut refuse = |message: &str, help: &str| {
            self.findings.error(Code::Contradiction, &here, message, help);
            None
        };
        let over_period = rule.rebate.is_some() || rule.margin.is_some();
        match trigger {
            Trigger::PeriodEnd if rule.award.is_none() => refuse(
                "a period's end runs rules written in full",
                "use \"rebate\" or \"margin\" with \"over\" and leave \"on\" out, or write measure, scale and award",
            ),
            Trigger::PeriodEnd => Some(On::Period),
            Trigger::Order | Trigger::Activities(..) | Trigger::Came(_) if over_period && rule.on.is_some() => refuse(
                "the end of the period runs a rebate or margin",
                "leave \"on\" out, or write the rule in full to pay at once",
            ),
            Trigger::Activities(..) | Trigger::Came(_) if rule.discount.is_some() => {
                refuse("a discount is taken off an order", "leave \"on\" out")
            }
            Trigger::Activities(..) => Some(On::Activity),
            Trigger::Came(_) => Some(On::Came),
            Trigger::Order if over_period => Some(On::Period),
            Trigger::Order => Some(On::Order),
            Trigger::Both => Some(On::Both),
        }
    }

    /// Says so where the window lies outside the version.
    pub(super) fn never_open(&mut self, days: Span, on: On, path: &Path<'_>) {
        let (from, until) = self.in_force;
        // A period's rule goes by the invoice, which may come after the version of its order.
        let late = on != On::Period && until.is_some_and(|until| days.start >= until);
        if days.end <= from || late {
            let until = until.map_or_else(String::new, |until| format!(" until {}", until.plus_days(-1)));
            self.findings.warning(
                Code::NoEffect,
                path,
                format!("the window never opens: these terms hold from {from}{until}"),
                "mend the dates, or put the rule into the version that they belong to",
            );
        }
    }

    fn pay(&mut self, frame: &Frame<'_>) -> Option<Pay> {
        let (rule, path) = (frame.rule, frame.path);
        let forms = [
            ("earn", rule.earn.is_some()),
            ("multiply", rule.multiply.is_some()),
            ("discount", rule.discount.is_some()),
            ("rebate", rule.rebate.is_some()),
            ("margin", rule.margin.is_some()),
            ("value", rule.value.is_some()),
            ("give", rule.give.is_some()),
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
                "give exactly one of earn, multiply, discount, rebate, margin, value, give, or award with measure and scale",
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
        if let Some(earn) = &rule.earn {
            return self.earn(earn, frame);
        }
        if let Some(multiply) = &rule.multiply {
            return self.multiply(multiply, &path.key("multiply"));
        }
        if let Some(discount) = &rule.discount {
            return self.discount(discount, Some(frame), &path.key("discount"));
        }
        if let Some(pay) = &rule.rebate {
            return self.short_period(pay, "rebate", frame);
        }
        if let Some(pay) = &rule.margin {
            return self.short_period(pay, "margin", frame);
        }
        if let Some(value) = rule.value {
            return self.value(value, frame);
        }
        if let Some(reward) = &rule.give {
            return self.give(reward, frame);
        }
        self.in_full(frame)
    }

    /// How a rule rounds, where it does not say.
    pub(super) fn rounding(rule: &wire::Rule, default: Rounding) -> (Rounding, Scope) {
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

    /// The rule's own lines as a choice of lines, whoever buys them and with which order; a finding at `path` where
    /// they cannot be told apart from that.
    pub(super) fn own_lines(&mut self, frame: &Frame<'_>, path: &Path<'_>) -> Option<Option<Filter>> {
        if !frame.lines.iter().all(only_lines) {
            self.findings.error(
                Code::Contradiction,
                path,
                "the rule's condition weighs lines against other things, so that its lines cannot be counted",
                "give the basis a \"when\" of its own",
            );
            return None;
        }
        if frame.lines.is_empty() {
            return Some(None);
        }
        let text = |when: Option<&Condition>| when.map_or_else(String::new, canonical);
        let measured = frame.rule.measure.as_ref().and_then(|measure| measure.when.as_ref());
        let text = format!("{}{}", text(frame.rule.when.as_ref()), text(measured));
        Some(Some(Filter { cond: Cond::All(frame.lines.to_vec()), text }))
    }

    /// Everything the rule asks for, of lines, order and account: what an order adds to a period is what met it then.
    pub(super) fn whole_condition(frame: &Frame<'_>) -> Option<Filter> {
        if frame.lines.is_empty() && frame.gates.is_empty() {
            return None;
        }
        let measured = frame.rule.measure.as_ref().and_then(|measure| measure.when.as_ref());
        let conditions = frame.rule.when.iter().chain(measured);
        // Of what is asked beside lines, counters are told apart by the condition as it stands.
        let text = if frame.gates.is_empty() {
            conditions.map(canonical).collect()
        } else {
            conditions.map(|when| to_short_text(when)).collect()
        };
        Some(Filter { cond: Cond::All([frame.gates, frame.lines].concat()), text })
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
