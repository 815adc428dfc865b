// The stage: the element that Banso adds to the page in the top layer, and the shadow root that every module paints into.

/**
 * Adds the element to the page: a popover, so that it is painted in the top layer, or as the host's `baseLayer` says.
 */
export function makeStage(host) {
  const undos = new Set();
  const rooms = new Set();
  const root = document.createElement("banso-root");
  const shadow = root.attachShadow({ mode: "open" });
  const { parent, topLayer = true, zIndex } = host.layer ?? {};
  if (topLayer) root.popover = "manual";
  if (zIndex != null) root.style.setProperty("--banso-z", zIndex);
  hearken(shadow, host);
  const page = document.documentElement;
  let dialog;
  let frame;
  let patience;
  // A modal dialog of the host, or what fills the screen, makes everything outside it inert, the top layer included.
  const home = () => (isModal(dialog) ? dialog : (topDialog() ?? document.fullscreenElement ?? base() ?? document.body));
  const base = () => {
    let at = parent;
    guard(() => (at = at?.call ? at() : at?.trim ? document.querySelector(at) : at));
    return at?.isConnected ? at : undefined;
  };
  const lift = () => {
    const active = shadow.activeElement;
    const at = home();
    if (!at) return; // The host is about to give the page another body.
    if (root.parentNode !== at) at.append(root);
    else if (topLayer) root.hidePopover?.();
    if (topLayer) root.showPopover?.();
    // A dialog of ours that was moved is modal no longer, and one that was not lies below.
    for (const own of shadow.querySelectorAll("dialog[open]")) {
      own.close();
      own.showModal();
    }
    active?.focus();
    keeper.disconnect();
    keeper.observe(document, { childList: true, subtree: at !== document.body });
    keeper.observe(page, { childList: true });
    keeper.observe(at, { childList: true, attributeFilter: ["open"] });
    keeper.observe(root, { attributeFilter: ["aria-hidden", "inert"] });
  };
  const mend = () => {
    // What was written over the page took every listener along.
    if (document.documentElement !== page) return leave();
    if (root.parentNode !== home()) lift();
    // The host's zoom is not ours: what is measured is in pixels of the viewport.
    shell.style.zoom = 1 / (root.currentCSSZoom ?? 1);
  };
  const settle = () => {
    patience = 99;
    mend();
  };
  // The host may take the root away: with its dialog, its body, all there is. One that does so every time wins.
  const keeper = new MutationObserver(() => {
    cancelAnimationFrame(frame);
    // A dialog that is none of the browser's hides all beside it.
    if ((root.inert || root.ariaHidden) && patience-- > 0) root.inert = root.ariaHidden = null;
    if (root.parentNode !== home()) frame = requestAnimationFrame(() => patience-- > 0 && mend());
  });
  undos.add(() => {
    patience = 0;
    keeper.disconnect();
  });
  const toggled = ({ target, newState }) => {
    // The debug panel stays above: it lifts itself after everything else.
    if (target === root || target.localName === "banso-debug" || !(target.popover || target.localName === "dialog")) return;
    if (newState === "open") {
      dialog = target;
      lift();
    } else mend();
  };
  // A dialog inside a shadow root says nothing outside, but takes the focus.
  const focused = (event) => {
    // One that keeps the focus would take it back.
    if (event.target === root) event.stopPropagation();
    dialog = event.composedPath().find((node) => isModal(node) && node.getRootNode() !== shadow) ?? dialog;
    mend();
  };
  // The same: for the host the focus has gone, and it need not know where.
  const blurred = (event) => event.relatedTarget === root && Object.defineProperty(event, "relatedTarget", { value: null });
  for (const [type, listener] of [["toggle", toggled], ["focusin", focused], ["focusout", blurred], ["fullscreenchange", mend]]) {
    addEventListener(type, listener, true);
    undos.add(() => removeEventListener(type, listener, true));
  }
  const leave = () => [...rooms].forEach((leave) => leave());
  let personal = [];
  const shell = document.createElement("div");
  shell.className = "shell";
  shadow.append(shell);
  settle();
  return {
    host,
    shadow,
    shell,
    shells: [shell],
    settle,
    /** Keeps a text with a value of the reader's in it, while it is somewhere. */
    told: (text) => personal.push(new WeakRef(text)),
    /** The host has said more of the reader: such texts say it. */
    retell: () => (personal = personal.filter((text) => (text.deref()?.retell(), text.deref()))),
    over: false,
    warn: (text) => guard(() => host.warn?.(text)),
    enter(room, leave) {
      shell.append(room);
      rooms.add(leave);
    },
    /** The last one out takes the stage away. */
    exit(leave) {
      rooms.delete(leave);
      if (rooms.size) return;
      this.over = true;
      for (const undo of [...undos]) undo();
      root.remove();
    },
    leave,
  };
}

/** Hears of presses in a root. The host's shortcuts, click-aways and locks of its scroll are not meant for what people do
 * in there. */
export function hearken(shadow, host) {
  for (const type of ["keydown", "keyup", "keypress", "pointerdown", "mousedown", "click", "wheel", "touchmove"]) {
    shadow.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
  }
  shadow.addEventListener("click", (event) => {
    const pressed = event.composedPath().find(({ acts, dataset }) => acts || dataset?.frame);
    if (!pressed || (pressed.href && isAside(event))) return;
    event.preventDefault();
    const { acts, form, type } = pressed;
    if (!acts) return play(pressed);
    const { guide = "" } = pressed.closest("[data-guide]")?.dataset ?? {};
    const act = (answers) => host.act(guide, answers, acts);
    if (type === "submit") host.form(form, act);
    else act({});
  });
}

/** A page may be opened in another tab, as with any link. */
export const isAside = ({ ctrlKey, metaKey, shiftKey }) => ctrlKey || metaKey || shiftKey;

/** Puts the player of another site in the place of its button. */
function play(button) {
  const { frame: src, label: title } = button.dataset;
  const { width, height } = button.querySelector("img");
  const allow = "autoplay; fullscreen; encrypted-media; picture-in-picture";
  button.replaceWith(Object.assign(document.createElement("iframe"), { src, title, width, height, allow }));
}

/** Keeps undoings in `undos`; each is done once, by whoever comes first. */
export function owner(undos) {
  return (undo) => {
    const once = () => undos.delete(once) && undo();
    undos.add(once);
    return once;
  };
}

/** Runs `work`; returns what it threw, if it threw. */
export function guard(work) {
  try {
    work();
  } catch (error) {
    return error ?? "unknown";
  }
}

const topDialog = () => [...document.querySelectorAll("dialog")].filter(isModal).pop();

function isModal(node) {
  try {
    return node.matches("dialog:modal");
  } catch {
    // No element, or a browser that does not know `:modal`.
  }
}
