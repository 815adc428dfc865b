// Announcements, and the guides that can be started.
import { make } from "../elements.js";
import { onward, row, section } from "./rows.js";
import { ALL_NEWS, GUIDES, NEW, NEWS, NO_NEWS, STARTED, TASK_DONE } from "./words.js";

/** How many announcements home shows. */
const LATEST = 3;

const newsOf = ({ feed }) => feed.filter(({ date }) => date);

/** Says of an announcement that it is new. */
const mark = ({ words }, { fate }) => (fate ? [] : [make("span", { class: "tag new" }, words[NEW])]);

/** The latest announcements, and the way to all of them. */
export function latest(page, view) {
  const entry = (one) =>
    row(
      "news",
      one.id,
      make(
        "span",
        { class: "grow" },
        make("span", { class: "name" }, one.title),
        ...mark(view, one),
        make("span", { class: "dim block" }, page.date(one.date, view.locale)),
      ),
    );
  const rows = newsOf(view).slice(0, LATEST).map(entry);
  if (rows.length) rows.push(onward("news", "", view.words[ALL_NEWS]));
  return section(view.words[NEWS], rows);
}

/** The guides that can be started, and what became of each. */
export function guides({ words, feed }) {
  const fates = ["", words[STARTED], words[TASK_DONE]];
  const rows = feed.filter(({ date }) => !date).map(({ id, title, fate }) => onward("guide", id, title, fates[fate]));
  return section(words[GUIDES], rows);
}

/** Every announcement, whole. */
export function all(page, view) {
  const entry = (one) =>
    make(
      "article",
      { class: "news", "data-guide": one.id },
      make("p", {}, make("time", { class: "dim", datetime: one.date }, page.date(one.date, view.locale)), ...mark(view, one)),
      page.draw(one.drawing),
    );
  const entries = newsOf(view).map(entry);
  const none = make("p", { class: "still" }, view.words[NO_NEWS]);
  return [make("h3", { class: "head" }, view.words[NEWS]), ...(entries[0] ? entries : [none])];
}

/** The announcement that this is a part of, and the step that it stands for: 0 where it begins, 1 where it ends. */
export const seen = ({ target }) => [target.closest("article")?.dataset.guide, +target.matches(".end")];
