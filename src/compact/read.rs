//! Reading the compact form.

use super::{Account, Labelled, MARK, Place, Programs, Unreadable, VERSION, number_of, write};
use crate::evaluate::Noted;
use crate::names::{Names, Sym};
use crate::program::Program;
use crate::refusal::{Refusal, RefusalCode};
use crate::time::{Date, Moment};
use serde::Deserialize;
use std::rc::Rc;

/// A program and its what-ifs, read back.
#[derive(Debug)]
pub(crate) struct Set {
    pub names: Names,
    /// The program itself first.
    pub programs: Vec<Labelled<Rc<Program>>>,
    number: u64,
    /// How many names the programs have.
    known: u32,
}

/// An account on one day, read back.
#[derive(Debug)]
pub(crate) struct OnDay {
    pub revision: i64,
    pub pilots: String,
    pub participant: String,
    booked: Option<Moment>,
    day: Date,
    invoiced: Date,
    /// By program.
    pub places: Vec<(Place, Noted)>,
}

/// What is written in bytes, and nothing else.
fn body<'b, T: Deserialize<'b>>(kind: u8, bytes: &'b [u8]) -> Result<T, Unreadable> {
    let rest = bytes.strip_prefix(MARK).and_then(|rest| rest.strip_prefix(&[kind])).ok_or(Unreadable::Damaged)?;
    let (version, rest): (&[u8], &[u8]) = postcard::take_from_bytes(rest).map_err(|_| Unreadable::Damaged)?;
    if version != VERSION {
        return Err(Unreadable::OtherVersion);
    }
    let (number, body) = rest.split_at_checked(8).ok_or(Unreadable::Damaged)?;
    if *number != number_of(body).to_le_bytes() {
        return Err(Unreadable::Damaged);
    }
    postcard::from_bytes(body).map_err(|_| Unreadable::Damaged)
}

impl Set {
    /// Reads what [`super::Compact::bytes`] gives.
    pub(crate) fn read(bytes: &[u8]) -> Result<Set, Unreadable> {
        let read: Programs<Program> = body(b'p', bytes)?;
        let names = Names::default();
        for name in &read.names {
            names.intern(name).ok_or(Unreadable::Damaged)?;
        }
        let mut programs = Vec::with_capacity(read.list.len());
        for mut one in read.list {
            one.program.names = names.clone();
            programs.push(Labelled { label: one.label, layout: one.layout, program: Rc::new(one.program) });
        }
        let known = u32::try_from(read.names.len()).map_err(|_| Unreadable::Damaged)?;
        Ok(Set { names, programs, number: number_of(bytes), known })
    }

    /// Reads what [`super::Compact::account`] gives.
    pub(crate) fn account(&self, bytes: &[u8]) -> Result<OnDay, Unreadable> {
        let read: Account = body(b'a', bytes)?;
        if read.of != self.number || read.places.len() != self.programs.len() {
            return Err(Unreadable::OtherProgram);
        }
        let mut strange = Vec::with_capacity(read.names.len());
        for name in &read.names {
            strange.push(self.names.intern(name).ok_or(Unreadable::Damaged)?);
        }
        let mut number = |sym: Sym| match sym.0.checked_sub(self.known).and_then(|more| more.checked_sub(1)) {
            Some(more) => strange.get(crate::evaluate::index(more)).copied().unwrap_or_default(),
            None => sym,
        };
        let mut places = Vec::with_capacity(read.places.len());
        for mut place in read.places {
            place.who = write::who(place.who, &mut number);
            let mut noted = Noted::new();
            for (reading, value, count) in std::mem::take(&mut place.noted) {
                noted.insert((reading, number(value)), count);
            }
            places.push((place, noted));
        }
        let Account { revision, pilots, participant, booked, day, invoiced, .. } = read;
        Ok(OnDay { revision, pilots, participant, booked, day, invoiced, places })
    }
}

impl OnDay {
    /// Refuses an order of another day, or from before what is booked.
    pub(crate) fn fits(&self, at: Moment, invoiced: Date) -> Result<(), Refusal> {
        let code = if self.booked.is_some_and(|booked| at < booked) {
            RefusalCode::Backdated
        } else if at.date() != self.day || invoiced != self.invoiced {
            RefusalCode::Stale
        } else {
            return Ok(());
        };
        Err(Refusal::new(code, "the account was read for orders of another day", "read it anew for the day"))
    }
}
