// The network of a preview, in place of transport.js: the draft in, nothing out.
import { ACKNOWLEDGED, list, text } from "../codec.js";
import { fetched as fetchedAnew } from "../transport.js";
import { held, partUrl } from "./draft.js";

/** Nothing is refused. */
export const refusals = {};

/** Sends nothing: each message counts as stored, so that the engine goes on as it would. */
export async function post(_settings, _batch, messages) {
  return [[ACKNOWLEDGED, ...list(messages.map(([id]) => text(id)))]];
}

/** Nothing is under way. */
export const hurry = () => {};

export const bundleUrl = () => held.url;
export const part = (_endpoint, hash) => fetchedAnew(partUrl(hash));

/** The draft is here already. */
export const fetched = async (url) => (url === held.url ? held.bytes : fetchedAnew(url));
