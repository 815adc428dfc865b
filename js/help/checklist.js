// The checklist, which stands first in help.
import { TICK, button, fill, icon, make } from "../elements.js";
import { done, isComplete } from "../scene.js";
import { ALL_DONE, DUE, LOCKED, OPTIONAL, OVERDUE, PROGRESS, TASK_DONE } from "./words.js";
import { ONWARD } from "./rows.js";

const LOCK = "M5 9h10v7H5zM7 9V7a3 3 0 0 1 6 0v2";

/** The checklist of the view. Once it is complete, only what was optional is left of it. */
export function checklist(page, { words, checklist: list, locale }) {
  const complete = isComplete(list);
  const [ready, all] = [done(list).length, list.needed.length];
  const count = complete ? words[ALL_DONE] : fill(words[PROGRESS], ready, all);
  const lines = [list.intro, due(page, list, words, locale)].filter((line) => line && !complete);
  const bar = make("i", {});
  bar.style.width = `${Math.floor((ready * 100) / all)}%`;
  return make(
    "section",
    { class: "todo", "aria-labelledby": "todo-title" },
    make("div", { class: "line" }, make("h3", { id: "todo-title" }, list.title), make("span", { class: "dim" }, count)),
    ...(complete ? praise(list.celebration) : [...lines.map(dim), make("div", { class: "bar", "aria-hidden": "true" }, bar)]),
    ...tasks(words, list, complete),
  );
}

const dim = (line) => make("p", { class: "dim" }, line);

/** What there is to say when all is done. */
const praise = (text) =>
  text ? [make("div", { class: "praise" }, make("span", { class: "medal" }, icon(TICK)), make("p", {}, text))] : [];

/** When it should be complete, in words; empty without a deadline. */
function due(page, { due }, words, locale) {
  if (due == null) return "";
  const days = page.days(due);
  return fill(words[days < 0 ? OVERDUE : DUE], page.relative(days, /^ja(-|$)/.test(locale) ? "ja" : "en"));
}

/** The tasks; only those that are not done when the checklist is complete. */
function tasks(words, { tasks, ordered }, complete) {
  const next = tasks.find(({ done }) => !done);
  const turn = ordered && tasks.find(({ done, optional }) => !done && !optional);
  const behind = (at) => turn && at > tasks.indexOf(turn) && turn.title;
  const rows = tasks.map((one, at) => !(complete && one.done) && make("li", {}, task(words, one, one === next, behind(at))));
  return next ? [make("ul", { class: "plainly" }, ...rows.filter(Boolean))] : [];
}

/** A task: the next one says why, and what can be pressed leads on. `after`: the task that it waits for. */
function task(words, { id, done, optional, title, detail, action }, next, after) {
  const locked = !done && after;
  const leads = action && !done && !locked;
  const text = make("span", { class: "grow" }, make("span", { class: "name" }, title));
  const add = (kind, said) => text.append(make("span", { class: kind }, said));
  if (optional) add("tag", words[OPTIONAL]);
  if (done) add("unseen", words[TASK_DONE]);
  else if (locked) add("unseen", fill(words[LOCKED], after));
  else if (next && detail) add("dim block", detail);
  const inside = [make("span", { class: "tick" }, icon(TICK)), text];
  if (locked) inside.push(icon(LOCK));
  if (leads) inside.push(icon(ONWARD));
  const state = { "data-done": !!done, "data-locked": !!locked };
  return leads
    ? button("task", "task", { "data-arg": id, ...state }, ...inside)
    : make("div", { class: "task", ...state }, ...inside);
}
