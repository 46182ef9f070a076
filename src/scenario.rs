//! Scenarios: a program with changes, compiled beside the one it changes.

use crate::findings::{Code, Finding, Findings, Path, did_you_mean, moved};
use crate::ledger::State;
use crate::program::Program;
use crate::wire::Plain;
use crate::wire::Tree;
use crate::wire::show::to_text;

impl Program {
    /// The program with rules added, removed and changed, and with terms of its own for some accounts: `{"add": [rule],
    /// "remove": [id], "change": [rule], "terms": [terms]}`. Added rules are promotions; a changed rule keeps every field
    /// that the change does not name. Terms come behind those of each version that has all they are about.
    ///
    /// # Errors
    /// Everything that is wrong with the changes or with the document they make.
    pub fn scenario(&self, changes: &str) -> Result<Program, Vec<Finding>> {
        let text = changes;
        let changes = Plain::read(text);
        let mut document = Plain::read(&self.text);
        let mut findings = Findings::default();
        let (add, remove, change) = (changes.list("add"), changes.list("remove"), changes.list("change"));
        let terms = changes.list("terms");
        for (key, _) in changes.table().into_iter().flatten() {
            let known = ["add", "remove", "change", "terms"];
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
                "write {\"add\": [...], \"remove\": [...], \"change\": [...], \"terms\": [...]}",
            );
        }
        let mut unknown: Vec<String> = Vec::new();
        let named = remove.iter().filter_map(Plain::text).chain(change.iter().filter_map(Plain::id));
        unknown.extend(named.map(str::to_owned));
        let mut known: Vec<String> = Vec::new();
        for version in document.list_mut("versions").into_iter().flatten() {
            for (section, more) in [("promotions", add), ("terms", terms)] {
                if let (Some(version), false) = (version.table_mut(), more.is_empty()) {
                    version.change(section.to_owned(), |list| {
                        if matches!(list, Plain::Null) {
                            *list = Plain::List(Vec::new());
                        }
                    });
                }
            }
            let removed = |id: Option<&str>| remove.iter().any(|gone| gone.text() == Some(id.unwrap_or_default()));
            let mut edit = |rules: &mut Vec<Plain>| {
                for rule in rules.iter_mut() {
                    let id = rule.id().unwrap_or_default().to_owned();
                    unknown.retain(|name| *name != id);
                    if let Some(change) = change.iter().find(|change| change.id().unwrap_or_default() == id) {
                        merge(rule, change);
                    }
                    known.push(id);
                }
                rules.retain(|rule| !removed(rule.id()));
            };
            for section in ["rules", "promotions"] {
                let Some(rules) = version.list_mut(section) else { continue };
                edit(rules);
                if section == "promotions" {
                    rules.extend(add.iter().cloned());
                }
            }
            // What is removed is removed for all, whatever terms make of it.
            for term in version.list_mut("terms").into_iter().flatten() {
                term.list_mut("add").map(&mut edit);
                if let Some(changes) = term.list_mut("change") {
                    changes.retain(|change| !removed(change.id()));
                }
                if let Some(gone) = term.list_mut("remove") {
                    gone.retain(|id| !removed(id.text()));
                }
            }
        }
        // How many terms come to each version; where none has all that they are about, the last one tells what is wrong.
        let has = |version: &Plain| if has_all(version, terms) { terms.len() } else { 0 };
        let mut more: Vec<usize> = document.list("versions").iter().map(has).collect();
        if more.iter().all(|more| *more == 0)
            && let Some(last) = more.last_mut()
        {
            *last = terms.len();
        }
        for (version, more) in document.list_mut("versions").into_iter().flatten().zip(&more) {
            if let Some(list) = version.list_mut("terms") {
                list.extend(terms.iter().take(*more).cloned());
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
            .map_err(|found| moved(found, &places(&document, add.len(), &more, change), tree.as_ref()))
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

/// Where the rules and terms of the changes stand in the changed document: the path there, and the path that its author
/// typed.
fn places(document: &Plain, rules: usize, terms: &[usize], change: &[Plain]) -> Vec<(String, String)> {
    let mut places = Vec::new();
    for (number, version) in document.list("versions").iter().enumerate() {
        let more = terms.get(number).copied().unwrap_or(0);
        for (section, added, typed) in [("rules", 0, "add"), ("promotions", rules, "add"), ("terms", more, "terms")] {
            let list = version.list(section);
            let own = list.len().saturating_sub(added);
            for (at, rule) in list.iter().enumerate() {
                let there = format!("$.versions[{number}].{section}[{at}]");
                if let Some(new) = at.checked_sub(own) {
                    places.push((there, format!("$.{typed}[{new}]")));
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

/// Does the version have all rules and ladders that these terms are about?
fn has_all(version: &Plain, terms: &[Plain]) -> bool {
    let rules = || version.list("rules").iter().chain(version.list("promotions"));
    let has = |id: Option<&str>| rules().any(|rule| rule.id() == id);
    terms.iter().all(|term| {
        term.list("change").iter().all(|change| has(change.id()))
            && term.list("remove").iter().all(|id| has(id.text()))
            && term.list("tiers").iter().all(|of| version.list("tiers").iter().any(|ladder| ladder.id() == of.id()))
    })
}
