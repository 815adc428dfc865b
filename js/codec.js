// What the core is told, in the form that it reads: see crates/content/src/codec.rs. Each piece is an array of bytes.
// Not every module that has a part of this needs them.
const utf8 = /* @__PURE__ */ new TextEncoder();
const fromUtf8 = /* @__PURE__ */ new TextDecoder();

/** The most items of a list and the most traits that conditions look at. */
const MOST = 64;

const DATE =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:Z|([+-])(\d\d)(?::?(\d\d))?)?)?$/i;

// What can happen: the tags of the engine's `Input`.
export const TICK = 0;
export const LEAVING = 1;
export const FLUSH = 2;
export const RESET = 3;
export const DISMISS = 4;
export const SHOW = 5;
export const LOCALE = 6;
export const REMEMBERED = 7;
export const PRESS = 8;
export const TRACK = 9;
export const PAGE = 10;
export const IDENTIFY = 11;
export const GROUP = 12;
export const ROUTE = 13;
export const SETTLED = 14;
export const RECOVERED = 15;
export const CLICK = 16;
export const PROBES = 17;
export const SCREEN = 18;
export const ZONE = 19;
export const QUIET = 20;
export const PERMALINK = 21;
export const LAUNCH = 22;
export const ACCOUNT_DONE = 23;
export const END_ALL = 24;
export const TURN = 25;
export const CONSENT = 30;

// What was pressed: tags of the engine's `Press`.
export const NEXT = 0;
export const BACK = 1;
export const SNOOZE = 11;
export const DO = 13;

// What the view is asked for: the tags of the engine's `Ask`.
export const OPEN_HELP = 0;
export const CLOSE_HELP = 1;
export const SEARCH_HELP = 2;
export const OPEN_ARTICLE = 3;
export const OPEN_CHECKLIST = 4;
export const OPEN_NEWS = 5;

// What became of a batch: the tags of the engine's `Outcome`.
export const TOO_LARGE = 0;
export const REFUSED = 1;
export const ACKNOWLEDGED = 2;
export const UNANSWERED = 3;
export const INVALID = 4;

/** A whole number up to 2 ** 53. */
export const number = (value) =>
  value < 128 ? [value] : [(value % 128) | 128, ...number(Math.floor(value / 128))];

/** Bytes, from any list of them. */
export const bytes = (value) => [...number(value.length), ...value];

/** A text, or what anything else is as one. */
export const text = (value) => bytes(utf8.encode(value));

/** A list of items that are bytes already. */
export const list = (items) => [...number(items.length), ...items.flat()];

/** A value that may be missing, written by `write`. */
export const option = (value, write) => (value == null ? [0] : [1, ...write(value)]);

/**
 * The traits of an object that are scalars or lists of texts, at most 64, texts of at most `longest`; the rest is the
 * collector's to read.
 */
export function traits(object, longest = 256) {
  const entries = typeof object === "object" && object ? Object.entries(object) : [];
  const pairs = entries.map(([name, value]) => [name, known(value, longest)]).filter(([, value]) => value);
  return list(pairs.slice(0, MOST).map(([name, value]) => [...text(name), ...value]));
}

function known(value, longest) {
  const isShort = (value) => typeof value === "string" && value.length <= longest;
  if (value instanceof Date) value = value.toJSON(); // As the collector will read it.
  if (typeof value === "boolean") return [0, +value];
  if (typeof value === "number") return [1, ...float(value)];
  if (isShort(value)) {
    const at = date(value);
    return at ? [4, ...text(value), ...at] : [2, ...text(value)];
  }
  if (Array.isArray(value)) return [3, ...list(value.filter(isShort).slice(0, MOST).map(text))];
}

const float = (value) => new Uint8Array(new Float64Array([value]).buffer);

/** The UTC ms, as bytes, of a text that is an ISO 8601 date or time, as `time::parse` in crates/wire reads it. */
function date(text) {
  const [, day, time = "00:00", second = "00", part = "", sign = "+", hours = 0, minutes = 0] = DATE.exec(text) ?? [];
  const utc = `${day}T${time}:${second}.${(part + "000").slice(0, 3)}Z`;
  const at = new Date(utc);
  // What the calendar does not have comes back as another date, or as none.
  if (at.toJSON() === utc) return float(at - (sign + 1) * (hours * 60 + +minutes) * 6e4);
}

/** Reads what the core writes, piece by piece. */
export function reader(all) {
  let at = 0;
  const more = () => at < all.length;
  const byte = () => all[at++];
  const number = () => {
    const low = byte();
    return low < 128 ? low : low - 128 + 128 * number();
  };
  const bytes = () => {
    const length = number();
    return all.subarray(at, (at += length));
  };
  const text = () => decoded(bytes());
  const texts = () => Array.from({ length: number() }, text);
  const maybe = (read) => (byte() ? read() : undefined);
  const properties = () => {
    const { more, byte, text, number, properties, texts } = reader(bytes());
    const all = {};
    while (more()) all[text()] = [text, number, () => !!byte(), properties, texts][byte()]();
    return all;
  };
  return { more, byte, number, bytes, text, texts, maybe, properties, at: () => at };
}

/** The text that these bytes are. */
export const decoded = (bytes) => fromUtf8.decode(bytes);
