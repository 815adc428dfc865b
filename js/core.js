// The core's facade: starts the module, guards every call into it, and does what needs promises.
import init, { ask, Core } from "banso-core-glue";

import { bundle, part, post } from "./transport.js";

// Calls of `banso.help.*` and `banso.checklist.*`, by the numbers of the core's `ask`.
const [OPEN_HELP, CLOSE_HELP, SEARCH_HELP, OPEN_ARTICLE, OPEN_CHECKLIST] = [0, 1, 2, 3, 4];

/** Starts Banso on this page, and replays the calls that were made before. */
export async function start(banso, settings) {
  await init({ module_or_path: new URL(__BANSO_CORE_WASM__, import.meta.url) });
  const facade = new Facade(banso, settings);
  const calls = banso.q;
  banso.q = { push: ([name, args]) => banso[name](...args) };
  facade.install();
  // `init` before everything else: it may bring the write key that the other calls need.
  const first = ([name]) => (name === "init" ? 0 : 1);
  if (settings.writeKey) facade.init({});
  calls.sort((a, b) => first(a) - first(b)).forEach(banso.q.push);
}

class Facade {
  constructor(banso, settings) {
    Object.assign(this, { banso, settings, listeners: new Map(), warned: new Set(), held: [] });
  }

  /** Puts the methods on the host's object: those of the stub are replaced, the object stays. */
  install() {
    const core = (name, run) => this.guard((...args) => this.with(() => run(...args), name));
    const wish = (kind) => core("help", (text) => this.ask(ask(kind, String(text ?? ""))));
    Object.assign(this.banso, {
      version: __BANSO_VERSION__,
      init: this.guard((settings) => this.init(settings ?? {})),
      identify: core("identify", (user, traits) => this.identify(user, traits)),
      group: core("group", (group, traits) =>
        this.core.group(String(group), traits, this.json(traits)),
      ),
      track: core("track", (name, properties) =>
        this.core.track(String(name), this.json(properties)),
      ),
      page: core("page", (name, properties) => this.page(name, properties)),
      reset: core("reset", () => this.core.reset()),
      show: core("show", (guide) => this.core.show(String(guide))),
      dismiss: core("dismiss", () => this.core.dismiss()),
      flush: core("flush", () => this.core.flush()),
      locale: core("locale", (tag) => this.core.locale(String(tag))),
      anonymousId: () => this.core?.anonymous_id(),
      on: this.guard((event, listener) => this.on(event, listener)),
      off: this.guard((event, listener) => this.listeners.get(event)?.delete(listener)),
      destroy: this.guard(() => this.destroy()),
      help: Object.assign(wish(OPEN_HELP), {
        open: wish(OPEN_HELP),
        close: wish(CLOSE_HELP),
        search: wish(SEARCH_HELP),
        article: wish(OPEN_ARTICLE),
      }),
      checklist: Object.assign(wish(OPEN_CHECKLIST), { open: wish(OPEN_CHECKLIST) }),
    });
  }

  /** Settings can come in more than one call; the first with a write key starts the core. */
  init(settings) {
    Object.assign(this.settings, settings);
    if (this.core || this.dead || !this.settings.writeKey) return;
    this.settings.endpoint ??= new URL("..", this.settings.base).href;
    const { writeKey, locale } = this.settings;
    this.core = new Core(this.host(), writeKey, seed(), locale);
    for (const call of this.held.splice(0)) call();
    this.fetchContent();
  }

  /** Runs a call on the core, or keeps it until there is one. */
  with(call, name) {
    if (this.core) call();
    else if (!this.dead && this.held.length < 1000) this.held.push(call);
    if (!this.core && !this.dead) this.warnLater(name);
  }

  identify(user, traits) {
    // `identify({plan: "team"})` adds traits to whoever it is.
    const [id, more] = typeof user === "object" ? [undefined, user] : [user, traits];
    this.core.identify(id == null ? undefined : String(id), more, this.json(more));
  }

  page(name, properties) {
    const [id, more] = typeof name === "object" ? [undefined, name] : [name, properties];
    this.core.page(id == null ? undefined : String(id), this.json(more));
  }

  on(event, listener) {
    if (typeof listener !== "function") return;
    if (!this.listeners.has(event)) this.listeners.set(event, new Set());
    this.listeners.get(event).add(listener);
  }

  /** What the shell calls; see src/host.rs. */
  host() {
    return {
      window,
      document,
      guard: (callback) => this.guard(callback),
      warn: (text) => this.warn(text),
      emit: (event, json) => this.emit(event, JSON.parse(json)),
      navigate: (path) => this.navigate(path),
      send: (batch, body, leaving) => this.send(batch, body, leaving),
      paint: (bytes) => this.paint(bytes),
      ask: (bytes) => this.ask(bytes),
    };
  }

  emit(event, properties) {
    for (const listener of this.listeners.get(event) ?? []) {
      try {
        listener(properties);
      } catch (error) {
        // The listener is the host's own code: its error belongs to the host, not to the core's run.
        setTimeout(() => {
          throw error;
        });
      }
    }
  }

  navigate(path) {
    const router = this.settings.navigate;
    if (typeof router === "function") setTimeout(() => router(path));
    else location.assign(path);
  }

  async send(batch, body, leaving) {
    const answer = await post(this.settings.endpoint, body, leaving);
    this.guard(() => this.core?.settled(batch, answer.status, answer.ids, answer.retryAfter))();
  }

  async fetchContent() {
    const bytes = await bundle(this.settings.endpoint, this.settings.writeKey);
    if (!bytes) this.warn("the content could not be fetched; tracking goes on without guides");
    else if (!this.guard(() => this.core?.bundle(bytes))())
      this.warn("the content is damaged or of another version; it is not used");
  }

  /** The view is downloaded when there is first something to show; only the latest view counts. */
  paint(bytes) {
    this.latest = bytes;
    this.view ??= this.mountView();
  }

  async mountView() {
    try {
      const { mount } = await import(new URL(__BANSO_VIEW_JS__, import.meta.url).href);
      const host = {
        press: (bytes) => this.guard(() => this.core?.press(bytes))(),
        part: (hash) => part(this.settings.endpoint, hash),
        warn: (text) => this.warn(text),
      };
      const view = await mount(this.settings.base, host);
      this.paint = (bytes) => view.paint(bytes);
      this.ask = (bytes) => view.ask(bytes);
      this.unmount = () => view.destroy();
      if (this.dead) return view.destroy();
      view.paint(this.latest);
      for (const wish of this.wishes?.splice(0) ?? []) view.ask(wish);
    } catch (error) {
      this.warn(`nothing can be shown: ${error.message ?? error}`);
    }
  }

  ask(bytes) {
    (this.wishes ??= []).push(bytes);
  }

  /** The same function, unable to throw: a trap ends Banso on this page and leaves the page alone. */
  guard(callback) {
    return (...args) => {
      if (this.dead) return undefined;
      try {
        return callback(...args);
      } catch (error) {
        if (error instanceof WebAssembly.RuntimeError) this.die(error);
        else this.warn(String(error?.message ?? error));
        return undefined;
      }
    };
  }

  /** Stored events are sent on the next visit. */
  die(error) {
    this.dead = true;
    this.core = undefined;
    this.unmount?.();
    this.warn(`stopped on this page (${error.message}); nothing tracked so far is lost`);
  }

  destroy() {
    this.unmount?.();
    this.core?.free();
    this.core = undefined;
    this.dead = true;
  }

  /** The host's value as JSON; one that has none counts as empty. */
  json(value) {
    try {
      return JSON.stringify(value ?? {}) ?? "{}";
    } catch {
      this.warn("properties that are circular or hold a BigInt cannot be sent; they were left out");
      return "{}";
    }
  }

  warn(text) {
    if (this.warned.has(text)) return;
    this.warned.add(text);
    console.warn(`Banso: ${text}`);
  }

  warnLater(name) {
    this.waiting ??= setTimeout(() => {
      if (!this.core && !this.dead)
        this.warn(`${name}() waits for a write key: add data-write-key to the script tag`);
    }, 10_000);
  }
}

function seed() {
  try {
    return crypto.getRandomValues(new BigUint64Array(1))[0];
  } catch {
    return BigInt(Math.floor(Math.random() * 2 ** 53));
  }
}
