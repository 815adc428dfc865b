// Hands guides to the host, where it paints them: downloaded for hosts that do. What is decided and measured stays the
// core's, and what the host does not paint stays the view's.
import { BACK, NEXT, SNOOZE } from "./codec.js";
import { draw } from "./draw.js";
import { isDark } from "./look.js";
import { PATIENCE, dismissed, failed, giveUp, stands } from "./press.js";
import { described } from "./render/describe.js";
import { counts, find, follow } from "./render/target.js";
import { read } from "./render/view.js";

// Tags of the content's `Action`.
const DO_NEXT = 8;
const DO_DISMISS = 11;

/**
 * Begins. `core` is what the core does for the view, `settings` has the host's `render`, `again` has the latest view
 * taken once more.
 */
export function begin(core, settings, again) {
  /** What the host paints, or will when its target has come, by guide. */
  const painted = new Map();
  /** The guides, or steps of them, that the host leaves to us. */
  const left = new Set();

  const renderer = (kind) => (typeof settings.render === "function" ? settings.render : settings.render?.[kind]);

  /** Takes what the host paints out of a view, and answers the bytes of the rest; none when nothing is left to paint. */
  function take(view) {
    const { guides, locale, dark, rest } = read(view);
    const wanted = guides.map((guide) => wants(guide, locale, dark)).filter(Boolean);
    for (const [id, one] of painted) if (!wanted.some(({ key }) => key === one.key)) remove(id, one);
    for (const one of wanted) if (!painted.has(one.guide.id)) show(one);
    // The host may have refused what it was just shown.
    return rest(guides.filter(({ id }) => !painted.has(id)));
  }

  /** A guide that is the host's to paint, drawn. */
  function wants(guide, locale, themed) {
    if (left.has(guide.id) || left.has(`${guide.id} ${guide.step}`)) return undefined;
    const drawing = draw(core.reader(guide.drawing), core.trait, locale);
    const kind = drawing.querySelector("[data-kind]")?.dataset.kind;
    if (typeof renderer(kind) !== "function") return undefined;
    const dark = core.dark() ?? themed ?? isDark(document.documentElement, document.body);
    // What it is, and all that it says: another one is painted anew.
    const key = [guide.id, guide.step, locale, dark, new XMLSerializer().serializeToString(drawing)].join();
    return { guide, kind, drawing, locale, dark, key };
  }

  function show(one) {
    const { guide } = one;
    painted.set(guide.id, one);
    if (!guide.ways.length) return hand(one);
    // Followed until another step takes its place.
    one.unfollow = follow(() => look(one));
    look(one);
  }

  /** Looks for the target, and waits for it a while. */
  function look(one) {
    const [target, why] = find(one.guide.ways);
    if (target && target === one.target) return;
    cleanup(one);
    one.target = target;
    clearTimeout(one.late);
    if (target) hand(one);
    else one.late = setTimeout(() => miss(one, why), PATIENCE);
  }

  function miss({ guide, unfollow }, why) {
    unfollow();
    giveUp.call({ ...core, counts }, guide, why);
  }

  /** Hands a guide to the host's renderer. */
  function hand(one) {
    const { guide, kind, target, locale, dark, drawing } = one;
    try {
      const told = { guide: guide.id, kind, step: guide.step, side: guide.side, target, locale, dark };
      const act = (acts, answers = {}) => core.act(guide.id, answers, acts);
      const undo = renderer(kind)(Object.assign(told, described(drawing, act), flow(guide, act)));
      if (undo === false) return leave(`${guide.id} ${guide.step}`, one);
      one.undo = undo;
    } catch (error) {
      core.press(failed("render", error));
      core.warn(`the host's renderer failed, and Banso paints ${guide.id}: ${error?.message ?? error}`);
      return leave(guide.id, one);
    }
    if (!one.shown) core.press(stands(guide.id, guide.step));
    one.shown = true;
  }

  /** Leaves a guide, or a step of it, to us. */
  function leave(key, one) {
    left.add(key);
    const late = one.target;
    remove(one.guide.id, one);
    // Without a target it is still being taken.
    if (late) again();
  }

  function remove(id, one) {
    one.unfollow?.();
    clearTimeout(one.late);
    painted.delete(id);
    cleanup(one);
  }

  /** Has the host take away what it painted. */
  function cleanup(one) {
    const { undo } = one;
    one.undo = undefined;
    try {
      if (typeof undo === "function") undo();
    } catch (error) {
      core.warn(`the host's renderer failed to clean up: ${error?.message ?? error}`);
    }
  }

  /** How the guide goes on. A part of the page is not the visible guide: what it does is said to be its own. */
  const flow = ({ standing }, act) => ({
    next: () => (standing ? act([DO_NEXT]) : core.press([NEXT])),
    back: () => core.press([BACK]),
    snooze: () => core.press([SNOOZE]),
    dismiss: () => (standing ? act([DO_DISMISS]) : core.press(dismissed("close"))),
  });
  return { take, end: () => painted.forEach((one, id) => remove(id, one)) };
}
