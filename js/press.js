// What is said to the core, whoever paints it: the bytes of the engine's `Press`.
import { bytes, list, number, text } from "./codec.js";

// Tags of `Press`.
const [DISMISS, SHOWN, TARGET_MISSING, NOTE] = [2, 3, 4, 6];
// The kinds of properties.
const [TEXT, NUMBER, FLAG, PART, LIST] = [0, 1, 2, 3, 4];

/** How long a guide waits for its target, in ms. */
export const PATIENCE = 8000;

/** A guide was closed, and how. */
export const dismissed = (how) => [DISMISS, ...text(how)];

/** A step is visible. */
export const stands = (id, step) => [SHOWN, ...text(id), ...number(step)];

/** Tells the core and the developer that a step has no target: a method of what can say so. */
export function giveUp({ id, step, ways }, why) {
  const [[css, name]] = ways;
  this.warn(`the target of guide ${id}, step ${step} (from 0) is ${why}; visible matches: ${this.counts(ways)}`);
  this.press([TARGET_MISSING, ...text(id), ...number(step), ...properties({ target: name || css, reason: why })]);
}

/** Something was done in help, of which the core need not know more: it is tracked as it is. */
export const note = (event, of) => [NOTE, ...text(event), ...properties(of)];

/** A part of what people see failed. The words of the error may be the host's: its kind is enough. */
export const failed = (part, error) => note("Display Failed", { part, error: error?.name });

/** The properties of an event; those without a value are left out. */
const properties = (of) =>
  bytes(Object.entries(of).flatMap(([name, value]) => (value == null ? [] : [...text(name), ...property(value)])));

function property(value) {
  if (Array.isArray(value)) return [LIST, ...list(value.map(text))];
  if (typeof value === "object") return [PART, ...properties(value)];
  if (typeof value === "boolean") return [FLAG, +value];
  return typeof value === "number" ? [NUMBER, ...number(value)] : [TEXT, ...text(value)];
}
