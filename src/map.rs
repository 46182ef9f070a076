//! A small ordered map and one sort.
//!
//! The maps of documents, states and results hold a handful of entries each, in many types. A sorted list serves them
//! as well as a tree, and costs the package a tenth of its bytes; likewise one sort of numbers serves all orderings.

use std::borrow::Borrow;
use std::fmt::Debug;
use std::ops::Index;

/// A map kept as a list in order of its keys.
#[derive(Clone, PartialEq, Eq)]
pub struct Map<K, V>(Vec<(K, V)>);

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Map(Vec::new())
    }
}

impl<K: Debug, V: Debug> Debug for Map<K, V> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K, V> Map<K, V> {
    /// An empty map.
    #[must_use]
    pub fn new() -> Self {
        Map(Vec::new())
    }

    /// How many entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// No entry?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Entries in order of keys.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(k, v)| (k, v))
    }

    /// Keys in order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.0.iter().map(|(k, _)| k)
    }

    /// Values in order of keys.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, v)| v)
    }

    /// Values in order of keys, to change.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, v)| v)
    }
}

impl<K: Ord, V> Map<K, V> {
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0.binary_search_by(|(k, _)| k.borrow().cmp(key))
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.find(key).ok().and_then(|at| self.0.get(at)).map(|(_, v)| v)
    }

    /// The value of a key, to change.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(key).ok()?;
        self.0.get_mut(at).map(|(_, v)| v)
    }

    /// Is the key there?
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }

    /// Puts a value in place of what stood under its key, which it gives back.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok(at) => self.0.get_mut(at).map(|slot| std::mem::replace(&mut slot.1, value)),
            Err(at) => {
                self.0.insert(at, (key, value));
                None
            }
        }
    }

    /// Takes a key out.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(key).ok()?;
        Some(self.0.remove(at).1)
    }

    /// Changes the value of a key, which starts as the default where it was not there.
    pub fn change<T>(&mut self, key: K, change: impl FnOnce(&mut V) -> T) -> T
    where
        V: Default,
    {
        match self.find(&key) {
            Ok(at) => match self.0.get_mut(at) {
                Some((_, value)) => change(value),
                None => change(&mut V::default()),
            },
            Err(at) => {
                let mut value = V::default();
                let told = change(&mut value);
                self.0.insert(at, (key, value));
                told
            }
        }
    }
}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

type Pairs<'a, K, V> = std::iter::Map<std::slice::Iter<'a, (K, V)>, fn(&'a (K, V)) -> (&'a K, &'a V)>;

impl<'a, K, V> IntoIterator for &'a Map<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Pairs<'a, K, V>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(k, v)| (k, v))
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(items: I) -> Self {
        let mut map = Map::new();
        for (key, value) in items {
            map.insert(key, value);
        }
        map
    }
}

impl<K: Ord + Borrow<str>, V> Index<&str> for Map<K, V> {
    type Output = V;
    #[expect(
        clippy::expect_used,
        reason = "an index of a map answers like the standard library's: for tests and doctests"
    )]
    fn index(&self, key: &str) -> &V {
        self.get(key).expect("the key is in the map")
    }
}

impl<K: serde::Serialize, V: serde::Serialize> serde::Serialize for Map<K, V> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

#[cfg(feature = "schema")]
impl<V: schemars::JsonSchema> schemars::JsonSchema for Map<String, V> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Map_of_{}", V::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let values = generator.subschema_for::<V>();
        schemars::json_schema!({ "type": "object", "additionalProperties": values })
    }
}

/// The list in order of a number, equal numbers in the order they came.
pub(crate) fn sorted<T>(list: Vec<T>, number: impl Fn(&T) -> u64) -> Vec<T> {
    let mut keys: Vec<u128> = Vec::with_capacity(list.len());
    for (at, item) in list.iter().enumerate() {
        keys.push((u128::from(number(item)) << 64) | u128::try_from(at).unwrap_or(0));
    }
    sort(&mut keys);
    let mut items: Vec<Option<T>> = list.into_iter().map(Some).collect();
    let mut out = Vec::with_capacity(items.len());
    for key in keys {
        let at = usize::try_from(key & u128::from(u64::MAX)).unwrap_or(usize::MAX);
        out.extend(items.get_mut(at).and_then(Option::take));
    }
    out
}

/// The one sort.
#[inline(never)]
pub(crate) fn sort(keys: &mut [u128]) {
    keys.sort_unstable();
}

/// Sorts a few numbers in place; longer lists go to the one sort.
pub(crate) fn sort_few(list: &mut [u32]) {
    if list.len() > 24 {
        let mut keys: Vec<u128> = list.iter().map(|n| u128::from(*n)).collect();
        sort(&mut keys);
        for (slot, key) in list.iter_mut().zip(keys) {
            *slot = u32::try_from(key).unwrap_or(u32::MAX);
        }
        return;
    }
    for end in 1..list.len() {
        let mut at = end;
        while at > 0
            && let Some([before, this]) = list.get_mut(at.saturating_sub(1)..=at)
            && *before > *this
        {
            std::mem::swap(before, this);
            at = at.saturating_sub(1);
        }
    }
}

/// A signed number as one that sorts the same.
pub(crate) fn ordinal(number: i64) -> u64 {
    number.cast_unsigned() ^ (1 << 63)
}
