// An article: its text, whether it helped, and what to read next.
import { button, fill, make } from "../elements.js";
import { list } from "./screens.js";
import { HELPFUL, NO, RELATED, THANKS, UPDATED, YES } from "./words.js";

/** How many articles are offered to read next. */
const NEXT = 3;

/** The article at a position. `rated`: its question was answered. */
export function article(page, { articles, bodies, words, locale }, at, rated) {
  const meta = articles[at];
  const near = articles.filter(({ category, slug }) => category === meta.category && slug !== meta.slug);
  return [
    make(
      "article",
      {},
      make("h3", { class: "article", tabindex: -1 }, meta.title),
      make("p", { class: "dim" }, fill(words[UPDATED], page.date(meta.updated, locale))),
      make("div", { class: "text" }, page.draw(bodies[at])),
    ),
    make("div", { class: "rate" }, ...question(words, meta.slug, rated)),
    ...list(words[RELATED], near.slice(0, NEXT)),
  ];
}

function question(words, slug, rated) {
  if (rated) return [make("p", { role: "status" }, words[THANKS])];
  const answer = (act, word) => button("plain", act, { "data-arg": slug, "aria-describedby": "rate" }, words[word]);
  return [make("p", { class: "grow", id: "rate" }, words[HELPFUL]), answer("yes", YES), answer("no", NO)];
}
