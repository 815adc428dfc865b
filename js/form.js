// The form of a survey, which the compiler has drawn: downloaded with the first one. What is answered is read from the
// names of its controls; see crates/content/src/compiler/draw/question.rs.
import css from "banso-form-style";

/** What is filled in in a survey that is not over, in this tab: the guide and by question the form's entries. */
const DRAFT = "banso:form";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css.replaceAll("--", "--banso-"));

let survey;
let known;
/** The same where the browser refuses storage. */
let unkept = [];
let watch;

/** Makes a form ready; with `done`, sends it: calls that with its answers, if they will do. */
export function form(form, done) {
  if (!form.isConnected) return;
  if (!done) return begin(form);
  const answers = read(form);
  const error = flaw(form, answers);
  complain(form, error);
  if (error) (form.querySelector("tr:not(:has(:checked)) input") ?? form.querySelector("[name]")).focus();
  else done(answers);
}

function begin(form) {
  const root = form.getRootNode();
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const { guide } = form.closest("[data-guide]").dataset;
  const { question } = form.dataset;
  [survey, known] = kept();
  if (survey !== guide) [survey, known] = [guide, {}];
  const changed = () => {
    complain(form);
    count(form);
    known[question] = [...new FormData(form)];
    keep();
  };
  fill(form, known[question]);
  count(form);
  form.oninput = ({ target }) => {
    // One that is chosen alone takes the others' choice away, and any other takes its.
    const others = form.querySelectorAll("kind" in target.dataset ? ":checked" : ":checked[data-kind]");
    for (const one of target.checked ? others : []) one.checked = one === target;
    changed();
  };
  // Digits choose on a scale: a 0 behind a 1 is a 10.
  let typed = "";
  form.onkeydown = ({ target, key }) => {
    const of = (value) => "number" in target.dataset && /^\d+$/.test(value) && form.querySelector(`[value="${value}"]`);
    const field = of(typed + key) || of(key);
    typed = field ? key : "";
    if (!field) return;
    field.focus();
    field.click();
  };
  rank(form, changed);
  // The survey is over when its card is gone, unless help is in front of it.
  watch?.disconnect();
  watch = new MutationObserver(() => {
    if (root.querySelector(`[data-guide="${guide}"],[data-open]`)) return;
    watch.disconnect();
    survey = "";
    keep();
  });
  watch.observe(root, { childList: true, subtree: true });
}

/** Keeps what is filled in while the survey lasts, or until the core forgets who the user was. */
function keep() {
  try {
    if (survey) sessionStorage[DRAFT] = JSON.stringify([survey, known]);
    else delete sessionStorage[DRAFT];
  } catch {
    unkept = [survey, known];
  }
}

function kept() {
  try {
    return JSON.parse(sessionStorage[DRAFT] ?? "[]");
  } catch {
    return unkept;
  }
}

function fill(form, entries = []) {
  for (const [name, value] of entries) {
    for (const field of form.elements) {
      if (field.name !== name) continue;
      if (field.maxLength > 0) field.value = value;
      else if (field.value === value) {
        field.checked = true;
        form.querySelector(".ranking")?.append(field.parentNode);
      }
    }
  }
}

/** The answers by question: numbers, ids, texts, and lists of ids. What is not shown is not asked. */
function read(form) {
  const answers = {};
  for (const field of form.elements) {
    const { name, type, value, maxLength, offsetParent, dataset } = field;
    const text = value?.trim();
    if (maxLength > 0 ? !offsetParent || !text : !field.matches("[name]:checked,[type=hidden]")) continue;
    if (/^[ch]/.test(type)) (answers[name] ??= []).push(value);
    else answers[name] = "number" in dataset ? +value : text;
  }
  return answers;
}

/** The words for what is wrong with the answers, if anything is. */
function flaw(form, answers) {
  const { question, least, most } = form.dataset;
  // Of a text its characters count, of the rest what is chosen.
  const answer = answers[question] ?? Object.values(answers);
  const given = (form.querySelector(":not(.options) > .field") ? answer : [answer].flat()).length;
  const few = given < least && !form.querySelector("[data-kind]:checked");
  const kind = !given ? "none" : few ? "least" : +most && given > most && "most";
  return kind && form.querySelector(`[data-error=${kind}]`);
}

function complain(form, error) {
  for (const one of form.querySelectorAll(".error")) one.hidden = one !== error;
  form.querySelector("fieldset,.field").setAttribute("aria-invalid", !!error);
}

/** How much is written, once it is four fifths of what fits. */
function count(form) {
  const tally = form.querySelector(".tally");
  if (!tally) return;
  const { value, maxLength } = form.querySelector(".field");
  tally.textContent = value.length < maxLength * 0.8 ? "" : tally.dataset.label.replace("%", value.length);
}

/** Moves items of a ranking by their buttons and by the pointer. */
function rank(form, changed) {
  let held;
  const moved = (item) => {
    const list = item.parentNode;
    const news = list.nextSibling;
    const said = [item.textContent, [...list.children].indexOf(item) + 1, list.children.length];
    news.textContent = news.dataset.label.replaceAll("%", () => said.shift());
    changed();
  };
  form.onclick = ({ target }) => {
    const button = target.closest(".move");
    if (!button) return;
    const item = button.parentNode;
    if (button.dataset.arg === "up") item.previousSibling?.before(item);
    else item.nextSibling?.after(item);
    button.focus();
    moved(item);
  };
  form.onpointerdown = ({ target, pointerId }) => {
    held = !target.closest("button") && target.closest(".ranking li");
    if (held) form.setPointerCapture(pointerId);
  };
  form.onpointermove = ({ clientY }) => {
    if (!held) return;
    const others = [...held.parentNode.children].filter((one) => one !== held);
    const below = others.filter((one) => {
      const { top, height } = one.getBoundingClientRect();
      return clientY < top + height / 2;
    });
    if (below[0] == held.nextSibling) return;
    // What is held stays where it is in the tree, lest the pointer lets go of it.
    held.before(...others);
    held.after(...below);
    moved(held);
  };
  form.onlostpointercapture = () => (held = 0);
}
