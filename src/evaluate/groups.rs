//! Exclusivity groups: of the rules in one group, one pays.

use super::deferred::{acting_on, allowance, compute};
use super::{Facts, Match, Room, index};
use crate::refusal::{Refusal, add, sub};
use crate::rule::award::Pay;
use crate::rule::limits::{CapPer, Group};

/// The rules that lost, by order or by line.
#[derive(Debug, Default)]
pub(super) struct Excluded {
    rules: Vec<u32>,
    lines: Vec<(u32, Option<u32>)>,
}

impl Excluded {
    pub(super) fn has(&self, rule: u32, line: Option<u32>) -> bool {
        self.rules.contains(&rule) || self.lines.contains(&(rule, line))
    }
}

/// Who wins each group among the rules that matched.
pub(super) fn choose(facts: &Facts<'_>, budgets: &[i64], matches: &[Match], room: &Room) -> Result<Excluded, Refusal> {
    let mut excluded = Excluded::default();
    let rule = |m: &Match| facts.version.rules.get(index(m.rule));
    let multiplies = |m: &Match| rule(m).is_some_and(|rule| matches!(rule.pay, Pay::Multiplier(_)));
    let mut groups = Vec::with_capacity(facts.version.groups.len());
    for (group, terms) in facts.version.groups.iter().enumerate() {
        let member = |m: &&Match| rule(m).is_some_and(|r| r.limits.group == Some(group));
        let found: Vec<Match> = matches.iter().filter(member).copied().collect();
        groups.push((terms, found.iter().any(multiplies), found));
    }
    // What is multiplied is known before what multiplies it is chosen.
    let (last, first): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(_, multiplying, _)| *multiplying);
    for (terms, _, found) in first.into_iter().chain(last) {
        if found.first().is_none_or(|first| found.iter().all(|m| m.rule == first.rule)) {
            continue;
        }
        if terms.per_line {
            let mut lines: Vec<Option<u32>> = found.iter().map(|m| m.line).collect();
            lines = crate::map::sorted(lines, |l| l.map_or(0, |l| u64::from(l).saturating_add(1)));
            lines.dedup();
            for line in lines {
                let here: Vec<Match> = found.iter().filter(|m| m.line == line).copied().collect();
                if here.len() < 2 {
                    continue;
                }
                let winner = winner(facts, budgets, terms, &here, (matches, &excluded), line, room)?;
                let losers = here.iter().map(|m| m.rule).filter(|rule| Some(*rule) != winner);
                excluded.lines.extend(losers.map(|rule| (rule, line)));
            }
        } else {
            let winner = winner(facts, budgets, terms, &found, (matches, &excluded), None, room)?;
            excluded.rules.extend(found.iter().map(|m| m.rule).filter(|rule| Some(*rule) != winner));
        }
    }
    Ok(excluded)
}

fn winner(
    facts: &Facts<'_>,
    budgets: &[i64],
    group: &Group,
    found: &[Match],
    all: (&[Match], &Excluded),
    line: Option<u32>,
    room: &Room,
) -> Result<Option<u32>, Refusal> {
    let mut best: Option<(i64, i64, u32)> = None;
    for parts in found.chunk_by(|a, b| a.rule == b.rule) {
        let Some(at) = parts.first().map(|m| m.rule) else { continue };
        let Some(rule) = facts.version.rules.get(index(at)) else { continue };
        let pays = alone(facts, budgets, at, parts, all, line, room)?.max(0);
        let rank = (if group.best { pays } else { pays.min(1) }, rule.limits.priority);
        // The earlier in the document wins a tie: rules come in its order.
        if best.is_none_or(|(first, second, _)| rank > (first, second)) {
            best = Some((rank.0, rank.1, at));
        }
    }
    Ok(best.map(|(_, _, at)| at))
}

/// What a rule would pay by itself, after its own limits.
fn alone(
    facts: &Facts<'_>,
    budgets: &[i64],
    at: u32,
    parts: &[Match],
    (all, lost): (&[Match], &Excluded),
    line: Option<u32>,
    room: &Room,
) -> Result<i64, Refusal> {
    let Some(rule) = facts.version.rules.get(index(at)) else { return Ok(0) };
    let mut sum = 0_i64;
    match &rule.pay {
        Pay::Award(award) => {
            let line_cap = rule.limits.caps.iter().filter(|c| c.per == CapPer::Line).map(|c| c.most).min();
            for amount in compute(facts, rule, award, parts, &[])?.award {
                let kept = line_cap.map_or(amount, |cap| amount.min(cap));
                if kept < amount && rule.limits.refuse {
                    return Ok(0);
                }
                sum = add(sum, kept)?;
            }
        }
        Pay::Multiplier(_) => {
            let nobody = Excluded::default();
            for base in all.chunk_by(|a, b| a.rule == b.rule) {
                let runs = |m: &Match| !lost.has(m.rule, m.line) && (line.is_none() || m.line == line);
                let base: Vec<Match> = base.iter().copied().filter(runs).collect();
                let Some(first) = base.first() else { continue };
                let Some(of) = facts.version.rules.get(index(first.rule)) else { continue };
                let Pay::Award(award) = &of.pay else { continue };
                let mut acting = acting_on(facts, first.rule, of, award, &base, &nobody, room)?;
                acting.retain(|(id, _)| *id == at);
                for added in compute(facts, of, award, &base, &acting)?.added {
                    for amount in added {
                        sum = add(sum, amount)?;
                    }
                }
            }
        }
        Pay::Discount(_) | Pay::Period(_) => {}
    }
    for (left, _) in allowance(facts, budgets, at, rule, room)? {
        if sum > left {
            sum = if rule.limits.refuse { 0 } else { left };
        }
    }
    sub(sum, 0)
}
