//! What holds a guide back, in plain words. The SDK names the reasons; what it does not name here
//! is shown as it came.

use super::lang::{Lang, Word};

/// How each reason reads: why this person did not see the guide.
const REASONS: [(&str, Word); 16] = [
    (
        "page",
        word("Was not on its page", "対象のページを開いていない"),
    ),
    (
        "audience",
        word("Not in its audience", "対象者に当てはまらない"),
    ),
    (
        "trigger",
        word(
            "What starts it has not happened",
            "表示のきっかけがまだない",
        ),
    ),
    (
        "frequency",
        word(
            "Has seen it as often as it may appear",
            "表示回数の上限に達している",
        ),
    ),
    ("schedule", word("Outside its dates", "表示期間の外")),
    (
        "snoozed",
        word("Put it off until later", "「あとで」を選んだ"),
    ),
    (
        "budget",
        word(
            "The limit on guides was reached",
            "ガイド全体の表示上限に達した",
        ),
    ),
    (
        "outranked",
        word("Another guide came first", "ほかのガイドが優先された"),
    ),
    (
        "quiet",
        word(
            "The application asked for quiet",
            "アプリがガイドを控えるよう求めていた",
        ),
    ),
    ("consent", word("Did not agree to it", "同意していない")),
    (
        "elsewhere",
        word(
            "Another window showed guides",
            "別のウィンドウでガイドを表示していた",
        ),
    ),
    (
        "holdout",
        word("Held out, to compare with", "比較のため表示していない"),
    ),
    (
        "element",
        word(
            "An element it needs was not there",
            "必要な要素が画面になかった",
        ),
    ),
    (
        "target",
        word(
            "The element it points at was not found",
            "指し示す要素が見つからなかった",
        ),
    ),
    (
        "rested",
        word(
            "Another guide had ended on that page",
            "同じページで別のガイドが終わっていた",
        ),
    ),
    (
        "unknown",
        word("The reason is not known", "理由は分からない"),
    ),
];

/// The longest unknown reason that is shown whole, in characters.
const LONGEST: usize = 40;

const fn word(en: &'static str, ja: &'static str) -> Word {
    Word { en, ja }
}

/// A reason in words.
pub(super) fn in_words(lang: Lang, name: &str) -> String {
    let known = REASONS.iter().find(|(known, _)| *known == name);
    if let Some((_, word)) = known {
        return lang.say(*word).to_owned();
    }
    let mut text: String = name
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST)
        .collect();
    if name.chars().count() > LONGEST {
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_that_is_not_known_is_cut_and_stays_on_its_line() {
        assert_eq!(in_words(Lang::En, "page"), "Was not on its page");
        assert_eq!(in_words(Lang::Ja, "new\nreason"), "newreason");
        let long = in_words(Lang::En, &"x".repeat(500));
        assert_eq!(long.chars().count(), LONGEST + 1);
    }
}
