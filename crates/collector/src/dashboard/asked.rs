//! Inquiries in words.

use super::format::{percent, summary as count};
use super::lang::{Lang, Word};
use super::words as w;
use crate::query::{Inquiry, Tally, Topic};

/// How many inquiries there are, what most are about, and what several accounts ask.
pub(super) fn all(
    lang: Lang,
    whole: &Tally,
    most: Option<(&str, u64)>,
    topics: &[Topic],
) -> String {
    let (inquiries, open) = (count(whole.inquiries), count(whole.open));
    let head = match lang {
        Lang::En if whole.inquiries == 1 => format!("1 inquiry; {open} open."),
        Lang::En => format!("{inquiries} inquiries; {open} open."),
        Lang::Ja => format!("問い合わせは{inquiries}件、うち{open}件が未対応です。"),
    };
    let share = |of: u64| percent(of as f64 / whole.inquiries.max(1) as f64);
    let most = most.map(|(name, of)| match lang {
        Lang::En => format!(" Most are about “{name}” ({}).", share(of)),
        Lang::Ja => format!("最も多いのは「{name}」（{}）です。", share(of)),
    });
    let topic = topics.first().map(|topic| match lang {
        Lang::En => format!(" {} accounts ask for the same thing.", topic.accounts.len()),
        Lang::Ja => format!(
            "{}つのアカウントが同じことを尋ねています。",
            topic.accounts.len()
        ),
    });
    head + &most.unwrap_or_default() + &topic.unwrap_or_default()
}

/// Who asked one inquiry, and what was tried before.
pub(super) fn one(lang: Lang, inquiry: &Inquiry, who: &str) -> String {
    let (searches, articles) = (inquiry.searches.len(), inquiry.articles.len());
    let state = lang.say(state(inquiry));
    match lang {
        Lang::En => {
            let plural = |count, one, many| if count == 1 { one } else { many };
            format!(
                "{who} asked after {searches} {} and {articles} {}. {state}.",
                plural(searches, "search", "searches"),
                plural(articles, "article", "articles"),
            )
        }
        Lang::Ja => format!(
            "{who}さんからの問い合わせです（検索{searches}回、記事{articles}件のあと）。{state}です。"
        ),
    }
}

/// Whether it is open.
pub(super) fn state(inquiry: &Inquiry) -> Word {
    if inquiry.answered_at.is_some() {
        w::DONE_ANSWERED
    } else {
        w::OPEN
    }
}

/// The beginning of a text, in one line.
pub(super) fn short(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(most).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}
