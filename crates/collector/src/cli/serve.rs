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
use crate::app::{AppState, router};
use crate::auth::keys::Keys;
use crate::ingest::Budget;
use crate::serve::Contents;
use crate::server;
use crate::store::Store;
use crate::telemetry::{self, LogForm};

/// How often the content file is looked at.
const LOOK: Duration = Duration::from_secs(2);
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
    /// The content that `banso build` made.
    #[arg(long, env = "BANSO_CONTENT")]
    content: Option<PathBuf>,
    /// A write key that messages are taken in with. Give it again for more.
    #[arg(
        long = "write-key",
        env = "BANSO_WRITE_KEY",
        value_delimiter = ',',
        required = true,
        hide_env_values = true
    )]
    write_keys: Vec<String>,
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
        let store = Store::open(&self.data)?;
        let content = self.content;
        let content = tokio::task::spawn_blocking(move || Contents::open(content)).await??;
        let app = AppState {
            keys: Arc::new(Keys::register(&store, &self.write_keys).await?),
            store: store.clone(),
            content: Arc::new(content),
            sdk: Arc::new(self.sdk),
            budget: Budget::default(),
            demo: self.demo,
        };
        let listener = TcpListener::bind(self.listen).await?;
        tracing::info!(address = %listener.local_addr()?, "listening");
        let chores = [
            tokio::spawn(keep_fresh(app.content.clone())),
            tokio::spawn(fold_metrics()),
        ];
        server::run(listener, router(app), stopped()?).await?;
        chores.iter().for_each(JoinHandle::abort);
        tokio::task::spawn_blocking(move || store.close()).await?;
        tracing::info!("stopped");
        Ok(())
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

/// Reads the content file again when it changes, and at SIGHUP.
async fn keep_fresh(content: Arc<Contents>) {
    let Ok(mut hangup) = signal(SignalKind::hangup()) else {
        return;
    };
    loop {
        let asked = tokio::time::timeout(LOOK, hangup.recv()).await.is_ok();
        let content = content.clone();
        let reload = move || {
            if (asked || content.changed())
                && let Err(error) = content.reload()
            {
                tracing::error!(%error, "the content stays as it was");
            }
        };
        if tokio::task::spawn_blocking(reload).await.is_err() {
            tracing::error!("reading the content panicked; it stays as it was");
        }
    }
}
