//! What a long command is doing: step i of n, what, how long.

use std::{
    io::{IsTerminal, Write, stderr},
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use anyhow::Result;

/// Counts steps and prints them on standard error.
pub(crate) struct Steps {
    total: usize,
    done: usize,
}

impl Steps {
    /// A run of `total` steps.
    pub(crate) fn new(total: usize) -> Self {
        Self { total, done: 0 }
    }

    /// Runs one step: its name first, then its time.
    pub(crate) fn run<T>(&mut self, what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.done += 1;
        let label = format!("[{}/{}] {what}", self.done, self.total);
        let started = Instant::now();
        let clock = Clock::start(label.clone(), started);
        let result = work();
        clock.stop();
        let mark = if result.is_ok() { "" } else { "  failed" };
        eprintln!("{label}  {}{mark}", elapsed(started));
        result
    }
}

/// The time since `started`, as people read it.
pub(crate) fn elapsed(started: Instant) -> String {
    let time = started.elapsed();
    match (time.as_secs() / 60, time.as_secs() % 60) {
        (0, _) => format!("{:.1} s", time.as_secs_f64()),
        (minutes, seconds) => format!("{minutes} min {seconds:02} s"),
    }
}

/// Rewrites the line of the running step once a second; on a terminal only, so that logs stay short.
struct Clock(Option<(Sender<()>, JoinHandle<()>)>);

impl Clock {
    fn start(label: String, started: Instant) -> Self {
        if !stderr().is_terminal() {
            eprintln!("{label} ...");
            return Self(None);
        }
        let (stop, stopped) = channel();
        let tick = move || {
            loop {
                eprint!("\r\x1b[2K{label}  {}", elapsed(started));
                stderr().flush().ok();
                let heard = stopped.recv_timeout(Duration::from_secs(1));
                if heard != Err(RecvTimeoutError::Timeout) {
                    break;
                }
            }
            eprint!("\r\x1b[2K");
        };
        Self(Some((stop, thread::spawn(tick))))
    }

    fn stop(self) {
        if let Some((stop, ticking)) = self.0 {
            drop(stop);
            ticking.join().ok();
        }
    }
}
