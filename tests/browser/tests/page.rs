//! What the page tells: the facade's watches in a real page, with its own history, events and observers.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use banso_content::codec::decode;
use banso_content::rule::Zone;
use banso_engine::Input;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, HtmlElement, Window};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/tests/page.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn load(codec: &str, store: &str, page: &str, probes: &str) -> Result<(), JsValue>;
    fn watch(part: u32);
    #[wasm_bindgen(js_name = watchFact)]
    fn watch_fact(kind: u32);
    #[wasm_bindgen(js_name = unwatchFact)]
    fn unwatch_fact();
    #[wasm_bindgen(js_name = heedClicks)]
    fn heed_clicks(selectors: &str);
    #[wasm_bindgen(js_name = zoneThatShifts)]
    fn zone_that_shifts(at: f64, minutes: i32) -> Vec<u8>;
    #[wasm_bindgen(js_name = unwatchAll)]
    fn unwatch_all();
    #[wasm_bindgen(js_name = heard)]
    fn heard_as_js() -> JsValue;
}

const CLICKS: u32 = 0;
const ROUTE: u32 = 1;
const LANGUAGE: u32 = 2;
/// The number of the window among the kinds of probes.
const SIZE: u32 = 8;

async fn page() -> (Window, Document) {
    let sources = [
        include_str!("../../../js/codec.js"),
        include_str!("../../../js/store.js"),
        include_str!("../../../js/page.js"),
        include_str!("../../../js/probes.js"),
    ];
    load(sources[0], sources[1], sources[2], sources[3])
        .await
        .unwrap();
    let window = web_sys::window().unwrap();
    let document = window.document().unwrap();
    (window, document)
}

fn heard() -> Vec<String> {
    serde_wasm_bindgen::from_value(heard_as_js()).unwrap()
}

/// Lets the browser deliver what it has put off: observers' records and the navigation's events.
async fn settle() {
    let passed = Promise::new(&mut |resolve, _| {
        Timeout::new(0, move || drop(resolve.call0(&JsValue::NULL))).forget();
    });
    JsFuture::from(passed).await.unwrap();
}

/// Lets the browser make one frame.
async fn frame() {
    let passed = Promise::new(&mut |resolve, _| {
        let done = Closure::once_into_js(move || drop(resolve.call0(&JsValue::NULL)));
        let window = web_sys::window().unwrap();
        window
            .request_animation_frame(done.unchecked_ref())
            .unwrap();
    });
    JsFuture::from(passed).await.unwrap();
}

fn button(document: &Document) -> HtmlElement {
    let button = document.create_element("button").unwrap();
    button.set_class_name("pay");
    button
        .append_child(&document.create_element("i").unwrap())
        .unwrap();
    document.body().unwrap().append_child(&button).unwrap();
    button.dyn_into().unwrap()
}

#[wasm_bindgen_test]
async fn a_click_inside_a_feature_is_heard_even_when_the_host_stops_it() {
    let (_, document) = page().await;
    let button = button(&document);
    let stop = EventListener::new_with_options(
        &button,
        "click",
        EventListenerOptions::run_in_capture_phase(),
        web_sys::Event::stop_immediate_propagation,
    );
    heed_clicks(".cancel|.pay|main >>> .pay|:no-such-thing|body");
    watch(CLICKS);
    button
        .first_element_child()
        .unwrap()
        .unchecked_into::<HtmlElement>()
        .click();
    assert_eq!(heard(), ["CLICK 2,1,4"], "how many, then their positions");
    drop(stop);
    unwatch_all();
    button.click();
    assert_eq!(
        heard(),
        Vec::<String>::new(),
        "nothing is heard after the watch has ended"
    );
    button.remove();
}

#[wasm_bindgen_test]
async fn a_click_is_seen_through_open_shadow_roots() {
    let (_, document) = page().await;
    let outer = document.create_element("section").unwrap();
    outer.set_class_name("outer");
    document.body().unwrap().append_child(&outer).unwrap();
    let mode = web_sys::ShadowRootInit::new(web_sys::ShadowRootMode::Open);
    let shadow = outer.attach_shadow(&mode).unwrap();
    let inner = button(&document);
    shadow.append_child(&inner).unwrap();
    heed_clicks(".pay|.outer|.outer >>> .pay|.pay >>> .outer i");
    watch(CLICKS);
    inner.click();
    assert_eq!(heard(), ["CLICK 3,0,1,2"]);
    unwatch_all();
    outer.remove();
}

#[wasm_bindgen_test]
async fn a_click_in_a_frame_of_the_same_origin_is_seen_from_outside() {
    let (_, document) = page().await;
    let frame = || {
        let frame = document.create_element("iframe").unwrap();
        frame.set_class_name("frame");
        document.body().unwrap().append_child(&frame).unwrap();
        let frame: web_sys::HtmlIFrameElement = frame.unchecked_into();
        let inside = frame.content_document().unwrap();
        let inner = button(&document);
        inside.body().unwrap().append_child(&inner).unwrap();
        (frame, inner)
    };
    let (before, early) = frame();
    heed_clicks(".pay|.frame >>> .pay|main >>> .pay|.other");
    watch(CLICKS);
    let (after, late) = frame();
    early.click();
    assert_eq!(heard(), ["CLICK 2,0,1"]);
    late.click();
    assert_eq!(heard(), ["CLICK 2,0,1"]);
    unwatch_all();
    early.click();
    assert_eq!(heard(), Vec::<String>::new());
    before.remove();
    after.remove();
}

#[wasm_bindgen_test]
async fn a_new_size_of_the_window_is_told_once_a_frame() {
    let (window, _) = page().await;
    watch_fact(SIZE);
    let told = heard();
    assert_eq!(told.len(), 1, "the size now: {told:?}");
    let resize = || {
        for _ in 0..20 {
            window
                .dispatch_event(&web_sys::Event::new("resize").unwrap())
                .unwrap();
        }
    };
    resize();
    frame().await;
    let told = heard();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("SCREEN "), "{told:?}");
    resize();
    unwatch_fact();
    resize();
    frame().await;
    assert_eq!(heard(), Vec::<String>::new(), "nothing after the end");
}

#[wasm_bindgen_test]
async fn the_zone_is_told_with_the_moment_at_which_it_shifts() {
    page().await;
    let at = js_sys::Date::now().trunc() + 123.0 * 86_400_000.0 + 4_567.0;
    let told = decode(&zone_that_shifts(at, -330));
    let zone = Zone(vec![(0, -330), (at as u64, -270)]);
    assert_eq!(told, Some(Input::Zone(zone)));
    let told = decode(&zone_that_shifts(0.0, 480));
    assert_eq!(told, Some(Input::Zone(Zone(vec![(0, 540)]))));
}

#[wasm_bindgen_test]
async fn a_new_address_is_heard_without_patching_the_history() {
    let (window, _) = page().await;
    let history = window.history().unwrap();
    let before = js_sys::Reflect::get(&history, &"pushState".into()).unwrap();
    let here = window.location().pathname().unwrap();
    watch(ROUTE);
    let go = |address: &str| {
        history
            .push_state_with_url(&JsValue::NULL, "", Some(address))
            .unwrap();
    };
    go("/expenses/7?token=secret#top");
    settle().await;
    let routes = heard();
    assert_eq!(routes.len(), 1, "{routes:?}");
    assert!(
        routes[0].starts_with("ROUTE") && routes[0].contains("/expenses/7"),
        "{routes:?}"
    );
    assert!(
        routes[0].contains("?token=secret#top"),
        "page patterns may ask for them; the engine sends neither: {routes:?}"
    );
    go("/expenses/7?token=secret#top");
    settle().await;
    assert_eq!(heard(), Vec::<String>::new(), "the same address");
    go("/expenses/7?banso=tour");
    go("/expenses/7?banso=tour#top");
    settle().await;
    let asked: Vec<String> = heard();
    let asked: Vec<&String> = asked
        .iter()
        .filter(|told| told.starts_with("PERMALINK"))
        .collect();
    assert_eq!(
        asked,
        ["PERMALINK tour"],
        "once, though the fragment changed"
    );
    let after = js_sys::Reflect::get(&history, &"pushState".into()).unwrap();
    assert_eq!(before, after);
    unwatch_all();
    go(&here);
}

#[wasm_bindgen_test]
async fn the_language_of_the_page_is_followed() {
    let (_, document) = page().await;
    let root = document.document_element().unwrap();
    watch(LANGUAGE);
    root.set_attribute("lang", "ja-JP").unwrap();
    settle().await;
    assert_eq!(heard(), ["LOCALE ja-JP"]);
    unwatch_all();
    root.set_attribute("lang", "en").unwrap();
    settle().await;
    assert_eq!(heard(), Vec::<String>::new());
}
