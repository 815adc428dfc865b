// Clients that others publish, unchanged, deliver to the collector: each kind of call, stored as it was said, once.
import { type IncomingMessage, type Server, createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { type Page, expect, test } from "@playwright/test";
import { build } from "esbuild";

import { KEY, Site } from "./pages/site";
import type { Message } from "./pages/banso";

let site: Site;
test.beforeAll(async () => void (site = await Site.start()));
test.afterAll(() => site?.stop());

/** What each client says of a user of its own, by kind. */
const said = (user: string) => ({
  traits: { plan: "team", seats: 12, tags: ["a", "b"], nested: { deep: true } },
  group: `group-of-${user}`,
  account: { name: "精算株式会社" },
  properties: { amount: 12.5, currency: "JPY", note: "\"quoted\" 伴走", nothing: null },
});

/** The collector has of the user what the client said, each once. */
async function isStored(user: string, kinds: string[]): Promise<Message[]> {
  const { traits, group, account, properties } = said(user);
  const read = (): Message[] => {
    try {
      return JSON.parse(site.run("export-user", "--user", user)).messages;
    } catch {
      return [];
    }
  };
  const types = () => read().map(({ type }) => type).sort();
  await expect.poll(types, { timeout: 20_000 }).toEqual([...kinds].sort());
  const of = (type: string): Message => read().find((message) => message.type === type) ?? {};
  expect(of("identify").traits).toMatchObject(traits);
  expect(of("group")).toMatchObject({ group_id: group, traits: account });
  expect(of("track")).toMatchObject({ event: "Expense Created", user_id: user });
  expect(of("track").properties).toMatchObject({ amount: properties.amount, currency: "JPY", note: properties.note });
  expect(of("page")).toMatchObject({ name: "Home" });
  return read();
}

/** Takes requests on to the collector, and loses the answer to the first delivery: the client has to try again. */
async function lossy(): Promise<{ url: string; tries: () => number; server: Server }> {
  let tries = 0;
  const body = async (request: IncomingMessage) => Buffer.concat(await request.toArray());
  const server = createServer(async (request, response) => {
    const headers = Object.entries(request.headers).filter(([name]) => !/^(host|connection|content-length|transfer-encoding)$/.test(name));
    const answer = await fetch(site.collector + request.url, {
      method: request.method,
      headers: headers.map(([name, value]) => [name, String(value)] as [string, string]),
      body: request.method === "POST" ? await body(request) : undefined,
    });
    const text = await answer.text();
    if (++tries === 1) return response.writeHead(503).end();
    response.writeHead(answer.status, { "content-type": "application/json" }).end(text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tries: () => tries, server };
}

test("@segment/analytics-node", async () => {
  const { Analytics } = await import("@segment/analytics-node");
  const { url, tries, server } = await lossy();
  const user = "segment-node";
  const { traits, group, account, properties } = said(user);
  const client = new Analytics({ writeKey: KEY, host: url, flushAt: 20, maxRetries: 4 });
  client.identify({ userId: user, traits });
  client.group({ userId: user, groupId: group, traits: account });
  client.track({ userId: user, event: "Expense Created", properties });
  client.page({ userId: user, name: "Home", properties: { path: "/" } });
  client.screen({ userId: user, name: "Start" });
  client.alias({ userId: user, previousId: "segment-node-before" });
  await client.closeAndFlush();
  await isStored(user, ["identify", "group", "track", "page", "screen", "alias"]);
  expect(tries(), "the answer to the first delivery was lost").toBeGreaterThan(1);
  server.close();
});

test("@rudderstack/rudder-sdk-node", async () => {
  const { default: Analytics } = await import("@rudderstack/rudder-sdk-node");
  const { url, tries, server } = await lossy();
  const user = "rudder-node";
  const { traits, group, account, properties } = said(user);
  const client = new Analytics(KEY, { dataPlaneUrl: url, flushAt: 20, logLevel: "none" } as any);
  client.identify({ userId: user, traits });
  client.group({ userId: user, groupId: group, traits: account });
  client.track({ userId: user, event: "Expense Created", properties });
  client.page({ userId: user, name: "Home", properties: { path: "/" } });
  client.screen({ userId: user, name: "Start" } as any);
  client.alias({ userId: user, previousId: "rudder-node-before" });
  await client.flush();
  await isStored(user, ["identify", "group", "track", "page", "screen", "alias"]);
  expect(tries(), "the answer to the first delivery was lost").toBeGreaterThan(1);
  server.close();
});

/** A script of ours with a client bundled in, in a page of another origin than the collector's. */
async function load(page: Page, contents: string): Promise<void> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: resolve(__dirname, "../..") },
    bundle: true,
    write: false,
    format: "iife",
    define: { "process.env.NODE_ENV": '"production"', global: "window" },
    logLevel: "error",
  });
  await page.goto(`${site.origin}/plain`);
  await page.addScriptTag({ content: outputFiles[0].text });
}

/** Loses the answer to the first delivery, behind the collector's back. */
async function loseFirst(page: Page): Promise<() => number> {
  let deliveries = 0;
  await page.route(/\/v1\/(t|track|batch|b)$/, async (route) => {
    if (route.request().method() !== "POST" || ++deliveries > 1) return route.continue();
    await route.fetch();
    await route.fulfill({ status: 503, headers: { "access-control-allow-origin": "*" } });
  });
  return () => deliveries;
}

/** The answers to preflights and to what clients ask for before they send. */
function beforehand(page: Page): string[] {
  const seen: string[] = [];
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (/settings|sourceConfig/.test(pathname)) seen.push(`${response.status()} ${pathname}`);
  });
  return seen;
}

test("@segment/analytics-next in a page", async ({ page }) => {
  const user = "segment-browser";
  const asked = beforehand(page);
  const deliveries = await loseFirst(page);
  await load(page, `import { AnalyticsBrowser } from "@segment/analytics-next"; window.AnalyticsBrowser = AnalyticsBrowser;`);
  await page.evaluate(
    async ([user, said, collector, key]) => {
      const { traits, group, account, properties } = said as any;
      const client = (window as any).AnalyticsBrowser.load({ writeKey: key, cdnURL: collector });
      await client.identify(user, traits);
      await client.group(group, account);
      await client.track("Expense Created", properties);
      await client.page("Home");
      await client.screen("Start");
      await client.alias(user, "segment-browser-before");
    },
    [user, said(user), site.collector, KEY] as const,
  );
  await expect.poll(deliveries, { message: "another try after a lost answer", timeout: 40_000 }).toBeGreaterThan(1);
  const messages = await isStored(user, ["identify", "group", "track", "page", "screen", "alias"]);
  expect(asked).toEqual([`200 /v1/projects/${KEY}/settings`]);
  expect(messages.find(({ type }) => type === "page")?.path).toBe("/plain");
});

test("@rudderstack/analytics-js in a page", async ({ page }) => {
  const user = "rudder-browser";
  const asked = beforehand(page);
  const deliveries = await loseFirst(page);
  await load(page, `import { RudderAnalytics } from "@rudderstack/analytics-js/bundled"; window.RudderAnalytics = RudderAnalytics;`);
  await page.evaluate(
    async ([user, said, collector, key]) => {
      const { traits, group, account, properties } = said as any;
      const client = new (window as any).RudderAnalytics();
      client.load(key, collector, { configUrl: collector });
      await new Promise<void>((ready) => client.ready(ready));
      client.identify(user, traits);
      client.group(group, account);
      client.track("Expense Created", properties);
      client.page("Home");
      client.alias(user, "rudder-browser-before");
    },
    [user, said(user), site.collector, KEY] as const,
  );
  await expect.poll(deliveries, { message: "another try after a lost answer", timeout: 40_000 }).toBeGreaterThan(1);
  await isStored(user, ["identify", "group", "track", "page", "alias"]);
  expect(asked).toEqual(["200 /sourceConfig/"]);
});
