// The guides that are parts of the page, inside or beside an element, or buttons at the window's edge. Downloaded with the
// first.
import css from "banso-fixtures-style";

import { PATIENCE } from "./press.js";
import { INLINE, faceOf } from "./scene.js";

/** How a part goes into its place, by the numbers of `Side`: at its end or start, before it or behind it. */
const PUT = ["append", "prepend", "before", "after"];

/** Begins; answers what has these parts stand, and no others. */
export function fixtures(page) {
  let fixtures = [];
  let changes;
  let late;
  page.dress(css);
  /** The host may have made the place of a part, or made it anew. */
  const settle = () => fixtures.forEach((one) => one.place());
  return (guides) => {
    const old = fixtures;
    fixtures = guides.map((guide) => {
      const face = faceOf(guide);
      const known = old.find((one) => one.face === face);
      if (known) return known;
      late?.();
      late = page.timer(PATIENCE, () => fixtures.forEach((one) => one.late()));
      return fixture(page, guide, face);
    });
    for (const one of old) if (!fixtures.includes(one)) one.end();
    if (!fixtures.some((one) => one.waits)) changes = changes?.();
    else changes ??= page.watch(settle);
    settle();
  };
}

/** A part, which stands as soon as `place` finds the place for it. */
function fixture(page, guide, face) {
  const { id, look, side, ways, drawing } = guide;
  const drawn = page.draw(drawing);
  const frame = look & INLINE ? document.createElement("banso-embed") : drawn.firstElementChild;
  const leave = look & INLINE && embed(page, frame, drawn);
  const waits = ways.length > 0;
  let news = true;
  let isLate;
  return {
    face,
    waits,
    place() {
      if (frame.isConnected) return;
      const at = waits ? page.find(ways, true) : page.room;
      if (!at) return;
      at[waits ? PUT[side] : "append"](frame);
      if (news) page.press(page.stands(id, 0));
      news = false;
    },
    /** Its place has not come in time: says so once, and waits on. */
    late() {
      if (!news || !waits || isLate) return;
      isLate = true;
      page.find(ways, true);
      page.giveUp(guide, page.reason());
    },
    end() {
      frame.remove();
      if (leave) leave();
    },
  };
}

/** Puts a drawing into a root of its own, dressed as ours is; answers what takes that away. */
function embed(page, frame, drawn) {
  const shell = document.createElement("div");
  frame.toggleAttribute("inline", drawn.firstChild.localName === "button");
  frame.attachShadow({ mode: "open" }).append(shell);
  shell.append(drawn);
  return page.adopt(shell);
}
