//! The chore: classifies, and delivers what is due, each target at its own pace.

use std::sync::Arc;
use std::time::Duration;

use super::letter::Letter;
use super::queue::{self, Due, Fate};
use super::target::Target;
use super::{mail, webhook};
use crate::serve::Contents;
use crate::store::{Store, StoreError};

/// How long an error text may be, in characters: the answer of a target is not ours.
const ERROR: usize = 200;

/// How often deliveries are tried, and how long to wait in between.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// How often the store is asked for what is new or due.
    pub look: Duration,
    /// The wait after the first attempt; each one after it is four times as long.
    pub first: Duration,
    /// The longest wait.
    pub most: Duration,
    /// After so many attempts a delivery is dead, until somebody tries it again.
    pub attempts: u32,
}

impl Default for Patience {
    /// Ten attempts within about a day.
    fn default() -> Self {
        Self {
            look: Duration::from_secs(2),
            first: Duration::from_secs(30),
            most: Duration::from_hours(6),
            attempts: 10,
        }
    }
}

impl Patience {
    /// The wait after so many attempts.
    fn wait(self, attempts: u32) -> Duration {
        let times = 4_u32.saturating_pow(attempts.saturating_sub(1));
        self.first.saturating_mul(times).min(self.most)
    }

    fn fate(self, due: &Due, sent: Result<(), String>, now: i64) -> Fate {
        let Err(why) = sent else {
            return Fate::Delivered;
        };
        let why: String = why.chars().take(ERROR).collect();
        let attempts = due.attempts + 1;
        if attempts >= self.attempts {
            return Fate::Dead(why);
        }
        Fate::Later(why, now + self.wait(attempts).as_millis() as i64)
    }
}

/// Classifies inquiries and delivers them to the targets, for as long as it is polled. `dashboard` is
/// the address that links lead to, if there is one.
pub async fn run(
    store: Store,
    content: Arc<Contents>,
    targets: Vec<Target>,
    dashboard: Option<String>,
    patience: Patience,
) {
    let ids = loop {
        match queue::register(&store, &targets, now()).await {
            Ok(ids) => break ids,
            Err(error) => tracing::warn!(%error, "the targets of inquiries are not noted yet"),
        }
        tokio::time::sleep(patience.look).await;
    };
    let desk = Desk {
        store,
        content,
        dashboard,
        patience,
    };
    let mut work = tokio::task::JoinSet::new();
    for (id, target) in ids.iter().copied().zip(targets) {
        let desk = desk.clone();
        work.spawn(async move { desk.deliver(id, target).await });
    }
    desk.classify(ids).await;
}

#[derive(Clone)]
struct Desk {
    store: Store,
    content: Arc<Contents>,
    dashboard: Option<String>,
    patience: Patience,
}

impl Desk {
    async fn classify(&self, targets: Vec<i64>) {
        loop {
            let rules = self.content.inquiries();
            match queue::classify_new(&self.store, rules, targets.clone(), now()).await {
                Ok(0) => tokio::time::sleep(self.patience.look).await,
                Ok(_) => {}
                Err(error) => self.rest(&error).await,
            }
        }
    }

    async fn deliver(&self, id: i64, target: Target) {
        let target = Arc::new(target);
        loop {
            let due = queue::due(&self.store, id, now()).await;
            let due = match due {
                Ok(due) => due,
                Err(error) => {
                    self.rest(&error).await;
                    continue;
                }
            };
            if due.is_empty() {
                tokio::time::sleep(self.patience.look).await;
            }
            for one in due {
                if let Err(error) = self.one(one, target.clone()).await {
                    self.rest(&error).await;
                }
            }
        }
    }

    async fn one(&self, due: Due, target: Arc<Target>) -> Result<(), StoreError> {
        let inquiry = due.inquiry;
        let letter = self
            .store
            .read(move |conn| Letter::read(conn, inquiry))
            .await?;
        let rules = self.content.inquiries();
        let letter = letter.addressed(&due.key, &rules, self.dashboard.as_deref());
        let kind = target.kind();
        let send = move || match &*target {
            Target::Webhook(to) => webhook::send(to, &letter, now()),
            Target::Mail(to) => mail::send(to, &letter),
        };
        let sent = tokio::task::spawn_blocking(send).await;
        let sent = sent.unwrap_or_else(|_| Err("the delivery broke off".into()));
        let outcome = if sent.is_ok() { "delivered" } else { "failed" };
        metrics::counter!("banso_inquiry_deliveries_total", "target" => kind, "outcome" => outcome)
            .increment(1);
        if let Err(why) = &sent {
            tracing::warn!(key = due.key, kind, why, "an inquiry was not delivered");
        }
        let fate = self.patience.fate(&due, sent, now());
        queue::settle(&self.store, due.key, fate, now()).await
    }

    async fn rest(&self, error: &StoreError) {
        tracing::warn!(%error, "inquiries wait for the store");
        tokio::time::sleep(self.patience.look).await;
    }
}

fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        let patience = Patience::default();
        let waits: Vec<u64> = (1..10)
            .map(|attempts| patience.wait(attempts).as_secs())
            .collect();
        assert_eq!(
            waits,
            [30, 120, 480, 1_920, 7_680, 21_600, 21_600, 21_600, 21_600]
        );
        assert_eq!(patience.wait(u32::MAX), patience.most);
        let due = |attempts| Due {
            key: "k".into(),
            inquiry: 1,
            attempts,
        };
        let why = || Err("no".to_owned());
        assert_eq!(
            patience.fate(&due(0), why(), 5),
            Fate::Later("no".into(), 30_005)
        );
        assert_eq!(patience.fate(&due(9), why(), 5), Fate::Dead("no".into()));
        assert_eq!(patience.fate(&due(9), Ok(()), 5), Fate::Delivered);
    }
}
