//! Records as a stored state holds them: rows of numbers, names by their place in a list.

use super::points::{Awarded, Given, Holder};
use super::record::Record;
use super::state::State;
use crate::evaluate::{Act, Came, Cart, CartLine, Who};
use crate::findings::{Findings, Path};
use crate::map::Map;
use crate::names::{Sym, Texts};
use crate::program::Program;
use crate::wire::state::{ActivityRecord, LineExtras, Record as Wire};
use std::sync::Arc;

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
}
