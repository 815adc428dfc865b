// The one core of this page, and the guard around every call into it.
import { Core } from "banso-core-glue";

import { unwatchAll } from "./page.js";
import { unmount } from "./show.js";
import { wake } from "./host.js";

/** What the host has said about how to start. */
export const settings = {};

/** The core, from the first write key on, until it stops. */
export let core;
/** Whether Banso has stopped on this page for good. */
export let dead = false;

const warned = new Set();
let tapped;

/** Makes the core. */
export function begin(seed, start) {
  core = new Core(seed, new Uint8Array(start), Date.now());
}

/** Tells the core what happened, in the form of codec.js: the one way in, but for the content. */
export function feed(...parts) {
  if (!core) return;
  const now = Date.now();
  const bytes = new Uint8Array(parts.flat());
  try {
    tapped?.(now, bytes);
  } catch {
    tapped = undefined; // A fault of the listener's is none of the core's.
  }
  core.feed(bytes, now);
}

/**
 * Lets one listener follow what the core is told, as `(now, bytes)`, in place of the last; none ends it. When Banso
 * ends on this page, it is called without either.
 */
export const tap = (listener) => (tapped = listener);

/** The same function, unable to throw: a trap ends Banso on this page and leaves the page alone. */
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

/** Ends Banso on this page, and leaves the page as it was found. */
export function destroy() {
  const ending = core;
  end();
  // Not at once: a listener of the host may ask for it in the midst of the core's run.
  queueMicrotask(() => ending?.free());
}

/** Stored events are sent on the next visit. */
function die(error) {
  end();
  warn(`stopped on this page (${error.message}); nothing tracked so far is lost`);
}

function end() {
  dead = true;
  tapped?.();
  core = undefined;
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
