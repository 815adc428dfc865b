// The core's facade: starts the module and is the host's API.
import { anonymous_id, load, snapshot, start as create } from "banso-core-glue";

import {
  BACK,
  CLOSE_HELP,
  DISMISS,
  END_ALL,
  FLUSH,
  GROUP,
  IDENTIFY,
  LAUNCH,
  LOCALE,
  NEXT,
  OPEN_ARTICLE,
  OPEN_CHECKLIST,
  OPEN_HELP,
  OPEN_NEWS,
  PAGE,
  PRESS,
  QUIET,
  RESET,
  SEARCH_HELP,
  SHOW,
  SNOOZE,
  TRACK,
  decoded,
  option,
  text,
  traits,
} from "./codec.js";
import { alive, begin, dead, destroy, feed, feedContent, feedWith, guard, hooks, remind, replay, settings, surely, tap, untap, warn } from "./guard.js";
import { agree, aside, halt, paused } from "./consent.js";
import { asked, off, on } from "./host.js";
import { look, orient, speak, watchAll } from "./page.js";
import { ask, repaint, retell, said } from "./show.js";
import { live, own, rest, take as retake } from "./tabs.js";
import { account as keepAccount, asks, get, keep, kept, memory, memoryKey, open, purge, put, remember } from "banso-store";
import { bundleUrl, fetched, refusals } from "banso-transport";

/** Where the content says whether it has anything to show: see crates/content/src/bundle.rs. */
const SHOWN = 13;

/** What holds as long as nobody says otherwise. */
const GRANTED = { analytics: "granted", guides: "granted", surveys: "granted", help: "granted" };
/** The most calls that wait for a write key. */
const MOST_HELD = 1000;
const held = [];
let impatience;
let content;
let debugging;
/** The host's id of the user, and of the account. */
let known;
let account;
/** The content that the core has taken, and whether with what it shows. */
let latest;
let linked;
let opened;

/** Starts Banso on this page, and replays the calls that were made before. */
export async function start(banso, given) {
  await load(await fetched(new URL(__BANSO_CORE_WASM__, import.meta.url)));
  Object.assign(settings, given);
  const calls = banso.q;
  banso.q = {
    push([name, args, answer]) {
      const [outer, inner] = name.split(".");
      const said = inner ? banso[outer][inner](...args) : banso[outer](...args);
      return answer ? answer(said) : said;
    },
  };
  equip(banso);
  // What the user has agreed to comes first, and then `init`: it may bring the write key that the other calls need.
  const rank = ([name]) => (name === "consent" ? 0 : name === "init" ? 1 : 2);
  if (settings.writeKey) calls.push(["init", []]);
  calls.sort((a, b) => rank(a) - rank(b)).forEach(banso.q.push);
}

/** Puts the methods in the place of the stub's; the object stays. */
function equip(banso) {
  Object.assign(banso, {
    version: __BANSO_VERSION__,
    init: guard(init),
    anonymousId,
    data: () => once("data", () => aside((file) => file.data())),
    forget: () => once("forget", () => halt((file) => file.forget())),
    consent: guard((said) => (said == null ? hooks.stated?.() ?? GRANTED : agree(said))),
    on: guard(on),
    off: guard(off),
    preview: (link) => tools().then(({ preview }) => preview(link)),
    explain: (guide) => once("explain", () => debug().then((panel) => panel?.explain(guide))),
    destroy: guard(destroy),
  });
  for (const [name, run] of Object.entries(methods)) {
    const [outer, inner] = name.split(".");
    const method = guard((...args) => withCore(() => run(...args), name));
    if (inner) banso[outer][inner] = method;
    else banso[outer] = method;
  }
}

const wish = (kind) => () => ask([kind]);
const wishFor = (kind) => (what) => ask([kind, ...text(what ?? "")]);
const show = (guide) => feed(SHOW, text(guide));

/** What needs a core, by name; the part behind a dot belongs to what stands before it. */
const methods = {
  identify,
  group,
  track: (name, properties) =>
    feedWith(json(properties), TRACK, text(name), asked(String(name), properties)),
  page,
  reset: () => (forget(), feed(RESET)),
  show,
  launch: (guide) => feed(LAUNCH, text(guide)),
  next: () => feed(PRESS, NEXT),
  back: () => feed(PRESS, BACK),
  dismiss: () => feed(DISMISS),
  endAll: () => feed(END_ALL),
  snooze: () => feed(PRESS, SNOOZE),
  quiet: (on = true) => feed(QUIET, +!!on),
  flush: () => feed(FLUSH),
  locale: (tag) => feed(LOCALE, text(tag)),
  debug: () => debug().then((panel) => panel?.open()),
  help: wish(OPEN_HELP),
  "help.open": wish(OPEN_HELP),
  "help.close": wish(CLOSE_HELP),
  "help.search": wishFor(SEARCH_HELP),
  "help.article": wishFor(OPEN_ARTICLE),
  "help.news": wishFor(OPEN_NEWS),
  checklist: wish(OPEN_CHECKLIST),
  "checklist.open": wish(OPEN_CHECKLIST),
  survey: show,
  "survey.show": show,
};

/** Settings can come in more than one call; the first with a write key starts the core. */
function init(more) {
  Object.assign(settings, more);
  const { writeKey, properties, beforeSend, keepQuery, urlFilter, format, consent } = settings;
  if (alive) {
    repaint();
    if (more?.consent) agree(more.consent);
  }
  if (opened || !writeKey) return;
  opened = true;
  // The first of the endpoints has the content.
  settings.endpoints = [settings.endpoint ?? new URL("..", settings.base).href].flat();
  [settings.endpoint] = settings.endpoints;
  open(writeKey, () => warn("events cannot be stored; they live as long as this page"));
  const { globalPrivacyControl, doNotTrack } = navigator;
  const told = globalPrivacyControl || doNotTrack === "1" || consent || hooks.early[0];
  if (!(told || properties || beforeSend || keepQuery || urlFilter || format)) return go();
  // Without what they ask for, nothing may be kept.
  halt((file) => (file.settle(), go()));
}

/** The host has said all that it takes. */
function go() {
  hooks.begun = true;
  begin(make);
  hooks.tell?.();
  watchAll();
  // The language first, so that the first paint and the first batch are in it.
  speak();
  look();
  live();
  fetchAll();
  hooks.resume();
  if (isDebugged()) debug().then((panel) => panel?.open());
}

/**
 * Makes a core. One in place of another that trapped is told what that one knew: what the content shows only the first, and
 * the content at all only the second, because it may be at fault.
 */
function make(traps) {
  surely(() => create(seed(), hooks.recall(), Date.now()));
  if (!traps) return;
  // The messages that this makes nobody needs again: the core then goes on with what is stored.
  remind(() => {
    hooks.tell?.();
    orient();
    identify(undefined, said[0]);
    if (account != null) group(account, said[1]);
  });
  retake(own());
  if (latest && traps < 3) feedContent(latest[0], traps < 2 && latest[1]);
}

/** Fetches the content, if there is anything to have it for. */
const fetchAll = () => (content = hooks.idle ? undefined : fetchContent());

const anonymousId = () => (alive && !hooks.lean ? decoded(anonymous_id()) : undefined);

/** Whether the address of the page, or an earlier page of this tab, asks for the debug panel. */
function isDebugged() {
  try {
    return location.search.includes("banso-debug=") || sessionStorage["banso:debug"];
  } catch {
    return false;
  }
}

/** What developers ask for. */
const tools = () => import(new URL(__BANSO_DEBUG_JS__, import.meta.url).href);

/** What a developer asks with: downloaded the first time, and ready once the content is here. */
function debug() {
  debugging ??= Promise.resolve(content)
    .then(tools)
    .then(({ load }) => load({ settings, tap, warn, get, kept, refusals, snapshot: () => alive && snapshot(), show }));
  return debugging.catch((error) => {
    debugging = undefined;
    warn(`the debug panel could not be loaded: ${error.message ?? error}`);
  });
}

/** What a call on the core answers, once there is one. */
const once = (name, call) => new Promise((resolve) => withCore(guard(() => resolve(call())), name));

/** Runs a call on the core, or keeps it until there is one. */
function withCore(call, name) {
  if (alive) return call();
  if (held.length < MOST_HELD) held.push(call);
  impatience ??= setTimeout(() => {
    if (!alive && !dead)
      warn(`${name}() waits for a write key: add data-write-key to the script tag`);
  }, 10_000);
}

/** What was said of one user and account, and what the user was about to answer, is not told to the next. */
function forget() {
  [said[0], said[1], known, account] = [{}];
  retell();
  try {
    // What help and surveys keep in this tab.
    delete sessionStorage["banso:form"];
    delete sessionStorage["banso:help"];
  } catch {} // A browser may refuse storage.
  // It forgets what it is not to remember any more.
  ask([CLOSE_HELP]);
}

function identify(user, more) {
  // `identify({plan: "team"})` adds traits to whoever it is.
  if (typeof user === "object") [user, more] = [undefined, user];
  if (user != null && known != null && String(user) !== known) forget();
  if (user != null) known = String(user);
  Object.assign(said[0], more);
  retell();
  feedWith(json(more), IDENTIFY, option(user, text), traits(more));
}

function group(group, more) {
  said[1] = more;
  account = group;
  retell();
  feedWith(json(more), GROUP, text(group), traits(more));
}

function page(name, properties) {
  if (typeof name === "object") [name, properties] = [undefined, name];
  feedWith(json(properties), PAGE, option(name, text));
}

/** The content: as it is now, or else as it last was here. */
async function fetchContent() {
  const url = bundleUrl(settings.endpoint, settings.writeKey);
  const content = await fetched(url).catch(() => undefined);
  await paused;
  if (await take(content)) return hooks.lean || keep(url, content);
  const why = content ? "is damaged or of another version" : "could not be fetched";
  const instead = (await take(await kept(url))) ? "the last that worked is used" : "tracking goes on without guides";
  if (alive) warn(`the content ${why}; ${instead}`);
}

/** Whether the core has taken these bytes as its content. */
const take = async (content) => content && give(content, content[SHOWN] > 0 && (await showing()));
const give = guard((...given) => alive && feedContent(...given) && (latest = given));

/** Links what decides about guides, checklists and help to the core, once; whether it is there. */
const showing = () =>
  (linked ??= fetched(new URL(__BANSO_GUIDES_WASM__, import.meta.url))
    .then(load)
    .then(() => true)
    .catch((error) => warn(`nothing can be shown: ${error.message}`)));

/** The host's value as JSON; one that has none counts as empty. */
function json(value) {
  try {
    return JSON.stringify(value ?? {}) ?? "{}";
  } catch {
    warn("properties with a circle or a BigInt were left out");
    return "{}";
  }
}

function seed() {
  try {
    return BigInt.asUintN(64, crypto.getRandomValues(new BigUint64Array(1))[0]);
  } catch {
    return BigInt(Math.floor(Math.random() * 2 ** 53));
  }
}

// What privacy.js needs of the core; some of it is done there instead, once it is here.
Object.assign(hooks, {
  settings,
  feed,
  replay,
  warn,
  asks,
  purge,
  memoryKey,
  put,
  remember,
  account: keepAccount,
  recall: memory,
  tools,
  anonymousId,
  /** Makes what was said meanwhile happen. */
  resume: () => held.splice(0).forEach((call) => call()),
  /**
   * Makes the core anew, as of a time; UTC ms. `tell` says what it should know first; then come what the page told before,
   * what this tab and others have left, and the content.
   */
  start: (now, tell) => {
    debugging = undefined;
    untap();
    surely(() => create(seed(), hooks.recall(), now));
    tell();
    orient();
    rest();
    live(true);
    fetchAll();
  },
  fetch: () => content ?? fetchAll(),
});
