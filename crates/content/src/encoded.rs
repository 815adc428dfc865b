//! How each type of the content is written and read. The order of fields and the tags are the
//! format: a change here is a new [`crate::bundle`] format.

use crate::block::{Block, Inline, Link, Target};
use crate::bundle::{Bundle, Locale, Theme};
use crate::codec::{Decode, Encode, Reader};
use crate::help::{ArticleMeta, HelpPack, HelpRef};
use crate::localized::Localized;
use crate::model::{
    Action, AdoptionRule, AdoptionState, Button, Checklist, Condition, EventTest, Feature,
    FeatureTest, Frequency, Guide, GuideFate, GuideKind, GuideTest, Side, Source, Step, Task,
    TraitTest, ValueTest,
};
use crate::{choice, record};

record!(Bundle {
    version,
    locales,
    theme,
    features,
    checklists,
    guides,
    help,
    help_title
});
record!(Locale { id, fallback });
record!(Theme {
    accent,
    accent_dark
});
record!(HelpRef {
    locale,
    hash,
    bytes
});
record!(HelpPack<'a> { locale, articles, categories, index, bodies });
record!(ArticleMeta<'a> { slug, title, summary, category, pages, feature, updated });

record!(Feature {
    id,
    name,
    core,
    any,
    adoption
});
choice!(Source { 0 Click(selector), 1 Page(pattern), 2 Event(name) });
record!(AdoptionRule {
    uses,
    within_days,
    retained_after_days,
    lapsed_after_days
});
choice!(AdoptionState { 0 Unused, 1 Tried, 2 Lapsed, 3 Adopted, 4 Retained });

choice!(Condition {
    0 All(conditions), 1 Any(conditions), 2 Not(condition), 3 Page(pattern), 4 Event(test),
    5 User(test), 6 Account(test), 7 Feature(test), 8 Guide(test), 9 ChecklistComplete(id),
    10 Locale(tag),
});
record!(EventTest {
    name,
    at_least,
    within_days
});
record!(TraitTest { name, test });
choice!(ValueTest {
    0 Present, 1 Absent, 2 Is(text), 3 IsNot(text), 4 OneOf(texts), 5 AtLeast(number),
    6 AtMost(number), 7 Flag(flag),
});
record!(FeatureTest { id, reached });
record!(GuideTest { id, was });
choice!(GuideFate { 0 Seen, 1 Completed, 2 Dismissed });

record!(Guide<B> { id, name, kind, when, priority, frequency, steps });
choice!(GuideKind { 0 Tour, 1 Tooltip, 2 Modal });
choice!(Frequency { 0 Once, 1 UntilInteracted, 2 EveryVisit });
record!(Step<B> { target, side, page, title, body, button });
choice!(Side { 0 Bottom, 1 Top, 2 Left, 3 Right });
record!(Button { label, action });
choice!(Action { 0 Page(path), 1 Article(slug), 2 Guide(id) });

record!(Checklist {
    id,
    title,
    intro,
    when,
    tasks
});
record!(Task {
    id,
    title,
    detail,
    done,
    action
});

choice!(Block {
    0 Heading(level, text), 1 Paragraph(text), 2 List { ordered, items }, 3 Code(text),
    4 Note(blocks), 5 Table { head, rows },
});
choice!(Inline {
    0 Text(text), 1 Strong(text), 2 Emphasis(text), 3 Code(text), 4 Link(link), 5 Break,
});
record!(Link { to, text });
choice!(Target { 0 Article(slug), 1 Page(path), 2 External(address) });

impl<T: Encode> Encode for Localized<T> {
    fn encode(&self, out: &mut alloc::vec::Vec<u8>) {
        self.0.encode(out);
    }
}

impl<'a, T: Decode<'a>> Decode<'a> for Localized<T> {
    fn decode(reader: &mut Reader<'a>) -> Self {
        Self(Decode::decode(reader))
    }
}
