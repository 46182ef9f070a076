//! Net of: the rules whose gifts are taken off what a period's rule counts.

use super::context::{Context, Extent, Filter};
use super::measures::Asked;
use super::period_pay::Wanted;
use crate::findings::{Code, did_you_mean};
use crate::rule::Rule;
use crate::rule::award::{NetOf, Over, Pay};
use crate::rule::condition::Cond;
use crate::rule::measure::{By, Counted, Counter, View, What, Whose};
use crate::time::{Span, Unit};

/// A rule that stands before the one that is compiled.
pub(super) struct Earlier {
    pub id: String,
    pub rule: u32,
    /// What of it others can be net of; else why they cannot.
    pub pays: Result<Pays, &'static str>,
}

/// What a rule pays over a period.
pub(super) struct Pays {
    over: Over,
    settle: Option<Unit>,
    counted: Counted,
    filter: Option<Filter>,
    days: Option<Span>,
}

impl Context<'_> {
    /// Takes note of a rule for those that come after it.
    pub(super) fn stands_before(&mut self, rule: Option<&Rule>, place: usize) {
        let (Some(rule), Ok(place)) = (rule, u32::try_from(place)) else { return };
        let pays = match &rule.pay {
            Pay::Discount(_) => Err("is a discount: what is counted is less by it already"),
            Pay::Award(_) | Pay::Multiplier(_) => Err("is paid at once, and not by the end of a period"),
            Pay::Period(pay) => {
                let money = [self.tables.money("rebate"), self.tables.money("margin")].contains(&pay.unit);
                match self.tables.counters.get(pay.base) {
                    Some(_) if !money => Err("is no rebate or margin"),
                    Some(counter) if counter.whose != Whose::Account => Err("is counted for each person or group"),
                    Some(Counter { counted: counted @ Counted::Lines(_), filter, text, days, .. }) => {
                        let filter = filter.as_ref().map(|cond| Filter { cond: cond.clone(), text: text.clone() });
                        let (over, settle, counted, days) = (pay.over, pay.settle, counted.clone(), *days);
                        Ok(Pays { over, settle, counted, filter, days })
                    }
                    Some(_) | None => Err("counts no lines"),
                }
            }
        };
        self.earlier.push(Earlier { id: rule.text.clone(), rule: place, pays });
    }

    /// The rules that a period's rule is net of, and how what they count is counted over its period.
    pub(super) fn net_of(
        &mut self,
        wanted: &Wanted<'_>,
        (own, asked): (&str, &Asked),
        (over, settle): (Over, Option<Unit>),
        extents: (Extent, Extent),
    ) -> Option<Vec<NetOf>> {
        let list = wanted.measure.key("netOf");
        let names = wanted.terms.net_of;
        if names.is_empty() {
            return Some(Vec::new());
        }
        if asked.what != What::Amount || asked.whose != Whose::Account {
            let help = "count the account's \"amount\", or remove it";
            self.findings.error(Code::Contradiction, &list, "money is taken off an amount of the account", help);
            return None;
        }
        let (mut nets, mut sound) = (Vec::new(), true);
        for (at, name) in names.iter().enumerate() {
            let here = list.index(at);
            let known = std::mem::take(&mut self.earlier);
            let mut refused = None;
            if names.iter().take(at).any(|other| other == name) {
                refused = Some(("is named twice", "name it once"));
            }
            let mut found = false;
            for of in known.iter().filter(|of| of.id == *name && *name != own) {
                found = true;
                match &of.pays {
                    _ if refused.is_some() => {}
                    Err(why) => refused = Some((*why, "name rebates and margins of a period")),
                    Ok(pays) if !fits((pays.over, pays.settle), (over, settle)) => {
                        let help =
                            "let it be settled with this one or in parts of its period, such as each quarter of a year";
                        refused = Some(("is settled at other times", help));
                    }
                    Ok(pays) => nets.extend(self.net(of.rule, pays, asked, extents)),
                }
            }
            if !found && refused.is_none() {
                if self.rule_ids.contains(name) {
                    refused = Some((
                        "does not stand before this rule",
                        "a rule is net of those before it, so that none waits for itself: move it up",
                    ));
                } else {
                    let pay: Vec<&str> = known.iter().filter(|of| of.pays.is_ok()).map(|of| of.id.as_str()).collect();
                    let message = format!("no rule is called '{name}'");
                    self.findings.error(Code::DanglingReference, &here, message, did_you_mean(name, &pay));
                    sound = false;
                }
            }
            if let Some((why, help)) = refused {
                self.findings.error(Code::Contradiction, &here, format!("'{name}' {why}"), help);
                sound = false;
            }
            self.earlier = known;
        }
        sound.then_some(nets)
    }

    /// One definition of a rule that another is net of; none where no day is in both.
    fn net(&mut self, rule: u32, pays: &Pays, asked: &Asked, extents: (Extent, Extent)) -> Option<NetOf> {
        let own = asked.filter.as_ref();
        let filter = match (&pays.filter, own) {
            (Some(one), Some(other)) if one.text != other.text => Some(Filter {
                cond: Cond::All(vec![one.cond.clone(), other.cond.clone()]),
                text: format!("{}{}", one.text, other.text),
            }),
            (one, other) => one.as_ref().or(other).cloned(),
        };
        let days = match (pays.days, extents.0.days) {
            (Some(one), Some(other)) => Some(Span { start: one.start.max(other.start), end: one.end.min(other.end) }),
            (one, other) => one.or(other),
        };
        if days.is_some_and(|days| days.start >= days.end) {
            return None;
        }
        let mut read = |filter: Option<&Filter>, days: Option<Span>| {
            let by = By { invoice: true, ..By::DAY };
            let counter = self.counter(pays.counted.clone(), filter, Extent { days, ..extents.0 }, by);
            (self.read(counter, extents.0.reach, View::Sum), self.read(counter, extents.1.reach, View::Sum))
        };
        let of = read(pays.filter.as_ref(), pays.days);
        let both = read(filter.as_ref(), days);
        Some(NetOf { rule, of, both })
    }
}

/// Is a rule settled with another, or in parts of its period? Then what it gave is known when the other is settled.
fn fits(one: (Over, Option<Unit>), other: (Over, Option<Unit>)) -> bool {
    let part = |short: Unit, long: Unit| {
        short == long
            || (short == Unit::Day && long != Unit::Lifetime)
            || (Unit::Month..=Unit::Year).contains(&short) && short < long && long <= Unit::Year
    };
    let periods = match (one.0, other.0) {
        (Over::Unit(short), Over::Unit(long)) => part(short, long),
        (Over::Days(one), Over::Days(other)) => one == other,
        (Over::Unit(_), Over::Days(_)) | (Over::Days(_), Over::Unit(_)) => false,
    };
    let unit = |(over, settle): (Over, Option<Unit>)| match (settle, over) {
        (Some(unit), _) | (None, Over::Unit(unit)) => Some(unit),
        (None, Over::Days(_)) => None,
    };
    let settled = match (unit(one), unit(other)) {
        (Some(short), Some(long)) => part(short, long),
        // A campaign as a whole is settled when all its parts are.
        (_, None) => true,
        (None, Some(_)) => false,
    };
    periods && settled
}
