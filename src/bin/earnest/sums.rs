//! What a run comes to, as lines that can be added up, and with its figures.

use crate::read::bad::Bad;
use crate::simulate::Document;
use earnest::wire::figures::{Assumptions, Figures};
use earnest::wire::simulate::Tally;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The sums of a book, or of a part of its accounts: one for each program, and what was in no order.
#[derive(Default)]
pub struct Part {
    pub rows: u64,
    pub left: BTreeMap<String, u64>,
    pub tallies: Vec<Tally>,
}

impl Part {
    pub fn new(rows: u64, bad: &Bad, tallies: Vec<Tally>) -> Part {
        let left = bad.groups.iter().map(|(reason, group)| ((*reason).to_owned(), group.rows)).collect();
        Part { rows, left, tallies }
    }

    pub fn line(&self) -> Result<String, String> {
        let part = json!({ "rows": self.rows, "left": self.left, "tallies": values(&self.tallies)? });
        Ok(part.to_string())
    }

    pub fn read(line: &str) -> Result<Part, String> {
        let mut value: Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
        let tallies = value.get_mut("tallies").map(Value::take).unwrap_or_default();
        let tallies = earnest::wire::read::<Vec<Tally>>(&tallies.to_string());
        let left = value.get_mut("left").map(Value::take).unwrap_or_default();
        Ok(Part {
            rows: value.get("rows").and_then(Value::as_u64).ok_or("it has no 'rows'")?,
            left: serde_json::from_value(left).map_err(|e| e.to_string())?,
            tallies: tallies.map_err(|findings| findings.iter().map(|f| format!("\n  {f}")).collect::<String>())?,
        })
    }

    pub fn absorb(&mut self, other: Part) -> Result<(), String> {
        self.rows = self.rows.saturating_add(other.rows);
        for (reason, rows) in other.left {
            let sum = self.left.entry(reason).or_default();
            *sum = sum.saturating_add(rows);
        }
        if self.tallies.len() != other.tallies.len() {
            return Err(format!("it has sums of {} programs, not of {}", other.tallies.len(), self.tallies.len()));
        }
        for (sum, tally) in self.tallies.iter_mut().zip(other.tallies) {
            sum.absorb(tally).map_err(|refusal| refusal.to_string())?;
        }
        Ok(())
    }
}

/// Sums with figures and the names of their programs.
pub struct Told {
    pub part: Part,
    /// File and id of each program.
    pub names: Vec<(String, String)>,
    pub figures: Vec<Figures>,
}

impl Told {
    pub fn new(documents: &[Document], part: Part, assumptions: &Assumptions) -> Result<Told, String> {
        let figures = documents.iter().zip(&part.tallies).map(|(document, tally)| {
            let figures = document.program.figures(tally, assumptions);
            figures.map_err(|refusal| format!("{}: {refusal}", document.path.display()))
        });
        let names =
            documents.iter().map(|document| (document.path.display().to_string(), document.program.id().to_owned()));
        Ok(Told { names: names.collect(), figures: figures.collect::<Result<_, _>>()?, part })
    }

    pub fn json(&self) -> Result<String, String> {
        let mut programs = Vec::new();
        for (((file, id), figures), tally) in self.names.iter().zip(&self.figures).zip(values(&self.part.tallies)?) {
            let figures = serde_json::to_value(figures).map_err(|e| e.to_string())?;
            programs.push(json!({ "file": file, "program": id, "tally": tally, "figures": figures }));
        }
        Ok(json!({ "rows": self.part.rows, "left": self.part.left, "programs": programs }).to_string())
    }
}

fn values(tallies: &[Tally]) -> Result<Vec<Value>, String> {
    tallies.iter().map(|tally| serde_json::to_value(tally).map_err(|e| e.to_string())).collect()
}
