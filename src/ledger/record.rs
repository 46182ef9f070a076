//! An order on record: what it held, and what the account's standing was, so that a return can evaluate the rest of
//! it again under the rules and the standing of its own day.

use super::points::{Awarded, Given, Holder, Lot, Sharing};
use super::state::{Standing, State};
use crate::amounts::{Rounding, round_div};
use crate::evaluate::{Act, Came, Cart, CartLine, Facts, Input, Noted, Past, Who, counts_on};
use crate::findings::{Findings, Path};
use crate::map::Map;
use crate::names::{Sym, Texts};
use crate::program::Program;
use crate::refusal::{OrOverflow, Refusal, RefusalCode, sub};
use crate::rule::measure::Counted;
use crate::time::{Calendar, Date, Moment};
use crate::wire::state::{ActivityRecord, Consent, LineExtras, Person, Record as Wire};
use std::sync::Arc;

/// An order on record.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub id: Arc<str>,
    pub at: Moment,
    pub version: Date,
    pub cart: Cart,
    /// The ids of its lines.
    pub ids: Vec<Sym>,
    /// What came back of each line, in millionths.
    pub returned: Vec<i64>,
    /// The account's attributes on that day.
    pub profile: Arc<Map<String, String>>,
    /// The account's lists on that day.
    pub lists: Arc<Map<String, Vec<String>>>,
    pub who: Who,
    /// What readings gave before it, where not zero.
    pub readings: Vec<(usize, i64)>,
    pub by_value: Noted,
    pub levels: Vec<Sym>,
    /// What had been carried over, by ladder and metric.
    pub carried: Vec<(usize, usize, i64)>,
    pub balances: Vec<i64>,
    /// What budgets had left, where it drew on any.
    pub budgets: Vec<i64>,
    /// What each holder was given by it. Accruals are not among it.
    pub awards: Vec<Given>,
    pub participant: Option<Arc<str>>,
    pub beneficiary: Option<Arc<str>>,
    /// The coalition partner where it happened.
    pub partner: Option<Arc<str>>,
    /// What the account let its people receive on that day, and what they had received before.
    pub consent: Option<Consent>,
    pub received: Map<Holder, i64>,
    /// The people of that day, and the accounts it was linked to.
    pub people: Arc<Map<String, Person>>,
    pub links: Arc<Map<String, String>>,
    /// Of an activity: what it was, and what was taken back of it.
    pub act: Option<Act>,
    pub reversed: i64,
    /// What a claim took of its fund.
    pub claimed: Vec<Lot>,
}

impl Record {
    /// What its awards are shared out by.
    pub(crate) fn sharing<'a>(&'a self, standing: &'a Standing) -> Sharing<'a> {
        Sharing { who: &self.who, standing, consent: self.consent.as_ref(), received: self.received.clone() }
    }

    /// The activity without what was taken back; `None` where nothing is left of it, or it is none.
    pub(crate) fn rest_of_act(&self) -> Option<Act> {
        let act = self.act.as_ref()?;
        let quantity = act.quantity.saturating_sub(self.reversed);
        (quantity > 0).then(|| Act { quantity, ..act.clone() })
    }

    /// The order without what came back; `None` where nothing is left of it.
    pub(crate) fn rest(&self, program: &Program) -> Result<Option<Cart>, Refusal> {
        let mut cart = self.cart.clone();
        for (at, _, amount) in &mut cart.measures {
            let gone = self.returned.get(*at).copied().unwrap_or(0);
            if let Some(line) = self.cart.lines.get(*at).filter(|_| gone != 0) {
                let left = i128::from(sub(line.quantity, gone)?);
                let product = i128::from(*amount).checked_mul(left).or_overflow()?;
                *amount = round_div(product, line.quantity.max(1), Rounding::HalfUp).or_overflow()?;
            }
        }
        for (line, gone) in cart.lines.iter_mut().zip(&self.returned).filter(|(_, gone)| **gone != 0) {
            *line = reduced(program, line, sub(line.quantity, *gone)?)?;
        }
        if cart.lines.iter().all(|line| line.quantity <= 0) {
            return Ok(None);
        }
        // What is paid with points shrinks with the goods.
        let worth = |lines: &[CartLine]| lines.iter().try_fold(0, |sum, line| crate::refusal::add(sum, line.gross));
        let (whole, left) = (worth(&self.cart.lines)?, worth(&cart.lines)?);
        if cart.paid_with_points != 0 && whole != 0 {
            let product = i128::from(cart.paid_with_points).checked_mul(i128::from(left)).or_overflow()?;
            cart.paid_with_points = round_div(product, whole, Rounding::HalfUp).or_overflow()?;
        }
        cart.attributes = keep(&cart.attributes, cart.stride, &cart.lines);
        let kept: Vec<usize> =
            cart.lines.iter().enumerate().filter(|(_, l)| l.quantity > 0).map(|(at, _)| at).collect();
        let place = |line: usize| kept.iter().position(|k| *k == line);
        cart.tags = cart.tags.iter().filter_map(|(l, t)| Some((place(*l)?, *t))).collect();
        cart.measures = cart.measures.iter().filter_map(|(l, m, n)| Some((place(*l)?, *m, *n))).collect();
        cart.lines.retain(|line| line.quantity > 0);
        Ok(Some(cart))
    }

    /// The standing it was evaluated by.
    pub(crate) fn standing(&self, program: &Program) -> Standing {
        let mut readings = vec![Some(0); program.tables.readings.len()];
        for (at, value) in &self.readings {
            if let Some(slot) = readings.get_mut(*at) {
                *slot = Some(*value);
            }
        }
        let (levels, balances) = (self.levels.clone(), self.balances.clone());
        let carried = self.carried.clone();
        let mut standing = Standing { readings, levels, balances, carried, ..Standing::default() };
        if let Some(version) = program.versions.iter().find(|version| version.from == self.version) {
            program.choose(version, &self.who, &mut standing, self.at.date(), true);
        }
        standing
    }
}

fn keep(attributes: &[Sym], stride: usize, lines: &[CartLine]) -> Vec<Sym> {
    let stride = stride.max(1);
    let kept = attributes.chunks(stride).zip(lines).filter(|(_, line)| line.quantity > 0);
    kept.flat_map(|(chunk, _)| chunk.iter().copied()).collect()
}

/// A line with fewer units: by price where there is one, in proportion where the amount was given.
fn reduced(program: &Program, line: &CartLine, left: i64) -> Result<CartLine, Refusal> {
    let share = |amount: i64| {
        let product = i128::from(amount).checked_mul(i128::from(left)).or_overflow()?;
        round_div(product, line.quantity.max(1), Rounding::HalfUp).or_overflow()
    };
    let before = crate::refusal::add(line.gross, line.own_discount)?;
    let own_discount = share(line.own_discount)?;
    let amount = match line.unit_price {
        Some(price) => program.line_amount(left, price).or_overflow()?,
        None => share(before)?,
    };
    Ok(CartLine {
        quantity: left,
        gross: sub(amount, own_discount)?.max(0),
        own_discount,
        tax: share(line.tax)?,
        ..*line
    })
}

/// The names that records refer to, collected while a state is written.
pub(crate) struct NameList<'p> {
    program: &'p Program,
    texts: Texts,
}

impl<'p> NameList<'p> {
    pub(crate) fn new(program: &'p Program) -> NameList<'p> {
        NameList { program, texts: Texts::default() }
    }

    fn text(&mut self, text: &str) -> i64 {
        let (_, place) = self.texts.add(text);
        i64::try_from(place.saturating_add(1)).unwrap_or(0)
    }

    fn sym(&mut self, sym: Sym) -> i64 {
        match self.program.names.text(sym) {
            Some(text) => self.text(&text),
            None => 0,
        }
    }

    pub(crate) fn into_texts(self) -> Vec<String> {
        self.texts.into_list().iter().map(ToString::to_string).collect()
    }
}

const FIXED_SLOTS: usize = 3;

impl Record {
    pub(crate) fn wire(&self, program: &Program, state: &State, names: &mut NameList<'_>) -> Wire {
        let tables = &program.tables;
        let mut lines = Vec::with_capacity(self.cart.lines.len());
        let mut extras = Vec::new();
        for (at, line) in self.cart.lines.iter().enumerate() {
            let attribute = |slot: u16| self.cart.attribute(at, slot);
            let mut row = vec![
                names.sym(attribute(0)),
                names.sym(attribute(1)),
                names.sym(attribute(2)),
                line.quantity,
                line.unit_price.unwrap_or(-1),
                line.gross.saturating_add(line.own_discount),
                line.own_discount,
                line.tax,
                self.returned.get(at).copied().unwrap_or(0),
                self.ids.get(at).map_or(0, |id| names.sym(*id)),
            ];
            while row.len() > 6 && row.last() == Some(&0) {
                row.pop();
            }
            lines.push(row);
            let text = |sym: Sym| program.names.text(sym).map(|t| t.to_string());
            let attributes: Map<String, String> = tables
                .line_attributes
                .iter()
                .enumerate()
                .skip(FIXED_SLOTS)
                .filter_map(|(slot, name)| Some((name.clone(), text(attribute(u16::try_from(slot).ok()?))?)))
                .collect();
            let tags: Vec<String> = self.cart.tags(at).filter_map(text).collect();
            let measures: Map<String, i64> = self
                .cart
                .measures
                .iter()
                .filter(|(l, ..)| *l == at)
                .filter_map(|(_, slot, n)| Some((tables.own_measures.get(usize::from(*slot))?.clone(), *n)))
                .collect();
            if !(attributes.is_empty() && tags.is_empty() && measures.is_empty()) {
                extras.push(LineExtras { line: u32::try_from(at).unwrap_or(0), tags, attributes, measures });
            }
        }
        let mut standing: Vec<Vec<i64>> = Vec::new();
        for (at, value) in &self.readings {
            standing.push(vec![names.text(&program.reading_name(*at)), *value]);
        }
        for ((at, value), count) in &self.by_value {
            standing.push(vec![names.text(&program.reading_name(*at)), *count, names.sym(*value)]);
        }
        let awards = self.awards.iter().map(|Given { award, holder }| {
            let unit = names.text(program.unit_id(usize::from(award.unit)));
            let mut row = vec![names.sym(award.rule), unit, award.amount];
            let holder = holder.text(&program.names).map(|holder| names.text(&holder));
            if award.of != award.rule {
                row.extend([holder.unwrap_or(0), names.sym(award.of)]);
            } else {
                row.extend(holder);
            }
            row
        });
        let awards = awards.collect();
        let text = |sym: Sym| program.names.text(sym).map(|t| t.to_string());
        let activity = self.act.as_ref().map(|act| ActivityRecord {
            r#type: text(act.kind).unwrap_or_default(),
            subject: text(act.subject),
            quantity: act.quantity,
            reversed: Some(self.reversed).filter(|n| *n != 0),
            attributes: pairs_of(program, &tables.activity_attributes, &act.attributes),
            spent: act.spent.iter().filter_map(|rule| text(*rule)).collect(),
        });
        let charges = if self.cart.shipping == 0 && self.cart.paid_with_points == 0 {
            Vec::new()
        } else {
            vec![self.cart.shipping, self.cart.paid_with_points]
        };
        let own = tables.own_measures.iter().zip(&self.cart.order_measures).filter(|(_, n)| **n != 0);
        Wire {
            id: self.id.to_string(),
            at: self.at,
            invoiced: (self.cart.invoiced != self.at.date()).then_some(self.cart.invoiced),
            version: self.version,
            lines,
            extras,
            charges,
            attributes: pairs_of(program, &tables.order_attributes, &self.cart.order_attributes),
            measures: own.map(|(name, n)| (name.clone(), *n)).collect(),
            profile: (self.profile != state.attributes).then(|| self.profile.as_ref().clone()),
            lists: (self.lists != state.lists).then(|| self.lists.as_ref().clone()),
            standing,
            tiers: self.levels.iter().map(|level| names.sym(*level)).collect(),
            carried: self
                .carried
                .iter()
                .filter_map(|(ladder, metric, amount)| {
                    Some(vec![i64::try_from(*ladder).ok()?, i64::try_from(*metric).ok()?, *amount])
                })
                .collect(),
            balances: if self.balances.iter().all(|b| *b == 0) { Vec::new() } else { self.balances.clone() },
            budgets: self.budgets.clone(),
            awards,
            participant: self.participant.as_deref().map(str::to_owned),
            beneficiary: self.beneficiary.as_deref().map(str::to_owned),
            partner: self.partner.as_deref().map(str::to_owned),
            plan: program.names.text(self.who.plan).filter(|_| self.who.plan != Sym::NONE).map(|t| t.to_string()),
            people: (self.people != state.people).then(|| self.people.as_ref().clone()),
            links: (*self.links != state.links).then(|| self.links.as_ref().clone()),
            consent: self.consent.clone(),
            received: self.received.iter().filter_map(|(who, n)| Some((who.text(&program.names)?, *n))).collect(),
            claimed: self.claimed.iter().map(|lot| lot.wire(program)).collect(),
            activity,
        }
    }
}

/// Attributes by name.
fn pairs_of(program: &Program, names: &[String], values: &[Sym]) -> Map<String, String> {
    let text = |sym: Sym| program.names.text(sym).map(|t| t.to_string());
    names.iter().zip(values).filter_map(|(name, value)| Some((name.clone(), text(*value)?))).collect()
}

impl Program {
    pub(crate) fn record_from(
        &self,
        wire: Wire,
        names: &[Sym],
        readings: &Texts,
        state: &State,
        path: &Path<'_>,
        findings: &mut Findings,
    ) -> Option<Record> {
        let tables = &self.tables;
        let name = |place: Option<&i64>| -> Sym {
            let place = place.and_then(|p| usize::try_from(*p).ok()).and_then(|p| p.checked_sub(1));
            place.and_then(|p| names.get(p)).copied().unwrap_or_default()
        };
        let text = |place: Option<&i64>| self.names.text(name(place));
        let stride = tables.line_attributes.len();
        let mut cart = Cart {
            at: wire.at,
            invoiced: wire.invoiced.unwrap_or_else(|| wire.at.date()),
            stride,
            attributes: vec![Sym::NONE; stride.saturating_mul(wire.lines.len())],
            shipping: wire.charges.first().copied().unwrap_or(0),
            paid_with_points: wire.charges.get(1).copied().unwrap_or(0),
            ..Cart::default()
        };
        let (mut ids, mut returned) = (Vec::new(), Vec::new());
        for (at, row) in wire.lines.iter().enumerate() {
            let number = |place: usize| row.get(place).copied().unwrap_or(0);
            for slot in 0..FIXED_SLOTS {
                if let Some(cell) = cart.attributes.get_mut(at.saturating_mul(stride).saturating_add(slot)) {
                    *cell = name(row.get(slot));
                }
            }
            cart.lines.push(CartLine {
                quantity: number(3),
                unit_price: Some(number(4)).filter(|p| *p >= 0),
                gross: number(5).saturating_sub(number(6)),
                own_discount: number(6),
                tax: number(7),
                net: 0,
                paid: 0,
            });
            returned.push(number(8));
            ids.push(name(row.get(9)));
        }
        for extra in &wire.extras {
            let at = usize::try_from(extra.line).ok()?;
            for tag in &extra.tags {
                cart.tags.push((at, self.sym(tag, path, findings)));
            }
            for (name, value) in &extra.attributes {
                if let Some(slot) = tables.line_attributes.iter().position(|n| n == name)
                    && let Some(cell) = cart.attributes.get_mut(at.saturating_mul(stride).saturating_add(slot))
                {
                    *cell = self.sym(value, path, findings);
                }
            }
            for (name, amount) in &extra.measures {
                if let Some(slot) =
                    tables.own_measures.iter().position(|n| n == name).and_then(|s| u16::try_from(s).ok())
                {
                    cart.measures.push((at, slot, *amount));
                }
            }
        }
        for name in &tables.order_attributes {
            cart.order_attributes.push(wire.attributes.get(name).map_or(Sym::NONE, |v| self.sym(v, path, findings)));
        }
        for name in &tables.own_measures {
            cart.order_measures.push(wire.measures.get(name).copied().unwrap_or(0));
        }
        let mut record = Record {
            id: wire.id.into(),
            at: wire.at,
            version: wire.version,
            cart,
            ids,
            returned,
            // A record tells only attributes that were others than the account's now.
            profile: Arc::clone(&state.attributes),
            lists: Arc::clone(&state.lists),
            who: Who {
                plan: wire.plan.as_deref().and_then(|plan| self.names.intern(plan)).unwrap_or_default(),
                ..state.who.clone()
            },
            readings: Vec::new(),
            by_value: Map::new(),
            levels: wire.tiers.iter().map(|t| name(Some(t))).collect(),
            carried: wire
                .carried
                .iter()
                .filter_map(|row| {
                    let [ladder, metric, amount] = row.as_slice() else { return None };
                    Some((usize::try_from(*ladder).ok()?, usize::try_from(*metric).ok()?, *amount))
                })
                .collect(),
            balances: wire.balances,
            budgets: wire.budgets,
            awards: Vec::new(),
            participant: wire.participant.map(Arc::from),
            beneficiary: wire.beneficiary.map(Arc::from),
            partner: wire.partner.map(Arc::from),
            consent: wire.consent,
            received: wire.received.iter().filter_map(|(who, n)| Some((Holder::read(who, &self.names)?, *n))).collect(),
            people: Arc::clone(&state.people),
            links: Arc::new(state.links.clone()),
            act: None,
            reversed: 0,
            claimed: wire.claimed.iter().filter_map(|lot| self.lot_from(lot)).collect(),
        };
        if let Some(people) = wire.people {
            record.who.people = self.people_of(&people);
            record.people = Arc::new(people);
        }
        if let Some(links) = wire.links {
            let sym = |text: &str| self.names.intern(text).unwrap_or_default();
            record.who.links = links.iter().map(|(link, account)| (sym(link), sym(account))).collect();
            record.links = Arc::new(links);
        }
        let person = |id: Option<&Arc<str>>| id.map_or(Sym::NONE, |id| self.names.intern(id).unwrap_or_default());
        (record.who.actor, record.who.beneficiary) = (
            record.who.person(person(record.participant.as_ref())),
            record.who.person(person(record.beneficiary.as_ref())),
        );
        if let Some(activity) = wire.activity {
            let sym = |text: &str, findings: &mut Findings| self.sym(text, path, findings);
            let mut attributes = Vec::new();
            for name in &tables.activity_attributes {
                attributes.push(activity.attributes.get(name).map_or(Sym::NONE, |v| sym(v, findings)));
            }
            record.reversed = activity.reversed.unwrap_or(0);
            record.act = Some(Act {
                kind: sym(&activity.r#type, findings),
                subject: activity.subject.as_deref().map_or(Sym::NONE, |subject| sym(subject, findings)),
                quantity: activity.quantity,
                attributes,
                spent: activity.spent.iter().map(|rule| sym(rule, findings)).collect(),
                came: (activity.r#type == crate::compile::JOINING).then_some(Came::Joining),
            });
        }
        if let Some(profile) = wire.profile {
            record.who.attributes = self.account_attributes(&profile, findings);
            record.profile = Arc::new(profile);
        }
        if let Some(lists) = wire.lists {
            record.who.lists = self.account_lists(&lists, findings);
            record.lists = Arc::new(lists);
        }
        for row in &wire.standing {
            let reading = text(row.first()).and_then(|t| readings.find(&t));
            if let (Some(reading), Some(count)) = (reading, row.get(1)) {
                match row.get(2) {
                    Some(value) => {
                        record.by_value.insert((reading, name(Some(value))), *count);
                    }
                    None => record.readings.push((reading, *count)),
                }
            }
        }
        for row in &wire.awards {
            let unit = text(row.get(1)).and_then(|t| tables.units.iter().position(|u| u.id == *t));
            if let (Some(unit), Some(amount)) = (unit.and_then(|u| u16::try_from(u).ok()), row.get(2)) {
                let holder = text(row.get(3)).and_then(|text| Holder::read(&text, &self.names));
                let rule = name(row.first());
                let of = row.get(4).map_or(rule, |of| name(Some(of)));
                let award = Awarded { rule, of, unit, amount: *amount };
                record.awards.push(Given { award, holder: holder.unwrap_or_default() });
            }
        }
        Some(record)
    }

    /// Adds what an order on record contributes to a counter that the state did not hold.
    pub(crate) fn count_record(&self, state: &mut State, record: &Record, at: usize) -> Option<()> {
        let counter = self.tables.counters.get(at)?;
        let cart = record.rest(self).ok()??;
        let version = self.versions.iter().find(|v| v.from == record.version)?;
        let standing = record.standing(self);
        let input = Input {
            program: self,
            version,
            standing: &standing,
            past: Past::Noted(&record.by_value),
            account: &record.who,
            activity: None,
            day: record.at.date(),
            budgets: &record.budgets,
            lines_only: false,
        };
        let mut cart = cart;
        for line in &mut cart.lines {
            line.net = line.gross;
        }
        let sums = crate::evaluate::sum(&cart).ok()?;
        let facts = input.facts(&cart, sums);
        // Amounts after discounts are not on record: where any rule gives one, the past is not told by it.
        if matches!(counter.counted, Counted::Lines(crate::rule::measure::What::Amount))
            && !version.discounts.is_empty()
        {
            return None;
        }
        // What came back since came back in time, as far as the record tells.
        self.count_cart(state, &facts, at, 1, facts.day).ok()
    }

    /// Adds `times` of what a cart contributes to a counter, booked `today`.
    pub(crate) fn count_cart(
        &self,
        state: &mut State,
        facts: &Facts<'_>,
        at: usize,
        times: i64,
        today: Date,
    ) -> Result<(), Refusal> {
        let calendar = self.calendar(state.joined.unwrap_or(facts.day));
        match self.counts_of(facts, at, (times, today), &calendar)? {
            Some(count) => count.add_to(state),
            None => Ok(()),
        }
    }

    /// So many times what a cart contributes to a counter, booked `today`; none where it counts nothing of it.
    pub(super) fn counts_of(
        &self,
        facts: &Facts<'_>,
        at: usize,
        (times, today): (i64, Date),
        calendar: &Calendar,
    ) -> Result<Option<Count>, Refusal> {
        let Some(counter) = self.tables.counters.get(at) else { return Ok(None) };
        let day = if counter.by_invoice { facts.cart.invoiced } else { facts.day };
        if !counts_on(counter, day) {
            return Ok(None);
        }
        if counter.fixed.is_some_and(|fixed| fixed.closed(calendar, day, today)) {
            return Ok(None);
        }
        let bucket = calendar.bucket(counter.unit, day);
        let amount = facts.contribution(counter)?.checked_mul(times).or_overflow()?;
        let mut values = Vec::new();
        if let Counted::ByAttribute(slot) = counter.counted {
            for line in 0..facts.cart.lines.len() {
                let value = facts.cart.attribute(line, slot);
                if value != Sym::NONE && !values.contains(&value) && facts.takes(counter, line)? {
                    values.push(value);
                }
            }
        }
        Ok(Some(Count { counter: at, whose: counter.whose.of(facts.account), bucket, amount, values, times }))
    }

    pub(crate) fn version_from(&self, day: Date) -> Result<usize, Refusal> {
        self.versions.iter().position(|v| v.from == day).ok_or_else(|| {
            Refusal::new(
                RefusalCode::NotInForce,
                format!("the version of {day}, by which the order was evaluated, is no longer in the program"),
                "keep the versions of the past in the document",
            )
        })
    }
}

/// What a cart adds to a counter.
pub(super) struct Count {
    counter: usize,
    whose: Option<Sym>,
    bucket: i32,
    amount: i64,
    /// Values of an attribute that are counted, each so many times.
    values: Vec<Sym>,
    times: i64,
}

impl Count {
    /// Adds it.
    pub(super) fn add_to(self, state: &mut State) -> Result<(), Refusal> {
        let Some(buckets) = state.counted_in(self.counter) else { return Ok(()) };
        if self.amount != 0 {
            buckets.add_whose(self.whose, self.bucket, self.amount)?;
        }
        for value in self.values {
            buckets.add_of(value, self.bucket, self.times)?;
        }
        Ok(())
    }
}
