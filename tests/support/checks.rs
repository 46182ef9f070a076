//! What is checked of one event: what its case expects, and what must hold of every event.

use crate::matching::{add, differences, included, millionths, whole};
use serde_json::{Map, Value};

/// Everything that came out of one event, as JSON.
pub struct Seen {
    pub outcome: Value,
    pub entries: Value,
    /// The account's state before and after.
    pub before: Value,
    pub state: Value,
    pub shared: Value,
}

/// What stored amounts are counted in: the decimals of each point currency and of money.
pub struct Units {
    points: Vec<(String, usize)>,
    money: usize,
}

impl Units {
    /// Of a document.
    pub fn of(document: &str) -> Units {
        let document: Value = serde_json::from_str(document).unwrap();
        let mut points: Vec<(String, usize)> = Vec::new();
        for currency in document["points"].as_array().into_iter().flatten() {
            let decimals = currency["decimals"].as_u64().unwrap_or(0);
            points.push((currency["id"].as_str().unwrap().into(), usize::try_from(decimals).unwrap()));
        }
        if points.is_empty() {
            points.push(("points".into(), 0));
        }
        let money = match document["currency"].as_str().unwrap() {
            "JPY" | "KRW" | "CLP" | "VND" => 0,
            "BHD" | "JOD" | "KWD" | "OMR" | "TND" | "IQD" | "LYD" => 3,
            _ => 2,
        };
        Units { points, money }
    }

    /// Points have their own decimals, rewards are counted by the piece, all else is money.
    fn decimals(&self, unit: &str) -> usize {
        let points = self.points.iter().find(|(id, _)| id == unit).map(|(_, decimals)| *decimals);
        points.unwrap_or(if unit.starts_with("reward:") { 0 } else { self.money })
    }
}

/// Smallest units as millionths.
fn lift(value: &Value, decimals: usize) -> i128 {
    i128::from(value.as_i64().unwrap_or(0)) * 10_i128.pow(6 - u32::try_from(decimals).unwrap())
}

/// Everything that must hold.
pub fn all(expect: &Value, seen: &Seen, units: &Units, out: &mut Vec<String>) {
    sums(seen, units, &expect["renamed"], out);
    for (key, actual) in
        [("outcome", &seen.outcome), ("entries", &seen.entries), ("state", &seen.state), ("shared", &seen.shared)]
    {
        if let Some(wanted) = expect.get(key) {
            differences(wanted, actual, &format!("/expect/{key}"), out);
        }
    }
    if let Some(wanted) = expect.get("accruals") {
        for (rule, amounts) in wanted.as_object().unwrap() {
            let accrual =
                seen.outcome["accruals"].as_array().into_iter().flatten().find(|a| a["rule"] == rule.as_str());
            differences(
                amounts,
                accrual.map_or(&Value::Null, |a| &a["accrued"]),
                &format!("/expect/accruals/{rule}"),
                out,
            );
        }
    }
    if let Some(wanted) = expect.get("stepSums") {
        let mut found = Map::new();
        for step in seen.outcome["steps"].as_array().into_iter().flatten() {
            let key = format!("{} {}", step["rule"].as_str().unwrap_or(""), step["kind"].as_str().unwrap_or(""));
            add(&mut found, &key, millionths(&step["amount"]));
        }
        same_sums(wanted, &found, "/expect/stepSums", out);
    }
    if let Some(wanted) = expect.get("lineSteps") {
        for (rule, amounts) in wanted.as_object().unwrap() {
            let steps = seen.outcome["steps"].as_array().unwrap().iter().filter(|s| s["rule"] == rule.as_str());
            let found: Vec<Value> = steps.map(|s| s["amount"].clone()).collect();
            differences(amounts, &Value::from(found), &format!("/expect/lineSteps/{rule}"), out);
        }
    }
    if let Some(wanted) = expect.get("booked") {
        for (kind, amounts) in wanted.as_object().unwrap() {
            let mut found = Map::new();
            for entry in seen.entries.as_array().into_iter().flatten().filter(|e| e["kind"] == kind.as_str()) {
                add(&mut found, entry["unit"].as_str().unwrap_or(""), millionths(&entry["amount"]));
            }
            same_sums(amounts, &found, &format!("/expect/booked/{kind}"), out);
        }
    }
}

/// Both maps hold the same sums; what is zero may be left out.
fn same_sums(wanted: &Value, found: &Map<String, Value>, at: &str, out: &mut Vec<String>) {
    let wanted = wanted.as_object().unwrap();
    for (key, value) in wanted {
        let sum = found.get(key).map_or(0, whole);
        if sum != millionths(value) {
            out.push(format!("{at}/{key}: expected {value}, found {sum} millionths"));
        }
    }
    for (key, sum) in found.iter().filter(|(key, sum)| whole(sum) != 0 && !wanted.contains_key(*key)) {
        out.push(format!("{at}/{key}: expected nothing, found {sum} millionths"));
    }
}

/// The parts add up: steps to totals, entries to the change of balances.
fn sums(seen: &Seen, units: &Units, renamed: &Value, out: &mut Vec<String>) {
    let mut steps = Map::new();
    for step in seen.outcome["steps"].as_array().into_iter().flatten() {
        let key = if step["kind"] == "discount" { "discount" } else { step["unit"].as_str().unwrap_or("") };
        add(&mut steps, key, millionths(&step["amount"]));
    }
    for (currency, _) in &units.points {
        let (total, parts) = (millionths(&seen.outcome["points"][currency]), steps.get(currency).map_or(0, whole));
        if total != parts {
            out.push(format!("/points/{currency}: {total} millionths, but the steps add up to {parts}"));
        }
    }
    let (discount, parts) = (millionths(&seen.outcome["discount"]), steps.get("discount").map_or(0, whole));
    // What a return takes back of discounts is in its net; it has no steps of its own.
    let returns = seen.outcome["gross"].as_str().is_some_and(|gross| gross.starts_with('-'));
    if discount != -parts && !returns {
        out.push(format!("/discount: {discount} millionths, but the steps add up to {parts}"));
    }
    for (kind, amount) in seen.outcome["money"].as_object().into_iter().flatten() {
        let (total, parts) = (millionths(amount), steps.get(kind).map_or(0, whole));
        if total != parts {
            out.push(format!("/money/{kind}: {total} millionths, but the steps add up to {parts}"));
        }
    }
    let mut entries = Map::new();
    // A level or a use of a benefit is booked too, but is no balance.
    let counts = |entry: &&Value| !["tier", "use", "plan", "fee"].map(Value::from).contains(&entry["unit"]);
    for entry in seen.entries.as_array().into_iter().flatten().filter(counts) {
        let holder = entry["holder"].as_str().unwrap_or("");
        add(&mut entries, &format!("{holder}|{}", entry["unit"].as_str().unwrap_or("")), millionths(&entry["amount"]));
    }
    let (mut before, after) = (balances_of(&seen.before, units), balances_of(&seen.state, units));
    // A person who is erased goes on under a name that tells nothing.
    for (old, new) in renamed.as_object().into_iter().flatten() {
        let old = format!("{old}|");
        let keys: Vec<String> = before.keys().filter(|key| key.starts_with(&old)).cloned().collect();
        for key in keys {
            let amount = before.remove(&key).unwrap();
            before.insert(key.replace(&old, &format!("{}|", new.as_str().unwrap())), amount);
        }
    }
    for key in before.keys().chain(after.keys()).chain(entries.keys()) {
        let of = |map: &Map<String, Value>| map.get(key).map_or(0, whole);
        if of(&after) - of(&before) != of(&entries) {
            out.push(format!(
                "/balances/{key}: went from {} to {} millionths, but the entries add up to {}",
                of(&before),
                of(&after),
                of(&entries)
            ));
        }
    }
}

/// Every balance of a state, by holder and unit, in millionths.
fn balances_of(state: &Value, units: &Units) -> Map<String, Value> {
    let mut found = Map::new();
    let mut note = |holder: &str, map: &Value| {
        for (unit, amount) in map.as_object().into_iter().flatten() {
            add(&mut found, &format!("{holder}|{unit}"), lift(amount, units.decimals(unit)));
        }
    };
    note("", &state["balances"]);
    note("", &state["money"]);
    for (holder, map) in state["holders"].as_object().into_iter().flatten() {
        note(holder, map);
    }
    found
}

/// `key` as a whole list, or `keyInclude` as items that must be in it.
pub fn lists(expect: &Value, key: &str, actual: &Value, out: &mut Vec<String>) {
    if let Some(wanted) = expect.get(key) {
        differences(wanted, actual, &format!("/expect/{key}"), out);
    }
    let include = format!("{key}Include");
    if let Some(wanted) = expect.get(&include) {
        included(wanted, actual, &format!("/expect/{include}"), out);
    }
}

/// The findings expected: each by its code, or by code, path and the amounts its message names; and no error beside.
pub fn findings(expected: &Value, found: &[Value]) -> Vec<String> {
    let mut out = Vec::new();
    let mut left: Vec<&Value> = found.iter().collect();
    for (index, wanted) in expected.as_array().unwrap().iter().enumerate() {
        match left.iter().position(|finding| is_finding(wanted, finding)) {
            Some(at) => {
                left.remove(at);
            }
            None => out.push(format!("/findings/{index}: expected {wanted}, found {}", Value::from(found.to_vec()))),
        }
    }
    out.extend(left.iter().filter(|f| f["severity"] == "error").map(|f| format!("/findings: not expected: {f}")));
    out
}

fn is_finding(wanted: &Value, finding: &Value) -> bool {
    if wanted.is_string() {
        return finding["code"] == *wanted;
    }
    let message = finding["message"].as_str().unwrap_or("").replace([',', '\u{2009}', '\u{a0}'], "");
    finding["code"] == wanted["code"]
        && (wanted["path"].is_null() || wanted["path"] == finding["path"])
        && wanted["names"].as_array().into_iter().flatten().all(|amount| message.contains(amount.as_str().unwrap()))
}

/// An event that is no event of the format, against what its case expects.
pub fn refused(expect: &Value, found: &[Value]) -> Vec<String> {
    if let Some(wanted) = expect.get("findings") {
        return findings(wanted, found);
    }
    match expect.get("refused") {
        Some(Value::Bool(true)) => Vec::new(),
        Some(wanted) if found.iter().any(|f| f["code"] == *wanted) => Vec::new(),
        wanted => vec![format!("/event: refused, expected {wanted:?}: {}", Value::from(found.to_vec()))],
    }
}

/// The amounts of the lines add up to those of the total.
pub fn prices_add_up(prices: &Value, out: &mut Vec<String>) {
    for part in ["gross", "net", "rebates", "points", "rewards", "price", "given"] {
        let lines = prices["lines"].as_array().into_iter().flatten();
        let sum: i128 = lines.map(|line| millionths(&line[part])).sum();
        if sum != millionths(&prices["total"][part]) {
            out.push(format!(
                "/netPrices/{part}: the lines add up to {sum} millionths, the total is {}",
                prices["total"][part]
            ));
        }
    }
}

/// Entries of all accounts of a case, with the states they started from.
#[derive(Default)]
pub struct Kept {
    pub entries: Vec<earnest::wire::entry::Entry>,
    starts: Map<String, Value>,
}

impl Kept {
    /// Takes note of an account's state before its first event.
    pub fn start(&mut self, account: &str, state: &Value) {
        self.starts.insert(account.to_owned(), state.clone());
    }

    /// Whoever keeps entries gives a person who is erased the new name there too.
    pub fn rename(&mut self, account: &str, renamed: &Value) {
        for (old, new) in renamed.as_object().into_iter().flatten() {
            for entry in self.entries.iter_mut().filter(|entry| entry.account.as_deref() == Some(account)) {
                if entry.holder.as_ref() == Some(old) {
                    entry.holder = new.as_str().map(str::to_owned);
                }
            }
        }
    }

    /// The closing balances of a statement are what came to the state since it started, by status where it has any.
    pub fn compare(&self, account: &str, statement: &Value, state: &Value, units: &Units, out: &mut Vec<String>) {
        let (mut told, mut whole) = (Map::new(), Map::new());
        for balance in statement["closing"].as_array().into_iter().flatten() {
            let key = format!("{}|{}", balance["holder"].as_str().unwrap_or(""), balance["unit"].as_str().unwrap());
            add(&mut whole, &key, millionths(&balance["amount"]));
            if let Some(status) = balance["status"].as_str() {
                add(&mut told, &format!("{key}|{status}"), millionths(&balance["amount"]));
            }
        }
        let (before, after) = (by_status(&self.starts[account], units), by_status(state, units));
        let of = |map: &Map<String, Value>, key: &str| map.get(key).map_or(0, crate::matching::whole);
        for key in before.keys().chain(after.keys()).chain(told.keys()).chain(whole.keys()) {
            let mut parts = key.rsplitn(2, '|');
            let known = ["pending", "available", "reserved"].contains(&parts.next().unwrap_or(""));
            let (amount, moved) = if known {
                // A unit that is not kept award by award has no status.
                let unit = parts.next().unwrap_or("");
                if !told.keys().any(|other| other.starts_with(&format!("{unit}|"))) {
                    continue;
                }
                (of(&told, key), of(&after, key) - of(&before, key))
            } else {
                (of(&whole, key), of(&after, key) - of(&before, key))
            };
            if amount != moved {
                out.push(format!("/statement/{key}: {amount} millionths, but the state moved by {moved}"));
            }
        }
    }
}

/// Every balance of a state, in all and by what can be done with it.
fn by_status(state: &Value, units: &Units) -> Map<String, Value> {
    let mut found = balances_of(state, units);
    let today = state["at"].as_str().map_or("", |at| &at[..10]).to_owned();
    let mut parts = Map::new();
    let mut put = |lot: &Value, status: &str| {
        let unit = lot["unit"].as_str().unwrap();
        let key = format!("{}|{unit}|{status}", lot["holder"].as_str().unwrap_or(""));
        add(&mut parts, &key, lift(&lot["left"], units.decimals(unit)));
    };
    for lot in state["lots"].as_array().into_iter().flatten() {
        let later = lot["from"].as_str().is_some_and(|from| from > today.as_str());
        if later || lot["waits"].is_string() {
            put(lot, "pending");
        }
    }
    for redemption in state["redemptions"].as_array().into_iter().flatten().filter(|r| r["reserved"] == true) {
        for lot in redemption["taken"].as_array().into_iter().flatten() {
            put(lot, "reserved");
        }
    }
    for (key, sum) in found.clone() {
        let of = |status: &str| parts.get(&format!("{key}|{status}")).map_or(0, whole);
        let rest = whole(&sum) - of("pending") - of("reserved");
        add(&mut found, &format!("{key}|available"), rest);
    }
    for (key, sum) in &parts {
        add(&mut found, key, whole(sum));
    }
    found
}

/// A closing's journal balances, and its ledger is the sum of it.
pub fn balances(closing: &Value, out: &mut Vec<String>) {
    let (mut debit, mut credit) = (Map::new(), Map::new());
    for posting in closing["journal"].as_array().into_iter().flatten() {
        let amount = millionths(&posting["amount"]);
        assert!(amount > 0, "{posting}");
        add(&mut debit, posting["debit"].as_str().unwrap(), amount);
        add(&mut credit, posting["credit"].as_str().unwrap(), amount);
    }
    let (mut left, mut right) = (0, 0);
    for sum in closing["ledger"].as_array().into_iter().flatten() {
        let name = sum["account"].as_str().unwrap();
        let of = |map: &Map<String, Value>| map.get(name).map_or(0, whole);
        if (of(&debit), of(&credit)) != (millionths(&sum["debit"]), millionths(&sum["credit"])) {
            out.push(format!("/ledger/{name}: {sum}, but the journal says {} and {}", of(&debit), of(&credit)));
        }
        left += millionths(&sum["debit"]);
        right += millionths(&sum["credit"]);
    }
    if left != right {
        out.push(format!("/ledger: {left} millionths are debited, {right} credited"));
    }
}
