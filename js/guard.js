// The one core of this page, and the guard around every call into it.
import { content, feed as handle, renew } from "banso-core-glue";

import { number } from "./codec.js";
import { run, wake } from "./host.js";
import { unwatchAll } from "./page.js";
import { unmount } from "./show.js";

/** What the host has said about how to start. */
export const settings = {};

/** What privacy.js needs of the core, and may do in its place; see core.js. */
export const hooks = { early: [] };

/** Whether there is a core that hears: from the first write key on, until it stops. */
export let alive = false;
/** Whether Banso has stopped on this page for good. */
export let dead = false;

/** After so many traps Banso ends on this page. */
const MOST_TRAPS = 3;

const warned = new Set();
let tapped;
let traps = 0;
/** Makes the core. */
let make;
/** What the core says is not done: it is told again what it knew. */
let quiet;

/** Begins with a core, and makes another in this way after a trap, which is told how many there were. */
export function begin(how) {
  make = how;
  make(traps);
  alive = true;
}

/** The core hears nothing until it is over. */
export const pause = (on) => (alive = !on && !dead);

/** Tells the core what happened, in the form of codec.js, and does what it says. */
export const feed = (...parts) => give(parts);

/** The same with the JSON of the host's call: the core sees how long it is, no more. */
export const feedWith = (json, ...parts) => give([...parts, number(json.length)], json);

function give(parts, json) {
  if (!alive) return;
  const now = Date.now();
  const bytes = new Uint8Array(parts.flat());
  if (!quiet) hooks.log?.(now, bytes, json);
  try {
    tapped?.(now, bytes);
  } catch {
    tapped = undefined; // A fault of the listener's is none of the core's.
  }
  replay(now, bytes, json);
}

/** Tells the core what happened then. */
export function replay(now, bytes, json) {
  const effects = surely(() => handle(bytes, now));
  if (!quiet) run(effects, json);
}

/** What a call of the core comes to: of another one, after a trap. */
export function surely(call) {
  for (;;) {
    try {
      return call();
    } catch (error) {
      revive(error);
    }
  }
}

/** Another core in place of one that trapped, which must not be called again. What is stored is its queue. */
function revive(error) {
  if (!(error instanceof WebAssembly.RuntimeError) || traps++ === MOST_TRAPS) throw error;
  warn(`went on anew on this page (${error.message}); nothing tracked so far is lost`);
  unmount();
  renew();
  make(traps);
}

/** Tells the core, without doing what it says. */
export function remind(tell) {
  quiet = true;
  tell();
  quiet = false;
}

/** Tells the core the content, with what it shows or without; false when it is foreign or damaged. */
export function feedContent(bytes, showing) {
  const effects = surely(() => content(bytes, showing, Date.now()));
  run(effects);
  return effects.length > 0;
}

/**
 * Lets one listener follow what the core is told, as `(now, bytes)`, in place of the last; none ends it. When Banso
 * ends on this page, it is called without either.
 */
export const tap = (listener) => (tapped = listener);

/** Lets nobody follow any more: another core is made. */
export const untap = () => (tapped = tapped?.());

/** The same function, unable to throw: a trap too many ends Banso on this page and leaves the page alone. */
export function guard(callback) {
  return (...args) => {
    if (dead) return undefined;
    try {
      return callback(...args);
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) die(error);
      else warn(String(error?.message ?? error));
      return undefined;
    }
  };
}

/** Stored events are sent on the next visit. */
function die(error) {
  destroy();
  warn(`stopped on this page (${error.message}); nothing tracked so far is lost`);
}

/** Ends Banso on this page, and leaves the page as it was found. */
export function destroy() {
  dead = true;
  tapped?.();
  alive = false;
  wake();
  unwatchAll();
  unmount();
}

/** Warns the developer, once for the same words. */
export function warn(text) {
  if (warned.has(text)) return;
  warned.add(text);
  console.warn(`Banso: ${text}`);
}
