//! How each type of the content is written and read. The order of fields and the tags are the
//! format: a change here is a new [`crate::bundle`] format.

use alloc::vec::Vec;

use crate::bundle::{Bundle, Entry, Theme};
use crate::codec::{Decode, Encode, Reader};
use crate::help::{ArticleMeta, Asked, Frequent, HelpMore, HelpPack, HelpRef, Topic};
use crate::model::{
    Action, AdoptionRule, AdoptionState, Budget, Checklist, Feature, Frequency, Guide, GuideFate,
    GuideKind, Side, Source, Step, Task, Trigger, Variant,
};
use crate::prose::{ChecklistText, EntryText, HelpText, StepText, TaskText, Way};
use crate::rule::{
    ChecklistTest, CountTest, Counter, Filter, Graph, Leaf, Probe, ProbeKind, Rule, Scope,
    ScreenTest, Sign, TextTest, TimeTest, TraitName, ValueTest, Window, Zone,
};
use crate::{choice, record};

/// Writes and reads a struct in two parts. The second, as bytes with their length, stands first.
macro_rules! parts {
    ($type:ident { $($field:ident),* $(,)? } shown { $($shown:ident),* $(,)? }) => {
        impl Encode for $type {
            fn encode(&self, out: &mut Vec<u8>) {
                let mut shown = Vec::new();
                if self.shows() {
                    $(self.$shown.encode(&mut shown);)*
                }
                shown.encode(out);
                $(self.$field.encode(out);)*
            }
        }

        impl $type {
            /// Reads the two parts, each from its own bytes.
            pub(crate) fn read_parts(rest: &mut Reader<'_>, shown: &mut Reader<'_>) -> Self {
                Self {
                    $($field: Decode::decode(rest),)*
                    $($shown: Decode::decode(shown),)*
                }
            }
        }
    };
}

parts!(Bundle { version, locales, graph, features } shown {
    theme,
    themes,
    words,
    budgets,
    holdout,
    checklists,
    guides,
    help,
    feed,
    links,
});
record!(Entry { guide, said });
record!(Theme { dark, css });
record!(HelpRef {
    locale,
    hash,
    bytes
});
record!(HelpPack<'a> { locale, articles, categories, index, words, bodies, guides, more });
record!(HelpMore {
    topics,
    email,
    questions
});
record!(Topic {
    id,
    name,
    answer,
    asks
});
record!(Asked {
    id,
    label,
    required,
    choices
});
record!(Frequent {
    id,
    question,
    pages,
    answer
});
record!(ArticleMeta<'a> { slug, title, summary, category, pages, feature, updated });

record!(Graph {
    rules,
    leaves,
    starts,
    users,
    user_starts,
    traits,
    counters,
    probes,
    events,
    clicks,
    zones
});
choice!(Leaf {
    0 Page(pattern), 1 Probe(at), 2 Time(test), 3 Screen(test), 4 Locale(tag), 5 Trait(at, test),
    6 Count(at, test), 7 Feature(at, least, most), 8 Checklist(at, test), 9 Guide(at, fate, window),
});
choice!(Window { 0 Ever, 1 Last(span), 2 Before(span) });
record!(CountTest {
    least,
    most,
    window
});
choice!(ValueTest {
    0 Present, 1 Flag(flag), 2 Number(least, most), 3 Text(how, texts), 4 HasAny(texts),
    5 HasAll(texts), 6 Date(from, until), 7 Age(least, most),
});
choice!(TextTest { 0 Is, 1 IsNot, 2 Contains, 3 Starts, 4 Ends });
record!(TimeTest {
    zone,
    from,
    until,
    weekdays,
    minute_from,
    minute_until
});
record!(ScreenTest {
    devices,
    min_width,
    max_width,
    min_height,
    max_height
});
choice!(ChecklistTest { 0 Complete, 1 Started, 2 Done(count), 3 Task(at) });
record!(Counter {
    key,
    sign,
    filters,
    first,
    keep
});
choice!(Sign { 0 Event(name), 1 Click(at) });
record!(Filter {
    property,
    test,
    not
});
record!(TraitName { scope, name });
choice!(Scope { 0 User, 1 Account, 2 Answer });
record!(Probe {
    kind,
    selector,
    amount
});
choice!(ProbeKind {
    0 Present, 1 Visible, 2 Disabled, 3 Hover, 4 Appears, 5 Idle, 6 Scroll, 7 Exit, 8 Screen,
    9 Zone, 10 Input,
});

record!(Feature {
    id,
    name,
    core,
    any,
    exposed_on,
    eligible,
    adoption
});
choice!(Source { 0 Click(at), 1 Page(pattern), 2 Event(name) });
record!(AdoptionRule {
    uses,
    within_days,
    retained_after_days,
    lapsed_after_days
});
choice!(AdoptionState { 0 Unused, 1 Exposed, 2 Tried, 3 Lapsed, 4 Adopted, 5 Retained });

// What reads these two is a seam of the core: see `xtask/src/modules/compile.rs`.
record!(
    #[inline(never)]
    Guide {
        id,
        name,
        kind,
        feature,
        when,
        triggers,
        probes,
        priority,
        frequency,
        snooze,
        holdout,
        variants,
        fixture,
        anonymous,
        steps,
    }
);
record!(Variant { id, share, steps });
choice!(Trigger {
    0 Load, 1 Click(at), 2 Event(at), 3 Probe(at), 4 Dwell(span), 5 Launcher, 6 Permalink, 7 Host,
});
choice!(GuideKind { 0 Tour, 1 Tooltip, 2 Modal, 3 Banner, 4 Slideout, 5 Hotspot, 6 Survey, 7 Spotlight, 8 Embedded, 9 Launcher, 10 Announcement });
choice!(GuideFate { 0 Seen, 1 UnderWay, 2 Completed, 3 Dismissed, 4 Ended });
choice!(Frequency { 0 Once, 1 UntilInteracted, 2 EveryVisit, 3 Always, 4 Limit(times, within) });
record!(Budget {
    kind,
    times,
    within
});
record!(Step {
    page,
    actions,
    next,
    advance,
    passed,
    probes,
    said
});
record!(StepText {
    title,
    look,
    side,
    target,
    drawing
});
record!(Way { css, name, text });
choice!(Side { 0 Bottom, 1 Top, 2 Left, 3 Right });
choice!(Action {
    0 Page(path), 1 Article(slug), 2 Guide(id), 3 Link(address), 4 Track(event), 5 Call(name), 6 Help,
    7 Checklist, 8 Next, 9 Back, 10 Finish, 11 Dismiss, 12 Snooze, 13 Go(step),
});

record!(
    #[inline(never)]
    Checklist {
        id,
        when,
        ordered,
        shared,
        deadline,
        tasks,
        probes,
        said,
    }
);
record!(ChecklistText {
    title,
    intro,
    celebration
});
record!(Task {
    id,
    optional,
    done,
    actions,
    said
});
record!(TaskText {
    title,
    detail,
    action
});
record!(HelpText { pack });
record!(EntryText {
    title,
    date,
    drawing
});

impl Encode for Rule {
    fn encode(&self, out: &mut Vec<u8>) {
        self.0.encode(out);
    }
}

impl Decode<'_> for Rule {
    fn decode(reader: &mut Reader<'_>) -> Self {
        Self(Decode::decode(reader))
    }
}

impl Encode for Zone {
    fn encode(&self, out: &mut Vec<u8>) {
        self.0.encode(out);
    }
}

impl Decode<'_> for Zone {
    fn decode(reader: &mut Reader<'_>) -> Self {
        Self(Decode::decode(reader))
    }
}
