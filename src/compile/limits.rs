//! Limits from wire to compiled form.

use super::context::{Context, Extent};
use crate::findings::{Code, Path, did_you_mean};
use crate::rule::award::Pay;
use crate::rule::limits::{Cap, CapPer, Limits, Times};
use crate::rule::measure::{Counted, Reach, View};
use crate::wire::rule::{self as wire, OverCap, TimesBy};
use crate::wire::scalars::{Period, PeriodName};

impl Context<'_> {
    pub(crate) fn limits(
        &mut self,
        limits: &wire::Limits,
        rule: &wire::Rule,
        pay: &Pay,
        path: &Path<'_>,
    ) -> Option<Limits> {
        let places = match pay {
            Pay::Award(award) => self.tables.units.get(usize::from(award.unit)).map_or(0, |u| u.decimals),
            // What a multiplier adds is counted in the currency it names, or the first.
            Pay::Multiplier(m) => self.tables.units.get(usize::from(m.currency.unwrap_or(0))).map_or(0, |u| u.decimals),
            Pay::Discount(_) | Pay::Period(_) => self.money_places,
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
            if times.by == Some(TimesBy::Participant) {
                self.not_built(&here.key("by"), "a frequency by participant");
                continue;
            }
            let by_subject = times.by == Some(TimesBy::Subject);
            let extent = self.extent(&times.per, &here.key("per"))?;
            let counter = self.counter(Counted::TimesOf(id, by_subject), None, extent, false);
            let view = if by_subject { View::ByValue } else { View::Sum };
            let reading = self.read(counter, extent.reach, view);
            made.times.push(Times { most: i64::from(times.most), reading, by_subject });
        }
        for (index, cap) in limits.caps.iter().enumerate() {
            let list = path.key("caps");
            if let Some(cap) = self.cap(cap, Counted::PaidBy(id), places, &list.index(index)) {
                made.caps.push(cap);
            }
        }
        if let Some(name) = &limits.budget {
            match self.budgets.iter().position(|known| known == name) {
                Some(_) => made.budget = self.tables.budgets.iter().position(|(known, _)| known == name),
                None => {
                    let known: Vec<&str> = self.budgets.iter().map(String::as_str).collect();
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
        if matches!(pay, Pay::Discount(_)) && (!made.times.is_empty() || made.caps.iter().any(|c| !matches!(c.per, CapPer::Line | CapPer::Order)) || made.budget.is_some() || made.refuse) {
            self.not_built(path, "a frequency, budget or period cap of a discount");
        }
        Some(made)
    }

    /// A cap on what `counted` says.
    pub(crate) fn cap(&mut self, cap: &wire::Cap, counted: Counted, places: u8, path: &Path<'_>) -> Option<Cap> {
        let most = self.positive(cap.most, places, &path.key("most"))?;
        let per = match &cap.per {
            Period::Named(PeriodName::Line) => CapPer::Line,
            Period::Named(PeriodName::Order) => CapPer::Order,
            other => {
                let extent: Extent = self.extent(other, &path.key("per"))?;
                let counter = self.counter(counted, None, extent, false);
                let reach = if extent.unit == crate::time::Unit::Lifetime { Reach::All } else { extent.reach };
                CapPer::Reading(self.read(counter, reach, View::Sum))
            }
        };
        Some(Cap { most, per })
    }
}
