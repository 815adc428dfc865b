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
    /// Weight of the title, beside the 1 that the whole text has. Long abstracts want less. Where
    /// documents share their titles the builder lowers it by the part of titles that differ.
    pub title_weight: f32,
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
    /// Weight of the words that the last word begins if it is a word itself, together.
    pub longer: f32,
    /// Weight of a katakana word that the query spells in hiragana.
    pub kana: f32,
    /// What a document gains that has all terms of the query, as a part of its score; one that has
    /// some of them gains in proportion to their weight.
    pub coverage: f32,
}

impl Settings {
    /// The settings that did best for a language.
    pub fn for_lang(lang: Lang) -> Self {
        let japanese = lang == Lang::Ja;
        let title = if lang.is_cjk() { 0.6 } else { 3.0 };
        let rarity_power = match lang {
            Lang::Ja => 1.5,
            Lang::En => 1.2,
            _ => 1.0,
        };
        Self {
            k1: if japanese { 1.0 } else { 1.2 },
            b: 0.75,
            title_weight: title,
            keyword_weight: title * 0.5,
            rarity_power,
            han: 1.0,
            hiragana: if japanese { 0.3 } else { 1.0 },
            hiragana_border: if japanese { 0.5 } else { 1.0 },
            border: 1.0,
            neighbour: 0.85,
            prefix: 1.0,
            longer: 0.4,
            kana: 1.0,
            coverage: 1.0,
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
