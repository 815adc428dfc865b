//! A collector on a free port of the loopback, and a small client for it.
#![allow(dead_code, reason = "each test binary uses its part")]
#![allow(unreachable_pub, clippy::unwrap_used)]

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use banso_collector::app::{AppState, router};
use banso_collector::auth::keys::{Keys, WriteKey};
use banso_collector::auth::signing::Signer;
use banso_collector::ingest::Budget;
use banso_collector::serve::{ContentFile, Contents};
use banso_collector::server;
use banso_collector::store::Store;
use banso_wire::receipt::Receipt;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// The write key of production that every test collector takes.
pub const KEY: &str = "test-key";

/// A running collector. Dropping it stops it.
pub struct Collector {
    pub address: SocketAddr,
    pub app: AppState,
    dir: TempDir,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What a collector is started with, besides an empty data directory.
#[derive(Default)]
pub struct Setup {
    /// For every environment.
    pub content: Option<PathBuf>,
    /// Further content files, as `ENVIRONMENT=FILE`.
    pub contents: Vec<String>,
    /// Further write keys, as `KEY@ENVIRONMENT`.
    pub keys: Vec<&'static str>,
    /// Environments with the debug panel.
    pub debug: Vec<&'static str>,
    pub sdk: PathBuf,
    pub budget: Budget,
    pub demo: bool,
    pub client_ip: banso_collector::ingest::ClientIp,
}

impl Collector {
    pub fn start() -> Self {
        Self::with(Setup::default())
    }

    pub fn with(setup: Setup) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let store = Store::open(dir.path()).unwrap();
        let texts = [KEY].into_iter().chain(setup.keys);
        let keys: Vec<WriteKey> = texts.map(|text| text.parse().unwrap()).collect();
        let keys = runtime.block_on(Keys::register(&store, &keys));
        let every = setup.content.map(|path| ContentFile {
            environment: None,
            path,
        });
        let named = setup.contents.iter().map(|text| text.parse().unwrap());
        let contents = Contents::open(every.into_iter().chain(named).collect());
        let app = AppState {
            keys: Arc::new(keys.unwrap()),
            content: Arc::new(contents.unwrap()),
            debug: setup
                .debug
                .iter()
                .map(|name| name.parse().unwrap())
                .collect(),
            signer: runtime.block_on(Signer::of(&store)).unwrap(),
            sdk: Arc::new(setup.sdk),
            budget: setup.budget,
            demo: setup.demo,
            client_ip: setup.client_ip,
            store,
        };
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let service = router(app.clone());
        let thread = std::thread::spawn(move || {
            let stopped = async { drop(stopped.await) };
            runtime
                .block_on(server::run(listener, service, stopped))
                .unwrap();
        });
        Self {
            address,
            app,
            dir,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Posts a body as text/plain with further headers.
    pub fn post(&self, path: &str, body: impl AsRef<[u8]>, headers: &[(&str, &str)]) -> Answer {
        post(&self.url(path), body.as_ref(), headers)
    }

    /// Posts messages as a batch with the write key in the body.
    pub fn batch(&self, messages: &[Value]) -> Answer {
        let body = json!({"batch": messages, "writeKey": KEY}).to_string();
        self.post("/v1/batch", body, &[])
    }

    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        get(&self.url(path), headers)
    }

    pub fn preflight(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = agent().options(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Answer::of(request.call())
    }

    /// One value from the store.
    pub fn value<T: rusqlite::types::FromSql>(&self, sql: &str) -> T {
        value(self.dir.path(), sql)
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        drop(self.stop.take());
        let ended = self.thread.take().map(JoinHandle::join);
        self.app.store.close();
        if !std::thread::panicking() {
            ended.unwrap().unwrap();
        }
    }
}

/// One value from the store in a directory.
pub fn value<T: rusqlite::types::FromSql>(dir: &Path, sql: &str) -> T {
    let conn = rusqlite::Connection::open(dir.join(banso_collector::store::FILE)).unwrap();
    conn.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// An answer, its body read to the end.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn of(result: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Self {
        let mut response = result.unwrap();
        Self {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.body_mut().read_to_vec().unwrap(),
        }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    #[track_caller]
    pub fn receipt(&self) -> Receipt {
        assert_eq!(self.status, 200, "{}", String::from_utf8_lossy(&self.body));
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Checks an error answer and returns its detail.
    #[track_caller]
    pub fn problem(&self, status: u16, kind: &str) -> String {
        assert_eq!(
            self.status,
            status,
            "{}",
            String::from_utf8_lossy(&self.body)
        );
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["type"], kind);
        assert_eq!(problem["status"], status);
        problem["detail"].as_str().unwrap().to_owned()
    }
}

pub fn post(url: &str, body: &[u8], headers: &[(&str, &str)]) -> Answer {
    let mut request = agent().post(url).content_type("text/plain");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    Answer::of(request.send(body))
}

pub fn get(url: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = agent().get(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    Answer::of(request.call())
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .build()
        .into()
}

/// A track message.
pub fn track(id: &str) -> Value {
    json!({"type": "track", "messageId": id, "userId": "u-1", "event": "Expense Created"})
}

/// Posts a form.
pub fn form(url: &str, body: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = agent()
        .post(url)
        .content_type("application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    Answer::of(request.send(body))
}
