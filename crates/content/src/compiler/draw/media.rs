//! Pictures, films and players of other sites.

use super::blocks::spans;
use super::element::{Element, button, el, icon, styled};
use crate::block::{Embed, Image, Inline, Track, Video};
use crate::compiler::words::Words;

const PLAY: &str = "M7 4.5v11l9-5.5z";

/// A picture, and the one that takes its place on dark pages.
pub(super) fn image(image: &Image) -> Element {
    let picture = |address: &str| {
        sized(el("img"), image.width, image.height)
            .set("src", address)
            .set("alt", &image.alt)
            .set("loading", "lazy")
    };
    let shown = if image.dark.is_empty() {
        vec![picture(&image.address)]
    } else {
        let light = picture(&image.address).set("class", "by-day");
        vec![light, picture(&image.dark).set("class", "by-night")]
    };
    captioned(el("figure").kids(shown), &image.caption)
}

/// A film. It never plays by itself, and nothing of it is downloaded before it plays.
pub(super) fn video(video: &Video) -> Element {
    let film = sized(el("video"), video.width, video.height)
        .set("src", &video.address)
        .set("poster", &video.poster)
        .set("aria-label", &video.title)
        .set("controls", "")
        .set("playsinline", "")
        .set("preload", "none");
    captioned(
        el("figure").kid(film.kids(video.tracks.iter().map(track))),
        &video.caption,
    )
}

fn track(track: &Track) -> Element {
    el("track")
        .set("kind", "captions")
        .set("src", &track.address)
        .set("srclang", &track.language)
        .set("label", &track.label)
}

/// A player of another site: a button until it is asked for, which `js/stage.js` puts the player in the
/// place of.
pub(super) fn embed(embed: &Embed, words: &Words) -> Element {
    let face = button("play", &[])
        .set("aria-label", &words.play.replacen('%', &embed.title, 1))
        .set("data-frame", &embed.address)
        .set("data-label", &embed.title);
    let poster = sized(el("img"), embed.width, embed.height)
        .set("alt", "")
        .set("loading", "lazy");
    let poster = if embed.poster.is_empty() {
        poster
    } else {
        poster.set("src", &embed.poster)
    };
    let sign = styled("span", "sign").kid(icon(PLAY));
    captioned(el("figure").kid(face.kid(poster).kid(sign)), &embed.caption)
}

fn sized(made: Element, width: u16, height: u16) -> Element {
    if width == 0 || height == 0 {
        return made;
    }
    made.set("width", &width.to_string())
        .set("height", &height.to_string())
}

fn captioned(figure: Element, caption: &[Inline]) -> Element {
    if caption.is_empty() {
        return figure;
    }
    figure.kid(spans(el("figcaption"), caption))
}
