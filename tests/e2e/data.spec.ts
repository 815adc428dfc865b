// What people may ask for, and what hosts may change: their data on the device and at the collector, the form of
// messages, and servers of another kind.
import { once } from "node:events";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Page, expect, test } from "@playwright/test";

import type { Message } from "./pages/banso";
import { KEY, Site, requests, stored } from "./pages/site";

let site: Site;
test.beforeAll(async () => void (site = await Site.start()));
test.afterAll(() => site?.stop());

const anonymousId = (page: Page) => page.evaluate(() => window.banso.anonymousId?.());

async function delivered(page: Page): Promise<void> {
  await page.evaluate(() => window.banso.flush());
  const waiting = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(":q:")).length);
  await expect.poll(waiting).toBe(0);
}

/** Opens a page whose `init` gets these settings, as source text. */
async function openWith(page: Page, init: string, path = "/"): Promise<void> {
  await site.open(page, path, { init });
  // What the settings ask for is a file of its own.
  await page.waitForFunction(() => window.banso.anonymousId?.());
}

test("data() answers everything that is kept on the device", async ({ page, context }) => {
  await context.route("**/v1/batch", (route) => route.abort());
  await site.open(page);
  await expect(page.locator("banso-root .card")).toBeVisible();
  await page.evaluate(() => {
    window.banso.identify("user-1", { plan: "team" });
    window.banso.group("group-1");
    window.banso.track("Waiting", { amount: 3 });
  });
  await page.getByTestId("go").click();
  const data = await page.evaluate(() => window.banso.data());
  expect(data).toMatchObject({ writeKey: KEY, userId: "user-1", groupId: "group-1", consent: { analytics: "granted" } });
  expect(data.anonymousId).toBe(await anonymousId(page));
  expect(data.memory.guides).toMatchObject({ hello: { seen: expect.any(Number) } });
  expect(data.memory.adoption).toMatchObject({ go: { uses: 1 } });
  const waiting = data.messages.find(({ event }) => event === "Waiting");
  expect(waiting).toMatchObject({ userId: "user-1", properties: { amount: 3 } });
  const { local } = await stored(page);
  expect(data.messages.length + Object.keys(data.other).length + 1).toBe(Object.keys(local as object).length);
});

test("forget() erases here and at the collector, and nobody else", async ({ page, browser }) => {
  const neighbour = await browser.newPage();
  await site.open(neighbour);
  await delivered(neighbour);
  const theirs = await anonymousId(neighbour);
  await site.open(page);
  await page.evaluate(() => {
    window.banso.identify("user-to-forget", { email: "forget-me@example.com" });
    window.banso.track("Forget This");
  });
  await delivered(page);
  const before = (await anonymousId(page))!;
  expect(site.messagesOf(before).length).toBeGreaterThan(2);
  expect(site.bytes().includes("forget-me@example.com")).toBe(true);
  expect(await page.evaluate(() => window.banso.forget())).toBe(true);
  expect(site.messagesOf(before)).toEqual([]);
  expect(site.bytes().includes("forget-me@example.com")).toBe(false);
  expect(site.bytes().includes("user-to-forget")).toBe(false);
  expect(site.messagesOf(theirs!)).not.toEqual([]);
  const after = await anonymousId(page);
  expect(after).not.toBe(before);
  expect(JSON.stringify(await stored(page))).not.toContain(before);
  // Tracking goes on, as somebody new.
  await page.evaluate(() => window.banso.track("Afterwards"));
  await delivered(page);
  const event = site.messagesOf(after!).find(({ event }) => event === "Afterwards");
  expect(event?.user_id).toBeUndefined();
  await neighbour.close();
});

test("forget() without the collector erases here, says so, and the next call asks again", async ({ page, context }) => {
  const warnings: string[] = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  await site.open(page);
  await delivered(page);
  const before = (await anonymousId(page))!;
  await context.route("**/v1/forget", (route) => route.abort());
  expect(await page.evaluate(() => window.banso.forget())).toBe(false);
  expect(JSON.stringify(await stored(page))).not.toContain(before);
  expect(warnings).toEqual([expect.stringContaining("call it again")]);
  expect(site.messagesOf(before)).not.toEqual([]);
  await context.unroute("**/v1/forget");
  expect(await page.evaluate(() => window.banso.forget())).toBe(true);
  expect(site.messagesOf(before)).toEqual([]);
});

test("a write key and a userId erase nothing", async ({ request }) => {
  const url = `${site.collector}/v1/forget`;
  for (const wish of [{ userId: "user-1" }, { anonymousId: "user-1" }, { anonymousId: "0198c2f4-7d1a-7c3e-9b52-0a1b2c3d4e5f", userId: "user-1" }]) {
    const answer = await request.post(url, { data: JSON.stringify({ writeKey: KEY, ...wish }), headers: { "content-type": "text/plain" } });
    expect(answer.status()).toBe(400);
  }
  const stranger = { writeKey: "no-such-key", anonymousId: "0198c2f4-7d1a-7c3e-9b52-0a1b2c3d4e5f" };
  expect((await request.post(url, { data: JSON.stringify(stranger), headers: { "content-type": "text/plain" } })).status()).toBe(401);
});

test("properties are left out, masked and let through by name, before anything is stored", async ({ page, context }) => {
  const kept: string[] = [];
  await page.exposeFunction("kept", (json: string) => kept.push(json));
  await page.addInitScript(() => {
    const real = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
      (window as any).kept(value);
      real.call(this, key, value);
    };
  });
  const seen = requests(context, site);
  await openWith(page, `{ properties: { deny: ["email"], mask: ["iban"], allow: ["plan", "email", "iban", "amount", "deep"] } }`);
  await page.evaluate(() => {
    window.banso.identify("u", { plan: "team", email: "canary-mail", phone: "canary-phone" });
    window.banso.track("Paid", { amount: 3, iban: "canary-iban", deep: [{ email: "canary-deep", iban: "canary-iban", n: 1 }] });
  });
  await delivered(page);
  const messages: Message[] = seen.filter(({ path }) => path === "/v1/batch").flatMap(({ body }) => JSON.parse(body).batch);
  expect(messages.find(({ type }) => type === "identify")?.traits).toEqual({ plan: "team" });
  expect(messages.find(({ event }) => event === "Paid")?.properties).toEqual({ amount: 3, iban: "***", deep: [{ iban: "***", n: 1 }] });
  // Our own events keep what they need.
  expect(messages.find(({ event }) => event === "Guide Shown")?.properties).toMatchObject({ guide: "hello" });
  expect(kept.length).toBeGreaterThan(2);
  expect(JSON.stringify([kept, seen])).not.toContain("canary");
});

test("beforeSend changes and drops messages; when it throws, the message goes out without properties, and it is said once", async ({ page, context }) => {
  const warnings: string[] = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  const seen = requests(context, site);
  await openWith(
    page,
    `{ beforeSend(message) {
        if (message.event === "Secret") return null;
        if (message.event === "Broken") throw new Error("canary");
        if (message.event === "Changed") return { ...message, messageId: "other", properties: { changed: true } };
      } }`,
  );
  await page.evaluate(() => {
    for (const event of ["Secret", "Broken", "Broken", "Changed", "Plain", "Secret"]) window.banso.track(event, { amount: 3 });
  });
  await delivered(page);
  const messages: Message[] = seen.filter(({ path }) => path === "/v1/batch").flatMap(({ body }) => JSON.parse(body).batch);
  const named = (event: string) => messages.filter((message) => message.event === event).map(({ properties }) => properties);
  expect(named("Secret")).toEqual([]);
  expect(named("Broken")).toEqual([undefined, undefined]);
  expect(named("Changed")).toEqual([{ changed: true }]);
  expect(named("Plain")).toEqual([{ amount: 3 }]);
  expect(messages.every(({ messageId }) => messageId.length === 36)).toBe(true);
  expect(warnings).toEqual([expect.stringContaining("beforeSend() failed")]);
  const stays = site.messagesOf((await anonymousId(page))!).map(({ event }) => event);
  expect(stays.filter((event) => event === "Broken")).toHaveLength(2);
});

test("keepQuery lets the named parameters into page messages, and no others", async ({ page, context }) => {
  const seen = requests(context, site);
  await openWith(page, `{ keepQuery: ["tab"] }`, "/first?tab=plans&token=canary#canary");
  await delivered(page);
  const [first] = seen.filter(({ path }) => path === "/v1/batch").flatMap(({ body }) => JSON.parse(body).batch);
  expect(first.properties).toEqual({ path: "/first", url: `${site.origin}/first?tab=plans`, search: "?tab=plans" });
  expect(JSON.stringify(seen)).not.toContain("canary");
});

test("without the file that beforeSend needs, nothing is tracked", async ({ page, context }) => {
  await context.route("**/sdk/privacy.*.js", (route) => route.abort());
  const seen = requests(context, site);
  const warned = page.waitForEvent("console", (message) => message.text().includes("nothing is tracked"));
  await site.open(page, "/", { init: "{ beforeSend: (message) => message }" });
  await warned;
  await page.evaluate(() => window.banso.track("Lost"));
  expect(seen).toEqual([]);
});

test.describe("a server of another kind", () => {
  let server: Server;
  let bodies: { headers: Record<string, unknown>; body: any; url: string }[];
  let answer: (body: any) => number;
  let url: string;

  test.beforeEach(async () => {
    bodies = [];
    answer = () => 200;
    // As servers of the specification do: a preflight, a body of their own, no word of single messages.
    server = createServer(async (request, response) => {
      const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "authorization, content-type" };
      if (request.method === "OPTIONS") return response.writeHead(204, headers).end();
      const body = JSON.parse(String(Buffer.concat(await request.toArray())));
      bodies.push({ headers: request.headers, body, url: request.url! });
      response.writeHead(answer(body), headers).end("OK");
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  test.afterEach(() => server.close());

  test("takes our messages as the specification says them, and any 2xx is an acknowledgement", async ({ page, context }) => {
    const asked = requests(context, site);
    answer = () => 202;
    await openWith(page, `{ format: "segment", endpoint: "${url}/" }`);
    await page.evaluate(() => {
      window.banso.identify("u", { plan: "team" });
      window.banso.group("g", { seats: 3 });
      window.banso.track("Paid", { amount: 3 });
      window.banso.page("Home");
    });
    await delivered(page);
    expect(asked).toEqual([]);
    expect(bodies.every((one) => one.url === "/v1/batch")).toBe(true);
    const [{ headers, body }] = bodies;
    expect(headers.authorization).toBe(`Basic ${Buffer.from(`${KEY}:`).toString("base64")}`);
    expect(headers["content-type"]).toBe("application/json");
    const FIELDS = ["batch", "context", "sentAt", "writeKey"];
    expect(Object.keys(body).sort()).toEqual(FIELDS);
    const OWN = ["anonymousId", "context", "event", "groupId", "messageId", "name", "properties", "timestamp", "traits", "type", "userId"];
    for (const message of bodies.flatMap((one) => one.body.batch)) {
      expect(OWN).toEqual(expect.arrayContaining(Object.keys(message)));
    }
    const types = bodies.flatMap((one) => one.body.batch).map((message: Message) => message.type);
    expect(new Set(types)).toEqual(new Set(["page", "identify", "group", "track"]));
  });

  test("that minds one message gets the others", async ({ page }) => {
    answer = (body) => (body.batch.some((message: Message) => message.event === "Poison") ? 400 : 200);
    await openWith(page, `{ format: "segment", endpoint: "${url}" }`);
    await page.evaluate(() => {
      for (let at = 0; at < 12; at++) window.banso.track(at === 5 ? "Poison" : `Good ${at}`);
    });
    await delivered(page);
    const taken = bodies.filter(({ body }) => answer(body) === 200).flatMap(({ body }) => body.batch as Message[]);
    const good = taken.map(({ event }) => event).filter((event) => event?.startsWith("Good"));
    expect(good.length).toBe(11);
    expect(new Set(good).size).toBe(11);
  });

  test("that fails is tried again; the content comes from a collector that is named", async ({ page }) => {
    let failures = 2;
    answer = () => (failures-- > 0 ? 503 : 200);
    await openWith(page, `{ format: "segment", endpoint: "${url}", contentUrl: "${site.collector}" }`);
    await expect(page.locator("banso-root .card")).toBeVisible();
    await page.evaluate(() => window.banso.track("Paid"));
    await expect.poll(() => bodies.length, { timeout: 20_000 }).toBeGreaterThan(2);
    await delivered(page);
  });
});
