// Writing to support, and saying why an article helped: downloaded with the first of either. Nothing of it leaves before
// it is sent, and what looks like a secret never does.
import css from "banso-contact-style";

import { CROSS, TICK, button, fill, icon, make } from "./elements.js";
import * as word from "./help/words.js";
import { mask } from "./mask.js";
import { note } from "./press.js";

// How much an inquiry may hold, in characters: see crates/wire/src/inquiry.rs.
const [MOST_TEXT, MOST_ANSWER, MOST_ADDRESS] = [4000, 1000, 254];

const sheet = new CSSStyleSheet();
sheet.replaceSync(css.replaceAll("--", "--banso-"));

/** Puts the style on, once a root. */
function dress({ shadow }) {
  if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
}

const field = (tag, name, most, more) => make(tag, { class: "field", name, id: `ask-${name}`, maxlength: most, ...more });
const label = (name, text) => make("label", { for: `ask-${name}`, class: "label" }, text);
const error = (name) => make("p", { class: "error", id: `${name}-error`, hidden: true });

/** One of several, as buttons that stay pressed. */
function choice(name, legend, options, chosen) {
  const pill = ([value, text]) =>
    make("label", { class: "pill" }, make("input", { type: "radio", name, value, checked: value === chosen }), make("span", {}, text));
  return make("fieldset", { name, "aria-describedby": `${name}-error` }, make("legend", { class: "label" }, legend), make("div", { class: "pills" }, ...options.map(pill)), error(name));
}

/**
 * The form, as it was left in `draft`. `given`: the words and topics of the help pack, whether an address is needed, what
 * may go along with the question (`along()`), and what happens next: `changed()` and `sent(press, answer)`.
 */
export function contact(page, { pack, draft, needsAddress, version, along, changed, sent }) {
  dress(page);
  const { words, topics } = pack;
  const [only] = topics.length > 1 ? [] : topics;
  draft.id ??= crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  draft.left ??= [];
  draft.answers ??= {};
  const form = make("form", { class: "form contact", novalidate: true });
  const text = field("textarea", "text", MOST_TEXT, { rows: 4, "aria-describedby": "text-error" });
  const hid = make("p", { class: "note", role: "status", hidden: true }, words[word.MASKED]);
  const asks = make("div", { class: "asks" });
  const answer = make("p", { class: "dim", role: "status" });
  const carried = make("div", {});
  const address = field("input", "email", MOST_ADDRESS, { type: "email", autocomplete: "email", "aria-describedby": "email-error" });
  let tried = false;
  text.value = draft.text ?? "";
  address.value = draft.email ?? "";

  const topic = () => only ?? topics.find(({ id }) => id === draft.topic);

  /** What depends on the topic: its questions, and when an answer can be expected. */
  function follow() {
    const { asks: all = [], answer: expected = "" } = topic() ?? {};
    asks.replaceChildren(...all.flatMap(asked));
    answer.textContent = expected;
  }

  function asked({ id, label: said, choices }) {
    const name = `ask ${id}`;
    const known = draft.answers[id];
    if (choices.length) return [choice(name, said, choices.map((one) => [one, one]), known)];
    const line = field("input", name, MOST_ANSWER, { "aria-describedby": `${name}-error` });
    line.value = known ?? "";
    return [label(name, said), line, error(name)];
  }

  /** What goes along, each of which can be left out. */
  function carry() {
    const all = along().filter(({ key }) => !draft.left.includes(key));
    const entry = ({ key, said }) =>
      make("li", {}, make("span", { class: "grow" }, said), button("cross", "leave-out", { "data-arg": key, "aria-label": fill(words[word.REMOVE], said) }, icon(CROSS)));
    const list = make("ul", { class: "along" }, ...all.map(entry));
    carried.replaceChildren(...(all.length ? [make("h4", { class: "label", tabindex: -1 }, words[word.ALONG]), list] : []));
  }

  /** Hides secrets in what was written, and says so; whether there were any. */
  function hide(at) {
    const clean = mask(at.value);
    if (clean === at.value) return;
    at.value = clean;
    hid.hidden = false;
    read();
  }

  function read() {
    draft.text = text.value;
    draft.email = address.value;
    for (const { name, type, value, checked } of form.elements) {
      if (name?.startsWith("ask ") && (type !== "radio" || checked)) draft.answers[name.slice(4)] = value;
    }
    changed();
  }

  /** Says what is wrong; answers the first field that is. */
  function flaw() {
    const { asks: all = [] } = topic() ?? {};
    const wrong = [
      ["text", !text.value.trim() && word.WRITE],
      ["topic", !topic() && word.CHOOSE],
      ...all.map(({ id, required, choices }) => [`ask ${id}`, required && !draft.answers[id]?.trim() && (choices.length ? word.CHOOSE : word.WRITE)]),
      ["email", needsAddress && !(address.value.trim() && address.checkValidity()) && word.EMAIL_WRONG],
    ];
    let first;
    for (const [name, why] of wrong) {
      const said = form.querySelector(`[id="${name}-error"]`);
      if (!said) continue;
      said.hidden = !why;
      said.textContent = why ? words[why] : "";
      const control = form.querySelector(`[name="${name}"]`);
      control.setAttribute("aria-invalid", !!why);
      if (why) first ??= control.matches("fieldset") ? control.querySelector("input") : control;
    }
    return first;
  }

  const input = ({ target, isComposing }) => {
    if (target.name === "topic") {
      draft.topic = target.value;
      follow();
    }
    if (isComposing) return;
    read();
    if (tried) flaw();
  };
  const change = ({ target }) => target.matches(".field") && target !== address && hide(target);
  const click = ({ target }) => {
    const cross = target.closest("[data-act=leave-out]");
    if (!cross) return;
    draft.left.push(cross.dataset.arg);
    carry();
    (carried.querySelector(".cross") ?? text).focus();
    changed();
  };
  const submit = (event) => {
    event.preventDefault();
    for (const one of form.querySelectorAll(".field")) if (one !== address) hide(one);
    read();
    tried = true;
    const wrong = flaw();
    if (wrong) return wrong.focus();
    const all = along().filter(({ key }) => !draft.left.includes(key));
    const of = (kind) => all.filter((one) => one.kind === kind).map(({ value }) => value);
    const { id, name = "", answer: expected = "", asks = [] } = topic();
    const answers = asks.map((one) => [one.id, draft.answers[one.id]?.trim()]).filter(([, value]) => value);
    sent(
      note("Help Inquiry Sent", {
        inquiry: draft.id,
        text: draft.text.trim(),
        category: only ? undefined : id,
        searches: of("search"),
        articles: of("article"),
        bundle: version,
        contact: needsAddress ? address.value.trim() : undefined,
        answers: answers.length ? Object.fromEntries(answers) : undefined,
        page: of("page").length ? undefined : false,
      }),
      { text: draft.text.trim(), topic: only ? "" : name, answer: expected },
    );
  };

  form.append(
    label("text", words[word.QUESTION]),
    text,
    error("text"),
    ...(only ? [] : [choice("topic", words[word.TOPIC], topics.map(({ id, name }) => [id, name]), draft.topic)]),
    asks,
    ...(needsAddress ? [label("email", words[word.EMAIL]), address, error("email")] : []),
    carried,
    make("div", { class: "acts" }, make("button", { class: "main", part: "button primary", type: "submit" }, words[word.SEND]), answer),
    // Below what can be pressed: it appears as a field is left, which must not move what is being pressed.
    hid,
  );
  form.hear = { input, change, click, submit };
  follow();
  carry();
  return { form, carry };
}

/** What became of a question that was sent. */
export function receipt(page, { words }, { text, topic, answer }, isOnline) {
  dress(page);
  const said = isOnline ? [answer] : [words[word.WAITS], answer];
  return make(
    "section",
    { class: "receipt" },
    make("span", { class: "medal" }, icon(TICK)),
    make("h3", { class: "article", tabindex: -1 }, words[word.SENT]),
    ...said.filter(Boolean).map((line) => make("p", { class: "dim" }, line)),
    make("blockquote", {}, ...(topic ? [make("p", { class: "dim" }, topic)] : []), make("p", {}, text)),
    button("plain", "ask-again", {}, words[word.ANOTHER]),
  );
}

/** The field for why an article helped, or did not; `sent` is given the reason. */
export function why(page, { words }, sent) {
  dress(page);
  const form = make("form", { class: "form why", novalidate: true });
  const text = field("textarea", "why", MOST_ANSWER, { rows: 2 });
  form.append(label("why", words[word.WHY]), text, make("button", { class: "plain", part: "button", type: "submit" }, words[word.SEND]));
  const submit = (event) => {
    event.preventDefault();
    const said = mask(text.value).trim();
    if (said) sent(said);
    else text.focus();
  };
  form.hear = { submit };
  return form;
}
