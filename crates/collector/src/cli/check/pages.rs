//! The pages that content is checked against, and what is said of its selectors there.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anstyle::{AnsiColor, Style};
use banso_content::compiler::{Diagnostic, Outcome, Page, Sighting, Source, check_pages};
use clap::Args;

use super::browser;
use super::fetch::{Fetched, fetch};
use super::text::plural;
use crate::cli::CliError;

/// The pages to look for selectors on.
#[derive(Debug, Args)]
pub(super) struct PageArgs {
    /// Look for the selectors of the content on this page, as Chromium or Chrome shows it
    /// (`BANSO_CHROMIUM`, else the first in `PATH`); without one, on the plain HTML. Repeatable.
    #[arg(long = "url", value_name = "URL", value_parser = address)]
    urls: Vec<String>,
    /// The same on a saved page. With its path, as in `saved.html=/expenses`, what belongs to other
    /// pages is left out. Repeatable.
    #[arg(long = "html", value_name = "FILE[=/PATH]")]
    files: Vec<String>,
}

fn address(url: &str) -> Result<String, String> {
    let known = url.starts_with("http://") || url.starts_with("https://");
    let mend = "write the address with `http://` or `https://`; for a file use `--html`";
    known.then(|| url.into()).ok_or_else(|| mend.into())
}

/// What the pages say of the content.
pub(super) struct Report {
    pub found: Vec<Diagnostic>,
    pages: Vec<(Fetched, Vec<Sighting>)>,
}

impl PageArgs {
    /// Looks for the selectors on the pages; none if no page is named.
    pub(super) async fn check(&self, source: &Source) -> Result<Option<Report>, CliError> {
        let fetched = self.fetch().await?;
        if fetched.is_empty() {
            return Ok(None);
        }
        let pages: Vec<Page> = fetched.iter().map(|one| one.page.clone()).collect();
        let report = check_pages(source, &pages);
        Ok(Some(Report {
            found: report.found,
            pages: fetched.into_iter().zip(report.pages).collect(),
        }))
    }

    async fn fetch(&self) -> Result<Vec<Fetched>, CliError> {
        let mut fetched = Vec::new();
        let browser = if self.urls.is_empty() {
            None
        } else {
            browser::find()?
        };
        for url in &self.urls {
            fetched.push(fetch(url, browser.as_deref()).await?);
        }
        for file in &self.files {
            fetched.push(saved(file)?);
        }
        Ok(fetched)
    }
}

/// A saved page, `FILE` or `FILE=/PATH`.
fn saved(argument: &str) -> Result<Fetched, CliError> {
    let (file, path) = match argument.rsplit_once("=/") {
        Some((file, path)) => (file, Some(format!("/{path}"))),
        None => (argument, None),
    };
    let bytes = fs::read(file).map_err(|why| format!("the page `{file}` cannot be read: {why}"))?;
    let how = match &path {
        Some(path) => format!("as {path}"),
        None => "as any page".into(),
    };
    let page = Page {
        name: file.into(),
        path,
        html: String::from_utf8_lossy(&bytes).into_owned(),
    };
    Ok(Fetched { page, how })
}

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const GOOD: Style = AnsiColor::Green.on_default();
const POOR: Style = AnsiColor::Yellow.on_default();

/// Says of each page which selectors were looked for, and which were not.
pub(super) fn report(folder: &Path, report: &Report, out: &mut impl Write) -> io::Result<()> {
    for (fetched, sightings) in &report.pages {
        let name = &fetched.page.name;
        writeln!(out, "{BOLD}{name}{BOLD:#} {DIM}({}){DIM:#}", fetched.how)?;
        let width = sightings.iter().map(|one| one.selector.chars().count());
        let width = width.max().unwrap_or_default().min(60);
        for sighting in sightings {
            line(folder, sighting, width, out)?;
        }
        writeln!(out, "  {}\n", summary(sightings))?;
    }
    Ok(())
}

fn line(folder: &Path, one: &Sighting, width: usize, out: &mut impl Write) -> io::Result<()> {
    let (style, outcome) = match one.outcome {
        Outcome::Matches(0) => (POOR, "nothing".into()),
        Outcome::Matches(number) => (GOOD, plural(number, "element")),
        Outcome::Elsewhere => (DIM, "other page".into()),
        Outcome::Unjudged => (DIM, "not judged".into()),
    };
    let place = folder.join(&one.file);
    let (selector, place) = (&one.selector, place.display());
    writeln!(
        out,
        "  {style}{outcome:<11}{style:#}  {selector:<width$}  {DIM}{place}:{}:{}{DIM:#}",
        one.line, one.column
    )
}

fn summary(sightings: &[Sighting]) -> String {
    let count = |outcome: &Outcome| {
        sightings
            .iter()
            .filter(|one| one.outcome == *outcome)
            .count()
    };
    let (elsewhere, unjudged) = (count(&Outcome::Elsewhere), count(&Outcome::Unjudged));
    let checked = sightings.len() - elsewhere - unjudged;
    let mut parts = vec![format!("{} checked", plural(checked, "selector"))];
    if elsewhere > 0 {
        parts.push(format!("{elsewhere} skipped: they belong to other pages"));
    }
    if unjudged > 0 {
        parts.push(format!(
            "{unjudged} not judged: they ask for a state such as `:hover`"
        ));
    }
    parts.join("; ") + "."
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_saved_page_may_have_a_path() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a=b.html");
        fs::write(&file, "<p>").unwrap();
        let path = |more: &str| {
            saved(&format!("{}{more}", file.display()))
                .unwrap()
                .page
                .path
        };
        assert_eq!(path(""), None);
        assert_eq!(path("=/expenses"), Some("/expenses".into()));
        assert!(saved("/nowhere.html").is_err());
    }

    #[test]
    fn an_address_has_its_scheme() {
        assert!(address("https://seisan.example/expenses").is_ok());
        assert!(address("expenses.html").is_err());
    }
}
