//! The shell: the engine of a page as a WebAssembly module. Bytes go in and bytes come out: an
//! [`Input`] as `js/codec.js` writes it, and what to do about it as `js/host.js` reads it.
//!
//! Everything platform-specific is in `js/`: what takes several calls of the platform is said there in
//! fewer bytes than a module and its glue. The module imports nothing, so nothing can call back into
//! the engine while it is at work.
//!
//! `no_std` with the feature `module`; without it the crate links std, which tests bring along.
#![cfg(target_arch = "wasm32")]
#![cfg_attr(feature = "module", no_std)]

extern crate alloc;
#[cfg(feature = "module")]
extern crate banso_help as _;
#[cfg(feature = "module")]
extern crate banso_runtime as _;

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};

use banso_content::bundle::Bundle;
use banso_content::codec::{self, Encode};
use banso_engine::place::{self, Align, Rect, Size, Wish};
use banso_engine::{Engine, Input};
use spin::Mutex;
use wasm_bindgen::prelude::*;

/// The engine of this page, from [`start`] on. A module of its own for each page: one is enough, and it
/// goes with the page.
static ENGINE: Mutex<Option<Engine>> = Mutex::new(None);

/// Whether the content has anything to show. Before, there is nothing to ask of it, and the code that does may not be here.
static SHOWS: AtomicBool = AtomicBool::new(false);

/// The tags of what is asked of something that is shown.
const SHOW: u8 = 5;
const PRESS: u8 = 8;
const LAUNCH: u8 = 22;
/// The tag behind the effects: when to feed a tick, in UTC ms; 0 for never.
const WAKE: u8 = 12;

/// Starts: remembers the last visit. `seed` is random; `memory` is what the engine remembers of the last
/// visit, empty on the first; `now` is UTC ms, here and below.
#[wasm_bindgen]
pub fn start(seed: u64, memory: &[u8], now: f64) {
    codec::discard(
        ENGINE
            .lock()
            .replace(Engine::new(Some(memory), seed, now as u64)),
    );
}

/// Takes in what happened, the bytes of an [`Input`], and says what to do.
#[wasm_bindgen]
pub fn feed(input: &[u8], now: f64) -> Vec<u8> {
    let asks = matches!(input.first(), Some(&(SHOW | PRESS | LAUNCH)));
    let input = if asks && !SHOWS.load(Relaxed) {
        Some(Input::Tick)
    } else {
        codec::decode(input)
    };
    input.map_or_else(Vec::new, |input| handle(input, now))
}

/// Takes in the content, and says what to do; nothing when the bytes are foreign or damaged. `showing`: what can show it
/// is linked to this module, else it is taken without what it shows.
#[wasm_bindgen]
pub fn content(bytes: &[u8], showing: bool, now: f64) -> Vec<u8> {
    Bundle::open_for(bytes, showing).map_or_else(
        |_| Vec::new(),
        |bundle| {
            SHOWS.store(bundle.shows(), Relaxed);
            handle(Input::Bundle(Box::new(bundle)), now)
        },
    )
}

/// The engine's whole state, for the debug panel: [`Engine::restore`] goes on from it.
#[wasm_bindgen]
pub fn snapshot() -> Vec<u8> {
    ENGINE
        .lock()
        .as_ref()
        .map_or_else(Vec::new, Engine::snapshot)
}

/// The id of this browser, in UTF-8.
#[wasm_bindgen]
pub fn anonymous_id() -> Vec<u8> {
    let engine = ENGINE.lock();
    engine
        .as_ref()
        .map_or_else(Vec::new, |engine| engine.anonymous_id().into())
}

/// Where a card of this size stands beside a target in a viewport, in CSS pixels, on this side if there is room, by its
/// number. The bytes of four 32-bit floats: left edge, top edge, the number of the side, and the middle of the arrow
/// along it, which is no number where the card has to lie over its target. For a page that shows something.
#[wasm_bindgen]
#[expect(
    clippy::too_many_arguments,
    reason = "numbers cross the boundary as they are"
)]
pub fn place(
    x: f32,
    y: f32,
    width: f32,
    height: f32,
    card_width: f32,
    card_height: f32,
    viewport_width: f32,
    viewport_height: f32,
    side: u8,
) -> Vec<u8> {
    let size = |width, height| Size { width, height };
    let wish = Wish {
        side: codec::decode(&[side]).unwrap_or_default(),
        align: Align::Center,
        offset: 12.0,
        padding: 8.0,
        inset: 20.0,
    };
    let placed = place::place(
        Rect {
            x,
            y,
            width,
            height,
        },
        size(card_width, card_height),
        size(viewport_width, viewport_height),
        wish,
    );
    let (side, arrow) = (placed.side as u8, placed.arrow.unwrap_or(f32::NAN));
    let mut out = Vec::new();
    for value in [placed.x, placed.y, side.into(), arrow] {
        out.extend_from_slice(&value.to_le_bytes());
    }
    out
}

fn handle(input: Input, now: f64) -> Vec<u8> {
    let mut out = Vec::new();
    if let Some(engine) = ENGINE.lock().as_mut() {
        engine.handle(input, now as u64);
        out = engine.take_effects();
        out.push(WAKE);
        engine.deadline().unwrap_or(0).encode(&mut out);
    }
    out
}
