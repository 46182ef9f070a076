//! What happens to an account from inside: joining, paying, spending, correcting, giving away.

use super::decode::wire;
use super::state::AccountState;
use crate::amounts::Decimal;
use crate::map::Map;
use crate::time::{Date, Moment};

wire! {
    /// The account joins. Rules on "joining" run, with what they give to others it is linked to.
    pub struct Join {
        /// Its id.
        pub id: String,
        /// When it joined.
        pub at: Moment,
        /// The accounts it is linked to, by what they are to it, such as {"referrer": "A-17"}. They are kept.
        #[serde(default)]
        pub links: Map<String, String>,
        /// The person who signed up.
        pub participant: Option<String>,
        /// The invitation, where the program is entered by one.
        pub invitation: Option<String>,
        /// Who accepted it, where the program is entered by application.
        pub approver: Option<String>,
    }

    /// The account takes a plan, or leaves the one it has.
    pub struct Enrol {
        /// Its id.
        pub id: String,
        /// When.
        pub at: Moment,
        /// The plan's id; none where the account leaves its plan.
        pub plan: Option<String>,
        /// The plan's last day. Default: by the plan's own length.
        pub until: Option<Date>,
    }

    /// An invoice is paid: what waited for that becomes available.
    pub struct Pay {
        /// Its id.
        pub id: String,
        /// When it was paid.
        pub at: Moment,
        /// The order that was invoiced.
        pub order: String,
    }

    /// A claim is decided: what waited for that becomes available, or is taken back.
    pub struct Approve {
        /// Its id.
        pub id: String,
        /// When it was decided.
        pub at: Moment,
        /// The activity or order that waits.
        pub event: String,
        /// Whether it was approved. Default true.
        pub approved: Option<bool>,
        /// Why; needed where it was rejected.
        pub reason: Option<String>,
        /// Who decided.
        pub approver: Option<String>,
    }

    /// An activity is taken back, as a return takes back goods.
    pub struct Reverse {
        /// Its id.
        pub id: String,
        /// When it was taken back.
        pub at: Moment,
        /// The activity.
        pub activity: String,
        /// How much of it. Default: all that is left.
        pub quantity: Option<Decimal>,
        /// Why.
        pub reason: Option<String>,
    }

    /// Points are spent on a reward, or as such.
    pub struct Redeem {
        /// Its id, by which it is confirmed or cancelled.
        pub id: String,
        /// When.
        pub at: Moment,
        /// The reward. Default: points alone are spent.
        pub reward: Option<String>,
        /// How many of it. Default 1.
        pub count: Option<u32>,
        /// The points, where no reward is named.
        pub points: Option<Decimal>,
        /// The point currency, where no reward is named. Default: the first.
        pub currency: Option<String>,
        /// The person whose points are spent. Default: the account's own.
        pub participant: Option<String>,
        /// Whether the points are only reserved, to be confirmed or cancelled. Default false.
        pub reserve: Option<bool>,
        /// The coalition partner where they are spent.
        pub partner: Option<String>,
    }

    /// A reservation is spent.
    pub struct Confirm {
        /// Its id.
        pub id: String,
        /// When.
        pub at: Moment,
        /// The redemption that reserved.
        pub redemption: String,
    }

    /// A redemption or reservation is undone: its points come back with their first dates.
    pub struct Cancel {
        /// Its id.
        pub id: String,
        /// When.
        pub at: Moment,
        /// The redemption.
        pub redemption: String,
        /// Why.
        pub reason: Option<String>,
    }

    /// A correction by hand.
    pub struct Adjust {
        /// Its id.
        pub id: String,
        /// When.
        pub at: Moment,
        /// What is corrected: a point currency, a kind of money, "fund:..." or "reward:...". Default: the first currency.
        pub unit: Option<String>,
        /// By how much; less than zero takes away.
        pub amount: Decimal,
        /// The entry of a closed period that is corrected.
        pub entry: Option<String>,
        /// The coalition partner whose points are corrected.
        pub partner: Option<String>,
        /// The person whose balance it is. Default: the account's own.
        pub participant: Option<String>,
        /// Why.
        pub reason: String,
        /// Who approved it.
        pub approver: String,
    }

    /// Points are given to somebody else. They keep the dates on which they expire.
    pub struct Transfer {
        /// Its id.
        pub id: String,
        /// When.
        pub at: Moment,
        /// The point currency. Default: the first.
        pub currency: Option<String>,
        /// How many points.
        pub points: Decimal,
        /// The person who gives. Default: the account itself.
        pub participant: Option<String>,
        /// The person of this account who gets them.
        pub to_participant: Option<String>,
        /// The account that gets them. Default: this one.
        pub to_account: Option<String>,
        /// Why.
        pub reason: Option<String>,
    }

    /// Something that another account's event gives this one: a posting there lists it, ready to be posted here.
    pub struct Credit {
        /// Its id.
        pub id: String,
        /// When.
        pub at: Moment,
        /// The account that it comes from.
        pub account: String,
        /// The rule that gave it, or "transfer".
        pub rule: String,
        /// What is given: a point currency, a kind of money, "fund:..." or "reward:...".
        pub unit: String,
        /// How much, in the unit's smallest units; less than zero takes back.
        pub amount: i64,
        /// The person who gets it. Default: the account itself.
        pub participant: Option<String>,
        /// The team whose pool gets it.
        pub team: Option<String>,
        /// The first day on which it can be used, where that is later.
        pub from: Option<Date>,
        /// The last day on which it can be used.
        pub expires: Option<Date>,
        /// The coalition partner where it was earned.
        pub partner: Option<String>,
        /// Who bears it beside the operator.
        #[serde(default)]
        pub funding: Vec<super::rule::Funding>,
    }

    /// A person leaves the account.
    pub struct Leave {
        /// Its id.
        pub id: String,
        /// When.
        pub at: Moment,
        /// The person.
        pub participant: String,
        /// Another person of the account who gets what the one who leaves has. Default: as the program says.
        pub to_participant: Option<String>,
    }

    /// A person's data are erased: the books stay, under a name that tells nothing.
    pub struct Erase {
        /// Its id.
        pub id: String,
        /// When.
        pub at: Moment,
        /// The person.
        pub participant: String,
    }

    /// Another account is taken in with everything it has; it is closed after that.
    pub struct Merge {
        /// Its id.
        pub id: String,
        /// When.
        pub at: Moment,
        /// The state of the account that is taken in.
        pub state: Box<AccountState>,
    }
}
