//! What an account may want to be told on a day: what expires, what is near, what waits.

use crate::amounts::Decimal;
use crate::evaluate::{Accrued, net_counts, period_amount};
use crate::ledger::{Draft, Holder, Prepared, Shared, State, settled_of};
use crate::program::{Program, Reward, Version};
use crate::refusal::{OrOverflow, Refusal, RefusalCode, add, sub};
use crate::rule::Rule;
use crate::rule::award::{Over, Pay, PeriodPay};
use crate::rule::measure::Reach;
use crate::time::{Date, Moment, Unit};
use crate::wire::books::AccruedSum;
use crate::wire::notices::{Notice, NoticeCode, NoticeTerms};
use crate::wire::result::Progress;
use crate::wire::rule::Until;

/// What is near, as asked.
struct Near {
    day: Date,
    /// The last day that is looked at.
    last: Date,
    /// In hundredths of a percent.
    share: u32,
    missing: Option<Decimal>,
}

/// The account on a day without an event.
struct Standing<'a> {
    version: &'a Version,
    draft: Draft,
    state: State,
    prepared: Prepared,
}

impl Near {
    fn of(terms: &NoticeTerms, day: Date) -> Result<Near, Refusal> {
        let share = terms.share.map_or(Ok(9_000), |share| share.at(4)).ok().and_then(|n| u32::try_from(n).ok());
        let share = share.filter(|share| *share <= 10_000).ok_or_else(|| {
            let share = terms.share.unwrap_or_default();
            let message = format!("'{share}' is no share of a way");
            Refusal::new(RefusalCode::Incomplete, message, "write one up to 100 % with two decimals at most")
        })?;
        let within = i32::try_from(terms.within.unwrap_or(30)).unwrap_or(i32::MAX).min(36_600);
        Ok(Near { day, last: day.plus_days(within), share, missing: terms.missing })
    }

    fn soon(&self, by: Date) -> bool {
        by >= self.day && by <= self.last
    }

    /// Is so much missing little enough, at this share of the way?
    fn holds(&self, share: u32, missing: Decimal) -> bool {
        share >= self.share || self.missing.is_some_and(|most| missing <= most)
    }
}

fn notice(code: NoticeCode, what: &str) -> Notice {
    Notice {
        code,
        what: what.to_owned(),
        holder: None,
        level: None,
        unit: None,
        amount: None,
        count: None,
        missing: None,
        gain: None,
        metrics: Vec::new(),
        share: None,
        by: None,
    }
}

/// The share of the way, in hundredths of a percent, rounded down.
fn share_of(has: i64, missing: i64) -> u32 {
    let whole = i128::from(has).saturating_add(i128::from(missing));
    let part = i128::from(has.max(0)).saturating_mul(10_000).checked_div(whole).unwrap_or(0);
    u32::try_from(part).unwrap_or(0)
}

impl Program {
    /// What the account may want to be told at a moment: what expires, what is near, what waits. Codes and numbers
    /// alone; whoever sends them knows the words.
    ///
    /// # Errors
    /// `backdated` where the moment lies before the state's, `incomplete` for a share that is none.
    pub fn notices(
        &self,
        state: &State,
        shared: &Shared,
        at: Moment,
        terms: &NoticeTerms,
    ) -> Result<Vec<Notice>, Refusal> {
        let near = Near::of(terms, at.date())?;
        let standing = self.standing_at(state, shared, at)?;
        let mut told = Vec::new();
        self.of_lots(&standing.state, &near, &mut told)?;
        self.of_tiers(&standing, &near, &mut told)?;
        for (_, pay, accrued) in self.accruing(&standing)? {
            self.of_band(&standing, pay, &accrued, &near, &mut told)?;
        }
        self.of_rewards(&standing, shared, &near, &mut told)?;
        Ok(told)
    }

    /// What has accrued by a moment in periods that are open, less what was settled of it: what a closing is given.
    ///
    /// # Errors
    /// `backdated` where the moment lies before the state's.
    pub fn accrued(&self, state: &State, shared: &Shared, at: Moment) -> Result<Vec<AccruedSum>, Refusal> {
        let standing = self.standing_at(state, shared, at)?;
        let mut sums = Vec::new();
        for (rule, pay, accrued) in self.accruing(&standing)? {
            let settled = settled_of(&standing.state, rule, pay, &standing.prepared.calendar, at.date());
            let due = sub(accrued.amount.1, settled)?;
            if due != 0 {
                sums.push(AccruedSum {
                    unit: self.unit_id(usize::from(pay.unit)).to_owned(),
                    account: Some(state.id().to_owned()),
                    rule: Some(rule.text.clone()),
                    amount: self.amount(pay.unit, due),
                });
            }
        }
        Ok(sums)
    }

    fn standing_at(&self, state: &State, shared: &Shared, at: Moment) -> Result<Standing<'_>, Refusal> {
        let (state, _) = self.advanced(state, shared, at)?;
        let day = at.date();
        let place = self.version_on(day)?;
        let prepared = self.prepare(&state, place, day, day);
        let draft = Draft {
            at,
            version: place,
            before: Some(Box::new(state.clone())),
            prepared: Some(prepared.clone()),
            ..Draft::default()
        };
        Ok(Standing { version: self.version(place)?, draft, state, prepared })
    }

    /// What expires, and what waits.
    fn of_lots(&self, state: &State, near: &Near, told: &mut Vec<Notice>) -> Result<(), Refusal> {
        type Key = (NoticeCode, String, u16, Holder, Option<Date>);
        let mut sums: Vec<(Key, i64)> = Vec::new();
        let mut note = |key: Key, left: i64| -> Result<(), Refusal> {
            match sums.iter_mut().find(|(known, _)| *known == key) {
                Some((_, sum)) => *sum = add(*sum, left)?,
                None => sums.push((key, left)),
            }
            Ok(())
        };
        for lot in &state.lots {
            let at = usize::from(lot.unit);
            let id = self.unit_id(at);
            if let Some(by) = lot.last(state.active).filter(|by| near.soon(*by)) {
                let code = if self.is_points(at) {
                    NoticeCode::PointsExpire
                } else if self.is_reward(at) {
                    NoticeCode::RewardExpires
                } else {
                    NoticeCode::FundLapses
                };
                note((code, id.to_owned(), lot.unit, lot.holder, Some(by)), lot.left)?;
            }
            let code = match lot.waits {
                Some(Until::Approved) => NoticeCode::ClaimPending,
                Some(Until::Paid) => NoticeCode::PaymentPending,
                None => continue,
            };
            note((code, lot.source.to_string(), lot.unit, lot.holder, Some(lot.day)), lot.left)?;
        }
        let by_day = |((.., by), _): &(Key, i64)| by.map_or(0, |day| crate::map::ordinal(i64::from(day.days())));
        for ((code, what, unit, holder, by), amount) in crate::map::sorted(sums, by_day) {
            told.push(Notice {
                holder: holder.text(&self.names),
                unit: Some(self.unit_id(usize::from(unit)).to_owned()),
                amount: Some(self.amount(unit, amount)),
                by,
                ..notice(code, &what)
            });
        }
        Ok(())
    }

    /// Levels within reach and at risk, services that lapse.
    fn of_tiers(&self, standing: &Standing<'_>, near: &Near, told: &mut Vec<Notice>) -> Result<(), Refusal> {
        let prepared = &standing.prepared;
        for change in self.on_ladders(&standing.state, prepared)? {
            let Some(ladder) = standing.version.ladders.get(change.ladder) else { continue };
            let Some(tier) = self.tier_outcome(standing.version, &change, &standing.draft) else { continue };
            let progress = |code: NoticeCode, progress: Progress| Notice {
                level: Some(progress.level),
                metrics: progress.metrics,
                share: Some(progress.share),
                by: progress.by,
                ..notice(code, &ladder.text)
            };
            if let Some(next) = tier.next {
                let missing = |text: &str| Decimal::parse(text).ok();
                let little = next.metrics.iter().filter_map(|metric| missing(&metric.missing)).max();
                if little.is_some_and(|missing| near.holds(next.share, missing)) {
                    told.push(progress(NoticeCode::TierNear, next));
                }
            }
            if let Some(keep) = tier.keep.filter(|keep| keep.share < 10_000 && keep.by.is_some_and(|by| near.soon(by)))
            {
                told.push(progress(NoticeCode::TierAtRisk, keep));
            }
            let level = change.after.and_then(|place| ladder.levels.get(place));
            for (service, of) in tier.services.iter().zip(level.map_or(&[][..], |level| level.services.as_slice())) {
                let left = service.count.map_or(0, |count| count.saturating_sub(service.used));
                let reading = self.tables.readings.get(of.reading);
                let period = reading.filter(|reading| reading.reach == Reach::Bucket).and_then(|reading| {
                    let unit = self.tables.counters.get(reading.counter)?.unit;
                    (unit != Unit::Lifetime).then(|| prepared.calendar.span_of(unit, prepared.day).last())
                });
                let by = [period, service.until].into_iter().flatten().min();
                if let Some(by) = by.filter(|by| left > 0 && near.soon(*by)) {
                    let (level, count) = (tier.after.clone(), Some(left));
                    let of = notice(NoticeCode::ServiceLapses, &service.id);
                    told.push(Notice { level, count, by: Some(by), ..of });
                }
            }
        }
        Ok(())
    }

    /// What accrues in the periods of the day, as it stands without an event.
    fn accruing<'v>(&self, standing: &Standing<'v>) -> Result<Vec<(&'v Rule, &'v PeriodPay, Accrued)>, Refusal> {
        let prepared = &standing.prepared;
        let entries = |of: u16| standing.state.who.entries(of);
        let mut list = Vec::new();
        for place in &standing.version.by_period {
            let rule = standing.version.rules.get(*place).filter(|rule| prepared.standing.holds(rule.held));
            let Some(rule) = rule else { continue };
            let Pay::Period(pay) = &rule.pay else { continue };
            let open = match pay.over {
                Over::Unit(_) => true,
                Over::Days(span) => prepared.day >= span.start && prepared.day < span.end,
            };
            let rule_at = u32::try_from(*place).ok().or_overflow()?;
            let counts = net_counts(standing.version, &prepared.standing, &entries, rule_at)?;
            let Some(counts) = counts.filter(|counts| open && counts.base > 0) else { continue };
            let amount = period_amount(pay, counts, prepared.standing.levels_of(rule_at))?;
            let accrued =
                Accrued { rule: rule_at, day: prepared.day, counts: (counts, counts), amount: (amount, amount) };
            list.push((rule, pay.as_ref(), accrued));
        }
        Ok(list)
    }

    /// A higher band that is within reach.
    fn of_band(
        &self,
        standing: &Standing<'_>,
        pay: &PeriodPay,
        accrued: &Accrued,
        near: &Near,
        told: &mut Vec<Notice>,
    ) -> Result<(), Refusal> {
        let Some(outcome) = self.accrual(standing.version, accrued, &standing.draft)? else { return Ok(()) };
        let Some(next) = outcome.next else { return Ok(()) };
        let missing = Decimal::parse(&next.missing).ok().or_overflow()?;
        let units = missing.at(self.places_of(self.basis_what(pay))).ok().or_overflow()?;
        let share = share_of(accrued.counts.1.basis, units);
        if near.holds(share, missing) {
            told.push(Notice {
                unit: Some(outcome.kind),
                missing: Some(next.missing),
                gain: Some(next.gain),
                share: Some(share),
                by: Some(outcome.to),
                ..notice(NoticeCode::BandNear, &outcome.rule)
            });
        }
        Ok(())
    }

    /// Rewards within reach, and nearly so, of the account and its people.
    fn of_rewards(
        &self,
        standing: &Standing<'_>,
        shared: &Shared,
        near: &Near,
        told: &mut Vec<Notice>,
    ) -> Result<(), Refusal> {
        let (state, prepared) = (&standing.state, &standing.prepared);
        let left = shared.left(self);
        let there = |reward: &Reward| {
            let open = reward.days.is_none_or(|days| near.day >= days.start && near.day < days.end);
            let stock = reward.stock.is_none_or(|at| left.get(at).copied().unwrap_or(0) > 0);
            let gathered = reward.unlocked.is_none_or(|(needs, reading)| {
                prepared.standing.readings.get(reading).copied().flatten().unwrap_or(0) >= needs
            });
            open && stock && gathered
        };
        let people = state.holders.keys().copied().filter(|holder| matches!(holder, Holder::Person(_)));
        let holders: Vec<Holder> = std::iter::once(Holder::Account).chain(people).collect();
        for reward in standing.version.rewards.iter().filter(|reward| there(reward)) {
            let Some(points) = reward.points else { continue };
            if !self.gates_hold(state, prepared, &reward.gates)? {
                continue;
            }
            for holder in &holders {
                let has = state.available(*holder, reward.currency, near.day);
                let missing = sub(points, has)?.max(0);
                let decimals = self.decimals(usize::from(reward.currency));
                let (share, text) = (share_of(has, missing), Decimal::new(missing, decimals));
                let code = if missing == 0 { NoticeCode::RewardInReach } else { NoticeCode::RewardNear };
                if missing == 0 || (has > 0 && near.holds(share, text)) {
                    told.push(Notice {
                        holder: holder.text(&self.names),
                        unit: Some(self.unit_id(usize::from(reward.currency)).to_owned()),
                        amount: Some(self.amount(reward.currency, points)),
                        missing: (missing > 0).then(|| text.to_string()),
                        share: (missing > 0).then_some(share),
                        ..notice(code, &reward.text)
                    });
                }
            }
        }
        Ok(())
    }
}
