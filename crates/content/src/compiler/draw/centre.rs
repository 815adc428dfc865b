//! What help lists besides articles: announcements, frequent questions, and other ways to get help.

use super::blocks::blocks;
use super::element::{Element, button, el, icon, styled};
use crate::block::Block;
use crate::compiler::authored::LinkIcon;
use crate::compiler::personal::Piece;
use crate::compiler::words::Words;
use crate::drawing::Drawing;
use crate::model::Action;

const MAIL: &str = "M3 5h14v10H3zM3 6l7 5 7-5";
const CHAT: &str = "M3 4h14v9H9l-4 4v-4H3z";
const COMMUNITY: &str = "M7 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM2.5 16a4.5 4.5 0 0 1 9 0M13 4.3a2.5 2.5 0 0 1 0 4.4M14 11.7a4.5 4.5 0 0 1 3.5 4.3";
const BOOK: &str =
    "M10 6C8.5 5 6 4.5 3 4.5v11c3 0 5.5.5 7 1.5 1.5-1 4-1.5 7-1.5v-11c-3 0-5.5.5-7 1.5zM10 6v11";
const ONWARD: &str = "M8 5l5 5-5 5";
const OUT: &str = "M7 13l6-6M8 7h5v5";

/// Another way to get help.
pub(in crate::compiler) struct Way {
    pub id: String,
    pub label: String,
    /// May be empty.
    pub detail: String,
    pub icon: LinkIcon,
    pub action: Action,
}

/// An announcement below its date. The first of the buttons is the primary one. Whoever has its end
/// in view has read it.
pub(in crate::compiler) fn announcement(
    title: &[Piece],
    body: &[Block],
    buttons: &[(Vec<Piece>, Vec<Action>)],
    words: &Words,
) -> Drawing {
    let title = styled("h3", "article").set("tabindex", "-1").pieces(title);
    let text = styled("div", "text").kid(blocks(body, 4, words));
    let all = Element::default().kid(title).kid(text);
    all.kids(row_of(buttons, "main"))
        .kid(styled("i", "end"))
        .drawing()
}

/// The answer to a frequent question, and what can be done then.
pub(in crate::compiler) fn answer(
    body: &[Block],
    buttons: &[(Vec<Piece>, Vec<Action>)],
    words: &Words,
) -> Drawing {
    let text = styled("div", "text").kid(blocks(body, 4, words));
    let all = Element::default().kid(text);
    all.kids(row_of(buttons, "plain")).drawing()
}

/// Buttons in a row, the first of which looks like `first`; nothing at all for none.
fn row_of(buttons: &[(Vec<Piece>, Vec<Action>)], first: &str) -> Option<Element> {
    let each = buttons.iter().enumerate().map(|(at, (label, acts))| {
        let class = if at == 0 { first } else { "plain" };
        closing(button(class, acts), acts).pieces(label)
    });
    (!buttons.is_empty()).then(|| styled("div", "acts").kids(each))
}

/// Other ways to get help, below a heading; nothing at all for none.
pub(in crate::compiler) fn links(ways: &[Way], words: &Words) -> Drawing {
    if ways.is_empty() {
        return Drawing::default();
    }
    let head = styled("h3", "head").say(&words.contact);
    let rows = ways.iter().map(|way| el("li").kid(row(way)));
    let list = styled("ul", "plainly").kids(rows);
    Element::default().kid(head).kid(list).drawing()
}

/// An address is the browser's own to open, a letter to write among them.
fn row(way: &Way) -> Element {
    let acts = std::slice::from_ref(&way.action);
    let (row, end) = match &way.action {
        Action::Link(address) => {
            let link = styled("a", "row").set("part", "row");
            let link = link.set("href", address).set("target", "_blank");
            (link.set("rel", "noopener noreferrer"), OUT)
        }
        _ => (closing(button("row", acts), acts), ONWARD),
    };
    let mut text = styled("span", "grow").kid(styled("span", "name").say(&way.label));
    if !way.detail.is_empty() {
        text = text.kid(styled("span", "dim block").say(&way.detail));
    }
    row.set("data-arg", &way.id)
        .kid(icon(picture(way.icon)))
        .kid(text)
        .kid(icon(end))
}

fn picture(icon: LinkIcon) -> &'static str {
    match icon {
        LinkIcon::Mail => MAIL,
        LinkIcon::Chat => CHAT,
        LinkIcon::Community => COMMUNITY,
        LinkIcon::Book => BOOK,
    }
}

/// What leads out of help closes it as well.
fn closing(pressed: Element, acts: &[Action]) -> Element {
    let leads_out =
        |act: &Action| matches!(act, Action::Page(_) | Action::Guide(_) | Action::Call(_));
    if acts.iter().any(leads_out) {
        pressed.set("data-act", "close")
    } else {
        pressed
    }
}
