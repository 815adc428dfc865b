// The panel: the way through its screens, and what is typed, found and read there.
import { fill, make } from "../elements.js";
import { mask } from "../mask.js";
import { note } from "../press.js";
import { CLOSED, LEFT, OPEN, isComplete, opens } from "../scene.js";
import { makeFrame } from "./frame.js";
import { seen } from "./news.js";
import { read } from "./pack.js";
import { screen } from "./screens.js";
import { add, blank, isForgotten, keep, recall } from "./visit.js";
import { COPIED, FOUND, FOUND_ONE, NOTHING, ON_PAGE, READ, SEARCHED } from "./words.js";

/** How long typing must pause for a search to count, in ms. */
const PAUSE = 800;
/** How many searches, and how many articles, go along with a question to support. */
const ALONG = 5;
/** Where the panel covers the page. */
const PHONE = "(max-width: 480px)";
// What it can be asked: the tags of the engine's `Ask`.
const [OPEN_HELP, CLOSE_HELP, SEARCH_HELP, OPEN_ARTICLE, OPEN_CHECKLIST, OPEN_NEWS, RESUME] = [0, 1, 2, 3, 4, 5, 6];
// What leads away: tags of the engine's `Press`, and of the action of a task that opens an article.
const [TASK, LAUNCH, ARTICLE, SHOWN] = [5, 12, 1, 3];

/** What `perform` runs. `search`: how a help pack is searched, see `js/help.js`. */
export function panel(search) {
  let page;
  let view = {};
  let frame;
  let status;
  /** The hash of the pack that is wanted, and what came of it: nothing yet, null when it could not be had. */
  let hash;
  let pack;
  /** What was found for what is typed. */
  let hits = [];
  /** What comes first among equals, and what it was worked out for. */
  let gain;
  let typing;
  /** Watches what is seen of the announcements. */
  let sights;
  /** How one writes to support: see `js/contact.js`. Null when it could not be had. */
  let writer;
  let writing;
  let form;
  /** As it was left: the way from home to what is shown, what is typed, and the rest of `visit.js`. */
  let state = recall();

  const say = (text) => (status.textContent = text);
  const path = () => view.help?.path ?? "";
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const typed = () => state.query.trim();
  const last = () => state.trail.at(-1);
  const here = () => last() ?? state;
  const isAt = (kind) => last()?.kind === kind;
  const position = (slug) => (pack ? pack.articles.findIndex((meta) => meta.slug === slug) : -1);

  function start(platform) {
    page = platform;
    status = make("div", { class: "unseen", role: "status" });
    page.room.append(status);
    page.listen(page.room, "click", clicked);
    page.listen(page.room, "keydown", pressed);
    page.listen(page.room, "input", input);
    page.listen(page.room, "compositionend", input);
    // Forms say what they hear; what comes of it is said between calls, as everything is. What is taken off the page with
    // a field that has changed has no target any more.
    for (const type of ["input", "change", "click", "submit"]) {
      page.listen(page.room, type, (event) => event.target?.closest("form")?.hear?.[type]?.(event));
    }
    page.listen(page.window, "pagehide", remember);
    page.listen(page.window, "online", () => isAt("contact") && last().sent && refresh());
  }

  /** Keeps where one is. */
  function remember() {
    if (frame) here().top = frame.body.scrollTop;
    state.open = !!frame;
    keep(state);
  }

  /** Scrolls to where one was. */
  const settle = () => (frame.body.scrollTop = here().top);

  /** Follows what the core shows. */
  function paint(next) {
    const was = view;
    view = next;
    const reworded = view.locale !== was.locale;
    const differs = (part) => JSON.stringify(view[part]) !== JSON.stringify(was[part]);
    if (frame && (reworded || ["help", "checklist", "feed"].some(differs))) {
      // A guide that was found may not be started any more.
      find();
      follow(reworded);
    }
    // A screen reader is told when the last task that is needed was done in sight.
    const list = view.checklist;
    if (frame && list && isComplete(list) && !(was.checklist && isComplete(was.checklist))) say(list.celebration);
  }

  function follow(reworded) {
    if (!opens(view)) return close();
    const { help } = view;
    if (!help && !isAt("news")) state.trail = [];
    if (reworded) build();
    // Nothing that an article or a topic shows has changed, and what is new stays marked while it is read: let people
    // read on, and write.
    else if ((!help || help.hash === hash) && state.trail[0]) return form?.carry();
    const { scrollTop } = frame.body;
    refresh();
    frame.body.scrollTop = scrollTop;
  }

  function build() {
    frame?.end();
    frame = makeFrame(page, view, state.query);
  }

  /** Does what was asked for. */
  function ask(bytes) {
    const { byte, text } = page.host.reader(bytes);
    const tag = byte();
    if (tag === CLOSE_HELP) isForgotten() ? forget() : close();
    else if (tag === OPEN_HELP) open();
    else if (tag === OPEN_ARTICLE) goToArticle(text());
    else if (tag === OPEN_NEWS) goToNews(text());
    else if (tag === RESUME) resume();
    else goHome(tag === SEARCH_HELP ? text() : "");
    // Who asked waits for an answer, and there may have been nothing to open.
    if (!frame) page.tell(CLOSED);
  }

  /** Opens the panel where it was left; answers whether it did. */
  function show() {
    if (frame || !opens(view)) return false;
    // Where one was is of no use without articles.
    if (!view.help && !isAt("news")) state.trail = [];
    build();
    page.tell(OPEN);
    return true;
  }

  function open() {
    if (!show()) return;
    refresh();
    settle();
    frame.enter(view.help && !state.trail[0]);
    page.press(note("Help Opened", {}));
  }

  /** The page was loaded again while it was open: it is there again, and the focus stays with the page. */
  function resume() {
    if (!show()) return;
    refresh();
    settle();
  }

  /** The next user is told nothing of this one. */
  function forget() {
    typing = typing?.();
    close();
    keep((state = blank()));
  }

  /** Closes the panel, and says where the focus was. */
  function close() {
    // A search that was given up at once is still one.
    if (typing) tellSearch();
    if (!frame) return;
    const held = frame.hasFocus();
    here().top = frame.body.scrollTop;
    frame.end();
    frame = undefined;
    remember();
    page.tell(held ? LEFT : CLOSED);
  }

  function goHome(text) {
    state.trail = [];
    state.query = text;
    open();
    if (frame) frame.field.value = text;
    find();
    refresh();
  }

  /** Goes on to a screen, in the panel. */
  function goTo(screen) {
    if (frame) here().top = frame.body.scrollTop;
    state.trail.push({ arg: "", ...screen });
    open();
    refresh();
  }

  function goToArticle(slug) {
    if (!view.help) return;
    const found = !state.trail[0] && state.query ? mask(state.query) : undefined;
    const rank = found ? hits.indexOf(position(slug)) + 1 : 0;
    if (found) tellSearch();
    goTo({ kind: "article", arg: slug, found, rank });
    frame?.focus("h3");
  }

  function goToNews(id) {
    if (isAt("news")) refresh();
    else goTo({ kind: "news" });
    frame?.focus(id ? `[data-guide="${id}"] h3` : "h3.article");
  }

  const acts = {
    close,
    up() {
      const { arg, kind } = state.trail.pop();
      refresh();
      settle();
      frame.focus(`[data-act="${kind}"][data-arg="${arg}"]`);
    },
    article: goToArticle,
    news: goToNews,
    topic(id) {
      goTo({ kind: "topic", arg: id });
      frame.focus(".row");
    },
    search: goHome,
    contact: goToContact,
    "ask-again"() {
      delete last().sent;
      refresh();
      frame.focus(".field");
    },
    retry: () => refresh(),
    yes: (slug) => rate(slug, true),
    no: (slug) => rate(slug, false),
    part(at) {
      const heading = frame.body.querySelectorAll("article .text h4")[at];
      heading.tabIndex = -1;
      heading.focus();
      heading.scrollIntoView();
    },
    copy(_, target) {
      const code = target.parentNode.querySelector("pre");
      const done = () => {
        say((target.textContent = pack.words[COPIED]));
      };
      // Without the right to write there, what is selected can be copied by hand.
      const select = () => getSelection().selectAllChildren(code);
      Promise.resolve(navigator.clipboard?.writeText(code.textContent) ?? Promise.reject()).then(done, select);
    },
    task(id) {
      const { action } = view.checklist.tasks.find((one) => one.id === id) ?? {};
      // An article opens in the panel; everything else wants room.
      if (action?.tag !== ARTICLE) close();
      page.press([TASK, ...page.text(id)]);
    },
    guide(id) {
      close();
      page.press([LAUNCH, ...page.text(id)]);
    },
  };

  function rate(slug, helpful) {
    state.rated[slug] = { helpful };
    page.press(note("Help Article Rated", { article: slug, helpful }));
    refresh();
    write();
  }

  /** The reader says why. */
  function because(slug, why) {
    const { helpful } = state.rated[slug];
    state.rated[slug].why = true;
    page.press(note("Help Article Rated", { article: slug, helpful, why }));
    refresh();
  }

  /** Opens the form that writes to support, with what is typed for a question unless there is another. */
  function goToContact() {
    const { draft } = state;
    if (!draft.text || draft.text === draft.typed) draft.text = draft.typed = mask(typed());
    if (typing) tellSearch();
    goTo({ kind: "contact" });
    write();
    frame.focus(".field", "h3");
  }

  /** Gets what one writes with, once. */
  function write() {
    if (writer || writing) return;
    writing = true;
    writer = undefined;
    page.writer((module) => {
      writing = false;
      writer = module;
      repaint();
      if (isAt("contact") && frame?.hasFocus()) frame.focus(".field");
    });
  }

  /** What is sent of the path of a page, if anything: see `filter` in js/privacy/message.js. */
  function addressOf(path) {
    try {
      const { urlFilter = String } = page.host.settings;
      const url = urlFilter(location.origin + path);
      return url && new URL(url).pathname;
    } catch {
      return path; // As js/privacy/message.js does, which warns of it.
    }
  }

  /** What may go along with a question. */
  function along() {
    const { words, articles } = pack;
    const address = addressOf(path());
    // Without consent to records, what was looked for stays here.
    const { searches, articles: opened } = page.host.settings.lean ? blank() : state;
    const read = opened.filter((slug) => position(slug) >= 0);
    const entry = (kind, word) => (value) => ({ kind, value, key: `${kind} ${value}`, said: fill(words[word], kind === "article" ? articles[position(value)].title : value) });
    return [
      ...(address ? [address] : []).map(entry("page", ON_PAGE)),
      ...searches.slice(-ALONG).map(entry("search", SEARCHED)),
      ...read.slice(-ALONG).map(entry("article", READ)),
    ].map((one) => (one.kind === "page" ? { ...one, key: "page" } : one));
  }

  function sent(press, what) {
    page.press(press);
    state.draft = {};
    last().sent = what;
    refresh();
    frame.focus("h3");
  }

  function clicked(event) {
    const [, act, arg] = /^(\S*) (.*)$/s.exec(page.act(event) ?? "") ?? [];
    if (act) acts[act]?.(arg, event.target);
    // The panel would cover the page of the host that a link of an article leads to.
    else if (event.target.closest('a[href^="/"]') && page.media(PHONE)) close();
  }

  /** An arrow moves among the rows, Enter in the field opens the first result, and a letter goes on with the search. */
  function pressed(event) {
    const key = page.key(event);
    if (!frame) return;
    if (key === "Escape") {
      event.preventDefault();
      close();
    } else if (/^Arrow(Down|Up)$/.test(key) ? frame.step(key === "ArrowDown" ? 1 : -1) : key === "Enter" && enter()) {
      event.preventDefault();
    } else if (/^\S$/u.test(key) && !event.ctrlKey && !event.metaKey && !event.altKey && !state.trail[0] && event.target.matches(".row")) {
      frame.field.focus();
    }
  }

  function enter() {
    const typing = frame.typing();
    if (typing && hits[0] >= 0) {
      const first = pack.articles[hits[0]];
      if (first) goToArticle(first.slug);
      else acts.guide(guideAt(hits[0]).id);
    }
    return typing;
  }

  /** Something was typed; while it is composed, nothing moves. */
  function input({ target, isComposing }) {
    if (isComposing || target !== frame?.field) return;
    state.query = target.value;
    typing?.();
    typing = page.timer(PAUSE, paused);
    find();
    refresh();
  }

  function paused() {
    tellSearch();
    if (!pack) return;
    const said = hits.length ? (hits.length > 1 ? FOUND : FOUND_ONE) : NOTHING;
    say(typed() ? fill(pack.words[said], hits.length || typed()) : "");
  }

  /** Tells the core of a search, once. Secrets in it stay here. */
  function tellSearch() {
    typing = typing?.();
    const { query } = state;
    if (!typed() || state.told === query) return;
    state.told = query;
    add(state.searches, mask(typed()));
    page.press(note("Help Searched", { query: mask(query), results: hits.length }));
  }

  /** Finds articles, and the guides that may be started; what is left to do on the checklist and to adopt gains. */
  function find() {
    const left = (view.checklist?.tasks ?? []).filter(({ done, action }) => !done && action?.tag === ARTICLE);
    const apt = [...(view.help?.unadopted ?? []), ...left.map(({ action }) => action.arg)];
    const asked = [hash, path(), ...apt].join();
    if (pack && gain?.asked !== asked) gain = { asked, by: search.gain(path(), apt) };
    const found = pack ? search.find(fold(state.query), gain.by) : [];
    hits = found.filter((at) => pack.articles[at] || guideAt(at));
  }

  /** The guide at a position behind the articles, if it may be started. */
  const guideAt = (at) => view.feed.find(({ id, date }) => !date && id === pack.guides[at - pack.articles.length]);

  /** Gets the pack if it is needed, and paints. */
  function refresh() {
    const { help } = view;
    if (frame && help && (help.hash !== hash || pack === null)) {
      hash = help.hash;
      pack = undefined;
      page.part(hash, arrived);
    }
    if (writer === null && isAt("contact")) write();
    repaint();
  }

  /** The pack arrived, or did not. */
  function arrived({ of, bytes }) {
    if (of !== hash) return;
    pack = bytes && search.keep(bytes) ? read(bytes, page.host.reader) : null;
    find();
    if (!frame || isAt("news")) return;
    if (isAt("contact")) write();
    repaint();
    settle();
    if (frame.hasFocus()) frame.focus(".field", "h3.article");
  }

  /** Paints, and does not let the focus fall out of the panel. */
  function repaint() {
    if (!frame) return;
    const held = frame.hasFocus();
    const at = last();
    frame.turn(!!at, !at && !!view.help);
    form = undefined;
    frame.body.append(...screen({ page, view, pack, state, hits, here: at, writer, search, path, typed, fold, position, guideAt, contact, because }));
    const article = isAt("article") && position(at.arg) >= 0 && at;
    if (article && !article.told) {
      const { arg, found, rank } = article;
      article.told = true;
      add(state.articles, arg);
      page.press(note("Help Article Viewed", { article: arg, ...(found && { query: found, rank }) }));
    }
    sights?.();
    sights = isAt("news") ? page.sights(frame.body, sawNews) : undefined;
    frame.hold(held);
    keep({ ...state, open: true });
  }

  /** The form that writes to support, as it was left. */
  function contact() {
    const { known, version } = view.help;
    form = writer.contact(page, { pack, draft: state.draft, needsAddress: pack.email && !known, version, along, changed: () => keep({ ...state, open: true }), sent });
    return form.form;
  }

  function sawNews(event) {
    const [guide, step] = seen(event);
    if (guide) page.press([SHOWN, ...page.text(guide), step]);
  }

  return { start, paint, ask, signal: (react, value) => react(value), end: () => frame?.end(), stack: search.stack };
}
