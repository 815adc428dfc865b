//! Names that a tool made up, and will make up anew: of CSS modules, Emotion, styled-components,
//! Angular, Vue, Svelte, and ids that frameworks count.

/// What kind of made-up name a class is, if it is one.
pub(super) fn class(name: &str) -> Option<&'static str> {
    if name.contains(['[', ']', ':', '/', '(', '%']) {
        return Some("a utility class that says how the element looks");
    }
    let counted = counted(name, &["jss", "makeStyles-", "ember", "ext-gen"]);
    (counted || words(name).any(is_hash)).then_some("a generated class name")
}

/// What kind of made-up name an id is, if it is one.
pub(super) fn id(name: &str) -> Option<&'static str> {
    let framework = name.contains([':', '«']) || name.contains("_r_");
    let counters = [
        "ember",
        "ext-gen",
        "headlessui-",
        "mui-",
        "radix-",
        "react-select-",
    ];
    let made_up = framework
        || counted(name, &counters)
        || longest_number(name) > 1
        || words(name).any(is_hash);
    made_up.then_some("an id with a number in it")
}

/// Whether a framework puts the attribute on elements to scope styles.
pub(super) fn attribute(name: &str) -> bool {
    let scoped = ["data-v-", "_ngcontent-", "_nghost-", "data-astro-cid-"];
    scoped.iter().any(|prefix| name.starts_with(prefix))
}

/// Whether the name is one of these beginnings and ends in a number.
fn counted(name: &str, beginnings: &[&str]) -> bool {
    let begins = beginnings.iter().any(|word| name.starts_with(word));
    begins && name.ends_with(|char: char| char.is_ascii_digit())
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(['-', '_'])
}

fn longest_number(name: &str) -> usize {
    let numbers = name.split(|char: char| !char.is_ascii_digit());
    numbers.map(str::len).max().unwrap_or_default()
}

/// Whether a word is a hash: digits strewn among its letters, or capitals where no word starts.
fn is_hash(word: &str) -> bool {
    if word.len() < 5 || !word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return false;
    }
    let pairs = || word.as_bytes().windows(2).map(|pair| (pair[0], pair[1]));
    let strewn = pairs().filter(|(a, b)| a.is_ascii_digit() != b.is_ascii_digit());
    let humps = pairs().filter(|(a, b)| a.is_ascii_lowercase() && b.is_ascii_uppercase());
    let words = humps.count() + 1;
    strewn.count() > 1 || words > 2 && word.len() * 2 < words * 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_classes_are_known_by_their_looks() {
        for name in [
            "css-1a2b3c",
            "css-19bb58m-Button",
            "Button_root__3xYz1",
            "sc-bdVaJa",
            "jKzXqP",
            "svelte-1tky8bj",
            "makeStyles-root-12",
            "jss42",
            "w-[137px]",
            "md:flex",
            "w-1/2",
        ] {
            assert!(class(name).is_some(), "{name}");
        }
    }

    #[test]
    fn classes_that_people_wrote_are_left_alone() {
        for name in [
            "card",
            "card__title",
            "card--active",
            "btn-primary",
            "MuiButton-root",
            "expenseListItem",
            "myUIKit",
            "col-12",
            "step2",
            "button10",
            "h2",
            "is-selected",
        ] {
            assert_eq!(class(name), None, "{name}");
        }
    }

    #[test]
    fn generated_ids_have_numbers() {
        for name in [
            ":r1:",
            "«r1»",
            "_r_1_",
            "ember123",
            "radix-7",
            "row-4711",
            "0b0a5d4e-9f0a-4a59-9d6b-8c2f4f1f2f3a",
        ] {
            assert!(id(name).is_some(), "{name}");
        }
        for name in ["main", "new-expense", "step-2", "h1", "save"] {
            assert_eq!(id(name), None, "{name}");
        }
        assert!(attribute("data-v-7ba5bd90") && !attribute("data-value"));
    }
}
