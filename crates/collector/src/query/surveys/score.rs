//! The Net Promoter Score and how sure it is.

use super::FEW;
use crate::query::interval::Z;

/// Added to the people, and a quarter of it to the promoters and to the detractors.
const ADDED: f64 = 3.0;

/// The Net Promoter Score: the share of promoters (9 and 10) less that of detractors (0 to 6), in
/// points from -100 to 100; 7 and 8 are passive. F. F. Reichheld, “The One Number You Need to
/// Grow”, Harvard Business Review 81 (December 2003), 46–54.
///
/// Its 95 % interval is the adjusted Wald interval, the best of six in B. Rocks, “Interval
/// Estimation for the Net Promoter Score”, The American Statistician 70 (2016), 365–372: three
/// answers are added, ¾ of them promoters and ¾ detractors, and the variance of the difference
/// of two shares of one sample is taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nps {
    /// People who answered 9 or 10.
    pub promoters: u64,
    /// People who answered 7 or 8.
    pub passives: u64,
    /// People who answered 0 to 6.
    pub detractors: u64,
    /// The score, in points.
    pub value: f64,
    /// Where the interval begins, in points.
    pub low: f64,
    /// Where it ends, in points.
    pub high: f64,
}

impl Nps {
    /// The score of these answers, each from 0 to 10; `None` of fewer than [`FEW`].
    pub fn of(answers: &[f64]) -> Option<Self> {
        let count = |of: &dyn Fn(f64) -> bool| answers.iter().filter(|one| of(**one)).count();
        let promoters = count(&|one| one >= 9.0);
        let detractors = count(&|one| one < 7.0);
        let n = answers.len();
        (n as u64 >= FEW).then(|| {
            let (pro, con, all) = (promoters as f64, detractors as f64, n as f64);
            let (low, high) = adjusted_wald(pro, con, all);
            Self {
                promoters: promoters as u64,
                passives: (n - promoters - detractors) as u64,
                detractors: detractors as u64,
                value: (pro - con) / all * 100.0,
                low,
                high,
            }
        })
    }

    /// How many answered.
    pub fn people(&self) -> u64 {
        self.promoters + self.passives + self.detractors
    }
}

fn adjusted_wald(promoters: f64, detractors: f64, all: f64) -> (f64, f64) {
    let all = all + ADDED;
    let (pro, con) = (
        (promoters + ADDED / 4.0) / all,
        (detractors + ADDED / 4.0) / all,
    );
    let middle = pro - con;
    let half = Z * ((pro + con - middle * middle) / all).sqrt();
    let points = |edge: f64| edge.clamp(-1.0, 1.0) * 100.0;
    (points(middle - half), points(middle + half))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn answers(promoters: usize, passives: usize, detractors: usize) -> Vec<f64> {
        [
            vec![9.0; promoters],
            vec![8.0; passives],
            vec![6.0; detractors],
        ]
        .concat()
    }

    #[test]
    fn promoters_less_detractors_in_points() {
        let nps = Nps::of(&answers(22, 8, 6)).unwrap();
        assert_eq!((nps.promoters, nps.passives, nps.detractors), (22, 8, 6));
        assert_eq!(nps.people(), 36);
        assert!((nps.value - 44.444_4).abs() < 0.001, "{nps:?}");
        // By hand: 22.75/39 - 6.75/39 = .41026; sqrt((.75641 - .16831)/39) = .12280; x 1.95996.
        assert!((nps.low - 16.957).abs() < 0.01, "{nps:?}");
        assert!((nps.high - 65.094).abs() < 0.01, "{nps:?}");
        let five = Nps::of(&[10.0, 9.0, 8.0, 7.0, 0.0]).unwrap();
        assert!((five.value - 20.0).abs() < 1e-9);
    }

    #[test]
    fn few_answers_are_no_score_and_no_interval_leaves_the_scale() {
        assert_eq!(Nps::of(&answers(4, 0, 0)), None);
        let all = Nps::of(&answers(5, 0, 0)).unwrap();
        assert_eq!((all.value, all.high), (100.0, 100.0));
        assert!(all.low < 100.0, "five are not everybody: {all:?}");
        let none = Nps::of(&answers(0, 0, 40)).unwrap();
        assert_eq!((none.value, none.low), (-100.0, -100.0));
        let mixed = Nps::of(&answers(0, 30, 0)).unwrap();
        assert!(mixed.low < 0.0 && mixed.high > 0.0, "{mixed:?}");
    }
}
