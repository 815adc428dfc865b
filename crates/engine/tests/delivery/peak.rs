//! Ten thousand clients come back to a collector that was down.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use banso_engine::queue::{Batch, Queue};
use banso_engine::rng::Rng;
use banso_engine::{Outcome, Stored};
use banso_wire::id;
use banso_wire::time::{HOUR, Millis, SECOND};

const CLIENTS: usize = 10_000;
const START: Millis = 1_795_000_000_000;
const DOWN: Millis = 2 * HOUR;
/// The span of time in which requests are counted together.
const SPAN: Millis = 10 * SECOND;

struct Client {
    queue: Queue,
    rng: Rng,
}

impl Client {
    fn new(number: usize) -> Self {
        let mut rng = Rng::new(number as u64);
        let mut queue = Queue::default();
        for _ in 0..3 {
            let id = id::uuid_v7(START, u128::from(rng.bits()));
            queue.push(Stored { id, bytes: 300 }, START);
        }
        Self { queue, rng }
    }

    fn settle(&mut self, batch: Batch, outcome: Outcome, now: Millis) {
        self.queue.settle(batch.number, outcome, now, &mut self.rng);
    }
}

/// When requests come once the collector is back, until everything is delivered. `asks`: how long it asked to wait.
fn recovery(asks: Option<Millis>) -> Vec<Millis> {
    let mut clients: Vec<Client> = (0..CLIENTS).map(Client::new).collect();
    let back = START + DOWN;
    let due = |(number, client): (usize, &Client)| {
        client.queue.deadline().map(|at| Reverse((at, number)))
    };
    let mut next: BinaryHeap<_> = clients.iter().enumerate().filter_map(due).collect();
    let mut requests = Vec::new();
    while let Some(Reverse((now, number))) = next.pop() {
        let client = &mut clients[number];
        if let Some(batch) = client
            .queue
            .is_due(now)
            .then(|| client.queue.take())
            .flatten()
        {
            let up = now >= back;
            let outcome = if up {
                Outcome::Acknowledged(batch.ids.clone())
            } else {
                Outcome::Unanswered(asks)
            };
            client.settle(batch, outcome, now);
            if up {
                requests.push(now - back);
            }
        }
        next.extend(due((number, client)));
    }
    requests
}

/// The most requests in one span, and the mean of them all.
fn peak(requests: &[Millis]) -> (f64, f64) {
    let last = requests.iter().max().unwrap();
    let mut spans = vec![0_u32; (last / SPAN) as usize + 1];
    for at in requests {
        spans[(at / SPAN) as usize] += 1;
    }
    let most = *spans.iter().max().unwrap();
    (f64::from(most), requests.len() as f64 / spans.len() as f64)
}

#[test]
fn ten_thousand_clients_come_back_spread_out() {
    for asks in [None, Some(60 * SECOND)] {
        let requests = recovery(asks);
        assert_eq!(requests.len(), CLIENTS, "one request each");
        let (most, mean) = peak(&requests);
        assert!(
            most <= 2.0 * mean,
            "{most} requests at the peak, {mean} in the mean"
        );
    }
}
