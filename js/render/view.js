// Reads a view of the engine's, as far as guides go: see crates/engine/src/view.rs.

const SIDES = ["bottom", "top", "left", "right"];

/** Its guides, and `rest`, which makes the bytes of a view with these of them alone. */
export function read(reader, bytes) {
  const view = reader(bytes);
  const { byte, number, text, texts, maybe, at } = view;
  const locale = text();
  const dark = maybe(() => !!byte());
  text(); // The style sheet.
  texts(); // Our own words.
  const start = at();
  const one = () => guide(view, bytes);
  const visible = maybe(one);
  const fixtures = Array.from({ length: number() }, () => ({ ...one(), standing: true }));
  const end = at();
  // A launcher is there where a checklist or help is.
  const hasMore = bytes[end] || bytes[end + 1];
  const rest = (kept) => {
    const standing = kept.filter((one) => one !== visible);
    if (!kept.length && !hasMore) return new Uint8Array();
    const shown = kept.length > standing.length ? [1, ...visible.bytes] : [0];
    const guides = [...shown, standing.length, ...standing.flatMap((one) => [...one.bytes])];
    return Uint8Array.from([...bytes.subarray(0, start), ...guides, ...bytes.subarray(end)]);
  };
  return { locale, dark, guides: [visible, ...fixtures].filter(Boolean), rest };
}

function guide({ byte, number, text, bytes: blob, at }, bytes) {
  const start = at();
  const [id, step] = [text(), number()];
  text(); // The title, which is drawn as well.
  byte(); // How the view treats it.
  const side = SIDES[byte()];
  const ways = Array.from({ length: number() }, () => [text(), text(), byte()]);
  const drawing = blob();
  return { id, step, side, ways, drawing, bytes: bytes.subarray(start, at()) };
}
