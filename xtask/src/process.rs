//! Child processes that stay quiet until they fail.

use std::{
    collections::VecDeque,
    fs::{self, File},
    io::{self, BufRead, BufReader, IsTerminal},
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::workspace;

/// Lines of a failed child's output that are shown.
const TAIL: usize = 40;

/// Runs `command` with its output in a log file; a failure shows the end of the log and `mend`.
pub(crate) fn quiet(name: &str, command: &mut Command, mend: &str) -> Result<()> {
    let log = log_path(name)?;
    let status = logged(command, &log)?
        .status()
        .with_context(|| cannot_start(command, mend))?;
    if status.success() {
        return Ok(());
    }
    bail!(
        "{name} failed ({status}).\n{}\n{mend}\nThe whole output: {}",
        tail(&log),
        log.display()
    )
}

/// Runs `command` with its output on the terminal. Where the output is no terminal but a log of many
/// commands, a failure repeats its end, so that the end of the log tells what failed.
pub(crate) fn shown(name: &str, command: &mut Command, mend: &str) -> Result<()> {
    if io::stdout().is_terminal() {
        let status = command
            .status()
            .with_context(|| cannot_start(command, mend))?;
        return judged(name, status, mend);
    }
    let (status, end) = copied(command).with_context(|| cannot_start(command, mend))?;
    judged(name, status, &format!("{mend}\n{end}"))
}

fn judged(name: &str, status: ExitStatus, mend: &str) -> Result<()> {
    if !status.success() {
        bail!("{name} failed ({status}). {mend}");
    }
    Ok(())
}

/// Runs `command`, copies both its outputs to ours, and keeps the last lines.
fn copied(command: &mut Command) -> io::Result<(ExitStatus, String)> {
    let (reader, writer) = io::pipe()?;
    command.stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn()?;
    // Our own ends of the pipe would keep it open after the child has ended.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut end = VecDeque::new();
    for line in BufReader::new(reader).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        println!("{line}");
        end.truncate(TAIL - 1);
        end.push_front(line);
    }
    let lines: Vec<String> = end.into_iter().rev().collect();
    Ok((child.wait()?, lines.join("\n")))
}

/// The standard output of `command` as text.
pub(crate) fn output(name: &str, command: &mut Command, mend: &str) -> Result<String> {
    let out = command
        .output()
        .with_context(|| cannot_start(command, mend))?;
    if !out.status.success() {
        bail!(
            "{name} failed ({}).\n{}\n{mend}",
            out.status,
            String::from_utf8_lossy(&out.stderr).trim_end()
        );
    }
    Ok(String::from_utf8_lossy(&out.stdout).into_owned())
}

/// Points both outputs of `command` at the file `log`.
pub(crate) fn logged<'a>(command: &'a mut Command, log: &Path) -> Result<&'a mut Command> {
    let file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    let both = file
        .try_clone()
        .context("cannot share the log between both outputs")?;
    Ok(command.stdin(Stdio::null()).stdout(file).stderr(both))
}

/// The log file of the step `name`, in `target/xtask`.
pub(crate) fn log_path(name: &str) -> Result<PathBuf> {
    Ok(workspace::scratch()?.join(format!(
        "{}.log",
        name.replace(|c: char| !c.is_ascii_alphanumeric(), "-")
    )))
}

/// The last lines of the file `log`.
pub(crate) fn tail(log: &Path) -> String {
    let text = fs::read(log)
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(TAIL)..].join("\n")
}

fn cannot_start(command: &Command, mend: &str) -> String {
    format!("cannot start {}. {mend}", command.get_program().display())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn what_a_child_says_last_is_kept() {
        let script = "for (let i = 0; i < 100; i++) console.log(i); console.error('why')";
        let (status, end) = copied(Command::new("node").args(["-e", script])).unwrap();
        assert!(status.success());
        assert_eq!(end.lines().count(), TAIL);
        assert!(end.ends_with("99\nwhy"), "{end}");
    }
}
