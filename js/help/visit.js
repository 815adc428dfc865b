// What help remembers of this visit, in this tab: where one was, what was searched for and read, what is being written.
// None of it leaves but by what the reader sends. `js/core.js` forgets it with the user.
const KEY = "banso:help";
/** The most searches, and the most articles: what an inquiry may carry, see crates/wire/src/inquiry.rs. */
const MOST = 20;

/** The state of help that nobody has opened. */
export const blank = () => ({ open: false, trail: [], query: "", told: "", top: 0, rated: {}, searches: [], articles: [], draft: {} });

/** The state of help as it was left, or a new one. */
export function recall() {
  try {
    return { ...blank(), ...JSON.parse(sessionStorage[KEY]) };
  } catch {
    return blank(); // The first visit, or the browser refuses storage.
  }
}

/** Keeps the state over a reload. */
export function keep(state) {
  try {
    sessionStorage[KEY] = JSON.stringify(state);
  } catch {
    // It is full or refused: the state lasts as long as the page.
  }
}

/** Whether the core took it away with the user. It cannot where the browser refuses storage: then help forgets what is closed. */
export function isForgotten() {
  try {
    return !sessionStorage[KEY];
  } catch {
    return true;
  }
}

/** Puts what was just searched for or read last in its list. */
export function add(list, one) {
  const at = list.indexOf(one);
  if (at >= 0) list.splice(at, 1);
  list.push(one);
  if (list.length > MOST) list.shift();
}
