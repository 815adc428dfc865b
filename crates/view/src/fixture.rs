//! A guide that is a part of the page, inside or beside an element, or a button at the window's edge.

use banso_content::model::Side;
use banso_content::prose::look;
use banso_engine::view::{GuideView, Press};
use banso_ui::Env;
use banso_ui::dom::El;

use crate::anchor;

/// One fixture, standing or waiting for its place.
pub(crate) struct Fixture {
    guide: GuideView,
    frame: El,
    /// Whether it still has to say that it stands.
    news: bool,
}

impl Fixture {
    /// The fixture of a view, which stands as soon as there is a place for it.
    pub(crate) fn new(env: &Env, guide: &GuideView) -> Self {
        let drawing = env.platform.draw(guide.said.drawing.bytes());
        let inline = guide.said.look & look::INLINE > 0;
        let frame = if inline {
            env.platform.embed(&drawing)
        } else {
            drawing.find("*").unwrap_or(drawing)
        };
        Self {
            guide: guide.clone(),
            frame,
            news: true,
        }
    }

    /// Whether this is what it shows.
    pub(crate) fn is(&self, guide: &GuideView) -> bool {
        self.guide == *guide
    }

    /// Whether it looks for its place.
    pub(crate) fn waits(&self) -> bool {
        !self.guide.said.target.is_empty()
    }

    /// Takes its place, if it has none and there is one.
    pub(crate) fn place(&mut self, env: &Env) {
        if self.frame.is_connected() {
            return;
        }
        let said = &self.guide.said;
        if said.target.is_empty() {
            env.room.append(&self.frame);
        } else {
            let Some(target) = anchor::place(&env.platform, &said.target) else {
                return;
            };
            put(&target, &self.frame, said.side);
        }
        if core::mem::take(&mut self.news) {
            env.press(&Press::Shown {
                guide: self.guide.id.clone(),
                step: 0,
            });
        }
    }
}

/// Puts a part into the page: see [`look::INLINE`].
fn put(target: &El, frame: &El, side: Side) {
    match side {
        Side::Bottom => target.append(frame),
        Side::Top => target.prepend(frame),
        Side::Left => target.before(frame),
        Side::Right => target.after(frame),
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        self.frame.remove();
    }
}
