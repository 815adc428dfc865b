//! The builder: documents in, the bytes of an index out.

use std::collections::{BTreeMap, BTreeSet};
use std::string::String;
use std::vec::Vec;

use unicode_normalization::UnicodeNormalization;

use crate::format::{
    CHARACTERS_MAX, HEADER, MAGIC, MEAN_LENGTH, bucket, checksum, gram_key, run_key,
};
use crate::lang::Lang;
use crate::postings::Posting;
use crate::script::{Script, script};
use crate::settings::Settings;
use crate::token::{Kind, Term, run_hash, tokenize};
use crate::{keys, postings, readings, words};

/// One in so many documents is few.
const FEW: usize = 64;

/// A document to be found. Plain text: no Markdown, no HTML.
#[derive(Clone, Copy, Debug, Default)]
pub struct Document<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its text, without the title.
    pub body: &'a str,
    /// Other words that people may use for it, from its author. May be empty.
    pub keywords: &'a str,
    /// What counts as if the title said it, too, without making it longer: other names of what it
    /// does say, one a line.
    pub title_also: &'a str,
    /// The same of the text.
    pub body_also: &'a str,
}

/// A text as the tokenizer wants it: NFKC and lower case.
pub fn normalize(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase()
}

/// Builds the index of a collection. The same input gives the same bytes.
pub fn build(lang: Lang, settings: &Settings, docs: &[Document<'_>]) -> Vec<u8> {
    let mut collection = Collection::new(lang);
    for (number, doc) in docs.iter().enumerate() {
        collection.add(number as u32, doc);
    }
    collection.write(settings)
}

/// The terms of all documents.
struct Collection {
    lang: Lang,
    words: BTreeMap<Vec<u8>, Vec<Posting>>,
    grams: BTreeMap<(char, char), Vec<Posting>>,
    runs: BTreeMap<u32, Vec<Posting>>,
    /// The words that have a reading.
    read: BTreeSet<&'static str>,
    /// The titles that differ.
    titles: BTreeSet<String>,
    /// Numbers of tokens by field and document.
    lengths: [Vec<u32>; 3],
}

impl Collection {
    fn new(lang: Lang) -> Self {
        Self {
            lang,
            words: BTreeMap::new(),
            grams: BTreeMap::new(),
            runs: BTreeMap::new(),
            read: BTreeSet::new(),
            titles: BTreeSet::new(),
            lengths: Default::default(),
        }
    }

    fn add(&mut self, number: u32, doc: &Document<'_>) {
        let [title, body, keywords] = [doc.title, doc.body, doc.keywords].map(normalize);
        let [title_also, body_also] = [doc.title_also, doc.body_also].map(normalize);
        self.field(number, 0, &[&title, &body], &body_also);
        self.field(number, 1, &[&title], &title_also);
        self.field(number, 2, &[&keywords], "");
        if self.lang == Lang::Ja {
            for text in [&title, &body, &keywords, &title_also, &body_also] {
                readings::words(text, &mut self.read);
            }
        }
        self.titles.insert(title);
    }

    /// Counts the tokens of one field, and those that make it no longer.
    fn field(&mut self, number: u32, field: usize, texts: &[&str], also: &str) {
        let length = texts
            .iter()
            .map(|text| self.count(number, field, text))
            .sum();
        self.lengths[field].push(length);
        self.count(number, field, also);
    }

    /// Counts the tokens of a text; returns how many there are.
    fn count(&mut self, number: u32, field: usize, text: &str) -> u32 {
        let mut length = 0;
        tokenize(self.lang, text, &mut |token| {
            let list = match token.term {
                Term::Word(word) => self.words.entry(word.to_vec()).or_default(),
                Term::Gram(one, two) => self.grams.entry((one, two)).or_default(),
                Term::Run(hash) => self.runs.entry(hash).or_default(),
            };
            if list.last().is_none_or(|last| last.doc != number) {
                list.push(Posting {
                    doc: number,
                    counts: [0; 3],
                });
            }
            if let Some(last) = list.last_mut() {
                last.counts[field] += 1;
            }
            length += 1;
        });
        length
    }

    fn write(&self, settings: &Settings) -> Vec<u8> {
        let docs = self.lengths[0].len() as u32;
        let characters = self.characters();
        let grams = self.gram_lists(&characters);
        let gram_keys: Vec<u32> = grams.keys().copied().collect();
        let spelled: Vec<Vec<u8>> = self.words.keys().cloned().collect();

        let [symbols, word_index, word_bits] = words::pack(&spelled);
        let (character_index, character_bits) = keys::pack(&characters);
        let (gram_index, gram_bits) = keys::pack(&gram_keys);
        let lists = self
            .words
            .values()
            .chain(grams.values().copied())
            .map(Vec::as_slice);
        let (posting_index, posting_bits) = postings::pack(docs, lists);
        let grams_from = spelled.len() as u32;
        let lists = grams_from + gram_keys.len() as u32;
        let (reading_index, reading_bits, readings, reading_places) = readings::pack(
            &self.read,
            lists,
            |reading| run_hash(reading.chars()),
            |word| self.places(word, &characters, &gram_keys, grams_from),
        );
        let counts = [
            docs,
            spelled.len() as u32,
            characters.len() as u32,
            gram_keys.len() as u32,
            readings,
        ];
        let sections = [
            rarity(docs, settings),
            self.relative_lengths(),
            symbols,
            word_index,
            word_bits,
            character_index,
            character_bits,
            gram_index,
            gram_bits,
            posting_index,
            posting_bits,
            reading_index,
            reading_bits,
            reading_places,
        ];
        assemble(
            self.lang,
            counts,
            &weights(settings, self.telling(settings.title_words)),
            &sections,
        )
    }

    /// The lists that stand for a word in Chinese characters: of its pairs, or of the one character.
    fn places(&self, word: &str, characters: &[u32], grams: &[u32], first: u32) -> Vec<u32> {
        let count = characters.len() as u32;
        let place = |ch| place_of(characters, ch);
        let single = word.chars().nth(1).is_none();
        let mut places = Vec::new();
        tokenize(self.lang, word, &mut |token| {
            let Term::Gram(one, two) = token.term else {
                return;
            };
            if single || token.kind != Kind::Han {
                let second = if two == '\0' {
                    Some(None)
                } else {
                    place(two).map(Some)
                };
                let key = place(one)
                    .zip(second)
                    .map(|(one, two)| gram_key(count, one, two));
                let at = key.and_then(|key| grams.binary_search(&key).ok());
                places.extend(at.map(|at| first + at as u32));
            }
        });
        places
    }

    /// Lengths as bytes, by field and document; without the zeros at their end.
    fn relative_lengths(&self) -> Vec<u8> {
        let fields = self.lengths.iter();
        let mut lengths: Vec<u8> = fields.flat_map(|lengths| relative(lengths)).collect();
        let last = lengths.iter().rposition(|length| *length > 0).unwrap_or(0);
        lengths.truncate(self.lengths[0].len().max(last + 1));
        lengths
    }

    /// How telling the titles are, 0 to 1: one that several documents share does not tell them
    /// apart, and in a long one each word says less.
    fn telling(&self, words: f32) -> f32 {
        let different = self.titles.len() as f32 / self.lengths[0].len().max(1) as f32;
        let brief = (words / mean_length(&self.lengths[1])).min(1.0);
        different * brief * brief.sqrt()
    }

    /// The characters that grams are made of, sorted.
    fn characters(&self) -> Vec<u32> {
        let all: BTreeSet<u32> = self
            .grams
            .keys()
            .flat_map(|(one, two)| [*one as u32, *two as u32])
            .filter(|ch| *ch != 0)
            .collect();
        all.into_iter().take(CHARACTERS_MAX).collect()
    }

    /// Whether a gram is worth its bytes: a pair with hiragana that one document has says no more than
    /// its Chinese character, if few documents have that.
    fn is_telling(&self, (one, two): (char, char), list: &[Posting]) -> bool {
        let other = match [script(one), script(two)] {
            [Script::Hiragana, Script::Han] => two,
            [Script::Han, Script::Hiragana] => one,
            _ => return true,
        };
        let alone = self.grams.get(&(other, '\0'));
        let few = self.lengths[0].len() / FEW;
        list.len() > 1 || alone.is_none_or(|alone| alone.len() > few)
    }

    /// The lists of grams and runs by their keys. A character beyond [`CHARACTERS_MAX`] has none.
    fn gram_lists(&self, characters: &[u32]) -> BTreeMap<u32, &Vec<Posting>> {
        let count = characters.len() as u32;
        let place = |ch| place_of(characters, ch);
        let telling = self
            .grams
            .iter()
            .filter(|(pair, list)| self.is_telling(**pair, list));
        let grams = telling.filter_map(|((one, two), list)| {
            let second = if *two == '\0' {
                None
            } else {
                Some(place(*two)?)
            };
            Some((gram_key(count, place(*one)?, second), list))
        });
        let runs = self
            .runs
            .iter()
            .map(|(hash, list)| (run_key(count, *hash), list));
        grams.chain(runs).collect()
    }
}

/// The weight of a term for each number of documents: its IDF to the power of the settings.
fn rarity(docs: u32, settings: &Settings) -> Vec<u8> {
    let mut table: Vec<f32> = Vec::new();
    let mut step = Vec::new();
    for count in 0..=docs {
        let at = bucket(count);
        if at > table.len() {
            table.push(mean(&step));
            step.clear();
        }
        let (all, with) = (f64::from(docs), f64::from(count));
        let idf = (1.0 + (all - with + 0.5) / (with + 0.5)).ln();
        step.push(idf.powf(f64::from(settings.rarity_power)));
    }
    table.push(mean(&step));
    table
        .iter()
        .flat_map(|weight| weight.to_le_bytes())
        .collect()
}

fn mean(values: &[f64]) -> f32 {
    (values.iter().sum::<f64>() / values.len().max(1) as f64) as f32
}

/// Lengths as bytes, the mean of those that are not 0 as [`MEAN_LENGTH`].
fn relative(lengths: &[u32]) -> Vec<u8> {
    let mean = mean_length(lengths);
    let byte = |length: &u32| (*length as f32 / mean * MEAN_LENGTH).round().min(255.0);
    lengths.iter().map(|length| byte(length) as u8).collect()
}

/// The mean of the lengths that are not 0; 1 if all are.
fn mean_length(lengths: &[u32]) -> f32 {
    let filled = lengths.iter().filter(|length| **length > 0);
    let filled: Vec<f64> = filled.map(|length| f64::from(*length)).collect();
    mean(&filled).max(1.0)
}

/// The numbers of the header; the title counts as far as it is `telling`, 0 to 1.
fn weights(settings: &Settings, telling: f32) -> Vec<u8> {
    let Settings { k1, b, .. } = *settings;
    let field = |weight: f32| [weight * (k1 + 1.0), k1 * (1.0 - b), k1 * b / MEAN_LENGTH];
    let fields = [
        1.0,
        settings.title_weight * telling,
        settings.keyword_weight,
    ]
    .map(field);
    let others = [
        settings.neighbour,
        settings.prefix,
        settings.kana,
        settings.longer,
        settings.cut,
    ];
    let all = settings
        .kinds()
        .into_iter()
        .chain(others)
        .chain(fields.into_iter().flatten());
    all.flat_map(f32::to_le_bytes).collect()
}

/// Puts the header before the sections.
fn assemble(lang: Lang, counts: [u32; 5], weights: &[u8], sections: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Vec::from(MAGIC);
    out.extend_from_slice(&[0; 4]);
    let mut end = HEADER as u32;
    let ends = sections.iter().map(|section| {
        end += section.len() as u32;
        end
    });
    for number in [lang as u32].into_iter().chain(counts).chain(ends) {
        out.extend_from_slice(&number.to_le_bytes());
    }
    out.extend_from_slice(weights);
    for section in sections {
        out.extend_from_slice(section);
    }
    let sum = checksum(&out[8..]).to_le_bytes();
    out[4..8].copy_from_slice(&sum);
    out
}

/// Where a character stands among those that the index numbers.
fn place_of(characters: &[u32], ch: char) -> Option<u32> {
    let at = characters.binary_search(&(ch as u32));
    at.ok().map(|at| at as u32)
}
