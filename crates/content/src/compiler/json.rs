//! JSON files with comments and trailing commas, through the `jsonc-parser` crate.

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::diagnostic::{Code, Diagnostic};
use super::file::File;
use super::node::{Entry, Node, Value};

/// Comments and trailing commas are welcome; whatever else is not JSON is refused.
const OPTIONS: ParseOptions = ParseOptions {
    allow_comments: true,
    allow_trailing_commas: true,
    allow_loose_object_property_names: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Parses a file into a tree.
pub(super) fn parse(file: &File) -> Result<Node, Diagnostic> {
    let parsed = parse_to_ast(&file.text, &CollectOptions::default(), &OPTIONS);
    let fault = |at, message| {
        let mend = "give the file the form of JSON; comments and trailing commas are allowed";
        file.error(Code::JsonSyntax, at, message, mend.into())
    };
    match parsed {
        Ok(parsed) => parsed
            .value
            .map(node)
            .ok_or_else(|| fault(0, "the file is empty".into())),
        Err(error) => Err(fault(
            error.range().start,
            format!(
                "this is not JSON: {}",
                lower_first(&error.kind().to_string())
            ),
        )),
    }
}

/// The byte offset in the file of an offset in the text that a string literal says, `literal` being
/// the literal with its quotes and `start` where it stands.
pub(super) fn offset_in_literal(literal: &str, start: usize, offset: usize) -> usize {
    let mut said = 0;
    let mut rest = literal.char_indices().skip(1).peekable();
    while let Some((at, char)) = rest.next() {
        if said >= offset {
            return start + at;
        }
        said += match (char, rest.peek()) {
            ('\\', Some((_, 'u'))) => {
                let unit = literal.get(at + 2..at + 6).unwrap_or_default();
                rest.nth(4);
                utf8_len(u32::from_str_radix(unit, 16).unwrap_or_default())
            }
            ('\\', _) => {
                rest.next();
                1
            }
            (char, _) => char.len_utf8(),
        };
    }
    start + literal.len()
}

/// The same for a text that may also be one of front matter, which has no escapes but in quotes.
pub(super) fn offset_in_text(file: &str, node: &Node, offset: usize) -> usize {
    let literal = &file[node.at..node.end];
    if literal.starts_with('"') {
        offset_in_literal(literal, node.at, offset)
    } else {
        (node.at + offset).min(node.end)
    }
}

/// The bytes that a UTF-16 unit adds; each half of a surrogate pair adds two of the pair's four.
fn utf8_len(unit: u32) -> usize {
    match unit {
        0..0x80 => 1,
        0x80..0x800 | 0xD800..0xE000 => 2,
        _ => 3,
    }
}

fn node(value: ast::Value) -> Node {
    let range = value.range();
    let value = match value {
        ast::Value::NullKeyword(_) => Value::Null,
        ast::Value::BooleanLit(literal) => Value::Bool(literal.value),
        ast::Value::NumberLit(literal) => Value::Number(literal.value.into()),
        ast::Value::StringLit(literal) => Value::Text(literal.value.into_owned()),
        ast::Value::Array(array) => Value::List(array.elements.into_iter().map(node).collect()),
        ast::Value::Object(object) => {
            Value::Map(object.properties.into_iter().map(entry).collect())
        }
    };
    Node {
        at: range.start,
        end: range.end,
        value,
    }
}

fn entry(property: ast::ObjectProp) -> Entry {
    Entry {
        at: property.range.start,
        key: property.name.into_string(),
        value: node(property.value),
    }
}

fn lower_first(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn file(text: &str) -> File {
        File::new("a.json", text)
    }

    #[test]
    fn comments_and_trailing_commas_are_welcome() {
        let node = parse(&file("// note\n{\"a\": [1, /* two */ 2,],}")).unwrap();
        assert_eq!(node.get("a").unwrap().items().len(), 2);
    }

    #[test]
    fn what_is_not_json_is_refused_with_its_place() {
        for (text, line) in [
            ("", 1),
            ("{\n a: 1}", 2),
            ("{\n\n'a': 1}", 3),
            ("[\n1\n2]", 2),
            ("[0x1]", 1),
            ("{\"a\": 1\n", 1),
        ] {
            let error = parse(&file(text)).unwrap_err();
            assert_eq!((error.code, error.line), (Code::JsonSyntax, line), "{text}");
        }
    }

    #[test]
    fn an_offset_in_a_text_has_its_place_in_the_literal() {
        let literal = r#""a\n\u3042\ud83d\ude00é!""#;
        let said: String = serde_json::from_str(literal).unwrap();
        let offset = said.find('!').unwrap();
        assert_eq!(
            offset_in_literal(literal, 10, offset),
            10 + literal.find('!').unwrap()
        );
        assert_eq!(offset_in_literal(literal, 10, 0), 11);
        assert_eq!(offset_in_literal(literal, 10, 1), 12);
    }
}
