// Help: started by the view's facade, which gives it a room and guards it. The search in a help pack is Rust's.
import css from "banso-help-style";
import { load as begin, help_gain, help_keep, help_marks, help_near, help_search, help_suits, stack } from "banso-help-glue";

import { list as items, reader, text } from "./codec.js";
import { panel } from "./help/panel.js";
import { fetched } from "./transport.js";

export { css };

/** Links the module, which lies beside `base`, to what is here; answers what help does. */
export async function load(base, wasm) {
  home = base;
  await begin(await fetched(new URL(__BANSO_HELP_WASM__, base)), wasm);
  const list = (bytes) => {
    const { more, number } = reader(bytes);
    number();
    const all = [];
    while (more()) all.push(number());
    return all;
  };
  return panel({
    keep: help_keep,
    near: (path) => list(help_near(text(path))),
    gain: (path, apt) => help_gain([...text(path), ...items(apt.map(text))]),
    find: (query, gain) => list(help_search([...text(query), ...gain])),
    suits: (patterns, path) => help_suits([...items(patterns.map(text)), ...text(path)]),
    marks: (said, query) => reader(help_marks([...text(said), ...text(query)])).texts(),
    stack: stack(),
  });
}

/** Where the files of the SDK lie. */
let home;
let again = "";

/** What help alone asks of the browser. */
export function browser({ begun, signal, host }) {
  return {
    host,
    text,
    part(hash, code) {
      const arrived = signal(code);
      Promise.resolve()
        .then(() => host.part(hash))
        .then(
          (bytes) => arrived({ of: hash, bytes }),
          () => arrived({ of: hash }),
        );
    },
    /** How one writes to support, downloaded with the first wish; nothing when it cannot be had. */
    writer(code) {
      const arrived = signal(code);
      import(new URL(__BANSO_CONTACT_JS__ + again, home).href).then(arrived, () => {
        // A browser may remember that an address failed; with a fragment it is another one.
        again += "#";
        arrived(null);
      });
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
  };
}
