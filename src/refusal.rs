//! Why an evaluation was refused. Nothing is booked when it is.

use serde::Serialize;
use std::fmt;

macro_rules! refusals {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// Why; the text form is stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum RefusalCode { $($(#[doc = $doc])+ $name,)+ }

        impl RefusalCode {
            /// Every code.
            pub const ALL: &'static [RefusalCode] = &[$(RefusalCode::$name,)+];

            /// The stable text form.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(RefusalCode::$name => $text,)+ }
            }
        }
    };
}

refusals! {
    /// An amount passes what is exact.
    Overflow = "overflow",
    /// The event is earlier than the state.
    Backdated = "backdated",
    /// An event with this id was posted before.
    Duplicate = "duplicate",
    /// A measure needs a past that the state does not hold.
    HistoryNeeded = "history-needed",
    /// A return names an order or line that is not on record.
    UnknownOrder = "unknown-order",
    /// More comes back than is left.
    ReturnedTooMuch = "returned-too-much",
    /// Goods of which no purchase is found come back without a price.
    PriceNeeded = "price-needed",
    /// No version of the program is in force on that day.
    NotInForce = "not-in-force",
    /// A level that no ladder has.
    UnknownLevel = "unknown-level",
    /// A service that the account's levels do not bring.
    UnknownService = "unknown-service",
    /// A counted service has been used as often as it may.
    ServiceUsedUp = "service-used-up",
    /// A counter, currency or ladder that the program does not have.
    UnknownName = "unknown-name",
    /// A redemption that is not on record.
    UnknownRedemption = "unknown-redemption",
    /// An activity that is not on record.
    UnknownActivity = "unknown-activity",
    /// A redemption that is no reservation.
    NotReserved = "not-reserved",
    /// More is wanted than can be used.
    NotEnough = "not-enough",
    /// A reward that this account cannot have on this day.
    NotOnOffer = "not-on-offer",
    /// A reward of which not so many are left.
    OutOfStock = "out-of-stock",
    /// Points cannot be spent while an invoice is overdue.
    Suspended = "suspended",
    /// An amount that points cannot pay.
    CannotPay = "cannot-pay",
    /// An account that has not joined a program that is not open to everybody.
    NotAMember = "not-a-member",
    /// An account that was read for orders of another day.
    Stale = "stale",
    /// An event that does not say what it needs to say.
    Incomplete = "incomplete",
}

/// A refused evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    // In a box, so that what is nearly never there costs the hot path one word.
    told: Box<Told>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    code: RefusalCode,
    message: String,
    help: String,
}

impl Refusal {
    #[inline(always)]
    pub(crate) fn new(code: RefusalCode, message: impl Into<String>, help: impl Into<String>) -> Refusal {
        Refusal::told(code, message, help)
    }

    #[cfg(feature = "full")]
    fn told(code: RefusalCode, message: impl Into<String>, help: impl Into<String>) -> Refusal {
        Refusal { told: Box::new(Told { code, message: message.into(), help: help.into() }) }
    }

    /// Without sentences: see `Findings`.
    #[cfg(not(feature = "full"))]
    #[inline(always)]
    fn told(code: RefusalCode, _: impl Into<String>, _: impl Into<String>) -> Refusal {
        Refusal::bare(code)
    }

    #[cfg(not(feature = "full"))]
    #[cold]
    #[inline(never)]
    fn bare(code: RefusalCode) -> Refusal {
        Refusal { told: Box::new(Told { code, message: String::new(), help: String::new() }) }
    }

    #[cold]
    pub(crate) fn overflow() -> Refusal {
        Refusal::new(
            RefusalCode::Overflow,
            "an amount passes what can be held exactly",
            "look for a quantity, price or rate that is far too large",
        )
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> RefusalCode {
        self.told.code
    }

    /// What is wrong, in a sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.told.message
    }

    /// How to mend it.
    #[must_use]
    pub fn help(&self) -> &str {
        &self.told.help
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] {}; {}", self.told.code.as_str(), self.told.message, self.told.help)
    }
}

impl std::error::Error for Refusal {}

impl fmt::Display for RefusalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for RefusalCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Checked arithmetic that answers with a refusal.
pub(crate) trait OrOverflow<T> {
    fn or_overflow(self) -> Result<T, Refusal>;
}

impl<T> OrOverflow<T> for Option<T> {
    #[inline(always)]
    fn or_overflow(self) -> Result<T, Refusal> {
        match self {
            Some(value) => Ok(value),
            None => Err(Refusal::overflow()),
        }
    }
}

// These are a large part of what an evaluation does: they are part of their callers even where the rest is built small.
#[inline(always)]
fn within(amount: i64) -> Result<i64, Refusal> {
    if amount.unsigned_abs() <= crate::amounts::LIMIT.unsigned_abs() { Ok(amount) } else { Err(Refusal::overflow()) }
}

/// The sum, kept within the limit.
#[inline(always)]
pub(crate) fn add(a: i64, b: i64) -> Result<i64, Refusal> {
    within(a.saturating_add(b))
}

/// The difference, kept within the limit.
#[inline(always)]
pub(crate) fn sub(a: i64, b: i64) -> Result<i64, Refusal> {
    within(a.saturating_sub(b))
}
