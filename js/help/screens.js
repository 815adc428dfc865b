// The screens of the panel: home, a topic, results, and what stands in while there is no pack.
import { button, fill, make } from "../elements.js";
import { guides, latest } from "./news.js";
import { named, onward, section } from "./rows.js";
import { EMPTY, FAILED, FOR_PAGE, GONE, GUIDES, LOADING, NOTHING, NOTHING_HINT, RETRY, TOPICS } from "./words.js";

/** How many articles are suggested. */
const SUGGESTIONS = 3;

/** What suits this page, what is new, and what else there is. */
export const home = (page, view, pack, near) => [
  ...(pack ? suggestions(pack, near) : []),
  ...latest(page, view),
  ...guides(view),
  ...(pack ? topics(pack) : []),
  page.draw(view.links),
];

/** Articles for this page. */
function suggestions({ articles, words }, near) {
  if (!articles.length) return [make("p", { class: "still" }, words[EMPTY])];
  return list(words[FOR_PAGE], near.slice(0, SUGGESTIONS).map((at) => articles[at]));
}

/** The categories that have articles, with how many. */
function topics({ articles, categories, words }) {
  const entries = categories.map(([id, name]) => [id, name, articles.filter(({ category }) => category === id).length]);
  return section(words[TOPICS], entries.filter(([, , count]) => count).map((entry) => onward("topic", ...entry)));
}

/** The articles of one topic. */
export const topic = ({ articles, categories }, id) =>
  list(categories.find(([known]) => known === id)?.[1], articles.filter(({ category }) => category === id));

/** What a search found, articles and guides, or where else to look. `marks` takes a text apart, every second piece of which matches. */
export function results(view, pack, typed, hits, marks) {
  const marked = (text) => marks(text).map((piece, at) => (at % 2 ? make("mark", {}, piece) : piece));
  const { words } = pack;
  const entry = ({ slug, id, title, summary }) =>
    slug ? named("article", slug, marked(title), marked(summary)) : named("guide", id, marked(title), [view.words[GUIDES]]);
  if (hits.length) return section("", hits.map(entry));
  return [
    make("div", { class: "still" }, make("p", { class: "name" }, fill(words[NOTHING], typed)), make("p", {}, words[NOTHING_HINT])),
    ...topics(pack),
  ];
}

/** Articles under a heading. */
export const list = (heading, articles) =>
  section(heading, articles.map(({ slug, title, summary }) => named("article", slug, [title], [summary])));

/** Grey lines where text will be. */
export const loading = ({ words }) => [
  make("div", { class: "bones" }, make("span", { class: "unseen" }, words[LOADING]), ...Array.from({ length: 6 }, () => make("i", {}))),
];

/** The pack could not be had. */
export const failed = ({ words }) => [
  make("div", { class: "still", role: "alert" }, make("p", {}, words[FAILED]), button("plain", "retry", {}, words[RETRY])),
];

/** The article that was asked for is not in the pack. */
export const gone = ({ words }) => [make("p", { class: "still" }, words[GONE])];
