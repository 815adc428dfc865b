//! Why each guide was shown to a person or not: one row a guide, and the reasons behind it.

use banso_content::bundle::Bundle;
use banso_content::model::Guide;
use banso_engine::explain::words::{self as say, Language};
use banso_engine::explain::{Asked, Explanation, Found, Known, Node, Question};
use maud::{Markup, html};

use super::lang::Lang;
use super::reasons::in_words;
use super::verdicts::{self, language};
use super::visit::{Visit, encode};
use super::{format, words as w};
use crate::query::{Verdict, WhyGuide};

/// The rows. The address opens one of them: `?guide=` and its id.
pub(super) fn guides(visit: &Visit, bundle: &Bundle, guides: &[WhyGuide]) -> Markup {
    html! {
        ol.why { @for one in guides {
            (row(visit, &bundle.guides[one.at], &named(one, bundle, visit.lang)))
        } }
    }
}

fn row(visit: &Visit, guide: &Guide, one: &WhyGuide) -> Markup {
    let lang = visit.lang;
    html! {
        li { details #{ "guide-" (guide.id) } open[visit.param("guide") == guide.id] {
            summary {
                span.name { (lang.text(&guide.name)) }
                span class={ "verdict " (tone(one.verdict)) } { (lang.say(verdicts::word(one.verdict))) }
                span.because { (verdicts::one(visit, one)) }
            }
            div.inside {
                (held(visit, one))
                (open(visit, one))
                h3 { (lang.say(w::CONDITION)) }
                ul.tree { (node(visit, &one.away.explanation.rule)) }
                (fate(visit, one))
                p { a href=(visit.to(&format!("/dashboard/guides/{}", encode(&guide.id)))) { (lang.say(w::TO_GUIDE)) } }
            }
        } }
    }
}

/// The class that colours a verdict.
fn tone(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Held => "held",
        Verdict::HeldOut => "out",
        Verdict::Open => "open",
        Verdict::UnderWay => "way",
        Verdict::Shown => "shown",
    }
}

/// Whether the row's sentence leaves out some of what holds the guide back.
fn is_more_to_say(one: &WhyGuide) -> bool {
    let dated = one.verdict == Verdict::Shown && !one.older;
    dated || one.verdict == Verdict::Held && one.distance() > 1
}

/// Everything that holds it back, each with what would have to be otherwise.
fn held(visit: &Visit, one: &WhyGuide) -> Markup {
    let (lang, now) = (visit.lang, visit.now.max(0).unsigned_abs());
    let explanation = &one.away.explanation;
    let zone = visit.preferences.zone(lang);
    html! {
        @if !explanation.holds.is_empty() && is_more_to_say(one) {
            h3 { (lang.say(w::HOLDS)) }
            ul.plain { @for reason in reasons(explanation, now, language(lang)) { li { (reason) } } }
        }
        @if let Some(opens) = explanation.opens_at {
            p.muted { (lang.say(w::OPENS)) " " (format::full_time(lang, opens.cast_signed(), &zone)) }
        }
    }
}

/// What would have to be otherwise, each by itself.
fn reasons(explanation: &Explanation, now: u64, language: Language) -> Vec<String> {
    let mut out = Vec::new();
    for held in &explanation.holds {
        let misses = explanation.near.iter();
        let misses = misses.filter(|miss| miss.hold() == held.hold);
        let before = out.len();
        out.extend(misses.map(|miss| say::miss(miss, now, language)));
        if out.len() == before {
            out.push(say::reason(held, now, language));
        }
    }
    out
}

/// What only the browser decides.
fn open(visit: &Visit, one: &WhyGuide) -> Markup {
    let (lang, away) = (visit.lang, &one.away);
    let over = matches!(one.verdict, Verdict::Shown | Verdict::HeldOut);
    let nothing = away.pages.is_empty() && away.open.is_empty() && away.starts.is_empty();
    html! {
        @if !over && !nothing {
            h3 { (lang.say(w::IN_BROWSER)) }
            ul.plain {
                @if !away.pages.is_empty() {
                    li { (lang.say(w::ON_PAGE)) " " (pages(lang, &away.pages)) }
                }
                @for miss in &away.open { li { (asked_for(visit, &miss.asked, miss.wanted)) } }
                @if !away.starts.is_empty() {
                    li { (lang.say(w::STARTS)) " " (say::starts(&away.starts, language(lang))) }
                }
            }
        }
    }
}

fn pages(lang: Lang, pages: &[String]) -> Markup {
    html! {
        @for (at, page) in pages.iter().enumerate() {
            @if at > 0 { (lang.pick(" or ", "、")) }
            code { (page) }
        }
    }
}

fn asked_for(visit: &Visit, asked: &Asked, wanted: bool) -> Markup {
    let lang = visit.lang;
    let phrase = say::phrase(asked, visit.now.max(0).unsigned_abs(), language(lang));
    html! {
        (subject(asked, &phrase.subject)) ": "
        @if wanted { (phrase.test) } @else { (lang.pick("not ", "")) (phrase.test) (lang.pick("", " 以外")) }
    }
}

/// What became of it so far, and which form of it the person has.
fn fate(visit: &Visit, one: &WhyGuide) -> Markup {
    let lang = visit.lang;
    let zone = visit.preferences.zone(lang);
    let dates = [
        (w::SEEN, one.seen),
        (w::COMPLETED, one.completed),
        (w::DISMISSED, one.dismissed),
    ];
    let dates = dates
        .into_iter()
        .filter_map(|(word, at)| Some((word, at?.cast_signed())));
    let dates: Vec<_> = dates.collect();
    let variation = one.away.explanation.variation.as_deref();
    html! {
        @if !dates.is_empty() || variation.is_some() || one.reported.is_some() {
            dl.facts {
                @for (word, at) in dates { div {
                    dt { (lang.say(word)) }
                    dd { time datetime=(format::machine_time(at, &zone)) { (format::full_time(lang, at, &zone)) } }
                } }
                @if let Some(reported) = &one.reported { div {
                    dt { (lang.say(w::REPORTED)) }
                    dd { (in_words(lang, &reported.reason)) (lang.pick(", ", "、")) (format::time(lang, reported.at.cast_signed(), &zone)) }
                } }
                @if let Some(variation) = variation { div {
                    dt { (lang.say(w::VARIATION)) } dd { (verdicts::variation(lang, variation)) }
                } }
            }
        }
    }
}

/// A part of a rule, with a mark for whether it holds.
fn node(visit: &Visit, part: &Node) -> Markup {
    let lang = visit.lang;
    let (word, members) = match part {
        Node::Leaf(asked) => return leaf(visit, asked),
        Node::All { members, .. } if members.is_empty() => (w::ALWAYS, &members[..]),
        Node::All { members, .. } => (w::ALL_OF, &members[..]),
        Node::Any { members, .. } => (w::ANY_OF, &members[..]),
        Node::Not { member, .. } => (w::NOT, std::slice::from_ref(&**member)),
    };
    html! {
        li {
            (mark(lang, part.value())) span.join { (lang.say(word)) }
            @if !members.is_empty() { ul { @for member in members { (node(visit, member)) } } }
        }
    }
}

fn leaf(visit: &Visit, asked: &Asked) -> Markup {
    let (lang, now) = (visit.lang, visit.now.max(0).unsigned_abs());
    let phrase = say::phrase(asked, now, language(lang));
    html! {
        li {
            (mark(lang, asked.value)) (subject(asked, &phrase.subject)) " "
            @match asked.asks {
                Question::Page { .. } => code { (phrase.test) },
                _ => span { (phrase.test) },
            }
            " "
            span.found {
                @if asked.found == Found::Elsewhere { (lang.say(w::NOT_HERE)) }
                @else { (lang.say(w::FOUND)) " " (phrase.found) }
            }
        }
    }
}

/// What is asked about: set as code where the application, and not a person, named it.
fn subject(asked: &Asked, name: &str) -> Markup {
    match asked.asks {
        Question::Trait { .. }
        | Question::Answer { .. }
        | Question::Count { .. }
        | Question::Element { .. } => {
            html! { code { (name) } }
        }
        _ => html! { span.subject { (name) } },
    }
}

fn mark(lang: Lang, known: Known) -> Markup {
    let (class, mark, word) = match known {
        Known::Yes => ("mark yes", "✓", w::HOLDS_TRUE),
        Known::No => ("mark no", "✕", w::HOLDS_NOT),
        Known::Unknown => ("mark unknown", "?", w::HOLDS_OPEN),
    };
    html! { span class=(class) role="img" aria-label=(lang.say(word)) { (mark) } }
}

/// With the names that the content gives to features, guides and checklists, for their ids.
fn named(one: &WhyGuide, bundle: &Bundle, lang: Lang) -> WhyGuide {
    let mut named = one.clone();
    let Explanation { rule, near, .. } = &mut named.away.explanation;
    name_node(rule, bundle, lang);
    for miss in near {
        name(&mut miss.asked.asks, bundle, lang);
    }
    named
}

fn name_node(part: &mut Node, bundle: &Bundle, lang: Lang) {
    match part {
        Node::All { members, .. } | Node::Any { members, .. } => {
            for member in members {
                name_node(member, bundle, lang);
            }
        }
        Node::Not { member, .. } => name_node(member, bundle, lang),
        Node::Leaf(asked) => name(&mut asked.asks, bundle, lang),
    }
}

fn name(asks: &mut Question, bundle: &Bundle, lang: Lang) {
    let (id, said) = match asks {
        Question::Feature { id, .. } => {
            let found = bundle.features.iter().find(|one| one.id == *id);
            (id, found.map(|one| &one.name))
        }
        Question::Guide { id, .. } => {
            let found = bundle.guides.iter().find(|one| one.id == *id);
            (id, found.map(|one| &one.name))
        }
        Question::Checklist { id, .. } => {
            let found = bundle.checklists.iter().find(|one| one.id == *id);
            (id, found.map(|one| &one.said))
        }
        _ => return,
    };
    if let Some(said) = said {
        let said = lang.text(said);
        *id = lang.pick(format!("“{said}”"), format!("「{said}」"));
    }
}
