//! What an operator works with, and a shop does not need: checks, and what is made of entries.

use super::to_js;
use wasm_bindgen::prelude::*;

/// What is made of entries; throws `{findings}` or `{code, message, help}`.
#[cfg(feature = "books")]
#[wasm_bindgen]
pub fn books(program: &super::Program, what: &str, entries: &str, terms: &str) -> Result<JsValue, JsValue> {
    use crate::refusal::Refusal;
    use crate::wire::books::{BooksPeriod, CloseTerms};
    use crate::wire::read;
    use crate::wire::show::Show;

    fn told<T: Show>(made: Result<T, Refusal>) -> Result<JsValue, JsValue> {
        made.map(|made| to_js(&made)).map_err(|r| super::refused(&r))
    }
    let (core, entries) = (&program.core, read::<Vec<crate::wire::result::Entry>>(entries).map_err(super::found)?);
    if what == "close" {
        let terms: CloseTerms = read(terms).map_err(super::found)?;
        return told(core.close(&entries, &terms));
    }
    let period: BooksPeriod = read(terms).map_err(super::found)?;
    match what {
        "coalition" => told(core.coalition(&entries, &period)),
        "claims" => told(core.claims(&entries, &period)),
        _ => told(core.statement(&entries, period.from, period.to)),
    }
}

/// Everything found in a document, with what the checks find in what it does.
#[cfg(feature = "checks")]
#[wasm_bindgen]
pub fn review(text: &str) -> JsValue {
    match crate::Program::read(text) {
        Ok(program) => to_js(&[program.findings().to_vec(), program.review()].concat()),
        Err(findings) => to_js(&findings),
    }
}
