// The preview: the core as it is, over the draft that a signed link names. It stays for the tab, keeps nothing
// elsewhere and sends nothing. The loader takes it in place of the core where an address or the tab asks for it.
import { start as begin } from "./core.js";
import { dead, settings, warn } from "./guard.js";
import { fetchDraft, forget, link, taken } from "./preview/draft.js";
import { showMark } from "./preview/mark.js";

/** The core's own `start`, with the draft for its content; without a draft, the core that everyone has. */
export async function start(banso, given) {
  const said = await whole(banso, given);
  const why = await fetchDraft([said.endpoint ?? new URL("..", said.base).href].flat()[0]);
  if (why) {
    warn(`${why} The published content is shown.`);
    const core = await import(new URL(__BANSO_CORE_JS__, import.meta.url).href);
    return core.start(banso, given);
  }
  await begin(banso, given);
  if (dead) return;
  taken.then(() => link.guide && banso.show(link.guide));
  mark(banso);
}

/** What the host has said about how to start, once a write key is among it. */
function whole(banso, given) {
  const said = { ...given };
  return new Promise((resolve) => {
    const hear = ([name, [more]]) => {
      if (name === "init") Object.assign(said, more);
      if (said.writeKey) resolve(said);
    };
    const { q } = banso;
    hear(["", []]);
    q.forEach(hear);
    q.push = (...calls) => {
      calls.forEach(hear);
      return Array.prototype.push.apply(q, calls);
    };
  });
}

/** Says on the page what it shows, until Banso leaves it. */
function mark(banso) {
  const { destroy } = banso;
  const leave = () => {
    forget();
    const here = new URL(location.href);
    here.searchParams.delete(link.parameter);
    if (here.href === location.href) location.reload();
    else location.replace(here);
  };
  const shown = showMark({ locale: settings.locale, ends: link.ends, leave });
  // What the page has shown goes; loading it anew would take along what somebody is typing.
  const end = setTimeout(() => {
    forget();
    destroy();
    shown.over();
  }, link.ends - Date.now());
  banso.destroy = () => {
    clearTimeout(end);
    shown.remove();
    destroy();
  };
}
