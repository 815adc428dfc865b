//! A guide that is a part of the page, inside or beside an element, or a button at the window's edge.

use banso_content::model::Side;
use banso_content::prose::look;
use banso_engine::view::{GuideView, Press};
use banso_ui::Env;
use banso_ui::dom::El;

use crate::anchor::{self, Ways};

/// One fixture, standing or waiting for its place.
pub(crate) struct Fixture {
    guide: GuideView,
    ways: Ways,
    frame: El,
    /// Whether it still has to say that it stands.
    news: bool,
    /// Whether it has said that its place is not there.
    is_late: bool,
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
            ways: Ways::new(&guide.said.target),
            frame,
            news: true,
            is_late: false,
        }
    }

    /// Whether this is what it shows.
    pub(crate) fn is(&self, guide: &GuideView) -> bool {
        self.guide == *guide
    }

    /// Whether it looks for its place.
    pub(crate) fn waits(&self) -> bool {
        !self.ways.is_empty()
    }

    /// Its place has not come in time: says so once, and waits on.
    pub(crate) fn late(&mut self, env: &Env) {
        if self.news && self.waits() && !core::mem::replace(&mut self.is_late, true) {
            let _ = self.ways.place(env);
            let why = anchor::why(env);
            self.ways.give_up(env, &self.guide.id, 0, why);
        }
    }

    /// Takes its place, if it has none and there is one.
    pub(crate) fn place(&mut self, env: &Env) {
        if self.frame.is_connected() {
            return;
        }
        if self.waits() {
            let Some(target) = self.ways.place(env) else {
                return;
            };
            put(&target, &self.frame, self.guide.said.side);
        } else {
            env.room.append(&self.frame);
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
