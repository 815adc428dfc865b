//! How a collection is scored. The builder turns the settings into numbers that the index carries,
//! so the reader has nothing to configure.

use crate::lang::Lang;
use crate::token::{KINDS, Kind};

/// The weights of the ranking.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// BM25's `k1`: how slowly repeating a term stops to count.
    pub k1: f32,
    /// BM25's `b`: how much a long text is held against it, 0 to 1.
    pub b: f32,
    /// Weight of the title, beside the 1 that the whole text has. The builder lowers it where
    /// documents share their titles, by the part of titles that differ, and where titles are long,
    /// as those of scientific papers: see [`Settings::title_words`].
    pub title_weight: f32,
    /// Words from which on titles count as long, on average.
    pub title_words: f32,
    /// Weight of the author's keywords.
    pub keyword_weight: f32,
    /// Power to which a term's rarity (IDF) is raised.
    pub rarity_power: f32,
    /// Weight of one Chinese character.
    pub han: f32,
    /// Weight of two hiragana.
    pub hiragana: f32,
    /// Weight of a pair across scripts with hiragana in it.
    pub hiragana_border: f32,
    /// Weight of a pair across scripts without hiragana.
    pub border: f32,
    /// Weight of a word that stands for an unseen one: its neighbour at one edit, its halves, its
    /// beginning.
    pub neighbour: f32,
    /// Weight of the words that an unseen last word begins, together.
    pub prefix: f32,
    /// Weight of the words that the last word begins if it is a word itself, together, as far as
    /// they are commoner than it.
    pub longer: f32,
    /// Weight of a katakana word that the query spells in hiragana.
    pub kana: f32,
    /// Part of what a query asks for that its best document must have, or the match is by chance and
    /// nothing is found.
    pub cut: f32,
}

impl Settings {
    /// The settings that did best for a language.
    pub fn for_lang(lang: Lang) -> Self {
        let japanese = lang == Lang::Ja;
        let title = if lang.is_cjk() { 0.6 } else { 3.0 };
        let rarity_power = match lang {
            Lang::Ja => 1.5,
            Lang::En => 1.1,
            _ => 1.0,
        };
        Self {
            k1: 1.2,
            b: 0.75,
            title_weight: title,
            title_words: if lang.is_cjk() { f32::INFINITY } else { 9.0 },
            keyword_weight: title * 0.5,
            rarity_power,
            han: 1.0,
            hiragana: if japanese { 0.3 } else { 1.0 },
            hiragana_border: if japanese { 0.4 } else { 1.0 },
            border: 1.0,
            neighbour: 0.75,
            prefix: 1.0,
            longer: 0.4,
            kana: 0.8,
            cut: if lang.is_cjk() { 0.12 } else { 0.22 },
        }
    }

    /// The weight of each kind of term, in the order of their numbers.
    pub(crate) fn kinds(&self) -> [f32; KINDS] {
        let mut weights = [1.0; KINDS];
        for (kind, weight) in [
            (Kind::Han, self.han),
            (Kind::Hiragana, self.hiragana),
            (Kind::HiraganaBorder, self.hiragana_border),
            (Kind::Border, self.border),
        ] {
            weights[kind as usize] = weight;
        }
        weights
    }
}
