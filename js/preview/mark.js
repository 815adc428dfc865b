// The mark: says on the page that it shows a draft, until when, and how to leave. One element, in a shadow root.
import { isDark } from "../look.js";

const WORDS = {
  en: {
    name: "Preview",
    says: "Preview of a draft",
    ends: (time) => `ends ${time}`,
    leave: "Leave",
    over: "The preview has ended",
    reload: "Reload",
  },
  ja: {
    name: "プレビュー",
    says: "下書きのプレビュー",
    ends: (time) => `${time} まで`,
    leave: "終了する",
    over: "プレビューは終了しました",
    reload: "再読み込み",
  },
};

// As far from the launcher of help as a narrow window allows.
const CSS = `
:host { all: initial !important; position: fixed !important; inset: auto auto 20px 20px !important; margin: 0 !important; padding: 0 !important; border: 0 !important; background: none !important; overflow: visible !important; max-width: calc(100vw - 100px) !important; z-index: 2147483647 !important }
.mark { display: flex; align-items: center; gap: 4px; min-height: 40px; box-sizing: border-box; padding: 4px 6px 4px 16px; border-radius: 10px; border: 1px solid #d6d3d1; box-shadow: 0 4px 16px rgb(0 0 0 / .16); font: 14px/20px var(--font); color: #1c1917; background: #fff }
p { margin: 0; font-variant-numeric: tabular-nums }
button { flex: none; min-height: 30px; padding: 0 10px; border: 0; border-radius: 6px; font: inherit; font-weight: 600; color: #0f766e; background: none; cursor: pointer }
button:hover { background: rgb(120 113 108 / .14) }
button:focus-visible { outline: 2px solid currentcolor; outline-offset: 2px }
.dark { color: #fafaf9; background: #292524; border-color: #57534e }
.dark button { color: #2dd4bf }
@media (max-width: 480px) { span { display: block } .dot { display: none } }
@media (pointer: coarse) { button { min-height: 44px } }
@media print { :host { display: none !important } }`;

/**
 * Shows the mark.
 * @param {{ locale?: string, ends: number, leave(): void }} about - The host's language, when the preview ends in ms, and
 * what the button does.
 * @returns {{ over(): void, remove(): void }} Says that the preview has ended; takes the mark away.
 */
export function showMark({ locale, ends, leave }) {
  const { documentElement: html, body } = document;
  const tag = locale || html.lang || navigator.language;
  const ja = /^ja\b/i.test(tag);
  const words = WORDS[ja ? "ja" : "en"];
  const root = document.createElement("banso-preview");
  const shadow = root.attachShadow({ mode: "open", delegatesFocus: true });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  shadow.adoptedStyleSheets = [sheet];
  const mark = document.createElement("section");
  mark.className = isDark(html, body) ? "mark dark" : "mark";
  mark.lang = ja ? "ja" : "en";
  mark.ariaLabel = words.name;
  mark.style.setProperty("--font", getComputedStyle(body).fontFamily);
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.leave;
  button.addEventListener("click", leave);
  mark.append(line, button);
  shadow.append(mark);
  // In the top layer, as the guides are.
  root.popover = "manual";
  // A stop of Tab in a dialog of ours, which leads round its own.
  root.tabIndex = 0;
  body.append(root);
  root.showPopover?.();
  const over = follow(root);
  // A status is read out when it changes, not when it comes with its text.
  const parts = [words.says, " · ", words.ends(until(ends, mark.lang))].map((text) => {
    const part = document.createElement("span");
    part.textContent = text;
    return part;
  });
  parts[1].className = "dot";
  line.append(...parts);
  return {
    over() {
      line.textContent = words.over;
      button.textContent = words.reload;
    },
    remove() {
      over();
      root.remove();
    },
  };
}

/**
 * Keeps the mark where it can be pressed: a modal dialog, of the page or of ours, makes everything outside of it inert.
 * Answers what ends that.
 */
function follow(root) {
  const seen = new WeakSet();
  const observer = new MutationObserver(() => move());
  const watch = (node) => {
    if (!seen.has(node)) observer.observe(node, { subtree: true, childList: true, attributeFilter: ["open"] });
    seen.add(node);
  };
  const dialogs = (scope) => [...scope.querySelectorAll("dialog:modal")];
  const move = () => {
    const ours = document.querySelector("banso-root")?.shadowRoot;
    if (ours) watch(ours);
    const dialog = [...dialogs(document), ...(ours ? dialogs(ours) : [])].pop();
    const home = dialog ?? document.body;
    if (!home || root.parentNode === home) return;
    home.append(root);
    root.showPopover?.();
  };
  watch(document);
  move();
  return () => observer.disconnect();
}

/** The time, and the day where it is not today's. */
function until(ends, locale) {
  const today = new Date(ends).toDateString() === new Date().toDateString();
  const day = today ? {} : { month: "short", day: "numeric" };
  return new Intl.DateTimeFormat(locale, { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(ends);
}
