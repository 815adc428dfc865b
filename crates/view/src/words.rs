//! The view's own words. Content brings its own texts; these are for what surrounds them.

use banso_ui::Env;

/// The words of one language. `%` stands for what is filled in, in order.
pub(crate) struct Words {
    pub(crate) next: &'static str,
    pub(crate) back: &'static str,
    pub(crate) done: &'static str,
    pub(crate) seen: &'static str,
    pub(crate) later: &'static str,
    pub(crate) close: &'static str,
    pub(crate) steps: &'static str,
    pub(crate) help: &'static str,
    pub(crate) progress: &'static str,
    pub(crate) loading: &'static str,
    pub(crate) failed: &'static str,
    pub(crate) retry: &'static str,
}

const EN: Words = Words {
    next: "Next",
    back: "Back",
    done: "Done",
    seen: "Got it",
    later: "Later",
    close: "Close",
    steps: "% of %",
    help: "Help",
    progress: "%, % of % done",
    loading: "Loading help",
    failed: "Help could not be loaded. Check your connection and try again.",
    retry: "Try again",
};

const JA: Words = Words {
    next: "次へ",
    back: "戻る",
    done: "完了",
    seen: "わかりました",
    later: "あとで",
    close: "閉じる",
    steps: "ステップ % / %",
    help: "ヘルプ",
    progress: "%, % / % 完了",
    loading: "ヘルプを読み込んでいます",
    failed: "ヘルプを読み込めませんでした。接続を確認して、もう一度お試しください。",
    retry: "もう一度試す",
};

/// The words for the locale; English where we have none.
pub(crate) fn words(env: &Env) -> &'static Words {
    if env.is_japanese() { &JA } else { &EN }
}
