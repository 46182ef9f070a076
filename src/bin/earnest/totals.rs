//! What a replay comes to. The same figures are printed, written for later comparison, and expected by the tests.

use crate::accounts::Accounts;
use crate::book::{Counts, Figures, Worth};
use earnest::Program;
use earnest::wire::result::Outcome;
use earnest::wire::state::AccountState;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many lines, and what they are worth.
#[derive(Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub lines: usize,
    pub worth: Worth,
}

impl Tally {
    pub fn add(&mut self, thousandths: i64) {
        self.lines = self.lines.saturating_add(1);
        self.worth.add(thousandths);
    }

    pub fn add_all(&mut self, other: Tally) {
        self.lines = self.lines.saturating_add(other.lines);
        self.worth.add_all(other.worth);
    }
}

/// What was posted of one kind of event.
#[derive(Default, Serialize)]
pub struct Posted {
    pub events: usize,
    #[serde(flatten)]
    pub tally: Tally,
    /// Amounts as the program books them, before and after its discounts. A return goes by the prices of the purchase.
    pub gross: Pence,
    pub net: Pence,
}

/// Money as the results tell it, summed. The text keeps the currency's decimals.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
pub struct Pence {
    units: i128,
    places: u8,
}

impl Pence {
    /// Adds decimal text.
    pub fn add(&mut self, text: &str) -> Result<(), String> {
        let (units, places) = units(text)?;
        self.add_units(units, places);
        Ok(())
    }

    /// Adds smallest units; all money of a program has the same decimals.
    fn add_units(&mut self, units: i64, places: u8) {
        self.units = self.units.saturating_add(i128::from(units));
        self.places = places;
    }
}

/// Decimal text in its own smallest units, and its decimals.
pub fn units(text: &str) -> Result<(i64, u8), String> {
    let places = text.split_once('.').map_or(0, |(_, part)| part.len());
    let wrong = || format!("'{text}' is no money");
    let places = u8::try_from(places).map_err(|_| wrong())?;
    let decimal = earnest::amounts::Decimal::parse(text).map_err(|_| wrong())?;
    Ok((decimal.at(places).map_err(|_| wrong())?, places))
}

impl std::fmt::Display for Pence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match i64::try_from(self.units) {
            Ok(units) => f.write_str(&earnest::amounts::Decimal::text(units, self.places)),
            Err(_) => write!(f, "{}e-{}", self.units, self.places),
        }
    }
}

impl Serialize for Pence {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Goods that came back and of which no purchase was found: reversed by the rules of the day.
#[derive(Default, Serialize)]
pub struct Unmatched {
    /// Returns that hold some.
    pub events: usize,
    /// Stock codes on them.
    pub goods: usize,
    /// Pieces.
    pub pieces: i64,
}

/// Everything a replay comes to.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Totals {
    pub program: String,
    /// The moment to which every account is brought after its last event.
    pub until: String,
    pub read: Figures,
    pub orders: Posted,
    pub returns: Posted,
    pub unmatched: Unmatched,
    /// Lines that are not posted, by reason.
    pub refused: BTreeMap<String, Tally>,
    /// Invoices with nothing left to post.
    pub empty_invoices: usize,
    /// Lines of customers outside the sample.
    pub not_sampled: Tally,
    pub accounts: usize,
    pub entries: Counts,
    /// By point currency and kind of entry, and the balance.
    pub points: BTreeMap<String, BTreeMap<String, i64>>,
    /// By kind of money and kind of entry, and the balance.
    pub money: BTreeMap<String, BTreeMap<String, Pence>>,
    /// Accounts by ladder and level.
    pub tiers: BTreeMap<String, Counts>,
    /// What was drawn from shared budgets.
    pub budgets: BTreeMap<String, i64>,
}

impl Totals {
    pub fn new(program: &Program, read: Figures, until: String) -> Totals {
        Totals {
            program: program.id().to_owned(),
            until,
            read,
            orders: Posted::default(),
            returns: Posted::default(),
            unmatched: Unmatched::default(),
            refused: BTreeMap::new(),
            empty_invoices: 0,
            not_sampled: Tally::default(),
            accounts: 0,
            entries: Counts::new(),
            points: BTreeMap::new(),
            money: BTreeMap::new(),
            tiers: BTreeMap::new(),
            budgets: BTreeMap::new(),
        }
    }

    pub fn refuse(&mut self, reason: &str, thousandths: i64) {
        self.refused.entry(reason.to_owned()).or_default().add(thousandths);
    }

    /// Counts goods without a purchase.
    pub fn note_unmatched(&mut self, outcome: &Outcome) -> Result<(), String> {
        if !outcome.unmatched.is_empty() {
            self.unmatched.events = self.unmatched.events.saturating_add(1);
        }
        for goods in &outcome.unmatched {
            let pieces: i64 = goods.quantity.parse().map_err(|_| format!("'{}' is no count", goods.quantity))?;
            self.unmatched.goods = self.unmatched.goods.saturating_add(1);
            self.unmatched.pieces = self.unmatched.pieces.saturating_add(pieces);
        }
        Ok(())
    }

    /// Adds what the accounts hold in the end; gives the ids of those whose balances are not the sums of their entries.
    pub fn add_accounts<'a>(&mut self, accounts: &'a Accounts<'_>) -> Vec<&'a str> {
        let mut unbalanced = Vec::new();
        for account in accounts.list() {
            self.accounts = self.accounts.saturating_add(1);
            for (kind, count) in &account.kinds {
                let sum = self.entries.entry(kind.clone()).or_default();
                *sum = sum.saturating_add(*count);
            }
            let state = accounts.wire(account);
            if !is_balanced(&state, &account.sums) {
                unbalanced.push(account.id.as_str());
            }
            for (ladder, tier) in &state.tiers {
                let level = tier.level.clone().unwrap_or_else(|| "none".to_owned());
                let count = self.tiers.entry(ladder.clone()).or_default().entry(level).or_default();
                *count = count.saturating_add(1);
            }
            for ((unit, kind), amount) in &account.sums {
                for name in [kind.as_str(), "balance"] {
                    self.add_amount(unit, name, *amount, accounts.money_places(unit));
                }
            }
        }
        self.budgets = accounts.budgets();
        unbalanced
    }

    fn add_amount(&mut self, unit: &str, kind: &str, amount: i64, money_places: Option<u8>) {
        let (unit, kind) = (unit.to_owned(), kind.to_owned());
        if let Some(places) = money_places {
            self.money.entry(unit).or_default().entry(kind).or_default().add_units(amount, places);
        } else {
            let sum = self.points.entry(unit).or_default().entry(kind).or_default();
            *sum = sum.saturating_add(amount);
        }
    }

    /// Whether every line that was read is accounted for, to the last thousandth.
    pub fn is_whole(&self) -> bool {
        let mut all = self.not_sampled;
        all.add_all(self.orders.tally);
        all.add_all(self.returns.tally);
        for tally in self.refused.values() {
            all.add_all(*tally);
        }
        all == Tally { lines: self.read.lines, worth: self.read.worth }
    }
}

/// Whether an account's balances are the sums of its entries.
fn is_balanced(state: &AccountState, sums: &BTreeMap<(String, String), i64>) -> bool {
    let mut booked: BTreeMap<&String, i64> = BTreeMap::new();
    for ((unit, _), amount) in sums {
        let sum = booked.entry(unit).or_default();
        *sum = sum.saturating_add(*amount);
    }
    booked.retain(|_, sum| *sum != 0);
    let mut held: BTreeMap<&String, i64> = BTreeMap::new();
    // What its people and pools hold is the account's too.
    let of_people = state.holders.values().flatten();
    for (unit, amount) in state.balances.iter().chain(&state.money).chain(of_people) {
        let sum = held.entry(unit).or_default();
        *sum = sum.saturating_add(*amount);
    }
    held.retain(|_, sum| *sum != 0);
    booked == held
}
