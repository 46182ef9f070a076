//! Every bound on what the engine takes, in one table. Past a bound is a finding or an error, never a slow page.

/// Bytes of one document or state.
pub const TEXT: usize = 64 << 20;
/// Bytes of one text value.
pub const STRING: usize = 4_096;
/// Items of one list.
pub const LIST: usize = 1_000_000;
/// Rules and promotions of one version.
pub const RULES: usize = 100_000;
/// Bands of one scale.
pub const BANDS: usize = 256;
/// Levels of one ladder, and ladders of one version.
pub const LEVELS: usize = 64;
/// Nested conditions.
pub const CONDITION_DEPTH: usize = 16;
/// Lines of one order.
pub const LINES: usize = 10_000;
/// Different names (SKUs, categories, ids) that one program meets in its life.
pub const NAMES: usize = 4_000_000;
/// Findings that are told of one text.
pub const FINDINGS: usize = 1000;
/// Nesting of one text: the JSON reader's own bound.
pub const DEPTH: usize = 512;
/// Looks at rules and conditions that one check of a program may take.
#[cfg(feature = "checks")]
pub const REVIEW: usize = 1_000_000;
/// Looks at the conditions that must hold together, before they are left open.
#[cfg(feature = "checks")]
pub const TOGETHER: usize = 20_000;
/// Exceptions of one check that are looked at for being about something.
#[cfg(feature = "checks")]
pub const EXCEPTIONS: usize = 200;
/// Conditions of one rule that a member is trusted to keep in mind.
#[cfg(feature = "checks")]
pub const CONDITIONS_IN_MIND: usize = 5;
