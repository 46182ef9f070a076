//! A period is closed: what is due is told line by line, what is disputed is held back, and the journal is written.

use super::journal::{Journal, Role, row};
use super::{Booked, unknown};
use crate::amounts::Decimal;
use crate::program::Program;
use crate::refusal::{OrOverflow, Refusal, RefusalCode, add};
use crate::wire::books::{AccruedSum, BooksPeriod, CloseTerms, Closing, CreditNote, Dispute, NoteLine, Posting};
use crate::wire::entry::{Entry, EntryKind, Status};

/// A credit note while it is written, with its sum.
struct Note<'e> {
    account: Option<&'e str>,
    holder: Option<&'e str>,
    lines: Vec<Line<'e>>,
}

struct Line<'e> {
    rule: &'e str,
    unit: u16,
    period: Option<&'e str>,
    corrects: Option<&'e str>,
    disputed: Option<&'e str>,
    amount: i64,
    entries: Vec<&'e str>,
}

/// Is the entry money that is paid out by credit note?
fn is_due(program: &Program, booked: &Booked<'_>) -> bool {
    let unit = program.unit_id(usize::from(booked.unit));
    let paid = match booked.entry.kind {
        EntryKind::Accrual
        | EntryKind::Return
        | EntryKind::Settlement
        | EntryKind::Restatement
        | EntryKind::WriteOff
        | EntryKind::Activation
        | EntryKind::Expiry
        | EntryKind::Reversal
        | EntryKind::Adjustment
        | EntryKind::Credit => true,
        EntryKind::Opening
        | EntryKind::Tier
        | EntryKind::Use
        | EntryKind::Reservation
        | EntryKind::Redemption
        | EntryKind::Cancellation
        | EntryKind::Claim
        | EntryKind::Transfer
        | EntryKind::Plan
        | EntryKind::Fee
        | EntryKind::Merger => false,
    };
    // What is pending is due when it becomes available.
    paid && matches!(unit, "rebate" | "margin" | "cash")
        && !program.is_points(usize::from(booked.unit))
        && matches!(booked.entry.status, None | Some(Status::Available))
}

impl Program {
    /// Closes a period over its entries: credit notes, what is held back, and the journal. Entries of earlier periods
    /// may be among those given; they count only where the closing before held them back and nobody disputes them any
    /// more.
    ///
    /// # Errors
    /// `unknown-name` for a disputed entry that is not there, or a unit or ledger account that nobody knows;
    /// `incomplete` for a period that ends before it starts, or a dispute about an entry that was paid before.
    pub fn close(&self, entries: &[Entry], terms: &CloseTerms) -> Result<Closing, Refusal> {
        if terms.to < terms.from {
            return Err(Refusal::new(
                RefusalCode::Incomplete,
                format!("the period ends on {}, before it starts on {}", terms.to, terms.from),
                "exchange the two days",
            ));
        }
        let booked = self.booked(entries)?;
        let inside = |booked: &Booked<'_>| booked.day >= terms.from && booked.day <= terms.to;
        let listed = |list: &'_ [Dispute], id: &str| list.iter().position(|dispute| dispute.entry == id);
        for dispute in terms.disputes.iter().chain(&terms.held) {
            let Some(of) = booked.iter().find(|booked| booked.entry.id == dispute.entry) else {
                return Err(Refusal::new(
                    RefusalCode::UnknownName,
                    format!("no entry '{}' is among those given", dispute.entry),
                    "give the entries of the period, and those that were held back before",
                ));
            };
            if !inside(of) && listed(&terms.held, &dispute.entry).is_none() {
                return Err(Refusal::new(
                    RefusalCode::Incomplete,
                    format!("the entry '{}' of {} was closed before", dispute.entry, of.day),
                    "correct it by an \"adjust\" that names it in \"entry\"",
                ));
            }
        }
        let mut journal = Journal::new(self, &terms.accounts)?;
        for booked in booked.iter().filter(|booked| inside(booked)) {
            journal.entry(booked)?;
        }
        for fee in entries.iter().filter(|entry| entry.kind == EntryKind::Fee) {
            if fee.at.date() >= terms.from && fee.at.date() <= terms.to {
                let amount = fee.amount.number().and_then(|n| n.at(self.money_places).ok()).or_overflow()?;
                let row = row(fee.at.date(), fee.account.as_deref(), &fee.rule);
                let row = Posting { entry: Some(fee.id.clone()), ..row };
                journal.post(((Role::Receivable, &fee.rule), (Role::Fee, &fee.rule)), amount, row)?;
            }
        }
        self.others(entries, terms, &mut journal)?;
        let mut notes: Vec<Note<'_>> = Vec::new();
        for booked in booked.iter().filter(|booked| is_due(self, booked)) {
            let id = booked.entry.id.as_str();
            if inside(booked) || listed(&terms.held, id).is_some() {
                let dispute = listed(&terms.disputes, id).and_then(|at| terms.disputes.get(at));
                put(&mut notes, booked, dispute.map(|dispute| dispute.reason.as_str()))?;
            }
        }
        let notes = notes.iter().filter_map(|note| self.credit_note(note, terms, &mut journal).transpose());
        let notes = notes.collect::<Result<Vec<_>, Refusal>>()?;
        let ledger = journal.ledger();
        let Journal { postings, unvalued, .. } = journal;
        Ok(Closing {
            from: terms.from,
            to: terms.to,
            approver: terms.approver.clone(),
            notes,
            held: terms.disputes.clone(),
            journal: postings,
            ledger,
            unvalued,
        })
    }

    /// What the journal holds beside entries: accruals, what partners and funders owe.
    fn others(&self, entries: &[Entry], terms: &CloseTerms, journal: &mut Journal<'_>) -> Result<(), Refusal> {
        let mut accrued = |list: &[AccruedSum], times: i64, rule: &str| -> Result<(), Refusal> {
            for sum in list {
                let unit = self.tables.unit(&sum.unit).ok_or_else(|| unknown("unit", &sum.unit, rule))?;
                let units = sum.amount.number().and_then(|n| n.at(self.decimals(usize::from(unit))).ok());
                let value = self.valued(unit, units.or_overflow()?, terms.to)?.unwrap_or(0);
                let value = value.checked_mul(times).or_overflow()?;
                let row = row(terms.to, sum.account.as_deref(), sum.rule.as_deref().unwrap_or(rule));
                journal.post(((Role::Cost, &sum.unit), (Role::Accrued, &sum.unit)), value, row)?;
            }
            Ok(())
        };
        accrued(&terms.accrued_before, -1, "accrued-before")?;
        accrued(&terms.accrued, 1, "accrued")?;
        let period = BooksPeriod { from: Some(terms.from), to: Some(terms.to), per: None };
        let money = |text: &str| Decimal::parse(text).ok().and_then(|n| n.at(self.money_places).ok()).or_overflow();
        for one in self.coalition(entries, &period)?.partners {
            let (partner, unit) = ((Role::Partner, one.partner.as_str()), one.unit.as_str());
            let row = || row(terms.to, None, &one.partner);
            journal.post((partner, (Role::Cost, unit)), money(&one.owes)?, row())?;
            journal.post(((Role::Redemption, unit), partner), money(&one.owed)?, row())?;
        }
        for claim in self.claims(entries, &period)?.claims {
            let row = row(terms.to, None, &claim.rule);
            journal.post(((Role::Funder, &claim.by), (Role::Cost, &claim.unit)), money(&claim.owes)?, row)?;
        }
        Ok(())
    }

    /// A credit note told, with what it settles booked; none where its lines come to nothing.
    fn credit_note(
        &self,
        note: &Note<'_>,
        terms: &CloseTerms,
        journal: &mut Journal<'_>,
    ) -> Result<Option<CreditNote>, Refusal> {
        let (mut total, mut lines) = (0, Vec::new());
        for line in note.lines.iter().filter(|line| line.amount != 0) {
            let unit = self.unit_id(usize::from(line.unit));
            if line.disputed.is_none() {
                total = add(total, line.amount)?;
                let row = row(terms.to, note.account, line.rule);
                journal.post(((Role::Liability, unit), (Role::Settled, unit)), line.amount, row)?;
            }
            lines.push(NoteLine {
                rule: line.rule.to_owned(),
                unit: unit.to_owned(),
                period: line.period.map(str::to_owned),
                amount: self.money(line.amount),
                entries: line.entries.iter().map(|id| (*id).to_owned()).collect(),
                corrects: line.corrects.map(str::to_owned),
                disputed: line.disputed.map(str::to_owned),
            });
        }
        let kind = if total < 0 { "debit" } else { "credit" };
        Ok((!lines.is_empty()).then(|| CreditNote {
            account: note.account.map(str::to_owned),
            holder: note.holder.map(str::to_owned),
            kind: kind.to_owned(),
            lines,
            total: self.money(total),
        }))
    }
}

/// Puts an entry on its account's note.
fn put<'e>(notes: &mut Vec<Note<'e>>, booked: &Booked<'e>, disputed: Option<&'e str>) -> Result<(), Refusal> {
    let entry = booked.entry;
    let (account, holder) = (entry.account.as_deref(), entry.holder.as_deref());
    let at = notes.iter().position(|note| (note.account, note.holder) == (account, holder)).unwrap_or_else(|| {
        notes.push(Note { account, holder, lines: Vec::new() });
        notes.len().saturating_sub(1)
    });
    let Some(note) = notes.get_mut(at) else { return Ok(()) };
    let (rule, unit, amount) = (entry.rule.as_str(), booked.unit, booked.units);
    let (period, corrects) = (entry.period.as_deref(), entry.corrects.as_deref());
    let alike = |line: &&mut Line<'e>| {
        (line.rule, line.unit, line.period, line.corrects, line.disputed) == (rule, unit, period, corrects, disputed)
    };
    match note.lines.iter_mut().find(alike) {
        Some(line) => {
            line.amount = add(line.amount, amount)?;
            line.entries.push(&entry.id);
        }
        None => {
            let entries = vec![entry.id.as_str()];
            note.lines.push(Line { rule, unit, period, corrects, disputed, amount, entries });
        }
    }
    Ok(())
}
