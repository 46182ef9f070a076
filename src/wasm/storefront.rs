//! Orders that cannot go as numbers, where nothing but previews is on board: they come as text and are told as numbers.

use super::memory::{OUTPUT, STEPS, output_at};
use super::preview::Resident;
use super::{Account, Cart, found, pack, refused};
use crate::evaluate::Record;
use crate::event::{Body, Event};
use crate::wire::activity::Order;
use crate::wire::decode::decode;
use crate::wire::{event, read_with};
use std::cell::RefCell;
use std::sync::Arc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(js_class = WasmAccount)]
impl Account {
    fn order(&self, text: &str) -> Result<Event, JsValue> {
        let (event, findings) = read_with(text, |value, path, findings| {
            let order: Order = decode(value, path, findings)?;
            self.core.resolve(Arc::new(event::Event::Order(order)), findings)
        });
        event.ok_or_else(|| found(findings))
    }

    /// Evaluates an order as text. Gives the place of the numbers in memory, in bytes; throws `{findings}` or `{code}`.
    #[wasm_bindgen(js_name = previewText)]
    pub fn preview_text(&self, order: &str) -> Result<usize, JsValue> {
        let (event, mut room) = (self.order(order)?, self.room.borrow_mut());
        let draft = self.core.evaluated(&self.state, &self.shared, &event, &mut room).map_err(|r| refused(&r))?;
        STEPS.with_borrow_mut(|steps| {
            steps.len = 0;
            draft.steps.iter().for_each(|step| steps.step(*step));
            OUTPUT.with_borrow_mut(|out| {
                pack::outcome(&self.core, draft.version, &draft.cart, &draft.totals, steps, out);
            });
        });
        Ok(output_at())
    }

    /// Keeps an order as text in the engine.
    #[wasm_bindgen(js_name = holdText)]
    pub fn hold_text(&self, order: &str) -> Result<Option<Cart>, JsValue> {
        let Body::Order { mut cart, .. } = self.order(order)?.body else { return Ok(None) };
        cart.find_kinds(&self.core.names).map_err(|r| refused(&r))?;
        let resident = Resident::keep(self, cart).map_err(|r| refused(&r))?;
        Ok(Some(Cart { resident: RefCell::new(resident) }))
    }
}
