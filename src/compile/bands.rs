//! Bands: resolved, and checked that they rise and meet.

use super::context::Context;
use crate::amounts::Ratio;
use crate::findings::{Code, Path};
use crate::rule::scale::{Band, Bands};
use crate::wire::rule::{Band as WireBand, Mode, Start, StartName};

/// What a document says about bands.
pub(crate) struct BandsAsked<'w> {
    pub bands: &'w [WireBand],
    pub mode: Option<Mode>,
    pub start: Option<Start>,
    pub all_reached: bool,
    /// Whether what picks the band stands beside another count of what the rate acts on.
    pub baseline: bool,
    /// Whether something else picks the band than what the rate acts on.
    pub own_basis: bool,
    /// What a rate is a share of, where more than all of it is a slip: "rebate", "discount".
    pub share_of: Option<&'w str>,
}

/// The decimals of what bands are about.
#[derive(Clone, Copy)]
pub(crate) struct Places {
    pub basis: u8,
    pub base: u8,
    pub award: u8,
}

impl Context<'_> {
    /// Bands at `path`, which holds `bands`, `mode` and the rest.
    pub(crate) fn bands(&mut self, asked: &BandsAsked<'_>, places: Places, path: &Path<'_>) -> Option<Bands> {
        let list = path.key("bands");
        if asked.bands.len() > crate::bounds::BANDS {
            self.findings.error(
                Code::TooLarge,
                &list,
                format!("{} bands are too many", asked.bands.len()),
                format!("use {} at most", crate::bounds::BANDS),
            );
            return None;
        }
        let Some(mode) = asked.mode else {
            self.findings.error(
                Code::ModeMissing,
                path,
                "bands are here without a mode",
                "add \"mode\": \"marginal\" (each band's rate on its slice) or \"whole\" (the reached rate on everything)",
            );
            return None;
        };
        let mut bands = Vec::with_capacity(asked.bands.len());
        for (index, wire) in asked.bands.iter().enumerate() {
            let band = self.band(wire, mode, places, &list.index(index));
            if let (Some(band), Some(rate)) = (&band, wire.rate) {
                self.at_most_all(band.rate, rate, asked.share_of, &list.index(index).key("rate"));
            }
            bands.push(band);
        }
        self.meet(asked.bands, &list);
        if mode == Mode::WholeAbove && asked.own_basis && asked.start.is_none() {
            self.findings.error(
                Code::MissingField,
                path,
                "'start' is missing: the bands are about something else than the rate",
                "add \"start\", in what the rate acts on",
            );
            return None;
        }
        let start = match asked.start {
            Some(Start::At(start)) => self.positive(start, places.base, &path.key("start"))?,
            Some(Start::Named(StartName::Baseline)) if !asked.baseline => {
                self.findings.error(
                    Code::Contradiction,
                    &path.key("start"),
                    "there is no baseline of what the rate acts on",
                    "give the basis an \"against\" that counts the same, or write a number",
                );
                return None;
            }
            Some(Start::Named(StartName::Baseline)) | None => 0,
        };
        let bands: Vec<Band> = bands.into_iter().collect::<Option<_>>()?;
        // Without a start of its own, 'whole-above' begins at the first band that pays.
        let first = bands.iter().find(|b| b.rate.num() > 0).map_or(0, |b| b.bound);
        let start = if asked.start.is_some() { start } else { first };
        let from_baseline = matches!(asked.start, Some(Start::Named(StartName::Baseline)));
        let mut made = Bands::new(bands, mode, start, asked.all_reached);
        made.from_baseline = from_baseline;
        Some(made)
    }

    fn band(&mut self, wire: &WireBand, mode: Mode, places: Places, path: &Path<'_>) -> Option<Band> {
        let (bound, above) = match (wire.from, wire.above) {
            (Some(from), None) => (self.positive(from, places.basis, &path.key("from"))?, false),
            (None, Some(above)) => (self.positive(above, places.basis, &path.key("above"))?, true),
            (Some(_), Some(_)) | (None, None) => {
                self.findings.error(
                    Code::Contradiction,
                    path,
                    "a band starts either from a value or above it",
                    "give \"from\" or \"above\"",
                );
                return None;
            }
        };
        let given = [wire.rate.is_some(), wire.per_unit.is_some(), wire.fixed.is_some()];
        let wanted = match mode {
            Mode::Fixed => [false, false, true],
            Mode::PerUnit => [false, true, false],
            Mode::Marginal | Mode::Whole | Mode::WholeAbove => {
                [!given.contains(&true) || given == [true, false, false], given == [false, true, false], false]
            }
        };
        if given != wanted {
            let field = match mode {
                Mode::Fixed => "\"fixed\"",
                Mode::PerUnit => "\"perUnit\"",
                Mode::Marginal | Mode::Whole | Mode::WholeAbove => "\"rate\" or \"perUnit\"",
            };
            self.findings.error(
                Code::Contradiction,
                path,
                format!("a band of the mode '{}' holds {field} and nothing else", mode.word()),
                format!("give {field}"),
            );
            return None;
        }
        let rate = match (wire.rate, wire.per_unit) {
            (Some(rate), _) => self.ratio(rate, None, places.base, places.award, &path.key("rate"))?,
            (None, Some(each)) => self.ratio(each, None, places.base, places.award, &path.key("perUnit"))?,
            (None, None) => Ratio::ZERO,
        };
        let fixed = match wire.fixed {
            Some(fixed) => self.positive(fixed, places.award, &path.key("fixed"))?,
            None => 0,
        };
        Some(Band { bound, above, rate, fixed })
    }

    /// Says where bands end before they start, leave amounts out, or hold amounts twice.
    fn meet(&mut self, bands: &[WireBand], list: &Path<'_>) {
        let start_of = |band: &WireBand| band.from.or(band.above);
        let inverted = |band: &WireBand| match (start_of(band), band.to) {
            (Some(start), Some(end)) => end < start,
            _ => false,
        };
        for (index, band) in bands.iter().enumerate() {
            let Some(start) = start_of(band) else { continue };
            let here = list.index(index);
            if inverted(band) {
                let end = band.to.unwrap_or(start);
                self.findings.error(
                    Code::InvertedBand,
                    &here,
                    format!("the band ends at {end}, below its start at {start}"),
                    "look for a digit too many in the start, or too few in the end",
                );
            }
            let Some(next) = bands.get(index.saturating_add(1)) else {
                if let Some(end) = band.to.filter(|_| !inverted(band)) {
                    self.unused(
                        &here,
                        &[("to", true)],
                        "ends the last band, which is open",
                        &format!("leave it out, or add a band from {end} that pays nothing"),
                    );
                }
                continue;
            };
            let Some(next_start) = start_of(next).filter(|_| !inverted(next)) else { continue };
            match band.to {
                Some(end) if end < next_start => self.findings.error(
                    Code::BandGap,
                    &here,
                    format!("no band holds amounts between {end} and {next_start}"),
                    format!("end this band at {next_start}, or leave \"to\" out"),
                ),
                Some(end) if end > next_start => self.findings.error(
                    Code::BandOverlap,
                    &here,
                    format!("two bands hold amounts between {next_start} and {end}"),
                    format!("end this band at {next_start}, or leave \"to\" out"),
                ),
                Some(_) => {}
                None if !inverted(band)
                    && (next_start < start
                        || (next_start == start && !(band.from.is_some() && next.above.is_some()))) =>
                {
                    self.findings.error(
                        Code::BandOverlap,
                        &here,
                        format!("the next band starts at {next_start}, not behind this one's start at {start}"),
                        "list bands from the lowest to the highest",
                    );
                }
                None => {}
            }
        }
    }
}
