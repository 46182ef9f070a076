//! What operators assume of a simulation, and what they read of it. Money is decimal text.

use super::amount::{Amount, Points};
use super::decode::wire;
use super::result::results;
use crate::amounts::Decimal;
use crate::map::Map;
use crate::time::Date;

wire! {
    /// What an operator assumes, beside what the book and the program say. Each is printed beside what hangs on it.
    pub struct Assumptions {
        /// The margin on sales before the program's cost. Default "30 %".
        pub margin: Option<Decimal>,
        /// By how much the program raises sales. Default 0.
        pub uplift: Option<Decimal>,
        /// The same for accounts by one of their attributes; the others rise by `uplift`.
        pub uplift_by: Option<UpliftBy>,
        /// The share of points given that is ever redeemed; the rest is breakage. Default "80 %".
        pub redemption: Option<Decimal>,
        /// What a point costs, by point currency. Default: its worth in the program, else nothing.
        #[serde(default)]
        pub point_cost: Map<String, Decimal>,
        /// An account is active that traded in so many days before the book's last order. Default 90.
        pub active_days: Option<u32>,
    }

    /// Uplifts by segment.
    pub struct UpliftBy {
        /// The attribute of accounts, such as "country".
        pub attribute: String,
        /// By its value: by how much sales to such accounts rise.
        pub values: Map<String, Decimal>,
    }
}

results! {
    /// What operators read of a simulation.
    pub struct Figures {
        /// Accounts in the book that the program took an order of.
        pub accounts: i64,
        /// Those of them that were given anything.
        pub participating: i64,
        /// Those that traded in the last quarter of the book.
        pub active: i64,
        /// Orders.
        pub orders: i64,
        /// Returns.
        pub returns: i64,
        /// Sales before the program's discounts, less returns.
        pub gross: String,
        /// The program's discounts.
        pub discount: String,
        /// Sales after them.
        pub net: String,
        /// Each unit of award that was given.
        pub units: Vec<UnitFigures>,
        /// Each rule that gave anything.
        pub rules: Vec<RuleFigures>,
        /// What it costs, under the assumptions.
        pub cost: CostFigures,
        /// What it returns, under the assumptions.
        pub returned: ReturnFigures,
        /// Shares of sales by tenths of the accounts, those that buy most first.
        pub deciles: Vec<DecileFigures>,
        /// Shares of the top 20 %, the middle 60 % and the bottom 20 % by quarter.
        pub spread: Vec<SpreadFigures>,
        /// What accounts of each segment bought and cost: by attribute of accounts, of no more than 50 values.
        pub segments: Vec<SegmentFigures>,
        /// The same by pilot: its test group beside its control group.
        pub pilots: Vec<SegmentFigures>,
        /// What points still owe, of each currency that has a price, by relative stand-alone selling prices (IFRS 15).
        pub contract_liability: Vec<ContractLiability>,
        /// Accounts on each level by month.
        pub ladders: Vec<LadderFigures>,
        /// The accounts that cost most.
        pub top: Vec<TopFigures>,
        /// The assumptions, with what was assumed where nothing was said.
        pub assumed: Assumed,
    }

    /// What became of a unit of award.
    pub struct UnitFigures {
        /// The unit.
        pub unit: String,
        /// Whether it is points: else it is money, or rewards by the piece.
        pub is_points: bool,
        /// Given, what was taken back subtracted.
        pub given: Amount,
        /// Of that what came back.
        pub taken_back: Amount,
        /// Lapsed.
        pub expired: Amount,
        /// Spent.
        pub spent: Amount,
        /// What accounts hold in the end.
        pub outstanding: Amount,
        /// Of that what they cannot use yet.
        pub pending: Amount,
        /// By month.
        pub months: Vec<UnitMonth>,
    }

    /// A unit of award in a month.
    pub struct UnitMonth {
        /// The first day of the month.
        pub month: Date,
        /// Given, what was taken back subtracted.
        pub given: Amount,
        /// Lapsed.
        pub expired: Amount,
        /// Spent.
        pub spent: Amount,
        /// What orders added to accruals, of what is settled at a period's end.
        pub accrued: Amount,
        /// What accounts hold at the month's end.
        pub outstanding: Amount,
    }

    /// What a rule gave.
    pub struct RuleFigures {
        /// The rule.
        pub rule: String,
        /// The unit; "discount" for discounts.
        pub unit: String,
        /// How much, what was taken back subtracted.
        pub amount: Amount,
        /// In how many entries.
        pub entries: i64,
        /// What it costs, under the assumptions.
        pub cost: String,
    }

    /// What a program costs.
    pub struct CostFigures {
        /// Altogether.
        pub total: String,
        /// Discounts.
        pub discounts: String,
        /// Rebates, margins, values, cash and funds.
        pub money: String,
        /// Points that will be redeemed.
        pub points: String,
        /// Points that never will be, at the same cost each: what breakage saves.
        pub breakage: String,
        /// The total as a share of sales, in percent with two decimals.
        pub share: String,
    }

    /// What a program returns. Cost grows with sales; margin is earned on what sales grow by.
    pub struct ReturnFigures {
        /// Margin on what sales grow by.
        pub extra_margin: String,
        /// The cost on the grown sales.
        pub cost: String,
        /// The one less the other.
        pub benefit: String,
        /// The uplift at which both are equal, in percent with two decimals: C / (M - C), with M the margin on sales before
        /// uplift and C the cost on them. None where the program costs more than the margin is.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub break_even: Option<String>,
        /// What comes back to accounts of each 100 of sales.
        pub generosity: String,
        /// The benefit if one assumption alone were a fifth less, or a fifth more.
        pub sensitivity: Vec<Sensitivity>,
    }

    /// How the benefit hangs on an assumption.
    pub struct Sensitivity {
        /// Which.
        pub assumption: String,
        /// The assumption a fifth less, in percent.
        pub less: String,
        /// The benefit then.
        pub benefit_less: String,
        /// The assumption a fifth more, in percent.
        pub more: String,
        /// The benefit then.
        pub benefit_more: String,
    }

    /// A tenth of the accounts.
    pub struct DecileFigures {
        /// From 1, those that buy most.
        pub decile: i64,
        /// How many.
        pub accounts: i64,
        /// Their sales.
        pub net: String,
        /// As a share of all sales, in percent with two decimals.
        pub share: String,
        /// What they cost.
        pub cost: String,
    }

    /// Shares of sales in a quarter.
    pub struct SpreadFigures {
        /// The first day of the quarter.
        pub quarter: String,
        /// The top 20 % of the accounts that traded in it, in percent with two decimals.
        pub top: String,
        /// The 60 % below.
        pub middle: String,
        /// The last 20 %.
        pub bottom: String,
    }

    /// Accounts that are alike.
    pub struct SegmentFigures {
        /// The attribute, or the pilot.
        pub of: String,
        /// Its value, or the group: "test", "control"; "" for accounts of none.
        pub value: String,
        /// How many.
        pub accounts: i64,
        /// Their orders.
        pub orders: i64,
        /// Their sales.
        pub net: String,
        /// As a share of all sales, in percent with two decimals.
        pub share: String,
        /// What they cost, under the assumptions.
        pub cost: String,
        /// The cost as a share of their sales, in percent with two decimals.
        pub generosity: String,
        /// What their own uplift brings less what they cost then; where uplifts are by this attribute.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub benefit: Option<String>,
    }

    /// What the points of a currency owe in the books.
    pub struct ContractLiability {
        /// The currency.
        pub unit: String,
        /// Of what was paid for sales, what belongs to points.
        pub deferred: String,
        /// Of that what is revenue, since points were redeemed.
        pub recognised: String,
        /// What is owed in the end.
        pub liability: String,
        /// The same up to each month.
        pub months: Vec<LiabilityMonth>,
    }

    /// The same up to the end of a month.
    pub struct LiabilityMonth {
        /// The first day of the month.
        pub month: Date,
        /// Of what was paid so far, what belongs to points.
        pub deferred: String,
        /// Of that what is revenue.
        pub recognised: String,
        /// What is owed.
        pub liability: String,
    }

    /// A ladder over time.
    pub struct LadderFigures {
        /// The ladder.
        pub ladder: String,
        /// At the end of each month how many accounts stand on each level; none of a ladder that no order climbed.
        pub months: Vec<LadderMonth>,
        /// Who went from where to where, over all months.
        pub flows: Vec<Flow>,
        /// On the last day, before the midnight after it: how far accounts are to the next level, from the lowest.
        pub to_next: Vec<ToNext>,
    }

    /// Accounts on a level, by how far the next one is.
    pub struct ToNext {
        /// The level they stand on; "" for those below the first.
        pub from: String,
        /// The next level.
        pub to: String,
        /// How many have come less than a tenth of the way, less than two tenths, and so on; the tenth count is of all the others.
        pub accounts: Vec<i64>,
    }

    /// A ladder at the end of a month.
    pub struct LadderMonth {
        /// The first day of the month.
        pub month: Date,
        /// Accounts by level; "" for those below the first.
        pub accounts: Map<String, i64>,
    }

    /// Accounts that went from one level to another.
    pub struct Flow {
        /// Whether they were new.
        pub new: bool,
        /// From; none for those that stood below the first level, or were new.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub from: Option<String>,
        /// To.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub to: Option<String>,
        /// How often.
        pub accounts: i64,
    }

    /// An account.
    pub struct TopFigures {
        /// Its id.
        pub account: String,
        /// Its sales.
        pub net: String,
        /// What it costs, under the assumptions.
        pub cost: String,
        /// Points it was given, by currency.
        pub points: Map<String, Points>,
    }

    /// The assumptions of figures.
    pub struct Assumed {
        /// The margin.
        pub margin: Decimal,
        /// The uplift.
        pub uplift: Decimal,
        /// Uplifts by segment.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub uplift_by: Option<UpliftBy>,
        /// The share of points that is redeemed.
        pub redemption: Decimal,
        /// What a point costs, by point currency.
        pub point_cost: Map<String, String>,
        /// Days within which an account is active.
        pub active_days: i64,
    }
}
