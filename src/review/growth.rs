//! Bands of growth that are read wrong: what stands beside the past is a share of it, and 5 % of it is no growth.

use super::{Placed, Review, Terms};
use crate::amounts::Decimal;
use crate::findings::Code;
use crate::wire::rule::{Against, Band, Beside, Start};

const HELP: &str =
    "\"105 %\" is growth of 5 %: write so, or except it under \"checks\" where a share of the past is meant";

impl<'p> Review<'p> {
    pub(super) fn growth_bands(&mut self, terms: Terms<'p>) {
        if !self.asked(Code::GrowthBands) {
            return;
        }
        for placed in terms.rules() {
            let Some(asked) = Asked::of(placed) else { continue };
            if !self.work(asked.bands.len()) {
                return;
            }
            if let Some((rest, message)) = asked.misread() {
                let path = placed.path(&format!("{}{rest}", asked.place));
                self.tell(Code::GrowthBands, &placed.rule.text, path, message, HELP);
            }
        }
    }
}

/// What a rule pays by a count beside its own past, as a ratio.
struct Asked<'p> {
    bands: &'p [Band],
    /// For full steps: from where they are counted.
    start: Option<Decimal>,
    place: &'static str,
}

impl<'p> Asked<'p> {
    fn of(placed: Placed<'p>) -> Option<Asked<'p>> {
        let rule = placed.wire;
        let short = [(&rule.rebate, ".rebate"), (&rule.margin, ".margin")];
        let short = short.into_iter().find_map(|(pay, place)| pay.as_ref().map(|pay| (pay, place)));
        let (bands, basis, steps, start, place) = match (short, &rule.discount, &rule.scale) {
            (Some((pay, place)), ..) => (&pay.bands, &pay.basis, false, None, place),
            (None, Some(discount), _) => (&discount.bands, &discount.basis, false, None, ".discount"),
            (None, None, Some(scale)) => {
                (&scale.bands, &scale.basis, scale.full_steps == Some(true), scale.start, ".scale")
            }
            (None, None, None) => return None,
        };
        let measured = basis.as_ref().or(rule.measure.as_ref());
        let against = measured.and_then(|measure| measure.against.as_ref())?;
        if !of_the_past(against) || (bands.is_empty() && !steps) {
            return None;
        }
        let start = match start {
            Some(Start::At(at)) => Some(at),
            Some(Start::Named(_)) => return None,
            None => steps.then_some(Decimal::ZERO),
        };
        Some(Asked { bands, start: start.filter(|_| bands.is_empty()), place })
    }

    /// Where it looks misread, and why.
    fn misread(&self) -> Option<(String, String)> {
        if let Some(start) = self.start.filter(|start| *start < shrunk()) {
            let from = percent(start);
            return Some((
                String::new(),
                format!("full steps are counted from {from} of the past, which is no growth"),
            ));
        }
        let bounds = self.bands.iter().enumerate().filter_map(|(at, band)| Some((at, band.from.or(band.above)?)));
        let far = bounds.clone().find(|(_, bound)| *bound >= Decimal::new(10, 0));
        if let Some((at, bound)) = far {
            let bound = percent(bound);
            return Some((format!(".bands[{at}]"), format!("{bound} of the past are ten times as much, or more")));
        }
        let (at, highest) = bounds.max_by_key(|(_, bound)| *bound)?;
        (Decimal::ZERO < highest && highest < shrunk()).then(|| {
            let highest = percent(highest);
            (format!(".bands[{at}]"), format!("the highest band starts at {highest} of the past, which is no growth"))
        })
    }
}

/// Is the other side the same count so long ago, as it is, and the two a ratio? Who lifts it knows that it is one.
fn of_the_past(against: &Against) -> bool {
    against.back.is_some() && against.lift.is_none() && against.r#as.unwrap_or_default() == Beside::Ratio
}

/// Who keeps so much of the past may well be paid for it: 80 %.
fn shrunk() -> Decimal {
    Decimal::new(8, 1)
}

fn percent(share: Decimal) -> String {
    format!("{} %", Decimal::new(share.units().saturating_mul(100), share.scale()))
}
