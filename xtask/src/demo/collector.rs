//! The running collector: started, awaited, stopped.

use std::{
    path::PathBuf,
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use super::calls::Site;
use crate::process;

const START_LIMIT: Duration = Duration::from_mins(1);
const STOP_LIMIT: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(100);

/// A collector that ends with its owner.
pub(super) struct Collector {
    child: Child,
    log: PathBuf,
}

impl Collector {
    /// Starts the collector and returns once it answers.
    pub(super) fn start(site: &Site) -> Result<Self> {
        let log = site.dir.join("collector.log");
        let child = process::logged(&mut site.serve(), &log)?
            .spawn()
            .context("cannot start the collector")?;
        let mut collector = Self { child, log };
        collector.await_ready(&format!("{}/readyz", site.collector))?;
        Ok(collector)
    }

    fn await_ready(&mut self, address: &str) -> Result<()> {
        let started = Instant::now();
        while !answers(address) {
            self.check()?;
            if started.elapsed() > START_LIMIT {
                bail!(
                    "the collector does not answer at {address}.\n{}",
                    process::tail(&self.log)
                );
            }
            thread::sleep(POLL);
        }
        Ok(())
    }

    /// An error when the collector has ended by itself.
    fn check(&mut self) -> Result<()> {
        match self
            .child
            .try_wait()
            .context("cannot ask for the collector's state")?
        {
            Some(status) => bail!(
                "the collector stopped ({status}).\n{}",
                process::tail(&self.log)
            ),
            None => Ok(()),
        }
    }

    /// Resolves, with an error, when the collector ends by itself.
    pub(super) async fn ended(&mut self) -> Result<()> {
        loop {
            self.check()?;
            tokio::time::sleep(POLL).await;
        }
    }

    /// Asks the collector to finish what it holds, and waits for it.
    pub(super) fn stop(&mut self) {
        if self.check().is_err() || !ask_to_end(&mut self.child) {
            return;
        }
        let asked = Instant::now();
        while self.check().is_ok() && asked.elapsed() < STOP_LIMIT {
            thread::sleep(POLL);
        }
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        self.stop();
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn answers(address: &str) -> bool {
    let limit = Some(Duration::from_secs(2));
    ureq::get(address)
        .config()
        .timeout_global(limit)
        .build()
        .call()
        .is_ok()
}

/// Whether the child was asked; where there is no polite way, it is ended by `drop`.
fn ask_to_end(child: &mut Child) -> bool {
    cfg!(unix)
        && Command::new("kill")
            .arg(child.id().to_string())
            .status()
            .is_ok_and(|status| status.success())
}
