//! Discounts from wire to compiled form.

use super::bands::{BandsAsked, Places};
use super::context::Context;
use super::rules::Frame;
use crate::amounts::{QUANTITY_PLACES, Remainder};
use crate::findings::{Code, Path};
use crate::rule::award::{Discount, Pay};
use crate::wire::rule::{self as wire, Each, Mode, RemainderTo, SpreadBy};

impl Context<'_> {
    /// A discount; of a rule, where there is a frame, or of a level.
    pub(super) fn discount(
        &mut self,
        wire: &wire::Discount,
        frame: Option<&Frame<'_>>,
        path: &Path<'_>,
    ) -> Option<Pay> {
        let money = self.money_places;
        let given = [
            ("a rate", wire.rate.is_some()),
            ("an amount", wire.amount.is_some()),
            ("a unit price", wire.unit_price.is_some()),
            ("bands", !wire.bands.is_empty()),
        ];
        let mut given = given.iter().filter(|(_, there)| *there);
        let (Some((what, _)), None) = (given.next(), given.next()) else {
            self.findings.error(
                Code::Contradiction,
                path,
                "a discount is a rate, an amount, a unit price or bands",
                "give exactly one of them",
            );
            return None;
        };
        self.discount_words(wire, what, path);
        let discount = if let Some(rate) = wire.rate {
            let here = path.key("rate");
            let ratio = self.ratio(rate, None, 0, 0, &here)?;
            self.at_most_all(ratio, rate, Some("discount"), &here);
            Discount::Rate(ratio)
        } else if let Some(amount) = wire.amount {
            let amount = self.positive(amount, money, &path.key("amount"))?;
            match wire.each.unwrap_or(Each::Order) {
                Each::Unit => Discount::EachUnit(amount),
                Each::Line => Discount::EachLine(amount),
                Each::Order => Discount::Spread {
                    amount,
                    by_quantity: wire.spread == Some(SpreadBy::Quantity),
                    remainder: match wire.remainder {
                        Some(RemainderTo::First) => Remainder::First,
                        Some(RemainderTo::Largest) | None => Remainder::Largest,
                    },
                },
            }
        } else if let Some(price) = wire.unit_price {
            Discount::UnitPrice(self.positive(price, QUANTITY_PLACES, &path.key("unitPrice"))?)
        } else {
            self.discount_bands(wire, frame, path)?
        };
        Some(Pay::Discount(discount))
    }

    fn discount_bands(
        &mut self,
        wire: &wire::Discount,
        frame: Option<&Frame<'_>>,
        path: &Path<'_>,
    ) -> Option<Discount> {
        let money = self.money_places;
        let Some(basis) = &wire.basis else {
            self.findings.error(
                Code::MissingField,
                path,
                "'basis' is missing: what picks the band?",
                "add \"basis\", such as {\"of\": \"amount\", \"over\": \"year\"}",
            );
            return None;
        };
        let (picks, places) = self.picked_by(basis, frame, false, true, &path.key("basis"))?;
        let asked = BandsAsked {
            bands: &wire.bands,
            mode: wire.mode,
            start: None,
            all_reached: false,
            own_basis: false,
            share_of: Some("discount"),
            baseline: false,
        };
        if wire.mode.is_some_and(|mode| mode != Mode::Whole) {
            self.findings.error(
                Code::Contradiction,
                &path.key("mode"),
                "a discount's bands pick one rate",
                "write \"mode\": \"whole\"",
            );
            return None;
        }
        let list = path.key("bands");
        for (index, band) in wire.bands.iter().enumerate() {
            let each = [("perUnit", band.per_unit.is_some())];
            self.unused(&list.index(index), &each, "is no share of a line", "give \"rate\"");
        }
        let places = Places { basis: places, base: money, award: money };
        let bands = self.bands(&asked, places, path)?;
        Some(Discount::Bands { bands: self.bands_beside(bands, Some(&picks), path)?, picks })
    }

    /// Words of one kind of discount that stand in another.
    fn discount_words(&mut self, wire: &wire::Discount, what: &str, path: &Path<'_>) {
        let each = ("each", wire.each.is_some());
        let spread = [("spread", wire.spread.is_some()), ("remainder", wire.remainder.is_some())];
        let bands = [("mode", wire.mode.is_some()), ("basis", wire.basis.is_some())];
        let why = format!("says nothing about {what}");
        if wire.amount.is_none() {
            self.unused(path, &[each], &why, "remove it, or give \"amount\"");
            self.unused(path, &spread, &why, "remove it, or give \"amount\"");
        } else if !matches!(wire.each, None | Some(Each::Order)) {
            let why = "belongs to an amount off the order";
            self.unused(path, &spread, why, "remove it, or write \"each\": \"order\"");
        }
        if wire.bands.is_empty() {
            self.unused(path, &bands, &why, "remove it, or give \"bands\"");
        }
    }
}
