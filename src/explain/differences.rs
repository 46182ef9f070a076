//! What one evaluation has more than another.

use crate::evaluate::Totals;
use crate::ledger::Draft;
use crate::map::Map;
use crate::program::Program;
use crate::wire::compare::{Gain, LineDifference};

/// What `with` has more than `without`; `of_with` and `of_without` are the programs that evaluated them.
pub(crate) fn gain(of_with: &Program, with: &Draft, of_without: &Program, without: &Draft) -> Gain {
    let (a, b): (&Totals, &Totals) = (&with.totals, &without.totals);
    let (mut points, mut money, mut rewards) = (Map::new(), Map::new(), Map::new());
    for unit in 0..of_with.tables.units.len() {
        let more = a.units.get(unit).copied().unwrap_or(0).saturating_sub(b.units.get(unit).copied().unwrap_or(0));
        if of_with.is_points(unit) {
            points.insert(of_with.unit_id(unit).to_owned(), of_with.points(unit, more));
        } else if more == 0 {
            continue;
        } else if of_with.is_reward(unit) {
            rewards.insert(of_with.reward_of(unit).to_owned(), more);
        } else {
            money.insert(of_with.unit_id(unit).to_owned(), of_with.money(more));
        }
    }
    let off = |t: &Totals| t.gross.saturating_sub(t.net);
    let mut tiers = Map::new();
    let ladders = |p: &Program, d: &Draft| -> Vec<(String, Option<String>)> {
        let Some(version) = p.versions.get(d.version) else { return Vec::new() };
        let told = d.totals.tiers.iter().filter_map(|c| {
            let ladder = version.ladders.get(c.ladder)?;
            Some((ladder.text.clone(), c.after.and_then(|at| ladder.levels.get(at)).map(|l| l.text.clone())))
        });
        told.collect()
    };
    let before = ladders(of_without, without);
    for (ladder, level) in ladders(of_with, with) {
        let same = before.iter().any(|(l, was)| *l == ladder && *was == level);
        if let (false, Some(level)) = (same, level) {
            tiers.insert(ladder, level);
        }
    }
    Gain { points, rewards, money, discount: of_with.money(off(a).saturating_sub(off(b))), tiers }
}

/// What `with` has more than `without`, by line; lines that are alike are left out.
pub(crate) fn line_differences(program: &Program, with: &Draft, without: &Draft) -> Vec<LineDifference> {
    let units = program.tables.paid.max(1);
    let of = |d: &Draft, line: usize, unit: usize| {
        d.totals.lines.get(line.saturating_mul(units).saturating_add(unit)).copied().unwrap_or(0)
    };
    let off = |d: &Draft, line: usize| d.cart.lines.get(line).map_or(0, |l| l.gross.saturating_sub(l.net));
    let lines = (0..with.cart.lines.len()).filter_map(|line| {
        let more: Vec<i64> =
            (0..units).map(|unit| of(with, line, unit).saturating_sub(of(without, line, unit))).collect();
        let off = off(with, line).saturating_sub(off(without, line));
        (off != 0 || more.iter().any(|more| *more != 0)).then(|| LineDifference {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            points: program.points_map(&more),
            discount: program.money(off),
        })
    });
    lines.collect()
}
