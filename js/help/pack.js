// A help pack as the compiler wrote it: crates/content/src/help.rs has the same order.

/** Behind what says that it is a help pack, and whole: see crates/content/src/bundle.rs. */
const HEADER = 13;

/** The articles of one locale. `reader` reads bytes. */
export function read(all, reader) {
  const { number, bytes, text, texts, maybe } = reader(all.subarray(HEADER));
  const list = (read) => Array.from({ length: number() }, read);
  const meta = () => ({ slug: text(), title: text(), summary: text(), category: text(), pages: texts(), feature: maybe(text), updated: text() });
  const pack = { locale: text(), articles: list(meta), categories: list(() => [text(), text()]) };
  bytes(); // The index is read where it is searched.
  return { ...pack, words: texts(), bodies: list(bytes), guides: texts() };
}
