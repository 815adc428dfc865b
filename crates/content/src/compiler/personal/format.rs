//! How a value is said: `: number`, `: date`, `: one # seat / other # seats`.

use super::super::hint::{nearest, quoted};
use super::super::markdown::Flaw;
use super::flaw;
use crate::block::Format;

/// The categories of plurals that languages have (CLDR).
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The fallback and the format behind it, if there is one: behind a colon between spaces. The plain
/// ones are recognised without the spaces as well, lest they be shown.
pub(super) fn split(rest: &str) -> (&str, Option<&str>) {
    if let Some((fallback, format)) = rest.split_once(" : ") {
        return (fallback, Some(format.trim()));
    }
    let rest = rest.trim_end();
    let plain = ["number", "date"].into_iter().find_map(|word| {
        let before = rest.strip_suffix(word)?.trim_end();
        Some((before.strip_suffix(':')?, Some(word)))
    });
    plain.unwrap_or((rest, None))
}

/// Reads a format; `at` is where its value stands.
pub(super) fn read(format: &str, at: usize) -> Result<Format, Flaw> {
    match format {
        "number" => Ok(Format::Number),
        "date" => Ok(Format::Date),
        _ if CATEGORIES.contains(&first(format)) => plural(format, at),
        _ => {
            let message = format!("`{format}` is no form of a value");
            let known = [&["number", "date"], CATEGORIES.as_slice()].concat();
            let mend = nearest(first(format), &known).map_or_else(
                || {
                    "use `number`, `date`, or the forms of a plural: `one # seat / other # seats`"
                        .into()
                },
                |nearest| format!("did you mean `{nearest}`?"),
            );
            Err(flaw(at, message, &mend))
        }
    }
}

fn first(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

/// The forms of a plural, each behind its category.
fn plural(text: &str, at: usize) -> Result<Format, Flaw> {
    let mut forms: Vec<(String, String)> = Vec::new();
    for form in text.split(" / ") {
        let (category, words) = form.trim().split_once(' ').unwrap_or((form.trim(), ""));
        let words = words.trim();
        if !CATEGORIES.contains(&category) || words.is_empty() {
            let message = format!("`{}` is no form of a plural", form.trim());
            let mend = format!(
                "write its category and what it says, `other # seats`; the categories are {}",
                quoted(&CATEGORIES)
            );
            return Err(flaw(at, message, &mend));
        }
        if forms.iter().any(|(known, _)| known == category) {
            let message = format!("the form `{category}` of a plural is given twice");
            return Err(flaw(at, message, "keep one of the two"));
        }
        forms.push((category.into(), words.into()));
    }
    if forms.iter().all(|(category, _)| category != "other") {
        let message = "a plural has no form `other`".into();
        let mend = "add what is said of every other number: `one # seat / other # seats`";
        return Err(flaw(at, message, mend));
    }
    Ok(Format::Plural(forms))
}
