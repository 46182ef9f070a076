//! CSV, in pieces: nothing of it is held but the rows at hand.

use super::bad::Unread;
use super::days::{Days, TheOtherWay, form_of};
use super::gather::{Row, Stop};
use super::mapping::{Mapping, Role};
use super::numbers::{Mark, mark_of, millionths};
use super::{How, Reading, Taken};
use csv::{ByteRecord, Reader, ReaderBuilder};
use std::borrow::Cow;
use std::io::Read;

/// Rows by which dates and numbers are recognised.
const SAMPLE: usize = 1000;
/// Bytes by which the separator is.
const START: u64 = 1 << 16;

pub fn read(mut file: impl Read, how: &How, reading: &Reading<'_>) -> Result<Taken, Stop> {
    let mut start = Vec::new();
    file.by_ref().take(START).read_to_end(&mut start).map_err(|e| e.to_string())?;
    if start.starts_with(&[0xef, 0xbb, 0xbf]) {
        start.drain(..3);
    }
    if start.contains(&0) {
        return Err("this is no text file; save the sheet as CSV".to_owned().into());
    }
    let delimiter = how.delimiter.unwrap_or_else(|| delimiter_of(&start));
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter);
    let end: &[u8] = if is_crlf(&start) { b"\r\n" } else { b"\n" };
    let mut rows = builder.from_reader(start.chain(file).chain(end));
    let mut header = ByteRecord::new();
    next(&mut rows, &mut header)?;
    let header: Vec<String> = header.iter().map(|name| text(name).trim().to_owned()).collect();
    if header.len() < 2 {
        return Err("the first line has to name the columns, and names fewer than two".to_owned().into());
    }
    let mapping = Mapping::new(&header, &how.columns)?;
    let mut sample = Vec::new();
    let mut record = ByteRecord::new();
    while sample.len() < SAMPLE && next(&mut rows, &mut record)? {
        sample.push((line_of(&rows, &record, end), record.clone()));
    }
    let of = |role: Role| {
        let place = mapping.place(role);
        sample.iter().filter_map(move |(_, row)| place.and_then(|at| row.get(at))).map(text).collect::<Vec<_>>()
    };
    let (at, mut numbers) = (of(Role::At), of(Role::Price));
    numbers.extend(of(Role::Quantity));
    let mark = how.decimal.unwrap_or_else(|| mark_of(numbers.iter().map(AsRef::as_ref)));
    let mut days = how.days(|| form_of(at.iter().map(AsRef::as_ref)));
    drop((at, numbers));
    reading.tell(
        &format!("separator {:?}, decimal {mark:?}, dates {}", char::from(delimiter), days.forms()).to_lowercase(),
    );
    let mut gather = reading.gather(mapping, &header)?;
    let mut taken = sample.into_iter();
    loop {
        let line = match taken.next() {
            Some((line, row)) => {
                record = row;
                line
            }
            None if next(&mut rows, &mut record)? => line_of(&rows, &record, end),
            None => break,
        };
        let blank = record.len() < 2 && record.iter().all(|field| field.trim_ascii().is_empty());
        if !blank {
            let wide = header.len();
            gather.row(line, &mut Line { record: &record, wide, mark, days: &mut days })?;
        }
    }
    reading.end(gather, &days)
}

fn next(rows: &mut Reader<impl Read>, record: &mut ByteRecord) -> Result<bool, String> {
    rows.read_byte_record(record).map_err(|e| e.to_string())
}

fn is_crlf(start: &[u8]) -> bool {
    let end = start.iter().position(|byte| *byte == b'\n').and_then(|at| at.checked_sub(1));
    end.and_then(|at| start.get(at)) == Some(&b'\r')
}

/// The line on which a record begins that was just read. Where lines end with two characters, the second is not read yet.
fn line_of(rows: &Reader<impl Read>, record: &ByteRecord, end: &[u8]) -> u64 {
    let within = record.as_slice().iter().filter(|byte| **byte == b'\n').count();
    let past = if end.len() > 1 { 0 } else { 1 };
    rows.position().line().saturating_sub(past).saturating_sub(u64::try_from(within).unwrap_or(0))
}

/// A field: UTF-8, else the letters that older sheets are saved with.
fn text(field: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(field) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(field).0,
    }
}

/// The separator that cuts the first rows into equal numbers of fields, and of such into most.
fn delimiter_of(start: &[u8]) -> u8 {
    let mut best = (b',', usize::MAX, 0);
    for delimiter in [b',', b';', b'\t', b'|'] {
        let mut builder = ReaderBuilder::new();
        let rows =
            builder.has_headers(false).flexible(true).delimiter(delimiter).from_reader(start).into_byte_records();
        // The last may be cut off, where there are many.
        let counts: Vec<usize> = rows.map_while(Result::ok).take(10).map(|row| row.len()).collect();
        let fields = counts.first().copied().unwrap_or(0);
        let uneven: usize = counts.iter().map(|count| count.abs_diff(fields)).sum();
        if fields > 1 && (uneven < best.1 || (uneven == best.1 && fields > best.2)) {
            best = (delimiter, uneven, fields);
        }
    }
    best.0
}

struct Line<'r> {
    record: &'r ByteRecord,
    wide: usize,
    mark: Mark,
    days: &'r mut Days,
}

impl Line<'_> {
    fn field(&self, column: usize) -> Cow<'_, str> {
        match text(self.record.get(column).unwrap_or_default()) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        }
    }
}

impl Row for Line<'_> {
    fn torn(&self) -> Option<Unread> {
        let fields = self.record.len();
        let is_extra = self.record.iter().skip(self.wide).any(|field| !field.trim_ascii().is_empty());
        if fields >= self.wide && !is_extra {
            return None;
        }
        // A quotation mark that nothing closes takes the lines below into its field.
        let spans = self.record.iter().any(|field| field.contains(&b'\n'));
        Some(if spans { Unread::Quotes } else { Unread::Fields })
    }

    fn text(&self, column: usize) -> Cow<'_, str> {
        self.field(column)
    }

    fn is_blank(&self, column: usize) -> bool {
        self.field(column).is_empty()
    }

    fn number(&self, column: usize) -> Option<i64> {
        millionths(&self.field(column), self.mark)
    }

    fn at(&mut self, column: usize) -> Result<Option<i64>, TheOtherWay> {
        let field = text(self.record.get(column).unwrap_or_default());
        self.days.read(field.trim())
    }

    fn fields(&self) -> Vec<String> {
        self.record.iter().map(|field| text(field).into_owned()).collect()
    }
}
