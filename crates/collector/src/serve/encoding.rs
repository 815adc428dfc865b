//! Choosing among precompressed forms by `Accept-Encoding` (RFC 9110, section 12.5.3).

use axum::http::{HeaderMap, header};

/// A form that a body may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
    Plain,
}

impl Encoding {
    /// The name in `Content-Encoding`.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Plain => None,
        }
    }

    /// What the client can read, the smallest first. Plain always is, whatever the header says.
    pub(super) fn accepted(headers: &HeaderMap) -> impl Iterator<Item = Self> {
        let lines = headers.get_all(header::ACCEPT_ENCODING).into_iter();
        let text: Vec<&str> = lines.filter_map(|line| line.to_str().ok()).collect();
        let text = text.join(",");
        let accepts =
            move |encoding: &Self| encoding.name().is_none_or(|name| accepts(&text, name));
        [Self::Brotli, Self::Gzip, Self::Plain]
            .into_iter()
            .filter(accepts)
    }
}

/// Whether the list names `coding`, or else `*`, with a weight other than zero.
fn accepts(list: &str, coding: &str) -> bool {
    let weight = |wanted: &str| {
        list.split(',').find_map(|entry| {
            let (name, parameters) = entry.split_once(';').unwrap_or((entry, ""));
            let weight = parameters.trim().strip_prefix("q=");
            let weight = weight.map_or(Some(1.0), |weight| weight.trim().parse::<f32>().ok());
            name.trim().eq_ignore_ascii_case(wanted).then_some(weight?)
        })
    };
    weight(coding)
        .or_else(|| weight("*"))
        .is_some_and(|weight| weight > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn the_smallest_accepted_form_comes_first() {
        for (header, expected) in [
            ("gzip, deflate, br, zstd", Encoding::Brotli),
            ("gzip;q=1.0, br;q=0", Encoding::Gzip),
            ("GZIP", Encoding::Gzip),
            ("*", Encoding::Brotli),
            ("*;q=0.5, br;q=0.000", Encoding::Gzip),
            ("identity", Encoding::Plain),
            ("", Encoding::Plain),
            ("brotli", Encoding::Plain),
        ] {
            let value = HeaderValue::from_static(header);
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, value)]);
            assert_eq!(
                Encoding::accepted(&headers).next(),
                Some(expected),
                "{header}"
            );
        }
    }
}
