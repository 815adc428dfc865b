//! What came of a simulation, for people: tables that fit into 100 columns.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::report::{GuideReport, Prompts, Report};

const HEAD: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();
const REACHED: Style = AnsiColor::Green.on_default();
/// The columns for the name of a guide, longer ones being cut.
const NAME: usize = 26;
/// The columns of the bar that shows a share.
const BAR: usize = 12;
/// The columns for why the others are not reached.
const WHY: usize = 25;

impl Report {
    /// Writes tables, in colours, which the stream takes out where they are not wanted.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(
            out,
            "Draft {}: {} to {}, {} active users in {} accounts, {} messages\n",
            self.draft,
            day(&self.from),
            day(&self.to),
            self.active_users,
            self.active_accounts,
            self.messages
        )?;
        self.write_guides(out)?;
        self.write_prompts(out)?;
        self.write_displaced(out)?;
        self.write_checklists(out)
    }

    /// What the draft is held against.
    fn now(&self) -> &'static str {
        if self.compared { "compared" } else { "really" }
    }

    fn write_guides(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(
            out,
            "{HEAD}{:<NAME$}{:>7}{:>8}  {:<BAR$}{:>9}{:>9}  why not the others{HEAD:#}",
            "Guide",
            "users",
            "share",
            "",
            "accounts",
            self.now()
        )?;
        for guide in &self.guides {
            write_guide(guide, out)?;
        }
        for (guide, users) in &self.gone {
            let (guide, none) = (fitted(guide, NAME), "-");
            writeln!(
                out,
                "{QUIET}{guide}{none:>7}{none:>8}  {:<BAR$}{none:>9}{users:>9}  not in the draft{QUIET:#}",
                ""
            )?;
        }
        writeln!(out)
    }

    fn write_prompts(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(
            out,
            "{HEAD}Prompts a user gets on an active day{HEAD:#}  {QUIET}mean / 95th percentile / most{QUIET:#}"
        )?;
        writeln!(out, "  with the draft  {}", prompts(self.prompts))?;
        writeln!(out, "  {:<14}  {}\n", self.now(), prompts(self.prompts_now))
    }

    fn write_displaced(&self, out: &mut impl Write) -> io::Result<()> {
        if self.displaced.is_empty() {
            return Ok(());
        }
        writeln!(out, "{HEAD}Shown no more{HEAD:#}")?;
        for one in &self.displaced {
            let guide = fitted(&one.guide, NAME);
            let by = one.by.as_ref();
            let by = by.map_or("nothing instead".into(), |by| format!("{by} instead"));
            writeln!(out, "  {guide}{:>5} users, {by}", one.users)?;
        }
        writeln!(out)
    }

    fn write_checklists(&self, out: &mut impl Write) -> io::Result<()> {
        if self.checklists.is_empty() {
            return Ok(());
        }
        writeln!(out, "{HEAD}Checklists{HEAD:#}")?;
        for list in &self.checklists {
            let now = list.started_now.zip(list.completed_now);
            let now = now.map(|(started, completed)| {
                format!("  {QUIET}compared: {started}, {completed}{QUIET:#}")
            });
            writeln!(
                out,
                "  {}{:>5} started, {:>5} completed{}",
                fitted(&list.checklist, NAME),
                list.started,
                list.completed,
                now.unwrap_or_default()
            )?;
        }
        Ok(())
    }
}

fn write_guide(guide: &GuideReport, out: &mut impl Write) -> io::Result<()> {
    let filled = (guide.percent / 100.0 * BAR as f64).round() as usize;
    let (filled, empty) = ("█".repeat(filled), "·".repeat(BAR - filled.min(BAR)));
    let mut lines = reasons(&guide.held).into_iter();
    writeln!(
        out,
        "{}{:>7}{:>7.1}%  {REACHED}{filled}{REACHED:#}{QUIET}{empty}{QUIET:#}{:>9}{:>9}  {QUIET}{}{QUIET:#}",
        fitted(&guide.guide, NAME),
        guide.users,
        guide.percent,
        guide.accounts,
        guide.users_now,
        lines.next().unwrap_or_default()
    )?;
    let indent = NAME + 7 + 8 + 2 + BAR + 9 + 9 + 2;
    for line in lines {
        writeln!(out, "{:indent$}{QUIET}{line}{QUIET:#}", "")?;
    }
    Ok(())
}

/// `audience 120, page 14`, the most frequent first, in lines that fit.
fn reasons(held: &BTreeMap<&'static str, usize>) -> Vec<String> {
    let mut all: Vec<_> = held.iter().collect();
    all.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let mut lines: Vec<String> = Vec::new();
    for (hold, users) in all {
        let one = format!("{hold} {users}");
        match lines.last_mut() {
            Some(line) if line.len() + 2 + one.len() < WHY => {
                line.push_str(", ");
                line.push_str(&one);
            }
            Some(line) => {
                line.push(',');
                lines.push(one);
            }
            None => lines.push(one),
        }
    }
    lines
}

/// A name in so many columns, cut where it is longer.
fn fitted(name: &str, columns: usize) -> String {
    let cut: String = name.chars().take(columns - 2).collect();
    let more = if cut.len() < name.len() { "…" } else { "" };
    format!("{:<columns$}", cut + more)
}

fn prompts(prompts: Prompts) -> String {
    let Prompts { mean, p95, max } = prompts;
    format!("{mean:.2} / {p95} / {max}")
}

/// The day of an RFC 3339 time.
fn day(at: &str) -> &str {
    at.get(..10).unwrap_or(at)
}
