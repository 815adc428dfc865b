//! What is said, in every locale: what stands in where a locale has no text is decided here, once.

use super::Lower;
use super::action::{Ids, of_task};
use super::question::asking;
use super::target::ways;
use crate::block::Block;
use crate::codec::Encode;
use crate::compiler::authored::{
    Checklist, ContentFile, Insert, Locale, Markdown, Position, Step, Task,
};
use crate::compiler::draw::{Card, Place, look_of};
use crate::compiler::markdown;
use crate::compiler::personal::{self, Piece};
use crate::compiler::words::Words;
use crate::help::HelpRef;
use crate::localized::Localized;
use crate::model::{GuideKind, Side, Text};
use crate::prose::{ChecklistText, HelpText, Prose, StepText, TaskText, look};

/// The guide that a step belongs to.
pub(super) struct Of<'a> {
    /// Its id.
    pub guide: &'a str,
    pub kind: GuideKind,
    /// Whether it can be put off.
    pub snooze: bool,
}

/// A locale and those that stand in for it, the best first; and the words around what is said in it.
pub(super) struct Chain {
    locales: Vec<String>,
    words: Words,
}

impl Chain {
    /// The chain of each locale. The default locale stands in for every other.
    pub(super) fn all(content: &ContentFile) -> Vec<Self> {
        let chain = |locale: &Locale| {
            let mut locales = vec![locale.id.clone()];
            locales.extend_from_slice(&locale.fallback);
            locales.push(content.locales[0].id.clone());
            let words = Words::of(content, &locale.id);
            Self { locales, words }
        };
        content.locales.iter().map(chain).collect()
    }

    fn pick<'a, T>(&self, text: &'a Localized<T>) -> Option<&'a T> {
        text.pick(self.locales.iter().map(String::as_str))
    }

    pub(super) fn text(&self, text: &Text) -> String {
        self.pick(text)
            .map_or_else(String::new, |text| personal::plain(text))
    }

    fn pieces(&self, text: &Text) -> Vec<Piece> {
        self.pick(text)
            .map_or_else(Vec::new, |text| personal::pieces(text))
    }

    fn blocks(&self, text: &Localized<Markdown>) -> Vec<Block> {
        let text = self.pick(text).map_or("", |text| &text.0);
        markdown::read(text).blocks
    }
}

/// Whether a step becomes a part of the page.
pub(super) fn is_inline(kind: GuideKind, step: &Step) -> bool {
    match kind {
        GuideKind::Embedded => true,
        GuideKind::Launcher => step.target.is_some(),
        _ => matches!(step.position, Some(Position::Inline)),
    }
}

/// On which side of its target a step stands, or at which edge of the window.
fn side(kind: GuideKind, step: &Step) -> Side {
    match (kind, step.position) {
        _ if is_inline(kind, step) => match step.insert {
            Insert::Append => Side::Bottom,
            Insert::Prepend => Side::Top,
            Insert::Before => Side::Left,
            Insert::After => Side::Right,
        },
        (GuideKind::Banner, Some(Position::Bottom)) => Side::Bottom,
        (GuideKind::Banner, _) => Side::Top,
        _ => step.side,
    }
}

/// What is said in each of the locales.
fn prose<T: Encode>(chains: &[Chain], say: impl Fn(&Chain) -> T) -> Prose {
    let said = chains.iter();
    Prose::new(said.map(|chain| (chain.locales[0].as_str(), say(chain))))
}

impl Lower {
    pub(super) fn name(&self, name: &Text) -> Prose {
        prose(&self.chains, |chain| chain.text(name))
    }

    pub(super) fn step_text(&self, of: &Of<'_>, ids: &Ids, place: Place, step: &Step) -> Prose {
        let side = side(of.kind, step);
        let center = of.kind == GuideKind::Survey && step.position == Some(Position::Center);
        prose(&self.chains, |chain| {
            let target: Vec<_> = step
                .target
                .iter()
                .flat_map(|one| ways(chain, one))
                .collect();
            let label = step
                .button
                .as_ref()
                .map(|button| chain.pieces(&button.label));
            let card = Card {
                guide: of.guide,
                kind: of.kind,
                place,
                center,
                snooze: of.snooze,
                side,
                anchored: !target.is_empty(),
                inline: is_inline(of.kind, step),
                title: chain.pieces(&step.title),
                body: chain.blocks(&step.body),
                asking: asking(chain, step),
                label,
                acts: step
                    .button
                    .as_ref()
                    .map_or_else(Vec::new, |one| ids.acts(one)),
                buttons: step
                    .buttons
                    .iter()
                    .map(|one| (chain.pieces(&one.label), ids.acts(one)))
                    .collect(),
                words: &chain.words,
            };
            StepText {
                title: chain.text(&step.title),
                look: look_of(&card) | if of.snooze { look::SNOOZES } else { 0 },
                side,
                target,
                drawing: card.draw(),
            }
        })
    }

    /// Our own words around guides, checklists and help.
    pub(super) fn words(&self) -> Prose {
        prose(&self.chains, |chain| chain.words.for_view())
    }

    pub(super) fn checklist_text(&self, list: &Checklist) -> Prose {
        prose(&self.chains, |chain| ChecklistText {
            title: chain.text(&list.title),
            intro: chain.text(&list.intro),
            celebration: chain.text(&list.celebration),
        })
    }

    pub(super) fn task_text(&self, task: &Task) -> Prose {
        prose(&self.chains, |chain| TaskText {
            title: chain.text(&task.title),
            detail: chain.text(&task.detail),
            action: task.action.as_ref().map(of_task),
        })
    }
}

/// What the help widget says and where its articles are; None without articles.
pub(in crate::compiler) fn help_text(
    content: &ContentFile,
    title: &Text,
    packs: &[HelpRef],
) -> Option<Prose> {
    let first = packs.first()?;
    let serves = |locale: &String| packs.iter().find(|pack| pack.locale == *locale);
    Some(prose(&Chain::all(content), |chain| HelpText {
        title: chain.text(title),
        pack: chain
            .locales
            .iter()
            .find_map(serves)
            .unwrap_or(first)
            .clone(),
    }))
}
