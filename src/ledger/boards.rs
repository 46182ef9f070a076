//! Boards: totals of people, teams or accounts over a period, kept in the shared state, and what the places win.

use super::shared::Shared;
use crate::amounts::{Remainder, spread};
use crate::evaluate::{Facts, Totals, Who, counts_on};
use crate::map::Map;
use crate::names::Sym;
use crate::program::{Board, Program};
use crate::refusal::{OrOverflow, Refusal, RefusalCode, add};
use crate::rule::award::Over;
use crate::rule::measure::{Counted, Whose};
use crate::time::{Calendar, Date, Moment};
use crate::wire::account::Credit;
use crate::wire::amount::{Amount, Points};
use crate::wire::board::ShareBy;
use crate::wire::event::Event;
use crate::wire::result::{Onward, Place};

/// Totals of one period by name: each with the second in which it was reached.
pub(crate) type Totalled = Map<String, (i64, i64)>;

/// All boards: by board, by period, by name.
pub(crate) type Boards = Map<String, Map<i64, Totalled>>;

impl Program {
    /// The calendar of boards: fiscal years, and no day of joining.
    fn common_calendar(&self) -> Calendar {
        self.calendar(Date::default())
    }

    fn period_of(&self, board: &Board, day: Date) -> i64 {
        match board.over {
            Over::Unit(unit) => i64::from(self.common_calendar().bucket(unit, day)),
            Over::Days(_) => 0,
        }
    }

    /// Adds what an event counts for boards, or takes it away. A total is reached at the moment that is given; without one, when it was reached stays.
    pub(super) fn count_boards(
        &self,
        shared: &mut Shared,
        facts: &Facts<'_>,
        totals: &Totals,
        (account, reached_at): (&str, Option<Moment>),
        times: i64,
    ) -> Result<(), Refusal> {
        for board in &facts.version.boards {
            if !counts_on(&board.counter, facts.day) {
                continue;
            }
            let mut takes_part = true;
            for gate in &board.gates {
                takes_part &= gate.holds(facts, None)?;
            }
            if !takes_part {
                continue;
            }
            let amount = match &board.counter.counted {
                Counted::Awarded(unit) => totals.units.get(usize::from(*unit)).copied().unwrap_or(0),
                Counted::Lines(_)
                | Counted::Orders
                | Counted::Activities(_)
                | Counted::Units(_)
                | Counted::ByAttribute(_)
                | Counted::PaidBy(_)
                | Counted::TimesOf(..)
                | Counted::Used(_) => facts.contribution(&board.counter)?,
            };
            let amount = amount.checked_mul(times).or_overflow()?;
            let Some(name) = self.ranked(board, facts.account, account).filter(|_| amount != 0) else { continue };
            let key = board_key(board, account);
            let period = self.period_of(board, facts.day);
            shared.boards.change(key, |periods| {
                periods.change(period, |totals| {
                    totals.change(name, |(total, reached)| {
                        *reached = reached_at.map_or(*reached, Moment::seconds);
                        add(*total, amount).map(|sum| *total = sum)
                    })
                })
            })?;
            shared.revision = shared.revision.saturating_add(1);
        }
        Ok(())
    }

    /// Ranks a person under another name from now on.
    pub(super) fn rename_ranked(&self, shared: &mut Shared, account: &str, from: &str, to: &str) {
        let boards = self.versions.iter().flat_map(|version| &version.boards);
        for board in boards.filter(|board| board.ranks == Whose::Participant) {
            let named = |name: &str| if board.alone { name.to_owned() } else { format!("{account}/{name}") };
            let Some(periods) = shared.boards.get_mut(&board_key(board, account)) else { continue };
            for totals in periods.values_mut() {
                if let Some(total) = totals.remove(&named(from)) {
                    totals.insert(named(to), total);
                    shared.revision = shared.revision.saturating_add(1);
                }
            }
        }
    }

    /// Who is ranked by an event; none where nobody is.
    fn ranked(&self, board: &Board, who: &Who, account: &str) -> Option<String> {
        let named = |name: Sym| {
            let name = self.names.text(name).filter(|_| name != Sym::NONE)?;
            Some(if board.alone { name.to_string() } else { format!("{account}/{name}") })
        };
        match board.ranks {
            Whose::Participant => named(who.actor.id),
            Whose::Team => named(who.actor.team),
            Whose::Account | Whose::Linked(_) | Whose::Everyone => Some(account.to_owned()),
        }
    }

    /// The ranking of a board over the period that holds a day: the highest total first; ties go to who reached it
    /// earlier, then by id. A board among the people of one account needs that account's id.
    ///
    /// # Errors
    /// `unknown-name` where the program has no such board on that day; `not-in-force`.
    pub fn board(&self, shared: &Shared, id: &str, day: Date, account: &str) -> Result<Vec<Place>, Refusal> {
        Ok(self.ranking(shared, id, day, account)?.1.into_iter().map(|(place, _)| place).collect())
    }

    /// A board with its ranking, and what each place wins.
    fn ranking(&self, shared: &Shared, id: &str, day: Date, account: &str) -> Result<(&Board, Ranking), Refusal> {
        let version = self.version(self.version_on(day)?)?;
        let board = version.boards.iter().find(|board| board.text == id).ok_or_else(|| {
            Refusal::new(
                RefusalCode::UnknownName,
                format!("the program has no board '{id}' on {day}"),
                "look at the boards of the version in force",
            )
        })?;
        let totals = shared.boards.get(&board_key(board, account)).and_then(|of| of.get(&self.period_of(board, day)));
        let mut ranked: Vec<(&String, i64, i64)> = Vec::new();
        for (name, (total, reached)) in totals.into_iter().flat_map(Map::iter) {
            if *total > 0 && *total >= board.least {
                ranked.push((name, *total, *reached));
            }
        }
        // By name they are sorted already.
        ranked = crate::map::sorted(ranked, |(_, _, reached)| crate::map::ordinal(*reached));
        ranked = crate::map::sorted(ranked, |(_, total, _)| u64::MAX.wrapping_sub(crate::map::ordinal(*total)));
        let reached: Vec<i64> = ranked.iter().map(|(_, total, _)| *total).collect();
        let mut prizes = prizes(board, &reached)?.into_iter();
        let mut places = Vec::with_capacity(ranked.len());
        for (at, (name, total, reached)) in ranked.into_iter().enumerate() {
            let (of, name) = match name.split_once('/') {
                Some((of, name)) if !board.alone && board.ranks != Whose::Account => (of, name),
                Some(_) | None => (account, name.as_str()),
            };
            let of = if board.ranks == Whose::Account { name } else { of };
            let prize = prizes.next();
            let place = Place {
                place: u32::try_from(at.saturating_add(1)).unwrap_or(u32::MAX),
                name: name.to_owned(),
                account: of.to_owned(),
                total: self.total_of(board, total),
                reached: Moment::from_seconds(reached),
                unit: prize.map(|(unit, _)| self.unit_id(usize::from(unit)).to_owned()),
                wins: prize.map(|(unit, amount)| self.amount(unit, amount)),
            };
            places.push((place, prize));
        }
        Ok((board, places))
    }

    fn total_of(&self, board: &Board, total: i64) -> Amount {
        if board.money {
            Amount::Money(self.money(total))
        } else {
            Amount::Points(Points { units: total, decimals: board.counter.places })
        }
    }

    /// Closes a board's period: the ranking, and for each winner the event that books it, to be posted on its account.
    /// Closed a second time, the same events come out, and posting them is refused as `duplicate`.
    ///
    /// # Errors
    /// As for [`Program::board`].
    pub fn close_board(
        &self,
        shared: &Shared,
        id: &str,
        (day, at): (Date, Moment),
        account: &str,
    ) -> Result<(Vec<Place>, Vec<Onward>), Refusal> {
        let (board, ranking) = self.ranking(shared, id, day, account)?;
        let period = self.period_of(board, day);
        let (mut places, mut onward) = (Vec::with_capacity(ranking.len()), Vec::new());
        for (place, prize) in ranking {
            // Of a prize that is shared by many, nothing may be left for some.
            if let Some((unit, amount)) = prize.filter(|(_, amount)| *amount > 0) {
                let credit = Credit {
                    id: format!("{id}:{period}:{}", place.place),
                    at,
                    account: place.account.clone(),
                    rule: id.to_owned(),
                    unit: self.unit_id(usize::from(unit)).to_owned(),
                    amount,
                    participant: (board.ranks == Whose::Participant).then(|| place.name.clone()),
                    team: (board.ranks == Whose::Team).then(|| place.name.clone()),
                    from: None,
                    expires: None,
                    partner: None,
                    funding: board.funding.clone(),
                };
                onward.push(Onward { account: place.account.clone(), event: Event::Credit(credit) });
            }
            places.push(place);
        }
        Ok((places, onward))
    }
}

/// A unit, and how much of it.
type Prize = (u16, i64);

/// The places, with what each wins.
type Ranking = Vec<(Place, Option<Prize>)>;

/// What the places win, in their order, by the totals of those who have one.
fn prizes(board: &Board, reached: &[i64]) -> Result<Vec<Prize>, Refusal> {
    let (mut prizes, mut left) = (Vec::new(), reached);
    for win in &board.wins {
        let places = usize::try_from(win.places).unwrap_or(usize::MAX).min(left.len());
        let Some((these, rest)) = left.split_at_checked(places) else { break };
        let equal = || vec![1; places];
        let amounts = match win.share {
            None => Some(vec![win.amount; places]),
            Some(ShareBy::Equally) => spread(win.amount, &equal(), Remainder::Largest),
            Some(ShareBy::ByTotal) => spread(win.amount, these, Remainder::Largest),
        };
        prizes.extend(amounts.or_overflow()?.into_iter().map(|amount| (win.unit, amount)));
        left = rest;
    }
    Ok(prizes)
}

/// The name that a board's totals are kept under.
fn board_key(board: &Board, account: &str) -> String {
    if board.alone { format!("{}@{account}", board.text) } else { board.text.clone() }
}
