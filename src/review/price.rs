//! Price cliffs: buying more, and paying less.

use super::bands::edge;
use super::texts::step;
use super::wish::Number;
use super::{Placed, Review, Terms};
use crate::findings::Code;
use crate::rule::award::{Discount, Pay, Picks};
use crate::rule::measure::What;

impl<'p> Review<'p> {
    pub(super) fn price_cliffs(&mut self, terms: Terms<'p>) {
        if !self.asked(Code::PriceCliff) {
            return;
        }
        for placed in terms.rules() {
            if !self.work(1) {
                return;
            }
            let Pay::Discount(discount) = &placed.rule.pay else { continue };
            if let Discount::Bands { bands, picks: Picks::Order(what) | Picks::Line(what) } = discount {
                let Some(of) = number(*what) else { continue };
                for (at, band) in bands.bands.iter().enumerate() {
                    let (last, first) = edge(band.bound, band.above, step(*what));
                    self.cheaper(terms, placed, of, last, first, &format!(".discount.bands[{at}]"));
                }
            }
            let Some((wish, _)) = self.wish_of(terms, placed) else { continue };
            for (of, what) in [
                (Number::OrderAmount, What::Amount),
                (Number::Amount, What::Amount),
                (Number::OrderQuantity, What::Quantity),
                (Number::Quantity, What::Quantity),
            ] {
                if let Some(least) = wish.bounds(of).and_then(|bounds| bounds.least) {
                    self.cheaper(terms, placed, of, least.saturating_sub(step(what)), least, ".when");
                }
            }
        }
    }

    /// Says so where an order just large enough for a discount costs less than one that is not.
    fn cheaper(&mut self, terms: Terms<'p>, placed: Placed<'p>, of: Number, last: i64, first: i64, place: &str) {
        if last <= 0 {
            return;
        }
        let Some((wish, day)) = self.wish_of(terms, placed) else { return };
        let Some((small, large)) = self.both(terms, &wish, day, of, last, first) else { return };
        let off = |seen: &super::probe::Seen| seen.gave(placed.at).unwrap_or(0);
        // More is taken off, and more than what was bought in addition.
        if off(&large) >= off(&small) || large.net() >= small.net() {
            return;
        }
        let what = if matches!(of, Number::Quantity | Number::OrderQuantity) { What::Quantity } else { What::Amount };
        let each =
            if what == What::Quantity {
                format!(
                    " at {} each",
                    self.money(
                        large.draft.cart.lines.first().map_or(0, |l| l
                            .gross
                            .checked_div(first.checked_div(step(what)).unwrap_or(1))
                            .unwrap_or(0))
                    )
                )
            } else {
                String::new()
            };
        let (last, first) = (self.counted(what, last), self.counted(what, first));
        let message = format!(
            "buying more costs less: {last}{each} cost {}, {first} cost {}",
            self.money(small.net()),
            self.money(large.net())
        );
        let help = "take less off at the bound, or except it under \"checks\" where it is meant so";
        self.tell(Code::PriceCliff, &placed.rule.text, placed.path(place), message, help);
    }
}

fn number(what: What) -> Option<Number> {
    match what {
        What::Amount => Some(Number::OrderAmount),
        What::Quantity => Some(Number::OrderQuantity),
        What::Own(_)
        | What::Lines
        | What::Orders
        | What::Activities
        | What::Awarded(_)
        | What::Balance(_)
        | What::Distinct(_)
        | What::ActiveMonths
        | What::Tenure(_) => None,
    }
}
