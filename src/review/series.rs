//! Promotions that follow one another: days that fall between two of them, and days on which both run.

use super::texts::days;
use super::{Placed, Review, Terms};
use crate::findings::Code;
use crate::time::Span;
use crate::wire::rule::Rule;
use crate::wire::show::to_short_text;

/// Days between two promotions that look like a slip; a longer pause is one.
const PAUSE: i32 = 3;

impl<'p> Review<'p> {
    pub(super) fn series(&mut self, terms: Terms<'p>) {
        if !self.asked(Code::SeriesGap) && !self.asked(Code::SeriesOverlap) {
            return;
        }
        let mut list: Vec<(String, Span, Placed<'p>)> = Vec::new();
        for placed in terms.rules().filter(|placed| placed.is_promotion()) {
            if !self.work(20) {
                return;
            }
            // One whose start or end is open follows nothing.
            let bounded =
                placed.wire.window.as_ref().is_some_and(|window| window.from.is_some() && window.to.is_some());
            if let Some(span) = placed.rule.days.filter(|_| bounded && placed.rule.limits.group.is_none()) {
                list.push((promise(placed.wire), span, placed));
            }
        }
        list.sort_by(|one, other| (&one.0, one.1.start, one.1.end).cmp(&(&other.0, other.1.start, other.1.end)));
        for pair in list.windows(2) {
            let [(promise, first, one), (other_promise, then, other)] = pair else { continue };
            if promise != other_promise {
                continue;
            }
            let (id, before) = (&other.rule.text, &one.rule.text);
            let gap = Span { start: first.end, end: then.start };
            let both = super::common(*first, *then);
            if both.start < both.end {
                let message = format!("'{before}' and '{id}' promise the same, and both run on {}", days(both));
                self.tell(
                    Code::SeriesOverlap,
                    id,
                    other.path(".window"),
                    message,
                    "let one begin when the other has ended, or put both into a group",
                );
            } else if gap.start < gap.end && gap.days() <= PAUSE {
                let message = format!("'{before}' and '{id}' promise the same, and neither runs on {}", days(gap));
                self.tell(
                    Code::SeriesGap,
                    id,
                    other.path(".window"),
                    message,
                    "let one begin when the other has ended",
                );
            }
        }
    }
}

/// What a promotion promises, whenever it runs, as text.
fn promise(rule: &Rule) -> String {
    let mut rule = rule.clone();
    (rule.id, rule.name, rule.window, rule.limits) = (String::new(), None, None, None);
    to_short_text(&rule)
}
