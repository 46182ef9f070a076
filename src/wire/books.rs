//! What is made of entries: settlements between partners, claims on funders, statements, closed periods.

use super::amount::{Amount, Points};
use super::decode::wire;
use super::entry::{Entry, Status};
use super::result::results;
use super::scalars::PeriodName;
use crate::map::Map;
use crate::time::Date;

wire! {
    /// Which entries, and over what they are summed up.
    pub struct BooksPeriod {
        /// The first day. Default: that of the first entry.
        pub from: Option<Date>,
        /// The last day. Default: that of the last entry.
        pub to: Option<Date>,
        /// Over each of what: "month", "quarter" and so on. Default: all together.
        pub per: Option<PeriodName>,
    }

    /// An entry that is held back until it is clear whether it is right.
    pub struct Dispute {
        /// The entry.
        pub entry: String,
        /// Why.
        pub reason: String,
        /// Who says so.
        pub by: Option<String>,
    }

    /// What has accrued of a rebate and is not settled.
    pub struct AccruedSum {
        /// The kind of money, or the point currency.
        pub unit: String,
        /// The account.
        pub account: Option<String>,
        /// The rule.
        pub rule: Option<String>,
        /// How much.
        pub amount: Amount,
    }

    /// How a period is closed.
    pub struct CloseTerms {
        /// The first day.
        pub from: Date,
        /// The last day.
        pub to: Date,
        /// What the closing before this one held back.
        #[serde(default)]
        pub held: Vec<Dispute>,
        /// Entries that are disputed now. What was held back and is not among them is due.
        #[serde(default)]
        pub disputes: Vec<Dispute>,
        /// Who approves the rest.
        pub approver: Option<String>,
        /// The names of ledger accounts, by role or by role and unit, such as {"cost": "6200", "cost:rebate": "7090"}.
        #[serde(default)]
        pub accounts: Map<String, String>,
        /// What has accrued at the end of the period and is not settled.
        #[serde(default)]
        pub accrued: Vec<AccruedSum>,
        /// The same at its start: what the closing before this one was given.
        #[serde(default)]
        pub accrued_before: Vec<AccruedSum>,
    }
}

results! {
    /// What the partners of a coalition owe and are owed.
    pub struct Coalition {
        /// By period and partner.
        pub partners: Vec<PartnerBalance>,
        /// What the operator is owed, less what it owes: all balances together come to nothing.
        pub operator: String,
    }

    /// What one partner owes and is owed.
    pub struct PartnerBalance {
        /// The partner.
        pub partner: String,
        /// The first day of the period, where periods were asked for.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub from: Option<Date>,
        /// Its last day.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub to: Option<Date>,
        /// The point currency.
        pub unit: String,
        /// Points given there, less what was taken back.
        pub given: Points,
        /// Points spent there, less what came back.
        pub taken: Points,
        /// What it pays for the points given.
        pub owes: String,
        /// What it is paid for the points taken.
        pub owed: String,
        /// What it is owed, less what it owes.
        pub balance: String,
    }

    /// What is claimed of those who fund awards.
    pub struct Claims {
        /// By period, funder, rule and unit.
        pub claims: Vec<FundingClaim>,
        /// What each funder owes.
        pub totals: Map<String, String>,
        /// Units of which no worth is known: nothing is claimed for them.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub unvalued: Vec<String>,
    }

    /// What is claimed of one funder for one rule.
    pub struct FundingClaim {
        /// The funder.
        pub by: String,
        /// The first day of the period, where periods were asked for.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub from: Option<Date>,
        /// Its last day.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub to: Option<Date>,
        /// The rule.
        pub rule: String,
        /// What it pays in.
        pub unit: String,
        /// How much it paid, less what was taken back.
        pub amount: Amount,
        /// The share that the funder bears.
        pub share: String,
        /// What it owes for that.
        pub owes: String,
    }

    /// What an account had, what moved, and what it has.
    pub struct Statement {
        /// What there was before the first day.
        pub opening: Vec<Balance>,
        /// What moved.
        pub entries: Vec<Entry>,
        /// What there is after the last day.
        pub closing: Vec<Balance>,
    }

    /// What a holder has of a unit.
    pub struct Balance {
        /// A point currency, a kind of money, "fund:..." or "reward:...".
        pub unit: String,
        /// Who has it, where not the account itself: "person:..." or "pool:...".
        #[serde(skip_serializing_if = "Option::is_none")]
        pub holder: Option<String>,
        /// Of what is kept award by award: whether it is pending, available or reserved.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub status: Option<Status>,
        /// How much.
        pub amount: Amount,
    }

    /// A closed period.
    pub struct Closing {
        /// Its first day.
        pub from: Date,
        /// Its last day.
        pub to: Date,
        /// Who approved what is not disputed.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub approver: Option<String>,
        /// What is paid out, by account and person.
        pub notes: Vec<CreditNote>,
        /// What is disputed: to be given to the next closing.
        pub held: Vec<Dispute>,
        /// The period in double entry.
        pub journal: Vec<Posting>,
        /// The sums of the journal by ledger account: both sides come to the same.
        pub ledger: Vec<LedgerSum>,
        /// Units of which no worth is known: the journal leaves them out.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub unvalued: Vec<String>,
    }

    /// What one account, or one person of it, is paid for a period.
    pub struct CreditNote {
        /// The account.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub account: Option<String>,
        /// The person, where it is not the account itself.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub holder: Option<String>,
        /// "credit", or "debit" where more was taken back than given.
        pub kind: String,
        /// What for.
        pub lines: Vec<NoteLine>,
        /// The sum of the lines that are not disputed.
        pub total: String,
    }

    /// What a credit note is for.
    pub struct NoteLine {
        /// The rule.
        pub rule: String,
        /// The kind of money.
        pub unit: String,
        /// The settlement period.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub period: Option<String>,
        /// How much.
        pub amount: String,
        /// The entries that it sums up.
        pub entries: Vec<String>,
        /// The entry of a closed period that it corrects.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub corrects: Option<String>,
        /// Why it is held back and not paid.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub disputed: Option<String>,
    }

    /// An amount from one ledger account to another.
    pub struct Posting {
        /// The day.
        pub day: Date,
        /// The ledger account that is debited.
        pub debit: String,
        /// The ledger account that is credited.
        pub credit: String,
        /// How much; never less than zero.
        pub amount: String,
        /// The account whose entry it is.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub account: Option<String>,
        /// The entry; none where several are summed up.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub entry: Option<String>,
        /// The rule, or what else it is about.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub rule: Option<String>,
    }

    /// The sums of a ledger account.
    pub struct LedgerSum {
        /// Its name.
        pub account: String,
        /// The sum of what is debited.
        pub debit: String,
        /// The sum of what is credited.
        pub credit: String,
    }
}
