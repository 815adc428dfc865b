// What should be on the screen, as the core says it: crates/engine/src/view.rs has the same order. The view and the
// headless mode read it here.
import { reader } from "./codec.js";

// The positions of our own words that the view says, which `word` in crates/content/src/prose.rs names.
export const HELP = 0;
export const LAUNCHER = 1;
export const LOADING = 2;
export const FAILED = 3;
export const RETRY = 4;
export const CLOSE = 5;
export const UNREAD = 15;

// How help is, as the view is told: open; closed, or never opened; closed while it had the focus, which goes back to the
// launcher; asked for, and on its way; not to be had; stopped after a fault, for as long as the page lasts.
export const [OPEN, CLOSED, LEFT, BUSY, BROKEN, GONE] = [0, 1, 2, 3, 4, 5];

// How a step is treated: the flags of `look` in crates/content/src/prose.rs.
export const MODAL = 1;
export const GRABS = 2;
export const STAYS = 4;
export const LIFTS = 8;
export const INLINE = 32;

/** The sides of a target, by the numbers of `Side` in crates/content. */
export const SIDES = ["bottom", "top", "left", "right"];

// The tags of the actions of a task that name something by a text come first, and the step to go to last.
const LAST_TEXT = 5;
const GO = 13;

/** The `View` that these bytes are. */
export function scene(all) {
  const { byte, number, bytes, text, texts, maybe, at } = reader(all);
  const list = (read) => Array.from({ length: number() }, read);
  const way = () => [text(), text(), byte()];
  const guide = () => {
    const start = at();
    const [id, step] = [text(), number()];
    text(); // The title, which is drawn as well.
    return { id, step, look: byte(), side: byte(), ways: list(way), drawing: bytes(), raw: all.subarray(start, at()) };
  };
  const action = () => {
    const tag = byte();
    const arg = tag <= LAST_TEXT ? text() : tag === GO ? number() : undefined;
    return { tag, arg };
  };
  const task = () => ({ id: text(), done: byte(), optional: byte(), title: text(), detail: text(), action: maybe(action) });
  const checklist = () => {
    const [id, ordered, due, tasks] = [text(), byte(), maybe(number), list(task)];
    // Those that the checklist is complete without do not count.
    const needed = tasks.filter(({ optional }) => !optional);
    return { id, ordered, due, tasks, needed, title: text(), intro: text(), celebration: text() };
  };
  const help = () => ({ path: text(), unadopted: texts(), known: byte(), version: text(), locale: text(), hash: text(), bytes: number() });
  const entry = () => ({ id: text(), fate: byte(), title: text(), date: text(), drawing: bytes() });
  return {
    locale: text(),
    dark: maybe(byte),
    css: text(),
    words: texts(),
    /** Where the guides begin, and where they end. */
    start: at(),
    guide: maybe(guide),
    fixtures: list(guide),
    end: at(),
    checklist: maybe(checklist),
    help: maybe(help),
    feed: list(entry),
    links: bytes(),
  };
}

/** Whether there is anything that the launcher could open. */
export const opens = ({ help, feed, links, checklist }) => help || feed[0] || links.length || checklist;

/** The tasks that a checklist needs that are done. */
export const done = ({ needed }) => needed.filter(({ done }) => done);

/** Whether nothing is left to do. */
export const isComplete = (list) => done(list).length === list.needed.length;

/** What tells one appearance of a guide from another. */
export const faceOf = (guide) => guide?.raw.join();
