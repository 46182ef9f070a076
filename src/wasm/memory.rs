//! The memory that JavaScript and the engine share for one call. Every number in it is whole and within 2^53, so a float
//! carries it exactly.

use crate::evaluate::{By, Record, Step};
use crate::names::Sym;
use crate::wire::result::StepKind;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    pub(super) static INPUT: RefCell<Vec<f64>> = const { RefCell::new(Vec::new()) };
    pub(super) static OUTPUT: RefCell<Filled<f64>> = const { RefCell::new(Filled::new()) };
    pub(super) static STEPS: RefCell<Steps> = const { RefCell::new(Filled::new()) };
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
pub(super) struct Filled<T> {
    pub room: Vec<T>,
    pub len: usize,
}

impl<T: Copy> Filled<T> {
    const fn new() -> Filled<T> {
        Filled { room: Vec::new(), len: 0 }
    }

    #[inline(always)]
    pub(super) fn put(&mut self, one: T) {
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

    pub(super) fn at(&self) -> usize {
        self.room.as_ptr().addr()
    }
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
pub(super) fn whole(number: f64) -> i64 {
    number as i64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a name's number")]
#[expect(clippy::as_conversions, reason = "there is no From for it")]
#[inline]
pub(super) fn sym(number: f64) -> Sym {
    Sym(number as u32)
}

/// A difference, as JavaScript holds it.
pub(super) fn less(with: i64, without: i64) -> f64 {
    number(with.saturating_sub(without))
}

pub(super) fn count(n: usize) -> f64 {
    place(Some(n))
}

pub(super) fn place(at: Option<usize>) -> f64 {
    at.and_then(|at| i64::try_from(at).ok()).map_or(-1.0, number)
}

/// Steps as JavaScript reads them, two words each: what it is and its line, and the amount.
pub(super) type Steps = Filled<[u64; 2]>;

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
pub(super) struct Nowhere;

impl Record for Nowhere {
    #[inline(always)]
    fn step(&mut self, _: Step) {}
}
