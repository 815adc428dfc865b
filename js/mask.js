// Hides secrets that people type by mistake, as `mask` in crates/wire/src/mask.rs does, which says why and what; a browser
// test has both read the same texts.
const HIDDEN = "•••";

/** How keys and tokens of well-known services begin; their lower case stands for both. */
const PREFIX = /^(?:sk_|rk_|sk-|gh[pos]_|github_pat_|glpat-|xox[bp]-|xapp-|whsec_|npm_|pk_|ya29\.)/i;
const EXACT_PREFIX = /^(?:AKIA|ASIA|AIza|eyJ|SG\.)/;
/** What a secret follows. */
const NAMED = /(?:password|passcode|passwd|pwd|api key|api_key|secret|token|パスワード|暗証番号) *(?:([:=])|は|is(?= )) */iy;

/** The text with every secret in it hidden; hiding twice changes nothing more. */
export function mask(text) {
  const flat = text.replace(/[\uff01-\uff5e\u3000]/g, narrow);
  const hidden = [];
  const hide = (from, to) => {
    for (let at = from; at < to; at++) hidden[at] = true;
  };
  for (let at = 0; at < flat.length; at++) {
    hide(...named(flat, at));
    if (!/[a-z\d]/i.test(flat[at - 1] ?? " ")) hide(at, at + Math.max(card(flat, at), token(flat.slice(at))));
  }
  // By code units, of which half a character has none that is hidden.
  return text.split("").map((unit, at) => (hidden[at] ? (hidden[at - 1] ? "" : HIDDEN) : unit)).join("");
}

/** A full-width character as the ASCII one that it stands for. */
const narrow = (one) => (one === "\u3000" ? " " : String.fromCharCode(one.charCodeAt() - 0xfee0));

/** How much is the number of a payment card: groups of 13 to 19 digits that pass Luhn's check. */
function card(text, at) {
  let digits = "";
  let length = 0;
  for (let end = at; end < text.length; end++) {
    const isLast = !/\d/.test(text[end + 1]);
    if (/[ -]/.test(text[end]) && !isLast) continue;
    if (!/\d/.test(text[end])) break;
    digits += text[end];
    if (digits.length > 19) break;
    if (digits.length > 12 && isLast && luhn(digits)) length = end + 1 - at;
  }
  return /^[2-6]/.test(digits) ? length : 0;
}

const luhn = (digits) =>
  [...digits].reverse().reduce((sum, digit, at) => sum + (at % 2 ? Math.floor((digit * 2) / 10) + ((digit * 2) % 10) : +digit), 0) % 10 === 0;

/** How much of the beginning is a key or a token. */
function token(rest) {
  const [known] = /^[\w.-]*/.exec(rest);
  if (known.length > 15 && (PREFIX.test(rest) || EXACT_PREFIX.test(rest))) return known.length;
  const [plain] = /^[a-z\d]*/i.exec(rest);
  return plain.length > 19 && isRandom(plain) ? plain.length : 0;
}

/** Whether letters and digits, or their cases, change so often as only chance makes them. */
function isRandom(run) {
  const kinds = [...run].map((one) => (/\d/.test(one) ? 0 : /[A-Z]/.test(one) ? 1 : 2));
  const turns = kinds.filter((kind, at) => at && kind !== kinds[at - 1]).length;
  const digits = kinds.filter((kind) => !kind).length;
  return turns * 5 >= run.length && digits > 1 && digits < run.length - 1;
}

/** Where the secret stands that is named here, as in `password: hunter2`. */
function named(text, at) {
  NAMED.lastIndex = at;
  const name = NAMED.exec(text);
  const from = NAMED.lastIndex;
  const first = text[from];
  if (!name || !first || first === "•") return [];
  const isAscii = first < "\x80";
  const [value] = (isAscii ? /^[!-~]*/ : /^[^\s、。]*/).exec(text.slice(from));
  // "The password is wrong" tells no secret; a colon, or a digit in the word, means one.
  return [...value].length > 2 && (name[1] || (isAscii && /\d/.test(value))) ? [from, from + value.length] : [];
}
