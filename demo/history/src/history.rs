//! The whole history: compiled content in, arranged messages out.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use banso_content::bundle::{Bundle, fnv1a};
use banso_content::compiler::{Output, build, load};
use banso_wire::time::{DAY, Millis};

use crate::data::{Data, Lang};
use crate::dice::Dice;
use crate::help::Help;
use crate::life::{Stage, live};
use crate::out::{Line, arrange};
use crate::world::accounts;

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

    /// The content before the news of card import was published.
    fn earlier(&self) -> Bundle {
        let mut earlier = self.bundle.clone();
        earlier
            .guides
            .retain(|guide| guide.id != "card-import-news");
        earlier.version = format!("{:016x}", fnv1a(&earlier.seal()))[..12].to_owned();
        earlier
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
    let earlier = content.earlier();
    let mut lines = Vec::new();
    for account in accounts(&data, settings.seed, settings.accounts, settings.days) {
        let stage = Stage {
            data: &data,
            help: &helps[usize::from(account.lang == Lang::En)],
            bundle: &content.bundle,
            earlier: &earlier,
            days: settings.days,
            until: settings.until,
        };
        let dice = Dice::of(settings.seed, &format!("life of {}", account.id));
        lines.extend(live(&stage, &account, dice));
    }
    Ok(arrange(lines, settings.from()))
}
