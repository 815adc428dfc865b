// The panel: the way through its screens, and what is typed, found and read there.
import { fill, make } from "../elements.js";
import { note } from "../press.js";
import { CLOSED, LEFT, OPEN, isComplete, opens } from "../scene.js";
import { article } from "./article.js";
import { checklist } from "./checklist.js";
import { makeFrame, titleOf } from "./frame.js";
import { all, seen } from "./news.js";
import { read } from "./pack.js";
import { failed, gone, home, loading, results, topic } from "./screens.js";
import { FOUND, FOUND_ONE, NOTHING } from "./words.js";

/** How long typing must pause for a search to count, in ms. */
const PAUSE = 800;
/** Where the panel covers the page. */
const PHONE = "(max-width: 480px)";
// What it can be asked: the tags of the engine's `Ask`.
const [OPEN_HELP, CLOSE_HELP, SEARCH_HELP, OPEN_ARTICLE, OPEN_CHECKLIST, OPEN_NEWS] = [0, 1, 2, 3, 4, 5];
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
  /** The way from home to what is shown: screens, each with its `kind` and what it is of. */
  let trail = [];
  /** As typed, what was found for it, and the last search that the core has heard of. */
  let query = "";
  let hits = [];
  /** What comes first among equals, and what it was worked out for. */
  let gain;
  let told = "";
  let typing;
  /** Watches what is seen of the announcements. */
  let sights;
  const rated = [];

  const say = (text) => (status.textContent = text);
  const path = () => view.help?.path ?? "";
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const last = () => trail.at(-1);
  const isAtNews = () => last()?.kind === "news";

  function start(platform) {
    page = platform;
    status = make("div", { class: "unseen", role: "status" });
    page.room.append(status);
    page.listen(page.room, "click", clicked);
    page.listen(page.room, "keydown", pressed);
    page.listen(page.room, "input", typed);
    page.listen(page.room, "compositionend", typed);
  }

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
    if (!help && !isAtNews()) trail = [];
    if (reworded) build();
    // Nothing that an article or a topic shows has changed, and what is new stays marked while it is read: let people
    // read on.
    else if ((!help || help.hash === hash) && trail[0]) return;
    const { scrollTop } = frame.body;
    refresh();
    frame.body.scrollTop = scrollTop;
  }

  function build() {
    frame?.end();
    frame = makeFrame(page, view, query);
  }

  /** Does what was asked for. */
  function ask(bytes) {
    const { byte, text } = page.host.reader(bytes);
    const tag = byte();
    if (tag === CLOSE_HELP) close();
    else if (tag === OPEN_HELP) open();
    else if (tag === OPEN_ARTICLE) goToArticle(text());
    else if (tag === OPEN_NEWS) goToNews(text());
    else if (tag === SEARCH_HELP || tag === OPEN_CHECKLIST) goHome(tag === SEARCH_HELP ? text() : "");
    // Who asked waits for an answer, and there may have been nothing to open.
    if (!frame) page.tell(CLOSED);
  }

  /** Opens the panel where it was left. */
  function open() {
    if (frame || !opens(view)) return;
    build();
    page.tell(OPEN);
    refresh();
    frame.enter(view.help && !trail[0]);
    page.press(note("Help Opened", {}));
  }

  /** Closes the panel, and says where the focus was. */
  function close() {
    // A search that was given up at once is still one.
    if (typing) tellSearch();
    if (!frame) return;
    const held = frame.hasFocus();
    frame.end();
    frame = undefined;
    page.tell(held ? LEFT : CLOSED);
  }

  function goHome(text) {
    trail = [];
    query = text;
    open();
    if (frame) frame.field.value = query;
    find();
    refresh();
  }

  function goToArticle(slug) {
    if (!view.help) return;
    const found = !trail[0] && query ? query : undefined;
    const rank = found ? hits.indexOf(position(slug)) + 1 : 0;
    if (found) tellSearch();
    trail.push({ kind: "article", arg: slug, found, rank });
    open();
    refresh();
    frame?.focus("h3");
  }

  function goToNews(id) {
    if (!isAtNews()) trail.push({ kind: "news", arg: "" });
    open();
    refresh();
    frame?.focus(id ? `[data-guide="${id}"] h3` : "h3.article");
  }

  const acts = {
    close,
    up() {
      const { arg } = trail.pop();
      refresh();
      frame.focus(`[data-arg="${arg}"]`);
    },
    article: goToArticle,
    news: goToNews,
    topic(id) {
      trail.push({ kind: "topic", arg: id });
      refresh();
      frame.focus(".row");
    },
    retry: () => refresh(),
    yes: (slug) => rate(slug, true),
    no: (slug) => rate(slug, false),
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
    rated.push(slug);
    page.press(note("Help Article Rated", { article: slug, helpful }));
    refresh();
  }

  function clicked(event) {
    const [, act, arg] = /^(\S*) (.*)$/s.exec(page.act(event) ?? "") ?? [];
    if (act) acts[act]?.(arg);
    // The panel would cover the page of the host that a link of an article leads to.
    else if (event.target.closest('a[href^="/"]') && page.media(PHONE)) close();
  }

  /** An arrow moves among the results, Enter in the field opens the first. */
  function pressed(event) {
    const key = page.key(event);
    if (key === "Escape") {
      event.preventDefault();
      close();
    } else if (frame && /^(Arrow(Down|Up)|Enter)$/.test(key) && (key === "Enter" ? enter() : frame.step(key === "ArrowDown" ? 1 : -1))) {
      event.preventDefault();
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
  function typed({ target, isComposing }) {
    if (isComposing || target !== frame?.field) return;
    query = target.value;
    typing?.();
    typing = page.timer(PAUSE, paused);
    find();
    refresh();
  }

  function paused() {
    tellSearch();
    if (!pack) return;
    const said = hits.length ? (hits.length > 1 ? FOUND : FOUND_ONE) : NOTHING;
    say(query.trim() ? fill(pack.words[said], hits.length || query.trim()) : "");
  }

  /** Tells the core of a search, once. */
  function tellSearch() {
    typing = typing?.();
    if (!query.trim() || told === query) return;
    told = query;
    page.press(note("Help Searched", { query, results: hits.length }));
  }

  /** Finds articles, and the guides that may be started; what is left to do on the checklist and to adopt gains. */
  function find() {
    const left = (view.checklist?.tasks ?? []).filter(({ done, action }) => !done && action?.tag === ARTICLE);
    const apt = [...(view.help?.unadopted ?? []), ...left.map(({ action }) => action.arg)];
    const asked = [hash, path(), ...apt].join();
    if (pack && gain?.asked !== asked) gain = { asked, by: search.gain(path(), apt) };
    const found = pack ? search.find(fold(query), gain.by) : [];
    hits = found.filter((at) => pack.articles[at] || guideAt(at));
  }

  /** The guide at a position behind the articles, if it may be started. */
  const guideAt = (at) => view.feed.find(({ id, date }) => !date && id === pack.guides[at - pack.articles.length]);
  const position = (slug) => pack?.articles.findIndex((meta) => meta.slug === slug);

  /** Gets the pack if it is needed, and paints. */
  function refresh() {
    const { help } = view;
    if (frame && help && (help.hash !== hash || pack === null)) {
      hash = help.hash;
      pack = undefined;
      page.part(hash, arrived);
    }
    repaint();
  }

  /** The pack arrived, or did not. */
  function arrived({ of, bytes }) {
    if (of !== hash) return;
    pack = bytes && search.keep(bytes) ? read(bytes, page.host.reader) : null;
    find();
    if (!frame || isAtNews()) return;
    repaint();
    if (frame.hasFocus()) frame.focus("h3.article");
  }

  /** Paints, and does not let the focus fall out of the panel. */
  function repaint() {
    if (!frame) return;
    const held = frame.hasFocus();
    frame.turn(!!trail[0], !trail[0] && !!view.help);
    frame.body.append(...screen());
    sights?.();
    sights = isAtNews() ? page.sights(frame.body, sawNews) : undefined;
    frame.hold(held);
  }

  function sawNews(event) {
    const [guide, step] = seen(event);
    if (guide) page.press([SHOWN, ...page.text(guide), step]);
  }

  /** What is shown. */
  function screen() {
    if (isAtNews()) return all(page, view);
    const isHome = !trail[0] && !query.trim();
    const said = isHome && view.checklist ? [checklist(page, view)] : [];
    if (view.help && !pack) said.push(...(pack === null ? failed : loading)(view));
    if (isHome) return [...said, ...home(page, view, view.help && pack, pack ? search.near(path()) : [])];
    if (!pack) return said;
    const { kind, arg, found, rank } = last() ?? {};
    if (kind === "topic") return topic(pack, arg);
    if (!kind) return results(view, pack, query.trim(), hits.map((at) => pack.articles[at] ?? guideAt(at)), (text) => search.marks(text, fold(query.trim())));
    const at = position(arg);
    if (at < 0) return gone(pack);
    if (!last().told) page.press(note("Help Article Viewed", { article: arg, ...(found && { query: found, rank }) }));
    last().told = true;
    return article(page, pack, at, rated.includes(arg));
  }

  return { start, paint, ask, signal: (react, value) => react(value), end: () => frame?.end(), stack: search.stack };
}
