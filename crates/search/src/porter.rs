//! The Porter2 stemmer for English, on lower-case ASCII letters.

use alloc::vec::Vec;

/// Rules as `suffix:replacement`, longest first within a table. A `-` replaces by nothing.
const STEP_2: &[u8] = b"ational:ate fulness:ful iveness:ive ization:ize ousness:ous biliti:ble \
lessli:less tional:tion alism:al aliti:al ation:ate entli:ent fulli:ful iviti:ive ousli:ous \
abli:able alli:al anci:ance ator:ate enci:ence izer:ize bli:ble ogi:og li:-";
const STEP_3: &[u8] = b"ational:ate tional:tion alize:al ative:- icate:ic iciti:ic ical:ic \
ness:- ful:-";
const STEP_4: &[u8] = b"ement:- able:- ance:- ence:- ible:- ment:- ant:- ate:- ent:- ion:- \
ism:- iti:- ive:- ize:- ous:- al:- er:- ic:-";
/// Whole words with their stems.
const EXCEPTIONS: &[u8] = b"skis:ski skies:sky dying:die lying:lie tying:tie idly:idl \
gently:gentl ugly:ugli early:earli only:onli singly:singl sky:sky news:news howe:howe \
atlas:atlas cosmos:cosmos bias:bias andes:andes";
/// Words that the first step leaves alone.
const SETTLED: &[u8] = b"inning outing canning herring earring proceed exceed succeed";

/// Replaces `word` by its stem.
pub(crate) fn stem(word: &mut Vec<u8>) {
    if word.len() <= 2 {
        return;
    }
    if let Some((_, kept)) = rules(EXCEPTIONS).find(|(whole, _)| whole == word) {
        *word = kept.to_vec();
        return;
    }
    mark_consonant_y(word);
    let (r1, r2) = regions(word);
    plural(word);
    if !SETTLED
        .split(|byte| *byte == b' ')
        .any(|settled| settled == word)
    {
        past_and_gerund(word, r1);
        final_y(word);
        derived(word, STEP_2, r1, r2);
        derived(word, STEP_3, r1, r2);
        derived(word, STEP_4, r2, r2);
        final_e_and_l(word, r1, r2);
    }
    word.make_ascii_lowercase();
}

/// The rules of a table.
fn rules(table: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    table.split(|byte| *byte == b' ').map(|rule| {
        let colon = rule
            .iter()
            .position(|byte| *byte == b':')
            .unwrap_or(rule.len());
        let kept = rule.get(colon + 1..).unwrap_or_default();
        (
            rule.get(..colon).unwrap_or_default(),
            if kept == b"-" { b"" } else { kept },
        )
    })
}

fn vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

fn has_vowel(word: &[u8]) -> bool {
    word.iter().any(|byte| vowel(*byte))
}

/// A `y` that begins the word or follows a vowel is a consonant: it is written `Y`.
fn mark_consonant_y(word: &mut [u8]) {
    let mut after_vowel = true;
    for byte in word {
        if *byte == b'y' && after_vowel {
            *byte = b'Y';
        }
        after_vowel = vowel(*byte);
    }
}

/// Where the regions R1 and R2 begin.
fn regions(word: &[u8]) -> (usize, usize) {
    let special: [&[u8]; 3] = [b"gener", b"commun", b"arsen"];
    let r1 = special
        .iter()
        .find(|prefix| word.starts_with(prefix))
        .map_or_else(|| region(word, 0), |prefix| prefix.len());
    (r1, region(word, r1))
}

/// One past the first consonant that follows a vowel, from `from` on.
fn region(word: &[u8], from: usize) -> usize {
    let rest = word.get(from..).unwrap_or_default();
    rest.windows(2)
        .position(|two| matches!(two, [one, two] if vowel(*one) && !vowel(*two)))
        .map_or(word.len(), |at| from + at + 2)
}

/// Whether the word ends in a short syllable.
fn short_end(word: &[u8]) -> bool {
    match word {
        [one, two] => vowel(*one) && !vowel(*two),
        [.., before, one, two] => {
            !vowel(*before) && vowel(*one) && !vowel(*two) && !matches!(two, b'w' | b'x' | b'Y')
        }
        _ => false,
    }
}

/// Step 1a.
fn plural(word: &mut Vec<u8>) {
    let length = word.len();
    if word.ends_with(b"sses") {
        word.truncate(length - 2);
    } else if word.ends_with(b"ied") || word.ends_with(b"ies") {
        word.truncate(length - if length > 4 { 2 } else { 1 });
    } else if word.ends_with(b"s")
        && !word.ends_with(b"us")
        && !word.ends_with(b"ss")
        && has_vowel(word.get(..length - 2).unwrap_or_default())
    {
        word.pop();
    }
}

/// Step 1b.
fn past_and_gerund(word: &mut Vec<u8>, r1: usize) {
    let suffixes: [&[u8]; 6] = [b"eedly", b"ingly", b"edly", b"eed", b"ing", b"ed"];
    let Some(suffix) = suffixes.into_iter().find(|suffix| word.ends_with(suffix)) else {
        return;
    };
    let at = word.len() - suffix.len();
    if suffix.starts_with(b"ee") {
        if at >= r1 {
            word.truncate(at + 2);
        }
        return;
    }
    if !has_vowel(word.get(..at).unwrap_or_default()) {
        return;
    }
    word.truncate(at);
    match word[..] {
        [.., b'a', b't'] | [.., b'b', b'l'] | [.., b'i', b'z'] => word.push(b'e'),
        [.., one, two] if one == two && b"bdfgmnprt".contains(&one) => {
            word.pop();
        }
        _ if r1 >= word.len() && short_end(word) => word.push(b'e'),
        _ => {}
    }
}

/// Step 1c.
fn final_y(word: &mut [u8]) {
    if let [_, .., before, last @ (b'y' | b'Y')] = word
        && !vowel(*before)
    {
        *last = b'i';
    }
}

/// Steps 2 to 4: the longest suffix of the table, if it stands in its region.
fn derived(word: &mut Vec<u8>, table: &[u8], region: usize, r2: usize) {
    let Some((suffix, kept)) = rules(table).find(|(suffix, _)| word.ends_with(suffix)) else {
        return;
    };
    let at = word.len() - suffix.len();
    let before = at
        .checked_sub(1)
        .and_then(|at| word.get(at))
        .copied()
        .unwrap_or(b' ');
    let fits = match suffix {
        b"ogi" => before == b'l',
        b"li" => b"cdeghkmnrt".contains(&before),
        b"ion" => matches!(before, b's' | b't'),
        b"ative" => at >= r2,
        _ => true,
    };
    if fits && at >= region {
        word.truncate(at);
        word.extend_from_slice(kept);
    }
}

/// Step 5.
fn final_e_and_l(word: &mut Vec<u8>, r1: usize, r2: usize) {
    let Some((last, rest)) = word.split_last() else {
        return;
    };
    let in_r2 = rest.len() >= r2;
    let drops = match last {
        b'e' => in_r2 || rest.len() >= r1 && !short_end(rest),
        b'l' => in_r2 && rest.ends_with(b"l"),
        _ => false,
    };
    if drops {
        word.pop();
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use proptest::prelude::*;
    use rust_stemmers::{Algorithm, Stemmer};
    use std::string::String;

    fn stemmed(word: &str) -> String {
        let mut bytes = word.as_bytes().to_vec();
        stem(&mut bytes);
        String::from_utf8(bytes).unwrap_or_default()
    }

    #[test]
    fn the_forms_of_a_word_meet() {
        for (forms, expect) in [
            ("submit submits submitted submitting", "submit"),
            ("approve approves approved approving", "approv"),
            ("expense expenses", "expens"),
            ("policy policies", "polici"),
            ("notification notifications", "notif"),
            ("reimburse reimbursement reimbursements", "reimburs"),
            ("news", "news"),
        ] {
            for form in forms.split(' ') {
                let expect = if expect == "notif" { "notif" } else { expect };
                assert!(
                    stemmed(form).starts_with(expect),
                    "{form} -> {}",
                    stemmed(form)
                );
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// The Snowball project's own stemmer is the reference.
        #[test]
        fn agrees_with_snowball(
            stem in "[a-z]{0,7}",
            suffix in "(s|es|ed|ing|ly|y|al|ation|ational|izer|ness|ful|fulness|ment|ement|ative|\
                       ability|ies|ied|eed|ible|ous|ously|ion|ll|e)?(ly|s|ed|ing)?",
        ) {
            let word = stem + &suffix;
            let reference = Stemmer::create(Algorithm::English);
            prop_assert_eq!(stemmed(&word), reference.stem(&word).into_owned(), "{}", word);
        }
    }
}
