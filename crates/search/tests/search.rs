//! What the help search promises, on collections of our own sentences.
#![cfg(feature = "build")]
#![allow(clippy::unwrap_used)]

use banso_search::{Document, Hit, Index, IndexError, Lang, Settings, build, normalize};

const ENGLISH: &[[&str; 3]] = &[
    [
        "Submit an expense",
        "Open the expense and press Submit. Your approver gets a notification.",
        "send claim",
    ],
    [
        "Scan a receipt",
        "Take a picture of the receipt. We read its date and its total.",
        "photo camera",
    ],
    [
        "Import card transactions",
        "Connect a company card, then import its transactions each month.",
        "",
    ],
    [
        "Approve an expense",
        "An approver opens the expense, checks the receipt and approves it.",
        "",
    ],
    [
        "Invite a member",
        "Type the e-mail address of a colleague and choose a role.",
        "add user",
    ],
    [
        "Export reports to your accounting software",
        "Choose a month and export the report as CSV.",
        "",
    ],
    [
        "Record a mileage claim",
        "Enter where the trip began and where it ended.",
        "car distance",
    ],
];

const JAPANESE: &[[&str; 3]] = &[
    [
        "経費を申請する",
        "経費を開いて「申請」を押すと、承認者に通知が届きます。",
        "",
    ],
    [
        "レシートを撮影する",
        "スマートフォンで領収書を撮ると、日付と金額を読み取ります。",
        "写真 カメラ",
    ],
    [
        "カード明細を取り込む",
        "法人カードを連携すると、毎月の明細を取り込めます。",
        "クレジット",
    ],
    [
        "経費を承認する",
        "承認者は経費と領収書を確かめて承認します。差し戻しもできます。",
        "",
    ],
    [
        "メンバーを招待する",
        "同僚のメールアドレスを入力し、役割を選びます。",
        "",
    ],
    [
        "会計ソフトへ出力する",
        "月を選び、レポートをCSVで出力します。",
        "エクスポート",
    ],
    [
        "交通費を登録する",
        "出発地と到着地を入力すると、距離と金額を計算します。",
        "マイレージ",
    ],
];

fn index(lang: Lang, docs: &[[&str; 3]]) -> Vec<u8> {
    let docs: Vec<Document<'_>> = docs
        .iter()
        .map(|[title, body, keywords]| Document {
            title,
            body,
            keywords,
            ..Document::default()
        })
        .collect();
    build(lang, &Settings::for_lang(lang), &docs)
}

fn search(bytes: &[u8], query: &str) -> Vec<Hit> {
    Index::open(bytes).unwrap().search(&normalize(query), 5)
}

/// Asserts that each query finds its document first; `None`: that it finds nothing.
fn check(lang: Lang, docs: &[[&str; 3]], cases: &[(&str, Option<u32>)]) {
    let bytes = index(lang, docs);
    for (query, expect) in cases {
        let first = search(&bytes, query).first().map(|hit| hit.doc);
        assert_eq!(first, *expect, "{query}");
    }
}

#[test]
fn kana_find_what_is_written_in_kanji() {
    check(
        Lang::Ja,
        JAPANESE,
        &[
            ("けいひをしんせいする", Some(0)),
            ("りょうしゅうしょのさつえい", Some(1)),
            ("かーどめいさいをとりこむ", Some(2)),
            ("ほうじんかーど", Some(2)),
            ("しょうにん しゃ", Some(3)),
            ("さしもどし", Some(3)),
            ("どうりょうをしょうたい", Some(4)),
            ("こうつうひ", Some(6)),
            // Half-typed, and typed with the keyboard set to katakana.
            ("かいけいそふとへしゅ", Some(5)),
            ("コウツウヒノトウロク", Some(6)),
        ],
    );
}

#[test]
fn a_slip_is_forgiven_where_it_changes_the_stem() {
    let documents = [
        [
            "Permissions",
            "Who may approve is a matter of permissions.",
            "",
        ],
        ["Duplicates", "Duplicates are marked.", ""],
        ["Reports", "Export a report.", ""],
    ];
    let cases = [
        ("prmissions", Some(0)),
        ("duplcate", Some(1)),
        ("reporst", Some(2)),
    ];
    check(Lang::En, &documents, &cases);
}

#[test]
fn english_questions_find_their_article() {
    check(
        Lang::En,
        ENGLISH,
        &[
            ("How do I submit my expenses?", Some(0)),
            ("scanning receipts", Some(1)),
            ("importing transactions from a card", Some(2)),
            ("who approves expenses", Some(3)),
            ("inviting members", Some(4)),
            ("csv", Some(5)),
        ],
    );
}

#[test]
fn japanese_questions_find_their_article() {
    check(
        Lang::Ja,
        JAPANESE,
        &[
            ("経費の申請方法を教えてください", Some(0)),
            ("領収書の写真を撮りたい", Some(1)),
            ("ｶｰﾄﾞの明細", Some(2)),
            ("差し戻しはできますか？", Some(3)),
            ("メンバー 招待", Some(4)),
            ("ＣＳＶ出力", Some(5)),
            ("距離を計算", Some(6)),
        ],
    );
}

#[test]
fn an_authors_keywords_are_found() {
    check(Lang::En, ENGLISH, &[("camera", Some(1)), ("car", Some(6))]);
    check(
        Lang::Ja,
        JAPANESE,
        &[("マイレージ", Some(6)), ("エクスポート", Some(5))],
    );
}

#[test]
fn an_unseen_word_counts_as_one_that_was_meant() {
    check(
        Lang::En,
        ENGLISH,
        &[
            ("reciept ", Some(1)),
            ("milage ", Some(6)),
            ("trasnactions ", Some(2)),
            ("email address", Some(4)),
            ("cardtransactions ", Some(2)),
            ("zzzz ", None),
            ("car2 ", None),
            ("pen ", None),
        ],
    );
    check(
        Lang::De,
        &[["Spesen", "Abrechnung", ""]],
        &[("spesenabrechnungen", Some(0))],
    );
}

#[test]
fn a_last_word_is_completed_while_it_is_typed() {
    check(
        Lang::En,
        ENGLISH,
        &[
            ("rec", Some(1)),
            ("import tran", Some(2)),
            ("accou", Some(5)),
            ("accou ", None),
        ],
    );
}

#[test]
fn hiragana_finds_katakana() {
    check(
        Lang::Ja,
        JAPANESE,
        &[
            ("れしーと", Some(1)),
            ("かーどのめいさい", Some(2)),
            ("めんばーをついか", Some(4)),
        ],
    );
}

#[test]
fn katakana_finds_hiragana() {
    let docs = [
        ["ごみの出し方", "ごみは朝に出してください。", ""],
        ["転入の届け", "窓口へお越しください。", ""],
    ];
    check(Lang::Ja, &docs, &[("ゴミ", Some(0)), ("ゴミの日", Some(0))]);
}

#[test]
fn a_match_by_chance_is_none() {
    check(
        Lang::Ja,
        JAPANESE,
        &[
            ("今日の天気はどうですか", None),
            ("宇宙旅行に行きたいです", None),
            ("鯨の寿命", None),
        ],
    );
    check(
        Lang::En,
        ENGLISH,
        &[
            ("what will the weather in paris be tomorrow", None),
            ("best pizza dough for a home oven", None),
        ],
    );
}

#[test]
fn other_scripts_are_searched() {
    let korean = [
        ["영수증 등록", "사진을 찍어 영수증을 등록합니다.", ""],
        ["경비 승인", "승인자가 경비를 승인합니다.", ""],
    ];
    check(
        Lang::Ko,
        &korean,
        &[
            ("영수증은 어떻게 등록하나요", Some(0)),
            ("승인 방법", Some(1)),
        ],
    );
    let chinese = [
        ["提交报销", "打开报销单并提交。", ""],
        ["导入银行卡", "连接公司卡，每月导入交易。", ""],
    ];
    check(
        Lang::Zh,
        &chinese,
        &[("怎么提交报销单", Some(0)), ("公司卡的交易", Some(1))],
    );
    let russian = [
        ["Отправить отчет", "Нажмите кнопку.", ""],
        ["Пригласить коллегу", "Введите адрес.", ""],
    ];
    check(
        Lang::Ru,
        &russian,
        &[("отправка отчетов", Some(0)), ("адреса", Some(1))],
    );
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(index(Lang::Ja, JAPANESE), index(Lang::Ja, JAPANESE));
}

#[test]
fn hits_come_best_first_and_no_more_than_asked() {
    let bytes = index(Lang::En, ENGLISH);
    let index = Index::open(&bytes).unwrap();
    let all = index.search("expense receipt", 100);
    assert!(all.len() > 2 && all.windows(2).all(|two| two[0].score >= two[1].score));
    for k in 0..all.len() {
        assert_eq!(index.search("expense receipt", k), all[..k]);
    }
}

#[test]
fn a_document_that_is_near_comes_first_among_equals() {
    let docs = [["Export", "Export the list.", ""]; 3];
    let bytes = index(Lang::En, &docs);
    let index = Index::open(&bytes).unwrap();
    let order = |query, near: &[u32]| {
        let hits = index.search_near(query, 3, near);
        hits.iter().map(|hit| hit.doc).collect::<Vec<_>>()
    };
    assert_eq!(order("export", &[]), [0, 1, 2]);
    assert_eq!(order("export", &[2, 9]), [2, 0, 1]);
    assert_eq!(order("export", &[1, 2, 2]), [2, 1, 0]);
    assert_eq!(order("mileage", &[2]), [] as [u32; 0]);
}

#[test]
fn nothing_is_found_in_nothing() {
    let empty = index(Lang::Ja, &[]);
    assert!(Index::open(&empty).unwrap().is_empty());
    assert_eq!(search(&empty, "経費 expense"), []);
    let blank = index(Lang::En, &[["", "", ""]]);
    assert_eq!(Index::open(&blank).unwrap().len(), 1);
    assert_eq!(search(&blank, "expense"), []);
    assert_eq!(search(&index(Lang::En, ENGLISH), ""), []);
    assert_eq!(search(&index(Lang::En, ENGLISH), " ?! "), []);
}

#[test]
fn a_long_query_is_read_as_far_as_its_bound() {
    let bytes = index(Lang::Ja, JAPANESE);
    let filler = "これはとても長い文章です。".repeat(20_000);
    assert_eq!(
        search(&bytes, &(String::from("メンバーを招待") + &filler))[0].doc,
        4
    );
    let late = " ".repeat(2_000) + "メンバー";
    assert_eq!(search(&bytes, &late), []);
}

#[test]
fn other_bytes_are_refused() {
    let bytes = index(Lang::En, ENGLISH);
    assert_eq!(Index::open(b"").err(), Some(IndexError::Foreign));
    assert_eq!(
        Index::open(b"{\"version\":1}").err(),
        Some(IndexError::Foreign)
    );
    assert_eq!(
        Index::open(&bytes[..bytes.len() - 1]).err(),
        Some(IndexError::Damaged)
    );
    let mut other_version = bytes.clone();
    other_version[3] += 1;
    assert_eq!(Index::open(&other_version).err(), Some(IndexError::Foreign));
}
