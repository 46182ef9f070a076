//! Previews and comparisons of orders that come as numbers.

use super::Account;
use super::memory::{INPUT, Nowhere, OUTPUT, STEPS};
use super::pack;
use crate::evaluate::{Cart, Totals};
use crate::refusal::Refusal;
use std::cell::RefCell;

thread_local! {
    static CART: RefCell<Cart> = RefCell::default();
}

/// Evaluates the packed order and packs what comes out.
pub(super) fn preview(account: &Account) -> Result<(), Refusal> {
    let program = account.core.as_ref();
    CART.with_borrow_mut(|cart| {
        INPUT.with_borrow(|input| pack::unpack(program, input, cart))?;
        let mut room = account.room.borrow_mut();
        STEPS.with_borrow_mut(|steps| {
            steps.len = 0;
            let version = account.run(cart, &mut room, steps)?;
            OUTPUT.with_borrow_mut(|out| pack::outcome(program, version, cart, &room.totals, steps, out));
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
    /// Takes the packed order in, and evaluates it once.
    pub(super) fn hold(account: &Account) -> Result<Resident, Refusal> {
        let mut cart = Cart::default();
        INPUT.with_borrow(|input| pack::unpack(&account.core, input, &mut cart))?;
        let mut room = account.room.borrow_mut();
        account.run(&mut cart, &mut room, &mut Nowhere)?;
        let nets = cart.lines.iter().map(|line| line.net).collect();
        Ok(Resident { cart, base: room.totals.clone(), nets })
    }

    /// Evaluates it on an account of another program, and packs what that gives more.
    pub(super) fn compare(&mut self, other: &Account) -> Result<(), Refusal> {
        let mut room = other.room.borrow_mut();
        let version = other.run(&mut self.cart, &mut room, &mut Nowhere)?;
        let (without, nets) = (&self.base, &self.nets);
        let (points, with, cart) = (other.core.tables.points(), &room.totals, &self.cart);
        OUTPUT.with_borrow_mut(|out| pack::difference(version, points, cart, (with, without, nets), out));
        Ok(())
    }
}
