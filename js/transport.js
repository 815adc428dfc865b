// The network: batches out, content in. Nothing in here throws, but what says that it rejects.
import { ACKNOWLEDGED, INVALID, REFUSED, TOO_LARGE, UNANSWERED, list, number, option, text } from "./codec.js";

/** More than any wait that the engine would heed, in ms. */
const LONGEST_WAIT = 1e9;
/** The most bytes under way at once that are to outlive the page: the browser allows 64 KiB. */
const BUDGET = 60 * 1024;
/** How long a server may take to answer, in ms. */
const PATIENCE = 30_000;
/** From so many bytes on a body is compressed. */
const LARGE = 2048;

/** Why the collector refused a message, by its id: for the debug panel. */
export const refusals = {};

/** Bytes under way that are to outlive the page. */
let flying = 0;
/** The endpoint that answered last. */
let at = 0;
/** Whether the other side is a collector of ours, which reads gzip. */
let ours;
/** Sends at once what is being compressed: the page goes away. */
export let hurry = () => {};
/** Ends what the browser was to send when the page is gone. */
let deferred;

/**
 * Sends messages, as `[id, json]`, with the rest of their batch; answers what became of them and, if it is told, how far
 * the account is, as the core reads them. Endpoints are tried in their order, from the one that answered last. A page that
 * goes away sends what fits into the browser's budget; the rest stays stored.
 */
export async function post({ endpoints, receipts, headers }, batch, messages, leaving) {
  deferred?.abort();
  // What matters most first, by the last digit of its id: see `class` in crates/wire/src/id.rs.
  const weight = ([id]) => parseInt(id.at(-1), 16) & 3;
  if (leaving) messages.sort((a, b) => weight(b) - weight(a));
  const now = leaving ? fitting(messages, BUDGET - flying) : messages;
  let answer = [[UNANSWERED, 0]];
  for (let left = leaving ? 1 : endpoints.length; left && answer[0][0] === UNANSWERED; left--) {
    const url = address(endpoints[at % endpoints.length], "batch");
    if (leaving) defer(url, batch, messages.slice(now.length));
    if (now.length) answer = await attempt(url, batch, now, leaving, receipts, headers?.(leaving));
    if (answer[0][0] === UNANSWERED) at++;
  }
  return answer;
}

/** The first of the messages, as many as fit into so many bytes, with room for the rest of the batch. */
function fitting(messages, most) {
  let room = most - 1024;
  const end = messages.findIndex(([, json]) => (room -= size(json) + 1) < 0);
  return end < 0 ? messages : messages.slice(0, end);
}

const size = (text) => new TextEncoder().encode(text).length;

/** The JSON of a batch. */
const body = (batch, messages) =>
  `${JSON.stringify(batch).slice(0, -1)},"batch":[${messages.map(([, json]) => json)}]}`;

async function attempt(url, batch, messages, leaving, receipts, headers = { "content-type": "text/plain" }) {
  const plain = body({ ...batch, sentAt: new Date() }, messages);
  const bytes = size(plain);
  const keepalive = flying + bytes <= BUDGET + 1024;
  if (keepalive) flying += bytes;
  try {
    const content = ours && !leaving && bytes > LARGE ? await Promise.race([gzip(plain), new Promise((now) => (hurry = () => now(plain)))]) : plain;
    // No custom header and a plain type: the browser asks no permission first, even at unload.
    const request = { method: "POST", body: content, headers, keepalive, redirect: "error", signal: AbortSignal.timeout?.(PATIENCE) };
    const response = await fetch(url, request);
    return outcome(response, await response.text(), messages, receipts);
  } catch {
    // The browser may refuse a request that outlives the page; a beacon has another way.
    if (leaving) beacon(url, plain);
    return [[UNANSWERED, 0]];
  } finally {
    if (keepalive) flying -= bytes;
  }
}

/** Compressed where the browser can; the collector knows it by its first bytes. */
async function gzip(plain) {
  try {
    const packed = new Blob([plain]).stream().pipeThrough(new CompressionStream("gzip"));
    return await new Response(packed).arrayBuffer();
  } catch {
    return plain;
  }
}

function outcome(response, answer, messages, receipts) {
  const { status } = response;
  if (status === 413) return [[TOO_LARGE]];
  if (status === 400) return [[INVALID]];
  if (status === 401 || status === 403) return [[REFUSED]];
  if (receipts === false && response.ok) return [[ACKNOWLEDGED, ...texts(messages.map(([id]) => id))]];
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
    const settled = [[ACKNOWLEDGED, ...texts([...accepted, ...refused])], account && progress(account)];
    ours = true;
    return settled;
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

/**
 * Leaves messages to the browser, which sends them when the page is gone, within a budget of its own. They are not told when
 * they were sent: nobody knows yet.
 */
function defer(url, batch, messages) {
  const tail = fitting(messages, BUDGET);
  if (!tail.length) return;
  try {
    deferred = new AbortController();
    const headers = { "content-type": "text/plain" };
    fetchLater(url, { method: "POST", body: body(batch, tail), headers, signal: deferred.signal });
  } catch {
    // The browser has no such thing, or no room: they stay stored.
  }
}

/** An address of the collector's; its own may end in a slash. */
const address = (endpoint, path) => new URL(`v1/${path}`, endpoint.replace(/\/?$/, "/"));
