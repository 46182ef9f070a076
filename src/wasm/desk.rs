//! What an operator asks about accounts, and a shop does not.

use super::engine::moment;
use super::{Account, found, refused, to_js};
use crate::wire::notices::NoticeTerms;
use crate::wire::read;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(js_class = WasmAccount)]
impl Account {
    /// What the lines of an order really cost.
    #[wasm_bindgen(js_name = netPrices)]
    pub fn net_prices(&self, event: &str) -> Result<JsValue, JsValue> {
        let event = self.event(event)?;
        Ok(to_js(&self.core.net_prices(&self.state, &self.shared, &event).map_err(|r| refused(&r))?))
    }

    /// What the account may want to be told at a civil time.
    pub fn notices(&self, at: &str, terms: &str) -> Result<JsValue, JsValue> {
        let terms: NoticeTerms = read(terms).map_err(found)?;
        let notices = self.core.notices(&self.state, &self.shared, moment(at)?, &terms);
        Ok(to_js(&notices.map_err(|r| refused(&r))?))
    }

    /// What has accrued by a civil time and is not settled.
    pub fn accrued(&self, at: &str) -> Result<JsValue, JsValue> {
        Ok(to_js(&self.core.accrued(&self.state, &self.shared, moment(at)?).map_err(|r| refused(&r))?))
    }

    /// What a plan would have brought the account in its last twelve months.
    #[wasm_bindgen(js_name = planWorth)]
    pub fn plan_worth(&self, plan: &str, at: &str) -> Result<JsValue, JsValue> {
        let at = moment(at)?;
        Ok(to_js(&self.core.plan_worth(&self.state, plan, at).map_err(|r| refused(&r))?))
    }
}
