//! CSV, as RFC 4180 has it, with a byte order mark so that spreadsheets read it as UTF-8.

use axum::http::header;
use axum::response::{IntoResponse, Response};

/// A file to download.
pub(super) fn download(name: &str, rows: impl Iterator<Item = Vec<String>>) -> Response {
    let mut body = String::from('\u{feff}');
    for row in rows {
        let fields: Vec<String> = row.iter().map(|field| quoted(field)).collect();
        body.push_str(&fields.join(","));
        body.push_str("\r\n");
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}.csv\""),
        ),
    ];
    (headers, body).into_response()
}

fn quoted(field: &str) -> String {
    let field = harmless(field);
    if field.contains(['"', ',', '\r', '\n']) {
        return format!("\"{}\"", field.replace('"', "\"\""));
    }
    field
}

/// A text that a spreadsheet would run as a formula is kept from it by an apostrophe.
fn harmless(field: &str) -> String {
    let formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula && field.parse::<f64>().is_err() {
        return format!("'{field}");
    }
    field.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_harmless() {
        for (field, expected) in [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("=1+1", "'=1+1"),
            ("-4.5", "-4.5"),
            ("@here", "'@here"),
        ] {
            assert_eq!(quoted(field), expected);
        }
    }
}
