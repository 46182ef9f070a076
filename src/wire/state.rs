//! What is stored between two activities: the state of an account, and the state that accounts share.
//!
//! The engine writes both; a host only keeps them. A fresh account is `{"account": "its id"}`.

use super::decode::wire;
use crate::amounts::Decimal;
use crate::map::Map;
use crate::time::{Date, Moment};

/// The version of the stored form.
pub const STATE_FORMAT: i64 = 1;

wire! {
    /// The state of an account.
    pub struct AccountState {
        /// The version of this form: 1.
        pub earnest_state: Option<i64>,
        /// The account's id.
        pub account: String,
        /// The program that wrote it.
        pub program: Option<String>,
        /// Goes up by one with each activity.
        pub revision: Option<i64>,
        /// The time up to which it is true.
        pub at: Option<Moment>,
        /// The day the account joined.
        pub joined: Option<Date>,
        /// The last day whose orders may have been dropped from `orders`, since they can no longer be returned.
        pub forgotten: Option<Date>,
        /// The account's attributes, such as segment or region.
        #[serde(default)]
        pub attributes: Map<String, String>,
        /// The account's people, by id: what the host knows of them.
        #[serde(default)]
        pub people: Map<String, Person>,
        /// Accounts it is linked to, by what they are to it, such as a referrer.
        #[serde(default)]
        pub links: Map<String, String>,
        /// What its people may receive, by the account's own choice. Default: everything.
        pub consent: Option<Consent>,
        /// The plan it has taken.
        pub plan: Option<PlanState>,
        /// The account's lists, such as its assortment.
        #[serde(default)]
        pub lists: Map<String, Vec<String>>,
        /// Balances by point currency, in its smallest units.
        #[serde(default)]
        pub balances: Map<String, i64>,
        /// Money booked by kind, in minor units.
        #[serde(default)]
        pub money: Map<String, i64>,
        /// Balances of people and pools, by holder and unit.
        #[serde(default)]
        pub holders: Map<String, Map<String, i64>>,
        /// What people received in a year, where the account caps that, by holder: [year, minor units].
        #[serde(default)]
        pub received: Map<String, Vec<i64>>,
        /// What can still be used or is still to come, award by award, of units that have a life.
        #[serde(default)]
        pub lots: Vec<Lot>,
        /// Redemptions that can be confirmed or cancelled.
        #[serde(default)]
        pub redemptions: Vec<Redemption>,
        /// Invoices that are not paid, by order: the last day on which they may be.
        #[serde(default)]
        pub unpaid: Map<String, Date>,
        /// The day of the last order, activity or redemption.
        pub active: Option<Date>,
        /// Tiers by ladder.
        #[serde(default)]
        pub tiers: Map<String, TierState>,
        /// Counts by counter.
        #[serde(default)]
        pub counters: Map<String, CounterState>,
        /// Money settled, by rule: [settlement number, minor units].
        #[serde(default)]
        pub settled: Map<String, Vec<Vec<i64>>>,
        /// Of rules whose tables go by level: the levels they were settled by, where it is another than before.
        #[serde(default)]
        pub settled_levels: Map<String, Vec<SettledLevel>>,
        /// Orders that can still be returned.
        #[serde(default)]
        pub orders: Vec<Record>,
        /// Activities that can still be taken back.
        #[serde(default)]
        pub activities: Vec<Record>,
        /// Ids of everything else that was posted.
        #[serde(default)]
        pub seen: Vec<String>,
        /// The names that records refer to, from 1.
        #[serde(default)]
        pub names: Vec<String>,
    }

    /// The level that a table was settled by.
    pub struct SettledLevel {
        /// The last day of the first settlement that went by it.
        pub from: Date,
        /// The level's id; none where the table had none of the account's.
        pub level: Option<String>,
    }

    /// Where an account stands on a ladder.
    pub struct TierState {
        /// The id of the level that stands; none where the account has none.
        pub level: Option<String>,
        /// The day the level it has earned was reached.
        pub since: Date,
        /// The last day of the level it has earned, where it has one.
        pub until: Option<Date>,
        /// The order that reached it.
        pub by: Option<String>,
        /// Where the account stood before that order.
        pub before: Option<Box<TierState>>,
        /// What was carried over into the period, by metric.
        #[serde(default)]
        pub carried: Map<String, i64>,
        /// What was given by hand.
        pub granted: Option<Granted>,
        /// The last day before a fall that is due.
        pub falls: Option<Date>,
    }

    /// A level given by hand.
    pub struct Granted {
        /// The level's id.
        pub level: String,
        /// Its last day.
        pub until: Date,
        /// The level the account has earned beside it.
        pub earned: Option<String>,
    }

    /// What a counter holds: pairs of bucket and count.
    pub struct CounterState {
        /// [bucket, count], in order of buckets.
        #[serde(default)]
        pub all: Vec<Vec<i64>>,
        /// The same for each value of the attribute it is counted by.
        #[serde(default)]
        pub by: Map<String, Vec<Vec<i64>>>,
        /// The first day from which it is complete, where it is not from the account's start.
        pub since: Option<Date>,
    }

    /// An order that can still be returned: what it held, and what the account's standing was.
    pub struct Record {
        /// The order's id.
        pub id: String,
        /// When it was placed.
        pub at: Moment,
        /// When it was invoiced, where not on that day.
        pub invoiced: Option<Date>,
        /// The first day of the version it was evaluated by.
        pub version: Date,
        /// Lines: [sku, category, brand, quantity, unit price or -1, amount, discount, tax, returned quantity, id].
        pub lines: Vec<Vec<i64>>,
        /// Tags, attributes and measures of the lines that have any.
        #[serde(default)]
        pub extras: Vec<LineExtras>,
        /// Shipping and the share paid with points, in minor units.
        #[serde(default)]
        pub charges: Vec<i64>,
        /// The order's attributes.
        #[serde(default)]
        pub attributes: Map<String, String>,
        /// The order's measures, in millionths.
        #[serde(default)]
        pub measures: Map<String, i64>,
        /// The account's attributes on that day, where they were others than now.
        pub profile: Option<Map<String, String>>,
        /// The account's lists on that day, where they were others than now.
        pub lists: Option<Map<String, Vec<String>>>,
        /// What the account's measures read before it, where not zero: [name, count], or [name, count, value].
        #[serde(default)]
        pub standing: Vec<Vec<i64>>,
        /// The account's levels before it, as names.
        #[serde(default)]
        pub tiers: Vec<i64>,
        /// What had been carried over before it: [ladder, metric, amount], by their places in its version.
        #[serde(default)]
        pub carried: Vec<Vec<i64>>,
        /// The account's balances before it, by unit, where any was not zero.
        #[serde(default)]
        pub balances: Vec<i64>,
        /// What shared budgets had left before it, where it drew on any.
        #[serde(default)]
        pub budgets: Vec<i64>,
        /// What it was awarded: [rule, currency or kind, units], perhaps with [holder or 0] and [the rule that was
        /// multiplied].
        #[serde(default)]
        pub awards: Vec<Vec<i64>>,
        /// The person who placed it.
        pub participant: Option<String>,
        /// The person it is for, where that is another.
        pub beneficiary: Option<String>,
        /// The coalition partner where it happened.
        pub partner: Option<String>,
        /// The plan that the account had on that day.
        pub plan: Option<String>,
        /// The account's people on that day, where they were others than now.
        pub people: Option<Map<String, Person>>,
        /// The accounts it was linked to on that day, where they were others than now.
        pub links: Option<Map<String, String>>,
        /// What the account let its people receive on that day, where it was not everything.
        pub consent: Option<Consent>,
        /// What people had received in the year, in minor units, where the account caps it.
        #[serde(default)]
        pub received: Map<String, i64>,
        /// What a claim took of its fund.
        #[serde(default)]
        pub claimed: Vec<Lot>,
        /// Of an activity: its type, subject and quantity, and what was taken back of it.
        pub activity: Option<ActivityRecord>,
    }

    /// What an activity on record was.
    pub struct ActivityRecord {
        /// Its type.
        pub r#type: String,
        /// What it was about.
        pub subject: Option<String>,
        /// How much of it, in millionths.
        pub quantity: i64,
        /// How much of it was taken back, in millionths.
        pub reversed: Option<i64>,
        /// Its attributes.
        #[serde(default)]
        pub attributes: Map<String, String>,
        /// Rules that pay a value once, ever, and had paid for this one's.
        #[serde(default)]
        pub spent: Vec<String>,
    }

    /// A person of an account.
    pub struct Person {
        /// What the person is, such as "sales-rep".
        pub role: Option<String>,
        /// The team.
        pub team: Option<String>,
    }

    /// What an account lets its people receive.
    pub struct Consent {
        /// How much.
        pub give: ConsentKind,
        /// The most for each person and fiscal year, in money, where "capped".
        pub most: Option<Decimal>,
        /// Where what is over goes. Default "account".
        pub over: Option<ConsentOver>,
    }

    /// A plan that an account has taken.
    pub struct PlanState {
        /// Its id.
        pub id: String,
        /// Its first day.
        pub since: Date,
        /// Its last day.
        pub until: Option<Date>,
    }

    /// What is left of an award.
    pub struct Lot {
        /// The unit: a point currency, a kind of money, "fund:..." or "reward:...".
        pub unit: String,
        /// Who holds it, where not the account: "person:..." or "pool:...".
        pub holder: Option<String>,
        /// The event that gave it.
        pub source: String,
        /// The day it was given.
        pub day: Date,
        /// What is left, in the unit's smallest units.
        pub left: i64,
        /// The first day on which it can be used, where that was later.
        pub from: Option<Date>,
        /// What it waits for.
        pub waits: Option<super::rule::Until>,
        /// The last day on which it can be used, as far as it is known.
        pub expires: Option<Date>,
        /// Where that is only known once it is available, or hangs on what the account does: how it expires.
        pub lasts: Option<super::life::Expires>,
    }

    /// Points that were spent or reserved, so that they can come back.
    pub struct Redemption {
        /// Its id.
        pub id: String,
        /// When.
        pub at: Moment,
        /// Whether it is only reserved.
        pub reserved: Option<bool>,
        /// The reward and how many of it.
        pub reward: Option<String>,
        /// How many of it.
        pub count: Option<i64>,
        /// The coalition partner where they were spent.
        pub partner: Option<String>,
        /// What was taken, award by award.
        #[serde(default)]
        pub taken: Vec<Lot>,
    }

    /// What else a line holds.
    pub struct LineExtras {
        /// The line's place, from 0.
        pub line: u32,
        /// Its tags.
        #[serde(default)]
        pub tags: Vec<String>,
        /// Its attributes.
        #[serde(default)]
        pub attributes: Map<String, String>,
        /// Its measures, in millionths.
        #[serde(default)]
        pub measures: Map<String, i64>,
    }

    /// The state that accounts share.
    pub struct SharedState {
        /// The version of this form: 1.
        pub earnest_shared: Option<i64>,
        /// Goes up by one with each activity that changes it.
        pub revision: Option<i64>,
        /// What was paid from each budget, in its smallest units.
        #[serde(default)]
        pub budgets: Map<String, i64>,
        /// What paid once and pays no more, such as serial numbers.
        #[serde(default)]
        pub once: Vec<String>,
        /// Totals of boards, by board, period and name: [total, second in which it was reached].
        #[serde(default)]
        pub boards: Map<String, Map<String, Map<String, Vec<i64>>>>,
        /// Counts that several accounts share, by what they count and whose.
        #[serde(default)]
        pub counters: Map<String, CounterState>,
    }
}

super::decode::words! {
    /// What an account lets its people receive.
    pub enum ConsentKind {
        /// Everything.
        All = "all",
        /// Nothing: it goes to the account.
        Off = "off",
        /// Nothing of their own: it goes to the pool.
        Pool = "pool",
        /// Up to a most in each year.
        Capped = "capped",
    }

    /// Where what is over a cap goes.
    pub enum ConsentOver {
        /// To the account.
        Account = "account",
        /// To the pool.
        Pool = "pool",
        /// To nobody.
        Forfeit = "forfeit",
    }
}
