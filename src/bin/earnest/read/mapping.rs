//! What the columns of a file are: proposed from their names by the rule that the page has too, corrected by a person.

use earnest::simulate::Columns;
use std::collections::{BTreeMap, BTreeSet};

/// What is once in a file, and what no simulation goes without.
const ONCE: [&str; 9] = ["account", "order", "at", "quantity", "unitPrice", "discount", "sku", "category", "brand"];
const NEEDED: [&str; 4] = ["account", "at", "quantity", "unitPrice"];

/// What a column is for the simulator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Account,
    Order,
    At,
    Quantity,
    Price,
    Discount,
    /// An attribute of lines, of orders or of accounts, by its place among them.
    Line(usize),
    OrderText(usize),
    AccountText(usize),
    /// A measure of orders, by its place among them.
    Measure(usize),
}

impl Role {
    /// Whether the column holds numbers.
    pub fn is_number(self) -> bool {
        match self {
            Role::Quantity | Role::Price | Role::Discount | Role::Measure(_) => true,
            Role::Account | Role::Order | Role::At => false,
            Role::Line(_) | Role::OrderText(_) | Role::AccountText(_) => false,
        }
    }
}

/// The columns of a file that are used, each with its place in the file, in that order.
pub struct Mapping {
    pub used: Vec<(usize, Role)>,
    pub columns: Columns,
    named: Vec<(String, String)>,
    unused: Vec<String>,
}

impl Mapping {
    /// Proposes what each column is, then takes what was said: `name=Header`, or `none=Header` for a column that is not used.
    pub fn new(header: &[String], said: &[String]) -> Result<Mapping, String> {
        let mut names = proposed(header)?;
        for one in said {
            let (name, column) = one.split_once('=').ok_or_else(|| format!("'{one}' is no name=Column"))?;
            let at = header.iter().position(|h| h == column);
            let at = at.ok_or_else(|| format!("there is no column '{column}'; there are {}", header.join(", ")))?;
            for other in &mut names {
                if other == name {
                    other.clear();
                }
            }
            if let Some(slot) = names.get_mut(at) {
                *slot = if name == "none" { String::new() } else { name.to_owned() };
            }
        }
        if let Some(needed) = NEEDED.into_iter().find(|needed| !names.iter().any(|name| name == needed)) {
            let there = header.join(", ");
            return Err(format!("no column is '{needed}'; say which with --column {needed}=Column; there are {there}"));
        }
        let mut seen = BTreeSet::new();
        if let Some(twice) = names.iter().find(|name| !name.is_empty() && !seen.insert(name.as_str())) {
            return Err(format!("two columns are '{twice}'; leave one of them out with --column none=Column"));
        }
        let mut mapping =
            Mapping { used: Vec::new(), columns: Columns::default(), named: Vec::new(), unused: Vec::new() };
        for ((at, name), column) in names.into_iter().enumerate().zip(header) {
            if name.is_empty() {
                mapping.unused.push(column.clone());
            } else {
                let role = role(&name, &mut mapping.columns);
                mapping.used.push((at, role));
                mapping.named.push((name, column.clone()));
            }
        }
        Ok(mapping)
    }

    /// The place in the file of the one column of a role.
    pub fn place(&self, role: Role) -> Option<usize> {
        self.used.iter().find(|(_, one)| *one == role).map(|(at, _)| *at)
    }

    /// The place of an attribute among those of lines.
    pub fn line(&self, name: &str) -> Option<usize> {
        self.columns.line.iter().position(|one| one == name)
    }
}

impl std::fmt::Display for Mapping {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let named: Vec<String> = self.named.iter().map(|(name, column)| format!("{name}={column}")).collect();
        write!(f, "columns: {}", named.join(" "))?;
        if !self.unused.is_empty() {
            write!(f, "; not used: {}", self.unused.join(", "))?;
        }
        Ok(())
    }
}

fn role(name: &str, columns: &mut Columns) -> Role {
    let own = |list: &mut Vec<String>, name: &str| {
        list.push(name.to_owned());
        list.len().saturating_sub(1)
    };
    match (name, name.split_once('.')) {
        ("account", _) => Role::Account,
        ("order", _) => Role::Order,
        ("at", _) => Role::At,
        ("quantity", _) => Role::Quantity,
        ("unitPrice", _) => Role::Price,
        ("discount", _) => Role::Discount,
        (_, Some(("order", name))) => Role::OrderText(own(&mut columns.order, name)),
        (_, Some(("account", name))) => Role::AccountText(own(&mut columns.account, name)),
        (_, Some(("measure", name))) => Role::Measure(own(&mut columns.measures, name)),
        (name, _) => Role::Line(own(&mut columns.line, name)),
    }
}

/// A name for each column, "" where it is not used; of two that could be the same thing, the one whose name says so best.
fn proposed(header: &[String]) -> Result<Vec<String>, String> {
    let text = include_str!("../../../../pkg-config/data/columns.json");
    let known: BTreeMap<String, String> = serde_json::from_str(text).map_err(|e| format!("columns.json: {e}"))?;
    let mut fits = Vec::new();
    for (at, column) in header.iter().enumerate() {
        let bare: String = column.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
        for (target, names) in &known {
            let rank = names.split(' ').position(|name| name == bare);
            fits.extend(rank.map(|rank| (rank, at, target.as_str())));
        }
    }
    fits.sort_by_key(|(rank, at, _)| (*rank, *at));
    let mut names = vec![String::new(); header.len()];
    let mut taken = BTreeSet::new();
    for (_, at, target) in fits {
        let is_once = ONCE.contains(&target);
        if is_once && !taken.insert(target) {
            continue;
        }
        if let (Some(slot), Some(column)) = (names.get_mut(at), header.get(at)) {
            *slot = if is_once { target.to_owned() } else { format!("{target}{}", own_name(column)) };
        }
    }
    Ok(names)
}

/// The name by which a program speaks of a column: `Sales channel` is `salesChannel`.
fn own_name(column: &str) -> String {
    let parts = column.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let mut own = String::new();
    for part in parts {
        let (first, rest) = part.split_at_checked(1).unwrap_or((part, ""));
        if !own.is_empty() {
            own.push_str(&first.to_ascii_uppercase());
            own.push_str(rest);
        } else if part == part.to_ascii_uppercase() {
            own.push_str(&part.to_ascii_lowercase());
        } else {
            own.push_str(&first.to_ascii_lowercase());
            own.push_str(rest);
        }
    }
    own
}
