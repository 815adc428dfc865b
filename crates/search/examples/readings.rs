//! Makes `data/readings.tsv.gz` from the entries of IPADIC, see `data/README.md`.
//!
//! `cargo run -p banso-search --example readings -- <directory of CSV in UTF-8> data/readings.tsv.gz`

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs::{File, read_dir, read_to_string};
use std::io::Write as _;
use std::path::Path;

use flate2::{Compression, GzBuilder};

/// The columns of a word and of its reading.
const WORD: usize = 0;
const READING: usize = 11;
/// Files of names: so many that most collections would carry them for nothing.
const NAMES: [&str; 4] = ["Noun.name", "Noun.org", "Noun.place", "Noun.proper"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(directory), Some(out)) = (args.next(), args.next()) else {
        return Err("usage: readings <directory of CSV in UTF-8> <file to write>".into());
    };
    let mut readings: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in read_dir(directory)? {
        let path = entry?.path();
        if is_wanted(&path) {
            for line in read_to_string(path)?.lines() {
                add(line, &mut readings);
            }
        }
    }
    let mut packed = GzBuilder::new().write(File::create(out)?, Compression::best());
    for (word, all) in readings {
        let all: Vec<String> = all.into_iter().collect();
        writeln!(packed, "{word}\t{}", all.join(" "))?;
    }
    packed.finish()?;
    Ok(())
}

fn is_wanted(path: &Path) -> bool {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    path.extension().is_some_and(|end| end == "csv") && !NAMES.contains(&&*name)
}

/// Adds the word of a line, without the kana that its writing and its reading share at the ends:
/// all forms of a verb become its stem.
fn add(line: &str, readings: &mut BTreeMap<String, BTreeSet<String>>) {
    let columns: Vec<&str> = line.split(',').collect();
    let (Some(word), Some(reading)) = (columns.get(WORD), columns.get(READING)) else {
        return;
    };
    let mut word: Vec<char> = word.chars().collect();
    let mut reading: Vec<char> = reading.chars().map(hiragana).collect();
    while word.last().is_some_and(|ch| is_kana(*ch)) && word.last() == reading.last() {
        word.pop();
        reading.pop();
    }
    while word.first().is_some_and(|ch| is_kana(*ch)) && word.first() == reading.first() {
        word.remove(0);
        reading.remove(0);
    }
    let said = !reading.is_empty() && reading.iter().all(|ch| is_kana(*ch));
    let written = word.iter().all(|ch| is_kanji(*ch) || is_kana(*ch));
    if said && written && word.iter().any(|ch| is_kanji(*ch)) {
        let all = readings.entry(word.into_iter().collect()).or_default();
        all.insert(reading.into_iter().collect());
    }
}

fn hiragana(ch: char) -> char {
    match ch {
        'ァ'..='ヶ' => char::from_u32(ch as u32 - 0x60).unwrap_or(ch),
        _ => ch,
    }
}

fn is_kana(ch: char) -> bool {
    matches!(ch, 'ぁ'..='ん' | 'ー')
}

fn is_kanji(ch: char) -> bool {
    matches!(ch, '々' | '〆' | '一'..='鿿')
}
