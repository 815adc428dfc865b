// A message of the engine's in the form that the collector reads: the same as `Message::json` in crates/engine.

/** The kinds of messages, by their numbers. */
const kinds = ["track", "identify", "group", "page"];

/**
 * Its id, its JSON, and whether what it says is the host's own. `said`: where the core says it. `body`: the JSON of the
 * host's call, which goes on as it is.
 */
export function composed({ byte, number, text, maybe, properties }, body) {
  const [messageId, kind, at, name, anonymousId] = [text(), byte(), number(), text(), text()];
  const [userId, groupId, sessionId, sequence] = [maybe(text), maybe(text), number(), number() || undefined];
  const [path, own] = [text(), maybe(properties)];
  const type = kinds[kind];
  // The user may take the page away from an inquiry.
  const page = own?.page === false ? {} : { path };
  const head = JSON.stringify({
    type,
    messageId,
    anonymousId,
    userId,
    timestamp: new Date(at),
    [kind ? "name" : "event"]: name || undefined,
    groupId: type === "group" ? groupId : undefined,
    context: { groupId, sessionId, sequence, page },
  });
  const field = kind % 3 ? "traits" : "properties";
  return [messageId, `${head.slice(0, -1)},"${field}":${own ? JSON.stringify(own) : body}}`, !own];
}
