//! Orders in and steps out as numbers in memory. Every number is whole and within 2^53, so a float carries it exactly.

use super::{Account, ROOM};
use crate::evaluate::{By, Cart, CartLine, DISCOUNT, Input, Past, Step, evaluate};
use crate::names::Sym;
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
    static OUTPUT: RefCell<Vec<f64>> = const { RefCell::new(Vec::new()) };
    static CART: RefCell<Cart> = RefCell::default();
    static STEPS: RefCell<Vec<Step>> = const { RefCell::new(Vec::new()) };
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

/// Where the output starts in memory, in bytes; its first number is its length.
pub(super) fn output_at() -> usize {
    OUTPUT.with_borrow(|output| output.as_ptr().addr())
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
    told_apart: &'p [u16],
    uses_tags: bool,
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

shows!(Layout<'p> { id(), money_places(), line_attributes(), order_attributes(), own_measures(), told_apart(), uses_tags(), units(), counters(), budgets(), versions(), });
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
        told_apart: &tables.told_apart,
        uses_tags: true,
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
    cart.stride = usize::try_from(whole(next()?)).ok()?;
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
    cart.lines.clear();
    cart.attributes.clear();
    for _ in 0..lines {
        let quantity = whole(next()?);
        let unit_price = whole(next()?);
        let amount = whole(next()?);
        let own_discount = whole(next()?);
        let tax = whole(next()?);
        let unit_price = (unit_price >= 0).then_some(unit_price);
        let gross = amount.checked_sub(own_discount)?;
        cart.lines.push(CartLine { quantity, unit_price, gross, own_discount, tax, net: gross, paid: 0 });
        for _ in 0..cart.stride {
            cart.attributes.push(sym(next()?));
        }
    }
    cart.tags.clear();
    cart.measures.clear();
    let tags = whole(next()?);
    for _ in 0..tags {
        cart.tags.push((usize::try_from(whole(next()?)).ok()?, sym(next()?)));
    }
    let measures = whole(next()?);
    for _ in 0..measures {
        let (line, slot) = (usize::try_from(whole(next()?)).ok()?, u16::try_from(whole(next()?)).ok()?);
        cart.measures.push((line, slot, whole(next()?)));
    }
    Some(())
}

/// Evaluates the packed order and packs what comes out.
pub(super) fn preview(account: &Account) -> Result<(), Refusal> {
    let program = account.core.as_ref();
    let broken = || Refusal::new(RefusalCode::EmptyOrder, "the order could not be read", "post it to see why");
    CART.with_borrow_mut(|cart| {
        INPUT.with_borrow(|input| unpack(program, input, cart)).ok_or_else(broken)?;
        let (at, invoiced) = (cart.at, cart.invoiced);
        account.ready(at, invoiced, |state, prepared, budgets| {
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
            ROOM.with_borrow_mut(|room| {
                STEPS.with_borrow_mut(|steps| {
                    steps.clear();
                    evaluate(&input, cart, room, steps)?;
                    OUTPUT.with_borrow_mut(|out| write(program, prepared.version, cart, room, steps, out));
                    Ok(())
                })
            })
        })
    })
}

fn place(at: Option<usize>) -> f64 {
    at.and_then(|at| i64::try_from(at).ok()).map_or(-1.0, number)
}

/// Packs an evaluation: see `unpack.js` for the order of the numbers.
fn write(
    program: &Program,
    version: usize,
    cart: &Cart,
    room: &crate::evaluate::Room,
    steps: &[Step],
    out: &mut Vec<f64>,
) {
    let totals = &room.totals;
    let points = program.tables.points();
    let count = |n: usize| place(Some(n));
    out.clear();
    out.extend([0.0, count(version), count(cart.lines.len()), count(steps.len()), count(totals.tiers.len())]);
    out.extend([count(totals.accruals.len()), number(totals.gross), number(totals.net)]);
    out.extend(totals.units.iter().map(|n| number(*n)));
    let units = totals.units.len().max(1);
    for (line, of_line) in cart.lines.iter().zip(totals.lines.chunks(units)) {
        out.extend([number(line.gross), number(line.net)]);
        out.extend(of_line.iter().take(points).map(|n| number(*n)));
    }
    for step in steps {
        let by = match step.by {
            By::Rule(at) => f64::from(at),
            By::Currency(unit) => f64::from((-1_i32).saturating_sub(i32::from(unit))),
        };
        let kind = match step.kind {
            StepKind::Award => 0.0,
            StepKind::Multiplier => 1.0,
            StepKind::Cap => 2.0,
            StepKind::Rounding => 3.0,
            StepKind::Discount => 4.0,
            StepKind::Accrual => 5.0,
            StepKind::Return => 6.0,
        };
        let unit = if step.unit == DISCOUNT { -1.0 } else { f64::from(step.unit) };
        out.extend([by, kind, unit, step.line.map_or(-1.0, f64::from), number(step.amount)]);
    }
    let ladders = program.versions.get(version).map_or(&[][..], |v| v.ladders.as_slice());
    for change in &totals.tiers {
        let Some(ladder) = ladders.get(change.ladder) else { continue };
        let next = change.after.map_or(0, |at| at.saturating_add(1));
        let level = ladder.levels.get(next);
        let missing = level.map_or_else(Vec::new, |l| crate::tier::missing(l, &change.values));
        let share = level.map_or(0, |l| crate::tier::share_of(ladder, l, &change.values));
        out.extend([count(change.ladder), place(change.before), place(change.after), place(level.map(|_| next))]);
        out.extend([f64::from(share), count(missing.len())]);
        for (metric, has, needs, misses) in missing {
            out.extend([count(metric), number(has), number(needs), number(misses)]);
        }
    }
    for accrued in &totals.accruals {
        out.push(f64::from(accrued.rule));
        out.extend([accrued.base.0, accrued.base.1, accrued.amount.0, accrued.amount.1].map(number));
        out.push(place(band(program, version, accrued)));
    }
    let length = count(out.len());
    if let Some(first) = out.first_mut() {
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
