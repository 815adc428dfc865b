// A step of a guide: the card, its arrow and, of a tour, the spotlight; of a hotspot, the beacon that opens it.
import { COVERED, FREE, WHY } from "./anchors.js";
import { PATIENCE, dismissed, stands } from "./press.js";
import { GRABS, LIFTS, MODAL, SIDES, STAYS } from "./scene.js";

/** How long something of the host may cover the target before the card hides, in ms: a message that comes and goes does
 * not make it flicker. */
const GRACE = 1000;
/** How far the spotlight reaches beyond its target, in CSS pixels. */
const GLOW = 4;

/**
 * Shows a step, or waits for its target. `say` tells a screen reader; `news`: the core has not heard of it; `held`: the
 * step before had the focus.
 */
export function card(page, guide, say, news, held) {
  const { id, step, look, side, ways, drawing } = guide;
  const { room, shadow, shell } = page;
  const drawn = page.draw(drawing);
  const [frame, arrow, spot, beacon] = [".card", ".arrow", ".spot", ".beacon"].map((part) => drawn.querySelector(part));
  /** What was begun, by what for: see `begin`. */
  const begun = {};
  let grabs = held || look & GRABS;
  let target;
  /** Whether it, or its beacon, stands by the target; whether it did, and hid; and where that was. */
  let up;
  let hid;
  let stood;
  /** Of a hotspot: whether its hint is open, and whether it was asked for, so that it does not close by itself. */
  let open;
  let pinned;

  /** Ends what was begun for this, and begins something else. */
  const begin = (what, undo) => {
    begun[what]?.();
    begun[what] = undo;
  };
  const watch = (target) => begin("watch", page.watch(place, target, frame));
  const hasFocus = () => frame.contains(shadow.activeElement);
  const attach = () => room.append(...[spot, frame].filter(Boolean));

  /** Puts the card where it belongs now, or hides it while its target is not there. */
  function place() {
    begin("redraw");
    if (ways[0]) {
      if (sight()) wait();
      else standBy();
      return;
    }
    if (!frame.isConnected) {
      page.settle();
      attach();
      if (look & MODAL) frame.showModal();
      announce();
    }
    // What stands in the lower corner goes above a banner at the lower edge.
    if (look & LIFTS) px(shell, { "--banso-lift": frame.getBoundingClientRect().height });
  }

  /** Finds the target, and answers what keeps the step from standing by it. Nobody asked for a beacon: the page does not
   * scroll for it. */
  function sight() {
    const found = page.look(ways, target, !beacon);
    const why = page.why();
    if (!found) return why || news ? WHY[why] : "gone";
    if (found !== target) watch((target = found));
    if (why === FREE) begin("grace");
    else if (why === COVERED && up) begun.grace ??= page.timer(GRACE, cover);
    else return WHY[why];
  }

  /** It has been covered for too long. */
  function cover() {
    if (sight() || begun.grace) wait();
  }

  /** Hides while the target is not to be seen; comes back with it. */
  function wait() {
    grabs ||= hasFocus();
    hid ||= up;
    up = false;
    begin("grace");
    remove();
    begun.late ??= page.timer(PATIENCE, () => {
      begin("watch");
      page.giveUp(guide, sight() || "hidden");
    });
  }

  function standBy() {
    begin("late");
    const fresh = !up;
    up = true;
    const { clientWidth } = document.documentElement;
    let box = page.bounds();
    if (beacon) {
      box = shine(box, clientWidth);
      if (!open) return;
    }
    const closed = !frame.isConnected;
    if (closed) {
      page.settle();
      attach();
    }
    const { width, height } = frame.getBoundingClientRect();
    const placed = page.place(box.x, box.y, box.width, box.height, width, height, clientWidth, innerHeight, side);
    // All is measured: the focus finds the page as it was laid out.
    if (fresh || closed) announce();
    paint(box, placed);
    const at = [box.x, box.y, box.width, box.height].join();
    // It may be moving: then it has moved on in the next frame.
    if (!fresh && at !== stood) begin("redraw", page.frame(place));
    stood = at;
  }

  function paint({ x, y, width, height }, [left, top, side, middle]) {
    if (spot) px(spot, { left: x - GLOW, top: y - GLOW, width: width + GLOW * 2, height: height + GLOW * 2 });
    px(frame, { left, top });
    frame.dataset.side = SIDES[side];
    frame.toggleAttribute("data-bare", isNaN(middle));
    const edges = ["left", "top"];
    if (side > 1) edges.reverse();
    if (!arrow) return;
    arrow.style[edges[1]] = "";
    px(arrow, { [edges[0]]: middle || 0 });
  }

  /** Has the beacon stand on the corner of the target where its line begins to end, and answers where that is. */
  function shine(box, room) {
    if (!beacon.isConnected) {
      page.settle();
      page.room.append(beacon);
    }
    const half = beacon.getBoundingClientRect().width / 2;
    const x = getComputedStyle(target).direction === "rtl" ? box.x : box.x + box.width;
    // At an edge of the window it stays whole, but it leaves the window with its target.
    const least = box.y + box.height > 0 ? half : box.y;
    const [left, top] = [Math.max(Math.min(x, room - half), half), Math.max(box.y, least)];
    px(beacon, { left, top });
    return new DOMRect(left - half, top - half, half * 2, half * 2);
  }

  /** Opens the hint of a hotspot; `asked`: at a press, with the focus, and it stays. */
  function hint(asked) {
    if (beacon && !open) {
      expand(true);
      place();
    }
    if (!asked) return;
    pinned = true;
    frame.focus();
  }

  function expand(on) {
    open = on;
    pinned &&= on;
    beacon.ariaExpanded = on;
  }

  /** Escape ends the guide, but of a hotspot it closes the hint alone. */
  function escape() {
    if (!beacon) return page.press(dismissed("escape"));
    const held = hasFocus();
    expand(false);
    frame.remove();
    if (held) beacon.focus();
  }

  /** Takes the focus or tells the screen reader, and tells the core, once. */
  function announce() {
    // What has the focus since it hid keeps it.
    const free = !hid || document.activeElement === document.body;
    if (grabs) {
      if (free) frame.focus();
    } else if (news) {
      say([...frame.querySelectorAll("h2,.text")].map(({ textContent }) => `${textContent}. `).join(""));
    }
    if (news) page.press(stands(id, step));
    grabs = news = false;
  }

  function remove() {
    for (const part of [frame, spot, beacon]) part?.remove();
    shell.style.removeProperty("--banso-lift");
  }

  if (beacon) {
    const leave = () => pinned || hasFocus() || escape();
    begin("hover", page.hover(beacon, frame, () => hint(), leave));
  }
  if (look & LIFTS) watch(frame);
  if (ways[0]) {
    watch();
    // Before anything is measured: one layout of the page serves the target and the card.
    if (!beacon) attach();
  }
  place();

  return {
    hasFocus,
    place,
    hint,
    escape,
    /** Where the focus goes when the card leaves with it. */
    target: () => target,
    /** Whether Escape ends it from anywhere on the page. */
    isPopup: () => !(look & STAYS) && frame.isConnected,
    /** Tab at an end of a modal goes to its other end. */
    turn(event) {
      if (!(look & MODAL)) return;
      const stops = [...frame.querySelectorAll('a,button,input,textarea,[tabindex="0"]')];
      if (!event.shiftKey) stops.reverse();
      const at = shadow.activeElement;
      if (at !== stops[0] && !(event.shiftKey && at === frame)) return;
      event.preventDefault();
      stops.at(-1).focus();
    },
    end() {
      Object.keys(begun).forEach((what) => begin(what));
      remove();
    },
  };
}

/** Sets lengths in whole CSS pixels. */
function px({ style }, lengths) {
  for (const [name, value] of Object.entries(lengths)) style.setProperty(name, `${Math.trunc(value)}px`);
}
