//! The corpus of the fuzzer, and what a seed becomes when its bytes are changed at random.
//!
//! `HOSTILE_CASES=100000 cargo test --release -p banso-hostile` looks longer.
#![allow(clippy::unwrap_used, reason = "these are tests")]

use std::fs;
use std::path::PathBuf;

use banso_engine::rng::Rng;
use banso_hostile::{TARGETS, seeds};

fn cases() -> u64 {
    let asked = std::env::var("HOSTILE_CASES");
    asked.map_or(150, |asked| asked.parse().unwrap())
}

fn corpus(target: &str) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.join("../../fuzz/corpus").join(target)
}

/// Numbers that readers trip over, as varints.
const ODD: [&[u8]; 6] = [
    &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1],
    &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
    &[0xff, 0xff, 0xff, 0xff, 0x0f],
    &[0xff, 0xff, 3],
    &[0x80, 0x80, 0x80, 0x80, 0x10],
    &[0],
];

/// Changes bytes, puts odd numbers in their place, cuts and doubles.
fn spoil(bytes: &mut Vec<u8>, rng: &mut Rng) {
    for _ in 0..=rng.below(6) {
        let length = bytes.len() as u64;
        let at = rng.below(length) as usize;
        match rng.below(7) {
            _ if bytes.is_empty() => bytes.push(rng.bits() as u8),
            0 => bytes[at] = rng.bits() as u8,
            1 => bytes[at] ^= 1 << rng.below(8),
            2 => bytes[at] = bytes[at].wrapping_add(1),
            3 => {
                let odd = ODD[rng.below(ODD.len() as u64) as usize];
                bytes.splice(at..=at, odd.iter().copied());
            }
            4 => bytes.truncate(at),
            5 => {
                bytes.remove(at);
            }
            _ => {
                let end = (at + rng.below(40) as usize).min(bytes.len());
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
        }
    }
}

fn run(name: &str, target: fn(&[u8]), bytes: &[u8], what: &str) {
    let outcome = std::panic::catch_unwind(|| target(bytes));
    if outcome.is_err() {
        let at = std::env::temp_dir().join(format!("banso-hostile-{name}"));
        fs::write(&at, bytes).unwrap();
        panic!("{name} panics on {what}; the bytes are in {}", at.display());
    }
}

#[test]
fn every_reader_takes_the_corpus() {
    for (name, target) in TARGETS {
        let files = fs::read_dir(corpus(name)).unwrap();
        for file in files.map(|file| file.unwrap().path()) {
            run(
                name,
                target,
                &fs::read(&file).unwrap(),
                &file.display().to_string(),
            );
        }
    }
}

#[test]
fn every_reader_takes_spoilt_bytes() {
    for (name, target) in TARGETS {
        let mut rng = Rng::new(0x00ba_4505);
        let seeds = seeds(name);
        for case in 0..cases() {
            let mut bytes = seeds[case as usize % seeds.len()].clone();
            if case >= seeds.len() as u64 {
                spoil(&mut bytes, &mut rng);
            }
            run(name, target, &bytes, &format!("case {case}"));
        }
    }
}

#[test]
#[ignore = "writes the corpus anew"]
fn write_the_corpus() {
    for (name, _) in TARGETS {
        let (mut rng, folder) = (Rng::new(1), corpus(name));
        fs::create_dir_all(&folder).unwrap();
        for (at, seed) in seeds(name).into_iter().enumerate() {
            fs::write(folder.join(format!("right-{at}")), &seed).unwrap();
            for case in 0..3 {
                let mut bytes = seed.clone();
                spoil(&mut bytes, &mut rng);
                fs::write(folder.join(format!("spoilt-{at}-{case}")), bytes).unwrap();
            }
        }
        fs::write(folder.join("empty"), []).unwrap();
    }
}
