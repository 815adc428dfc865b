//! A browser that reads the dashboard.
#![allow(dead_code, reason = "each test binary uses its part")]
#![allow(unreachable_pub, clippy::unwrap_used)]

use banso_collector::auth::password;
use banso_collector::auth::staff::{self, Role};

use super::support::{self, Answer, Collector, Setup};

pub const EMAIL: &str = "cs@example.com";
pub const PASSWORD: &str = "correct horse";

/// A browser: it keeps cookies and follows nothing.
pub struct Browser<'a> {
    collector: &'a Collector,
    pub cookies: Vec<(String, String)>,
}

impl<'a> Browser<'a> {
    pub fn new(collector: &'a Collector) -> Self {
        let cookies = Vec::new();
        Self { collector, cookies }
    }

    pub fn cookie_header(&self) -> String {
        let pairs: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    pub fn keep(&mut self, answer: Answer) -> Answer {
        for line in answer.headers.get_all("set-cookie") {
            let pair = line.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
        answer
    }

    pub fn get(&mut self, path: &str) -> Answer {
        let cookies = self.cookie_header();
        let answer = self.collector.get(path, &[("cookie", &cookies)]);
        self.keep(answer)
    }

    pub fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = form
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        let cookies = self.cookie_header();
        let headers = [("cookie", cookies.as_str())];
        let answer = support::form(&self.collector.url(path), &body.join("&"), &headers);
        self.keep(answer)
    }

    /// The anti-forgery token of the forms on a page.
    pub fn csrf(&mut self, path: &str) -> String {
        let page = text(&self.get(path));
        let after = page.split(r#"name="csrf" value=""#).nth(1).unwrap();
        after.split('"').next().unwrap().to_owned()
    }

    pub fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        let csrf = self.csrf("/dashboard/sign-in");
        let form = [
            ("csrf", csrf.as_str()),
            ("next", "/dashboard/features"),
            ("email", email),
            ("password", password),
        ];
        self.post("/dashboard/sign-in", &form)
    }
}

pub fn encode(text: &str) -> String {
    text.replace('%', "%25")
        .replace(' ', "%20")
        .replace('@', "%40")
        .replace('&', "%26")
        .replace('+', "%2B")
}

pub fn text(answer: &Answer) -> String {
    String::from_utf8(answer.body.clone()).unwrap()
}

pub fn collector() -> Collector {
    staffed(Collector::start())
}

pub fn staffed(collector: Collector) -> Collector {
    staffed_as(collector, Role::Viewer)
}

pub fn staffed_as(collector: Collector, role: Role) -> Collector {
    let hash = password::hash(PASSWORD).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime
        .block_on(staff::put(&collector.app.store, EMAIL, &hash, role))
        .unwrap();
    collector
}

pub fn demo() -> Collector {
    let content = tempfile::tempdir().unwrap();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/content");
    let source = banso_content::compiler::load(&folder).unwrap();
    let output = banso_content::compiler::build(&source).unwrap();
    let file = content.path().join("demo.banso");
    std::fs::write(&file, output.container()).unwrap();
    staffed(Collector::with(Setup {
        content: Some(file),
        demo: true,
        ..Setup::default()
    }))
}

/// A browser of someone who may read.
pub fn reader(collector: &Collector) -> Browser<'_> {
    let mut browser = Browser::new(collector);
    browser.sign_in(EMAIL, PASSWORD);
    browser
}
