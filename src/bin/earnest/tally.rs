//! `earnest tally`: the sums of parts of a book, added up.

use crate::assume::Assume;
use crate::simulate::documents;
use crate::sums::{Part, Told};
use crate::tables;
use earnest::wire::simulate::Tally;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Options {
    /// Files of what `earnest simulate --tally` printed, one line for each part; - for standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The programs' documents, as they were given to the parts.
    #[arg(long = "program", required = true)]
    programs: Vec<PathBuf>,
    #[command(flatten)]
    assume: Assume,
    /// Prints sums and figures as JSON.
    #[arg(long)]
    json: bool,
}

pub fn run(options: &Options) -> Result<bool, String> {
    let documents = documents(&options.programs)?;
    let mut all = Part { tallies: documents.iter().map(|_| Tally::default()).collect(), ..Part::default() };
    for path in &options.files {
        let wrong = |at: usize, what: String| format!("{}:{}: {what}", path.display(), at.saturating_add(1));
        let source: Box<dyn Read> = if path == Path::new("-") {
            Box::new(std::io::stdin().lock())
        } else {
            Box::new(File::open(path).map_err(|e| format!("{}: {e}", path.display()))?)
        };
        for (at, line) in BufReader::new(source).lines().enumerate() {
            let line = line.map_err(|e| wrong(at, e.to_string()))?;
            if !line.trim().is_empty() {
                Part::read(&line).and_then(|part| all.absorb(part)).map_err(|what| wrong(at, what))?;
            }
        }
    }
    let told = Told::new(&documents, all, &options.assume.assumptions()?)?;
    if options.json {
        println!("{}", told.json()?);
    } else {
        print!("{}", tables::text(&told, None)?);
    }
    Ok(true)
}
