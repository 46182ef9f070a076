//! Names as numbers: every SKU, category, level and id that a program meets is interned once.

use std::sync::{Arc, RwLock};

/// A name as a number; 0 stands for no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Sym(pub(crate) u32);

impl Sym {
    /// No name.
    pub const NONE: Sym = Sym(0);

    pub(crate) fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// The names that programs compiled from one another, their states and their carts share.
#[derive(Debug, Clone, Default)]
pub struct Names {
    inner: Arc<RwLock<Texts>>,
}

impl Names {
    /// The number of `name`, new where it is met for the first time; `None` past the bound on names.
    pub(crate) fn intern(&self, name: &str) -> Option<Sym> {
        if let Some(known) = self.find(name) {
            return Some(known);
        }
        let mut texts = self.inner.write().ok()?;
        if texts.list.len() >= crate::bounds::NAMES {
            return None;
        }
        texts.add(name);
        Some(Sym(u32::try_from(texts.list.len()).ok()?))
    }

    /// The number of `name` where it was met before.
    pub(crate) fn find(&self, name: &str) -> Option<Sym> {
        let place = self.inner.read().ok()?.find(name)?;
        Some(Sym(u32::try_from(place.checked_add(1)?).ok()?))
    }

    /// The name of a number.
    pub(crate) fn text(&self, sym: Sym) -> Option<Arc<str>> {
        let texts = self.inner.read().ok()?;
        texts.list.get(sym.index().checked_sub(1)?).cloned()
    }
}

/// Texts in the order they came, each once, found by a hash.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    list: Vec<Arc<str>>,
    /// Places in the list from 1, each at its hash or behind it; 0 where none is. More than half of it is free.
    slots: Vec<u32>,
}

impl Texts {
    /// The place of a text.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        self.seek(text).ok()
    }

    /// Adds a text where it is new; whether it was, and its place.
    pub(crate) fn add(&mut self, text: &str) -> (bool, usize) {
        let place = self.list.len();
        if place.saturating_mul(2) >= self.slots.len() {
            self.slots = vec![0; place.saturating_mul(4).next_power_of_two().max(16)];
            for at in 0..place {
                self.put(at);
            }
        }
        match self.seek(text) {
            Ok(known) => (false, known),
            Err(_) => {
                self.list.push(text.into());
                self.put(place);
                (true, place)
            }
        }
    }

    /// The texts in the order they came.
    pub(crate) fn into_list(self) -> Vec<Arc<str>> {
        self.list
    }

    fn put(&mut self, place: usize) {
        let free = self.list.get(place).map(|text| self.seek(text));
        if let (Some(Err(free)), Ok(number)) = (free, u32::try_from(place.saturating_add(1)))
            && let Some(slot) = self.slots.get_mut(free)
        {
            *slot = number;
        }
    }

    /// The place of a text, or the slot that is free for it.
    fn seek(&self, text: &str) -> Result<usize, usize> {
        let last = self.slots.len().saturating_sub(1);
        let mut hash = 0x811c_9dc5_u32;
        for byte in text.bytes() {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
        let mut at = usize::try_from(hash ^ (hash >> 15)).unwrap_or(0) & last;
        loop {
            let number = self.slots.get(at).copied().unwrap_or(0);
            let Some(place) = usize::try_from(number).unwrap_or(0).checked_sub(1) else { return Err(at) };
            if self.list.get(place).is_some_and(|known| **known == *text) {
                return Ok(place);
            }
            at = at.wrapping_add(1) & last;
        }
    }
}

/// A few names, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct NameSet(Vec<Sym>);

impl NameSet {
    pub(crate) fn new(mut names: Vec<Sym>) -> NameSet {
        names = crate::map::sorted(names, |name| u64::from(name.0));
        names.dedup();
        NameSet(names)
    }

    #[inline]
    pub(crate) fn has(&self, name: Sym) -> bool {
        match self.0.as_slice() {
            [] => false,
            [only] => *only == name,
            several => several.binary_search(&name).is_ok(),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Sym> + '_ {
        self.0.iter().copied()
    }
}
