// The debug panel's facade: asks the collector whether it may open, and lets it follow the page's engine.
import { Debugger, load as begin, remembered } from "banso-debug-glue";

import { nameOf, textOf } from "./anchors.js";
import { fetched } from "./transport.js";

/** The parameter of the page's address that allows the panel; kept for the tab. */
const TOKEN = "banso-debug";
/** In the tab's storage: the panel is open, and opens by itself on the next page. */
const OPEN = "banso:debug";

/** Opens this page as the draft shows it that a link of `banso preview` names; see preview.js. */
export function preview(link) {
  const PARAMETER = "banso-preview";
  const here = new URL(location.href);
  here.searchParams.set(PARAMETER, new URL(link, here).searchParams.get(PARAMETER) ?? link);
  location.assign(here);
}

/**
 * Makes a copy of the page's engine, and lets it follow. Rejects when it cannot.
 * @param page - What the core's facade lends: settings, tap, warn, get (a stored message), refusals (by message), kept (content), snapshot, show.
 */
export async function load(page) {
  const { settings, tap, warn } = page;
  const endpoint = settings.endpoint.replace(/\/?$/, "/");
  const address = (path, more) => {
    const url = new URL(path, endpoint);
    for (const [name, value] of Object.entries({ writeKey: settings.writeKey, ...more })) url.searchParams.set(name, value);
    return url;
  };
  const [, content] = await Promise.all([
    fetched(new URL(__BANSO_DEBUG_WASM__, settings.base)).then(begin),
    bytes(page, address("v1/bundle")),
  ]);
  const snapshot = page.snapshot();
  if (!snapshot) throw new Error("Banso has stopped on this page");
  const door = {
    writeKey: settings.writeKey,
    environment: "",
    size: content.length,
    message: (id) => page.get(id) ?? undefined,
    nameOf,
    textOf,
    refusal: (id) => page.refusals[id],
    show: (guide) => queueMicrotask(() => page.show(guide)),
    closed: () => queueMicrotask(close),
  };
  let inner = Debugger.begin(door, snapshot, content, Date.now());
  if (!inner) throw new Error("the content has changed since the page was loaded; reload the page");
  tap((now, input) => {
    if (input === undefined) return end();
    // Once the core has done what follows, so that its messages are stored.
    queueMicrotask(() => work(() => inner.take(input, now)));
  });
  const end = () => {
    work(() => inner.close());
    inner = undefined;
  };
  function close() {
    remember(OPEN);
    work(() => inner.close());
  }
  /** Runs a call into the module. A trap ends the panel, and is none of the page's. */
  function work(call) {
    if (!inner) return undefined;
    try {
      return call();
    } catch (error) {
      inner = undefined;
      tap();
      document.querySelector("banso-debug")?.remove();
      warn(`the debug panel stopped (${error.message ?? error}); reload the page to open it again`);
    }
  }

  return {
    explain: (guide) => work(() => inner.explain(guide === undefined ? undefined : String(guide), Date.now())),
    async open() {
      const token = new URLSearchParams(location.search).get(TOKEN) ?? recall(TOKEN);
      const answer = await fetch(address("v1/debug", token ? { token } : {}));
      if (!answer.ok) {
        remember(OPEN);
        const { detail } = await answer.json().catch(() => ({}));
        return warn(`the debug panel stays closed: ${detail ?? `the collector answered ${answer.status}`}`);
      }
      door.environment = answer.headers.get("banso-environment") ?? "";
      if (token) remember(TOKEN, token);
      remember(OPEN, "1");
      work(() => inner.open());
    },
  };
}

/** The engine's memory as a plain object, from its bytes. */
export async function memory(base, bytes) {
  await begin(await fetched(new URL(__BANSO_DEBUG_WASM__, base)));
  return remembered(bytes);
}

/** The content: as the core keeps it, else as the collector has it now. */
async function bytes(page, url) {
  const kept = await page.kept(url);
  if (kept) return kept;
  const answer = await fetch(url).catch(() => undefined);
  return new Uint8Array(answer?.ok ? await answer.arrayBuffer() : 0);
}

// A tab that refuses storage asks again on each page.
function remember(name, value) {
  try {
    if (value) sessionStorage.setItem(name, value);
    else sessionStorage.removeItem(name);
  } catch {
    return;
  }
}

function recall(name) {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}
