// The launcher, downloaded when there is something to open: the round button that opens help, with a ring for
// the progress of the checklist, and the note above it that help cannot be had, or that the checklist is complete.

// How help is, by the numbers of `HelpState` in crates/ui.
const [OPEN, BUSY, FAILED] = [0, 3, 4];

const CROSS = "M5 5l10 10M15 5L5 15";
const QUESTION = "M7 7.5a3 3 0 1 1 4.2 2.7c-.8.4-1.2 1-1.2 1.8M10 15v.01";
const TICK = "M5 10.5l3.5 3.5L15 7";
const CHEVRON = "M5 8l5 5 5-5";

/** Answers what paints the launcher into the room of the view's platform. */
export function launcher({ room, shadow, shell }) {
  let said;
  let corner;
  /**
   * Paints it anew if it says something new, and leaves the focus where it was; answers whether it did.
   * @param {string} label - What it is called; empty when there is nothing to open.
   * @param {number} help - How help is.
   * @param {number} percent - How far the checklist is; negative without one that is left to do.
   * @param {number} unread - How many announcements nobody has seen.
   * @param {string} note - What to say beside it; empty for nothing.
   * @param {string} retry - The words of the button that tries again.
   * @param {string} close - The words of the button that takes the note away.
   */
  return (label, help, percent, unread, note, retry, close) => {
    const saying = [label, help, note].join();
    if (saying === said) return false;
    said = saying;
    const held = corner?.contains(shadow.activeElement);
    const open = help === OPEN;
    corner?.remove();
    shell.toggleAttribute("data-open", open);
    if (!label) return false;
    const name = { part: "launcher", "data-banso": "launcher", "aria-expanded": open, "aria-label": label };
    const launch = button("launcher", "help", name, icon(open ? CHEVRON : QUESTION));
    launch.toggleAttribute("data-busy", help === BUSY);
    if (percent >= 0) launch.append(ring(percent));
    if (unread && !open) launch.append(make("span", { class: "badge", part: "badge" }, unread));
    corner = make("div", {}, launch);
    room.append(corner);
    const text = make("p", {}, note);
    const cross = (act) => button("cross", act, { part: "close", "aria-label": close }, icon(CROSS));
    if (help === FAILED) {
      const again = button("plain", "help", { part: "button" }, retry);
      corner.append(make("div", { class: "word", part: "note", role: "alert" }, text, again, cross("hush")));
    } else if (note) {
      const medal = make("span", { class: "medal" }, icon(TICK));
      corner.append(make("div", { class: "word cheer", part: "note" }, medal, text, cross("thanks")));
    }
    if (held) launch.focus();
    return true;
  };
}

const button = (kind, act, attributes, ...inside) =>
  make("button", { class: kind, type: "button", "data-act": act, ...attributes }, ...inside);

/** A line drawing on a 20 by 20 grid, in the colour of the text. */
const icon = (d) => make("svg", { viewBox: "0 0 20 20", "aria-hidden": true }, make("path", { d }));

const ring = (percent) =>
  make(
    "svg",
    { class: "ring", viewBox: "0 0 56 56", "aria-hidden": true },
    ...[100, percent].map((share) =>
      make("circle", { cx: 28, cy: 28, r: 26.5, pathLength: 100, "stroke-dasharray": `${share} 100` }),
    ),
  );

function make(tag, attributes, ...inside) {
  const is = /svg|path|circle/.test(tag) ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1999/xhtml";
  const made = document.createElementNS(is, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}
