//! What becomes of levels and baselines where one account is taken into another.

use super::context::Context;
use crate::findings::{Code, Path};
use crate::wire::document::{MergedBaseline, MergedLevel, Version};

impl Context<'_> {
    /// The choices for a merger; says so where there is nothing to choose.
    pub(super) fn merged(&mut self, version: &Version, path: &Path<'_>) -> (MergedLevel, MergedBaseline) {
        let Some(mergers) = &version.mergers else { return Default::default() };
        let here = path.key("mergers");
        let baselines = self.tables.counters.iter().any(|counter| counter.fixed.is_some());
        let idle = [
            ("level", mergers.level.is_some() && version.tiers.is_empty(), "there are no levels to keep"),
            ("baseline", mergers.baseline.is_some() && !baselines, "nothing is measured against an earlier period"),
        ];
        for (field, _, why) in idle.into_iter().filter(|(_, idle, _)| *idle) {
            self.findings.warning(Code::NoEffect, &here.key(field), why, "remove it");
        }
        (mergers.level.unwrap_or_default(), mergers.baseline.unwrap_or_default())
    }
}
