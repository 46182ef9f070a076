//! The border to JavaScript: convert, call, convert.
//!
//! Documents, states and events come as text, through the one reader that native hosts use too. Cold results go out
//! as objects. A preview of an order goes through memory: JavaScript packs the order as numbers, names interned once,
//! and reads the steps back as numbers when somebody looks at them. A storefront has that part alone, on programs and
//! accounts in their compact form.

#[cfg(feature = "full")]
mod booking;
#[cfg(feature = "full")]
mod engine;
mod memory;
mod pack;
mod preview;
#[cfg(feature = "simulate")]
mod simulate;
#[cfg(not(feature = "full"))]
mod storefront;
#[cfg(any(feature = "books", feature = "checks", feature = "compact"))]
mod tools;

#[cfg(feature = "full")]
use engine::{Account, Program, found, refused, to_js};
#[cfg(not(feature = "full"))]
use storefront::{Account, Program, refused};

use crate::names::Sym;
use crate::refusal::Refusal;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(js_class = WasmProgram)]
impl Program {
    /// The number of a name; 0 past the bound on names.
    pub fn intern(&self, name: &str) -> u32 {
        self.core.names.intern(name).unwrap_or_default().0
    }

    /// The number of a kind of line, by the numbers of its attributes' values; none past the bound on kinds.
    pub fn kind(&self, values: &[u32]) -> Option<u32> {
        let values: Vec<Sym> = values.iter().map(|value| Sym(*value)).collect();
        self.core.names.kind(&values).map(|kind| kind.0)
    }
}

#[wasm_bindgen(js_class = WasmAccount)]
impl Account {
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
