// The launcher, downloaded when there is something to open: the round button that opens help, with a ring for
// the progress of the checklist, and the note above it that help cannot be had, or that the checklist is complete.
import css from "banso-launcher-style";

import { CROSS, TICK, button, fill, icon, make } from "./elements.js";
import { BROKEN, BUSY, CLOSE, GONE, HELP, LAUNCHER, OPEN, RETRY, UNREAD, done, isComplete } from "./scene.js";

const QUESTION = "M7 7.5a3 3 0 1 1 4.2 2.7c-.8.4-1.2 1-1.2 1.8M10 15v.01";
const CHEVRON = "M5 8l5 5 5-5";

// What help is asked for as the page is loaded: the tags of the engine's `Ask`.
const [OPEN_ARTICLE, RESUME_HELP] = [3, 6];

/** Paints the launcher into the room of the page, and opens help where an address or the page before had it open. */
export function launcher(page) {
  begin(page);
  let said;
  let corner;
  page.dress(css);
  /**
   * Paints it anew if it says something new, and leaves the focus where it was; answers whether it did. `help`: how help
   * is; `note`: what to say beside it, empty for nothing.
   */
  return (view, help, note) => {
    const label = help === GONE ? "" : labelOf(view);
    const saying = [label, help, note].join();
    if (saying === said) return false;
    said = saying;
    const held = corner?.contains(page.shadow.activeElement);
    const open = help === OPEN;
    corner?.remove();
    page.shell.toggleAttribute("data-open", open);
    if (!label) return false;
    const name = { "data-banso": "launcher", "aria-expanded": `${open}`, "aria-label": label };
    const launch = button("launcher", "help", name, icon(open ? CHEVRON : QUESTION));
    const list = unfinished(view);
    const unread = unreadOf(view);
    launch.toggleAttribute("data-busy", help === BUSY);
    if (list) launch.append(ring(Math.floor((done(list).length * 100) / list.needed.length)));
    if (unread && !open) launch.append(make("span", { class: "badge", part: "badge" }, unread));
    corner = make("div", {}, launch);
    // Below the card of a guide, whichever comes first.
    page.room.prepend(corner);
    const text = make("p", {}, note);
    const cross = (act) => button("cross", act, { "aria-label": view.words[CLOSE] }, icon(CROSS));
    if (help === BROKEN) {
      const again = button("plain", "help", {}, view.words[RETRY]);
      corner.append(make("div", { class: "word", part: "note", role: "alert" }, text, again, cross("hush")));
    } else if (note) {
      const medal = make("span", { class: "medal" }, icon(TICK));
      corner.append(make("div", { class: "word cheer", part: "note" }, medal, text, cross("thanks")));
    }
    if (held) launch.focus();
    return true;
  };
}

/** Opens the article that the address asks for, or help as it was when the page was left, in this tab. */
function begin({ ask }) {
  const slug = new URLSearchParams(location.search).get("banso-article");
  if (slug) {
    const name = new TextEncoder().encode(slug.slice(0, 99));
    return ask(Uint8Array.of(OPEN_ARTICLE, name.length, ...name));
  }
  try {
    if (JSON.parse(sessionStorage["banso:help"]).open) ask(Uint8Array.of(RESUME_HELP));
  } catch {
    // It was never opened, or the browser refuses storage.
  }
}

/** What it is called: its title, the progress, and how much is new. Empty when there is nothing to open. */
function labelOf(view) {
  const { words, help, feed, links, checklist } = view;
  let label = help || feed[0] || links.length ? words[HELP] : (checklist?.title ?? "");
  const list = unfinished(view);
  const unread = unreadOf(view);
  if (label && list) label = fill(words[LAUNCHER], label, done(list).length, list.needed.length);
  if (label && unread) label = fill(words[UNREAD], label, unread);
  return label;
}

/** The checklist while something is left to do. */
const unfinished = ({ checklist }) => checklist && !isComplete(checklist) && checklist;

/** How many announcements nobody has seen: those with a day, which guides to start are without. */
const unreadOf = ({ feed }) => feed.filter(({ date, fate }) => date && !fate).length;

const ring = (percent) =>
  make(
    "svg",
    { class: "ring", viewBox: "0 0 56 56", "aria-hidden": "true" },
    ...[100, percent].map((share) =>
      make("circle", { cx: 28, cy: 28, r: 26.5, pathLength: 100, "stroke-dasharray": `${share} 100` }),
    ),
  );
