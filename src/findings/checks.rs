//! The checks of what a valid program does, by name, with how much each finding weighs where its author says nothing.

use super::{Code, Severity};

/// Every check with its own severity, in the order of the docs.
pub const CHECKS: &[(Code, Severity)] = &[
    (Code::IdleBand, Severity::Warning),
    (Code::GrowthBands, Severity::Warning),
    (Code::LowCap, Severity::Warning),
    (Code::IdleLimit, Severity::Warning),
    (Code::UnreachableLevel, Severity::Warning),
    (Code::NeverPays, Severity::Warning),
    (Code::ShadowedRule, Severity::Warning),
    (Code::SeriesGap, Severity::Advice),
    (Code::SeriesOverlap, Severity::Advice),
    (Code::Cliff, Severity::Warning),
    (Code::PriceCliff, Severity::Advice),
    (Code::LevelCliff, Severity::Warning),
    (Code::Arbitrage, Severity::Warning),
    (Code::EndlessEarning, Severity::Warning),
    (Code::NoBudget, Severity::Advice),
    (Code::IdleBenefit, Severity::Warning),
    (Code::Unused, Severity::Warning),
    (Code::OpenDiscount, Severity::Advice),
    (Code::ManyConditions, Severity::Advice),
];
