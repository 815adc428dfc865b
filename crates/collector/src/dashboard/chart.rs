//! Charts as SVG, drawn here: no script, no inline style. Shapes stretch with the page and their
//! labels are HTML, so that text keeps its size.

use maud::{Markup, html};

use super::format::count;
use crate::query::{Ladder, Share};

const WIDTH: f64 = 1_000.0;
const HEIGHT: f64 = 200.0;

/// A small trend line; its last value is marked. Starts at zero.
pub(super) fn sparkline(values: &[u64], title: &str) -> Markup {
    let most = values.iter().copied().max().unwrap_or_default().max(1) as f64;
    let step = 76.0 / (values.len().max(2) - 1) as f64;
    let place =
        |(at, value): (usize, &u64)| (2.0 + at as f64 * step, 20.0 - *value as f64 / most * 17.0);
    let points: Vec<(f64, f64)> = values.iter().enumerate().map(place).collect();
    let (x, y) = points.last().copied().unwrap_or((2.0, 20.0));
    html! {
        svg.spark viewBox="0 0 80 22" width="80" height="22" role="img" aria-label=(title) {
            title { (title) }
            polyline points=(joined(&points)) {}
            circle cx=(x) cy=(y) r="2" {}
        }
    }
}

fn joined(points: &[(f64, f64)]) -> String {
    let points: Vec<String> = points
        .iter()
        .map(|(x, y)| format!("{x:.1},{y:.1}"))
        .collect();
    points.join(" ")
}

/// A bar of a share.
pub(super) fn bar(share: Share, class: &str) -> Markup {
    let width = share.ratio().unwrap_or_default() * 100.0;
    html! {
        svg.bar viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" {
            rect.track width="100" height="8" {}
            rect class=(class) width=(format!("{width:.1}")) height="8" {}
        }
    }
}

/// How users stand on a ladder, as one bar of parts.
pub(super) fn ladder(ladder: Ladder, title: &str) -> Markup {
    let parts = [
        ("retained", ladder.retained),
        ("adopted", ladder.adopted),
        ("tried", ladder.tried),
        ("exposed", ladder.exposed),
        ("lapsed", ladder.lapsed),
    ];
    let all = parts.iter().map(|(_, part)| part).sum::<u64>().max(1) as f64;
    let ends = parts.iter().scan(0.0, |end, (class, part)| {
        let (start, width) = (*end, *part as f64 / all * 100.0);
        *end += width;
        Some((*class, start, width))
    });
    html! {
        svg.bar.ladder viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label=(title) {
            title { (title) }
            @for (class, start, width) in ends {
                rect class=(class) x=(format!("{start:.1}")) width=(format!("{width:.1}")) height="8" {}
            }
        }
    }
}

/// A line over days and, paler, the days before them.
pub(super) struct Lines<'a> {
    pub(super) title: &'a str,
    /// A label for each day.
    pub(super) days: &'a [String],
    pub(super) values: &'a [u64],
    pub(super) before: &'a [u64],
    pub(super) name: &'a str,
    pub(super) before_name: &'a str,
}

impl Lines<'_> {
    pub(super) fn draw(&self) -> Markup {
        let both = self.values.iter().chain(self.before);
        let top = round_up(both.copied().max().unwrap_or_default());
        html! {
            div.chart {
                div.plot {
                    div.y aria-hidden="true" {
                        span { (count(top)) } span { (count(top / 2)) } span { "0" }
                    }
                    svg viewBox="0 0 1000 200" preserveAspectRatio="none" role="img" aria-label=(self.title) {
                        line.grid x1="0" x2="1000" y1="0.5" y2="0.5" {}
                        line.grid x1="0" x2="1000" y1="100" y2="100" {}
                        line.grid x1="0" x2="1000" y1="199.5" y2="199.5" {}
                        polyline.before points=(points(self.before, top)) {}
                        polyline.now points=(points(self.values, top)) {}
                        (self.hits())
                    }
                }
                div.x aria-hidden="true" { @for day in self.ticks() { span { (day) } } }
                p.legend {
                    span.key.now { (self.name) } " "
                    @if !self.before.is_empty() { span.key.before { (self.before_name) } }
                }
            }
        }
    }

    /// A strip for each day that says its exact numbers.
    fn hits(&self) -> Markup {
        let width = WIDTH / self.values.len().max(1) as f64;
        html! {
            @for (at, (day, value)) in self.days.iter().zip(self.values).enumerate() {
                rect.hit x=(format!("{:.1}", at as f64 * width)) width=(format!("{width:.1}")) height="200" {
                    title {
                        (day) ": " (count(*value))
                        @if let Some(before) = self.before.get(at) { " (" (self.before_name) ": " (count(*before)) ")" }
                    }
                }
            }
        }
    }

    fn ticks(&self) -> Vec<&String> {
        let last = self.days.len().saturating_sub(1);
        let mut at: Vec<usize> = (0..5).map(|tick| last * tick / 4).collect();
        at.dedup();
        at.into_iter().filter_map(|at| self.days.get(at)).collect()
    }
}

fn points(values: &[u64], top: u64) -> String {
    let step = WIDTH / values.len().max(1) as f64;
    let place = |(at, value): (usize, &u64)| {
        (
            (at as f64 + 0.5) * step,
            HEIGHT - *value as f64 / top as f64 * HEIGHT,
        )
    };
    let points: Vec<(f64, f64)> = values.iter().enumerate().map(place).collect();
    joined(&points)
}

/// The next number with one or two significant digits whose half is whole.
fn round_up(value: u64) -> u64 {
    let unit = 10_u64.pow(value.max(1).ilog10()).max(2) / if value < 20 { 1 } else { 5 };
    let unit = unit.max(2);
    value.max(2).div_ceil(unit) * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_end_on_a_round_number_that_halves() {
        for (value, top) in [(0, 2), (3, 4), (17, 20), (123, 140), (998, 1_000)] {
            assert_eq!(round_up(value), top, "{value}");
            assert_eq!(top % 2, 0);
        }
    }
}
