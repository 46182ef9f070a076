//! A rule in its seven parts: trigger, condition, measure, scale, award, limits, life.

pub(crate) mod against;
pub(crate) mod award;
pub(crate) mod condition;
pub(crate) mod life;
pub(crate) mod limits;
pub(crate) mod measure;
pub(crate) mod scale;

use crate::evaluate::Came;
use crate::names::{NameSet, Sym};
pub(crate) use crate::terms::Held;
use crate::time::Span;
use crate::wire::rule::Funding;
use award::{Pay, To};
use condition::Cond;
use life::Life;
use limits::Limits;
use measure::What;
use std::sync::Arc;

/// A compiled rule.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(crate) struct Rule {
    pub id: Sym,
    /// Its id as text: what steps and entries carry.
    pub text: String,
    #[serde(skip)]
    pub name: Option<String>,
    pub trigger: Trigger,
    pub days: Option<Span>,
    /// What must hold of order, account and activity.
    pub gates: Vec<Cond>,
    /// What must hold of a line.
    pub lines: Vec<Cond>,
    /// Those of them that look at more of a line than its kind.
    pub asks: Vec<Cond>,
    /// Whether lines outside the version's `eligible` count.
    pub any_line: bool,
    pub pay: Pay,
    pub limits: Limits,
    /// To whom its award goes; none for the account.
    pub to: Option<Box<To>>,
    /// The life of its award, where that is not its unit's.
    #[serde(skip)]
    pub life: Option<Life>,
    /// Who bears its award beside the operator.
    #[serde(skip)]
    pub funding: Option<Arc<[Funding]>>,
    /// Whether multipliers leave it alone.
    pub bonus: bool,
    /// Whether a counter counts what it pays.
    pub counted: bool,
    /// Which of several definitions it is, where terms change it.
    pub held: Option<Held>,
    /// Whether it stands under `promotions`.
    #[serde(skip)]
    pub promotion: bool,
}

/// When a rule runs.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Trigger {
    Order,
    Activities(NameSet, bool),
    /// Orders and activities: a multiplier that names neither.
    Both,
    /// The end of a period; its orders accrue.
    PeriodEnd,
    /// What comes by itself.
    Came(Came),
}

impl Rule {
    /// Does its award go to another account?
    pub(crate) fn elsewhere(&self) -> bool {
        self.to.as_deref().is_some_and(|to| to.link().is_some())
    }

    /// Do lines run it? If not, the order or activity does, once.
    pub(crate) fn by_lines(&self) -> bool {
        match &self.pay {
            Pay::Award(award) if award.scale.is_fixed() => !self.lines.is_empty(),
            Pay::Award(award) => match award.what {
                What::Amount | What::Quantity | What::Own(_) | What::Lines => true,
                What::Orders
                | What::Activities
                | What::Awarded(_)
                | What::Balance(_)
                | What::Distinct(_)
                | What::ActiveMonths
                | What::Tenure(_) => false,
            },
            Pay::Multiplier(_) | Pay::Discount(_) | Pay::Period(_) => true,
        }
    }
}
