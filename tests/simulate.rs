//! The simulator over small books: parts, joined orders, key figures, ladders.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test stops at what it did not expect"
)]

use earnest::Program;
use earnest::simulate::{Book, Columns, Rows, Simulation};
use earnest::wire::simulate::{SimulateOptions, Tally};
use std::collections::BTreeMap;
use std::path::Path;

/// A row of a book: account, order, time, quantity, price, and what is bought.
type Row = (u32, u32, i64, i64, i64, u64);

/// Orders of 40 accounts over 14 months, some of which come back.
fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    let mut seed = 7_u64;
    let mut below = |n: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % n
    };
    for order in 0..1200 {
        let account = u32::try_from(below(40)).unwrap();
        let at = (14_944 + i64::from(order) * 425 / 1200) * 86_400 + i64::try_from(below(86_400)).unwrap();
        let back = below(9) == 0;
        for _ in 0..=below(4) {
            let item = below(30);
            let quantity = i64::try_from(below(40) + 1).unwrap() * if back { -1_000_000 } else { 1_000_000 };
            rows.push((account, order, at, quantity, i64::try_from(below(3000) + 50).unwrap() * 10_000, item));
        }
    }
    rows
}

fn book_of(rows: &[Row]) -> Book {
    let line = ["sku", "category"].map(str::to_owned).to_vec();
    let mut book = Book::new(Columns { line, account: vec!["country".to_owned()], ..Columns::default() });
    for (account, order, at, quantity, price, item) in rows {
        let category = ["storage", "kitchen", "lighting"][usize::try_from(item % 3).unwrap()];
        let country = ["United Kingdom", "France"][usize::try_from(account % 2).unwrap()];
        let names = [format!("A{account}"), format!("S{item}"), category.to_owned(), country.to_owned()];
        let [account, sku, category, country] = names.map(|name| book.name(&name).unwrap());
        let left = book.add(&Rows {
            accounts: &[account],
            orders: &[*order],
            at: &[*at],
            quantities: &[*quantity],
            prices: &[*price],
            line: &[&[sku], &[category]],
            account: &[&[country]],
            ..Rows::default()
        });
        assert!(left.unwrap().is_empty());
    }
    book
}

fn book() -> Book {
    book_of(&rows())
}

fn run(program: &Program, book: &earnest::simulate::Closed, part: u32, parts: u32, batch: usize) -> Tally {
    let options = SimulateOptions { part: Some(part), parts: Some(parts), ..SimulateOptions::default() };
    let mut simulation = Simulation::new(program.clone(), book, &options);
    while !simulation.run(batch).unwrap() {}
    simulation.tally()
}

#[test]
fn parts_add_up_to_the_whole_however_many_there_are() {
    for name in ["accumulative", "dealer", "contractor", "simple"] {
        let text = std::fs::read_to_string(format!("{}/examples/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let program = Program::read(&text).unwrap();
        let closed = book().close();
        let whole = run(&program, &closed, 0, 1, usize::MAX);
        assert!(whole.orders > 100 || !whole.refused.is_empty());
        assert_eq!(run(&program, &closed, 0, 1, 7), whole, "{name}: in small goes");
        for parts in [2, 3, 7] {
            let mut sum = Tally::default();
            for part in 0..parts {
                sum.absorb(run(&program, &closed, part, parts, 50)).unwrap();
            }
            assert_eq!(sum, whole, "{name}: {parts} parts");
        }
    }
}

#[test]
fn rows_of_an_order_may_come_apart() {
    let text = std::fs::read_to_string(format!("{}/examples/accumulative.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let program = Program::read(&text).unwrap();
    let together = rows();
    // First the first row of each order, then the second of each, and so on.
    let mut apart: Vec<(usize, Row)> = Vec::new();
    for (at, row) in together.iter().enumerate() {
        let before = together[..at].iter().rev().take_while(|other| other.1 == row.1).count();
        apart.push((before, *row));
    }
    apart.sort_by_key(|(before, row)| (*before, row.1));
    let apart: Vec<Row> = apart.into_iter().map(|(_, row)| row).collect();
    assert_ne!(apart, together);
    let (apart, together) = (book_of(&apart).close(), book_of(&together).close());
    assert_eq!((apart.book().orders(), together.book().orders()), (1200, 1200));
    let whole = run(&program, &together, 0, 1, usize::MAX);
    assert!(whole.returns > 100 && whole.lines > whole.orders);
    assert_eq!(run(&program, &apart, 0, 1, usize::MAX), whole);
}

#[test]
fn the_highest_number_of_an_order_is_one_like_any_other() {
    let day = |day: i64| (15_000 + day) * 86_400;
    let row = |order: u32, on: i64| (1, order, day(on), 1_000_000, 20_000_000, 3);
    let closed = book_of(&[row(u32::MAX, 0), row(0, 1), row(u32::MAX, 0), row(0, 1)]).close();
    assert_eq!((closed.book().orders(), closed.book().lines()), (2, 4));
}

#[test]
fn a_ladder_on_which_nobody_moved_has_its_way_to_the_next_level() {
    let level = r#""metrics": [{ "id": "spend", "of": "amount" }], "levels": [{ "id": "base" }, { "id": "gold", "at": { "spend": "1000.00" } }]"#;
    let text = format!(
        r#"{{ "earnest": 1, "id": "club", "currency": "EUR", "timeZone": "UTC", "versions": [
            {{ "from": "2000-01-01", "rules": [{{ "id": "spend", "earn": {{ "points": 1, "per": "1.00" }} }}] }},
            {{ "from": "2011-12-01", "rules": [{{ "id": "spend", "earn": {{ "points": 1, "per": "1.00" }} }}],
               "tiers": [{{ "id": "late", "period": "year", {level} }}] }} ] }}"#
    );
    let program = Program::read(&text).unwrap();
    let bought = book_of(&[(1, 7, 15_000 * 86_400, 1_000_000, 450_000_000, 3)]).close();
    let options = SimulateOptions { until: earnest::time::Date::parse("2011-12-31"), ..SimulateOptions::default() };
    let mut simulation = Simulation::new(program.clone(), &bought, &options);
    while !simulation.run(10).unwrap() {}
    let figures = program.figures(&simulation.tally(), &earnest::wire::figures::Assumptions::default()).unwrap();
    let late = figures.ladders.iter().find(|ladder| ladder.ladder == "late").unwrap();
    assert_eq!(late.to_next.iter().map(|next| next.accounts.iter().sum::<i64>()).sum::<i64>(), 1);
}

#[test]
fn goods_that_come_back_on_their_own_order_are_a_return_of_it() {
    let text = std::fs::read_to_string(format!("{}/examples/accumulative.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let program = Program::read(&text).unwrap();
    let day = |day: i64| (15_000 + day) * 86_400;
    let bought = [(1, 7, day(0), 5_000_000, 20_000_000, 3), (1, 7, day(0), 2_000_000, 30_000_000, 4)];
    let back = [(1, 7, day(3), -2_000_000, 20_000_000, 3), (1, 8, day(4), 1_000_000, 10_000_000, 3)];
    let closed = book_of(&[bought[0], back[0], bought[1], back[1]]).close();
    assert_eq!((closed.book().orders(), closed.book().lines()), (3, 4));
    let tally = run(&program, &closed, 0, 1, usize::MAX);
    assert_eq!((tally.orders, tally.returns, tally.lines), (2, 1, 4));
    assert_eq!(tally.months.iter().map(|month| month.gross).sum::<i64>(), 10_000 + 6_000 - 4_000 + 1_000);
}

#[test]
fn rules_and_kinds_of_cost_add_up() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/contractor.json")).unwrap();
    let text = text.replace("2026-", "2010-").replace("2027-", "2011-").replace("2025-", "2009-");
    let program = Program::read(&text).unwrap();
    let tally = run(&program, &book().close(), 0, 1, 1000);
    assert!(tally.orders > 100, "{:?}", tally.refused);
    let figures = program.figures(&tally, &earnest::wire::figures::Assumptions::default()).unwrap();
    let discounts: i64 =
        figures.rules.iter().filter(|rule| rule.unit == "discount").map(|rule| pence(&rule.cost)).sum();
    assert_eq!(discounts, pence(&figures.discount));
    assert_eq!(pence(&figures.gross) - pence(&figures.discount), pence(&figures.net));
    let parts = [&figures.cost.discounts, &figures.cost.money, &figures.cost.points].map(|part| pence(part));
    assert_eq!(parts.iter().sum::<i64>(), pence(&figures.cost.total));
    assert_eq!(figures.deciles.iter().map(|tenth| pence(&tenth.net)).sum::<i64>(), pence(&figures.net));
    let accounts: i64 = figures.deciles.iter().map(|tenth| tenth.accounts).sum();
    assert_eq!(accounts, figures.accounts);
    for ladder in &figures.ladders {
        let last = ladder.months.last().unwrap();
        assert_eq!(last.accounts.values().sum::<i64>(), figures.accounts, "{}", ladder.ladder);
    }
}

fn pence(text: &str) -> i64 {
    text.replace('.', "").parse().unwrap()
}

/// The figures of Illustrative Example 52 of IFRS 15: products for 100,000, with 10,000 points of which 9,500 are expected to
/// be redeemed for 1 each; 4,500 of them are, in the first year.
#[test]
fn points_owe_what_ifrs_15_says() {
    let text = r#"{ "earnest": 1, "id": "e52", "currency": "EUR", "timeZone": "UTC",
        "versions": [{ "from": "2026-01-01", "rules": [{ "id": "spend", "earn": { "points": 1, "per": "10.00" } }] }] }"#;
    let program = Program::read(text).unwrap();
    let tally: Tally = earnest::wire::read(
        r#"{ "orders": 1, "returns": 0, "lines": 1, "unmatched": 0, "refused": [], "beside": [], "moves": [], "accounts": [], "budgets": {},
            "months": [{ "month": "2026-01-01", "active": 1, "joined": 1, "orders": 1, "returns": 0, "gross": 10000000, "net": 10000000 }],
            "booked": [
                { "month": "2026-01-01", "kind": "accrual", "unit": "points", "rule": "spend", "amount": 10000, "entries": 1 },
                { "month": "2026-12-01", "kind": "redemption", "unit": "points", "rule": "redemption", "amount": -4500, "entries": 1 }
            ] }"#,
    )
    .unwrap();
    let assumptions = earnest::wire::read(r#"{ "redemption": "95 %", "pointCost": { "points": "1.00" } }"#).unwrap();
    let figures = program.figures(&tally, &assumptions).unwrap();
    let [of] = figures.contract_liability.as_slice() else { panic!("one currency") };
    // 8,676 are put off, 4,110 are revenue, and 4,566 are owed, to the unit as the standard has them.
    assert_eq!(
        (of.deferred.as_str(), of.recognised.as_str(), of.liability.as_str()),
        ("8675.80", "4109.59", "4566.21")
    );
    assert_eq!(of.months.len(), 2);
    assert_eq!(of.months[0].liability, "8675.80");
}

#[test]
fn segments_add_up_and_rise_by_their_own() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/contractor.json")).unwrap();
    let text = text.replace("2026-", "2010-").replace("2027-", "2011-").replace("2025-", "2009-");
    let program = Program::read(&text).unwrap();
    let tally = run(&program, &book().close(), 0, 1, 50_000);
    let of = |text: &str| program.figures(&tally, &earnest::wire::read(text).unwrap()).unwrap();
    let plain = of(r#"{ "uplift": "5 %" }"#);
    let countries: Vec<_> = plain.segments.iter().filter(|one| one.of == "country").collect();
    assert_eq!(countries.len(), 2);
    assert_eq!(countries.iter().map(|one| one.accounts).sum::<i64>(), plain.accounts);
    assert_eq!(countries.iter().map(|one| pence(&one.net)).sum::<i64>(), pence(&plain.net));
    assert!(plain.segments.iter().all(|one| one.benefit.is_none()));
    let by = of(
        r#"{ "uplift": "5 %", "upliftBy": { "attribute": "country", "values": { "United Kingdom": "12 %", "France": "0 %" } } }"#,
    );
    let each = |name: &str| by.segments.iter().find(|one| one.of == "country" && one.value == name).unwrap();
    let told: i64 = by.segments.iter().filter_map(|one| one.benefit.as_ref()).map(|benefit| pence(benefit)).sum();
    assert_eq!(told, pence(&by.returned.benefit));
    // Without an uplift its cost is all that it brings.
    assert_eq!(pence(each("France").benefit.as_ref().unwrap()), -pence(&each("France").cost));
    assert_ne!(by.returned.benefit, plain.returned.benefit);
    assert_eq!(by.returned.break_even, plain.returned.break_even);
}

/// Three ladders: over the year where all is needed, over twelve months where either is enough, and one that is climbed at
/// the quarter's end.
const LADDERS: &str = r#"{ "earnest": 1, "id": "ladders", "currency": "EUR", "timeZone": "UTC", "versions": [{
  "from": "2026-01-01",
  "rules": [{ "id": "kitchen", "when": { "category": "kitchen" }, "earn": { "points": 1, "per": "1.00" } }],
  "tiers": [
    { "id": "year", "period": "year", "metrics": [{ "id": "spend", "of": "amount" }, { "id": "points", "of": "points" }],
      "levels": [{ "id": "base" }, { "id": "silver", "at": { "spend": 1000, "points": 100 } }, { "id": "gold", "at": { "spend": 3000, "points": 500 } }] },
    { "id": "either", "period": { "rolling": { "months": 12 } }, "need": "any",
      "metrics": [{ "id": "spend", "of": "amount" }, { "id": "points", "of": "points" }],
      "levels": [{ "id": "one", "at": { "spend": 700, "points": 300 } }] },
    { "id": "slow", "period": "quarter", "upgrade": "period-end", "metrics": [{ "id": "spend", "of": "amount" }],
      "levels": [{ "id": "low" }, { "id": "high", "at": { "spend": 500 } }, { "id": "top", "at": { "spend": 50000 } }] }
  ] }] }"#;

/// Account, day, category and whole euros of orders of one line.
const BOUGHT: [(&str, &str, &str, i64); 9] = [
    // Half of what silver costs, and no points at all; 71 % of the way to one.
    ("a", "2026-02-01", "tools", 500),
    // All of the money for silver, 99.6 points of the hundred.
    ("b", "2026-03-01", "tools", 2000),
    ("b", "2026-11-01", "kitchen", 99),
    // On silver, and a third of the way to gold by points.
    ("c", "2026-05-01", "kitchen", 175),
    ("c", "2026-12-31", "tools", 900),
    // On gold in two steps; has one.
    ("d", "2026-05-01", "kitchen", 900),
    ("d", "2026-06-01", "tools", 2500),
    // The quarter's end brings high.
    ("e", "2026-10-01", "tools", 600),
    ("e", "2026-10-02", "tools", 10),
];

fn bought(orders: &[(&str, &str, &str, i64)]) -> earnest::simulate::Closed {
    let mut book = Book::new(Columns { line: vec!["sku".to_owned(), "category".to_owned()], ..Columns::default() });
    for (order, (account, day, category, euros)) in orders.iter().enumerate() {
        let [account, sku, category] = [account, "x", category].map(|name| book.name(name).unwrap());
        let order = u32::try_from(order).unwrap();
        let at = earnest::time::Moment::parse(day).unwrap().seconds();
        let left = book.add(&Rows {
            accounts: &[account],
            orders: &[order],
            at: &[at],
            quantities: &[1_000_000],
            prices: &[euros * 1_000_000],
            line: &[&[sku], &[category]],
            ..Rows::default()
        });
        assert!(left.unwrap().is_empty());
    }
    book.close()
}

/// What a preview of an order of nothing tells on a day: by account and ladder, from, to, and the share in whole percent.
fn previewed(program: &Program, day: &str) -> Vec<(String, String, String, String, i64)> {
    let mut states: BTreeMap<&str, earnest::State> = BTreeMap::new();
    let event = |id: usize, day: &str, category: &str, euros: i64| {
        let lines = format!(r#"[{{ "sku": "x", "category": "{category}", "amount": "{euros}.00" }}]"#);
        program.event(&format!(r#"{{ "order": {{ "id": "{id}", "at": "{day}", "lines": {lines} }} }}"#)).unwrap()
    };
    for (order, (account, day, category, euros)) in BOUGHT.iter().enumerate() {
        let state = states.entry(account).or_insert_with(|| program.fresh(account));
        let event = event(order, day, category, *euros);
        *state = program.post(state, &earnest::Shared::default(), &event).unwrap().state;
    }
    let mut told = Vec::new();
    for (account, state) in states {
        let outcome = program.preview(&state, &earnest::Shared::default(), &event(99, day, "tools", 0)).unwrap();
        for tier in outcome.tiers {
            let Some(next) = tier.next else { continue };
            let from = tier.before.unwrap_or_default();
            told.push((account.to_owned(), tier.ladder, from, next.level, i64::from(next.share / 100)));
        }
    }
    told.sort();
    told
}

#[test]
fn the_way_to_the_next_level_is_what_a_preview_tells() {
    let program = Program::read(LADDERS).unwrap();
    for (until, year_is_over) in [("2026-12-31", false), ("2027-01-01", true), ("2027-03-31", true)] {
        let options = earnest::wire::read(&format!(r#"{{ "until": "{until}" }}"#)).unwrap();
        let mut simulation = Simulation::new(program.clone(), &bought(&BOUGHT), &options);
        while !simulation.run(3).unwrap() {}
        let tally = simulation.tally();
        let mut told = Vec::new();
        for account in &tally.accounts {
            for (ladder, next) in &account.to_next {
                let from = next.from.clone().unwrap_or_default();
                told.push((account.account.clone(), ladder.clone(), from, next.to.clone(), next.share));
            }
        }
        told.sort();
        assert_eq!(told, previewed(&program, until), "{until}");
        let of = |account: &str, ladder: &str| {
            let found = told.iter().find(|one| one.0 == account && one.1 == ladder);
            found.map(|(_, _, from, to, share)| (from.as_str(), to.as_str(), *share))
        };
        if year_is_over {
            assert_eq!(of("b", "year"), Some(("base", "silver", 0)), "a new year begins with nothing");
            assert_eq!(of("c", "year"), Some(("silver", "gold", 0)), "on last year's level");
            continue;
        }
        assert_eq!(of("a", "year"), Some(("base", "silver", 0)), "all is needed: what is furthest behind counts");
        assert_eq!(of("a", "either"), Some(("", "one", 71)), "either is enough: what is furthest ahead counts");
        assert_eq!(of("b", "year"), Some(("base", "silver", 99)), "rounded down");
        assert_eq!(of("b", "either"), None, "on the top");
        assert_eq!(of("c", "year"), Some(("silver", "gold", 35)));
        assert_eq!(of("d", "year"), None, "on the top");
        assert_eq!(of("e", "slow"), Some(("low", "high", 100)), "the date alone is missing");
        let figures = program.figures(&tally, &earnest::wire::figures::Assumptions::default()).unwrap();
        let year = figures.ladders.iter().find(|one| one.ladder == "year").unwrap();
        let counts: Vec<_> =
            year.to_next.iter().map(|n| (n.from.as_str(), n.to.as_str(), n.accounts.clone())).collect();
        assert_eq!(
            counts,
            [
                ("base", "silver", vec![2, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
                ("silver", "gold", vec![0, 0, 0, 1, 0, 0, 0, 0, 0, 0])
            ]
        );
        let slow = figures.ladders.iter().find(|one| one.ladder == "slow").unwrap();
        assert_eq!(slow.to_next[0].accounts[9], 2, "who only waits for the day stands in the last tenth");
    }
}

/// Whoever stands on a level in the last month has a way to the next, but for those on top.
#[test]
fn every_account_of_a_level_is_in_its_tenths() {
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.replace("2026-", "2010-").replace("2027-", "2011-").replace("2025-", "2009-");
        let Ok(program) = Program::read(&text) else { continue };
        let tally = run(&program, &book().close(), 0, 1, 1000);
        let figures = program.figures(&tally, &earnest::wire::figures::Assumptions::default()).unwrap();
        for ladder in &figures.ladders {
            // The midnight after the last day is in the next month.
            let last = ladder.months.iter().rfind(|month| month.month.to_string().as_str() <= "2012-12-31").unwrap();
            if last.accounts.is_empty() {
                // No order climbs it, so that nobody is seen to be on it.
                continue;
            }
            let mut from: BTreeMap<&str, i64> = BTreeMap::new();
            for next in &ladder.to_next {
                assert_eq!(next.accounts.len(), 10);
                *from.entry(next.from.as_str()).or_default() += next.accounts.iter().sum::<i64>();
            }
            let tops = last.accounts.iter().filter(|(level, n)| **n > 0 && !from.contains_key(level.as_str())).count();
            assert!(tops <= 1, "{}: {:?} {:?}", path.display(), last.accounts, from);
            for (level, accounts) in from {
                assert_eq!(last.accounts.get(level), Some(&accounts), "{}: {} {level}", path.display(), ladder.ladder);
            }
        }
    }
}

#[test]
fn an_order_that_is_refused_runs_no_midnight_twice() {
    let program = Program::read(
        r#"{ "earnest": 1, "id": "years", "currency": "EUR", "timeZone": "UTC", "versions": [{ "from": "2026-01-01", "rules": [
            { "id": "year", "on": "anniversary", "earn": { "points": 100 } },
            { "id": "vast", "earn": { "points": 1000000000, "per": "0.01" } } ] }] }"#,
    )
    .unwrap();
    let orders = [("2026-02-01", 1), ("2027-03-01", 100_000_000_000), ("2027-04-01", 1)];
    let closed = bought(&orders.map(|(day, euros)| ("a", day, "tools", euros)));
    let tally = run(&program, &closed, 0, 1, 1000);
    assert_eq!((tally.orders, tally.refused.len()), (2, 1), "{:?}", tally.refused);
    let years: Vec<_> = tally.booked.iter().filter(|sum| sum.rule == "year").collect();
    assert_eq!(years.iter().map(|sum| sum.amount).sum::<i64>(), 100, "{years:?}");
}
