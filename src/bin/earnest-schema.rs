//! Writes the JSON Schemas of the wire types into a folder: `earnest-schema <folder>`.

use earnest::wire::{books, compare, document, entry, event, figures, notices, prices, result, simulate, state};
use schemars::{Schema, schema_for};
use std::path::Path;
use std::process::ExitCode;

/// An event and a document are what people type; the rest is what comes out.
fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("program", schema_for!(document::Document)),
        ("event", schema_for!(event::Event)),
        ("state", schema_for!(state::AccountState)),
        ("shared", schema_for!(state::SharedState)),
        ("outcome", schema_for!(result::Outcome)),
        ("entry", schema_for!(entry::Entry)),
        ("onward", schema_for!(result::Onward)),
        ("net-prices", schema_for!(prices::NetPrices)),
        ("notice", schema_for!(notices::Notice)),
        ("notice-terms", schema_for!(notices::NoticeTerms)),
        ("books-period", schema_for!(books::BooksPeriod)),
        ("coalition", schema_for!(books::Coalition)),
        ("claims", schema_for!(books::Claims)),
        ("statement", schema_for!(books::Statement)),
        ("close-terms", schema_for!(books::CloseTerms)),
        ("closing", schema_for!(books::Closing)),
        ("tally", schema_for!(simulate::Tally)),
        ("assumptions", schema_for!(figures::Assumptions)),
        ("figures", schema_for!(figures::Figures)),
        ("place", schema_for!(result::Place)),
        ("plan-worth", schema_for!(result::PlanWorth)),
        ("unpaid", schema_for!(compare::Unpaid)),
        ("hint", schema_for!(compare::Hint)),
        ("comparison", schema_for!(compare::Comparison)),
        ("finding", schema_for!(earnest::findings::Finding)),
    ]
}

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("earnest-schema: name the folder to write to");
        return ExitCode::from(2);
    };
    for (name, schema) in schemas() {
        let path = Path::new(&folder).join(format!("{name}.json"));
        let text = serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n";
        let written = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, text));
        if let Err(error) = written {
            eprintln!("earnest-schema: {}: {error}", path.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
