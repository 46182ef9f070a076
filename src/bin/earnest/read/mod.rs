//! An order book out of a file, whatever form it has: CSV, Parquet, Arrow, or the packed book of this repository.

mod arrow;
pub mod bad;
mod chunk;
pub mod days;
mod gather;
mod mapping;
pub mod numbers;
mod packed;
mod text;

use arrow_array::RecordBatch;
use arrow_ipc::reader::{FileReader, StreamReader};
use bad::Bad;
use days::{Days, Form, TheOtherWay};
use earnest::simulate::Book;
use flate2::read::MultiGzDecoder;
use gather::{Gather, Stop};
use indicatif::{ProgressBar, ProgressStyle};
use mapping::Mapping;
use numbers::Mark;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Text with a line of column names, gzipped or not.
    Csv,
    Parquet,
    /// An Arrow IPC file or stream.
    Arrow,
    /// The order book of this repository.
    Packed,
}

/// How an order book is read.
#[derive(clap::Args, Clone)]
pub struct How {
    /// What the book is. Default: what its name and its first bytes say.
    #[arg(long)]
    pub format: Option<Format>,
    /// What stands between the fields of a CSV, such as ';' or 'tab'. Default: guessed.
    #[arg(long, value_parser = delimiter)]
    pub delimiter: Option<u8>,
    /// What stands before the decimals. Default: guessed.
    #[arg(long)]
    pub decimal: Option<Mark>,
    /// How days are written: ymd, dmy, mdy or such as '%d %b %y %H:%M'. Given several times: the first that reads one. Default: guessed.
    #[arg(long, value_parser = Form::read)]
    pub dates: Vec<Form>,
    /// What a column is, such as account=CustomerID, account.country=Land, measure.km=Km; none=Column leaves one out.
    #[arg(long = "column")]
    pub columns: Vec<String>,
    /// The time zone into which instants of Parquet and Arrow are put. Default: UTC.
    #[arg(long)]
    pub zone: Option<String>,
    /// Only so many customers, chosen evenly from all in the order of their ids.
    #[arg(long)]
    pub customers: Option<usize>,
    /// The book holds a part of the accounts: refuses programs in which accounts share something, and asks for --until.
    #[arg(long)]
    pub part: bool,
    /// Ends at the first row that cannot be read. Default: such rows are counted, and the rest goes on.
    #[arg(long)]
    stop_on_bad: bool,
    /// Writes the rows that are in no order as CSV, each with its line and the reason.
    #[arg(long)]
    bad_rows: Option<PathBuf>,
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text {
        "tab" | "\\t" => Ok(b'\t'),
        _ => match text.as_bytes() {
            [one] => Ok(*one),
            _ => Err("it has to be one character, or 'tab'".to_owned()),
        },
    }
}

impl How {
    fn days(&self, guess: impl FnOnce() -> Form) -> Days {
        if self.dates.is_empty() { Days::new(vec![guess()], true) } else { Days::new(self.dates.clone(), false) }
    }
}

/// A book that was read.
pub struct Taken {
    pub book: Book,
    pub rows: u64,
    pub bad: Bad,
}

/// What is said while a book is read.
struct Reading<'h> {
    how: &'h How,
    bar: ProgressBar,
}

impl Reading<'_> {
    fn tell(&self, what: &str) {
        self.bar.suspend(|| eprintln!("{what}"));
    }

    fn gather(&self, mapping: Mapping, header: &[String]) -> Result<Gather, String> {
        self.tell(&mapping.to_string());
        let bad = Bad::new(self.how.bad_rows.as_deref(), self.how.stop_on_bad);
        Gather::new(mapping, header, bad, self.how)
    }

    fn end(&self, gather: Gather, days: &Days) -> Result<Taken, Stop> {
        if days.unsure {
            self.tell(
                "its days could be read with the day or with the month first; --dates dmy or --dates mdy says which",
            );
        }
        self.bar.finish_and_clear();
        Ok(gather.into_book(self.how.customers)?)
    }
}

/// Reads a book; `-` is standard input.
pub fn read(path: &Path, how: &How) -> Result<Taken, String> {
    let wrong = |what: String| format!("{}: {what}", path.display());
    match once(path, how) {
        Ok(taken) => Ok(taken),
        Err(Stop::Failed(message)) => Err(wrong(message)),
        Err(Stop::Days(TheOtherWay(form))) if path == Path::new("-") => {
            Err(wrong(format!("its days seem to be written as {0}; say --dates {0}", form.name())))
        }
        // Further down it turned out that day and month stand the other way round.
        Err(Stop::Days(TheOtherWay(form))) => {
            eprintln!("its days are written as {}: read anew", form.name());
            match once(path, &How { dates: vec![form], ..how.clone() }) {
                Ok(taken) => Ok(taken),
                Err(Stop::Failed(message)) => Err(wrong(message)),
                Err(Stop::Days(_)) => Err(wrong("say with --dates how its days are written".to_owned())),
            }
        }
    }
}

fn once(path: &Path, how: &How) -> Result<Taken, Stop> {
    let is_file = path != Path::new("-");
    let (mut source, bytes): (Box<dyn Read>, u64) = if is_file {
        let file = File::open(path).map_err(|e| e.to_string())?;
        let bytes = file.metadata().map_or(0, |about| about.len());
        (Box::new(file), bytes)
    } else {
        (Box::new(std::io::stdin().lock()), 0)
    };
    let bar = if bytes > 0 { bar(bytes, "read") } else { ProgressBar::hidden() };
    let start = start(&mut source)?;
    let is_zipped = start.starts_with(&[0x1f, 0x8b]);
    let source = bar.wrap_read(Cursor::new(start).chain(source));
    let mut source: Box<dyn Read> =
        if is_zipped { Box::new(MultiGzDecoder::new(BufReader::new(source))) } else { Box::new(source) };
    let start = self::start(&mut source)?;
    let format = how.format.unwrap_or_else(|| format_of(&start));
    let is_stream = !start.starts_with(b"ARROW1");
    let mut source = BufReader::with_capacity(1 << 18, Cursor::new(start).chain(source));
    let reading = Reading { how, bar };
    match format {
        Format::Csv => text::read(source, how, &reading),
        Format::Packed => packed::read(source, &reading),
        Format::Arrow if is_stream => {
            let mut batches = StreamReader::try_new(source, None).map_err(|e| e.to_string())?;
            let schema = batches.schema();
            arrow::read(&schema, &mut batches, how, &reading)
        }
        Format::Arrow if is_file && !is_zipped => {
            let mut batches = FileReader::try_new_buffered(opened(path)?, None).map_err(|e| e.to_string())?;
            let schema = batches.schema();
            arrow::read(&schema, &mut batches, how, &reading)
        }
        Format::Arrow => {
            let mut bytes = Vec::new();
            source.read_to_end(&mut bytes).map_err(|e| e.to_string())?;
            let mut batches = FileReader::try_new(Cursor::new(bytes), None).map_err(|e| e.to_string())?;
            let schema = batches.schema();
            arrow::read(&schema, &mut batches, how, &reading)
        }
        Format::Parquet if is_file && !is_zipped => {
            let builder = ParquetRecordBatchReaderBuilder::try_new(opened(path)?).map_err(|e| e.to_string())?;
            let (schema, rows) = (builder.schema().clone(), builder.metadata().file_metadata().num_rows());
            reading.bar.set_length(u64::try_from(rows).unwrap_or(0));
            let bar = reading.bar.clone();
            let count = |batch: &RecordBatch| bar.inc(u64::try_from(batch.num_rows()).unwrap_or(0));
            let batches = builder.with_batch_size(8192).build().map_err(|e| e.to_string())?;
            let mut batches = batches.inspect(|batch| batch.iter().for_each(count));
            arrow::read(&schema, &mut batches, how, &reading)
        }
        Format::Parquet => Err("Parquet is read from its end: give it as a plain file".to_owned().into()),
    }
}

fn opened(path: &Path) -> Result<File, String> {
    File::open(path).map_err(|e| e.to_string())
}

/// The first bytes, by which a file is known.
fn start(source: &mut impl Read) -> Result<Vec<u8>, String> {
    let mut start = Vec::new();
    source.take(16).read_to_end(&mut start).map_err(|e| e.to_string())?;
    Ok(start)
}

fn format_of(start: &[u8]) -> Format {
    match start {
        _ if start.starts_with(b"PAR1") => Format::Parquet,
        _ if start.starts_with(b"ARROW1") || start.starts_with(&[0xff; 4]) => Format::Arrow,
        _ if start.starts_with(b"{\"form\":") => Format::Packed,
        _ => Format::Csv,
    }
}

/// How far it is, and how long it will take: on a terminal alone.
pub fn bar(length: u64, what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {wide_bar} {percent} % {eta} left");
    let bar = ProgressBar::new(length).with_message(what);
    style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style))
}
