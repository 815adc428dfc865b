// How the view finds the element that a step stands by.

/** What the view asks of the browser for it. */
export const anchors = () => ({
  // A frame of another origin has no document for us.
  inside: (element) => element.shadowRoot ?? element.contentDocument ?? undefined,
  isCalled: (element, name, text) => tidy(text ? own(element) : nameOf(element)) === name,
});

const tidy = (text) => text.replace(/\s+/g, " ").trim();

/** The text that an element says itself, without its children. */
const own = ({ childNodes }) => [...childNodes].map((node) => (node.nodeType === 3 ? node.data : "")).join("");

/** What a screen reader calls an element: the part of the accessible name computation that pages live by. */
function nameOf(element) {
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
