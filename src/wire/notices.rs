//! Notices: what an account may want to be told.

use super::amount::Amount;
use super::decode::{wire, words};
use super::result::{MetricProgress, results};
use crate::amounts::Decimal;
use crate::time::Date;

wire! {
    /// What is near enough to be told.
    pub struct NoticeTerms {
        /// How many days ahead dates are looked for. Default 30.
        pub within: Option<u32>,
        /// From what share of the way on a level, band or reward is near. Default "90 %".
        pub share: Option<Decimal>,
        /// How little may be missing of it whatever the share, in what it is counted in. Default: by the share alone.
        pub missing: Option<Decimal>,
    }
}

words! {
    /// What a notice is about.
    pub enum NoticeCode {
        /// Points that can be used for the last time soon.
        PointsExpire = "points-expire",
        /// What a fund holds lapses soon.
        FundLapses = "fund-lapses",
        /// A reward that was given or bought can be used for the last time soon.
        RewardExpires = "reward-expires",
        /// A level that is within reach.
        TierNear = "tier-near",
        /// The level is lost soon if nothing happens.
        TierAtRisk = "tier-at-risk",
        /// A higher band of a rebate, margin or goal is within reach.
        BandNear = "band-near",
        /// A reward for which there are points enough.
        RewardInReach = "reward-in-reach",
        /// A reward for which few points are missing.
        RewardNear = "reward-near",
        /// A counted service that is not used up and lapses soon.
        ServiceLapses = "service-lapses",
        /// Something waits to be approved.
        ClaimPending = "claim-pending",
        /// Something waits for an invoice to be paid.
        PaymentPending = "payment-pending",
    }
}

results! {
    /// Something that an account may want to be told: a code and numbers, for a host to put in words.
    pub struct Notice {
        /// What it is about.
        pub code: NoticeCode,
        /// The unit, ladder, rule, reward, service, or event that waits.
        pub what: String,
        /// Who it is for, where not the account itself: "person:..." or "pool:...".
        #[serde(skip_serializing_if = "Option::is_none")]
        pub holder: Option<String>,
        /// The level.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub level: Option<String>,
        /// The unit of the amount.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub unit: Option<String>,
        /// How much expires or waits, or what a reward costs.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub amount: Option<Amount>,
        /// How many uses are left.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub count: Option<i64>,
        /// What is missing.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub missing: Option<String>,
        /// What reaching it brings.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub gain: Option<String>,
        /// The metrics of a level, each with what is missing.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub metrics: Vec<MetricProgress>,
        /// Share of the way, in hundredths of a percent.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub share: Option<u32>,
        /// The last day for it; for what waits, the day since when.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub by: Option<Date>,
    }
}
