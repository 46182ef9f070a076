//! Boards from wire to compiled form.

use super::context::Context;
use super::measures::Ask;
use crate::findings::{Code, Path};
use crate::names::Texts;
use crate::program::{Board, Win};
use crate::rule::award::Over;
use crate::rule::condition::Cond;
use crate::rule::measure::{Counter, Whose};
use crate::time::Unit;
use crate::wire::board::{self as wire, RankedAmong, Ranks};
use crate::wire::condition::Condition;
use crate::wire::scalars::Period;

impl Context<'_> {
    /// The boards of a version.
    pub(super) fn boards(&mut self, boards: &[wire::Board], path: &Path<'_>) -> Option<Vec<Board>> {
        let mut seen = Texts::default();
        let mut made = Vec::new();
        for (index, board) in boards.iter().enumerate() {
            let here = path.index(index);
            self.unique(&board.id, &mut seen, "board", &here);
            made.push(self.board(board, &here));
        }
        made.into_iter().collect()
    }

    fn board(&mut self, board: &wire::Board, path: &Path<'_>) -> Option<Board> {
        let when_path = path.key("when");
        let (gates, when) = match &board.when {
            Some(when) => self.who_takes_part(when, &when_path),
            None => (Vec::new(), None),
        };
        let ask = Ask { when: when.as_ref(), currency: board.currency.as_deref(), ..Ask::of(&board.of) };
        let asked = self.ask(&ask, path)?;
        use crate::rule::measure::What;
        match asked.what {
            What::Amount
            | What::Quantity
            | What::Own(_)
            | What::Lines
            | What::Orders
            | What::Activities
            | What::Awarded(_) => {}
            What::Balance(_) | What::Distinct(_) | What::ActiveMonths | What::Tenure(_) => {
                self.not_built(&path.key("of"), "a board of this");
                return None;
            }
        }
        let over = self.board_period(&board.over, &path.key("over"))?;
        let ranks = match board.ranks.unwrap_or_default() {
            Ranks::Participant => Whose::Participant,
            Ranks::Team => Whose::Team,
            Ranks::Account => Whose::Account,
        };
        let alone = board.among == Some(RankedAmong::Account);
        if ranks == Whose::Account && alone {
            let message = "an account is the only one among itself";
            self.findings.error(Code::Contradiction, &path.key("among"), message, "rank people or teams, or everyone");
            return None;
        }
        let least = match board.least {
            Some(least) => self.positive(least, asked.places, &path.key("least"))?,
            None => 0,
        };
        let mut wins = Vec::new();
        let list = path.key("wins");
        for (index, win) in board.wins.iter().enumerate() {
            wins.push(self.win(win, &list.index(index))?);
        }
        let funding = self.shares_borne(&board.funding, path)?.unwrap_or_default().to_vec();
        let (unit, days) = match over {
            Over::Unit(unit) => (unit, None),
            Over::Days(days) => (Unit::Lifetime, Some(days)),
        };
        let counter = Counter {
            key: String::new(),
            counted: asked.counted(),
            filter: asked.filter.as_ref().map(|filter| filter.cond.clone()),
            days,
            unit,
            by_invoice: false,
            whose: Whose::Account,
            text: String::new(),
            fixed: None,
            places: asked.places,
        };
        let money = asked.what == What::Amount || self.is_money(asked.what);
        Some(Board { text: board.id.clone(), gates, counter, money, over, ranks, alone, least, wins, funding })
    }

    /// What a board asks of the account and its people, and what it asks of lines or activities.
    fn who_takes_part(&mut self, when: &Condition, path: &Path<'_>) -> (Vec<Cond>, Option<Condition>) {
        let (account, participant) = (when.account.clone(), when.participant.clone());
        let who = Condition { account, participant, ..Condition::default() };
        let rest = Condition { account: None, participant: None, ..when.clone() };
        (self.condition(&who, path), (who == Condition::default() || rest != Condition::default()).then_some(rest))
    }

    fn is_money(&self, what: crate::rule::measure::What) -> bool {
        let crate::rule::measure::What::Awarded(unit) = what else { return false };
        usize::from(unit) >= self.tables.points()
    }

    fn board_period(&mut self, period: &Period, path: &Path<'_>) -> Option<Over> {
        let extent = self.extent(period, path)?;
        if let Some(days) = extent.days {
            return Some(Over::Days(days));
        }
        let rolling = matches!(period, Period::Rolling(_));
        if rolling || matches!(extent.unit, Unit::MembershipYear) {
            self.findings.error(
                Code::Contradiction,
                path,
                "a board ranks over a period that is the same for all, and that ends",
                "use a calendar period, or fixed days",
            );
            return None;
        }
        Some(Over::Unit(extent.unit))
    }

    fn win(&mut self, win: &wire::Win, path: &Path<'_>) -> Option<Win> {
        let given = [win.points.is_some(), win.cash.is_some(), win.reward.is_some()];
        if given.iter().filter(|there| **there).count() != 1 || win.places == 0 {
            self.findings.error(
                Code::Contradiction,
                path,
                "places win points, cash or a reward",
                "give \"places\" and exactly one of points, cash, reward",
            );
            return None;
        }
        let why = "is a currency of points, and none are won";
        self.unused(path, &[("currency", win.currency.is_some() && win.points.is_none())], why, "remove it");
        let why = "shares an amount, and a reward is given whole";
        self.unused(path, &[("share", win.share.is_some() && win.reward.is_some())], why, "remove it");
        let (unit, amount) = match (win.points, win.cash, &win.reward) {
            (Some(points), ..) => {
                let unit = self.currency(win.currency.as_deref(), path)?;
                let places = self.tables.units.get(usize::from(unit)).map_or(0, |unit| unit.decimals);
                (unit, self.positive(points, places, &path.key("points"))?)
            }
            (None, Some(cash), _) => {
                (self.tables.money("cash"), self.positive(cash, self.money_places, &path.key("cash"))?)
            }
            (None, None, Some(reward)) => (self.named_unit("reward", reward, &path.key("reward"))?, 1),
            (None, None, None) => return None,
        };
        Some(Win { places: win.places, unit, amount, share: win.share })
    }
}
