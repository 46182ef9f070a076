//! Names as numbers: every SKU, category, level and id that a program meets is interned once.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

/// A name as a number; 0 stands for no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Sym(pub(crate) u32);

impl Sym {
    /// No name.
    pub const NONE: Sym = Sym(0);

    #[inline(always)]
    pub(crate) fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// The names that programs compiled from one another, their states and their carts share.
#[derive(Debug, Clone, Default)]
pub struct Names {
    inner: Arc<RwLock<Table>>,
}

#[derive(Debug, Default)]
struct Table {
    list: Vec<Arc<str>>,
    map: HashMap<Arc<str>, Sym>,
    /// The values of all kinds, one after the other, and where those of each end.
    values: Vec<Sym>,
    ends: Vec<usize>,
    kind_of: HashMap<Arc<[Sym]>, Kind>,
}

/// The values of all attributes of a line, as a number: lines of one kind differ in quantities and amounts alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Kind(pub(crate) u32);

impl Kind {
    #[inline]
    pub(crate) fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

impl Names {
    /// The number of `name`, new where it is met for the first time; `None` past the bound on names.
    pub(crate) fn intern(&self, name: &str) -> Option<Sym> {
        if let Some(known) = self.find(name) {
            return Some(known);
        }
        let mut table = self.inner.write().ok()?;
        if table.list.len() >= crate::bounds::NAMES {
            return None;
        }
        let text: Arc<str> = name.into();
        table.list.push(Arc::clone(&text));
        let sym = Sym(u32::try_from(table.list.len()).ok()?);
        table.map.insert(text, sym);
        Some(sym)
    }

    /// The number of `name` where it was met before.
    pub(crate) fn find(&self, name: &str) -> Option<Sym> {
        self.inner.read().ok()?.map.get(name).copied()
    }

    /// The number of a kind of line, by the values of its attributes.
    pub(crate) fn kind(&self, values: &[Sym]) -> Option<Kind> {
        if let Some(known) = self.inner.read().ok()?.kind_of.get(values) {
            return Some(*known);
        }
        let mut table = self.inner.write().ok()?;
        if table.ends.len() >= crate::bounds::NAMES {
            return None;
        }
        let kind = Kind(u32::try_from(table.ends.len()).ok()?);
        let values: Arc<[Sym]> = values.into();
        table.values.extend_from_slice(&values);
        let end = table.values.len();
        table.ends.push(end);
        table.kind_of.insert(values, kind);
        Some(kind)
    }

    /// Appends the attributes' values of each kind; `None` where a kind is not known.
    #[cfg_attr(not(target_arch = "wasm32"), expect(dead_code, reason = "packed orders carry kinds"))]
    pub(crate) fn values_of(&self, kinds: &[Kind], out: &mut Vec<Sym>) -> Option<()> {
        let table = self.inner.read().ok()?;
        for kind in kinds {
            let end = *table.ends.get(kind.index())?;
            let start = kind.index().checked_sub(1).and_then(|before| table.ends.get(before)).copied().unwrap_or(0);
            out.extend_from_slice(table.values.get(start..end)?);
        }
        Some(())
    }

    /// The name of a number.
    pub(crate) fn text(&self, sym: Sym) -> Option<Arc<str>> {
        let table = self.inner.read().ok()?;
        table.list.get(sym.index().checked_sub(1)?).cloned()
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
