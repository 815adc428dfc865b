// Loads the facade's own files as they are, and calls them for facade.rs.
let js;

/** Makes modules of the sources; the others import the first. */
export async function load(codec, store, transport, message) {
  const address = (source) => URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const shared = address(codec);
  const using = (source) => address(source.replaceAll("./codec.js", shared));
  const modules = await Promise.all([shared, using(store), using(transport), using(message)].map((url) => import(url)));
  js = Object.assign({}, ...modules);
}

const bytes = (...parts) => Uint8Array.from(parts.flat());

/** Everything that can be said, in the order of facade.rs. */
export function inputs() {
  const { bytes: blob, list, number, option, text, traits } = js;
  const many = Object.fromEntries(Array.from({ length: 65 }, (_, at) => [`t${at}`, at]));
  const mixed = { a: true, b: 34.5, c: "伴走", d: null, e: {}, f: [1], g: "x".repeat(257), h: "x".repeat(256), i: undefined, j: ["x", 1, "y", "z".repeat(257)], k: new Date(0) };
  return [
    bytes(js.TICK),
    bytes(js.LEAVING),
    bytes(js.FLUSH),
    bytes(js.RESET),
    bytes(js.DISMISS),
    bytes(js.SHOW, text("tour")),
    bytes(js.LOCALE, text("ja-JP")),
    bytes(js.REMEMBERED, blob(Uint8Array.of(0, 127, 128, 255))),
    bytes(js.TRACK, text('"名前"\n\ud800'), traits({ total: 3 }), number(2 ** 32 - 1)),
    bytes(js.PAGE, option(undefined, text), number(127)),
    bytes(js.PAGE, option("", text), number(128)),
    bytes(js.IDENTIFY, option("u-1", text), traits(mixed), number(0)),
    bytes(js.GROUP, text("g-1"), traits("none"), number(2)),
    bytes(js.ROUTE, text("/a"), text("?q#f"), text("https://h.example"), text("")),
    bytes(js.RECOVERED, list([]), blob([]), 0),
    bytes(js.GROUP, text(""), traits(many), number(2)),
    bytes(js.CLICK, list([0, 300].map(number))),
    bytes(js.PRESS, 11),
    bytes(js.QUIET, 1),
    bytes(js.PERMALINK, text("tour")),
    bytes(js.LAUNCH, text("tour")),
    bytes(js.END_ALL),
    bytes(js.TURN, 2),
    bytes(js.CONSENT, 5),
  ];
}

/** The JSON of a message that the core says in these bytes, as the browser writes it. */
export function composed(said, body) {
  const [id, json] = js.composed(js.reader(said), body);
  const message = JSON.parse(json);
  if (id !== message.messageId) throw new Error(id);
  return JSON.stringify(message);
}

/** A call with this text among the traits. */
export const grouped = (at) => bytes(js.GROUP, js.text("g"), js.traits({ at }), js.number(2));

/** What is read back after it was remembered. */
export function remembered(memory) {
  js.open("browser-test");
  js.remember(memory);
  return js.memory();
}

/** Keeps messages and accounts under two keys, forgets one, and says what a later visit of the first finds. */
export function waiting() {
  localStorage.clear();
  js.open("other");
  js.put("0", "{}");
  js.open("browser-test");
  for (const [id, json] of [["2", '"伴"'], ["1", "{}"], ["3", "{}"]]) js.put(id, json);
  js.remove("3");
  js.account([7, 200]);
  js.open("browser-test");
  const left = [...js.tabs()];
  if (left.length !== 1) throw new Error(left);
  return recovered(left[0]);
}

const recovered = (tab) => {
  let said;
  js.recover(tab, (...parts) => (said = bytes(js.RECOVERED, ...parts)));
  return said;
};

/** What a tab finds of its own when another took one of its messages over, and when the host cleared everything. */
export function returned() {
  localStorage.clear();
  js.open("browser-test");
  js.remember(Uint8Array.of(1));
  js.put("1", "{}");
  js.put("2", "{}");
  localStorage.removeItem(Object.keys(localStorage).find((key) => key.endsWith(":1")));
  const taken = recovered(js.own());
  localStorage.clear();
  return [taken, recovered(js.own())];
}

/** What is read back when the browser refuses to store anything. */
export function refused() {
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  let told = 0;
  js.open("full", () => told++);
  js.put("1", "{}");
  js.remember(Uint8Array.of(1));
  Storage.prototype.setItem = setItem;
  return [js.get("1"), js.memory().length, told];
}

/** What becomes of a batch by its answer; without a status, there is none. */
export async function outcome(status, body, retryAfter) {
  const { fetch } = globalThis;
  const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter };
  globalThis.fetch = async () => {
    if (status === undefined) throw new TypeError("Failed to fetch");
    return new Response(body, { status, headers });
  };
  const to = { endpoints: ["https://collector.example"] };
  const [answer, account] = await js.post(to, {}, [["a", "{}"]], false);
  globalThis.fetch = fetch;
  return [bytes(js.SETTLED, js.number(1), answer), account && bytes(js.ACCOUNT_DONE, account)];
}
