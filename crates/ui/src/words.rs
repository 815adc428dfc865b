//! Words with room for values.

use alloc::string::String;

/// A text with its `%`s filled in, in order.
pub fn fill(text: &str, values: &[&str]) -> String {
    let mut out = String::new();
    let mut values = values.iter();
    for c in text.chars() {
        match c {
            '%' => out.push_str(values.next().copied().unwrap_or_default()),
            _ => out.push(c),
        }
    }
    out
}
