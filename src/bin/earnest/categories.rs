//! The rule that gives stock codes a category; the source has none. tests/data/README.md says how it compares.

use serde::Deserialize;

#[derive(Deserialize)]
pub struct Rule {
    otherwise: String,
    categories: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    category: String,
    #[serde(default)]
    codes: Vec<String>,
    words: Vec<String>,
}

impl Rule {
    /// The rule by which the packed book was made.
    pub fn own() -> Result<Rule, String> {
        let text = include_str!("../../../tests/data/categories.json");
        serde_json::from_str(text).map_err(|e| format!("categories.json: {e}"))
    }

    /// The category of a stock code with its usual description.
    pub fn category(&self, sku: &str, name: &str) -> &str {
        let code = sku.to_uppercase();
        let text = words_of(name);
        let says = |word: &String| text.contains(&format!(" {word} ")) || text.contains(&format!(" {word}S "));
        let entry = self.categories.iter().find(|e| e.codes.contains(&code) || e.words.iter().any(says));
        entry.map_or(&self.otherwise, |entry| &entry.category)
    }
}

/// A description in capitals, with one space around each word.
fn words_of(name: &str) -> String {
    let capitals = name.to_uppercase();
    let words =
        capitals.split(|c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit())).filter(|word| !word.is_empty());
    let mut text = String::from(" ");
    for word in words {
        text.push_str(word);
        text.push(' ');
    }
    text
}
