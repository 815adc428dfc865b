//! How guides go on: the steps that buttons and branches name, and what a button can say of it.

use super::super::diagnostic::Code;
use super::super::hint::hint;
use super::super::node::Node;
use super::super::source::Document;
use super::Findings;
use super::guide::variants;
use super::names::Member;

/// The words of actions that say how the guide goes on; `go` is a map.
const FLOW: [&str; 5] = ["next", "back", "finish", "dismiss", "snooze"];
const GO: &str = "go";
/// The word of branches for what comes after the last step.
const END: &str = "end";

impl Findings<'_> {
    /// The buttons and the branches of a guide and of its variants.
    pub(super) fn flow(&mut self, document: &Document, guide: &Node, path: &str) {
        if let Some(id) = guide.get("id").and_then(Node::text) {
            self.names.member(Member::Step, id, None);
        }
        let can_wait = guide.get("snooze").is_some();
        let own = guide
            .get("steps")
            .map(|steps| (format!("{path}.steps"), steps));
        let others = variants(guide).iter().enumerate().filter_map(|(at, one)| {
            let path = format!("{path}.experiment.variants[{at}].steps");
            Some((path, one.get("steps")?))
        });
        for (path, steps) in own.into_iter().chain(others) {
            let ids: Vec<&str> = steps.items().iter().filter_map(id).collect();
            for (at, step) in steps.items().iter().enumerate() {
                let path = format!("{path}[{at}]");
                self.branches(document, step, &path, &ids);
                for (path, button) in buttons(step, &path) {
                    self.button(document, button, &path, (&ids, can_wait));
                }
            }
        }
    }

    fn branches(&mut self, document: &Document, step: &Node, path: &str, ids: &[&str]) {
        for (path, branch) in items(step, "next", path) {
            let Some(to) = branch.get("to") else { continue };
            if to.text() != Some(END) {
                self.step(document, to, format!("{path}.to"), ids);
            }
        }
    }

    /// A reference to a step of the same list.
    fn step(&mut self, document: &Document, named: &Node, path: String, ids: &[&str]) {
        let Some(id) = named.text().filter(|id| !ids.contains(id)) else {
            return;
        };
        let message = format!("there is no step `{id}` here");
        let mend = hint(
            id,
            ids.iter().copied(),
            "give the step that is meant this `id`",
        );
        let what = (Code::UnknownReference, message, mend);
        self.say(document, named.at, path, what);
    }

    /// A button says once at most how the guide goes on.
    fn button(
        &mut self,
        document: &Document,
        button: &Node,
        path: &str,
        (ids, can_wait): (&[&str], bool),
    ) {
        let one = button
            .get("action")
            .map(|one| (format!("{path}.action"), one));
        let mut first = None;
        for (path, action) in one.into_iter().chain(items(button, "actions", path)) {
            if let Some(step) = action.get(GO) {
                self.step(document, step, format!("{path}.{GO}"), ids);
            }
            let Some(word) = flow_word(action) else {
                continue;
            };
            if word == "snooze" && !can_wait {
                let message = "the guide cannot be put off".into();
                let mend = "say how long: add `snooze` to the guide, such as `\"snooze\": \"3d\"`";
                let what = (Code::Contradiction, message, mend.into());
                self.say(document, action.at, path.clone(), what);
            }
            if let Some(first) = first {
                let message = format!("the button says `{word}` after `{first}`");
                let mend = "a button goes one way: keep one of the two";
                let what = (Code::Contradiction, message, mend.into());
                self.say(document, action.at, path, what);
            }
            first = first.or(Some(word));
        }
    }
}

/// How an action says that the guide goes on, if it does.
pub(super) fn flow_word(action: &Node) -> Option<&str> {
    let word = action.text().filter(|word| FLOW.contains(word));
    word.or(action.get(GO).map(|_| GO))
}

fn id(step: &Node) -> Option<&str> {
    step.get("id")?.text()
}

/// The buttons of a step, each with its path.
pub(super) fn buttons<'n>(step: &'n Node, path: &str) -> Vec<(String, &'n Node)> {
    let primary = step
        .get("button")
        .map(|one| (format!("{path}.button"), one));
    let others = items(step, "buttons", path);
    primary.into_iter().chain(others).collect()
}

/// The items of a list below a key, each with its path.
pub(super) fn items<'n>(node: &'n Node, key: &str, path: &str) -> Vec<(String, &'n Node)> {
    let items = node.get(key).map(Node::items).unwrap_or_default();
    let items = items.iter().enumerate();
    items
        .map(|(at, item)| (format!("{path}.{key}[{at}]"), item))
        .collect()
}
