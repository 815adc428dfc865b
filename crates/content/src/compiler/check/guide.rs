//! What the schema cannot say of guides and features.

use super::super::diagnostic::Code;
use super::super::hint::quoted;
use super::super::markdown;
use super::super::node::{Entry, Node};
use super::super::source::Document;
use super::Findings;
use super::names::Mention;
use super::text::{columns, shorter};
use crate::block::Block;

impl Findings<'_> {
    /// What the schema cannot say of the guides and the features of a document.
    pub(super) fn experiences(&mut self, document: &Document) {
        for (path, guide) in entries(document, "guides") {
            self.steps(document, guide, &path);
            self.flow(document, guide, &path);
            self.questions(document, guide, &path);
            self.announcement(document, guide, &path);
            self.shares(document, guide, &path);
        }
        for (path, feature) in entries(document, "features") {
            if let Some(eligible) = feature.get("eligible") {
                self.traits_alone(document, eligible, format!("{path}.eligible"));
            }
        }
    }

    /// Each step: where it stands follows from the kind, and a card has little room.
    fn steps(&mut self, document: &Document, guide: &Node, path: &str) {
        let kind = guide.get("kind").and_then(Node::text).unwrap_or_default();
        for (path, step) in steps(guide, path) {
            let inline = step.get("position").and_then(Node::text) == Some("inline");
            let needy = ["tooltip", "hotspot", "spotlight", "embedded"].contains(&kind) || inline;
            if needy && step.get("target").is_none() {
                self.without_target(document, kind, step.at, format!("{path}.target"));
            }
            for (key, mend) in meaningless(kind) {
                if inline && *key == "target" || placed(kind, inline) && *key == "insert" {
                    continue;
                }
                self.meaningless(document, kind, step, (&path, key, mend));
            }
            if ["banner", "hotspot", "embedded", "launcher", "announcement"].contains(&kind)
                && !path.ends_with("[0]")
            {
                self.second_step(document, kind, step.at, path.clone());
            }
            if step.get("body").is_none() && step.get("question").is_none() {
                self.without_body(document, step.at, format!("{path}.body"));
            }
            self.position(document, kind, step, &path);
            for body in step.get("body").map(Node::entries).unwrap_or_default() {
                self.room(document, kind, body, format!("{path}.body.{}", body.key));
            }
        }
    }

    /// A body longer than its card has room for can still be read, by scrolling: a warning.
    fn room(&mut self, document: &Document, kind: &str, body: &Entry, path: String) {
        let most = match kind {
            "modal" | "announcement" => MODAL,
            "banner" => BANNER,
            _ => CARD,
        };
        let blocks = markdown::read(body.value.text().unwrap_or_default()).blocks;
        if kind == "banner" && blocks.iter().any(is_figure) {
            let message = "a banner has no room for a picture".into();
            let mend = "leave it out; or make the guide a `slideout`".into();
            self.say(
                document,
                body.value.at,
                path.clone(),
                (Code::TooLong, message, mend),
            );
            self.soften();
        }
        let width = columns(&markdown::visible(&blocks));
        if width > most {
            let message = format!(
                "the body is {width} columns wide, too wide for {}",
                with_article(kind)
            );
            let what = (Code::TooLong, message, shorter(most));
            self.say(document, body.value.at, path, what);
            self.soften();
        }
    }

    fn without_target(&mut self, document: &Document, kind: &str, at: usize, path: String) {
        let message = format!("a step of a {kind} has no `target` to stand by");
        let mend = "add `target`, a CSS selector; or make the guide a `modal`".into();
        self.say(document, at, path, (Code::MissingKey, message, mend));
    }

    fn without_body(&mut self, document: &Document, at: usize, path: String) {
        let message = "the step has no `body`".into();
        let mend = "add `body`: what it says below the title".into();
        self.say(document, at, path, (Code::MissingKey, message, mend));
    }

    /// Banners stand at the edges, surveys in the corner or the middle.
    fn position(&mut self, document: &Document, kind: &str, step: &Node, path: &str) {
        let known: &[&str] = match kind {
            "banner" => &["top", "bottom", "inline"],
            "survey" => &["corner", "center"],
            _ => return,
        };
        let Some(position) = step.get("position") else {
            return;
        };
        let named = position.text().unwrap_or_default();
        if ALL_POSITIONS.contains(&named) && !known.contains(&named) {
            let message = format!("a {kind} cannot stand at `{named}`");
            let mend = format!("use one of these: {}", quoted(known));
            let what = (Code::UnknownValue, message, mend);
            self.say(document, position.at, format!("{path}.position"), what);
        }
    }

    /// A key that says where a step stands, of a kind that stands elsewhere.
    fn meaningless(
        &mut self,
        document: &Document,
        kind: &str,
        step: &Node,
        (path, key, mend): (&str, &str, &str),
    ) {
        let entries = step.entries().iter();
        for entry in entries.filter(|entry| entry.key == key) {
            let message = format!("`{key}` means nothing in a step of {}", with_article(kind));
            let what = (Code::Misplaced, message, mend.to_owned());
            self.say(document, entry.at, format!("{path}.{key}"), what);
        }
    }

    fn second_step(&mut self, document: &Document, kind: &str, at: usize, path: String) {
        let message = format!("{} has one step", with_article(kind));
        let other = if kind == "banner" { "slideout" } else { "tour" };
        let mend = format!("say it in one step; or make the guide a `{other}`");
        self.say(document, at, path, (Code::Contradiction, message, mend));
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

    pub(super) fn say(
        &mut self,
        document: &Document,
        at: usize,
        path: String,
        what: (Code, String, String),
    ) {
        let file = &document.file;
        let (code, message, mend) = what;
        self.found
            .push(Mention { file, at, path }.error(code, message, mend));
    }
}

fn is_figure(block: &Block) -> bool {
    matches!(block, Block::Image(_) | Block::Video(_) | Block::Embed(_))
}

/// Where a step can stand in the window.
const ALL_POSITIONS: [&str; 5] = ["top", "bottom", "inline", "corner", "center"];

/// A kind in a sentence.
fn with_article(kind: &str) -> String {
    let article = if kind.starts_with('a') { "an" } else { "a" };
    format!("{article} {kind}")
}

/// What fits in a card beside an element; columns.
const CARD: u64 = 280;
/// What fits in a dialog; columns.
const MODAL: u64 = 900;
/// What fits in a bar along an edge of the window; columns.
const BANNER: u64 = 140;

/// The keys of a step that mean nothing in a guide of this kind, each with what to do instead.
fn meaningless(kind: &str) -> &'static [(&'static str, &'static str)] {
    const TARGET: (&str, &str) = (
        "target",
        "leave it out; or make the guide a `tooltip`, which stands by its target",
    );
    const SIDE: (&str, &str) = ("side", "leave it out: there is no target to stand by");
    const POSITION: (&str, &str) = ("position", "leave it out; or make the guide a `banner`");
    const INSERT: (&str, &str) = (
        "insert",
        "leave it out; or make the guide `embedded`, which is a part of the page",
    );
    const PAGE: (&str, &str) = ("page", "leave it out: help shows it on every page");
    const NEXT: (&str, &str) = ("next", "leave it out: there is one step");
    const ADVANCE: (&str, &str) = ("advance", "leave it out: there is one step");
    match kind {
        "banner" => &[
            TARGET,
            (
                "side",
                "say `position` instead: `top`, `bottom` or `inline`",
            ),
            INSERT,
        ],
        "announcement" => &[TARGET, SIDE, POSITION, INSERT, PAGE, NEXT, ADVANCE],
        "slideout" => &[TARGET, SIDE, POSITION, INSERT],
        "survey" => &[TARGET, SIDE, INSERT],
        "embedded" | "launcher" => &[
            (
                "side",
                "say `insert` instead: `append`, `prepend`, `before` or `after`",
            ),
            POSITION,
            INSERT,
        ],
        "tour" | "tooltip" | "modal" | "hotspot" | "spotlight" => &[POSITION, INSERT],
        _ => &[],
    }
}

/// Whether a step of this kind is a part of the page.
fn placed(kind: &str, inline: bool) -> bool {
    inline || ["embedded", "launcher"].contains(&kind)
}

/// The conditions that ask about anything but traits.
const FORMS: [&str; 12] = [
    "page",
    "element",
    "event",
    "feature",
    "guide",
    "survey_answered",
    "answer",
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

/// The steps of a guide and of its variants, each with its path.
pub(super) fn steps<'n>(guide: &'n Node, path: &str) -> Vec<(String, &'n Node)> {
    let own = (format!("{path}.steps"), guide.get("steps"));
    let variants = variants(guide).iter().enumerate();
    let others = variants.map(|(index, variant)| {
        let path = format!("{path}.experiment.variants[{index}].steps");
        (path, variant.get("steps"))
    });
    let lists = std::iter::once(own).chain(others);
    let steps = lists.flat_map(|(path, list)| {
        let items = list.map(Node::items).unwrap_or_default().iter().enumerate();
        items.map(move |(index, step)| (format!("{path}[{index}]"), step))
    });
    steps.collect()
}

pub(super) fn variants(guide: &Node) -> &[Node] {
    let experiment = guide.get("experiment");
    let variants = experiment.and_then(|experiment| experiment.get("variants"));
    variants.map(Node::items).unwrap_or_default()
}
