//! How far a mistyped word is from one that is known.

/// Letters put in, left out, replaced or swapped with their neighbour that make one word the other, by Damerau and
/// Levenshtein; none where they are more than `most`.
pub(super) fn distance(word: &str, known: &str, most: usize) -> Option<usize> {
    let letters = |text: &str| text.chars().map(|c| c.to_ascii_lowercase()).collect::<Vec<char>>();
    let (word, known) = (letters(word), letters(known));
    // Each letter that one has more is a step, and a word may be long.
    if word.len().abs_diff(known.len()) > most {
        return None;
    }
    let width = known.len().saturating_add(1);
    let place = |i: usize, j: usize| i.saturating_mul(width).saturating_add(j);
    let mut steps: Vec<usize> = (0..width).collect();
    for (i, _) in word.iter().enumerate() {
        steps.extend((0..width).map(|_| i.saturating_add(1)));
    }
    for (i, a) in word.iter().enumerate() {
        // The last letter of `known` so far that is this one.
        let mut met = None;
        for (j, b) in known.iter().enumerate() {
            let to = |i: usize, j: usize| steps.get(place(i, j)).copied().unwrap_or(usize::MAX);
            let (down, right) = (i.saturating_add(1), j.saturating_add(1));
            let replaced = to(i, j).saturating_add(usize::from(a != b));
            let mut least = replaced.min(to(i, right).saturating_add(1)).min(to(down, j).saturating_add(1));
            // The last letter of `word` before this one that is the other: what lies between the pairs goes.
            if let (Some(l), Some(k)) = (met, word.iter().take(i).rposition(|c| c == b)) {
                let between = i.abs_diff(k).saturating_add(j.abs_diff(l)).saturating_sub(1);
                least = least.min(to(k, l).saturating_add(between));
            }
            if a == b {
                met = Some(j);
            }
            if let Some(slot) = steps.get_mut(place(down, right)) {
                *slot = least;
            }
        }
    }
    steps.last().copied().filter(|least| *least <= most)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn distances_are_those_of_another_reckoning() {
        let words = [
            "",
            "a",
            "ab",
            "ba",
            "abc",
            "acb",
            "cab",
            "ca",
            "bca",
            "category",
            "categroy",
            "catgeory",
            "brand",
            "bradn",
            "earn",
            "eran",
            "near",
            "Größe",
            "grosse",
            "unitPrice",
            "untiPrcie",
            "aabb",
            "bbaa",
            "abab",
            "baba",
            "aaaa",
        ];
        for a in words {
            for b in words {
                let wanted = strsim::damerau_levenshtein(&a.to_ascii_lowercase(), &b.to_ascii_lowercase());
                assert_eq!(distance(a, b, 99), Some(wanted), "{a} {b}");
                assert_eq!(distance(a, b, 2), Some(wanted).filter(|d| *d <= 2), "{a} {b}");
            }
        }
    }
}
