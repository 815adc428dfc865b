//! The panel's own words. Content brings its own texts; these are for what surrounds them.

use banso_ui::Env;

/// The words of one language. `%` stands for what is filled in, in order.
pub(crate) struct Words {
    pub(crate) back: &'static str,
    pub(crate) close: &'static str,
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
    back: "Back",
    close: "Close",
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
    back: "戻る",
    close: "閉じる",
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

/// The words for the locale; English where we have none.
pub(crate) fn words(env: &Env) -> &'static Words {
    if env.is_japanese() { &JA } else { &EN }
}
