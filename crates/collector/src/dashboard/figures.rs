//! The figures of a page: few, large, each with what it is compared to.

use maud::{Markup, html};

use super::cell::draw_share;
use super::format;
use super::lang::Lang;
use crate::query::{Count, Share};

/// One figure.
pub(super) struct Figure {
    label: String,
    value: Markup,
    note: Markup,
}

impl Figure {
    /// A number, short; exact on hover.
    pub(super) fn count(label: impl Into<String>, value: u64) -> Self {
        Self {
            label: label.into(),
            value: html! { span title=(format::count(value)) { (format::summary(value)) } },
            note: html! {},
        }
    }

    /// A number with its change from the period before.
    pub(super) fn compared(lang: Lang, label: impl Into<String>, count: Count) -> Self {
        let note = count.change().map(format::change);
        let before = lang.pick("before: ", "前回: ").to_owned() + &format::summary(count.before);
        let exact = format::count(count.before);
        Self {
            note: html! {
                @if let Some(note) = note { span.change { (note) } " " span.was title=(exact) { (before) } }
                @else { span.was title=(exact) { (before) } }
            },
            ..Self::count(label, count.now)
        }
    }

    /// A share with its numbers.
    pub(super) fn share(lang: Lang, label: impl Into<String>, share: Share) -> Self {
        Self {
            label: label.into(),
            value: draw_share(lang, share),
            note: html! { span.was { (format::count(share.part)) " / " (format::count(share.whole)) } },
        }
    }

    /// A share as its two numbers.
    pub(super) fn fraction(label: impl Into<String>, share: Share) -> Self {
        Self::text(label, Some(format!("{} / {}", share.part, share.whole)))
    }

    /// A text with a note.
    pub(super) fn noted(label: impl Into<String>, value: String, note: String) -> Self {
        Self {
            note: html! { (note) },
            ..Self::text(label, Some(value))
        }
    }

    /// A text.
    pub(super) fn text(label: impl Into<String>, value: Option<String>) -> Self {
        Self {
            label: label.into(),
            value: html! { (value.unwrap_or_else(|| "–".into())) },
            note: html! {},
        }
    }
}

/// A row of figures.
pub(super) fn figures(figures: &[Figure]) -> Markup {
    html! {
        dl.figures {
            @for figure in figures {
                div { dt { (figure.label) } dd { (figure.value) } dd.note { (figure.note) } }
            }
        }
    }
}
