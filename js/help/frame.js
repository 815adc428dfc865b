// The frame of the panel: its head, the search field, and the room for a screen.
import { CROSS, button, icon, make } from "../elements.js";
import { opens } from "../scene.js";
import { BACK, CLOSE, HELP, SEARCH } from "./words.js";

const ARROW = "M12 5l-5 5 5 5";
const LENS = "M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM13 13l4 4";

/** What help is called: by our own word or the content's, or after the checklist when that is all. */
export const titleOf = ({ words, help, feed, links, checklist }) =>
  help || feed[0] || links.length ? words[HELP] : checklist.title;

/** Opens the panel with this in the search field. */
export function makeFrame(page, view, query) {
  const { words } = view;
  const hint = words[SEARCH];
  const title = make("h2", { part: "title", id: "help-title", tabindex: -1 }, titleOf(view));
  const field = make("input", {
    part: "search", type: "search", enterkeyhint: "search", autocomplete: "off", placeholder: hint, "aria-label": hint,
  });
  const body = make("div", { class: "body", part: "body" });
  const panel = make(
    "section",
    { class: "panel", part: "panel", role: "dialog", "aria-labelledby": "help-title" },
    make(
      "div",
      { class: "top" },
      button("cross up", "up", { part: "close", "aria-label": words[BACK] }, icon(ARROW)),
      title,
      button("cross", "close", { "aria-label": words[CLOSE] }, icon(CROSS)),
    ),
    make("div", { class: "find", role: "search", "aria-label": hint }, icon(LENS), field),
    body,
  );
  page.settle();
  field.value = query;
  page.room.append(panel);
  const active = () => page.shadow.activeElement;
  const hasFocus = () => panel.contains(active());
  return {
    field,
    body,
    hasFocus,
    typing: () => active() === field,
    /** Empties the room for another screen. `up`: there is a way back; `search`: the field is of use here. */
    turn(up, search) {
      body.replaceChildren();
      body.scrollTop = 0;
      panel.toggleAttribute("data-up", up);
      panel.toggleAttribute("data-search", search);
    },
    /** Puts the focus where people would go on: into the field, unless that would raise a keyboard. */
    enter: (search) => (search && !page.media("(pointer: coarse)") ? field : title).focus(),
    /** Keeps a focus that was inside, when what had it is gone. */
    hold: (held) => held && !hasFocus() && title.focus(),
    /** Focuses the first match on the screen of the first selector that has one. */
    focus: (...selectors) => selectors.map((one) => body.querySelector(one)).find(Boolean)?.focus(),
    /** Moves the focus by one among the field and the rows below it; whether it was there. */
    step(by) {
      const stops = [field, ...body.querySelectorAll(".row")];
      const at = stops.indexOf(active());
      stops[at + by]?.focus();
      return at >= 0;
    },
    end: () => panel.remove(),
  };
}
