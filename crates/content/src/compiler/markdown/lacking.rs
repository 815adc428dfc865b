//! What pictures, films and players lack, and addresses that show nothing.

use super::attributes::{address_flaw, bad};
use super::{Code, Flaw};

/// The endings of films that some browsers do not play.
const FOREIGN_FILMS: [&str; 5] = ["mov", "avi", "mkv", "m3u8", "mpd"];

/// The ending of the file that an address names, in lower case.
pub(super) fn ending(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.to_ascii_lowercase()
}

pub(super) fn no_alternative(at: usize, message: String, mend: &str) -> Flaw {
    Flaw {
        code: Code::NoAlternative,
        ..bad(at, message, mend)
    }
}

pub(super) fn alt_flaw(alt: &str, decorative: bool, at: usize) -> Option<Flaw> {
    match (alt.is_empty(), decorative) {
        (true, false) => {
            let message = "an image has no words for those who cannot see it".into();
            let mend = "say what it shows: `![The list of cards](...)`; add `{decorative}` if it says nothing";
            Some(no_alternative(at, message, mend))
        }
        (false, true) => {
            let message = "an image decorates, and has words that say what it shows".into();
            let flaw = bad(at, message, "keep the words, or `decorative`");
            Some(Flaw {
                code: Code::Contradiction,
                ..flaw
            })
        }
        _ => None,
    }
}

pub(super) fn title_flaw(alt: &str, what: &str, at: usize) -> Option<Flaw> {
    alt.is_empty().then(|| {
        let message = format!("{what} has no words that say what it shows");
        no_alternative(at, message, "say it: `![How a receipt is scanned](...)`")
    })
}

/// A film that some browsers do not play.
pub(super) fn film_flaw(address: &str, at: usize) -> Option<Flaw> {
    let ending = ending(address);
    FOREIGN_FILMS.contains(&ending.as_str()).then(|| {
        let message = format!("not every browser plays `.{ending}`");
        bad(
            at,
            message,
            "make it an `.mp4` or a `.webm`; a player of another site is embedded with `{embed}`",
        )
    })
}

/// The page of a film where its player is meant: it lets itself be embedded nowhere.
pub(super) fn player_flaw(address: &str, at: usize) -> Option<Flaw> {
    let rest = address.strip_prefix("https://")?;
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let youtube = rest
        .strip_prefix("youtube.com/watch?v=")
        .or_else(|| rest.strip_prefix("youtu.be/"));
    let vimeo = rest.strip_prefix("vimeo.com/");
    let player = match (youtube, vimeo) {
        (Some(id), _) => format!("https://www.youtube-nocookie.com/embed/{}", word(id)),
        (_, Some(id)) => format!("https://player.vimeo.com/video/{}", word(id)),
        _ => return None,
    };
    let message = format!("`{address}` is a page, not a player: it cannot be embedded");
    Some(bad(at, message, &format!("write `{player}`")))
}

/// The start of a text up to the first character that is not part of an id.
fn word(text: &str) -> &str {
    let end = text.find(|char: char| !char.is_ascii_alphanumeric() && !"-_".contains(char));
    &text[..end.unwrap_or(text.len())]
}

/// Captions of another origin are read by browsers only if both it and the film allow it.
pub(super) fn track_flaw(address: &str, at: usize) -> Option<Flaw> {
    if !address.starts_with("https:") {
        return address_flaw(address, at);
    }
    let message =
        format!("`{address}` is on another origin, and browsers do not read captions there");
    let mend = "put it among the files of the application and write its path, such as `/media/cards.en.vtt`";
    Some(bad(at, message, mend))
}
