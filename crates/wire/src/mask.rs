//! Hides secrets that people type by mistake: numbers of payment cards, keys and tokens, passwords.
//!
//! The browser hides them before anything leaves, the collector once more before anything is stored.
//! What is hidden cannot be had back, so only what is very likely a secret is.

use alloc::string::String;
use alloc::vec::Vec;

/// What stands in a secret's place.
pub const HIDDEN: &str = "•••";

/// How keys and tokens of well-known services begin.
const PREFIXES: [&str; 20] = [
    "sk_",
    "rk_",
    "sk-",
    "ghp_",
    "gho_",
    "ghs_",
    "github_pat_",
    "glpat-",
    "xoxb-",
    "xoxp-",
    "xapp-",
    "AKIA",
    "ASIA",
    "AIza",
    "eyJ",
    "whsec_",
    "npm_",
    "SG.",
    "pk_",
    "ya29.",
];
/// The shortest key or token that begins so, in characters.
const PREFIXED: usize = 16;
/// The shortest run of letters and digits that looks drawn by lot, in characters.
const RANDOM: usize = 20;
/// What a secret follows, in lower case.
const NAMES: [&str; 10] = [
    "password",
    "passcode",
    "passwd",
    "pwd",
    "api key",
    "api_key",
    "secret",
    "token",
    "パスワード",
    "暗証番号",
];

/// The text with every secret in it replaced by [`HIDDEN`]; hiding twice changes nothing more.
///
/// ```
/// use banso_wire::mask::mask;
/// assert_eq!(mask("card 4242 4242 4242 4242, password: hunter2"), "card •••, password: •••");
/// assert_eq!(mask("パスワードはhunter2です"), "パスワードは•••です");
/// ```
pub fn mask(text: &str) -> String {
    let chars: Vec<char> = text.chars().map(narrow).collect();
    let mut hidden = alloc::vec![false; chars.len()];
    for at in 0..chars.len() {
        let rest = &chars[at..];
        let starts = at == 0 || !chars[at - 1].is_ascii_alphanumeric();
        let named = named(rest).unwrap_or_default();
        let here = if starts {
            card(rest).max(token(rest))
        } else {
            0
        };
        hidden[at..at + here].fill(true);
        hidden[at + named.0..at + named.1].fill(true);
    }
    let mut out = String::new();
    for (at, ch) in text.chars().enumerate() {
        match hidden[at] {
            false => out.push(ch),
            true if at == 0 || !hidden[at - 1] => out.push_str(HIDDEN),
            true => {}
        }
    }
    out
}

/// A full-width character as the ASCII one that it stands for.
fn narrow(ch: char) -> char {
    match ch {
        '\u{ff01}'..='\u{ff5e}' => char::from((ch as u32 - 0xfee0) as u8),
        '\u{3000}' => ' ',
        _ => ch,
    }
}

/// How many characters at the beginning are a payment card's number: groups of digits, 13 to 19 of
/// them, that pass Luhn's check.
fn card(rest: &[char]) -> usize {
    let (mut digits, mut length) = (Vec::new(), 0);
    for (at, ch) in rest.iter().enumerate() {
        let next = rest.get(at + 1).copied().unwrap_or(' ');
        match ch.to_digit(10) {
            Some(digit) => digits.push(digit),
            None if matches!(ch, ' ' | '-') && next.is_ascii_digit() => continue,
            None => break,
        }
        if digits.len() > 19 {
            break;
        }
        if digits.len() >= 13 && !next.is_ascii_digit() && luhn(&digits) {
            length = at + 1;
        }
    }
    // Every scheme of payment cards begins with one of these.
    if matches!(digits.first(), Some(2..=6)) {
        length
    } else {
        0
    }
}

fn luhn(digits: &[u32]) -> bool {
    let weigh = |(at, digit): (usize, &u32)| match at % 2 {
        0 => *digit,
        _ => digit * 2 / 10 + digit * 2 % 10,
    };
    digits.iter().rev().enumerate().map(weigh).sum::<u32>() % 10 == 0
}

/// How many characters at the beginning are a key or a token.
fn token(rest: &[char]) -> usize {
    let run = |more: &[char]| {
        let within = |ch: &&char| ch.is_ascii_alphanumeric() || more.contains(ch);
        rest.iter().take_while(within).count()
    };
    let known = run(&['_', '-', '.']);
    if known >= PREFIXED && PREFIXES.iter().any(|prefix| starts(rest, prefix)) {
        return known;
    }
    let plain = run(&[]);
    if plain >= RANDOM && is_random(&rest[..plain]) {
        plain
    } else {
        0
    }
}

/// Whether letters and digits, or their cases, change so often as only chance makes them.
fn is_random(run: &[char]) -> bool {
    let class = |ch: char| (ch.is_ascii_digit(), ch.is_ascii_uppercase());
    let turns = run.windows(2).filter(|two| class(two[0]) != class(two[1]));
    let digits = run.iter().filter(|ch| ch.is_ascii_digit()).count();
    turns.count() * 5 >= run.len() && (2..run.len() - 1).contains(&digits)
}

/// Where the secret stands that is named at the beginning, as in `password: hunter2`.
fn named(rest: &[char]) -> Option<(usize, usize)> {
    let name = NAMES.iter().find(|name| starts(rest, name))?;
    let skip = |at: usize| at + rest[at..].iter().take_while(|ch| **ch == ' ').count();
    let mut at = skip(name.chars().count());
    let said = match rest.get(at) {
        Some(':' | '=') => true,
        Some('は') => false,
        _ if starts(&rest[at..], "is ") => {
            at += 1;
            false
        }
        _ => return None,
    };
    let from = skip(at + 1);
    let value = &rest[from..];
    let ascii = value.first().filter(|ch| **ch != '•')?.is_ascii();
    let ends = |ch: &char| {
        ch.is_whitespace() || matches!(ch, '、' | '。') || (ascii && !ch.is_ascii_graphic())
    };
    let length = value.iter().take_while(|ch| !ends(ch)).count();
    let digits = value[..length].iter().any(char::is_ascii_digit);
    // "The password is wrong" tells no secret; a colon, or a digit in the word, means one.
    (length > 2 && (said || (ascii && digits))).then_some((from, from + length))
}

/// Whether the characters begin with a text; its ASCII letters in lower case stand for both.
fn starts(rest: &[char], with: &str) -> bool {
    let lower = !with.bytes().any(|byte| byte.is_ascii_uppercase());
    let same = |(at, wanted): (usize, char)| {
        let ch = rest.get(at).copied().unwrap_or('\0');
        ch == wanted || (lower && ch.to_ascii_lowercase() == wanted)
    };
    with.chars().enumerate().all(same)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn secrets_are_hidden() {
        for (text, expected) in [
            ("4242424242424242", "•••"),
            (
                "on 2026-11-22 4242-4242-4242-4242 was charged",
                "on 2026-11-22 ••• was charged",
            ),
            (
                "カード４２４２　４２４２　４２４２　４２４２です",
                "カード•••です",
            ),
            ("Amex 3782 822463 10005.", "Amex •••."),
            ("key sk_live_4eC39HqLyjWDarjtT1zdp7dc", "key •••"),
            ("AKIAIOSFODNN7EXAMPLE", "•••"),
            (
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmN",
                "•••",
            ),
            ("see d41d8cd98f00b204e9800998ecf8427e", "see •••"),
            (
                "Password = hunter2 does not work",
                "Password = ••• does not work",
            ),
            ("my password is hunter2", "my password is •••"),
            ("パスワード：ひみつ です", "パスワード：••• です"),
            ("暗証番号は1234です", "暗証番号は•••です"),
            ("API key: abcdef", "API key: •••"),
        ] {
            assert_eq!(mask(text), expected, "{text}");
        }
    }

    #[test]
    fn everything_else_stays() {
        for text in [
            "",
            "How do I reset my password?",
            "The password is wrong",
            "パスワードは変更できますか",
            "Order 1234567890123 has 4242424242424241 in it",
            "call +81 3-1234-5678 or 090-1234-5678",
            "0b6f5c1e-9a4e-4f0b-8d1f-1f2e3d4c5b6a",
            "https://seisan.example/expenses/exp-20261122?id=42",
            "Donaudampfschifffahrtsgesellschaft2026",
            "token",
            "secret:",
        ] {
            assert_eq!(mask(text), text);
        }
    }

    proptest! {
        #[test]
        fn hiding_twice_changes_nothing_more(text in "(password: |token=|[a-z ]{0,6}|[0-9]{12,20}|パスワードは|[A-Za-z0-9]{18,30}|\\PC{0,4}){0,6}") {
            let once = mask(&text);
            prop_assert_eq!(mask(&once), once);
        }
    }
}
