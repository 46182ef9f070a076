//! A storefront: programs and accounts come in their compact form, orders as numbers, and nothing is booked.

use super::memory;
use crate::compact::{OnDay, Set, Unreadable};
use crate::evaluate::{Cart, Input, Past, Plan, Record, Room, evaluate};
use crate::program::{Paying, Program as Core};
use crate::refusal::{Refusal, RefusalCode};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

fn unreadable(why: Unreadable) -> JsValue {
    JsValue::from_str(why.as_str())
}

/// A refusal is its code.
pub(super) fn refused(refusal: &Refusal) -> JsValue {
    JsValue::from_str(refusal.code().as_str())
}

/// A program, or a what-if beside it.
#[wasm_bindgen(js_name = WasmProgram)]
pub struct Program {
    set: Rc<Set>,
    at: usize,
    pub(super) core: Rc<Core>,
    /// Room that its previews share.
    room: Rc<RefCell<Room>>,
}

#[wasm_bindgen(js_class = WasmProgram)]
impl Program {
    /// Reads a compact form; throws why it cannot.
    pub fn load(bytes: &[u8]) -> Result<Program, JsValue> {
        let set = Rc::new(Set::read(bytes).map_err(unreadable)?);
        Program::of(&set, 0).ok_or_else(|| unreadable(Unreadable::Damaged))
    }

    fn of(set: &Rc<Set>, at: usize) -> Option<Program> {
        let core = Rc::clone(&set.programs.get(at)?.program);
        Some(Program { set: Rc::clone(set), at, core, room: Rc::default() })
    }

    /// One of its what-ifs.
    #[wasm_bindgen(js_name = whatIf)]
    pub fn what_if(&self, label: &str) -> Option<Program> {
        let at = self.set.programs.iter().skip(1).position(|one| one.label == label)?;
        Program::of(&self.set, at.saturating_add(1))
    }

    /// How carts are packed and results are laid out, as JSON.
    pub fn layout(&self) -> String {
        self.set.programs.get(self.at).map(|one| one.layout.clone()).unwrap_or_default()
    }

    /// Reads an account's compact form; throws why it cannot.
    pub fn account(&self, bytes: &[u8]) -> Result<Account, JsValue> {
        let day = Rc::new(self.set.account(bytes).map_err(unreadable)?);
        Ok(self.with(&day))
    }

    fn with(&self, day: &Rc<OnDay>) -> Account {
        let (core, room) = (Rc::clone(&self.core), Rc::clone(&self.room));
        Account { core, room, day: Rc::clone(day), at: self.at, plan: RefCell::default() }
    }
}

/// An account on one day.
#[wasm_bindgen(js_name = WasmAccount)]
pub struct Account {
    pub(super) core: Rc<Core>,
    pub(super) room: Rc<RefCell<Room>>,
    day: Rc<OnDay>,
    at: usize,
    plan: RefCell<Plan>,
}

#[wasm_bindgen(js_class = WasmAccount)]
impl Account {
    /// The account's revision.
    pub fn revision(&self) -> f64 {
        memory::number(self.day.revision)
    }

    /// The groups of pilots that it is in, as JSON.
    pub fn pilots(&self) -> String {
        self.day.pilots.clone()
    }

    /// The person whose orders it was read for.
    pub fn participant(&self) -> String {
        self.day.participant.clone()
    }

    /// This account as a what-if of its program reads it.
    pub fn adopted(&self, what_if: &Program) -> Account {
        what_if.with(&self.day)
    }
}

impl Account {
    /// Evaluates a cart; gives the version.
    pub(super) fn run<R: Record>(&self, cart: &mut Cart, room: &mut Room, steps: &mut R) -> Result<usize, Refusal> {
        let (program, day) = (self.core.as_ref(), self.day.as_ref());
        day.fits(cart.at, cart.invoiced)?;
        let Some((place, noted)) = day.places.get(self.at) else { return Err(Refusal::overflow()) };
        let input = Input {
            program,
            version: program.version(place.version)?,
            standing: &place.standing,
            past: Past::Noted(noted),
            account: &place.who,
            activity: None,
            day: cart.at.date(),
            budgets: &place.budgets,
            lines_only: false,
        };
        evaluate(&input, cart, room, &mut self.plan.borrow_mut(), steps)?;
        if let Some(spend) = program.spend.as_ref().filter(|_| cart.paid_with_points > 0) {
            let code = match spend.pays(cart.paid_with_points, room.totals.net)? {
                Paying::Points(_) if place.suspended => RefusalCode::Suspended,
                Paying::Points(points) if points <= place.points => return Ok(place.version),
                Paying::Points(_) => RefusalCode::NotEnough,
                Paying::TooMuch(_) | Paying::NoSuch => RefusalCode::CannotPay,
            };
            return Err(Refusal::new(code, "points cannot pay that", "pay otherwise"));
        }
        Ok(place.version)
    }
}
