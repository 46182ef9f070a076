//! Lives and beneficiaries from wire to compiled form.

use super::context::Context;
use crate::amounts::Decimal;
use crate::findings::{Code, Path};
use crate::names::Texts;
use crate::rule::award::To;
use crate::rule::life::{By, Expires, Life, Pending};
use crate::time::{Duration, Unit};
use crate::wire::life as wire;
use crate::wire::rule::{Among, Beneficiary, EndOf, Funding, Rule, RunsFrom, To as WireTo, ToShare};
use crate::wire::scalars::Length;
use std::sync::Arc;

impl Context<'_> {
    /// A life; says what is wrong with it.
    pub(super) fn life(&mut self, life: &wire::Life, path: &Path<'_>) -> Option<Life> {
        let pending = match &life.pending {
            Some(pending) => Some(self.pending(pending, &path.key("pending"))?),
            None => None,
        };
        let expires = match &life.expires {
            Some(expires) => Some(self.expires(expires, &path.key("expires"))?),
            None => None,
        };
        if pending.is_none() && expires.is_none() {
            self.findings.error(
                Code::MissingField,
                path,
                "the life says nothing",
                "add \"pending\" or \"expires\", or leave it out",
            );
        }
        Some(Life { pending, expires })
    }

    fn pending(&mut self, pending: &wire::Pending, path: &Path<'_>) -> Option<Pending> {
        let length = self.led(pending.days, pending.months, path)?;
        let made = Pending { length, end: pending.end.map(unit_of), until: pending.until };
        if made.length.is_none() && made.end.is_none() && made.until.is_none() {
            self.findings.error(
                Code::MissingField,
                path,
                "it is not said how long the award is pending",
                "add \"days\", \"months\", \"end\" or \"until\"",
            );
            return None;
        }
        Some(made)
    }

    fn expires(&mut self, expires: &wire::Expires, path: &Path<'_>) -> Option<Expires> {
        let length = self.led(expires.days, expires.months, path)?;
        let after = length.is_some() || expires.end.is_some();
        let given = [after, expires.on.is_some(), expires.inactive.is_some()];
        if (after && expires.on.is_some()) || !given.contains(&true) {
            self.findings.error(
                Code::Contradiction,
                path,
                "an award expires after a time or on a day, for want of activity, or by what comes first of both",
                "give days, months or end; or on; or inactive, alone or beside one of them",
            );
            return None;
        }
        let why = "counts a time, and none is given";
        self.unused(path, &[("from", expires.from.is_some() && !after)], why, "remove it");
        let inactive = match &expires.inactive {
            Some(length) => Some(self.length(length, &path.key("inactive"))?),
            None => None,
        };
        let from_award = expires.from == Some(RunsFrom::Award);
        let by = match expires.on {
            Some(day) => Some(By::On(day)),
            None => after.then(|| By::After { length, end: expires.end.map(unit_of), from_award }),
        };
        Some(Expires { by, inactive })
    }

    /// Days or months, where any are given.
    fn led(&mut self, days: Option<u32>, months: Option<u32>, path: &Path<'_>) -> Option<Option<Duration>> {
        if days.is_none() && months.is_none() {
            return Some(None);
        }
        self.length(&Length { days, months }, path).map(Some)
    }

    /// To whom an award goes; none for the account.
    pub(super) fn to(&mut self, to: &WireTo, path: &Path<'_>) -> Option<To> {
        Some(match to {
            WireTo::Named(Beneficiary::Account) => To::Account,
            WireTo::Named(Beneficiary::Participant) => To::Participant,
            WireTo::Named(Beneficiary::Pool) => To::Pool,
            WireTo::Linked(to) => To::Linked(self.intern(&to.linked)),
            WireTo::Role(to) => {
                To::Role { role: self.intern(&to.role), of_team: to.of.unwrap_or_default() == Among::Team }
            }
            WireTo::Shares(shares) => To::Shares(self.shares(shares, path)?),
        })
    }

    /// Who bears a rule's award beside the operator.
    pub(super) fn funding(&mut self, rule: &Rule, path: &Path<'_>) -> Option<Option<Arc<[Funding]>>> {
        if rule.funding.is_empty() {
            return Some(None);
        }
        let books = rule.discount.is_none() && rule.value.is_none();
        let why = "has no meaning: nothing is booked that could be claimed";
        self.unused(path, &[("funding", !books)], why, "remove it");
        self.shares_borne(&rule.funding, path)
    }

    /// Who bears which shares beside the operator; the inner none where nobody does.
    pub(super) fn shares_borne(&mut self, funding: &[Funding], path: &Path<'_>) -> Option<Option<Arc<[Funding]>>> {
        if funding.is_empty() {
            return Some(None);
        }
        let list = path.key("funding");
        let (mut sum, mut seen) = (crate::amounts::Exact::ZERO, Texts::default());
        for (index, share) in funding.iter().enumerate() {
            let here = list.index(index);
            if share.share <= Decimal::ZERO {
                let (message, help) = (format!("'{}' is no share", share.share), "write a share such as \"60 %\"");
                self.findings.error(Code::OutOfRange, &here.key("share"), message, help);
                return None;
            }
            if !seen.add(&share.by).0 {
                let message = format!("'{}' bears two shares", share.by);
                self.findings.error(Code::DuplicateId, &here.key("by"), message, "write them as one");
            }
            sum = sum.plus(self.ratio(share.share, None, 0, 0, &here.key("share"))?.exact(1)?)?;
        }
        if sum.num() > i128::from(sum.den()) {
            let message = "more than all of the award is borne by others";
            self.findings.error(Code::Contradiction, &list, message, "let the shares come to 100 % at most");
            return None;
        }
        Some(Some(funding.into()))
    }

    fn shares(&mut self, shares: &[ToShare], path: &Path<'_>) -> Option<Vec<(crate::amounts::Ratio, To)>> {
        let mut made = Vec::new();
        let mut sum = crate::amounts::Exact::ZERO;
        for (index, share) in shares.iter().enumerate() {
            let here = path.index(index);
            let part = self.ratio(share.share, None, 0, 0, &here.key("share"))?;
            if matches!(share.to, WireTo::Shares(_)) {
                self.findings.error(
                    Code::Contradiction,
                    &here.key("to"),
                    "a share is shared again",
                    "write all shares in one list",
                );
                return None;
            }
            sum = sum.plus(part.exact(1)?)?;
            made.push((part, self.to(&share.to, &here.key("to"))?));
        }
        if sum.num() != i128::from(sum.den()) {
            self.findings.error(
                Code::Contradiction,
                path,
                "the shares do not make 100 %",
                "let the shares of the list add up to 100 %",
            );
            return None;
        }
        Some(made)
    }
}

fn unit_of(end: EndOf) -> Unit {
    match end {
        EndOf::Month => Unit::Month,
        EndOf::Quarter => Unit::Quarter,
        EndOf::HalfYear => Unit::HalfYear,
        EndOf::Year => Unit::Year,
    }
}
