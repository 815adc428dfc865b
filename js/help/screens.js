// The screens of the panel: home, a topic, results, and what stands in while there is no pack.
import { button, fill, make } from "../elements.js";
import { article } from "./article.js";
import { checklist } from "./checklist.js";
import { all, guides, latest } from "./news.js";
import { list, named, onward, section } from "./rows.js";
import { ASK, EMPTY, FAILED, FOR_PAGE, FREQUENT, GONE, GUIDES, LOADING, NOTHING, NOTHING_HINT, RECENT, RETRY, SEARCHED, STUCK, TOPICS } from "./words.js";

/** How many articles are suggested, how many questions stand open to them, and how much of the past is offered. */
const [SUGGESTIONS, QUESTIONS, PAST] = [3, 4, 4];

/** What the panel shows where it is. `of`: what the panel knows. */
export function screen(of) {
  const { page, view, pack, state, here, typed, position } = of;
  if (here?.kind === "news") return all(page, view);
  const isHome = !here && !typed();
  const said = isHome && view.checklist ? [checklist(page, view)] : [];
  if (view.help && !pack) said.push(...(pack === null ? failed : loading)(view));
  if (isHome) return [...said, ...home(of)];
  if (!pack) return said;
  if (!here) return results(of);
  if (here.kind === "topic") return topic(pack, here.arg);
  if (here.kind === "contact") return contact(of);
  const at = position(here.arg);
  if (at < 0) return [make("p", { class: "still" }, pack.words[GONE])];
  return article(of, at, state.rated[here.arg]);
}

/** What suits this page, what is new, and what else there is. */
function home({ page, view, pack, state, search, path, position }) {
  const links = page.draw(view.links);
  if (!view.help || !pack) return [...latest(page, view), ...guides(view), links];
  const ways = links.querySelector("ul");
  const way = pack.topics.length ? [onward("contact", "", pack.words[ASK])] : [];
  ways?.prepend(...way);
  return [
    ...suggestions(pack, search.near(path())),
    ...frequent(page, pack, search, path()),
    ...past(pack, state, position),
    ...latest(page, view),
    ...guides(view),
    ...topics(pack),
    ...(ways ? [links] : section("", way)),
  ];
}

/** Articles for this page. */
function suggestions({ articles, words, topics, questions }, near) {
  if (!articles.length && !topics.length && !questions.length) return [make("p", { class: "still" }, words[EMPTY])];
  return list(words[FOR_PAGE], near.slice(0, SUGGESTIONS).map((at) => articles[at]));
}

/** Frequent questions of this page, each of which opens to its answer. */
function frequent(page, { questions, words }, search, path) {
  const here = questions.filter(({ pages }) => !pages.length || search.suits(pages, path));
  const entry = ({ question, answer }) =>
    make("li", {}, make("details", {}, make("summary", { class: "row", part: "row" }, make("span", { class: "grow" }, question)), make("div", { class: "answer" }, page.draw(answer))));
  return section(words[FREQUENT], here.slice(0, QUESTIONS).map(entry));
}

/** What was searched for and read before, the latest first. */
function past({ articles, words }, { searches, articles: read }, position) {
  const rows = [
    ...read.filter((slug) => position(slug) >= 0).map((slug) => onward("article", slug, articles[position(slug)].title)),
    ...searches.map((query) => onward("search", query, fill(words[SEARCHED], query))),
  ];
  // Two of each, or more of one where there is less of the other.
  const count = read.length;
  const most = Math.max(PAST / 2, PAST - searches.length);
  return section(words[RECENT], [...rows.slice(0, count).reverse().slice(0, most), ...rows.slice(count).reverse().slice(0, PAST - Math.min(count, most))]);
}

/** The categories that have articles, with how many. */
function topics({ articles, categories, words }) {
  const entries = categories.map(([id, name]) => [id, name, articles.filter(({ category }) => category === id).length]);
  return section(words[TOPICS], entries.filter(([, , count]) => count).map((entry) => onward("topic", ...entry)));
}

/** The articles of one topic. */
const topic = ({ articles, categories }, id) =>
  list(categories.find(([known]) => known === id)?.[1], articles.filter(({ category }) => category === id));

/** What a search found, articles and guides, or where else to look, and the way to somebody who knows. */
function results({ view, pack, hits, typed, search, fold, guideAt }) {
  const { articles, words } = pack;
  const marked = (text) => search.marks(text, fold(typed())).map((piece, at) => (at % 2 ? make("mark", {}, piece) : piece));
  const entry = ({ slug, id, title, summary }) =>
    slug ? named("article", slug, marked(title), marked(summary)) : named("guide", id, marked(title), [view.words[GUIDES]]);
  if (hits.length) return [...section("", hits.map((at) => entry(articles[at] ?? guideAt(at)))), ...stuck(pack)];
  return [
    make("div", { class: "still" }, make("p", { class: "name" }, fill(words[NOTHING], typed())), make("p", {}, words[NOTHING_HINT])),
    ...stuck(pack),
    ...topics(pack),
  ];
}

/** The way to support, where something did not help. */
export const stuck = ({ topics, words }) =>
  topics.length ? [make("div", { class: "stuck" }, make("p", { class: "dim" }, words[STUCK]), button("plain", "contact", { "data-arg": "" }, words[ASK]))] : [];

/** Writing to support, or what became of it. */
function contact({ page, view, pack, here, writer, contact }) {
  if (!writer) return (writer === null ? failed : loading)(view);
  if (here.sent) return [writer.receipt(page, pack, here.sent, navigator.onLine)];
  return [make("h3", { class: "article", tabindex: -1 }, pack.words[ASK]), contact()];
}

/** Grey lines where text will be. */
const loading = ({ words }) => [
  make("div", { class: "bones" }, make("span", { class: "unseen" }, words[LOADING]), ...Array.from({ length: 6 }, () => make("i", {}))),
];

/** Something that is needed could not be had. */
const failed = ({ words }) => [
  make("div", { class: "still", role: "alert" }, make("p", {}, words[FAILED]), button("plain", "retry", {}, words[RETRY])),
];
