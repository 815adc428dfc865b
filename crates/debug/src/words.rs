//! The panel's own words.

use banso_engine::Hold;
use banso_engine::consent::denied;
use banso_engine::explain::words::Language;
use banso_engine::explain::{Known, State};

use crate::log::Fate;
use crate::selector::Quality;
use crate::state::Tab;

pub(crate) fn tab(tab: Tab, language: Language) -> &'static str {
    match tab {
        Tab::Guides => language.pick("Guides", "ガイド"),
        Tab::Events => language.pick("Events", "イベント"),
        Tab::Adoption => language.pick("Adoption", "定着"),
        Tab::Facts => language.pick("Facts", "状況"),
        Tab::Time => language.pick("Time", "時間"),
        Tab::Pick => language.pick("Pick", "要素"),
    }
}

pub(crate) fn fate(fate: Fate, language: Language) -> (&'static str, &'static str) {
    match fate {
        Fate::Waiting => ("wait", language.pick("waiting", "送信待ち")),
        Fate::Sent => ("way", language.pick("sent", "送信済み")),
        Fate::Acknowledged => ("yes", language.pick("acknowledged", "受領済み")),
        Fate::Refused => ("no", language.pick("refused", "拒否")),
        Fate::Dropped => ("no", language.pick("dropped", "破棄")),
    }
}

pub(crate) fn state(state: State, language: Language) -> (&'static str, &'static str) {
    match state {
        State::Shown => ("yes", language.pick("shown", "表示中")),
        State::UnderWay => ("way", language.pick("under way", "進行中")),
        State::WouldShow => ("way", language.pick("would show", "表示直前")),
        State::Held => ("wait", language.pick("held back", "保留")),
    }
}

pub(crate) fn known(
    known: Known,
    language: Language,
) -> (&'static str, &'static str, &'static str) {
    match known {
        Known::Yes => ("yes", "✓", language.pick("holds", "成立")),
        Known::No => ("no", "✕", language.pick("does not hold", "不成立")),
        Known::Unknown => ("wait", "?", language.pick("not known", "不明")),
    }
}

pub(crate) fn quality(quality: Quality, language: Language) -> (&'static str, &'static str) {
    match quality {
        Quality::Good => ("yes", language.pick("will last", "変更に強い")),
        Quality::Fair => ("way", language.pick("should last", "おおむね安定")),
        Quality::Weak => (
            "no",
            language.pick(
                "hangs on the layout: ask for a data-testid",
                "構造に依存: data-testid の追加を推奨",
            ),
        ),
    }
}

pub(crate) fn hold(hold: Hold, language: Language) -> &'static str {
    let ja = match hold {
        Hold::Page => "ページ",
        Hold::Element => "要素",
        Hold::Schedule => "期間",
        Hold::Audience => "対象者",
        Hold::Frequency => "頻度",
        Hold::Snoozed => "後回し",
        Hold::Trigger => "きっかけ",
        Hold::Budget => "表示枠",
        Hold::Target => "対象の要素",
        Hold::Holdout => "比較",
        Hold::Rested => "休止",
        Hold::Outranked => "優先順位",
        Hold::Quiet => "静音",
        Hold::Elsewhere => "別のウィンドウ",
        Hold::Consent => "同意",
    };
    language.pick(hold.name(), ja)
}

/// What the user has agreed to, and what not.
pub(crate) fn consent(bits: u8, language: Language) -> String {
    let named = [
        (denied::RECORDS, language.pick("records", "記録")),
        (denied::GUIDES, language.pick("guides", "ガイド")),
        (denied::SURVEYS, language.pick("surveys", "アンケート")),
        (denied::HELP, language.pick("help", "ヘルプ")),
    ];
    let marked = |(bit, name): (u8, &str)| {
        let mark = if bits & bit == 0 { '✓' } else { '✗' };
        format!("{mark} {name}")
    };
    named.map(marked).join(" · ")
}
