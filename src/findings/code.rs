//! The stable codes of findings.

use std::fmt;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// What was found. The text form is stable; the docs show an example of each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        /// Every code with its text form, in the order of the docs.
        pub const CODES: &[(Code, &str)] = &[$((Code::$name, $text),)+];

        impl Code {
            /// The stable text form.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)+ }
            }
        }
    };
}

codes! {
    /// The text is no JSON.
    InvalidJson = "invalid-json",
    /// A text, list or number passes a bound.
    TooLarge = "too-large",
    /// The format version is not one this engine reads.
    UnknownFormat = "unknown-format",
    /// A field that does not exist here.
    UnknownField = "unknown-field",
    /// The same field twice in one object.
    DuplicateField = "duplicate-field",
    /// A field that must be there is not.
    MissingField = "missing-field",
    /// A value of another type than the field takes.
    WrongType = "wrong-type",
    /// A word that is none of those the field takes.
    UnknownValue = "unknown-value",
    /// Text that is no decimal number or rate.
    InvalidNumber = "invalid-number",
    /// A number outside what makes sense here.
    OutOfRange = "out-of-range",
    /// More decimals than the unit has.
    TooManyDigits = "too-many-digits",
    /// A date or time that does not exist, or has an offset.
    InvalidDate = "invalid-date",
    /// A window or version whose end lies before its start.
    DatesInWrongOrder = "dates-in-wrong-order",
    /// The same id twice among things of one kind.
    DuplicateId = "duplicate-id",
    /// A name that nothing in this version bears.
    DanglingReference = "dangling-reference",
    /// Fields that cannot stand together, or none where one is needed.
    Contradiction = "contradiction",
    /// Something that is taken and changes nothing: a warning.
    NoEffect = "no-effect",
    /// Part of the format that this engine does not compute yet.
    NotBuilt = "not-built",
    /// Bands without a mode.
    ModeMissing = "mode-missing",
    /// A band that ends before it starts.
    InvertedBand = "inverted-band",
    /// Amounts between two bands that no band holds.
    BandGap = "band-gap",
    /// Amounts that two bands hold.
    BandOverlap = "band-overlap",
    /// Levels of a ladder that do not rise.
    LevelsNotRising = "levels-not-rising",
    /// Rules of one exclusivity group that pay different things.
    MixedGroup = "mixed-group",
    /// Terms about the same thing that can hold together: a warning.
    TermsOverlap = "terms-overlap",
    /// Terms that begin or end within a period that they settle: a warning.
    MidPeriod = "mid-period",
    /// A check: a band that is never reached, or changes nothing.
    IdleBand = "idle-band",
    /// A check: bands of growth that are no growth, or are ten times the past.
    GrowthBands = "growth-bands",
    /// A check: a cap or budget below the smallest award.
    LowCap = "low-cap",
    /// A check: a limit that cannot act.
    IdleLimit = "idle-limit",
    /// A check: a level that nobody can reach.
    UnreachableLevel = "unreachable-level",
    /// A check: a rule that can never pay anything.
    NeverPays = "never-pays",
    /// A check: a rule of a group that another one always beats.
    ShadowedRule = "shadowed-rule",
    /// A check: days between two promotions of a series on which neither runs.
    SeriesGap = "series-gap",
    /// A check: days on which two promotions of a series run.
    SeriesOverlap = "series-overlap",
    /// A check: spending more, and getting less.
    Cliff = "cliff",
    /// A check: buying more, and paying less.
    PriceCliff = "price-cliff",
    /// A check: a higher level that brings less than the one below.
    LevelCliff = "level-cliff",
    /// A check: an award worth more than the purchase that earns it.
    Arbitrage = "arbitrage",
    /// A check: an activity that pays as often as it is repeated.
    EndlessEarning = "endless-earning",
    /// A check: promises that neither cap, frequency nor budget bounds.
    NoBudget = "no-budget",
    /// A check: a benefit that nobody has anything of.
    IdleBenefit = "idle-benefit",
    /// A check: something declared that nothing uses.
    Unused = "unused",
    /// A check: a discount given to everybody under no condition.
    OpenDiscount = "open-discount",
    /// A check: a rule with more conditions than a member can keep in mind.
    ManyConditions = "many-conditions",
    /// A program too large to be checked whole.
    PartlyChecked = "partly-checked",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Code {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FindingCode".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let names: Vec<&str> = CODES.iter().map(|(_, text)| *text).collect();
        schemars::json_schema!({ "type": "string", "enum": names })
    }
}
