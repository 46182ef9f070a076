//! The journal of a period: what each entry moves from one ledger account to another.

use super::{Booked, note};
use crate::map::Map;
use crate::program::Program;
use crate::refusal::{Refusal, RefusalCode, add, sub};
use crate::time::Date;
use crate::wire::books::{LedgerSum, Posting};
use crate::wire::entry::EntryKind;

/// What a ledger account is for. Most have an account for every unit, such as "cost:points".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// What the program costs.
    Cost,
    /// What accounts have and may still use or are still to be paid.
    Liability,
    /// What lapsed unused: income.
    Breakage,
    /// What points were spent for, against what it costs.
    Redemption,
    /// Rewards that were handed over or used.
    Delivered,
    /// What was brought from another system.
    Opening,
    /// What is on its way from one account to another.
    Transit,
    /// What credit notes have settled.
    Settled,
    /// What has accrued and is not settled.
    Accrued,
    /// What partners of the coalition owe and are owed.
    Partner,
    /// What funders owe.
    Funder,
    /// What accounts owe for plans.
    Receivable,
    /// What plans bring.
    Fee,
}

const ROLES: [(Role, &str); 13] = [
    (Role::Cost, "cost"),
    (Role::Liability, "liability"),
    (Role::Breakage, "breakage"),
    (Role::Redemption, "redemption"),
    (Role::Delivered, "delivered"),
    (Role::Opening, "opening"),
    (Role::Transit, "transit"),
    (Role::Settled, "settled"),
    (Role::Accrued, "accrued"),
    (Role::Partner, "partner"),
    (Role::Funder, "funder"),
    (Role::Receivable, "receivable"),
    (Role::Fee, "fee"),
];

/// The two sides of an entry that adds something, debit first; those of one that takes something are the other way
/// round. None where nothing moves between ledger accounts.
fn sides(kind: EntryKind, rule: &str, reward: bool) -> Option<(Role, Role)> {
    let from = match kind {
        EntryKind::Credit if rule == "transfer" => Role::Transit,
        EntryKind::Accrual
        | EntryKind::Return
        | EntryKind::Settlement
        | EntryKind::Restatement
        | EntryKind::WriteOff
        | EntryKind::Reversal
        | EntryKind::Adjustment
        | EntryKind::Claim
        | EntryKind::Credit => Role::Cost,
        EntryKind::Opening => Role::Opening,
        EntryKind::Expiry => Role::Breakage,
        EntryKind::Redemption | EntryKind::Cancellation => Role::Redemption,
        EntryKind::Transfer => Role::Transit,
        EntryKind::Use if reward => Role::Delivered,
        // What was another account's is owed as before; what is pending is owed too.
        EntryKind::Merger
        | EntryKind::Activation
        | EntryKind::Reservation
        | EntryKind::Tier
        | EntryKind::Plan
        | EntryKind::Fee
        | EntryKind::Use => return None,
    };
    Some((from, Role::Liability))
}

/// A journal while it is written.
pub(super) struct Journal<'p> {
    program: &'p Program,
    names: &'p Map<String, String>,
    pub postings: Vec<Posting>,
    sums: Map<String, (i64, i64)>,
    /// Points moved so far between two ledger accounts, so that rounding never adds up.
    moved: Map<(Role, u16), i64>,
    pub unvalued: Vec<String>,
}

impl<'p> Journal<'p> {
    pub(super) fn new(program: &'p Program, names: &'p Map<String, String>) -> Result<Journal<'p>, Refusal> {
        for name in names.keys() {
            let role = name.split_once(':').map_or(name.as_str(), |(role, _)| role);
            if !ROLES.iter().any(|(_, word)| *word == role) {
                let known: Vec<&str> = ROLES.iter().map(|(_, word)| *word).collect();
                return Err(Refusal::new(
                    RefusalCode::UnknownName,
                    format!("no ledger account is for '{role}'"),
                    format!("use one of {}, alone or with a unit behind a colon", known.join(", ")),
                ));
            }
        }
        let (postings, unvalued) = (Vec::new(), Vec::new());
        Ok(Journal { program, names, postings, sums: Map::new(), moved: Map::new(), unvalued })
    }

    /// The name of a ledger account.
    fn name(&self, role: Role, of: &str) -> String {
        let word = ROLES.iter().find(|(known, _)| *known == role).map_or("", |(_, word)| *word);
        let whole = format!("{word}:{of}");
        let named = self.names.get(&whole).or_else(|| self.names.get(word)).cloned();
        named.unwrap_or_else(|| match role {
            Role::Redemption | Role::Opening | Role::Transit | Role::Receivable => word.to_owned(),
            Role::Cost
            | Role::Liability
            | Role::Breakage
            | Role::Delivered
            | Role::Settled
            | Role::Accrued
            | Role::Partner
            | Role::Funder
            | Role::Fee => whole,
        })
    }

    /// Books an amount from one ledger account to another; the other way round where it is less than zero.
    pub(super) fn post(
        &mut self,
        (debit, credit): ((Role, &str), (Role, &str)),
        amount: i64,
        row: Posting,
    ) -> Result<(), Refusal> {
        let (debit, credit) = if amount < 0 { (credit, debit) } else { (debit, credit) };
        let amount = if amount < 0 { sub(0, amount)? } else { amount };
        if amount == 0 {
            return Ok(());
        }
        let (debit, credit) = (self.name(debit.0, debit.1), self.name(credit.0, credit.1));
        self.sums.change(debit.clone(), |sum| add(sum.0, amount).map(|now| sum.0 = now))?;
        self.sums.change(credit.clone(), |sum| add(sum.1, amount).map(|now| sum.1 = now))?;
        self.postings.push(Posting { debit, credit, amount: self.program.money(amount), ..row });
        Ok(())
    }

    /// Books an entry.
    pub(super) fn entry(&mut self, booked: &Booked<'_>) -> Result<(), Refusal> {
        let (entry, program) = (booked.entry, self.program);
        let at = usize::from(booked.unit);
        let Some((from, to)) = sides(entry.kind, &entry.rule, program.is_reward(at)) else { return Ok(()) };
        let value = if program.is_points(at) {
            let before = self.moved.get(&(from, booked.unit)).copied().unwrap_or(0);
            let after = add(before, booked.units)?;
            self.moved.insert((from, booked.unit), after);
            let worth = |units: i64| program.valued(booked.unit, units, booked.day);
            match (worth(before)?, worth(after)?) {
                (Some(before), Some(after)) => Some(sub(after, before)?),
                (_, _) => None,
            }
        } else {
            program.valued(booked.unit, booked.units, booked.day)?
        };
        let Some(value) = value else {
            if entry.unit != "value" || program.is_points(at) {
                note(&mut self.unvalued, &entry.unit);
            }
            return Ok(());
        };
        // A claim is paid as cash, which was booked as a cost: the fund has borne it before.
        let of = if entry.kind == EntryKind::Claim { "cash" } else { entry.unit.as_str() };
        let row = Posting { entry: Some(entry.id.clone()), ..row(booked.day, entry.account.as_deref(), &entry.rule) };
        self.post(((from, of), (to, &entry.unit)), value, row)
    }

    /// The sums by ledger account.
    pub(super) fn ledger(&self) -> Vec<LedgerSum> {
        let money = |units: i64| self.program.money(units);
        let sums = self.sums.iter();
        sums.map(|(name, (debit, credit))| LedgerSum {
            account: name.clone(),
            debit: money(*debit),
            credit: money(*credit),
        })
        .collect()
    }
}

/// A row that is not filled in yet.
pub(super) fn row(day: Date, account: Option<&str>, rule: &str) -> Posting {
    Posting {
        day,
        debit: String::new(),
        credit: String::new(),
        amount: String::new(),
        account: account.map(str::to_owned),
        entry: None,
        rule: Some(rule.to_owned()).filter(|rule| !rule.is_empty()),
    }
}
