//! Help before and after a version of the content.

use maud::{Markup, html};
use rusqlite::Connection;

use crate::dashboard::cell::Cell;
use crate::dashboard::lang::{Lang, Word};
use crate::dashboard::table::{Kind, Table, columns};
use crate::dashboard::visit::Visit;
use crate::dashboard::{format, words as w};
use crate::query::{Help, Share, Version, Window, around, help, versions};

/// The versions to choose from, and the one that was chosen.
pub(super) struct Compared {
    versions: Vec<Version>,
    chosen: Option<Chosen>,
}

struct Chosen {
    version: String,
    before: (Window, Help),
    after: (Window, Help),
}

impl Compared {
    /// The version that was asked for, else the latest that has been out for a day.
    pub(super) fn of(
        conn: &Connection,
        window: &Window,
        asked: &str,
        days: usize,
    ) -> rusqlite::Result<Self> {
        let versions = versions(conn)?;
        let pair = |one: &Version| Some((one.version.clone(), around(window, one.since, days)?));
        let named = versions
            .iter()
            .filter(|one| one.version == asked)
            .find_map(pair);
        let pair = named.or_else(|| versions.iter().find_map(pair));
        let chosen = match pair {
            Some((version, (before, after))) => Some(Chosen {
                version,
                before: (before.clone(), help(conn, &before)?),
                after: (after.clone(), help(conn, &after)?),
            }),
            None => None,
        };
        Ok(Self { versions, chosen })
    }

    pub(super) fn table(&self, visit: &Visit) -> Table {
        let lang = visit.lang;
        let columns = columns(
            lang,
            &[
                ("figure", w::FIGURE, Kind::Text),
                ("before", w::BEFORE, Kind::Number),
                ("after", w::AFTER, Kind::Number),
                ("change", w::CHANGE, Kind::Number),
            ],
        );
        let rows = self.chosen.as_ref().map(|chosen| rows(lang, chosen));
        Table {
            id: "versions",
            caption: lang.say(w::COMPARE).into(),
            columns,
            rows: rows.unwrap_or_default(),
            filtered: false,
            empty: w::COMPARE_NONE,
        }
    }

    /// Which version, and the days on both sides of it.
    pub(super) fn choice(&self, visit: &Visit) -> Markup {
        let lang = visit.lang;
        let Some(chosen) = &self.chosen else {
            return html! {};
        };
        let zone = visit.preferences.zone(lang);
        let days = |window: &Window| {
            let day = |at: Option<&jiff::civil::Date>| {
                at.map(|day| format::day(lang, *day)).unwrap_or_default()
            };
            format!("{}–{}", day(window.days.first()), day(window.days.last()))
        };
        html! {
            p.muted {
                (lang.say(w::BEFORE)) ": " (days(&chosen.before.0)) " · " (lang.say(w::AFTER)) ": " (days(&chosen.after.0))
                ". " (lang.say(w::COMPARE_NOTE))
            }
            form.filter method="get" action=(visit.path) {
                @for (name, value) in visit.params().filter(|(name, _)| *name != "version") {
                    input type="hidden" name=(name) value=(value);
                }
                label { span { (lang.say(w::VERSION)) }
                    select name="version" { @for one in &self.versions {
                        option value=(one.version) selected[one.version == chosen.version] {
                            (one.version) " (" (format::day_of(lang, one.since, &zone)) ")"
                        }
                    } } }
                button type="submit" { (lang.say(w::APPLY)) }
            }
        }
    }
}

/// A figure of help: its name, and where it is.
type Of<T> = (Word, fn(&Help) -> T);

fn rows(lang: Lang, chosen: &Chosen) -> Vec<Vec<Cell>> {
    let (before, after) = (&chosen.before.1, &chosen.after.1);
    let counts: [Of<u64>; 3] = [
        (w::SEARCHES, |help| help.searches),
        (w::PEOPLE, |help| help.people),
        (w::INQUIRIES, |help| help.inquiries),
    ];
    let shares: [Of<Share>; 5] = [
        (w::CLICKED, |help| help.clicked),
        (w::EMPTY, |help| help.empty),
        (w::DEFLECTION, |help| help.deflection.loose),
        (w::DEFLECTION_STRICT, |help| help.deflection.strict),
        (w::HELPFUL, |help| help.helpful),
    ];
    let counts = counts.map(|(word, of)| row(lang, word, of(before), of(after)));
    let shares = shares.map(|(word, of)| shares_row(lang, word, of(before), of(after)));
    counts.into_iter().chain(shares).collect()
}

fn row(lang: Lang, word: Word, before: u64, after: u64) -> Vec<Cell> {
    let change = (before > 0).then(|| format::change(after as f64 / before as f64 - 1.0));
    texts(
        lang,
        word,
        [
            Some(format::count(before)),
            Some(format::count(after)),
            change,
        ],
    )
}

fn shares_row(lang: Lang, word: Word, before: Share, after: Share) -> Vec<Cell> {
    let said = |share: Share| {
        share
            .ratio()
            .map(|ratio| format!("{} (n={})", format::percent(ratio), share.whole))
    };
    let change = before
        .ratio()
        .zip(after.ratio())
        .map(|(before, after)| format::points(lang, after - before));
    texts(lang, word, [said(before), said(after), change])
}

fn texts(lang: Lang, word: Word, values: [Option<String>; 3]) -> Vec<Cell> {
    let head = Cell::Text(lang.say(word).to_owned());
    let values = values.map(|value| Cell::Text(value.unwrap_or_else(|| "–".into())));
    std::iter::once(head).chain(values).collect()
}
