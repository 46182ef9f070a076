//! What a replay leaves: totals on the screen, and files.

use crate::accounts::Accounts;
use crate::book::Invoice;
use crate::totals::{Posted, Totals};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

/// A line that is not posted, or goods without a purchase.
pub struct Named<'b> {
    pub reason: String,
    pub invoice: &'b Invoice,
    pub sku: String,
    pub quantity: String,
    pub price: String,
}

/// Where to write what.
pub struct Files<'o> {
    pub results: Option<&'o Path>,
    pub named: Option<&'o Path>,
    pub expected: Option<&'o Path>,
}

/// How many doubts are printed one by one.
const SHOWN: usize = 10;

pub fn print(totals: &Totals, messages: &BTreeMap<String, String>, doubts: &[String]) {
    let read = &totals.read;
    row("read", read.lines, "lines", &format!("worth {}, of which below zero {}", read.worth, read.negative_worth));
    println!(
        "          in {} invoices ({} cancellations) of {} customers; {} lines without customer",
        read.invoices, read.cancellations, read.customers, read.lines_without_customer
    );
    print_posted("orders", &totals.orders);
    print_posted("returns", &totals.returns);
    let unmatched = &totals.unmatched;
    println!(
        "          unmatched: {} stock codes, {} pieces, in {} returns; reversed by the rules of the day",
        unmatched.goods, unmatched.pieces, unmatched.events
    );
    for (reason, tally) in &totals.refused {
        row("refused", tally.lines, "lines", &format!("worth {}: {reason}", tally.worth));
        if let Some(message) = messages.get(reason) {
            println!("          such as {message}");
        }
    }
    if totals.not_sampled.lines > 0 {
        let tally = &totals.not_sampled;
        row("left out", tally.lines, "lines", &format!("worth {}: customers outside the sample", tally.worth));
    }
    println!("          {} invoices had nothing left to post", totals.empty_invoices);

    println!("\n{} accounts, brought to {}", totals.accounts, totals.until);
    print_map("entries", &totals.entries);
    for (unit, kinds) in &totals.points {
        print_map(unit, kinds);
    }
    for (unit, kinds) in &totals.money {
        print_map(unit, kinds);
    }
    for (ladder, levels) in &totals.tiers {
        print_map(&format!("tier {ladder}"), levels);
    }
    if !totals.budgets.is_empty() {
        print_map("drawn from budgets", &totals.budgets);
    }
    for doubt in doubts.iter().take(SHOWN) {
        println!("WRONG: {doubt}");
    }
    if doubts.len() > SHOWN {
        println!("WRONG: and {} more", doubts.len().saturating_sub(SHOWN));
    }
}

fn row(what: &str, count: usize, of: &str, rest: &str) {
    println!("{what:<9} {count:>7} {of}, {rest}");
}

fn print_posted(what: &str, posted: &Posted) {
    let tally = &posted.tally;
    row(what, tally.lines, "lines", &format!("worth {}, in {} events", tally.worth, posted.events));
    println!("          booked as {}, {} after discounts", posted.gross, posted.net);
}

fn print_map<T: std::fmt::Display>(what: &str, map: &BTreeMap<String, T>) {
    let list: Vec<String> = map.iter().map(|(name, value)| format!("{name} {value}")).collect();
    println!("{what}: {}", list.join(", "));
}

/// Writes the files that are asked for.
pub fn write(totals: &Totals, accounts: &Accounts<'_>, named: &[Named<'_>], files: &Files<'_>) -> Result<(), String> {
    if let Some(path) = files.results {
        write_file(path, |write| accounts.results(write))?;
    }
    if let Some(path) = files.named {
        write_file(path, |write| {
            write("reason,invoice,customer,sku,quantity,price\n")?;
            named.iter().try_for_each(|one| {
                let (id, customer) = (&one.invoice.id, &one.invoice.customer);
                write(&format!("{},{id},{customer},{},{},{}\n", one.reason, one.sku, one.quantity, one.price))
            })
        })?;
    }
    if let Some(path) = files.expected {
        let text = serde_json::to_string_pretty(totals).map_err(|e| e.to_string())?;
        write_file(path, |write| write(&format!("{text}\n")))?;
    }
    Ok(())
}

type Write<'w> = &'w mut dyn FnMut(&str) -> Result<(), String>;

fn write_file(path: &Path, content: impl FnOnce(Write<'_>) -> Result<(), String>) -> Result<(), String> {
    let wrong = |e: std::io::Error| format!("{}: {e}", path.display());
    let mut file = BufWriter::new(File::create(path).map_err(wrong)?);
    content(&mut |text| file.write_all(text.as_bytes()).map_err(wrong))?;
    file.flush().map_err(wrong)
}
