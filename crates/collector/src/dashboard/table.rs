//! Tables: one description, shown as HTML (sorted and filtered by the address) or as CSV.

use maud::{Markup, html};

use super::cell::{Cell, draw_heat};
use super::csv;
use super::format;
use super::lang::{Lang, Word};
use super::visit::Visit;
use super::words as w;
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
            rows.sort_by(|a, b| a[column].key().compare(&b[column].key(), descending));
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
            Kind::Ladder => [w::EXPOSED, w::TRIED, w::ADOPTED, w::RETAINED, w::LAPSED]
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
