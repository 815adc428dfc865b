//! An article: its text, whether it helped, and what to read next.

use alloc::vec::Vec;

use banso_content::help::{ArticleMeta, HelpPack};

use crate::blocks::blocks;
use crate::dom::{El, button, el};
use crate::env::Env;
use crate::panel::screens::list;
use crate::words::fill;

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
        .saying(&fill(env.words.updated, &[&date]))
        .in_(&article);
    blocks(&el("div", "text").in_(&article), &pack.body(at), 4);
    question(env, &el("div", "rate").in_(body), meta.slug, rated);
    let near =
        |other: &&ArticleMeta<'_>| other.category == meta.category && other.slug != meta.slug;
    let related: Vec<_> = pack.articles.iter().filter(near).take(NEXT).collect();
    list(env, body, env.words.related, &related, "");
}

fn question(env: &Env, frame: &El, slug: &str, rated: bool) {
    if rated {
        el("p", "")
            .with("role", "status")
            .saying(env.words.thanks)
            .in_(frame);
        return;
    }
    el("p", "grow")
        .with("id", "rate")
        .saying(env.words.helpful)
        .in_(frame);
    for (act, word) in [("yes", env.words.yes), ("no", env.words.no)] {
        button("plain", act)
            .with("data-arg", slug)
            .with("aria-describedby", "rate")
            .saying(word)
            .in_(frame);
    }
}
