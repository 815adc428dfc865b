//! `banso serve`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use tokio::net::TcpListener;

use super::CliError;
use crate::app::{AppState, router};
use crate::auth::keys::Keys;
use crate::ingest::Budget;
use crate::serve::Contents;
use crate::store::Store;
use crate::telemetry::{self, LogForm};

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
    /// Open the dashboard without a password: for demonstrations only.
    #[arg(long, env = "BANSO_DEMO")]
    demo: bool,
}

impl Serve {
    pub(super) async fn run(self) -> Result<(), CliError> {
        telemetry::log_to_stderr(self.log);
        telemetry::recorder();
        let store = Store::open(&self.data)?;
        let app = AppState {
            keys: Arc::new(Keys::register(&store, &self.write_keys).await?),
            store,
            content: Arc::new(Contents::default()),
            sdk: Arc::new(self.sdk),
            budget: Budget::default(),
            demo: self.demo,
        };
        let listener = TcpListener::bind(self.listen).await?;
        tracing::info!(address = %listener.local_addr()?, "listening");
        axum::serve(listener, router(app)).await?;
        Ok(())
    }
}
