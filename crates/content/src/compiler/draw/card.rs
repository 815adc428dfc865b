//! The card that a step of a guide is shown on.

use super::blocks::blocks;
use super::element::{Element, button, el, icon, styled, submit};
use super::question::{Around, Asking};
use crate::block::Block;
use crate::compiler::personal::{self, Piece};
use crate::compiler::words::Words;
use crate::drawing::Drawing;
use crate::model::{Action, GuideKind, Side};
use crate::prose::look as is;

const CROSS: &str = "M5 5l10 10M15 5L5 15";

/// Where a step is among the steps of its guide.
#[derive(Clone, Copy)]
pub(in crate::compiler) struct Place {
    /// The step's position, from 0, and how many there are.
    pub step: usize,
    pub steps: usize,
    /// Of a survey: the how manieth question it is, and of how many.
    pub asked: (usize, usize),
}

/// What there is to draw of a step.
pub(in crate::compiler) struct Card<'a> {
    /// The guide's id.
    pub guide: &'a str,
    pub kind: GuideKind,
    pub place: Place,
    /// Whether a survey stands in the middle, and the page waits.
    pub center: bool,
    /// Whether it can be put off.
    pub snooze: bool,
    pub side: Side,
    /// Whether it stands by an element of the page.
    pub anchored: bool,
    /// Whether it becomes a part of the page.
    pub inline: bool,
    pub title: Vec<Piece>,
    pub body: Vec<Block>,
    /// What is asked, in a survey.
    pub asking: Option<Asking>,
    /// What the primary button says, if the content has its own word.
    pub label: Option<Vec<Piece>>,
    /// What the primary button does, if the content says.
    pub acts: Vec<Action>,
    /// What the other buttons say and do.
    pub buttons: Vec<(Vec<Piece>, Vec<Action>)>,
    pub words: &'a Words,
}

/// How the view treats a step: the flags of [`crate::prose::look`].
pub(in crate::compiler) fn look_of(card: &Card<'_>) -> u8 {
    let Card { kind, side, .. } = *card;
    match kind {
        _ if card.center => is::MODAL | is::GRABS,
        _ if card.inline => is::INLINE | is::STAYS,
        GuideKind::Modal => is::MODAL | is::GRABS,
        GuideKind::Tour | GuideKind::Spotlight => is::GRABS,
        GuideKind::Banner if side == Side::Bottom => is::STAYS | is::LIFTS,
        GuideKind::Banner | GuideKind::Launcher => is::STAYS,
        _ => 0,
    }
}

/// Whether a guide of this kind may stand by an element.
pub(in crate::compiler) fn stands_by(kind: GuideKind) -> bool {
    matches!(
        kind,
        GuideKind::Tour | GuideKind::Tooltip | GuideKind::Hotspot | GuideKind::Spotlight
    )
}

impl Card<'_> {
    /// The drawing: the card, and before it what lies behind it or opens it.
    pub(in crate::compiler) fn draw(self) -> Drawing {
        let all = match self.kind {
            GuideKind::Launcher => return self.launcher().drawing(),
            GuideKind::Tour | GuideKind::Spotlight => Element::default().kid(styled("div", "spot")),
            GuideKind::Hotspot => Element::default().kid(self.beacon()),
            _ => Element::default(),
        };
        all.kid(self.card()).drawing()
    }

    /// A button with what it does, which ends it as little as it ends itself.
    fn launcher(&self) -> Element {
        let acts: Vec<Action> = self.acts.clone();
        button(if self.inline { "main" } else { "main edge" }, &acts)
            .set("data-guide", self.guide)
            .set("data-kind", self.kind.name())
            .pieces(self.label.as_ref().unwrap_or(&self.title))
    }

    /// What opens the card of a hotspot.
    fn beacon(&self) -> Element {
        button("beacon", &[])
            .set("aria-label", &personal::said(&self.title))
            .set("aria-expanded", "false")
            .set("data-act", "hint")
    }

    /// Close comes last in the order of Tab.
    fn card(&self) -> Element {
        let (title, body) = (self.id("title"), self.id("body"));
        let head = el("h2")
            .set("part", "title")
            .set("id", &title)
            .pieces(&self.title);
        let text = styled("div", "text")
            .set("part", "body")
            .set("id", &body)
            .kid(blocks(&self.body, 3, self.words));
        let card = self
            .frame()
            .set("aria-labelledby", &title)
            .set("aria-describedby", &body)
            .kid(self.inside(head, text))
            .kid(
                self.cross()
                    .set("aria-label", &self.words.close)
                    .kid(icon(CROSS)),
            );
        if stands_by(self.kind) {
            card.kid(styled("i", "arrow"))
        } else {
            card
        }
    }

    /// A part of the page is not the visible guide: its cross says whose it is.
    fn cross(&self) -> Element {
        if self.inline {
            button("cross", &[Action::Dismiss])
        } else {
            button("cross", &[]).set("data-act", "dismiss")
        }
    }

    /// What is said and the buttons; around both the form of a question.
    fn inside(&self, head: Element, text: Element) -> Element {
        let Some(asking) = &self.asking else {
            return head.and(text).and(self.actions());
        };
        let around = Around {
            guide: self.guide,
            head,
            text,
            words: self.words,
        };
        asking.draw(around, self.actions())
    }

    fn id(&self, of: &str) -> String {
        format!("{}-{of}", self.guide)
    }

    fn frame(&self) -> Element {
        let modal = self.kind == GuideKind::Modal || self.center;
        let (class, role) = match self.kind {
            GuideKind::Banner if self.inline => ("card banner inline", "region"),
            GuideKind::Banner => ("card banner", "region"),
            GuideKind::Embedded => ("card inline", "region"),
            _ if modal => ("card", "dialog"),
            GuideKind::Slideout | GuideKind::Survey => ("card slide", "dialog"),
            _ => ("card", "dialog"),
        };
        let frame = styled(if modal { "dialog" } else { "div" }, class)
            .set("part", "card")
            .set("role", role)
            .set("data-side", side(self.side))
            .set("tabindex", "-1")
            .set("data-guide", self.guide)
            .set("data-kind", self.kind.name())
            .set("data-number", &self.place.steps.to_string())
            .flag("data-free", modal || stands_by(self.kind) && !self.anchored);
        if modal {
            frame.set("aria-modal", "true")
        } else {
            frame
        }
    }

    fn actions(&self) -> Element {
        let mut row = styled("div", "acts").kid(self.count());
        if self.snooze {
            row = row.kid(button("quiet", &[Action::Snooze]).say(&self.words.later));
        }
        if self.has_way_back() {
            row = row.kid(button("plain", &[Action::Back]).say(&self.words.back));
        }
        row = row.kids(
            self.buttons
                .iter()
                .map(|(label, acts)| button("plain", acts).pieces(label)),
        );
        if self.asking.as_ref().is_some_and(|asking| !asking.required) {
            row = row.kid(button("quiet", &[Action::Next]).say(&self.words.skip));
        }
        let main = match self.asking {
            Some(_) => submit("main", &[Action::Next]),
            None => button("main", &[Action::Next]),
        };
        row.kid(match &self.label {
            Some(label) => main.pieces(label),
            None => main.say(self.onward()),
        })
    }

    /// What follows the last question of a survey leads nowhere back: all is sent.
    fn has_way_back(&self) -> bool {
        self.place.step > 0 && (self.kind != GuideKind::Survey || self.asking.is_some())
    }

    /// Which step this is; in a survey, which question.
    fn count(&self) -> Element {
        let (at, all, words) = match self.kind {
            GuideKind::Survey if self.asking.is_none() => (0, 0, ""),
            GuideKind::Survey => (self.place.asked.0, self.place.asked.1, &*self.words.asked),
            _ => (self.place.step + 1, self.place.steps, &*self.words.steps),
        };
        let count = styled("span", "count");
        if all < 2 {
            return count;
        }
        let filled = words.replacen('%', &at.to_string(), 1);
        count.say(&filled.replacen('%', &all.to_string(), 1))
    }

    /// What the primary button says where the content has no word for it.
    fn onward(&self) -> &str {
        let Place { step, steps, asked } = self.place;
        match self.kind {
            _ if self.asking.is_some() && asked.0 == asked.1 => &self.words.send,
            _ if step + 1 < steps && (self.kind != GuideKind::Survey || asked.0 < asked.1) => {
                &self.words.next
            }
            // A survey ends with thanks, however short.
            kind if steps == 1 && kind != GuideKind::Survey => &self.words.seen,
            _ => &self.words.done,
        }
    }
}

/// The side's name, as the view writes it when it has placed the card.
fn side(side: Side) -> &'static str {
    match side {
        Side::Top => "top",
        Side::Bottom => "bottom",
        Side::Left => "left",
        Side::Right => "right",
    }
}
