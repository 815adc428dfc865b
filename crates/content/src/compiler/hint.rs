//! "Did you mean": the known word that is nearest to an unknown one.

use strsim::osa_distance;

/// How to mend an unknown word: the nearest known one, else all of them, else `otherwise`.
pub(super) fn hint<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: &str,
) -> String {
    let mut known: Vec<&str> = known.into_iter().collect();
    known.sort_unstable();
    known.dedup();
    match (nearest(word, &known), known.len()) {
        (Some(nearest), _) => format!("did you mean `{nearest}`?"),
        (None, 1..=12) => format!("use one of these: {}", quoted(&known)),
        (None, _) => otherwise.into(),
    }
}

/// The known word that is nearest to an unknown one, if it is near enough to be a slip.
pub(super) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let most = (word.chars().count() / 3).max(1);
    known
        .iter()
        .map(|known| (osa_distance(word, known), *known))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, known)| known)
}

/// Words in a sentence: `` `a`, `b` ``.
pub(super) fn quoted(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_proposed() {
        let known = ["export-csv", "export-accounting", "mileage"];
        let hint = |word| hint(word, known, "add it");
        assert_eq!(hint("expot-csv"), "did you mean `export-csv`?");
        assert_eq!(hint("milaege"), "did you mean `mileage`?");
        assert!(hint("zzz").starts_with("use one of these: `export-accounting`, "));
        assert_eq!(super::hint("a", [], "add it"), "add it");
    }
}
