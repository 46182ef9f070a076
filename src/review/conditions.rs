//! Rules with more conditions than a member can keep in mind.

use super::{Review, Terms};
use crate::bounds::CONDITIONS_IN_MIND;
use crate::findings::Code;
use crate::wire::condition::Condition;

impl<'p> Review<'p> {
    pub(super) fn many_conditions(&mut self, terms: Terms<'p>) {
        if !self.asked(Code::ManyConditions) {
            return;
        }
        for placed in terms.rules() {
            let rule = placed.wire;
            let asked = rule.when.as_ref().map_or(0, count);
            let often = rule.limits.as_ref().map_or(0, |limits| limits.times.len());
            let all = asked.saturating_add(often).saturating_add(usize::from(rule.window.is_some()));
            if !self.work(all) {
                return;
            }
            if all > CONDITIONS_IN_MIND {
                let message = format!("a member has to keep {all} conditions in mind, more than {CONDITIONS_IN_MIND}");
                let help = "ask for less, or write several rules";
                self.tell(Code::ManyConditions, &rule.id, placed.path(""), message, help);
            }
        }
    }
}

/// How many things a condition asks.
fn count(when: &Condition) -> usize {
    let mut asked = [
        when.sku.is_some(),
        when.category.is_some(),
        when.brand.is_some(),
        when.tag.is_some(),
        when.quantity.is_some(),
        when.unit_price.is_some(),
        when.amount.is_some(),
        when.line_discount.is_some(),
        when.new_to_account.is_some(),
        when.streak.is_some(),
    ]
    .iter()
    .filter(|asked| **asked)
    .count();
    let mut more = |number: usize| asked = asked.saturating_add(number);
    more(when.attributes.len());
    more(when.history.len());
    for contains in &when.contains {
        let numbers = [contains.amount.is_some(), contains.quantity.is_some(), contains.count.is_some()];
        more(
            count(&contains.lines)
                .max(1)
                .saturating_add(numbers.iter().filter(|there| **there).count().saturating_sub(1)),
        );
    }
    if let Some(order) = &when.order {
        let numbers = [
            order.amount.is_some(),
            order.quantity.is_some(),
            order.lines.is_some(),
            order.categories.is_some(),
            order.number.is_some(),
        ];
        more(numbers.iter().filter(|there| **there).count().saturating_add(order.attributes.len()));
    }
    if let Some(account) = &when.account {
        let one = usize::from(account.id.is_some()).saturating_add(usize::from(account.tier.is_some()));
        more(one.saturating_add(account.attributes.len()));
    }
    if let Some(activity) = &when.activity {
        let one = usize::from(activity.r#type.is_some()).saturating_add(usize::from(activity.subject.is_some()));
        more(one.saturating_add(activity.attributes.len()));
    }
    for inner in when.all.iter().chain(&when.any).chain(when.not.as_deref()) {
        more(count(inner));
    }
    asked
}
