// A guide that is a part of the page, inside or beside an element, or a button at the window's edge.
import { WHY } from "./anchors.js";
import { giveUp, stands } from "./press.js";
import { INLINE } from "./scene.js";

/** How a part goes into its place, by the numbers of `Side`: at its end or start, before it or behind it. */
const PUT = ["append", "prepend", "before", "after"];

/** A part, which stands as soon as `place` finds the place for it. */
export function fixture(page, guide, face) {
  const { id, look, side, ways, drawing } = guide;
  const drawn = page.draw(drawing);
  const frame = look & INLINE ? page.embed(drawn) : drawn.firstElementChild;
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
      if (news) page.press(stands(id, 0));
      news = false;
    },
    /** Its place has not come in time: says so once, and waits on. */
    late() {
      if (!news || !waits || isLate) return;
      isLate = true;
      page.find(ways, true);
      giveUp(page, guide, WHY[page.why()]);
    },
    end: () => frame.remove(),
  };
}
