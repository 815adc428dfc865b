//! The lists that the simulation draws from: invented companies and people, searches, purchases.

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::voice::Verbatims;

/// A name as it is written, and its ASCII form for ids and addresses.
pub(crate) type Named = (String, String);

/// One entry per language of the demo.
#[derive(Debug, Deserialize)]
pub(crate) struct PerLang<T> {
    ja: T,
    en: T,
}

impl<T> PerLang<T> {
    pub(crate) fn of(&self, lang: Lang) -> &T {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

/// A language of the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Lang {
    Ja,
    En,
}

impl Lang {
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    pub(crate) fn currency(self) -> &'static str {
        match self {
            Self::Ja => "JPY",
            Self::En => "USD",
        }
    }
}

/// What companies are called: a stem and a line of business.
#[derive(Debug, Deserialize)]
pub(crate) struct Companies {
    pub(crate) stems: Vec<Named>,
    /// A word of the name, and the industry it stands for.
    pub(crate) kinds: Vec<Named>,
}

/// What people are called.
#[derive(Debug, Deserialize)]
pub(crate) struct Names {
    pub(crate) family: Vec<Named>,
    pub(crate) given: Vec<Named>,
}

/// Something that people look for in the help.
#[derive(Debug, Deserialize)]
pub(crate) struct Need {
    /// What they type, one settled search after the other.
    pub(crate) typed: Vec<String>,
    /// The article that would help; none where the help has no answer.
    #[serde(default)]
    pub(crate) article: Option<String>,
    /// How common the need is.
    #[serde(default = "common")]
    pub(crate) weight: f64,
}

/// What people ask support when help has not helped.
#[derive(Debug, Deserialize)]
pub(crate) struct Ask {
    /// After which searches; none: after any.
    pub(crate) after: Vec<String>,
    /// The category that fits.
    pub(crate) category: Option<String>,
    /// How they put it.
    pub(crate) texts: Vec<String>,
}

/// Why articles help or do not.
#[derive(Debug, Deserialize)]
pub(crate) struct Whys {
    pub(crate) helped: Vec<String>,
    pub(crate) failed: Vec<String>,
}

fn common() -> f64 {
    3.0
}

/// What people buy: category, and the least and the most it costs.
pub(crate) type Priced = (String, f64, f64);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) struct Purchases {
    jpy: Vec<Priced>,
    usd: Vec<Priced>,
}

impl Purchases {
    pub(crate) fn of(&self, lang: Lang) -> &[Priced] {
        match lang {
            Lang::Ja => &self.jpy,
            Lang::En => &self.usd,
        }
    }
}

/// An account whose people can sign in to the demo app.
#[derive(Debug, Deserialize)]
pub(crate) struct Persona {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) domain: String,
    pub(crate) lang: Lang,
    pub(crate) plan: crate::world::Plan,
    pub(crate) seats: u32,
    pub(crate) industry: String,
    /// Days since it was created.
    pub(crate) since: i32,
    /// Days until it renews.
    pub(crate) renews_in: i32,
    pub(crate) archetype: crate::archetype::Archetype,
    /// Colleagues who cannot sign in to the demo app.
    pub(crate) others: u32,
    /// Id, name, e-mail, role, days since joining.
    pub(crate) people: Vec<(String, String, String, crate::world::Role, i32)>,
}

/// Every list.
#[derive(Debug)]
pub(crate) struct Data {
    pub(crate) companies: PerLang<Companies>,
    pub(crate) names: PerLang<Names>,
    pub(crate) needs: PerLang<Vec<Need>>,
    pub(crate) asks: PerLang<Vec<Ask>>,
    pub(crate) whys: PerLang<Whys>,
    pub(crate) purchases: Purchases,
    pub(crate) verbatims: PerLang<Verbatims>,
    pub(crate) personas: Vec<Persona>,
}

impl Data {
    /// Reads the lists that are compiled in.
    pub(crate) fn load() -> Result<Self> {
        Ok(Self {
            companies: read("companies", include_str!("../data/companies.json"))?,
            names: read("names", include_str!("../data/names.json"))?,
            needs: read("queries", include_str!("../data/queries.json"))?,
            asks: read("inquiries", include_str!("../data/inquiries.json"))?,
            whys: read("whys", include_str!("../data/whys.json"))?,
            purchases: read("purchases", include_str!("../data/purchases.json"))?,
            verbatims: read("verbatims", include_str!("../data/verbatims.json"))?,
            personas: read("personas", include_str!("../data/personas.json"))?,
        })
    }
}

fn read<T: for<'de> Deserialize<'de>>(name: &str, json: &str) -> Result<T> {
    serde_json::from_str(json).with_context(|| format!("demo/history/data/{name}.json"))
}
