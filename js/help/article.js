// An article: its text, whether it helped, and what to read next.
import { button, fill, icon, make } from "../elements.js";
import { list } from "./rows.js";
import { stuck } from "./screens.js";
import { CONTENTS, COPY, HELPFUL, IN_TAB, NO, RELATED, THANKS, UPDATED, YES } from "./words.js";

/** How many articles are offered to read next, and from how many parts on an article says which it has. */
const [NEXT, PARTS] = [3, 3];
const OUT = "M11 4h5v5M16 4l-7 7M14 11v5H4V6h5";

/** The article at a position. `rated`: how its question was answered, if it was. */
export function article({ page, pack, writer, because }, at, rated) {
  const { articles, bodies, words, locale } = pack;
  const meta = articles[at];
  const near = articles.filter(({ category, slug }) => category === meta.category && slug !== meta.slug);
  const text = make("div", { class: "text" }, page.draw(bodies[at]));
  for (const code of text.querySelectorAll("pre")) copyable(code, words);
  return [
    make(
      "article",
      {},
      make("h3", { class: "article", tabindex: -1 }, meta.title),
      make(
        "p",
        { class: "line dim" },
        make("span", { class: "grow" }, fill(words[UPDATED], page.date(meta.updated, locale))),
        make("a", { class: "cross", part: "close", href: addressOf(meta.slug), target: "_blank", rel: "noopener", "aria-label": words[IN_TAB], title: words[IN_TAB] }, icon(OUT)),
      ),
      ...contents(text, words),
      text,
    ),
    make("div", { class: "rate" }, ...question(words, meta.slug, rated)),
    ...(rated && !rated.why && writer ? [writer.why(page, pack, (why) => because(meta.slug, why))] : []),
    ...(rated && !rated.helpful ? stuck(pack) : []),
    ...list(words[RELATED], near.slice(0, NEXT)),
  ];
}

/** The address of this page that opens an article: see `begin` in js/launcher.js. */
function addressOf(slug) {
  const address = new URL(location);
  address.searchParams.set("banso-article", slug);
  return address;
}

/** The parts of a long article. */
function contents(text, words) {
  const parts = [...text.querySelectorAll("h4")];
  if (parts.length < PARTS) return [];
  const entries = parts.map((part, at) => make("li", {}, button("part", "part", { "data-arg": at }, part.textContent)));
  return [make("nav", { class: "contents", "aria-label": words[CONTENTS] }, make("p", { class: "dim" }, words[CONTENTS]), make("ul", { class: "plainly" }, ...entries))];
}

/** Gives code a button that copies it. */
function copyable(code, words) {
  const box = make("div", { class: "code" });
  code.replaceWith(box);
  code.tabIndex = 0;
  box.append(code, button("copy", "copy", {}, words[COPY]));
}

function question(words, slug, rated) {
  if (rated) return [make("p", { role: "status" }, words[THANKS])];
  const answer = (act, word) => button("plain", act, { "data-arg": slug, "aria-describedby": "rate" }, words[word]);
  return [make("p", { class: "grow", id: "rate" }, words[HELPFUL]), answer("yes", YES), answer("no", NO)];
}
