// Rows that lead on, of which the screens of help are made.
import { button, icon, make } from "../elements.js";

export const ONWARD = "M8 5l5 5-5 5";

/** A row that does something. */
export const row = (act, arg, ...inside) => make("li", {}, button("row", act, { "data-arg": arg }, ...inside));

/** Rows below a heading, if it has one; nothing at all for no rows. */
export const section = (heading, rows) =>
  rows.length ? [...(heading ? [make("h3", { class: "head" }, heading)] : []), make("ul", { class: "plainly" }, ...rows)] : [];

/** A row whose text is followed by an arrow; `beside`: what stands before that. */
export const onward = (act, arg, text, beside) =>
  row(act, arg, make("span", { class: "grow" }, text), ...(beside == null ? [] : [make("span", { class: "dim" }, beside)]), icon(ONWARD));

/** A row with a name and a line below it, each in pieces. */
export const named = (act, arg, name, line) =>
  row(act, arg, make("span", { class: "grow" }, make("span", { class: "name" }, ...name), make("span", { class: "dim block" }, ...line)));

/** Articles under a heading. */
export const list = (heading, articles) =>
  section(heading, articles.map(({ slug, title, summary }) => named("article", slug, [title], [summary])));
