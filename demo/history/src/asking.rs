//! Writing to support when help has not helped, and saying why an article did not.
//!
//! The chance of it is a source of its own, so that it changes nothing else of the history.

use banso_engine::view::{Inquiry, Press};

use crate::data::{Ask, Whys};
use crate::visit::Visit;

/// What was done in help before somebody asks.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) searches: Vec<String>,
    pub(crate) articles: Vec<String>,
    /// Whether an article was what they needed.
    pub(crate) pleased: bool,
}

/// How often those ask whom help has not helped, and the others.
const UNHAPPY: f64 = 0.5;
const HAPPY: f64 = 0.012;
/// How often somebody asks something general when nothing fits what they searched for.
const GENERAL: f64 = 0.12;

/// Asks support, sometimes.
pub(crate) fn ask(visit: &mut Visit<'_>, asks: &[Ask], told: &Told) {
    let mut dice = visit.aside("ask");
    let chance = if told.pleased { HAPPY } else { UNHAPPY };
    let fits = |ask: &&Ask| told.searches.iter().any(|query| ask.after.contains(query));
    let about = asks.iter().find(fits);
    let general = || asks.iter().find(|ask| ask.after.is_empty());
    let Some(about) = about.or_else(|| general().filter(|_| dice.chance(GENERAL))) else {
        return;
    };
    if visit.over() || !dice.chance(chance) {
        return;
    }
    visit.pass(dice.between(25.0, 160.0));
    let (id, version) = (format!("demo-{:016x}", dice.bits()), visit.version());
    let chosen = about.category.as_deref().filter(|_| dice.chance(0.45));
    let contact = dice.chance(0.08).then_some("shared-desk@seisan.example");
    let text: &String = dice.pick(&about.texts);
    visit.press(Press::inquiry_sent(&Inquiry {
        id: &id,
        text,
        category: chosen,
        answers: &[],
        searches: &told.searches,
        articles: &told.articles,
        version: &version,
        contact,
    }));
}

/// Says why an article helped or did not, sometimes.
pub(crate) fn say_why(visit: &mut Visit<'_>, slug: &str, helpful: bool, whys: &Whys) {
    let mut dice = visit.aside("why");
    let (words, chance) = if helpful {
        (&whys.helped, 0.18)
    } else {
        (&whys.failed, 0.5)
    };
    if dice.chance(chance) {
        visit.pass(dice.between(4.0, 30.0));
        let why: &String = dice.pick(words);
        visit.press(Press::article_rated_because(slug, helpful, why));
    }
}
