//! The whole engine: programs from documents, accounts from states.

use super::memory;
use crate::evaluate::{Cart, Input, Past, Plan, Record, Room, evaluate};
use crate::findings::Finding;
use crate::layout::layout;
use crate::ledger::{Prepared, Shared, State};
use crate::program::Program as Core;
use crate::refusal::Refusal;
use crate::time::Moment;
use crate::wire::show::{Show, shows, to_text};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Panics tell where they were before the instance stops.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

pub(super) fn to_js(value: &dyn Show) -> JsValue {
    // As text and by the host's own reader: a fraction of what making each object from here takes, in size and time.
    js_sys::JSON::parse(&to_text(value)).unwrap_or(JsValue::NULL)
}

pub(super) struct Failure {
    pub findings: Option<Vec<Finding>>,
    pub code: Option<&'static str>,
    pub message: Option<String>,
    pub help: Option<String>,
}

shows!(Failure {
    findings(skip_serializing_if = "Option::is_none"),
    code(skip_serializing_if = "Option::is_none"),
    message(skip_serializing_if = "Option::is_none"),
    help(skip_serializing_if = "Option::is_none"),
});

pub(super) fn found(findings: Vec<Finding>) -> JsValue {
    to_js(&Failure { findings: Some(findings), code: None, message: None, help: None })
}

pub(super) fn refused(refusal: &Refusal) -> JsValue {
    let code = Some(refusal.code().as_str());
    to_js(&Failure {
        findings: None,
        code,
        message: Some(refusal.message().to_owned()),
        help: Some(refusal.help().to_owned()),
    })
}

/// A civil time as text.
pub(super) fn moment(text: &str) -> Result<Moment, JsValue> {
    Moment::parse(text).ok_or_else(|| {
        to_js(&Failure {
            findings: None,
            code: Some("invalid-date"),
            message: Some("this is no civil time".to_owned()),
            help: Some("write it as 2026-03-31T23:59:59".to_owned()),
        })
    })
}

/// A compiled program.
#[wasm_bindgen(js_name = WasmProgram)]
pub struct Program {
    pub(super) core: Rc<Core>,
    /// Room that its previews share.
    room: Rc<RefCell<Room>>,
}

impl Program {
    fn new(core: Core) -> Program {
        Program { core: Rc::new(core), room: Rc::default() }
    }
}

#[wasm_bindgen(js_class = WasmProgram)]
impl Program {
    /// Compiles a document; throws `{findings}`.
    pub fn load(text: &str) -> Result<Program, JsValue> {
        Ok(Program::new(Core::read(text).map_err(found)?))
    }

    /// Everything found in a document.
    pub fn check(text: &str) -> JsValue {
        match Core::read(text) {
            Ok(program) => to_js(&program.findings()),
            Err(findings) => to_js(&findings),
        }
    }

    /// The document it was compiled from, as text: of a scenario the changed one.
    pub fn document(&self) -> String {
        self.core.text().to_owned()
    }

    /// Warnings.
    pub fn findings(&self) -> JsValue {
        to_js(&self.core.findings())
    }

    /// How carts are packed and results are laid out.
    pub fn layout(&self) -> JsValue {
        to_js(&layout(&self.core))
    }

    /// Reads an account's state and the shared one; throws `{findings}`.
    pub fn account(&self, state: &str, shared: &str) -> Result<Account, JsValue> {
        let state = self.core.account(state).map_err(found)?;
        let shared = self.core.shared(shared).map_err(found)?;
        Ok(Account::new(&self.core, &self.room, state, shared))
    }

    /// The program with changes; throws `{findings}`.
    pub fn scenario(&self, changes: &str) -> Result<Program, JsValue> {
        Ok(Program::new(self.core.scenario(changes).map_err(found)?))
    }
}

/// An account, resident.
#[wasm_bindgen(js_name = WasmAccount)]
pub struct Account {
    pub(super) core: Rc<Core>,
    pub(super) room: Rc<RefCell<Room>>,
    pub(super) state: State,
    pub(super) shared: Shared,
    /// The standing of the day that was last asked for.
    prepared: RefCell<Option<Ready>>,
}

/// A standing with the state it was read from.
struct Ready {
    prepared: Prepared,
    /// The state after the midnights that were due.
    advanced: State,
    budgets: Vec<i64>,
    plan: Plan,
}

#[wasm_bindgen(js_class = WasmAccount)]
impl Account {
    /// The account's revision.
    pub fn revision(&self) -> f64 {
        memory::number(self.state.revision())
    }

    /// The groups of pilots that it is in.
    pub fn pilots(&self) -> JsValue {
        to_js(&self.core.pilots(&self.state))
    }

    /// Whether an event with this id was posted.
    pub fn posted(&self, id: &str) -> bool {
        self.state.has_posted(id)
    }

    /// This account as a scenario of its program reads it.
    pub fn adopted(&self, scenario: &Program) -> Account {
        let state = scenario.core.adopt(&self.core, &self.state);
        Account::new(&scenario.core, &scenario.room, state, self.shared.clone())
    }
}

impl Account {
    pub(super) fn new(core: &Rc<Core>, room: &Rc<RefCell<Room>>, state: State, shared: Shared) -> Account {
        Account { core: Rc::clone(core), room: Rc::clone(room), state, shared, prepared: RefCell::default() }
    }

    /// Evaluates a cart on the standing of its day, which is read once and kept; gives the version.
    pub(super) fn run<R: Record>(&self, cart: &mut Cart, room: &mut Room, steps: &mut R) -> Result<usize, Refusal> {
        let (program, at, invoiced) = (self.core.as_ref(), cart.at, cart.invoiced);
        let mut slot = self.prepared.borrow_mut();
        let day = at.date();
        let fits = slot.as_ref().is_some_and(|r| r.prepared.day == day && r.prepared.invoiced == invoiced);
        let late = self.state.at.is_some_and(|booked| at < booked);
        if !fits || late {
            let (state, _) = program.advanced(&self.state, &self.shared, at)?;
            let version = program.version_on(day)?;
            program.is_member(&self.state, version)?;
            program.invoiced_in_force(version, invoiced)?;
            let prepared = program.prepare(&state, version, day, invoiced);
            let budgets = self.shared.left(program);
            *slot = Some(Ready { prepared, advanced: state, budgets, plan: Plan::default() });
        }
        let Some(Ready { prepared, advanced, budgets, plan }) = slot.as_mut() else { return Err(Refusal::overflow()) };
        prepared.standing.given_after = program.given_after(advanced, &self.shared, (cart, at), prepared, room)?;
        let input = Input {
            program,
            version: program.version(prepared.version)?,
            standing: &prepared.standing,
            past: Past::Live { counters: &advanced.counters, calendar: prepared.calendar, day },
            account: &advanced.who,
            activity: None,
            day,
            budgets,
            lines_only: false,
        };
        evaluate(&input, cart, room, plan, steps)?;
        if cart.paid_with_points != 0 {
            program.can_pay(advanced, prepared.version, day, (cart.paid_with_points, room.totals.net))?;
        }
        Ok(prepared.version)
    }
}
