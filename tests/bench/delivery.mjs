// What tracking costs the page and the network, beside the SDKs that product teams know, each batching as well as it can,
// all against one local sink in one run: the time of a call of track(), the main thread's CPU time and the bytes for each
// event that arrives, the requests for 1,000; and how many of 50 arrive when the page goes to about:blank in the same
// task, and, by the next visit, when its process is killed.
// node tests/bench/delivery.mjs FOLDER_OF_THE_MODULES CHROMIUM
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { build } from "esbuild";
import { chromium } from "playwright";

const [sdk, executablePath] = process.argv.slice(2);
const EVENTS = 1000;
const LEFT = 50;
/** After so long, in ms, nothing more is expected to arrive. */
const PATIENCE = 12_000;

/** Each makes `window.track`; `SINK` is where it sends. What nothing costs is the measuring itself. */
const CONTENDERS = {
  nothing: "window.track = (name, properties) => { window.kept = [name, properties]; };",
  "JSON alone": `
    const all = [];
    window.track = (event, properties) => all.push(JSON.stringify({ type: "track", messageId: crypto.randomUUID(), event, properties, timestamp: new Date() }));`,
  // One script tag.
  Banso: "",
  PostHog: `
    import posthog from "posthog-js";
    posthog.init("key", { api_host: SINK, autocapture: false, capture_pageview: false, capture_pageleave: false, disable_session_recording: true,
      disable_surveys: true, advanced_disable_flags: true, disable_external_dependency_loading: true, capture_performance: false, rageclick: false,
      persistence: "localStorage", rate_limiting: { events_per_second: 1000, events_burst_limit: 10000 }, opt_out_useragent_filter: true });
    window.track = (name, properties) => posthog.capture(name, properties);`,
  Segment: `
    import { AnalyticsBrowser } from "@segment/analytics-next";
    const deliveryStrategy = { strategy: "batching", config: { size: 100, timeout: 1000, keepalive: true } };
    const io = { apiKey: "key", apiHost: SINK.replace("http://", "") + "/v1", protocol: "http", deliveryStrategy };
    const client = AnalyticsBrowser.load({ writeKey: "key", cdnSettings: { integrations: { "Segment.io": io } } }, { integrations: { "Segment.io": io }, disableClientPersistence: false });
    window.ready = client.ready();
    window.track = (name, properties) => void client.track(name, properties);`,
  RudderStack: `
    import { RudderAnalytics } from "@rudderstack/analytics-js/bundled";
    const client = new RudderAnalytics();
    client.load("key", SINK, { configUrl: SINK, sendAdblockPage: false, autoTrack: { enabled: false }, sessions: { autoTrack: false },
      queueOptions: { maxItems: 1000, batch: { enabled: true, maxItems: 100, flushInterval: 1000 } } });
    window.ready = new Promise((ready) => client.ready(ready));
    window.track = (name, properties) => client.track(name, properties);`,
  Snowplow: `
    import { newTracker, trackSelfDescribingEvent } from "@snowplow/browser-tracker";
    newTracker("sp", SINK, { appId: "bench", eventMethod: "post", bufferSize: 20, keepalive: true, encodeBase64: false, maxPostBytes: 60000 });
    window.track = (name, properties) => trackSelfDescribingEvent({ event: { schema: "iglu:bench/event/jsonschema/1-0-0", data: { name, ...properties } } });`,
  Mixpanel: `
    import mixpanel from "mixpanel-browser";
    mixpanel.init("key", { api_host: SINK, persistence: "localStorage", track_pageview: false, autocapture: false, ignore_dnt: true, api_payload_format: "json",
      batch_requests: true, batch_size: 100, batch_flush_interval_ms: 1000, record_sessions_percent: 0 });
    window.track = (name, properties) => mixpanel.track(name, properties);`,
  Countly: `
    import Countly from "countly-sdk-web";
    Countly.init({ app_key: "key", url: SINK, queue_size: 2000, max_events: 100, interval: 500, fail_timeout: 1, ignore_bots: false, enable_orientation_tracking: false });
    window.track = (key, segmentation) => Countly.add_event({ key, count: 1, segmentation });`,
  OpenPanel: `
    import { OpenPanel } from "@openpanel/web";
    const client = new OpenPanel({ clientId: "key", apiUrl: SINK, trackScreenViews: false, trackOutgoingLinks: false, trackAttributes: false });
    window.track = (name, properties) => void client.track(name, properties);`,
};

const bundles = {};
for (const [name, contents] of Object.entries(CONTENDERS)) {
  const define = { SINK: "window.SINK", "process.env.NODE_ENV": '"production"', global: "window" };
  const { outputFiles } = await build({ stdin: { contents, resolveDir: process.cwd() }, bundle: true, minify: true, write: false, format: "iife", target: "es2022", define });
  bundles[name] = outputFiles[0].contents;
}

/** What arrived, by contender. */
const sinks = Object.fromEntries(Object.keys(CONTENDERS).map((name) => [name, fresh()]));

function fresh() {
  return { events: new Set(), requests: 0, bytes: 0 };
}

const TYPES = { js: "text/javascript", wasm: "application/wasm" };
const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { pathname, search } = new URL(request.url, "http://sink");
  const [, folder, key, ...rest] = pathname.split("/").map(decodeURIComponent);
  const cors = { "access-control-allow-origin": request.headers.origin ?? "*", "access-control-allow-headers": request.headers["access-control-request-headers"] ?? "*", "access-control-allow-credentials": "true", "access-control-max-age": "600" };
  const say = (status, type, body) => response.writeHead(status, { "content-type": type, ...cors }).end(body);
  try {
    if (folder === "page") return say(200, "text/html", html(key));
    if (folder === "bundle") return say(200, "text/javascript", bundles[key]);
    if (folder === "sink") return take(key, request, Buffer.concat(chunks), rest.join("/") + search, say);
    return say(200, TYPES[pathname.split(".").at(-1)], readFileSync(join(sdk, key)));
  } catch {
    return say(404, "text/plain", "");
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://127.0.0.1:${server.address().port}`;

function html(name) {
  const own = `<script async src="/sdk/banso.js" data-write-key="key" data-endpoint="${origin}/sink/Banso/"></script><script>window.track = (name, properties) => banso.track(name, properties)</script>`;
  const script = name === "Banso" ? own : `<script>window.SINK = ${JSON.stringify(`${origin}/sink/${name}`)}</script><script src="/bundle/${name}"></script>`;
  return `<!doctype html><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,"><body>${script}`;
}

/** Counts what has a name of ours in it, and answers what each SDK takes for a success. */
function take(name, { method }, sent, path, say) {
  if (/bundle|settings/.test(path) && method === "GET") return say(404, "text/plain", "");
  if (path.startsWith("sourceConfig")) return say(200, "application/json", JSON.stringify({ source: { id: "s", name: "s", writeKey: "key", enabled: true, workspaceId: "w", config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } }, dataplanes: {}, destinations: [], connections: [] }, consentManagementMetadata: {} }));
  const text = plain(sent) + decodeURIComponent(path.replaceAll("+", " "));
  const found = text.match(/bench-\w+-\d+/g) ?? [];
  const sink = sinks[name];
  if (found.length) {
    for (const event of found) sink.events.add(event);
    sink.requests++;
    sink.bytes += sent.length + (method === "GET" ? path.length : 0);
  }
  const ids = name === "Banso" ? JSON.parse(plain(sent)).batch.map(({ messageId }) => messageId) : [];
  const answers = { Banso: { accepted: ids, rejected: [] }, Countly: { result: "Success" }, Mixpanel: { code: 200, status: "OK" }, Segment: { success: true } };
  return say(200, "application/json", JSON.stringify(answers[name] ?? { status: 1 }));
}

/** A body as text, whatever it was packed in. */
function plain(sent) {
  const text = (sent[0] === 0x1f && sent[1] === 0x8b ? gunzipSync(sent) : sent).toString();
  const data = /^data=([^&]*)/.exec(text)?.[1];
  if (!data && text.startsWith("{")) return text;
  const inner = decodeURIComponent((data ?? text).replaceAll("+", " "));
  return /^[\w/+=-]+$/.test(inner) ? Buffer.from(inner, "base64").toString() : inner;
}

const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"];
const browser = await chromium.launch({ executablePath, args });
const figures = {};
for (const name of Object.keys(CONTENDERS)) figures[name] = { call: await call(name), ...(await flow(name)), ...(await leaving(name)) };
await browser.close();
server.close();
print();

/** A page of the contender's, ready to track. */
async function open(context, name) {
  const page = await context.newPage();
  await page.goto(`${origin}/page/${encodeURIComponent(name)}`);
  if (name === "Banso") await page.waitForFunction(() => window.banso?.version);
  await page.evaluate(() => Promise.race([window.ready, new Promise((late) => setTimeout(late, 3000))]));
  await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)));
  return page;
}

/** The microseconds of one call: the least mean of several hundred calls in one task. */
async function call(name) {
  const context = await browser.newContext();
  const page = await open(context, name);
  let least = Infinity;
  for (let round = 0; round < 5; round++) {
    const mean = await page.evaluate((round) => {
      const begin = performance.now();
      for (let at = 0; at < 200; at++) window.track(`call-${round}-${at}`, { amount: 34.5, currency: "JPY", category: "travel", receipts: 2, billable: true });
      return ((performance.now() - begin) * 1000) / 200;
    }, round);
    least = Math.min(least, mean);
    await pause(700);
  }
  await context.close();
  return least;
}

/** 1,000 events, ten to a task: CPU time of the main thread, requests and bytes until nothing more arrives. */
async function flow(name) {
  const context = await browser.newContext();
  const page = await open(context, name);
  await pause(1000);
  sinks[name] = fresh();
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const busy = async () => (await session.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value * 1e6;
  const before = await busy();
  await page.evaluate(async (events) => {
    for (let at = 0; at < events; at++) {
      window.track(`bench-flow-${at}`, { amount: 34.5, currency: "JPY", category: "travel", receipts: 2, billable: true });
      if (at % 10 === 9) await new Promise((next) => setTimeout(next, 5));
    }
  }, EVENTS);
  await arrival(name, EVENTS);
  const cpu = (await busy()) - before;
  await context.close();
  const { events, requests, bytes } = sinks[name];
  return { cpu, arrived: events.size, requests, bytes };
}

/** How many of 50 arrive as the page goes away, and, by the next visit, after its process was killed. */
async function leaving(name) {
  const of = (kind) => [...sinks[name].events].filter((event) => event.startsWith(`bench-${kind}-`)).length;
  sinks[name] = fresh();
  const context = await browser.newContext();
  const page = await open(context, name);
  await page.evaluate((count) => {
    for (let at = 0; at < count; at++) window.track(`bench-left-${at}`, { amount: 34.5 });
    location.href = "about:blank";
  }, LEFT);
  await page.waitForURL("about:blank");
  if (sends(name)) await until(() => of("left") >= LEFT, 4000);
  const left = of("left");
  const doomed = await open(context, name);
  await kill(doomed);
  const next = await open(context, name);
  // What an SDK sends with the next event counts.
  await next.evaluate(() => window.track("next visit", {}));
  if (sends(name)) await until(() => of("killed") >= LEFT, 8000);
  const killed = of("killed");
  await context.close();
  return { left, killed };
}

async function kill(page) {
  const tracked = page.waitForEvent("console", (message) => message.text() === "tracked");
  const crashed = page.waitForEvent("crash");
  const looping = page.evaluate((count) => {
    for (let at = 0; at < count; at++) window.track(`bench-killed-${at}`, { amount: 34.5 });
    console.log("tracked");
    for (;;);
  }, LEFT);
  looping.catch(() => {});
  await tracked;
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  for (const { id, type } of processInfo) if (type === "renderer") process.kill(id, "SIGKILL");
  await crashed;
  await session.detach();
  await page.close();
}

function sends(name) {
  return !["nothing", "JSON alone"].includes(name);
}

async function arrival(name, count) {
  if (sends(name)) await until(() => sinks[name].events.size >= count, PATIENCE);
  await pause(1000);
}

async function until(done, patience) {
  for (const end = Date.now() + patience; !done() && Date.now() < end; ) await pause(50);
}

function print() {
  const columns = ["call µs", "µs/event", "arrived", "requests", "bytes/event", "at leave", "after kill"];
  console.log("tracking".padEnd(14) + columns.map((column) => column.padStart(13)).join(""));
  for (const [name, { call, cpu, arrived, requests, bytes, left, killed }] of Object.entries(figures)) {
    const each = (value) => (arrived ? (value / arrived).toFixed(0) : "-");
    const own = each(cpu - figures.nothing.cpu);
    const of = sends(name) ? [own, `${arrived}/${EVENTS}`, requests, each(bytes), `${left}/${LEFT}`, `${killed}/${LEFT}`] : [];
    console.log(name.padEnd(14) + [call.toFixed(1), ...of].map((cell) => String(cell).padStart(13)).join(""));
  }
}
