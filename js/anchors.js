// How the view finds the element that a step stands by, what stands in its way, and how it is followed.

// What stands in the way: nothing, or there is no such element; it is hidden, or scrolled away; something covers it; a
// dialog does, which stays a while; several fit.
export const [FREE, HIDDEN, COVERED, LOCKED, AMBIGUOUS] = [0, 1, 2, 3, 4];
/** The same in the words of events, where there is no target. */
export const WHY = ["absent", "hidden", "covered", "covered", "ambiguous"];

/** At which parts of the target inside the place where it stood its move is noticed. */
const STEPS = /* @__PURE__ */ Array.from({ length: 101 }, (_, at) => at / 100);

/** How long the pointer may be on its way from a beacon to its hint, in ms. */
const LEAVE = 300;

/** What the view asks of the browser for it. */
export const anchors = ({ begun, signal, host }) => {
  /** Each watches one more root; more than once does no harm. */
  const watches = new Set();
  /** Each watches an element that may come to be seen. */
  const hopes = new Set();
  let seen;
  let why;
  let box;
  let quick;
  let free;
  /** Has the browser watch the place where the target stands now. */
  let fence;

  // A frame of another origin has no document for us.
  const inside = (element) => {
    const root = element.shadowRoot ?? element.contentDocument;
    if (root) for (const watch of watches) watch(root);
    return root ?? [];
  };
  /** All that a way leads to, which has a selector, a name or none, and says whether the name is the text. */
  function all([css, name, text], root = document) {
    const parts = css.split(">>>");
    const last = parts.pop();
    try {
      const roots = parts.reduce((roots, part) => roots.flatMap((root) => [...root.querySelectorAll(part)].flatMap(inside)), [root]);
      const found = roots.flatMap((root) => [...root.querySelectorAll(last)]);
      return name ? found.filter((element) => (text ? textOf : nameOf)(element) === name) : found;
    } catch {
      return []; // The browser does not know the selector.
    }
  }
  /** What can be seen of it. What the page does not have may be our own: the launcher. */
  function visible(way, found, shadow) {
    const seen = found.filter(isVisible);
    return seen[0] || !way[0].startsWith("[data-banso") ? seen : all(way, shadow).filter(isVisible);
  }

  return {
    /** The only one that fits, by the first way that leads to exactly one; `any`: be it as empty as a place to fill. */
    find(ways, any) {
      why = FREE;
      for (const way of ways) {
        const found = all(way);
        const seen = any ? found : visible(way, found, this.shadow);
        if (seen.length === 1) return seen[0];
        if (!seen[0]) for (const hope of hopes) found.forEach((one) => hope.observe(one));
        why = Math.max(why, seen[0] ? AMBIGUOUS : found[0] ? HIDDEN : FREE);
      }
    },
    /** The same of what can be seen; the page scrolls to what is not `known` yet, if that may help. */
    look(ways, known, scrolls) {
      const same = quick && free && known;
      free = false;
      const target = this.find(ways);
      if (!target) return;
      [why, box] = judge(target, target === same);
      const inside = within(box.left, box.right, this.viewportWidth()) && within(box.top, box.bottom, this.viewportHeight());
      if (scrolls && target !== known && (inside ? why % LOCKED : why < LOCKED)) {
        target.scrollIntoView({ block: "center", inline: "nearest" });
        [why, box] = judge(target);
      }
      free = !why;
      seen = target;
      fence?.();
      return target;
    },
    /** What stood in the way the last time. */
    why: () => why,
    /** The same in the words of events. */
    reason: () => WHY[why],
    /** Each way and how many fit, for the developer. */
    counts(ways) {
      return ways.map((way) => `${way[1] || way[0]}: ${visible(way, all(way), this.shadow).length}`).join(", ");
    },
    /** Where that was, in the viewport of the page. */
    bounds: () => box,
    /** Where a card stands beside it. */
    place: (...of) => host.place(...of),
    /** Signals, at most once a frame, what may have changed or moved anything on the page, and these two above all. */
    watch(code, target, card) {
      const send = signal(code);
      const end = new AbortController();
      let frame;
      let timer;
      const soon = (event) => {
        // That the focus comes to ours moves nothing.
        if (event?.target?.localName !== "banso-root") frame ??= requestAnimationFrame(() => {
          frame = undefined;
          quick = true;
          send();
          quick = false;
          // What covers it is looked for when the page is laid out and drawn: then it costs next to nothing.
          clearTimeout(timer);
          timer = setTimeout(() => free && judge(seen)[0] && send());
        });
      };
      const [tree, sizes, hope] = [MutationObserver, ResizeObserver, IntersectionObserver].map((Observer) => new Observer(soon));
      let sight;
      let fenced;
      // Nothing says that an animation, a sheet of the host's or another transform moves it: it then leaves the place that
      // is as large as itself, and the browser counts that while it draws.
      const round = () => {
        if (seen !== target) return;
        const { left, top, right, bottom } = box;
        const sides = [top, this.viewportWidth() - right, this.viewportHeight() - bottom, left];
        const rootMargin = sides.map((side) => `${-Math.floor(side)}px`).join(" ");
        if (rootMargin === fenced) return;
        fenced = rootMargin;
        sight?.disconnect();
        let known;
        sight = new IntersectionObserver(
          ([{ intersectionRatio }]) => {
            if (known || intersectionRatio < 1) soon();
            known = true;
          },
          { rootMargin, threshold: STEPS },
        );
        sight.observe(target);
      };
      const watch = (root) => {
        if (root.defaultView && root !== document) root.addEventListener("keydown", this.heard, { signal: end.signal });
        if (root !== window) tree.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
        for (const type of ["scroll", "resize", "load", "focusin", "transitionrun", "transitionend", "animationend"]) {
          root.addEventListener(type, soon, { capture: true, passive: true, signal: end.signal });
        }
      };
      [window, document].forEach(watch);
      if (target) {
        [target, card, document.body].forEach((one) => sizes.observe(one));
        fence = round;
        round();
      }
      watches.add(watch);
      hopes.add(hope);
      return begun(() => {
        if (fence === round) fence = undefined;
        watches.delete(watch);
        hopes.delete(hope);
        [tree, sizes, hope, sight].forEach((observer) => observer?.disconnect());
        end.abort();
        cancelAnimationFrame(frame);
        clearTimeout(timer);
      });
    },
    /** Signals when the pointer is over one of two elements, and when it has left both for good. */
    hover(one, other, enter, leave) {
      let timer;
      const stay = () => clearTimeout(timer);
      for (const element of [one, other]) {
        element.onpointerenter = () => (stay(), signal(enter)());
        element.onpointerleave = () => (timer = setTimeout(signal(leave), LEAVE));
      }
      return begun(stay);
    },
  };
};

/** Whether a length lies in a window, or fills it. */
const within = (start, end, room) => start >= 0 === end <= room;

/** Whether an element takes up room and is not hidden. The closed part of a <details> has a size, but is not seen. */
function isVisible(element) {
  // Asked first: a browser complains of who measures what it does not render.
  if (!(element.checkVisibility?.({ visibilityProperty: true }) ?? getComputedStyle(element).visibility !== "hidden")) return false;
  const { width, height } = element.getBoundingClientRect();
  return width * height > 0;
}

/** What keeps an element from being seen, unless it is to be `quick`, and where it is in the viewport of the page. */
function judge(target, quick) {
  let box = target.getBoundingClientRect();
  // What is drawn in the place of a native control covers it on purpose.
  const whole = !quick && box.width * box.height > 9 && !faint(target);
  let why = FREE;
  for (let node = target; node; ) {
    const root = node.getRootNode();
    if (whole && !why) why = obstacle(node, root, box);
    node = root.host;
    if (node || !(node = root.defaultView?.frameElement)) continue;
    // What a frame shows lies inside its border, and is as large as the frame's own transforms have it.
    const { x, y, width } = node.getBoundingClientRect();
    const scale = width / node.offsetWidth;
    const [left, top] = [x + (node.clientLeft + box.x) * scale, y + (node.clientTop + box.y) * scale];
    box = new DOMRect(left, top, box.width * scale, box.height * scale);
  }
  return [why, box];
}

/** What stands in its way inside one root: at one point of it nothing, and it is free. */
function obstacle(node, root, { left, top, right, bottom }) {
  const { innerWidth, innerHeight, frameElement } = (root.ownerDocument ?? root).defaultView;
  const [x, y] = [Math.max(left, 0), Math.max(top, 0)];
  const [wide, high] = [Math.min(right, innerWidth) - x, Math.min(bottom, innerHeight) - y];
  // Out of the window it is where its page was scrolled to.
  if (wide <= 0 || high <= 0) return frameElement ? HIDDEN : FREE;
  // The ends of a link in two lines are where its line begins and ends.
  return [0.5, 0.1, 0.9].reduce((least, at) => least && Math.min(least, above(node, root.elementsFromPoint(x + wide * at, y + high * (1 - at)))), LOCKED);
}

/** What stands before an element among all that is painted at a point of it, the topmost first. */
function above(node, painted) {
  const stack = painted.filter(({ localName }) => !localName.startsWith("banso-"));
  const at = stack.findIndex((one) => node.contains(one));
  // What no pointer touches is not in the stack: it may lie below anything but what is around it.
  const blind = at < 0 && (node.ownerSVGElement || node.closest("[inert]") || getComputedStyle(node).pointerEvents === "none");
  const end = at < 0 ? stack.findIndex((one) => isAround(one, node)) : at;
  const before = (end < 0 ? stack : stack.slice(0, end)).filter((one) => !isAround(one, node));
  if (before.some(({ localName }) => localName === "dialog")) return LOCKED;
  return at < 0 && !blind ? HIDDEN : before.some(covers) ? COVERED : FREE;
}

function isAround(outer, node) {
  while (node && node !== outer) node = node.parentNode ?? node.host;
  return node;
}

const faint = (element) => element.checkVisibility?.({ opacityProperty: true }) === false;

/** Whether an element paints over what lies below it. */
function covers(element) {
  const { backgroundColor, backgroundImage } = getComputedStyle(element);
  const clear = backgroundImage === "none" && /^rgba.*, 0\)$|\/ 0\)$/.test(backgroundColor);
  return !faint(element) && (!clear || element.localName === "iframe");
}

const tidy = (text) => text.replace(/\s+/g, " ").trim();

/** The text that an element says itself, without its children. */
export const textOf = ({ childNodes }) => tidy([...childNodes].map((node) => (node.nodeType === 3 ? node.data : "")).join(""));

/** What a screen reader calls an element: the part of the accessible name computation that pages live by. */
export function nameOf(element) {
  const { labels, localName, type, value } = element;
  const ids = element.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
  const root = element.getRootNode();
  const texts = (elements) => [...elements].map((one) => (one ? one.ariaLabel || content(one) : "")).join(" ");
  const pressed = localName === "input" && /^(button|submit|reset)$/.test(type);
  const typed = /^(input|select|textarea)$/.test(localName);
  return [
    () => texts(ids.map((id) => root.getElementById(id))),
    () => element.ariaLabel,
    () => texts(labels ?? []),
    () => element.getAttribute("alt"),
    () => (pressed ? value : typed ? "" : content(element)),
    () => element.title,
    () => element.placeholder,
  ].reduce((name, next) => name || tidy(next() || ""), "");
}

/** What the content of an element says, pictures and labels in their place. Hidden itself, it has it all the same. */
const content = ({ childNodes }) => [...childNodes].map(said).join("");

function said(node) {
  if (node.nodeType === 3) return node.data;
  if (node.nodeType !== 1 || node.hidden || node.ariaHidden === "true") return "";
  return node.ariaLabel || node.getAttribute("alt") || content(node);
}
