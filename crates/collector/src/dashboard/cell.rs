//! What stands in a table's cells: how it looks, by what it sorts, what it is in CSV.

use std::cmp::Ordering;

use banso_content::model::AdoptionState;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::chart;
use super::format;
use super::lang::Lang;
use super::table::Kind;
use super::words as w;
use crate::query::{Ladder, Share};

/// What stands in a cell.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    Text(String),
    /// Sentences, in several lines.
    Prose(String),
    Link {
        text: String,
        href: String,
        note: Option<String>,
    },
    Count(u64),
    Decimal(Option<f64>),
    /// A whole number with its sign.
    Signed(Option<f64>),
    Share(Share),
    /// A share with a bar of this class.
    Bar(Share, &'static str),
    /// A share as its two numbers.
    Fraction(Share),
    Trend(Vec<u64>),
    Ladder(Ladder),
    State(AdoptionState),
    Time(Option<i64>),
    Span(Option<i64>),
    Day(jiff::civil::Date, Option<String>),
}

/// By what a cell sorts. Cells without a value come last either way.
#[derive(PartialEq)]
pub(super) enum Key {
    Text(String),
    Number(f64),
    None,
}

impl Key {
    /// How two cells follow each other; those without a value come last.
    pub(super) fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let ascending = match (self, other) {
            (Self::None, Self::None) => return Ordering::Equal,
            (Self::None, _) => return Ordering::Greater,
            (_, Self::None) => return Ordering::Less,
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
        };
        if descending {
            ascending.reverse()
        } else {
            ascending
        }
    }
}

impl Cell {
    pub(super) fn link(text: impl Into<String>, href: String) -> Self {
        Self::Link {
            text: text.into(),
            href,
            note: None,
        }
    }

    pub(super) fn key(&self) -> Key {
        let number = |value: Option<f64>| value.map_or(Key::None, Key::Number);
        match self {
            Self::Text(text) | Self::Prose(text) | Self::Link { text, .. } => {
                Key::Text(text.to_lowercase())
            }
            Self::Count(value) => Key::Number(*value as f64),
            Self::Decimal(value) | Self::Signed(value) => number(*value),
            Self::Share(share) | Self::Bar(share, _) | Self::Fraction(share) => {
                number(share.ratio())
            }
            Self::Ladder(ladder) => Key::Number((ladder.adopted + ladder.retained) as f64),
            Self::State(state) => Key::Number(f64::from(*state as u8)),
            Self::Time(ts) | Self::Span(ts) => number(ts.map(|ts| ts as f64)),
            Self::Day(day, _) => Key::Text(day.to_string()),
            Self::Trend(_) => Key::None,
        }
    }

    pub(super) fn matches(&self, lower: &str) -> bool {
        match self {
            Self::Text(text) | Self::Prose(text) => text.to_lowercase().contains(lower),
            Self::Link { text, href, .. } => {
                text.to_lowercase().contains(lower) || href.to_lowercase().contains(lower)
            }
            _ => false,
        }
    }

    pub(super) fn draw(&self, lang: Lang, zone: &TimeZone) -> Markup {
        match self {
            Self::Text(text) => html! { (text) },
            Self::Prose(text) => html! { span.prose { (text) } },
            Self::Link { text, href, note } => html! {
                a href=(href) { (text) }
                @if let Some(note) = note { " " span.tag { (note) } }
            },
            Self::Count(value) => html! { (format::count(*value)) },
            Self::Decimal(value) => optional(value.map(format::decimal)),
            Self::Signed(value) => optional(value.map(format::signed)),
            Self::Share(share) => draw_share(lang, *share),
            Self::Bar(share, class) => html! {
                span.barred { (chart::bar(*share, class)) span { (draw_share(lang, *share)) } }
            },
            Self::Fraction(share) => html! { (share.part) " / " (share.whole) },
            Self::Trend(values) => chart::sparkline(values, &listed(values)),
            Self::Ladder(ladder) => chart::ladder(*ladder, &ladder_title(lang, *ladder)),
            Self::State(state) => html! {
                span class={ "state " (state.name()) } { (lang.say(w::state(*state))) }
            },
            Self::Time(None) | Self::Span(None) => optional(None),
            Self::Time(Some(ts)) => html! {
                time datetime=(format::machine_time(*ts, zone)) title=(format::full_time(lang, *ts, zone)) {
                    (format::time(lang, *ts, zone))
                }
            },
            Self::Span(Some(ms)) => html! { (format::span(lang, *ms)) },
            Self::Day(day, note) => html! {
                time datetime=(day) { (format::day(lang, *day)) }
                @if let Some(note) = note { " " span.tag { (note) } }
            },
        }
    }

    pub(super) fn csv(&self, kind: Kind, zone: &TimeZone) -> Vec<String> {
        let plain = |value: Option<String>| vec![value.unwrap_or_default()];
        match self {
            Self::Text(text) | Self::Prose(text) | Self::Link { text, .. } => vec![text.clone()],
            Self::Count(value) => vec![value.to_string()],
            Self::Decimal(value) | Self::Signed(value) => {
                plain(value.map(|value| format!("{value:.3}")))
            }
            Self::Share(share) | Self::Bar(share, _) => {
                let ratio = share
                    .ratio()
                    .map(|ratio| format!("{ratio:.4}"))
                    .unwrap_or_default();
                vec![ratio, share.part.to_string(), share.whole.to_string()]
            }
            Self::Fraction(share) => vec![format!("{} of {}", share.part, share.whole)],
            Self::Trend(values) => vec![listed(values)],
            Self::Ladder(ladder) => [
                ladder.exposed,
                ladder.tried,
                ladder.adopted,
                ladder.retained,
                ladder.lapsed,
            ]
            .map(|count| count.to_string())
            .to_vec(),
            Self::State(state) => vec![state.name().to_owned()],
            Self::Time(ts) => plain(ts.map(|ts| format::machine_time(ts, zone))),
            Self::Span(ms) if kind == Kind::Number => plain(ms.map(|ms| (ms / 1_000).to_string())),
            Self::Span(ms) => plain(ms.map(|ms| ms.to_string())),
            Self::Day(day, _) => vec![day.to_string()],
        }
    }
}

/// A share that is coloured, its n in words on hover only: the column beside it has it.
pub(super) fn draw_heat(lang: Lang, share: Share) -> Markup {
    let exact = exact(lang, share);
    html! { span title=(exact) { (share.ratio().map_or_else(|| "–".into(), format::percent)) } }
}

fn optional(value: Option<String>) -> Markup {
    html! { @match value { Some(value) => { (value) }, None => { span.none { "–" } } } }
}

fn listed(values: &[u64]) -> String {
    let values: Vec<String> = values.iter().map(u64::to_string).collect();
    values.join(" ")
}

/// Both numbers of a share.
fn exact(lang: Lang, share: Share) -> String {
    let (part, whole) = (format::count(share.part), format::count(share.whole));
    format!("{part} {} {whole}", lang.say(w::OF))
}

/// What a ladder's bar says in words.
pub(super) fn ladder_title(lang: Lang, ladder: Ladder) -> String {
    let parts = [
        (w::RETAINED, ladder.retained),
        (w::ADOPTED, ladder.adopted),
        (w::TRIED, ladder.tried),
        (w::EXPOSED, ladder.exposed),
        (w::LAPSED, ladder.lapsed),
    ];
    let parts = parts.map(|(word, count)| format!("{} {}", lang.say(word), format::count(count)));
    parts.join(lang.pick(", ", "、"))
}

/// A share with its exact numbers on hover, marked where it rests on few.
pub(super) fn draw_share(lang: Lang, share: Share) -> Markup {
    let exact = exact(lang, share);
    html! {
        @match share.ratio() {
            None => span.none { "–" },
            Some(ratio) => {
                span title=(exact) { (format::percent(ratio)) }
                @if share.is_few() {
                    " " span.few title=(lang.say(w::FEW_HINT)) { "n=" (share.whole) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_without_a_value_come_last_either_way() {
        let key = |share: Share| Cell::Share(share).key();
        let (none, low, high) = (Share::of(0, 0), Share::of(1, 4), Share::of(1, 2));
        for descending in [false, true] {
            assert_eq!(key(none).compare(&key(low), descending), Ordering::Greater);
        }
        assert_eq!(key(low).compare(&key(high), false), Ordering::Less);
        assert_eq!(key(low).compare(&key(high), true), Ordering::Greater);
    }

    #[test]
    fn csv_keeps_both_numbers_of_a_share() {
        let fields = Cell::Share(Share::of(1, 3)).csv(Kind::Share, &TimeZone::UTC);
        assert_eq!(fields, ["0.3333", "1", "3"]);
        let fields = Cell::Share(Share::of(0, 0)).csv(Kind::Share, &TimeZone::UTC);
        assert_eq!(fields, ["", "0", "0"]);
    }
}
