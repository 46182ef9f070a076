//! A rule: seven independent parts, and the short forms that unfold into them.

use super::condition::Condition;
use super::decode::{has, wire};
use super::either::either;
use super::life::Life;
use super::scalars::{Length, Match, Period, PeriodName, Window};
use super::text::Text;
use crate::amounts::Decimal;
use crate::map::Map;
use jsonc_parser::ast::Value;

pub use super::words::{
    Among, AwardKind, Beneficiary, Beside, Each, EndOf, Mode, OfName, OverCap, RemainderTo, Rounding, RoundingScope,
    RunsFrom, SpreadBy, StartName, TenureIn, TimesBy, TriggerName, Until, WhoseName,
};

wire! {
    /// A rule. It is written either with one of the short forms `earn`, `multiply`, `discount`, `rebate`, `margin`,
    /// `value`, `give`, or in full with `measure`, `scale` and `award`.
    pub struct Rule {
        /// Its id, different from all other rules of the version.
        pub id: String,
        /// A note for the operator; the engine reads over it.
        pub note: Option<String>,
        /// Its name as members read it.
        pub name: Option<Text>,
        /// A short tip that members are told with what the rule gives.
        pub message: Option<Text>,
        /// Trigger: when it runs. Default "order".
        pub on: Option<Trigger>,
        /// The days on which it runs. Default: as long as the version.
        pub window: Option<Window>,
        /// Condition: for whom and for what. Default: everybody and every eligible line.
        pub when: Option<Condition>,
        /// Whether lines outside the version's `eligible` count too. Default false.
        pub any_line: Option<bool>,
        /// Short form: points.
        pub earn: Option<Earn>,
        /// Short form: base points times a factor, or {"by": factor, ...}.
        pub multiply: Option<Multiply>,
        /// Short form: a discount on the order's lines.
        pub discount: Option<Discount>,
        /// Short form: money back at the end of a period.
        pub rebate: Option<PeriodPay>,
        /// Short form: the reseller's margin over a period.
        pub margin: Option<PeriodPay>,
        /// Short form: the money value of a behaviour, counted where a measure says `withValue`.
        pub value: Option<Decimal>,
        /// Short form: one of a reward of the catalogue.
        pub give: Option<String>,
        /// Measure: what is counted.
        pub measure: Option<Measure>,
        /// Scale: how the count turns into a number.
        pub scale: Option<Scale>,
        /// Award: what is given.
        pub award: Option<Award>,
        /// To whom the award goes. Default "account".
        pub to: Option<To>,
        /// Who bears the award beside the operator, who bears the rest and is not listed. Default: the operator alone.
        #[serde(default)]
        pub funding: Vec<Funding>,
        /// Life: when the award can be used, and how long. Default: as its currency, fund or reward says.
        pub life: Option<Life>,
        /// How the award is rounded.
        pub rounding: Option<RoundingSpec>,
        /// Limits: how much at most, and beside what.
        pub limits: Option<Limits>,
        /// Whether multipliers leave it alone. Default: true for fixed amounts on orders and for promotions.
        pub bonus: Option<bool>,
    }

    /// A share of an award that somebody else than the operator bears; the operator bears the rest.
    pub struct Funding {
        /// Who, such as a supplier; not the operator itself.
        pub by: String,
        /// The share, such as "60 %".
        pub share: Decimal,
    }

    /// Points: `{"points": 1, "per": "10.00"}`.
    pub struct Earn {
        /// How many points; or a table of points by tier level.
        pub points: PointsOrTable,
        /// For how much of the base. Default: fixed points, once per order or activity.
        pub per: Option<Decimal>,
        /// The base. Default "amount" for orders, "quantity" for activities.
        pub of: Option<Of>,
        /// Whether only full steps of `per` count. Default false.
        pub full_steps: Option<bool>,
        /// The point currency. Default: the first.
        pub currency: Option<String>,
        /// Which amount of a line counts.
        pub basis: Option<Basis>,
    }

    /// Base points times a factor.
    pub struct MultiplyBy {
        /// The factor: 2 doubles.
        pub by: Decimal,
        /// The rules that are multiplied. Default: all that are no bonus.
        pub rules: Option<Match>,
        /// The point currency that is multiplied. Default: all.
        pub currency: Option<String>,
        /// Whether it acts on what other multipliers give too, not on base points alone. Default false.
        pub compound: Option<bool>,
    }

    /// A discount: a rate, an amount, a new unit price, or bands of a rate.
    pub struct Discount {
        /// A share of the line's amount, such as "5 %".
        pub rate: Option<Decimal>,
        /// An amount of money.
        pub amount: Option<Decimal>,
        /// Off what the amount goes. Default "order".
        pub each: Option<Each>,
        /// How an amount off the order is spread over its lines. Default "amount".
        pub spread: Option<SpreadBy>,
        /// Who gets the units that spreading leaves over. Default "largest".
        pub remainder: Option<RemainderTo>,
        /// A new price per unit.
        pub unit_price: Option<Decimal>,
        /// Bands that pick the rate by a measure.
        #[serde(default)]
        pub bands: Vec<Band>,
        /// How bands act; required with bands.
        pub mode: Option<Mode>,
        /// What picks the band. It is counted before this order unless it says `"before": false`.
        pub basis: Option<Measure>,
    }

    /// Money over a period: what is counted, the bands, what is paid at most and at least.
    pub struct PeriodPay {
        /// The period: its end settles.
        pub over: Period,
        /// Part settlements within the period, such as each quarter of a year. Default: none.
        pub settle: Option<PeriodName>,
        /// What the rate acts on. Default "amount".
        pub of: Option<Of>,
        /// One rate for everything, such as "2 %".
        pub rate: Option<Decimal>,
        /// Bands.
        #[serde(default)]
        pub bands: Vec<Band>,
        /// How bands act; required with bands.
        pub mode: Option<Mode>,
        /// For "whole-above": where it starts, or "baseline". Default: the first threshold.
        pub start: Option<Start>,
        /// For "fixed": whether all reached bands pay. Default: the reached one only.
        pub all_reached: Option<bool>,
        /// What picks the band, where it differs from what the rate acts on.
        pub basis: Option<Measure>,
        /// What must be counted in this period itself for anything to be paid. Of an earlier one, `against` has `least`, and
        /// `when` a `history`.
        pub minimum: Option<Decimal>,
        /// What is paid at least.
        pub guarantee: Option<Guarantee>,
        /// What this rule alone pays an account at most over the period.
        pub cap: Option<Decimal>,
        /// Ids of rebates and margins whose amounts on the same lines are taken off what is counted.
        #[serde(default)]
        pub net_of: Vec<String>,
    }

    /// What is paid at least.
    pub struct Guarantee {
        /// The amount for each settlement period.
        pub amount: Decimal,
        /// Whether it runs over the settlements of a fiscal year together. Default false.
        pub cumulative: Option<bool>,
        /// What must be counted in a settlement period for it to be due. Default: nothing.
        pub minimum: Option<Decimal>,
    }

    /// What is counted.
    pub struct Measure {
        /// What.
        pub of: Of,
        /// Over what. Default "order".
        pub over: Option<Period>,
        /// Which lines or activities. Default: those of the rule.
        pub when: Option<Condition>,
        /// Whose the count is. Default: the account's.
        pub whose: Option<Whose>,
        /// The attribute whose different values are counted, where those are. Default "category".
        pub by: Option<String>,
        /// The point currency, where points are counted. Default: the first.
        pub currency: Option<String>,
        /// Whether behaviours valued in money count too, where an amount is counted. Default false.
        pub with_value: Option<bool>,
        /// Whether this order is left out. Default: false for awards, true for discounts.
        pub before: Option<bool>,
        /// Which amount of a line counts.
        pub basis: Option<Basis>,
        /// In what the length of membership is counted, where that is. Default "years".
        pub r#in: Option<TenureIn>,
        /// Ids of rebates and margins whose amounts on the same lines are taken off what is counted, where the end of a
        /// period pays.
        #[serde(default)]
        pub net_of: Vec<String>,
        /// What the count stands beside: the same so long ago, another count, or the entries of a list.
        pub against: Option<Against>,
    }

    /// What a count stands beside: one of `back`, `measure`, `list`.
    pub struct Against {
        /// The same count so long ago, such as {"months": 12}.
        pub back: Option<Length>,
        /// Another count over the same period.
        pub measure: Option<Box<Measure>>,
        /// How many entries this list of the account has.
        pub list: Option<String>,
        /// To which share of itself the other side is raised, such as "110 %". Default: as it is.
        pub lift: Option<Decimal>,
        /// How the two make one number. Default "ratio": "105 %" of the same a year ago is growth of 5 %.
        pub r#as: Option<Beside>,
        /// What stands on the other side where there is nothing, such as for a new account, or an old one that bought
        /// nothing of these lines then. Default: then nothing is paid.
        pub default: Option<Decimal>,
        /// What must stand on the other side where there is anything, such as "1000.00" bought last year; nothing is paid
        /// where it is less. Default: as little as may be.
        pub least: Option<Decimal>,
    }

    /// Which amount of a line counts.
    pub struct Basis {
        /// Before the program's discounts. Default false.
        pub before_discounts: Option<bool>,
        /// With the tax added on top. Default false.
        pub with_tax: Option<bool>,
        /// With shipping, as a line of its own. Default false.
        pub with_shipping: Option<bool>,
    }

    /// How a count turns into a number: one of `fixed`, `rate`, `bands`, `byTier`.
    pub struct Scale {
        /// A fixed amount.
        pub fixed: Option<Decimal>,
        /// So much for each `per` of the measure.
        pub rate: Option<Decimal>,
        /// For how much of the measure the rate is. Default 1.
        pub per: Option<Decimal>,
        /// Whether only full steps of `per` count. Default false.
        pub full_steps: Option<bool>,
        /// A rate by tier level.
        pub by_tier: Option<Map<String, Decimal>>,
        /// Bands.
        #[serde(default)]
        pub bands: Vec<Band>,
        /// How bands act; required with bands.
        pub mode: Option<Mode>,
        /// For "whole-above": where it starts, or "baseline"; by default at the first threshold. For full steps: from
        /// where they are counted; by default from 0.
        pub start: Option<Start>,
        /// For "fixed": whether all reached bands pay. Default: the reached one only.
        pub all_reached: Option<bool>,
        /// What picks the band, where it differs from what the rate acts on.
        pub basis: Option<Measure>,
    }

    /// A band of a scale. It starts at `from` or above `above`, and ends where the next one starts.
    pub struct Band {
        /// Where it starts, included.
        pub from: Option<Decimal>,
        /// Where it starts, not included.
        pub above: Option<Decimal>,
        /// Where it ends, not included; only checked against the next band's start.
        pub to: Option<Decimal>,
        /// The rate, such as "28 %".
        pub rate: Option<Decimal>,
        /// The amount for each unit of the measure.
        pub per_unit: Option<Decimal>,
        /// The amount for the band.
        pub fixed: Option<Decimal>,
    }

    /// What is given.
    pub struct Award {
        /// What is given.
        pub kind: AwardKind,
        /// The point currency, for points. Default: the first.
        pub currency: Option<String>,
        /// The fund, for an amount in one.
        pub fund: Option<String>,
        /// The reward, for one of the catalogue.
        pub reward: Option<String>,
        /// The account's fund that it is paid from, up to what the fund holds.
        pub from: Option<String>,
    }

    /// Another account that this one is linked to.
    pub struct ToLinked {
        /// What it is to this account, such as "referrer".
        pub linked: String,
    }

    /// Everybody with a role; several share equally, what is left over goes to the first by id.
    pub struct ToRole {
        /// The role.
        pub role: String,
        /// Among whom. Default "team": the person's own.
        pub of: Option<Among>,
    }

    /// A share of an award.
    pub struct ToShare {
        /// To whom.
        pub to: To,
        /// How much, such as "70 %".
        pub share: Decimal,
    }

    /// How an award is rounded.
    pub struct RoundingSpec {
        /// How. Default "floor" for points, "half-up" for money.
        pub mode: Option<Rounding>,
        /// Over what. Default "order".
        pub scope: Option<RoundingScope>,
    }

    /// How much at most, and beside what.
    pub struct Limits {
        /// How often it pays.
        #[serde(default)]
        pub times: Vec<Times>,
        /// How much it pays, with what multipliers add to it.
        #[serde(default)]
        pub caps: Vec<Cap>,
        /// The shared budget it is paid from.
        pub budget: Option<String>,
        /// The exclusivity group it belongs to.
        pub group: Option<String>,
        /// Its priority in that group; more is higher. Default 0.
        pub priority: Option<i64>,
        /// What happens to an award that would pass a cap. Default "forfeit".
        pub over_cap: Option<OverCap>,
        /// Attributes of the activity, such as a serial number, whose values pay once, ever, in all accounts.
        #[serde(default)]
        pub once: Vec<String>,
    }

    /// How often a rule pays.
    pub struct Times {
        /// The most times.
        pub most: u32,
        /// In each of these.
        pub per: Period,
        /// Counted for each value of this alone.
        pub by: Option<TimesBy>,
        /// Whose the count is. Default: the account's.
        pub whose: Option<Whose>,
    }

    /// How much a rule or a currency pays at most.
    pub struct Cap {
        /// The most, in the award's own unit.
        pub most: Decimal,
        /// In each of these.
        pub per: Period,
        /// Whose the limit is over a period, by who placed the order or did the activity. Default: the account's, whoever
        /// gets the award; "participant" is each person's own.
        pub whose: Option<Whose>,
    }

    /// Named activities.
    pub struct OnActivity {
        /// The types of activity that run the rule.
        pub activity: Match,
    }

    /// The end of a period: it settles what `measure` counts over it, by a `scale` with a rate or bands, into an `award`. It
    /// takes no `earn` and no `scale.fixed`, since a period is no event: bands of the mode "fixed" pay an amount. Not built
    /// yet: `limits` with `times`, `budget` or `group`; a measure of points, a balance, different values, active months or
    /// tenure; different values, active months and tenure may pick the band, as `scale.basis`.
    pub struct OnPeriodEnd {
        /// The period.
        pub period_end: Period,
    }

    /// The number of a line's or order's own measure, such as kilograms.
    pub struct OwnMeasure {
        /// The name of the measure, as lines or orders carry it.
        pub measure: String,
    }
}

/// What is counted: by name, or a measure that lines or orders carry, such as {"measure": "kg"}.
#[derive(Debug, Clone, PartialEq)]
pub enum Of {
    /// By name.
    Named(OfName),
    /// A measure that lines or orders carry.
    Own(OwnMeasure),
}

/// Where what is paid begins: at a number, or at what the count stands beside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Start {
    /// At a number.
    At(Decimal),
    /// By name.
    Named(StartName),
}

/// When a rule runs.
#[derive(Debug, Clone, PartialEq)]
pub enum Trigger {
    /// An event by name.
    Named(TriggerName),
    /// Named activities.
    Activity(OnActivity),
    /// The end of a period.
    PeriodEnd(OnPeriodEnd),
}

/// Points, or a table of them by tier level.
#[derive(Debug, Clone, PartialEq)]
pub enum PointsOrTable {
    /// The same for everybody.
    Points(Decimal),
    /// By level id; no entry pays nothing.
    ByTier(Map<String, Decimal>),
}

/// A factor, or a factor with its scope.
#[derive(Debug, Clone, PartialEq)]
pub enum Multiply {
    /// The factor alone.
    Factor(Decimal),
    /// With its scope.
    By(MultiplyBy),
}

/// Whose a count is.
#[derive(Debug, Clone, PartialEq)]
pub enum Whose {
    /// By name.
    Named(WhoseName),
    /// Of all accounts that are linked to the same account, or group, by this link.
    Linked(ToLinked),
}

/// To whom an award goes.
#[derive(Debug, Clone, PartialEq)]
pub enum To {
    /// By name.
    Named(Beneficiary),
    /// To another account.
    Linked(ToLinked),
    /// To everybody with a role.
    Role(ToRole),
    /// In shares.
    Shares(Vec<ToShare>),
}

either! {
    Whose = Named:
        {Value::StringLit(_)} => Named(WhoseName),
        {Value::Object(_)} => Linked(ToLinked),
        or "\"account\", \"participant\", \"team\", \"everyone\" or {\"linked\": ...}";
        "Whose a count is: by name, or of all accounts that are linked to the same one."
    To = Named:
        {Value::StringLit(_)} => Named(Beneficiary),
        {Value::Array(_)} => Shares(Vec<ToShare>),
        {Value::Object(object) if has(object, "role")} => Role(ToRole),
        {Value::Object(_)} => Linked(ToLinked),
        or "\"account\", \"participant\", \"pool\", {\"linked\": ...}, {\"role\": ...} or a list of shares";
        "To whom an award goes: by name, to a linked account, to everybody with a role, or in shares."
    Of = Named:
        {Value::StringLit(_)} => Named(OfName),
        {Value::Object(_)} => Own(OwnMeasure),
        or "a word such as \"amount\", or {\"measure\": \"kg\"}";
        "What is counted: by name, or a measure that lines or orders carry."
    Start = At:
        {Value::StringLit(text) if text.value.starts_with(char::is_alphabetic)} => Named(StartName),
        {Value::NumberLit(_) | Value::StringLit(_)} => At(Decimal),
        or "a number, or \"baseline\"";
        "Where what is paid begins: at a number, or at what the count stands beside."
    Trigger = Named:
        {Value::StringLit(_)} => Named(TriggerName),
        {Value::Object(object) if has(object, "periodEnd")} => PeriodEnd(OnPeriodEnd),
        {Value::Object(_)} => Activity(OnActivity),
        or "\"order\", {\"activity\": ...} or {\"periodEnd\": ...}";
        "When a rule runs: an event by name, named activities, or the end of a period."
    PointsOrTable = Points:
        {Value::NumberLit(_) | Value::StringLit(_)} => Points(Decimal),
        {Value::Object(_)} => ByTier(Map<String, Decimal>),
        or "a number, or a table by tier level";
        "Points, or a table of them by tier level; a level without an entry gets nothing."
    Multiply = Factor:
        {Value::NumberLit(_) | Value::StringLit(_)} => Factor(Decimal),
        {Value::Object(_)} => By(MultiplyBy),
        or "a factor, or {\"by\": factor, ...}";
        "A factor, or a factor with its scope."
}
