//! Orders in and outcomes out, as numbers in memory.

use super::memory::{Filled, Steps, count, less, number, place, sym, whole};
use crate::evaluate::{Accrued, Cart, CartLine, Totals};
use crate::names::{Kind, Sym};
use crate::program::Program;
use crate::refusal::{OrOverflow, Refusal};
use crate::rule::award::Pay;
use crate::time::{Date, Moment};

/// Reads the packed order into `cart`: see `pack.js` for the order of the numbers.
///
/// # Errors
/// `overflow` for numbers that no order has.
pub(super) fn unpack(program: &Program, input: &[f64], cart: &mut Cart) -> Result<(), Refusal> {
    read(program, input, cart).or_overflow()
}

fn read(program: &Program, input: &[f64], cart: &mut Cart) -> Option<()> {
    let mut rest = input.iter();
    let mut next = || rest.next().copied();
    cart.at = Moment::from_seconds(whole(next()?));
    let invoiced = whole(next()?);
    cart.invoiced = if invoiced == i64::MIN { cart.at.date() } else { Date::from_days(i32::try_from(invoiced).ok()?) };
    let lines = usize::try_from(whole(next()?)).ok().filter(|n| (1..=crate::bounds::LINES).contains(n))?;
    cart.shipping = whole(next()?);
    cart.paid_with_points = whole(next()?);
    let (tags, measures) = (whole(next()?), whole(next()?));
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
        // Where no amount is given it is the price of so many.
        let amount = if *amount >= 0.0 { whole(*amount) } else { program.line_amount(quantity, unit_price?)? };
        let gross = amount.checked_sub(own_discount).filter(|gross| *gross >= 0)?;
        *kind_of = Kind(sym(*kind).0);
        *to = CartLine { quantity, unit_price, gross, own_discount, tax, net: gross, paid: 0 };
    }
    cart.tags.clear();
    cart.measures.clear();
    let mut next = rest.as_slice().get(lines.checked_mul(LINE)?..)?.iter().copied();
    for _ in 0..tags {
        let line = usize::try_from(whole(next.next()?)).ok()?;
        cart.tags.push((line, sym(next.next()?)));
    }
    for _ in 0..measures {
        let line = usize::try_from(whole(next.next()?)).ok()?;
        let slot = u16::try_from(whole(next.next()?)).ok()?;
        cart.measures.push((line, slot, whole(next.next()?)));
    }
    cart.attributes.resize(lines.checked_mul(cart.stride)?, Sym::NONE);
    program.names.values_of(&cart.kinds, cart.stride, &mut cart.attributes)
}

/// Numbers of a packed line.
const LINE: usize = 6;

/// Packs an evaluation: see `preview.js` for the order of the numbers.
pub(super) fn outcome(
    program: &Program,
    version: usize,
    cart: &Cart,
    totals: &Totals,
    steps: &Steps,
    out: &mut Filled<f64>,
) {
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
        out.put(number(accrued.counts.0.base));
        out.put(number(accrued.counts.1.base));
        out.put(number(accrued.amount.0));
        out.put(number(accrued.amount.1));
        out.put(place(band(program, version, accrued)));
    }
    let length = count(out.len);
    if let Some(first) = out.room.first_mut() {
        *first = length;
    }
}

/// Packs what an evaluation of an order gives more than another, `nets` being the lines' amounts in that: see `difference`
/// in `cart.js` for the order of the numbers.
pub(super) fn difference(
    version: usize,
    points: usize,
    cart: &Cart,
    (with, without, nets): (&Totals, &Totals, &[i64]),
    out: &mut Filled<f64>,
) {
    let off = |totals: &Totals| totals.gross.saturating_sub(totals.net);
    out.len = 0;
    out.put(count(version));
    out.put(less(off(with), off(without)));
    for (with, without) in with.units.iter().zip(&without.units) {
        out.put(less(*with, *without));
    }
    let held = |ladder: usize| without.tiers.iter().find(|tier| tier.ladder == ladder).and_then(|tier| tier.after);
    let reached = || with.tiers.iter().filter(|tier| tier.after.is_some() && tier.after != held(tier.ladder));
    out.put(count(reached().count()));
    for tier in reached() {
        out.put(count(tier.ladder));
        out.put(place(tier.after));
    }
    let units = with.units.len().max(1);
    let of_lines = with.lines.chunks(units).zip(without.lines.chunks(units));
    for ((at, line), (net, (with, without))) in cart.lines.iter().enumerate().zip(nets.iter().zip(of_lines)) {
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
}

fn band(program: &Program, version: usize, accrued: &Accrued) -> Option<usize> {
    let rule = program.versions.get(version)?.rules.get(crate::evaluate::index(accrued.rule))?;
    match &rule.pay {
        Pay::Period(pay) => {
            let counts = accrued.counts.1;
            pay.bands(counts.other).ok().flatten().and_then(|bands| bands.reached(counts.basis))
        }
        Pay::Award(_) | Pay::Multiplier(_) | Pay::Discount(_) => None,
    }
}
