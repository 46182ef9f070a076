//! The border to JavaScript: convert, call, convert.
//!
//! Documents, states and events come as text, through the one reader that native hosts use too. Cold results go out
//! as objects. A preview of an order goes through memory: JavaScript packs the order as numbers, names interned once,
//! and reads the steps back as numbers when somebody looks at them.

#[cfg(feature = "full")]
mod booking;
mod layout;
mod memory;
mod pack;
mod preview;
#[cfg(feature = "simulate")]
mod simulate;
#[cfg(not(feature = "full"))]
mod storefront;
#[cfg(any(feature = "books", feature = "checks"))]
mod tools;

use crate::evaluate::{Plan, Room};
use crate::findings::Finding;
use crate::ledger::{Prepared, Shared, State};
use crate::names::Sym;
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

fn to_js(value: &dyn Show) -> JsValue {
    // As text and by the host's own reader: a fraction of what making each object from here takes, in size and time.
    js_sys::JSON::parse(&to_text(value)).unwrap_or(JsValue::NULL)
}

struct Failure {
    findings: Option<Vec<Finding>>,
    code: Option<&'static str>,
    message: Option<String>,
    help: Option<String>,
}

shows!(Failure {
    findings(skip_serializing_if = "Option::is_none"),
    code(skip_serializing_if = "Option::is_none"),
    message(skip_serializing_if = "Option::is_none"),
    help(skip_serializing_if = "Option::is_none"),
});

fn found(findings: Vec<Finding>) -> JsValue {
    to_js(&Failure { findings: Some(findings), code: None, message: None, help: None })
}

fn refused(refusal: &Refusal) -> JsValue {
    let code = Some(refusal.code().as_str());
    to_js(&Failure {
        findings: None,
        code,
        message: Some(refusal.message().to_owned()),
        help: Some(refusal.help().to_owned()),
    })
}

/// A compiled program.
#[wasm_bindgen(js_name = WasmProgram)]
pub struct Program {
    core: Rc<Core>,
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
        to_js(&layout::layout(&self.core))
    }

    /// The number of a name; 0 past the bound on names.
    pub fn intern(&self, name: &str) -> u32 {
        self.core.names.intern(name).unwrap_or_default().0
    }

    /// The number of a kind of line, by the numbers of its attributes' values; none past the bound on kinds.
    pub fn kind(&self, values: &[u32]) -> Option<u32> {
        let values: Vec<Sym> = values.iter().map(|value| Sym(*value)).collect();
        self.core.names.kind(&values).map(|kind| kind.0)
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
    core: Rc<Core>,
    room: Rc<RefCell<Room>>,
    state: State,
    shared: Shared,
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

    /// Evaluates the packed order. Gives the place in memory where the numbers that come out start, in bytes; 0
    /// where it was refused, and `refusal` tells why.
    #[wasm_bindgen(js_name = previewPacked)]
    pub fn preview_packed(&self) -> usize {
        told(preview::preview(self))
    }

    /// Keeps the packed order in the engine; none where it was refused, and `refusal` tells why.
    pub fn hold(&self) -> Option<Cart> {
        match preview::Resident::hold(self) {
            Ok(resident) => Some(Cart { resident: RefCell::new(resident) }),
            Err(refusal) => {
                REFUSAL.set(refused(&refusal));
                None
            }
        }
    }
}

/// An order that stays in the engine.
#[wasm_bindgen(js_name = WasmCart)]
pub struct Cart {
    resident: RefCell<preview::Resident>,
}

#[wasm_bindgen(js_class = WasmCart)]
impl Cart {
    /// What the order gives more on another account. Gives the place of the numbers in memory, in bytes; 0 where it
    /// was refused, and `refusal` tells why.
    pub fn compare(&self, other: &Account) -> usize {
        told(self.resident.borrow_mut().compare(other))
    }
}

/// The place of the output; 0 and the refusal kept where there is none.
fn told(done: Result<(), Refusal>) -> usize {
    match done {
        Ok(()) => memory::output_at(),
        Err(refusal) => {
            REFUSAL.set(refused(&refusal));
            0
        }
    }
}

impl Account {
    fn new(core: &Rc<Core>, room: &Rc<RefCell<Room>>, state: State, shared: Shared) -> Account {
        Account { core: Rc::clone(core), room: Rc::clone(room), state, shared, prepared: RefCell::default() }
    }

    /// Runs `evaluate` on the standing of a day, read once and kept.
    fn ready<T>(
        &self,
        at: Moment,
        invoiced: crate::time::Date,
        evaluate: impl FnOnce(&State, &Prepared, &[i64], &mut Plan) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let mut slot = self.prepared.borrow_mut();
        let day = at.date();
        let fits = slot.as_ref().is_some_and(|r| r.prepared.day == day && r.prepared.invoiced == invoiced);
        let late = self.state.at.is_some_and(|booked| at < booked);
        if !fits || late {
            let (state, _) = self.core.advanced(&self.state, &self.shared, at)?;
            let version = self.core.version_on(day)?;
            self.core.is_member(&self.state, version)?;
            self.core.invoiced_in_force(version, invoiced)?;
            let prepared = self.core.prepare(&state, version, day, invoiced);
            let budgets = self.shared.left(&self.core);
            *slot = Some(Ready { prepared, advanced: state, budgets, plan: Plan::default() });
        }
        match slot.as_mut() {
            Some(Ready { prepared, advanced, budgets, plan }) => evaluate(advanced, prepared, budgets, plan),
            None => Err(Refusal::overflow()),
        }
    }
}

thread_local! {
    /// Why the last packed preview was refused.
    static REFUSAL: RefCell<JsValue> = const { RefCell::new(JsValue::NULL) };
}

/// Why the last packed preview was refused.
#[wasm_bindgen]
pub fn refusal() -> JsValue {
    REFUSAL.replace(JsValue::NULL)
}

/// The memory that orders are packed into.
#[wasm_bindgen(js_name = engineMemory)]
pub fn engine_memory() -> JsValue {
    wasm_bindgen::memory()
}
