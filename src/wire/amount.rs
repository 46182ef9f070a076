//! Amounts as results tell them: points as numbers, money as decimal text.

use super::decode::{Decode, Own, Slot, put};
use super::leaf;
use super::show::{Show, Shown};
use crate::amounts::Decimal;
use crate::findings::{Findings, Path};
use jsonc_parser::ast::Value;

/// Points as a number: exact, since they stay within 2^53 of their smallest unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Points {
    /// In the currency's smallest units.
    pub units: i64,
    /// The currency's decimals.
    pub decimals: u8,
}

impl Points {
    /// The number, where it is whole.
    #[must_use]
    pub fn whole(self) -> Option<i64> {
        let scale = crate::amounts::ten_to(self.decimals).unwrap_or(1);
        if self.units.checked_rem(scale)? == 0 { self.units.checked_div(scale) } else { None }
    }

    /// The double nearest to the decimal: both parts are whole and within 2^53, so one division rounds right, and the
    /// number prints as the decimal it is.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        clippy::as_conversions,
        clippy::float_arithmetic,
        reason = "at the border, exact as told"
    )]
    pub fn number(self) -> f64 {
        self.units as f64 / crate::amounts::ten_to(self.decimals).unwrap_or(1) as f64
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Points {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Points".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "description": "Points, as a number.", "type": "number" })
    }
}

/// Points as a number, or money as decimal text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), serde(untagged))]
pub enum Amount {
    /// Points.
    Points(Points),
    /// Money.
    Money(String),
}

impl Show for Amount {
    fn show(&self) -> Shown<'_> {
        match self {
            Amount::Points(points) => Shown::Points(*points),
            Amount::Money(text) => Shown::Text(text),
        }
    }
}

super::show::serializes!(Points, Amount);

impl Default for Amount {
    fn default() -> Self {
        Amount::Points(Points { units: 0, decimals: 0 })
    }
}

impl Decode for Amount {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Own(self)
    }
}

impl Own for Amount {
    fn fill(&mut self, value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> bool {
        let read = leaf::number(value, path, findings).map(|number| match value {
            Value::StringLit(text) => Amount::Money(text.value.as_ref().to_owned()),
            Value::NumberLit(_) | Value::BooleanLit(_) | Value::Object(_) | Value::Array(_) | Value::NullKeyword(_) => {
                Amount::Points(Points { units: number.units(), decimals: number.scale() })
            }
        });
        put(self, read)
    }
}

impl Amount {
    /// The number itself.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Amount::Points(points) => Some(Decimal::new(points.units, points.decimals)),
            Amount::Money(text) => Decimal::parse(text).ok(),
        }
    }
}
