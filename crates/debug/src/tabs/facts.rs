//! What is known of the page and its user.

use banso_engine::experiment;
use banso_engine::explain::words as say;
use banso_engine::visit::Screen;
use banso_engine::{Traits, Value};

use super::{Moment, heading, nothing, pairs};
use crate::dom::El;
use crate::words::consent;

pub(super) fn facts(moment: &Moment<'_>) -> Vec<El> {
    let mut out = page(moment);
    out.push(heading(moment.pick("User traits", "ユーザーの属性")));
    out.push(traits(moment, &moment.engine.visit().user));
    out.push(heading(moment.pick("Account traits", "アカウントの属性")));
    out.push(traits(moment, &moment.engine.visit().account));
    out.extend(session(moment));
    out.extend(counters(moment));
    out.extend(experiments(moment));
    out.extend(budgets(moment));
    out
}

fn page(moment: &Moment<'_>) -> Vec<El> {
    let visit = moment.engine.visit();
    let window = visit
        .screen
        .map_or_else(|| untold(moment), |screen| window(moment, screen));
    let minutes = moment.ahead(moment.now);
    let quiet = if visit.quiet {
        moment.pick("quiet", "表示を控える")
    } else {
        moment.pick("guides may appear", "表示する")
    };
    vec![
        heading(moment.pick("Page", "ページ")),
        pairs([
            (
                moment.pick("Address", "アドレス"),
                visit.page.address.clone(),
            ),
            (
                moment.pick("Here since", "滞在開始"),
                moment.when(visit.since),
            ),
            (
                moment.pick("Locale", "言語"),
                format!("{} → {}", visit.locale, moment.engine.content_locale()),
            ),
            (moment.pick("Window", "ウィンドウ"), window),
            (
                moment.pick("Clock", "時計"),
                format!(
                    "{} (UTC{:+03}:{:02})",
                    moment.clock(moment.now),
                    minutes / 60,
                    minutes.abs() % 60
                ),
            ),
            (moment.pick("Guides", "ガイド"), quiet.into()),
            (
                moment.pick("Consent", "同意"),
                consent(visit.denied, moment.language),
            ),
        ]),
    ]
}

fn window(moment: &Moment<'_>, screen: Screen) -> String {
    let pointer = if screen.coarse {
        moment.pick("finger", "タッチ")
    } else {
        moment.pick("mouse", "マウス")
    };
    format!("{}×{}, {pointer}", screen.width, screen.height)
}

/// Of a fact that the page tells as soon as the content asks about it.
fn untold(moment: &Moment<'_>) -> String {
    moment
        .pick("no condition asks about it", "条件に使われていない")
        .into()
}

fn traits(moment: &Moment<'_>, traits: &Traits) -> El {
    if traits.is_empty() {
        return nothing(moment.pick("None known.", "不明"));
    }
    pairs(
        traits
            .iter()
            .map(|(name, one): &(String, Value)| (name.as_str(), say::value(one))),
    )
}

fn session(moment: &Moment<'_>) -> Vec<El> {
    let memory = moment.engine.memory();
    let id = |id: &Option<String>| id.clone().unwrap_or_else(|| "–".into());
    vec![
        heading(moment.pick("Session", "セッション")),
        pairs([
            (moment.pick("User", "ユーザー"), id(&memory.user_id)),
            (moment.pick("Account", "アカウント"), id(&memory.group_id)),
            (
                moment.pick("Browser", "ブラウザー"),
                memory.anonymous_id.clone(),
            ),
            (
                moment.pick("First seen", "初回訪問"),
                moment.when(memory.first_seen),
            ),
            (
                moment.pick("Session began", "セッション開始"),
                moment.when(memory.session),
            ),
            (
                moment.pick("Last activity", "最終操作"),
                moment.when(memory.active),
            ),
        ]),
    ]
}

fn counters(moment: &Moment<'_>) -> Vec<El> {
    let counts = &moment.engine.memory().counts;
    if counts.is_empty() {
        return Vec::new();
    }
    let rows = counts.iter().map(|(key, counted)| {
        let latest = counted
            .times
            .last()
            .map_or(String::new(), |at| format!(", {}", moment.when(*at)));
        (key.as_str(), format!("{}{latest}", counted.total))
    });
    vec![heading(moment.pick("Counters", "カウンター")), pairs(rows)]
}

fn experiments(moment: &Moment<'_>) -> Vec<El> {
    let (bundle, memory) = (moment.engine.bundle(), moment.engine.memory());
    let user = memory.user_id.as_ref().unwrap_or(&memory.anonymous_id);
    let compared = bundle
        .guides
        .iter()
        .filter(|guide| experiment::is_experiment(guide, bundle.holdout));
    let rows: Vec<(&str, String)> = compared
        .map(|guide| {
            let known = memory.guide(&guide.id).and_then(|memory| memory.variation);
            let met = if known.is_some() {
                moment.pick("met", "割当済み")
            } else {
                moment.pick("not met yet", "未割当")
            };
            let variation =
                known.unwrap_or_else(|| experiment::assign(guide, user, bundle.holdout));
            (
                guide.id.as_str(),
                format!("{} ({met})", experiment::name(guide, variation)),
            )
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    vec![heading(moment.pick("Experiments", "実験")), pairs(rows)]
}

fn budgets(moment: &Moment<'_>) -> Vec<El> {
    let budgets = &moment.engine.bundle().budgets;
    if budgets.is_empty() {
        return Vec::new();
    }
    let rows = budgets.iter().map(|budget| {
        let shown = moment.engine.memory().shown.iter().filter(|(kind, at)| {
            budget.kind.is_none_or(|of| of == *kind) && at + budget.within > moment.now
        });
        let kind = budget.kind.map_or(
            moment.pick("all guides", "全ガイド"),
            banso_content::model::GuideKind::name,
        );
        let within = say::span(budget.within, moment.language);
        let (count, most) = (shown.count(), budget.times);
        (
            kind,
            moment.pick(
                format!("{count} of {most} in {within}"),
                format!("{within}に{most}回中{count}回"),
            ),
        )
    });
    vec![heading(moment.pick("Budgets", "表示枠")), pairs(rows)]
}
