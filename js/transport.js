// The network: batches out, content in. Nothing in here throws.

/** Sends a batch; answers its status (0 without one), the ids it settles, and the ms to wait. */
export async function post(endpoint, body, leaving) {
  const url = new URL("v1/batch", slashed(endpoint));
  try {
    // No custom header and a plain type: the browser asks no permission first, even at unload.
    const headers = { "content-type": "text/plain" };
    const response = await fetch(url, { method: "POST", body, headers, keepalive: true });
    const answer = await response.text();
    return { status: response.status, ids: settled(answer), retryAfter: retryAfter(response) };
  } catch {
    // The browser's budget for requests that outlive the page may be used up; a beacon has its own.
    if (leaving) beacon(url, body);
    return { status: 0, retryAfter: -1 };
  }
}

/** The content bundle's bytes. */
export async function bundle(endpoint, writeKey) {
  const url = new URL("v1/bundle", slashed(endpoint));
  url.searchParams.set("writeKey", writeKey);
  return bytes(url).catch(() => undefined);
}

/** A part of the content by its hash. Rejects when it cannot be fetched. */
export function part(endpoint, hash) {
  return bytes(new URL(`v1/parts/${hash}`, slashed(endpoint)));
}

async function bytes(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** The ids of the collector's own answer; undefined when the answer is somebody else's. */
function settled(answer) {
  try {
    const { accepted, rejected } = JSON.parse(answer);
    return [...accepted, ...rejected.map((rejection) => rejection.messageId)];
  } catch {
    return undefined;
  }
}

/** Retry-After in ms, from seconds or an HTTP date (RFC 9110, section 10.2.3); -1 without one. */
function retryAfter(response) {
  const value = response.headers.get("retry-after");
  if (value === null) return -1;
  const wait = Number.isNaN(Number(value)) ? Date.parse(value) - Date.now() : Number(value) * 1000;
  return wait >= 0 ? wait : -1;
}

function beacon(url, body) {
  try {
    navigator.sendBeacon(url, body);
  } catch {
    // The messages stay stored and are sent on the next visit.
  }
}

function slashed(endpoint) {
  return endpoint.endsWith("/") ? endpoint : `${endpoint}/`;
}
