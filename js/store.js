// What outlives the page: the engine's memory, one record for each message that is not settled, and the last content
// that worked. Where the browser refuses storage, messages live as long as the page.
import { list, number, text } from "./codec.js";

/** The most bytes that a UTF-16 unit takes as UTF-8. */
const BYTES_PER_UNIT = 3;

/** Messages of this visit, so that sending them reads nothing back. */
const fresh = new Map();
let prefix;

/** Opens the store of one write key on this origin. */
export function open(writeKey) {
  prefix = `banso:${writeKey}:`;
}

export const memoryKey = () => `${prefix}memory`;
const messageKey = (id) => `${prefix}q:${id}`;

/** The engine's memory of the last visit; empty on the first. */
export const memory = () => fromLatin1(read(memoryKey()) ?? "");

/** Keeps the engine's memory. */
export const remember = (bytes) => write(memoryKey(), String.fromCharCode(...bytes));

/** Keeps a message until it is settled. */
export function put(id, json) {
  fresh.set(id, json);
  write(messageKey(id), json);
}

/** The JSON of a message, unless another tab has settled it. */
export const get = (id) => fresh.get(id) ?? read(messageKey(id));

/** Forgets a message that is settled. */
export function remove(id) {
  fresh.delete(id);
  attempt(() => localStorage.removeItem(messageKey(id)));
}

/** The messages that earlier visits left, oldest first (ids are ordered by time), as the core reads them. */
export function waiting() {
  const start = messageKey("");
  const keys = attempt(() => Object.keys(localStorage)) ?? [];
  const ours = keys.filter((key) => key.startsWith(start)).sort();
  const size = (key) => number((read(key) ?? "").length * BYTES_PER_UNIT);
  return list(ours.map((key) => [...text(key.slice(start.length)), ...size(key)]));
}

/** Keeps content that works, for when its address has none. */
export const keep = (url, content) =>
  attemptLater(async () => (await caches.open("banso")).put(url, new Response(content)));

/** What `keep` kept; undefined where there is nothing, or no cache: it needs a secure context. */
export const kept = (url) =>
  attemptLater(async () => {
    const response = await (await caches.open("banso")).match(url);
    return response && new Uint8Array(await response.arrayBuffer());
  });

const attemptLater = (work) => work().catch(() => undefined);

/** The bytes of a text that holds one in each UTF-16 unit. */
export const fromLatin1 = (latin1) => Uint8Array.from(latin1, (unit) => unit.charCodeAt());

const read = (key) => attempt(() => localStorage.getItem(key));

// A full or forbidden store: the message still goes out in this visit.
const write = (key, value) => attempt(() => localStorage.setItem(key, value));

function attempt(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}
