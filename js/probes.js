// Probes: what content asks of the page's elements, of the pointer, the window and the clock. This file is downloaded
// when the first is asked for. Nothing runs while nothing is watched, and no text or value of the page is read.
import { PROBES, SCREEN, ZONE, list, number } from "./codec.js";

/** How long the pointer rests on an element before it counts, in ms. */
const REST = 150;

/** An element of at least this share of the window scrolls the page, in effect. */
const MAIN = 0.5;

/** How to watch each kind, in the order of `ProbeKind` in crates/content/src/rule.rs; each answers with its undoing. */
const kinds = [present, visible, disabled, hover, appears, idle, scroll, exit, size, zone, input];

let feed;
let guard;
let hits;
const undos = new Map();

/**
 * Prepares to watch.
 * @param {(tag: number, ...parts: number[][]) => void} feeding - Tells the core what is found: a state and a fact when it
 * is first known and when it changes, a moment when it comes.
 * @param {(callback: Function) => Function} guarded - Makes a callback unable to throw.
 * @param {(path: EventTarget[], selector: string) => boolean} matching - Whether an event's path goes through an element.
 */
export function begin(feeding, guarded, matching) {
  [feed, guard, hits] = [feeding, guarded, matching];
}

const tell = (found) => feed(PROBES, list(found.map(([at, holds]) => [...number(at), +holds])));

/** Watches a probe in place of what had its number. */
export function watch(at, kind, selector, amount) {
  unwatch(at);
  undos.set(at, kinds[kind](at, selector, amount));
}

/** Ends it. */
export function unwatch(at) {
  undos.get(at)?.();
  undos.delete(at);
}

/** Ends all of them. */
export const end = () => [...undos.keys()].forEach(unwatch);

// States of elements.

function present(at, selector) {
  return state(at, selector, () => true);
}

function visible(at, selector) {
  // A style sheet may show or hide an element, and no attribute changes.
  const sizes = following(new ResizeObserver(soon));
  const undo = state(at, selector, isVisible, sizes);
  return () => (undo(), sizes.end());
}

function disabled(at, selector) {
  const isDisabled = (element) => element.matches(":disabled") || element.closest('[aria-disabled="true"]');
  return state(at, selector, isDisabled);
}

/** Whether an element takes up room and is not hidden. */
function isVisible(element) {
  const { width, height } = element.getBoundingClientRect();
  return width * height > 0 && getComputedStyle(element).visibility === "visible";
}

/** Follows whether any element passes. */
function state(at, selector, passes, sizes) {
  let known;
  return looking(selector, (elements) => {
    sizes?.keep(elements);
    const holds = elements.some(passes);
    if (holds === known) return;
    known = holds;
    found.push([at, holds]);
  });
}

/** Follows when an element comes into view: once, until none is in view any more. */
function appears(at, selector) {
  const inside = new Set();
  const seen = guard((entries) => {
    const none = !inside.size;
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && isVisible(target)) inside.add(target);
      else inside.delete(target);
    }
    if (none && inside.size) tell([[at, true]]);
  });
  const views = following(new IntersectionObserver(seen));
  const undo = looking(selector, (elements) => {
    views.keep(elements);
    for (const element of inside) if (!elements.includes(element)) inside.delete(element);
  });
  return () => (undo(), views.end());
}

/** An observer that is kept on the elements that there are. */
function following(observer) {
  let kept = [];
  return {
    keep(elements) {
      for (const element of kept) if (!elements.includes(element)) observer.unobserve(element);
      for (const element of elements) if (!kept.includes(element)) observer.observe(element);
      kept = elements;
    },
    end: () => observer.disconnect(),
  };
}

// One look at the page for all of them, at most one a frame.

/** What to do with the elements of a selector, for each that is looked for. */
const looks = new Map();
const LATE = ["transitionend", "animationend", "load"];
const USUAL = ["class", "style", "hidden", "disabled", "aria-disabled", "open", "id"];
let found = [];
let mutations;
let frame;
let filter = "";

/** Calls `look` with the elements now, and with those after each change. */
function looking(selector, look) {
  const id = {};
  if (!looks.size) for (const kind of LATE) document.addEventListener(kind, soon, { capture: true, passive: true });
  looks.set(id, () => look(all(selector)));
  looks.get(id).selector = selector;
  observe();
  soon();
  return () => {
    looks.delete(id);
    if (looks.size) return;
    for (const kind of LATE) document.removeEventListener(kind, soon, true);
    cancelAnimationFrame(frame);
    mutations.disconnect();
    mutations = frame = undefined;
  };
}

/** Observes what may change a state, and the attributes that the selectors name. */
function observe() {
  const named = [...looks.values()].flatMap(({ selector }) => [...selector.matchAll(/\[\s*([\w-]+)/g)]);
  const names = [...new Set([...USUAL, ...named.map(([, name]) => name)])];
  if (mutations && filter === names.join()) return;
  filter = names.join();
  mutations?.disconnect();
  mutations = new MutationObserver(soon);
  follow(document);
}

/** Observes the document, or an open shadow root; more than once does no harm. */
const follow = (root) => mutations.observe(root, { subtree: true, childList: true, attributeFilter: filter.split(",") });

/** Looks in the next frame. */
function soon() {
  if (looks.size) frame ??= requestAnimationFrame(guard(lookNow));
}

function lookNow() {
  frame = undefined;
  found = [];
  for (const look of [...looks.values()]) look();
  if (found.length) tell(found);
}

/** The elements that a selector means. `a >>> b` means `b` inside the open shadow root, or the frame, that is `a`. */
function all(selector) {
  const parts = selector.split(">>>");
  const last = parts.pop();
  try {
    const roots = parts.reduce((scopes, part) => scopes.flatMap((scope) => rootsOf(scope, part)), [document]);
    return roots.flatMap((root) => [...root.querySelectorAll(last)]);
  } catch {
    return []; // The browser does not know the selector.
  }
}

function rootsOf(scope, selector) {
  return [...scope.querySelectorAll(selector)].flatMap(({ shadowRoot, contentDocument, localName }) => {
    // A frame of another origin has no document for us.
    const root = shadowRoot ?? contentDocument;
    if (root) follow(root);
    else if (localName.includes("-")) customElements.whenDefined(localName).then(soon);
    return root ?? [];
  });
}

// Moments.

/** The pointer rests on the element, or moves inside it. */
function hover(at, selector) {
  let timer;
  const leave = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const over = listen(document, ["pointerover"], (event) => {
    if (event.pointerType === "touch" || !hits(event.composedPath(), selector)) leave();
    else timer ??= setTimeout(guard(() => tell([[at, true]])), REST);
  });
  const out = listen(document, ["pointerout"], (event) => event.relatedTarget ?? leave());
  return () => (over(), out(), leave());
}

/** Nobody touches the page for so many ms, while it is visible. */
function idle(at, _, amount) {
  let last;
  let timer;
  const check = guard(() => {
    const left = last + amount - performance.now();
    timer = left > 0 ? setTimeout(check, left) : undefined;
    if (!timer && !document.hidden) tell([[at, true]]);
  });
  const touched = () => {
    last = performance.now();
    timer ??= setTimeout(check, amount);
  };
  const kinds = ["pointermove", "pointerdown", "keydown", "scroll", "wheel", "touchstart", "visibilitychange"];
  const undo = listen(document, kinds, touched);
  touched();
  return () => (undo(), clearTimeout(timer));
}

/** The page, or the element that fills it, is scrolled down by so many percent of the way. */
function scroll(at, _, amount) {
  let frame;
  let past = false;
  let scrolled = document.scrollingElement ?? document.documentElement;
  const check = guard(() => {
    frame = undefined;
    const way = scrolled.scrollHeight - scrolled.clientHeight;
    const was = past;
    past = way > 0 && scrolled.scrollTop >= (way * amount) / 100 - 1;
    if (past && !was) tell([[at, true]]);
  });
  const undo = listen(document, ["scroll"], ({ target }) => {
    const element = target === document ? document.scrollingElement : target;
    if (!isMain(element)) return;
    scrolled = element;
    frame ??= requestAnimationFrame(check);
  });
  frame = requestAnimationFrame(check);
  return () => (undo(), cancelAnimationFrame(frame));
}

const isMain = (element) =>
  element === document.scrollingElement ||
  element.clientWidth * element.clientHeight >= innerWidth * innerHeight * MAIN;

/** The pointer leaves the page upwards, as if to close it. A finger never does. */
function exit(at) {
  return listen(document, ["pointerout"], ({ pointerType, relatedTarget, clientY }) => {
    if (pointerType !== "touch" && !relatedTarget && clientY <= 0) tell([[at, true]]);
  });
}

/** A field is filled in, or chosen from; what stands in it is not read. */
function input(at, selector) {
  return listen(document, ["change"], (event) => {
    if (hits(event.composedPath(), selector)) tell([[at, true]]);
  });
}

// Facts.

const DAY = 864e5;
const COARSE = "(pointer: coarse)";

/** The size of the window and of the screen, and whether the pointer is a finger. */
function size() {
  const measure = () => {
    const sizes = [innerWidth, innerHeight, Math.min(screen.width, screen.height)];
    feed(SCREEN, sizes.flatMap(number), +matchMedia(COARSE).matches);
  };
  let frame;
  const pointer = listen(matchMedia(COARSE), ["change"], measure);
  const resize = listen(window, ["resize"], () => {
    frame ??= requestAnimationFrame(guard(() => {
      frame = undefined;
      measure();
    }));
  });
  measure();
  return () => (pointer(), resize(), cancelAnimationFrame(frame));
}

/** How far ahead of UTC the clock on the wall is, and how that changes within 400 days. */
function zone() {
  const ahead = (at) => -new Date(at).getTimezoneOffset() & 0xffff;
  let at = Date.now();
  const shifts = [[0, ahead(at)]];
  for (const end = at + 400 * DAY; at < end; at += 7 * DAY) {
    const minutes = ahead(at);
    let [before, after] = [at, at + 7 * DAY];
    if (minutes === ahead(after)) continue;
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (ahead(middle) === minutes) before = middle;
      else after = middle;
    }
    shifts.push([after, ahead(after)]);
  }
  feed(ZONE, list(shifts.map((shift) => shift.flatMap(number))));
}

/** Listens in the capture phase, passively: a page that stops an event does not hide it, and nothing is held up. */
function listen(target, kinds, react) {
  const guarded = guard(react);
  for (const kind of kinds) target.addEventListener(kind, guarded, { capture: true, passive: true });
  return () => kinds.forEach((kind) => target.removeEventListener(kind, guarded, true));
}
