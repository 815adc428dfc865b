// The view: the guide on the screen, the guides that are parts of the page, and the launcher of help.
import { card as makeCard } from "./card.js";
import { dismissed } from "./press.js";
import { BROKEN, BUSY, CLOSED, FAILED, GRABS, LEFT, LOADING, OPEN, faceOf, isComplete, opens } from "./scene.js";

// What is asked of help: the tags of the engine's `Ask`.
const [OPEN_HELP, CLOSE_HELP] = [0, 1];

/** What `perform` runs. Presses are handed over between its calls, so nothing here is entered twice. */
export function guides() {
  let page;
  let view = { words: [], fixtures: [], feed: [], links: [] };
  let card;
  let furnish;
  let launch;
  let status;
  let help = CLOSED;
  /** What to say of the checklist that has just become complete. */
  let cheer = "";
  /** The step that the core knows to be visible. */
  let shown;
  /** What had the focus before a guide took it. */
  let before;

  const say = (text) => (status.textContent = text);
  const ask = (what) => page.ask(Uint8Array.of(what));
  const active = () => page.shadow.activeElement;
  const dress = () => page.theme(view.css, view.dark);

  function start(platform) {
    page = platform;
    status = document.createElement("div");
    status.className = "unseen";
    status.role = "status";
    page.room.append(status);
    page.listen(page.room, "click", (event) => acts[page.act(event)?.trimEnd()]?.());
    page.listen(page.room, "keydown", pressed);
    page.listen(page.room, "cancel", (event) => {
      event.preventDefault();
      page.press(dismissed("escape"));
    });
    // Escape closes a guide from anywhere on the page, unless the host had a use for it.
    const heard = (event) => {
      if (card?.isPopup() && !event.defaultPrevented && page.key(event) === "Escape") card.escape();
    };
    page.listen(document, "keydown", heard);
    // What is pressed in a frame that holds the target is not heard outside.
    page.heard = page.react(heard);
    page.scheme(dress);
  }

  /** Paints what differs. The core says a view only when it is another one. */
  function paint(next) {
    const was = view;
    view = next;
    if (was.locale !== view.locale) page.shell.lang = view.locale;
    page.settle();
    dress();
    celebrate(was.checklist);
    announce();
    follow(faceOf(was.guide) !== faceOf(view.guide));
    if (furnish) furnish(view.fixtures);
    else if (view.fixtures[0]) page.fixtures(settle);
  }

  function settle(fixtures) {
    furnish ??= fixtures(page);
    furnish(view.fixtures);
  }

  /** Remembers what to say when the last task that is needed was done just now. The open panel says it by itself. */
  function celebrate(was) {
    const list = view.checklist;
    const complete = list && isComplete(list);
    const news = complete && was?.id === list.id && !isComplete(was) && help !== OPEN;
    cheer = complete && (news || cheer) ? list.celebration : "";
  }

  /** Paints the launcher anew if it says something new. It is downloaded when there is first something to open. */
  function announce() {
    if (!launch) return opens(view) && page.launcher(begin);
    const free = help === CLOSED && !view.guide;
    const note = help === BROKEN ? view.words[FAILED] : free ? cheer : "";
    if (launch(view, help, note) && free && note) say(note);
  }

  function begin(launcher) {
    launch = launcher(page);
    announce();
    // A step may stand by it.
    card?.place();
  }

  /** Shows the guide of the view; `changed`: what is painted of it is old. It waits while help is open, or about to. */
  function follow(changed) {
    const free = help === BUSY ? card : help !== OPEN;
    const wanted = free ? view.guide : undefined;
    if (!changed && !card === !wanted) return;
    const held = card?.hasFocus();
    if (held) before ??= card.target();
    card?.end();
    card = undefined;
    if (!wanted) return restore(held);
    if (wanted.look & GRABS) before ??= active() ?? document.activeElement;
    const step = `${wanted.id} ${wanted.step}`;
    card = makeCard(page, wanted, say, step !== shown, held);
    shown = step;
  }

  /** Gives the focus back to what had it before the guide. */
  function restore(held) {
    if (!view.guide) shown = undefined;
    if (held && before?.isConnected) before.focus();
    before = undefined;
  }

  /** Follows the help module: the launcher shows how it is, and a guide waits while it is open. */
  function follows(state) {
    if (state !== CLOSED) cheer = "";
    if (state === BUSY) say(view.words[LOADING]);
    else if (help === BUSY && state !== LEFT) say("");
    help = state === LEFT ? CLOSED : state;
    announce();
    if (state === LEFT) page.room.querySelector(".launcher")?.focus();
    follow();
  }

  /** What the buttons that are not drawn do, by `data-act`. */
  const acts = {
    dismiss: () => page.press(dismissed("close")),
    hint: () => card?.hint(true),
    // Takes the note away that help cannot be had, and what was asked of it.
    hush() {
      follows(LEFT);
      ask(CLOSE_HELP);
    },
    // Takes the celebration away.
    thanks: () => follows(LEFT),
    help: () => help !== BUSY && ask(help === OPEN ? CLOSE_HELP : OPEN_HELP),
  };

  function pressed(event) {
    const key = page.key(event);
    if (key === "Tab") card?.turn(event);
    if (key !== "Escape") return;
    event.preventDefault();
    if (card) card.escape();
    else if (help === BROKEN) acts.hush();
    else if (cheer) acts.thanks();
  }

  return {
    start,
    paint,
    help: follows,
    signal: (react, value) => react(value),
    end() {
      card?.end();
      furnish?.([]);
    },
  };
}
