//! The dashboard over real HTTP: signing in and out, forgery, roles of cookies, every page.
#![allow(clippy::unwrap_used)]

#[path = "support/browser.rs"]
mod browser;
mod support;

use banso_collector::auth::staff;
use browser::{Browser, EMAIL, PASSWORD, collector, demo, reader, text};
use serde_json::json;

#[test]
fn only_those_who_signed_in_read() {
    let collector = collector();
    let mut browser = Browser::new(&collector);
    let sent = browser.get("/dashboard/features?days=7");
    assert_eq!(sent.status, 303);
    assert_eq!(
        sent.header("location"),
        "/dashboard/sign-in?next=%2Fdashboard%2Ffeatures%3Fdays%3D7"
    );
    assert_eq!(browser.get("/dashboard/live/rows").status, 303);

    let wrong = browser.sign_in(EMAIL, "wrong horse");
    assert_eq!(wrong.status, 401);
    assert!(text(&wrong).contains("do not match"));
    assert_eq!(browser.get("/dashboard").status, 303);

    let right = browser.sign_in("CS@example.com ", PASSWORD);
    assert_eq!(
        (right.status, right.header("location")),
        (303, "/dashboard/features")
    );
    let cookie = right.header("set-cookie");
    for part in [
        "HttpOnly",
        "SameSite=Lax",
        "Path=/dashboard",
        "Max-Age=604800",
    ] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "not over plain HTTP: {cookie}");
    assert_eq!(browser.get("/dashboard/features").status, 200);

    let csrf = browser.csrf("/dashboard");
    let cookies = browser.cookies.clone();
    assert_eq!(
        browser
            .post("/dashboard/sign-out", &[("csrf", &csrf)])
            .status,
        303
    );
    assert_eq!(browser.get("/dashboard").status, 303);
    browser.cookies = cookies;
    assert_eq!(
        browser.get("/dashboard").status,
        303,
        "the old cookie has ended as well"
    );
}

#[test]
fn the_store_holds_no_token() {
    let collector = collector();
    let mut browser = Browser::new(&collector);
    browser.sign_in(EMAIL, PASSWORD);
    let token = browser
        .cookies
        .iter()
        .find(|(name, _)| name == "banso_session")
        .unwrap()
        .1
        .clone();
    let kept: Vec<u8> = collector.value("SELECT token_hash FROM staff_sessions");
    assert_eq!((token.len(), kept.len()), (64, 32));
    assert_ne!(kept, token.as_bytes()[..32], "not the token itself");
}

#[test]
fn a_session_ends_by_time_and_with_its_person() {
    let collector = collector();
    let mut browser = Browser::new(&collector);
    browser.sign_in(EMAIL, PASSWORD);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime
        .block_on(staff::remove(&collector.app.store, EMAIL))
        .unwrap();
    assert_eq!(browser.get("/dashboard").status, 303);
}

#[test]
fn a_form_of_another_browser_is_refused() {
    let collector = collector();
    let mut browser = Browser::new(&collector);
    let own = browser.csrf("/dashboard/sign-in");
    let foreign = Browser::new(&collector).csrf("/dashboard/sign-in");
    assert_ne!(own, foreign);
    for token in ["", "x", &foreign] {
        let form = [("csrf", token), ("email", EMAIL), ("password", PASSWORD)];
        browser
            .post("/dashboard/sign-in", &form)
            .problem(403, "/problems/stale-form");
        browser
            .post("/dashboard/preferences", &[("csrf", token), ("lang", "ja")])
            .problem(403, "/problems/stale-form");
    }
    browser.sign_in(EMAIL, PASSWORD);
    let refused = browser.post("/dashboard/sign-out", &[("csrf", &own)]);
    assert_eq!(
        refused.status, 403,
        "a token from before signing in is not one of this session"
    );
    assert_eq!(browser.get("/dashboard").status, 200);
}

#[test]
fn guessing_is_limited() {
    let collector = collector();
    let mut browser = Browser::new(&collector);
    for _ in 0..8 {
        assert_eq!(browser.sign_in(EMAIL, "wrong horse").status, 401);
    }
    let refused = browser.sign_in(EMAIL, PASSWORD);
    assert_eq!(refused.status, 429, "even with the right password");
    assert!(refused.header("retry-after").parse::<u32>().unwrap() > 500);
}

#[test]
fn behind_https_cookies_are_secure_and_nothing_leads_elsewhere() {
    let collector = collector();
    let page = collector.get(
        "/dashboard/sign-in?next=//evil.example",
        &[("x-forwarded-proto", "https")],
    );
    assert!(page.header("set-cookie").ends_with("; Secure"));
    assert!(!text(&page).contains("evil"));
}

#[test]
fn preferences_are_kept_in_cookies() {
    let collector = collector();
    let mut browser = Browser::new(&collector);
    let csrf = browser.csrf("/dashboard/sign-in");
    let form = [
        ("csrf", csrf.as_str()),
        ("lang", "ja"),
        ("theme", "dark"),
        ("zone", "Mars/Olympus"),
        ("next", "//evil.example"),
    ];
    let saved = browser.post("/dashboard/preferences", &form);
    assert_eq!(
        (saved.status, saved.header("location")),
        (303, "/dashboard")
    );
    let page = text(&browser.get("/dashboard/sign-in"));
    assert!(
        page.contains(r#"<html lang="ja" data-theme="dark">"#),
        "{page}"
    );
    assert!(page.contains("サインイン"));
    assert!(
        !browser.cookies.iter().any(|(name, _)| name == "banso_zone"),
        "no such zone"
    );
    let accepted = collector.get(
        "/dashboard/sign-in",
        &[("accept-language", "ja-JP,en;q=0.5")],
    );
    assert!(text(&accepted).contains(r#"<html lang="ja">"#));
}

#[test]
fn every_page_answers_with_and_without_events() {
    let collector = demo();
    let mut browser = reader(&collector);
    let pages = [
        "",
        "/features",
        "/features/create-expense",
        "/accounts",
        "/onboarding",
        "/guides",
        "/help",
        "/live",
    ];
    for round in ["empty", "filled"] {
        for page in pages {
            for days in ["", "?days=7", "?days=90&sort=features.users&dir=desc&q=x"] {
                let answer = browser.get(&format!("/dashboard{page}{days}"));
                assert_eq!(answer.status, 200, "{round} {page}{days}");
                let html = text(&answer);
                assert!(html.contains("Demo data."), "{page}");
                assert_eq!(html.matches("<h1>").count(), 1, "{page}");
                assert!(
                    !html.contains(" style=") && !html.contains("onclick"),
                    "{page}"
                );
                assert!(
                    answer
                        .header("content-security-policy")
                        .starts_with("default-src 'none'")
                );
                assert_eq!(answer.header("cache-control"), "no-store");
            }
        }
        let said = |kind: &str, id: &str, more: serde_json::Value| {
            let mut message = json!({"type": kind, "messageId": id, "userId": "u<1>", "timestamp": "2026-01-01T00:00:00.000Z"});
            message
                .as_object_mut()
                .unwrap()
                .extend(more.as_object().unwrap().clone());
            message
        };
        collector
            .batch(&[
                said(
                    "group",
                    "1",
                    json!({"groupId": "acme & co", "traits": {"name": "<b>Acme</b>"}}),
                ),
                said(
                    "track",
                    "2",
                    json!({"event": "Expense Created", "properties": {"amount": 1}}),
                ),
            ])
            .receipt();
    }
    let account = browser.get("/dashboard/accounts/acme%20%26%20co");
    assert_eq!(account.status, 200);
    assert!(text(&account).contains("&lt;b&gt;Acme"), "traits are text");
    for nowhere in ["/accounts/nobody", "/features/nothing", "/elsewhere"] {
        let answer = browser.get(&format!("/dashboard{nowhere}"));
        assert_eq!(answer.status, 404, "{nowhere}");
        assert!(text(&answer).contains("Go to the overview"), "{nowhere}");
    }
}

#[test]
fn a_new_event_is_live_at_the_next_look() {
    let collector = demo();
    let mut browser = reader(&collector);
    assert!(!text(&browser.get("/dashboard/live/rows?after=0")).contains("<td>"));
    collector
        .batch(&[
            json!({"type": "track", "messageId": "1", "userId": "ann", "event": "Expense Created"}),
        ])
        .receipt();
    assert!(text(&browser.get("/dashboard/live/rows?after=0")).contains("Expense Created"));
    assert!(!text(&browser.get("/dashboard/live/rows?after=1")).contains("Expense Created"));
}

#[test]
fn a_table_downloads_as_csv() {
    let collector = demo();
    let mut browser = reader(&collector);
    let file = browser.get("/dashboard/features?format=csv&table=features");
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"features.csv\""
    );
    let csv = text(&file);
    assert!(
        csv.starts_with("\u{feff}Feature,Users,Users (n),Users (of),"),
        "{csv}"
    );
    assert_eq!(
        csv.lines().count(),
        19,
        "a line for each feature and one of names"
    );
}

#[test]
fn assets_live_at_the_address_of_their_content() {
    let collector = demo();
    let page = text(&reader(&collector).get("/dashboard"));
    let style = page
        .split(r#"rel="stylesheet" href=""#)
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let asset = collector.get(style, &[]);
    assert_eq!(
        (asset.status, asset.header("content-type")),
        (200, "text/css; charset=utf-8")
    );
    assert!(asset.header("cache-control").contains("immutable"));
    assert_eq!(
        collector
            .get("/dashboard/assets/000000000000/dashboard.css", &[])
            .status,
        404
    );
}

#[test]
fn tables_sort_filter_and_name_articles() {
    let collector = demo();
    let mut browser = reader(&collector);
    let messages = ["beta", "acme", "core"].map(|name| {
        json!({"type": "group", "messageId": name, "userId": name, "groupId": name, "traits": {"name": name}})
    });
    let viewed = json!({"type": "track", "messageId": "v", "userId": "acme", "event": "Help Article Viewed",
        "properties": {"article": "reset-your-password"}});
    collector.batch(&messages).receipt();
    collector.batch(&[viewed]).receipt();
    let mut order = |query: &str| {
        let answer = browser.get(&format!("/dashboard/accounts{query}"));
        assert_eq!(answer.status, 200, "{:?}", answer.headers);
        let page = text(&answer);
        let names = page.split("<th scope=\"row\">").skip(1);
        let names = names.map(|cell| cell.split(['>', '<']).nth(2).unwrap().to_owned());
        names.collect::<Vec<_>>()
    };
    assert_eq!(
        order("?sort=accounts.account&dir=asc"),
        ["acme", "beta", "core"]
    );
    assert_eq!(
        order("?sort=accounts.account&dir=desc"),
        ["core", "beta", "acme"]
    );
    assert_eq!(order("?q=BET"), ["beta"]);
    assert!(order("?q=none").is_empty());
    let help = text(&reader(&collector).get("/dashboard/help"));
    assert!(help.contains("Reset your password"), "{help}");
}
