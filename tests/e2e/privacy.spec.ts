// What the user has not agreed to does not happen: in the network, in every store of the browser, in other tabs.
import { type Page, expect, test } from "@playwright/test";

import type { Message } from "./pages/banso";
import { CANARY, KEY, Site, requests, stored } from "./pages/site";

const NOTHING = { local: {}, session: {}, databases: [], caches: [], cookies: [] };
const memory = `banso:${KEY}:memory`;

let site: Site;
test.beforeAll(async () => void (site = await Site.start()));
test.afterAll(() => site?.stop());

const card = (page: Page) => page.locator("banso-root .card");
const launcher = (page: Page) => page.locator("banso-root [data-banso=launcher]");
const anonymousId = (page: Page) => page.evaluate(() => window.banso.anonymousId?.());

/** Does what would be tracked, and gives whatever follows from it the time of several frames and a hidden page. */
async function live(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.banso.identify("user-of-the-site", { plan: "team" });
    window.banso.track("Something Happened", { amount: 3 });
    window.banso.flush();
    history.pushState({}, "", "/second");
  });
  await page.getByTestId("go").click();
  await page.evaluate(async () => {
    document.dispatchEvent(new Event("visibilitychange"));
    for (let frame = 0; frame < 10; frame++) await new Promise(requestAnimationFrame);
    window.banso.flush();
  });
}

/** Everything that waits has been delivered. */
async function delivered(page: Page): Promise<void> {
  await page.evaluate(() => window.banso.flush());
  const waiting = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(":q:")).length);
  await expect.poll(waiting).toBe(0);
}

test("pending: nothing is stored and nothing is sent; what waited is delivered as it happened when it is granted", async ({ page, context }) => {
  const seen = requests(context, site);
  await site.open(page, "/first?secret=1", { calls: [["consent", ["pending"]]] });
  await live(page);
  const decided = Date.now();
  expect(seen).toEqual([]);
  expect(await stored(page)).toEqual(NOTHING);
  expect(await anonymousId(page)).toBeUndefined();
  await page.evaluate(() => window.banso.consent("granted"));
  await delivered(page);
  const messages = site.messagesOf((await anonymousId(page))!);
  const names = messages.map(({ type, event, path }) => `${type} ${event ?? path}`);
  for (const name of ["page /first", "identify /first", "track Something Happened", "page /second"]) expect(names).toContain(name);
  // As the page says it: the collector corrects its clock.
  const sent: Message[] = seen.filter(({ path }) => path === "/v1/batch").flatMap(({ body }) => JSON.parse(body).batch);
  const waited = sent.filter(({ timestamp }) => Date.parse(timestamp) <= decided);
  expect(waited.map(({ type }) => type)).toEqual(["page", "identify", "track", "page"]);
  await expect(card(page)).toBeVisible();
});

test("pending, then denied or gone: nobody ever hears of it", async ({ page, context }) => {
  const seen = requests(context, site);
  await site.open(page, "/", { calls: [["consent", ["pending"]]] });
  await live(page);
  await page.evaluate(() => window.banso.consent("denied"));
  await live(page);
  await page.evaluate(() => window.banso.consent("pending"));
  await live(page);
  await page.reload();
  await page.waitForFunction(() => window.banso.version);
  await page.evaluate(() => window.banso.consent("pending"));
  expect(seen).toEqual([]);
  expect(await stored(page)).toEqual(NOTHING);
});

test("denied: nothing is tracked, fetched or shown", async ({ page, context }) => {
  const seen = requests(context, site);
  await site.open(page, "/", { attributes: 'data-consent="denied"' });
  await live(page);
  await page.evaluate(() => window.banso.show("hello"));
  await live(page);
  expect(seen).toEqual([]);
  expect(await stored(page)).toEqual(NOTHING);
  await expect(page.locator("banso-root")).toHaveCount(0);
  expect(await page.evaluate(() => window.banso.consent())).toEqual({ analytics: "denied", guides: "denied", surveys: "denied", help: "denied" });
});

for (const [name, signal] of [["Global Privacy Control", "globalPrivacyControl"], ["Do Not Track", "doNotTrack"]] as const) {
  test(`${name}: guides and help work without a record`, async ({ page, context }) => {
    const value = signal === "doNotTrack" ? "1" : true;
    await page.addInitScript(([signal, value]) => Object.defineProperty(navigator, signal as string, { value }), [signal, value]);
    const seen = requests(context, site);
    await site.open(page);
    await expect(card(page)).toContainText("Hello guide");
    await launcher(page).click();
    await page.evaluate(() => window.banso.help.article("first"));
    await expect(page.getByRole("article")).toBeVisible();
    await page.evaluate(() => window.banso.show("ask"));
    await live(page);
    await expect(page.getByText("How was it?")).toHaveCount(0);
    expect(new Set(seen.map(({ path }) => path.replace(/[0-9a-f]{16,}/, "HASH")))).toEqual(new Set(["/v1/bundle", "/v1/parts/HASH"]));
    const { session, ...rest } = await stored(page);
    expect(rest).toEqual({ ...NOTHING, session: undefined });
    // In the tab alone: the engine's memory, and where the reader is in help.
    expect(Object.keys(session as object).sort()).toEqual(["banso:help", memory]);
    // The host has asked by itself, and may be told otherwise.
    await site.open(page, "/", { attributes: 'data-respect-signals="false"' });
    await delivered(page);
    expect(seen.map(({ path }) => path)).toContain("/v1/batch");
  });
}

test("each purpose by itself: without guides there is help and tracking; without help, guides", async ({ page, context }) => {
  const seen = requests(context, site);
  await site.open(page, "/", { calls: [["consent", [{ guides: false }]]] });
  await expect(launcher(page)).toBeVisible();
  await page.evaluate(() => window.banso.show("hello"));
  await delivered(page);
  await expect(card(page)).toHaveCount(0);
  expect(seen.filter(({ path }) => path === "/v1/batch")).not.toEqual([]);
  await page.evaluate(() => window.banso.consent({ guides: "granted", help: "denied" }));
  await expect(card(page)).toBeVisible();
  await expect(launcher(page)).toHaveCount(0);
});

test("revoking empties the queue, the memory and the ids, in other tabs too; who agrees again is somebody else", async ({ page, context }) => {
  const failing = "**/v1/batch";
  await context.route(failing, (route) => route.abort());
  await site.open(page);
  const other = await context.newPage();
  await site.open(other, "/other");
  // Only the page in front gets frames.
  await page.bringToFront();
  await live(page);
  const before = await anonymousId(page);
  expect(Object.keys((await stored(page)).local as object).filter((key) => key.includes(":q:")).length).toBeGreaterThan(2);
  await page.evaluate(() => window.banso.consent("denied"));
  await expect.poll(async () => (await stored(other)).local).toEqual({});
  await expect.poll(() => anonymousId(other)).toBeUndefined();
  await context.unroute(failing);
  const seen = requests(context, site);
  await live(page);
  await other.bringToFront();
  await live(other);
  expect(seen).toEqual([]);
  expect((await stored(page)).local).toEqual({});
  await page.evaluate(() => window.banso.consent("granted"));
  await expect.poll(() => anonymousId(other)).toBe(await anonymousId(page));
  expect(await anonymousId(page)).not.toBe(before);
  await other.evaluate(() => window.banso.track("Back Again"));
  await delivered(other);
  const messages = site.messagesOf((await anonymousId(page))!);
  expect(messages.map(({ event }) => event)).toContain("Back Again");
  expect(site.messagesOf(before!)).toEqual([]);
});

test("a page that comes back from the back/forward cache heeds what was revoked meanwhile", async ({ page, context }) => {
  // Asleep, it hears of no other tab.
  await page.addInitScript(() => addEventListener("storage", (event) => event.stopImmediatePropagation(), true));
  await site.open(page);
  await delivered(page);
  const other = await context.newPage();
  await site.open(other, "/other");
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
  await other.evaluate(() => window.banso.consent("denied"));
  await expect.poll(async () => (await stored(other)).local).toEqual({});
  const seen = requests(context, site);
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    window.banso.track("After Revoking");
  });
  await page.bringToFront();
  await live(page);
  expect(await anonymousId(page)).toBeUndefined();
  expect((await stored(page)).local).toEqual({});
  expect(seen).toEqual([]);
});

test("a page that has cleared the store by itself goes on after the back/forward cache", async ({ page }) => {
  await site.open(page);
  await delivered(page);
  const before = await anonymousId(page);
  await page.evaluate(() => {
    localStorage.clear();
    dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    window.banso.track("Going On");
  });
  await delivered(page);
  expect(await anonymousId(page)).toBe(before);
  expect(site.messagesOf(before!).map(({ event }) => event)).toContain("Going On");
});

test("revoking empties the store in the same task, and ends Banso on the page where its file cannot be had", async ({ page, context }) => {
  await context.route("**/sdk/privacy.*.js", (route) => route.abort());
  const warnings: string[] = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  await site.open(page);
  await delivered(page);
  const seen = requests(context, site);
  const left = await page.evaluate(() => {
    window.banso.track("Before");
    window.banso.consent("denied");
    window.banso.track("After");
    return Object.keys(localStorage);
  });
  expect(left).toEqual([]);
  await expect.poll(() => warnings).toEqual([expect.stringContaining("nothing is tracked")]);
  await live(page);
  expect((await stored(page)).local).toEqual({});
  expect(seen).toEqual([]);
});

test("what an earlier visit kept is read once it is granted, and is gone once it is denied", async ({ page }) => {
  await site.open(page);
  await delivered(page);
  const before = await anonymousId(page);
  await site.open(page, "/", { calls: [["consent", ["pending"]]] });
  expect(await anonymousId(page)).toBeUndefined();
  await page.evaluate(() => window.banso.consent("granted"));
  await expect.poll(() => anonymousId(page)).toBe(before);
  await site.open(page, "/", { calls: [["consent", ["denied"]]] });
  expect((await stored(page)).local).toEqual({});
});

test("no text of the page is in any request or store", async ({ page, context }) => {
  const seen = requests(context, site);
  await site.open(page, `/first?${CANARY}#${CANARY}`);
  await expect(card(page)).toBeVisible();
  await live(page);
  await page.getByRole("textbox").fill(`${CANARY} typed`);
  await delivered(page);
  expect(seen.length).toBeGreaterThan(1);
  expect(JSON.stringify(seen)).not.toContain(CANARY);
  expect(JSON.stringify(await stored(page))).not.toContain(CANARY);
  expect(site.bytes().includes(CANARY)).toBe(false);
});
