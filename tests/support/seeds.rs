//! The cases as inputs of the fuzz targets (`tests/fuzz`): a file for each, its parts with a line of `%%` between them.

use std::path::Path;

/// One case, as far as it was played.
#[derive(Default)]
pub struct Played {
    pub account: String,
    pub events: Vec<String>,
    /// The last state that was stored.
    pub state: Option<String>,
}

/// Writes the inputs that a case makes.
pub fn write(folder: &Path, case: &str, document: &str, played: &Played) {
    let put = |target: &str, name: &str, parts: &[&str]| {
        let folder = folder.join(target);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(name), parts.join("\n%%\n")).unwrap();
    };
    put("document", case, &[document]);
    if let Some(state) = &played.state {
        put("state", case, &[document, state]);
    }
    for (index, event) in played.events.iter().enumerate() {
        put("activity", &format!("{case}-{index}"), &[document, event]);
    }
    let events = played.events.iter().map(String::as_str);
    let parts: Vec<&str> = [document, &played.account].into_iter().chain(events).collect();
    put("posting", case, &parts);
}
