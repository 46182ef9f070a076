//! What only a host that keeps accounts needs: posting, previews of any event, reasons, hints. A storefront does without.

use super::engine::moment;
use super::{Account, Program, found, refused, to_js};
use crate::wire::notices::NoticeTerms;
use crate::wire::read;
use wasm_bindgen::prelude::*;

/// What posting gives.
#[wasm_bindgen(js_name = WasmPosting)]
pub struct Posting {
    outcome: JsValue,
    entries: JsValue,
    onward: JsValue,
    shared: String,
    account: Option<Account>,
}

#[wasm_bindgen(js_class = WasmPosting)]
impl Posting {
    /// The outcome.
    #[wasm_bindgen(getter)]
    pub fn outcome(&self) -> JsValue {
        self.outcome.clone()
    }
    /// The entries.
    #[wasm_bindgen(getter)]
    pub fn entries(&self) -> JsValue {
        self.entries.clone()
    }
    /// What other accounts get.
    #[wasm_bindgen(getter)]
    pub fn onward(&self) -> JsValue {
        self.onward.clone()
    }
    /// The shared state after it, as text.
    #[wasm_bindgen(getter)]
    pub fn shared(&self) -> String {
        self.shared.clone()
    }
    /// The account after it; once.
    #[wasm_bindgen(js_name = takeAccount)]
    pub fn take_account(mut self) -> Option<Account> {
        self.account.take()
    }
}

#[wasm_bindgen(js_class = WasmAccount)]
impl Account {
    /// The state, as text to store.
    pub fn state(&self) -> String {
        self.state.to_json(&self.core)
    }

    fn event(&self, text: &str) -> Result<crate::Event, JsValue> {
        self.core.event(text).map_err(found)
    }

    /// Previews any event; throws `{findings}` or `{code, message, help}`.
    pub fn preview(&self, event: &str) -> Result<JsValue, JsValue> {
        let event = self.event(event)?;
        let outcome = self.core.preview(&self.state, &self.shared, &event).map_err(|r| refused(&r))?;
        Ok(to_js(&outcome))
    }

    /// Why rules did not pay.
    pub fn unpaid(&self, event: &str) -> Result<JsValue, JsValue> {
        let event = self.event(event)?;
        Ok(to_js(&self.core.unpaid(&self.state, &self.shared, &event).map_err(|r| refused(&r))?))
    }

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

    /// The smallest additions that win more.
    pub fn hints(&self, event: &str) -> Result<JsValue, JsValue> {
        let event = self.event(event)?;
        Ok(to_js(&self.core.hints(&self.state, &self.shared, &event).map_err(|r| refused(&r))?))
    }

    /// One event with a scenario and without.
    #[wasm_bindgen(js_name = whatIf)]
    pub fn what_if(&self, scenario: &Program, event: &str) -> Result<JsValue, JsValue> {
        let event = self.event(event)?;
        let compared = self.core.what_if(&scenario.core, &self.state, &self.shared, &event);
        Ok(to_js(&compared.map_err(|r| refused(&r))?))
    }

    /// Books an event.
    pub fn post(&self, event: &str) -> Result<Posting, JsValue> {
        let event = self.event(event)?;
        let posted = self.core.post(&self.state, &self.shared, &event).map_err(|r| refused(&r))?;
        Ok(Posting {
            outcome: to_js(&posted.outcome),
            entries: to_js(&posted.entries),
            onward: to_js(&posted.onward),
            shared: posted.shared.to_json(),
            account: Some(Account::new(&self.core, &self.room, posted.state, posted.shared)),
        })
    }

    /// What a plan would have brought the account in its last twelve months.
    #[wasm_bindgen(js_name = planWorth)]
    pub fn plan_worth(&self, plan: &str, at: &str) -> Result<JsValue, JsValue> {
        let at = moment(at)?;
        Ok(to_js(&self.core.plan_worth(&self.state, plan, at).map_err(|r| refused(&r))?))
    }

    /// The ranking of a board over the period that holds a day.
    pub fn board(&self, board: &str, at: &str) -> Result<JsValue, JsValue> {
        let day = moment(at)?.date();
        Ok(to_js(&self.core.board(&self.shared, board, day, self.state.id()).map_err(|r| refused(&r))?))
    }

    /// What a board's winners get, to be posted on their accounts.
    #[wasm_bindgen(js_name = closeBoard)]
    pub fn close_board(&self, board: &str, day: &str, at: &str) -> Result<JsValue, JsValue> {
        let when = (moment(day)?.date(), moment(at)?);
        let closed = self.core.close_board(&self.shared, board, when, self.state.id());
        Ok(to_js(&closed.map_err(|r| refused(&r))?.1))
    }

    /// Runs the midnights due up to a civil time.
    pub fn advance(&self, to: &str) -> Result<Posting, JsValue> {
        let to = moment(to)?;
        let advanced = self.core.advance(&self.state, &self.shared, to).map_err(|r| refused(&r))?;
        let account = Account::new(&self.core, &self.room, advanced.state, self.shared.clone());
        Ok(Posting {
            outcome: JsValue::NULL,
            entries: to_js(&advanced.entries),
            onward: to_js(&advanced.onward),
            shared: self.shared.to_json(),
            account: Some(account),
        })
    }
}
