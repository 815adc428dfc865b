#![allow(clippy::unwrap_used)]
use super::*;

/// When the tests begin; UTC ms.
const START: Millis = 1_795_000_000_000;

fn message(number: usize) -> Stored {
    of_class(number, class::PLAIN)
}

fn of_class(number: usize, class: u8) -> Stored {
    Stored {
        id: id::with_class(START, (number as u128) << 20, class),
        bytes: 100,
    }
}

fn filled(count: usize) -> Queue {
    let mut queue = Queue::default();
    for number in 0..count {
        assert_eq!(queue.push(message(number), 0), Vec::<String>::new());
    }
    queue
}

fn ids(range: core::ops::Range<usize>) -> Vec<String> {
    range.map(|number| message(number).id).collect()
}

fn ready(queue: &mut Queue, now: Millis) -> Option<Vec<String>> {
    batch(queue, now).map(|batch| batch.ids)
}

fn batch(queue: &mut Queue, now: Millis) -> Option<Batch> {
    queue.is_due(now).then(|| queue.take())?
}

fn settle(queue: &mut Queue, batch: u32, outcome: Outcome, now: Millis) -> Settled {
    queue.settle(batch, outcome, now, &mut Rng::new(1))
}

#[test]
fn a_clock_that_went_back_delays_nothing() {
    let mut queue = filled(1);
    let year = 365 * DAY;
    queue.hurry(2 * year);
    assert!(!queue.is_due(year));
    assert_eq!(queue.deadline(), Some(year + PATIENCE));
}

#[test]
fn goes_out_by_count_or_by_deadline_and_what_gathers_meanwhile_together() {
    let mut queue = filled(FULL);
    assert_eq!(ready(&mut queue, 0), Some(ids(0..FULL)));
    for number in FULL..FULL + 300 {
        queue.push(message(number), 1);
    }
    assert_eq!(ready(&mut queue, PATIENCE), None, "one batch is in flight");
    let settled = settle(&mut queue, 1, Outcome::Acknowledged(ids(0..FULL)), 1);
    assert_eq!(settled.remove.len(), FULL);
    assert_eq!((ready(&mut queue, 1), queue.deadline()), (None, Some(CALM)));
    assert_eq!(
        ready(&mut queue, CALM),
        Some(ids(FULL..FULL + 300)),
        "all at once"
    );
    settle(
        &mut queue,
        2,
        Outcome::Acknowledged(ids(FULL..FULL + 300)),
        2,
    );
    queue.push(message(999), 5);
    assert_eq!(
        (ready(&mut queue, 5), queue.deadline()),
        (None, Some(5 + PATIENCE))
    );
    assert_eq!(ready(&mut queue, 5 + PATIENCE), Some(ids(999..1000)));
}

#[test]
fn leaving_sends_what_is_not_in_flight() {
    let mut queue = filled(FULL);
    ready(&mut queue, 0);
    queue.push(message(FULL), 1);
    queue.push(of_class(FULL + 1, class::MILESTONE), 1);
    assert!(queue.may_leave(1));
    let batch = queue.take_leaving().unwrap();
    assert_eq!(
        batch.ids,
        [message(FULL).id, of_class(FULL + 1, class::MILESTONE).id]
    );
    assert!(!queue.may_leave(1));
    let settled = settle(
        &mut queue,
        batch.number,
        Outcome::Acknowledged(batch.ids),
        2,
    );
    assert_eq!(settled.remove.len(), 2);
}

#[test]
fn leaving_respects_a_server_that_asked_for_time() {
    let mut queue = filled(1);
    queue.hurry(0);
    ready(&mut queue, 0);
    settle(&mut queue, 1, Outcome::Unanswered(Some(MINUTE)), 0);
    assert!(!queue.may_leave(MINUTE - 1));
    assert!(queue.may_leave(MINUTE + 2 * BACKOFF));
}

#[test]
fn a_failure_waits_and_comes_back_in_order_and_small() {
    let mut queue = filled(3 * FULL);
    queue.hurry(0);
    ready(&mut queue, 0);
    settle(&mut queue, 1, Outcome::Unanswered(Some(30 * SECOND)), 0);
    assert_eq!(ready(&mut queue, 30 * SECOND - 1), None);
    assert_eq!(ready(&mut queue, 32 * SECOND), Some(ids(0..FULL)), "a try");
    settle(&mut queue, 2, Outcome::Acknowledged(ids(0..FULL)), 0);
    assert_eq!(ready(&mut queue, 0), Some(ids(FULL..3 * FULL)), "the rest");
}

#[test]
fn an_answer_that_settles_nothing_is_a_failure() {
    let mut queue = filled(1);
    queue.hurry(0);
    ready(&mut queue, 0);
    settle(
        &mut queue,
        1,
        Outcome::Acknowledged(vec!["other".into()]),
        0,
    );
    assert!(queue.deadline().is_some_and(|at| at > 0));
    assert_eq!(queue.ledger().acknowledged, 0);
}

#[test]
fn too_large_halves_and_a_lone_giant_goes() {
    let mut queue = filled(8);
    queue.hurry(0);
    let mut now = batch(&mut queue, 0).unwrap();
    for expected in [4, 2, 1] {
        let settled = settle(&mut queue, now.number, Outcome::TooLarge, 0);
        assert_eq!(settled.remove.len(), 0);
        now = batch(&mut queue, 0).unwrap();
        assert_eq!(now.ids.len(), expected);
    }
    let settled = settle(&mut queue, now.number, Outcome::TooLarge, 0);
    assert_eq!(settled.remove, ids(0..1));
    assert_eq!(queue.untold(), Some(Losses([0, 0, 1, 0])));
    assert_eq!(queue.untold(), None, "told once");
}

#[test]
fn refusal_keeps_everything_and_sends_nothing() {
    let mut queue = filled(2);
    queue.hurry(0);
    ready(&mut queue, 0);
    assert!(settle(&mut queue, 1, Outcome::Refused, 0).refused);
    assert!(!queue.is_due(PATIENCE) && !queue.may_leave(PATIENCE));
    assert_eq!(queue.deadline(), None);
    assert_eq!(queue.len(), 2);
}

#[test]
fn beyond_the_bounds_what_matters_least_goes_first_and_the_oldest_of_it() {
    let mut queue = Queue::default();
    queue.push(of_class(0, class::MILESTONE), 0);
    queue.push(of_class(1, class::KEPT), 0);
    for number in 2..MOST_MESSAGES {
        queue.push(message(number), 0);
    }
    let newest = of_class(5_000, class::MILESTONE);
    assert_eq!(queue.push(newest, 0), ids(2..3));
    let Stored { id, .. } = message(6_000);
    let bytes = MOST_BYTES - 100 * (MOST_MESSAGES as u32 - 3);
    let dropped = queue.push(Stored { id, bytes }, 0);
    assert_eq!(dropped, ids(3..6), "by bytes");
    let giant = Stored {
        id: "giant".into(),
        bytes: MOST_BYTES + 1,
    };
    assert_eq!(
        queue.push(giant, 0),
        ["giant"],
        "not everything else for one"
    );
    assert_eq!(queue.ledger.untold, Losses([4, 0, 1, 0]));
}

#[test]
fn a_week_old_message_goes_when_delivery_fails_and_no_sooner() {
    let mut queue = filled(2);
    let late = START + OLDEST + 1;
    queue.push(
        Stored {
            id: id::uuid_v7(late, 0),
            bytes: 1,
        },
        late,
    );
    queue.hurry(late);
    assert_eq!(
        ready(&mut queue, late).unwrap().len(),
        3,
        "it is tried once more"
    );
    let settled = settle(&mut queue, 1, Outcome::Unanswered(None), late);
    assert_eq!(settled.remove, ids(0..2));
    assert_eq!(
        (queue.len(), queue.ledger.untold),
        (1, Losses([0, 2, 0, 0]))
    );
}

#[test]
fn what_an_earlier_visit_left_goes_first_and_once() {
    let mut queue = filled(1);
    let old = message(77);
    queue.recover(vec![old.clone(), message(0)], 7);
    assert_eq!(ready(&mut queue, 7), Some(vec![old.id, message(0).id]));
}

#[test]
fn who_comes_back_keeps_what_nobody_took_over() {
    let mut queue = filled(3);
    queue.ledger.acknowledged = 9;
    queue.keep_only(&[message(1)], Ledger::default());
    assert_eq!((queue.len(), queue.ledger.acknowledged), (1, 0));
}

/// Requests until every good message is stored, towards a server that refuses a batch as a whole for one
/// message in it; and the queue once nothing waits.
fn isolate(count: usize, poison: &[usize]) -> (u32, Queue) {
    let mut queue = filled(count);
    let bad: Vec<String> = poison.iter().map(|&at| message(at).id).collect();
    let (mut requests, mut good, mut now) = (0, 0, 0);
    while let Some(at) = queue.deadline() {
        now = at.max(now);
        let Some(batch) = batch(&mut queue, now) else {
            continue;
        };
        requests += 1;
        let outcome = if batch.ids.iter().any(|id| bad.contains(id)) {
            Outcome::Invalid
        } else {
            Outcome::Acknowledged(batch.ids)
        };
        settle(&mut queue, batch.number, outcome, now);
        if good == 0 && queue.ledger.acknowledged as usize == count - bad.len() {
            good = requests;
        }
        assert!(requests < 200, "a storm");
    }
    (good, queue)
}

#[test]
fn one_bad_message_is_found_in_few_requests_wherever_it_is() {
    for count in 2..=130 {
        let most = 2 * (count as f64).log2().ceil() as u32 + 1;
        for at in 0..count {
            let (requests, queue) = isolate(count, &[at]);
            assert!(requests <= most, "{requests} requests for {at} of {count}");
            assert!(queue.is_empty());
            assert_eq!(queue.ledger.acknowledged as usize, count - 1);
            assert_eq!(queue.ledger.untold, Losses([0, 0, 0, 1]));
        }
    }
}

#[test]
fn a_server_that_refuses_everything_takes_nothing_away() {
    let mut queue = filled(4);
    let mut now = 0;
    for _ in 0..40 {
        now = queue.deadline().unwrap().max(now);
        let batch = batch(&mut queue, now).unwrap();
        assert_eq!(
            settle(&mut queue, batch.number, Outcome::Invalid, now)
                .remove
                .len(),
            0
        );
    }
    assert_eq!(queue.len(), 4);
    assert!(now > 20 * MINUTE, "and is not pressed: {now}");
}

#[derive(Clone, Debug)]
enum Step {
    Track {
        class: u8,
        bytes: u32,
        count: usize,
    },
    Wait(Millis),
    Leave,
    Answer(u8),
    /// The page goes; the next finds what the store holds.
    Crash,
    /// The page freezes; another tab takes so much over, and it comes back.
    Freeze,
}

fn steps() -> impl proptest::strategy::Strategy<Value = Vec<Step>> {
    use proptest::prelude::*;
    let step = prop_oneof![
        4 => (0u8..3, 1u32..60_000, 1usize..400)
            .prop_map(|(class, bytes, count)| Step::Track { class, bytes, count }),
        4 => (0..2 * LONGEST_BACKOFF).prop_map(Step::Wait),
        1 => (0..2 * OLDEST).prop_map(Step::Wait),
        2 => Just(Step::Leave),
        6 => (0u8..7).prop_map(Step::Answer),
        1 => Just(Step::Crash),
        1 => Just(Step::Freeze),
    ];
    proptest::collection::vec(step, 1..80)
}

/// A page and its store, and the slow truth: every id that was tracked and what became of it.
#[derive(Default)]
struct Model {
    queue: Queue,
    tracked: u64,
    stored: Vec<Stored>,
    kept: Ledger,
    acknowledged: Vec<String>,
    dropped: u64,
    flying: Option<Batch>,
    now: Millis,
}

impl Model {
    fn step(&mut self, step: &Step, rng: &mut Rng) {
        match *step {
            Step::Track {
                class,
                bytes,
                count,
            } => {
                for _ in 0..count {
                    self.track(class, bytes, rng);
                }
            }
            Step::Wait(time) => self.now += time,
            Step::Leave if self.queue.may_leave(self.now) => {
                self.flying = self.queue.take_leaving();
            }
            Step::Leave => {}
            Step::Answer(kind) => self.answer(kind, rng),
            Step::Crash => {
                self.queue = Queue::default();
                self.queue.take_over(&self.kept);
                let dropped = self.queue.recover(self.stored.clone(), self.now);
                self.drop_all(&dropped);
                self.flying = None;
            }
            Step::Freeze => {
                let (stored, ledger) = (self.stored.clone(), self.kept.clone());
                self.queue.keep_only(&stored, ledger);
                self.queue.recover(stored, self.now);
            }
        }
        if self.queue.is_due(self.now) {
            self.flying = self.queue.take();
        }
        self.kept = self.queue.ledger().clone();
    }

    fn track(&mut self, class: u8, bytes: u32, rng: &mut Rng) {
        self.now += 1;
        self.tracked += 1;
        let id = rng.id_of(START + self.now, class);
        self.stored.push(Stored {
            id: id.clone(),
            bytes,
        });
        let dropped = self.queue.push(Stored { id, bytes }, self.now);
        self.drop_all(&dropped);
    }

    fn answer(&mut self, kind: u8, rng: &mut Rng) {
        let Some(batch) = self.flying.take() else {
            return;
        };
        let outcome = match kind {
            0 | 1 => Outcome::Acknowledged(batch.ids.clone()),
            2 => Outcome::Acknowledged(batch.ids[..1].to_vec()),
            3 => Outcome::Unanswered(None),
            4 => Outcome::Unanswered(Some(SECOND)),
            5 => Outcome::TooLarge,
            _ => Outcome::Invalid,
        };
        let taken = matches!(outcome, Outcome::Acknowledged(_));
        let remove = self
            .queue
            .settle(batch.number, outcome, self.now, rng)
            .remove;
        if !taken {
            return self.drop_all(&remove);
        }
        self.stored.retain(|known| !remove.contains(&known.id));
        self.acknowledged.extend(remove);
    }

    fn drop_all(&mut self, ids: &[String]) {
        self.dropped += ids.len() as u64;
        self.stored.retain(|known| !ids.contains(&known.id));
    }

    fn check(&self) {
        let ledger = self.queue.ledger();
        assert_eq!(ledger.acknowledged, self.acknowledged.len() as u64);
        assert_eq!(ledger.dropped, self.dropped);
        assert_eq!(self.queue.len(), self.stored.len());
        let known = ledger.acknowledged + self.dropped + self.queue.len() as u64;
        assert_eq!(self.tracked, known, "nothing is lost and nothing made up");
        assert!(self.queue.len() <= MOST_MESSAGES && self.queue.bytes() <= MOST_BYTES);
        let mut twice = self.acknowledged.clone();
        twice.sort();
        twice.dedup();
        assert_eq!(twice.len(), self.acknowledged.len(), "each once");
    }
}

proptest::proptest! {
    /// tracked = acknowledged + queued + dropped, whatever happens.
    #[test]
    fn the_accounts_are_true(steps in steps(), seed: u64) {
        let (mut model, mut rng) = (Model::default(), Rng::new(seed));
        for step in &steps {
            model.step(step, &mut rng);
            model.check();
        }
    }
}
