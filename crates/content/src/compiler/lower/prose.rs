//! What is said, in every locale: what stands in where a locale has no text is decided here, once.

use super::Lower;
use super::action::{Ids, of_task};
use super::question::asking;
use super::target::ways;
use crate::block::Block;
use crate::codec::Encode;
use crate::compiler::authored::{
    Checklist, ContentFile, Guide, HelpSettings, Insert, Locale, Markdown, Position, Step, Task,
};
use crate::compiler::draw::{Card, Place, Way, announcement, links, look_of};
use crate::compiler::markdown;
use crate::compiler::personal::{self, Piece};
use crate::compiler::words::Words;
use crate::help::HelpRef;
use crate::localized::Localized;
use crate::model::{Action, GuideKind, Side, Text};
use crate::prose::{ChecklistText, EntryText, HelpText, Prose, StepText, TaskText, look, word};

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

    /// Whether it is the chain of this locale.
    pub(super) fn is_of(&self, locale: &str) -> bool {
        self.locales.first().is_some_and(|first| first == locale)
    }

    /// The words around what is said.
    pub(super) fn words(&self) -> &Words {
        &self.words
    }

    pub(super) fn pieces(&self, text: &Text) -> Vec<Piece> {
        self.pick(text)
            .map_or_else(Vec::new, |text| personal::pieces(text))
    }

    pub(super) fn blocks(&self, text: &Localized<Markdown>) -> Vec<Block> {
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

/// What the buttons of an announcement say and do, the primary one first.
fn buttons(chain: &Chain, step: &Step) -> Vec<(Vec<Piece>, Vec<Action>)> {
    let all = step.button.iter().chain(&step.buttons);
    let ids = Ids::of(&[]);
    all.map(|one| (chain.pieces(&one.label), ids.acts(one)))
        .collect()
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

    /// Our own words around guides, checklists and help. What help is called is up to the content.
    pub(super) fn words(&self, help: Option<&HelpSettings>) -> Prose {
        prose(&self.chains, |chain| {
            let mut words = chain.words.for_view();
            let title = help.map_or_else(String::new, |help| chain.text(&help.title));
            if !title.is_empty() {
                words[word::HELP] = title;
            }
            words
        })
    }

    /// What the feed says of a guide: an announcement whole, of any other its name.
    pub(super) fn entry_text(&self, guide: &Guide) -> Prose {
        let announced = guide.steps.first();
        let announced = announced.filter(|_| guide.kind == GuideKind::Announcement);
        prose(&self.chains, |chain| match announced {
            None => EntryText {
                title: chain.text(&guide.name),
                ..EntryText::default()
            },
            Some(step) => EntryText {
                title: chain.text(&step.title),
                date: guide.published.clone().unwrap_or_default(),
                drawing: announcement(
                    &chain.pieces(&step.title),
                    &chain.blocks(&step.body),
                    &buttons(chain, step),
                    &chain.words,
                ),
            },
        })
    }

    /// Other ways to get help.
    pub(super) fn links(&self, help: Option<&HelpSettings>) -> Prose {
        let all = help.map_or(&[][..], |help| &help.links);
        prose(&self.chains, |chain| {
            let said = all.iter().map(|link| Way {
                id: link.id.clone(),
                label: chain.text(&link.label),
                detail: chain.text(&link.detail),
                icon: link.icon,
                action: of_task(&link.action),
            });
            links(&said.collect::<Vec<_>>(), &chain.words)
        })
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

/// Where the articles of the help widget are; None without articles.
pub(in crate::compiler) fn help_text(content: &ContentFile, packs: &[HelpRef]) -> Option<Prose> {
    let first = packs.first()?;
    let serves = |locale: &String| packs.iter().find(|pack| pack.locale == *locale);
    Some(prose(&Chain::all(content), |chain| HelpText {
        pack: chain
            .locales
            .iter()
            .find_map(serves)
            .unwrap_or(first)
            .clone(),
    }))
}
