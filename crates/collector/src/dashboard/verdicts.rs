//! What is said of a person's guides: in one sentence of all, and in one of each.

use banso_engine::Hold;
use banso_engine::explain::words::{self as say, Language};

use super::lang::{Lang, Word};
use super::visit::Visit;
use super::{format, words as w};
use crate::query::{CONTROL, HOLDOUT, Verdict, WhyGuide};

/// The language in which explanations are said.
pub(super) fn language(lang: Lang) -> Language {
    lang.pick(Language::En, Language::Ja)
}

/// A verdict in a word or two.
pub(super) fn word(verdict: Verdict) -> Word {
    match verdict {
        Verdict::Held => w::HELD_BACK,
        Verdict::HeldOut => w::HELD_OUT,
        Verdict::Open => w::CAN_APPEAR,
        Verdict::UnderWay => w::UNDER_WAY,
        Verdict::Shown => w::WAS_SHOWN,
    }
}

/// "Of 5 guides, Aiko Tanaka has seen 2. 1 can appear now, 2 are held back, 1 of them by one thing
/// alone."
pub(super) fn all(lang: Lang, name: &str, guides: &[WhyGuide]) -> String {
    let count = |of: fn(&WhyGuide) -> bool| guides.iter().filter(|one| of(one)).count();
    let seen = count(|one| one.seen.is_some() || one.older);
    let open = count(|one| matches!(one.verdict, Verdict::Open | Verdict::UnderWay));
    let held = count(|one| one.verdict == Verdict::Held);
    let near = count(|one| one.verdict == Verdict::Held && one.distance() == 1);
    let all = guides.len();
    let head = match lang {
        Lang::En => format!(
            "{name} has seen {seen} of {all} {}. {} can appear now, {} {} held back",
            if all == 1 { "guide" } else { "guides" },
            number(open, "None"),
            number(held, "none"),
            if held == 1 { "is" } else { "are" },
        ),
        Lang::Ja => format!(
            "{name}さんには、{all}件のガイドのうち{seen}件が表示されました。いま表示できるのは{open}件、表示されないのは{held}件です。"
        ),
    };
    let tail = match (lang, near) {
        (Lang::En, 0) => ".".to_owned(),
        (Lang::En, near) if near == held => ", by one thing alone.".to_owned(),
        (Lang::En, near) => format!(", {near} of them by one thing alone."),
        (Lang::Ja, 0) => String::new(),
        (Lang::Ja, near) => format!("うち{near}件は理由が1つだけです。"),
    };
    head + &tail
}

fn number(count: usize, none: &str) -> String {
    match count {
        0 => none.to_owned(),
        count => count.to_string(),
    }
}

/// Why a guide was shown or not.
pub(super) fn one(visit: &Visit, guide: &WhyGuide) -> String {
    match guide.verdict {
        Verdict::Open => open(visit.lang, guide),
        Verdict::Shown => shown(visit, guide),
        Verdict::HeldOut => visit.lang.say(w::IS_HELD_OUT).to_owned(),
        Verdict::UnderWay if guide.away.explanation.holds.is_empty() => under_way(visit, guide),
        Verdict::Held | Verdict::UnderWay => {
            let now = visit.now.max(0).unsigned_abs();
            say::summary(&guide.away.explanation, now, language(visit.lang))
        }
    }
}

fn open(lang: Lang, guide: &WhyGuide) -> String {
    let away = &guide.away;
    let pages = away.pages.join(lang.pick(" or ", " か "));
    let more = !away.open.is_empty() || !away.starts.is_empty();
    match (lang, away.pages.is_empty(), more) {
        (Lang::En, true, false) => "Nothing holds it back: it can appear on any page.".to_owned(),
        (Lang::En, true, true) => {
            "Nothing known holds it back; the browser decides the rest.".to_owned()
        }
        (Lang::En, false, false) => format!("Nothing holds it back: it can appear on {pages}."),
        (Lang::En, false, true) => {
            format!("Nothing known holds it back on {pages}; the browser decides the rest.")
        }
        (Lang::Ja, true, false) => "妨げるものはなく、どのページでも表示できます。".to_owned(),
        (Lang::Ja, true, true) => {
            "分かる範囲で妨げるものはなく、残りはブラウザーで決まります。".to_owned()
        }
        (Lang::Ja, false, false) => format!("妨げるものはなく、{pages} で表示できます。"),
        (Lang::Ja, false, true) => format!(
            "{pages} では、分かる範囲で妨げるものはありません。残りはブラウザーで決まります。"
        ),
    }
}

fn under_way(visit: &Visit, guide: &WhyGuide) -> String {
    let (lang, seen) = (visit.lang, time(visit, guide.seen));
    let pages = guide.away.pages.join(lang.pick(" or ", " か "));
    match (lang, pages.is_empty()) {
        (Lang::En, true) => format!("Seen {seen} and not ended: it goes on at the next visit."),
        (Lang::En, false) => format!("Seen {seen} and not ended: it goes on at {pages}."),
        (Lang::Ja, true) => format!("{seen}に表示され、まだ終わっていません。次の訪問で続きます。"),
        (Lang::Ja, false) => {
            format!("{seen}に表示され、まだ終わっていません。{pages} で続きます。")
        }
    }
}

fn shown(visit: &Visit, guide: &WhyGuide) -> String {
    if guide.older {
        return visit.lang.say(w::SHOWN_BEFORE).to_owned();
    }
    let (lang, seen) = (visit.lang, time(visit, guide.seen));
    let end = match (guide.completed, guide.dismissed) {
        (None, None) => lang.pick("", ""),
        (completed, dismissed) if completed >= dismissed => {
            lang.pick(" and finished", "、最後まで完了")
        }
        _ => lang.pick(" and closed before its end", "、途中で終了"),
    };
    let holds = guide.away.explanation.holds.iter();
    let again = holds.filter(|held| held.hold == Hold::Frequency);
    let again = again.filter_map(|held| held.until).max();
    let again = again.map(|until| time(visit, Some(until)));
    match (lang, again) {
        (Lang::En, None) => format!("Seen {seen}{end}; it does not appear by itself again."),
        (Lang::En, Some(again)) => format!("Seen {seen}{end}; it may appear again from {again}."),
        (Lang::Ja, None) => format!("{seen}に表示{end}。自動では再び表示されません。"),
        (Lang::Ja, Some(again)) => format!("{seen}に表示{end}。{again}から再び表示できます。"),
    }
}

fn time(visit: &Visit, at: Option<u64>) -> String {
    let zone = visit.preferences.zone(visit.lang);
    at.map_or(String::new(), |at| {
        format::time(visit.lang, at.cast_signed(), &zone)
    })
}

/// The name of a variation.
pub(super) fn variation(lang: Lang, id: &str) -> String {
    match id {
        HOLDOUT => lang.say(w::HELD_OUT).to_owned(),
        CONTROL => lang.say(w::AS_IT_IS).to_owned(),
        variant => variant.to_owned(),
    }
}
