//! Rows that are in no order: counted by reason with the first lines of each, and written as CSV where that is asked for.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Lines that are told of each reason.
const TOLD: usize = 3;

/// Why a row cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    Fields,
    Quotes,
    Time,
    Quantity,
    Price,
    Discount,
    Measure,
}

impl Unread {
    pub fn name(self) -> &'static str {
        match self {
            Unread::Fields => "bad-fields",
            Unread::Quotes => "bad-quotes",
            Unread::Time => "bad-time",
            Unread::Quantity => "bad-quantity",
            Unread::Price => "bad-price",
            Unread::Discount => "bad-discount",
            Unread::Measure => "bad-measure",
        }
    }
}

/// The rows of one reason.
#[derive(Default)]
pub struct Group {
    pub rows: u64,
    /// The lines on which the first of them begin.
    pub first: Vec<u64>,
}

/// Rows that are in no order, by reason.
#[derive(Default)]
pub struct Bad {
    pub groups: BTreeMap<&'static str, Group>,
    path: Option<PathBuf>,
    file: Option<csv::Writer<File>>,
    stops: bool,
}

impl Bad {
    /// Writes every row to the file where there is one; `stops` at the first that cannot be read.
    pub fn new(path: Option<&Path>, stops: bool) -> Bad {
        Bad { path: path.map(Path::to_owned), stops, ..Bad::default() }
    }

    /// The columns of the file become known; what was told before is forgotten.
    pub fn begin(&mut self, header: &[String]) -> Result<(), String> {
        self.groups.clear();
        if let Some(path) = &self.path {
            let wrong = |e: csv::Error| format!("{}: {e}", path.display());
            let mut file = csv::WriterBuilder::new().flexible(true).from_path(path).map_err(wrong)?;
            file.write_record(["line", "reason"].into_iter().chain(header.iter().map(String::as_str)))
                .map_err(wrong)?;
            self.file = Some(file);
        }
        Ok(())
    }

    /// Whether rows are written, so that their fields are worth the work.
    pub fn writes(&self) -> bool {
        self.file.is_some() || self.stops
    }

    pub fn unread(&mut self, line: u64, why: Unread, fields: &[String]) -> Result<(), String> {
        if self.stops {
            return Err(format!("line {line}: {}: {}", why.name(), fields.join(",")));
        }
        self.left(line, why.name(), fields)
    }

    pub fn left(&mut self, line: u64, reason: &'static str, fields: &[String]) -> Result<(), String> {
        let group = self.groups.entry(reason).or_default();
        group.rows = group.rows.saturating_add(1);
        if group.first.len() < TOLD {
            group.first.push(line);
        }
        if let Some(file) = &mut self.file {
            let line = line.to_string();
            let row = [line.as_str(), reason].into_iter().chain(fields.iter().map(String::as_str));
            file.write_record(row).map_err(|e| e.to_string())?;
        }
        Ok(())
    }

    pub fn end(&mut self) -> Result<(), String> {
        self.file.as_mut().map_or(Ok(()), |file| file.flush().map_err(|e| e.to_string()))
    }
}
