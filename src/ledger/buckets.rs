//! A counter's content: counts by bucket, for all and by value of an attribute.

use crate::map::Map;
use crate::names::Sym;
use crate::refusal::{Refusal, add};
use crate::time::Date;
use crate::wire::state::CounterState;

/// Counts by bucket, in order of buckets; zero counts are not kept.
pub(crate) type Series = Vec<(i32, i64)>;

/// A counter's content.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Buckets {
    pub all: Series,
    pub by: Map<Sym, Series>,
    /// The first day from which it is complete; none for the account's whole life.
    pub since: Option<Date>,
}

fn put(series: &mut Series, bucket: i32, amount: i64) -> Result<(), Refusal> {
    match series.binary_search_by_key(&bucket, |(at, _)| *at) {
        Ok(place) => {
            if let Some(slot) = series.get_mut(place) {
                slot.1 = add(slot.1, amount)?;
                if slot.1 == 0 {
                    series.remove(place);
                }
            }
        }
        Err(place) => {
            if amount != 0 {
                series.insert(place, (bucket, amount));
            }
        }
    }
    Ok(())
}

fn within(series: &Series, first: i32, last: i32) -> &[(i32, i64)] {
    let start = series.partition_point(|(bucket, _)| *bucket < first);
    let end = series.partition_point(|(bucket, _)| *bucket <= last);
    series.get(start..end).unwrap_or(&[])
}

fn total(series: &Series, first: i32, last: i32) -> i64 {
    within(series, first, last).iter().fold(0_i64, |sum, (_, n)| sum.saturating_add(*n))
}

impl Buckets {
    /// Adds to a bucket.
    pub(crate) fn add(&mut self, bucket: i32, amount: i64) -> Result<(), Refusal> {
        put(&mut self.all, bucket, amount)
    }

    /// Adds to a bucket of one value.
    pub(crate) fn add_of(&mut self, value: Sym, bucket: i32, amount: i64) -> Result<(), Refusal> {
        let blank = self.by.change(value, |series| put(series, bucket, amount).map(|()| series.is_empty()))?;
        if blank {
            self.by.remove(&value);
        }
        Ok(())
    }

    /// The sum over buckets.
    pub(crate) fn sum(&self, first: i32, last: i32) -> i64 {
        total(&self.all, first, last)
    }

    /// The sum of one value.
    pub(crate) fn sum_of(&self, value: Sym, first: i32, last: i32) -> i64 {
        self.by.get(&value).map_or(0, |series| total(series, first, last))
    }

    /// How many values have a sum above zero.
    pub(crate) fn distinct(&self, first: i32, last: i32) -> i64 {
        let count = self.by.values().filter(|series| total(series, first, last) > 0).count();
        i64::try_from(count).unwrap_or(i64::MAX)
    }

    /// How many buckets have a sum above zero.
    pub(crate) fn active(&self, first: i32, last: i32) -> i64 {
        let count = within(&self.all, first, last).iter().filter(|(_, n)| *n > 0).count();
        i64::try_from(count).unwrap_or(i64::MAX)
    }

    /// How many buckets in a row have a sum of at least so much, ending with the one before `bucket`.
    pub(crate) fn run(&self, bucket: i32, least: i64) -> i64 {
        let mut length = 0_i64;
        let mut wanted = bucket.saturating_sub(1);
        for (at, count) in within(&self.all, i32::MIN, wanted).iter().rev() {
            if *at != wanted || *count < least {
                break;
            }
            length = length.saturating_add(1);
            wanted = wanted.saturating_sub(1);
        }
        length
    }

    /// As the shared state stores it: counts alone.
    pub(crate) fn shared(&self) -> CounterState {
        let all = self.all.iter().map(|(bucket, count)| vec![i64::from(*bucket), *count]).collect();
        CounterState { all, ..CounterState::default() }
    }

    /// Reads that.
    pub(crate) fn of_shared(stored: &CounterState) -> Buckets {
        let pair = |row: &Vec<i64>| Some((i32::try_from(*row.first()?).ok()?, *row.get(1)?));
        let all: Series = stored.all.iter().filter_map(pair).collect();
        let all = crate::map::sorted(all, |(bucket, _)| crate::map::ordinal(i64::from(*bucket)));
        Buckets { all, ..Buckets::default() }
    }

    /// Adds to a bucket of a person or team, where the count is one's; else to that of all.
    pub(crate) fn add_whose(&mut self, name: Option<Sym>, bucket: i32, amount: i64) -> Result<(), Refusal> {
        match name {
            None => self.add(bucket, amount),
            // What nobody did counts for nobody.
            Some(Sym::NONE) => Ok(()),
            Some(name) => self.add_of(name, bucket, amount),
        }
    }

    /// Empty, and nothing to remember about it?
    pub(crate) fn is_blank(&self) -> bool {
        self.all.is_empty() && self.by.is_empty() && self.since.is_none()
    }
}
