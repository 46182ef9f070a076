//! From a document to a program, collecting every finding on the way.

mod against;
mod bands;
mod boards;
mod conditions;
mod context;
mod declare;
mod discounts;
mod history;
pub(crate) mod ladders;
mod limits;
mod lives;
mod measures;
mod mergers;
mod net;
mod pays;
mod period_pay;
mod period_scale;
mod pilots;
mod placed;
mod plans;
mod rewards;
mod rules;
mod scales;
mod terms;
mod together;

#[cfg(feature = "books")]
pub(crate) use context::unit_of;
pub(crate) use context::{BRAND, CATEGORY, SKU, Tables};
pub(crate) use declare::discount_id;
pub(crate) use rules::JOINING;

use crate::amounts::{Decimal, Ratio};
use crate::evaluate::Came;
use crate::findings::{CHECKS, Code, Finding, Findings, Path, did_you_mean};
use crate::names::{Names, Texts};
use crate::program::{Currency, LineIndex, Program, Version};
use crate::rule::Rule;
use crate::rule::Trigger;
use crate::rule::award::Pay;
use crate::rule::life::Life;
use crate::rule::limits::Group;
use crate::rule::measure::{Counted, What};
use crate::time::Date;
use crate::wire::checks::Checks;
use crate::wire::decode::decode;
use crate::wire::document::{self as wire, Document, FORMAT, GroupScope, Pick};
use crate::wire::read_with;
use context::{Context, MONEY};
use jsonc_parser::ast::Value;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// Each version that is compiled gets a number of its own.
static NUMBERS: AtomicU64 = AtomicU64::new(1);

impl Program {
    /// Reads and compiles a document.
    ///
    /// # Errors
    /// Everything that refuses the document, with its place; warnings are kept in [`Program::findings`].
    ///
    /// ```
    /// let text = r#"{ "earnest": 1, "id": "club", "currency": "EUR", "timeZone": "Europe/Berlin",
    ///   "versions": [{ "from": "2026-01-01",
    ///     "rules": [{ "id": "spend", "earn": { "points": 1, "per": "1.00" } }] }] }"#;
    /// let program = earnest::Program::read(text).unwrap();
    /// assert_eq!(program.id(), "club");
    ///
    /// let findings = earnest::Program::read(&text.replace("\"earn\"", "\"eran\"")).unwrap_err();
    /// assert!(findings.iter().any(|finding| finding.help() == "did you mean 'earn'?"));
    /// ```
    pub fn read(text: &str) -> Result<Program, Vec<Finding>> {
        Program::read_beside(text, None)
    }

    /// As [`Program::read`], sharing names and counters with another program, so that accounts and carts of that one
    /// can be evaluated by this one too.
    pub(crate) fn read_beside(text: &str, beside: Option<&Program>) -> Result<Program, Vec<Finding>> {
        if text.len() > crate::bounds::TEXT {
            let mut findings = Findings::default();
            findings.error(
                Code::TooLarge,
                &Path::ROOT,
                format!("the document has {} bytes", text.len()),
                format!("keep it within {} bytes", crate::bounds::TEXT),
            );
            return Err(findings.located(None));
        }
        let (program, findings) = read_with(text, |value, path, findings| {
            let document: Document = decode(value, path, findings)?;
            compile(text, value, document, beside, findings)
        });
        match program {
            Some(mut program) => {
                program.findings = findings;
                Ok(program)
            }
            None => Err(findings),
        }
    }
}

fn compile(
    text: &str,
    tree: &Value<'_>,
    document: Document,
    beside: Option<&Program>,
    findings: &mut Findings,
) -> Option<Program> {
    let root = Path::ROOT;
    if document.earnest != FORMAT {
        findings.error(
            Code::UnknownFormat,
            &root.key("earnest"),
            format!("format version {} is not known", document.earnest),
            format!("write \"earnest\": {FORMAT}"),
        );
    }
    let money_places = currency_places(&document.currency).unwrap_or_else(|| {
        findings.error(
            Code::UnknownValue,
            &root.key("currency"),
            format!("'{}' is no currency code", document.currency),
            "write an ISO 4217 code, such as \"EUR\"",
        );
        2
    });
    let year_starts = match document.year_starts.unwrap_or(1) {
        month @ 1..=12 => u8::try_from(month).unwrap_or(1),
        other => {
            findings.error(
                Code::OutOfRange,
                &root.key("yearStarts"),
                format!("there is no month {other}"),
                "write 1 to 12",
            );
            1
        }
    };
    // Zones are the host's matter; here only a name that cannot be one is caught.
    if !document.time_zone.contains('/') && !matches!(document.time_zone.as_str(), "UTC" | "GMT") {
        findings.error(
            Code::UnknownValue,
            &root.key("timeZone"),
            format!("'{}' is no time zone by area and city", document.time_zone),
            "write a zone such as \"Europe/London\", or \"UTC\"",
        );
    }
    let mut context = Context {
        findings,
        root: tree,
        held: None,
        names: beside.map_or_else(Names::default, |p| p.names.clone()),
        tables: beside.map_or_else(Tables::default, |p| p.tables.clone()),
        money_places,
        levels: Vec::new(),
        plans: Vec::new(),
        groups: Vec::new(),
        budgets: Vec::new(),
        pilot_groups: Vec::new(),
        year_starts,
        rule_ids: Vec::new(),
        earlier: Vec::new(),
        in_force: (Date::default(), None),
        eligible: None,
    };
    for name in ["sku", "category", "brand"] {
        context.tables.line_slot(name);
    }
    context.lay_out(&document, beside.is_some(), &root);
    let currencies = context.currencies(&document.points, &root.key("points"));
    let lives = context.lives(&document, &root);
    let spend = context.spend(&document.points, &root.key("points"));
    let partners = context.partners(&document.partners, &root.key("partners"));
    context.check_names(&document.checks);
    let list = root.key("versions");
    if document.versions.is_empty() {
        context.findings.error(Code::MissingField, &list, "the program has no version", "add a version with \"from\"");
    }
    let mut versions = Vec::new();
    for (index, version) in document.versions.iter().enumerate() {
        let here = list.index(index);
        let before = index.checked_sub(1).and_then(|i| document.versions.get(i));
        if before.is_some_and(|b| b.from >= version.from) {
            context.findings.error(
                Code::DatesInWrongOrder,
                &here.key("from"),
                format!("the version starts on {}, not after the one before it", version.from),
                "list versions from the earliest to the latest",
            );
        }
        let next = index.checked_add(1).and_then(|i| document.versions.get(i));
        context.in_force = (version.from, next.map(|next| next.from));
        versions.push(context.version(index, version, lives.as_deref().unwrap_or_default(), &here));
    }
    let currencies: Vec<Currency> = currencies?;
    let (spend, partners) = (spend?, partners?);
    lives?;
    let versions: Vec<Version> = versions.into_iter().collect::<Option<_>>()?;
    let (tables, names) = (context.tables, context.names);
    let mut versions = versions;
    let kept = kept(&tables, &versions, spend.as_ref());
    for rule in versions.iter_mut().flat_map(|version| &mut version.rules).filter(|rule| rule.elsewhere()) {
        rule.counted = true;
    }
    for counter in &tables.counters {
        let (Counted::PaidBy(id) | Counted::TimesOf(id, _)) = counter.counted else { continue };
        for rule in versions.iter_mut().flat_map(|version| &mut version.rules).filter(|rule| rule.id == id) {
            rule.counted = true;
        }
    }
    Some(Program {
        text_id: document.id.clone(),
        text: text.into(),
        names,
        tables,
        money_places,
        year_starts,
        currencies,
        spend,
        partners,
        kept,
        versions,
        findings: Vec::new(),
    })
}

/// The units of which accounts keep each award by itself: those that have a life, and those that are spent.
fn kept(tables: &Tables, versions: &[Version], spend: Option<&crate::program::Spend>) -> Vec<bool> {
    let mut kept: Vec<bool> = tables.units.iter().map(|unit| unit.is_reward).collect();
    let mut keep = |unit: u16| {
        if let Some(slot) = kept.get_mut(usize::from(unit)) {
            *slot = true;
        }
    };
    if let Some(spend) = spend {
        keep(spend.unit);
    }
    for version in versions {
        for (unit, life) in (0_u16..).zip(&version.lives) {
            if life.is_some() {
                keep(unit);
            }
        }
        version.rewards.iter().filter(|reward| reward.points.is_some()).for_each(|reward| keep(reward.currency));
        for rule in version.rules.iter().filter(|rule| rule.life.is_some()) {
            match &rule.pay {
                Pay::Award(award) => keep(award.unit),
                Pay::Period(pay) => keep(pay.unit),
                Pay::Multiplier(_) | Pay::Discount(_) => {}
            }
        }
        version.rules.iter().filter_map(|rule| rule.limits.from).for_each(&mut keep);
    }
    kept
}

impl Context<'_> {
    fn currencies(&mut self, points: &[wire::PointCurrency], path: &Path<'_>) -> Option<Vec<Currency>> {
        let mut seen = Texts::default();
        for (index, currency) in points.iter().enumerate() {
            let here = path.index(index);
            self.unique(&currency.id, &mut seen, "point currency", &here);
            let decimals = currency.decimals.unwrap_or(0);
            if decimals > 3 {
                self.findings.error(
                    Code::OutOfRange,
                    &here.key("decimals"),
                    format!("{decimals} decimals are too many"),
                    "write 0 to 3",
                );
            }
            if MONEY.contains(&currency.id.as_str()) || currency.id == "discount" || currency.id.contains(':') {
                self.findings.error(
                    Code::DuplicateId,
                    &here.key("id"),
                    format!("'{}' is the name of a kind of money", currency.id),
                    "call the points something else",
                );
            }
        }
        let mut made = Vec::new();
        for (index, currency) in points.iter().enumerate() {
            let here = path.index(index);
            let unit = u16::try_from(index).unwrap_or(0);
            let decimals = u8::try_from(currency.decimals.unwrap_or(0).min(3)).unwrap_or(0);
            let mut caps = Vec::new();
            for (c, cap) in currency.caps.iter().enumerate() {
                let list = here.key("caps");
                let why = "has no meaning here: what all rules award is the account's, its people's together";
                self.unused(&list.index(c), &[("whose", cap.whose.is_some())], why, "cap a rule for each person");
                caps.push(self.cap(cap, Counted::Awarded(unit), decimals, &list.index(c)));
            }
            let total = currency.order_total.as_ref().map(|total| {
                let to = total.decimals.unwrap_or(0);
                let coarser =
                    u8::try_from(to).ok().and_then(|to| decimals.checked_sub(to)).and_then(crate::amounts::ten_to);
                if coarser.is_none() {
                    self.findings.error(
                        Code::OutOfRange,
                        &here.key("orderTotal").key("decimals"),
                        format!("the currency has no {to} decimals to round to"),
                        format!("write 0 to {decimals}"),
                    );
                }
                (rules::rounding_of(total.mode), coarser.unwrap_or(1))
            });
            let worth = currency.worth.and_then(|worth| self.worth(worth, decimals, &here.key("worth")));
            made.push(caps.into_iter().collect::<Option<Vec<_>>>().map(|caps| Currency {
                caps,
                total,
                worth,
                name: OnceLock::new(),
            }));
        }
        if made.is_empty() {
            made.push(Some(Currency { caps: Vec::new(), total: None, worth: None, name: OnceLock::new() }));
        }
        made.into_iter().collect()
    }

    /// What the smallest unit of points is worth, in minor units of money.
    fn worth(&mut self, worth: Decimal, decimals: u8, path: &Path<'_>) -> Option<Ratio> {
        if worth.units() <= 0 {
            self.findings.error(
                Code::OutOfRange,
                path,
                format!("a point is not worth '{worth}'"),
                "write a number above 0, or leave \"worth\" out",
            );
            return None;
        }
        self.ratio(worth, None, decimals, self.money_places, path)
    }

    /// Says so where a choice is made for a check that there is none of.
    fn check_names(&mut self, checks: &Checks) {
        let path = Path::ROOT.key("checks");
        for name in checks.0.keys() {
            if !CHECKS.iter().any(|(code, _)| code.as_str() == name) {
                let known: Vec<&str> = CHECKS.iter().map(|(code, _)| code.as_str()).collect();
                let message = format!("no check is called '{name}'");
                self.findings.error(Code::DanglingReference, &path.key(name), message, did_you_mean(name, &known));
            }
        }
    }

    fn version(
        &mut self,
        number: usize,
        version: &wire::Version,
        lives: &[Option<Life>],
        path: &Path<'_>,
    ) -> Option<Version> {
        self.declare(version, path);
        let pilots = self.pilots(&version.pilots, &path.key("pilots"));
        let terms_path = path.key("terms");
        let topics = self.topics(version, &terms_path);
        let rewards = self.rewards(&version.rewards, path);
        self.eligible = match &version.eligible {
            Some(wire) => self.line_filter(wire, &path.key("eligible")).flatten(),
            None => None,
        };
        let plans = self.plans(&version.plans, &path.key("plans"));
        let boards = self.boards(&version.boards, &path.key("boards"));
        let eligible = self.eligible.iter().map(|f| f.cond.clone()).collect();
        let (rules, written) = self.all_rules(number, version, &topics, path);
        let (ladders, benefits) = self.all_ladders(version, &topics, path);
        self.held = None;
        let terms = self.terms(&version.terms, &topics, &terms_path);
        let returns = version.returns.as_ref();
        let returns_path = path.key("returns");
        let returns_within = match returns.and_then(|r| r.within.as_ref()) {
            Some(length) => self.length(length, &returns_path.key("within")),
            None => None,
        };
        let suspend_after = match &version.suspend_after {
            Some(length) => Some(self.length(length, &path.key("suspendAfter"))?),
            None => None,
        };
        let mut rules: Vec<Rule> = rules.into_iter().collect::<Option<_>>()?;
        let ladders = ladders.into_iter().collect::<Option<Vec<_>>>()?;
        let (pilots, terms) = (pilots?, terms?);
        self.mixed_groups(&rules, path);
        self.multiplied(version, &rules, &written, path);
        self.cut_periods(&terms, &rules, &terms_path);
        let (plans, brought) = plans?;
        rules.extend(benefits);
        rules.extend(brought);
        let groups = version
            .groups
            .iter()
            .map(|g| Group { best: g.pick != Some(Pick::Priority), per_line: g.per == Some(GroupScope::Line) })
            .collect();
        let place = |take: &dyn Fn(&Rule) -> bool| {
            rules.iter().enumerate().filter(|(_, rule)| take(rule)).map(|(at, _)| at).collect::<Vec<usize>>()
        };
        let numbers = |take: &dyn Fn(&Rule) -> bool| {
            (0_u32..).zip(&rules).filter(|(_, rule)| take(rule)).map(|(at, _)| at).collect::<Vec<u32>>()
        };
        let is_discount = |rule: &Rule| matches!(rule.pay, Pay::Discount(_));
        let on_orders = |rule: &Rule| matches!(rule.trigger, Trigger::Order | Trigger::Both | Trigger::PeriodEnd);
        Some(Version {
            from: version.from,
            eligible,
            groups,
            by_name: crate::map::sorted((0_u32..).zip(&rules).map(|(at, rule)| (rule.id, at)).collect(), |(id, _)| {
                u64::from(id.0)
            }),
            by_line: LineIndex::build(&rules, |rule| on_orders(rule) && !is_discount(rule) && rule.by_lines()),
            discounts: LineIndex::build(&rules, |rule| on_orders(rule) && is_discount(rule)),
            by_order: place(&|rule| on_orders(rule) && !is_discount(rule) && runs_by_order(rule)),
            by_activity: place(&|rule| {
                matches!(rule.trigger, Trigger::Activities(..) | Trigger::Both | Trigger::Came(_))
            }),
            nets: rules.iter().any(|rule| matches!(&rule.pay, Pay::Period(pay) if !pay.net.is_empty())),
            elsewhere: rules.iter().any(Rule::elsewhere),
            tier_changes: rules.iter().any(|rule| rule.trigger == Trigger::Came(Came::TierChange)),
            anniversaries: rules.iter().any(|rule| rule.trigger == Trigger::Came(Came::Anniversary)),
            by_period: place(&|rule| matches!(rule.pay, Pay::Period(_))),
            by_basis: numbers(&|rule| matches!(&rule.pay, Pay::Period(pay) if self.picked_by_others(pay))),
            multipliers: numbers(&|rule| on_orders(rule) && matches!(rule.pay, Pay::Multiplier(_))),
            gated: numbers(&|rule| {
                // What the order alone decides is the same door for everybody.
                rule.days.is_some() || rule.held.is_some() || rule.gates.iter().any(|gate| gate.of_standing())
            }),
            number: NUMBERS.fetch_add(1, Ordering::Relaxed),
            rules,
            ladders,
            pilots,
            terms,
            returns_within,
            below_zero: returns.and_then(|r| r.below_zero).unwrap_or_default(),
            lives: self.lives_with(lives, &version.rewards, path)?,
            rewards: rewards?,
            boards: boards?,
            plans,
            entry: version.entry.unwrap_or_default(),
            suspend_after,
            leavers: version.leavers.unwrap_or_default(),
            merged: self.merged(version, path),
            margin_floor: self.margin_floor(version.margin_floor, &path.key("marginFloor"))?,
        })
    }
}

/// Does the order itself run the rule, beside or instead of its lines?
fn runs_by_order(rule: &Rule) -> bool {
    match &rule.pay {
        Pay::Award(award) => {
            let own = rule.lines.is_empty() && matches!(award.what, What::Own(_));
            !rule.by_lines() || own || award.basis.with_shipping
        }
        Pay::Multiplier(_) | Pay::Discount(_) | Pay::Period(_) => false,
    }
}

/// Decimals of an ISO 4217 currency.
fn currency_places(code: &str) -> Option<u8> {
    const NONE: &[&str] = &[
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
        "XPF",
    ];
    const THREE: &[&str] = &["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];
    if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    Some(if NONE.contains(&code) {
        0
    } else if THREE.contains(&code) {
        3
    } else {
        2
    })
}
