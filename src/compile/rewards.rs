//! What awards are counted in: point currencies, money, funds, rewards; the catalogue, and how points pay.

use super::context::{Context, MONEY, UnitOfAward};
use crate::amounts::{Decimal, Ratio};
use crate::findings::{Code, Path, did_you_mean};
use crate::names::Texts;
use crate::program::{Partner, Reward, Spend};
use crate::rule::life::Life;
use crate::rule::measure::{By, Counted, Reach, View};
use crate::time::Unit;
use crate::wire::document as wire;

/// The unit of a fund.
pub(super) fn fund_unit(id: &str) -> String {
    format!("fund:{id}")
}

/// The unit of a reward.
pub(super) fn reward_unit(id: &str) -> String {
    format!("reward:{id}")
}

impl Context<'_> {
    /// Lays out the units of award: point currencies, kinds of money, funds, rewards that rules give, other rewards.
    /// A program compiled beside another has the units of that one, since accounts are laid out by them.
    pub(super) fn lay_out(&mut self, document: &wire::Document, beside: bool, path: &Path<'_>) {
        let rules = document.versions.iter().flat_map(|v| v.rules.iter().chain(&v.promotions));
        let mut given = Texts::default();
        for rule in rules {
            let of_award = rule.award.as_ref().and_then(|award| award.reward.as_deref());
            for id in rule.give.as_deref().into_iter().chain(of_award) {
                given.add(id);
            }
        }
        if !beside {
            let money = self.money_places;
            let unit = |id: String, decimals, is_points, is_reward| UnitOfAward { id, decimals, is_points, is_reward };
            let points = document.points.iter().map(|currency| {
                unit(currency.id.clone(), u8::try_from(currency.decimals.unwrap_or(0).min(3)).unwrap_or(0), true, false)
            });
            let mut units: Vec<UnitOfAward> = points.collect();
            if units.is_empty() {
                units.push(unit("points".into(), 0, true, false));
            }
            units.extend(MONEY.iter().map(|kind| unit((*kind).into(), money, false, false)));
            units.extend(document.funds.iter().map(|fund| unit(fund_unit(&fund.id), money, false, false)));
            let mut seen = Texts::default();
            for first in [true, false] {
                for reward in document.versions.iter().flat_map(|version| &version.rewards) {
                    if given.find(&reward.id).is_some() == first && seen.add(&reward.id).0 {
                        units.push(unit(reward_unit(&reward.id), 0, false, true));
                    }
                }
            }
            self.tables.units = units;
        }
        let names = given.into_list();
        let last = self
            .tables
            .units
            .iter()
            .rposition(|unit| !unit.is_reward || names.iter().any(|id| reward_unit(id) == unit.id));
        self.tables.paid = last.map_or(0, |at| at.saturating_add(1));
        let mut seen = Texts::default();
        for (index, fund) in document.funds.iter().enumerate() {
            self.unique(&fund.id, &mut seen, "fund", &path.key("funds").index(index));
        }
    }

    /// The lives of currencies and funds, by unit.
    pub(super) fn lives(&mut self, document: &wire::Document, path: &Path<'_>) -> Option<Vec<Option<Life>>> {
        let mut lives = vec![None; self.tables.units.len()];
        let mut whole = true;
        let currencies = document.points.iter().map(|currency| (currency.id.clone(), &currency.life));
        let funds = document.funds.iter().map(|fund| (fund_unit(&fund.id), &fund.life));
        let points = currencies.enumerate().map(|(at, life)| ("points", at, life));
        for (key, at, (id, life)) in points.chain(funds.enumerate().map(|(at, life)| ("funds", at, life))) {
            let Some(life) = life else { continue };
            let list = path.key(key);
            let made = self.life(life, &list.index(at).key("life"));
            whole &= made.is_some();
            if let Some(slot) = self.tables.unit(&id).and_then(|unit| lives.get_mut(usize::from(unit))) {
                *slot = made;
            }
        }
        whole.then_some(lives)
    }

    /// These lives with those of a version's rewards.
    pub(super) fn lives_with(
        &mut self,
        lives: &[Option<Life>],
        rewards: &[wire::Reward],
        path: &Path<'_>,
    ) -> Option<Vec<Option<Life>>> {
        let mut lives = lives.to_vec();
        let list = path.key("rewards");
        for (index, reward) in rewards.iter().enumerate() {
            let Some(life) = &reward.life else { continue };
            let made = self.life(life, &list.index(index).key("life"))?;
            let unit = self.tables.unit(&reward_unit(&reward.id));
            if let Some(slot) = unit.and_then(|unit| lives.get_mut(usize::from(unit))) {
                *slot = Some(made);
            }
        }
        Some(lives)
    }

    /// The catalogue.
    pub(super) fn rewards(&mut self, rewards: &[wire::Reward], path: &Path<'_>) -> Option<Vec<Reward>> {
        let list = path.key("rewards");
        let mut seen = Texts::default();
        let mut made = Vec::new();
        for (index, reward) in rewards.iter().enumerate() {
            let here = list.index(index);
            self.unique(&reward.id, &mut seen, "reward", &here);
            made.push(self.reward(reward, &here));
        }
        made.into_iter().collect()
    }

    fn reward(&mut self, reward: &wire::Reward, path: &Path<'_>) -> Option<Reward> {
        let currency = self.currency(reward.currency.as_deref(), path)?;
        let decimals = self.tables.units.get(usize::from(currency)).map_or(0, |unit| unit.decimals);
        let gates = match &reward.when {
            Some(when) => self.condition(when, &path.key("when")),
            None => Vec::new(),
        };
        if !gates.iter().all(crate::rule::condition::Cond::of_account) {
            self.findings.error(
                Code::Contradiction,
                &path.key("when"),
                "who may have a reward depends on the account alone",
                "use \"account\" here",
            );
            return None;
        }
        let number = |this: &mut Self, number: Option<Decimal>, key: &str, places: u8| match number {
            Some(number) => this.positive(number, places, &path.key(key)).map(Some),
            None => Some(None),
        };
        let points = number(self, reward.points, "points", decimals)?;
        let gathered = number(self, reward.unlocked_at, "unlockedAt", decimals)?;
        let value = number(self, reward.value, "value", self.money_places)?;
        let unit_cost = number(self, reward.unit_cost, "unitCost", self.money_places)?;
        if points == Some(0) {
            let help = "leave \"points\" out where it is given by a rule, or name what it costs";
            self.findings.error(Code::OutOfRange, &path.key("points"), "a reward for 0 points is a gift", help);
        }
        let why = "names what is spent, and nothing is";
        let bare = points.is_none() && gathered.is_none();
        self.unused(path, &[("currency", reward.currency.is_some() && bare)], why, "add \"points\", or remove it");
        let days = match &reward.window {
            Some(window) => Some(self.window(window, &path.key("window"))?),
            None => None,
        };
        let unlocked = gathered.map(|gathered| {
            let extent = super::context::Extent { unit: Unit::Lifetime, reach: Reach::All, days: None };
            let counter = self.counter(Counted::Awarded(currency), None, extent, By::DAY);
            (gathered, self.read(counter, Reach::All, View::Sum))
        });
        let stock = reward.stock.map(|stock| {
            let row = (reward_unit(&reward.id), i64::from(stock));
            self.tables.budgets.iter().position(|known| *known == row).unwrap_or_else(|| {
                self.tables.budgets.push(row);
                self.tables.budgets.len().saturating_sub(1)
            })
        });
        let unit = self.tables.unit(&reward_unit(&reward.id))?;
        let text = reward.id.clone();
        Some(Reward { unit, text, currency, points, unlocked, value, unit_cost, stock, gates, days })
    }

    /// The unit of a reward or fund that a rule names; says so where there is none.
    pub(super) fn named_unit(&mut self, kind: &str, id: &str, path: &Path<'_>) -> Option<u16> {
        let found = self.tables.unit(&format!("{kind}:{id}"));
        if found.is_none() {
            let known: Vec<&str> =
                self.tables.units.iter().filter_map(|u| u.id.strip_prefix(kind)?.strip_prefix(':')).collect();
            let help = did_you_mean(id, &known);
            self.findings.error(Code::DanglingReference, path, format!("no {kind} is called '{id}'"), help);
        }
        found
    }

    /// How points pay for orders: the one currency that does.
    pub(super) fn spend(&mut self, points: &[wire::PointCurrency], path: &Path<'_>) -> Option<Option<Spend>> {
        let mut made = None;
        for (index, currency) in points.iter().enumerate() {
            let Some(spend) = &currency.spend else { continue };
            let here = path.index(index);
            let here = here.key("spend");
            if made.is_some() {
                self.findings.error(
                    Code::Contradiction,
                    &here,
                    "another currency pays for orders too",
                    "let one currency do so: an order says only how much is paid with points",
                );
            }
            let decimals = u8::try_from(currency.decimals.unwrap_or(0).min(3)).unwrap_or(0);
            let Some(worth) = currency.worth else {
                let help = "add \"worth\" to the currency, such as \"0.01\"";
                self.findings.error(Code::MissingField, &here, "it is not said what a point pays", help);
                return None;
            };
            let worth = self.ratio(worth, None, decimals, self.money_places, &path.index(index).key("worth"))?;
            let points = |this: &mut Self, number: Option<Decimal>, key: &str| match number {
                Some(number) => this.step(number, decimals, &here.key(key)),
                None => crate::amounts::ten_to(decimals),
            };
            let minimum = points(self, spend.minimum, "minimum")?;
            let step = points(self, spend.step, "step")?;
            let most = match spend.most {
                Some(most) => self.ratio(most, None, 0, 0, &here.key("most"))?,
                None => Ratio::new(1, 1)?,
            };
            made = Some(Spend { unit: u16::try_from(index).unwrap_or(0), worth, minimum, step, most });
        }
        Some(made)
    }

    /// The share of net that is to be left to the operator.
    pub(super) fn margin_floor(&mut self, floor: Option<Decimal>, path: &Path<'_>) -> Option<Option<Ratio>> {
        let Some(floor) = floor else { return Some(None) };
        if floor <= Decimal::ZERO || floor >= Decimal::ONE {
            let message = format!("'{floor}' is no share that can be left of a price");
            self.findings.error(
                Code::OutOfRange,
                path,
                message,
                "write a share above 0 and under 100 %, such as \"12 %\"",
            );
            return None;
        }
        self.ratio(floor, None, 0, 0, path).map(Some)
    }

    /// The companies of a coalition.
    pub(super) fn partners(&mut self, partners: &[wire::Partner], path: &Path<'_>) -> Option<Vec<Partner>> {
        let mut seen = Texts::default();
        let mut made = Vec::new();
        for (index, partner) in partners.iter().enumerate() {
            let here = path.index(index);
            self.unique(&partner.id, &mut seen, "partner", &here);
            let unit = self.currency(partner.currency.as_deref(), &here)?;
            let decimals = self.tables.units.get(usize::from(unit)).map_or(0, |unit| unit.decimals);
            let worth = self.ratio(partner.worth, None, decimals, self.money_places, &here.key("worth"));
            if worth.is_some_and(|worth| worth.num() == 0) {
                let help = "write what a point is worth at settlement, such as \"0.008\"";
                self.findings.error(Code::OutOfRange, &here.key("worth"), "points worth nothing settle nothing", help);
            }
            made.push(worth.map(|worth| Partner { text: partner.id.clone(), unit, worth }));
        }
        made.into_iter().collect()
    }
}
