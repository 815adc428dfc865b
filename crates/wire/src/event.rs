//! The events Banso itself tracks, and the names of their properties.
//!
//! Names follow the field's "Object Action" convention; properties are snake case. The collector's
//! queries read exactly these, so a name is written once, here.

/// A feature was used by a click on one of its selectors. Uses by page or event carry no message
/// of their own: both sides derive them from the `page` or `track` message by the same rule.
/// Properties: [`FEATURE`].
pub const FEATURE_USED: &str = "Feature Used";
/// A feature reached a new adoption state on the client. Properties: [`FEATURE`], [`STATE`].
pub const FEATURE_STATE_CHANGED: &str = "Feature State Changed";

/// A guide's first step became visible. Properties: [`GUIDE`], [`KIND`], [`STEPS`], [`BUNDLE`].
pub const GUIDE_SHOWN: &str = "Guide Shown";
/// A step became visible, the first included. Properties: [`GUIDE`], [`STEP`] (from 0), [`STEPS`],
/// and after another step [`PREVIOUS_MS`].
pub const GUIDE_STEP_VIEWED: &str = "Guide Step Viewed";
/// The guide went on or back to another step. Only listeners of the host hear of it. Properties: [`GUIDE`],
/// [`STEP`] (from 0), [`FROM`].
pub const GUIDE_STEP_CHANGED: &str = "Guide Step Changed";
/// The last step was finished. Properties: [`GUIDE`], [`STEPS`], [`DURATION_MS`], [`STEP_MS`].
pub const GUIDE_COMPLETED: &str = "Guide Completed";
/// The guide was closed before its end. Properties: [`GUIDE`], [`STEP`], [`DURATION_MS`], [`STEP_MS`],
/// [`HOW`].
pub const GUIDE_DISMISSED: &str = "Guide Dismissed";
/// A step gave up waiting for its target. Properties: [`GUIDE`], [`STEP`], [`TARGET`],
/// [`REASON`].
pub const GUIDE_TARGET_MISSING: &str = "Guide Target Missing";

/// The user put the guide off until later. Properties: [`GUIDE`], [`STEP`], [`UNTIL`].
pub const GUIDE_SNOOZED: &str = "Guide Snoozed";
/// Once a session: the guides that were not shown, by what held each back first. Properties:
/// [`BUNDLE`], [`HELD`].
pub const GUIDES_HELD_BACK: &str = "Guides Held Back";
/// A guide with an experiment would have been shown: the user was assigned to a variation. The name
/// and the properties are Segment's (A/B testing): [`EXPERIMENT_ID`], [`VARIATION_ID`].
pub const EXPERIMENT_VIEWED: &str = "Experiment Viewed";

/// A question of a survey was answered. Properties: [`GUIDE`], [`SURVEY`], [`STEP`], [`QUESTION`],
/// [`ANSWER`].
pub const SURVEY_ANSWERED: &str = "Survey Answered";

/// A checklist became visible to the user for the first time. Properties: [`CHECKLIST`], [`TASKS`].
pub const CHECKLIST_STARTED: &str = "Checklist Started";
/// A task completed itself. Properties: [`CHECKLIST`], [`TASK`].
pub const TASK_COMPLETED: &str = "Checklist Task Completed";
/// The last task of a checklist completed. Properties: [`CHECKLIST`], [`DURATION_MS`].
pub const CHECKLIST_COMPLETED: &str = "Checklist Completed";

/// Messages were lost before they could be delivered: how many, by what for. Rides in the batch that follows. Properties:
/// [`OVERFLOW`], [`EXPIRED`], [`TOO_LARGE`], [`INVALID`], those that are not 0.
pub const MESSAGES_DROPPED: &str = "Messages Dropped";

/// A part of what people see stopped after a fault, could not be had, or was painted wrongly by the host; the page and the
/// rest went on. Properties: [`PART`], [`ERROR`].
pub const DISPLAY_FAILED: &str = "Display Failed";

/// The events that the engine says by itself, whatever the host tracks. [`FEATURE_USED`] is not among
/// them: it reports a click, which history can only know from it.
pub const OWN: [&str; 19] = [
    MESSAGES_DROPPED,
    DISPLAY_FAILED,
    FEATURE_STATE_CHANGED,
    GUIDE_SHOWN,
    GUIDE_STEP_VIEWED,
    GUIDE_COMPLETED,
    GUIDE_DISMISSED,
    GUIDE_TARGET_MISSING,
    GUIDE_SNOOZED,
    GUIDES_HELD_BACK,
    EXPERIMENT_VIEWED,
    CHECKLIST_STARTED,
    TASK_COMPLETED,
    CHECKLIST_COMPLETED,
    HELP_OPENED,
    HELP_SEARCHED,
    HELP_ARTICLE_VIEWED,
    HELP_ARTICLE_RATED,
    HELP_INQUIRY_SENT,
];

/// Whether an event is one that what people see tells of by itself: of the help widget, or of its own faults.
pub fn is_noted(name: &str) -> bool {
    name.as_bytes().starts_with(b"Help ") || name == DISPLAY_FAILED
}

/// The help widget was opened. No properties.
pub const HELP_OPENED: &str = "Help Opened";
/// A search settled (typing paused or a result was opened). Properties: [`QUERY`], [`RESULTS`].
pub const HELP_SEARCHED: &str = "Help Searched";
/// An article was opened. Properties: [`ARTICLE`], and after a search [`QUERY`] and [`RANK`] (from 1).
pub const HELP_ARTICLE_VIEWED: &str = "Help Article Viewed";
/// "Was this helpful" was answered. Properties: [`ARTICLE`], [`HELPFUL`], and where the reader said it,
/// [`WHY`]: in a message of its own that repeats the answer, for the latest of a person counts.
pub const HELP_ARTICLE_RATED: &str = "Help Article Rated";
/// Help did not help, and the user wrote to support. The page and the language are those of the
/// message's context. Properties: [`INQUIRY`], [`TEXT`], [`CATEGORY`], [`ANSWERS`], [`SEARCHES`],
/// [`ARTICLES`], [`BUNDLE`], [`CONTACT`]; their limits are in [`crate::inquiry`].
pub const HELP_INQUIRY_SENT: &str = "Help Inquiry Sent";

/// Property: what failed: `view` (guides and the launcher), `help` or `render` (the host's own).
pub const PART: &str = "part";
/// Property: the kind of error, such as `TypeError`; never its words.
pub const ERROR: &str = "error";
/// Property: messages that were too many to keep.
pub const OVERFLOW: &str = "overflow";
/// Property: messages that could not be delivered for a week.
pub const EXPIRED: &str = "expired";
/// Property: messages that no server would take, for their size.
pub const TOO_LARGE: &str = "too_large";
/// Property: messages that a server refused which took others.
pub const INVALID: &str = "invalid";

/// Property: a feature's id.
pub const FEATURE: &str = "feature";
/// Property: an adoption state, in lower case.
pub const STATE: &str = "state";
/// Property: a guide's id.
pub const GUIDE: &str = "guide";
/// Property: a guide's kind, in lower case.
pub const KIND: &str = "kind";
/// Property: a step's position, from 0.
pub const STEP: &str = "step";
/// Property: the step before, from 0.
pub const FROM: &str = "from";
/// Property: how many steps a guide has.
pub const STEPS: &str = "steps";
/// Property: the selector of a step's target, or its name.
pub const TARGET: &str = "target";
/// Property: why a step's target is missing: `absent`, `hidden` or `ambiguous`.
pub const REASON: &str = "reason";
/// Property: a checklist's id.
pub const CHECKLIST: &str = "checklist";
/// Property: a task's id.
pub const TASK: &str = "task";
/// Property: how many tasks a checklist has.
pub const TASKS: &str = "tasks";
/// Property: the text of a help search, as typed.
pub const QUERY: &str = "query";
/// Property: how many results a help search had.
pub const RESULTS: &str = "results";
/// Property: an article's slug.
pub const ARTICLE: &str = "article";
/// Property: the position of an opened result, from 1.
pub const RANK: &str = "rank";
/// Property: whether an article helped.
pub const HELPFUL: &str = "helpful";
/// Property: why an article helped or did not, in the reader's words.
pub const WHY: &str = "why";
/// Property: an inquiry's id, made by the browser: the same however often it is sent.
pub const INQUIRY: &str = "inquiry";
/// Property: what an inquiry asks, in the user's words.
pub const TEXT: &str = "text";
/// Property: the category that the user chose, by id; left out when there was nothing to choose.
pub const CATEGORY: &str = "category";
/// Property: a map from the ids of a form's questions to what was answered.
pub const ANSWERS: &str = "answers";
/// Property: what was searched for before an inquiry, the latest last.
pub const SEARCHES: &str = "searches";
/// Property: the slugs of the articles read before an inquiry, the latest last.
pub const ARTICLES: &str = "articles";
/// Property: the e-mail address to answer to; left out when the known user is to be answered.
pub const CONTACT: &str = "contact";
/// Property: when a guide comes back, UTC ms.
pub const UNTIL: &str = "until";
/// Property: a map from the ids of guides to what holds each back (`audience`, `budget` ...).
pub const HELD: &str = "held";
/// Property: the id of an experiment: that of its guide.
pub const EXPERIMENT_ID: &str = "experiment_id";
/// Property: the variation of an experiment: `holdout`, `control` or the variant's id.
pub const VARIATION_ID: &str = "variation_id";
/// Property: how a guide was closed: `close` (its cross), `escape`, `button` or `host`.
pub const HOW: &str = "how";
/// Property: a survey's id: that of its guide.
pub const SURVEY: &str = "survey";
/// Property: the id of the step that asked.
pub const QUESTION: &str = "question";
/// Property: what was answered: a text, a number, a boolean or a list of texts.
pub const ANSWER: &str = "answer";
/// Property: a duration in milliseconds.
pub const DURATION_MS: &str = "duration_ms";
/// Property: how long the last step was visible, in milliseconds.
pub const STEP_MS: &str = "step_ms";
/// Property: how long the step before was visible, in milliseconds.
pub const PREVIOUS_MS: &str = "previous_ms";
/// Property: the version of the content bundle that decided.
pub const BUNDLE: &str = "bundle";
