//! The attributes behind an image: `{width=640 height=360 poster="/img/a b.png"}`.

use super::super::diagnostic::Code;
use super::super::hint::hint;
use super::Flaw;

/// An attribute as it was written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    /// The byte offset in the text.
    pub at: usize,
    /// Its name.
    pub name: String,
    /// Its value; empty for a word that stands alone.
    pub value: String,
}

/// Reads what stands between the braces, which is at this byte offset.
pub(super) fn read(text: &str, start: usize) -> Vec<Attribute> {
    let mut out = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let at = start + text.len() - rest.len();
        let end = rest.find(|char: char| char == '=' || char.is_whitespace());
        let (name, behind) = rest.split_at(end.unwrap_or(rest.len()));
        let (value, behind) = behind.strip_prefix('=').map_or(("", behind), value);
        out.push(Attribute {
            at,
            name: name.into(),
            value: value.into(),
        });
        rest = behind.trim_start();
    }
    out
}

/// A value, in quotes or up to the next space, and what is behind it.
fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        let quoted = text.strip_prefix(quote);
        if let Some(found) = quoted.and_then(|rest| rest.split_once(quote)) {
            return found;
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    text.split_at(end)
}

/// The attributes of something, to be taken one by one.
pub(super) struct Attributes {
    /// What has them, as in "an image".
    pub what: &'static str,
    /// Where it stands.
    pub at: usize,
    given: Vec<Attribute>,
    /// What is wrong with those taken so far.
    pub flaws: Vec<Flaw>,
}

impl Attributes {
    /// The attributes of something, `known` being all that it may have.
    pub(super) fn new(
        what: &'static str,
        at: usize,
        given: Vec<Attribute>,
        known: &[&str],
    ) -> Self {
        let mut all = Self {
            what,
            at,
            given,
            flaws: Vec::new(),
        };
        let mut seen: Vec<&str> = Vec::new();
        for one in &all.given {
            let name = one.name.as_str();
            if !known.contains(&name) {
                let message = format!("{what} has no `{name}`");
                let mend = hint(name, known.iter().copied(), "leave it out");
                all.flaws.push(bad(one.at, message, &mend));
            } else if seen.contains(&name) && name != "captions" {
                let message = format!("`{name}` is given twice");
                all.flaws.push(bad(one.at, message, "keep one of the two"));
            }
            seen.push(name);
        }
        all
    }

    /// The first of this name.
    pub(super) fn get(&self, name: &str) -> Option<&Attribute> {
        self.all(name).next()
    }

    /// All of this name.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &Attribute> {
        self.given.iter().filter(move |one| one.name == name)
    }

    /// Whether a word stands among them.
    pub(super) fn has(&mut self, word: &str) -> bool {
        let found = self.get(word).map(|one| (one.at, one.value.is_empty()));
        if let Some((at, false)) = found {
            let message = format!("`{word}` is a word by itself");
            self.flaws
                .push(bad(at, message, "leave out what is behind it"));
        }
        found.is_some()
    }

    /// The width and the height in CSS pixels, which are needed.
    pub(super) fn size(&mut self) -> (u16, u16) {
        let missing = ["width", "height"].into_iter();
        let mut missing = missing.filter(|name| self.get(name).is_none());
        if let Some(name) = missing.next() {
            let message = format!("{} has no `{name}`: the text would jump", self.what);
            let mend =
                "add its size in CSS pixels behind it, on the same line: `{width=640 height=360}`";
            self.flaws.push(bad(self.at, message, mend));
        }
        (self.pixels("width"), self.pixels("height"))
    }

    fn pixels(&mut self, name: &str) -> u16 {
        let Some(one) = self.get(name) else {
            return 0;
        };
        let (at, length) = (one.at, one.value.parse().ok());
        let length = length.filter(|length| (1..=MOST).contains(length));
        if length.is_none() {
            let message = format!("`{name}` cannot be `{}`", one.value);
            let mend = format!("use a whole number of CSS pixels from 1 to {MOST}");
            self.flaws.push(bad(at, message, &mend));
        }
        length.unwrap_or_default()
    }

    /// An address, if there is one.
    pub(super) fn address(&mut self, name: &str) -> Option<(usize, String)> {
        let one = self.get(name)?;
        let (at, address) = (one.at, one.value.clone());
        self.flaws.extend(address_flaw(&address, at));
        Some((at, address))
    }
}

/// The largest width or height of a picture.
const MOST: u16 = 8192;

/// What is wrong with the address of a picture, a film or a player.
pub(super) fn address_flaw(address: &str, at: usize) -> Option<Flaw> {
    let strange =
        |char: char| char.is_whitespace() || char.is_control() || "\\{}\"<>`".contains(char);
    let path = address.starts_with('/') && !address.starts_with("//");
    let host = origin(address).is_some_and(|origin| {
        let host = &origin["https://".len()..];
        !host.is_empty() && !host.contains('@')
    });
    if (path || host) && !address.contains(strange) {
        return None;
    }
    let (message, mend) = if address.contains(':') || address.starts_with("//") || path || host {
        (
            format!("nothing can be shown from `{address}`"),
            "use an `https:` address or a path of the application such as `/img/cards.png`, spaces as `%20`",
        )
    } else {
        (
            format!("`{address}` is a file beside the content, and those are not served"),
            "put it among the files of the application and write its path, such as `/img/cards.png`, or an `https:` address",
        )
    };
    Some(bad(at, message, mend))
}

/// The origin of an `https:` address, in lower case: `https://cdn.example.com`.
pub(in super::super) fn origin(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    Some(format!("https://{}", host.to_ascii_lowercase()))
}

/// The flaw of a picture, a film or a player that cannot be shown.
pub(super) fn bad(at: usize, message: String, mend: &str) -> Flaw {
    Flaw {
        at,
        code: Code::BadMedia,
        message,
        mend: mend.into(),
    }
}
