// The stage: the one element that Banso adds to the page, and the shadow root that every module paints into.

/** Adds the one element to the page: a popover, so that it is painted in the top layer. */
export function makeStage(host) {
  const undos = new Set();
  const rooms = new Set();
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
    // The debug panel stays above: it lifts itself after everything else.
    if (target === root || target.localName === "banso-debug" || !(target.popover || target.localName === "dialog")) return;
    if (newState === "open") lift();
    else settle();
  };
  addEventListener("toggle", toggled, true);
  undos.add(() => removeEventListener("toggle", toggled, true));
  const shell = document.createElement("div");
  shell.className = "shell";
  shadow.append(shell);
  lift();
  return {
    host,
    shadow,
    shell,
    settle,
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
    leave: () => [...rooms].forEach((leave) => leave()),
  };
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

function topDialog() {
  try {
    return [...document.querySelectorAll("dialog:modal")].pop();
  } catch {
    // The browser does not know `:modal`.
  }
}
