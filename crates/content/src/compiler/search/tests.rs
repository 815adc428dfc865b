//! What is searched of articles.

#![allow(clippy::unwrap_used)]
use banso_search::{Index, normalize};

use super::*;

fn articles(texts: &[(&str, &str)]) -> Vec<Searched> {
    let article = |(title, body): &(&str, &str)| Searched::from_markdown(title, body, "");
    texts.iter().map(article).collect()
}

/// The first article that a query finds.
fn first(bytes: &[u8], query: &str) -> Option<u32> {
    let index = Index::open(bytes).unwrap();
    index
        .search(&normalize(query), 3)
        .first()
        .map(|hit| hit.doc)
}

fn synonym(locale: &str, words: &[&str], finds: &[&str]) -> Synonym {
    let owned = |words: &[&str]| words.iter().map(ToString::to_string).collect();
    Synonym {
        locale: locale.into(),
        words: owned(words),
        finds: owned(finds),
    }
}

const ENGLISH: [(&str, &str); 3] = [
    ("Attach receipts", "Take a picture of each receipt."),
    ("Invite colleagues", "Type an address and choose a role."),
    ("Approval routes", "Decide who approves which expense."),
];

#[test]
fn markdown_loses_its_form_and_no_words() {
    for (markdown, body) in [
        ("Open **Cards**.\n\n- One\n- Two", "Open Cards.\nOne\nTwo"),
        ("See <b>Cards</b>.", "See <b>Cards</b>."),
    ] {
        assert_eq!(Searched::from_markdown("", markdown, "").body, body);
    }
}

#[test]
fn synonyms_find_what_articles_call_otherwise() {
    let synonyms = [
        synonym("en", &["proof of purchase", "receipt"], &[]),
        synonym("en", &["onboard"], &["invite"]),
        synonym("ja", &["workflow", "route"], &[]),
    ];
    let bytes = search_index_with(articles(&ENGLISH), "en", &synonyms);
    assert_eq!(first(&bytes, "proof of purchase"), Some(0));
    assert_eq!(first(&bytes, "onboarding"), Some(1));
    assert_eq!(first(&bytes, "workflow"), None, "those of another locale");
    let plain = search_index(articles(&ENGLISH), "en");
    assert_eq!(first(&plain, "onboarding"), None);
}

#[test]
fn a_synonym_in_one_direction_does_not_go_back() {
    let one_way = [synonym("en", &["receipt"], &["approve"])];
    let bytes = search_index_with(articles(&ENGLISH), "en", &one_way);
    let index = Index::open(&bytes).unwrap();
    let found = |query| index.search(query, 3).len();
    assert_eq!((found("receipt"), found("approve")), (2, 1));
}

#[test]
fn articles_name_things_in_parentheses() {
    let japanese = articles(&[
        (
            "経費精算とは",
            "経費精算（Expense report）の流れを説明します。",
        ),
        ("経費精算の承認", "経費精算を承認します。"),
        (
            "申請の期限",
            "梅雨（つゆ）の前に申請します。領収書（レシート）が要ります。",
        ),
        ("領収書の保存", "領収書を保存します。"),
    ]);
    let bytes = search_index(japanese, "ja");
    let index = Index::open(&bytes).unwrap();
    let found = |query: &str| {
        let hits = index.search(&normalize(query), 5);
        let mut docs: Vec<u32> = hits.iter().map(|hit| hit.doc).collect();
        docs.sort_unstable();
        docs
    };
    assert_eq!(found("expense report"), [0, 1]);
    assert_eq!(found("レシート"), [2, 3]);
    let english = articles(&[
        (
            "Single sign-on",
            "Use single sign-on (SSO) with your directory.",
        ),
        ("Set up single sign-on", "Choose a provider (optional)."),
        ("Cards", "Import card transactions."),
    ]);
    let bytes = search_index(english, "en");
    assert_eq!(Index::open(&bytes).unwrap().search("sso", 5).len(), 2);
    assert_eq!(first(&bytes, "cards"), Some(2));
}

#[test]
fn a_remark_in_parentheses_is_no_name() {
    let mut rules = mine(
        &articles(&[
            (
                "権限（Business）",
                "承認（Business）と監査（Business）ができます（設定）。",
            ),
            ("料金", "料金（1200）は月額です。See the list (below)."),
        ]),
        Lang::Ja,
    );
    rules.retain(|rule| !rule.names.is_empty());
    assert!(
        rules.iter().all(|rule| rule.says.text() == "business"),
        "{:?}",
        rules
            .iter()
            .map(|rule| (&rule.says, &rule.names))
            .collect::<Vec<_>>()
    );
}

#[test]
fn what_was_opened_after_a_search_is_found_by_it() {
    let opened = [("amex feed", 9), ("by chance", 1), ("statement", 2)];
    let queries =
        opened.map(|(query, times)| (query.to_owned(), [("cards".to_owned(), times)].into()));
    let all = Learned::from([("en".to_owned(), queries.into())]);
    let learned = learned(&all, "en");
    assert_eq!(
        learned["cards"],
        "amex feed\namex feed\namex feed\nstatement\n"
    );
    assert!(super::learned(&all, "ja").is_empty());
}
