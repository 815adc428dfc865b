//! The HTTP server: bounded in connections, headers and patience; stops without losing a request.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// Connections served at once; more wait in the kernel's queue.
const CONNECTIONS: usize = 4_096;
/// How long a connection may take to send a request's head, or stay without one.
const HEAD: Duration = Duration::from_secs(30);
/// The largest head, in bytes.
const HEAD_BYTES: usize = 64 * 1024;
/// How long open requests may take to end when the server stops.
const DRAIN: Duration = Duration::from_secs(25);

/// Serves until `stop` resolves, then takes no more connections and returns when every request
/// that had begun is answered.
pub async fn run(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let open = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let next = async { (open.clone().acquire_owned().await, listener.accept().await) };
        let (turn, accepted) = tokio::select! {
            () = &mut stop => break,
            next = next => next,
        };
        match accepted {
            Ok((stream, _)) => {
                let serve = connection(stream, router.clone(), &graceful);
                tokio::spawn(async move {
                    serve.await;
                    drop(turn);
                });
            }
            Err(error) => patience(&error).await,
        }
    }
    drop(listener);
    if tokio::time::timeout(DRAIN, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests were still open and were cut off");
    }
    Ok(())
}

fn connection(
    stream: TcpStream,
    router: Router,
    graceful: &GracefulShutdown,
) -> impl Future<Output = ()> + use<> {
    // Answers are small and whole: waiting to fill a packet only delays them.
    let _ = stream.set_nodelay(true);
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let connection = graceful.watch(connection);
    async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection ended early");
        }
    }
}

/// A connection that broke before it was accepted is nothing; having too many files open needs time.
async fn patience(error: &io::Error) {
    if matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    ) {
        return;
    }
    tracing::warn!(%error, "no connection could be accepted; waiting a moment");
    tokio::time::sleep(Duration::from_millis(100)).await;
}
