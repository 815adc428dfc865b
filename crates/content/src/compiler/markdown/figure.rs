//! Pictures, films and players: an image on a line of its own, and what its attributes say.

use std::ops::Range;

use pulldown_cmark::CowStr;

use super::super::personal;
use super::attributes::{Attribute, Attributes, address_flaw, bad, read};
use super::hidden::VALUE;
use super::lacking::{
    alt_flaw, ending, film_flaw, no_alternative, player_flaw, title_flaw, track_flaw,
};
use super::plain::plain_line;
use super::{Reader, Spanned};
use crate::block::{Block, Embed, Image, Inline, Track, Video};

/// An image as Markdown has it.
pub(super) struct Source<'a> {
    pub address: CowStr<'a>,
    pub title: CowStr<'a>,
    pub at: Range<usize>,
}

/// What an image is read into.
struct Figure {
    at: usize,
    address: String,
    alt: String,
    caption: Vec<Inline>,
    given: Vec<Attribute>,
}

/// The endings of films that every browser plays.
const FILMS: [&str; 4] = ["mp4", "m4v", "webm", "ogv"];

impl<'a, E: Iterator<Item = Spanned<'a>>> Reader<'a, E> {
    /// Whether nothing stands behind an image on its line but its attributes.
    pub(super) fn is_alone(&self, image: &Range<usize>) -> bool {
        let rest = self.hidden.text[image.end..].split('\n').next();
        rest.is_none_or(|rest| rest.trim().is_empty())
    }

    /// An image on a line of its own.
    pub(super) fn figure(&mut self, source: Source<'a>) -> Block {
        let Source { address, title, at } = source;
        let alt = self.inlines();
        let mut address = address.into_string();
        if address.contains(VALUE) {
            address = "/".into();
            self.reading.flaws.push(personal::out_of_place(at.start));
        }
        if !alt.iter().all(is_plain) {
            self.reading.flaws.push(personal::out_of_place(at.start));
        }
        let given = self.hidden.attributes_behind(at.end);
        let given = given.map_or_else(Vec::new, |place| {
            let inner = place.start + 1..place.end - 1;
            read(&self.text[inner.clone()], inner.start)
        });
        let figure = Figure {
            at: at.start,
            address,
            alt: plain_line(&alt),
            caption: self.filled(&title, &at),
            given,
        };
        self.show(figure)
    }

    fn show(&mut self, figure: Figure) -> Block {
        let flaws = address_flaw(&figure.address, figure.at);
        self.reading.flaws.extend(flaws);
        if figure.given.iter().any(|one| one.name == "embed") {
            self.embed(figure)
        } else if FILMS.contains(&ending(&figure.address).as_str()) {
            self.video(figure)
        } else {
            self.image(figure)
        }
    }

    fn image(&mut self, figure: Figure) -> Block {
        let known = ["width", "height", "decorative", "dark"];
        let mut all = Attributes::new("an image", figure.at, figure.given, &known);
        let decorative = all.has("decorative");
        all.flaws
            .extend(alt_flaw(&figure.alt, decorative, figure.at));
        all.flaws.extend(film_flaw(&figure.address, figure.at));
        let (width, height) = all.size();
        let image = Image {
            address: figure.address,
            dark: all
                .address("dark")
                .map(|(_, dark)| dark)
                .unwrap_or_default(),
            alt: figure.alt,
            caption: figure.caption,
            width,
            height,
        };
        self.reading.flaws.append(&mut all.flaws);
        Block::Image(Box::new(image))
    }

    fn video(&mut self, figure: Figure) -> Block {
        let known = ["width", "height", "poster", "captions", "silent"];
        let mut all = Attributes::new("a video", figure.at, figure.given, &known);
        all.flaws
            .extend(title_flaw(&figure.alt, "a video", figure.at));
        let poster = all.address("poster").map(|(_, poster)| poster);
        if poster.is_none() {
            let message = "a video has no `poster`".into();
            let mend = "add the picture that is shown until it plays: `{poster=/img/cards.jpg}`";
            all.flaws.push(bad(figure.at, message, mend));
        }
        self.reading.media.push((figure.at, figure.address.clone()));
        let (width, height) = all.size();
        let video = Video {
            address: figure.address,
            title: figure.alt,
            poster: poster.unwrap_or_default(),
            tracks: tracks(&mut all),
            caption: figure.caption,
            width,
            height,
        };
        self.reading.flaws.append(&mut all.flaws);
        Block::Video(Box::new(video))
    }

    fn embed(&mut self, figure: Figure) -> Block {
        let known = ["width", "height", "poster", "embed"];
        let mut all = Attributes::new("an embedded player", figure.at, figure.given, &known);
        all.has("embed");
        all.flaws
            .extend(title_flaw(&figure.alt, "an embedded player", figure.at));
        all.flaws.extend(player_flaw(&figure.address, figure.at));
        self.reading.media.push((figure.at, figure.address.clone()));
        let (width, height) = all.size();
        let embed = Embed {
            address: figure.address,
            title: figure.alt,
            poster: all
                .address("poster")
                .map(|(_, poster)| poster)
                .unwrap_or_default(),
            caption: figure.caption,
            width,
            height,
        };
        self.reading.flaws.append(&mut all.flaws);
        Block::Embed(Box::new(embed))
    }

    /// An image where none can stand: said, and passed over.
    pub(super) fn misplaced_image(&mut self, at: Range<usize>) {
        let message = "an image stands within a line of text".into();
        let mend = "give it a line of its own, with nothing behind it but `{width=640 height=360}`";
        self.reading.flaws.push(bad(at.start, message, mend));
        self.skip();
    }
}

/// Whether an inline is the same for everybody.
fn is_plain(inline: &Inline) -> bool {
    match inline {
        Inline::Trait(_) => false,
        Inline::Strong(inner) | Inline::Emphasis(inner) => inner.iter().all(is_plain),
        Inline::Link(link) => link.text.iter().all(is_plain),
        Inline::Text(_) | Inline::Code(_) | Inline::Break => true,
    }
}

/// The captions of a film: `captions="en English /media/cards.en.vtt"`.
fn tracks(all: &mut Attributes) -> Vec<Track> {
    let (mut tracks, mut flaws) = (Vec::new(), Vec::new());
    for one in all.all("captions") {
        let Some(track) = track(&one.value) else {
            let message = format!("`{}` names no captions", one.value);
            let mend = "write the language, the label and the address of a WebVTT file: `captions=\"en English /media/cards.en.vtt\"`";
            flaws.push(bad(one.at, message, mend));
            continue;
        };
        flaws.extend(track_flaw(&track.address, one.at));
        tracks.push(track);
    }
    all.flaws.append(&mut flaws);
    let silent = all.has("silent");
    if all.get("captions").is_none() && !silent {
        let message = "a video has no captions".into();
        let mend = "add `captions=\"en English /media/cards.en.vtt\"`, or `silent` if nothing is heard in it";
        all.flaws.push(no_alternative(all.at, message, mend));
    }
    tracks
}

/// Language, label and address.
fn track(text: &str) -> Option<Track> {
    let (language, rest) = text.trim().split_once(' ')?;
    let (label, address) = rest.trim().rsplit_once(' ')?;
    let tag = super::super::check::is_language_tag(language);
    (tag && !label.trim().is_empty()).then(|| Track {
        address: address.into(),
        language: language.into(),
        label: label.trim().into(),
    })
}
