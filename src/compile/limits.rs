//! Limits from wire to compiled form.

use super::context::{Context, Extent};
use super::placed::On;
use crate::findings::{Code, Path, did_you_mean};
use crate::rule::award::Pay;
use crate::rule::limits::{Cap, CapPer, Limits, Times};
use crate::rule::measure::{By, Counted, Reach, View, Whose};
use crate::wire::rule::{self as wire, OverCap, TimesBy};
use crate::wire::scalars::{Period, PeriodName};

impl Context<'_> {
    pub(crate) fn limits(
        &mut self,
        limits: &wire::Limits,
        rule: &wire::Rule,
        on: On,
        pay: &Pay,
        path: &Path<'_>,
    ) -> Option<Limits> {
        let places = match pay {
            Pay::Award(award) => self.tables.units.get(usize::from(award.unit)).map_or(0, |u| u.decimals),
            // What a multiplier adds is counted in the currency it names, or the first.
            Pay::Multiplier(m) => self.tables.units.get(usize::from(m.currency.unwrap_or(0))).map_or(0, |u| u.decimals),
            Pay::Period(pay) => self.tables.units.get(usize::from(pay.unit)).map_or(0, |u| u.decimals),
            Pay::Discount(_) => self.money_places,
        };
        let id = self.intern(&rule.id);
        let mut made = Limits {
            refuse: limits.over_cap == Some(OverCap::Refuse),
            priority: limits.priority.unwrap_or(0),
            ..Limits::default()
        };
        for (index, times) in limits.times.iter().enumerate() {
            let list = path.key("times");
            let here = list.index(index);
            let whose = times.whose.as_ref().map_or(Whose::Account, |whose| self.whose(whose));
            if whose.is_shared() && times.by.is_some() {
                self.not_built(&here.key("by"), "a frequency by subject over several accounts");
                continue;
            }
            let by_subject = times.by == Some(TimesBy::Subject);
            let of_order = by_subject && matches!(on, On::Order | On::Period | On::Came);
            self.unused(&here, &[("by", of_order)], "asks for a subject, and there is none here", "remove it");
            if times.most == 0 {
                self.pays_nothing(&here.key("most"), "a rule that pays 0 times pays nothing");
            }
            let extent = self.extent(&times.per, &here.key("per"))?;
            let counter = self.counter(Counted::TimesOf(id, by_subject), None, extent, By { whose, ..By::DAY });
            let view = if by_subject { View::ByValue } else { View::Sum };
            let reading = self.read(counter, extent.reach, view);
            made.times.push(Times { most: i64::from(times.most), reading, by_subject });
        }
        let of_order = [("once", !limits.once.is_empty() && on != On::Activity)];
        self.unused(path, &of_order, "names attributes of an activity, and an order has none", "remove it");
        made.once = limits.once.iter().map(|name| (self.tables.activity_slot(name), name.clone())).collect();
        let of_orders = !matches!(pay, Pay::Period(_));
        for (index, cap) in limits.caps.iter().enumerate().filter(|_| of_orders) {
            let list = path.key("caps");
            let here = list.index(index);
            let of_period = [("whose", cap.whose.is_some() && matches!(pay, Pay::Period(_)))];
            let why = "belongs to the measure where the end of a period pays";
            self.unused(&here, &of_period, why, "write it in the measure, or remove it");
            if let Some(cap) = self.cap(cap, Counted::PaidBy(id), places, &here) {
                made.caps.push(cap);
            }
        }
        if let Some(name) = &limits.budget {
            match self.budgets.iter().find(|(known, ..)| known == name) {
                Some((_, _, of)) if matches!(pay, Pay::Award(_)) && *of != places => self.findings.error(
                    Code::Contradiction,
                    &path.key("budget"),
                    format!("rules that draw on '{name}' count in different units"),
                    "give each unit a budget of its own",
                ),
                Some((_, at, _)) => made.budget = Some(*at),
                None => {
                    let known: Vec<&str> = self.budgets.iter().map(|(id, ..)| id.as_str()).collect();
                    let help = did_you_mean(name, &known);
                    self.findings.error(
                        Code::DanglingReference,
                        &path.key("budget"),
                        format!("no budget is called '{name}'"),
                        help,
                    );
                }
            }
        }
        if let Some(name) = &limits.group {
            made.group = self.groups.iter().position(|known| known == name);
            if made.group.is_none() {
                let known: Vec<&str> = self.groups.iter().map(String::as_str).collect();
                let help = did_you_mean(name, &known);
                self.findings.error(
                    Code::DanglingReference,
                    &path.key("group"),
                    format!("no group is called '{name}'"),
                    help,
                );
            }
        }
        let alone = [("priority", limits.priority.is_some() && limits.group.is_none())];
        self.unused(path, &alone, "is a rank in a group", "add \"group\", or remove it");
        let unbounded = limits.caps.is_empty() && limits.budget.is_none();
        let over_cap = [("overCap", limits.over_cap.is_some() && unbounded)];
        self.unused(path, &over_cap, "has no cap or budget to pass", "add one, or remove it");
        if on == On::Came && made.budget.is_some() {
            self.not_built(&path.key("budget"), "an anniversary that draws on a budget");
        }
        match pay {
            Pay::Discount(_) => {
                let over_time = made.caps.iter().any(|cap| matches!(cap.per, CapPer::Reading(_)));
                if !made.times.is_empty() || over_time || made.budget.is_some() || made.refuse {
                    self.not_built(path, "a frequency, budget or period cap of a discount");
                }
            }
            Pay::Period(pay) => {
                if !made.simple() {
                    self.not_built(path, "a frequency, budget or group of a rule that a period's end pays");
                }
                let caps = [("caps", !limits.caps.is_empty() && (rule.award.is_none() || pay.cap.is_none()))];
                let help = if rule.award.is_none() {
                    "write \"cap\" in the rebate or margin"
                } else {
                    "write one cap \"per\" the period that is counted over"
                };
                self.unused(path, &caps, "acts on what an order pays, and the end of a period pays this", help);
            }
            Pay::Award(_) | Pay::Multiplier(_) => {}
        }
        Some(made)
    }

    /// Warns of a limit that leaves nothing.
    pub(crate) fn pays_nothing(&mut self, path: &Path<'_>, message: &str) {
        self.findings.warning(Code::NoEffect, path, message, "raise it, or remove what it limits");
    }

    /// A cap on what `counted` says.
    pub(crate) fn cap(&mut self, cap: &wire::Cap, counted: Counted, places: u8, path: &Path<'_>) -> Option<Cap> {
        let most = self.positive(cap.most, places, &path.key("most"))?;
        if most == 0 {
            self.pays_nothing(&path.key("most"), "a cap of 0 pays nothing");
        }
        let per = match &cap.per {
            Period::Named(name @ (PeriodName::Line | PeriodName::Order)) => {
                let why = "has no meaning here: a line and an order are one person's and one account's";
                self.unused(path, &[("whose", cap.whose.is_some())], why, "remove it, or cap a period");
                if *name == PeriodName::Line { CapPer::Line } else { CapPer::Order }
            }
            period @ (Period::Named(_) | Period::Rolling(_) | Period::Fixed(_)) => {
                let extent: Extent = self.extent(period, &path.key("per"))?;
                let whose = cap.whose.as_ref().map_or(Whose::Account, |whose| self.whose(whose));
                let counter = self.counter(counted, None, extent, By { whose, ..By::DAY });
                let reach = if extent.unit == crate::time::Unit::Lifetime { Reach::All } else { extent.reach };
                CapPer::Reading(self.read(counter, reach, View::Sum))
            }
        };
        Some(Cap { most, per })
    }
}
