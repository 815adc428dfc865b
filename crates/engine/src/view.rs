//! What should be on the screen, whole, and what the person did with it.
//!
//! The engine says a [`View`] whenever it changes; the view, which is downloaded when there is something to
//! show, paints the difference and answers with [`Press`]es. Both cross the boundary
//! as bytes of [`banso_content::codec`]. The engine writes its own field by field, in the order given
//! below, and what is said stands last in each part: it passes that on as the compiler packed it.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::acts::Acts;
use banso_content::bundle::Theme;
use banso_content::drawing::Drawing;
use banso_content::prose::{ChecklistText, EntryText, HelpText, StepText, TaskText};
use banso_content::{choice, record};
use banso_wire::event;
use banso_wire::time::Millis;

use crate::input::Traits;
use crate::properties::Properties;

/// Everything that Banso shows at one moment. Texts are in the locale of the page already.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The locale of the texts.
    pub locale: String,
    /// The look.
    pub theme: Theme,
    /// Our own words, at the positions of [`banso_content::prose::word`].
    pub words: Vec<String>,
    /// The one guide that is visible, if any.
    pub guide: Option<GuideView>,
    /// The guides that are parts of the page, or stand at its edge.
    pub fixtures: Vec<GuideView>,
    /// The checklist of this user, if any.
    pub checklist: Option<ChecklistView>,
    /// The articles of the help widget, if the content has any.
    pub help: Option<HelpView>,
    /// The announcements for this user, the newest first, and behind them the guides that they can start.
    pub feed: Vec<EntryView>,
    /// Other ways to get help; empty when there are none.
    pub links: Drawing,
}

impl View {
    /// One of our own words, by its position in [`banso_content::prose::word`].
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }
}

/// One step of a guide, as it is now.
#[derive(Clone, Debug, PartialEq)]
pub struct GuideView {
    /// The guide's id. A new id or a new step is a new thing to paint.
    pub id: String,
    /// The step's position, from 0.
    pub step: u16,
    /// What the step says and looks like.
    pub said: StepText,
}

/// The checklist, as it is now.
#[derive(Clone, Debug, PartialEq)]
pub struct ChecklistView {
    /// The checklist's id.
    pub id: String,
    /// Each task waits for the one before.
    pub ordered: bool,
    /// When it should be complete; UTC ms.
    pub due: Option<Millis>,
    /// The tasks in order.
    pub tasks: Vec<TaskView>,
    /// What it says.
    pub said: ChecklistText,
}

/// A task, as it is now.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskView {
    /// The task's id.
    pub id: String,
    /// Whether it is done.
    pub done: bool,
    /// Whether the checklist is complete without it as well.
    pub optional: bool,
    /// What it says.
    pub said: TaskText,
}

/// An announcement, or a guide that the person can start.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryView {
    /// The guide's id.
    pub id: String,
    /// What became of it.
    pub fate: EntryFate,
    /// What it says; without a date: a guide to start.
    pub said: EntryText,
}

impl EntryView {
    /// Whether it is an announcement.
    pub fn is_news(&self) -> bool {
        !self.said.date.is_empty()
    }

    /// Whether it is an announcement that nobody saw.
    pub fn is_unread(&self) -> bool {
        self.is_news() && self.fate == EntryFate::Untouched
    }
}

/// What became of an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EntryFate {
    /// Nothing yet.
    #[default]
    Untouched,
    /// It was seen, the guide begun.
    Seen,
    /// It was read to its end, the guide finished.
    Done,
}

/// The help widget.
#[derive(Clone, Debug, PartialEq)]
pub struct HelpView {
    /// The path of the page, for suggestions.
    pub path: String,
    /// The features that the user may use and has not adopted: help puts their articles first among equals.
    pub unadopted: Vec<String>,
    /// Whether the application has named the user.
    pub known: bool,
    /// The version of the content.
    pub version: String,
    /// What it says, and where its articles are.
    pub said: HelpText,
}

/// What the person did, or what became of the paint. The engine ignores a press that no longer
/// fits what is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Press {
    /// A step is visible: painted, placed and in view.
    Shown {
        /// The guide's id.
        guide: String,
        /// The step's position, from 0. Of an announcement: 0 its beginning, 1 its end.
        step: u16,
    },
    /// A step gave up waiting for its target, or a fixture still waits for its place. See
    /// [`Press::target_missing`].
    TargetMissing {
        /// The guide's id.
        guide: String,
        /// The step's position, from 0.
        step: u16,
        /// What the view knows of it, for the event.
        seen: Properties,
    },
    /// The primary button: on to the next step, or done.
    Next,
    /// Back to the previous step.
    Back,
    /// The guide was closed before its end, and how: see [`event::HOW`].
    Dismiss(String),
    /// The guide was put off until later.
    Snooze,
    /// A guide was picked in the resource centre, by id.
    Launch(String),
    /// A task of the checklist was pressed.
    Task(String),
    /// Something was done in the help widget, of which the engine need not know more: tracked as it
    /// is. See [`Press::help_opened`] and what follows it.
    Note {
        /// The event's name, one of which [`event::is_noted`] holds.
        event: String,
        /// Its properties.
        properties: Properties,
    },
    /// Something drawn was pressed that does all of this.
    Do {
        /// The guide that it belongs to; empty outside of guides. Only while that one is visible do
        /// answers and the flow mean anything.
        guide: String,
        /// What the form around it holds, by the id of the step that asks.
        answers: Traits,
        /// What to do, in order.
        acts: Acts,
    },
}

/// What a user writes to support, within the limits of [`banso_wire::inquiry`] and rid of secrets by
/// [`banso_wire::mask::mask`]. The page and the language are those of the message.
#[derive(Clone, Copy, Debug, Default)]
pub struct Inquiry<'a> {
    /// The same however often it is sent.
    pub id: &'a str,
    /// What is asked.
    pub text: &'a str,
    /// The category that was chosen.
    pub category: Option<&'a str>,
    /// The ids of the form's questions, and the answers.
    pub answers: &'a [(String, String)],
    /// What was searched for before, the latest last.
    pub searches: &'a [String],
    /// The slugs of the articles read before, the latest last.
    pub articles: &'a [String],
    /// The version of the content.
    pub version: &'a str,
    /// The address to answer to; none: the known user.
    pub contact: Option<&'a str>,
}

impl Press {
    /// The target of a step, which is found by what has this label first, is not there.
    pub fn target_missing(guide: &str, step: u16, label: &str, why: Missing) -> Self {
        let mut seen = Properties::default();
        seen.text(event::TARGET, label)
            .text(event::REASON, why.name());
        Self::TargetMissing {
            guide: guide.into(),
            step,
            seen,
        }
    }

    /// The help widget was opened.
    pub fn help_opened() -> Self {
        Self::note(event::HELP_OPENED, Properties::default())
    }

    /// A search settled: typing paused, or a result was opened. `query` is as typed; `results` is
    /// how many it had.
    pub fn help_searched(query: &str, results: u16) -> Self {
        let mut json = Properties::default();
        json.text(event::QUERY, query)
            .number(event::RESULTS, results.into());
        Self::note(event::HELP_SEARCHED, json)
    }

    /// An article was opened. `query` is the search it was found by; `rank` is its position among
    /// the results, from 1.
    pub fn article_opened(slug: &str, query: Option<&str>, rank: u16) -> Self {
        let mut json = Properties::default();
        json.text(event::ARTICLE, slug);
        if let Some(query) = query {
            json.text(event::QUERY, query)
                .number(event::RANK, rank.into());
        }
        Self::note(event::HELP_ARTICLE_VIEWED, json)
    }

    /// "Was this helpful" was answered.
    pub fn article_rated(slug: &str, helpful: bool) -> Self {
        let mut json = Properties::default();
        json.text(event::ARTICLE, slug)
            .flag(event::HELPFUL, helpful);
        Self::note(event::HELP_ARTICLE_RATED, json)
    }

    /// The reader said why an article helped or did not, after having answered whether it did.
    pub fn article_rated_because(slug: &str, helpful: bool, why: &str) -> Self {
        let mut json = Properties::default();
        json.text(event::ARTICLE, slug)
            .flag(event::HELPFUL, helpful)
            .text(event::WHY, why);
        Self::note(event::HELP_ARTICLE_RATED, json)
    }

    /// Help did not help, and the user wrote to support.
    pub fn inquiry_sent(inquiry: &Inquiry<'_>) -> Self {
        let mut json = Properties::default();
        json.text(event::INQUIRY, inquiry.id)
            .text(event::TEXT, inquiry.text)
            .optional_text(event::CATEGORY, inquiry.category)
            .list(event::SEARCHES, inquiry.searches)
            .list(event::ARTICLES, inquiry.articles)
            .text(event::BUNDLE, inquiry.version)
            .optional_text(event::CONTACT, inquiry.contact);
        if !inquiry.answers.is_empty() {
            let mut answers = Properties::default();
            for (question, answer) in inquiry.answers {
                answers.text(question, answer);
            }
            json.part(event::ANSWERS, &answers);
        }
        Self::note(event::HELP_INQUIRY_SENT, json)
    }

    fn note(event: &str, properties: Properties) -> Self {
        Self::Note {
            event: event.into(),
            properties,
        }
    }
}

/// Why a step has no target. `js/anchors.js` says it by the same numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No element fits.
    Absent,
    /// One fits, and cannot be seen.
    Hidden,
    /// Several fit.
    Ambiguous,
    /// One fits, and something of the host covers it.
    Covered,
    /// One fitted while the step was shown, and none does any more.
    Gone,
}

impl Missing {
    /// The word for it in events.
    pub fn name(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Hidden => "hidden",
            Self::Ambiguous => "ambiguous",
            Self::Covered => "covered",
            Self::Gone => "gone",
        }
    }
}

/// What the host asks of the view through its API, carried to it unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Open the help widget.
    OpenHelp,
    /// Close the help widget.
    CloseHelp,
    /// Open the help widget on a search.
    SearchHelp(String),
    /// Open the help widget on an article, by slug.
    OpenArticle(String),
    /// Open the help widget on the checklist.
    OpenChecklist,
    /// Open the help widget on the announcements, at the one with this id.
    OpenNews(String),
    /// Open the help widget where it was when the page was left, without a word.
    ResumeHelp,
}

record!(View {
    locale,
    theme,
    words,
    guide,
    fixtures,
    checklist,
    help,
    feed,
    links
});
record!(EntryView { id, fate, said });
choice!(EntryFate { 0 Untouched, 1 Seen, 2 Done });
record!(GuideView { id, step, said });
record!(ChecklistView {
    id,
    ordered,
    due,
    tasks,
    said
});
record!(TaskView {
    id,
    done,
    optional,
    said
});
record!(HelpView {
    path,
    unadopted,
    known,
    version,
    said
});
choice!(#[inline(never)] Press {
    0 Next, 1 Back, 2 Dismiss(how), 3 Shown { guide, step }, 4 TargetMissing { guide, step, seen }, 5 Task(id),
    6 Note { event, properties }, 11 Snooze, 12 Launch(guide),
    13 Do { guide, answers, acts },
});
choice!(Ask { 0 OpenHelp, 1 CloseHelp, 2 SearchHelp(text), 3 OpenArticle(slug), 4 OpenChecklist, 5 OpenNews(id), 6 ResumeHelp });
