// Does what the core says: see crates/engine/src/effect.rs and src/lib.rs.
import {
  ACCOUNT_DONE,
  ACKNOWLEDGED,
  OPEN_ARTICLE,
  OPEN_CHECKLIST,
  OPEN_HELP,
  OPEN_NEWS,
  SETTLED,
  TICK,
  bytes,
  list,
  number,
  reader,
  text,
  traits,
} from "./codec.js";
import { feed, guard, hooks, settings, warn } from "./guard.js";
import { composed } from "./message.js";
import { heedClicks, probe, unprobe, unprobeAll } from "./page.js";
import { ask, paint } from "./show.js";
import { get, remove } from "banso-store";
import { post } from "banso-transport";

/** What the core can say, by its tag. */
const acts = [
  (said, body) => hooks.put(...composed(said, body)),
  (said) => said.texts().forEach(remove),
  (said) => send(said.number(), said.texts(), said.byte(), said.text()),
  (said) => hooks.remember(said.bytes()),
  (said) => paint(said.bytes()),
  (said) => want(said.byte(), said.bytes()),
  (said) => navigate(said.text()),
  (said) => emit(said.text(), said.properties()),
  (said) => heed(said.texts(), said.texts()),
  (said) => probe(said.number(), said.byte(), said.text(), said.number()),
  (said) => unprobe(said.number()),
  (said) => warn(said.text()),
  (said) => wake(said.number()),
  (said) => hooks.account(said.bytes()),
];

/** What the view is asked for, by the tag of the action. */
const WISHES = { 1: OPEN_ARTICLE, 2: OPEN_NEWS, 6: OPEN_HELP, 7: OPEN_CHECKLIST };

/** The host's listeners, by event. */
const listeners = { __proto__: null };
const waiting = [];
let busy;
let heeded;
let due;
let timer;

/**
 * Does what the core said, in its order: what a listener of the host's calls forth meanwhile comes after it. `body`: the
 * JSON of the host's call that the core answers to.
 */
export function run(bytes, body) {
  waiting.push([reader(bytes), body]);
  if (busy) return;
  busy = true;
  try {
    while (waiting[0]) {
      const [said, json] = waiting.shift();
      while (said.more()) acts[said.byte()](said, json);
    }
  } finally {
    busy = false;
  }
}

/** Opens help; on an article or an announcement, by the bytes of its name. */
const want = (act, name) => ask([WISHES[act], ...(name.length ? bytes(name) : [])]);

/** Clicks and properties that conditions ask about. */
function heed(clicks, events) {
  heedClicks(clicks);
  heeded = events;
  unprobeAll();
}

/** The properties of an event that conditions may ask about: all of them until the content has come. */
export const asked = (event, properties) => traits(!heeded || heeded.includes(event) ? properties : {});

function send(batch, ids, leaving, locale) {
  const context = { library: { name: "banso", version: __BANSO_VERSION__ }, locale };
  const messages = ids.map((id) => [id, get(id)]).filter(([, json]) => json);
  const settle = guard(([outcome, account]) => {
    feed(SETTLED, number(batch), outcome);
    if (account) feed(ACCOUNT_DONE, account);
  });
  // What the host let nobody hear of is done with.
  if (!messages[0]) return settle([[ACKNOWLEDGED, ...list(ids.map(text))]]);
  post({ ...settings, headers: hooks.headers }, { writeKey: settings.writeKey, context }, messages, leaving).then(settle);
}

export function wake(at) {
  if (at === due) return;
  due = at;
  clearTimeout(timer);
  const tick = guard(() => {
    due = undefined;
    feed(TICK);
  });
  if (at) timer = setTimeout(tick, Math.min(at - Date.now(), 2 ** 31 - 1));
}

/** The words of the events that there are: see crates/wire/src/event.rs. */
const EVENTS =
  /^((Feature|Guides?|Checklist|Help|Survey|Experiment)( State| Step| Task| Target| Article| Inquiry)? (Used|Changed|Shown|Viewed|Completed|Dismissed|Missing|Snoozed|Held Back|Started|Opened|Searched|Rated|Sent|Answered)|call:.+)$/;

export function on(event, listener) {
  if (!EVENTS.test(event)) warn(`there is no event "${event}"; docs/sdk.md lists them`);
  if (typeof listener === "function") (listeners[event] ??= new Set()).add(listener);
}

export const off = (event, listener) => listeners[event]?.delete(listener);

function emit(event, properties) {
  for (const listener of listeners[event] ?? []) {
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

/** Opens a page of the host's, by path, or one of another site, by address: that one in a tab of its own. */
function navigate(to) {
  const router = settings.navigate;
  if (to[0] !== "/") open(to, "_blank", "noopener");
  else if (typeof router === "function") setTimeout(() => router(to));
  else location.assign(to);
}
