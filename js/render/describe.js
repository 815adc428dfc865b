// What the host is told of a guide: its texts as a tree, its buttons, and what it asks.

/** Names of the compiler's own, which mean nothing to the host. */
const OURS = /^(part|id|tabindex|role|data-.*|aria-labelledby|aria-describedby)$/;

/** `act(acts, answers)` does what a button does. */
export function described(drawing, act) {
  const frame = drawing.querySelector(".card");
  const { number } = (frame ?? drawing.firstChild).dataset;
  const buttons = [...drawing.querySelectorAll("button")].filter(({ acts }) => acts);
  const form = drawing.querySelector("form");
  const question = form && asked(form);
  const answer = (value) => {
    const { answers, error } = question.read(value);
    if (!error) act(form.querySelector("[type=submit]").acts, answers);
    return error;
  };
  return {
    steps: +(number ?? 1),
    title: drawing.querySelector("h2")?.textContent ?? drawing.textContent,
    body: children(drawing.querySelector(".text"), act),
    buttons: buttons.filter(({ type, className }) => type !== "submit" && className !== "cross").map((button) => said(button, act)),
    ...(form && { question: question.about, answer }),
    ...(form && { submit: form.querySelector("[type=submit]").textContent }),
  };
}

const said = (button, act) => ({
  label: button.textContent,
  primary: button.classList.contains("main"),
  press: () => act(button.acts),
});

const children = (node, act) => [...(node?.childNodes ?? [])].map((one) => (one.nodeType === 3 ? one.data : tree(one, act)));

/** An element as a plain object: what it is, what it says, and what a press on it does. */
function tree(node, act) {
  const attributes = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]).filter(([name]) => !OURS.test(name)));
  const { frame, label } = node.dataset ?? {};
  // The player of another site, for when somebody asks for it.
  if (frame) Object.assign(attributes, { src: frame, title: label });
  const press = node.acts && { press: () => act(node.acts) };
  return { tag: frame ? "iframe" : node.localName, attributes, children: frame ? [] : children(node, act), ...press };
}

/** What a form asks, and `read`, which checks an answer as js/form.js does. */
function asked(form) {
  const { question: id, least, most } = form.dataset;
  const fields = [...form.querySelectorAll("[name]")];
  const own = fields.find(({ name }) => name === `${id}.other`);
  const first = fields.find((field) => field !== own);
  const labelOf = (field) => field.ariaLabel ?? field.parentNode.textContent;
  const options = fields.filter(({ name, maxLength }) => name === id && !(maxLength > 0));
  const rows = [...form.querySelectorAll("tbody tr")].map((row) => {
    const [field] = row.querySelectorAll("input");
    const cells = [...row.querySelectorAll("input")];
    return { id: field.name.slice(id.length + 1), label: row.querySelector("th").textContent, cells };
  });
  const kinds = [
    [rows.length, "matrix"],
    ["number" in first.dataset, form.querySelector(".stars") ? "stars" : "scale"],
    [first.type === "radio", "choice"],
    [first.type === "checkbox", "choices"],
    [first.type === "hidden", "ranking"],
  ];
  const kind = kinds.find(([is]) => is)?.[1] ?? "text";
  const cells = rows[0]?.cells ?? options;
  const valueOf = ({ value, dataset }) => ("number" in dataset ? +value : value);
  const about = {
    id,
    kind,
    required: +least > 0,
    least: +least,
    most: kind === "text" ? first.maxLength : +most || undefined,
    long: first.localName === "textarea",
    placeholder: first.placeholder || undefined,
    options: cells.map((cell) => ({ value: valueOf(cell), label: rows[0] ? cell.nextSibling.textContent : labelOf(cell) })),
    rows: rows.map(({ id, label }) => ({ id, label })),
    other: !!own,
    ends: [...form.querySelectorAll(".ends span")].map((end) => end.textContent),
  };
  const complain = (kind) => ({ error: form.querySelector(`[data-error="${kind}"]`)?.textContent || "The answer does not fit the question." });
  const fits = (value) => about.options.some((option) => option.value === value);
  const read = (value) => {
    const answers = {};
    // `{ other: "..." }`, or a list with one, is a text of one's own.
    const plain = (one) => {
      if (own && typeof one?.other === "string") {
        if (one.other.trim()) answers[own.name] = one.other.trim().slice(0, own.maxLength);
        return "other";
      }
      return one;
    };
    if (kind === "matrix") {
      const given = Object.entries(value ?? {});
      if (given.some(([row, to]) => !rows.some(({ id }) => id === row) || !fits(to))) return complain("");
      for (const [row, to] of given) answers[`${id}.${row}`] = to;
      return given.length ? (given.length < least ? complain("least") : { answers }) : complain("none");
    }
    const list = kind === "choices" || kind === "ranking";
    const given = kind === "text" ? String(value ?? "").trim() : (list ? (value ?? []) : value == null ? [] : [value]).map?.(plain);
    if (!given?.length) return complain("none");
    if (kind !== "text" && (!given.every(fits) || new Set(given).size < given.length)) return complain("");
    if (kind === "ranking" && given.length < options.length) return complain("none");
    if (given.length < least) return complain("least");
    if (about.most && given.length > about.most) return complain("most");
    answers[id] = list || kind === "text" ? given : given[0];
    return { answers };
  };
  return { about, read };
}
