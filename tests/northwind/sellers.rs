//! Northwind as a reseller: its margin, its sellers' cash, what their managers get, and who sold most.

use crate::book::{Book, Run, example, month_and_holder, period_and_holder, plain, rounded};
use earnest::time::Date;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn person(id: &str) -> String {
    format!("person:{id}")
}

fn of_month(month: &str) -> String {
    format!("{month}-01")
}

/// The published scale, on a month's sales in cents.
fn margin(sales: i64) -> i64 {
    let percent = match sales {
        ..=500_000 => 28,
        500_001..=999_999 => 29,
        1_000_000..=1_499_999 => 30,
        _ => 32,
    };
    rounded(sales * percent, 100)
}

/// The sample has no activations: each line of an order counts as one, by who sold it.
#[test]
fn a_reseller_with_its_sellers() {
    let book = Book::read();
    let program = example("reseller");
    let mut run = Run::new(&program, &book.account());
    let mut net = 0;
    for sold in &book.orders {
        let outcome = run.post(&sold.event());
        net += crate::book::cents(&outcome["net"]);
        run.post(&json!({ "activity": {
            "id": format!("a{}", sold.id), "at": format!("{}T10:00:00", sold.day), "type": "activation",
            "quantity": sold.lines.len(), "participant": sold.seller,
        } }));
    }
    run.close("1998-06-01");
    assert_eq!(net, book.orders.iter().map(|sold| sold.net()).sum::<i64>());
    // The net of 1,265,793.0395 of the source, each line's discount rounded to cents.
    assert!((net - 126_579_304).abs() < 1_000, "{net}");

    let sales = plain(&book, |sold| vec![(of_month(sold.month()), sold.net())]);
    let margins = sales.iter().map(|(month, sales)| ((month.clone(), String::new()), margin(*sales))).collect();
    assert_eq!(run.sums("settlement", "monthly-margin", period_and_holder), margins);
    assert_eq!(margins.len(), 23);

    let lines = |sold: &crate::book::Sold| i64::try_from(sold.lines.len()).unwrap();
    let cash = plain(&book, |sold| vec![((sold.month().to_owned(), person(&sold.seller)), 1_000 * lines(sold))]);
    assert_eq!(run.sums("accrual", "activation-spiff", month_and_holder), cash);
    assert_eq!(cash.values().sum::<i64>(), 2_155_000);

    let activations =
        plain(&book, |sold| vec![((of_month(sold.month()), person(&book.team(&sold.seller))), lines(sold))]);
    let overrides: BTreeMap<_, _> =
        activations.into_iter().filter(|(_, count)| *count >= 100).map(|(key, _)| (key, 50_000)).collect();
    assert_eq!(run.sums("settlement", "manager-override", period_and_holder), overrides);
    assert!(!overrides.is_empty());
}

#[test]
fn teams_that_compete() {
    let book = Book::read();
    let program = example("team");
    let mut run = Run::new(&program, &book.account());
    for sold in &book.orders {
        run.post(&sold.event());
    }
    run.close("1998-06-01");

    let units = |sold: &crate::book::Sold, category: &str| -> i64 {
        sold.lines.iter().filter(|line| line.category == category).map(|line| line.quantity).sum()
    };
    let spiff =
        plain(&book, |sold| vec![((sold.month().to_owned(), person(&sold.seller)), 25 * units(sold, "Confections"))]);
    assert_eq!(run.sums("accrual", "confections-spiff", month_and_holder), spiff);

    // The budget of 200.00 is used up in the order of posting.
    let mut left = 20_000;
    let mut cheese = BTreeMap::new();
    for sold in book.orders.iter().filter(|sold| sold.month() == "1997-04" && units(sold, "Dairy Products") > 0) {
        let paid = left.min(100 * units(sold, "Dairy Products"));
        left -= paid;
        if paid > 0 {
            *cheese.entry((sold.month().to_owned(), person(&sold.seller))).or_insert(0) += paid;
        }
    }
    assert_eq!(run.sums("accrual", "spring-cheese", month_and_holder), cheese);
    assert_eq!(left, 0);

    let sales = plain(&book, |sold| vec![((of_month(sold.month()), person(&book.team(&sold.seller))), sold.net())]);
    let overrides: BTreeMap<_, _> = sales
        .into_iter()
        .filter(|(_, sales)| *sales >= 1_500_000)
        .map(|(key, sales)| (key, if sales >= 3_000_000 { 40_000 } else { 15_000 }))
        .collect();
    assert_eq!(run.sums("settlement", "manager-override", period_and_holder), overrides);
    assert!(overrides.values().any(|paid| *paid == 40_000) && overrides.values().any(|paid| *paid == 15_000));

    let points = plain(&book, |sold| vec![(format!("pool:{}", book.team(&sold.seller)), sold.net() / 1_000)]);
    assert_eq!(run.sums("accrual", "team-points", |entry| month_and_holder(entry).1), points);

    let quarters = plain(&book, |sold| vec![((sold.quarter(), sold.seller.clone()), sold.net())]);
    for (quarter, month) in [("1996-3", "09"), ("1997-1", "03"), ("1997-4", "12"), ("1998-1", "03")] {
        let day = format!("{}-{month}-28", &quarter[..4]);
        let sold = quarters.iter().filter(|((of, _), _)| of == quarter).map(|((_, seller), net)| (seller, *net));
        board(&run, ("sellers", &day), sold.collect(), 1_000_000, &["reward:seller-of-quarter", "cash", "cash"]);
    }
    for year in ["1996", "1997"] {
        let sold = plain(&book, |sold| vec![(sold.seller.clone(), if sold.year() == year { sold.net() } else { 0 })]);
        board(
            &run,
            ("year", &format!("{year}-12-28")),
            sold.iter().map(|(seller, net)| (seller, *net)).collect(),
            7_500_000,
            &["reward:trip", "reward:trip"],
        );
    }
}

/// A board ranks as sorting the totals does; nobody has sold for the same to the cent.
fn board(run: &Run<'_>, (id, day): (&str, &str), mut sold: Vec<(&String, i64)>, least: i64, wins: &[&str]) {
    let found = run.program.board(&run.shared, id, Date::parse(day).unwrap(), "NORTHWIND").unwrap();
    let found: Vec<Value> = found.iter().map(|place| serde_json::to_value(place).unwrap()).collect();
    sold.retain(|(_, net)| *net >= least);
    sold.sort_by_key(|(_, net)| -net);
    assert_eq!(found.len(), sold.len(), "{id} {found:?}");
    for (at, (place, (seller, net))) in found.iter().zip(sold).enumerate() {
        assert_eq!((place["name"].as_str(), crate::book::cents(&place["total"])), (Some(seller.as_str()), net), "{id}");
        assert_eq!(place["unit"].as_str(), wins.get(at).copied(), "{id}");
    }
}
