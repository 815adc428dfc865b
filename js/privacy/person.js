// What people may ask for: everything that is kept on this device, and being forgotten by the collector.

/** How long the browser may take to say what its cache has, in ms. */
const PATIENCE = 1000;

/**
 * Everything that is kept on this device for one write key, as plain JSON.
 * @param settings - With the write key.
 * @param consent - What the user has agreed to.
 * @param memory - The bytes of the engine's memory; the module of the debug panel reads them.
 * @param debug - Loads its facade.
 */
export async function data({ writeKey, base }, consent, memory, debug) {
  const prefix = `banso:${writeKey}:`;
  const stored = { ...entries("localStorage", prefix), ...entries("sessionStorage", prefix), ...entries("sessionStorage", "banso:form", "form") };
  // `q:`, the name of a tab, and the id of a message: ids are ordered by time.
  const id = (key) => key.slice(key.lastIndexOf(":"));
  const messages = Object.keys(stored).filter((key) => key.startsWith("q:")).sort((a, b) => (id(a) < id(b) ? -1 : 1));
  const rest = Object.entries(stored).filter(([key]) => key !== "memory" && !key.startsWith("q:"));
  const { anonymous_id = null, user_id = null, group_id = null, ...known } = (stored.memory && (await (await debug()).memory(base, memory))) || {};
  for (const name of ["adoption", "guides", "checklists", "counts", "answers"]) known[name] &&= Object.fromEntries(known[name]);
  return {
    writeKey,
    consent,
    anonymousId: anonymous_id,
    userId: user_id,
    groupId: group_id,
    memory: known,
    messages: messages.map((key) => plain(stored[key])),
    other: Object.fromEntries(rest),
    content: await contents(writeKey),
  };
}

/** The records of a store, without the prefix of their names, or with another. */
function entries(store, prefix, name = "") {
  try {
    const all = Object.entries(window[store]).filter(([key]) => key.startsWith(prefix));
    return Object.fromEntries(all.map(([key, value]) => [name + key.slice(prefix.length), value]));
  } catch {
    return {}; // The browser refuses storage: nothing is kept.
  }
}

function plain(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The addresses of the content that is kept; it is the same for everyone. */
async function contents(writeKey) {
  const key = `writeKey=${encodeURIComponent(writeKey)}`;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, []));
  try {
    const requests = await Promise.race([caches.open("banso").then((cache) => cache.keys()), late]);
    return requests.map(({ url }) => url).filter((url) => url.includes(key));
  } catch {
    return [];
  }
}

/** Ids that the collector has not forgotten yet: for as long as this page lives, another call asks again. */
const owed = new Set();

/** Asks the collector to erase what belongs to an anonymous id. Answers whether it has. */
export async function forgetThere({ endpoint, writeKey, format }, anonymousId, warn) {
  if (format === "segment") {
    warn("forget() has erased what was on this device; this server has no call to erase the rest");
    return false;
  }
  if (anonymousId) owed.add(anonymousId);
  for (const id of [...owed]) {
    const body = JSON.stringify({ writeKey, anonymousId: id });
    const url = new URL("v1/forget", endpoint.replace(/\/?$/, "/"));
    try {
      const answer = await fetch(url, { method: "POST", body, headers: { "content-type": "text/plain" }, keepalive: true });
      await answer.text();
      if (answer.ok) owed.delete(id);
    } catch {
      // Asked again by the next call.
    }
  }
  if (owed.size) warn("forget() has erased what was on this device; the collector could not be asked: call it again");
  return !owed.size;
}
