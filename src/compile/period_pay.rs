//! What a period's end pays, from wire to compiled form: rebates, margins, points.

use super::against::BesideAsked;
use super::context::{Context, Extent, unit_of};
use super::measures::{Ask, Asked};
use super::rules::Frame;
use super::scales::BandWords;
use crate::amounts::{Decimal, Rounding};
use crate::findings::{Code, Path};
use crate::map::Map;
use crate::rule::against::Against;
use crate::rule::award::{Guarantee, Over, Pay, PeriodPay};
use crate::rule::measure::{Adds, Reach, View, What};
use crate::time::{Span, Unit};
use crate::wire::rule::{self as wire, AwardKind, Of, OfName, Start};
use crate::wire::scalars::{Period, PeriodName};

/// Money or points over a period, as the short form or the full form says it.
pub(super) struct Wanted<'w> {
    /// "rebate" or "margin", where a rate is a share of money.
    pub kind: Option<&'w str>,
    pub unit: u16,
    /// Decimals of the unit.
    pub places: u8,
    pub rounding: Rounding,
    pub ask: Ask<'w>,
    /// What the measure itself stands beside.
    pub against: Option<&'w wire::Against>,
    pub terms: Terms<'w>,
    /// For how much of what is counted the rate is.
    pub per: Option<Decimal>,
    /// Where the pay, its period, part settlements and measure stand.
    pub path: &'w Path<'w>,
    pub over: &'w Path<'w>,
    pub settle: &'w Path<'w>,
    pub measure: &'w Path<'w>,
}

/// What picks the band over a period.
pub(super) struct Picked {
    /// Readings of the whole and to date.
    pub readings: (usize, usize),
    /// How an order adds to them.
    pub adds: Adds,
    pub places: u8,
    pub against: Option<Against>,
}

/// What both forms say of it.
pub(super) struct Terms<'w> {
    pub over: &'w Period,
    pub settle: Option<PeriodName>,
    pub rate: Option<Decimal>,
    pub by_tier: Option<&'w Map<String, Decimal>>,
    pub full_steps: bool,
    pub bands: &'w [wire::Band],
    pub mode: Option<wire::Mode>,
    pub start: Option<Start>,
    pub all_reached: Option<bool>,
    pub basis: Option<&'w wire::Measure>,
    pub minimum: Option<Decimal>,
    pub guarantee: Option<&'w wire::Guarantee>,
    pub cap: Option<Decimal>,
    pub net_of: &'w [String],
}

impl Context<'_> {
    /// `rebate` and `margin` in short.
    pub(super) fn short_period(&mut self, pay: &wire::PeriodPay, kind: &str, frame: &Frame<'_>) -> Option<Pay> {
        let path = frame.path.key(kind);
        let default = Of::Named(OfName::Amount);
        let wanted = Wanted {
            kind: Some(kind),
            unit: self.tables.money(kind),
            places: self.money_places,
            rounding: Rounding::HalfUp,
            against: None,
            ask: Ask::of(pay.of.as_ref().unwrap_or(&default)),
            terms: Terms {
                over: &pay.over,
                settle: pay.settle,
                rate: pay.rate,
                by_tier: None,
                full_steps: false,
                bands: &pay.bands,
                mode: pay.mode,
                start: pay.start,
                all_reached: pay.all_reached,
                basis: pay.basis.as_ref(),
                minimum: pay.minimum,
                guarantee: pay.guarantee.as_ref(),
                cap: pay.cap,
                net_of: &pay.net_of,
            },
            per: None,
            path: &path,
            over: &path.key("over"),
            settle: &path.key("settle"),
            measure: &path,
        };
        self.period_pay(&wanted, frame)
    }

    /// A rule in full that the end of a period runs.
    pub(super) fn full_period(
        &mut self,
        award: &wire::Award,
        measure: &wire::Measure,
        scale: &wire::Scale,
        frame: &Frame<'_>,
    ) -> Option<Pay> {
        let (on, here, scale_path) = (frame.path.key("on"), frame.path.key("measure"), frame.path.key("scale"));
        let end = frame.period_end?;
        let (unit, places, rounding) = self.award_unit(award, &frame.path.key("award"))?;
        let why = "does not act here: amounts over a period are net";
        self.unused(&here, &[("basis", measure.basis.is_some())], why, "remove it");
        let fixed = [("fixed", scale.fixed.is_some())];
        self.unused(
            &scale_path,
            &fixed,
            "pays once for each event, and a period is none",
            "give bands of the mode \"fixed\"",
        );
        let rated = scale.rate.is_some() || scale.by_tier.is_some();
        let steps = [("fullSteps", scale.full_steps.is_some() && !rated), ("per", scale.per.is_some() && !rated)];
        self.unused(&scale_path, &steps, "belongs to a rate", "remove it");
        if scale.fixed.is_some() {
            return None;
        }
        // The end of a part of the period settles that part.
        let over = measure.over.as_ref().unwrap_or(end);
        let (end_path, over_path) = (on.key("periodEnd"), here.key("over"));
        let settle = match end {
            end if end == over => None,
            Period::Named(name) => Some(*name),
            Period::Rolling(_) | Period::Fixed(_) => {
                self.findings.error(
                    Code::Contradiction,
                    &end_path,
                    "the measure is counted over another period",
                    "let both be the same, or settle by a calendar period that is a part of it",
                );
                return None;
            }
        };
        // A cap in each of its periods is what is paid at most.
        let capped = match frame.rule.limits.as_ref().map(|limits| limits.caps.as_slice()) {
            Some([cap]) if cap.per == *over => Some(cap),
            Some(_) | None => None,
        };
        let terms = Terms {
            over,
            settle,
            rate: scale.rate,
            by_tier: scale.by_tier.as_ref(),
            full_steps: scale.full_steps == Some(true),
            bands: &scale.bands,
            mode: scale.mode,
            start: scale.start,
            all_reached: scale.all_reached,
            basis: scale.basis.as_ref(),
            minimum: None,
            guarantee: None,
            cap: capped.map(|cap| cap.most),
            net_of: &measure.net_of,
        };
        let wanted = Wanted {
            kind: matches!(award.kind, AwardKind::Rebate | AwardKind::Margin).then(|| award.kind.word()),
            unit,
            places,
            rounding: Self::rounding(frame.rule, rounding).0,
            against: measure.against.as_ref(),
            ask: Ask {
                when: measure.when.as_ref().filter(|when| when.activity.is_some()),
                with_value: false,
                net: false,
                ..Ask::by(measure)
            },
            terms,
            per: scale.per,
            path: &scale_path,
            over: if measure.over.is_some() { &over_path } else { &end_path },
            settle: &end_path,
            measure: &here,
        };
        self.period_pay(&wanted, frame)
    }

    fn period_pay(&mut self, wanted: &Wanted<'_>, frame: &Frame<'_>) -> Option<Pay> {
        let (pay, path) = (&wanted.terms, wanted.path);
        self.band_words(
            &BandWords {
                bands: pay.bands,
                mode: pay.mode,
                start: pay.start.filter(|_| !pay.full_steps),
                all_reached: pay.all_reached,
                basis: pay.basis.is_some(),
            },
            path,
        );
        let any_line = frame.rule.any_line.unwrap_or(false);
        let asked = self.period_asked(wanted, any_line, frame)?;
        let over = self.over(pay.over, wanted.over)?;
        let settle = self.part_settlements(pay.settle, over, wanted.settle)?;
        let whole = extent_of(over);
        // The days of a campaign and the rule's own window: both hold.
        let days = match (whole.days, frame.days) {
            (Some(one), Some(other)) => Some(Span { start: one.start.max(other.start), end: one.end.min(other.end) }),
            (one, other) => one.or(other),
        };
        let whole = Extent { days, ..whole };
        let extents = parts_of(whole, over, settle);
        let base = self.counter(asked.counted(), asked.filter.as_ref(), extents.0, asked.counts_by());
        let reading = self.read(base, extents.0.reach, View::Sum);
        let to_date = self.read(base, extents.1.reach, View::Sum);
        let picks = match &pay.basis {
            Some(basis) => {
                Some(self.period_picks(basis, (over, settle, whole), any_line, frame, &path.key("basis"))?)
            }
            None => None,
        };
        let own = match wanted.against {
            Some(against) => {
                Some(self.own_against(against, &asked, (extents, compared(over, whole)), frame, wanted)?)
            }
            None => None,
        };
        let scale = self.period_scale(wanted, &asked, picks.as_ref(), own.as_ref())?;
        let net = self.net_of(wanted, (&frame.rule.id, &asked), (over, settle), extents)?;
        let mut amount = |number: Option<Decimal>, key: &str, places: u8| match number {
            Some(number) => self.positive(number, places, &path.key(key)).map(Some),
            None => Some(None),
        };
        let minimum = amount(pay.minimum, "minimum", asked.places)?.unwrap_or(0);
        // In full it stands among the limits.
        let limits = frame.path.key("limits");
        let caps = limits.key("caps");
        let first = caps.index(0);
        let cap_path = if frame.rule.award.is_some() { first.key("most") } else { path.key("cap") };
        let cap = match pay.cap {
            Some(cap) => Some(self.positive(cap, wanted.places, &cap_path)?),
            None => None,
        };
        if cap == Some(0) {
            self.pays_nothing(&cap_path, "a cap of 0 pays nothing");
        }
        let guarantee = match pay.guarantee {
            Some(guarantee) => Some(Guarantee {
                amount: self.positive(guarantee.amount, wanted.places, &path.key("guarantee").key("amount"))?,
                cumulative: guarantee.cumulative.unwrap_or(false),
                minimum: match guarantee.minimum {
                    Some(minimum) => {
                        let of = path.key("guarantee");
                        let here = of.key("minimum");
                        let minimum = self.positive(minimum, asked.places, &here)?;
                        if minimum == 0 {
                            self.findings.warning(Code::NoEffect, &here, "a minimum of 0 is always there", "remove it");
                        }
                        let own = if extents.0.unit == Unit::Lifetime { Reach::All } else { Reach::Bucket };
                        Some((minimum, self.read(base, own, View::Sum)))
                    }
                    None => None,
                },
            }),
            None => None,
        };
        let counts_beside = own.is_some();
        let (picks, adds, against) = match picks {
            Some(picks) => (Some(picks.readings), picks.adds, picks.against),
            None => (None, Adds::Plain, own),
        };
        Some(Pay::Period(Box::new(PeriodPay {
            unit: wanted.unit,
            what: asked.what,
            base,
            reading,
            picks: picks.map(|(reading, _)| reading),
            to_date: (to_date, picks.map(|(_, to_date)| to_date)),
            adds,
            against,
            counts_beside,
            scale,
            rounding: wanted.rounding,
            over,
            settle,
            minimum,
            cap,
            guarantee,
            net,
        })))
    }

    /// What a period's rule counts: its own lines, by its own condition.
    fn period_asked(&mut self, wanted: &Wanted<'_>, any_line: bool, frame: &Frame<'_>) -> Option<Asked> {
        let mut asked = self.ask(&Ask { any_line, by_invoice: true, ..wanted.ask }, wanted.measure)?;
        if asked.distinct().is_some()
            || !asked.in_an_order()
            || matches!(asked.what, What::ActiveMonths | What::Tenure(_))
        {
            let (here, what) = (wanted.measure.key("of"), "paying by this measure at the end of a period");
            if matches!(asked.what, What::Awarded(_)) {
                let message = format!("{what} is part of the format, but this engine does not compute it yet");
                let help =
                    "pay a share of what a rule pays by another rule: for 10 % of it, a tenth of its rate and caps";
                self.findings.error(Code::NotBuilt, &here, message, help);
            } else {
                self.not_built(&here, what);
            }
            return None;
        }
        let own = Self::whole_condition(frame);
        if own.is_some() {
            // Activities have no lines that could be eligible.
            asked.filter = if asked.of_activities() { own } else { self.with_eligible(own, any_line) };
        }
        Some(asked)
    }

    /// What picks the band over a period: readings of the whole and to date, how an order adds to it, decimals.
    fn period_picks(
        &mut self,
        basis: &wire::Measure,
        (over, settle, whole): (Over, Option<Unit>, Extent),
        any_line: bool,
        frame: &Frame<'_>,
        path: &Path<'_>,
    ) -> Option<Picked> {
        self.band_basis(basis, path);
        let before = [("before", basis.before == Some(true))];
        self.unused(path, &before, "does not act here: a period counts all its orders", "remove it");
        let mine = Self::whole_condition(frame);
        let own = mine.as_ref().filter(|_| basis.when.is_none());
        let ask = Ask { with_value: false, any_line, by_invoice: true, own, ..Ask::by(basis) };
        let asked = self.ask(&ask, path)?;
        if matches!(asked.what, What::Balance(_)) {
            self.not_built(&path.key("of"), "a balance that picks the band of a rebate");
            return None;
        }
        if matches!(asked.what, What::Tenure(_)) {
            let why = "has no meaning here: membership is counted from the day of joining";
            let words = [("over", basis.over.is_some()), ("against", basis.against.is_some())];
            self.unused(path, &words, why, "remove it");
        }
        let mut period = compared(over, whole);
        let (whole, to_date) = match &basis.over {
            Some(longer) => {
                let here = path.key("over");
                let asked = self.extent(longer, &here)?;
                if asked == extent_of(over) {
                    parts_of(whole, over, settle)
                } else {
                    period = asked;
                    self.longer(asked, over, settle, &here)?
                }
            }
            None => parts_of(whole, over, settle),
        };
        let readings = (self.reading_of(&asked, whole), self.reading_of(&asked, to_date));
        let adds = self.adds_of(&asked, whole);
        let (against, places) = match &basis.against {
            Some(wire) => {
                let (own, extents) = (mine.as_ref(), (whole, to_date));
                let beside = BesideAsked { asked: &asked, own, any_line, extents, period };
                let against = self.against(wire, &beside, &path.key("against"))?;
                let places = against.places(&asked);
                (Some(against), places)
            }
            None => (None, asked.places),
        };
        Some(Picked { readings, adds, places, against })
    }

    /// What is counted over more than the rebate's period is counted up to the settlement that holds the invoice.
    fn longer(
        &mut self,
        longer: Extent,
        over: Over,
        settle: Option<Unit>,
        path: &Path<'_>,
    ) -> Option<(Extent, Extent)> {
        let reach = match (over, longer.unit) {
            _ if longer.days.is_some() => None,
            (Over::Unit(_), Unit::Lifetime) => Some(Reach::Until),
            // Weeks are no parts of months.
            (Over::Unit(own), unit) => {
                (own < unit && own != Unit::Week && unit <= Unit::Year).then_some(Reach::Within(unit))
            }
            (Over::Days(_), _) => None,
        };
        let (Some(reach), Over::Unit(own)) = (reach, over) else {
            self.findings.error(
                Code::Contradiction,
                path,
                "a band is picked over the rebate's own period, or over a longer one that holds it",
                "leave \"over\" out, or count over a longer calendar period or for life",
            );
            return None;
        };
        let to_date = Extent { unit: settle.unwrap_or(own), reach, days: None };
        Some((to_date, to_date))
    }

    fn part_settlements(&mut self, name: Option<PeriodName>, over: Over, path: &Path<'_>) -> Option<Option<Unit>> {
        let Some(name) = name else { return Some(None) };
        let unit = unit_of(name).filter(|unit| fits(*unit, over));
        if unit.is_none() {
            self.findings.error(
                Code::Contradiction,
                path,
                format!("'{}' is no part of the rebate's period", name.word()),
                "settle by a shorter period, such as \"quarter\" of a \"year\"",
            );
            return None;
        }
        Some(unit)
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
            (None, Reach::Bucket | Reach::All | Reach::Until | Reach::Within(_) | Reach::Whole(_)) => {
                Some(Over::Unit(extent.unit))
            }
        }
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

/// The period whose like lies in the past: a campaign's days as far as the rule's window holds them, else whole periods,
/// whatever the window.
fn compared(over: Over, whole: Extent) -> Extent {
    match over {
        Over::Unit(_) => extent_of(over),
        Over::Days(_) => whole,
    }
}

/// The extent of a whole period, and of the same up to the end of a part; the count is kept by parts.
fn parts_of(extent: Extent, over: Over, part: Option<Unit>) -> (Extent, Extent) {
    let Some(unit) = part else { return (extent, extent) };
    let (whole, to_date) = match over {
        Over::Unit(whole) => (Reach::Whole(whole), Reach::Within(whole)),
        Over::Days(_) => (Reach::All, Reach::Until),
    };
    (Extent { unit, reach: whole, ..extent }, Extent { unit, reach: to_date, ..extent })
}

/// Is `part` a part of the period?
fn fits(part: Unit, over: Over) -> bool {
    let calendar = matches!(part, Unit::Month | Unit::Quarter | Unit::HalfYear);
    match over {
        Over::Unit(whole) => calendar && part < whole && whole <= Unit::Year,
        Over::Days(_) => calendar,
    }
}
