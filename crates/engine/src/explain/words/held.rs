//! The gates that hold a guide back, in words.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use banso_content::model::GuideKind;
use banso_wire::time::Millis;

use super::Language;
use super::units::{distance, span};
use crate::choice::Hold;
use crate::explain::{Fact, Often, Reason, Spent, Start};

/// What holds a guide back, in a few words without a full stop.
pub fn reason(reason: &Reason, now: Millis, language: Language) -> String {
    match (&reason.fact, reason.hold) {
        (
            Some(Fact::Page {
                address,
                wanted: Some(wanted),
            }),
            _,
        ) => language.pick(
            format!("the page is {address}, not {wanted}"),
            format!("ページ: {address}（条件: {wanted}）"),
        ),
        (
            Some(Fact::Frequency {
                may,
                seen,
                completed,
                dismissed,
                ..
            }),
            _,
        ) => {
            let last = (*completed).max(*dismissed).max(*seen);
            frequency(*may, last, reason.until, now, language)
        }
        (Some(Fact::Trigger { waits }), _) => trigger(waits, reason.until, now, language),
        (Some(Fact::Budget { spent }), _) => budget(spent, reason.until, now, language),
        (
            Some(Fact::Target {
                selector: Some(selector),
                why,
            }),
            _,
        ) => target(selector, why.as_deref(), language),
        (Some(Fact::Outranked { by }), _) => {
            language.pick(format!("{by} is visible"), format!("{by} を表示中"))
        }
        (_, hold) => plain(hold, reason.until, now, language),
    }
}

fn plain(hold: Hold, until: Option<Millis>, now: Millis, language: Language) -> String {
    let (en, ja) = match hold {
        Hold::Page => ("it belongs on another page", "このページは対象外"),
        Hold::Element => ("an element is not there", "必要な要素がない"),
        Hold::Schedule => ("the time is not right", "期間や時間帯の外"),
        Hold::Audience => ("the audience does not fit", "対象者でない"),
        Hold::Snoozed => ("the user put it off", "ユーザーが後回しにした"),
        Hold::Holdout => (
            "the user is held out for comparison",
            "比較のため表示しないユーザー",
        ),
        Hold::Rested => (
            "another guide has ended on this page",
            "このページで別のガイドが終わった",
        ),
        Hold::Consent => ("the user has not agreed to it", "ユーザーが同意していない"),
        Hold::Quiet => ("the host asked for quiet", "ホストが表示を控えるよう指定"),
        Hold::Elsewhere => (
            "another window shows guides, or this one is hidden",
            "別のウィンドウで表示中、またはこのウィンドウが隠れている",
        ),
        other => (other.name(), other.name()),
    };
    language.pick(en, ja).to_string() + &frees(until, now, language)
}

fn target(selector: &str, why: Option<&str>, language: Language) -> String {
    let (en, ja) = match why {
        Some("hidden") => ("is hidden", "が隠れている"),
        Some("ambiguous") => ("fits several elements", "が複数の要素に一致する"),
        Some("covered") => ("is covered", "が別の要素に覆われている"),
        Some("gone") => ("has gone", "がなくなった"),
        _ => ("did not come", "が現れない"),
    };
    language.pick(
        format!("its target {selector} {en}"),
        format!("対象の要素 {selector} {ja}"),
    )
}

fn frees(until: Option<Millis>, now: Millis, language: Language) -> String {
    let Some(until) = until.filter(|until| *until > now) else {
        return String::new();
    };
    let left = distance(until, now, language);
    language.pick(format!(", which ends {left}"), format!("（{left}に解除）"))
}

fn frequency(
    may: Often,
    last: Option<Millis>,
    until: Option<Millis>,
    now: Millis,
    language: Language,
) -> String {
    let last = last.map_or(String::new(), |at| distance(at, now, language));
    let said = match may {
        Often::Once => language.pick(
            format!("it was seen {last}, and appears once"),
            format!("{last}に表示済み（1回のみ）"),
        ),
        Often::UntilInteracted => {
            language.pick(format!("it ended {last}"), format!("{last}に終了済み"))
        }
        Often::EveryVisit => language
            .pick("it ended in this visit", "今回の訪問で終了済み")
            .into(),
        Often::Always => language
            .pick("it ended on this page", "このページで終了済み")
            .into(),
        Often::Limit { times, within } => {
            let within = span(within, language);
            language.pick(
                format!("it appeared as often as it may, {times} in {within}"),
                format!("上限（{within}に{times}回）まで表示済み"),
            )
        }
    };
    said + &frees(until, now, language)
}

fn trigger(waits: &[Start], until: Option<Millis>, now: Millis, language: Language) -> String {
    let waits = starts(waits, language);
    let left = until
        .filter(|until| *until > now)
        .map(|until| distance(until, now, language));
    let left = left.map_or(String::new(), |left| {
        language.pick(format!(" ({left})"), format!("({left})"))
    });
    language.pick(
        format!("it waits for {waits}{left}"),
        format!("きっかけ待ち: {waits}{left}"),
    )
}

/// What would start a guide, any of it.
pub fn starts(starts: &[Start], language: Language) -> String {
    let starts: Vec<String> = starts.iter().map(|one| start(one, language)).collect();
    starts.join(language.pick(" or ", "または"))
}

fn start(start: &Start, language: Language) -> String {
    let (en, ja) = match start {
        Start::Load => ("its moment".into(), "表示の機会".into()),
        Start::Click(selector) => (
            format!("a click on {selector}"),
            format!("{selector} のクリック"),
        ),
        Start::Event(name) => (format!("the event {name}"), format!("イベント {name}")),
        Start::Hover(selector) => (
            format!("the pointer on {selector}"),
            format!("{selector} へのポインター"),
        ),
        Start::Appears(selector) => (
            format!("{selector} to come into view"),
            format!("{selector} の表示"),
        ),
        Start::Idle(ms) => {
            let ms = span((*ms).into(), language);
            (format!("{ms} without activity"), format!("{ms}の無操作"))
        }
        Start::Scroll(percent) => (
            format!("a scroll by {percent} %"),
            format!("{percent}%のスクロール"),
        ),
        Start::Exit => (
            "the pointer to leave the page".into(),
            "ポインターがページを離れること".into(),
        ),
        Start::Dwell(ms) => {
            let ms = span(*ms, language);
            (format!("{ms} on the page"), format!("ページに{ms}滞在"))
        }
        Start::Launcher => (
            "the resource centre".into(),
            "リソースセンターからの起動".into(),
        ),
        Start::Permalink => ("a link to it".into(), "リンクからの起動".into()),
        Start::Host => ("banso.show()".into(), "banso.show()".into()),
    };
    language.pick(en, ja)
}

fn budget(spent: &[Spent], until: Option<Millis>, now: Millis, language: Language) -> String {
    let one = |budget: &Spent| {
        let within = span(budget.within, language);
        let times = budget.times;
        let kind = kind(budget.kind, times == 1, language);
        language.pick(
            format!("{times} {kind} in {within}"),
            format!("{kind} {within}に{times}回"),
        )
    };
    let all: Vec<String> = spent.iter().map(one).collect();
    let all = all.join(language.pick(", ", "、"));
    let left = until.map_or(String::new(), |until| distance(until, now, language));
    language.pick(
        format!("the budget ({all}) frees {left}"),
        format!("表示枠（{all}）が{left}に空く"),
    )
}

fn kind(kind: Option<GuideKind>, one: bool, language: Language) -> &'static str {
    let (single, many, ja) = match kind {
        None => ("guide", "guides", "ガイド"),
        Some(GuideKind::Tour) => ("tour", "tours", "ツアー"),
        Some(GuideKind::Tooltip) => ("tooltip", "tooltips", "ツールチップ"),
        Some(GuideKind::Modal) => ("modal", "modals", "モーダル"),
        Some(GuideKind::Banner) => ("banner", "banners", "バナー"),
        Some(GuideKind::Slideout) => ("slideout", "slideouts", "スライドアウト"),
        Some(GuideKind::Hotspot) => ("hotspot", "hotspots", "ホットスポット"),
        Some(GuideKind::Survey) => ("survey", "surveys", "アンケート"),
        Some(GuideKind::Spotlight) => ("spotlight", "spotlights", "スポットライト"),
        Some(GuideKind::Embedded) => ("embedded guide", "embedded guides", "埋め込みガイド"),
        Some(GuideKind::Launcher) => ("launcher", "launchers", "ランチャー"),
        Some(GuideKind::Announcement) => ("announcement", "announcements", "お知らせ"),
    };
    language.pick(if one { single } else { many }, ja)
}
