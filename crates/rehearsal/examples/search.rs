//! The search benchmark: a help pack of as many Japanese articles as a city's site has, for the browser to search.
//!
//! `search ARTICLES QUERIES FOLDER` writes `pack` and `queries`, one a line. The articles are made of the sentences of
//! those in ARTICLES, a folder of Markdown, and QUERIES is a JSON file of what people typed. `cargo xtask bench` runs it.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use banso_content::compiler::{Searched, search_index};
use banso_content::help::{ArticleMeta, HelpPack};
use serde_json::Value as Json;

/// How many articles there are.
const ARTICLES: usize = 1_786;
/// Bytes of an article, at least.
const LONG: usize = 1_150;
/// How far the sentences of an article lie apart.
const STEP: usize = 7_919;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1);
    let (Some(articles), Some(queries), Some(folder)) = (args.next(), args.next(), args.next())
    else {
        return Err("say the articles, the queries and a folder to write to".into());
    };
    let texts = made_up(&sentences(Path::new(&articles))?);
    let typed: Json = serde_json::from_str(&fs::read_to_string(queries)?)?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    fs::write(folder.join("pack"), pack(&texts))?;
    fs::write(folder.join("queries"), asked(&typed, &texts).join("\n"))?;
    let bytes: usize = texts
        .iter()
        .map(|[title, body]| title.len() + body.len())
        .sum();
    println!(
        "{} articles, {:.2} MB of text",
        texts.len(),
        bytes as f64 / 1e6
    );
    Ok(())
}

/// The sentences of all articles, in the order of their files.
fn sentences(folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let entries = fs::read_dir(folder)?;
    let mut paths: Vec<_> = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_, std::io::Error>>()?;
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        let text = fs::read_to_string(path)?;
        let body = text.splitn(3, "---").nth(2).unwrap_or_default();
        let lines = body
            .split(['。', '\n'])
            .map(|line| line.trim_matches([' ', '#', '-', '*', '>']));
        all.extend(lines.filter(|line| line.len() > 20).map(String::from));
    }
    Ok(all)
}

/// Titles and texts: the sentences in another order each time.
fn made_up(sentences: &[String]) -> Vec<[String; 2]> {
    let mut at = 0;
    let mut next = || {
        at += STEP + at % 13;
        sentences[at % sentences.len()].clone()
    };
    let article = |_| {
        let title = next();
        let mut body = String::new();
        while body.len() < LONG {
            body = [&*body, &next(), "。"].concat();
        }
        [title, body]
    };
    (0..ARTICLES).map(article).collect()
}

fn pack(texts: &[[String; 2]]) -> Vec<u8> {
    let searched = texts
        .iter()
        .map(|[title, body]| Searched::from_markdown(title, body, ""));
    let index = search_index(searched.collect(), "ja");
    let pack = HelpPack {
        locale: "ja",
        articles: texts.iter().map(meta).collect(),
        categories: Vec::new(),
        index: &index,
        words: Vec::new(),
        bodies: texts.iter().map(|[_, body]| body.as_bytes()).collect(),
        guides: Vec::new(),
        more: &[],
    };
    println!("the index is {:.2} MB", index.len() as f64 / 1e6);
    pack.seal()
}

/// What people typed, and whole sentences, as long as questions come.
fn asked(typed: &Json, texts: &[[String; 2]]) -> Vec<String> {
    let needs = typed["ja"].as_array().into_iter().flatten();
    let short = needs.flat_map(|need| need["typed"].as_array().into_iter().flatten());
    let short = short.filter_map(|text| text.as_str().map(String::from));
    let long = texts.iter().step_by(9).map(|[title, _]| title.clone());
    short.chain(long).collect()
}

fn meta([title, _]: &[String; 2]) -> ArticleMeta<'_> {
    ArticleMeta {
        slug: "",
        title,
        summary: "",
        category: "",
        pages: Vec::new(),
        feature: None,
        updated: "",
    }
}
