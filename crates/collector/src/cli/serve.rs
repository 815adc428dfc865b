//! `banso serve`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use clap::builder::FalseyValueParser;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinHandle;

use super::CliError;
use super::inquiries::InquiryArgs;
use crate::app::{AppState, router};
use crate::auth::environment::Environment;
use crate::auth::keys::{Keys, WriteKey};
use crate::auth::signing::Signer;
use crate::ingest::{Budget, ClientIp};
use crate::inquiries::{self, Patience};
use crate::serve::{ContentFile, Contents};
use crate::server;
use crate::store::Store;
use crate::telemetry::{self, LogForm};

/// How often the content files are looked at.
const LOOK: Duration = Duration::from_secs(2);
/// How often drafts that have expired are removed.
const TIDY: Duration = Duration::from_mins(10);
/// How often the metrics are folded.
const FOLD: Duration = Duration::from_secs(5);

/// Run the collector: take in messages, serve the SDK, its content and the dashboard.
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The address to listen on. Put a TLS proxy in front of anything but the loopback.
    #[arg(long, env = "BANSO_LISTEN", default_value = "127.0.0.1:4319")]
    listen: SocketAddr,
    /// The directory of the database.
    #[arg(long, env = "BANSO_DATA", default_value = "data")]
    data: PathBuf,
    /// The directory of the built SDK.
    #[arg(long, env = "BANSO_SDK", default_value = "dist")]
    sdk: PathBuf,
    /// The content that `banso build` made: FILE for every environment, ENVIRONMENT=FILE for one.
    #[arg(
        long,
        env = "BANSO_CONTENT",
        value_name = "[ENVIRONMENT=]FILE",
        value_delimiter = ','
    )]
    content: Vec<ContentFile>,
    /// A write key that messages are taken in with: KEY for production, KEY@ENVIRONMENT for
    /// another environment. Give it again for more.
    #[arg(
        long = "write-key",
        env = "BANSO_WRITE_KEY",
        value_name = "KEY[@ENVIRONMENT]",
        value_delimiter = ',',
        required = true,
        hide_env_values = true
    )]
    write_keys: Vec<WriteKey>,
    /// An environment whose pages may open the debug panel without a link. All but production may
    /// anyway.
    #[arg(
        long,
        env = "BANSO_DEBUG",
        value_name = "ENVIRONMENT",
        value_delimiter = ','
    )]
    debug: Vec<Environment>,
    #[command(flatten)]
    inquiries: InquiryArgs,
    /// What is stored of the address that a message names as its user's (`context.ip`). The addresses
    /// of connections are not read.
    #[arg(long, env = "BANSO_CLIENT_IP", value_enum, default_value_t)]
    client_ip: ClientIp,
    /// The form of the log.
    #[arg(long, env = "BANSO_LOG", value_enum, default_value_t)]
    log: LogForm,
    /// Say on every page of the dashboard that its data is made up.
    #[arg(long, env = "BANSO_DEMO", value_parser = FalseyValueParser::new())]
    demo: bool,
}

impl Serve {
    pub(super) async fn run(self) -> Result<(), CliError> {
        telemetry::log_to_stderr(self.log);
        telemetry::recorder();
        self.check()?;
        let targets = self.inquiries.targets()?;
        let store = Store::open(&self.data)?;
        let content = self.content;
        let content = tokio::task::spawn_blocking(move || Contents::open(content)).await??;
        let app = AppState {
            keys: Arc::new(Keys::register(&store, &self.write_keys).await?),
            store: store.clone(),
            content: Arc::new(content),
            debug: self.debug.into(),
            signer: Signer::of(&store).await?,
            sdk: Arc::new(self.sdk),
            budget: Budget::default(),
            client_ip: self.client_ip,
            demo: self.demo,
        };
        let listener = TcpListener::bind(self.listen).await?;
        tracing::info!(address = %listener.local_addr()?, "listening");
        let chores = [
            tokio::spawn(keep_fresh(app.content.clone())),
            tokio::spawn(fold_metrics()),
            tokio::spawn(remove_expired_drafts(store.clone())),
            tokio::spawn(scrub(store.clone())),
            tokio::spawn(inquiries::run(
                store.clone(),
                app.content.clone(),
                targets,
                self.inquiries.public_url,
                Patience::default(),
            )),
        ];
        server::run(listener, router(app), stopped()?).await?;
        chores.iter().for_each(JoinHandle::abort);
        tokio::task::spawn_blocking(move || store.close()).await?;
        tracing::info!("stopped");
        Ok(())
    }
}

impl Serve {
    /// Refuses what can only be a slip: it would otherwise serve the wrong content in silence.
    fn check(&self) -> Result<(), CliError> {
        for environment in &self.debug {
            self.check_environment("--debug", environment)?;
        }
        self.check_content()?;
        self.check_keys()
    }

    fn check_content(&self) -> Result<(), CliError> {
        let mut named: Vec<Option<&Environment>> = Vec::new();
        for file in &self.content {
            let environment = file.environment.as_ref();
            if let Some(environment) = environment {
                self.check_environment("--content", environment)?;
            }
            if named.contains(&environment) {
                let whom = environment.map_or("every environment".into(), ToString::to_string);
                return Err(format!("--content is given twice for {whom}; give it once").into());
            }
            named.push(environment);
        }
        Ok(())
    }

    fn check_keys(&self) -> Result<(), CliError> {
        let mut keys: Vec<&WriteKey> = Vec::new();
        for key in &self.write_keys {
            let other = keys.iter().find(|other| other.key == key.key);
            if let Some(other) = other.filter(|other| other.environment != key.environment) {
                return Err(format!(
                    "one write key is given for {} and for {}; give each environment its own",
                    other.environment, key.environment
                )
                .into());
            }
            keys.push(key);
        }
        Ok(())
    }

    fn check_environment(&self, option: &str, environment: &Environment) -> Result<(), CliError> {
        let known = |key: &WriteKey| key.environment == *environment;
        if self.write_keys.iter().any(known) {
            return Ok(());
        }
        Err(format!(
            "{option} names {environment}, but no write key belongs to it; add --write-key KEY@{environment}, or mend the name"
        )
        .into())
    }
}

/// Resolves at the first SIGTERM or SIGINT.
fn stopped() -> std::io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping: finishing open requests");
    })
}

/// Folds what the histograms gathered: without it, they would grow until somebody reads them.
async fn fold_metrics() {
    loop {
        tokio::time::sleep(FOLD).await;
        telemetry::recorder().run_upkeep();
    }
}

/// Removes drafts that nobody can look at any more.
async fn remove_expired_drafts(store: Store) {
    loop {
        let now = jiff::Timestamp::now().as_millisecond();
        if let Err(error) = store.remove_expired_drafts(now).await {
            tracing::warn!(%error, "expired drafts stay for now");
        }
        tokio::time::sleep(TIDY).await;
    }
}

/// Leaves nothing of erased people in the file.
async fn scrub(store: Store) {
    loop {
        let now = jiff::Timestamp::now().as_millisecond();
        match store.scrub_due(now).await {
            Ok(false) => {}
            Ok(true) => tracing::info!("the database was written anew after somebody was erased"),
            Err(error) => {
                tracing::warn!(%error, "copies of what was erased stay in the file for now");
            }
        }
        tokio::time::sleep(TIDY).await;
    }
}

/// Reads the content files again when they change, and at SIGHUP.
async fn keep_fresh(content: Arc<Contents>) {
    let Ok(mut hangup) = signal(SignalKind::hangup()) else {
        return;
    };
    loop {
        let asked = tokio::time::timeout(LOOK, hangup.recv()).await.is_ok();
        let content = content.clone();
        let reload = move || {
            for error in content.refresh(asked) {
                tracing::error!(%error, "the content stays as it was");
            }
        };
        if tokio::task::spawn_blocking(reload).await.is_err() {
            tracing::error!("reading the content panicked; it stays as it was");
        }
    }
}
