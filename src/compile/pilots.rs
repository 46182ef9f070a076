//! Pilots from wire to compiled form.

use super::context::Context;
use super::ladders::only_account;
use crate::amounts::Decimal;
use crate::findings::{Code, Path, did_you_mean};
use crate::names::Texts;
use crate::pilot::{Draw, Pilot};
use crate::rule::condition::{Cond, Test};
use crate::wire::terms::{self, PilotGroup, PilotMatch};

impl Context<'_> {
    /// The pilots of a version.
    pub(super) fn pilots(&mut self, list: &[terms::Pilot], path: &Path<'_>) -> Option<Vec<Pilot>> {
        let mut seen = Texts::default();
        let mut made = Vec::new();
        self.pilot_groups.clear();
        for (index, pilot) in list.iter().enumerate() {
            let here = path.index(index);
            self.unique(&pilot.id, &mut seen, "pilot", &here);
            let gates = pilot.when.as_ref().map_or_else(Vec::new, |when| self.condition(when, &here.key("when")));
            if !gates.iter().all(only_account) {
                self.findings.error(
                    Code::Contradiction,
                    &here.key("when"),
                    "who takes part in a pilot depends on the account alone",
                    "use \"account\" here, without its tier and without pilots",
                );
            }
            let days = match &pilot.window {
                Some(window) => self.window(window, &here.key("window")).map(Some),
                None => Some(None),
            };
            if let Some(Some(days)) = days {
                self.never_open(days, super::placed::On::Order, &here.key("window"));
            }
            let draw = self.draw(pilot, &here);
            // Conditions on it are read whether it is sound or not.
            self.pilot_groups.push((pilot.id.clone(), pilot.control.is_some()));
            made.push(days.zip(draw).map(|(days, draw)| Pilot { text: pilot.id.clone(), gates, days, draw }));
        }
        made.into_iter().collect()
    }

    fn draw(&mut self, pilot: &terms::Pilot, path: &Path<'_>) -> Option<Draw> {
        let nothing = Decimal::new(0, 0);
        let control = pilot.control.unwrap_or(nothing);
        let mut sound = true;
        for (key, share) in [("share", pilot.share), ("control", control)] {
            let here = path.key(key);
            if share.is_negative() || Draw::new("", share, nothing).is_none() {
                let message = "a share of the accounts is no less than none and no more than all";
                self.findings.error(Code::OutOfRange, &here, message, "write 0 % to 100 %");
                sound = false;
            } else if share.units() == 0 && (key == "share" || pilot.control.is_some()) {
                let message = "a share of 0 % draws nobody";
                self.findings.warning(Code::NoEffect, &here, message, "raise it, or remove the pilot");
            }
        }
        if !sound {
            return None;
        }
        let draw = Draw::new(pilot.salt.as_deref().unwrap_or(&pilot.id), pilot.share, control);
        if draw.is_none() {
            self.findings.error(
                Code::Contradiction,
                &path.key("control"),
                "both groups together are more than all accounts",
                "lower one of them: nobody can be in both groups",
            );
        }
        draw
    }

    /// A condition on a pilot's group.
    pub(super) fn pilot_part(&mut self, wire: &PilotMatch, path: &Path<'_>) -> Option<Cond> {
        let (name, group, here) = match wire {
            PilotMatch::Test(name) => (name, PilotGroup::Test, *path),
            PilotMatch::Group(of) => (&of.of, of.group.unwrap_or_default(), path.key("of")),
        };
        let Some(pilot) = self.pilot_groups.iter().position(|(id, _)| id == name) else {
            let known: Vec<&str> = self.pilot_groups.iter().map(|(id, _)| id.as_str()).collect();
            let help = did_you_mean(name, &known);
            self.findings.error(Code::DanglingReference, &here, format!("no pilot is called '{name}'"), help);
            return None;
        };
        if group == PilotGroup::Control && self.pilot_groups.get(pilot).is_some_and(|(_, control)| !control) {
            self.findings.error(
                Code::Contradiction,
                &path.key("group"),
                format!("the pilot '{name}' has no control group"),
                "give the pilot a \"control\" share",
            );
        }
        Some(Cond::Test(Test::Pilot { pilot, group }))
    }
}
