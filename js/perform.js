// One module on the stage: guarded, fed with what the browser says, and cleaned up after.
import { draw } from "./draw.js";
import { isDark } from "./look.js";
import { failed } from "./press.js";
import { guard, hearken, isAside, owner } from "./stage.js";

/**
 * Starts a module, by what it does, in a room of its own. A fault ends this module and no other, and is counted.
 * `css`: what it wears; `calls`: what it may say besides presses; `more`: what it asks of the browser beyond the usual.
 */
export function perform(stage, name, module, css, calls, more, faulted) {
  const title = name === "view" ? "the view" : name;
  const undos = new Set();
  const queue = [];
  const said = [];
  const room = document.createElement("div");
  let busy = false;
  let over = false;

  // One call at a time: what the browser or the host starts meanwhile waits, and so does what is said.
  const run = (work) => {
    if (over) return;
    queue.push(work);
    if (busy) return;
    busy = true;
    // All that is linked shares one stack: after a fault nobody else clears away what was on it.
    const { stack = {} } = module;
    const { value } = stack;
    try {
      while (queue.length) queue.shift()();
    } catch (error) {
      stack.value = value;
      end();
      stage.warn(`${title} stopped after a fault and stays away until the page is loaded again: ${error}`);
      said.push(() => stage.host.press(failed(name, error)));
      if (faulted) said.push(faulted);
    }
    busy = false;
    while (said.length) deliver(said.shift());
  };
  const deliver = (saying) => {
    const error = guard(saying);
    if (error) stage.warn(`${title} could not hand over a press: ${error}`);
  };
  const end = () => {
    over = true;
    queue.length = 0;
    for (const undo of [...undos]) undo();
    room.remove();
    stage.exit(leave);
  };
  const leave = () => run(() => (module.end(), end()));

  stage.enter(room, leave);
  const signal = (code) => (value) => run(() => module.signal(code, value));
  const tools = { begun: owner(undos), signal, host: stage.host };
  const { shadow, shell, shells, settle, told } = stage;
  const platform = { ...browser(tools), ...more?.(tools), shadow, shell, shells, settle, told, room };
  for (const [way, call] of Object.entries({ press: (bytes) => stage.host.press(bytes), ...calls })) {
    platform[way] = (value) => said.push(() => call(value));
  }
  run(() => {
    platform.dress(css);
    module.start(platform);
  });
  return { call: (method, value) => run(() => module[method](value)) };
}

/** The look of the host: light or dark, and its font. */
function wear(shell, dark, body) {
  shell.toggleAttribute("data-dark", dark);
  shell.style.setProperty("--banso-host", getComputedStyle(body).fontFamily);
}

/** What a module may ask of the browser. Whatever is begun returns its undoing. */
function browser({ begun, signal, host }) {
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
  // A host may have registered properties with the short names: its `@property` reaches in here.
  const own = (css) => css.replaceAll("--", "--banso-");
  let sheet;
  let worn = "";
  const together = (...undo) => () => undo.forEach((each) => each());
  return {
    window,
    document,
    listen,
    react: signal,
    dress(css) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(own(css));
      for (const root of this.shells.map((shell) => shell.getRootNode())) {
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      }
      return sheet;
    },
    theme(css, dark) {
      const { documentElement: html, body } = document;
      if (!body) return;
      for (const shell of this.shells) wear(shell, host.dark?.() ?? dark ?? isDark(html, body), body);
      if (css === worn) return;
      if (sheet) sheet.replaceSync(own(css));
      else sheet = this.dress(css);
      worn = css;
    },
    /** Has a shell in a root of its own look and be heard as the first one is, until it is taken away. */
    adopt(shell) {
      const root = shell.getRootNode();
      hearken(root, host);
      root.adoptedStyleSheets = this.shadow.adoptedStyleSheets;
      shell.className = "shell";
      shell.lang = this.shell.lang;
      wear(shell, this.shell.hasAttribute("data-dark"), document.body);
      this.shells.push(shell);
      return begun(() => {
        root.host.remove();
        this.shells.splice(this.shells.indexOf(shell), 1);
      });
    },
    act(click) {
      const pressed = click.target.closest("[data-act]");
      if (!pressed || isAside(click)) return;
      click.preventDefault();
      const { act, arg = "" } = pressed.dataset;
      return `${act} ${arg}`;
    },
    // The events that autofill makes up have no key.
    key: ({ isComposing, key }) => (isComposing ? "" : (key ?? "")),
    // The bytes lie in the module's memory, which may move.
    draw(bytes) {
      const drawing = draw(host.reader(bytes.slice()), host.trait, this.shell.lang || undefined, this.told);
      const form = drawing.querySelector("form");
      if (form) host.form(form);
      return drawing;
    },
    scheme(code) {
      const watched = [document.documentElement, document.body];
      return together(
        observe(new MutationObserver(signal(code)), ...watched.map((node) => [node, { attributeFilter: ["class", "data-theme", "style"] }])),
        listen(matchMedia("(prefers-color-scheme: dark)"), "change", code),
      );
    },
    timer(ms, code) {
      const id = setTimeout(signal(code), ms);
      return begun(() => clearTimeout(id));
    },
    frame(code) {
      const id = requestAnimationFrame(signal(code));
      return begun(() => cancelAnimationFrame(id));
    },
    media: (query) => matchMedia(query).matches,
    viewportWidth: () => document.documentElement.clientWidth,
    viewportHeight: () => innerHeight,
  };
}
