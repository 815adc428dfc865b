// Loads js/page.js and js/probes.js as they are, around a guard that only notes what the core would have been told.
let page;
let probes;
let told;
let core;

/** The number of the time zone among the kinds of probes. */
const ZONE = 9;

/** Makes modules of the sources. */
export async function load(codec, store, source, probing) {
  const address = (text) => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const shared = address(codec);
  const kept = address(store.replaceAll("./codec.js", shared));
  const guard = address(`
    import * as tags from "${shared}";
    const names = Object.fromEntries(Object.entries(tags).filter(([, tag]) => typeof tag === "number").map(([name, tag]) => [tag, name]));
    const texts = (bytes) => new TextDecoder().decode(Uint8Array.from(bytes)).replace(/[\\0-\\x1f"]/g, " ").trim();
    const numeric = [tags.CLICK, tags.SCREEN];
    export const told = [];
    export const settings = {};
    export const guard = (callback) => callback;
    export let last;
    export const feed = (tag, ...parts) => {
      last = Uint8Array.from([tag, parts].flat(2));
      told.push(names[tag] + " " + (numeric.includes(tag) ? parts.flat() : texts(parts.flat())));
    };
    export const warn = (text) => told.push("warn " + text);
  `);
  const tabs = address("export const adopt = () => {}, live = adopt, rest = adopt;");
  const consent = address("export const elsewhere = () => {}, sleep = elsewhere, wake = elsewhere;");
  // One part at a time: the product only ever watches all of them.
  const parts = "export const watch = (part) => [clicks, route, language, visits][part]();";
  const own = `${source}\n${parts}`.replaceAll("./codec.js", shared).replaceAll("banso-store", kept);
  page = await import(address(own.replaceAll("./guard.js", guard).replaceAll("./tabs.js", tabs).replaceAll("./consent.js", consent)));
  core = await import(guard);
  told = core.told;
  probes = await import(address(probing.replaceAll("./codec.js", shared)));
  probes.begin(core.feed, core.guard);
}

export const heedClicks = (selectors) => page.heedClicks(selectors.split("|"));

/** Watches a fact by its number among the kinds of probes. */
export const watchFact = (kind) => probes.watch(0, kind, "", 0);
export const unwatchFact = () => probes.unwatch(0);

/** What is said of a time zone that is one hour further ahead of UTC from a time on. */
export function zoneThatShifts(at, minutes) {
  const { getTimezoneOffset } = Date.prototype;
  Date.prototype.getTimezoneOffset = function () {
    return -minutes - (this >= at ? 60 : 0);
  };
  watchFact(ZONE);
  Date.prototype.getTimezoneOffset = getTimezoneOffset;
  return core.last;
}

export const watch = (part) => page.watch(part);
export const unwatchAll = () => page.unwatchAll();

/** What was told since the last time, a text each. */
export const heard = () => told.splice(0);
