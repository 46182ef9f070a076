//! Events from wire to what is evaluated: names interned, numbers in units, findings with their place.

use crate::amounts::{Decimal, DecimalError, ONE_UNIT, QUANTITY_PLACES};
use crate::compile::{BRAND, CATEGORY, SKU};
use crate::evaluate::{Act, Cart, CartLine};
use crate::findings::{Code, Finding, Findings, Path, did_you_mean};
use crate::names::Sym;
use crate::program::Program;
use crate::wire::activity::{self as parts, Order, OrderLine};
use crate::wire::decode::decode;
use crate::wire::event as wire;
use crate::wire::read_with;
use std::sync::Arc;

/// An event, read and resolved against a program.
#[derive(Debug, Clone)]
pub struct Event {
    pub(crate) wire: Arc<wire::Event>,
    pub(crate) body: Body,
}

/// What is evaluated.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    Order {
        cart: Cart,
        ids: Vec<Sym>,
    },
    Activity(Act),
    /// Goods that come back: what each line names, in millionths.
    Return(Vec<Back>),
    Other,
}

/// Goods of one line that come back.
#[derive(Debug, Clone)]
pub(crate) struct Back {
    pub line: Sym,
    pub sku: Sym,
    pub quantity: Option<i64>,
    pub unit_price: Option<i64>,
    pub category: Sym,
    pub brand: Sym,
    /// What a person calls it.
    pub name: String,
}

impl Event {
    /// The event as it was written.
    #[must_use]
    pub fn wire(&self) -> &wire::Event {
        &self.wire
    }
}

impl Program {
    /// Reads an event: `{"order": {...}}`, `{"activity": {...}}`, `{"return": {...}}` and so on.
    ///
    /// # Errors
    /// Everything that is wrong with the text, with its place.
    ///
    /// ```
    /// # let text = r#"{ "earnest": 1, "id": "club", "currency": "EUR", "timeZone": "UTC",
    /// #   "versions": [{ "from": "2026-01-01", "rules": [{ "id": "spend", "earn": { "points": 1, "per": "1.00" } }] }] }"#;
    /// let program = earnest::Program::read(text).unwrap();
    /// let event = program.event(r#"{ "order": { "id": "1", "at": "2026-03-01T10:00:00",
    ///     "lines": [{ "sku": "A", "quantity": 2, "unitPrice": "5.25" }] } }"#).unwrap();
    /// let outcome = program.preview(&program.fresh("acme"), &earnest::Shared::default(), &event).unwrap();
    /// assert_eq!(outcome.points["points"].units, 10);
    /// ```
    pub fn event(&self, text: &str) -> Result<Event, Vec<Finding>> {
        let (event, findings) = read_with(text, |value, path, findings| {
            let wire: wire::Event = decode(value, path, findings)?;
            self.resolve(Arc::new(wire), findings)
        });
        event.ok_or(findings)
    }

    pub(crate) fn resolve(&self, wire: Arc<wire::Event>, findings: &mut Findings) -> Option<Event> {
        let root = Path::ROOT;
        let body = match &*wire {
            wire::Event::Order(order) => {
                let path = root.key("order");
                let (cart, ids) = self.cart(order, &path, findings)?;
                Body::Order { cart, ids }
            }
            wire::Event::Activity(activity) => {
                let path = root.key("activity");
                let quantity = match activity.quantity {
                    Some(quantity) => number(quantity, QUANTITY_PLACES, &path.key("quantity"), findings)?,
                    None => ONE_UNIT,
                };
                let attribute = |name: &String| activity.attributes.get(name);
                let mut attributes = Vec::new();
                for name in &self.tables.activity_attributes {
                    let here = path.key("attributes");
                    attributes.push(attribute(name).map_or(Sym::NONE, |v| self.sym(v, &here, findings)));
                }
                let subject = activity.subject.as_deref();
                Body::Activity(Act {
                    kind: self.sym(&activity.r#type, &path.key("type"), findings),
                    subject: subject.map_or(Sym::NONE, |s| self.sym(s, &path.key("subject"), findings)),
                    quantity,
                    attributes,
                    spent: Vec::new(),
                    came: None,
                })
            }
            wire::Event::Return(back) => {
                let path = root.key("return");
                let mut list = Vec::new();
                for (index, line) in back.lines.iter().enumerate() {
                    let lines = path.key("lines");
                    list.push(self.back(line, &lines.index(index), findings));
                }
                if list.is_empty() && back.order.is_none() {
                    findings.error(
                        Code::MissingField,
                        &path,
                        "the return names neither an order nor lines",
                        "add \"order\" or \"lines\"",
                    );
                }
                if back.order.is_some() && back.partner.is_some() {
                    findings.error(
                        Code::Contradiction,
                        &path.key("partner"),
                        "the order itself says where it was placed",
                        "remove it, or name no order",
                    );
                }
                Body::Return(list.into_iter().collect::<Option<_>>()?)
            }
            wire::Event::Join(_) => Body::Activity(Act {
                kind: self.sym(crate::compile::JOINING, &root, findings),
                quantity: ONE_UNIT,
                attributes: vec![Sym::NONE; self.tables.activity_attributes.len()],
                ..Act::default()
            }),
            wire::Event::Opening(_)
            | wire::Event::Grant(_)
            | wire::Event::Use(_)
            | wire::Event::Enrol(_)
            | wire::Event::Pay(_)
            | wire::Event::Approve(_)
            | wire::Event::Reverse(_)
            | wire::Event::Redeem(_)
            | wire::Event::Confirm(_)
            | wire::Event::Cancel(_)
            | wire::Event::Adjust(_)
            | wire::Event::Transfer(_)
            | wire::Event::Credit(_)
            | wire::Event::Leave(_)
            | wire::Event::Erase(_)
            | wire::Event::Merge(_) => Body::Other,
        };
        if let Some(partner) = wire.partner()
            && !self.partners.iter().any(|known| known.text == partner)
        {
            let known: Vec<&str> = self.partners.iter().map(|known| known.text.as_str()).collect();
            let (message, help) = (format!("no partner is called '{partner}'"), did_you_mean(partner, &known));
            findings.error(Code::DanglingReference, &root.key(wire.kind()).key("partner"), message, help);
        }
        if wire.id().is_empty() {
            findings.error(Code::OutOfRange, &root, "the event has an empty id", "give it an id");
        }
        Some(Event { wire, body })
    }

    fn back(&self, line: &parts::ReturnLine, path: &Path<'_>, findings: &mut Findings) -> Option<Back> {
        let mut sym = |name: &Option<String>, key: &str| {
            name.as_deref().map_or(Sym::NONE, |n| self.sym(n, &path.key(key), findings))
        };
        let (id, sku) = (sym(&line.line, "line"), sym(&line.sku, "sku"));
        let (category, brand) = (sym(&line.category, "category"), sym(&line.brand, "brand"));
        if id == Sym::NONE && sku == Sym::NONE {
            findings.error(Code::MissingField, path, "the line names nothing", "add \"sku\" or \"line\"");
            return None;
        }
        let quantity = match line.quantity {
            Some(quantity) => Some(number(quantity, QUANTITY_PLACES, &path.key("quantity"), findings)?),
            None => None,
        };
        let unit_price = match line.unit_price {
            Some(price) => Some(number(price, QUANTITY_PLACES, &path.key("unitPrice"), findings)?),
            None => None,
        };
        let name = line.line.clone().or_else(|| line.sku.clone()).unwrap_or_default();
        Some(Back { line: id, sku, quantity, unit_price, category, brand, name })
    }

    /// An order as a cart.
    pub(crate) fn cart(&self, order: &Order, path: &Path<'_>, findings: &mut Findings) -> Option<(Cart, Vec<Sym>)> {
        let tables = &self.tables;
        let list = path.key("lines");
        if order.lines.is_empty() {
            findings.error(Code::MissingField, &list, "the order has no line", "add a line");
        }
        if order.lines.len() > crate::bounds::LINES {
            findings.error(
                Code::TooLarge,
                &list,
                format!("the order has {} lines", order.lines.len()),
                format!("split it: {} lines are the most", crate::bounds::LINES),
            );
            return None;
        }
        let stride = tables.line_attributes.len();
        let money = self.money_places;
        let mut cart = Cart {
            at: order.at,
            invoiced: order.invoiced.unwrap_or_else(|| order.at.date()),
            stride,
            attributes: vec![Sym::NONE; stride.saturating_mul(order.lines.len())],
            ..Cart::default()
        };
        let mut charge = |amount: Option<Decimal>, key: &str| match amount {
            Some(amount) => number(amount, money, &path.key(key), findings),
            None => Some(0),
        };
        cart.shipping = charge(order.shipping, "shipping")?;
        cart.paid_with_points = charge(order.paid_with_points, "paidWithPoints")?;
        let mut ids = Vec::new();
        let mut whole = true;
        for (at, line) in order.lines.iter().enumerate() {
            let here = list.index(at);
            match self.line(line, &here, findings) {
                Some(made) => cart.lines.push(made),
                None => whole = false,
            }
            let start = at.saturating_mul(stride);
            let fixed =
                [(SKU, &line.sku, "sku"), (CATEGORY, &line.category, "category"), (BRAND, &line.brand, "brand")];
            for (slot, name, key) in fixed {
                if let (Some(name), Some(cell)) =
                    (name, cart.attributes.get_mut(start.saturating_add(usize::from(slot))))
                {
                    *cell = self.sym(name, &here.key(key), findings);
                }
            }
            for (name, value) in &line.attributes {
                if fixed.iter().any(|(_, _, key)| key == name) {
                    let attributes = here.key("attributes");
                    findings.error(
                        Code::Contradiction,
                        &attributes.key(name),
                        format!("'{name}' is a field of the line itself"),
                        "write it beside \"quantity\", not among the attributes",
                    );
                    continue;
                }
                if let Some(slot) = tables.line_attributes.iter().position(|n| n == name)
                    && let Some(cell) = cart.attributes.get_mut(start.saturating_add(slot))
                {
                    *cell = self.sym(value, &here.key("attributes"), findings);
                }
            }
            for tag in &line.tags {
                cart.tags.push((at, self.sym(tag, &here.key("tags"), findings)));
            }
            for (name, amount) in &line.measures {
                let measures = here.key("measures");
                let amount = number(*amount, QUANTITY_PLACES, &measures.key(name), findings)?;
                if let Some(slot) =
                    tables.own_measures.iter().position(|n| n == name).and_then(|s| u16::try_from(s).ok())
                {
                    cart.measures.push((at, slot, amount));
                }
            }
            let id = line.id.as_ref().or(line.sku.as_ref());
            ids.push(id.map_or(Sym::NONE, |id| self.sym(id, &here.key("id"), findings)));
        }
        for name in &tables.order_attributes {
            let here = path.key("attributes");
            cart.order_attributes.push(order.attributes.get(name).map_or(Sym::NONE, |v| self.sym(v, &here, findings)));
        }
        for name in &tables.own_measures {
            let measures = path.key("measures");
            let amount = match order.measures.get(name) {
                Some(amount) => number(*amount, QUANTITY_PLACES, &measures.key(name), findings)?,
                None => 0,
            };
            cart.order_measures.push(amount);
        }
        whole.then_some((cart, ids))
    }

    fn line(&self, line: &OrderLine, path: &Path<'_>, findings: &mut Findings) -> Option<CartLine> {
        let money = self.money_places;
        let quantity = match line.quantity {
            Some(quantity) => number(quantity, QUANTITY_PLACES, &path.key("quantity"), findings)?,
            None => ONE_UNIT,
        };
        if quantity == 0 {
            findings.error(Code::OutOfRange, &path.key("quantity"), "the line has no quantity", "leave the line out");
            return None;
        }
        let unit_price = match line.unit_price {
            Some(price) => Some(number(price, QUANTITY_PLACES, &path.key("unitPrice"), findings)?),
            None => None,
        };
        let amount = match (line.amount, unit_price) {
            (Some(amount), _) => number(amount, money, &path.key("amount"), findings)?,
            (None, Some(price)) => match self.line_amount(quantity, price) {
                Some(amount) => amount,
                None => {
                    findings.error(
                        Code::TooLarge,
                        path,
                        "the line's amount is too large",
                        "look at quantity and price",
                    );
                    return None;
                }
            },
            (None, None) => {
                findings.error(Code::MissingField, path, "the line has no amount", "add \"unitPrice\", or \"amount\"");
                return None;
            }
        };
        let mut money_of = |number_of: Option<Decimal>, key: &str| match number_of {
            Some(amount) => number(amount, money, &path.key(key), findings),
            None => Some(0),
        };
        let own_discount = money_of(line.discount, "discount")?;
        let tax = money_of(line.tax, "tax")?;
        // What a line costs changes no award; net prices read it as it was written.
        money_of(line.cost, "cost")?;
        if own_discount > amount {
            findings.error(
                Code::OutOfRange,
                &path.key("discount"),
                "the line's discount is more than its amount",
                "write a discount up to the amount",
            );
            return None;
        }
        let unit_price = unit_price.filter(|_| line.amount.is_none());
        Some(CartLine {
            quantity,
            unit_price,
            gross: amount.saturating_sub(own_discount),
            own_discount,
            tax,
            net: 0,
            paid: 0,
        })
    }
}

/// A number that may not be negative, in units of `10^-places`.
fn number(decimal: Decimal, places: u8, path: &Path<'_>, findings: &mut Findings) -> Option<i64> {
    if decimal.is_negative() {
        findings.error(
            Code::OutOfRange,
            path,
            format!("'{decimal}' is negative"),
            "write a number from 0; goods that come back are a return",
        );
        return None;
    }
    match decimal.at(places) {
        Ok(units) => Some(units),
        Err(DecimalError::TooManyDigits) => {
            findings.error(
                Code::TooManyDigits,
                path,
                format!("'{decimal}' has more than {places} decimals"),
                "round it before it comes here",
            );
            None
        }
        Err(DecimalError::TooLarge | DecimalError::NotANumber) => {
            findings.error(Code::TooLarge, path, format!("'{decimal}' is too large"), "look for a slip of the pen");
            None
        }
    }
}
