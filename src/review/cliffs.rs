//! Cliffs: spending more, and getting less.

use super::bands::edge;
use super::probe::{Seen, Size};
use super::texts::step;
use super::wish::{Number, Wish};
use super::{Placed, Review, Terms};
use crate::evaluate::period_amount;
use crate::findings::Code;
use crate::rule::against::Counts;
use crate::rule::award::{Award, Pay};
use crate::rule::condition::Cond;
use crate::rule::limits::CapPer;
use crate::rule::measure::What;
use crate::time::Date;

/// Sizes that are tried to find where a cap refuses an award.
const TRIES: usize = 48;

impl<'p> Review<'p> {
    pub(super) fn cliffs(&mut self, terms: Terms<'p>) {
        if !self.asked(Code::Cliff) {
            return;
        }
        for placed in terms.rules() {
            if !self.work(1) {
                return;
            }
            self.band_cliffs(placed);
            self.small_orders(terms, placed);
            self.refusals(terms, placed);
        }
    }

    /// Bands at whose bound an award falls.
    fn band_cliffs(&mut self, placed: Placed<'p>) {
        let Some(banded) = self.banded(placed) else { return };
        if matches!(placed.rule.pay, Pay::Discount(_)) {
            // What it takes off is looked at as a price; its rate may fall with what was bought before.
            self.falling_discount(placed);
            return;
        }
        let Some(unit) = unit_of(&placed.rule.pay) else { return };
        for (at, band) in banded.bands.bands.iter().enumerate() {
            if !self.work(10) {
                return;
            }
            let (last, first) = edge(band.bound, band.above, step(banded.what));
            let Some((before, after, base)) = self.around(placed, banded.apart, last, first) else { continue };
            if last < 0 || after >= before {
                continue;
            }
            let (last, first) = (self.counted(banded.what, last), self.counted(banded.what, first));
            let (before, after) = (self.award(unit, before), self.award(unit, after));
            let message = match base {
                Some(base) => {
                    format!("reaching more gets less: at {last}, {base} bring {before}, at {first} they bring {after}")
                }
                None => format!("spending more gets less: {last} bring {before}, {first} bring {after}"),
            };
            let path = placed.path(&format!("{}[{at}]", banded.place));
            self.tell(
                Code::Cliff,
                &placed.rule.text,
                path,
                message,
                "let it pay at least as much as the band below, or use the mode \"marginal\"",
            );
        }
    }

    /// What a rule pays on either side of a bound; with what it acts on, where that is something else.
    fn around(&self, placed: Placed<'_>, apart: bool, last: i64, first: i64) -> Option<(i64, i64, Option<String>)> {
        // Enough that no rounding hides the difference.
        let whole = 100_000_i64;
        let pays = |base: i64, basis: i64| match &placed.rule.pay {
            Pay::Period(pay) => period_amount(pay, Counts { base, basis, other: None }, &[]).ok(),
            Pay::Award(award) => paid(placed, award, base, basis),
            Pay::Multiplier(_) | Pay::Discount(_) => None,
        };
        if !apart {
            return Some((pays(last, last)?, pays(first, first)?, None));
        }
        let what = match &placed.rule.pay {
            Pay::Period(pay) => pay.what,
            Pay::Award(award) => award.what,
            Pay::Multiplier(_) | Pay::Discount(_) => return None,
        };
        let base = whole.saturating_mul(step(what));
        Some((pays(base, last)?, pays(base, first)?, Some(self.counted(what, base))))
    }

    /// A discount whose rate falls when more was bought.
    fn falling_discount(&mut self, placed: Placed<'p>) {
        let Some(banded) = self.banded(placed) else { return };
        for (at, pair) in banded.bands.bands.windows(2).enumerate() {
            let [low, high] = pair else { continue };
            let base = 100_000;
            let off = |rate: crate::amounts::Ratio| rate.apply(base, crate::amounts::Rounding::HalfUp);
            let (Some(before), Some(after)) = (off(low.rate), off(high.rate)) else { continue };
            if after >= before {
                continue;
            }
            let (last, first) = edge(high.bound, high.above, step(banded.what));
            let (last, first) = (self.counted(banded.what, last), self.counted(banded.what, first));
            let message = format!(
                "reaching more gets less: at {last}, {} are taken off {}, at {first} {}",
                self.money(before),
                self.money(base),
                self.money(after)
            );
            let path = placed.path(&format!("{}[{}]", banded.place, at.saturating_add(1)));
            self.tell(
                Code::Cliff,
                &placed.rule.text,
                path,
                message,
                "let it take off at least as much as the band below",
            );
        }
    }

    /// Rules for orders up to an amount, where a larger order gets less of everything.
    fn small_orders(&mut self, terms: Terms<'p>, placed: Placed<'p>) {
        let Some(unit) = unit_of(&placed.rule.pay) else { return };
        let Some((wish, day)) = self.wish_of(terms, placed) else { return };
        for (of, key, each) in
            [(Number::OrderAmount, "amount", 1), (Number::OrderQuantity, "quantity", crate::amounts::ONE_UNIT)]
        {
            let Some(most) = wish.bounds(of).and_then(|bounds| bounds.most) else { continue };
            let (at, over) = (most.max(0), most.saturating_add(each));
            let Some((low, high)) = self.both(terms, &wish, day, of, at, over) else { continue };
            if low.gave(placed.at).unwrap_or(0) <= 0 || high.total(unit) >= low.total(unit) {
                continue;
            }
            let what = if of == Number::OrderAmount { What::Amount } else { What::Quantity };
            let (at, over) = (self.counted(what, at), self.counted(what, over));
            let (before, after) = (self.award(unit, low.total(unit)), self.award(unit, high.total(unit)));
            let message =
                format!("spending more gets less: an order of {at} brings {before}, one of {over} brings {after}");
            self.tell(
                Code::Cliff,
                &placed.rule.text,
                placed.path(&format!(".when.order.{key}")),
                message,
                "let larger orders get as much",
            );
        }
    }

    /// An order of each of two sizes.
    pub(super) fn both(
        &mut self,
        terms: Terms<'_>,
        wish: &Wish,
        day: Date,
        of: Number,
        low: i64,
        high: i64,
    ) -> Option<(Seen, Seen)> {
        let size = |n: i64| match of {
            Number::Quantity | Number::OrderQuantity => Size::Units(n),
            Number::UnitPrice
            | Number::Amount
            | Number::LineDiscount
            | Number::OrderAmount
            | Number::OrderLines
            | Number::OrderCategories
            | Number::Past(..) => Size::Amount(n),
        };
        Some((self.try_order(terms, wish, day, size(low))?, self.try_order(terms, wish, day, size(high))?))
    }

    /// Caps that refuse the whole award: where the award is the highest, and what one more brings.
    fn refusals(&mut self, terms: Terms<'p>, placed: Placed<'p>) {
        let rule = placed.rule;
        let Pay::Award(award) = &rule.pay else { return };
        let caps =
            rule.limits.caps.iter().any(|cap| matches!(cap.per, CapPer::Line | CapPer::Order | CapPer::Reading(_)));
        let growing = !award.scale.is_fixed() && matches!(award.what, What::Amount | What::Quantity);
        if !rule.limits.refuse || !caps || !growing {
            return;
        }
        let Some((wish, day)) = self.wish_of(terms, placed) else { return };
        let each = step(award.what);
        let of = if award.what == What::Amount { Number::OrderAmount } else { Number::OrderQuantity };
        let (mut low, mut high) = (0_i64, each);
        let mut refused = None;
        for _ in 0..TRIES {
            let size = if refused.is_none() { high } else { middle(low, high, each) };
            let Some((seen, _)) = self.both(terms, &wish, day, of, size, size) else { return };
            if seen.was_cut(placed.at) {
                (high, refused) = (size, Some(size));
            } else if refused.is_none() {
                (low, high) = (size, size.saturating_mul(4));
            } else {
                low = size;
            }
            if refused.is_some() && high.saturating_sub(low) <= each {
                break;
            }
        }
        if refused.is_none() || high.saturating_sub(low) > each {
            return;
        }
        let Some((last, first)) = self.both(terms, &wish, day, of, low, high) else { return };
        let (before, after) = (last.gave(placed.at).unwrap_or(0), first.gave(placed.at).unwrap_or(0));
        if after >= before {
            return;
        }
        let (last, first) = (self.counted(award.what, low), self.counted(award.what, high));
        let (before, after) = (self.award(award.unit, before), self.award(award.unit, after));
        let message = format!(
            "spending more gets less: {last} bring {before}, {first} bring {after}, since the whole award is refused"
        );
        self.tell(
            Code::Cliff,
            &rule.text,
            placed.path(".limits.overCap"),
            message,
            "write \"overCap\": \"forfeit\", so that only what is over the cap is lost",
        );
    }

    /// What an order must be for a rule to act, and a day on which it can.
    pub(super) fn wish_of(&mut self, terms: Terms<'p>, placed: Placed<'p>) -> Option<(Wish, Date)> {
        let days = terms.days_of(placed.rule)?;
        let conds: Vec<&Cond> = terms.conditions(placed.rule).collect();
        Some((self.in_one_line(terms, conds)?, days.start))
    }
}

/// Half the way, in whole steps.
fn middle(low: i64, high: i64, each: i64) -> i64 {
    let steps = high.saturating_sub(low).checked_div(each).and_then(|n| n.checked_div(2)).unwrap_or(0).max(1);
    low.saturating_add(steps.saturating_mul(each))
}

/// The unit in which a rule pays.
fn unit_of(pay: &Pay) -> Option<u16> {
    match pay {
        Pay::Award(award) => Some(award.unit),
        Pay::Period(pay) => Some(pay.unit),
        Pay::Multiplier(_) | Pay::Discount(_) => None,
    }
}

/// What an award comes to for a base, with the caps of an order.
fn paid(placed: Placed<'_>, award: &Award, base: i64, basis: i64) -> Option<i64> {
    let amount = award.scale.apply(base, basis, &[]).ok()?.round(award.rounding)?;
    let caps = placed.rule.limits.caps.iter().filter(|cap| cap.per == CapPer::Order);
    Some(caps.fold(amount, |amount, cap| amount.min(cap.most)))
}
