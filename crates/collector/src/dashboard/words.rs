//! The words table: every fixed text of the dashboard, in both languages.

use banso_content::model::AdoptionState;

use super::lang::Word;
use crate::auth::staff::Role;

macro_rules! words {
    ($($name:ident = $en:literal, $ja:literal;)*) => {
        $(pub(super) const $name: Word = Word { en: $en, ja: $ja };)*
    };
}

words! {
    // Pages
    OVERVIEW = "Overview", "概要";
    FEATURES = "Features", "機能";
    ACCOUNTS = "Accounts", "アカウント";
    ONBOARDING = "Onboarding", "オンボーディング";
    GUIDES = "Guides", "ガイド";
    SURVEYS = "Surveys", "アンケート";
    HELP = "Help", "ヘルプ";
    LIVE = "Live", "ライブ";
    PAGES = "Pages", "ページ";
    SKIP = "Skip to content", "本文へ移動";

    // Frame
    DEMO_LABEL = "Demonstration", "デモ";
    DEMO = "Demo data. Everyone and everything here is made up.", "デモデータです。登場する人や会社は架空のものです。";
    ADMIN = "Admin", "管理者";
    VIEWER = "Viewer", "閲覧者";
    SIGN_IN = "Sign in", "サインイン";
    SIGN_OUT = "Sign out", "サインアウト";
    EMAIL = "Email", "メールアドレス";
    PASSWORD = "Password", "パスワード";
    WRONG = "The address and the password do not match. Check both and try again.", "メールアドレスかパスワードが違います。ご確認のうえ、もう一度お試しください。";
    TOO_MANY = "Too many attempts. Wait a few minutes, then try again.", "試行回数の上限に達しました。数分おいて、もう一度お試しください。";
    NO_PASSWORD = "No account yet? Ask the person who runs this collector to add you.", "アカウントがない場合は、このサーバーの管理者に追加を依頼してください。";
    DAYS_7 = "7 days", "7日間";
    DAYS_30 = "30 days", "30日間";
    DAYS_90 = "90 days", "90日間";
    PERIOD = "Period", "期間";
    DISPLAY = "Display", "表示";
    LANGUAGE = "Language", "言語";
    APPEARANCE = "Appearance", "外観";
    SYSTEM = "System", "システム";
    LIGHT = "Light", "ライト";
    DARK = "Dark", "ダーク";
    TIME_ZONE = "Time zone", "タイムゾーン";
    SAVE = "Save", "保存";
    FILTER = "Filter", "絞り込み";
    APPLY = "Apply", "適用";
    CLEAR = "Clear", "解除";
    CSV = "Download CSV", "CSVをダウンロード";
    AS_TABLE = "Show as a table", "表で見る";
    NO_MATCH = "Nothing matches this filter.", "条件に合うものがありません。";
    NOT_FOUND = "Not found", "見つかりません";
    NO_PAGE = "There is no page at this address.", "このアドレスにページはありません。";
    NO_FEATURE = "The content has no such feature. It may have been removed.", "この機能はコンテンツにありません。削除された可能性があります。";
    PERSONAL = "Personal data", "個人データ";
    EXPORT_PERSON = "Download everything stored of this person", "保存されているデータをすべてダウンロード";
    ERASE_PERSON = "Erase this person …", "この人のデータを消去…";
    ERASE_NOTE = "Every message, trait and answer of this person is erased for good, and figures are counted without them. What the application sends from now on is taken in again.", "この人のメッセージ・属性・回答をすべて完全に消去し、集計からも除きます。今後アプリから届くデータは、あらためて記録されます。";
    ERASE_CONFIRM = "To confirm, type the id", "確認のため、IDを入力してください";
    ERASE_NOW = "Erase for good", "完全に消去";
    NO_GUIDE = "The content has no such guide. It may have been removed.", "このガイドはコンテンツにありません。削除された可能性があります。";
    NO_USER = "No event has named this user.", "このユーザーのイベントは届いていません。";
    NO_ACCOUNT = "No event has named this account.", "このアカウントのイベントは届いていません。";
    TO_OVERVIEW = "Go to the overview", "概要へ";
    FEW_NOTE = "In italics: fewer than 10 people.", "斜体は、母数が10人未満です。";
    PREVIOUS = "Previous", "前へ";
    NEXT = "Next", "次へ";
    FEW_HINT = "Rests on fewer than 10", "母数が10未満です";
    NO_CONTENT = "No content is loaded.", "コンテンツが読み込まれていません。";
    NO_CONTENT_HINT = "Start the collector with --content and the file that banso build wrote.", "banso buildが作成したファイルを--contentで指定して、コレクターを起動してください。";
    NO_EVENTS = "No events yet.", "まだイベントがありません。";
    NO_EVENTS_HINT = "Open the application with the SDK installed; the first event appears here within seconds.", "SDKを組み込んだアプリを開くと、数秒でここに最初のイベントが表示されます。";
    OF = "of", "/";

    // Columns and figures
    FEATURE = "Feature", "機能";
    CORE = "Core", "主要";
    USERS = "Users", "ユーザー";
    USER = "User", "ユーザー";
    ACCOUNT = "Account", "アカウント";
    USES = "Uses", "利用回数";
    USES_PER_USER = "Uses per user", "1人あたりの利用回数";
    LADDER = "Adoption now", "現在の定着状況";
    TREND = "Users, 12 weeks", "ユーザー数、12週";
    TREND_12 = "12 weeks", "12週の推移";
    LOGIN_TREND = "Login days, 12 weeks", "ログイン日数、12週";
    TIME_TO_FIRST = "First use after", "初回利用まで";
    NEVER = "Never used", "未利用";
    ACTIVE_USERS = "Active users", "アクティブユーザー";
    TODAY = "today", "今日";
    EVENTS = "Events", "イベント数";
    PLAN = "Plan", "プラン";
    ROLE = "Role", "役割";
    STATE = "State", "状態";
    LAST_USE = "Last use", "最終利用";
    LAST_SEEN = "Last seen", "最終利用日時";
    FIRST_SEEN = "First seen", "初回利用日時";
    LOGIN_DAYS = "Login days", "ログイン日数";
    ACTIVE_DAYS = "Active days", "利用日数";
    FEATURES_USED = "Features used", "利用機能";
    CORE_USED = "Core features", "主要機能";
    ADOPTED_COUNT = "Adopted features", "定着した機能";
    NEEDS_LOOK = "Accounts that need a look", "確認したいアカウント";
    NEEDS_LOOK_MARK = "needs a look", "要確認";
    REASON = "Reason", "理由";
    TWO_WEEKS_AGO = "Week before last", "先々週";
    LAST_WEEK = "Last week", "先週";
    USUAL = "Usual", "通常";
    NEWEST = "Newest accounts", "新しいアカウント";
    TASKS_DONE = "Tasks done", "完了タスク";
    PERIOD_NOW = "This period", "今回";
    PERIOD_BEFORE = "Same weekdays before", "前回（同じ曜日）";
    DAY = "Day", "日付";
    ACTIVE_BY_DAY = "Active users by day", "日ごとのアクティブユーザー";
    MATRIX = "Accounts by feature", "アカウント別の機能利用";
    RECENT_EVENTS = "Recent events", "最近のイベント";
    STARTED = "Started", "開始";
    COMPLETED = "Completed", "完了";
    COMPLETED_14 = "Completed within 14 days", "14日以内に完了";
    MEDIAN_TIME = "Median time", "所要時間の中央値";
    TASK = "Task", "タスク";
    DONE = "Done", "完了";
    STOPPED = "Stopped after it", "ここで停止";
    COHORT = "Week of start", "開始週";
    COHORTS = "By week of start", "開始週ごと";
    OPEN_COHORT = "still open", "継続中";
    OPEN_NOTE = "Weeks marked “still open” have people with less than 14 days so far; their numbers may still grow.", "「継続中」の週には、開始から14日たっていない人がいます。数値はこれから増える場合があります。";
    FUNNEL = "Tasks", "タスクごと";
    GUIDE = "Guide", "ガイド";
    KIND = "Kind", "種類";
    TOUR = "Tour", "ツアー";
    TOOLTIP = "Tooltip", "ツールチップ";
    MODAL = "Modal", "モーダル";
    BANNER = "Banner", "バナー";
    SLIDEOUT = "Slideout", "スライドアウト";
    HOTSPOT = "Hotspot", "ホットスポット";
    SURVEY = "Survey", "アンケート";
    SPOTLIGHT = "Spotlight", "スポットライト";
    EMBEDDED = "Embedded", "埋め込み";
    LAUNCHER = "Launcher", "ランチャー";
    ANNOUNCEMENT = "Announcement", "お知らせ";
    SHOWN = "Shown to", "表示人数";
    REACHED = "Reached", "表示された割合";
    REACH = "Whom it reached, and why not the others", "表示された人と、されなかった理由";
    SAW_IT = "Saw it", "表示された";
    OUTCOME = "Outcome", "結果";
    SHARE = "Share", "割合";
    REACH_NOTE = "Each person once: those who saw it in this period, and of the others what held it back the last time.", "1人を1回数えています。期間中に表示された人と、それ以外の人に最後に表示されなかった理由です。";
    NO_REACH = "Nothing is known yet of those who did not see it. Browsers report it once a session.", "表示されなかった人の情報はまだありません。ブラウザーからセッションごとに1回届きます。";
    HOW_FAR = "How far people get", "どこまで進んだか";
    COMPLETION = "Completed", "完了";
    DISMISSED = "Dismissed", "途中で閉じた";
    MISSING = "Target missing", "対象が見つからない";
    STEP = "Step", "ステップ";
    NUMBER = "No.", "番号";
    STEPS = "Steps", "ステップ";
    NONE = "None in this period.", "この期間にはありません。";
    VIEWED = "Viewed", "表示";
    CLOSED_HERE = "Closed here", "ここで閉じた";
    NOT_CAUSAL = "These numbers describe; they do not prove. Whether a guide caused more use is known only where an experiment holds some people out from it: see the guide’s page.", "これらは観察した数値です。ガイドが利用を増やしたかどうかは、表示しない比較グループがある実験でのみ分かります。各ガイドのページをご覧ください。";
    EXPERIMENT = "Experiment", "実験";
    EXPERIMENT_NOTE = "Users by the variation that they were assigned to first, in this period. What they did later counts up to now, whether or not they saw the guide.", "期間中に初めて割り当てられたパターンごとのユーザー数です。その後の利用は、ガイドを見たかどうかによらず、現在までを数えています。";
    BY_VARIATION = "By variation", "パターンごと";
    VARIATION = "Variation", "パターン";
    GOT_IT = "Got the guide", "ガイドの対象";
    HELD_OUT = "Held out", "比較グループ";
    AS_IT_IS = "As it is", "元の内容";
    DIFFERENCE = "Difference", "差";
    HELD_FROM = "People it was held back from", "表示されなかった人";
    HELD_FROM_NOTE = "Signed-in people who did not see it in this period, by the latest report of their browsers. A name leads to the reasons as they are now.", "期間中に表示されなかった、サインイン済みの人です。理由はブラウザーからの最新の報告によります。名前から、現在の理由を確認できます。";
    LAST_REPORT = "Last report", "最新の報告";
    GUIDES_WHY = "Guides, and why not", "ガイドと、表示されない理由";
    NO_GUIDES = "The content has no guides.", "コンテンツにガイドがありません。";
    WHY_NOTE = "Worked out with the engine that decides in browsers, from the events and traits stored here, over all browsers of this person. Pages, elements, windows and languages are known to the browser alone; they hold nothing back here.", "ブラウザーでの判定と同じエンジンを使い、ここに保存されたイベントと属性から求めています（複数のブラウザーは合算）。ページ、要素、ウィンドウ、言語はブラウザーでしか分からないため、ここでは妨げるものに含めません。";
    WHY_CUT = "Only the latest 20,000 messages were gone through.", "最新の20,000件のメッセージだけを使っています。";
    HELD_BACK = "Held back", "表示されない";
    CAN_APPEAR = "Can appear", "表示できる";
    UNDER_WAY = "Under way", "途中";
    WAS_SHOWN = "Was shown", "表示済み";
    IS_HELD_OUT = "This person is held out, to compare with, and never sees it.", "比較グループのため、この人には表示されません。";
    SHOWN_BEFORE = "Shown before the events that are stored here, as a browser reported; it does not appear by itself again.", "保存されたイベントより前に表示済みです（ブラウザーの報告による）。自動では再び表示されません。";
    REPORTED = "Last report of a browser", "ブラウザーの最新の報告";
    HOLDS = "What holds it back", "表示されない理由";
    OPENS = "Opens by itself:", "自然に解消:";
    IN_BROWSER = "Decided in the browser", "ブラウザーで決まること";
    ON_PAGE = "the page:", "ページ:";
    STARTS = "what starts it:", "きっかけ:";
    CONDITION = "Its whole condition", "条件の全体";
    ALWAYS = "always", "常に";
    ALL_OF = "all of", "すべて";
    ANY_OF = "any of", "いずれか";
    NOT = "not", "以外";
    FOUND = "found:", "実際:";
    NOT_HERE = "not known here: decided in the browser", "ここでは不明（ブラウザーで判断）";
    HOLDS_TRUE = "holds", "成立";
    HOLDS_NOT = "does not hold", "不成立";
    HOLDS_OPEN = "not known here", "ここでは不明";
    SEEN = "Last seen", "最終表示";
    TO_GUIDE = "Open this guide", "このガイドを開く";
    TO_LIVE = "All messages of this person", "この人のメッセージをすべて見る";
    TRAITS = "Traits", "属性";
    NO_TRAITS = "No traits have been sent.", "属性はまだ届いていません。";
    TRAIT = "Trait", "属性";
    VALUE = "Value", "値";
    WHOSE = "Of", "対象";
    SEARCHES = "Searches", "検索";
    QUERY = "Search", "検索語";
    QUERIES = "What people search for", "検索語の一覧";
    CLICKED = "Opened an article", "記事を開いた";
    EMPTY = "No result", "結果なし";
    PEOPLE = "People", "人数";
    GAPS = "Searched without a result", "結果がなかった検索";
    UNCLICKED = "Had results, none opened", "結果はあるが開かれなかった検索";
    ARTICLE = "Article", "記事";
    ARTICLES = "Articles", "記事";
    VIEWS = "Views", "閲覧";
    FROM_SEARCH = "From a search", "検索から";
    HELPFUL = "Helpful", "役に立った";
    LOCALE = "Language", "言語";
    LOCALES = "By language", "言語ごと";
    UNKNOWN = "unknown", "不明";
    TIME = "Time", "時刻";
    EVENT = "Event", "イベント";
    TYPE = "Type", "種別";
    PROPERTIES = "Properties", "プロパティ";
    VISITOR = "visitor", "訪問者";
    LIVE_ON = "Updates every 2 seconds", "2秒ごとに更新";
    LIVE_PAUSE = "Pause", "一時停止";
    LIVE_RESUME = "Resume", "再開";
    LIVE_LOST = "No connection; trying again", "接続できません。再試行しています";
    LIVE_RELOAD = "Reload", "再読み込み";
    EMPTY_WINDOW = "Nothing in this period. Choose a longer one.", "この期間のデータはありません。期間を長くしてご覧ください。";
    NO_DECLINE = "No account has fallen away. Those with enough history keep to their usual use.", "利用が落ち込んだアカウントはありません。";
    NOBODY = "Nobody yet.", "まだいません。";

    // Surveys
    ANSWERED = "Answered", "回答";
    LAST_ANSWER = "Last answer", "最終回答";
    NPS = "NPS", "NPS";
    CSAT = "CSAT", "CSAT";
    PROMOTERS = "Promoters (9–10)", "推奨者（9〜10）";
    PASSIVES = "Passives (7–8)", "中立者（7〜8）";
    DETRACTORS = "Detractors (0–6)", "批判者（0〜6）";
    NPS_NOTE = "NPS is the share of promoters less the share of detractors, from −100 to 100. The interval says how far chance alone may move it.", "NPSは、推奨者の割合から批判者の割合を引いた値です（−100〜100）。区間は、偶然による変動の範囲を示します。";
    CSAT_NOTE = "CSAT is the share of answers 4 and 5 on the scale from 1 to 5.", "CSATは、1〜5のうち4と5の回答の割合です。";
    SEVERAL = "People may choose several.", "複数選択できます。";
    QUESTION = "Question", "質問";
    QUESTIONS = "Answers to each question", "質問ごとの回答";
    ANSWER = "Answer", "回答";
    ANSWERS = "Survey answers", "アンケートの回答";
    PLACE = "Mean place", "平均順位";
    SCORE = "Score", "スコア";
    COMMENT = "Comment", "コメント";
    COMMENTS = "Comments", "コメント";
    YES = "Yes", "はい";
    NO = "No", "いいえ";
    PERSON = "Person", "回答者";
    ANONYMOUS = "anonymous", "匿名";
    ANONYMOUS_NOTE = "This survey is anonymous: nothing that was sent names a person or an account, so it cannot be filtered by them. Each showing counts as one person.", "匿名のアンケートです。回答者やアカウントの情報は送信されないため、それらで絞り込むことはできません。表示1回を1人として数えています。";
    TOO_FEW_HIDDEN = "Fewer than 5 answers: they stay hidden, so that nobody can be recognised.", "回答が5件未満のため、回答者が特定されないよう表示していません。";
    TOO_FEW = "Fewer than 5 answers: too few for a score.", "回答が5件未満のため、スコアは表示していません。";
    ALL = "All", "すべて";
    COMMENT_HINT = "Search comments", "コメントを検索";
    NO_COMMENTS = "Nobody has written a comment in this period.", "この期間のコメントはありません。";
    NO_ANSWERS = "Nobody has answered in this period.", "この期間の回答はありません。";
    NO_SURVEY = "There is no such survey: neither the content nor an event of this period names it.", "このアンケートはありません。コンテンツにも、この期間のイベントにも見つかりません。";
    NO_SURVEYS = "No surveys yet.", "アンケートはまだありません。";
    NO_SURVEYS_HINT = "Add a guide of the kind survey to the content; answers appear here within seconds.", "コンテンツに種類がsurveyのガイドを追加すると、回答が数秒でここに表示されます。";

    // Help and inquiries
    CONTENT_GAPS = "What the content lacks", "コンテンツに足りないもの";
    GAP_NOTE = "Spellings of one thing are counted together. The weight is searches without a result, without a click and inquiries within 24 hours after, together, times the people affected.", "同じ意味の表記はまとめて数えています。重みは、「結果なし」「開かれなかった」「24時間以内の問い合わせ」の合計に、困った人数を掛けた値です。";
    WEIGHT = "Weight", "重み";
    SPELLINGS = "Also as", "ほかの表記";
    NOT_OPENED = "None opened", "開かれず";
    ASKED_AFTER = "Inquiries after", "その後の問い合わせ";
    AFFECTED = "People affected", "困った人数";
    DEFLECTION = "Sessions without an inquiry", "問い合わせなしのセッション";
    DEFLECTION_STRICT = "Read, no inquiry in 24 h", "記事を読み24時間問い合わせなし";
    DEFLECTION_NOTE = "A session is what one person does in help without a pause of more than 30 minutes. The strict share asks for an opened article and a day without an inquiry; sessions younger than a day are not in it.", "セッションは、30分を超える中断なく続くヘルプの利用です。厳しい割合は、記事が開かれ、その後24時間問い合わせがなかったものです（1日たっていないセッションは除きます）。";
    WHYS = "Why articles helped or did not", "記事が役に立った理由・立たなかった理由";
    NO_WHYS = "Nobody has said why in this period.", "この期間に理由を書いた人はいません。";
    COMPARE = "Before and after a version of the content", "コンテンツの版の前後";
    COMPARE_NOTE = "As many whole days before the day of the release as after it; the day itself is in neither.", "公開日の前後を同じ日数で比べています（公開日は除きます）。";
    COMPARE_NONE = "No version has been out for a whole day yet.", "公開から1日以上たった版がまだありません。";
    VERSION = "Version", "版";
    FIGURE = "Figure", "指標";
    BEFORE = "Before", "前";
    AFTER = "After", "後";
    CHANGE = "Change", "変化";
    INQUIRIES = "Inquiries", "問い合わせ";
    INQUIRY = "Inquiry", "問い合わせ";
    NO_INQUIRY = "There is no such inquiry.", "この問い合わせはありません。";
    NO_INQUIRIES = "No inquiries in this period.", "この期間の問い合わせはありません。";
    INQUIRIES_HINT = "When somebody writes to support from help, it appears here within seconds.", "ヘルプからサポートへの問い合わせが送られると、数秒でここに表示されます。";
    CATEGORY = "Category", "カテゴリー";
    NO_CATEGORY = "without a category", "カテゴリーなし";
    SENT = "Sent", "送信日時";
    OPEN = "Open", "未対応";
    DONE_ANSWERED = "Answered", "対応済み";
    CORRECTED = "Corrected", "訂正";
    TIME_TO_ANSWER = "Median time to answer", "対応までの中央値";
    BY_DAY = "Inquiries by day", "日ごとの問い合わせ";
    BY_CATEGORY = "By category", "カテゴリー別";
    BY_ACCOUNT = "By account", "アカウント別";
    TOPICS = "Common requests", "複数アカウントに共通する要望";
    TOPICS_NOTE = "Inquiries of at least two accounts that ask much the same, shown by the one that is most like the others.", "2つ以上のアカウントから寄せられた、似た内容の問い合わせです。最も代表的な1件を表示しています。";
    NO_TOPICS = "No request was made by two accounts in this period.", "この期間に、複数のアカウントに共通する要望はありません。";
    ARTICLE_READ = "Article read before", "事前に読んだ記事";
    IN_TEXT = "Search inquiries", "問い合わせを検索";
    BEFORE_IT = "Before the inquiry", "問い合わせの前";
    SEARCHED_FOR = "Searched for", "検索語";
    READ_ARTICLES = "Read", "読んだ記事";
    NOTHING_BEFORE = "Neither a search nor an article.", "検索も記事の閲覧もありません。";
    PAGE = "Page", "ページ";
    REPLY_TO = "Answer to", "返信先";
    KNOWN_USER = "the signed-in user", "サインイン中のユーザー";
    CHOSEN = "chosen by the user", "ユーザーが選択";
    BY_RULE = "by the rules", "ルールで分類";
    DELIVERY = "Delivery", "配信";
    NO_DELIVERY = "Inquiries are shown here and delivered nowhere else.", "問い合わせはここにのみ表示され、ほかには配信されません。";
    TARGET = "Target", "配信先";
    WEBHOOK = "Webhook", "Webhook";
    WAITING = "Waiting", "待機中";
    DELIVERED = "Delivered", "配信済み";
    GIVEN_UP = "Given up", "中止";
    ATTEMPTS = "Attempts", "試行回数";
    LAST_ERROR = "Last error", "直近のエラー";
    RETRY = "Try again", "再試行";
    HANDLING = "Handling", "対応";
    NOTE = "Note", "メモ";
    MARK_ANSWERED = "Answered", "対応済みにする";
    ALLOWED_TO_ADMINS = "Only admins may change this.", "変更できるのは管理者のみです。";
    WHEN = "When", "日時";

    // The ladder
    UNUSED = "Unused", "未利用";
    EXPOSED = "Exposed", "接触";
    TRIED = "Tried", "試用";
    ADOPTED = "Adopted", "定着";
    RETAINED = "Retained", "継続";
    LAPSED = "Lapsed", "離脱";
}

/// The word for a role.
pub(super) fn role(role: Role) -> Word {
    match role {
        Role::Admin => ADMIN,
        Role::Viewer => VIEWER,
    }
}

/// The word for a place on the ladder.
pub(super) fn state(state: AdoptionState) -> Word {
    match state {
        AdoptionState::Unused => UNUSED,
        AdoptionState::Exposed => EXPOSED,
        AdoptionState::Tried => TRIED,
        AdoptionState::Adopted => ADOPTED,
        AdoptionState::Retained => RETAINED,
        AdoptionState::Lapsed => LAPSED,
    }
}

#[cfg(test)]
mod tests {
    /// Every word has both languages, and Japanese does not end a label with an exclamation mark.
    #[test]
    fn words_are_complete() {
        let table = include_str!("words.rs");
        let lines = table
            .lines()
            .filter(|line| line.starts_with("    ") && line.ends_with("\";"));
        let mut count = 0;
        for line in lines {
            let texts: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
            assert_eq!(texts.len(), 2, "{line}");
            assert!(texts.iter().all(|text| !text.is_empty()), "{line}");
            assert!(
                !texts.iter().any(|text| text.ends_with(['!', '！'])),
                "{line}"
            );
            count += 1;
        }
        assert!(count > 100, "{count}");
    }
}
