//! The whole history: compiled content in, arranged messages out.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, anyhow, bail};
use banso_content::bundle::{Bundle, fnv1a};
use banso_content::compiler::{Output, build, load};
use banso_content::model::Trigger;
use banso_wire::time::{DAY, Millis};

use crate::archetype::{CARD_IMPORT_RELEASE, Day};
use crate::data::{Data, Lang};
use crate::dice::Dice;
use crate::help::Help;
use crate::life::{Stage, live};
use crate::out::{Line, arrange};
use crate::world::{Account, accounts};

/// Guides that were published in the course of the history, in order.
const RELEASES: [(&str, Day); 4] = [
    ("card-import-news", CARD_IMPORT_RELEASE),
    // Within the dashboard's usual 30 days: its experiment has something to say there.
    ("saved-filter-tip", -27),
    ("approvals-on-the-phone", -18),
    ("mileage-rates-2027", -6),
];

/// What to generate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) accounts: usize,
    pub(crate) days: i32,
    pub(crate) seed: u64,
    /// The last moment, UTC ms.
    pub(crate) until: Millis,
}

impl Settings {
    /// The first moment, UTC ms.
    pub(crate) fn from(&self) -> Millis {
        self.until.saturating_sub(self.days as Millis * DAY)
    }
}

/// The demo's content, compiled.
pub(crate) struct Content {
    output: Output,
    bundle: Bundle,
}

impl Content {
    /// Compiles the content of a folder.
    pub(crate) fn build(folder: &Path) -> Result<Self> {
        let source = load(folder).with_context(|| format!("cannot read {}", folder.display()))?;
        let output = match build(&source) {
            Ok(output) => output,
            Err(found) => {
                let list: Vec<String> = found.iter().map(ToString::to_string).collect();
                bail!("the content has errors:\n{}", list.join("\n"));
            }
        };
        let bundle = Bundle::open(&output.bundle)
            .map_err(|why| anyhow!("the compiled content cannot be opened: {why:?}"))?;
        Ok(Self { output, bundle })
    }

    /// The content since its first day and since each day on which a guide was added, in order.
    fn editions(&self) -> Vec<(Day, Bundle)> {
        let mut to_come = RELEASES.as_slice();
        let mut editions = vec![(Day::MIN, self.without(to_come))];
        while let Some(((_, since), later)) = to_come.split_first() {
            to_come = later;
            editions.push((*since, self.without(later)));
        }
        editions
    }

    /// The content before these guides were published.
    fn without(&self, to_come: &[(&str, Day)]) -> Bundle {
        let mut bundle = self.bundle.clone();
        // They stay in their places, for rules refer to guides by position, and nothing starts them.
        let Bundle { guides, feed, .. } = &mut bundle;
        for guide in &mut *guides {
            if to_come.iter().any(|(id, _)| guide.id == *id) {
                guide.triggers = vec![Trigger::Host];
            }
        }
        feed.retain(|entry| {
            let id = &guides[usize::from(entry.guide)].id;
            !to_come.iter().any(|(later, _)| id == later)
        });
        if !to_come.is_empty() {
            bundle.version = format!("{:012x}", fnv1a(&bundle.seal()) >> 16);
        }
        bundle
    }
}

/// Generates the history in the order of time.
pub(crate) fn generate(content: &Content, settings: Settings) -> Result<Vec<Line>> {
    let data = Data::load()?;
    let parts = &content.output.parts;
    let helps = [
        Help::open(parts, &data, Lang::Ja)?,
        Help::open(parts, &data, Lang::En)?,
    ];
    let editions = content.editions();
    let accounts = accounts(&data, settings.seed, settings.accounts, settings.days);
    let stage = |account: &Account| Stage {
        data: &data,
        help: &helps[usize::from(account.lang == Lang::En)],
        editions: &editions,
        days: settings.days,
        until: settings.until,
    };
    let lines = in_parallel(&accounts, |account| {
        let dice = Dice::of(settings.seed, &format!("life of {}", account.id));
        live(&stage(account), account, dice)
    })?;
    Ok(arrange(lines, settings.from()))
}

/// Lives through the accounts on every core. No life depends on another, and the results stand in
/// the order of the accounts, so the number of cores changes nothing.
fn in_parallel(
    accounts: &[Account],
    live: impl Fn(&Account) -> Vec<Line> + Sync,
) -> Result<Vec<Line>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mine = std::iter::from_fn(|| {
            let at = next.fetch_add(1, Ordering::Relaxed);
            accounts.get(at).map(|account| (at, live(account)))
        });
        mine.collect::<Vec<_>>()
    };
    let mut lives = std::thread::scope(|scope| {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let done = workers.into_iter().map(std::thread::ScopedJoinHandle::join);
        done.collect::<Result<Vec<_>, _>>()
    })
    .map_err(|_| anyhow!("a worker panicked; its message stands above"))?
    .concat();
    lives.sort_unstable_by_key(|(at, _)| *at);
    Ok(lives.into_iter().flat_map(|(_, lines)| lines).collect())
}
