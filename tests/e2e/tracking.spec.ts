// Tracking: what people do reaches the store once, and the dashboard soon.
import { randomUUID } from "node:crypto";
import type { BrowserContext } from "@playwright/test";
import { App } from "./pages/app";
import { Banso, bodyOf } from "./pages/banso";
import { expect, test } from "./fixtures";

test("changes of the address are pages, and the host's history is not patched", async ({ app, banso, page }) => {
  const sent = banso.sent();
  await app.open("/team?token=secret#private");
  await app.go("expenses");
  await page.goBack();
  await expect(app.title).toHaveText("Team");
  await banso.delivered();
  const pages = sent.filter((message) => message.type === "page").map((message) => message.properties);
  expect(pages.map((page) => page.path)).toEqual(["/team", "/expenses", "/team"]);
  expect(pages[1].referrer).toBe(new URL("/team", app.demo.app).href);
  expect(JSON.stringify(sent)).not.toMatch(/secret|private/);
  const { own, code } = await page.evaluate(() => ({
    own: ["pushState", "replaceState"].filter((name) => Object.hasOwn(history, name)),
    code: String(history.pushState) + String(history.replaceState) + String(fetch) + String(addEventListener),
  }));
  expect(own).toEqual([]);
  expect(code.match(/\[native code\]/g)).toHaveLength(4);
});

test("messages have the shape of Segment's specification", async ({ app, banso, page }) => {
  const bodies: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/v1/batch")) bodies.push(bodyOf(request));
  });
  await app.open("/team");
  await page.evaluate(() => window.banso.track("Note \"Written\"\n伴走", { amount: 1.5, tags: ["a", null], nested: { ok: true } }));
  await banso.delivered();
  const batches = bodies.map((body) => JSON.parse(body));
  const messages = batches.flatMap((batch) => batch.batch);
  for (const { sentAt, writeKey } of batches) {
    expect(new Date(sentAt).toISOString()).toBe(sentAt);
    expect(writeKey).toBe(app.demo.writeKey);
  }
  for (const message of messages) {
    expect(message.type).toMatch(/^(track|page|identify|group)$/);
    expect(message.messageId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(message.anonymousId.length).toBeGreaterThan(10);
    expect(new Date(message.timestamp).toISOString()).toBe(message.timestamp);
  }
  expect(new Set(messages.map((message) => message.messageId)).size).toBe(messages.length);
  const [identify, group, track] = ["identify", "group", "track"].map((type) =>
    messages.find((message) => message.type === type && !/^(Guide|Checklist|Feature)/.test(message.event)),
  );
  expect(identify).toMatchObject({ userId: "usr_oliver", traits: { role: "admin", plan: "team" } });
  expect(group).toMatchObject({ groupId: "acct_harbor", traits: { seats: 34 } });
  expect(track).toMatchObject({
    event: "Note \"Written\"\n伴走",
    userId: "usr_oliver",
    properties: { amount: 1.5, tags: ["a", null], nested: { ok: true } },
    context: { page: { path: "/team" } },
  });
});

test("features used by click, page and event reach the dashboard within seconds", async ({ app, dashboard }) => {
  const { account, user } = await app.asNewcomer();
  await dashboard.open(`/live?user=${user}`);
  await app.go("expenses");
  await app.by("save-filter").click();
  await app.page.keyboard.press("Escape");
  await app.go("reports");
  await app.page.locator("a[href='/reports/new']").first().click();
  await app.go("settings");
  await app.page.locator("a[href='/settings/policies']").click();
  await app.by("policy-save").click();

  // The live page shows them by itself, without a reload.
  const shown = { timeout: 8_000 };
  await expect(dashboard.events.filter({ hasText: "Policy Saved" })).toHaveCount(1, shown);
  await expect(dashboard.events.filter({ hasText: "Feature Used" })).toContainText("saved-filter");
  await expect(dashboard.events.filter({ hasText: "/reports/new" }).first()).toBeVisible();
  await expect(dashboard.events.filter({ hasText: "小林 陽菜" }).first()).toBeVisible();

  await dashboard.open(`/accounts/${account}`);
  for (const feature of ["Saved filters", "Report builder", "Expense policies"]) {
    const cells = dashboard.row("features", feature).getByRole("cell");
    await expect(cells.nth(1), feature).toHaveText("1");
  }
  await dashboard.open("/features?days=7");
  await expect(dashboard.row("matrix", "つばめ設計合同会社").first()).toBeVisible();
});

test("adoption survives a reload", async ({ app, banso, page }) => {
  await page.clock.install();
  await app.open("/team");
  let states = await banso.follow("Feature State Changed");
  await useMileage();
  // Other features of the pages on the way are exposed meanwhile.
  const ladder = async () => (await states()).filter(({ feature }) => feature === "mileage");
  await expect.poll(ladder).toEqual([{ feature: "mileage", state: "tried" }]);
  // Reloaded elsewhere: a load of the page itself would be one more use.
  await app.go("team");
  await app.reload();
  states = await banso.follow("Feature State Changed");
  await useMileage();
  await app.go("team");
  await useMileage();
  await expect.poll(ladder).toEqual([{ feature: "mileage", state: "adopted" }]);

  /** Opens the page that is the feature, later than a use that would count as the same. */
  async function useMileage(): Promise<void> {
    await page.clock.fastForward(2_000);
    await app.go("expenses");
    await page.locator("a[href='/expenses/mileage']").first().click();
    await expect(page).toHaveURL(/mileage$/);
  }
});

test("what is tracked just before the page is left arrives, once", async ({ app, context, dashboard, page }) => {
  const [left, closed] = [`Left ${randomUUID()}`, `Closed ${randomUUID()}`];
  await app.open("/team");
  await page.evaluate((name) => {
    window.banso.track(name);
    location.href = "about:blank";
  }, left);
  await page.waitForURL("about:blank");
  await app.open("/team");
  await page.evaluate((name) => void window.banso.track(name), closed);
  await page.close();
  await nextVisit(context, app);
  for (const name of [left, closed]) {
    await dashboard.open(`/live?event=${encodeURIComponent(name)}`);
    await expect(dashboard.events, name).toHaveCount(1);
  }
});

test.describe("without a connection", () => {
  test.use({ expectedMessages: /Failed to load resource: net::ERR_INTERNET_DISCONNECTED/ });

  test("what was tracked waits, and is delivered when the connection is back", async ({ app, banso, context, dashboard, page }) => {
    const name = `Offline ${randomUUID()}`;
    await app.open("/team");
    await banso.delivered();
    await context.setOffline(true);
    const failed = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/v1/batch"));
    await page.evaluate((name) => {
      window.banso.track(name);
      window.banso.flush();
    }, name);
    await failed;
    expect(await banso.waiting()).toBe(1);
    await context.setOffline(false);
    await expect.poll(() => banso.waiting(), { timeout: 15_000 }).toBe(0);
    await dashboard.open(`/live?event=${encodeURIComponent(name)}`);
    await expect(dashboard.events).toHaveCount(1);
  });
});

test("signing out gives the browser a new identity", async ({ app, page }) => {
  await app.open("/team");
  const id = () => page.evaluate(() => window.banso.anonymousId?.());
  const before = await id();
  await app.reload();
  expect(await id(), "a reload keeps it").toBe(before);
  await app.by("user-menu").click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/login$/);
  const after = await id();
  expect(after).toBeTruthy();
  expect(after).not.toBe(before);
});

/** Opens the app once more, as the same browser, until nothing waits. */
async function nextVisit(context: BrowserContext, { demo }: App): Promise<void> {
  const page = await context.newPage();
  await new App(page, demo).open("/team");
  await new Banso(page).delivered();
}
