// The form of a survey, which the compiler has drawn: downloaded with the first one. What is answered is read from the
// names of its controls; see crates/content/src/compiler/draw/question.rs.
import css from "banso-form-style";

/** What is filled in and not sent yet, in this tab: the question and the form's entries. */
const DRAFT = "banso:form";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css.replaceAll("--", "--banso-"));

/** What was filled in in the forms of this survey, for those who go back. */
let known = {};
let watch;

/** Makes a form ready; with `done`, sends it: calls that with its answers, if they will do. */
export function form(form, done) {
  if (!form.isConnected) return;
  if (!done) return begin(form);
  const answers = read(form);
  const error = flaw(form, answers);
  complain(form, error);
  if (error) return (form.querySelector("tr:not(:has(:checked)) input") ?? form.querySelector("[name]")).focus();
  keep();
  done(answers);
}

function begin(form) {
  const root = form.getRootNode();
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const { guide } = form.closest("[data-guide]").dataset;
  const id = `${guide}/${form.dataset.question}`;
  const changed = () => {
    complain(form);
    count(form);
    keep([id, (known[id] = [...new FormData(form)])]);
  };
  fill(form, (known[id] ??= kept(id)));
  count(form);
  form.oninput = changed;
  // A digit chooses on a scale.
  form.onkeydown = ({ target, key }) => {
    const field = "number" in target.dataset && /^\d$/.test(key) && form.querySelector(`[value="${key}"]`);
    if (!field) return;
    field.focus();
    field.click();
  };
  form.onclick = ({ target }) => move(target.closest(".move"), changed);
  // The survey is over when its card is gone, unless help is in front of it.
  watch?.disconnect();
  watch = new MutationObserver(() => {
    if (root.querySelector(`[data-guide="${guide}"],[data-open]`)) return;
    watch.disconnect();
    known = {};
    keep();
  });
  watch.observe(root, { childList: true, subtree: true });
}

/** Keeps a draft, or none. A browser may refuse storage. */
function keep(draft) {
  try {
    if (draft) sessionStorage[DRAFT] = JSON.stringify(draft);
    else delete sessionStorage[DRAFT];
  } catch {}
}

function kept(id) {
  try {
    const [of, entries] = JSON.parse(sessionStorage[DRAFT]);
    if (of === id) return entries;
  } catch {}
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
  const kind = !given ? "none" : given < least ? "least" : +most && given > most && "most";
  return kind && form.querySelector(`[data-error=${kind}]`);
}

function complain(form, error) {
  for (const one of form.querySelectorAll(".error")) one.hidden = one !== error;
  form.querySelector("fieldset,.field").setAttribute("aria-invalid", !!error);
}

/** How much is written. */
function count(form) {
  const tally = form.querySelector(".tally");
  if (tally) tally.textContent = tally.dataset.label.replace("%", form.querySelector(".field").value.length);
}

/** Moves an item of a ranking by its button, and says where it is then. */
function move(button, changed) {
  if (!button) return;
  const item = button.parentNode;
  const list = item.parentNode;
  if (button.dataset.arg === "up") item.previousSibling?.before(item);
  else item.nextSibling?.after(item);
  button.focus();
  const news = list.nextSibling;
  const [start, ...rest] = news.dataset.label.split("%");
  const said = [item.textContent, [...list.children].indexOf(item) + 1, list.children.length];
  news.textContent = start + rest.map((text, at) => said[at] + text).join("");
  changed();
}
