//! Tables: one description, shown as HTML (sorted and filtered by the address) or as CSV.

use banso_content::model::AdoptionState;
use maud::{Markup, html};

use super::chart;
use super::csv;
use super::format;
use super::lang::{Lang, Word};
use super::visit::Visit;
use super::words as w;
use crate::query::{Ladder, Share};
use axum::response::Response;

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text, on the left.
    Text,
    /// A number, on the right.
    Number,
    /// A share: in CSV its ratio and both numbers.
    Share,
    /// A drawing that does not sort.
    Drawing,
    /// A place on the ladder of each of several counts: in CSV four columns.
    Ladder,
    /// A narrow share, coloured by its size.
    Heat,
}

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    key: String,
    label: String,
    kind: Kind,
}

/// What stands in a cell.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    Text(String),
    Link {
        text: String,
        href: String,
        note: Option<String>,
    },
    Count(u64),
    Decimal(Option<f64>),
    Share(Share),
    /// A share as its two numbers.
    Fraction(Share),
    Trend(Vec<u64>),
    Ladder(Ladder),
    State(AdoptionState),
    Time(Option<i64>),
    Span(Option<i64>),
    Day(jiff::civil::Date, Option<String>),
}

/// Most rows on one page of a table.
const PAGE: usize = 100;

/// A table.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Unique on its page; also the name of the CSV file.
    pub(super) id: &'static str,
    pub(super) caption: String,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// Whether the page's filter applies.
    pub(super) filtered: bool,
    /// What to say when there are no rows.
    pub(super) empty: Word,
}

/// By what a cell sorts. Cells without a value come last either way.
#[derive(PartialEq)]
enum Key {
    Text(String),
    Number(f64),
    None,
}

impl Column {
    pub(super) fn new(key: impl Into<String>, label: impl Into<String>, kind: Kind) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            kind,
        }
    }
}

/// The columns of a table: key, word and kind of each.
pub(super) fn columns(lang: Lang, columns: &[(&'static str, Word, Kind)]) -> Vec<Column> {
    columns
        .iter()
        .map(|(key, word, kind)| Column::new(*key, lang.say(*word), *kind))
        .collect()
}

impl Cell {
    pub(super) fn link(text: impl Into<String>, href: String) -> Self {
        Self::Link {
            text: text.into(),
            href,
            note: None,
        }
    }

    fn key(&self) -> Key {
        let number = |value: Option<f64>| value.map_or(Key::None, Key::Number);
        match self {
            Self::Text(text) | Self::Link { text, .. } => Key::Text(text.to_lowercase()),
            Self::Count(value) => Key::Number(*value as f64),
            Self::Decimal(value) => number(*value),
            Self::Share(share) | Self::Fraction(share) => number(share.ratio()),
            Self::Ladder(ladder) => Key::Number((ladder.adopted + ladder.retained) as f64),
            Self::State(state) => Key::Number(f64::from(*state as u8)),
            Self::Time(ts) | Self::Span(ts) => number(ts.map(|ts| ts as f64)),
            Self::Day(day, _) => Key::Text(day.to_string()),
            Self::Trend(_) => Key::None,
        }
    }

    fn matches(&self, lower: &str) -> bool {
        match self {
            Self::Text(text) => text.to_lowercase().contains(lower),
            Self::Link { text, href, .. } => {
                text.to_lowercase().contains(lower) || href.to_lowercase().contains(lower)
            }
            _ => false,
        }
    }

    fn draw(&self, lang: Lang, zone: &jiff::tz::TimeZone) -> Markup {
        match self {
            Self::Text(text) => html! { (text) },
            Self::Link { text, href, note } => html! {
                a href=(href) { (text) }
                @if let Some(note) = note { " " span.tag { (note) } }
            },
            Self::Count(value) => html! { (format::count(*value)) },
            Self::Decimal(value) => optional(value.map(format::decimal)),
            Self::Share(share) => draw_share(lang, *share),
            Self::Fraction(share) => html! { (share.part) " / " (share.whole) },
            Self::Trend(values) => chart::sparkline(values, &listed(values)),
            Self::Ladder(ladder) => chart::ladder(*ladder, &ladder_title(lang, *ladder)),
            Self::State(state) => html! {
                span class={ "state " (state.name()) } { (lang.say(w::state(*state))) }
            },
            Self::Time(None) | Self::Span(None) => optional(None),
            Self::Time(Some(ts)) => html! {
                time datetime=(format::machine_time(*ts, zone)) title=(format::full_time(lang, *ts, zone)) {
                    (format::time(lang, *ts, zone))
                }
            },
            Self::Span(Some(ms)) => html! { (format::span(lang, *ms)) },
            Self::Day(day, note) => html! {
                time datetime=(day) { (format::day(lang, *day)) }
                @if let Some(note) = note { " " span.tag { (note) } }
            },
        }
    }

    fn csv(&self, kind: Kind, zone: &jiff::tz::TimeZone) -> Vec<String> {
        let plain = |value: Option<String>| vec![value.unwrap_or_default()];
        match self {
            Self::Text(text) | Self::Link { text, .. } => vec![text.clone()],
            Self::Count(value) => vec![value.to_string()],
            Self::Decimal(value) => plain(value.map(|value| format!("{value:.3}"))),
            Self::Share(share) => {
                let ratio = share
                    .ratio()
                    .map(|ratio| format!("{ratio:.4}"))
                    .unwrap_or_default();
                vec![ratio, share.part.to_string(), share.whole.to_string()]
            }
            Self::Fraction(share) => vec![format!("{} of {}", share.part, share.whole)],
            Self::Trend(values) => vec![listed(values)],
            Self::Ladder(ladder) => [ladder.tried, ladder.adopted, ladder.retained, ladder.lapsed]
                .map(|count| count.to_string())
                .to_vec(),
            Self::State(state) => vec![state.name().to_owned()],
            Self::Time(ts) => plain(ts.map(|ts| format::machine_time(ts, zone))),
            Self::Span(ms) if kind == Kind::Number => plain(ms.map(|ms| (ms / 1_000).to_string())),
            Self::Span(ms) => plain(ms.map(|ms| ms.to_string())),
            Self::Day(day, _) => vec![day.to_string()],
        }
    }
}

/// A share that is coloured, its n in words on hover only: the column beside it has it.
fn draw_heat(lang: Lang, share: Share) -> Markup {
    let exact = exact(lang, share);
    html! { span title=(exact) { (share.ratio().map_or_else(|| "–".into(), format::percent)) } }
}

fn optional(value: Option<String>) -> Markup {
    html! { @match value { Some(value) => { (value) }, None => { span.none { "–" } } } }
}

fn listed(values: &[u64]) -> String {
    let values: Vec<String> = values.iter().map(u64::to_string).collect();
    values.join(" ")
}

/// Both numbers of a share.
fn exact(lang: Lang, share: Share) -> String {
    let (part, whole) = (format::count(share.part), format::count(share.whole));
    format!("{part} {} {whole}", lang.say(w::OF))
}

/// What a ladder's bar says in words.
pub(super) fn ladder_title(lang: Lang, ladder: Ladder) -> String {
    let parts = [
        (w::RETAINED, ladder.retained),
        (w::ADOPTED, ladder.adopted),
        (w::TRIED, ladder.tried),
        (w::LAPSED, ladder.lapsed),
    ];
    let parts = parts.map(|(word, count)| format!("{} {}", lang.say(word), format::count(count)));
    parts.join(lang.pick(", ", "、"))
}

/// A share with its exact numbers on hover, marked where it rests on few.
pub(super) fn draw_share(lang: Lang, share: Share) -> Markup {
    let exact = exact(lang, share);
    html! {
        @match share.ratio() {
            None => span.none { "–" },
            Some(ratio) => {
                span title=(exact) { (format::percent(ratio)) }
                @if share.is_few() {
                    " " span.few title=(lang.say(w::FEW_HINT)) { "n=" (share.whole) }
                }
            }
        }
    }
}

impl Table {
    /// The table as CSV when the address asks for this one.
    pub(super) fn download(&self, visit: &Visit) -> Option<Response> {
        let asked = visit.param("format") == "csv" && visit.param("table") == self.id;
        asked.then(|| {
            let zone = visit.preferences.zone(visit.lang);
            let heads = self
                .columns
                .iter()
                .flat_map(|column| column.csv_heads(visit.lang));
            let rows = self.chosen(visit).into_iter().map(|row| {
                let cells = row.iter().zip(&self.columns);
                cells
                    .flat_map(|(cell, column)| cell.csv(column.kind, &zone))
                    .collect()
            });
            csv::download(self.id, std::iter::once(heads.collect()).chain(rows))
        })
    }

    /// The rows that the address asks for, in the order it asks for.
    fn chosen(&self, visit: &Visit) -> Vec<&Vec<Cell>> {
        let filter = visit.param("q").trim().to_lowercase();
        let passes = |row: &&Vec<Cell>| {
            filter.is_empty() || !self.filtered || row.iter().any(|cell| cell.matches(&filter))
        };
        let mut rows: Vec<&Vec<Cell>> = self.rows.iter().filter(passes).collect();
        if let Some((column, descending)) = self.order(visit) {
            rows.sort_by(|a, b| compare(&a[column].key(), &b[column].key(), descending));
        }
        rows
    }

    /// The column that the address sorts by, and whether downwards.
    fn order(&self, visit: &Visit) -> Option<(usize, bool)> {
        let (table, key) = visit.param("sort").split_once('.')?;
        let column = self.columns.iter().position(|column| column.key == key);
        let column = column.filter(|_| table == self.id)?;
        Some((column, visit.param("dir") == "desc"))
    }

    pub(super) fn draw(&self, visit: &Visit) -> Markup {
        let (lang, zone) = (visit.lang, visit.preferences.zone(visit.lang));
        let rows = self.chosen(visit);
        let first = self.first(visit, rows.len());
        html! {
            div.table-head {
                h2 id=(self.id) { (self.caption) }
                @if !self.rows.is_empty() {
                    a.quiet href=(visit.link(&[("format", "csv"), ("table", self.id)])) download { (lang.say(w::CSV)) }
                }
            }
            @if self.rows.is_empty() {
                p.empty { (lang.say(self.empty)) }
            } @else if rows.is_empty() {
                p.empty { (lang.say(w::NO_MATCH)) " " a href=(visit.link(&[("q", "")])) { (lang.say(w::CLEAR)) } }
            } @else {
                div.scroll role="region" aria-labelledby=(self.id) tabindex="0" {
                    table {
                        caption.hidden { (self.caption) }
                        thead { tr { @for column in &self.columns { (self.head(visit, column)) } } }
                        tbody {
                            @for row in rows.iter().skip(first).take(PAGE) { tr {
                                @for (at, (cell, column)) in row.iter().zip(&self.columns).enumerate() {
                                    @if at == 0 { th scope="row" { (cell.draw(lang, &zone)) } }
                                    @else { td class=(column.class(cell)) { (column.draw(cell, lang, &zone)) } }
                                }
                            } }
                        }
                    }
                }
                (self.pager(visit, first, rows.len()))
            }
        }
    }

    /// The first row of the page that the address asks for.
    fn first(&self, visit: &Visit, rows: usize) -> usize {
        let asked = visit
            .param("page")
            .split_once('.')
            .filter(|(table, _)| *table == self.id);
        let page: usize = asked.and_then(|(_, page)| page.parse().ok()).unwrap_or(1);
        let last = rows.saturating_sub(1) / PAGE;
        page.saturating_sub(1).min(last) * PAGE
    }

    /// Where one is in a table of several pages, and the ways on.
    fn pager(&self, visit: &Visit, first: usize, rows: usize) -> Markup {
        let last = rows.min(first + PAGE);
        let number = |page: usize| format!("{}.{page}", self.id);
        let link = |page: usize| visit.link(&[("page", &number(page))]);
        let page = first / PAGE + 1;
        html! {
            @if rows > PAGE {
                nav.pager aria-label=(self.caption) {
                    span { (format::count(first as u64 + 1)) "–" (format::count(last as u64)) " / " (format::count(rows as u64)) }
                    @if first > 0 { a href=(link(page - 1)) { (visit.lang.say(w::PREVIOUS)) } }
                    @if last < rows { a href=(link(page + 1)) { (visit.lang.say(w::NEXT)) } }
                }
            }
        }
    }

    fn head(&self, visit: &Visit, column: &Column) -> Markup {
        let order = self
            .order(visit)
            .filter(|(at, _)| self.columns[*at].key == column.key);
        let (sorted, next) = match order {
            Some((_, true)) => (Some("descending"), "asc"),
            Some((_, false)) => (Some("ascending"), "desc"),
            None if column.kind == Kind::Text => (None, "asc"),
            None => (None, "desc"),
        };
        let by = format!("{}.{}", self.id, column.key);
        html! {
            th scope="col" class=(column.head_class()) aria-sort=[sorted] {
                @if column.kind == Kind::Drawing { (column.label) }
                @else { a href=(visit.link(&[("sort", &by), ("dir", next), ("page", "")])) { (column.label) } }
            }
        }
    }
}

impl Column {
    fn csv_heads(&self, lang: Lang) -> Vec<String> {
        let named = |suffix: &str| format!("{} ({suffix})", self.label);
        match self.kind {
            Kind::Share | Kind::Heat => vec![self.label.clone(), named("n"), named("of")],
            Kind::Ladder => [w::TRIED, w::ADOPTED, w::RETAINED, w::LAPSED]
                .map(|word| lang.say(word).to_owned())
                .to_vec(),
            _ => vec![self.label.clone()],
        }
    }

    fn head_class(&self) -> &'static str {
        match self.kind {
            Kind::Number | Kind::Share => "num",
            Kind::Heat => "heat-head",
            _ => "",
        }
    }

    fn draw(&self, cell: &Cell, lang: Lang, zone: &jiff::tz::TimeZone) -> Markup {
        match (self.kind, cell) {
            (Kind::Heat, Cell::Share(share)) => draw_heat(lang, *share),
            _ => cell.draw(lang, zone),
        }
    }

    fn class(&self, cell: &Cell) -> String {
        match (self.kind, cell) {
            (Kind::Heat, Cell::Share(share)) => {
                let tenths = share.ratio().map_or(0.0, |ratio| (ratio * 5.0).ceil());
                let few = if share.is_few() { " few-heat" } else { "" };
                format!("num heat h{tenths:.0}{few}")
            }
            _ => self.head_class().to_owned(),
        }
    }
}

fn compare(a: &Key, b: &Key, descending: bool) -> std::cmp::Ordering {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let ascending = match (a, b) {
        (Key::None, Key::None) => return Equal,
        (Key::None, _) => return Greater,
        (_, Key::None) => return Less,
        (Key::Text(a), Key::Text(b)) => a.cmp(b),
        (Key::Number(a), Key::Number(b)) => a.total_cmp(b),
        (Key::Text(_), Key::Number(_)) => Greater,
        (Key::Number(_), Key::Text(_)) => Less,
    };
    if descending {
        ascending.reverse()
    } else {
        ascending
    }
}
