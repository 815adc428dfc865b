//! The engine, fed with inputs, memories and content that nobody wrote.

use banso_content::bundle::Bundle;
use banso_engine::view::View;
use banso_engine::{Effect, Engine, Input};
use banso_wire::time::Millis;

use crate::{decoded, seeds};

/// When cases begin; UTC ms.
const NOW: Millis = 1_795_000_000_000;
/// The last moment of the year 9999: no clock says more; UTC ms.
const LATEST: Millis = 253_402_300_799_999;
/// One input makes no more effects than this: work is bounded.
const MOST_EFFECTS: usize = 20_000;

/// Content, a state, and inputs. Each is a part behind two bytes of its length: the content, empty
/// for that of the seeds; the engine's state, empty for none; then inputs, each behind a byte of how
/// the clock goes on.
pub fn engine(bytes: &[u8]) {
    let mut rest = bytes;
    let Some(content) = part(&mut rest) else {
        return;
    };
    let bundle = match content {
        [] => Some(seeds::content()),
        bytes => decoded::<Bundle>(bytes),
    };
    let (Some(bundle), Some(state)) = (bundle, part(&mut rest)) else {
        return;
    };
    let restored = Engine::restore(state, bundle.clone(), NOW);
    let mut engine = restored.unwrap_or_else(|| Engine::new(Some(state), 7, NOW));
    take(&mut engine, Input::Bundle(Box::new(bundle)), NOW);
    inputs(&mut engine, rest);
}

/// What one browser remembers, and a visit after it.
pub fn memory(bytes: &[u8]) {
    let mut engine = Engine::new(Some(bytes), 7, NOW);
    take(&mut engine, Input::Bundle(Box::new(seeds::content())), NOW);
    let later = seeds::visit();
    inputs(&mut engine, &later);
    take(&mut engine, Input::Remembered(bytes.to_vec()), NOW);
    inputs(&mut engine, &later);
}

/// A part behind two bytes of its length, as far as there are bytes.
fn part<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, tail) = rest.split_first_chunk()?;
    let length = usize::from(u16::from_le_bytes(*length)).min(tail.len());
    let (part, tail) = tail.split_at(length);
    *rest = tail;
    Some(part)
}

fn inputs(engine: &mut Engine, mut rest: &[u8]) {
    let mut now = NOW;
    while let Some((clock, tail)) = rest.split_first() {
        rest = tail;
        now = moved(now, *clock, engine.deadline());
        let Some(input) = part(&mut rest) else { return };
        take(engine, decoded(input).unwrap_or(Input::Tick), now);
    }
}

/// The clock goes on by a power of two, back by one, or to the deadline.
fn moved(now: Millis, how: u8, deadline: Option<Millis>) -> Millis {
    let by = 1u64 << (how & 0x3f).min(40);
    match how >> 6 {
        0 | 1 => (now + by).min(LATEST),
        2 => now.saturating_sub(by),
        _ => deadline.unwrap_or(now).clamp(now, LATEST),
    }
}

fn take(engine: &mut Engine, input: Input, now: Millis) {
    engine.handle(input, now);
    let mut effects = 0;
    while let Some(effect) = engine.poll() {
        effects += 1;
        assert!(effects < MOST_EFFECTS, "one input makes endless effects");
        if let Effect::Paint(bytes) = effect {
            // What is said is passed on unread: it is as sound as the content.
            assert!(
                decoded::<View>(&bytes).is_some() || *engine.bundle() != seeds::content(),
                "a view of sound content that cannot be read"
            );
        }
    }
    // Asking is as safe as telling.
    std::hint::black_box((engine.deadline(), engine.snapshot().len()));
}
