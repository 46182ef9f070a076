//! Figures by segment: what accounts that are alike, or drawn into one group of a pilot, bought and cost.

use super::figures::{Cost, Terms, percent, total};
use super::returned::benefit;
use crate::map::Map;
use crate::program::Program;
use crate::refusal::{Refusal, add, sub};
use crate::wire::figures::SegmentFigures;
use crate::wire::simulate::{AccountSum, Tally};

/// So many values of an attribute are told apart at most; an attribute of more is no segment.
const MOST: usize = 50;

/// What the accounts of a segment come to.
#[derive(Default, Clone, Copy)]
struct Sum {
    accounts: i64,
    orders: i64,
    net: i64,
    cost: Cost,
}

impl Sum {
    fn takes(&mut self, account: &AccountSum, cost: Cost) -> Result<(), Refusal> {
        self.accounts = self.accounts.saturating_add(1);
        self.orders = self.orders.saturating_add(account.orders);
        self.net = add(self.net, total(account.net.values().copied())?)?;
        self.cost = self.cost.plus(cost)?;
        Ok(())
    }
}

type Kept<'t> = fn(&'t AccountSum) -> &'t Map<String, String>;

impl Program {
    /// By attribute of accounts and its value; of accounts that tell none under "".
    pub(super) fn segments(
        &self,
        tally: &Tally,
        costs: &[Cost],
        terms: &Terms,
    ) -> Result<Vec<SegmentFigures>, Refusal> {
        self.parted(tally, costs, terms, |account| &account.attributes)
    }

    /// By pilot and group: "test", "control", or "" for accounts that are in neither.
    pub(super) fn pilot_figures(
        &self,
        tally: &Tally,
        costs: &[Cost],
        terms: &Terms,
    ) -> Result<Vec<SegmentFigures>, Refusal> {
        self.parted(tally, costs, terms, |account| &account.pilots)
    }

    fn parted<'t>(
        &self,
        tally: &'t Tally,
        costs: &[Cost],
        terms: &Terms,
        kept: Kept<'t>,
    ) -> Result<Vec<SegmentFigures>, Refusal> {
        let mut names: Vec<&String> = tally.accounts.iter().flat_map(|account| kept(account).keys()).collect();
        names.sort();
        names.dedup();
        let mut list = Vec::new();
        for of in names {
            let mut sums: Map<String, Sum> = Map::new();
            for (account, cost) in tally.accounts.iter().zip(costs) {
                let value = kept(account).get(of).cloned().unwrap_or_default();
                sums.change(value, |sum| sum.takes(account, *cost))?;
            }
            if sums.len() > MOST {
                continue;
            }
            let all = total(sums.values().map(|sum| sum.net))?;
            for (value, sum) in sums {
                let cost = sum.cost.total(terms.redemption)?;
                let uplift = terms.uplift_by.as_ref().filter(|(attribute, _)| attribute == of);
                let uplift = uplift.map(|(_, values)| values.get(&value).copied().unwrap_or(terms.uplift));
                let benefit = match uplift {
                    Some(uplift) => {
                        let (extra, grown) = benefit(sum.net, cost, terms.margin, uplift)?;
                        Some(self.money(sub(extra, grown)?))
                    }
                    None => None,
                };
                list.push(SegmentFigures {
                    of: of.clone(),
                    value,
                    accounts: sum.accounts,
                    orders: sum.orders,
                    net: self.money(sum.net),
                    share: percent(sum.net, all),
                    cost: self.money(cost),
                    generosity: percent(cost, sum.net),
                    benefit,
                });
            }
        }
        Ok(list)
    }
}
