// Loads js/page.js as it is, around a guard that only notes what the core would have been told.
let page;
let told;

/** Makes modules of the sources. */
export async function load(codec, store, source) {
  const address = (text) => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const shared = address(codec);
  const kept = address(store.replaceAll("./codec.js", shared));
  const guard = address(`
    import * as tags from "${shared}";
    const names = Object.fromEntries(Object.entries(tags).filter(([, tag]) => typeof tag === "number").map(([name, tag]) => [tag, name]));
    const texts = (bytes) => new TextDecoder().decode(Uint8Array.from(bytes)).replace(/[\\0-\\x1f"]/g, " ").trim();
    export const told = [];
    export const settings = {};
    export const guard = (callback) => callback;
    export const feed = (tag, ...parts) => told.push(names[tag] + " " + texts(parts.flat()));
    export const core = { click: () => told.push("click " + [".pay", ".cancel"].filter(globalThis.clicked)) };
  `);
  const own = source.replaceAll("./codec.js", shared).replaceAll("./store.js", kept);
  page = await import(address(own.replaceAll("./guard.js", guard)));
  told = (await import(guard)).told;
  globalThis.clicked = page.clicked;
}

export const watch = (part) => page.watch(part);
export const unwatchAll = () => page.unwatchAll();

/** What was told since the last time, a text each. */
export const heard = () => told.splice(0);
