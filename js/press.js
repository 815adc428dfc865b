// What a guide says to the core, whoever paints it: the bytes of the engine's `Press`.
import { bytes, number, text } from "./codec.js";

// Tags of `Press`.
const [DISMISS, SHOWN, TARGET_MISSING] = [2, 3, 4];
// The kind of a property that is a text.
const TEXT = 0;

/** How long a guide waits for its target, in ms. */
export const PATIENCE = 8000;

/** A guide was closed, and how. */
export const dismissed = (how) => [DISMISS, ...text(how)];

/** A step is visible. */
export const stands = (id, step) => [SHOWN, ...text(id), ...number(step)];

/** Tells the core and the developer that a step has no target. */
export function giveUp(page, { id, step, ways }, why) {
  const [[css, name]] = ways;
  page.warn(`the target of guide ${id}, step ${step} (from 0) is ${why}; visible matches: ${page.counts(ways)}`);
  const seen = Object.entries({ target: name || css, reason: why }).flatMap(([name, value]) => [...text(name), TEXT, ...text(value)]);
  page.press([TARGET_MISSING, ...text(id), ...number(step), ...bytes(seen)]);
}
