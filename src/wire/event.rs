//! An event: exactly one thing that happens to an account.

use super::account::{
    Adjust, Approve, Cancel, Confirm, Credit, Enrol, Erase, Join, Leave, Merge, Pay, Redeem, Reverse, Transfer,
};
use super::activity::{Activity, Grant, Opening, Order, Return, Use};
use super::decode::{Decode, Own, Slot, decode, object, put, unknown_fields};
use super::show::{Show, Shown};
use crate::findings::{Code, Findings, Path};
use crate::time::Moment;
use jsonc_parser::ast::Value;

macro_rules! events {
    ($($(#[doc = $doc:literal])+ $kind:ident = $word:literal,)+) => {
        /// One thing that happens to an account.
        #[derive(Debug, Clone, PartialEq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "AccountEvent"))]
        #[cfg_attr(feature = "schema", serde(rename_all = "camelCase"))]
        pub enum Event { $($(#[doc = $doc])+ $kind($kind),)+ }

        const EVENTS: &[&str] = &[$($word,)+];

        impl Event {
            /// Its id.
            #[must_use]
            pub fn id(&self) -> &str {
                match self { $(Event::$kind(o) => &o.id,)+ }
            }

            /// Its time.
            #[must_use]
            pub fn at(&self) -> Moment {
                match self { $(Event::$kind(o) => o.at,)+ }
            }

            /// What kind of event it is: the word it is written under.
            #[must_use]
            pub fn kind(&self) -> &'static str {
                match self { $(Event::$kind(_) => $word,)+ }
            }
        }

        impl Show for Event {
            fn show(&self) -> Shown<'_> {
                match self { $(Event::$kind(o) => Shown::Keyed($word, o),)+ }
            }
        }

        fn read(name: &str, value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<Event> {
            match name {
                $($word => decode(value, path, findings).map(Event::$kind),)+
                _ => None,
            }
        }
    };
}

events! {
    /// Goods are bought.
    Order = "order",
    /// Goods come back.
    Return = "return",
    /// Something else that the program rewards.
    Activity = "activity",
    /// Balances, tiers and counts are brought from another system.
    Opening = "opening",
    /// A tier is given by hand.
    Grant = "grant",
    /// A benefit or reward that is counted is used.
    Use = "use",
    /// The account joins the program.
    Join = "join",
    /// The account takes a plan.
    Enrol = "enrol",
    /// An invoice is paid.
    Pay = "pay",
    /// A claim is approved or rejected.
    Approve = "approve",
    /// An activity is taken back.
    Reverse = "reverse",
    /// Points are spent, or reserved.
    Redeem = "redeem",
    /// A reservation is spent.
    Confirm = "confirm",
    /// A redemption or reservation is undone.
    Cancel = "cancel",
    /// A correction by hand.
    Adjust = "adjust",
    /// Points are given to somebody else.
    Transfer = "transfer",
    /// Something that another account's event gives this one.
    Credit = "credit",
    /// A person leaves the account.
    Leave = "leave",
    /// A person's data are erased.
    Erase = "erase",
    /// Another account is taken in.
    Merge = "merge",
}

super::show::serializes!(Event);

impl Event {
    /// The coalition partner where it happened.
    pub(crate) fn partner(&self) -> Option<&str> {
        match self {
            Event::Order(order) => order.partner.as_deref(),
            Event::Return(back) => back.partner.as_deref(),
            Event::Activity(activity) => activity.partner.as_deref(),
            Event::Redeem(redeem) => redeem.partner.as_deref(),
            Event::Adjust(adjust) => adjust.partner.as_deref(),
            Event::Credit(credit) => credit.partner.as_deref(),
            Event::Opening(_)
            | Event::Grant(_)
            | Event::Use(_)
            | Event::Join(_)
            | Event::Enrol(_)
            | Event::Pay(_)
            | Event::Approve(_)
            | Event::Reverse(_)
            | Event::Confirm(_)
            | Event::Cancel(_)
            | Event::Transfer(_)
            | Event::Leave(_)
            | Event::Erase(_)
            | Event::Merge(_) => None,
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::Order(Order::default())
    }
}

impl Decode for Event {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Own(self)
    }
}

impl Own for Event {
    fn fill(&mut self, value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> bool {
        let Some(object) = object(value, path, findings) else { return false };
        unknown_fields(object, EVENTS, path, findings);
        let [property] = object.properties.as_slice() else {
            findings.error(
                Code::Contradiction,
                path,
                format!("{} things happen here", object.properties.len()),
                format!("give exactly one of {}", EVENTS.join(", ")),
            );
            return false;
        };
        let (name, value) = (super::tree::name_of(&property.name), &property.value);
        put(self, read(name, value, &path.key(name), findings))
    }
}
