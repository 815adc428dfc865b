// Whatever happens to Banso, the app works, and the developer reads one line that says why.
import type { APIResponse, Page, Route } from "@playwright/test";
import { giveWay } from "../faults/spoil";
import { expect, test } from "./fixtures";
import type { App } from "./pages/app";

const abort = (route: Route) => route.abort();

/** What may go wrong, and the one warning that tells of it. */
const faults: [name: string, prepare: (page: Page) => Promise<unknown>, warning: RegExp | undefined][] = [
  ["the SDK is blocked entirely", (page) => page.route("**/sdk/**", abort), undefined],
  ["the core's module is missing", (page) => page.route("**/sdk/core.*.wasm", abort), /could not start/],
  ["the guides' module is missing", (page) => page.route("**/sdk/guides.*.wasm", abort), /nothing can be shown/],
  ["the view is missing", (page) => page.route("**/sdk/view.*.js", abort), /nothing can be shown/],
  ["the policy forbids WebAssembly", forbidWasm, /could not start.*WebAssembly/],
  ["the collector cannot be reached", (page) => page.route("**/v1/**", abort), /content could not be fetched/],
  ["the content is damaged", (page) => page.route("**/v1/bundle*", damage), /content is damaged/],
  ["storage is forbidden", forbidStorage, /cannot be stored/],
];

test.describe("the app works on", () => {
  // The browser's own words about requests that failed, and ours.
  test.use({ expectedMessages: /^error: Failed to load resource|^warning: Banso/ });

  for (const [name, prepare, warning] of faults) {
    test(`when ${name}`, async ({ app, heard, page }) => {
      await prepare(page);
      await app.openAlone();
      if (warning) await expect.poll(() => heard.filter(ours)).toEqual([expect.stringMatching(warning)]);
      await use(app);
      expect(heard.filter(ours)).toHaveLength(warning ? 1 : 0);
    });
  }
});

test.describe("the content that was last good is used", () => {
  test.use({ expectedMessages: /^error: Failed to load resource|^warning: Banso: the content/ });

  for (const [name, fault, warning] of [
    ["offline", abort, /could not be fetched; the last that worked is used/],
    ["after a damaged one", damage, /is damaged.*; the last that worked is used/],
  ] as const) {
    test(name, async ({ app, banso, heard, page }) => {
      await app.open("/team");
      await expect(banso.launcher).toBeVisible();
      await expect.poll(() => page.evaluate(async () => (await (await caches.open("banso")).keys()).length)).toBe(1);
      await page.route("**/v1/bundle*", fault);
      await page.reload();
      await expect(banso.launcher).toBeVisible();
      expect(heard.filter(ours)).toEqual([expect.stringMatching(warning)]);
    });
  }
});

test.describe("a core that traps is replaced", () => {
  test.use({ expectedMessages: /^warning: Banso: went on anew/ });

  test("and what stood on the page stands there again", async ({ app, banso, page }) => {
    await page.addInitScript(giveWay);
    await app.open();
    await expect(banso.card).toBeVisible();
    const guide = (await banso.card.getAttribute("data-guide"))!;
    const trap = () => page.evaluate(() => (window.spoil(), window.banso.flush()));
    await trap();
    await expect(banso.guide(guide)).toBeVisible();
    await expect(page.locator("banso-root")).toHaveCount(1);
  });

  test("and help searches again", async ({ app, banso, page }) => {
    await page.addInitScript(giveWay);
    await app.open("/team");
    await banso.launcher.click();
    await banso.field.fill("receipt");
    await expect(banso.rows.first()).toBeVisible();
    await banso.root.evaluate((root) => root.setAttribute("data-old", ""));
    await page.evaluate(() => (window.spoil(), window.banso.flush()));
    // Another panel takes its place, where the reader was.
    await expect(page.locator("banso-root[data-old]")).toHaveCount(0);
    await expect(banso.field).toHaveValue("receipt");
    await banso.field.fill("mileage");
    await expect(banso.rows.first()).toContainText(/mileage/i);
  });
});

test.describe("help that cannot be loaded", () => {
  test.use({ expectedMessages: /^error: Failed to load resource|^warning: Banso: help could not be loaded/ });

  test("is asked for again by the next press, its module missing", async ({ app, banso, heard, page }) => {
    await page.route("**/sdk/help.*.wasm", abort);
    await app.open("/team");
    await banso.launcher.click();
    await expect.poll(() => heard.filter(ours)).toHaveLength(1);
    await expect(banso.root.getByText("Help could not be loaded")).toBeVisible();
    await expect(banso.panel).toHaveCount(0);
    await page.unroute("**/sdk/help.*.wasm");
    await banso.launcher.click();
    await expect(banso.rows.first()).toBeVisible();
    expect(heard.filter(ours)).toHaveLength(1);
  });

  test("says so, and tries again when asked, its articles missing", async ({ app, banso, page }) => {
    await page.route("**/v1/parts/**", abort);
    await app.open("/team");
    await banso.launcher.click();
    await expect(banso.panel.getByRole("alert")).toContainText("Check your connection");
    await page.unroute("**/v1/parts/**");
    await banso.button("retry").click();
    await expect(banso.rows.first()).toBeVisible();
  });
});

test("destroy() leaves the page as it was found", async ({ app, banso, page }) => {
  await page.route("**/sdk/**", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  await app.openAlone();
  const found = await state(page);
  await page.unroute("**/sdk/**");

  await app.reload();
  await expect(banso.card).toBeVisible();
  await banso.launcher.click();
  await expect(banso.rows.first()).toBeVisible();
  expect((await state(page)).listeners).not.toEqual(found.listeners);
  await page.evaluate(() => window.banso.destroy());
  await expect.poll(() => state(page)).toEqual(found);
  await app.go("team");
  await expect(banso.root).toHaveCount(0);
});

test("two script tags are one instance", async ({ app, banso, page }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  const sent = banso.sent();
  await rewrite(page, async (response) => {
    const body = (await response.text()).replace(/<script async src=.*<\/script>/, "$&$&");
    expect(body.match(/banso\.js/g)).toHaveLength(2);
    return { body };
  });
  await app.open();
  await expect(banso.card).toBeVisible();
  await banso.delivered();
  await expect(banso.root).toHaveCount(1);
  expect(requests.filter((path) => path === "/v1/bundle")).toHaveLength(1);
  expect(sent.filter(({ type }) => type === "page")).toHaveLength(1);
});

/** Answers the app's page with another form of itself. */
async function rewrite(page: Page, change: (response: APIResponse) => Promise<object>): Promise<void> {
  // Chromium does not know where an answer of the test comes from, and asks before it may reach this machine.
  await page.context().grantPermissions(["local-network-access"]);
  await page.route(/\/$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, ...(await change(response)) });
  });
}

const ours = (text: string) => text.includes("Banso");

/** Uses the app: nothing of it may wait for Banso. */
async function use(app: App): Promise<void> {
  await app.createExpense("submit");
  await expect(app.title).toHaveText("Blue Heron Cafe");
  await app.by("lang-toggle").click();
  await expect(app.page.locator("html")).toHaveAttribute("lang", "ja");
}

/** The page's policy without the keyword that WebAssembly needs. */
async function forbidWasm(page: Page): Promise<void> {
  await rewrite(page, async (response) => {
    const policy = response.headers()["content-security-policy"].replace("'wasm-unsafe-eval' ", "");
    return { headers: { ...response.headers(), "content-security-policy": policy } };
  });
}

/** Banso's keys cannot be written; the app's own can. */
async function forbidStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const real = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
      if (key.startsWith("banso:")) throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
      real.call(this, key, value);
    };
  });
}

async function damage(route: Route): Promise<void> {
  const response = await route.fetch();
  const body = await response.body();
  await route.fulfill({ response, body: body.subarray(0, body.length / 2) });
}

/** The document as markup without the app's own paint, and how many listeners the page has by type. */
async function state(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  const listeners: Record<string, string[]> = {};
  for (const expression of ["window", "document", "document.documentElement", "document.body", "navigation"]) {
    const { result } = await cdp.send("Runtime.evaluate", { expression });
    const found = await cdp.send("DOMDebugger.getEventListeners", { objectId: result.objectId! });
    listeners[expression] = found.listeners.map(({ type }) => type).sort();
  }
  await cdp.detach();
  const markup = await page.evaluate(() => document.documentElement.outerHTML);
  return { listeners, markup };
}
