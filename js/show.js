// The view, which is downloaded when there is first something to show.
import { place, wasm } from "banso-core-glue";

import { DO, PRESS, bytes, reader, text, traits } from "./codec.js";
import { dead, feed, guard, settings, warn } from "./guard.js";
import { part } from "banso-transport";

/** What the host has said of the user and of the account. */
export const said = [{}, {}];

/** The longest text of an answer, in UTF-16 code units: what a field of the compiler's can hold. */
const LONGEST_ANSWER = 4000;

let loading;
let view;
let latest;
const wishes = [];

/** Shows a view; until the module has arrived, only the latest counts. */
export function paint(bytes) {
  latest = bytes.slice();
  if (view) view.paint(latest);
  else if (!dead) loading ??= load();
}

/** Passes a wish of the host on; until the module has arrived, it waits. */
export function ask(bytes) {
  const wish = Uint8Array.from(bytes);
  if (view) view.ask(wish);
  else wishes.push(wish);
}

/** Takes everything off the page. */
export function unmount() {
  view?.destroy();
  view = undefined;
}

async function load() {
  try {
    const { mount } = await import(new URL(__BANSO_VIEW_JS__, import.meta.url).href);
    const press = guard((bytes) => feed(PRESS, [...bytes]));
    const mounted = await mount(settings.base, {
      press,
      // What was pressed: of which guide, what the form around it holds, what it does.
      act: guard((guide, answers, acts) => feed(PRESS, DO, text(guide), traits(answers, LONGEST_ANSWER), bytes(acts))),
      part: (hash) => part(settings.endpoint, hash),
      warn,
      reader,
      trait: (account, name) => said[+!!account]?.[name],
      // Where a card stands: x, y, the side, the middle of its arrow; see src/lib.rs.
      place: (...of) => new Float32Array(place(...of).slice().buffer),
      wasm,
    });
    if (dead) return mounted.destroy();
    view = mounted;
    view.paint(latest);
    for (const wish of wishes.splice(0)) view.ask(wish);
  } catch (error) {
    warn(`nothing can be shown: ${error.message ?? error}`);
  }
}
