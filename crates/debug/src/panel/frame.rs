//! The frame of the panel: its head, its tabs, the room of the present tab.

use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, ShadowRoot};

use crate::dom::{El, button, el};
use crate::door::Door;
use crate::state::Tab;
use crate::tabs::Moment;
use crate::words;

/// Gives the shadow root its styles: a sheet made by script, which a strict policy allows.
pub(super) fn dress(shadow: &ShadowRoot) {
    if let Ok(sheet) = CssStyleSheet::new()
        && sheet
            .replace_sync(include_str!("../style/panel.css"))
            .is_ok()
    {
        let sheets = js_sys::Array::of1(&sheet);
        shadow.set_adopted_style_sheets(&JsValue::from(sheets));
    }
}

/// The whole panel.
pub(super) fn panel(moment: &Moment<'_>, door: &Door) -> El {
    let title = moment
        .language
        .pick("Banso debug panel", "Banso デバッグパネル");
    let panel = el("section", "panel")
        .with("lang", moment.language.pick("en", "ja"))
        .with("aria-label", title)
        .flag("data-folded", moment.state.folded)
        .flag("data-left", moment.state.left)
        .kid(grip(moment))
        .kid(head(moment, door));
    let panel = if moment.state.folded {
        panel
    } else {
        let name = moment.state.tab.name();
        let room = el("div", "room")
            .key(name)
            .with("role", "tabpanel")
            .with("id", "room")
            .with("tabindex", "0")
            .with("aria-labelledby", format!("tab-{name}"))
            .kids(moment.tab());
        panel.kid(tabs(moment)).kids(past(moment)).kid(room)
    };
    el("div", "")
        .kid(panel)
        .kid(el("div", "framed").with("hidden", "").key("frame"))
}

fn grip(moment: &Moment<'_>) -> El {
    el("div", "grip")
        .with("role", "separator")
        .with("tabindex", "0")
        .with("aria-orientation", "vertical")
        .with(
            "aria-label",
            moment.language.pick("Width of the panel", "パネルの幅"),
        )
        .with("aria-valuenow", moment.state.width.to_string())
        .with("aria-valuemin", crate::state::NARROWEST.to_string())
        .with("aria-valuemax", crate::state::WIDEST.to_string())
}

fn head(moment: &Moment<'_>, door: &Door) -> El {
    let pick = |en, ja| moment.language.pick(en, ja);
    let bundle = moment.engine.bundle();
    let version = match bundle.version.get(..8) {
        Some(short) => short.to_owned(),
        None if bundle.version.is_empty() => pick("no content", "コンテンツなし").to_owned(),
        None => bundle.version.clone(),
    };
    let size = format!("{:.1} KB", door.size() / 1_000.0);
    let facts = [
        (pick("Content", "コンテンツ"), version),
        (pick("Size", "サイズ"), size),
        (pick("Environment", "環境"), door.environment()),
        (pick("Key", "キー"), door.write_key()),
    ];
    let facts = facts
        .into_iter()
        .filter(|fact| !fact.1.is_empty())
        .map(|(name, value)| {
            el("span", "fact")
                .kid(el("span", "dim").say(name))
                .say(" ")
                .kid(el("code", "").say(value))
        });
    let fold = if moment.state.folded {
        pick("Unfold", "開く")
    } else {
        pick("Fold", "たたむ")
    };
    let side = if moment.state.left {
        pick("Dock right", "右に移す")
    } else {
        pick("Dock left", "左に移す")
    };
    el("header", "")
        .kid(
            el("div", "title")
                .kid(el("h2", "").say("Banso"))
                .kid(button("icon side", "side", "").say(side))
                .kid(
                    button("icon", "fold", "")
                        .with("aria-expanded", (!moment.state.folded).to_string())
                        .say(fold),
                )
                .kid(button("icon", "close", "").say(pick("Close", "閉じる"))),
        )
        .kid(el("p", "facts").kids(facts))
}

fn tabs(moment: &Moment<'_>) -> El {
    let list = el("div", "tabs")
        .with("role", "tablist")
        .with("aria-label", moment.language.pick("Views", "表示"));
    list.kids(Tab::ALL.map(|(tab, name)| {
        let chosen = moment.state.tab == tab;
        button("tab", "tab", name)
            .with("role", "tab")
            .with("id", format!("tab-{name}"))
            .with("aria-selected", chosen.to_string())
            .with("aria-controls", "room")
            .with("tabindex", if chosen { "0" } else { "-1" })
            .say(words::tab(tab, moment.language))
    }))
}

/// Says on every tab that it shows an earlier moment.
fn past(moment: &Moment<'_>) -> Option<El> {
    moment.state.moment?;
    let hour = moment.hour(moment.now);
    let text = moment
        .language
        .pick(format!("Earlier: {hour}"), format!("過去: {hour}"));
    let now = moment.language.pick("Back to now", "現在に戻る");
    Some(
        el("div", "past")
            .kid(el("span", "").say(text))
            .kid(button("plain", "step", "live").say(now)),
    )
}
