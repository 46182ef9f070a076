//! The program document, version 1.

use super::checks::Checks;
use super::condition::Condition;
use super::decode::{wire, words};
use super::rule::{Cap, Rounding, Rule};
use super::scalars::{Length, Period};
use super::terms::{Pilot, Terms};
use super::text::Text;
use crate::amounts::Decimal;
use crate::map::Map;
use crate::time::Date;

/// The format version this engine reads.
pub const FORMAT: i64 = 1;

wire! {
    /// A loyalty program: who it is, what it counts in, and its dated versions.
    pub struct Document {
        /// The version of this format: 1.
        pub earnest: i64,
        /// The program's stable id.
        pub id: String,
        /// A note for the operator; the engine reads over it.
        pub note: Option<String>,
        /// The program's name as members read it.
        pub name: Option<Text>,
        /// The program's one currency, as an ISO 4217 code such as "EUR".
        pub currency: String,
        /// The IANA time zone whose days and months count, such as "Europe/London".
        pub time_zone: String,
        /// The month, 1 to 12, in which the fiscal year starts. Default 1.
        pub year_starts: Option<u32>,
        /// The point currencies. Default: one, with the id "points".
        #[serde(default)]
        pub points: Vec<PointCurrency>,
        /// Funds that accounts gather and claims are paid from.
        #[serde(default)]
        pub funds: Vec<Fund>,
        /// Companies that give and take the same points.
        #[serde(default)]
        pub partners: Vec<Partner>,
        /// The program's terms, each version in force from its date until the next.
        pub versions: Vec<Version>,
        /// How much the findings of each check weigh, by its name, such as `{"cliff": "error"}`.
        #[serde(default)]
        pub checks: Checks,
    }

    /// A currency of points.
    pub struct PointCurrency {
        /// Its id, as rules name it.
        pub id: String,
        /// A note for the operator; the engine reads over it.
        pub note: Option<String>,
        /// Its name as members read it.
        pub name: Option<Text>,
        /// Decimals of a point, 0 to 3. Default 0.
        pub decimals: Option<u32>,
        /// The life of points, where a rule does not say.
        pub life: Option<super::life::Life>,
        /// How points pay for orders. Default: not at all.
        pub spend: Option<Spend>,
        /// What one point is worth, in money, such as "0.01". It never changes an award: checks, net prices and
        /// figures reckon with it.
        pub worth: Option<Decimal>,
        /// Caps on what all rules together may award in this currency.
        #[serde(default)]
        pub caps: Vec<Cap>,
        /// How an order's total is rounded once more, as a step of its own. Default: not at all.
        pub order_total: Option<TotalRounding>,
    }

    /// How points pay for orders, by what the currency says a point is worth.
    pub struct Spend {
        /// The fewest points that are taken. Default 1.
        pub minimum: Option<Decimal>,
        /// Points are taken in steps of this. Default 1.
        pub step: Option<Decimal>,
        /// The most that is paid with points, as a share of the order's amount. Default "100 %".
        pub most: Option<Decimal>,
    }

    /// A fund that accounts gather and claims are paid from.
    pub struct Fund {
        /// Its id, as awards name it.
        pub id: String,
        /// Its name as members read it.
        pub name: Option<Text>,
        /// The life of what it gathers: when it lapses.
        pub life: Option<super::life::Life>,
    }

    /// A company that gives and takes the program's points.
    pub struct Partner {
        /// Its id, as events name it.
        pub id: String,
        /// Its name as members read it.
        pub name: Option<Text>,
        /// What it pays, and is paid, for a point at settlement, in money with up to 6 decimals.
        pub worth: Decimal,
        /// The point currency that is settled. Default: the first.
        pub currency: Option<String>,
    }

    /// A reward of the catalogue.
    pub struct Reward {
        /// Its id.
        pub id: String,
        /// Its name as members read it.
        pub name: Option<Text>,
        /// What it is. Default "gift".
        pub kind: Option<RewardKind>,
        /// The points that it costs. Default: it cannot be bought with points.
        pub points: Option<Decimal>,
        /// The points that must have been gathered, and are not spent.
        pub unlocked_at: Option<Decimal>,
        /// The point currency. Default: the first.
        pub currency: Option<String>,
        /// What it is worth to who uses it, in money, such as a voucher's amount.
        pub value: Option<Decimal>,
        /// What one costs the operator, in money.
        pub unit_cost: Option<Decimal>,
        /// How many there are for all accounts together. Default: without limit.
        pub stock: Option<u32>,
        /// Who may have it: a condition on `account`.
        pub when: Option<Condition>,
        /// The days on which it can be bought.
        pub window: Option<super::scalars::Window>,
        /// The life of one that was given or bought: when it can no longer be used.
        pub life: Option<super::life::Life>,
    }

    /// A last rounding of an order's total.
    pub struct TotalRounding {
        /// How.
        pub mode: Rounding,
        /// To how many decimals. Default 0.
        pub decimals: Option<u32>,
    }

    /// The terms in force from a date on.
    pub struct Version {
        /// The first day of these terms. Before the first version's day nothing is taken: what was bought then is known only
        /// where an opening tells it, or where an earlier version, which may be empty, takes those orders.
        pub from: Date,
        /// Which lines count at all: a condition on lines that every rule takes over unless it says `"anyLine": true`.
        pub eligible: Option<Condition>,
        /// Exclusivity groups: of the rules in one group, one pays.
        #[serde(default)]
        pub groups: Vec<Group>,
        /// Budgets that rules share over all accounts.
        #[serde(default)]
        pub budgets: Vec<Budget>,
        /// The standing rules.
        #[serde(default)]
        pub rules: Vec<Rule>,
        /// Rules for a time: what a what-if switches on and off.
        #[serde(default)]
        pub promotions: Vec<Rule>,
        /// The tier ladders.
        #[serde(default)]
        pub tiers: Vec<Ladder>,
        /// The rewards of the catalogue.
        #[serde(default)]
        pub rewards: Vec<Reward>,
        /// Plans that accounts choose and pay for.
        #[serde(default)]
        pub plans: Vec<super::plan::Plan>,
        /// How accounts come in. Default "open".
        pub entry: Option<super::plan::EntryBy>,
        /// Rankings.
        #[serde(default)]
        pub boards: Vec<super::board::Board>,
        /// Accounts drawn by lot, to try something out.
        #[serde(default)]
        pub pilots: Vec<Pilot>,
        /// Terms of their own for some accounts.
        #[serde(default)]
        pub terms: Vec<Terms>,
        /// How returns are taken back.
        pub returns: Option<Returns>,
        /// Points of accounts with an invoice overdue cannot be spent, after this time beyond its due day. Default: they can.
        pub suspend_after: Option<Length>,
        /// What becomes of what a person has who leaves the account. Default "account".
        pub leavers: Option<Leavers>,
        /// What becomes of levels and baselines where one account is taken into another.
        pub mergers: Option<Mergers>,
        /// The share of a line's net amount that is to be left to the operator, such as "12 %". It never changes an
        /// award: net prices tell what falls short of it.
        pub margin_floor: Option<Decimal>,
    }

    /// What becomes of levels and baselines where one account is taken into another.
    pub struct Mergers {
        /// The level that the account has then, on each ladder. Default "higher".
        pub level: Option<MergedLevel>,
        /// The earlier purchases that growth is measured against. Default "sum".
        pub baseline: Option<MergedBaseline>,
    }

    /// An exclusivity group.
    pub struct Group {
        /// Its id, as rules name it.
        pub id: String,
        /// A note for the operator; the engine reads over it.
        pub note: Option<String>,
        /// Its name as members read it.
        pub name: Option<Text>,
        /// Which rule pays. Default "best".
        pub pick: Option<Pick>,
        /// Whether one rule pays per order or per line. Default "order".
        pub per: Option<GroupScope>,
    }

    /// An amount that all accounts together may receive from the rules that name it.
    pub struct Budget {
        /// Its id, as rules name it.
        pub id: String,
        /// A note for the operator; the engine reads over it.
        pub note: Option<String>,
        /// Its name as members read it.
        pub name: Option<Text>,
        /// The most, in points of the rules' currency or in money.
        pub most: Decimal,
    }

    /// How goods that come back are treated.
    pub struct Returns {
        /// How long an order can be returned and its record is kept. Default: for ever.
        pub within: Option<Length>,
        /// What a balance does that a return would bring under zero. Default "allow".
        pub below_zero: Option<BelowZero>,
    }

    /// A ladder of tiers.
    pub struct Ladder {
        /// Its id.
        pub id: String,
        /// A note for the operator; the engine reads over it.
        pub note: Option<String>,
        /// Its name as members read it.
        pub name: Option<Text>,
        /// Which accounts climb it. Default: all.
        pub when: Option<Condition>,
        /// What is counted toward its levels.
        #[serde(default)]
        pub metrics: Vec<Metric>,
        /// Over what the metrics are counted.
        pub period: Period,
        /// Whether all metrics of a level must be met, or any one. Default "all".
        pub need: Option<Need>,
        /// The levels, lowest first; a first level without `at` is everybody's.
        pub levels: Vec<Level>,
        /// When a level reached is given. Default "at-once".
        pub upgrade: Option<Upgrade>,
        /// When and how far an account falls.
        pub downgrade: Option<Downgrade>,
        /// What a return does to a level. Default "reaching-order".
        pub on_return: Option<OnReturn>,
        /// What exceeds the level's threshold is carried into the next period, up to a cap.
        pub carry_over: Option<CarryOver>,
    }

    /// Something a ladder counts.
    pub struct Metric {
        /// Its id, as levels name it.
        pub id: String,
        /// A note for the operator; the engine reads over it.
        pub note: Option<String>,
        /// Its name as members read it.
        pub name: Option<Text>,
        /// What is counted.
        pub of: super::rule::Of,
        /// Which lines or activities count. Default: all eligible ones.
        pub when: Option<Condition>,
        /// The point currency, where points are counted. Default: the first.
        pub currency: Option<String>,
        /// The attribute whose different values are counted, where those are. Default "category".
        pub by: Option<String>,
        /// Whether behaviours valued in money count too, where an amount is counted. Default false.
        pub with_value: Option<bool>,
    }

    /// A level of a ladder.
    pub struct Level {
        /// Its id, different from all other levels of the version.
        pub id: String,
        /// A note for the operator; the engine reads over it.
        pub note: Option<String>,
        /// Its name as members read it.
        pub name: Option<Text>,
        /// What members are told when they reach it.
        pub message: Option<Text>,
        /// What each metric must reach.
        pub at: Option<Map<String, Decimal>>,
        /// What holders of the level have.
        pub benefits: Option<Benefits>,
    }

    /// What a level brings.
    pub struct Benefits {
        /// Base points are multiplied by this, such as 1.25.
        pub multiplier: Option<Decimal>,
        /// A discount on eligible lines, such as "2 %".
        pub discount: Option<Decimal>,
        /// Benefits that are not money: listed, counted, with their cost to the operator.
        #[serde(default)]
        pub services: Vec<Service>,
    }

    /// A benefit that is not money.
    pub struct Service {
        /// Its id, as an activity that uses it names it.
        pub id: String,
        /// A note for the operator; the engine reads over it.
        pub note: Option<String>,
        /// Its name as members read it.
        pub name: Option<Text>,
        /// How often it may be used in each period. Default: without limit.
        pub count: Option<u32>,
        /// The period of that count. Default "year".
        pub per: Option<Period>,
        /// What one use costs the operator, in money.
        pub unit_cost: Option<Decimal>,
    }

    /// When and how far an account falls that no longer meets its level.
    pub struct Downgrade {
        /// When it falls. Default "period-end".
        pub at: Option<DowngradeAt>,
        /// A grace time before it falls.
        pub grace: Option<Length>,
        /// Whether the grace runs to the end of its month. Default false.
        pub to_month_end: Option<bool>,
        /// How far it falls. Default "straight".
        pub steps: Option<DowngradeSteps>,
    }

    /// What is carried over.
    pub struct CarryOver {
        /// The most that is carried of each metric.
        pub cap: Map<String, Decimal>,
    }
}

words! {
    /// Which rule of a group pays.
    pub enum Pick {
        /// The one that gives the member most; ties to the higher priority, then to the earlier in the document.
        Best = "best",
        /// The one with the highest priority that applies; ties to the earlier in the document.
        Priority = "priority",
    }

    /// What a reward is.
    pub enum RewardKind {
        /// A thing.
        Gift = "gift",
        /// Money off a later purchase, or at a third party.
        Voucher = "voucher",
        /// A service.
        Service = "service",
        /// A gift to a cause.
        Donation = "donation",
        /// A right to something, such as early access.
        Entitlement = "entitlement",
        /// A sign of what was achieved.
        Badge = "badge",
    }

    /// What becomes of what a person has who leaves.
    pub enum Leavers {
        /// The account gets it.
        Account = "account",
        /// The pool of the person's team gets it.
        Pool = "pool",
        /// It is forfeited.
        Forfeit = "forfeit",
    }

    /// The level of two accounts that become one.
    pub enum MergedLevel {
        /// The higher of the two.
        Higher = "higher",
        /// That of the account which takes the other in.
        Survivor = "survivor",
        /// That of the account which takes the other in, or at once what the counts of both reach together.
        Counted = "counted",
    }

    /// The baseline of two accounts that become one.
    pub enum MergedBaseline {
        /// Both together.
        Sum = "sum",
        /// That of the account which takes the other in, for the periods that have begun.
        Survivor = "survivor",
    }

    /// Over what a group picks.
    pub enum GroupScope {
        /// One rule pays for the whole order.
        Order = "order",
        /// One rule pays for each line.
        Line = "line",
    }

    /// What a balance does that a return would bring under zero.
    pub enum BelowZero {
        /// It goes negative.
        Allow = "allow",
        /// It stops at zero; the rest is written off.
        Floor = "floor",
        /// Only pending points are taken.
        PendingOnly = "pending-only",
    }

    /// How many metrics a level asks for.
    pub enum Need {
        /// Every one.
        All = "all",
        /// One of them.
        Any = "any",
    }

    /// When a level reached is given.
    pub enum Upgrade {
        /// With the order that reaches it; the next order earns by it.
        AtOnce = "at-once",
        /// When the period ends.
        PeriodEnd = "period-end",
    }

    /// When an account falls.
    pub enum DowngradeAt {
        /// At the end of the period after the one in which the level was earned.
        PeriodEnd = "period-end",
        /// Whenever the metric is no longer met.
        AtOnce = "at-once",
        /// Never.
        Never = "never",
    }

    /// How far an account falls.
    pub enum DowngradeSteps {
        /// To the level it has earned.
        Straight = "straight",
        /// One level at a time.
        One = "one",
    }

    /// What a return does to a level.
    pub enum OnReturn {
        /// The level falls if the very order that reached it no longer does.
        ReachingOrder = "reaching-order",
        /// The level falls whenever the metric is no longer met.
        AtOnce = "at-once",
        /// The level stays until the period ends.
        Kept = "kept",
    }
}
