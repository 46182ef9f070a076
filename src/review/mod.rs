//! Checks: what a valid program does that its author may not have meant.
//!
//! They run on the compiled program and on the document it was made from, when somebody asks, and never when a program
//! is loaded to preview with. Numbers in a finding are the engine's own: where a check says what an order brings, that
//! order was evaluated. What cannot be shown is not said.

mod bands;
mod benefits;
mod cliffs;
mod conditions;
mod growth;
mod levels;
mod limits;
mod meet;
mod never;
mod price;
mod probe;
mod promises;
mod series;
mod shadow;
mod texts;
mod unused;
mod wish;
mod worth;

use crate::bounds;
use crate::evaluate::Room;
use crate::findings::{CHECKS, Code, Finding, Findings, Path, Severity, did_you_mean};
use crate::program::{Program, Version};
use crate::rule::Rule;
use crate::time::{Date, Span};
use crate::wire::checks::{CheckChoice, CheckSeverity};
use crate::wire::decode::decode;
use crate::wire::document::{self as wire, Document};
use crate::wire::read_with;
use crate::wire::rule::Rule as WireRule;

impl Program {
    /// What the checks find in the program: bands never reached, cliffs, rules that never pay, promises without a
    /// budget and the like. How much each finding weighs is the document's choice (`checks`). None of them refuses to
    /// load a document; whoever publishes one may refuse it for an error among them.
    ///
    /// ```
    /// let text = r#"{ "earnest": 1, "id": "club", "currency": "EUR", "timeZone": "UTC", "versions": [{
    ///   "from": "2026-01-01", "rules": [{ "id": "volume", "rebate": { "over": "year", "mode": "whole",
    ///     "bands": [{ "from": 0, "rate": "5 %" }, { "from": "1000.00", "rate": "4 %" }] } }] }] }"#;
    /// let found = earnest::Program::read(text).unwrap().review();
    /// assert_eq!(found[0].code().as_str(), "cliff");
    /// assert_eq!(found[0].message(), "spending more gets less: 999.99 EUR bring 50.00 EUR, 1000.00 EUR bring 40.00 EUR");
    /// ```
    #[must_use]
    pub fn review(&self) -> Vec<Finding> {
        read_with(&self.text, |value, path, findings| {
            // Of what was read once already nothing more is told.
            let document: Document = decode(value, path, &mut Findings::default())?;
            let mut review = Review::new(self, &document, findings);
            review.run();
            review.close();
            Some(())
        })
        .1
    }
}

/// A check of one program.
struct Review<'p> {
    program: &'p Program,
    document: &'p Document,
    findings: &'p mut Findings,
    /// Exceptions that were made use of: the check and the id.
    excused: Vec<(Code, String)>,
    /// Work that is left to a check; each look at a condition or a rule takes some.
    left: usize,
    /// Whether a check had to stop.
    partly: bool,
    room: Room,
}

/// The terms of one version, as they are written and as they are compiled.
#[derive(Clone, Copy)]
struct Terms<'p> {
    /// Its place among the versions.
    at: usize,
    wire: &'p wire::Version,
    version: &'p Version,
    /// The days on which it is in force.
    days: Span,
}

/// A rule that somebody wrote.
#[derive(Clone, Copy)]
struct Placed<'p> {
    /// Its place among the compiled rules.
    at: usize,
    rule: &'p Rule,
    wire: &'p WireRule,
    version: usize,
    /// "rules" or "promotions", and the place there.
    list: (&'static str, usize),
}

impl Placed<'_> {
    /// Where it stands, and what of it.
    fn path(&self, rest: &str) -> String {
        format!("$.versions[{}].{}[{}]{rest}", self.version, self.list.0, self.list.1)
    }

    fn is_promotion(&self) -> bool {
        self.list.0 == "promotions"
    }
}

impl<'p> Terms<'p> {
    /// The rules that stand in the document, in its order; what levels bring is left out.
    fn rules(self) -> impl Iterator<Item = Placed<'p>> {
        let lists = [("rules", &self.wire.rules), ("promotions", &self.wire.promotions)];
        let written =
            lists.into_iter().flat_map(|(key, list)| list.iter().enumerate().map(move |(at, w)| (key, at, w)));
        // Of what terms change, the version's own definition is looked at; the others hold for few.
        let own = |(_, rule): &(usize, &Rule)| rule.held.is_none_or(|held| held.place == 0);
        let rules = self.version.rules.iter().enumerate().filter(own);
        rules.zip(written).map(move |((at, rule), (key, place, wire))| Placed {
            at,
            rule,
            wire,
            version: self.at,
            list: (key, place),
        })
    }

    fn path(&self, rest: &str) -> String {
        format!("$.versions[{}]{rest}", self.at)
    }

    /// The days on which a rule runs; none where there are none.
    fn days_of(&self, rule: &Rule) -> Option<Span> {
        let both = common(self.days, rule.days.unwrap_or(self.days));
        (both.start < both.end).then_some(both)
    }
}

/// The days that both hold.
fn common(one: Span, other: Span) -> Span {
    Span { start: one.start.max(other.start), end: one.end.min(other.end) }
}

/// The last day that dates are reckoned to.
fn for_ever() -> Date {
    Date::from_days(2_932_896)
}

impl<'p> Review<'p> {
    fn new(program: &'p Program, document: &'p Document, findings: &'p mut Findings) -> Review<'p> {
        let (excused, room) = (Vec::new(), Room::default());
        Review { program, document, findings, excused, left: bounds::REVIEW, partly: false, room }
    }

    /// Runs every check on every version.
    fn run(&mut self) {
        let (program, document) = (self.program, self.document);
        let checks: [fn(&mut Review<'p>, Terms<'p>); 14] = [
            Review::never_pays,
            Review::idle_bands,
            Review::growth_bands,
            Review::limits,
            Review::levels,
            Review::benefits,
            Review::shadowed,
            Review::series,
            Review::cliffs,
            Review::price_cliffs,
            Review::arbitrage,
            Review::promises,
            Review::many_conditions,
            Review::unused,
        ];
        let ends = program.versions.iter().skip(1).map(|next| next.from).chain([for_ever()]);
        for (at, ((wire, version), end)) in document.versions.iter().zip(&program.versions).zip(ends).enumerate() {
            let terms = Terms { at, wire, version, days: Span { start: version.from, end } };
            for check in checks {
                // What one check uses up is not missed by the next.
                self.left = bounds::REVIEW.checked_div(document.versions.len()).unwrap_or(0);
                check(self, terms);
                self.partly |= self.left == 0;
            }
        }
        self.left = bounds::REVIEW;
        self.unused_currencies();
    }

    /// How much a check's findings weigh; none where they are not told.
    fn weight(&self, code: Code) -> Option<Severity> {
        let own = CHECKS.iter().find(|(check, _)| *check == code).map(|(_, severity)| *severity);
        let chosen = match self.document.checks.0.get(code.as_str()) {
            Some(CheckChoice::Weighs(weight)) => Some(*weight),
            Some(CheckChoice::Except(chosen)) => chosen.severity,
            None => None,
        };
        match chosen {
            Some(CheckSeverity::Error) => Some(Severity::Error),
            Some(CheckSeverity::Warning) => Some(Severity::Warning),
            Some(CheckSeverity::Advice) => Some(Severity::Advice),
            Some(CheckSeverity::Off) => None,
            None => own,
        }
    }

    /// Is the check asked for at all?
    fn asked(&self, code: Code) -> bool {
        self.weight(code).is_some()
    }

    /// Did the author except this?
    fn excepted(&mut self, code: Code, id: &str) -> bool {
        let Some(CheckChoice::Except(chosen)) = self.document.checks.0.get(code.as_str()) else { return false };
        if !self.work(chosen.except.len().saturating_add(self.excused.len())) {
            return false;
        }
        let excepted = chosen.except.iter().any(|known| known == id);
        if excepted && !self.excused.iter().any(|(of, known)| *of == code && known == id) {
            self.excused.push((code, id.to_owned()));
        }
        excepted
    }

    /// Notes what a check found about the thing called `id`.
    fn tell(&mut self, code: Code, id: &str, path: String, message: String, help: &str) {
        let Some(severity) = self.weight(code) else { return };
        if self.findings.len() < bounds::FINDINGS && !self.excepted(code, id) {
            self.findings.push(severity, code, path, message, help.to_owned());
        }
    }

    /// Takes so much of the work that is left; false where there is none.
    fn work(&mut self, much: usize) -> bool {
        match self.left.checked_sub(much.max(1)) {
            Some(left) => {
                self.left = left;
                true
            }
            None => {
                self.left = 0;
                false
            }
        }
    }

    /// Says what was left undone, and which exceptions are about nothing.
    fn close(&mut self) {
        if self.partly {
            self.findings.push(
                Severity::Advice,
                Code::PartlyChecked,
                "$".into(),
                "the program is too large to be checked whole: some findings may be missing".into(),
                "check its parts by themselves".into(),
            );
        }
        let known = self.ids();
        for (name, check) in self.document.checks.0.iter() {
            let CheckChoice::Except(chosen) = check else { continue };
            let Some((code, _)) = CHECKS.iter().find(|(code, _)| code.as_str() == name) else { continue };
            let (checks, root) = (Path::ROOT.key("checks"), name.as_str());
            let here = checks.key(root);
            let list = here.key("except");
            for (at, id) in chosen.except.iter().enumerate().take(bounds::EXCEPTIONS) {
                // What was not looked at may still be there.
                if self.partly || self.excused.iter().any(|(of, known)| of == code && known == id) {
                    continue;
                }
                let (message, help) = if known.contains(&id.as_str()) {
                    (format!("'{name}' finds nothing about '{id}'"), "remove it".to_owned())
                } else {
                    (format!("nothing is called '{id}'"), did_you_mean(id, &known))
                };
                self.findings.warning(Code::NoEffect, &list.index(at), message, help);
            }
        }
    }

    /// Everything that an exception can name.
    fn ids(&self) -> Vec<&'p str> {
        let document = self.document;
        let mut ids: Vec<&str> = document.points.iter().map(|points| points.id.as_str()).collect();
        for version in &document.versions {
            ids.extend(version.rules.iter().chain(&version.promotions).map(|rule| rule.id.as_str()));
            ids.extend(version.groups.iter().map(|group| group.id.as_str()));
            ids.extend(version.budgets.iter().map(|budget| budget.id.as_str()));
            for ladder in &version.tiers {
                ids.push(&ladder.id);
                ids.extend(ladder.levels.iter().map(|level| level.id.as_str()));
                ids.extend(ladder.metrics.iter().map(|metric| metric.id.as_str()));
            }
        }
        ids
    }
}
