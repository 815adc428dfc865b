//! The queue: which stored messages go out when. It holds ids and sizes; the bytes stay with the
//! shell. A message leaves the queue by its id and by nothing else, and what leaves is counted: see
//! [`Ledger`].

mod ledger;
#[cfg(test)]
mod tests;

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::record;
use banso_wire::id;
use banso_wire::time::{DAY, MINUTE, Millis, SECOND};

use crate::input::{Outcome, Stored};
use crate::rng::Rng;

pub use ledger::{Ledger, Loss, Losses};

/// A batch goes out as soon as so many messages wait; while a collector is down, a try has no more.
pub const FULL: usize = 20;
/// ... unless a batch went out just before: what comes thick and fast goes together ...
pub const CALM: Millis = SECOND / 2;
/// ... or when the first of them has waited so long: the live page, which asks every two seconds,
/// then shows an event within five.
pub const PATIENCE: Millis = 2 * SECOND;
/// The most messages in a batch: what gathered while another was under way goes at once.
pub const MOST_IN_BATCH: usize = 500;
/// The most bytes of messages in a batch: the specification allows 500 KB.
const BATCH_BYTES: u32 = 450 * 1024;
/// The most messages kept; beyond, those that matter least go, the oldest first.
pub const MOST_MESSAGES: usize = 1_000;
/// The most bytes kept, likewise.
pub const MOST_BYTES: u32 = 1024 * 1024;
/// What could not be delivered for so long goes when another delivery fails. A clock that jumped ahead
/// costs nothing as long as the collector answers.
pub const OLDEST: Millis = 7 * DAY;
/// The first retry waits at most so long, and each further one at most twice as long ...
const BACKOFF: Millis = SECOND;
/// ... up to this.
pub const LONGEST_BACKOFF: Millis = 5 * MINUTE;
/// No wait that a server asks for is longer.
const LONGEST_WAIT: Millis = DAY;

/// How long a message is kept when not all can be, by its number: the higher, the longer. The last bits
/// of its id say it, so that it needs no room of its own in the store.
pub mod class {
    /// An event or a page.
    pub const PLAIN: u8 = 0;
    /// Who somebody is, and what somebody answered.
    pub const KEPT: u8 = 1;
    /// How far somebody has come.
    pub const MILESTONE: u8 = 2;
}

/// Messages that are stored and not settled, in the order in which they happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    messages: Vec<Message>,
    ledger: Ledger,
    last_batch: u32,
    most_bytes: u32,
    due: Millis,
    /// No batch before, but for [`Queue::due`].
    calm: Millis,
    /// So many of the first messages were refused together: the fault is among them.
    suspects: u32,
    /// Something was acknowledged since.
    proven: bool,
    refused: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Message {
    id: String,
    bytes: u32,
    /// The batch that it is under way in; 0: it waits.
    batch: u32,
    /// It was refused alone: it goes alone, behind the others.
    shunned: bool,
}

record!(Queue {
    messages,
    ledger,
    last_batch,
    most_bytes,
    due,
    calm,
    suspects,
    proven,
    refused,
});
record!(Message {
    id,
    bytes,
    batch,
    shunned
});

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
            ledger: Ledger::default(),
            last_batch: 0,
            most_bytes: BATCH_BYTES,
            due: 0,
            calm: 0,
            suspects: 0,
            proven: false,
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
        if message.bytes > MOST_BYTES {
            self.ledger.lose(1, Loss::TooLarge);
            return alloc::vec![message.id];
        }
        self.insert(self.messages.len(), message);
        self.shed()
    }

    /// Takes in what an earlier visit or another tab left, ahead of what came since; what is known already is not
    /// taken twice. Gives back the ids that are too many.
    pub fn recover(&mut self, earlier: Vec<Stored>, now: Millis) -> Vec<String> {
        let mut at = 0;
        for message in earlier {
            if !self.knows(&message.id) {
                self.insert(at, message);
                self.due = now;
                at += 1;
            }
        }
        self.shed()
    }

    /// Takes over the accounts of a visit that is over.
    pub fn take_over(&mut self, ledger: &Ledger) {
        self.ledger.add(ledger);
    }

    /// Goes on with what the store still holds for this visit and no more: the rest was taken over while the page
    /// was away, its accounts with it.
    pub fn keep_only(&mut self, held: &[Stored], ledger: Ledger) {
        self.extract(&|message| held.iter().all(|known| known.id != message.id));
        self.ledger = ledger;
    }

    /// Takes these messages out, and gives back their ids.
    fn extract(&mut self, is_gone: &dyn Fn(&Message) -> bool) -> Vec<String> {
        let (mut gone, mut at) = (Vec::new(), 0);
        while at < self.messages.len() {
            if is_gone(&self.messages[at]) {
                gone.push(self.messages.remove(at).id);
            } else {
                at += 1;
            }
        }
        gone
    }

    fn knows(&self, id: &str) -> bool {
        self.messages.iter().any(|known| known.id == id)
    }

    fn insert(&mut self, at: usize, Stored { id, bytes }: Stored) {
        let message = Message {
            id,
            bytes,
            batch: 0,
            shunned: false,
        };
        self.messages.insert(at, message);
    }

    /// Lets go of what is too much: of what waits, what matters least, the oldest first.
    fn shed(&mut self) -> Vec<String> {
        let mut dropped = Vec::new();
        while self.messages.len() > MOST_MESSAGES || self.bytes() > MOST_BYTES {
            let Some(at) = self.least() else { break };
            self.ledger.lose(1, Loss::Overflow);
            dropped.push(self.messages.remove(at).id);
        }
        dropped
    }

    fn least(&self) -> Option<usize> {
        let mut least = None;
        let mut lowest = u8::MAX;
        for (at, message) in self.messages.iter().enumerate() {
            let class = id::class(&message.id);
            if message.batch == 0 && class < lowest {
                (least, lowest) = (Some(at), class);
            }
        }
        least
    }

    fn bytes(&self) -> u32 {
        let mut bytes = 0_u32;
        for message in &self.messages {
            bytes = bytes.saturating_add(message.bytes);
        }
        bytes
    }

    /// Whether a batch should go out now.
    pub fn is_due(&mut self, now: Millis) -> bool {
        // A clock that went back must not make messages wait for the time that it showed before.
        self.due = self.due.min(now.saturating_add(PATIENCE));
        let longest = now.saturating_add(LONGEST_WAIT + LONGEST_BACKOFF);
        self.ledger.retry_at = self.ledger.retry_at.min(longest);
        let waiting = self.waiting();
        let clear = waiting == self.messages.len() && now >= self.ledger.retry_at;
        let due = clear && !self.refused && waiting > 0 && now >= self.soonest(waiting);
        if due {
            self.calm = now + CALM;
        }
        due
    }

    /// When so many messages should go out, if nothing stands against it.
    fn soonest(&self, waiting: usize) -> Millis {
        if waiting >= FULL {
            self.due.min(self.calm)
        } else {
            self.due
        }
    }

    /// Whether a batch should go out because the page may go away. What a server that is down or asked
    /// for time would not take stays stored.
    pub fn may_leave(&self, now: Millis) -> bool {
        !self.refused && self.waiting() > 0 && now >= self.ledger.retry_at
    }

    /// The batch that should go out, after [`Queue::is_due`]; none when nothing waits.
    pub fn take(&mut self) -> Option<Batch> {
        let most = match self.suspects as usize {
            0 if self.ledger.failures > 0 => FULL,
            0 => MOST_IN_BATCH,
            suspects => suspects.div_ceil(2),
        };
        // What was refused alone goes when nothing else waits, and alone.
        self.gather(most, false).or_else(|| self.gather(1, true))
    }

    /// The batch that should go out because the page goes away, after [`Queue::may_leave`]. What does not
    /// fit into a request then, the shell leaves out: it stays stored.
    pub fn take_leaving(&mut self) -> Option<Batch> {
        self.gather(MOST_IN_BATCH, false)
    }

    #[inline(never)]
    fn gather(&mut self, most: usize, shunned: bool) -> Option<Batch> {
        let number = self.last_batch.wrapping_add(1).max(1);
        let (mut bytes, mut ids) = (0, Vec::new());
        for message in &mut self.messages {
            if message.batch != 0 || message.shunned != shunned {
                continue;
            }
            bytes = message.bytes.saturating_add(bytes);
            if !ids.is_empty() && (ids.len() >= most || bytes > self.most_bytes) {
                break;
            }
            message.batch = number;
            ids.push(message.id.clone());
        }
        if ids.is_empty() {
            return None;
        }
        self.last_batch = number;
        Some(Batch { number, ids })
    }

    /// Forgets every message and the accounts, and gives back the ids: what is under way settles nothing any more.
    pub fn clear(&mut self) -> Vec<String> {
        self.ledger = Ledger::default();
        self.extract(&|_| true)
    }

    /// Sends what waits at the next chance, however little it is.
    pub fn hurry(&mut self, now: Millis) {
        self.due = now;
    }

    /// When [`Queue::is_due`] should be asked again, if nothing else happens.
    pub fn deadline(&self) -> Option<Millis> {
        let waiting = self.waiting();
        let idle = waiting == 0 || waiting < self.messages.len() || self.refused;
        (!idle).then(|| self.soonest(waiting).max(self.ledger.retry_at))
    }

    /// What was delivered and what was lost.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The losses that nobody has been told of, if any; from here on they count as told.
    pub fn untold(&mut self) -> Option<Losses> {
        let untold = core::mem::take(&mut self.ledger.untold);
        (untold != Losses::default()).then_some(untold)
    }

    /// How many messages are stored and not settled.
    pub fn len(&self) -> usize {
        self.messages.len()
    }

    /// Whether everything is settled.
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
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
            Outcome::Acknowledged(ids) => settled.remove = self.acknowledge(&ids, now, rng),
            Outcome::Unanswered(after) => settled.remove = self.back_off(after, now, rng),
            // A lone message that is still too large goes.
            Outcome::TooLarge if count == 1 => {
                self.ledger.lose(1, Loss::TooLarge);
                settled.remove.push(self.messages.remove(last).id);
            }
            Outcome::TooLarge => self.most_bytes = bytes / 2,
            Outcome::Invalid => settled.remove = self.isolate(count, last, now, rng),
            Outcome::Refused => {
                self.refused = true;
                settled.refused = true;
            }
        }
        settled
    }

    /// An answer that settles nothing is a failure: it would be asked for again at once, for ever.
    fn acknowledge(&mut self, ids: &[String], now: Millis, rng: &mut Rng) -> Vec<String> {
        let settled = self.extract(&|message| ids.contains(&message.id));
        if settled.is_empty() {
            return self.back_off(None, now, rng);
        }
        self.ledger.acknowledged += settled.len() as u64;
        self.ledger.failures = 0;
        self.ledger.retry_at = 0;
        self.most_bytes = BATCH_BYTES;
        self.suspects = self.suspects.saturating_sub(settled.len() as u32);
        self.proven = true;
        settled
    }

    /// Looks for the one message for which a server refuses a whole batch, in halves. Alone, it goes if
    /// the server has taken others; a server that takes nothing takes nothing away.
    fn isolate(&mut self, count: u32, last: usize, now: Millis, rng: &mut Rng) -> Vec<String> {
        self.proven &= self.suspects > 0 || self.messages[last].shunned;
        self.suspects = if count > 1 { count } else { 0 };
        if count > 1 {
            return Vec::new();
        }
        if self.proven {
            self.ledger.lose(1, Loss::Invalid);
            return alloc::vec![self.messages.remove(last).id];
        }
        self.messages[last].shunned = true;
        self.back_off(None, now, rng)
    }

    /// Jitter over nearly the whole wait, so that many clients spread out
    /// (<https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/>), and when they all
    /// come back, no more at once than tried before. Gives back what is too old to go on waiting.
    fn back_off(&mut self, after: Option<Millis>, now: Millis, rng: &mut Rng) -> Vec<String> {
        let ceiling = BACKOFF << self.ledger.failures.min(20);
        let ceiling = ceiling.min(LONGEST_BACKOFF);
        self.ledger.failures = self.ledger.failures.saturating_add(1);
        let wait = ceiling / 8 + rng.below(ceiling - ceiling / 8);
        self.ledger.retry_at = now + after.unwrap_or(0).min(LONGEST_WAIT) + wait;
        self.expire(now)
    }

    fn expire(&mut self, now: Millis) -> Vec<String> {
        let old = self.extract(&|message| {
            let born = id::time(&message.id).unwrap_or(now);
            message.batch == 0 && now.saturating_sub(born) > OLDEST
        });
        self.ledger.lose(old.len(), Loss::Expired);
        old
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
