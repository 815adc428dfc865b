// The help module: started by the view's facade, which gives it a room and guards it.
import css from "banso-help-style";
import { load as begin, help_ask, help_end, help_paint, help_signal, help_start, stack } from "banso-help-glue";

import { fetched } from "./transport.js";

export { css };

/** Links the module, which lies beside `base`, to what is here; answers what it does. */
export async function load(base, wasm) {
  await begin(await fetched(new URL(__BANSO_HELP_WASM__, base)), wasm);
  return { start: help_start, paint: help_paint, ask: help_ask, signal: help_signal, end: help_end, stack: stack() };
}

/** What help alone asks of the browser. */
export function browser({ begun, signal, host }) {
  return {
    part(hash, code) {
      const arrived = signal(code);
      let wanted = true;
      const settled = (bytes) => wanted && arrived({ bytes });
      Promise.resolve()
        .then(() => host.part(hash))
        .then(settled, () => settled());
      return begun(() => (wanted = false));
    },
    // An announcement begins with its date.
    sights(of, code) {
      const seen = signal(code);
      const eye = new IntersectionObserver((all) => all.filter((one) => one.isIntersecting).forEach(seen));
      of.querySelectorAll("time, .end").forEach((one) => eye.observe(one));
      return begun(() => eye.disconnect());
    },
    date(iso, locale) {
      try {
        return new Date(iso).toLocaleDateString(locale, { dateStyle: "long", timeZone: "UTC" });
      } catch {
        return iso; // No locale of Intl's.
      }
    },
    days(at) {
      const midnight = (time) => new Date(time).setHours(0, 0, 0, 0);
      return Math.round((midnight(at) - midnight(Date.now())) / 864e5);
    },
    relative: (days, locale) =>
      // Intl sets a number apart from Japanese words, which nobody writes.
      new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day").replace(/(\d) (?=[^\x00-\xff])/, "$1"),
    fold: (text) => text.normalize("NFKC").toLowerCase(),
  };
}
