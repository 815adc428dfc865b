//! The sentences that open each page: the answer in words, before any table.

use super::format::{percent, points, summary as count};
use super::lang::Lang;
use super::reasons::in_words;
use crate::query::{
    Difference, ENOUGH, Effect, FeatureRow, GuideRow, Help, Onboarding, Overview, Reach, Share,
};

/// "812 users in 57 accounts were active in the last 30 days. 4 accounts need a look."
pub(super) fn overview(lang: Lang, days: usize, overview: &Overview, declining: usize) -> String {
    let (users, accounts) = (
        count(overview.window_users),
        count(overview.window_accounts),
    );
    let look = match (lang, declining) {
        (Lang::En, 0) => "No account has fallen away.".to_owned(),
        (Lang::En, 1) => "1 account needs a look.".to_owned(),
        (Lang::En, n) => format!("{n} accounts need a look."),
        (Lang::Ja, 0) => "利用が落ち込んだアカウントはありません。".to_owned(),
        (Lang::Ja, n) => format!("確認したいアカウントが{n}件あります。"),
    };
    match lang {
        Lang::En => format!(
            "{look} {users} {} in {accounts} {} were active in the last {days} days.",
            plural(overview.window_users, "user", "users"),
            plural(overview.window_accounts, "account", "accounts")
        ),
        Lang::Ja => {
            format!("{look}過去{days}日間に、{accounts}アカウントの{users}人が利用しました。")
        }
    }
}

/// The features that reach the most and the fewest.
pub(super) fn features(lang: Lang, most: (&str, Share), least: (&str, Share)) -> String {
    let ratio = |share: Share| percent(share.ratio().unwrap_or_default());
    let (top, bottom) = (ratio(most.1), ratio(least.1));
    match lang {
        Lang::En => format!(
            "“{}” reaches the most active users ({top}), “{}” the fewest ({bottom}).",
            most.0, least.0
        ),
        Lang::Ja => format!(
            "最も使われているのは「{}」（アクティブユーザーの{top}）、最も少ないのは「{}」（{bottom}）です。",
            most.0, least.0
        ),
    }
}

/// How far one feature reaches, and how many keep it.
pub(super) fn feature(lang: Lang, name: &str, row: &FeatureRow) -> String {
    let kept = count(row.ladder.adopted + row.ladder.retained);
    let (part, whole) = (count(row.users.part), count(row.users.whole));
    let share = percent(row.users.ratio().unwrap_or_default());
    match lang {
        Lang::En => format!(
            "{part} of {whole} active users ({share}) used “{name}”; {kept} have adopted it."
        ),
        Lang::Ja => format!(
            "アクティブユーザー{whole}人のうち{part}人（{share}）が「{name}」を使いました。定着しているのは{kept}人です。"
        ),
    }
}

/// How many accounts are active, and how many need a look.
pub(super) fn accounts(lang: Lang, days: usize, active: Share, declining: usize) -> String {
    let (part, whole) = (count(active.part), count(active.whole));
    match (lang, declining) {
        (Lang::En, 0) => format!(
            "{part} of {whole} accounts were active in the last {days} days; none has fallen away."
        ),
        (Lang::En, 1) => format!(
            "{part} of {whole} accounts were active in the last {days} days; 1 needs a look."
        ),
        (Lang::En, n) => format!(
            "{part} of {whole} accounts were active in the last {days} days; {n} need a look."
        ),
        (Lang::Ja, 0) => format!(
            "過去{days}日間に、{whole}件のうち{part}件のアカウントが利用しました。利用が落ち込んだアカウントはありません。"
        ),
        (Lang::Ja, n) => format!(
            "過去{days}日間に、{whole}件のうち{part}件のアカウントが利用しました。{n}件は確認をおすすめします。"
        ),
    }
}

/// How one account does.
pub(super) fn account(lang: Lang, days: usize, users: Share, features: Share) -> String {
    let (part, whole) = (count(users.part), count(users.whole));
    let (used, all) = (features.part, features.whole);
    match lang {
        Lang::En => format!(
            "{part} of {whole} users were active in the last {days} days; they used {used} of {all} features."
        ),
        Lang::Ja => format!(
            "過去{days}日間に、{whole}人のうち{part}人が利用し、{all}機能のうち{used}機能を使いました。"
        ),
    }
}

/// Why an account is listed.
pub(super) fn reason(lang: Lang, recent: [u64; 2], baseline: f64) -> String {
    let [before, last] = recent;
    match lang {
        Lang::En => format!(
            "{before} and {last} login days in the last two weeks, {baseline:.1} a week before"
        ),
        Lang::Ja => {
            format!("ログイン日数が直近2週で{before}日、{last}日（通常は週{baseline:.1}日）")
        }
    }
}

/// How many finish a checklist, and where most stop.
pub(super) fn onboarding(lang: Lang, days: usize, row: &Onboarding, stop: Option<&str>) -> String {
    let started = count(row.started);
    let Some(rate) = row.rate.ratio() else {
        return match lang {
            Lang::En => format!(
                "{started} {} in the last {days} days and {} finished so far; nobody has had 14 days yet.",
                plural(row.started, "person started", "people started"),
                count(row.completed)
            ),
            Lang::Ja => format!(
                "過去{days}日間に{started}人が始め、{}人が完了しています。開始から14日たった人はまだいません。",
                count(row.completed)
            ),
        };
    };
    let whole = count(row.rate.whole);
    let head = match lang {
        Lang::En => format!(
            "{} of {whole} people finished within 14 days of starting.",
            percent(rate)
        ),
        Lang::Ja => format!(
            "{whole}人のうち{}が、開始から14日以内に完了しました。",
            percent(rate)
        ),
    };
    let tail = stop.map(|task| match lang {
        Lang::En => format!(" Those who stopped did so most often after “{task}”."),
        Lang::Ja => format!("途中で止まった人が最も多いのは「{task}」の後です。"),
    });
    head + &tail.unwrap_or_default()
}

/// How many guides were shown, how far people get in the longest, and where they leave it.
pub(super) fn guides(lang: Lang, shown: u64, longest: Option<(&str, &GuideRow)>) -> String {
    let head = match lang {
        Lang::En => format!(
            "{} {} shown.",
            count(shown),
            plural(shown, "guide was", "guides were")
        ),
        Lang::Ja => format!("{}件のガイドが表示されました。", count(shown)),
    };
    let Some((name, row)) = longest else {
        return head;
    };
    let ratio = percent(row.completed.ratio().unwrap_or_default());
    let people = count(row.completed.whole);
    let far = match lang {
        Lang::En => format!(" “{name}” was finished by {ratio} of {people} people."),
        Lang::Ja => format!("「{name}」は{people}人のうち{ratio}が最後まで進みました。"),
    };
    let steps = row
        .steps
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, step)| step.dismissed > 0);
    let left = steps
        .max_by_key(|(_, step)| step.dismissed)
        .filter(|_| row.steps.len() > 1);
    let left = left.map(|(at, _)| at + 1).map(|number| match lang {
        Lang::En => format!(" Those who closed it did so most often at step {number}."),
        Lang::Ja => format!("途中で閉じた人が最も多いのはステップ{number}です。"),
    });
    head + &far + &left.unwrap_or_default()
}

/// How many saw a guide and finished it, and what held it back most often from the others.
pub(super) fn guide(lang: Lang, name: &str, row: &GuideRow, reach: Option<&Reach>) -> String {
    let people = count(row.shown);
    let ratio = row.completed.ratio().map(percent);
    let head = match (lang, ratio) {
        (Lang::En, None) => format!("Nobody was shown “{name}”."),
        (Lang::En, Some(ratio)) => format!(
            "{people} {} shown “{name}”; {ratio} finished it.",
            plural(row.shown, "person was", "people were")
        ),
        (Lang::Ja, None) => format!("「{name}」は誰にも表示されていません。"),
        (Lang::Ja, Some(ratio)) => {
            format!("「{name}」は{people}人に表示され、{ratio}が最後まで進みました。")
        }
    };
    let others = reach.map_or(0, |reach| reach.reached.whole - reach.reached.part);
    let most = reach.and_then(|reach| reach.held.first());
    let most = most.map(|held| in_words(lang, &held.reason));
    let tail = most.map(|why| match (lang, row.shown) {
        (Lang::En, 0) => format!(
            " It was held back from {} {}, most often for this reason: “{why}”.",
            count(others),
            plural(others, "person", "people"),
        ),
        (Lang::En, _) => format!(
            " It was held back from {} {}, most often for this reason: “{why}”.",
            count(others),
            plural(others, "other", "others"),
        ),
        (Lang::Ja, _) => format!(
            "表示されなかったのは{}人で、最も多い理由は「{why}」です。",
            count(others)
        ),
    });
    head + &tail.unwrap_or_default()
}

/// What counts as success of a guide, as a label: `goal` is the feature's name.
pub(super) fn outcome(lang: Lang, goal: Option<&str>) -> String {
    match (lang, goal) {
        (Lang::En, Some(goal)) => format!("used “{goal}” later"),
        (Lang::En, None) => "adopted a core feature later".to_owned(),
        (Lang::Ja, Some(goal)) => format!("その後「{goal}」を利用"),
        (Lang::Ja, None) => "その後に主要機能が定着".to_owned(),
    }
}

/// A difference's interval.
pub(super) fn interval(lang: Lang, difference: Difference) -> String {
    let [low, high] = [difference.low, difference.high].map(|edge| points(lang, edge));
    match lang {
        // The unit is said once, at the end.
        Lang::En => format!("95% interval {} to {high}", low.replace(" points", "")),
        Lang::Ja => format!("95%信頼区間 {}〜{high}", low.replace("ポイント", "")),
    }
}

/// What a guide caused, or why that is not known.
pub(super) fn effect(lang: Lang, goal: Option<&str>, effect: Effect) -> String {
    let what = outcome(lang, goal);
    match (lang, effect) {
        (Lang::En, Effect::NotCausal) => "Nobody was held out from this guide, so whether it caused later use is not known (not causal).".to_owned(),
        (Lang::Ja, Effect::NotCausal) => "このガイドには表示しない比較グループがないため、その後の利用がガイドによるものかは分かりません（因果関係を示すものではありません）。".to_owned(),
        (Lang::En, Effect::TooFew { shown, held_out }) => format!(
            "Not enough data: {} got the guide and {} {} held out; it takes at least {ENOUGH} of each.",
            people(shown),
            people(held_out),
            plural(held_out, "was", "were"),
        ),
        (Lang::Ja, Effect::TooFew { shown, held_out }) => format!(
            "データが足りません。ガイドの対象は{}人、比較グループは{}人です。それぞれ{ENOUGH}人以上が必要です。",
            count(shown),
            count(held_out),
        ),
        (lang, Effect::Measured { shown, held_out, difference }) => {
            let [shown, held_out] =
                [shown, held_out].map(|share| percent(share.ratio().unwrap_or_default()));
            let verdict = verdict(lang, difference);
            match lang {
                Lang::En => format!(
                    "Of those who got the guide {shown} {what}, of those held out {held_out}. {verdict}"
                ),
                Lang::Ja => format!(
                    "{what}した人は、ガイドの対象で{shown}、比較グループで{held_out}でした。{verdict}"
                ),
            }
        }
    }
}

fn verdict(lang: Lang, difference: Difference) -> &'static str {
    match (difference.is_clear(), difference.value > 0.0) {
        (false, _) => lang.pick(
            "Chance could explain the difference.",
            "偶然でも起こりうる差です。",
        ),
        (true, true) => lang.pick(
            "The guide raised the share: chance hardly explains the difference.",
            "ガイドによって増えたと考えられます（偶然では説明しにくい差です）。",
        ),
        (true, false) => lang.pick(
            "The guide lowered the share: chance hardly explains the difference.",
            "ガイドによって減ったと考えられます（偶然では説明しにくい差です）。",
        ),
    }
}

fn people(number: u64) -> String {
    format!("{} {}", count(number), plural(number, "user", "users"))
}

/// How often people search, and what they do not find.
pub(super) fn help(lang: Lang, help: &Help) -> String {
    let ratio = |share: Share| percent(share.ratio().unwrap_or_default());
    let (clicked, empty) = (ratio(help.clicked), ratio(help.empty));
    let searches = count(help.searches);
    let head = match lang {
        Lang::En => format!(
            "{searches} {}: {clicked} opened an article, {empty} found nothing.",
            plural(help.searches, "search", "searches")
        ),
        Lang::Ja => format!(
            "検索は{searches}回。{clicked}で記事が開かれ、{empty}は結果がありませんでした。"
        ),
    };
    let gap = help
        .queries
        .iter()
        .filter(|row| row.empty.part > 0)
        .max_by_key(|row| row.empty.part);
    let tail = gap.map(|row| match lang {
        Lang::En => format!(" “{}” is missing most.", row.query),
        Lang::Ja => format!("最も見つからなかったのは「{}」です。", row.query),
    });
    head + &tail.unwrap_or_default()
}

/// When the latest event came in: a time of day, which stays true while the page is open.
pub(super) fn live(lang: Lang, received: Option<&str>) -> String {
    match (lang, received) {
        (Lang::En, Some(time)) => format!("The latest event came in at {time}."),
        (Lang::Ja, Some(time)) => format!("最後のイベントは{time}に届きました。"),
        (Lang::En, None) => "No event matches.".into(),
        (Lang::Ja, None) => "該当するイベントはありません。".into(),
    }
}

fn plural<'a>(count: u64, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}
