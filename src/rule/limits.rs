//! Limits: how much at most, and beside what.

/// The limits of a rule.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Limits {
    pub times: Vec<Times>,
    pub caps: Vec<Cap>,
    /// The budget it is paid from, by index.
    pub budget: Option<usize>,
    /// The exclusivity group, by index.
    pub group: Option<usize>,
    pub priority: i64,
    /// Whether an award that would pass a cap is refused whole.
    pub refuse: bool,
    /// The account's fund that it is paid from, by unit: up to what the fund holds.
    pub from: Option<u16>,
    /// Attributes of the activity whose values pay once, ever, by slot and name.
    pub once: Vec<(u16, String)>,
}

/// How often it pays.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Times {
    pub most: i64,
    /// The count of the past; none where the order itself is the period.
    pub reading: usize,
    pub by_subject: bool,
}

/// How much it pays.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Cap {
    pub most: i64,
    pub per: CapPer,
}

/// Over what a cap counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum CapPer {
    Line,
    Order,
    /// A period: what was paid in it before.
    Reading(usize),
}

/// An exclusivity group.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Group {
    pub best: bool,
    pub per_line: bool,
}

impl Limits {
    /// Nothing but a rule's own caps on lines and orders?
    pub(crate) fn simple(&self) -> bool {
        self.times.is_empty()
            && self.budget.is_none()
            && self.group.is_none()
            && self.from.is_none()
            && self.once.is_empty()
            && !self.refuse
    }
}
