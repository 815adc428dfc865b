//! `cargo xtask demo`: the demo app, the collector and the dashboard, with a believable past, on this machine.
//!
//! The app and the collector have two origins, as at a customer: what works here works across sites.

mod calls;
mod collector;
mod ready;
mod seed;
mod server;

use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::PathBuf,
};

use anyhow::{Context, Result};

use self::{calls::Site, collector::Collector, ready::Ready};
use crate::{
    modules, process,
    progress::Steps,
    workspace::{self, open},
};

/// Options of `cargo xtask demo`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Port of the collector; the demo app takes the next one. 0 picks two free ports.
    #[arg(long, default_value_t = 4319, value_name = "N")]
    port: u16,
    /// Leave the browser closed.
    #[arg(long)]
    no_open: bool,
    /// Write the addresses and credentials to this file as JSON, once everything answers.
    #[arg(long, value_name = "PATH")]
    ready_file: Option<PathBuf>,
    /// Where the demo keeps its app, its content and its data.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Forget the data of earlier runs and seed the history again.
    #[arg(long)]
    fresh: bool,
}

/// Builds what is missing, starts everything and stays until Ctrl-C.
pub(crate) fn run(args: &Args) -> Result<()> {
    let (collector_port, app_port) = ports(args.port)?;
    let dir = args.dir.as_ref().map_or_else(
        || workspace::target().join("demo"),
        |dir| workspace::root().join(dir),
    );
    let site = Site::new(dir, collector_port.local_addr()?, app_port.local_addr()?)?;
    if args.fresh {
        seed::forget(&site)?;
    }
    let seeded = seed::done(&site);
    let mut steps = Steps::new(modules::STEPS + 4 + if seeded { 0 } else { seed::STEPS });
    prepare(&site, &mut steps)?;
    if !seeded {
        seed::seed(&site, &mut steps)?;
    }
    // Held until now, so that nothing else could take the port during the build.
    drop(collector_port);
    let collector = steps.run("Start the collector", || Collector::start(&site))?;
    let outdated = seed::outdated(&site, jiff::Timestamp::now())?;
    serve(
        args,
        &Ready::new(&site, outdated),
        &site,
        app_port,
        collector,
    )
}

/// Two free ports, held. A taken port is an error now and not after the build.
fn ports(first: u16) -> Result<(TcpListener, TcpListener)> {
    Ok((
        listen(first)?,
        listen(if first == 0 { 0 } else { first + 1 })?,
    ))
}

fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).with_context(|| {
        format!("port {port} is taken. Stop what uses it, or choose another with --port")
    })
}

/// Builds the modules, the collector, the app and the content.
fn prepare(site: &Site, steps: &mut Steps) -> Result<()> {
    modules::build(&modules::default_out(), steps)?;
    let mend = "Mend the errors above and start again.";
    steps.run("Build the collector", || {
        process::quiet("collector build", &mut calls::build_collector(), mend)
    })?;
    steps.run("Build the demo app", || {
        process::quiet("demo app build", &mut site.build_app(), mend)
    })?;
    steps.run("Compile the demo content", || {
        process::quiet("content build", &mut site.build_content(), mend)
    })
}

/// Serves the app, announces, and waits for the end.
fn serve(
    args: &Args,
    ready: &Ready,
    site: &Site,
    app: TcpListener,
    mut collector: Collector,
) -> Result<()> {
    let runtime = tokio::runtime::Runtime::new().context("cannot start the app's server")?;
    let ended = runtime.block_on(async {
        let serving = server::serve(app, site)?;
        if let Some(path) = &args.ready_file {
            ready.write(path)?;
        }
        eprintln!("\n{}", ready.announcement(&site.dir));
        if !args.no_open {
            open(&ready.app);
        }
        tokio::select! {
            result = serving => result,
            result = collector.ended() => result,
            result = interrupted() => result,
        }
    });
    collector.stop();
    ended
}

/// Resolves at Ctrl-C, or when the process is asked to end.
async fn interrupted() -> Result<()> {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let mut ended = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! { result = interrupt => result?, _ = ended.recv() => {} }
    }
    #[cfg(not(unix))]
    interrupt.await?;
    eprintln!("\nStopping");
    Ok(())
}
