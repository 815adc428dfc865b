//! An article: its text, whether it helped, and what to read next.

use alloc::vec::Vec;

use banso_content::help::{ArticleMeta, HelpPack, word};

use crate::screens::list;
use banso_ui::dom::{El, button, el};
use banso_ui::{Env, fill};

/// How many articles are offered to read next.
const NEXT: usize = 3;

/// Paints the article at position `at`. `rated`: its question was answered.
pub(crate) fn article(env: &Env, body: &El, pack: &HelpPack<'_>, at: usize, rated: bool) {
    let Some(meta) = pack.articles.get(at) else {
        return;
    };
    let article = el("article", "").in_(body);
    el("h3", "article")
        .with("tabindex", "-1")
        .saying(meta.title)
        .in_(&article);
    let date = env.platform.date(meta.updated, &env.locale);
    el("p", "dim")
        .saying(&fill(pack.word(word::UPDATED), &[&date]))
        .in_(&article);
    el("div", "text")
        .in_(&article)
        .append(&env.platform.draw(pack.body(at)));
    question(pack, &el("div", "rate").in_(body), meta.slug, rated);
    let near =
        |other: &&ArticleMeta<'_>| other.category == meta.category && other.slug != meta.slug;
    let related: Vec<_> = pack.articles.iter().filter(near).take(NEXT).collect();
    list(env, body, pack.word(word::RELATED), &related, "");
}

fn question(pack: &HelpPack<'_>, frame: &El, slug: &str, rated: bool) {
    if rated {
        el("p", "")
            .with("role", "status")
            .saying(pack.word(word::THANKS))
            .in_(frame);
        return;
    }
    el("p", "grow")
        .with("id", "rate")
        .saying(pack.word(word::HELPFUL))
        .in_(frame);
    for (act, word) in [("yes", word::YES), ("no", word::NO)] {
        button("plain", act)
            .with("data-arg", slug)
            .with("aria-describedby", "rate")
            .saying(pack.word(word))
            .in_(frame);
    }
}
