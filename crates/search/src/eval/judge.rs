//! How good a run is, by the measures of the field.

use std::vec::Vec;

use super::{Found, Grades};

/// Ranks that count.
const RANKS: usize = 10;

/// The means over all queries that have a grade; a query that found nothing counts 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Judgement {
    /// Queries with a grade.
    pub judged: usize,
    /// nDCG@10: what the first ten are worth, as a part of what they could be. The gain of a
    /// document is its grade, as trec_eval has it.
    pub ndcg_10: f64,
    /// Part of the graded documents among those found.
    pub recall: f64,
    /// One divided by the rank of the first graded document.
    pub mrr: f64,
}

/// Judges a run.
pub fn judge(run: &[Found<'_>], grades: &Grades) -> Judgement {
    let mut sum = Judgement::default();
    for found in run {
        let Some(of_query) = grades.get(found.query) else {
            continue;
        };
        let worth = |doc: &str| of_query.get(doc).copied().unwrap_or(0.0);
        let gains: Vec<f64> = found.hits.iter().map(|(doc, _)| worth(doc)).collect();
        let mut ideal: Vec<f64> = of_query.values().copied().collect();
        ideal.sort_by(|a, b| b.total_cmp(a));
        let good = gains.iter().filter(|gain| **gain > 0.0).count();
        let first = gains.iter().position(|gain| *gain > 0.0);
        sum.judged += 1;
        sum.ndcg_10 += discounted(&gains) / discounted(&ideal);
        sum.recall += good as f64 / ideal.len() as f64;
        sum.mrr += first.map_or(0.0, |at| 1.0 / (at + 1) as f64);
    }
    let count = sum.judged.max(1) as f64;
    Judgement {
        judged: sum.judged,
        ndcg_10: sum.ndcg_10 / count,
        recall: sum.recall / count,
        mrr: sum.mrr / count,
    }
}

/// The gains of the first ranks, each divided by the logarithm of its rank plus one.
fn discounted(gains: &[f64]) -> f64 {
    let ranked = gains.iter().take(RANKS).zip(2..);
    ranked
        .map(|(gain, place)| gain / f64::from(place).log2())
        .sum()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::eval::read_grades;
    use std::vec;

    fn found<'a>(query: &'a str, docs: &[&'a str]) -> Found<'a> {
        let hits = docs.iter().map(|doc| (*doc, 1.0)).collect();
        Found { query, hits }
    }

    #[test]
    fn what_stands_lower_is_worth_less() {
        let grades = read_grades("q\ta\t1\nq\tb\t1\nr\tc\t1").unwrap();
        let perfect = vec![found("q", &["b", "a"]), found("r", &["c"])];
        let judged = judge(&perfect, &grades);
        assert_eq!((judged.ndcg_10, judged.recall, judged.mrr), (1.0, 1.0, 1.0));
        let run = vec![
            found("q", &["x", "a"]),
            found("r", &[]),
            found("other", &["a"]),
        ];
        let judged = judge(&run, &grades);
        let ndcg = (1.0 / 3_f64.log2()) / (1.0 + 1.0 / 3_f64.log2()) / 2.0;
        assert!((judged.ndcg_10 - ndcg).abs() < 1e-12);
        assert_eq!((judged.judged, judged.recall, judged.mrr), (2, 0.25, 0.25));
    }
}
