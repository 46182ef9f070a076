//! Measures from wire to counters and readings.

use super::context::{Context, Extent, Filter};
use crate::amounts::QUANTITY_PLACES;
use crate::findings::{Code, Path, did_you_mean};
use crate::names::NameSet;
use crate::rule::condition::{Cond, Test};
use crate::rule::measure::{Adds, Back, By, Counted, Fixed, Reach, Reading, Since, View, What, Whose};
use crate::time::{Duration, Unit};
use crate::wire::condition::Condition;
use crate::wire::rule::{Measure, Of, OfName, TenureIn, Whose as WireWhose, WhoseName};

/// What a document asks to be counted.
#[derive(Clone, Copy)]
pub(crate) struct Ask<'w> {
    pub of: &'w Of,
    pub when: Option<&'w Condition>,
    pub by: Option<&'w str>,
    pub currency: Option<&'w str>,
    pub with_value: bool,
    pub since: Option<TenureIn>,
    /// The lines that count where `when` names none: those of the rule that asks.
    pub own: Option<&'w Filter>,
    pub any_line: bool,
    pub by_invoice: bool,
    pub whose: Option<&'w WireWhose>,
    /// Whether it is to be less by what others gave.
    pub net: bool,
}

impl<'w> Ask<'w> {
    /// This, of the eligible lines.
    pub(crate) fn of(of: &'w Of) -> Ask<'w> {
        Ask {
            of,
            when: None,
            by: None,
            currency: None,
            with_value: false,
            since: None,
            own: None,
            any_line: false,
            by_invoice: false,
            whose: None,
            net: false,
        }
    }

    /// What a measure says.
    pub(crate) fn by(measure: &'w Measure) -> Ask<'w> {
        Ask {
            when: measure.when.as_ref(),
            by: measure.by.as_deref(),
            currency: measure.currency.as_deref(),
            with_value: measure.with_value.unwrap_or(false),
            since: measure.r#in,
            whose: measure.whose.as_ref(),
            net: !measure.net_of.is_empty(),
            ..Ask::of(&measure.of)
        }
    }
}

/// What is counted, resolved.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub what: What,
    pub filter: Option<Filter>,
    pub types: Option<NameSet>,
    pub places: u8,
    pub by_invoice: bool,
    pub whose: Whose,
    /// The unit of value that counts too.
    pub with_value: Option<u16>,
}

impl Asked {
    /// How its counters count.
    pub(crate) fn counts_by(&self) -> By {
        By { invoice: self.by_invoice, whose: self.whose }
    }

    /// Is it activities that are counted, or their quantity?
    pub(crate) fn of_activities(&self) -> bool {
        self.what == What::Activities || self.types.is_some()
    }

    /// The slot whose different values are counted.
    pub(crate) fn distinct(&self) -> Option<u16> {
        match self.what {
            What::Distinct(slot) => Some(slot),
            What::Amount
            | What::Quantity
            | What::Own(_)
            | What::Lines
            | What::Orders
            | What::Activities
            | What::Awarded(_)
            | What::Balance(_)
            | What::ActiveMonths
            | What::Tenure(_) => None,
        }
    }

    /// Whether the lines of one order hold it.
    pub(crate) fn of_lines(&self) -> bool {
        match self.what {
            What::Amount | What::Quantity | What::Own(_) | What::Lines | What::Distinct(_) => true,
            What::Orders
            | What::Activities
            | What::Awarded(_)
            | What::Balance(_)
            | What::ActiveMonths
            | What::Tenure(_) => false,
        }
    }

    /// Whether an order's share of it is known before the order's awards are.
    pub(crate) fn in_an_order(&self) -> bool {
        !matches!(self.what, What::Awarded(_) | What::Balance(_))
    }

    pub(crate) fn counted(&self) -> Counted {
        match self.what {
            What::Quantity if self.types.is_some() => Counted::Units(self.types.clone().unwrap_or_default()),
            What::Amount | What::Quantity | What::Own(_) | What::Lines => Counted::Lines(self.what),
            What::Orders | What::ActiveMonths | What::Tenure(_) => Counted::Orders,
            What::Activities => Counted::Activities(self.types.clone()),
            What::Awarded(unit) | What::Balance(unit) => Counted::Awarded(unit),
            What::Distinct(slot) => Counted::ByAttribute(slot),
        }
    }
}

impl Context<'_> {
    /// Resolves what is counted; says what is wrong with it.
    pub(crate) fn ask(&mut self, ask: &Ask<'_>, path: &Path<'_>) -> Option<Asked> {
        let (what, places) = match ask.of {
            Of::Own(own) => (What::Own(self.tables.own_slot(&own.measure)), QUANTITY_PLACES),
            Of::Named(name) => match name {
                OfName::Amount => (What::Amount, self.money_places),
                OfName::Quantity => (What::Quantity, QUANTITY_PLACES),
                OfName::Lines => (What::Lines, 0),
                OfName::Orders => (What::Orders, 0),
                OfName::Activities => (What::Activities, 0),
                OfName::Points | OfName::Balance => {
                    let unit = self.currency(ask.currency, path)?;
                    let places = self.tables.units.get(usize::from(unit)).map_or(0, |u| u.decimals);
                    (if *name == OfName::Points { What::Awarded(unit) } else { What::Balance(unit) }, places)
                }
                OfName::Value => (What::Awarded(self.tables.money("value")), self.money_places),
                OfName::Distinct => (What::Distinct(self.attribute_slot(ask.by)), 0),
                OfName::ActiveMonths => (What::ActiveMonths, 0),
                OfName::Tenure => (
                    What::Tenure(match ask.since {
                        None | Some(TenureIn::Years) => Since::Years,
                        Some(TenureIn::Months) => Since::Months,
                    }),
                    0,
                ),
            },
        };
        let by = ask.by.is_some() && !matches!(what, What::Distinct(_));
        self.unused(path, &[("by", by)], "says what is told apart, and nothing is", "count \"distinct\", or remove it");
        let since = [("in", ask.since.is_some() && !matches!(what, What::Tenure(_)))];
        self.unused(path, &since, "is for the length of membership", "count \"tenure\", or remove it");
        let unit = matches!(what, What::Awarded(unit) if usize::from(unit) < self.tables.points());
        let currency = ask.currency.is_some() && !unit && !matches!(what, What::Balance(_));
        let why = "is a currency of points, and none are counted";
        self.unused(path, &[("currency", currency)], why, "count \"points\" or \"balance\", or remove it");
        let why = "acts where the end of a period pays, on what its own measure counts";
        self.unused(path, &[("netOf", ask.net)], why, "remove it");
        let (filter, types) = self.counted_lines(what, ask, path)?;
        let whose = ask.whose.map_or(Whose::Account, |whose| self.whose(whose));
        let counted = match what {
            What::Amount | What::Quantity | What::Own(_) | What::Lines | What::Orders | What::Activities => true,
            What::Awarded(_) => true,
            What::Balance(_) | What::Distinct(_) | What::ActiveMonths | What::Tenure(_) => false,
        };
        if whose != Whose::Account && !counted {
            self.not_built(&path.key("whose"), "this count of anybody but the account");
            return None;
        }
        let with_value = (ask.with_value && what == What::Amount).then(|| self.tables.money("value"));
        if ask.with_value && with_value.is_none() {
            self.findings.error(
                Code::Contradiction,
                &path.key("withValue"),
                "only an amount can count values too",
                "count \"amount\", or remove it",
            );
        }
        Some(Asked { what, filter, types, places, by_invoice: ask.by_invoice, whose, with_value })
    }

    /// Which lines or activity types count.
    fn counted_lines(
        &mut self,
        what: What,
        ask: &Ask<'_>,
        path: &Path<'_>,
    ) -> Option<(Option<Filter>, Option<NameSet>)> {
        let when = path.key("when");
        let of_activities = |when: &Condition| what == What::Quantity && when.activity.is_some();
        if what == What::Activities || ask.when.is_some_and(of_activities) {
            let Some(wire) = ask.when else { return Some((None, None)) };
            let parts = self.condition(wire, &when);
            return match parts.as_slice() {
                [Cond::Test(Test::ActivityType { names, not: false })] => Some((None, Some(names.clone()))),
                [] => Some((None, None)),
                _ => {
                    self.findings.error(
                        Code::Contradiction,
                        &when,
                        "activities are counted by their types alone",
                        "write {\"activity\": {\"type\": [...]}}",
                    );
                    None
                }
            };
        }
        let by_lines = match what {
            What::Amount | What::Quantity | What::Own(_) | What::Lines | What::Orders | What::Distinct(_) => true,
            What::Activities | What::Awarded(_) | What::Balance(_) | What::ActiveMonths | What::Tenure(_) => false,
        };
        if !by_lines {
            if ask.when.is_some() {
                self.findings.error(
                    Code::Contradiction,
                    &when,
                    "this measure has no lines to choose from",
                    "remove \"when\"",
                );
                return None;
            }
            return Some((None, None));
        }
        let own = match ask.when {
            Some(wire) => self.line_filter(wire, &when)?,
            None => ask.own.cloned(),
        };
        Some((self.with_eligible(own, ask.any_line), None))
    }

    /// Whose a count is.
    pub(crate) fn whose(&mut self, whose: &WireWhose) -> Whose {
        match whose {
            WireWhose::Named(WhoseName::Account) => Whose::Account,
            WireWhose::Named(WhoseName::Participant) => Whose::Participant,
            WireWhose::Named(WhoseName::Team) => Whose::Team,
            WireWhose::Named(WhoseName::Everyone) => Whose::Everyone,
            WireWhose::Linked(to) => Whose::Linked(self.intern(&to.linked)),
        }
    }

    /// The index of a point currency; the first where none is named.
    pub(crate) fn currency(&mut self, name: Option<&str>, path: &Path<'_>) -> Option<u16> {
        let Some(name) = name else { return Some(0) };
        let at = self.tables.units.iter().position(|u| u.is_points && u.id == name);
        if at.is_none() {
            let known: Vec<&str> = self.tables.units.iter().filter(|u| u.is_points).map(|u| u.id.as_str()).collect();
            let help = did_you_mean(name, &known);
            self.findings.error(
                Code::DanglingReference,
                &path.key("currency"),
                format!("no point currency is called '{name}'"),
                help,
            );
        }
        at.and_then(|at| u16::try_from(at).ok())
    }

    pub(crate) fn not_built(&mut self, path: &Path<'_>, what: &str) {
        self.findings.error(
            Code::NotBuilt,
            path,
            format!("{what} is part of the format, but this engine does not compute it yet"),
            "remove it until a later version computes it",
        );
    }

    /// The reading of what was asked over `extent`.
    pub(crate) fn reading_of(&mut self, asked: &Asked, extent: Extent) -> usize {
        self.reading_at(asked, extent, None, None)
    }

    /// The same of an earlier period, which may stay as it is from some day on.
    pub(super) fn reading_at(
        &mut self,
        asked: &Asked,
        extent: Extent,
        back: Option<Back>,
        fixed: Option<Fixed>,
    ) -> usize {
        let view = match asked.what {
            What::Distinct(_) => View::Distinct,
            What::ActiveMonths => View::Active,
            What::Tenure(since) => View::Tenure(since),
            What::Amount
            | What::Quantity
            | What::Own(_)
            | What::Lines
            | What::Orders
            | What::Activities
            | What::Awarded(_)
            | What::Balance(_) => View::Sum,
        };
        let extent = match view {
            View::Active => months(extent),
            // It has no period.
            View::Tenure(_) => Extent { unit: Unit::Lifetime, reach: Reach::All, days: None },
            View::Sum | View::Distinct | View::ByValue | View::Run(_) => extent,
        };
        let counter = self.counter_until(asked.counted(), asked.filter.as_ref(), extent, asked.counts_by(), fixed);
        self.tables.reading(Reading { counter, reach: extent.reach, view, back })
    }

    /// How an order adds to that reading.
    pub(crate) fn adds_of(&mut self, asked: &Asked, extent: Extent) -> Adds {
        match asked.what {
            What::Distinct(slot) => {
                let counter = self.counter(asked.counted(), asked.filter.as_ref(), extent, asked.counts_by());
                Adds::Distinct { slot, by_value: self.read(counter, extent.reach, View::ByValue) }
            }
            What::ActiveMonths => {
                let extent = months(extent);
                let counter = self.counter(asked.counted(), asked.filter.as_ref(), extent, asked.counts_by());
                Adds::Active { current: self.read(counter, Reach::Bucket, View::Sum) }
            }
            What::Tenure(_) => Adds::Nothing,
            What::Amount
            | What::Quantity
            | What::Own(_)
            | What::Lines
            | What::Orders
            | What::Activities
            | What::Awarded(_)
            | What::Balance(_) => Adds::Plain,
        }
    }
}

/// Active months are counted in months, whatever the period.
fn months(extent: Extent) -> Extent {
    let reach = match extent.reach {
        Reach::Rolling(Duration::Days(days)) => Reach::Rolling(Duration::Months(days.wrapping_div(30).max(1))),
        Reach::Bucket => Reach::Within(extent.unit),
        other @ (Reach::Rolling(Duration::Months(_))
        | Reach::All
        | Reach::Until
        | Reach::Within(_)
        | Reach::Whole(_)) => other,
    };
    Extent { unit: Unit::Month, reach, days: extent.days }
}
