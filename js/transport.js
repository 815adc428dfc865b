// The network: batches out, content in. Nothing in here throws, but what says that it rejects.
import { ACKNOWLEDGED, REFUSED, TOO_LARGE, UNANSWERED, list, number, option, text } from "./codec.js";

/** More than any wait that the engine would heed, in ms. */
const LONGEST_WAIT = 1e9;

/** Why the collector refused a message, by its id: for the debug panel. */
export const refusals = {};

/** Sends a batch; answers what became of it and, if it is told, how far the account is, as the core reads them. */
export async function post(endpoint, body, leaving) {
  const url = address(endpoint, "batch");
  try {
    // No custom header and a plain type: the browser asks no permission first, even at unload.
    const headers = { "content-type": "text/plain" };
    const response = await fetch(url, { method: "POST", body, headers, keepalive: true });
    return outcome(response, await response.text());
  } catch {
    // The browser's budget for requests that outlive the page may be used up; a beacon has its own.
    if (leaving) beacon(url, body);
    return [[UNANSWERED, 0]];
  }
}

function outcome(response, answer) {
  const { status } = response;
  if (status === 413) return [[TOO_LARGE]];
  if ([400, 401, 403].includes(status)) return [[REFUSED]];
  const settled = status === 200 && receipt(answer);
  return settled || [[UNANSWERED, ...option(retryAfter(response), number)]];
}

/** The address of the content. */
export function bundleUrl(endpoint, writeKey) {
  return address(endpoint, `bundle?writeKey=${encodeURIComponent(writeKey)}`);
}

/** A part of the content by its hash. Rejects when it cannot be fetched. */
export function part(endpoint, hash) {
  return fetched(address(endpoint, `parts/${hash}`));
}

/** The bytes at an address. Rejects when they cannot be fetched. */
export async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** The collector's own answer; undefined when the answer is somebody else's. */
function receipt(answer) {
  try {
    const { accepted, rejected, account } = JSON.parse(answer);
    const refused = rejected.map(({ messageId, reason }) => ((refusals[messageId] = reason), messageId));
    const ids = [...accepted, ...refused];
    return [[ACKNOWLEDGED, ...texts(ids)], account && progress(account)];
  } catch {
    return undefined;
  }
}

const texts = (items) => list(items.map(text));

/** The tasks that anyone in the account has done, by checklist. */
function progress({ id, done }) {
  const lists = Object.entries(done).map(([checklist, tasks]) => [...text(checklist), ...texts(tasks)]);
  return [...text(id), ...list(lists)];
}

/** Retry-After in ms, from seconds or an HTTP date (RFC 9110, section 10.2.3); undefined without one. */
function retryAfter(response) {
  const value = response.headers.get("retry-after");
  const wait = isNaN(value) ? Date.parse(value) - Date.now() : value * 1000;
  return value && wait >= 0 ? Math.min(Math.ceil(wait), LONGEST_WAIT) : undefined;
}

function beacon(url, body) {
  try {
    navigator.sendBeacon(url, body);
  } catch {
    // The messages stay stored and are sent on the next visit.
  }
}

/** An address of the collector's; its own may end in a slash. */
const address = (endpoint, path) => new URL(`v1/${path}`, endpoint.replace(/\/?$/, "/"));
