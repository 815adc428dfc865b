// The view's facade: starts the module, gives it the browser, and keeps its faults from the host.
import init, { View } from "banso-view-glue";

/**
 * Starts the view.
 * @param {string | URL} base - The address that the SDK's files lie beside.
 * @param {{ press(bytes: Uint8Array): void, part(hash: string): Promise<Uint8Array>, warn?(text: string): void }} host
 * @returns {Promise<{ paint(bytes: Uint8Array): void, ask(bytes: Uint8Array): void, destroy(): void }>}
 */
export async function mount(base, host) {
  await init({ module_or_path: new URL(__BANSO_VIEW_WASM__, base) });
  return start(host);
}

function start(host) {
  const undos = new Set();
  const queue = [];
  const presses = [];
  const { root, shadow, settle } = makeRoot(undos);
  let view;
  let busy = false;
  let over = false;

  // One call at a time: what the browser or the host starts meanwhile waits, and so do the presses.
  const run = (work) => {
    if (over) return;
    queue.push(work);
    if (busy) return;
    busy = true;
    try {
      while (queue.length) queue.shift()();
    } catch (error) {
      end();
      warn(`Banso's view stopped after a fault and will stay away until the page is loaded again: ${error}`);
    }
    busy = false;
    while (presses.length) deliver(presses.shift());
  };
  const warn = (text) => guard(() => host.warn?.(text));
  const deliver = (bytes) => {
    const error = guard(() => host.press(bytes));
    if (error) warn(`Banso's view could not hand over a press: ${error}`);
  };
  const end = () => {
    over = true;
    queue.length = 0;
    for (const undo of [...undos]) undo();
    root.remove();
  };

  const signal = (code) => (value) => run(() => view.signal(code, value));
  const platform = browser(undos, signal, host);
  Object.assign(platform, { shadow, settle, press: (bytes) => presses.push(bytes) });
  run(() => (view = new View(platform)));
  return {
    paint: (bytes) => run(() => view.paint(bytes)),
    ask: (bytes) => run(() => view.ask(bytes)),
    destroy: () => run(() => (view.free(), end())),
  };
}

/** What the module may ask of the browser. Whatever is begun returns its undoing. */
function browser(undos, signal, host) {
  const begun = (undo) => {
    const once = () => undos.delete(once) && undo();
    undos.add(once);
    return once;
  };
  const listen = (target, type, code) => {
    const listener = signal(code);
    // The host's own listeners come first where the view only looks on: at the document.
    const capture = target !== document;
    target.addEventListener(type, listener, capture);
    return begun(() => target.removeEventListener(type, listener, capture));
  };
  const observe = (observer, ...observed) => {
    for (const args of observed) observer.observe(...args);
    return begun(() => observer.disconnect());
  };
  return {
    window,
    document,
    listen,
    dress(css) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      this.shadow.adoptedStyleSheets = [sheet];
    },
    mutations: (code) =>
      observe(new MutationObserver(signal(code)), [
        document,
        { subtree: true, childList: true, attributeFilter: ["class", "style", "hidden", "open", "id"] },
      ]),
    scheme(code) {
      const watched = [document.documentElement, document.body];
      const undo = [
        observe(new MutationObserver(signal(code)), ...watched.map((node) => [node, { attributeFilter: ["class", "data-theme", "style"] }])),
        listen(matchMedia("(prefers-color-scheme: dark)"), "change", code),
      ];
      return () => undo.forEach((each) => each());
    },
    resizes: (target, code) => observe(new ResizeObserver(signal(code)), [target]),
    timer(ms, code) {
      const id = setTimeout(signal(code), ms);
      return begun(() => clearTimeout(id));
    },
    frame(code) {
      const id = requestAnimationFrame(signal(code));
      return begun(() => cancelAnimationFrame(id));
    },
    part(hash, code) {
      const arrived = signal(code);
      let wanted = true;
      const settled = (bytes) => wanted && arrived({ bytes });
      Promise.resolve()
        .then(() => host.part(hash))
        .then(settled, () => settled());
      return begun(() => (wanted = false));
    },
    reveal: (target) => target.scrollIntoView({ block: "center", inline: "nearest" }),
    media: (query) => matchMedia(query).matches,
    date(iso, locale) {
      try {
        return new Date(iso).toLocaleDateString(locale, { dateStyle: "long", timeZone: "UTC" });
      } catch {
        return iso; // No locale of Intl's.
      }
    },
    fold: (text) => text.normalize("NFKC").toLowerCase(),
    viewportWidth: () => document.documentElement.clientWidth,
    viewportHeight: () => innerHeight,
  };
}

/** Runs `work`; returns what it threw, if it threw. */
function guard(work) {
  try {
    work();
  } catch (error) {
    return error ?? "unknown";
  }
}

/** The one element that is added to the page: a popover, so that it is painted in the top layer. */
function makeRoot(undos) {
  const root = document.createElement("banso-root");
  const shadow = root.attachShadow({ mode: "open" });
  root.popover = "manual";
  // The host's shortcuts and click-aways are not meant for what people do in here.
  for (const type of ["keydown", "keyup", "keypress", "pointerdown", "mousedown", "click"]) {
    shadow.addEventListener(type, (event) => event.stopPropagation());
  }
  const lift = () => {
    const active = shadow.activeElement;
    // A modal dialog of the host makes everything outside it inert, the top layer included.
    const home = topDialog() ?? document.body;
    if (root.parentNode !== home) home.append(root);
    else root.hidePopover?.();
    root.showPopover?.();
    active?.focus();
    keeper.disconnect();
    if (home !== document.body) keeper.observe(document, { subtree: true, childList: true });
  };
  const settle = () => {
    if (root.parentNode !== (topDialog() ?? document.body)) lift();
  };
  // A dialog that the host removes takes the root along, and its toggle is heard by nobody.
  const keeper = new MutationObserver(settle);
  undos.add(() => keeper.disconnect());
  const toggled = ({ target, newState }) => {
    if (target === root || !(target.popover || target.localName === "dialog")) return;
    if (newState === "open") lift();
    else settle();
  };
  addEventListener("toggle", toggled, true);
  undos.add(() => removeEventListener("toggle", toggled, true));
  lift();
  return { root, shadow, settle };
}

function topDialog() {
  try {
    return [...document.querySelectorAll("dialog:modal")].pop();
  } catch {
    // The browser does not know `:modal`.
  }
}
