// What should be on the screen, as the core says it: crates/engine/src/view.rs has the same order.
import { reader } from "./codec.js";

// The positions of our own words, which `word` in crates/content/src/prose.rs names.
export const HELP = 0;
export const LAUNCHER = 1;
export const LOADING = 2;
export const FAILED = 3;
export const RETRY = 4;
export const CLOSE = 5;
export const UNREAD = 15;

// How help is: the numbers of `HelpState` in crates/ui.
export const [OPEN, CLOSED, LEFT, BUSY, BROKEN, GONE] = [0, 1, 2, 3, 4, 5];

// How a step is treated: the flags of `look` in crates/content/src/prose.rs.
export const MODAL = 1;
export const GRABS = 2;
export const STAYS = 4;
export const LIFTS = 8;
export const INLINE = 32;

// The tags of the actions of a task that name something by a text come first, and the step to go to last.
const LAST_TEXT = 5;
const GO = 13;

/** The `View` that these bytes are. */
export function scene(all) {
  const { byte, number, bytes, text, texts, maybe } = reader(all);
  const list = (read) => Array.from({ length: number() }, read);
  const way = () => [text(), text(), byte()];
  const guide = () => ({ id: text(), step: number(), title: text(), look: byte(), side: byte(), ways: list(way), drawing: bytes() });
  const action = () => {
    const tag = byte();
    if (tag <= LAST_TEXT) text();
    else if (tag === GO) number();
  };
  const task = () => [text(), byte(), byte(), text(), text(), maybe(action)];
  const checklist = () => ({
    id: text(),
    ordered: byte(),
    due: maybe(number),
    // Those that the checklist is complete without do not count.
    tasks: list(task).filter(([, , optional]) => !optional),
    title: text(),
    intro: text(),
    celebration: text(),
  });
  const help = () => [text(), text(), text(), number()];
  const entry = () => ({ id: text(), fate: byte(), title: text(), date: text(), drawing: bytes() });
  return {
    locale: text(),
    dark: maybe(byte),
    css: text(),
    words: texts(),
    guide: maybe(guide),
    fixtures: list(guide),
    checklist: maybe(checklist),
    help: maybe(help),
    feed: list(entry),
    links: bytes(),
  };
}

/** Whether there is anything that the launcher could open. */
export const opens = ({ help, feed, links, checklist }) => help || feed[0] || links.length || checklist;

/** The tasks of a checklist that are done. */
export const done = ({ tasks }) => tasks.filter(([, done]) => done);

/** Whether nothing is left to do. */
export const isComplete = (list) => done(list).length === list.tasks.length;

/** What tells one appearance of a guide from another. */
export const faceOf = (guide) => guide && Object.values(guide).join();
