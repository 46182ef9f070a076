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
    let (core, entries) = (&program.core, read::<Vec<crate::wire::entry::Entry>>(entries).map_err(super::found)?);
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

/// A program and its what-ifs in the compact form.
#[cfg(feature = "compact")]
#[wasm_bindgen(js_name = WasmCompact)]
pub struct Compact {
    core: std::rc::Rc<crate::Program>,
    made: crate::compact::Compact,
}

#[cfg(feature = "compact")]
#[wasm_bindgen(js_class = WasmCompact)]
impl Compact {
    /// Of a program and of scenarios of it, each under its label; throws `{code, message, help}`.
    pub fn of(
        program: &super::Program,
        labels: Vec<String>,
        scenarios: Vec<super::Program>,
    ) -> Result<Compact, JsValue> {
        let scenarios = scenarios.iter().map(|scenario| scenario.core.as_ref().clone());
        let made = crate::compact::Compact::new(&program.core, labels.into_iter().zip(scenarios).collect());
        Ok(Compact { core: program.core.clone(), made: made.map_err(|r| super::refused(&r))? })
    }

    /// What a storefront loads.
    pub fn bytes(&self) -> Vec<u8> {
        self.made.bytes().to_vec()
    }

    /// An account for orders of one day; throws `{findings}` or `{code, message, help}`.
    pub fn account(
        &self,
        state: &str,
        shared: &str,
        at: &str,
        invoiced: Option<String>,
        participant: Option<String>,
    ) -> Result<Vec<u8>, JsValue> {
        let state = self.core.account(state).map_err(super::found)?;
        let shared = self.core.shared(shared).map_err(super::found)?;
        let invoiced = invoiced.map(|day| super::engine::moment(&day)).transpose()?.map(crate::time::Moment::date);
        let visit =
            crate::compact::Visit { at: super::engine::moment(at)?, invoiced, participant: participant.as_deref() };
        self.made.account(&state, &shared, &visit).map_err(|r| super::refused(&r))
    }
}
