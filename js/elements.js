// Elements that no compiler drew: those around the content, with our own words.

const SVG = /svg|path|circle/;

/** A new element. Attributes without a value are left out, and those that are `true` have an empty one. */
export function make(tag, attributes, ...inside) {
  const made = document.createElementNS(SVG.test(tag) ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1999/xhtml", tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value != null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside);
  return made;
}

/** The parts that hosts style by a name of their own; the rest by its class. */
const PARTS = { main: "button primary", plain: "button", quiet: "button", cross: "close" };

/** A button that does `act` when it is pressed. */
export const button = (kind, act, attributes, ...inside) =>
  make("button", { class: kind, part: PARTS[kind] ?? kind, type: "button", "data-act": act, ...attributes }, ...inside);

/** A line drawing on a 20 by 20 grid, in the colour of the text. */
export const icon = (d) => make("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, make("path", { d }));

export const CROSS = "M5 5l10 10M15 5L5 15";
export const TICK = "M5 10.5l3.5 3.5L15 7";

/** A text with its `%`s filled in, in order. */
export const fill = (text, ...values) => text.replace(/%/g, () => values.shift());
