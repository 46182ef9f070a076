//! Entries: the movements that a host keeps.

use super::amount::Amount;
use super::decode::wire;
use crate::time::Moment;

wire! {
    /// A movement of an account, to be kept by the host. Balances are the sum of these.
    pub struct Entry {
        /// Its id: the event's and a number.
        pub id: String,
        /// The account.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub account: Option<String>,
        /// When it was booked.
        pub at: Moment,
        /// What happened.
        pub kind: EntryKind,
        /// The event that caused it; none for a midnight.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub cause: Option<String>,
        /// The rule.
        pub rule: String,
        /// The terms by which the rule held, where it was not everybody's.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub term: Option<String>,
        /// A point currency, or the kind of money.
        pub unit: String,
        /// What it adds: points, or money as decimal text.
        pub amount: Amount,
        /// Who holds it, where not the account itself: "person:..." or "pool:...".
        #[serde(skip_serializing_if = "Option::is_none")]
        pub holder: Option<String>,
        /// Of what is kept award by award: whether it is pending, available or reserved. Entries between two of these
        /// come in pairs that sum to nothing.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub status: Option<Status>,
        /// The settlement period, for settlements.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub period: Option<String>,
        /// The level, for changes of tier.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub level: Option<String>,
        /// The order an entry goes back to, for returns.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub order: Option<String>,
        /// The person who caused it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub participant: Option<String>,
        /// The person it is for.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub beneficiary: Option<String>,
        /// The coalition partner where it happened.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub partner: Option<String>,
        /// Who bears it beside the operator.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub funding: Vec<super::rule::Funding>,
        /// Why, for what was booked by hand.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub reason: Option<String>,
        /// Who approved it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub approver: Option<String>,
        /// The entry that it corrects.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub corrects: Option<String>,
    }
}

super::decode::words! {
    /// Whether something that is kept award by award can be used.
    pub enum Status {
        /// Not yet.
        Pending = "pending",
        /// It can be used.
        Available = "available",
        /// It is set aside.
        Reserved = "reserved",
    }

    /// What an entry books.
    pub enum EntryKind {
        /// An award.
        Accrual = "accrual",
        /// What a return takes back.
        Return = "return",
        /// A rebate or margin at the end of its period.
        Settlement = "settlement",
        /// A correction of a period that was settled before.
        Restatement = "restatement",
        /// What an account brought from another system.
        Opening = "opening",
        /// A level given, lost or granted.
        Tier = "tier",
        /// A counted benefit used.
        Use = "use",
        /// What a floor under a balance writes off, or what a person leaves behind that is forfeited.
        WriteOff = "write-off",
        /// What was pending becomes available.
        Activation = "activation",
        /// What could no longer be used lapses.
        Expiry = "expiry",
        /// Points are set aside.
        Reservation = "reservation",
        /// Points are spent, or what they bought is given.
        Redemption = "redemption",
        /// What was spent or set aside comes back.
        Cancellation = "cancellation",
        /// An activity is taken back.
        Reversal = "reversal",
        /// A claim that is paid takes its share of a fund.
        Claim = "claim",
        /// A correction by hand.
        Adjustment = "adjustment",
        /// Points are given to, or come from, somebody else.
        Transfer = "transfer",
        /// What another account's event gives.
        Credit = "credit",
        /// A plan taken or left; the level is the plan's id.
        Plan = "plan",
        /// What a plan costs.
        Fee = "fee",
        /// What was another account's.
        Merger = "merger",
    }
}
