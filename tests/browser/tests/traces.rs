//! The engine decides the same in a browser, of 32 bits, as natively: recorded visits end in the
//! digests that were recorded. The native twin is `traces` in the engine's test `reference`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use banso_content::bundle::Bundle;
use banso_engine::recording::Recording;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

macro_rules! recorded {
    ($($at:literal)*) => {[$((
        include_bytes!(concat!("../../traces/", $at, ".bundle")).as_slice(),
        include_bytes!(concat!("../../traces/", $at, ".recording")).as_slice(),
    )),*]};
}

#[wasm_bindgen_test]
fn recorded_visits_have_their_digests() {
    for (bundle, recording) in recorded!("0" "1" "2" "3" "4" "5") {
        let recording = Recording::open(recording).unwrap();
        let replayed = recording.replay(Bundle::open(bundle).unwrap()).unwrap();
        assert!(replayed.steps > 20);
    }
}
