//! What compiling carries along: findings, names, the tables that readings and carts are laid out by.

use crate::amounts::{Decimal, DecimalError, QUANTITY_PLACES, Ratio, ten_to};
use crate::findings::{Code, Findings, Path};
use crate::names::{NameSet, Names, Sym};
use crate::rule::against::Against;
use crate::rule::condition::Cond;
use crate::rule::measure::{By, Counted, Counter, Fixed, Reach, Reading, View, Whose};
use crate::terms::Held;
use crate::time::{Date, Duration, Span, Unit};
use crate::wire::scalars::{Length, Match, Period, PeriodName, Window};
use crate::wire::text::Text;
use jsonc_parser::ast::Value;

/// Something awards are counted in.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct UnitOfAward {
    pub id: String,
    pub decimals: u8,
    pub is_points: bool,
    /// Whether it is a reward of the catalogue, counted by the piece.
    pub is_reward: bool,
}

/// What carts, states and readings are laid out by. Grows while versions are compiled, and never changes order:
/// a program compiled from another starts with that one's tables.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct Tables {
    pub line_attributes: Vec<String>,
    pub order_attributes: Vec<String>,
    #[serde(skip)]
    pub account_attributes: Vec<String>,
    #[serde(skip)]
    pub account_lists: Vec<String>,
    #[serde(skip)]
    pub activity_attributes: Vec<String>,
    pub own_measures: Vec<String>,
    pub units: Vec<UnitOfAward>,
    /// How many of the units, from the first, rules may pay.
    pub paid: usize,
    pub counters: Vec<Counter>,
    pub readings: Vec<Reading>,
    /// What counts that pick bands at once stand beside.
    pub against: Vec<Against>,
    /// Budgets: id and the most. Versions that set another most for one id have a row of their own; what is drawn
    /// counts by id, over all versions.
    pub budgets: Vec<(String, i64)>,
}

/// The line attributes that every program has.
pub(crate) const SKU: u16 = 0;
pub(crate) const CATEGORY: u16 = 1;
pub(crate) const BRAND: u16 = 2;

/// The kinds of money, behind the point currencies.
pub(crate) const MONEY: [&str; 4] = ["rebate", "margin", "value", "cash"];

fn slot_of(list: &mut Vec<String>, name: &str) -> u16 {
    let at = list.iter().position(|known| known == name).unwrap_or_else(|| {
        list.push(name.to_owned());
        list.len().saturating_sub(1)
    });
    u16::try_from(at).unwrap_or(u16::MAX)
}

impl Tables {
    /// Does a reading count what is awarded?
    pub(crate) fn reads_awards(&self, reading: usize) -> bool {
        let counter = self.readings.get(reading).and_then(|reading| self.counters.get(reading.counter));
        counter.is_some_and(|counter| matches!(counter.counted, Counted::Awarded(_)))
    }

    pub(crate) fn line_slot(&mut self, name: &str) -> u16 {
        slot_of(&mut self.line_attributes, name)
    }
    pub(crate) fn order_slot(&mut self, name: &str) -> u16 {
        slot_of(&mut self.order_attributes, name)
    }
    pub(crate) fn account_slot(&mut self, name: &str) -> u16 {
        slot_of(&mut self.account_attributes, name)
    }
    pub(crate) fn list_slot(&mut self, name: &str) -> u16 {
        slot_of(&mut self.account_lists, name)
    }
    pub(crate) fn activity_slot(&mut self, name: &str) -> u16 {
        slot_of(&mut self.activity_attributes, name)
    }
    pub(crate) fn own_slot(&mut self, name: &str) -> u16 {
        slot_of(&mut self.own_measures, name)
    }

    pub(crate) fn points(&self) -> usize {
        self.units.iter().filter(|u| u.is_points).count()
    }

    /// The index of a unit by its id.
    pub(crate) fn unit(&self, id: &str) -> Option<u16> {
        self.units.iter().position(|unit| unit.id == id).and_then(|at| u16::try_from(at).ok())
    }

    /// The index of a kind of money.
    pub(crate) fn money(&self, kind: &str) -> u16 {
        u16::try_from(self.units.iter().position(|u| !u.is_points && u.id == kind).unwrap_or(0)).unwrap_or(0)
    }

    pub(crate) fn reading(&mut self, reading: Reading) -> usize {
        self.readings.iter().position(|known| *known == reading).unwrap_or_else(|| {
            self.readings.push(reading);
            self.readings.len().saturating_sub(1)
        })
    }
}

/// A condition on lines with its text, by which counters are told apart.
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    pub cond: Cond,
    pub text: String,
}

/// A period as counters keep it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Extent {
    pub unit: Unit,
    pub reach: Reach,
    pub days: Option<Span>,
}

/// The state of compiling.
pub(crate) struct Context<'a> {
    pub findings: &'a mut Findings,
    /// The document as it was read: what terms change is read anew, over what it was.
    pub root: &'a Value<'a>,
    /// Which of several definitions is being compiled.
    pub held: Option<Held>,
    pub names: Names,
    pub tables: Tables,
    pub money_places: u8,
    /// Levels of the version, each with the place of its ladder.
    pub levels: Vec<(String, usize)>,
    /// Plans of the version.
    pub plans: Vec<String>,
    pub groups: Vec<String>,
    /// Budgets of the version: id and index in the tables.
    pub budgets: Vec<(String, usize, u8)>,
    /// Pilots of the version: id, and whether there is a control group.
    pub pilot_groups: Vec<(String, bool)>,
    pub year_starts: u8,
    pub rule_ids: Vec<String>,
    /// The rules of the version that were compiled so far.
    pub earlier: Vec<super::net::Earlier>,
    /// The version's first day, and the next one's.
    pub in_force: (Date, Option<Date>),
    pub eligible: Option<Filter>,
}

impl Context<'_> {
    pub(crate) fn intern(&mut self, name: &str) -> Sym {
        match self.names.intern(name) {
            Some(sym) => sym,
            None => {
                self.findings.error(
                    Code::TooLarge,
                    &Path::ROOT,
                    "the documents in use hold too many different names",
                    format!("stay within {} names", crate::bounds::NAMES),
                );
                Sym::NONE
            }
        }
    }

    pub(crate) fn set(&mut self, wire: &Match) -> NameSet {
        NameSet::new(wire.names.iter().map(|name| self.intern(name)).collect())
    }

    /// `number` in units of `10^-places`, or a finding.
    pub(crate) fn units(&mut self, number: Decimal, places: u8, path: &Path<'_>) -> Option<i64> {
        match number.at(places) {
            Ok(units) => Some(units),
            Err(DecimalError::TooManyDigits) => {
                let at_most = match places {
                    0 => "no decimals".to_owned(),
                    1 => "1 decimal".to_owned(),
                    n => format!("{n} decimals"),
                };
                self.findings.error(
                    Code::TooManyDigits,
                    path,
                    format!("'{number}' has more decimals than its unit"),
                    format!("use {at_most} at most"),
                );
                None
            }
            Err(DecimalError::TooLarge | DecimalError::NotANumber) => {
                self.findings.error(Code::OutOfRange, path, format!("'{number}' is too large"), "use a smaller number");
                None
            }
        }
    }

    /// A number that may not be negative, in units.
    pub(crate) fn positive(&mut self, number: Decimal, places: u8, path: &Path<'_>) -> Option<i64> {
        if number.is_negative() {
            self.findings.error(Code::OutOfRange, path, format!("'{number}' is negative"), "write a number from 0");
            return None;
        }
        self.units(number, places, path)
    }

    /// Award units for each base unit: `rate` per `per`.
    pub(crate) fn ratio(
        &mut self,
        rate: Decimal,
        per: Option<Decimal>,
        base_places: u8,
        award_places: u8,
        path: &Path<'_>,
    ) -> Option<Ratio> {
        let per = per.unwrap_or(Decimal::ONE);
        if per.units() <= 0 {
            let here = path.beside("per");
            self.findings.error(Code::OutOfRange, &here, format!("'{per}' is no step"), "write a number above 0");
            return None;
        }
        if rate.is_negative() {
            self.findings.error(Code::OutOfRange, path, format!("'{rate}' is negative"), "write a rate from 0");
            return None;
        }
        let ten = |places: u8| ten_to(places).map(i128::from);
        let ratio = || {
            let num = i128::from(rate.units()).checked_mul(ten(award_places)?)?.checked_mul(ten(per.scale())?)?;
            let den = ten(rate.scale())?.checked_mul(ten(base_places)?)?.checked_mul(i128::from(per.units()))?;
            Ratio::new(num, den)
        };
        let made = ratio();
        if made.is_none() {
            self.findings.error(
                Code::OutOfRange,
                path,
                format!("'{rate} per {per}' cannot be held exactly"),
                "use fewer digits",
            );
        }
        made
    }

    pub(crate) fn length(&mut self, length: &Length, path: &Path<'_>) -> Option<Duration> {
        let whole = |n: u32| i32::try_from(n).ok().filter(|n| (1..=36_600).contains(n));
        let made = match (length.days, length.months) {
            (Some(days), None) => whole(days).map(Duration::Days),
            (None, Some(months)) => whole(months).map(Duration::Months),
            (Some(_), Some(_)) | (None, None) => {
                self.findings.error(
                    Code::Contradiction,
                    path,
                    "a length of time is either days or months",
                    "give one of them, such as {\"months\": 12}",
                );
                return None;
            }
        };
        if made.is_none() {
            self.findings.error(Code::OutOfRange, path, "the length of time makes no sense", "use 1 to 36600");
        }
        made
    }

    /// The days of a window, for `from` and `to` that may be open.
    pub(crate) fn window(&mut self, window: &Window, path: &Path<'_>) -> Option<Span> {
        let start = window.from.unwrap_or(Date::from_days(-719_162));
        let last = window.to.unwrap_or(Date::from_days(2_932_896));
        if window.from.is_none() && window.to.is_none() {
            self.findings.error(
                Code::MissingField,
                path,
                "the window has neither start nor end",
                "add \"from\", \"to\" or both",
            );
            return None;
        }
        if last < start {
            self.findings.error(
                Code::DatesInWrongOrder,
                path,
                format!("the window ends on {last}, before it starts on {start}"),
                "swap the two dates",
            );
            return None;
        }
        Some(Span { start, end: last.plus_days(1) })
    }

    /// A period as counters keep it; `line` and `order` are none.
    pub(crate) fn extent(&mut self, period: &Period, path: &Path<'_>) -> Option<Extent> {
        Some(match period {
            Period::Named(name) => {
                let unit = match unit_of(*name) {
                    Some(unit) => unit,
                    None => {
                        self.findings.error(
                            Code::UnknownValue,
                            path,
                            format!("'{}' is no period of time", name.word()),
                            "use day, week, month, quarter, half-year, year, membership-year or lifetime",
                        );
                        return None;
                    }
                };
                Extent { unit, reach: if unit == Unit::Lifetime { Reach::All } else { Reach::Bucket }, days: None }
            }
            Period::Rolling(length) => {
                let length = self.length(length, &path.key("rolling"))?;
                Extent { unit: Unit::Day, reach: Reach::Rolling(length), days: None }
            }
            Period::Fixed(window) => {
                let days = self.window(window, path)?;
                Extent { unit: Unit::Lifetime, reach: Reach::All, days: Some(days) }
            }
        })
    }

    /// The counter that counts this; new where no measure has asked for it yet.
    pub(crate) fn counter(&mut self, counted: Counted, filter: Option<&Filter>, extent: Extent, by: By) -> usize {
        self.counter_until(counted, filter, extent, by, None)
    }

    /// The same, of a baseline: it stays as it is from some day on.
    pub(crate) fn counter_until(
        &mut self,
        counted: Counted,
        filter: Option<&Filter>,
        extent: Extent,
        by: By,
        fixed: Option<Fixed>,
    ) -> usize {
        let (what, places) = self.counted_text(&counted);
        let filter_text = filter.map_or("", |f| f.text.as_str());
        let days = extent.days.map_or(String::new(), |d| format!("[{}..{}]", d.start, d.last()));
        let invoiced = if by.invoice { "@invoiced" } else { "" };
        let whose = match by.whose {
            Whose::Account => String::new(),
            Whose::Participant => "participant:".to_owned(),
            Whose::Team => "team:".to_owned(),
            Whose::Linked(link) => format!("linked:{}:", self.names.text(link).unwrap_or_default()),
            Whose::Everyone => "everyone:".to_owned(),
        };
        let fixed_text = match fixed {
            None => String::new(),
            Some(Fixed::Periods(unit, later)) => format!("@before-{}+{later}", word_of(unit)),
            Some(Fixed::On(from)) => format!("@before-{from}"),
        };
        let key = format!("{whose}{what}{filter_text}{days}{invoiced}{fixed_text}/{}", word_of(extent.unit));
        if let Some(at) = self.tables.counters.iter().position(|counter| counter.key == key) {
            return at;
        }
        self.tables.counters.push(Counter {
            key,
            counted,
            filter: filter.map(|f| f.cond.clone()),
            text: filter_text.to_owned(),
            days: extent.days,
            unit: extent.unit,
            by_invoice: by.invoice,
            whose: by.whose,
            fixed,
            places,
        });
        self.tables.counters.len().saturating_sub(1)
    }

    /// A reading of a counter.
    pub(crate) fn read(&mut self, counter: usize, reach: Reach, view: View) -> usize {
        self.tables.reading(Reading { counter, reach, view, back: None })
    }

    /// The reading that counts the account's orders so far.
    pub(crate) fn orders_so_far(&mut self) -> usize {
        let extent = Extent { unit: Unit::Lifetime, reach: Reach::All, days: None };
        let counter = self.counter(Counted::Orders, None, extent, By::DAY);
        self.read(counter, Reach::All, View::Sum)
    }

    fn counted_text(&self, counted: &Counted) -> (String, u8) {
        use crate::rule::measure::What;
        let name = |list: &[String], at: u16| list.get(usize::from(at)).cloned().unwrap_or_default();
        let sym = |sym: Sym| self.names.text(sym).map(|t| t.to_string()).unwrap_or_default();
        match counted {
            Counted::Lines(What::Amount) => ("amount".into(), self.money_places),
            Counted::Lines(What::Quantity) => ("quantity".into(), QUANTITY_PLACES),
            Counted::Lines(What::Own(slot)) => {
                (format!("measure:{}", name(&self.tables.own_measures, *slot)), QUANTITY_PLACES)
            }
            Counted::Lines(
                What::Lines
                | What::Orders
                | What::Activities
                | What::Awarded(_)
                | What::Balance(_)
                | What::Distinct(_)
                | What::ActiveMonths
                | What::Tenure(_),
            ) => ("lines".into(), 0),
            Counted::Orders => ("orders".into(), 0),
            Counted::Activities(None) => ("activities".into(), 0),
            Counted::Activities(Some(set)) => {
                let types: Vec<String> = set.iter().map(sym).collect();
                (format!("activities:{}", types.join("|")), 0)
            }
            Counted::Awarded(unit) => {
                let unit = self.tables.units.get(usize::from(*unit));
                (format!("awarded:{}", unit.map_or("", |u| u.id.as_str())), unit.map_or(0, |u| u.decimals))
            }
            Counted::Units(set) => {
                let types: Vec<String> = set.iter().map(sym).collect();
                (format!("units:{}", types.join("|")), QUANTITY_PLACES)
            }
            Counted::ByAttribute(slot) => (format!("by:{}", name(&self.tables.line_attributes, *slot)), 0),
            Counted::PaidBy(rule) => (format!("paid:{}", sym(*rule)), 0),
            Counted::TimesOf(rule, false) => (format!("times:{}", sym(*rule)), 0),
            Counted::TimesOf(rule, true) => (format!("times:{}:subject", sym(*rule)), 0),
            Counted::Used(service) => (format!("used:{}", sym(*service)), 0),
        }
    }
}

/// The unit of a named period of time; `line` and `order` are none.
pub(crate) fn unit_of(name: PeriodName) -> Option<Unit> {
    match name {
        PeriodName::Line | PeriodName::Order => None,
        PeriodName::Day => Some(Unit::Day),
        PeriodName::Week => Some(Unit::Week),
        PeriodName::Month => Some(Unit::Month),
        PeriodName::Quarter => Some(Unit::Quarter),
        PeriodName::HalfYear => Some(Unit::HalfYear),
        PeriodName::Year => Some(Unit::Year),
        PeriodName::MembershipYear => Some(Unit::MembershipYear),
        PeriodName::Lifetime => Some(Unit::Lifetime),
    }
}

/// The word for a unit.
pub(crate) fn word_of(unit: Unit) -> &'static str {
    match unit {
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::HalfYear => "half-year",
        Unit::Year => "year",
        Unit::MembershipYear => "membership-year",
        Unit::Lifetime => "lifetime",
    }
}

/// What results tell of a text: itself, or that of its first language.
pub(crate) fn plain(text: &Option<Text>) -> Option<String> {
    text.as_ref().map(|text| text.plain.clone())
}
