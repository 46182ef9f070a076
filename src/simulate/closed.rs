//! A book that is complete: orders in the sequence in which they are run, and parts of one order joined.

use super::book::{Book, Order, at, index};
use std::sync::Arc;

impl Book {
    /// The book as it is run: nothing is added any more.
    #[must_use]
    pub fn close(mut self) -> Closed {
        if self.is_mixed {
            self.join();
        }
        (self.places, self.highest) = (Vec::new(), Vec::new());
        let sequence = self.by_account();
        Closed { book: Arc::new(self), sequence: sequence.into() }
    }

    /// Orders by account and time; of one time as they came.
    fn by_account(&self) -> Vec<u32> {
        // Where the orders of each account begin; then where the next of them goes.
        let mut begins = vec![0_u32; self.accounts.len().saturating_add(1)];
        for order in &self.list {
            if let Some(next) = begins.get_mut(index(order.account).saturating_add(1)) {
                *next = next.saturating_add(1);
            }
        }
        let mut sum = 0_u32;
        for begin in &mut begins {
            sum = sum.saturating_add(*begin);
            *begin = sum;
        }
        let mut sequence = vec![0_u32; self.list.len()];
        let mut next = begins.clone();
        for (place, order) in (0_u32..).zip(&self.list) {
            let Some(to) = next.get_mut(index(order.account)) else { continue };
            if let Some(slot) = sequence.get_mut(index(*to)) {
                *slot = place;
            }
            *to = to.saturating_add(1);
        }
        let at = |place: &u32| self.list.get(index(*place)).map(|order| order.at);
        for ends in begins.windows(2) {
            let [begin, end] = *ends else { continue };
            let Some(own) = sequence.get_mut(index(begin)..index(end)) else { continue };
            if !own.is_sorted_by_key(at) {
                own.sort_by_key(at);
            }
        }
        sequence
    }

    /// Makes one of the parts of orders that came apart, at the first part's place and time, and notes which returns are
    /// called as a purchase of their account is.
    fn join(&mut self) {
        let key = |order: &Order| (u64::from(order.account) << 32) | u64::from(order.id);
        let count = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        let of = |place: &u32| self.list.get(index(*place));
        let places = crate::map::sorted((0..count).collect(), |place| of(place).map_or(0, key));
        // Of each its first part, and with which purchase's number it comes back.
        let mut first_of: Vec<u32> = (0..count).collect();
        let mut named_twice = vec![false; self.list.len()];
        for alike in places.chunk_by(|one, other| of(one).map(key) == of(other).map(key)) {
            let parts =
                |back: bool| alike.iter().filter(move |place| of(place).is_some_and(|order| order.back == back));
            let bought = parts(false).next().is_some();
            for (back, twice) in [(false, false), (true, bought)] {
                let Some(first) = parts(back).next() else { continue };
                for part in parts(back) {
                    if let Some(slot) = first_of.get_mut(index(*part)) {
                        *slot = *first;
                    }
                }
                if let Some(slot) = named_twice.get_mut(index(*first)) {
                    *slot = twice;
                }
            }
        }
        let parts = crate::map::sorted((0..count).collect(), |place: &u32| u64::from(at(&first_of, index(*place))));
        let mut lines = Vec::with_capacity(self.kinds.len());
        let mut list: Vec<Order> = Vec::new();
        let mut measures = Vec::new();
        let mut before = None;
        for place in parts {
            let Some(part) = of(&place).copied() else { continue };
            let own = part.first..part.first.saturating_add(part.lines);
            let first = at(&first_of, index(place));
            if before == Some(first) {
                if let Some(order) = list.last_mut() {
                    order.lines = order.lines.saturating_add(part.lines);
                }
            } else {
                let now = u32::try_from(list.len()).unwrap_or(u32::MAX);
                measures.extend(self.measures_of(place).map(|(measure, amount)| (now, measure, amount)));
                let named_twice = named_twice.get(index(place)).copied().unwrap_or(false);
                let at = u32::try_from(lines.len()).unwrap_or(u32::MAX);
                list.push(Order { first: at, named_twice, ..part });
            }
            before = Some(first);
            lines.extend(own);
        }
        self.kinds = moved(&lines, &self.kinds);
        self.quantities = moved(&lines, &self.quantities);
        self.prices = moved(&lines, &self.prices);
        self.discounts = moved(&lines, &self.discounts);
        (self.list, self.measures) = (list, measures);
    }
}

/// A column in another sequence; one that is empty stays so.
fn moved<T: Copy>(places: &[u32], column: &[T]) -> Vec<T> {
    places.iter().filter_map(|place| column.get(index(*place)).copied()).collect()
}

/// A book that is complete: any number of programs can be run over it.
#[derive(Debug, Clone)]
pub struct Closed {
    pub(super) book: Arc<Book>,
    /// Orders by account and time.
    pub(super) sequence: Arc<[u32]>,
}

impl Closed {
    /// The book.
    #[must_use]
    pub fn book(&self) -> &Book {
        &self.book
    }
}
