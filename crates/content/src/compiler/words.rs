//! Our own words: those that surround what the content says. They are here in English and Japanese;
//! for every other locale, and to say something else, the content gives them in `words`.

use std::collections::BTreeMap;

use super::authored::ContentFile;

/// One word or sentence of our own.
pub(super) struct Entry {
    /// Its key in `words`.
    pub key: &'static str,
    /// Where it is shown, for the schema.
    pub shown: &'static str,
    /// How often `%` stands in it; each is filled in, in order.
    pub blanks: usize,
    /// How wide it may be, in columns.
    pub most: usize,
    /// In English.
    pub en: &'static str,
    /// In Japanese.
    pub ja: &'static str,
}

/// The widths of what is on a button, on a line, and in a sentence.
const LABEL: usize = 24;
const LINE: usize = 60;
const SENTENCE: usize = 160;

macro_rules! words {
    ($($key:ident: $blanks:literal, $most:ident, $shown:literal, $en:literal, $ja:literal;)*) => {
        /// Our own words in one locale. `%` stands for what is filled in, in order.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub(super) struct Words {
            $(#[doc = $shown] pub $key: String,)*
        }

        /// Every word, in the order of the documentation.
        pub(super) const ENTRIES: &[Entry] = &[
            $(Entry {
                key: stringify!($key),
                shown: $shown,
                blanks: $blanks,
                most: $most,
                en: $en,
                ja: $ja,
            },)*
        ];

        impl Words {
            /// Each word as `say` has it.
            fn each(say: impl Fn(&Entry) -> String) -> Self {
                let mut entries = ENTRIES.iter();
                let mut next = || entries.next().map_or_else(String::new, &say);
                Self { $($key: next(),)* }
            }
        }
    };
}

words! {
    next: 0, LABEL, "The button to the next step.", "Next", "次へ";
    back: 0, LABEL, "The button to the step before, or to the list that an article was opened from.", "Back", "戻る";
    done: 0, LABEL, "The button of the last step.", "Done", "完了";
    seen: 0, LABEL, "The button of a guide with one step.", "Got it", "わかりました";
    later: 0, LABEL, "The button that puts a guide off.", "Later", "あとで";
    close: 0, LABEL, "The name of the button with the cross.", "Close", "閉じる";
    steps: 2, LINE, "Which step this is, and of how many.", "% of %", "ステップ % / %";
    help: 0, LABEL, "The name of the button that opens help.", "Help", "ヘルプ";
    launcher: 3, LINE, "The name of that button while a checklist is open: what the button says, how many tasks are done, and of how many.", "%, % of % done", "%, % / % 完了";
    loading: 0, LINE, "While help is downloaded.", "Loading help", "ヘルプを読み込んでいます";
    failed: 0, SENTENCE, "When help could not be downloaded.", "Help could not be loaded. Check your connection and try again.", "ヘルプを読み込めませんでした。接続を確認して、もう一度お試しください。";
    retry: 0, LABEL, "The button that tries again.", "Try again", "もう一度試す";
    search: 0, LINE, "The name of the search field.", "Search help", "ヘルプを検索";
    progress: 2, LINE, "How many tasks of a checklist are done, and of how many.", "% of % done", "% / % 完了";
    all_done: 0, LINE, "A complete checklist.", "All done", "すべて完了しました";
    task_done: 0, LABEL, "The mark of a task that is done.", "Done", "完了";
    optional: 0, LABEL, "The mark of a task that may be left out.", "Optional", "任意";
    locked: 1, LINE, "A task that waits for another one: the title of that.", "Available after “%”", "「%」の完了後に進めます";
    due: 1, LINE, "Until when a checklist should be complete: the day.", "Due %", "期限は%";
    overdue: 1, LINE, "Until when it should have been: the day.", "Was due %", "期限は%でした";
    unread: 2, LINE, "The name of the button that opens help while there is news: what the button says, and how much is new.", "%, % new", "%, 新着%件";
    news: 0, LABEL, "The heading of the announcements.", "News", "お知らせ";
    all_news: 0, LABEL, "The button that leads to all of them.", "All news", "すべてのお知らせ";
    new: 0, LABEL, "The mark of an announcement that was not read.", "New", "新着";
    no_news: 0, LINE, "When there is no announcement.", "Nothing new", "新しいお知らせはありません";
    guides: 0, LABEL, "The heading of the guides that people can start.", "Guides", "ガイド";
    started: 0, LABEL, "The mark of such a guide that was begun, and not finished.", "Started", "途中";
    contact: 0, LABEL, "The heading of other ways to get help.", "More help", "その他のサポート";
    for_page: 0, LINE, "The heading of the articles that are suggested on a page.", "For this page", "このページのヘルプ";
    topics: 0, LINE, "The heading of the categories.", "Topics", "カテゴリから探す";
    related: 0, LINE, "The heading of the articles after an article.", "Read next", "あわせて読む";
    found: 1, LINE, "How many articles a search found, if not one.", "% results", "%件見つかりました";
    found_one: 0, LINE, "When a search found one article.", "1 result", "1件見つかりました";
    nothing: 1, LINE, "When a search found no article: what was searched for.", "No article matches “%”", "「%」に一致する記事はありません";
    nothing_hint: 0, SENTENCE, "What to do then.", "Try another word, or look through the topics.", "別の言葉で検索するか、カテゴリからお探しください。";
    empty: 0, SENTENCE, "Help without any article.", "There are no articles yet.", "記事はまだありません。";
    gone: 0, SENTENCE, "A link to an article that is not there any more.", "This article is no longer available.", "この記事は公開されていません。";
    updated: 1, LINE, "When an article was revised: the day.", "Updated %", "% 更新";
    helpful: 0, LINE, "The question below an article.", "Was this helpful?", "この記事は役に立ちましたか";
    yes: 0, LABEL, "An answer to it.", "Yes", "はい";
    no: 0, LABEL, "The other answer.", "No", "いいえ";
    thanks: 0, SENTENCE, "What follows the answer.", "Thank you. We will use your answer to improve this article.", "ありがとうございます。記事の改善に役立てます。";
    ask: 0, LABEL, "The way to write to support.", "Contact support", "お問い合わせ";
    stuck: 0, SENTENCE, "Beside it, where a search or an article did not help.", "Still stuck? Our team can help.", "解決しない場合は、サポートにご相談ください。";
    your_question: 0, LINE, "The field for a question to support.", "Your question", "ご質問の内容";
    about: 0, LINE, "The choice of what a question to support is about.", "What is it about?", "ご用件";
    along: 0, LINE, "The heading of what is sent along with a question to support.", "Sent along to help us answer", "一緒に送る情報";
    on_page: 1, LINE, "Of that, the page: its path.", "Page: %", "ページ: %";
    searched: 1, LINE, "Of that, a search: what was searched for.", "Search: %", "検索: %";
    was_read: 1, LINE, "Of that, an article that was read: its title.", "Article: %", "記事: %";
    remove: 1, LINE, "The button that leaves one of these out: what it says.", "Leave out: %", "送らない: %";
    email: 0, LINE, "The field for the e-mail address to answer to.", "E-mail address for our answer", "返信先のメールアドレス";
    email_wrong: 0, SENTENCE, "When that is no e-mail address.", "Write an e-mail address, such as name@example.com.", "メールアドレスを入力してください（例: name@example.com）。";
    masked: 0, SENTENCE, "When a secret was found in what was written.", "We hid what looks like a card number, a key or a password. It is not sent.", "カード番号、キー、パスワードと思われる部分を隠しました。この部分は送信されません。";
    sent: 0, LINE, "When a question to support was sent.", "We have your question", "お問い合わせを受け付けました";
    waits: 0, SENTENCE, "When it cannot be sent yet.", "You are offline. Your question is kept on this device and sent when you are back online.", "オフラインのため、ご質問をこの端末に保存しました。接続が戻りしだい送信します。";
    another: 0, LABEL, "The button to write once more.", "Ask something else", "別の質問をする";
    why: 0, LINE, "The field below the answer whether an article helped: why.", "What made the difference? (optional)", "よろしければ理由をお聞かせください（任意）";
    recent: 0, LINE, "The heading of what was searched for and read before.", "Recent", "最近の履歴";
    frequent: 0, LINE, "The heading of the frequent questions of a page.", "Common questions here", "このページのよくある質問";
    contents: 0, LINE, "The heading of the parts of a long article.", "In this article", "この記事の内容";
    copy: 0, LABEL, "The button that copies code.", "Copy", "コピー";
    copied: 0, LABEL, "What it says when that is done.", "Copied", "コピーしました";
    in_tab: 0, LINE, "The way to an article in a tab of its own.", "Open in a new tab", "新しいタブで開く";
    send: 0, LABEL, "The button of the last question of a survey.", "Send", "送信する";
    skip: 0, LABEL, "The button that passes a question over.", "Skip", "スキップ";
    asked: 2, LINE, "Which question of a survey this is, and of how many.", "% of %", "% / %";
    stars: 2, LINE, "The name of a star: how many stars it gives, and of how many.", "% of % stars", "星%（%段階中）";
    other: 0, LABEL, "The last option of a question, which takes a text.", "Other", "その他";
    own: 0, LINE, "The name of the field for that text.", "Your own answer", "その他の内容";
    written: 2, LINE, "How many characters are written, and how many fit.", "% of % characters", "% / %文字";
    up: 1, LINE, "The button that moves an option of a ranking up: the option.", "Move up: %", "上へ移動: %";
    down: 1, LINE, "The button that moves it down: the option.", "Move down: %", "下へ移動: %";
    moved: 3, LINE, "Where it is now: the option, its place, and of how many.", "%, % of %", "%、%番目（全%件）";
    choose: 0, LINE, "When a question without an answer is sent.", "Choose an answer.", "回答を選んでください。";
    choose_each: 0, LINE, "When a row without an answer is sent.", "Choose an answer in each row.", "すべての行で回答を選んでください。";
    least: 1, LINE, "When too little is chosen: how much it takes.", "Choose at least %.", "%個以上選んでください。";
    most: 1, LINE, "When too much is chosen: how much it may be.", "Choose % at most.", "選べるのは%個までです。";
    write: 0, LINE, "When a text without a word is sent.", "Write an answer.", "回答を入力してください。";
    longer: 1, LINE, "When a text is too short: how many characters it takes.", "Write at least % characters.", "%文字以上で入力してください。";
    play: 1, LINE, "The button on the poster of an embedded player: the title of what it plays.", "Play: %", "再生: %";
}

impl Words {
    /// The words in a locale of the content: of each those that the content gives for it, else ours,
    /// else those of its fallbacks in the same way, else the English ones.
    pub(super) fn of(content: &ContentFile, locale: &str) -> Self {
        let declared = content.locales.iter().find(|one| one.id == locale);
        let fallback = declared.map_or(&[][..], |declared| &declared.fallback);
        let chain: Vec<&str> = std::iter::once(locale)
            .chain(fallback.iter().map(String::as_str))
            .collect();
        Self::each(|entry| {
            let said = chain
                .iter()
                .find_map(|locale| said(&content.words, locale, entry));
            said.unwrap_or(entry.en).into()
        })
    }
}

impl Words {
    /// Those that the view says, at their positions in [`crate::prose::word`].
    pub(super) fn for_view(&self) -> Vec<String> {
        use crate::prose::word as at;
        placed(&[
            (at::HELP, &self.help),
            (at::LAUNCHER, &self.launcher),
            (at::LOADING, &self.loading),
            (at::FAILED, &self.failed),
            (at::RETRY, &self.retry),
            (at::CLOSE, &self.close),
            (at::BACK, &self.back),
            (at::SEARCH, &self.search),
            (at::PROGRESS, &self.progress),
            (at::ALL_DONE, &self.all_done),
            (at::TASK_DONE, &self.task_done),
            (at::OPTIONAL, &self.optional),
            (at::LOCKED, &self.locked),
            (at::DUE, &self.due),
            (at::OVERDUE, &self.overdue),
            (at::UNREAD, &self.unread),
            (at::NEWS, &self.news),
            (at::ALL_NEWS, &self.all_news),
            (at::NEW, &self.new),
            (at::NO_NEWS, &self.no_news),
            (at::GUIDES, &self.guides),
            (at::STARTED, &self.started),
        ])
    }

    /// Those around articles, at their positions in [`crate::help::word`].
    pub(super) fn for_articles(&self) -> Vec<String> {
        use crate::help::word as at;
        placed(&[
            (at::FOR_PAGE, &self.for_page),
            (at::TOPICS, &self.topics),
            (at::RELATED, &self.related),
            (at::FOUND, &self.found),
            (at::FOUND_ONE, &self.found_one),
            (at::NOTHING, &self.nothing),
            (at::NOTHING_HINT, &self.nothing_hint),
            (at::EMPTY, &self.empty),
            (at::GONE, &self.gone),
            (at::UPDATED, &self.updated),
            (at::HELPFUL, &self.helpful),
            (at::YES, &self.yes),
            (at::NO, &self.no),
            (at::THANKS, &self.thanks),
            (at::ASK, &self.ask),
            (at::STUCK, &self.stuck),
            (at::QUESTION, &self.your_question),
            (at::TOPIC, &self.about),
            (at::ALONG, &self.along),
            (at::ON_PAGE, &self.on_page),
            (at::SEARCHED, &self.searched),
            (at::READ, &self.was_read),
            (at::REMOVE, &self.remove),
            (at::EMAIL, &self.email),
            (at::EMAIL_WRONG, &self.email_wrong),
            (at::MASKED, &self.masked),
            (at::SENT, &self.sent),
            (at::WAITS, &self.waits),
            (at::ANOTHER, &self.another),
            (at::SEND, &self.send),
            (at::CHOOSE, &self.choose),
            (at::WRITE, &self.write),
            (at::WHY, &self.why),
            (at::RECENT, &self.recent),
            (at::FREQUENT, &self.frequent),
            (at::CONTENTS, &self.contents),
            (at::COPY, &self.copy),
            (at::COPIED, &self.copied),
            (at::IN_TAB, &self.in_tab),
        ])
    }
}

/// Words at the positions that are said of them.
fn placed(words: &[(usize, &str)]) -> Vec<String> {
    let mut all = vec![String::new(); words.len()];
    for (at, word) in words {
        all[*at] = (*word).into();
    }
    all
}

/// What the content gives, by locale and key.
type Given = BTreeMap<String, BTreeMap<String, String>>;

/// A word in exactly this locale.
fn said<'a>(given: &'a Given, locale: &str, entry: &Entry) -> Option<&'a str> {
    let own = given.get(locale).and_then(|words| words.get(entry.key));
    own.map(String::as_str).or_else(|| ours(locale, entry))
}

/// A word of ours, if we have it in the language of this locale.
pub(super) fn ours(locale: &str, entry: &Entry) -> Option<&'static str> {
    match language(locale).as_str() {
        "en" => Some(entry.en),
        "ja" => Some(entry.ja),
        _ => None,
    }
}

/// The language of a locale: `pt` of `pt-BR`.
pub(super) fn language(locale: &str) -> String {
    let language = locale.split('-').next().unwrap_or_default();
    language.to_ascii_lowercase()
}

/// How many places of a word are filled in.
pub(super) fn blanks(text: &str) -> usize {
    text.matches('%').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(text: &str) -> ContentFile {
        serde_json::from_str(text).unwrap_or_default()
    }

    #[test]
    fn every_word_of_ours_keeps_the_rules_of_the_schema() {
        for entry in ENTRIES {
            for text in [entry.en, entry.ja] {
                assert_eq!(blanks(text), entry.blanks, "{}", entry.key);
                let columns = unicode_width::UnicodeWidthStr::width(text);
                assert!((1..=entry.most).contains(&columns), "{}", entry.key);
            }
        }
    }

    #[test]
    fn the_nearest_words_are_taken_key_by_key() {
        let content = content(
            r#"{
              "locales": [{ "id": "en" }, { "id": "ja-JP" }, { "id": "de-AT", "fallback": ["de", "ja-JP"] }, { "id": "de" }],
              "words": { "de": { "next": "Weiter", "back": "Zurück" }, "de-AT": { "back": "Retour" }, "ja-JP": { "back": "前へ" } }
            }"#,
        );
        let said = |locale| {
            let Words {
                next, back, done, ..
            } = Words::of(&content, locale);
            [next, back, done]
        };
        assert_eq!(said("en"), ["Next", "Back", "Done"]);
        assert_eq!(said("ja-JP"), ["次へ", "前へ", "完了"]);
        assert_eq!(said("de"), ["Weiter", "Zurück", "Done"]);
        assert_eq!(said("de-AT"), ["Weiter", "Retour", "完了"]);
    }

    #[test]
    fn each_field_has_the_word_of_its_key() {
        let words = Words::of(&ContentFile::default(), "en");
        assert_eq!((words.next.as_str(), words.thanks.len()), ("Next", 59));
        assert_eq!(words.play, "Play: %");
    }
}
