//! Boards: who did most of something over a period, and what the first places win.

use super::condition::Condition;
use super::decode::{wire, words};
use super::rule::{Funding, Of};
use super::scalars::Period;
use super::text::Text;
use crate::amounts::Decimal;

wire! {
    /// A ranking. Ties go to who reached the total earlier, then by id.
    pub struct Board {
        /// Its id.
        pub id: String,
        /// A note for the operator; the engine reads over it.
        pub note: Option<String>,
        /// Its name as members read it.
        pub name: Option<Text>,
        /// What is counted.
        pub of: Of,
        /// Which lines or activities count, and by `account` and `participant` who takes part. Default: all eligible ones,
        /// and everybody.
        pub when: Option<Condition>,
        /// The point currency, where points are counted. Default: the first.
        pub currency: Option<String>,
        /// Over what: a calendar period, or the days of a campaign.
        pub over: Period,
        /// Who is ranked. Default "participant".
        pub ranks: Option<Ranks>,
        /// Among whom. Default "everyone".
        pub among: Option<RankedAmong>,
        /// What must be reached to be ranked at all.
        pub least: Option<Decimal>,
        /// What the places win, from the first on.
        #[serde(default)]
        pub wins: Vec<Win>,
        /// Who bears what is won beside the operator, who bears the rest. Default: the operator alone.
        #[serde(default)]
        pub funding: Vec<Funding>,
    }

    /// What the next places win: points, cash or a reward.
    pub struct Win {
        /// How many places.
        pub places: u32,
        /// Points for each, or with `share` for all of them together.
        pub points: Option<Decimal>,
        /// The point currency. Default: the first.
        pub currency: Option<String>,
        /// Cash for each, or with `share` for all of them together.
        pub cash: Option<Decimal>,
        /// One of a reward for each.
        pub reward: Option<String>,
        /// How one prize is shared by those who have these places, be they fewer. Default: each has all of it.
        pub share: Option<ShareBy>,
    }
}

words! {
    /// Who is ranked.
    pub enum Ranks {
        /// People.
        Participant = "participant",
        /// Teams.
        Team = "team",
        /// Accounts.
        Account = "account",
    }

    /// How a prize is shared. What is left over goes to the largest remainder first, ties to the better place.
    pub enum ShareBy {
        /// In equal parts.
        Equally = "equally",
        /// In proportion to what each reached.
        ByTotal = "by-total",
    }

    /// Among whom somebody is ranked.
    pub enum RankedAmong {
        /// Those of all accounts.
        Everyone = "everyone",
        /// Those of the own account.
        Account = "account",
    }
}
