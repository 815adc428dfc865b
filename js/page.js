// What the page tells: clicks, its address, its language, and whether it is being left. No text and no value of the
// page is read, and no function of the page is patched.
import { LEAVING, LOCALE, REMEMBERED, ROUTE, TICK, bytes, text } from "./codec.js";
import { core, feed, guard, settings } from "./guard.js";
import { fromLatin1, memoryKey } from "./store.js";

/** How to watch each part of the page, in the order of src/watch.rs; each answers with its undoing. */
const parts = [clicks, route, language, visits];
const undos = [];

export function watch(part) {
  undos[part] = parts[part]();
}

export function unwatch(part) {
  undos[part]?.();
  undos[part] = undefined;
}

/** Ends what is left, for a core that cannot do it any more. */
export const unwatchAll = () => undos.forEach((_, part) => unwatch(part));

let element;
let seen = "";

/** Whether the element of the present click is in one that matches, by the browser's own selector engine. */
export function clicked(selector) {
  try {
    return element.closest(selector) !== null;
  } catch {
    return false; // The browser does not know the selector.
  }
}

function clicks() {
  return listen(document, ["click"], (event) => {
    // The composed path reaches into open shadow roots, where `target` stops at the host element.
    element = event.composedPath()[0];
    core?.click();
    element = undefined;
  });
}

/** The Navigation API where the browser has it, otherwise `popstate` and a look after what may lead elsewhere. */
function route() {
  return window.navigation
    ? listen(navigation, ["currententrychange"], look)
    : listen(window, ["popstate", "hashchange", "click", "keyup"], look);
}

/** Feeds the address if it is a new one. Query and fragment are left out: they carry secrets. */
export function look() {
  const { origin, pathname } = location;
  if (pathname === seen) return;
  const referrer = seen ? origin + seen : document.referrer.split(/[?#]/)[0];
  seen = pathname;
  feed(ROUTE, text(pathname), text(origin), text(referrer));
}

function language() {
  const observer = new MutationObserver(guard(() => settings.locale || speak()));
  observer.observe(document.documentElement, { attributeFilter: ["lang"] });
  return () => observer.disconnect();
}

/** Feeds the language that the host chose, or that of the page, or else the browser's. */
export function speak() {
  const tag = settings.locale || document.documentElement.lang || navigator.language;
  feed(LOCALE, text(tag ?? ""));
}

/** `pagehide` and `visibilitychange` only: `unload` would keep the page out of the back/forward cache. */
function visits() {
  const leave = listen(window, ["pagehide"], () => feed(LEAVING));
  const hide = listen(document, ["visibilitychange"], () => feed(document.hidden ? LEAVING : TICK));
  const others = listen(window, ["storage"], ({ key, newValue }) => {
    // Another tab wrote its memory: take it over.
    if (key === memoryKey() && newValue) feed(REMEMBERED, bytes(fromLatin1(newValue)));
  });
  return () => [leave, hide, others].forEach((undo) => undo());
}

/** Listens in the capture phase, passively: a page that stops an event does not hide it, and nothing is held up. */
function listen(target, kinds, react) {
  const guarded = guard(react);
  for (const kind of kinds) target.addEventListener(kind, guarded, { capture: true, passive: true });
  return () => kinds.forEach((kind) => target.removeEventListener(kind, guarded, true));
}
