//! What a text is about, so that spellings of one thing are counted together.
//!
//! The terms are those of the help's own tokenizer: words are stemmed, width and case are folded.
//! Beyond it, katakana counts as hiragana, the order of terms does not count, and particles, endings
//! and the small words of English are left out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use banso_search::{Kind, Lang, Term, Token, normalize, tokenize};

/// The terms of a text, without order.
pub(super) type Terms = BTreeSet<String>;

/// A stretch of hiragana below this many characters is a particle or an ending.
const HIRAGANA: usize = 4;
/// What longer stretches of hiragana say of the asking, and not of what is asked for.
const POLITE: [&str; 10] = [
    "について",
    "のやりかた",
    "したいです",
    "してください",
    "ください",
    "おしえて",
    "ですか",
    "のですが",
    "やりかた",
    "するには",
];
/// English words that say nothing of what is asked for, as they are stemmed.
const SMALL: [&str; 28] = [
    "how", "to", "do", "doe", "i", "a", "an", "the", "in", "of", "for", "my", "is", "can", "where",
    "what", "with", "on", "and", "it", "we", "our", "be", "are", "from", "at", "you", "me",
];
/// The shortest term in which one other letter is taken for a slip.
const SLIP: usize = 4;
/// How alike two requests must be to count as one, from 0 to 1.
const ALIKE: f64 = 0.25;

/// The terms of a search. Chinese characters count one by one: a search has few of them.
pub(super) fn of_search(locale: &str, text: &str) -> Terms {
    terms(locale, text, Kind::Han)
}

/// The terms of sentences. Chinese characters count in pairs.
pub(super) fn of_request(locale: &str, text: &str) -> Terms {
    terms(locale, text, Kind::HanPair)
}

fn terms(locale: &str, text: &str, han: Kind) -> Terms {
    let text = normalize(text);
    let (mut all, mut hiragana) = (Terms::new(), Vec::<std::ops::Range<usize>>::new());
    tokenize(
        Lang::from_tag(locale),
        &text,
        &mut |token: Token<'_>| match (token.kind, token.term) {
            (Kind::Word, Term::Word(word)) => {
                all.insert(String::from_utf8_lossy(word).into_owned());
            }
            (Kind::KatakanaRun | Kind::Syllables, _) => {
                all.insert(hiragana_of(&text[token.span]));
            }
            (Kind::Hiragana, _) => match hiragana.last_mut() {
                Some(run) if run.end > token.span.start => run.end = token.span.end,
                _ => hiragana.push(token.span),
            },
            (kind, _) if kind == han => {
                all.insert(text[token.span].to_owned());
            }
            _ => {}
        },
    );
    let runs = hiragana.into_iter().map(|run| &text[run]);
    all.extend(runs.filter(|run| is_telling(run)).map(str::to_owned));
    let telling: Terms = all
        .iter()
        .filter(|term| !SMALL.contains(&term.as_str()))
        .cloned()
        .collect();
    match (telling.is_empty(), all.is_empty()) {
        (false, _) => telling,
        (true, false) => all,
        _ => whole(&text),
    }
}

fn is_telling(run: &str) -> bool {
    run.chars().count() >= HIRAGANA && !POLITE.contains(&run)
}

/// A text of which nothing else is left, as one term.
fn whole(text: &str) -> Terms {
    let text: String = text.chars().filter(|ch| !ch.is_whitespace()).collect();
    let text = hiragana_of(&text);
    (!text.is_empty()).then_some(text).into_iter().collect()
}

fn hiragana_of(text: &str) -> String {
    let fold = |ch: char| match ch {
        'ァ'..='ヶ' => char::from_u32(ch as u32 - 0x60).unwrap_or(ch),
        _ => ch,
    };
    text.chars().map(fold).collect()
}

/// The group of each of these terms, by the number of the one that it is led by: equal terms are of
/// one group, and so are those that differ in one slip from what is said more often.
pub(super) fn groups(all: &[&Terms]) -> Vec<usize> {
    let mut said: BTreeMap<&Terms, (usize, usize)> = BTreeMap::new();
    for (at, terms) in all.iter().enumerate() {
        said.entry(terms).or_insert((0, at)).0 += 1;
    }
    let mut order: Vec<(&Terms, (usize, usize))> = said.into_iter().collect();
    order.sort_by_key(|(_, (count, at))| (std::cmp::Reverse(*count), *at));
    let mut leaders: BTreeMap<usize, Vec<(&Terms, usize)>> = BTreeMap::new();
    let mut group: HashMap<&Terms, usize> = HashMap::new();
    for (terms, (_, at)) in order {
        let of_size = leaders.entry(terms.len()).or_default();
        let near = of_size.iter().find(|(leader, _)| is_slip(leader, terms));
        let leader = near.map_or(at, |(_, leader)| *leader);
        if leader == at {
            of_size.push((terms, at));
        }
        group.insert(terms, leader);
    }
    all.iter().map(|terms| group[terms]).collect()
}

/// Whether two of a size differ in one term by one letter.
fn is_slip(one: &Terms, other: &Terms) -> bool {
    let mut left = one.difference(other);
    let mut right = other.difference(one);
    let (Some(a), Some(b), None, None) = (left.next(), right.next(), left.next(), right.next())
    else {
        return false;
    };
    let long =
        |term: &str| term.chars().count() >= SLIP && !term.contains(|ch: char| ch.is_ascii_digit());
    long(a) && long(b) && strsim::osa_distance(a, b) == 1
}

/// The group of each request, by the number of the one that it is led by: the earliest that is alike.
/// What two share counts the more, the fewer others say it.
pub(super) fn requests(all: &[Terms]) -> Vec<usize> {
    let mut said: HashMap<&str, usize> = HashMap::new();
    for term in all.iter().flatten() {
        *said.entry(term).or_default() += 1;
    }
    let weight = |term: &String| (1.0 + all.len() as f64 / said[term.as_str()] as f64).ln();
    let weigh = |terms: &mut dyn Iterator<Item = &String>| terms.map(weight).sum::<f64>();
    let mut leaders: Vec<usize> = Vec::new();
    let lead = |(at, terms): (usize, &Terms)| {
        let alike = |leader: &usize| {
            let other = &all[*leader];
            let shared = weigh(&mut terms.intersection(other));
            shared / weigh(&mut terms.union(other)).max(f64::MIN_POSITIVE)
        };
        let best = leaders.iter().map(|leader| (alike(leader), *leader));
        let best = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let leader = best
            .filter(|(alike, _)| *alike >= ALIKE)
            .map_or(at, |(_, leader)| leader);
        if leader == at {
            leaders.push(at);
        }
        leader
    };
    all.iter().enumerate().map(lead).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn same(locale: &str, texts: &[&str]) -> bool {
        let terms: Vec<Terms> = texts.iter().map(|text| of_search(locale, text)).collect();
        let groups = groups(&terms.iter().collect::<Vec<_>>());
        groups.iter().all(|group| *group == groups[0])
    }

    #[test]
    fn spellings_of_one_search_are_one() {
        for (locale, texts) in [
            (
                "en",
                &["Import cards", "card import", "how do i import a card"][..],
            ),
            (
                "en",
                &["aproval route", "approval route", "approval  ROUTES"],
            ),
            ("ja", &["領収書 添付", "領収書を添付", "添付　領収書"]),
            ("ja", &["パスワード", "ﾊﾟｽﾜｰﾄﾞ", "ぱすわーど"]),
            ("ja", &["CSV 出力", "ＣＳＶ出力", "csvの出力について"]),
            ("ja", &["レポート", "レホート"]),
        ] {
            assert!(same(locale, texts), "{texts:?}");
        }
    }

    #[test]
    fn what_differs_stays_apart() {
        for (locale, texts) in [
            ("en", &["approve", "approval route"][..]),
            ("en", &["tax 2026", "tax 2027"]),
            ("ja", &["ログイン", "ログインできない"]),
            ("ja", &["経費 承認", "経費 否認"]),
            ("ja", &["の", "は"]),
        ] {
            assert!(!same(locale, texts), "{texts:?}");
        }
    }

    #[test]
    fn requests_are_alike_by_what_few_others_say() {
        let texts = [
            "We need an audit export for our auditors. How can I get one?",
            "How can I change the language?",
            "Is there an export of the audit log for our auditors?",
        ];
        let terms = texts.map(|text| of_request("en", text));
        assert_eq!(requests(&terms), [0, 1, 0]);
        let texts = [
            "定期区間の自動控除はできますか",
            "承認者を変更したい",
            "通勤定期の区間を自動控除してほしい",
        ];
        let terms = texts.map(|text| of_request("ja", text));
        assert_eq!(requests(&terms), [0, 1, 0]);
    }
}
