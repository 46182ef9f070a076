//! Terms for some, from wire to compiled form: what each of them is about, and which of several definitions is whose.

use super::context::Context;
use super::context::plain;
use crate::findings::{Code, Path, did_you_mean};
use crate::names::Texts;
use crate::rule::Rule;
use crate::rule::award::{Over, Pay};
use crate::rule::condition::{Cond, Test};
use crate::terms::{Held, Term, Terms};
use crate::tier::Ladder;
use crate::time::{Calendar, Date, Unit};
use crate::wire::condition::Condition;
use crate::wire::document as wire;
use crate::wire::over::{decode_over, item, member};
use crate::wire::show::to_short_text;
use crate::wire::terms;
use jsonc_parser::ast::Value;

/// What terms make of one rule or ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Becomes {
    /// Another definition: which item of `change`, `add` or `tiers`.
    Other(usize),
    /// Nothing: which item of `remove`.
    Gone(usize),
}

/// What the terms of a version are about.
#[derive(Debug, Default)]
pub(super) struct Topics {
    /// Ids of rules, then of ladders, with the place of their topic.
    rules: Texts,
    ladders: Texts,
    of_rules: Vec<usize>,
    of_ladders: Vec<usize>,
    /// By topic: the terms, what they make of it, and where that is written.
    list: Vec<Vec<(usize, Becomes, &'static str)>>,
}

/// One of the terms that are about something: which, what it makes of it, as which definition.
pub(super) type Definition = (usize, Becomes, Held);

impl Topics {
    fn note(&mut self, ladder: bool, id: &str, term: usize, becomes: Becomes, key: &'static str) -> bool {
        let (ids, places) =
            if ladder { (&mut self.ladders, &mut self.of_ladders) } else { (&mut self.rules, &mut self.of_rules) };
        let (new, at) = ids.add(id);
        if new {
            places.push(self.list.len());
            self.list.push(Vec::new());
        }
        let Some(topic) = places.get(at).and_then(|place| self.list.get_mut(*place)) else { return false };
        if topic.last().is_some_and(|(last, ..)| *last == term) {
            return false;
        }
        topic.push((term, becomes, key));
        true
    }

    /// Which definition the version's own is, and those of terms, for a rule or ladder.
    pub(super) fn of(&self, ladder: bool, id: &str) -> (Option<Held>, Vec<Definition>) {
        let (ids, places) = if ladder { (&self.ladders, &self.of_ladders) } else { (&self.rules, &self.of_rules) };
        let Some(at) = ids.find(id).and_then(|at| places.get(at)).copied() else { return (None, Vec::new()) };
        let topic = u32::try_from(at).unwrap_or(u32::MAX);
        let others = (1_u32..).zip(self.list.get(at).into_iter().flatten());
        let definitions = others.map(|(place, (term, becomes, _))| (*term, *becomes, Held { topic, place }));
        (Some(Held { topic, place: 0 }), definitions.collect())
    }
}

impl Topics {
    /// The definition that some terms bring.
    fn by(&self, ladder: bool, id: &str, term: usize) -> Option<Held> {
        self.of(ladder, id).1.into_iter().find(|(of, ..)| *of == term).map(|(.., held)| held)
    }
}

impl Context<'_> {
    /// For whom and when the terms of a version hold.
    pub(super) fn terms(&mut self, list: &[terms::Terms], topics: &Topics, path: &Path<'_>) -> Option<Terms> {
        let mut seen = Texts::default();
        let mut made = Vec::new();
        for (index, term) in list.iter().enumerate() {
            let here = path.index(index);
            self.unique(&term.id, &mut seen, "term", &here);
            if term.reason.trim().is_empty() {
                let message = "the reason is empty";
                self.findings.error(Code::OutOfRange, &here.key("reason"), message, "say why these terms were agreed");
            }
            if term.change.is_empty() && term.add.is_empty() && term.remove.is_empty() && term.tiers.is_empty() {
                let help = "add \"change\", \"add\", \"remove\" or \"tiers\", or remove them";
                self.findings.warning(Code::NoEffect, &here, "the terms change nothing", help);
            }
            let days = match &term.window {
                Some(window) => self.window(window, &here.key("window")).map(Some),
                None => Some(None),
            };
            if let Some(Some(days)) = days {
                self.never_open(days, super::placed::On::Order, &here.key("window"));
            }
            let gates = self.condition(&term.when, &here.key("when"));
            let by_level = !gates.iter().all(|gate| gate.every(&|test| !matches!(test, Test::Level { .. })));
            let mut wrong = |message: &str, help: &str| {
                self.findings.error(Code::Contradiction, &here.key("when"), message, help);
            };
            if gates.is_empty() {
                wrong(
                    "the terms are for nobody in particular",
                    "say for which accounts, or change the rules themselves",
                );
            } else if !gates.iter().all(Cond::of_account) {
                wrong("whom terms are for depends on the account alone", "use \"account\" here");
            } else if by_level && !term.tiers.is_empty() {
                wrong(
                    "terms that replace a ladder cannot depend on a level",
                    "the level would depend on itself: use the account's id, attributes or pilot",
                );
            }
            let (text, name, reason) = (term.id.clone(), plain(&term.name), term.reason.clone());
            made.push(days.map(|days| Term { text, name, reason, days, gates, by_level }));
        }
        let number = |term: &(usize, Becomes, &str)| u32::try_from(term.0).unwrap_or(u32::MAX);
        let topics = topics.list.iter().map(|topic| topic.iter().map(number).collect()).collect();
        Some(Terms { list: made.into_iter().collect::<Option<_>>()?, topics })
    }

    /// What the terms of a version are about; says so where that is nothing.
    pub(super) fn topics(&mut self, version: &wire::Version, path: &Path<'_>) -> Topics {
        let mut topics = Topics::default();
        let mut own = Texts::default();
        for rule in version.rules.iter().chain(&version.promotions) {
            own.add(&rule.id);
        }
        for (t, term) in version.terms.iter().enumerate() {
            let here = path.index(t);
            let changed = term.change.iter().enumerate().map(|(at, c)| ("change", at, &c.id, Becomes::Other(at)));
            let removed = term.remove.iter().enumerate().map(|(at, id)| ("remove", at, id, Becomes::Gone(at)));
            for (key, at, id, becomes) in changed.chain(removed) {
                let list = here.key(key);
                if own.find(id).is_none() {
                    let known: Vec<&str> = version.rules.iter().chain(&version.promotions).map(|r| &*r.id).collect();
                    let (message, help) = (format!("no rule is called '{id}'"), did_you_mean(id, &known));
                    self.findings.error(Code::DanglingReference, &list.index(at), message, help);
                } else if !topics.note(false, id, t, becomes, key) {
                    self.twice(id, &list.index(at));
                }
            }
            for (at, rule) in term.add.iter().enumerate() {
                let list = here.key("add");
                let place = list.index(at);
                if !topics.note(false, &rule.id, t, Becomes::Other(at), "add") && own.find(&rule.id).is_none() {
                    self.twice(&rule.id, &place);
                }
            }
            for (at, ladder) in term.tiers.iter().enumerate() {
                let list = here.key("tiers");
                let place = list.index(at);
                let Some(of) = version.tiers.iter().find(|of| of.id == ladder.id) else {
                    let known: Vec<&str> = version.tiers.iter().map(|of| of.id.as_str()).collect();
                    let (message, help) =
                        (format!("no ladder is called '{}'", ladder.id), did_you_mean(&ladder.id, &known));
                    self.findings.error(Code::DanglingReference, &place.key("id"), message, help);
                    continue;
                };
                if !topics.note(true, &ladder.id, t, Becomes::Other(at), "tiers") {
                    self.twice(&ladder.id, &place);
                }
                let known: Vec<&str> = of.levels.iter().map(|level| level.id.as_str()).collect();
                let mut seen = Texts::default();
                for (l, level) in ladder.levels.iter().enumerate() {
                    let levels = place.key("levels");
                    let here = levels.index(l);
                    self.unique(&level.id, &mut seen, "level", &here);
                    if !known.contains(&level.id.as_str()) {
                        let message = format!("the ladder '{}' has no level '{}'", ladder.id, level.id);
                        let help = did_you_mean(&level.id, &known);
                        self.findings.error(Code::DanglingReference, &here.key("id"), message, help);
                    }
                }
            }
        }
        self.overlapping(version, &topics, path);
        topics
    }

    fn twice(&mut self, id: &str, path: &Path<'_>) {
        let message = format!("the terms are about '{id}' twice");
        self.findings.error(Code::DuplicateId, path, message, "change, add or remove it once");
    }

    /// Warns of terms about one thing that can be seen to hold for one account on one day.
    fn overlapping(&mut self, version: &wire::Version, topics: &Topics, path: &Path<'_>) {
        for topic in &topics.list {
            // The latest terms for each account or condition; what is behind them was told before.
            let (mut known, mut latest) = (Texts::default(), Vec::new());
            for (t, becomes, key) in topic {
                let Some(term) = version.terms.get(*t) else { continue };
                let mut told = false;
                for whom in whom(&term.when) {
                    let (new, place) = known.add(&whom);
                    if new {
                        latest.push(*t);
                        continue;
                    }
                    let Some(before) = latest.get_mut(place).map(|latest| std::mem::replace(latest, *t)) else {
                        continue;
                    };
                    let Some(before) = version.terms.get(before).filter(|before| !told && meet(before, term)) else {
                        continue;
                    };
                    told = true;
                    let (here, at) = (
                        path.index(*t),
                        match becomes {
                            Becomes::Other(at) | Becomes::Gone(at) => *at,
                        },
                    );
                    let list = here.key(key);
                    self.findings.warning(
                        Code::TermsOverlap,
                        &list.index(at),
                        format!(
                            "the terms '{}' are about the same thing, for the same account on the same days",
                            before.id
                        ),
                        "the later in the document win; where that is not meant, let the windows or accounts differ",
                    );
                }
            }
        }
    }

    /// All rules of a version, those of terms where they are about one in its place, and where the version's own stand.
    pub(super) fn all_rules(
        &mut self,
        number: usize,
        version: &wire::Version,
        topics: &Topics,
        path: &Path<'_>,
    ) -> (Vec<Option<Rule>>, Vec<usize>) {
        let (mut rules, mut written) = (Vec::new(), Vec::new());
        self.earlier.clear();
        let terms = path.key("terms");
        let tree = item(self.root, "versions", number);
        for (key, list, promotion) in [("rules", &version.rules, false), ("promotions", &version.promotions, true)] {
            let at = path.key(key);
            for (index, rule) in list.iter().enumerate() {
                let (own, others) = topics.of(false, &rule.id);
                self.held = own;
                written.push(rules.len());
                let made = self.rule(rule, promotion, &at.index(index));
                let sound = made.is_some();
                self.stands_before(made.as_ref(), rules.len());
                rules.push(made);
                for (term, becomes, held) in others.into_iter().filter(|_| sound) {
                    let Becomes::Other(change) = becomes else { continue };
                    let change_tree = tree.and_then(|tree| item(item(tree, "terms", term)?, "change", change));
                    let of = tree.and_then(|tree| item(tree, key, index));
                    let (Some(changed), Some(of)) = (change_tree, of) else { continue };
                    let here = terms.index(term);
                    let here = here.key("change");
                    self.held = Some(held);
                    let made = self.changed(changed, of, promotion, &here.index(change));
                    self.stands_before(made.as_ref(), rules.len());
                    rules.push(made);
                }
            }
        }
        for (t, term) in version.terms.iter().enumerate() {
            let here = terms.index(t);
            let list = here.key("add");
            for (index, rule) in term.add.iter().enumerate() {
                self.held = topics.by(false, &rule.id, t);
                let made = self.rule(rule, true, &list.index(index));
                self.stands_before(made.as_ref(), rules.len());
                rules.push(made);
            }
        }
        (rules, written)
    }

    /// A rule as terms change it. What is to be warned of fields that they leave alone was told of the rule itself.
    fn changed(&mut self, change: &Value<'_>, of: &Value<'_>, promotion: bool, path: &Path<'_>) -> Option<Rule> {
        let since = self.findings.len();
        let made = self.rule(&decode_over(change, of), promotion, path);
        let start = path.to_string().len().saturating_add(1);
        self.findings.forget_warnings(since, |path| {
            let field = path.get(start..).and_then(|rest| rest.split(['.', '[']).next()).unwrap_or("");
            member(change, |name| name == field).is_none()
        });
        made
    }

    /// All ladders of a version, and the rules that their levels bring.
    pub(super) fn all_ladders(
        &mut self,
        version: &wire::Version,
        topics: &Topics,
        path: &Path<'_>,
    ) -> (Vec<Option<Ladder>>, Vec<Rule>) {
        let (mut ladders, mut benefits) = (Vec::new(), Vec::new());
        let terms = path.key("terms");
        // Those of terms behind all of the version's own: records of orders tell levels by the places of ladders.
        for t in 0..=version.terms.len() {
            let term = t.checked_sub(1);
            let at = term.map(|term| terms.index(term));
            let (list, here) = match (term.and_then(|term| version.terms.get(term)), &at) {
                (Some(term), Some(at)) => (&term.tiers, at.key("tiers")),
                (_, _) => (&version.tiers, path.key("tiers")),
            };
            for (index, ladder) in list.iter().enumerate() {
                self.held = match term {
                    Some(term) => topics.by(true, &ladder.id, term),
                    None => topics.of(true, &ladder.id).0,
                };
                ladders.push(self.ladder(ladder, &here.index(index)));
            }
        }
        // What levels bring stands where the version has the ladder.
        let tiers = path.key("tiers");
        for (index, ladder) in version.tiers.iter().enumerate() {
            let (own, others) = topics.of(true, &ladder.id);
            let mut definitions = vec![(ladder, None, index, own)];
            for (term, becomes, held) in others {
                let Becomes::Other(at) = becomes else { continue };
                let of = version.terms.get(term).and_then(|term| term.tiers.get(at));
                definitions.extend(of.map(|of| (of, Some(term), at, Some(held))));
            }
            for (ladder, term, at, held) in definitions {
                self.held = held;
                let here = term.map(|term| terms.index(term));
                let list = here.as_ref().map_or(tiers, |here| here.key("tiers"));
                self.benefits(ladder, &list.index(at), &mut benefits);
            }
        }
        (ladders, benefits)
    }

    /// Warns of terms that begin or end within a period that a rule of theirs settles.
    pub(super) fn cut_periods(&mut self, terms: &Terms, rules: &[Rule], path: &Path<'_>) {
        for rule in rules {
            let (Pay::Period(pay), Some(held)) = (&rule.pay, rule.held) else { continue };
            let Over::Unit(unit) = pay.over else { continue };
            if !matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::HalfYear | Unit::Year) {
                continue;
            }
            let calendar = Calendar { year_starts: self.year_starts, joined: Date::default() };
            // The version's own definition is cut by all of its topic's terms, another one by its own.
            let topic = terms.topics.get(crate::evaluate::index(held.topic)).map_or(&[][..], Vec::as_slice);
            for (place, at) in (1_u32..).zip(topic) {
                let Some(days) = terms.list.get(crate::evaluate::index(*at)).and_then(|term| term.days) else {
                    continue;
                };
                if held.place != 0 && held.place != place {
                    continue;
                }
                let (from, until) = self.in_force;
                let within = |day: Date| day > from && until.is_none_or(|until| day < until);
                let cuts = |day: Date| within(day) && calendar.span_of(unit, day).start != day;
                for (key, day, cut) in [("from", days.start, cuts(days.start)), ("to", days.last(), cuts(days.end))] {
                    if cut {
                        let (here, word) = (path.index(crate::evaluate::index(*at)), super::context::word_of(unit));
                        self.findings.warning(
                            Code::MidPeriod,
                            &here.key("window").key(key),
                            format!(
                                "{day} lies within a {word} of '{}', and the terms of its last day settle all of it",
                                rule.text
                            ),
                            "let the window begin and end with the period, or add a rebate over the days of the window",
                        );
                    }
                }
            }
        }
    }
}

/// A condition that asks for nothing but ids, without them.
const NOTHING_BUT_IDS: &str = r#"{"account":{"attributes":{},"id":},"attributes":{}}"#;

/// Whom a condition is about, so that equal texts tell that one account can meet two conditions: each id where it asks
/// for nothing but ids, else the condition as it stands.
fn whom(when: &Condition) -> Vec<String> {
    let whole = to_short_text(when);
    if let Some(ids) = when.account.as_ref().and_then(|account| account.id.as_ref()).filter(|ids| !ids.not)
        // What is not asked for takes no room.
        && whole.len() == NOTHING_BUT_IDS.len().saturating_add(to_short_text(ids).len())
    {
        return ids.names.clone();
    }
    vec![whole]
}

/// Do the windows of two terms share a day?
fn meet(one: &terms::Terms, other: &terms::Terms) -> bool {
    let days = |terms: &terms::Terms| {
        let window = terms.window.as_ref();
        (window.and_then(|w| w.from), window.and_then(|w| w.to))
    };
    let before = |last: Option<Date>, first: Option<Date>| last.zip(first).is_some_and(|(last, first)| last < first);
    let ((from, to), (first, last)) = (days(one), days(other));
    !before(to, first) && !before(last, from)
}
