//! What a program returns: the margin on what sales grow by, less what it costs.

use super::figures::{Cost, Terms, percent, total};
use crate::amounts::{Decimal, Ratio, Rounding};
use crate::map::Map;
use crate::program::Program;
use crate::refusal::{OrOverflow, Refusal, add, sub};
use crate::wire::figures::{ReturnFigures, Sensitivity};
use crate::wire::simulate::Tally;

impl Program {
    pub(super) fn return_figures(
        &self,
        (tally, costs): (&Tally, &[Cost]),
        cost: Cost,
        net: i64,
        terms: &Terms,
    ) -> Result<ReturnFigures, Refusal> {
        let whole = cost.total(terms.redemption)?;
        let groups = by_uplift(tally, costs, (cost, net), terms)?;
        // Each group of accounts grows by its own uplift.
        let returns = |margin: Ratio, redemption: Ratio, tenths: i128| {
            let mut both = (0, 0);
            for (uplift, cost, net) in &groups {
                let uplift = scaled(*uplift, tenths)?;
                let (extra, grown) = benefit(*net, cost.total(redemption)?, margin, uplift)?;
                both = (add(both.0, extra)?, add(both.1, grown)?);
            }
            Ok::<_, Refusal>(both)
        };
        let (extra, grown) = returns(terms.margin, terms.redemption, 10)?;
        let margin = terms.margin.apply(net, Rounding::HalfUp).or_overflow()?;
        let mut sensitivity = Vec::new();
        for (assumption, of) in [("margin", terms.margin), ("uplift", terms.uplift), ("redemption", terms.redemption)] {
            let tried = |tenths: i128| {
                let with = scaled(of, tenths)?;
                let choose = |name: &str, other: Ratio| if name == assumption { with } else { other };
                let grows = if assumption == "uplift" { tenths } else { 10 };
                let (extra, grown) =
                    returns(choose("margin", terms.margin), choose("redemption", terms.redemption), grows)?;
                let told = with.apply(10_000, Rounding::HalfUp).or_overflow()?;
                Ok::<_, Refusal>((Decimal::text(told, 2), self.money(sub(extra, grown)?)))
            };
            let ((less, benefit_less), (more, benefit_more)) = (tried(8)?, tried(12)?);
            let assumption = assumption.to_owned();
            sensitivity.push(Sensitivity { assumption, less, benefit_less, more, benefit_more });
        }
        Ok(ReturnFigures {
            extra_margin: self.money(extra),
            cost: self.money(grown),
            benefit: self.money(sub(extra, grown)?),
            break_even: (margin > whole && whole >= 0).then(|| percent(whole, margin.saturating_sub(whole))),
            generosity: percent(whole, net),
            sensitivity,
        })
    }
}

/// Costs and sales of the accounts that grow alike, with their uplift.
fn by_uplift(
    tally: &Tally,
    costs: &[Cost],
    (cost, net): (Cost, i64),
    terms: &Terms,
) -> Result<Vec<(Ratio, Cost, i64)>, Refusal> {
    let Some((attribute, values)) = &terms.uplift_by else { return Ok(vec![(terms.uplift, cost, net)]) };
    let mut groups: Map<String, (Cost, i64)> = Map::new();
    for (account, cost) in tally.accounts.iter().zip(costs) {
        let value = account.attributes.get(attribute).cloned().unwrap_or_default();
        let sales = total(account.net.values().copied())?;
        groups.change(value, |(sum, net)| {
            *sum = sum.plus(*cost)?;
            add(*net, sales).map(|to| *net = to)
        })?;
    }
    let uplift = |value: &str| values.get(value).copied().unwrap_or(terms.uplift);
    Ok(groups.into_iter().map(|(value, (cost, net))| (uplift(&value), cost, net)).collect())
}

/// So many tenths of a ratio.
fn scaled(ratio: Ratio, tenths: i128) -> Result<Ratio, Refusal> {
    let num = i128::from(ratio.num()).checked_mul(tenths).or_overflow()?;
    Ratio::new(num, i128::from(ratio.den()).checked_mul(10).or_overflow()?).or_overflow()
}

/// What an uplift brings, and what the program costs then.
pub(super) fn benefit(net: i64, cost: i64, margin: Ratio, uplift: Ratio) -> Result<(i64, i64), Refusal> {
    let grows = |amount: i64| uplift.apply(amount, Rounding::HalfUp).or_overflow();
    Ok((grows(margin.apply(net, Rounding::HalfUp).or_overflow()?)?, add(cost, grows(cost)?)?))
}
