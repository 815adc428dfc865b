// Loads what help says and hides as it is, and calls it for typed.rs.
let js;

/** Makes modules of the sources. */
export async function load(codec, press, mask) {
  const address = (source) => URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const saying = press.replaceAll("./codec.js", address(codec));
  const modules = await Promise.all([saying, mask].map((source) => import(address(source))));
  js = Object.assign({}, ...modules);
}

export const masked = (text) => js.mask(text);

/** The bytes of a note, of properties as JSON. */
export const noted = (event, json) => Uint8Array.from(js.note(event, JSON.parse(json)));
