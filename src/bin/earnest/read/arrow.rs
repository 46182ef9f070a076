//! Parquet and Arrow: columns that have types. Decimals stay what they are, and doubles are what they are written as.
#![allow(clippy::wildcard_enum_match_arm, reason = "there are forty types, and most of them are told as text")]

use super::days::{Days, TheOtherWay, form_of, of_civil};
use super::gather::{Row, Stop};
use super::mapping::{Mapping, Role};
use super::numbers::{Mark, mark_of, millionths, rescaled};
use super::{How, Reading, Taken};
use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal128Type, Float32Type, Float64Type, TimestampMicrosecondType};
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow_cast::cast;
use arrow_schema::{ArrowError, DataType, Schema, TimeUnit};
use jiff::tz::TimeZone;
use std::borrow::Cow;

type Batches<'b> = &'b mut dyn Iterator<Item = Result<RecordBatch, ArrowError>>;

pub fn read(schema: &Schema, batches: Batches<'_>, how: &How, reading: &Reading<'_>) -> Result<Taken, Stop> {
    let header: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
    let mapping = Mapping::new(&header, &how.columns)?;
    let mut batches = batches.peekable();
    let first = match batches.peek() {
        Some(Ok(batch)) => Some(batch),
        Some(Err(_)) | None => None,
    };
    let sample = |role: Role| -> Vec<String> {
        let column = first.zip(mapping.place(role)).and_then(|(batch, at)| batch.columns().get(at));
        let texts =
            column.filter(|column| is_text(column.data_type())).and_then(|column| cast(column, &DataType::Utf8).ok());
        texts.iter().flat_map(|texts| texts.as_string::<i32>().iter().flatten().take(1000)).map(str::to_owned).collect()
    };
    let numbers = [sample(Role::Price), sample(Role::Quantity)].concat();
    let mark = how.decimal.unwrap_or_else(|| mark_of(numbers.iter().map(String::as_str)));
    let texts = sample(Role::At);
    let mut days = how.days(|| form_of(texts.iter().map(String::as_str)));
    if !texts.is_empty() {
        reading.tell(&format!("dates {}", days.forms()));
    }
    let zone = match mapping.place(Role::At).and_then(|at| schema.fields().get(at)).map(|field| field.data_type()) {
        Some(DataType::Timestamp(_, Some(_))) => {
            let name = how.zone.as_deref().unwrap_or("UTC");
            reading.tell(&format!("instants as civil time of {name}"));
            Some(TimeZone::get(name).map_err(|e| e.to_string())?)
        }
        Some(_) | None => None,
    };
    let mut gather = reading.gather(mapping, &header)?;
    let mut line = 0_u64;
    for batch in batches {
        let batch = batch.map_err(|e| e.to_string())?;
        let columns = columns(&batch, gather.mapping(), zone.as_ref())?;
        for at in 0..batch.num_rows() {
            line = line.saturating_add(1);
            let mut row = BatchRow { batch: &batch, columns: &columns, at, mark, days: &mut days };
            gather.row(line, &mut row)?;
        }
    }
    reading.end(gather, &days)
}

fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

/// A column as it is used.
enum Column {
    Unused,
    Texts(StringArray),
    /// Millionths, or seconds.
    Whole(Vec<Option<i64>>),
}

fn columns(batch: &RecordBatch, mapping: &Mapping, zone: Option<&TimeZone>) -> Result<Vec<Column>, String> {
    let mut columns: Vec<Column> = batch.columns().iter().map(|_| Column::Unused).collect();
    for (place, role) in &mapping.used {
        let (Some(array), Some(column)) = (batch.columns().get(*place), columns.get_mut(*place)) else { continue };
        *column = match (role, array.data_type()) {
            (Role::At, kind) if !is_text(kind) => seconds(array, zone)?,
            (_, kind) if role.is_number() && !is_text(kind) => Column::Whole(numbers(array)?),
            (_, DataType::Float64 | DataType::Float32) => Column::Texts(plain(array)?),
            (_, _) => Column::Texts(as_texts(array)?),
        };
    }
    Ok(columns)
}

fn as_texts(array: &ArrayRef) -> Result<StringArray, String> {
    Ok(cast(array, &DataType::Utf8).map_err(|e| e.to_string())?.as_string::<i32>().clone())
}

/// Doubles by their shortest text: 17850.0, as sheets have ids, is 17850.
fn plain(array: &ArrayRef) -> Result<StringArray, String> {
    let texts: StringArray = match array.data_type() {
        DataType::Float32 => array.as_primitive::<Float32Type>().iter().map(|n| n.map(|n| n.to_string())).collect(),
        _ => {
            let array = cast(array, &DataType::Float64).map_err(|e| e.to_string())?;
            array.as_primitive::<Float64Type>().iter().map(|n| n.map(|n| n.to_string())).collect()
        }
    };
    Ok(texts)
}

fn numbers(array: &ArrayRef) -> Result<Vec<Option<i64>>, String> {
    let read = |texts: StringArray| texts.iter().map(|text| millionths(text?, Mark::Point)).collect();
    match array.data_type() {
        DataType::Float64 | DataType::Float32 | DataType::Float16 => plain(array).map(read),
        DataType::Decimal128(_, places) => {
            Ok(array.as_primitive::<Decimal128Type>().iter().map(|units| rescaled(units?, *places)).collect())
        }
        // Whole numbers, and decimals of other widths.
        _ => as_texts(array).map(read),
    }
}

fn seconds(array: &ArrayRef, zone: Option<&TimeZone>) -> Result<Column, String> {
    match array.data_type() {
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, _) => {}
        kind => return Err(format!("the column of dates holds {kind}, which is no date")),
    }
    let micros = DataType::Timestamp(TimeUnit::Microsecond, None);
    // Away from a zone, a cast would put the civil time of that zone: instants stay instants.
    let array = match array.data_type() {
        DataType::Timestamp(unit, Some(_)) => {
            cast(array, &DataType::Timestamp(*unit, Some("+00:00".into()))).and_then(|array| cast(&array, &micros))
        }
        _ => cast(array, &micros),
    };
    let array = array.map_err(|e| e.to_string())?;
    let civil = |micros: i64| match zone {
        None => Some(micros.div_euclid(1_000_000)),
        Some(zone) => jiff::Timestamp::from_microsecond(micros).ok().map(|at| of_civil(zone.to_datetime(at))),
    };
    Ok(Column::Whole(array.as_primitive::<TimestampMicrosecondType>().iter().map(|at| civil(at?)).collect()))
}

struct BatchRow<'r> {
    batch: &'r RecordBatch,
    columns: &'r [Column],
    at: usize,
    mark: Mark,
    days: &'r mut Days,
}

impl BatchRow<'_> {
    fn field(&self, column: usize) -> Option<&str> {
        match self.columns.get(column) {
            Some(Column::Texts(texts)) if texts.is_valid(self.at) => Some(texts.value(self.at).trim()),
            Some(Column::Texts(_) | Column::Whole(_) | Column::Unused) | None => None,
        }
    }

    fn shown(&self, column: usize) -> String {
        let array = self.batch.columns().get(column);
        array.and_then(|array| arrow_cast::display::array_value_to_string(array, self.at).ok()).unwrap_or_default()
    }
}

impl Row for BatchRow<'_> {
    fn text(&self, column: usize) -> Cow<'_, str> {
        match self.columns.get(column) {
            Some(Column::Texts(_)) => Cow::Borrowed(self.field(column).unwrap_or_default()),
            Some(Column::Whole(_) | Column::Unused) | None => Cow::Owned(self.shown(column)),
        }
    }

    fn is_blank(&self, column: usize) -> bool {
        match self.columns.get(column) {
            Some(Column::Texts(_)) => self.field(column).unwrap_or_default().is_empty(),
            Some(Column::Whole(_) | Column::Unused) | None => {
                self.batch.columns().get(column).is_none_or(|array| array.is_null(self.at))
            }
        }
    }

    fn number(&self, column: usize) -> Option<i64> {
        match self.columns.get(column) {
            Some(Column::Whole(numbers)) => numbers.get(self.at).copied().flatten(),
            Some(Column::Texts(_) | Column::Unused) | None => millionths(self.field(column)?, self.mark),
        }
    }

    fn at(&mut self, column: usize) -> Result<Option<i64>, TheOtherWay> {
        match self.columns.get(column) {
            Some(Column::Whole(seconds)) => Ok(seconds.get(self.at).copied().flatten()),
            Some(Column::Texts(texts)) if texts.is_valid(self.at) => self.days.read(texts.value(self.at).trim()),
            Some(Column::Texts(_) | Column::Unused) | None => Ok(None),
        }
    }

    fn fields(&self) -> Vec<String> {
        (0..self.batch.num_columns()).map(|column| self.shown(column)).collect()
    }
}
