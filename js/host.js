// What the shell calls, besides the page, the store and the view: see src/host.rs.
import { ACCOUNT_DONE, SETTLED, TICK, number, traits } from "./codec.js";
import { feed, guard, settings } from "./guard.js";
import { heedClicks, unprobeAll } from "./page.js";
import * as store from "./store.js";
import { post } from "./transport.js";

export { warn } from "./guard.js";
export { probe, unprobe, unwatch, watch } from "./page.js";
export { ask, paint } from "./show.js";
export { remember, remove } from "./store.js";

const listeners = new Map();
const picked = [];
let body;
let heeded;
let due;
let timer;

/** Feeds a call that brings the host's own JSON. The core sees how long it is, no more. */
export function feedWith(json, ...parts) {
  body = json;
  feed(...parts, number(json.length));
}

/** Clicks and properties that conditions ask about, as NUL-separated lists. */
export function heed(clicks, events) {
  heedClicks(split(clicks));
  heeded = split(events);
  unprobeAll();
}

const split = (texts) => (texts ? texts.split("\0") : []);

/** The properties of an event that conditions may ask about: all of them until the content has come. */
export const asked = (event, properties) => traits(!heeded || heeded.includes(event) ? properties : {});

/** Keeps a message; an open one ends with the JSON of the present call. */
export const put = (id, json, open) => store.put(id, open ? `${json}${body}}` : json);

export function pick(id) {
  const json = store.get(id);
  if (json) picked.push(json);
}

export function send(batch, head, tail, leaving) {
  const settle = guard(([outcome, account]) => {
    feed(SETTLED, number(batch), outcome);
    if (account) feed(ACCOUNT_DONE, account);
  });
  post(settings.endpoint, head + picked.splice(0).join() + tail, leaving).then(settle);
}

export function wake(at) {
  if (at === due) return;
  due = at;
  clearTimeout(timer);
  const tick = guard(() => {
    due = undefined;
    feed(TICK);
  });
  if (at !== undefined) timer = setTimeout(tick, Math.min(at - Date.now(), 2 ** 31 - 1));
}

export function on(event, listener) {
  if (typeof listener !== "function") return;
  if (!listeners.has(event)) listeners.set(event, new Set());
  listeners.get(event).add(listener);
}

export const off = (event, listener) => listeners.get(event)?.delete(listener);

export function emit(event, json) {
  const properties = JSON.parse(json);
  for (const listener of listeners.get(event) ?? []) {
    try {
      listener(properties);
    } catch (error) {
      // The listener is the host's own code: its error belongs to the host, not to the core's run.
      setTimeout(() => {
        throw error;
      });
    }
  }
}

export function navigate(path) {
  const router = settings.navigate;
  if (typeof router === "function") setTimeout(() => router(path));
  else location.assign(path);
}
