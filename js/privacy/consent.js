// What the user has agreed to. Unless the host says otherwise: to everything; where the browser asks that nobody be
// tracked, to guides and help alone, without a record.
import { CONSENT, GROUP, IDENTIFY, LOCALE, PAGE, QUIET, REMEMBERED, RESET, ROUTE, TRACK, bytes } from "../codec.js";
import { fromLatin1 } from "../store.js";

/** Each has the bit of its place in what the engine is told. */
const PURPOSES = ["analytics", "guides", "surveys", "help"];
/** Behind them: forget now. The same bit as in crates/engine/src/consent.rs. */
const FORGET = 16;
/** What waits for the user's consent: of the host's calls, and of where the page was. */
const WAITS = [RESET, LOCALE, TRACK, PAGE, IDENTIFY, GROUP, ROUTE, QUIET];
/** The most that waits. */
const MOST_WAITING = 1000;
/** What is said of consent where another tab has forgotten this browser. */
const WITHDRAWN = "withdrawn";
/** No records, but the other tab may go on with them. */
const LEAN_FOR_NOW = 2;

/** By purpose: `granted`, `pending` or `denied`. */
const states = Object.fromEntries(PURPOSES.map((purpose) => [purpose, "granted"]));
/** What waits, as `[now, bytes, json]`. */
let waiting;
let core;
/** What the core does by itself. */
let plain;

/** Takes the core that it works on. */
export function begin(lent) {
  core = lent;
  plain = { ...lent };
}

const allows = (purpose) => states[purpose] === "granted";
const wantsContent = () => PURPOSES.some(allows);

/** What the user has agreed to, for whoever asks. */
export const stated = () => ({ ...states });

/** Takes over what is said of all purposes, or of each by its name: a state, or whether it is granted. */
function state(said) {
  for (const purpose of PURPOSES) {
    const word = said?.[purpose] ?? said;
    // Of each purpose, only what is said of it; what is no state is no consent.
    if (!core.asks || /^(granted|true)$/.test(word)) states[purpose] = "granted";
    else if (word != null && typeof word !== "object") states[purpose] = word === "pending" ? word : "denied";
  }
  core.lean = +!allows("analytics");
  // For the files that see of the core what the host has said.
  core.settings.lean = core.lean;
  // A server of another kind has no content.
  core.idle = !wantsContent() || (core.settings.format && !core.settings.contentUrl);
}

/** Before the core starts: what holds from the beginning, and no trace of earlier visits where that is a denial. */
export function settle() {
  const { respectSignals, consent } = core.settings;
  const { globalPrivacyControl, doNotTrack } = navigator;
  const signal = (globalPrivacyControl || doNotTrack === "1") && String(respectSignals) !== "false";
  if (signal) state({ analytics: "denied", surveys: "denied" });
  [consent, ...core.early].forEach(state);
  if (states.analytics === "denied") core.purge();
  hold();
}

/** While the user has not decided, what happens is kept for a core that is made anew. Answers what was kept. */
function hold() {
  const kept = waiting ?? [];
  waiting = states.analytics === "pending" ? kept : undefined;
  return kept;
}

/** The core is told something. */
export function log(now, bytes, json) {
  if (waiting?.length < MOST_WAITING && WAITS.includes(bytes[0])) waiting.push([now, bytes, json]);
}

/** The host says what the user has agreed to. */
export function decide(said) {
  if (said === WITHDRAWN) return withdraw();
  const before = states.analytics;
  state(said);
  if (!core.begun) return;
  const { analytics } = states;
  const log = hold();
  if (analytics === "granted" && before === "pending") return startOver(log);
  if (analytics !== "granted" && analytics !== before) forget();
  else tell();
  if (!core.idle) core.fetch();
}

/** The core once more, with the memory of earlier visits, and what has waited as it happened. */
function startOver(log) {
  core.start(log[0]?.[0] ?? Date.now(), () => {
    tell();
    for (const event of log) core.replay(...event);
  });
}

/** Forgets on this device what is known of this browser. */
export function forget() {
  core.purge();
  // What is half filled in of a survey goes too, and what help remembers: see form.js and help/visit.js.
  tab((storage, key) => [key, "banso:form", "banso:help"].forEach((key) => storage.removeItem(key)));
  tell(FORGET);
}

/** Tells the core what the user has not agreed to. */
export const tell = (more = 0) =>
  core.feed(CONSENT, PURPOSES.reduce((bits, purpose, at) => bits + (allows(purpose) ? 0 : 1 << at), more));

/** The engine's memory: of earlier visits, or without consent to records of earlier pages of this tab. */
export function recall() {
  return allows("analytics") || core.lean === LEAN_FOR_NOW ? plain.recall() : fromLatin1((inTab() && tab((storage, key) => storage.getItem(key))) || "");
}

/** Keeps the engine's memory as long as the user has agreed to. */
export function remember(bytes) {
  if (allows("analytics")) plain.remember(bytes);
  else if (inTab()) tab((storage, key) => storage.setItem(key, String.fromCharCode(...bytes)));
}

/** Keeps the accounts of the queue, likewise. */
export const account = (bytes) => allows("analytics") && plain.account(bytes);

/** Keeps a message, in the form that the host wants it in; without records, what is sent to support as long as the page. */
export function put(id, json, ofHost) {
  const lean = core.lean ? without(json) : json;
  const kept = core.pass ? core.pass(lean, ofHost) : lean;
  if (kept) plain.put(id, kept, ofHost, core.lean);
}

/** What somebody looked for in help stays here. */
function without(json) {
  const { properties, ...message } = JSON.parse(json);
  return JSON.stringify({ ...message, properties: { ...properties, searches: undefined, articles: undefined } });
}

/** Whether the tab remembers: something may appear, and nothing is left to decide. */
const inTab = () => states.analytics === "denied" && wantsContent();

function tab(work) {
  try {
    return work(sessionStorage, core.memoryKey());
  } catch {
    // The browser refuses storage: each page begins anew.
  }
}

/** Another tab has forgotten this browser: then this one stops, until the other goes on. */
function withdraw() {
  if (!allows("analytics")) return;
  states.analytics = "denied";
  core.settings.lean = core.lean = LEAN_FOR_NOW;
  forget();
}

/** Another tab wrote its memory, or has forgotten this browser. */
export function elsewhere(memory) {
  const again = core.lean === LEAN_FOR_NOW && memory.length;
  if (again) state({ analytics: "granted" });
  if (!allows("analytics")) return;
  if (!memory.length) return withdraw();
  // What the other wrote comes first: what this one makes known of itself must not be written over it.
  core.feed(REMEMBERED, bytes(memory));
  if (again) tell();
}
