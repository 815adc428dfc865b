// Paints a drawing: what the compiler wrote down in crates/content/src/drawing.rs, which has the same tables.

const TAGS =
  "div p span button h2 h3 h4 h5 a strong em code br ul ol li pre table thead tbody tr th td dialog i img figure figcaption video track form fieldset legend label input textarea output section time svg path".split(" ");
const FIRST_SVG = 39;
const ATTRIBUTES =
  "class part role id tabindex type href target rel d viewBox aria-hidden aria-label aria-labelledby aria-describedby aria-modal aria-expanded data-guide data-side data-free data-act data-arg src alt width height poster controls preload playsinline kind srclang label default loading name value required maxlength rows placeholder for inputmode lang dir scope hidden data-number data-least data-most data-error data-question data-kind datetime aria-live aria-required".split(" ");
const OPEN = 5;

/** The elements of a drawing. `reader` reads its bytes; `trait(account, name)` is the host's value of a trait. */
export function draw({ more, byte, text, bytes }, trait) {
  let at = new DocumentFragment();
  const ops = [
    () => (at = at.parentNode),
    () => at.append(text()),
    () => at.append(written(trait(byte(), text()), text(), text())),
    () => at.setAttribute(ATTRIBUTES[byte()], text()),
    () => (at.acts = bytes()),
  ];
  while (more()) {
    const op = byte();
    if (op < OPEN) ops[op]();
    else at = at.appendChild(element(op - OPEN));
  }
  return at;
}

const element = (tag) =>
  tag < FIRST_SVG ? document.createElement(TAGS[tag]) : document.createElementNS("http://www.w3.org/2000/svg", TAGS[tag]);

/** A trait as people read it. */
function written(value, form, fallback) {
  if (value == null || value === "" || typeof value === "object") return fallback;
  return String(value);
}
