//! Articles: where they stand, their front matter, their Markdown, and the locales they lack.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::super::diagnostic::{Code, Diagnostic};
use super::super::file::File;
use super::super::markdown;
use super::super::source::{Article, Source};
use super::Findings;
use super::format::{is_kebab, kebab_mend};
use super::names::Mention;

use super::walk::Walk;

impl<'a> Findings<'a> {
    /// An article by itself.
    pub(super) fn article(&mut self, schema: &Json, article: &'a Article) {
        self.place(article);
        let mut walk = Walk::new(schema, &article.file, self);
        walk.value(schema, &article.front_matter);
        let place = |offset| article.body + offset;
        walk.reading(markdown::read(article.markdown()), place);
        if article.markdown().trim().is_empty() {
            let message = "the article has no text".into();
            walk.error(
                Code::EmptyText,
                article.body,
                message,
                "write it below the front matter",
            );
        }
    }

    /// The folder is a locale and the file's name is the slug.
    fn place(&mut self, article: &'a Article) {
        let (file, at) = (&article.file, 0);
        let mention = Mention {
            file,
            at,
            path: String::new(),
        };
        self.names.refer("locale", &article.locale, mention);
        if !is_kebab(&article.slug) {
            let message = format!("the file's name `{}` is not in kebab case", article.slug);
            let mend = kebab_mend(&article.slug);
            self.found.push(file.error(Code::BadId, at, message, mend));
        }
    }

    /// Every article is there in every locale, or a fallback stands in.
    pub(super) fn coverage(&mut self, source: &Source) {
        let slugs: BTreeSet<&str> = source
            .known_articles
            .iter()
            .map(|(_, slug)| slug.as_str())
            .collect();
        for slug in slugs {
            let has = |locale: &str| {
                let mut known = source.known_articles.iter();
                known.any(|(in_locale, known)| in_locale == locale && known == slug)
            };
            for (locale, stand_in) in self.uncovered(has) {
                self.found
                    .push(absent(source, slug, &locale, stand_in.as_deref()));
                if stand_in.is_some() {
                    self.soften();
                }
            }
        }
    }
}

fn absent(source: &Source, slug: &str, locale: &str, stand_in: Option<&str>) -> Diagnostic {
    let mut known = source.known_articles.iter();
    let other = known.find(|(_, known)| known == slug);
    let folder = other.map_or("", |(locale, _)| locale);
    let file = File::new(format!("articles/{folder}/{slug}.md"), "");
    let message = format!("the article has no text for `{locale}`");
    let mend = format!("write `articles/{locale}/{slug}.md`");
    match stand_in {
        None => file.error(Code::MissingTranslation, 0, message, mend),
        Some(stand_in) => {
            let message = format!("{message}; that of `{stand_in}` stands in");
            file.error(Code::TranslationFallsBack, 0, message, mend)
        }
    }
}
