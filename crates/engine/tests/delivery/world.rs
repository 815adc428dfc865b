//! A browser with its tabs and its store, as `js/store.js` and `js/tabs.js` keep them, in virtual time.

use std::collections::{BTreeMap, BTreeSet};

use banso_content::codec;
use banso_engine::queue::Ledger;
use banso_engine::{Effect, Engine, Input, Outcome, Stored};
use banso_wire::event::MESSAGES_DROPPED;
use banso_wire::time::{DAY, Millis};

use crate::Step;
use crate::collector::{Collector, Mood};

/// When a history begins; UTC ms.
const START: Millis = 1_795_000_000_000;
const MOST_TABS: usize = 5;
/// What a page that is left can still send, in messages.
const LAST: usize = 40;
/// More happens in no history; else something goes round and round.
const MOST_TURNS: u32 = 200_000;

/// What a tab has in the store.
#[derive(Default)]
struct Records {
    messages: BTreeMap<String, u32>,
    ledger: Vec<u8>,
}

struct Tab {
    name: u64,
    engine: Engine,
    /// Holds its lock, and its timers run.
    lives: bool,
    /// When its timer fires, by the true time: clocks that are set do not move it.
    due: Option<Millis>,
}

/// An answer on its way.
struct Flight {
    at: Millis,
    tab: u64,
    batch: u32,
    outcome: Outcome,
}

pub(crate) struct World {
    now: Millis,
    /// How far the clock of the browser is off.
    skew: i64,
    collector: Collector,
    tabs: Vec<Tab>,
    flights: Vec<Flight>,
    store: BTreeMap<u64, Records>,
    memory: Vec<u8>,
    names: u64,
    seed: u64,
    turns: u32,
    tracked: BTreeSet<String>,
    acknowledged: BTreeSet<String>,
    dropped: BTreeSet<String>,
    /// Losses told of, by the id of the message that tells.
    told: BTreeMap<String, u64>,
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let mut world = Self {
            now: START,
            skew: 0,
            collector: Collector::new(),
            tabs: Vec::new(),
            flights: Vec::new(),
            store: BTreeMap::new(),
            memory: Vec::new(),
            names: 0,
            seed,
            turns: 0,
            tracked: BTreeSet::new(),
            acknowledged: BTreeSet::new(),
            dropped: BTreeSet::new(),
            told: BTreeMap::new(),
        };
        world.open();
        world
    }

    pub(crate) fn step(&mut self, step: &Step) {
        match *step {
            Step::Track(tab, count, bytes) => {
                for _ in 0..count {
                    self.track(tab, bytes);
                }
            }
            Step::Identify(tab) => self.tell(tab, || Input::Identify {
                user: Some("u-1".into()),
                traits: vec![],
                body: 2,
            }),
            Step::Wait(time) => self.wait(time),
            Step::Open => self.open(),
            Step::Hide(tab) => self.tell(tab, || Input::Leaving),
            Step::Show(tab) => self.show(tab),
            Step::Close(tab) => self.close(tab),
            Step::Kill(tab) => self.end(tab),
            Step::Freeze(tab) => self.freeze(tab),
            Step::Resume(tab) => self.resume(tab),
            Step::Clock(by) => self.skew = by,
            Step::Collector(mood) => self.collector.mood = mood,
        }
    }

    /// All is well for a while, with one tab, which tracks once more so that every loss is told of.
    pub(crate) fn heal(&mut self) {
        self.collector.mood = Mood::Well;
        self.skew = 0;
        while !self.tabs.is_empty() {
            self.end(0);
        }
        for _ in 0..2 {
            self.open();
            self.wait(3 * DAY);
            self.track(0, 2);
            self.wait(DAY);
        }
    }

    /// The accounts at the end.
    pub(crate) fn check(&self) {
        let waiting = self.store.values().map(|records| records.messages.len());
        assert_eq!(
            waiting.sum::<usize>(),
            0,
            "messages wait though all is well"
        );
        for id in &self.tracked {
            let known = self.acknowledged.contains(id) || self.dropped.contains(id);
            assert!(known, "{id} is neither delivered nor accounted for");
        }
        let stored = &self.collector.stored;
        assert!(
            self.acknowledged.is_subset(stored),
            "acknowledged, not stored"
        );
        assert!(stored.is_subset(&self.tracked), "stored, never tracked");
        assert!(self.acknowledged.is_disjoint(&self.dropped));
        self.check_ledgers();
    }

    /// What the clients say themselves is what happened.
    fn check_ledgers(&self) {
        let (mut acknowledged, mut dropped) = (0, 0);
        for records in self.store.values() {
            let ledger: Ledger = codec::decode(&records.ledger).unwrap_or_default();
            acknowledged += ledger.acknowledged;
            dropped += ledger.dropped;
        }
        assert_eq!(acknowledged, self.acknowledged.len() as u64);
        assert_eq!(dropped, self.dropped.len() as u64);
        // What tells of losses may be lost as well, and is counted then.
        let is_stored = |id: &&String| self.collector.stored.contains(*id);
        let told = self.told.keys().filter(is_stored).count();
        let heard: u64 = self
            .told
            .iter()
            .filter(|told| is_stored(&told.0))
            .map(|told| told.1)
            .sum();
        if told == self.told.len() {
            assert_eq!(heard, dropped, "losses that the collector heard of");
        } else {
            assert!(heard < dropped);
        }
    }

    fn track(&mut self, tab: usize, bytes: u32) {
        let before = self.tracked.len();
        let told = self.told.len();
        let living = self.tabs.get(tab).is_some_and(|tab| tab.lives);
        self.tell(tab, || Input::Track {
            name: "Saved".into(),
            properties: vec![],
            body: bytes,
        });
        let made = self.tracked.len() - before - (self.told.len() - told);
        assert_eq!(made, usize::from(living), "one message for one call");
    }

    /// Tells a tab, if it lives.
    fn tell(&mut self, tab: usize, input: impl Fn() -> Input) {
        if self.tabs.get(tab).is_some_and(|tab| tab.lives) {
            self.handle(tab, input());
        }
    }

    fn wait(&mut self, time: Millis) {
        let end = self.now + time;
        loop {
            let timer = self
                .tabs
                .iter()
                .filter(|tab| tab.lives)
                .filter_map(|tab| tab.due);
            let flight = self.flights.iter().map(|flight| flight.at);
            let next = timer.chain(flight).min().filter(|next| *next <= end);
            let Some(next) = next else { break };
            self.now = self.now.max(next);
            self.turn();
        }
        self.now = end;
    }

    /// What is due now, one thing.
    fn turn(&mut self) {
        self.turns += 1;
        assert!(self.turns < MOST_TURNS, "a storm");
        let now = self.now;
        if let Some(at) = self.flights.iter().position(|flight| flight.at <= now) {
            let flight = self.flights.remove(at);
            return self.answer(flight);
        }
        let is_due = |tab: &Tab| tab.lives && tab.due.is_some_and(|due| due <= now);
        if let Some(tab) = self.tabs.iter().position(is_due) {
            self.handle(tab, Input::Tick);
        }
    }

    /// An answer for a tab that is gone is nobody's; for a frozen one, it waits.
    fn answer(&mut self, flight: Flight) {
        let Some(tab) = self.tabs.iter().position(|tab| tab.name == flight.tab) else {
            return;
        };
        if !self.tabs[tab].lives {
            let at = self.now + DAY;
            return self.flights.push(Flight { at, ..flight });
        }
        let Flight { batch, outcome, .. } = flight;
        self.handle(tab, Input::Settled { batch, outcome });
    }

    fn open(&mut self) {
        if self.tabs.len() == MOST_TABS {
            return;
        }
        self.names += 1;
        let seed = self.seed.wrapping_add(self.names.wrapping_mul(0x9e37_79b9));
        let memory = (!self.memory.is_empty()).then_some(&self.memory[..]);
        self.tabs.push(Tab {
            name: self.names,
            engine: Engine::new(memory, seed, self.clock()),
            lives: true,
            due: None,
        });
        let tab = self.tabs.len() - 1;
        self.adopt(tab);
        self.handle(tab, Input::Tick);
    }

    fn show(&mut self, tab: usize) {
        if self.tabs.get(tab).is_some_and(|tab| tab.lives) {
            self.adopt(tab);
        }
    }

    /// Takes over what tabs left that hold no lock.
    fn adopt(&mut self, tab: usize) {
        let own = self.tabs[tab].name;
        let held: Vec<u64> = self
            .tabs
            .iter()
            .filter(|tab| tab.lives)
            .map(|tab| tab.name)
            .collect();
        let left: Vec<u64> = self
            .store
            .keys()
            .copied()
            .filter(|name| !held.contains(name))
            .collect();
        for name in left {
            let records = self.store.remove(&name).unwrap();
            let mine = self.store.entry(own).or_default();
            mine.messages.extend(records.messages.clone());
            let input = Input::Recovered {
                messages: listed(&records.messages),
                ledger: records.ledger,
                own: false,
            };
            self.handle(tab, input);
        }
    }

    fn close(&mut self, tab: usize) {
        self.tell(tab, || Input::Leaving);
        self.end(tab);
    }

    fn end(&mut self, tab: usize) {
        if tab < self.tabs.len() {
            self.tabs.remove(tab);
        }
    }

    fn freeze(&mut self, tab: usize) {
        self.tell(tab, || Input::Leaving);
        if let Some(tab) = self.tabs.get_mut(tab) {
            tab.lives = false;
        }
    }

    fn resume(&mut self, tab: usize) {
        let Some(of) = self.tabs.get_mut(tab).filter(|tab| !tab.lives) else {
            return;
        };
        of.lives = true;
        let records = self.store.entry(of.name).or_default();
        let input = Input::Recovered {
            messages: listed(&records.messages),
            ledger: records.ledger.clone(),
            own: true,
        };
        self.handle(tab, input);
        self.adopt(tab);
    }

    /// What the browser's clock shows.
    fn clock(&self) -> Millis {
        self.now.saturating_add_signed(self.skew)
    }

    /// Tells a tab, and does what it says, as `js/host.js` does.
    fn handle(&mut self, tab: usize, input: Input) {
        let clock = self.clock();
        let settled = match &input {
            Input::Settled {
                outcome: Outcome::Acknowledged(ids),
                ..
            } => ids.clone(),
            _ => Vec::new(),
        };
        let engine = &mut self.tabs[tab].engine;
        engine.handle(input, clock);
        let effects: Vec<Effect> = std::iter::from_fn(|| engine.poll()).collect();
        let due = engine
            .deadline()
            .map(|at| self.now + at.saturating_sub(clock).max(1));
        self.tabs[tab].due = due;
        let name = self.tabs[tab].name;
        for effect in effects {
            self.perform(name, effect, &settled);
        }
    }

    fn perform(&mut self, tab: u64, effect: Effect, settled: &[String]) {
        let records = self.store.entry(tab).or_default();
        match effect {
            Effect::Store(message) => {
                let json = message.json("{}");
                records
                    .messages
                    .insert(message.id.clone(), json.len() as u32 * 3);
                assert!(self.tracked.insert(message.id.clone()), "an id twice");
                if message.name == MESSAGES_DROPPED {
                    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
                    let counts = read["properties"].as_object().unwrap().values();
                    let lost = counts.map(|count| count.as_u64().unwrap()).sum();
                    self.told.insert(message.id, lost);
                }
            }
            Effect::Remove(ids) => {
                for id in ids {
                    records.messages.remove(&id);
                    let of = if settled.contains(&id) {
                        &mut self.acknowledged
                    } else {
                        &mut self.dropped
                    };
                    assert!(of.insert(id), "removed twice");
                }
            }
            Effect::Send {
                batch,
                ids,
                leaving,
                ..
            } => self.send(tab, batch, &ids, leaving),
            Effect::Account(ledger) => records.ledger = ledger,
            Effect::Persist(memory) => self.memory = memory,
            _ => {}
        }
    }

    fn send(&mut self, tab: u64, batch: u32, ids: &[String], leaving: bool) {
        let ids = if leaving {
            &ids[..ids.len().min(LAST)]
        } else {
            ids
        };
        let (outcome, after) = self.collector.take(ids);
        let at = self.now + after;
        self.flights.push(Flight {
            at,
            tab,
            batch,
            outcome,
        });
    }
}

fn listed(messages: &BTreeMap<String, u32>) -> Vec<Stored> {
    let stored = |(id, bytes): (&String, &u32)| Stored {
        id: id.clone(),
        bytes: *bytes,
    };
    messages.iter().map(stored).collect()
}
