//! What an operator assumes.

use earnest::amounts::Decimal;
use earnest::map::Map;
use earnest::wire::figures::{Assumptions, UpliftBy};

#[derive(clap::Args)]
pub struct Assume {
    /// The margin on sales before the program's cost. Default: 30 %.
    #[arg(long, value_parser = decimal)]
    margin: Option<Decimal>,
    /// By how much the program raises sales. Default: 0 %.
    #[arg(long, value_parser = decimal)]
    uplift: Option<Decimal>,
    /// The same for accounts of one attribute, as country=Germany=8 %; given several times, of the same attribute.
    #[arg(long)]
    uplift_by: Vec<String>,
    /// The share of points that is ever redeemed. Default: 80 %.
    #[arg(long, value_parser = decimal)]
    redemption: Option<Decimal>,
    /// What a point costs, as currency=0.01. Default: its worth in the program, else nothing.
    #[arg(long)]
    point_cost: Vec<String>,
    /// An account is active that traded in so many days before the last order. Default: 90.
    #[arg(long)]
    active_days: Option<u32>,
}

fn decimal(text: &str) -> Result<Decimal, String> {
    Decimal::parse(text).map_err(|_| format!("'{text}' is no number; write it as '30 %' or 0.3"))
}

impl Assume {
    pub fn assumptions(&self) -> Result<Assumptions, String> {
        let mut point_cost = Map::default();
        for one in &self.point_cost {
            let (currency, cost) = one.split_once('=').ok_or_else(|| format!("'{one}' is no currency=0.01"))?;
            point_cost.insert(currency.to_owned(), decimal(cost)?);
        }
        Ok(Assumptions {
            margin: self.margin,
            uplift: self.uplift,
            uplift_by: self.uplift_by()?,
            redemption: self.redemption,
            point_cost,
            active_days: self.active_days,
        })
    }

    fn uplift_by(&self) -> Result<Option<UpliftBy>, String> {
        let mut by: Option<UpliftBy> = None;
        for one in &self.uplift_by {
            let wrong = || format!("'{one}' is no attribute=value=8 %");
            let (attribute, rest) = one.split_once('=').ok_or_else(wrong)?;
            let (value, uplift) = rest.rsplit_once('=').ok_or_else(wrong)?;
            let by = by.get_or_insert_with(|| UpliftBy { attribute: attribute.to_owned(), values: Map::default() });
            if by.attribute != attribute {
                return Err(format!("uplifts are by one attribute, not by '{}' and '{attribute}'", by.attribute));
            }
            by.values.insert(value.to_owned(), decimal(uplift)?);
        }
        Ok(by)
    }
}
