// Servers and networks that misbehave: nothing is lost, and nothing is stored twice.
import { expect, test } from "./fixtures";
import { gzipSync } from "node:zlib";
import { type Fault, KEY, honest } from "./server";

const answer =
  (status: number, headers: Record<string, string> = {}, body = ""): Fault =>
  ({ response }) =>
    void response.writeHead(status, headers).end(body);

const faults: [name: string, fault: Fault][] = [
  ["the connection breaks", ({ response }) => void response.destroy()],
  ["the answer is lost after everything was stored", async ({ response, store }) => (await store(), void response.destroy())],
  ["the answer breaks off", async ({ response, store }) => {
    const [, text] = await store();
    response.writeHead(200, { "content-length": text.length }).write(text.slice(0, text.length / 2));
    response.destroy();
  }],
  ["the answer is gzip that breaks off", async ({ response, store }) => {
    const [, text] = await store();
    const packed = gzipSync(text);
    response.writeHead(200, { "content-encoding": "gzip" }).end(packed.subarray(0, packed.length / 2));
  }],
  ["a captive portal answers", answer(200, { "content-type": "text/html" }, "<html>Sign in to the Wi-Fi</html>")],
  ["a captive portal redirects", answer(302, { location: "/elsewhere" })],
  ["another server's JSON comes", answer(200, { "content-type": "application/json" }, '{"success":true}')],
  ["nothing is in the answer", answer(204)],
  ["the address is gone", answer(404)],
  ["it takes too long for the server", answer(408)],
  ["the server asks for time", answer(429, { "retry-after": "1" })],
  ["the server fails", answer(500)],
  ["a proxy has no server", answer(502, {}, "<html>Bad gateway</html>")],
  ["the server asks for time by a date", answer(503, { "retry-after": new Date(Date.now() + 1000).toUTCString() })],
];

for (const [name, fault] of faults) {
  test(`everything arrives once though ${name}`, async ({ host, servers }) => {
    servers.faults = [fault, fault];
    await host.open();
    await host.track(30);
    await host.settled();
    expect(servers.requests).toBeGreaterThan(2);
    expect(servers.requests, "no storm").toBeLessThan(8);
    await host.accounts();
  });
}

test("a batch that is too large is halved, and a lone giant is dropped and told of", async ({ host, servers }) => {
  const narrow: Fault = (batch) => (batch.body.length > 8_000 ? answer(413)(batch) : honest(batch));
  servers.faults = Array.from({ length: 40 }, () => narrow);
  await host.open();
  await host.track(60);
  await host.page.evaluate(() => window.banso.track("Giant", { text: "x".repeat(9_000) }));
  await host.settled();
  // The loss rides in the batch that follows.
  await host.track(1);
  await host.settled();
  expect([...servers.stored.values()]).toContain("Messages Dropped");
  await host.accounts();
});

test("one message that a whole batch is refused for is found, and the others are stored", async ({ host, servers }) => {
  const strict: Fault = (batch) => (batch.body.includes("Poison") ? answer(400)(batch) : honest(batch));
  servers.faults = Array.from({ length: 60 }, () => strict);
  await host.open();
  await host.settled();
  const before = servers.requests;
  await host.track(60);
  await host.page.evaluate(() => window.banso.track("Poison"));
  await host.track(39);
  await host.settled();
  expect(servers.requests - before).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(100)) + 2);
  await host.accounts();
});

test("a burst costs few requests and few bytes", async ({ host, servers }) => {
  await host.open();
  await host.settled();
  const { requests, bytes } = servers;
  // The first batch waits for its answer; what gathers meanwhile goes together.
  await host.track(1_000);
  await host.settled();
  expect(servers.requests - requests).toBeLessThanOrEqual(6);
  expect((servers.bytes - bytes) / 1_000).toBeLessThan(120);
  await host.accounts();
});

test("a wrong clock does not matter, and messages keep their order", async ({ host, servers, page }) => {
  const bodies: string[] = [];
  servers.faults = Array.from({ length: 9 }, () => async (batch) => (bodies.push(batch.body), honest(batch)));
  await page.clock.install({ time: new Date("2036-11-22T00:00:00Z") });
  await host.open();
  await host.track(2);
  await page.clock.setSystemTime(new Date("2016-11-22T00:00:00Z"));
  await host.track(2);
  await host.settled();
  const messages = bodies.flatMap((body) => JSON.parse(body).batch).filter(({ event }) => event?.startsWith("Event"));
  const places = messages.map(({ context }) => [context.sessionId, context.sequence]);
  expect(messages.map(({ event }) => event)).toEqual(host.tracked);
  for (const [at, [session, place]] of places.entries()) {
    if (at && places[at - 1][0] === session) expect(place).toBeGreaterThan(places[at - 1][1]);
  }
  await host.accounts();
});

test("an answer that comes a byte at a time and never ends is given up", async ({ host, servers }) => {
  const dripping: NodeJS.Timeout[] = [];
  const drip: Fault = async ({ response, store }) => {
    await store();
    response.writeHead(200, { "content-type": "application/json" });
    dripping.push(setInterval(() => response.write(" "), 100));
    response.on("close", () => dripping.forEach(clearInterval));
  };
  test.setTimeout(90_000);
  servers.faults = [drip];
  await host.open();
  await host.track(30);
  await expect.poll(() => servers.requests, { timeout: 60_000 }).toBeGreaterThan(1);
  await host.settled();
  await host.accounts();
});

test("of several collectors the first that answers is used, and stays so", async ({ host, page, servers }) => {
  await page.goto(`${servers.address}/?keyless`);
  await page.waitForFunction(() => window.banso?.version);
  const gone: string[] = [];
  page.on("requestfailed", (request) => request.url().endsWith("/gone/v1/batch") && gone.push(request.url()));
  await page.route("**/gone/v1/batch", (route) => route.abort());
  await page.evaluate(([writeKey, address]) => window.banso.init({ writeKey, endpoint: [`${address}/gone`, `${address}/`] }), [KEY, servers.address]);
  await host.track(30);
  await host.settled();
  await host.track(30);
  await host.settled();
  expect(gone, "asked once").toHaveLength(1);
  await host.accounts();
});

test("what is tracked while the store is full arrives, and the console says so once", async ({ host, page }) => {
  const heard: string[] = [];
  page.on("console", (message) => /cannot be stored/.test(message.text()) && heard.push(message.text()));
  await page.addInitScript(() => {
    for (let size = 1 << 20; size >= 1; size >>= 1) {
      try {
        for (let at = 0; ; at++) localStorage.setItem(`host ${size} ${at}`, "x".repeat(size));
      } catch {
        // So much does not fit any more.
      }
    }
  });
  await host.open();
  await host.track(45);
  await page.evaluate(() => window.banso.flush());
  await expect.poll(() => [...host.servers.stored.values()].filter((name) => name.startsWith("Event")).length).toBe(45);
  expect(heard).toHaveLength(1);
  await host.accounts();
});
