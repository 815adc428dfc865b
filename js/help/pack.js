// A help pack as the compiler wrote it: crates/content/src/help.rs has the same order.

/** Behind what says that it is a help pack, and whole: see crates/content/src/bundle.rs. */
const HEADER = 13;

/** The articles of one locale, and what help has besides. `reader` reads bytes. */
export function read(all, reader) {
  const { number, bytes, text, texts, maybe } = reader(all.subarray(HEADER));
  const list = (read) => Array.from({ length: number() }, read);
  const meta = () => ({ slug: text(), title: text(), summary: text(), category: text(), pages: texts(), feature: maybe(text), updated: text() });
  const pack = { locale: text(), articles: list(meta), categories: list(() => [text(), text()]) };
  bytes(); // The index is read where it is searched.
  return { ...pack, words: texts(), bodies: list(bytes), guides: texts(), ...more(reader(bytes())) };
}

/** How to write to support, and frequent questions. */
function more({ byte, number, bytes, text, texts }) {
  const list = (read) => Array.from({ length: number() }, read);
  const asked = () => ({ id: text(), label: text(), required: byte(), choices: texts() });
  const topic = () => ({ id: text(), name: text(), answer: text(), asks: list(asked) });
  const frequent = () => ({ id: text(), question: text(), pages: texts(), answer: bytes() });
  return { topics: list(topic), email: byte(), questions: list(frequent) };
}
