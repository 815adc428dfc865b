//! Queries as people type them: with a typo, as keywords, half-typed, with katakana in hiragana, hiragana in
//! katakana, and all of it in kana, as who types without converting. Each kind becomes a file of its own, with the same ids, for
//! `banso search-eval`.
//!
//! `cargo run -p banso-search --example variants -- queries.jsonl <directory>`

use std::error::Error;
use std::fs::{create_dir_all, read_to_string, write};
use std::path::Path;

use banso_search::eval::{in_kana, read_queries};
use serde_json::json;

/// Words of English that a query of keywords leaves out.
const LITTLE: &str = " a an the of to in on at by for from with and or is are was were be been do does did \
what which who whom whose when where why how can could may might will would should shall must has have had i \
you he she it we they my your his her its our their this that these those there not as if than then into about ";

/// A kind of variant: makes one query from another.
type Vary = fn(&str, &mut Dice) -> String;

const KINDS: [(&str, Vary); 6] = [
    ("typos", typo),
    ("keywords", |text, _| keywords(text)),
    ("half-typed", half_typed),
    ("kana", |text, _| shifted(text, 'ァ'..='ヶ', -0x60)),
    ("katakana", |text, _| shifted(text, 'ぁ'..='ゖ', 0x60)),
    ("all-kana", |text, _| in_kana(text)),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(queries), Some(directory)) = (args.next(), args.next()) else {
        return Err("usage: variants <queries.jsonl> <directory>".into());
    };
    let queries = read_queries(&read_to_string(queries)?)?;
    create_dir_all(&directory)?;
    for (name, vary) in KINDS {
        let mut dice = Dice(0x2545_f491_4f6c_dd1d);
        let lines = queries.iter().map(|query| {
            let text = vary(&query.text, &mut dice);
            json!({"id": query.id, "text": text}).to_string() + "\n"
        });
        let path = Path::new(&directory).join(name).with_extension("jsonl");
        write(path, lines.collect::<String>())?;
    }
    Ok(())
}

/// Numbers that look random, and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % end.max(1)
    }
}

/// One keystroke wrong in one of the longer words, or anywhere in a text without spaces.
fn typo(text: &str, dice: &mut Dice) -> String {
    let mut words: Vec<Vec<char>> = text.split(' ').map(|word| word.chars().collect()).collect();
    let long: Vec<usize> = (0..words.len()).filter(|at| words[*at].len() > 4).collect();
    let Some(at) = long.get(dice.below(long.len())) else {
        return text.into();
    };
    let word = &mut words[*at];
    // The first letter is rarely wrong, and the last is often a mark.
    let place = 1 + dice.below(word.len() - 2);
    match dice.below(4) {
        0 => word.swap(place, place - usize::from(place > 1)),
        1 => drop(word.remove(place)),
        2 => word.insert(place, word[place]),
        _ => word[place] = word[dice.below(word.len())],
    }
    let words: Vec<String> = words.into_iter().map(String::from_iter).collect();
    words.join(" ")
}

/// The words that mean something: without hiragana, without little words.
fn keywords(text: &str) -> String {
    let spaced = text.replace(
        |ch| !char::is_alphanumeric(ch) || ('ぁ'..='ゟ').contains(&ch),
        " ",
    );
    let telling = |word: &&str| !LITTLE.contains(&format!(" {} ", word.to_lowercase()));
    let words: Vec<&str> = spaced.split_whitespace().filter(telling).collect();
    words.join(" ")
}

/// The text up to the middle of its last word; of a text without spaces, the first three quarters.
fn half_typed(text: &str, dice: &mut Dice) -> String {
    let text = text.trim_end_matches(|ch| !char::is_alphanumeric(ch));
    let (before, last) = text
        .rsplit_once(' ')
        .map_or(("", text), |(before, last)| (before, last));
    let length = last.chars().count();
    let kept = if before.is_empty() {
        length * 3 / 4
    } else {
        (length / 2 + dice.below(length / 3)).max(2)
    };
    let half: String = last.chars().take(kept).collect();
    format!("{before} {half}").trim_start().into()
}

/// The text with characters of one script moved to another.
fn shifted(text: &str, script: std::ops::RangeInclusive<char>, by: i32) -> String {
    let moved = |ch: char| char::from_u32((ch as u32).wrapping_add_signed(by));
    let shift = |ch: char| {
        let here = script.contains(&ch).then(|| moved(ch));
        here.flatten().unwrap_or(ch)
    };
    text.chars().map(shift).collect()
}
