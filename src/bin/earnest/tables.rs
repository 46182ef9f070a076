//! Figures as tables: each program in a column, and what it differs from the first.

use crate::read::bad::Bad;
use crate::sums::Told;
use comfy_table::presets::ASCII_MARKDOWN;
use comfy_table::{CellAlignment, ContentArrangement, Table};
use earnest::amounts::Decimal;
use earnest::wire::amount::Amount;
use earnest::wire::figures::Figures;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Rules that are told of each program.
const RULES: usize = 20;

pub fn text(told: &Told, bad: Option<&Bad>) -> Result<String, String> {
    let mut out = String::new();
    let mut put = |what: &dyn std::fmt::Display| writeln!(out, "{what}").map_err(|e| e.to_string());
    let letters: Vec<String> = ('A'..='D').take(told.figures.len()).map(String::from).collect();
    for (letter, (file, id)) in letters.iter().zip(&told.names) {
        put(&format!("{letter}: {id} ({file})"))?;
    }
    if let Some(first) = told.figures.first() {
        let assumed = &first.assumed;
        let percent = |share: Decimal| share.at(4).map_or_else(|_| share.to_string(), |units| Decimal::text(units, 2));
        put(&format!(
            "assumed: margin {} %, uplift {} %, redemption {} %, active within {} days",
            percent(assumed.margin),
            percent(assumed.uplift),
            percent(assumed.redemption),
            assumed.active_days
        ))?;
    }
    put(&key_figures(&told.figures, &letters))?;
    for (letter, figures) in letters.iter().zip(&told.figures) {
        if !figures.rules.is_empty() {
            put(&rules(figures, letter))?;
        }
    }
    for (letter, tally) in letters.iter().zip(&told.part.tallies) {
        for refused in &tally.refused {
            put(&format!("{letter} refused {} orders: {} ({})", refused.events, refused.code, refused.message))?;
        }
    }
    for (reason, rows) in &told.part.left {
        let group = bad.and_then(|bad| bad.groups.get(reason.as_str()));
        let lines: Vec<String> = group.map_or(vec![], |group| group.first.iter().map(u64::to_string).collect());
        let lines = if lines.is_empty() { String::new() } else { format!(" (lines {} ...)", lines.join(", ")) };
        put(&format!("in no order: {rows} rows, {reason}{lines}"))?;
    }
    Ok(out)
}

fn table(header: Vec<String>) -> Table {
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN).set_content_arrangement(ContentArrangement::Disabled).set_header(header);
    table
}

fn finished(mut table: Table, texts: usize) -> Table {
    for column in table.column_iter_mut().skip(texts) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

fn key_figures(all: &[Figures], letters: &[String]) -> Table {
    let others = letters.iter().skip(1);
    let mut header = vec![String::new()];
    header.extend(letters.iter().cloned());
    header.extend(others.map(|letter| format!("{letter} - A")));
    let mut table = table(header);
    let mut row = |name: String, values: Vec<String>| {
        let first = values.first().cloned().unwrap_or_default();
        let differences: Vec<String> = values.iter().skip(1).map(|value| difference(value, &first)).collect();
        table.add_row([vec![name], values, differences].concat());
    };
    let mut each = |name: &str, of: &dyn Fn(&Figures) -> String| row(name.to_owned(), all.iter().map(of).collect());
    each("orders", &|f| f.orders.to_string());
    each("returns", &|f| f.returns.to_string());
    each("accounts", &|f| f.accounts.to_string());
    each("  that got anything", &|f| f.participating.to_string());
    each("  that are active", &|f| f.active.to_string());
    each("sales before discounts", &|f| f.gross.clone());
    each("sales", &|f| f.net.clone());
    each("cost", &|f| f.cost.total.clone());
    each("  discounts", &|f| f.cost.discounts.clone());
    each("  money", &|f| f.cost.money.clone());
    each("  points", &|f| f.cost.points.clone());
    each("  % of sales", &|f| f.cost.share.clone());
    each("breakage", &|f| f.cost.breakage.clone());
    each("extra margin", &|f| f.returned.extra_margin.clone());
    each("benefit", &|f| f.returned.benefit.clone());
    each("break-even uplift, %", &|f| f.returned.break_even.clone().unwrap_or_default());
    each("back of each 100", &|f| f.returned.generosity.clone());
    let mut units: BTreeMap<&str, ()> = BTreeMap::new();
    units.extend(all.iter().flat_map(|figures| &figures.units).map(|unit| (unit.unit.as_str(), ())));
    for unit in units.into_keys() {
        let of = |figures: &Figures, what: fn(&earnest::wire::figures::UnitFigures) -> &Amount| {
            figures.units.iter().find(|one| one.unit == unit).map_or_else(String::new, |one| amount(what(one)))
        };
        each(&format!("{unit} given"), &|f| of(f, |unit| &unit.given));
        each("  taken back", &|f| of(f, |unit| &unit.taken_back));
        each("  expired", &|f| of(f, |unit| &unit.expired));
        each("  outstanding", &|f| of(f, |unit| &unit.outstanding));
    }
    finished(table, 1)
}

fn rules(figures: &Figures, letter: &str) -> Table {
    let header = [&format!("{letter}: rule"), "unit", "given", "entries", "cost"].map(str::to_owned);
    let mut table = table(header.to_vec());
    for rule in figures.rules.iter().take(RULES) {
        table.add_row([&rule.rule, &rule.unit, &amount(&rule.amount), &rule.entries.to_string(), &rule.cost]);
    }
    let more = figures.rules.len().saturating_sub(RULES);
    if more > 0 {
        table.add_row([format!("and {more} more")]);
    }
    finished(table, 2)
}

fn amount(amount: &Amount) -> String {
    match amount {
        Amount::Points(points) => Decimal::text(points.units, points.decimals),
        Amount::Money(text) => text.clone(),
    }
}

/// What a value has more than the first, signed; nothing where one of them is none.
fn difference(value: &str, first: &str) -> String {
    let places = |text: &str| u8::try_from(text.split_once('.').map_or(0, |(_, part)| part.len())).unwrap_or(0);
    let places = places(value).max(places(first));
    let units = |text: &str| Decimal::parse(text).ok()?.at(places).ok();
    let Some(units) = units(value).zip(units(first)).and_then(|(value, first)| value.checked_sub(first)) else {
        return String::new();
    };
    format!("{}{}", if units > 0 { "+" } else { "" }, Decimal::text(units, places))
}
