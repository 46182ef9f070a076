//! Pilots: which accounts are drawn by lot, the same on every machine and for ever.
//!
//! The lot of an account is the hash of 64 bits by Fowler, Noll and Vo, its alternate form (FNV-1a), of the text
//! `salt:account` in UTF-8, mixed by the last step of Appleby's MurmurHash3 (`fmix64`), since the low bits of the first
//! alone are not even. A share of the accounts is those whose lot lies below that share of 2^64: more of them join when
//! the share grows and nobody leaves. The control group is drawn from the other end.

use crate::amounts::Decimal;
use crate::ledger::State;
use crate::map::Map;
use crate::names::Sym;
use crate::program::Program;
use crate::rule::condition::Cond;
use crate::time::{Date, Span};
use crate::wire::terms::PilotGroup;

/// A pilot.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(crate) struct Pilot {
    #[serde(skip)]
    pub text: String,
    /// What must hold of the account's id and attributes.
    pub gates: Vec<Cond>,
    pub days: Option<Span>,
    pub draw: Draw,
}

/// How lots are drawn and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Draw {
    /// The hash of the salt and the colon behind it.
    seed: u64,
    /// Lots below this are the test group's.
    low: u128,
    /// Lots from this on are the control group's.
    high: u128,
}

const ALL: u128 = 1 << 64;

impl Draw {
    /// Draws with a salt; none where the shares are not between nothing and all.
    pub(crate) fn new(salt: &str, share: Decimal, control: Decimal) -> Option<Draw> {
        let low = part(share, true)?;
        let high = ALL.checked_sub(part(control, false)?)?;
        (low <= high).then(|| Draw { seed: hashed(hashed(SEED, salt.as_bytes()), b":"), low, high })
    }

    /// The group that an account is drawn into.
    pub(crate) fn group(&self, account: &str) -> Option<PilotGroup> {
        let lot = u128::from(mixed(hashed(self.seed, account.as_bytes())));
        if lot < self.low {
            Some(PilotGroup::Test)
        } else if lot >= self.high {
            Some(PilotGroup::Control)
        } else {
            None
        }
    }
}

/// A share of all lots, rounded up or down.
fn part(share: Decimal, up: bool) -> Option<u128> {
    let whole = 10_u128.checked_pow(u32::from(share.scale()))?;
    let product = u128::try_from(share.units()).ok()?.checked_mul(ALL)?;
    if up { Some(product.div_ceil(whole)) } else { product.checked_div(whole) }
}

pub(crate) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over more bytes.
pub(crate) fn hashed(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// MurmurHash3's `fmix64`.
fn mixed(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

impl Pilot {
    /// The group that an account with this id is drawn into, whether the pilot is about it or not.
    pub(crate) fn drawn(&self, program: &Program, account: Sym) -> Option<PilotGroup> {
        self.draw.group(&program.names.text(account)?)
    }
}

impl Program {
    /// The groups of pilots that an account is in, by pilot; pilots that it is in no group of are left out. Each pilot
    /// is taken from the latest version that has it, and its window is not looked at, so that results can be compared
    /// after its end.
    ///
    /// ```
    /// # let text = r#"{ "earnest": 1, "id": "club", "currency": "EUR", "timeZone": "UTC", "versions": [{ "from": "2026-01-01",
    /// #   "pilots": [{ "id": "spring-test", "share": "50 %", "control": "50 %" }] }] }"#;
    /// let program = earnest::Program::read(text).unwrap();
    /// let groups = program.pilots(&program.fresh("acme"));
    /// assert_eq!(groups.get("spring-test").map(|group| group.word()), Some("control"));
    /// ```
    #[must_use]
    pub fn pilots(&self, state: &State) -> Map<String, PilotGroup> {
        let mut groups = Map::new();
        for version in &self.versions {
            let standing = crate::ledger::Standing::default();
            crate::terms::with_account(self, version, &state.who, &standing, Date::default(), |facts| {
                for pilot in &version.pilots {
                    let takes_part = pilot.gates.iter().all(|gate| gate.holds(facts, None).unwrap_or(false));
                    match pilot.drawn(self, state.who.id).filter(|_| takes_part) {
                        Some(group) => groups.insert(pilot.text.clone(), group),
                        None => groups.remove(pilot.text.as_str()),
                    };
                }
            });
        }
        groups
    }

    /// The group of one pilot that an account is in; see [`Program::pilots`].
    #[must_use]
    pub fn pilot_group(&self, state: &State, pilot: &str) -> Option<PilotGroup> {
        self.pilots(state).get(pilot).copied()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test stops at what it did not expect")]
mod tests {
    use super::*;

    fn percent(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn published_vectors_hold() {
        // FNV-1a of 64 bits: the authors' own list (test_fnv.c).
        for (text, hash) in
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
        {
            assert_eq!(hashed(SEED, text.as_bytes()), hash, "{text}");
        }
        assert_eq!(mixed(0), 0);
        assert_eq!(mixed(1), 0xb456_bcfc_34c2_cb2c);
        // Both together, as docs/format.md shows them.
        let lots =
            [("A-4", 0x065e_638f_40f4_c12c), ("A-7", 0xf7fe_eff6_e22f_2c6b), ("M\u{fc}ller", 0xb182_112d_f84f_ebbe)];
        for (account, lot) in lots {
            assert_eq!(mixed(hashed(SEED, format!("spring-test:{account}").as_bytes())), lot, "{account}");
        }
    }

    #[test]
    fn shares_are_even_and_stable() {
        for salt in ["spring-test", "2026-03", "a"] {
            let draw = Draw::new(salt, percent("10 %"), percent("25 %")).unwrap();
            let more = Draw::new(salt, percent("20 %"), percent("25 %")).unwrap();
            for shape in 0..3 {
                let (mut test, mut control) = (0, 0);
                for n in 0..10_000 {
                    let id = match shape {
                        0 => format!("A-{n:05}"),
                        1 => n.to_string(),
                        _ => format!("{n}-ACME-{}", n * 7919),
                    };
                    let group = draw.group(&id);
                    test += usize::from(group == Some(PilotGroup::Test));
                    control += usize::from(group == Some(PilotGroup::Control));
                    // Growing the share keeps who was in, and leaves the control group alone.
                    assert!(group.is_none() || more.group(&id) == group, "{id}");
                }
                assert!((900..=1100).contains(&test), "{salt} {shape}: {test} of 10000 at 10 %");
                assert!((2400..=2600).contains(&control), "{salt} {shape}: {control} of 10000 at 25 %");
            }
        }
    }

    #[test]
    fn pilots_are_drawn_apart() {
        let one = Draw::new("one", percent("50 %"), percent("50 %")).unwrap();
        let other = Draw::new("other", percent("50 %"), percent("50 %")).unwrap();
        let both = (0..10_000).map(|n| format!("A-{n}")).filter(|id| one.group(id) == other.group(id)).count();
        assert!((4850..=5150).contains(&both), "{both}");
    }

    #[test]
    fn bounds_of_shares() {
        let everybody = Draw::new("s", percent("100 %"), percent("0 %")).unwrap();
        let nobody = Draw::new("s", percent("0 %"), percent("0 %")).unwrap();
        for n in 0..1000 {
            assert_eq!(everybody.group(&n.to_string()), Some(PilotGroup::Test));
            assert_eq!(nobody.group(&n.to_string()), None);
        }
        assert!(Draw::new("s", percent("60 %"), percent("50 %")).is_none());
        assert!(Draw::new("s", percent("33.3333 %"), percent("66.6667 %")).is_some());
    }
}
