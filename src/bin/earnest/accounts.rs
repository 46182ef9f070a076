//! The accounts of a replay: states as a host keeps them, with the entries of each.

use crate::totals::units;
use earnest::findings::Finding;
use earnest::time::Moment;
use earnest::wire::amount::Amount;
use earnest::wire::entry::Entry;
use earnest::wire::result::Outcome;
use earnest::wire::state::AccountState;
use earnest::{Program, Refusal, Shared, State};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// One customer's account.
pub struct Account {
    pub id: String,
    country: String,
    state: State,
    /// The entries as JSON, one after the other.
    entries: Vec<String>,
    /// Sums of entries by unit and kind.
    pub sums: BTreeMap<(String, String), i64>,
    /// How many entries there are of each kind.
    pub kinds: BTreeMap<String, usize>,
}

/// All accounts, with the state they share.
pub struct Accounts<'p> {
    program: &'p Program,
    shared: Shared,
    map: BTreeMap<String, Account>,
    /// Units that are money, as met, with their decimals.
    money: BTreeMap<String, u8>,
}

impl<'p> Accounts<'p> {
    pub fn new(program: &'p Program, ids: &BTreeSet<&str>) -> Accounts<'p> {
        let fresh = |id: &&str| {
            let (sums, kinds) = (BTreeMap::new(), BTreeMap::new());
            let state = program.fresh(id);
            let account =
                Account { id: (*id).to_owned(), country: String::new(), state, entries: Vec::new(), sums, kinds };
            ((*id).to_owned(), account)
        };
        let map = ids.iter().map(fresh).collect();
        Accounts { program, shared: Shared::default(), map, money: BTreeMap::new() }
    }

    /// Whether the customer takes part.
    pub fn has(&self, customer: &str) -> bool {
        self.map.contains_key(customer)
    }

    pub fn list(&self) -> impl Iterator<Item = &Account> {
        self.map.values()
    }

    pub fn wire(&self, account: &Account) -> AccountState {
        account.state.wire(self.program)
    }

    /// The decimals of a unit that is money.
    pub fn money_places(&self, unit: &str) -> Option<u8> {
        self.money.get(unit).copied()
    }

    pub fn budgets(&self) -> BTreeMap<String, i64> {
        self.shared.wire().budgets.into_iter().collect()
    }

    /// Posts one event for a customer. The inner refusal is the program's answer to the event.
    pub fn post(&mut self, customer: &str, country: &str, event: &str) -> Result<Result<Outcome, Refused>, String> {
        let program = self.program;
        let account = self.map.get_mut(customer).ok_or_else(|| format!("there is no account '{customer}'"))?;
        account.moved_to(program, country)?;
        let event = match program.event(event) {
            Ok(event) => event,
            Err(findings) => {
                let code = findings.first().map_or_else(String::new, |f| f.code().to_string());
                return Ok(Err(Refused { code, message: first(&findings) }));
            }
        };
        let posting = match program.post(&account.state, &self.shared, &event) {
            Ok(posting) => posting,
            Err(refusal) => return Ok(Err(refused(&refusal))),
        };
        (account.state, self.shared) = (posting.state, posting.shared);
        account.note(&posting.entries, &mut self.money)?;
        Ok(Ok(posting.outcome))
    }

    /// Runs the midnights of every account up to a moment.
    pub fn advance(&mut self, until: Moment) -> Result<(), String> {
        for account in self.map.values_mut() {
            let advanced = self.program.advance(&account.state, &self.shared, until);
            let advanced = advanced.map_err(|refusal| format!("{}: {refusal}", account.id))?;
            account.state = advanced.state;
            account.note(&advanced.entries, &mut self.money)?;
        }
        Ok(())
    }

    /// The accounts whose stored state does not read back as itself.
    pub fn reread(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        for account in self.map.values() {
            let text = account.state.to_json(self.program);
            match self.program.account(&text) {
                Ok(again) if again.to_json(self.program) == text => {}
                Ok(_) => wrong.push(format!("{}: the stored state reads back as another", account.id)),
                Err(findings) => {
                    wrong.push(format!("{}: the stored state is refused: {}", account.id, first(&findings)))
                }
            }
        }
        wrong
    }

    /// One line of JSON for each account, with its entries and its state; then one for the shared state.
    pub fn results(&self, write: &mut dyn FnMut(&str) -> Result<(), String>) -> Result<(), String> {
        for account in self.map.values() {
            let id = json!(account.id);
            let (entries, state) = (account.entries.join(","), account.state.to_json(self.program));
            write(&format!("{{\"account\":{id},\"entries\":[{entries}],\"state\":{state}}}\n"))?;
        }
        write(&format!("{{\"shared\":{}}}\n", self.shared.to_json()))
    }
}

/// Why the program refused an event.
pub struct Refused {
    pub code: String,
    pub message: String,
}

fn first(findings: &[Finding]) -> String {
    findings.first().map_or_else(String::new, ToString::to_string)
}

fn refused(refusal: &Refusal) -> Refused {
    Refused { code: refusal.code().to_string(), message: refusal.to_string() }
}

impl Account {
    /// A few customers order from a second country.
    fn moved_to(&mut self, program: &Program, country: &str) -> Result<(), String> {
        if self.country != country {
            let attributes = BTreeMap::from([("country".to_owned(), country.to_owned())]);
            let state = program.with_attributes(&self.state, attributes.into_iter().collect());
            self.state = state.map_err(|findings| first(&findings))?;
            country.clone_into(&mut self.country);
        }
        Ok(())
    }

    fn note(&mut self, entries: &[Entry], money: &mut BTreeMap<String, u8>) -> Result<(), String> {
        for entry in entries {
            // Through a value: its keys come sorted, as they do in a stored state and from the package.
            let value = serde_json::to_value(entry).map_err(|e| e.to_string())?;
            self.entries.push(value.to_string());
            let kind = entry.kind.word().to_owned();
            let count = self.kinds.entry(kind.clone()).or_default();
            *count = count.saturating_add(1);
            let amount = match &entry.amount {
                Amount::Points(points) => points.units,
                Amount::Money(text) => {
                    let (units, places) = units(text)?;
                    money.insert(entry.unit.clone(), places);
                    units
                }
            };
            if amount != 0 {
                let sum = self.sums.entry((entry.unit.clone(), kind)).or_default();
                *sum = sum.checked_add(amount).ok_or_else(|| format!("{}: the entries are too large", self.id))?;
            }
        }
        Ok(())
    }
}
