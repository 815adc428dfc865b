// What of a view the host may paint: its guides, and what is left without them.
import { SIDES, opens, scene } from "../scene.js";

/** The guides of a view, and `rest`, which makes the bytes of the view with these of them alone. */
export function read(bytes) {
  const view = scene(bytes);
  const { locale, dark, guide: visible, fixtures, start, end } = view;
  const parts = fixtures.map((one) => ({ ...one, standing: true }));
  const guides = [visible, ...parts].filter(Boolean);
  for (const one of guides) one.side = SIDES[one.side];
  const rest = (kept) => {
    const standing = kept.filter((one) => one !== visible);
    // The launcher is nothing that a host paints.
    if (!kept.length && !opens(view)) return new Uint8Array();
    const shown = kept.length > standing.length ? [1, ...visible.raw] : [0];
    const left = [...shown, standing.length, ...standing.flatMap(({ raw }) => [...raw])];
    return Uint8Array.from([...bytes.subarray(0, start), ...left, ...bytes.subarray(end)]);
  };
  return { locale, dark: dark == null ? dark : !!dark, guides, rest };
}
