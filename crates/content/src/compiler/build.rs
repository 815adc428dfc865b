//! Content that was checked, made into the bundle and the help packs.

use std::collections::BTreeSet;

use super::authored::{ContentFile, FrontMatter, Guide, HelpSettings, Locale};
use super::check::{check, form};
use super::container::{self, Part};
use super::diagnostic::{Code, Diagnostic, has_errors};
use super::draw;
use super::file::File;
use super::hint::hint;
use super::lower::{help_more, help_text, inquiries, is_offered, lower};
use super::markdown;
use super::node::Node;
use super::overlay::overlaid;
use super::personal;
use super::search::{Searched, learned, search_index_with};
use super::source::{Article, PROJECT, Source};
use super::words::Words;
use crate::bundle::Bundle;
use crate::codec;
use crate::help::{ArticleMeta, HelpPack, HelpRef};
use crate::inquiry::Inquiries;
use crate::localized::Localized;

/// The level of the highest heading in an article: its title is a level 3, below that of the panel.
const ARTICLE_TOP: u8 = 4;

/// What the collector serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The content's version, the first 12 hexadecimal digits of the hash of the bundle without it.
    pub version: String,
    /// The bundle's bytes, for [`Bundle::open`].
    pub bundle: Vec<u8>,
    /// The help packs by locale, for [`HelpPack::open`].
    pub parts: Vec<Part>,
    /// The categories of inquiries, for the collector alone.
    pub inquiries: Option<Inquiries>,
    /// What the author should know; no errors.
    pub warnings: Vec<Diagnostic>,
}

impl Output {
    /// The bytes of the container, for [`container::read`].
    pub fn container(&self) -> Vec<u8> {
        container::write(&self.bundle, &self.parts, self.inquiries.as_ref())
    }
}

/// Checks content and builds it; with an error in it, says all of them instead.
pub fn build(source: &Source) -> Result<Output, Vec<Diagnostic>> {
    build_for(source, None)
}

/// The same for one environment: the content with its overlay. An error in any environment keeps
/// all of them from being built, as with [`check`].
pub fn build_for(source: &Source, environment: Option<&str>) -> Result<Output, Vec<Diagnostic>> {
    let warnings = check(source);
    if has_errors(&warnings) {
        return Err(warnings);
    }
    match environment {
        None => assemble(source, warnings),
        Some(name)
            if source
                .environments()
                .iter()
                .any(|(known, _)| *known == name) =>
        {
            assemble(&overlaid(source, name).0, warnings)
        }
        Some(name) => Err(vec![undeclared(source, name)]),
    }
}

fn undeclared(source: &Source, name: &str) -> Diagnostic {
    let declared = source.environments();
    let at = declared.first().map_or(0, |(_, at)| *at);
    let message = format!("there is no environment `{name}`");
    let otherwise = format!("add it to `environments` in `{PROJECT}`");
    let mend = hint(name, declared.iter().map(|(name, _)| *name), &otherwise);
    let nowhere = File::new(PROJECT, "");
    let file = source.project().map_or(&nowhere, |project| &project.file);
    file.error(Code::UnknownReference, at, message, mend)
}

fn assemble(source: &Source, warnings: Vec<Diagnostic>) -> Result<Output, Vec<Diagnostic>> {
    let content = gather(source).map_err(|fault| vec![fault])?;
    let parts = packs(source, &content)?;
    let inquiries = content.inquiries.as_ref().map(inquiries);
    let (version, bundle) = seal(content, &parts);
    Ok(Output {
        version,
        bundle,
        parts,
        inquiries,
        warnings,
    })
}

/// The bundle of content from memory, given as paths and texts: for tests and tools that want what
/// the browser reads and nothing of the packing. A mistake in its form is refused; that it makes no
/// sense, such as a rule that never holds, is not.
///
/// ```
/// let files = [("banso.json", r#"{ "locales": [{ "id": "en" }] }"#)];
/// let bundle = banso_content::compiler::bundle_of(&files).unwrap();
/// assert!(bundle.guides.is_empty());
/// ```
pub fn bundle_of(files: &[(&str, &str)]) -> Result<Bundle, Vec<Diagnostic>> {
    let source = Source::of(files.iter().copied());
    let found = form(&source);
    if has_errors(&found) {
        return Err(found);
    }
    let output = assemble(&source, found)?;
    Ok(Bundle::open(&output.bundle).unwrap_or_default())
}

/// Every content file in one. The order is that of the paths, except that guides stand by priority.
fn gather(source: &Source) -> Result<ContentFile, Diagnostic> {
    let mut all = ContentFile::default();
    for document in &source.documents {
        let mut file: ContentFile =
            decode(&document.root).map_err(|why| undecodable(&document.file, &why))?;
        all.features.append(&mut file.features);
        all.checklists.append(&mut file.checklists);
        all.guides.append(&mut file.guides);
        all.tracking_plan = all.tracking_plan.take().or(file.tracking_plan.take());
        all.inquiries = all.inquiries.take().or(file.inquiries.take());
        if document.file.path == PROJECT {
            all = ContentFile {
                features: all.features,
                checklists: all.checklists,
                guides: all.guides,
                tracking_plan: all.tracking_plan,
                inquiries: all.inquiries,
                ..file
            };
        }
    }
    all.learned = source.learned();
    all.guides
        .sort_by(|a, b| b.priority.cmp(&a.priority).then_with(|| a.id.cmp(&b.id)));
    Ok(all)
}

fn decode<T: serde::de::DeserializeOwned>(node: &Node) -> Result<T, serde_json::Error> {
    serde_json::from_value(node.to_json())
}

/// The schema let something pass that the types refuse: a gap in the schema, said instead of built.
fn undecodable(file: &File, why: &serde_json::Error) -> Diagnostic {
    let mend = "correct the value that the sentence names".into();
    file.error(
        Code::WrongType,
        0,
        format!("the file cannot be decoded: {why}"),
        mend,
    )
}

fn seal(content: ContentFile, parts: &[Part]) -> (String, Vec<u8>) {
    let packs: Vec<HelpRef> = parts.iter().map(help_ref).collect();
    let help = help_text(&content, &packs);
    let mut bundle = lower(content);
    bundle.help = help;
    bundle.version = container::address(&bundle.seal())[..12].into();
    (bundle.version.clone(), bundle.seal())
}

fn help_ref(part: &Part) -> HelpRef {
    HelpRef {
        locale: part.locale.clone(),
        hash: part.hash.clone(),
        bytes: part.bytes.len() as u32,
    }
}

/// The help packs, one for each locale that has an article of its own; where there is none at all, but something else to
/// help with, one for each locale.
fn packs(source: &Source, content: &ContentFile) -> Result<Vec<Part>, Vec<Diagnostic>> {
    let no_help = HelpSettings::default();
    let help = content.help.as_ref().unwrap_or(&no_help);
    content
        .locales
        .iter()
        .filter(|locale| {
            let mut articles = source.articles.iter();
            let bare = source.articles.is_empty();
            (bare && (content.inquiries.is_some() || !help.questions.is_empty()))
                || articles.any(|article| article.locale == locale.id)
        })
        .map(|locale| pack(source, content, help, locale))
        .collect::<Result<_, Diagnostic>>()
        .map_err(|fault| vec![fault])
}

/// An article ready for its pack.
struct Ready<'a> {
    slug: &'a str,
    front: FrontMatter,
    body: Vec<u8>,
    searched: Searched,
}

fn pack(
    source: &Source,
    content: &ContentFile,
    help: &HelpSettings,
    locale: &Locale,
) -> Result<Part, Diagnostic> {
    let words = Words::of(content, &locale.id);
    let mut articles = slugs(source)
        .into_iter()
        .filter_map(|slug| nearest(source, slug, locale))
        .map(|article| ready(article, &words))
        .collect::<Result<Vec<_>, _>>()?;
    let rank = |category: &str| help.categories.iter().position(|c| c.id == category);
    articles.sort_by_key(|article| rank(&article.front.category));
    let offered = content.guides.iter().filter(|guide| is_offered(guide));
    let offered: Vec<&Guide> = offered.collect();
    let index = index(&mut articles, &offered, content, locale);
    let around = words.for_articles();
    let more = codec::encode(&help_more(content, &locale.id));
    let pack = HelpPack {
        locale: &locale.id,
        articles: articles.iter().map(meta).collect(),
        categories: categories(help, locale),
        index: &index,
        words: around.iter().map(String::as_str).collect(),
        bodies: articles
            .iter()
            .map(|article| article.body.as_slice())
            .collect(),
        guides: offered.iter().map(|guide| guide.id.as_str()).collect(),
        more: &more,
    };
    Ok(Part::new(locale.id.clone(), pack.seal()))
}

/// Every slug, in order.
fn slugs(source: &Source) -> BTreeSet<&str> {
    source
        .articles
        .iter()
        .map(|article| article.slug.as_str())
        .collect()
}

/// The article in this locale, or in the first fallback that has it.
fn nearest<'a>(source: &'a Source, slug: &str, locale: &Locale) -> Option<&'a Article> {
    chain(locale).find_map(|locale| {
        source
            .articles
            .iter()
            .find(|article| article.slug == slug && article.locale == locale)
    })
}

fn chain(locale: &Locale) -> impl Iterator<Item = &str> {
    std::iter::once(locale.id.as_str()).chain(locale.fallback.iter().map(String::as_str))
}

fn ready<'a>(article: &'a Article, words: &Words) -> Result<Ready<'a>, Diagnostic> {
    let blocks = markdown::read(article.markdown()).blocks;
    let front: FrontMatter =
        decode(&article.front_matter).map_err(|why| undecodable(&article.file, &why))?;
    Ok(Ready {
        slug: &article.slug,
        body: draw::blocks(&blocks, ARTICLE_TOP, words)
            .drawing()
            .bytes()
            .into(),
        searched: Searched::new(
            &front.title,
            format!("{}\n{}", front.summary, markdown::plain(&blocks)),
            front.keywords.join("\n"),
        ),
        front,
    })
}

fn meta<'a>(article: &'a Ready<'_>) -> ArticleMeta<'a> {
    let front = &article.front;
    ArticleMeta {
        slug: article.slug,
        title: &front.title,
        summary: &front.summary,
        category: &front.category,
        pages: front.pages.iter().map(String::as_str).collect(),
        feature: front.feature.as_deref(),
        updated: &front.updated,
    }
}

fn categories<'a>(help: &'a HelpSettings, locale: &Locale) -> Vec<(&'a str, &'a str)> {
    let name = |name: &'a Localized<String>| name.pick(chain(locale)).map_or("", String::as_str);
    help.categories
        .iter()
        .map(|category| (category.id.as_str(), name(&category.name)))
        .collect()
}

/// The search index of the articles, in their order, and behind them of the guides.
fn index(
    articles: &mut [Ready<'_>],
    guides: &[&Guide],
    content: &ContentFile,
    locale: &Locale,
) -> Vec<u8> {
    let learned = learned(&content.learned, &locale.id);
    let searched = articles.iter_mut().map(|article| {
        let mut searched = std::mem::take(&mut article.searched);
        if let Some(queries) = learned.get(article.slug) {
            searched.keywords = format!("{}\n{queries}", searched.keywords);
        }
        searched
    });
    let guides = guides.iter().map(|guide| shown(guide, locale));
    let synonyms = content.help.as_ref().map_or(&[][..], |help| &help.synonyms);
    search_index_with(searched.chain(guides).collect(), &locale.id, synonyms)
}

/// What a guide that can be started is found by: its name, and what its steps say.
fn shown(guide: &Guide, locale: &Locale) -> Searched {
    let said = |text: &Localized<String>| {
        text.pick(chain(locale))
            .map_or_else(String::new, |text| personal::plain(text))
    };
    let mut body = String::new();
    for step in &guide.steps {
        let text = step.body.pick(chain(locale)).map_or("", |text| &text.0);
        let plain = markdown::plain(&markdown::read(text).blocks);
        body = [&*body, &said(&step.title), &plain].join("\n");
    }
    Searched::new(&said(&guide.name), body, String::new())
}
