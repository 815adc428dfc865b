//! What is said, in every locale: what stands in where a locale has no text is decided here, once.

use super::Lower;
use super::action::{Ids, of_task};
use super::target::ways;
use crate::block::Body;
use crate::codec::Encode;
use crate::compiler::authored::{Button, Checklist, Locale, Markdown, Position, Step, Task};
use crate::compiler::{markdown, personal};
use crate::help::HelpRef;
use crate::localized::Localized;
use crate::model::{GuideKind, Side, Text};
use crate::prose::{ChecklistText, HelpText, Prose, StepText, TaskText};

/// A locale and those that stand in for it, the best first.
pub(super) struct Chain(Vec<String>);

impl Chain {
    /// The chain of each locale. The default locale stands in for every other.
    pub(super) fn all(locales: &[Locale]) -> Vec<Self> {
        let chain = |locale: &Locale| {
            let mut chain = vec![locale.id.clone()];
            chain.extend_from_slice(&locale.fallback);
            chain.push(locales[0].id.clone());
            Self(chain)
        };
        locales.iter().map(chain).collect()
    }

    fn pick<'a, T>(&self, text: &'a Localized<T>) -> Option<&'a T> {
        text.pick(self.0.iter().map(String::as_str))
    }

    pub(super) fn text(&self, text: &Text) -> String {
        self.pick(text)
            .map_or_else(String::new, |text| personal::plain(text))
    }

    fn body(&self, text: &Localized<Markdown>) -> Body {
        let text = self.pick(text).map_or("", |text| &text.0);
        Body::new(&markdown::read(text).blocks)
    }
}

/// On which side of its target a step stands, or at which edge of the window.
fn side(kind: GuideKind, step: &Step) -> Side {
    match (kind, step.position) {
        (GuideKind::Banner, Some(Position::Bottom)) => Side::Bottom,
        (GuideKind::Banner, _) => Side::Top,
        _ => step.side,
    }
}

/// What is said in each of the locales.
fn prose<T: Encode>(chains: &[Chain], say: impl Fn(&Chain) -> T) -> Prose {
    let said = chains.iter();
    Prose::new(said.map(|chain| (chain.0[0].as_str(), say(chain))))
}

impl Lower {
    pub(super) fn name(&self, name: &Text) -> Prose {
        prose(&self.chains, |chain| chain.text(name))
    }

    pub(super) fn step_text(&self, kind: GuideKind, ids: &Ids, step: &Step) -> Prose {
        let label = |chain: &Chain, button: &Button| chain.text(&button.label);
        prose(&self.chains, |chain| StepText {
            title: chain.text(&step.title),
            body: chain.body(&step.body),
            button: step.button.as_ref().map(|button| label(chain, button)),
            buttons: step
                .buttons
                .iter()
                .map(|button| (label(chain, button), ids.acts(button)))
                .collect(),
            side: side(kind, step),
            target: step
                .target
                .iter()
                .flat_map(|one| ways(chain, one))
                .collect(),
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

/// What the help widget says and where its articles are; None without articles.
pub(in crate::compiler) fn help_text(
    locales: &[Locale],
    title: &Text,
    packs: &[HelpRef],
) -> Option<Prose> {
    let first = packs.first()?;
    let serves = |locale: &String| packs.iter().find(|pack| pack.locale == *locale);
    Some(prose(&Chain::all(locales), |chain| HelpText {
        title: chain.text(title),
        pack: chain.0.iter().find_map(serves).unwrap_or(first).clone(),
    }))
}
