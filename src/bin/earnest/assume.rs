//! What an operator assumes.

use earnest::amounts::Decimal;
use earnest::map::Map;
use earnest::wire::simulate::Assumptions;

#[derive(clap::Args)]
pub struct Assume {
    /// The margin on sales before the program's cost. Default: 30 %.
    #[arg(long, value_parser = decimal)]
    margin: Option<Decimal>,
    /// By how much the program raises sales. Default: 0 %.
    #[arg(long, value_parser = decimal)]
    uplift: Option<Decimal>,
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
            redemption: self.redemption,
            point_cost,
            active_days: self.active_days,
        })
    }
}
