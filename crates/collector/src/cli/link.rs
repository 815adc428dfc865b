//! Links to pages of a host application that carry a signed token.

use super::CliError;

/// The address of a page, whole from its scheme on.
pub(super) fn page(url: &str) -> Result<&str, CliError> {
    let whole = ["http://", "https://"]
        .iter()
        .any(|scheme| url.starts_with(scheme));
    whole
        .then_some(url)
        .ok_or_else(|| "--url is the whole address of a page, from https:// on".into())
}

/// The address with a parameter, in place of an earlier one of this name.
pub(super) fn with_parameter(url: &str, name: &str, value: &str) -> String {
    let (page, fragment) = url.split_at(url.find('#').unwrap_or(url.len()));
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    let other = |part: &&str| part.split('=').next() != Some(name) && !part.is_empty();
    let own = format!("{name}={value}");
    let parts: Vec<&str> = query
        .split('&')
        .filter(other)
        .chain([own.as_str()])
        .collect();
    format!("{path}?{}{fragment}", parts.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parameter_joins_what_the_address_says_already() {
        for (url, linked) in [
            ("https://a.example/x", "https://a.example/x?banso-debug=T"),
            ("https://a.example/x?", "https://a.example/x?banso-debug=T"),
            (
                "https://a.example/x?q=1&r",
                "https://a.example/x?q=1&r&banso-debug=T",
            ),
            (
                "https://a.example/#/x?y",
                "https://a.example/?banso-debug=T#/x?y",
            ),
            (
                "https://a.example/?banso-debug=old&q=1",
                "https://a.example/?q=1&banso-debug=T",
            ),
        ] {
            assert_eq!(with_parameter(url, "banso-debug", "T"), linked);
        }
    }

    #[test]
    fn a_page_has_a_scheme() {
        assert!(page("https://a.example/x").is_ok());
        assert!(page("a.example/x").is_err());
    }
}
