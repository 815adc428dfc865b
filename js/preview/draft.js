// The draft: what the link says, its bytes, and what the tab remembers of it.

/** The parameter of a page's address that holds a link: draft, token (three parts) and guide, with dots between. */
const PARAMETER = "banso-preview";
/** In the tab's storage: the link. The loader looks for it, too. */
const LINK = "banso:preview";
/** In the tab's storage: the engine's memory, so that a tour goes on over the host's pages. */
export const MEMORY = "banso:preview:memory";

/** The address as it was loaded: a router may have changed it since. */
const arrival = performance.getEntriesByType("navigation")[0]?.name;
const asked = [arrival, location.href].map((url) => url && new URL(url).searchParams.get(PARAMETER)).find(Boolean);
const value = asked ?? recall(LINK) ?? "";
const [draft, purpose, expires, signature, ...guide] = value.split(".");

/** What the link says; a guide only where the page was opened by it. `ends` in ms. */
export const link = { parameter: PARAMETER, ends: expires * 1000, guide: asked && guide.join(".") };

/** The draft's bundle and where it came from. */
export const held = { url: "", bytes: undefined };

let take;
/** Settles once the core has taken the draft. */
export const taken = new Promise((resolve) => (take = resolve));
export const tookIt = () => take();

let base;

/** The address of a part of the draft. */
export const partUrl = (hash) => address(`/parts/${hash}`);

/** Fetches the draft. Answers why there is none, as a sentence. */
export async function fetchDraft(endpoint) {
  base = new URL(`v1/preview/${encodeURIComponent(draft)}`, endpoint.replace(/\/?$/, "/")).href;
  held.url = address("");
  try {
    const answer = await fetch(held.url);
    if (!answer.ok) return await refusal(answer);
    held.bytes = new Uint8Array(await answer.arrayBuffer());
  } catch (error) {
    return `the draft could not be fetched (${error.message ?? error}).`;
  }
  keep(LINK, value);
  // Who opens the link again begins again.
  if (asked) keep(MEMORY);
}

/** A link that is refused leads nowhere on the next page either; any other answer may be better there. */
async function refusal(answer) {
  const { detail } = await answer.json().catch(() => ({}));
  if ([403, 404].includes(answer.status)) forget();
  return detail ?? `the draft could not be fetched (the collector answered ${answer.status}).`;
}

const address = (path) => `${base}${path}?token=${[purpose, expires, signature].map(encodeURIComponent).join(".")}`;

/** Leaves nothing of the preview in the tab. */
export const forget = () => [LINK, MEMORY].forEach((name) => keep(name));

// A tab that refuses storage shows the draft on this page alone.
export function keep(name, text) {
  try {
    if (text) sessionStorage.setItem(name, text);
    else sessionStorage.removeItem(name);
  } catch {
    return;
  }
}

export function recall(name) {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}
