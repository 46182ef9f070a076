//! Orders in and steps out as numbers in memory. Every number is whole and within 2^53, so a float carries it exactly.

use super::Account;
use crate::evaluate::{By, Cart, CartLine, Input, Past, Record, Room, Step, Totals, evaluate};
use crate::names::{Kind, Sym};
use crate::program::Program;
use crate::refusal::{Refusal, RefusalCode};
use crate::rule::award::Pay;
use crate::rule::scale::Scale;
use crate::time::{Date, Moment};
use crate::wire::result::StepKind;
use crate::wire::show::shows;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    static INPUT: RefCell<Vec<f64>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<Filled<f64>> = const { RefCell::new(Filled::new()) };
    static STEPS: RefCell<Steps> = const { RefCell::new(Filled::new()) };
    static CART: RefCell<Cart> = RefCell::default();
}

/// Where the input for `numbers` numbers starts in memory, in bytes.
#[wasm_bindgen(js_name = inputAt)]
pub fn input_at(numbers: usize) -> usize {
    INPUT.with(|input| {
        let mut input = input.borrow_mut();
        if input.len() < numbers {
            input.resize(numbers, 0.0);
        }
        input.as_ptr().addr()
    })
}

/// Where the output starts in memory, in bytes.
pub(super) fn output_at() -> usize {
    OUTPUT.with_borrow(Filled::at)
}

/// Room that grows and is filled anew each time, without a call for each thing that is put in.
struct Filled<T> {
    room: Vec<T>,
    len: usize,
}

impl<T: Copy> Filled<T> {
    const fn new() -> Filled<T> {
        Filled { room: Vec::new(), len: 0 }
    }

    #[inline(always)]
    fn put(&mut self, one: T) {
        match self.room.get_mut(self.len) {
            Some(slot) => *slot = one,
            None => self.grow(one),
        }
        self.len = self.len.wrapping_add(1);
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, one: T) {
        self.room.resize(self.len.saturating_mul(2).max(64), one);
    }

    fn at(&self) -> usize {
        self.room.as_ptr().addr()
    }
}

/// Steps as JavaScript reads them, two words each: what it is and its line, and the amount.
type Steps = Filled<[u64; 2]>;

/// The unit of a discount, among six bits.
const NO_UNIT: u16 = 63;

impl Record for Steps {
    #[inline(always)]
    fn step(&mut self, step: Step) {
        let by = match step.by {
            By::Rule(at) => at,
            // The complement of a unit is negative, and no rule.
            By::Currency(unit) => !u32::from(unit),
        };
        let kind = match step.kind {
            StepKind::Award => 0,
            StepKind::Multiplier => 1,
            StepKind::Cap => 2,
            StepKind::Rounding => 3,
            StepKind::Discount => 4,
            StepKind::Accrual => 5,
            StepKind::Return => 6,
        };
        let code = (by << 9) | (kind << 6) | u32::from(step.unit.min(NO_UNIT));
        let line = step.line.unwrap_or(u32::MAX);
        self.put([(u64::from(line) << 32) | u64::from(code), number(step.amount).to_bits()]);
    }
}

/// Where steps go that nobody reads.
struct Nowhere;

impl Record for Nowhere {
    #[inline(always)]
    fn step(&mut self, _: Step) {}
}

/// A whole number as JavaScript holds it.
#[expect(clippy::cast_precision_loss, reason = "amounts are kept within 2^53, where floats are exact")]
#[expect(clippy::as_conversions, reason = "there is no From for it")]
#[inline]
pub(super) fn number(units: i64) -> f64 {
    units as f64
}

#[expect(clippy::cast_possible_truncation, reason = "JavaScript packs whole numbers within 2^53")]
#[expect(clippy::as_conversions, reason = "there is no From for it")]
#[inline]
fn whole(number: f64) -> i64 {
    number as i64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a name's number")]
#[expect(clippy::as_conversions, reason = "there is no From for it")]
#[inline]
fn sym(number: f64) -> Sym {
    Sym(number as u32)
}

/// How carts are packed and results are laid out, told once for each program.
pub(super) struct Layout<'p> {
    id: &'p str,
    money_places: u8,
    line_attributes: &'p [String],
    order_attributes: &'p [String],
    own_measures: &'p [String],
    units: Vec<UnitLayout<'p>>,
    counters: Vec<&'p str>,
    budgets: Vec<&'p str>,
    versions: Vec<VersionLayout<'p>>,
}

struct UnitLayout<'p> {
    id: &'p str,
    decimals: u8,
    points: bool,
}

struct VersionLayout<'p> {
    from: Date,
    rules: Vec<RuleLayout<'p>>,
    ladders: Vec<LadderLayout<'p>>,
}

struct RuleLayout<'p> {
    id: &'p str,
    name: Option<&'p str>,
    promotion: bool,
    /// Decimals of what a period's rule counts.
    places: Option<u8>,
    kind: Option<&'p str>,
}

struct LadderLayout<'p> {
    id: &'p str,
    name: Option<&'p str>,
    levels: Vec<NamedLayout<'p>>,
    metrics: Vec<MetricLayout<'p>>,
}

struct NamedLayout<'p> {
    id: &'p str,
    name: Option<&'p str>,
}

struct MetricLayout<'p> {
    id: &'p str,
    name: Option<&'p str>,
    places: u8,
    money: bool,
}

shows!(Layout<'p> { id(), money_places(), line_attributes(), order_attributes(), own_measures(), units(), counters(), budgets(), versions(), });
shows!(UnitLayout<'p> { id(), decimals(), points(), });
shows!(VersionLayout<'p> { from(), rules(), ladders(), });
shows!(RuleLayout<'p> { id(), name(), promotion(), places(), kind(), });
shows!(LadderLayout<'p> { id(), name(), levels(), metrics(), });
shows!(NamedLayout<'p> { id(), name(), });
shows!(MetricLayout<'p> { id(), name(), places(), money(), });

pub(super) fn layout(program: &Program) -> Layout<'_> {
    let tables = &program.tables;
    let versions = program.versions.iter().map(|version| VersionLayout {
        from: version.from,
        rules: version
            .rules
            .iter()
            .map(|rule| {
                let period = match &rule.pay {
                    Pay::Period(pay) => Some((program.places_of(pay.what), program.unit_id(usize::from(pay.unit)))),
                    Pay::Award(_) | Pay::Multiplier(_) | Pay::Discount(_) => None,
                };
                RuleLayout {
                    id: &rule.text,
                    name: rule.name.as_deref(),
                    promotion: rule.promotion,
                    places: period.map(|(places, _)| places),
                    kind: period.map(|(_, kind)| kind),
                }
            })
            .collect(),
        ladders: version
            .ladders
            .iter()
            .map(|ladder| LadderLayout {
                id: &ladder.text,
                name: ladder.name.as_deref(),
                levels: ladder.levels.iter().map(|l| NamedLayout { id: &l.text, name: l.name.as_deref() }).collect(),
                metrics: ladder
                    .metrics
                    .iter()
                    .map(|m| MetricLayout {
                        id: &m.text,
                        name: m.name.as_deref(),
                        places: m.places,
                        money: m.what == crate::rule::measure::What::Amount,
                    })
                    .collect(),
            })
            .collect(),
    });
    Layout {
        id: program.id(),
        money_places: program.money_places,
        line_attributes: &tables.line_attributes,
        order_attributes: &tables.order_attributes,
        own_measures: &tables.own_measures,
        units: tables
            .units
            .iter()
            .map(|u| UnitLayout { id: &u.id, decimals: u.decimals, points: u.is_points })
            .collect(),
        counters: program.counters().collect(),
        budgets: tables.budgets.iter().map(|(id, _)| id.as_str()).collect(),
        versions: versions.collect(),
    }
}

/// Reads the packed order into `cart`: see `pack.js` for the order of the numbers.
fn unpack(program: &Program, input: &[f64], cart: &mut Cart) -> Option<()> {
    let mut rest = input.iter();
    let mut next = || rest.next().copied();
    cart.at = Moment::from_seconds(whole(next()?));
    let invoiced = whole(next()?);
    cart.invoiced = if invoiced == i64::MIN { cart.at.date() } else { Date::from_days(i32::try_from(invoiced).ok()?) };
    let lines = usize::try_from(whole(next()?)).ok().filter(|n| (1..=crate::bounds::LINES).contains(n))?;
    cart.shipping = whole(next()?);
    cart.paid_with_points = whole(next()?);
    cart.order_attributes.clear();
    for _ in 0..program.tables.order_attributes.len() {
        cart.order_attributes.push(sym(next()?));
    }
    cart.order_measures.clear();
    for _ in 0..program.tables.own_measures.len() {
        cart.order_measures.push(whole(next()?));
    }
    cart.stride = program.tables.line_attributes.len();
    // Room for all of them at once: no call for each.
    cart.lines.resize(lines, CartLine::default());
    cart.kinds.resize(lines, Kind::default());
    let packed = rest.as_slice().get(..lines.checked_mul(LINE)?)?.chunks_exact(LINE);
    for (line, (to, kind_of)) in packed.zip(cart.lines.iter_mut().zip(&mut cart.kinds)) {
        let [kind, quantity, unit_price, amount, own_discount, tax] = line else { return None };
        let (quantity, own_discount, tax) = (whole(*quantity), whole(*own_discount), whole(*tax));
        let unit_price = (*unit_price >= 0.0).then(|| whole(*unit_price));
        let gross = whole(*amount).checked_sub(own_discount)?;
        *kind_of = Kind(sym(*kind).0);
        *to = CartLine { quantity, unit_price, gross, own_discount, tax, net: gross, paid: 0 };
    }
    cart.attributes.resize(lines.checked_mul(cart.stride)?, Sym::NONE);
    program.names.values_of(&cart.kinds, cart.stride, &mut cart.attributes)
}

/// Numbers of a packed line.
const LINE: usize = 6;

fn unreadable() -> Refusal {
    Refusal::new(RefusalCode::EmptyOrder, "the order could not be read", "post it to see why")
}

/// Evaluates a cart on an account.
fn run<R: Record>(account: &Account, cart: &mut Cart, room: &mut Room, steps: &mut R) -> Result<usize, Refusal> {
    let program = account.core.as_ref();
    let (at, invoiced) = (cart.at, cart.invoiced);
    account.ready(at, invoiced, |state, prepared, budgets, plan| {
        let input = Input {
            program,
            version: program.version(prepared.version)?,
            standing: &prepared.standing,
            past: Past::Live { counters: &state.counters, calendar: prepared.calendar, day: prepared.day },
            account: &state.who,
            activity: None,
            day: prepared.day,
            budgets,
            lines_only: false,
        };
        evaluate(&input, cart, room, plan, steps)?;
        Ok(prepared.version)
    })
}

/// Evaluates the packed order and packs what comes out.
pub(super) fn preview(account: &Account) -> Result<(), Refusal> {
    let program = account.core.as_ref();
    CART.with_borrow_mut(|cart| {
        INPUT.with_borrow(|input| unpack(program, input, cart)).ok_or_else(unreadable)?;
        let mut room = account.room.borrow_mut();
        STEPS.with_borrow_mut(|steps| {
            steps.len = 0;
            let version = run(account, cart, &mut room, steps)?;
            OUTPUT.with_borrow_mut(|out| write(program, version, cart, &room.totals, steps, out));
            Ok(())
        })
    })
}

/// An order that stays in the engine, with what it comes to on its account.
pub(super) struct Resident {
    cart: Cart,
    base: Totals,
    /// Net amounts of its lines.
    nets: Vec<i64>,
}

impl Resident {
    /// Takes the packed order in.
    pub(super) fn hold(account: &Account) -> Result<Resident, Refusal> {
        let mut cart = Cart::default();
        INPUT.with_borrow(|input| unpack(&account.core, input, &mut cart)).ok_or_else(unreadable)?;
        let mut room = account.room.borrow_mut();
        run(account, &mut cart, &mut room, &mut Nowhere)?;
        let nets = cart.lines.iter().map(|line| line.net).collect();
        Ok(Resident { cart, base: room.totals.clone(), nets })
    }

    /// Evaluates it on an account of another program, and packs what that gives more: see `difference` in
    /// `compare.js` for the order of the numbers.
    pub(super) fn compare(&mut self, other: &Account) -> Result<(), Refusal> {
        let mut room = other.room.borrow_mut();
        let version = run(other, &mut self.cart, &mut room, &mut Nowhere)?;
        let points = other.core.tables.points();
        let (totals, base, cart) = (&room.totals, &self.base, &self.cart);
        OUTPUT.with_borrow_mut(|out| {
            let off = |t: &Totals| t.gross.saturating_sub(t.net);
            out.len = 0;
            out.put(count(version));
            out.put(less(off(totals), off(base)));
            for (with, without) in totals.units.iter().zip(&base.units) {
                out.put(less(*with, *without));
            }
            let reached = || {
                let ladders = totals.tiers.iter().zip(&base.tiers);
                ladders.filter(|(with, without)| with.after != without.after && with.after.is_some())
            };
            out.put(count(reached().count()));
            for (with, _) in reached() {
                out.put(count(with.ladder));
                out.put(place(with.after));
            }
            let units = totals.units.len().max(1);
            let of_lines = totals.lines.chunks(units).zip(base.lines.chunks(units));
            for ((at, line), (net, (with, without))) in
                cart.lines.iter().enumerate().zip(self.nets.iter().zip(of_lines))
            {
                if line.net != *net || with != without {
                    out.put(count(at));
                    out.put(less(*net, line.net));
                    for (with, without) in with.iter().zip(without).take(points) {
                        out.put(less(*with, *without));
                    }
                }
            }
            // No line ends them.
            out.put(-1.0);
        });
        Ok(())
    }
}

/// A difference, as JavaScript holds it.
fn less(with: i64, without: i64) -> f64 {
    number(with.saturating_sub(without))
}

fn count(n: usize) -> f64 {
    place(Some(n))
}

fn place(at: Option<usize>) -> f64 {
    at.and_then(|at| i64::try_from(at).ok()).map_or(-1.0, number)
}

/// Packs an evaluation: see `preview.js` for the order of the numbers.
fn write(program: &Program, version: usize, cart: &Cart, totals: &Totals, steps: &Steps, out: &mut Filled<f64>) {
    let points = program.tables.points();
    out.len = 0;
    // The first is how many there are.
    out.put(0.0);
    out.put(count(steps.at()));
    out.put(count(version));
    out.put(count(cart.lines.len()));
    out.put(count(steps.len));
    out.put(count(totals.tiers.len()));
    out.put(count(totals.accruals.len()));
    out.put(number(totals.gross));
    out.put(number(totals.net));
    for n in &totals.units {
        out.put(number(*n));
    }
    let units = totals.units.len().max(1);
    for (line, of_line) in cart.lines.iter().zip(totals.lines.chunks(units)) {
        out.put(number(line.gross));
        out.put(number(line.net));
        for n in of_line.iter().take(points) {
            out.put(number(*n));
        }
    }
    let ladders = program.versions.get(version).map_or(&[][..], |v| v.ladders.as_slice());
    for change in &totals.tiers {
        let Some(ladder) = ladders.get(change.ladder) else { continue };
        let next = change.after.map_or(0, |at| at.saturating_add(1));
        let level = ladder.levels.get(next);
        let share = level.map_or(0, |l| crate::tier::share_of(ladder, l, &change.values));
        out.put(count(change.ladder));
        out.put(place(change.before));
        out.put(place(change.after));
        out.put(place(level.map(|_| next)));
        out.put(f64::from(share));
        out.put(count(level.map_or(0, |l| l.at.len())));
        for (metric, has, needs, misses) in level.into_iter().flat_map(|l| crate::tier::missing(l, &change.values)) {
            out.put(count(metric));
            out.put(number(has));
            out.put(number(needs));
            out.put(number(misses));
        }
    }
    for accrued in &totals.accruals {
        out.put(f64::from(accrued.rule));
        out.put(number(accrued.base.0));
        out.put(number(accrued.base.1));
        out.put(number(accrued.amount.0));
        out.put(number(accrued.amount.1));
        out.put(place(band(program, version, accrued)));
    }
    let length = count(out.len);
    if let Some(first) = out.room.first_mut() {
        *first = length;
    }
}

fn band(program: &Program, version: usize, accrued: &crate::evaluate::Accrued) -> Option<usize> {
    let rule = program.versions.get(version)?.rules.get(crate::evaluate::index(accrued.rule))?;
    match &rule.pay {
        Pay::Period(pay) => match &pay.scale {
            Scale::Bands(bands) => bands.reached(accrued.basis.1),
            Scale::Fixed(_) | Scale::Linear(_) | Scale::Steps { .. } | Scale::ByLevel(_) | Scale::FixedByLevel(_) => {
                None
            }
        },
        Pay::Award(_) | Pay::Multiplier(_) | Pay::Discount(_) => None,
    }
}
