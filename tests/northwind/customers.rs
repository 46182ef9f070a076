//! Northwind's customers, whose discounts grow with what they bought: by the accumulative example.

use crate::book::{Book, Run, Sold, cents, example, period_and_holder, quarter, rounded};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// A customer's past, as a person with paper and pencil keeps it; amounts in cents.
#[derive(Default)]
struct Paper {
    years: BTreeMap<String, i64>,
    produce: BTreeMap<String, i64>,
    quarters: BTreeMap<String, (i64, BTreeSet<String>)>,
    beverages: Vec<(String, i64)>,
}

/// A rate in tenths of a percent by the band that is reached.
fn band(bands: &[(i64, i64)], reached: i64) -> i64 {
    bands.iter().rev().find(|(from, _)| reached >= *from).map_or(0, |(_, rate)| *rate)
}

/// Shares of a sum in proportion to weights: rounded down, what is left to the largest remainders, the earlier first.
fn spread(sum: i64, weights: &[i64]) -> Vec<i64> {
    let whole: i64 = weights.iter().sum();
    let mut shares: Vec<i64> = weights.iter().map(|weight| sum * weight / whole.max(1)).collect();
    let mut places: Vec<usize> = (0..weights.len()).collect();
    places.sort_by_key(|at| (-(sum * weights[*at] % whole.max(1)), *at));
    let left = usize::try_from(sum - shares.iter().sum::<i64>()).unwrap();
    for at in &places[..left] {
        shares[*at] += 1;
    }
    shares
}

impl Paper {
    /// What the program takes off an order, and the order noted.
    fn buy(&mut self, sold: &Sold) -> i64 {
        let mut nets: Vec<i64> = sold.lines.iter().map(|line| line.net()).collect();
        let plain = |at: &usize| sold.lines[*at].discount == 0;
        let is = |at: &usize, category: &str| sold.lines[*at].category == category;
        let before = self.years.get(sold.year()).copied().unwrap_or(0);
        let rate = band(&[(0, 0), (250_000, 15), (750_000, 30), (2_000_000, 45)], before);
        share(&mut nets, (0..sold.lines.len()).filter(plain).collect(), rate);
        let last_year: i64 = sold.year().parse::<i64>().unwrap() - 1;
        let since = format!("{last_year}{}", &sold.day[4..]);
        let units = self.beverages.iter().filter(|(day, _)| *day > since).map(|(_, units)| units).sum();
        let rate = band(&[(0, 0), (100, 10), (400, 20)], units);
        share(&mut nets, (0..sold.lines.len()).filter(|at| plain(at) && is(at, "Beverages")).collect(), rate);
        for at in (0..sold.lines.len()).filter(|at| plain(at) && is(at, "Dairy Products")) {
            let quantity = sold.lines[at].quantity;
            nets[at] -= if quantity >= 40 { 20 * quantity } else { 0 };
        }
        for (line, net) in sold.lines.iter().zip(&nets) {
            *self.years.entry(sold.year().into()).or_default() += net;
            let of_quarter = self.quarters.entry(sold.quarter()).or_default();
            of_quarter.0 += net;
            of_quarter.1.insert(line.category.clone());
            match line.category.as_str() {
                "Produce" => *self.produce.entry(sold.year().into()).or_default() += net,
                "Beverages" => self.beverages.push((sold.day.clone(), line.quantity)),
                _ => {}
            }
        }
        sold.net() - nets.iter().sum::<i64>()
    }

    /// Rebates by the day on which their period began.
    fn full_range(&self) -> BTreeMap<String, i64> {
        let rate = |categories: usize| band(&[(0, 0), (4, 5), (6, 10), (8, 20)], i64::try_from(categories).unwrap());
        let due = self.quarters.iter().map(|(q, (net, of))| (q.clone(), rounded(net * rate(of.len()), 1_000)));
        due.filter(|(_, due)| *due != 0).collect()
    }

    fn produce_share(&self) -> BTreeMap<String, i64> {
        let produce = |year: &String| self.produce.get(year).copied().unwrap_or(0);
        let reached = self.years.iter().filter(|(year, net)| 10 * produce(year) >= **net);
        reached.map(|(year, net)| (year.clone(), rounded(*net, 100))).collect()
    }

    fn growth(&self) -> BTreeMap<String, i64> {
        let mut due = BTreeMap::new();
        for (year, net) in &self.years {
            let last = (year.parse::<i64>().unwrap() - 1).to_string();
            let baseline = self.years.get(&last).copied().unwrap_or(500_000);
            let percent = match 100 * net {
                net if net >= 130 * baseline => 3,
                net if net >= 110 * baseline => 2,
                _ => continue,
            };
            due.insert(year.clone(), rounded((net - baseline) * percent, 100).min(150_000));
        }
        due
    }
}

/// A share of some lines, rounded once over all of them.
fn share(nets: &mut [i64], lines: Vec<usize>, tenths: i64) {
    let weights: Vec<i64> = lines.iter().map(|at| nets[*at]).collect();
    let off = rounded(weights.iter().sum::<i64>() * tenths, 1_000);
    for (at, part) in lines.iter().zip(spread(off, &weights)) {
        nets[*at] -= part;
    }
}

#[test]
fn discounts_that_grow_and_rebates_of_every_customer() {
    let book = Book::read();
    let program = example("accumulative");
    let customers: BTreeSet<&String> = book.orders.iter().map(|sold| &sold.customer).collect();
    assert_eq!(customers.len(), 89);
    let (mut off, mut range, mut produce, mut grown) = (0, 0, 0, 0);
    for customer in customers {
        let mut run = Run::new(&program, &json!({ "account": customer }));
        let mut paper = Paper::default();
        for sold in book.orders.iter().filter(|sold| sold.customer == *customer) {
            let outcome = run.post(&sold.event());
            let discount = paper.buy(sold);
            assert_eq!(cents(&outcome["discount"]), discount, "{customer} {}", sold.id);
            off += discount;
        }
        run.close("1999-01-01");
        let of = |rule: &str| run.sums("settlement", rule, |entry| period_and_holder(entry).0);
        let by_quarter = of("full-range").into_iter().map(|(day, due)| (quarter(&day), due)).collect();
        assert_eq!(paper.full_range(), by_quarter, "{customer}");
        let by_year = |rule: &str| of(rule).into_iter().map(|(day, due)| (day[..4].to_owned(), due)).collect();
        assert_eq!(paper.produce_share(), by_year("produce-share"), "{customer}");
        assert_eq!(paper.growth(), by_year("growth"), "{customer}");
        range += paper.full_range().values().sum::<i64>();
        produce += paper.produce_share().values().sum::<i64>();
        grown += paper.growth().values().sum::<i64>();
    }
    assert!(off > 0 && range > 0 && produce > 0 && grown > 0, "{off} {range} {produce} {grown}");
}
