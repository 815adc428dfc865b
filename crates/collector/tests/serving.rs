//! The SDK and its content over real HTTP: forms, tags, caching, reloading.
#![allow(clippy::unwrap_used)]

mod support;

use std::path::Path;

use banso_content::bundle::Bundle;
use banso_content::compiler::container::{self, Part};
use banso_content::help::{HelpPack, HelpRef};
use banso_content::prose::{HelpText, Prose};
use support::{Collector, KEY, Setup};

fn write_content(path: &Path, version: &str) -> (Vec<u8>, String) {
    let version_padded = version.repeat(200);
    let pack = HelpPack {
        locale: "en",
        articles: Vec::new(),
        categories: vec![("c", &version_padded)],
        index: &[],
        words: vec![],
        bodies: Vec::new(),
        guides: Vec::new(),
        more: &[],
    };
    let part = Part::new("en".into(), pack.seal());
    let help = HelpText {
        pack: HelpRef {
            locale: "en".into(),
            hash: part.hash.clone(),
            bytes: part.bytes.len() as u32,
        },
    };
    let bundle = Bundle {
        version: version_padded.clone(),
        locales: vec!["en".into()],
        help: Some(Prose::new([("en", help)])),
        ..Bundle::default()
    };
    let bytes = bundle.seal();
    let hash = part.hash.clone();
    std::fs::write(path, container::write(&bytes, &[part], None)).unwrap();
    (bytes, hash)
}

fn start(dir: &Path) -> Collector {
    Collector::with(Setup {
        content: Some(dir.join("content.banso")),
        sdk: dir.to_owned(),
        ..Setup::default()
    })
}

#[test]
fn the_bundle_comes_in_the_smallest_form_and_only_when_it_changed() {
    let dir = tempfile::tempdir().unwrap();
    let (bytes, _) = write_content(&dir.path().join("content.banso"), "one");
    let collector = start(dir.path());
    let path = format!("/v1/bundle?writeKey={KEY}");
    let plain = collector.get(&path, &[("accept-encoding", "identity")]);
    assert_eq!(plain.body, bytes);
    assert_eq!(plain.header("content-type"), "application/octet-stream");
    assert_eq!(plain.header("cache-control"), "no-cache");
    assert_eq!(plain.header("cross-origin-resource-policy"), "cross-origin");
    let brotli = collector.get(&path, &[("accept-encoding", "gzip, br")]);
    assert_eq!(brotli.header("content-encoding"), "br");
    assert_eq!(brotli.header("vary"), "accept-encoding");
    assert!(brotli.body.len() < bytes.len());
    assert_ne!(brotli.header("etag"), plain.header("etag"));
    let again = [
        ("accept-encoding", "br"),
        ("if-none-match", brotli.header("etag")),
    ];
    let unchanged = collector.get(&path, &again);
    assert_eq!((unchanged.status, unchanged.body.len()), (304, 0));
    assert_eq!(unchanged.header("etag"), brotli.header("etag"));
    let foreign = collector.get("/v1/bundle?writeKey=wrong", &[]);
    foreign.problem(401, "/problems/write-key");
}

#[test]
fn parts_are_immutable_and_outlive_one_reload() {
    let dir = tempfile::tempdir().unwrap();
    let content = dir.path().join("content.banso");
    let (_, first) = write_content(&content, "one");
    let collector = start(dir.path());
    let (bytes, second) = write_content(&content, "two");
    assert!(collector.app.content.refresh(true).is_empty());
    let bundle = collector.get(&format!("/v1/bundle?writeKey={KEY}"), &[]);
    assert_eq!(bundle.body, bytes);
    for hash in [&first, &second] {
        let part = collector.get(&format!("/v1/parts/{hash}"), &[]);
        assert_eq!(part.status, 200);
        assert!(part.header("cache-control").contains("immutable"));
    }
    let missing = collector.get("/v1/parts/0000000000000000", &[]);
    missing.problem(404, "/problems/not-found");
}

#[test]
fn a_damaged_content_file_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let content = dir.path().join("content.banso");
    let (bytes, _) = write_content(&content, "one");
    let collector = start(dir.path());
    std::fs::write(&content, b"BNSO damaged").unwrap();
    let errors = collector.app.content.refresh(false);
    assert_eq!(errors.len(), 1);
    assert!(
        errors[0].to_string().contains("banso build"),
        "{}",
        errors[0]
    );
    assert!(collector.app.content.refresh(false).is_empty(), "said once");
    let bundle = collector.get(&format!("/v1/bundle?writeKey={KEY}"), &[]);
    assert_eq!(bundle.body, bytes);
}

#[test]
fn each_environment_has_its_content_or_the_one_for_all() {
    let dir = tempfile::tempdir().unwrap();
    let staging = dir.path().join("staging.banso");
    let (all, _) = write_content(&dir.path().join("content.banso"), "all");
    let (own, part) = write_content(&staging, "own");
    let collector = Collector::with(Setup {
        content: Some(dir.path().join("content.banso")),
        contents: vec![format!("staging={}", staging.display())],
        keys: vec!["staging-key@staging", "qa-key@qa"],
        ..Setup::default()
    });
    let bundle = |key: &str| {
        let answer = collector.get(&format!("/v1/bundle?writeKey={key}"), &[]);
        assert_eq!(answer.status, 200);
        answer.body
    };
    assert_eq!(bundle(KEY), all);
    assert_eq!(bundle("staging-key"), own);
    assert_eq!(bundle("qa-key"), all);
    assert_eq!(collector.get(&format!("/v1/parts/{part}"), &[]).status, 200);
    collector
        .get("/v1/bundle?writeKey=staging-key@staging", &[])
        .problem(401, "/problems/write-key");
    // One damaged file leaves the others alone.
    std::fs::write(&staging, b"BNSO damaged").unwrap();
    let (newer, _) = write_content(&dir.path().join("content.banso"), "newer");
    assert_eq!(collector.app.content.refresh(false).len(), 1);
    assert_eq!(bundle(KEY), newer);
    assert_eq!(bundle("staging-key"), own);
}

#[test]
fn an_environment_without_content_is_told_how_to_get_some() {
    let dir = tempfile::tempdir().unwrap();
    let staging = dir.path().join("staging.banso");
    write_content(&staging, "own");
    let collector = Collector::with(Setup {
        contents: vec![format!("staging={}", staging.display())],
        keys: vec!["staging-key@staging"],
        ..Setup::default()
    });
    let answer = collector.get(&format!("/v1/bundle?writeKey={KEY}"), &[]);
    let detail = answer.problem(404, "/problems/not-found");
    assert!(detail.contains("--content production=FILE"), "{detail}");
}

#[test]
fn without_content_the_answer_says_how_to_give_it() {
    let collector = Collector::start();
    let answer = collector.get(&format!("/v1/bundle?writeKey={KEY}"), &[]);
    let detail = answer.problem(404, "/problems/not-found");
    assert!(detail.contains("--content"), "{detail}");
}

#[test]
fn sdk_files_come_precompressed_with_their_type_and_age() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).unwrap();
    write("banso.js", "loader");
    write("core.1a2b3c4d.wasm", "plain");
    write("core.1a2b3c4d.wasm.br", "brotli");
    write("core.1a2b3c4d.wasm.gz", "gzip");
    write("content.banso", "");
    let collector = Collector::with(Setup {
        sdk: dir.path().to_owned(),
        ..Setup::default()
    });
    for (accepted, body) in [
        ("br, gzip", "brotli"),
        ("gzip", "gzip"),
        ("identity", "plain"),
    ] {
        let answer = collector.get("/sdk/core.1a2b3c4d.wasm", &[("accept-encoding", accepted)]);
        assert_eq!(answer.body, body.as_bytes(), "{accepted}");
        assert_eq!(answer.header("content-type"), "application/wasm");
        assert_eq!(
            answer.header("cache-control"),
            "public, max-age=31536000, immutable"
        );
    }
    let loader = collector.get("/sdk/banso.js", &[("accept-encoding", "br")]);
    assert_eq!(loader.body, b"loader");
    assert_eq!(loader.header("content-encoding"), "");
    assert_eq!(
        loader.header("content-type"),
        "text/javascript; charset=utf-8"
    );
    assert!(
        loader
            .header("cache-control")
            .starts_with("public, max-age=300")
    );
    assert!(loader.header("etag").starts_with('"'));
}

#[test]
fn no_path_leads_out_of_the_sdk_directory() {
    let dir = tempfile::tempdir().unwrap();
    let sdk = dir.path().join("sdk");
    std::fs::create_dir(&sdk).unwrap();
    std::fs::write(dir.path().join("secret"), "secret").unwrap();
    std::fs::write(sdk.join(".env"), "secret").unwrap();
    let collector = Collector::with(Setup {
        sdk,
        ..Setup::default()
    });
    for path in [
        "%2e%2e/secret",
        "..%2fsecret",
        "a/%2e%2e/%2e%2e/secret",
        ".env",
        "%00",
        "%2fetc%2fpasswd",
    ] {
        assert_eq!(
            collector.get(&format!("/sdk/{path}"), &[]).status,
            404,
            "{path}"
        );
    }
}

#[test]
fn the_root_leads_to_the_dashboard_and_health_is_plain() {
    let collector = Collector::start();
    let root = collector.get("/", &[]);
    assert_eq!((root.status, root.header("location")), (307, "/dashboard"));
    assert_eq!(collector.get("/healthz", &[]).body, b"ok\n");
    assert_eq!(collector.get("/readyz", &[]).body, b"ready\n");
    collector
        .get("/nowhere", &[])
        .problem(404, "/problems/not-found");
}
