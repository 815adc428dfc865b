// Paints a drawing: what the compiler wrote down in crates/content/src/drawing.rs, which has the same tables.

const TAGS =
  "div p span button h2 h3 h4 h5 a strong em code br ul ol li pre table thead tbody tr th td dialog i img figure figcaption video track form fieldset legend label input textarea svg path".split(" ");
const FIRST_SVG = 36;
const ATTRIBUTES =
  "class part role id tabindex type href target rel d viewBox aria-hidden aria-label aria-labelledby aria-describedby aria-modal aria-expanded data-guide data-side data-free data-act data-arg src alt width height poster controls preload playsinline kind srclang label loading name value maxlength rows placeholder scope hidden data-number data-least data-most data-error data-question data-kind aria-live aria-required data-frame data-label".split(" ");
const OPEN = 5;

/**
 * The elements of a drawing. `reader` reads its bytes; `trait(account, name)` is the host's value of a trait; numbers and
 * dates are written as `locale` has them. `told` hears of each text that such a value is in: its `retell` says it anew.
 */
export function draw({ more, byte, number, text, bytes }, trait, locale, told) {
  let at = new DocumentFragment();
  const forms = () => Array.from({ length: number() }, () => [text(), text()]);
  const ops = [
    () => (at = at.parentNode),
    () => at.append(text()),
    () => {
      const [of, ...how] = [[byte(), text()], byte(), text(), forms(), locale];
      const said = at.appendChild(new Text());
      said.retell = () => (said.data = written(trait(...of), ...how));
      said.retell();
      told?.(said);
    },
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

/** A trait as people read it: as it is, as a number, as a date, or in the form that its number asks for. */
function written(value, form, fallback, forms, locale) {
  if (value == null || value === "" || typeof value === "object") return fallback;
  if (!form) return String(value);
  const date = form === 2 && new Date(value);
  if (isNaN(date || value)) return fallback;
  // A day has no time, and so no zone.
  if (date) return date.toLocaleDateString(locale, { dateStyle: "long", timeZone: /^\d{4}-\d\d-\d\d$/.test(value) ? "UTC" : undefined });
  const said = Number(value).toLocaleString(locale);
  const plural = forms[0] && new Intl.PluralRules(locale).select(value);
  const [, words] = forms.find(([name]) => name === plural) ?? forms.find(([name]) => name === "other") ?? [, "#"];
  return words.replaceAll("#", said);
}
