//! How carts are packed and results are laid out: told to JavaScript once for each program.

use crate::program::Program;
use crate::rule::award::Pay;
use crate::time::Date;
use crate::wire::show::shows;

/// How carts are packed and results are laid out, told once for each program.
pub(crate) struct Layout<'p> {
    id: &'p str,
    money_places: u8,
    line_attributes: &'p [String],
    order_attributes: &'p [String],
    own_measures: &'p [String],
    units: Vec<UnitLayout<'p>>,
    counters: Vec<&'p str>,
    budgets: Vec<&'p str>,
    /// Who else gives and takes the program's points.
    partners: Vec<&'p str>,
    /// Whether points pay for orders, so that what is paid with them is looked at.
    spends: bool,
    versions: Vec<VersionLayout<'p>>,
}

struct UnitLayout<'p> {
    id: &'p str,
    decimals: u8,
    points: bool,
}

struct VersionLayout<'p> {
    from: Date,
    rules: Vec<RuleLayout<'p>>,
    terms: Vec<TermLayout<'p>>,
    ladders: Vec<LadderLayout<'p>>,
}

struct RuleLayout<'p> {
    id: &'p str,
    name: Option<&'p str>,
    promotion: bool,
    /// The terms by which it holds, where it is not everybody's.
    term: Option<&'p str>,
    /// Decimals of what a period's rule counts.
    places: Option<u8>,
    kind: Option<&'p str>,
}

struct TermLayout<'p> {
    id: &'p str,
    name: Option<&'p str>,
    reason: &'p str,
}

struct LadderLayout<'p> {
    id: &'p str,
    /// The terms by which it holds, where it is not everybody's.
    term: Option<&'p str>,
    name: Option<&'p str>,
    levels: Vec<NamedLayout<'p>>,
    metrics: Vec<MetricLayout<'p>>,
}

struct NamedLayout<'p> {
    id: &'p str,
    name: Option<&'p str>,
}

struct MetricLayout<'p> {
    id: &'p str,
    name: Option<&'p str>,
    places: u8,
    money: bool,
}

shows!(Layout<'p> { id(), money_places(), line_attributes(), order_attributes(), own_measures(), units(), counters(), budgets(), partners(), spends(), versions(), });
shows!(UnitLayout<'p> { id(), decimals(), points(), });
shows!(VersionLayout<'p> { from(), rules(), terms(), ladders(), });
shows!(RuleLayout<'p> { id(), name(), promotion(), term(skip_serializing_if = "Option::is_none"), places(), kind(), });
shows!(TermLayout<'p> { id(), name(), reason(), });
shows!(LadderLayout<'p> { id(), term(skip_serializing_if = "Option::is_none"), name(), levels(), metrics(), });
shows!(NamedLayout<'p> { id(), name(), });
shows!(MetricLayout<'p> { id(), name(), places(), money(), });

pub(crate) fn layout(program: &Program) -> Layout<'_> {
    let tables = &program.tables;
    let versions = program.versions.iter().map(|version| VersionLayout {
        from: version.from,
        rules: version
            .rules
            .iter()
            .map(|rule| {
                let period = match &rule.pay {
                    Pay::Period(pay) => Some((program.places_of(pay.what), program.unit_id(usize::from(pay.unit)))),
                    Pay::Award(_) | Pay::Multiplier(_) | Pay::Discount(_) => None,
                };
                RuleLayout {
                    id: &rule.text,
                    name: rule.name.as_deref(),
                    promotion: rule.promotion,
                    term: version.term(rule.held).map(|term| term.text.as_str()),
                    places: period.map(|(places, _)| places),
                    kind: period.map(|(_, kind)| kind),
                }
            })
            .collect(),
        terms: version
            .terms
            .list
            .iter()
            .map(|term| TermLayout { id: &term.text, name: term.name.as_deref(), reason: &term.reason })
            .collect(),
        ladders: version
            .ladders
            .iter()
            .map(|ladder| LadderLayout {
                id: &ladder.text,
                term: version.term(ladder.held).map(|term| term.text.as_str()),
                name: ladder.name.as_deref(),
                levels: ladder.levels.iter().map(|l| NamedLayout { id: &l.text, name: l.name.as_deref() }).collect(),
                metrics: ladder
                    .metrics
                    .iter()
                    .map(|m| MetricLayout {
                        id: &m.text,
                        name: m.name.as_deref(),
                        places: m.places,
                        money: m.what == crate::rule::measure::What::Amount,
                    })
                    .collect(),
            })
            .collect(),
    });
    Layout {
        id: program.id(),
        money_places: program.money_places,
        line_attributes: &tables.line_attributes,
        order_attributes: &tables.order_attributes,
        own_measures: &tables.own_measures,
        units: tables
            .units
            .iter()
            .take(tables.paid)
            .map(|u| UnitLayout { id: &u.id, decimals: u.decimals, points: u.is_points })
            .collect(),
        counters: program.counters().collect(),
        budgets: tables.budgets.iter().map(|(id, _)| id.as_str()).collect(),
        partners: program.partners.iter().map(|partner| partner.text.as_str()).collect(),
        spends: program.spend.is_some(),
        versions: versions.collect(),
    }
}
