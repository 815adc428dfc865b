//! The view's own words. Content brings its own texts; these are for what surrounds them.

use alloc::string::String;

/// The words of one language. `%` stands for what is filled in, in order.
pub(crate) struct Words {
    pub(crate) next: &'static str,
    pub(crate) back: &'static str,
    pub(crate) done: &'static str,
    pub(crate) close: &'static str,
    pub(crate) steps: &'static str,
    pub(crate) help: &'static str,
    pub(crate) search: &'static str,
    pub(crate) progress: &'static str,
    pub(crate) all_done: &'static str,
    pub(crate) task_done: &'static str,
    pub(crate) for_page: &'static str,
    pub(crate) topics: &'static str,
    pub(crate) related: &'static str,
    pub(crate) found: &'static str,
    pub(crate) found_one: &'static str,
    pub(crate) nothing: &'static str,
    pub(crate) nothing_hint: &'static str,
    pub(crate) empty: &'static str,
    pub(crate) loading: &'static str,
    pub(crate) failed: &'static str,
    pub(crate) retry: &'static str,
    pub(crate) gone: &'static str,
    pub(crate) updated: &'static str,
    pub(crate) helpful: &'static str,
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    pub(crate) thanks: &'static str,
}

const EN: Words = Words {
    next: "Next",
    back: "Back",
    done: "Done",
    close: "Close",
    steps: "% of %",
    help: "Help",
    search: "Search help",
    progress: "% of % done",
    all_done: "All done",
    task_done: "Done",
    for_page: "For this page",
    topics: "Topics",
    related: "Read next",
    found: "% results",
    found_one: "1 result",
    nothing: "No article matches “%”",
    nothing_hint: "Try another word, or look through the topics.",
    empty: "There are no articles yet.",
    loading: "Loading help",
    failed: "Help could not be loaded. Check your connection and try again.",
    retry: "Try again",
    gone: "This article is no longer available.",
    updated: "Updated %",
    helpful: "Was this helpful?",
    yes: "Yes",
    no: "No",
    thanks: "Thank you. We will use your answer to improve this article.",
};

const JA: Words = Words {
    next: "次へ",
    back: "戻る",
    done: "完了",
    close: "閉じる",
    steps: "ステップ % / %",
    help: "ヘルプ",
    search: "ヘルプを検索",
    progress: "% / % 完了",
    all_done: "すべて完了しました",
    task_done: "完了",
    for_page: "このページのヘルプ",
    topics: "カテゴリから探す",
    related: "あわせて読む",
    found: "%件見つかりました",
    found_one: "1件見つかりました",
    nothing: "「%」に一致する記事はありません",
    nothing_hint: "別の言葉で検索するか、カテゴリからお探しください。",
    empty: "記事はまだありません。",
    loading: "ヘルプを読み込んでいます",
    failed: "ヘルプを読み込めませんでした。接続を確認して、もう一度お試しください。",
    retry: "もう一度試す",
    gone: "この記事は公開されていません。",
    updated: "% 更新",
    helpful: "この記事は役に立ちましたか",
    yes: "はい",
    no: "いいえ",
    thanks: "ありがとうございます。記事の改善に役立てます。",
};

/// The words for a locale; English where we have none.
pub(crate) fn for_locale(locale: &str) -> &'static Words {
    if is_japanese(locale) { &JA } else { &EN }
}

/// Whether a locale is Japanese.
pub(crate) fn is_japanese(locale: &str) -> bool {
    locale == "ja" || locale.starts_with("ja-")
}

/// A text with its `%`s filled in, in order.
pub(crate) fn fill(text: &str, values: &[&str]) -> String {
    let mut out = String::new();
    let mut values = values.iter();
    for (at, piece) in text.split('%').enumerate() {
        if at > 0 {
            out.push_str(values.next().copied().unwrap_or_default());
        }
        out.push_str(piece);
    }
    out
}
