// What the page tells: clicks, its address, its language, and whether it is being left. No text and no value of the page
// is read, and no function of the page is patched.
import {
  CLICK,
  LEAVING,
  LOCALE,
  PERMALINK,
  ROUTE,
  TURN,
  list,
  number,
  text,
} from "./codec.js";
import { elsewhere, sleep, wake } from "./consent.js";
import { feed, guard, settings, warn } from "./guard.js";
import { adopt, rest } from "./tabs.js";
import { fromLatin1, memoryKey } from "banso-store";

/** Ends every listener. */
const end = new AbortController();

/** Watches every part of the page. */
export const watchAll = () => [clicks, route, language, visits, windows].forEach((watch) => watch());

/** Leaves every part of the page as it was found. */
export function unwatchAll() {
  end.abort();
  rest();
  observer.disconnect();
  unprobeAll();
}

let selectors = [];
let seen = "";
let path;
let link;

/** Clicks in what these selectors match are reported from here on. */
export const heedClicks = (list) => (selectors = list);

/** Clicks in a document, and in its frames of the same origin: they say nothing outside. */
function clicks(root = document, around = () => []) {
  const enter = (frame) => {
    const inner = frame.contentDocument;
    if (!inner || heard.has(inner)) return;
    heard.add(inner);
    clicks(inner, () => [...pathOf(frame), ...around()]);
  };
  listen(root, ["click"], (event) => {
    // The composed path goes into open shadow roots and out of them; `closest` would stay in one.
    const path = [...event.composedPath(), ...around()];
    const hit = [...selectors.keys()].filter((at) => hits(path, selectors[at]));
    if (hit[0] >= 0) feed(CLICK, list(hit.map(number)));
  });
  listen(root, ["load"], ({ target }) => enter(target));
  root.querySelectorAll("iframe").forEach(enter);
}

const heard = new WeakSet();

/** An element and what is around it. */
const pathOf = (node) => (node ? [node, ...pathOf(node.parentNode ?? node.host)] : []);

/** Whether an event's path goes through an element: by the browser's own selector engine. `>>>` enters a shadow root or a frame. */
function hits(path, selector) {
  try {
    return selector.split(">>>").every((part) => path.some((node) => node.matches?.(part)));
  } catch {
    return false; // The browser does not know the selector.
  }
}

let probes;

/** Watches a probe. How, is a file of its own: most pages need none. */
export function probe(...given) {
  probes ??= import(new URL(__BANSO_PROBES_JS__, import.meta.url).href)
    .then((probes) => (probes.begin(feed, guard, hits), probes))
    .catch((error) => warn(`the page cannot be watched: ${error.message}`));
  probes.then(guard((probes) => probes?.watch(...given)));
}

/** Watches it no more. */
export const unprobe = (at) => probes?.then((probes) => probes?.unwatch(at));

/** Watches none any more. */
export const unprobeAll = () => probes?.then((probes) => probes?.end());

/** The Navigation API where the browser has it, otherwise `popstate` and a look after what may lead elsewhere. */
function route() {
  if (window.navigation) listen(navigation, ["currententrychange"], look);
  else listen(window, ["popstate", "hashchange", "click", "keyup"], look);
}

/** Feeds the address if it is a new one. Query and fragment are for page patterns; the engine sends the path alone. */
export function look() {
  const { origin, pathname, search, hash, href } = location;
  if (href === seen) return;
  const referrer = path ? origin + path : document.referrer.split(/[?#]/)[0];
  seen = href;
  path = pathname;
  feed(ROUTE, text(path), text(search + hash), text(origin), text(referrer));
  const guide = new URLSearchParams(search).get("banso");
  if (guide && guide !== link) feed(PERMALINK, text(guide));
  link = guide;
}

/** Says again what does not change by itself. */
export function orient() {
  seen = "";
  speak();
  look();
  feed(TURN, turn ?? OURS);
}

const observer = new MutationObserver(guard(() => settings.locale || speak()));

function language() {
  observer.observe(document.documentElement, { attributeFilter: ["lang"] });
}

/** Feeds the language that the host chose, or that of the page, or else the browser's. */
export function speak() {
  const tag = settings.locale || document.documentElement.lang || navigator.language;
  feed(LOCALE, text(tag));
}

/** `pagehide` and `visibilitychange` only: `unload` would keep the page out of the back/forward cache. */
function visits() {
  listen(window, ["pagehide"], () => (feed(LEAVING), sleep()));
  listen(window, ["pageshow"], ({ persisted }) => persisted && wake(true));
  listen(document, ["freeze"], sleep);
  listen(document, ["resume"], () => wake(true));
  listen(document, ["visibilitychange"], () => {
    if (document.hidden) return feed(LEAVING);
    wake();
    adopt();
  });
  listen(window, ["storage"], ({ key, newValue }) => {
    // Another tab wrote its memory, or has no more.
    if (key === memoryKey()) elsewhere(fromLatin1(newValue ?? ""));
  });
}

// Whose turn it is to show guides: the tags of the engine's `Turn`.
const [OURS, HIDDEN, THEIRS] = [0, 1, 2];
let turn;

/**
 * Guides are one window's to show: the one that has the focus, or had it last. It holds a lock, which the browser passes
 * on when that one is hidden, closed or gone. Where there are no locks (they need a secure context), each shows its own.
 */
function windows() {
  const { locks } = navigator;
  if (!locks) return;
  let leave;
  const tell = (whose) => feed(TURN, (turn = whose));
  const wait = () => {
    tell(THEIRS);
    claim();
  };
  const claim = (how) => {
    leave?.();
    const over = new AbortController();
    const { signal } = over;
    leave = () => over.abort();
    let held;
    const hold = guard((lock) => {
      if (signal.aborted) return undefined;
      if (!lock) return wait();
      held = true;
      tell(OURS);
      // Until it is left.
      return new Promise((done) => (signal.onabort = done));
    });
    // Another window has taken it; or there are no locks here, as in a page of no origin, which is alone.
    const lost = guard(() => signal.aborted || (held || how ? wait() : tell(OURS)));
    locks.request(memoryKey(), how ?? { signal }, hold).catch(lost);
  };
  const look = () => {
    if (!document.hidden) return claim({ [document.hasFocus() ? "steal" : "ifAvailable"]: true });
    leave?.();
    tell(HIDDEN);
  };
  tell(HIDDEN);
  look();
  listen(document, ["visibilitychange"], look);
  listen(window, ["focus"], () => turn && claim({ steal: true }));
  // A page that holds a lock cannot be gone back to.
  listen(window, ["pagehide"], () => leave?.());
  end.signal.onabort = () => leave?.();
}

/** Listens in the capture phase, passively: a page that stops an event does not hide it, and nothing is held up. */
function listen(target, kinds, react) {
  const { signal } = end;
  for (const kind of kinds) target.addEventListener(kind, guard(react), { capture: true, passive: true, signal });
}
