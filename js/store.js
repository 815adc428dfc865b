// What outlives the page: the engine's memory, one record for each message that is not settled, the accounts of the
// queue, and the last content that worked. Each record is written in the task that made it, so it survives the page's
// process. Records carry the name of their tab: another takes them over once no tab of that name lives, see tabs.js.
// Where the browser refuses storage, messages live as long as the page.
import { bytes, list, number, text } from "./codec.js";

/** The most bytes that a UTF-16 unit takes as UTF-8. */
const BYTES_PER_UNIT = 3;

/** The messages of this tab's queue: sending them reads nothing back. */
const messages = new Map();
/** Those of them that the browser did not store. */
const unsaved = new Set();
let prefix;
let tab;
let full;

/** Opens the store of one write key on this origin. `refused`: told once if the browser refuses to store. */
export function open(writeKey, refused) {
  prefix = `banso:${writeKey}:`;
  tab = Math.random().toString(36).slice(2);
  full = refused;
}

export const memoryKey = () => `${prefix}memory`;
const messagesOf = (tab) => `${prefix}q:${tab}:`;
const messageKey = (id) => messagesOf(tab) + id;
const ledgerKey = (tab) => `${prefix}a:${tab}`;

/** The name of this tab. */
export const own = () => tab;

/** The name of the lock that a tab holds while it lives. */
export const lockOf = (tab) => prefix + tab;

/** The engine's memory of the last visit; empty on the first. */
export const memory = () => fromLatin1(read(memoryKey()) ?? "");

/** Keeps the engine's memory. */
export const remember = (bytes) => write(memoryKey(), latin1(bytes));

/** Keeps the accounts of this tab's queue. */
export const account = (bytes) => write(ledgerKey(tab), latin1(bytes));

/** Keeps a message until it is settled; with `briefly`, as long as the page. */
export function put(id, json, _ofHost, briefly) {
  messages.set(id, json);
  if (briefly || !write(messageKey(id), json)) unsaved.add(id);
}

/** The user is asked before anything is kept. */
export const asks = true;

/** Removes everything that is kept of this write key, in this tab and of any other. */
export function purge() {
  messages.clear();
  unsaved.clear();
  keys(prefix).forEach(erase);
}

/** The JSON of a message. */
export const get = (id) => messages.get(id);

/** Forgets a message that is settled. */
export function remove(id) {
  messages.delete(id);
  unsaved.delete(id);
  erase(messageKey(id));
}

/** The names of the tabs that left something, without this one. */
export function tabs() {
  const names = keys(prefix).map((key) => /^[qa]:([^:]*)/.exec(key.slice(prefix.length))?.[1]);
  return new Set(names.filter((name) => name !== undefined && name !== tab));
}

/**
 * Takes over what a tab left that lives no more, oldest first (ids are ordered by time); of this tab, what nobody took
 * over while it was frozen. `tell` hears it as the core reads it, before the other's accounts go.
 */
export function recover(of, tell) {
  const mine = of === tab;
  const start = messagesOf(of);
  const ids = keys(start).map((key) => key.slice(start.length));
  // What the host has cleared altogether, nobody took over.
  if (mine) ids.push(...(read(memoryKey()) == null ? messages.keys() : unsaved));
  const held = [...new Set(ids)].sort();
  if (mine) for (const id of messages.keys()) if (!held.includes(id)) messages.delete(id);
  for (const id of held) if (!mine) move(start + id, id);
  const sizes = held.map((id) => [...text(id), ...number((get(id) ?? "").length * BYTES_PER_UNIT)]);
  tell(list(sizes), bytes(fromLatin1(read(ledgerKey(of)) ?? "")), +mine);
  if (!mine) erase(ledgerKey(of));
}

function move(key, id) {
  put(id, read(key) ?? "");
  if (!unsaved.has(id)) erase(key);
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
const latin1 = (bytes) => String.fromCharCode(...bytes);

const keys = (start) => (attempt(() => Object.keys(localStorage)) ?? []).filter((key) => key.startsWith(start));
const read = (key) => attempt(() => localStorage.getItem(key));
const erase = (key) => attempt(() => localStorage.removeItem(key));

/** Whether it is stored. In a full or forbidden store it is not: a message still goes out in this visit. */
function write(key, value) {
  const stored = attempt(() => (localStorage.setItem(key, value), true));
  if (!stored) {
    full?.();
    full = undefined;
  }
  return stored;
}

function attempt(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}
