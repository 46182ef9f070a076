//! The words that a rule's fields take.

use super::decode::words;

words! {
    /// Off what an amount goes.
    pub enum Each {
        /// Each unit.
        Unit = "unit",
        /// Each line.
        Line = "line",
        /// The order, spread over its lines.
        Order = "order",
    }

    /// How an amount is spread over lines.
    pub enum SpreadBy {
        /// In proportion to their amounts.
        Amount = "amount",
        /// In proportion to their quantities.
        Quantity = "quantity",
    }

    /// Who gets the units that spreading leaves over.
    pub enum RemainderTo {
        /// The largest remainder.
        Largest = "largest",
        /// The first lines.
        First = "first",
    }

    /// How bands act.
    pub enum Mode {
        /// Each band's rate on its own slice.
        Marginal = "marginal",
        /// The reached band's rate on everything; also called retroactive.
        Whole = "whole",
        /// The reached band's rate on everything above a start.
        WholeAbove = "whole-above",
        /// The reached band's amount for each unit.
        PerUnit = "per-unit",
        /// The reached band's amount.
        Fixed = "fixed",
    }

    /// How a number between two units becomes one of them.
    pub enum Rounding {
        /// Towards zero.
        Floor = "floor",
        /// Away from zero.
        Ceil = "ceil",
        /// Half away from zero.
        HalfUp = "half-up",
        /// Half to even.
        HalfEven = "half-even",
    }

    /// Over what an award is rounded.
    pub enum RoundingScope {
        /// Once per rule and order.
        Order = "order",
        /// For each line.
        Line = "line",
        /// For each unit of a line.
        Unit = "unit",
    }

    /// What happens to an award that would pass a cap.
    pub enum OverCap {
        /// What is over the cap is forfeited.
        Forfeit = "forfeit",
        /// The whole award is refused.
        Refuse = "refuse",
    }

    /// What a frequency limit counts by.
    pub enum TimesBy {
        /// The activity's subject.
        Subject = "subject",
    }

    /// What an award gives.
    pub enum AwardKind {
        /// Points of a currency.
        Points = "points",
        /// Money off the order.
        Discount = "discount",
        /// Money back, which the host gives by credit note or payment.
        Rebate = "rebate",
        /// The reseller's margin, by credit note or payment of the host.
        Margin = "margin",
        /// Money value that counts toward goals and tiers.
        Value = "value",
        /// Cash, to be paid out: to people as well as accounts.
        Cash = "cash",
        /// An amount in a fund.
        Fund = "fund",
        /// A reward of the catalogue.
        Reward = "reward",
    }

    /// To whom an award goes, by name.
    pub enum Beneficiary {
        /// The company.
        Account = "account",
        /// The person who did it, or whom it is for; what the account's `consent` keeps from them goes where that says.
        Participant = "participant",
        /// The pool of the person's team; without a team, of the whole account.
        Pool = "pool",
    }

    /// Among whom a role is looked for.
    pub enum Among {
        /// The person's team.
        Team = "team",
        /// The account.
        Account = "account",
    }

    /// Whose a count is, by name.
    pub enum WhoseName {
        /// The account's.
        Account = "account",
        /// The person's.
        Participant = "participant",
        /// The person's team's.
        Team = "team",
        /// Of all accounts together.
        Everyone = "everyone",
    }

    /// What an award waits for.
    pub enum Until {
        /// The payment of the order's invoice.
        Paid = "paid",
        /// The approval of the claim.
        Approved = "approved",
    }

    /// The end of a calendar period.
    pub enum EndOf {
        /// The end of the month.
        Month = "month",
        /// The end of the quarter.
        Quarter = "quarter",
        /// The end of the half-year.
        HalfYear = "half-year",
        /// The end of the year.
        Year = "year",
    }

    /// From when an award's time runs.
    pub enum RunsFrom {
        /// The day it becomes available.
        Available = "available",
        /// The day it is awarded.
        Award = "award",
    }

    /// What is counted, by name.
    pub enum OfName {
        /// Money.
        Amount = "amount",
        /// Units.
        Quantity = "quantity",
        /// Lines.
        Lines = "lines",
        /// Orders.
        Orders = "orders",
        /// Activities.
        Activities = "activities",
        /// Points awarded.
        Points = "points",
        /// The balance of points.
        Balance = "balance",
        /// Behaviours valued in money.
        Value = "value",
        /// Different values of an attribute.
        Distinct = "distinct",
        /// Months with an order.
        ActiveMonths = "active-months",
        /// How long the account has been a member.
        Tenure = "tenure",
    }

    /// In what the length of membership is counted.
    pub enum TenureIn {
        /// Whole years.
        Years = "years",
        /// Whole months.
        Months = "months",
    }

    /// How a count and what it stands beside make one number.
    pub enum Beside {
        /// This divided by that.
        Ratio = "ratio",
        /// This less that.
        Difference = "difference",
    }

    /// Where what is paid begins, by name.
    pub enum StartName {
        /// At what the count stands beside.
        Baseline = "baseline",
    }

    /// Events that run a rule, by name.
    pub enum TriggerName {
        /// An order.
        Order = "order",
        /// A level is reached.
        TierChange = "tier-change",
        /// An anniversary of joining.
        Anniversary = "anniversary",
        /// Joining.
        Joining = "joining",
    }
}
