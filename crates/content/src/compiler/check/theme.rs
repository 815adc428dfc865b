//! Looks: whether people can read them.

use super::super::authored::Theme;
use super::super::color::AA;
use super::super::diagnostic::{Code, Diagnostic, Severity};
use super::super::lower::{Pair, pairs};
use super::super::node::Node;
use super::super::source::Document;
use super::Findings;

impl Findings<'_> {
    /// Looks at every theme of a document.
    pub(super) fn themes(&mut self, document: &Document) {
        let others = document.root.get("themes").map(Node::items);
        let others = others.unwrap_or_default().iter();
        let others = others.filter_map(|themed| themed.get("theme"));
        for node in document.root.get("theme").into_iter().chain(others) {
            // What cannot be read as a theme has mistakes that are found elsewhere.
            let theme: Theme = serde_json::from_value(node.to_json()).unwrap_or_default();
            let faint = pairs(&theme).into_iter();
            let faint = faint.filter_map(|pair| contrast(document, node, &pair));
            self.found.extend(faint);
        }
    }
}

/// A warning if a text is too like what is behind it. Only an authored colour can be.
fn contrast(document: &Document, theme: &Node, pair: &Pair) -> Option<Diagnostic> {
    let ratio = pair.text.contrast(pair.ground);
    let at = theme.get(pair.key).filter(|_| ratio < AA)?.at;
    let better = pair.text.readable(&[pair.ground], AA);
    let message = format!(
        "`{}` has a contrast of {} to 1 on {} `{}`; text needs {AA}",
        pair.key,
        short(ratio),
        pair.behind,
        pair.ground
    );
    let reached = short(better.contrast(pair.ground));
    let mend = format!("write `{better}`, the nearest that is readable there ({reached} to 1)");
    Some(Diagnostic {
        severity: Severity::Warning,
        path: document.root.path_at(at),
        ..document.file.error(Code::LowContrast, at, message, mend)
    })
}

/// A ratio with two digits, rounded down: what does not pass must not look as if it did.
fn short(ratio: f64) -> String {
    format!("{:.2}", (ratio * 100.0).floor() / 100.0)
}
