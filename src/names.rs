//! Names as numbers: every SKU, category, level and id that a program meets is interned once.

use std::sync::{Arc, RwLock};

/// A name as a number; 0 stands for no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
pub struct Sym(pub(crate) u32);

impl Sym {
    /// No name.
    pub const NONE: Sym = Sym(0);

    #[inline(always)]
    pub(crate) fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// The values of all attributes of a line, as a number: lines of one kind differ in quantities and amounts alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Kind(pub(crate) u32);

impl Kind {
    #[inline(always)]
    pub(crate) fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// The names that programs compiled from one another, their states and their carts share.
#[derive(Debug, Clone, Default)]
pub struct Names {
    texts: Arc<RwLock<Texts>>,
    kinds: Arc<RwLock<Kinds>>,
}

impl Names {
    /// The number of `name`, new where it is met for the first time; `None` past the bound on names.
    pub(crate) fn intern(&self, name: &str) -> Option<Sym> {
        if let Some(known) = self.find(name) {
            return Some(known);
        }
        let mut texts = self.texts.write().ok()?;
        if texts.list.len() >= crate::bounds::NAMES {
            return None;
        }
        let (_, place) = texts.add(name);
        Some(Sym(u32::try_from(place.checked_add(1)?).ok()?))
    }

    /// The number of `name` where it was met before.
    pub(crate) fn find(&self, name: &str) -> Option<Sym> {
        let place = self.texts.read().ok()?.find(name)?;
        Some(Sym(u32::try_from(place.checked_add(1)?).ok()?))
    }

    /// A person's or team's own count of a subject, as a name; a subject alone where the count is nobody's own.
    pub(crate) fn own(&self, whose: Option<Sym>, subject: Sym) -> Option<Sym> {
        let Some(whose) = whose else { return Some(subject) };
        let text = |sym: Sym| self.text(sym).unwrap_or_default();
        self.intern(&format!("{}{}", own_prefix(&text(whose)), text(subject)))
    }

    /// The name of a number.
    pub(crate) fn text(&self, sym: Sym) -> Option<Arc<str>> {
        let texts = self.texts.read().ok()?;
        texts.list.get(sym.index().checked_sub(1)?).cloned()
    }

    /// All names, in the order of their numbers.
    pub(crate) fn texts(&self) -> Vec<String> {
        self.texts.read().map(|texts| texts.list.iter().map(ToString::to_string).collect()).unwrap_or_default()
    }

    /// The number of a kind of line, by the values of its attributes; `None` past the bound on kinds.
    pub(crate) fn kind(&self, values: &[Sym]) -> Option<Kind> {
        let known = self.kinds.read().ok()?.seek(values).ok();
        let place = match known {
            Some(place) => place,
            None => {
                let mut kinds = self.kinds.write().ok()?;
                if kinds.ends.len() >= crate::bounds::NAMES {
                    return None;
                }
                kinds.put_in(values)
            }
        };
        Some(Kind(u32::try_from(place).ok()?))
    }

    /// The attributes' values of each kind, `stride` for each; `None` where a kind is not known.
    #[cfg_attr(not(target_arch = "wasm32"), expect(dead_code, reason = "packed orders carry kinds"))]
    pub(crate) fn values_of(&self, kinds: &[Kind], stride: usize, out: &mut [Sym]) -> Option<()> {
        let all = self.kinds.read().ok()?;
        for (kind, out) in kinds.iter().zip(out.chunks_exact_mut(stride.max(1))) {
            for (out, value) in out.iter_mut().zip(all.values_of(kind.index())?) {
                *out = *value;
            }
        }
        Some(())
    }
}

/// Texts in the order they came, each once, found by a hash.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    list: Vec<Arc<str>>,
    index: Index,
}

impl Texts {
    /// The place of a text.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        self.seek(text).ok()
    }

    /// Adds a text where it is new; whether it was, and its place.
    pub(crate) fn add(&mut self, text: &str) -> (bool, usize) {
        let place = self.list.len();
        if self.index.widen(place) {
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
        if let Some(Err(free)) = self.list.get(place).map(|text| self.seek(text)) {
            self.index.put(free, place);
        }
    }

    fn seek(&self, text: &str) -> Result<usize, usize> {
        let hash = text.bytes().fold(SEED, |hash, byte| mixed(hash, u32::from(byte)));
        self.index.seek(hash, |place| self.list.get(place).is_some_and(|known| **known == *text))
    }
}

/// Kinds of lines in the order they came: the values of all, one after the other, and where those of each end.
#[derive(Debug, Default)]
pub(crate) struct Kinds {
    values: Vec<Sym>,
    ends: Vec<usize>,
    index: Index,
}

impl Kinds {
    /// The number of a kind, new where it is met for the first time.
    #[cfg(feature = "simulate")]
    pub(crate) fn add(&mut self, values: &[Sym]) -> Kind {
        let place = match self.seek(values) {
            Ok(known) => known,
            Err(_) => self.put_in(values),
        };
        Kind(u32::try_from(place).unwrap_or(u32::MAX))
    }

    /// The values that make a kind; none of one that is not known.
    #[cfg(feature = "simulate")]
    pub(crate) fn values(&self, kind: Kind) -> &[Sym] {
        self.values_of(kind.index()).unwrap_or_default()
    }

    fn put_in(&mut self, values: &[Sym]) -> usize {
        let place = self.ends.len();
        if self.index.widen(place) {
            for at in 0..place {
                self.put(at);
            }
        }
        match self.seek(values) {
            Ok(known) => known,
            Err(_) => {
                self.values.extend_from_slice(values);
                self.ends.push(self.values.len());
                self.put(place);
                place
            }
        }
    }

    #[inline(always)]
    fn values_of(&self, place: usize) -> Option<&[Sym]> {
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.values.get(start..*self.ends.get(place)?)
    }

    fn put(&mut self, place: usize) {
        if let Some(Err(free)) = self.values_of(place).map(|values| self.seek(values)) {
            self.index.put(free, place);
        }
    }

    fn seek(&self, values: &[Sym]) -> Result<usize, usize> {
        let hash = values.iter().fold(SEED, |hash, value| mixed(hash, value.0));
        self.index.seek(hash, |place| self.values_of(place) == Some(values))
    }
}

/// Where things stand in a list, by a hash of each: places from 1, each at its hash or behind it; 0 where none is. More
/// than half of it is free.
#[derive(Debug, Clone, Default)]
struct Index(Vec<u32>);

impl Index {
    /// Makes room for one more beside so many; true where all must be put in anew.
    fn widen(&mut self, places: usize) -> bool {
        let full = places.saturating_mul(2) >= self.0.len();
        if full {
            self.0 = vec![0; places.saturating_mul(4).next_power_of_two().max(16)];
        }
        full
    }

    fn put(&mut self, slot: usize, place: usize) {
        if let (Some(slot), Ok(number)) = (self.0.get_mut(slot), u32::try_from(place.saturating_add(1))) {
            *slot = number;
        }
    }

    /// The place of what `is` knows, or the slot that is free for it.
    fn seek(&self, hash: u32, is: impl Fn(usize) -> bool) -> Result<usize, usize> {
        let last = self.0.len().saturating_sub(1);
        let mut slot = usize::try_from(hash ^ (hash >> 15)).unwrap_or(0) & last;
        loop {
            let number = self.0.get(slot).copied().unwrap_or(0);
            match usize::try_from(number).unwrap_or(0).checked_sub(1) {
                None => return Err(slot),
                Some(place) if is(place) => return Ok(place),
                Some(_) => slot = slot.wrapping_add(1) & last,
            }
        }
    }
}

/// Fowler, Noll and Vo's hash of 32 bits, its alternate form.
const SEED: u32 = 0x811c_9dc5;

fn mixed(hash: u32, part: u32) -> u32 {
    (hash ^ part).wrapping_mul(0x0100_0193)
}

/// How the names of a person's or team's own counts begin: no two names begin alike.
pub(crate) fn own_prefix(name: &str) -> String {
    format!("{}/", name.replace('~', "~0").replace('/', "~1"))
}

/// A few names, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct NameSet(Vec<Sym>);

impl NameSet {
    /// One name.
    pub(crate) fn of(name: Sym) -> NameSet {
        NameSet(vec![name])
    }

    pub(crate) fn new(mut names: Vec<Sym>) -> NameSet {
        names = crate::map::sorted(names, |name| u64::from(name.0));
        names.dedup();
        NameSet(names)
    }

    #[inline(always)]
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
