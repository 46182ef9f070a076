//! What a simulation is asked and what it comes to. Sums are whole numbers of the smallest units.

use super::decode::wire;
use super::entry::{EntryKind, Status};
use crate::map::Map;
use crate::time::Date;

wire! {
    /// How an order book is run through a program.
    pub struct SimulateOptions {
        /// The last day: every account is brought to the midnight after it. Default: the end of the year after the last order.
        pub until: Option<Date>,
        /// This part of the accounts, from 0. Default 0.
        pub part: Option<u32>,
        /// Of so many parts. Default 1.
        pub parts: Option<u32>,
    }

    /// What accounts of an order book come to under a program. Of the parts of one book, the sums add up.
    pub struct Tally {
        /// Orders and returns that were evaluated, and their lines.
        pub orders: i64,
        /// Returns.
        pub returns: i64,
        /// Lines of both.
        pub lines: i64,
        /// Goods that came back without a purchase, in stock codes.
        pub unmatched: i64,
        /// What the program refused.
        #[serde(default)]
        pub refused: Vec<RefusedSum>,
        /// What was booked: these are the sums of entries.
        #[serde(default)]
        pub booked: Vec<BookedSum>,
        /// Discounts and accruals, which are no entries.
        #[serde(default)]
        pub beside: Vec<BesideSum>,
        /// Accounts that changed level.
        #[serde(default)]
        pub moves: Vec<MoveSum>,
        /// Trade by month.
        #[serde(default)]
        pub months: Vec<MonthSum>,
        /// Each account.
        #[serde(default)]
        pub accounts: Vec<AccountSum>,
        /// What was drawn from budgets.
        #[serde(default)]
        pub budgets: Map<String, i64>,
    }

    /// Orders and returns that the program refused.
    pub struct RefusedSum {
        /// The code of the refusal.
        pub code: String,
        /// How many.
        pub events: i64,
        /// Their lines.
        pub lines: i64,
        /// What was said of one of them: of several sayings the first by the alphabet.
        pub message: String,
    }

    /// Entries of one month, kind, unit, status and rule.
    pub struct BookedSum {
        /// The first day of the month in which they were booked.
        pub month: Date,
        /// What happened.
        pub kind: EntryKind,
        /// The unit of award.
        pub unit: String,
        /// Pending, available or reserved, of units kept award by award.
        pub status: Option<Status>,
        /// The rule.
        pub rule: String,
        /// The sum, in the unit's smallest parts.
        pub amount: i64,
        /// How many.
        pub entries: i64,
    }

    /// What a rule gave that is no entry: a discount, or what an order adds to the accrual of a period.
    pub struct BesideSum {
        /// The first day of the month.
        pub month: Date,
        /// The unit of award, or "discount".
        pub unit: String,
        /// The rule.
        pub rule: String,
        /// The sum, in smallest parts.
        pub amount: i64,
    }

    /// Accounts that went from one level to another.
    pub struct MoveSum {
        /// The first day of the month.
        pub month: Date,
        /// The ladder.
        pub ladder: String,
        /// Whether they are new on the ladder, and come from nowhere.
        #[serde(default)]
        pub new: bool,
        /// Where they stood; none below the first level.
        pub from: Option<String>,
        /// Where they stand; none below the first level.
        pub to: Option<String>,
        /// How many.
        pub accounts: i64,
    }

    /// The trade of a month.
    pub struct MonthSum {
        /// Its first day.
        pub month: Date,
        /// Accounts that ordered or returned.
        pub active: i64,
        /// Accounts of which it is the first.
        pub joined: i64,
        /// Orders.
        pub orders: i64,
        /// Returns.
        pub returns: i64,
        /// Before discounts, less returns, in minor units.
        pub gross: i64,
        /// After discounts, less returns, in minor units.
        pub net: i64,
    }

    /// An account's sums.
    pub struct AccountSum {
        /// Its id.
        pub account: String,
        /// The day on which it traded last.
        pub last: Option<Date>,
        /// Orders.
        pub orders: i64,
        /// Returns.
        pub returns: i64,
        /// After discounts, less returns, in minor units, by the first day of the quarter.
        #[serde(default)]
        pub net: Map<String, i64>,
        /// The program's discounts, in minor units.
        pub discount: i64,
        /// What was given and not taken back, by unit, in smallest parts.
        #[serde(default)]
        pub given: Map<String, i64>,
        /// What it holds in the end, by unit.
        #[serde(default)]
        pub balances: Map<String, i64>,
        /// Its level on each ladder in the end.
        #[serde(default)]
        pub levels: Map<String, String>,
        /// By ladder, how far the next level is on the last day, before the midnight after it. Left out are ladders that are
        /// not open to it, and those on whose top level it stands.
        #[serde(default)]
        pub to_next: Map<String, NextLevel>,
        /// What the book told of it last.
        #[serde(default)]
        pub attributes: Map<String, String>,
        /// Its group in each pilot that it takes part in: "test" or "control".
        #[serde(default)]
        pub pilots: Map<String, String>,
    }

    /// How far an account is to the next level of a ladder.
    pub struct NextLevel {
        /// The level it stands on; none below the first.
        pub from: Option<String>,
        /// The next level.
        pub to: String,
        /// How far it is, as previews tell it: in whole percent, rounded down; 100 where only the date is missing.
        pub share: i64,
    }
}
