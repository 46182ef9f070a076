//! Writing the compact form.

use super::{Account, Labelled, MARK, Place, Programs, VERSION, number_of};
use crate::evaluate::Who;
use crate::layout::layout;
use crate::ledger::{Shared, State};
use crate::names::{NameSet, Sym};
use crate::program::Program;
use crate::refusal::{Refusal, RefusalCode};
use crate::rule::measure::View;
use crate::time::{Date, Moment};
use crate::wire::show::to_text;
use serde::Serialize;

/// A program and its what-ifs as a storefront loads them, and accounts for it.
#[derive(Debug, Clone)]
pub struct Compact {
    programs: Vec<Program>,
    bytes: Vec<u8>,
    number: u64,
    /// How many names the programs have.
    names: u32,
}

/// The order that an account's standing is read for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Visit<'v> {
    /// When it is placed: what counts is the day.
    pub at: Moment,
    /// When it is invoiced, where that is another day.
    pub invoiced: Option<Date>,
    /// The person who places it.
    pub participant: Option<&'v str>,
}

impl Compact {
    /// The compact form of a program, with scenarios of it by name.
    ///
    /// # Errors
    /// `overflow` where it is too large.
    ///
    /// ```
    /// # let text = r#"{ "earnest": 1, "id": "club", "currency": "EUR", "timeZone": "UTC", "versions": [{ "from": "2026-01-01" }] }"#;
    /// use earnest::{Shared, compact::{Compact, Visit}, time::Moment};
    /// let program = earnest::Program::read(text).unwrap();
    /// let compact = Compact::new(&program, vec![]).unwrap();
    /// let visit = Visit { at: Moment::parse("2026-03-10T10:00:00").unwrap(), ..Visit::default() };
    /// let account = compact.account(&program.fresh("acme"), &Shared::default(), &visit).unwrap();
    /// assert!(compact.bytes().starts_with(b"earnest compact ") && account.starts_with(b"earnest compact "));
    /// ```
    pub fn new(program: &Program, what_ifs: Vec<(String, Program)>) -> Result<Compact, Refusal> {
        let mut list = vec![Labelled { label: String::new(), layout: to_text(&layout(program)), program }];
        for (label, scenario) in &what_ifs {
            list.push(Labelled { label: label.clone(), layout: to_text(&layout(scenario)), program: scenario });
        }
        let names = program.names.texts();
        let many = u32::try_from(names.len()).map_err(|_| Refusal::overflow())?;
        let bytes = bytes_of(b'p', &Programs { names, list })?;
        let number = number_of(&bytes);
        let programs = std::iter::once(program.clone()).chain(what_ifs.into_iter().map(|(_, scenario)| scenario));
        Ok(Compact { programs: programs.collect(), bytes, number, names: many })
    }

    /// The bytes that a storefront loads.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// An account as the storefront previews its orders of one day: midnights run, pasts read.
    ///
    /// # Errors
    /// `backdated`, `not-in-force`, `not-a-member` and `overflow`, as for a preview of an order of that moment.
    pub fn account(&self, state: &State, shared: &Shared, visit: &Visit<'_>) -> Result<Vec<u8>, Refusal> {
        let Some(base) = self.programs.first() else { return Err(Refusal::overflow()) };
        let (day, participant) = (visit.at.date(), visit.participant.unwrap_or_default());
        let invoiced = visit.invoiced.unwrap_or(day);
        let mut strange = Strange { known: self.names, list: Vec::new() };
        let mut places = Vec::new();
        for program in &self.programs {
            let adopted = program.adopt(base, state);
            places.push(place(program, &adopted, shared, visit, &mut strange)?);
        }
        let account = Account {
            of: self.number,
            revision: state.revision(),
            booked: state.at,
            day,
            invoiced,
            participant: participant.to_owned(),
            pilots: to_text(&base.pilots(state)),
            names: strange.list.iter().filter_map(|sym| base.names.text(*sym)).map(|text| text.to_string()).collect(),
            places,
        };
        bytes_of(b'a', &account)
    }
}

fn bytes_of<T: Serialize>(kind: u8, what: &T) -> Result<Vec<u8>, Refusal> {
    let body = postcard::to_allocvec(what).map_err(|_| Refusal::overflow())?;
    let version = postcard::to_allocvec(VERSION).map_err(|_| Refusal::overflow())?;
    Ok([MARK, &[kind], &version, &number_of(&body).to_le_bytes(), &body].concat())
}

/// Numbers of names that the programs do not have, as they follow on theirs.
struct Strange {
    known: u32,
    list: Vec<Sym>,
}

impl Strange {
    fn number(&mut self, sym: Sym) -> Sym {
        if sym.0 <= self.known {
            return sym;
        }
        let at = self.list.iter().position(|known| *known == sym).unwrap_or_else(|| {
            self.list.push(sym);
            self.list.len().saturating_sub(1)
        });
        Sym(self.known.saturating_add(1).saturating_add(u32::try_from(at).unwrap_or(0)))
    }
}

/// What one program knows of an account.
fn place(
    program: &Program,
    state: &State,
    shared: &Shared,
    visit: &Visit<'_>,
    strange: &mut Strange,
) -> Result<Place, Refusal> {
    let day = visit.at.date();
    let invoiced = visit.invoiced.unwrap_or(day);
    let (mut state, _) = program.advanced(state, shared, visit.at)?;
    let version = program.version_on(day)?;
    program.is_member(&state, version)?;
    program.invoiced_in_force(version, invoiced)?;
    let person = match visit.participant {
        Some(id) => program.names.intern(id).ok_or_else(Refusal::overflow)?,
        None => Sym::NONE,
    };
    state.who.actor = state.who.person(person);
    let prepared = program.prepare(&state, version, day, invoiced);
    if prepared.settles_again() {
        return Err(Refusal::new(
            RefusalCode::Stale,
            "an order invoiced then settles closed periods again that other rebates are net of",
            "preview such an order with the whole engine",
        ));
    }
    let spends = program.spend.as_ref().map(|spend| spend.unit);
    let mut noted = Vec::new();
    for (at, reading) in program.tables.readings.iter().enumerate().filter(|(_, r)| r.view == View::ByValue) {
        let counter = program.tables.counters.get(reading.counter).zip(state.counters.get(reading.counter));
        let Some((counter, buckets)) = counter else { continue };
        let (first, last) = reading.buckets(counter, &prepared.calendar, day);
        for value in buckets.by.keys() {
            noted.push((at, strange.number(*value), buckets.sum_of(*value, first, last)));
        }
    }
    Ok(Place {
        version,
        who: who(state.who.clone(), &mut |sym| strange.number(sym)),
        standing: prepared.standing,
        noted,
        budgets: shared.left(program),
        points: spends.map_or(0, |unit| program.spendable(&state, crate::ledger::Holder::Account, unit, day)),
        suspended: spends.is_some() && program.not_suspended(&state, version, day).is_err(),
    })
}

/// An account by other numbers of names.
pub(super) fn who(mut who: Who, number: &mut dyn FnMut(Sym) -> Sym) -> Who {
    who.id = number(who.id);
    who.plan = number(who.plan);
    who.attributes.iter_mut().for_each(|sym| *sym = number(*sym));
    for (link, account) in &mut who.links {
        (*link, *account) = (number(*link), number(*account));
    }
    for list in &mut who.lists {
        *list = NameSet::new(list.iter().map(&mut *number).collect());
    }
    let actor = &mut who.actor;
    (actor.id, actor.role, actor.team) = (number(actor.id), number(actor.role), number(actor.team));
    who
}
