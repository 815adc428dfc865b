//! The queue: which stored messages go out when. It holds ids and sizes; the bytes stay with the
//! shell. A message leaves the queue by its id and by nothing else.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::record;
use banso_wire::time::{MINUTE, Millis, SECOND};

use crate::input::{Outcome, Stored};
use crate::rng::Rng;

/// A batch goes out as soon as so many messages wait ...
const FULL: usize = 20;
/// ... or when the first of them has waited so long: the live page, which asks every two seconds,
/// then shows an event within five.
const PATIENCE: Millis = 2 * SECOND;
/// The most bytes of messages in a batch: the browser lets about 64 KiB outlive a page, and the
/// batch needs room for its own words.
const MOST_BYTES: u32 = 60 * 1024;
/// The most messages kept; beyond, the oldest go.
const MOST_MESSAGES: usize = 1_000;
/// The first retry waits at most so long, and each further one at most twice as long ...
const BACKOFF: Millis = SECOND;
/// ... up to this.
const LONGEST_BACKOFF: Millis = 5 * MINUTE;

/// Messages that are stored and not settled, in the order in which they happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    messages: Vec<Message>,
    last_batch: u32,
    most_bytes: u32,
    due: Millis,
    retry_at: Millis,
    failures: u32,
    refused: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Message {
    id: String,
    bytes: u32,
    /// The batch that it is under way in; 0: it waits.
    batch: u32,
}

record!(Queue {
    messages,
    last_batch,
    most_bytes,
    due,
    retry_at,
    failures,
    refused,
});
record!(Message { id, bytes, batch });

/// A batch to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its number, from 1.
    pub number: u32,
    /// Its messages in order.
    pub ids: Vec<String>,
}

impl Default for Queue {
    fn default() -> Self {
        Self {
            messages: Vec::new(),
            last_batch: 0,
            most_bytes: MOST_BYTES,
            due: 0,
            retry_at: 0,
            failures: 0,
            refused: false,
        }
    }
}

impl Queue {
    /// Takes in a stored message, and gives back the ids that it pushes out, if any.
    pub fn push(&mut self, message: Stored, now: Millis) -> Vec<String> {
        if self.waiting() == 0 {
            self.due = now + PATIENCE;
        }
        self.insert(self.messages.len(), message);
        let mut dropped = Vec::new();
        if self.messages.len() > MOST_MESSAGES
            && let Some(oldest) = self.messages.iter().position(|known| known.batch == 0)
        {
            dropped.push(self.messages.remove(oldest).id);
        }
        dropped
    }

    /// Takes in what an earlier visit left, ahead of what came since; what is known already is not
    /// taken twice.
    pub fn recover(&mut self, earlier: Vec<Stored>, now: Millis) {
        let mut at = 0;
        for message in earlier {
            if self.messages.iter().all(|known| known.id != message.id) {
                self.insert(at, message);
                self.due = now;
                at += 1;
            }
        }
    }

    fn insert(&mut self, at: usize, message: Stored) {
        let Stored { id, bytes } = message;
        let batch = 0;
        self.messages.insert(at, Message { id, bytes, batch });
    }

    /// The batch that should go out now, if any.
    pub fn ready(&mut self, now: Millis) -> Option<Batch> {
        // A clock that went back must not make messages wait for the time that it showed before.
        self.due = self.due.min(now.saturating_add(PATIENCE));
        self.retry_at = self.retry_at.min(now.saturating_add(2 * LONGEST_BACKOFF));
        let waiting = self.waiting();
        let clear = waiting == self.messages.len() && now >= self.retry_at;
        if clear && (waiting >= FULL || now >= self.due) {
            self.leaving()
        } else {
            None
        }
    }

    /// The batch that should go out because the page may go away, if any. What does not fit into
    /// it stays stored for the next visit.
    pub fn leaving(&mut self) -> Option<Batch> {
        if self.refused || self.waiting() == 0 {
            return None;
        }
        self.last_batch = self.last_batch.wrapping_add(1).max(1);
        let (number, mut bytes, mut ids) = (self.last_batch, 0, Vec::new());
        for message in &mut self.messages {
            if message.batch != 0 {
                continue;
            }
            bytes = message.bytes.saturating_add(bytes);
            if !ids.is_empty() && (ids.len() >= FULL || bytes > self.most_bytes) {
                break;
            }
            message.batch = number;
            ids.push(message.id.clone());
        }
        Some(Batch { number, ids })
    }

    /// Sends what waits at the next chance, however little it is.
    pub fn hurry(&mut self, now: Millis) {
        self.due = now;
    }

    /// When [`Queue::ready`] should be asked again, if nothing else happens.
    pub fn deadline(&self) -> Option<Millis> {
        let waiting = self.waiting();
        let idle = waiting == 0 || waiting < self.messages.len() || self.refused;
        (!idle).then(|| self.due.max(self.retry_at))
    }

    /// Takes in what became of a batch, and gives back the ids that can be removed from the store.
    pub fn settle(&mut self, batch: u32, outcome: Outcome, now: Millis, rng: &mut Rng) -> Settled {
        let mut settled = Settled::default();
        let (mut count, mut bytes, mut last) = (0, 0, 0);
        for (at, message) in self.messages.iter_mut().enumerate() {
            if message.batch == batch && batch != 0 {
                message.batch = 0;
                bytes = message.bytes.saturating_add(bytes);
                (count, last) = (count + 1, at);
            }
        }
        match outcome {
            _ if count == 0 => {}
            Outcome::Acknowledged(ids) => settled.remove = self.acknowledge(ids, now, rng),
            Outcome::Unanswered(after) => self.back_off(after, now, rng),
            // A lone message that is still too large goes.
            Outcome::TooLarge if count == 1 => settled.remove.push(self.messages.remove(last).id),
            Outcome::TooLarge => self.most_bytes = bytes / 2,
            Outcome::Refused => {
                self.refused = true;
                settled.refused = true;
            }
        }
        settled
    }

    /// An answer that settles nothing is a failure: it would be asked for again at once, for ever.
    fn acknowledge(&mut self, ids: Vec<String>, now: Millis, rng: &mut Rng) -> Vec<String> {
        let before = self.messages.len();
        self.messages.retain(|message| !ids.contains(&message.id));
        if self.messages.len() == before {
            self.back_off(None, now, rng);
            return Vec::new();
        }
        self.failures = 0;
        self.retry_at = 0;
        self.most_bytes = MOST_BYTES;
        ids
    }

    /// Full jitter: anywhere between nothing and the ceiling, so that many clients spread out
    /// (<https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/>).
    fn back_off(&mut self, after: Option<Millis>, now: Millis, rng: &mut Rng) {
        let ceiling = BACKOFF
            .saturating_mul(1 << self.failures.min(20))
            .min(LONGEST_BACKOFF);
        self.failures = self.failures.saturating_add(1);
        let jitter = rng.below(ceiling);
        self.retry_at = now + after.map_or(jitter, |after| after.min(LONGEST_BACKOFF) + jitter);
    }

    /// How many messages are in no batch.
    fn waiting(&self) -> usize {
        let mut count = 0;
        for message in &self.messages {
            count += usize::from(message.batch == 0);
        }
        count
    }
}

/// What a settled batch asks of the shell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Ids to remove from the store.
    pub remove: Vec<String>,
    /// The collector refuses this client altogether.
    pub refused: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(id: usize) -> Stored {
        Stored {
            id: format!("m{id}"),
            bytes: 100,
        }
    }

    fn filled(count: usize) -> Queue {
        let mut queue = Queue::default();
        for id in 0..count {
            assert_eq!(queue.push(message(id), 0), Vec::<String>::new());
        }
        queue
    }

    fn ids(range: core::ops::Range<usize>) -> Vec<String> {
        range.map(|id| format!("m{id}")).collect()
    }

    #[test]
    fn a_clock_that_went_back_delays_nothing() {
        let mut queue = filled(1);
        let year = 365 * banso_wire::time::DAY;
        queue.hurry(2 * year);
        assert!(queue.ready(year).is_none());
        assert_eq!(queue.deadline(), Some(year + PATIENCE));
    }

    #[test]
    fn goes_out_by_count_or_by_deadline_one_at_a_time() {
        let mut queue = filled(FULL + 1);
        assert_eq!(queue.ready(0).map(|batch| batch.ids), Some(ids(0..FULL)));
        assert_eq!(queue.ready(PATIENCE), None, "one batch is in flight");
        let settled = queue.settle(1, Outcome::Acknowledged(ids(0..FULL)), 1, &mut Rng::new(1));
        assert_eq!(settled.remove.len(), FULL);
        assert_eq!(queue.ready(1), None, "the last one has time");
        assert_eq!(queue.deadline(), Some(PATIENCE));
        assert_eq!(
            queue.ready(PATIENCE).map(|batch| batch.ids),
            Some(ids(FULL..FULL + 1))
        );
    }

    #[test]
    fn leaving_sends_what_is_not_in_flight() {
        let mut queue = filled(FULL + 2);
        queue.ready(0);
        assert_eq!(
            queue.leaving().map(|batch| batch.ids),
            Some(ids(FULL..FULL + 2))
        );
        assert_eq!(queue.leaving(), None);
    }

    #[test]
    fn a_failure_waits_and_comes_back_in_order() {
        let mut queue = filled(3);
        queue.hurry(0);
        queue.ready(0);
        queue.settle(
            1,
            Outcome::Unanswered(Some(30 * SECOND)),
            0,
            &mut Rng::new(1),
        );
        assert_eq!(queue.ready(30 * SECOND - 1), None);
        let retry = queue.ready(32 * SECOND).expect("a retry");
        assert_eq!(retry.ids, ids(0..3));
    }

    #[test]
    fn an_answer_that_settles_nothing_is_a_failure() {
        let mut queue = filled(1);
        queue.hurry(0);
        queue.ready(0);
        queue.settle(
            1,
            Outcome::Acknowledged(vec!["other".into()]),
            0,
            &mut Rng::new(3),
        );
        assert!(queue.deadline().is_some_and(|at| at > 0));
    }

    #[test]
    fn too_large_halves_and_a_lone_giant_goes() {
        let mut queue = filled(8);
        queue.hurry(0);
        let mut batch = queue.ready(0).expect("a batch");
        let mut rng = Rng::new(1);
        for expected in [4, 2, 1] {
            assert_eq!(
                queue
                    .settle(batch.number, Outcome::TooLarge, 0, &mut rng)
                    .remove
                    .len(),
                0
            );
            batch = queue.ready(0).expect("a smaller batch");
            assert_eq!(batch.ids.len(), expected);
        }
        let settled = queue.settle(batch.number, Outcome::TooLarge, 0, &mut rng);
        assert_eq!(settled.remove, ids(0..1));
    }

    #[test]
    fn refusal_keeps_everything_and_sends_nothing() {
        let mut queue = filled(2);
        queue.hurry(0);
        queue.ready(0);
        assert!(
            queue
                .settle(1, Outcome::Refused, 0, &mut Rng::new(1))
                .refused
        );
        assert_eq!(
            (queue.ready(PATIENCE), queue.leaving(), queue.deadline()),
            (None, None, None)
        );
    }

    #[test]
    fn the_oldest_go_beyond_the_bound() {
        let mut queue = filled(MOST_MESSAGES);
        assert_eq!(queue.push(message(MOST_MESSAGES), 0), ids(0..1));
    }

    #[test]
    fn what_an_earlier_visit_left_goes_first_and_once() {
        let mut queue = filled(1);
        queue.recover(
            vec![
                Stored {
                    id: "old".into(),
                    bytes: 1,
                },
                message(0),
            ],
            7,
        );
        assert_eq!(
            queue.ready(7).map(|batch| batch.ids),
            Some(vec!["old".into(), "m0".into()])
        );
    }

    proptest::proptest! {
        /// Whatever the collector answers, every message is settled, waiting or in flight: once.
        #[test]
        fn nothing_is_lost_or_doubled(answers in proptest::collection::vec(0u8..5, 1..60), count in 1usize..80) {
            let mut queue = filled(count);
            let mut rng = Rng::new(9);
            let mut now = 0;
            let mut settled: Vec<String> = Vec::new();
            for answer in answers {
                now += LONGEST_BACKOFF + PATIENCE;
                let Some(batch) = queue.ready(now) else { break };
                let outcome = match answer {
                    0 => Outcome::Acknowledged(batch.ids.clone()),
                    1 => Outcome::Acknowledged(batch.ids[..1].to_vec()),
                    2 => Outcome::Unanswered(None),
                    3 => Outcome::Unanswered(Some(SECOND)),
                    _ => Outcome::TooLarge,
                };
                settled.extend(queue.settle(batch.number, outcome, now, &mut rng).remove);
            }
            let mut all = settled.clone();
            all.extend(queue.messages.iter().map(|message| message.id.clone()));
            all.sort();
            let mut expected = ids(0..count);
            expected.sort();
            proptest::prop_assert_eq!(all, expected);
        }
    }
}
