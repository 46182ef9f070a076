//! Plans from wire to compiled form; what they bring in money unfolds into rules, as of levels.

use super::context::{Context, plain};
use crate::findings::{Code, Path};
use crate::names::NameSet;
use crate::program::Plan;
use crate::rule::Rule;
use crate::rule::condition::{Cond, Test};
use crate::time::Duration;
use crate::wire::plan as wire;

impl Context<'_> {
    /// The plans of a version, with the rules that they bring.
    pub(super) fn plans(&mut self, plans: &[wire::Plan], path: &Path<'_>) -> Option<(Vec<Plan>, Vec<Rule>)> {
        let (mut made, mut rules, mut whole) = (Vec::new(), Vec::new(), true);
        for (index, plan) in plans.iter().enumerate() {
            let here = path.index(index);
            match self.plan(plan, &here, &mut rules) {
                Some(plan) => made.push(plan),
                None => whole = false,
            }
        }
        whole.then_some((made, rules))
    }

    fn plan(&mut self, plan: &wire::Plan, path: &Path<'_>, rules: &mut Vec<Rule>) -> Option<Plan> {
        let fee = self.positive(plan.fee, self.money_places, &path.key("fee"))?;
        let lasts = match &plan.lasts {
            Some(length) => self.length(length, &path.key("lasts"))?,
            None => Duration::Months(12),
        };
        let id = self.intern(&plan.id);
        let gate = Cond::Test(Test::Plan { names: NameSet::of(id), not: false });
        let mut services = Vec::new();
        if let Some(benefits) = &plan.benefits {
            let here = path.key("benefits");
            let name = plain(&plan.name).unwrap_or_else(|| plan.id.clone());
            self.benefits_of((&plan.id, name), benefits, &gate, &here, rules);
            services = self.services(&benefits.services, &here.key("services"))?;
        }
        Some(Plan { id, text: plan.id.clone(), name: plain(&plan.name), fee, lasts, services })
    }

    /// Says so where the version has no such plan.
    pub(super) fn known_plan(&mut self, name: &str, path: &Path<'_>) {
        if !self.plans.iter().any(|plan| plan == name) {
            let known: Vec<&str> = self.plans.iter().map(String::as_str).collect();
            let help = crate::findings::did_you_mean(name, &known);
            self.findings.error(Code::DanglingReference, path, format!("no plan is called '{name}'"), help);
        }
    }
}
