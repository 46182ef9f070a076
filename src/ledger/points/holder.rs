//! Who holds an award: the account, a person of it, a pool, another account; and how an award is shared out.

use crate::amounts::{Exact, Ratio, Remainder, Rounding, spread};
use crate::evaluate::{Person, Who};
use crate::ledger::{Standing, State};
use crate::map::Map;
use crate::names::{Names, Sym};
use crate::program::{Program, Version};
use crate::refusal::{OrOverflow, Refusal, add, sub};
use crate::rule::award::To;
use crate::wire::state::{Consent, ConsentKind, ConsentOver};

/// Who holds something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Holder {
    /// The account itself.
    #[default]
    Account,
    /// A person of it.
    Person(Sym),
    /// The pool of a team; of the whole account, where none is named.
    Pool(Sym),
    /// Another account.
    Other(Sym),
    /// Nobody: it is forfeited.
    Nobody,
}

/// What is awarded: by which rule, and how much of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Awarded {
    pub rule: Sym,
    /// The rule that says to whom it goes and how long it lasts: of a multiplier the one that is multiplied.
    pub of: Sym,
    pub unit: u16,
    pub amount: i64,
}

/// What an award brings to one holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Given {
    pub award: Awarded,
    pub holder: Holder,
}

impl Given {
    /// Of the same rule, unit and holder?
    pub(crate) fn is_like(&self, other: &Given) -> bool {
        let amount = other.award.amount;
        Given { award: Awarded { amount, ..self.award }, holder: self.holder } == *other
    }
}

/// What people have received in a year, in money: where the account caps it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Received {
    /// The fiscal year, by number.
    pub year: i32,
    pub amount: i64,
}

impl Holder {
    /// As states and entries name it; none for the account.
    pub(crate) fn text(self, names: &Names) -> Option<String> {
        let text = |sym: Sym| names.text(sym).map(|t| t.to_string()).unwrap_or_default();
        match self {
            Holder::Account => None,
            Holder::Person(id) => Some(format!("person:{}", text(id))),
            Holder::Pool(Sym::NONE) => Some("pool".to_owned()),
            Holder::Pool(team) => Some(format!("pool:{}", text(team))),
            Holder::Other(account) => Some(format!("account:{}", text(account))),
            Holder::Nobody => Some("nobody".to_owned()),
        }
    }

    /// Reads that text; none where it names no holder.
    pub(crate) fn read(text: &str, names: &Names) -> Option<Holder> {
        match text {
            "pool" => return Some(Holder::Pool(Sym::NONE)),
            "nobody" => return Some(Holder::Nobody),
            _ => {}
        }
        let (kind, id) = text.split_once(':')?;
        let id = names.intern(id)?;
        match kind {
            "person" => Some(Holder::Person(id)),
            "pool" => Some(Holder::Pool(id)),
            "account" => Some(Holder::Other(id)),
            _ => None,
        }
    }

    /// A person named by an event; the account where none is.
    pub(crate) fn of(person: Option<&str>, names: &Names) -> Result<Holder, Refusal> {
        match person {
            Some(id) => names.intern(id).map(Holder::Person).ok_or_else(Refusal::overflow),
            None => Ok(Holder::Account),
        }
    }
}

/// What an award is shared out by.
pub(crate) struct Sharing<'a> {
    pub who: &'a Who,
    pub standing: &'a Standing,
    pub consent: Option<&'a Consent>,
    /// What people had received before in the year, in money.
    pub received: Map<Holder, i64>,
}

impl Program {
    /// What each holder gets of awards: rule, unit and amount.
    pub(crate) fn given(
        &self,
        version: usize,
        awards: Vec<Awarded>,
        sharing: &Sharing<'_>,
    ) -> Result<Vec<Given>, Refusal> {
        let mut given = Vec::with_capacity(awards.len());
        self.give(version, awards, sharing, &mut given)?;
        Ok(given)
    }

    /// The same, added to what is given.
    pub(crate) fn give(
        &self,
        version: usize,
        mut awards: Vec<Awarded>,
        sharing: &Sharing<'_>,
        given: &mut Vec<Given>,
    ) -> Result<(), Refusal> {
        let version = self.version(version)?;
        let mut received = sharing.received.clone();
        if sharing.consent.is_some_and(|consent| consent.give == ConsentKind::Capped) {
            // What people may receive is used up in document order.
            let place = |award: &Awarded| version.rules.iter().position(|rule| rule.id == award.of);
            awards = crate::map::sorted(awards, |award| {
                place(award).and_then(|at| u64::try_from(at).ok()).unwrap_or(u64::MAX)
            });
        }
        for award in awards {
            let to = version.rule_of(sharing.standing, award.of).and_then(|of| of.to.as_deref());
            let Some(to) = to else {
                given.push(Given { award, holder: Holder::Account });
                continue;
            };
            let mut parts = Vec::new();
            share(to, award.amount, sharing.who, &mut parts)?;
            for (holder, amount) in parts {
                for (holder, amount) in self.allowed(holder, award.unit, amount, sharing, &mut received)? {
                    let one = Given { award: Awarded { amount, ..award }, holder };
                    match given.iter_mut().find(|known| known.is_like(&one)) {
                        Some(known) => known.award.amount = add(known.award.amount, amount)?,
                        None if amount != 0 => given.push(one),
                        None => {}
                    }
                }
            }
        }
        Ok(())
    }

    /// What a person may have of an award, by the account's own choice, and where the rest goes.
    fn allowed(
        &self,
        holder: Holder,
        unit: u16,
        amount: i64,
        sharing: &Sharing<'_>,
        received: &mut Map<Holder, i64>,
    ) -> Result<Vec<(Holder, i64)>, Refusal> {
        let (Holder::Person(id), Some(consent)) = (holder, sharing.consent) else {
            return Ok(vec![(holder, amount)]);
        };
        let pool = Holder::Pool(sharing.who.person(id).team);
        Ok(match consent.give {
            ConsentKind::All => vec![(holder, amount)],
            ConsentKind::Off => vec![(Holder::Account, amount)],
            ConsentKind::Pool => vec![(pool, amount)],
            ConsentKind::Capped => {
                let most = consent.most.and_then(|most| most.at(self.money_places).ok()).unwrap_or(0);
                let before = received.get(&holder).copied().unwrap_or(0);
                let left = sub(most, before)?.max(0);
                let worth = self.worth(unit, amount)?;
                let own = if worth <= left { amount } else { self.units_worth(unit, left)?.min(amount) };
                received.insert(holder, add(before, self.worth(unit, own)?)?);
                let over = match consent.over {
                    None | Some(ConsentOver::Account) => Holder::Account,
                    Some(ConsentOver::Pool) => pool,
                    Some(ConsentOver::Forfeit) => Holder::Nobody,
                };
                vec![(holder, own), (over, sub(amount, own)?)]
            }
        })
    }

    /// What an amount of a unit is worth, in minor units of money, rounded half up: money itself, points by what the
    /// program says a point is worth, things by their value.
    pub(crate) fn worth(&self, unit: u16, amount: i64) -> Result<i64, Refusal> {
        let at = usize::from(unit);
        if self.is_points(at) {
            return self.point_worth(unit).map_or(Ok(0), |worth| worth.apply(amount, Rounding::HalfUp).or_overflow());
        }
        Ok(if self.is_reward(at) { 0 } else { amount })
    }

    /// What the smallest unit of a point currency is worth, in minor units of money.
    pub(crate) fn point_worth(&self, unit: u16) -> Option<Ratio> {
        self.currencies.get(usize::from(unit)).and_then(|currency| currency.worth)
    }

    /// What so many of a reward are worth to who has them, and what they cost the operator: where only one of the two
    /// is told, it stands for the other.
    pub(crate) fn reward_worth(&self, version: &Version, unit: u16, count: i64) -> Result<(i64, i64), Refusal> {
        let Some(reward) = version.rewards.iter().find(|reward| reward.unit == unit) else { return Ok((0, 0)) };
        let worth = reward.value.or(reward.unit_cost).unwrap_or(0).checked_mul(count).or_overflow()?;
        let cost = reward.unit_cost.or(reward.value).unwrap_or(0).checked_mul(count).or_overflow()?;
        Ok((worth, cost))
    }

    /// The most of a unit that is worth no more than so much money.
    fn units_worth(&self, unit: u16, money: i64) -> Result<i64, Refusal> {
        if !self.is_points(usize::from(unit)) {
            return Ok(money);
        }
        let worth = self.currencies.get(usize::from(unit)).and_then(|currency| currency.worth);
        match worth.filter(|worth| worth.num() > 0) {
            Some(worth) => {
                let product = i128::from(money).checked_mul(i128::from(worth.den())).or_overflow()?;
                Exact::new(product, worth.num()).and_then(|e| e.round(Rounding::Floor)).or_overflow()
            }
            None => Ok(i64::MAX),
        }
    }
}

impl State {
    /// Notes what a person receives or gives back in a fiscal year, where the account has chosen what its people may.
    pub(crate) fn receives(&mut self, holder: Holder, worth: i64, year: i32) -> Result<(), Refusal> {
        if self.consent.is_none() || !matches!(holder, Holder::Person(_)) {
            return Ok(());
        }
        // What is given back of an earlier year leaves this one.
        if self.received.get(&holder).is_some_and(|known| known.year > year) {
            return Ok(());
        }
        self.received.change(holder, |known| {
            let before = if known.year == year { known.amount } else { 0 };
            add(before, worth).map(|amount| *known = Received { year, amount })
        })
    }
}

/// Shares an amount out over whom it goes to.
fn share(to: &To, amount: i64, who: &Who, out: &mut Vec<(Holder, i64)>) -> Result<(), Refusal> {
    let person = if who.beneficiary.id == Sym::NONE { who.actor } else { who.beneficiary };
    let nobody = person.id == Sym::NONE;
    match to {
        To::Account => out.push((Holder::Account, amount)),
        // What no person did is the account's.
        To::Participant if nobody => out.push((Holder::Account, amount)),
        To::Participant => out.push((Holder::Person(person.id), amount)),
        To::Pool => out.push((Holder::Pool(person.team), amount)),
        To::Linked(link) => out.push((who.link(*link).map_or(Holder::Account, Holder::Other), amount)),
        To::Role { role, of_team } => {
            let in_team = |one: &&Person| !*of_team || (person.team != Sym::NONE && one.team == person.team);
            let all = who.people.iter().filter(|one| one.role == *role);
            let holders: Vec<Sym> = all.filter(in_team).map(|one| one.id).collect();
            if holders.is_empty() {
                out.push((Holder::Account, amount));
                return Ok(());
            }
            let parts = spread(amount, &vec![1; holders.len()], Remainder::First).or_overflow()?;
            out.extend(holders.into_iter().map(Holder::Person).zip(parts));
        }
        To::Shares(shares) => {
            let mut weights = Vec::new();
            let whole = shares.iter().try_fold(1_i64, |den, (ratio, _)| den.checked_mul(ratio.den())).or_overflow()?;
            for (ratio, _) in shares {
                let weight = whole.checked_div(ratio.den()).and_then(|part| part.checked_mul(ratio.num()));
                weights.push(weight.or_overflow()?);
            }
            let parts = spread(amount, &weights, Remainder::Largest).or_overflow()?;
            for ((_, to), part) in shares.iter().zip(parts) {
                share(to, part, who, out)?;
            }
        }
    }
    Ok(())
}
