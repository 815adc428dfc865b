//! What the schema cannot say of guides and features.

use super::super::diagnostic::Code;
use super::super::node::Node;
use super::super::source::Document;
use super::Findings;
use super::names::Mention;

impl Findings<'_> {
    /// What the schema cannot say of the guides and the features of a document.
    pub(super) fn experiences(&mut self, document: &Document) {
        for (path, guide) in entries(document, "guides") {
            self.targets(document, guide, &path);
            self.shares(document, guide, &path);
        }
        for (path, feature) in entries(document, "features") {
            if let Some(eligible) = feature.get("eligible") {
                self.traits_alone(document, eligible, format!("{path}.eligible"));
            }
        }
    }

    /// A tooltip stands by an element: each of its steps needs a target.
    fn targets(&mut self, document: &Document, guide: &Node, path: &str) {
        if guide.get("kind").and_then(Node::text) != Some("tooltip") {
            return;
        }
        let own = ("steps".to_owned(), guide.get("steps"));
        let variants = variants(guide).iter().enumerate();
        let others = variants.map(|(index, variant)| {
            let path = format!("experiment.variants[{index}].steps");
            (path, variant.get("steps"))
        });
        for (below, steps) in std::iter::once(own).chain(others) {
            let steps = steps.map(Node::items).unwrap_or_default();
            for (index, step) in steps.iter().enumerate() {
                if step.get("target").is_none() {
                    let path = format!("{path}.{below}[{index}].target");
                    self.without_target(document, step.at, path);
                }
            }
        }
    }

    fn without_target(&mut self, document: &Document, at: usize, path: String) {
        let message = "a step of a tooltip has no `target` to stand by".into();
        let mend = "add `target`, a CSS selector; or make the guide a `modal`".into();
        self.say(document, at, path, (Code::MissingKey, message, mend));
    }

    /// The variants of a guide share those who see it.
    fn shares(&mut self, document: &Document, guide: &Node, path: &str) {
        let mut sum = 0.0;
        for (index, variant) in variants(guide).iter().enumerate() {
            let Some(share) = variant.get("share") else {
                continue;
            };
            let before = sum;
            sum += share.to_json().as_f64().unwrap_or_default();
            if before <= 100.0 && sum > 100.0 {
                let path = format!("{path}.experiment.variants[{index}].share");
                let message = format!("the shares of the variants add up to {sum}");
                let mend = "let them add up to 100 at most; the rest sees the guide's own steps";
                self.say(
                    document,
                    share.at,
                    path,
                    (Code::OutOfRange, message, mend.into()),
                );
            }
        }
    }

    /// The collector answers who is eligible as well, and knows traits alone.
    fn traits_alone(&mut self, document: &Document, condition: &Node, path: String) {
        for entry in condition.entries() {
            let (key, path) = (entry.key.as_str(), format!("{path}.{}", entry.key));
            match key {
                "all" | "any" => {
                    for (index, member) in entry.value.items().iter().enumerate() {
                        self.traits_alone(document, member, format!("{path}[{index}]"));
                    }
                }
                "not" => self.traits_alone(document, &entry.value, path),
                key if FORMS.contains(&key) => {
                    let message = format!("`eligible` asks about `{key}`");
                    let mend = "ask about `user` and `account` alone: customer success counts the eligible without a browser";
                    self.say(
                        document,
                        entry.at,
                        path,
                        (Code::Misplaced, message, mend.into()),
                    );
                }
                _ => {}
            }
        }
    }

    fn say(&mut self, document: &Document, at: usize, path: String, what: (Code, String, String)) {
        let file = &document.file;
        let (code, message, mend) = what;
        self.found
            .push(Mention { file, at, path }.error(code, message, mend));
    }
}

/// The conditions that ask about anything but traits.
const FORMS: [&str; 11] = [
    "page",
    "element",
    "event",
    "feature",
    "guide",
    "survey_answered",
    "checklist",
    "time",
    "device",
    "viewport",
    "locale",
];

/// The entries of a list at the top of a document, each with its path.
fn entries<'d>(document: &'d Document, key: &str) -> Vec<(String, &'d Node)> {
    let items = document.root.get(key).map(Node::items).unwrap_or_default();
    let items = items.iter().enumerate();
    items
        .map(|(index, item)| (format!("{key}[{index}]"), item))
        .collect()
}

fn variants(guide: &Node) -> &[Node] {
    let experiment = guide.get("experiment");
    let variants = experiment.and_then(|experiment| experiment.get("variants"));
    variants.map(Node::items).unwrap_or_default()
}
