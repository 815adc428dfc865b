// The view, which is downloaded when there is first something to show.
import { place, wasm } from "banso-core-glue";

import { DO, PRESS, bytes, reader, text, traits } from "./codec.js";
import { dead, feed, guard, settings, warn } from "./guard.js";
import { part } from "banso-transport";

/** What the host has said of the user and of the account. */
export const said = [{}, {}];

/** The longest text of an answer, in UTF-16 code units: what a field of the compiler's can hold. */
const LONGEST_ANSWER = 4000;

/** What the view, and what hands guides to the host, ask of the core. */
const host = {
  press: guard((bytes) => feed(PRESS, [...bytes])),
  // What was pressed: of which guide, what the form around it holds, what it does.
  act: guard((guide, answers, acts) => feed(PRESS, DO, text(guide), traits(answers, LONGEST_ANSWER), bytes(acts))),
  part: (hash) => part(settings.endpoint, hash),
  warn,
  reader,
  trait: (account, name) => said[+!!account]?.[name],
  // They are there only after this: guard.js and this file need each other.
  get settings() {
    return settings;
  },
  // Where a card stands: x, y, the side, the middle of its arrow; see src/lib.rs.
  place: (...of) => new Float32Array(place(...of).slice().buffer),
  dark: () => ({ dark: true, light: false })[settings.theme],
};

let loading;
let view;
let latest;
/** Hands guides to the host, where it paints them. */
let render;
/** What is left for the view. */
let left;
const wishes = [];

/** Shows a view; until the module has arrived, only the latest counts. */
export function paint(bytes) {
  latest = bytes.slice();
  repaint();
}

/** The same again: the host has said something else of how it looks. */
export function repaint() {
  if (!latest || dead) return;
  if (!settings.render) return give(latest);
  render ??= import(new URL(__BANSO_RENDER_JS__, import.meta.url).href)
    .then(({ begin }) => begin(host, settings, guard(repaint)))
    .catch((error) => warn(`the host cannot paint guides: ${error.message}`));
  render.then(guard((render) => dead || give(render ? render.take(latest) : latest)));
}

/** The host has said something else of the user or of the account. */
export const retell = () => (settings.render ? repaint() : view?.retell());

/** Has the view paint these bytes, if any are left for it. */
function give(bytes) {
  left = bytes;
  if (view) view.paint(left);
  else if (left.length && !loading) load((loading = {}));
}

/** Passes a wish of the host on; until the module has arrived, it waits. */
export function ask(bytes) {
  const wish = Uint8Array.from(bytes);
  if (view) view.ask(wish);
  else wishes.push(wish);
}

/** Takes everything off the page; what is painted next begins anew. */
export function unmount() {
  render?.then((render) => render?.end());
  view?.destroy();
  render = view = loading = latest = undefined;
}

async function load(mine) {
  try {
    const { mount } = await import(new URL(__BANSO_VIEW_JS__, import.meta.url).href);
    const mounted = await mount(settings.base, { ...host, layer: settings.baseLayer, wasm });
    if (loading !== mine) return mounted.destroy();
    view = mounted;
    view.paint(left);
    for (const wish of wishes.splice(0)) view.ask(wish);
  } catch (error) {
    warn(`nothing can be shown: ${error.message ?? error}`);
  }
}
