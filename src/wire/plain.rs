//! A JSON text as plain data, for changing documents before they are read.

use super::show::{Items, Show, Shown};
use super::tree::{Tree, name_of};
use crate::findings::Findings;
use crate::map::Map;
use jsonc_parser::ast::Value;

/// A value as plain data; numbers that are not whole stay the text that was typed.
#[derive(Clone, Default)]
pub(crate) enum Plain {
    #[default]
    Null,
    Flag(bool),
    Whole(i64),
    Text(String),
    List(Vec<Plain>),
    Table(Map<String, Plain>),
}

impl Plain {
    /// The data of a text; null where it is no JSON.
    pub fn read(text: &str) -> Plain {
        Tree::read(text, &mut Findings::default()).map_or(Plain::Null, |tree| Plain::of(tree.root()))
    }

    fn of(value: &Value<'_>) -> Plain {
        match value {
            Value::StringLit(text) => Plain::Text(text.value.as_ref().to_owned()),
            Value::NumberLit(number) => match number.value.parse() {
                Ok(whole) => Plain::Whole(whole),
                Err(_) => Plain::Text(number.value.to_owned()),
            },
            Value::BooleanLit(literal) => Plain::Flag(literal.value),
            Value::Object(object) => {
                let mut table = Map::new();
                for property in &object.properties {
                    table.insert(name_of(&property.name).to_owned(), Plain::of(&property.value));
                }
                Plain::Table(table)
            }
            Value::Array(array) => Plain::List(array.elements.iter().map(Plain::of).collect()),
            Value::NullKeyword(_) => Plain::Null,
        }
    }

    /// The values by name, where it is an object.
    pub fn table(&self) -> Option<&Map<String, Plain>> {
        if let Plain::Table(table) = self { Some(table) } else { None }
    }

    /// The values by name, to change.
    pub fn table_mut(&mut self) -> Option<&mut Map<String, Plain>> {
        if let Plain::Table(table) = self { Some(table) } else { None }
    }

    /// The items of the list under `name`; none where there is no list.
    pub fn list(&self, name: &str) -> &[Plain] {
        match self.table().and_then(|table| table.get(name)) {
            Some(Plain::List(list)) => list,
            Some(Plain::Null | Plain::Flag(_) | Plain::Whole(_) | Plain::Text(_) | Plain::Table(_)) | None => &[],
        }
    }

    /// The list under `name`, to change.
    pub fn list_mut(&mut self, name: &str) -> Option<&mut Vec<Plain>> {
        let list = self.table_mut()?.get_mut(name)?;
        if let Plain::List(list) = list { Some(list) } else { None }
    }

    /// The text, where it is one.
    pub fn text(&self) -> Option<&str> {
        if let Plain::Text(text) = self { Some(text) } else { None }
    }

    /// The text under "id".
    pub fn id(&self) -> Option<&str> {
        self.table()?.get("id")?.text()
    }
}

impl Show for Plain {
    fn show(&self) -> Shown<'_> {
        match self {
            Plain::Null => Shown::Null,
            Plain::Flag(flag) => Shown::Flag(*flag),
            Plain::Whole(number) => Shown::Whole(*number),
            Plain::Text(text) => Shown::Text(text),
            Plain::List(list) => Shown::List(list as &dyn Items),
            Plain::Table(table) => table.show(),
        }
    }
}
