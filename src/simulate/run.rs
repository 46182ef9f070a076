//! Running a book: which orders come when, and each as an event of its account.

use super::book::{Book, Order, index};
use super::closed::Closed;
use super::tally::{Live, Sums};
use crate::compile::{BRAND, CATEGORY, SKU};
use crate::evaluate::{CartLine, Room};
use crate::event::{Back, Body, Event};
use crate::ledger::{Booking, Draft, Shared};
use crate::map::Map;
use crate::names::{Kind, Kinds, Sym};
use crate::program::Program;
use crate::refusal::{OrOverflow, Refusal};
use crate::time::{Date, Moment};
use crate::wire::activity::{Order as WireOrder, Return};
use crate::wire::event::Event as Wire;
use crate::wire::simulate::{SimulateOptions, Tally};
use std::sync::Arc;

/// A book on its way through a program.
///
/// ```
/// use earnest::simulate::{Book, Columns, Rows, Simulation};
/// use earnest::wire::simulate::SimulateOptions;
/// # let text = r#"{ "earnest": 1, "id": "club", "currency": "EUR", "timeZone": "UTC",
/// #   "versions": [{ "from": "1970-01-01", "rules": [{ "id": "spend", "earn": { "points": 1, "per": "1.00" } }] }] }"#;
/// # let program = earnest::Program::read(text).unwrap();
/// let mut book = Book::new(Columns { line: vec!["sku".into()], ..Columns::default() });
/// let (acme, order, nut) = (book.name("acme").unwrap(), book.name("1").unwrap(), book.name("nut").unwrap());
/// let rows = Rows {
///     accounts: &[acme], orders: &[order], at: &[0], quantities: &[20_000_000], prices: &[1_250_000],
///     line: &[&[nut]], ..Rows::default()
/// };
/// book.add(&rows).unwrap();
/// let mut simulation = Simulation::new(program, &book.close(), &SimulateOptions::default());
/// while !simulation.run(1000).unwrap() {}
/// let tally = simulation.tally();
/// assert_eq!(tally.orders, 1);
/// assert_eq!(tally.booked[0].amount, 25);
/// ```
#[derive(Debug)]
pub struct Simulation {
    program: Program,
    book: Arc<Book>,
    until: Moment,
    /// Orders by the sequence in which they come.
    sequence: Vec<u32>,
    next: usize,
    /// Accounts by their place in the book, while they are at work.
    live: Vec<Option<Box<Live>>>,
    /// Whether accounts share anything: then all of them go on together, in the order of time.
    together: bool,
    shared: Shared,
    room: Room,
    goods: Known,
    told: Known,
    /// By measure of the book, its place among the program's.
    measures: Vec<Option<usize>>,
    /// The draft and the wire form of the order before, for their room.
    spare: Draft,
    wire: Arc<Wire>,
    sums: Sums,
}

/// What the book tells of its goods, or of its orders, as the program knows it.
#[derive(Debug, Default)]
struct Known {
    /// Where the program's attributes stand among the book's columns.
    columns: Vec<Option<usize>>,
    /// By the book's kind: the program's kind, and its values.
    known: Vec<Option<(Kind, Vec<Sym>)>>,
}

impl Simulation {
    /// Gets a book ready for a program; [`Simulation::run`] does the work.
    #[must_use]
    pub fn new(program: Program, book: &Closed, options: &SimulateOptions) -> Simulation {
        let Closed { book, sequence } = book.clone();
        let together = program.couples_accounts();
        let until = options.until.or_else(|| year_end(book.last_day()?)).unwrap_or_default();
        // Accounts that share anything cannot be parted: the first part has them all.
        let (part, parts) = (options.part.unwrap_or(0), options.parts.unwrap_or(1).max(1));
        let mine = |order: &Order| {
            if together { part == 0 } else { order.account.checked_rem(parts) == Some(part) }
        };
        let order = |place: &u32| book.list.get(index(*place));
        let mut sequence: Vec<u32> = sequence.iter().copied().filter(|place| order(place).is_some_and(mine)).collect();
        if together {
            // Where two come at the same time, the one that the book told first.
            sequence.sort_unstable();
            let at = |place: &u32| order(place).map(|order| order.at);
            if !sequence.is_sorted_by_key(at) {
                sequence.sort_by_key(at);
            }
        }
        let place_of = |columns: &[String], names: &[String]| -> Vec<Option<usize>> {
            names.iter().map(|name| columns.iter().position(|column| column == name)).collect()
        };
        let known =
            |columns: &[String], names: &[String]| Known { columns: place_of(columns, names), known: Vec::new() };
        let goods = known(&book.columns.line, &program.tables.line_attributes);
        let told = known(&book.columns.order, &program.tables.order_attributes);
        let measures = place_of(&program.tables.own_measures, &book.columns.measures);
        let live = (0..book.accounts.len()).map(|_| None).collect();
        Simulation {
            until: until.plus_days(1).midnight(),
            sequence,
            next: 0,
            live,
            together,
            shared: Shared::default(),
            room: Room::default(),
            goods,
            told,
            measures,
            spare: Draft::default(),
            wire: Arc::new(Wire::Order(WireOrder::default())),
            sums: Sums::default(),
            program,
            book,
        }
    }

    /// How many orders and returns are done, and how many there are.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.next, self.sequence.len())
    }

    /// Goes on for so many orders; true where all are done.
    ///
    /// # Errors
    /// An amount passes what can be held exactly. What the program refuses of an order is no error: it is tallied.
    pub fn run(&mut self, orders: usize) -> Result<bool, Refusal> {
        let end = self.next.saturating_add(orders).min(self.sequence.len());
        while self.next < end {
            let account = |at: usize| {
                let place = self.sequence.get(at).copied()?;
                self.book.list.get(index(place)).map(|order| index(order.account))
            };
            let (now, then) = (account(self.next), account(self.next.saturating_add(1)));
            if let Some(place) = self.sequence.get(self.next).copied() {
                self.order(place)?;
            }
            self.next = self.next.saturating_add(1);
            if let Some(now) = now
                && !self.together
                && then != Some(now)
            {
                self.finish(now)?;
            }
        }
        if self.next < self.sequence.len() {
            return Ok(false);
        }
        for at in 0..self.live.len() {
            self.finish(at)?;
        }
        Ok(true)
    }

    /// What it has come to so far.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let drawn = self.shared.drawn.iter().map(|(id, amount)| (id.clone(), *amount));
        self.sums.told(&self.program, drawn.collect())
    }

    /// Evaluates and books an order.
    fn order(&mut self, place: u32) -> Result<(), Refusal> {
        let book = Arc::clone(&self.book);
        let Some(order) = book.list.get(index(place)) else { return Ok(()) };
        let account = book.accounts.get(index(order.account)).copied().unwrap_or_default();
        let Some(slot) = self.live.get_mut(index(order.account)) else { return Ok(()) };
        let mut live = slot.take().unwrap_or_else(|| {
            let returns = book.returning.get(index(order.account)).copied().unwrap_or(true);
            Box::new(Live::new(&self.program, &book, account, returns))
        });
        self.profile(&book, order, &mut live)?;
        self.post(&book, place, order, &mut live)?;
        if let Some(slot) = self.live.get_mut(index(order.account)) {
            *slot = Some(live);
        }
        Ok(())
    }

    /// Evaluates and books one order on its account.
    fn post(&mut self, book: &Book, place: u32, order: &Order, live: &mut Live) -> Result<(), Refusal> {
        let mut event = match self.event(book, place, order, live.state.unrecorded) {
            Ok(event) => event,
            Err(refusal) => {
                self.sums.refuse(&refusal, order.lines);
                return Ok(());
            }
        };
        let (program, shared, room) = (&self.program, &mut self.shared, &mut self.room);
        let draft = &mut self.spare;
        draft.empty();
        // Orders of a book have ids of their own.
        program.bring(&mut live.state, shared, order.at, &mut draft.booking)?;
        // Its midnights are run, also where the order is refused.
        live.state.at = live.state.at.map(|_| order.at);
        let refused = match program.evaluated_on(&mut live.state, shared, &mut event, draft, room) {
            Ok(()) => {
                let due = draft.booking.movements.len();
                // A return looks at what was there before, and may be refused on the way.
                draft.before = order.back.then(|| Box::new(live.state.clone()));
                let shared_before = order.back.then(|| shared.clone());
                let booked = program.booked_on(&mut live.state, shared, draft, &event, room);
                match (booked, draft.before.take().zip(shared_before)) {
                    (Ok(()), _) => return self.sums.event(program, live, draft, (order.back, order.lines)),
                    (Err(refusal), Some(before)) => {
                        (live.state, *shared) = (*before.0, before.1);
                        draft.booking.movements.truncate(due);
                        self.sums.booking(program, live, &draft.booking.movements)?;
                        refusal
                    }
                    (Err(refusal), None) => return Err(refusal),
                }
            }
            Err(refusal) => {
                self.sums.booking(program, live, &draft.booking.movements)?;
                refusal
            }
        };
        self.sums.refuse(&refused, order.lines);
        Ok(())
    }

    /// Tells the account's attributes where they have changed.
    fn profile(&self, book: &Book, order: &Order, live: &mut Live) -> Result<(), Refusal> {
        if live.profile == Some(order.profile) {
            return Ok(());
        }
        live.profile = Some(order.profile);
        let mut attributes = Map::new();
        for (name, text) in book.columns.account.iter().zip(book.told_texts(order.profile)) {
            if let Some(text) = text {
                attributes.insert(name.clone(), text.to_string());
            }
        }
        if !attributes.is_empty() || !live.state.attributes.is_empty() {
            live.state = self.program.with_attributes(&live.state, attributes).map_err(|_| Refusal::overflow())?;
        }
        Ok(())
    }

    /// An order as an event.
    fn event(&mut self, book: &Book, place: u32, order: &Order, nameless: bool) -> Result<Event, Refusal> {
        // What never comes back is never asked for by its id.
        let id = if nameless { String::new() } else { Book::id_of(order) };
        let lines = index(order.first)..index(order.first.saturating_add(order.lines));
        let goods = book.kinds.get(lines.clone()).unwrap_or(&[]);
        let prices = book.prices.get(lines.clone()).unwrap_or(&[]);
        let numbers = book.quantities.get(lines.clone()).unwrap_or(&[]).iter().zip(prices);
        if order.back {
            let mut back = Vec::with_capacity(goods.len());
            for (kind, (quantity, price)) in goods.iter().zip(numbers) {
                let (_, values) = self.goods.of(&self.program, book, &book.goods, *kind)?;
                let value = |slot: u16| values.get(usize::from(slot)).copied().unwrap_or_default();
                let name = self.program.names.text(value(SKU)).map(|text| text.to_string()).unwrap_or_default();
                back.push(Back {
                    line: Sym::NONE,
                    sku: value(SKU),
                    quantity: Some(*quantity),
                    unit_price: Some(*price),
                    category: value(CATEGORY),
                    brand: value(BRAND),
                    name,
                });
            }
            let wire = Return { id, at: order.at, ..Return::default() };
            return Ok(Event { wire: Arc::new(Wire::Return(wire)), body: Body::Return(back) });
        }
        let tables = &self.program.tables;
        let (_, told) = self.told.of(&self.program, book, &book.told, order.own)?;
        let mut cart = std::mem::take(&mut self.spare.cart);
        cart.empty();
        (cart.invoiced, cart.stride) = (order.at.date(), tables.line_attributes.len());
        cart.order_attributes.extend_from_slice(told);
        cart.order_measures.resize(tables.own_measures.len(), 0);
        for (measure, amount) in book.measures_of(place) {
            let slot = self.measures.get(usize::from(measure)).copied().flatten();
            if let Some(to) = slot.and_then(|slot| cart.order_measures.get_mut(slot)) {
                *to = amount;
            }
        }
        // Lines are told apart on record, and nowhere else.
        let mut ids = Vec::with_capacity(if nameless { 0 } else { goods.len() });
        let discounts = book.discounts.get(lines).unwrap_or(&[]).iter().copied().chain(std::iter::repeat(0));
        for ((kind, (quantity, price)), own_discount) in goods.iter().zip(numbers).zip(discounts) {
            let amount = self.program.line_amount(*quantity, *price).or_overflow()?;
            let (quantity, unit_price) = (*quantity, Some(*price));
            let own_discount =
                self.program.line_amount(crate::amounts::ONE_UNIT, own_discount).or_overflow()?.min(amount);
            let gross = amount.saturating_sub(own_discount);
            cart.lines.push(CartLine { quantity, unit_price, gross, own_discount, tax: 0, net: 0, paid: 0 });
            let (kind, values) = self.goods.of(&self.program, book, &book.goods, *kind)?;
            cart.kinds.push(kind);
            cart.attributes.extend_from_slice(values);
            if !nameless {
                ids.push(values.get(usize::from(SKU)).copied().unwrap_or_default());
            }
        }
        match Arc::get_mut(&mut self.wire) {
            Some(Wire::Order(wire)) => (wire.id, wire.at) = (id, order.at),
            Some(_) | None => {
                let wire = WireOrder { id, at: order.at, ..WireOrder::default() };
                self.wire = Arc::new(Wire::Order(wire));
            }
        }
        Ok(Event { wire: Arc::clone(&self.wire), body: Body::Order { cart, ids } })
    }

    /// Brings an account to the end, and lets it go.
    fn finish(&mut self, at: usize) -> Result<(), Refusal> {
        let Some(mut live) = self.live.get_mut(at).and_then(Option::take) else { return Ok(()) };
        let mut to_next = Map::new();
        if let Some(booked) = live.state.at {
            // The last day is looked at before the midnight after it, while a period that ends with it is still there.
            let day = self.until.date().plus_days(-1).max(booked.date());
            self.bring(&mut live, day.midnight())?;
            to_next = self.program.to_next(&live.state, day)?;
            self.bring(&mut live, self.until)?;
        }
        self.sums.close(&self.program, *live, to_next)
    }

    /// Brings an account to a moment that it has not come to.
    fn bring(&mut self, live: &mut Live, to: Moment) -> Result<(), Refusal> {
        if live.state.at.is_some_and(|booked| booked < to) {
            let mut booking = Booking::default();
            self.program.bring(&mut live.state, &self.shared, to, &mut booking)?;
            live.state.at = Some(to);
            self.sums.booking(&self.program, live, &booking.movements)?;
        }
        Ok(())
    }
}

impl Known {
    /// The program's kind of what is one kind among `all` of the book, and the values that make it.
    fn of(&mut self, program: &Program, book: &Book, all: &Kinds, kind: Kind) -> Result<(Kind, &[Sym]), Refusal> {
        if self.known.len() <= kind.index() {
            self.known.resize(kind.index().saturating_add(1), None);
        }
        let slot = self.known.get_mut(kind.index()).or_overflow()?;
        if slot.is_none() {
            let texts = all.values(kind);
            let value = |column: &Option<usize>| {
                let text = column.and_then(|at| texts.get(at).copied()).and_then(|sym| book.names.text(sym));
                text.map_or(Some(Sym::NONE), |text| program.names.intern(&text))
            };
            let values: Vec<Sym> = self.columns.iter().map(value).collect::<Option<_>>().or_overflow()?;
            *slot = Some((program.names.kind(&values).or_overflow()?, values));
        }
        slot.as_ref().map(|(kind, values)| (*kind, values.as_slice())).or_overflow()
    }
}

impl Program {
    /// Whether what one account does can change what another gets: then accounts go on together, in the order of time.
    #[must_use]
    pub fn couples_accounts(&self) -> bool {
        let elsewhere = |version: &crate::program::Version| {
            let once = version.rules.iter().any(|rule| !rule.limits.once.is_empty());
            version.elsewhere || once || !version.boards.is_empty()
        };
        !self.tables.budgets.is_empty()
            || self.tables.counters.iter().any(|counter| counter.whose.is_shared())
            || self.versions.iter().any(elsewhere)
    }
}

/// The last day of the year that holds a day.
fn year_end(day: Date) -> Option<Date> {
    let (year, _, _) = day.parts();
    Date::new(year, 12, 31)
}
