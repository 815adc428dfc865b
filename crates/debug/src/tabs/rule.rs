//! A rule as a tree with marks, what was asked and what was found.

use banso_engine::explain::{Asked, Known, Node, words as say};

use super::Moment;
use crate::dom::{El, el};
use crate::words;

impl Moment<'_> {
    /// A rule as a tree.
    pub(super) fn rule(&self, rule: &Node) -> El {
        el("ul", "tree").kid(self.node(rule))
    }

    fn node(&self, node: &Node) -> El {
        let (name, members) = match node {
            Node::Leaf(asked) => return self.leaf(asked),
            Node::All { members, .. } if members.is_empty() => {
                (self.pick("always", "常に"), &members[..])
            }
            Node::All { members, .. } => (self.pick("all of", "すべて"), &members[..]),
            Node::Any { members, .. } => (self.pick("any of", "いずれか"), &members[..]),
            Node::Not { member, .. } => {
                (self.pick("not", "以外"), core::slice::from_ref(&**member))
            }
        };
        let row = el("li", "")
            .kid(self.mark(node.value()))
            .kid(el("span", "join").say(name));
        if members.is_empty() {
            return row;
        }
        row.kid(el("ul", "").kids(members.iter().map(|member| self.node(member))))
    }

    fn leaf(&self, asked: &Asked) -> El {
        let phrase = say::phrase(asked, self.now, self.language);
        let until = asked.until.filter(|until| *until > self.now).map(|until| {
            let until = self.when(until);
            el("span", "dim").say(self.pick(
                format!(" · may change {until}"),
                format!(" · 変化: {until}"),
            ))
        });
        el("li", "")
            .kid(self.mark(asked.value))
            .kid(el("code", "").say(phrase.subject))
            .say(" ")
            .kid(el("span", "ask").say(phrase.test))
            .kid(
                el("span", "found")
                    .say(self.pick("found ", "実際: "))
                    .say(phrase.found),
            )
            .kids(until)
    }

    fn mark(&self, known: Known) -> El {
        let (tone, mark, name) = words::known(known, self.language);
        el("span", &format!("mark {tone}"))
            .with("role", "img")
            .with("aria-label", name)
            .say(mark)
    }
}
