//! Scenarios: a program with changes, compiled beside the one it changes.

use crate::findings::{Code, Finding, Findings, Path, did_you_mean, moved};
use crate::ledger::State;
use crate::program::Program;
use crate::wire::Plain;
use crate::wire::Tree;
use crate::wire::show::to_text;

impl Program {
    /// The program with rules added, removed and changed: `{"add": [rule], "remove": [id], "change": [rule]}`.
    /// Added rules are promotions; a changed rule keeps every field that the change does not name.
    ///
    /// # Errors
    /// Everything that is wrong with the changes or with the document they make.
    pub fn scenario(&self, changes: &str) -> Result<Program, Vec<Finding>> {
        let text = changes;
        let changes = Plain::read(text);
        let mut document = Plain::read(&self.text);
        let mut findings = Findings::default();
        let (add, remove, change) = (changes.list("add"), changes.list("remove"), changes.list("change"));
        for (key, _) in changes.table().into_iter().flatten() {
            let known = ["add", "remove", "change"];
            if !known.contains(&key.as_str()) {
                let root = Path::ROOT;
                let here = root.key(key);
                findings.error(Code::UnknownField, &here, format!("'{key}' is no change"), did_you_mean(key, &known));
            }
        }
        if changes.table().is_none() {
            let message = "the changes are no object";
            findings.error(
                Code::WrongType,
                &Path::ROOT,
                message,
                "write {\"add\": [...], \"remove\": [...], \"change\": [...]}",
            );
        }
        let mut unknown: Vec<String> = Vec::new();
        let named = remove.iter().filter_map(Plain::text).chain(change.iter().filter_map(Plain::id));
        unknown.extend(named.map(str::to_owned));
        let mut known: Vec<String> = Vec::new();
        for version in document.list_mut("versions").into_iter().flatten() {
            if let (Some(version), false) = (version.table_mut(), add.is_empty()) {
                version.change("promotions".to_owned(), |list| {
                    if matches!(list, Plain::Null) {
                        *list = Plain::List(Vec::new());
                    }
                });
            }
            for section in ["rules", "promotions"] {
                let Some(rules) = version.list_mut(section) else { continue };
                for rule in rules.iter_mut() {
                    let id = rule.id().unwrap_or_default().to_owned();
                    unknown.retain(|name| *name != id);
                    if let Some(change) = change.iter().find(|change| change.id().unwrap_or_default() == id) {
                        merge(rule, change);
                    }
                    known.push(id);
                }
                rules.retain(|rule| !remove.iter().any(|id| id.text() == Some(rule.id().unwrap_or_default())));
                if section == "promotions" {
                    rules.extend(add.iter().cloned());
                }
            }
        }
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let root = Path::ROOT;
        for (key, list) in [("remove", remove), ("change", change)] {
            let here = root.key(key);
            for (at, rule) in list.iter().enumerate() {
                let Some(name) = rule.text().or_else(|| rule.id()).filter(|name| unknown.iter().any(|u| u == name))
                else {
                    continue;
                };
                let (message, help) = (format!("no rule is called '{name}'"), did_you_mean(name, &known));
                findings.error(Code::DanglingReference, &here.index(at), message, help);
            }
        }
        let tree = Tree::read(text, &mut Findings::default());
        if findings.refuses() {
            return Err(findings.located(tree.as_ref()));
        }
        Program::read_beside(&to_text(&document), Some(self))
            .map_err(|found| moved(found, &places(&document, add.len(), change), tree.as_ref()))
    }

    /// The state of an account of another program as this one reads it.
    ///
    /// A program compiled beside another begins with its tables, so what the state holds stands where it stood; only
    /// what this program counts besides is filled in from the orders on record.
    pub(crate) fn adopt(&self, of: &Program, state: &State) -> State {
        let mut adopted = state.clone();
        self.known_of(&mut adopted, &mut Findings::default());
        for at in of.tables.counters.len()..self.tables.counters.len() {
            adopted.counters.push(crate::ledger::Buckets::default());
            if state.at.is_some() {
                self.recount(&mut adopted, at);
            }
        }
        adopted
    }
}

/// Where the rules of the changes stand in the changed document: the path there, and the path that its author typed.
fn places(document: &Plain, added: usize, change: &[Plain]) -> Vec<(String, String)> {
    let mut places = Vec::new();
    for (version, terms) in document.list("versions").iter().enumerate() {
        for section in ["rules", "promotions"] {
            let rules = terms.list(section);
            let own = if section == "promotions" { rules.len().saturating_sub(added) } else { rules.len() };
            for (at, rule) in rules.iter().enumerate() {
                let there = format!("$.versions[{version}].{section}[{at}]");
                if let Some(new) = at.checked_sub(own) {
                    places.push((there, format!("$.add[{new}]")));
                } else if let Some(new) = change.iter().position(|change| change.id() == rule.id()) {
                    places.push((there, format!("$.change[{new}]")));
                }
            }
        }
    }
    places
}

/// Puts the fields of `change` in place of the rule's own.
fn merge(rule: &mut Plain, change: &Plain) {
    if let (Some(rule), Some(change)) = (rule.table_mut(), change.table()) {
        for (key, value) in change {
            rule.insert(key.clone(), value.clone());
        }
    }
}
