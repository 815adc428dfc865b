//! Roles of WAI-ARIA, as selectors: who is given one, and which tags have it by themselves
//! (ARIA in HTML). A part of both, without those that hang on the surroundings.

/// Roles and the elements that have them without an attribute.
const ROLES: &[(&str, &str)] = &[
    ("alert", ""),
    ("alertdialog", ""),
    ("article", "article"),
    ("banner", "body > header"),
    (
        "button",
        "button, summary, input:is([type=button], [type=submit], [type=reset], [type=image])",
    ),
    ("cell", "td"),
    ("checkbox", "input[type=checkbox]"),
    ("columnheader", "thead th, th[scope=col]"),
    ("combobox", "select:not([multiple], [size]), input[list]"),
    ("complementary", "aside"),
    ("contentinfo", "body > footer"),
    ("dialog", "dialog"),
    ("form", "form"),
    ("grid", ""),
    ("gridcell", ""),
    ("group", "fieldset, details"),
    ("heading", "h1, h2, h3, h4, h5, h6"),
    ("img", "img:not([alt=''])"),
    ("link", "a[href], area[href]"),
    ("list", "ul, ol, menu"),
    ("listbox", "select:is([multiple], [size])"),
    ("listitem", "li"),
    ("main", "main"),
    ("menu", ""),
    ("menubar", ""),
    ("menuitem", ""),
    ("menuitemcheckbox", ""),
    ("menuitemradio", ""),
    ("meter", "meter"),
    ("navigation", "nav"),
    ("option", "option"),
    ("progressbar", "progress"),
    ("radio", "input[type=radio]"),
    ("radiogroup", ""),
    ("region", "section"),
    ("row", "tr"),
    ("rowheader", "th[scope=row]"),
    ("search", "search"),
    ("searchbox", "input[type=search]:not([list])"),
    ("slider", "input[type=range]"),
    ("spinbutton", "input[type=number]"),
    ("status", "output"),
    ("switch", ""),
    ("tab", ""),
    ("table", "table"),
    ("tablist", ""),
    ("tabpanel", ""),
    (
        "textbox",
        "textarea, input:is(:not([type]), [type=''], [type=text], [type=email], [type=tel], [type=url]):not([list])",
    ),
    ("toolbar", ""),
    ("tree", ""),
    ("treeitem", ""),
];

/// The roles that content may name.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    ROLES.iter().map(|(name, _)| *name)
}

/// A selector of the elements that have a role; none for a role that is not known.
pub(super) fn selector(role: &str) -> Option<String> {
    let (name, tags) = ROLES.iter().find(|(name, _)| *name == role)?;
    let given = format!("[role~=\"{name}\"]");
    if tags.is_empty() {
        return Some(given);
    }
    Some(format!("{given}, :is({tags}):not([role])"))
}

/// A selector of the elements that are marked with a test id.
pub(super) fn test_id(id: &str) -> String {
    let escaped = id.replace('\\', "\\\\").replace('"', "\\\"");
    format!("[data-testid=\"{escaped}\"]")
}

#[cfg(test)]
mod tests {
    use super::super::selector::flaw;
    use super::*;

    #[test]
    fn every_role_is_a_selector_and_they_are_in_order() {
        for name in names() {
            let selector = selector(name).unwrap_or_default();
            assert_eq!(flaw(&selector), None, "{name}");
        }
        assert!(ROLES.is_sorted());
        assert_eq!(selector("buton"), None);
    }

    #[test]
    fn a_test_id_is_quoted() {
        assert_eq!(test_id("a\"b"), "[data-testid=\"a\\\"b\"]");
    }
}
