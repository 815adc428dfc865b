// Two windows of one browser: one of them shows guides, and both remember the same.
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { App } from "./pages/app";
import { Banso } from "./pages/banso";

/** Another window of the same browser, on the app. */
async function beside({ page, demo }: App) {
  const other = await page.context().newPage();
  const app = new App(other, demo);
  await app.open();
  return { app, banso: new Banso(other), page: other };
}

/** The person goes to this window. A browser that is driven never takes the focus away, nor gives it. */
const focus = (page: Page) => page.evaluate(() => void dispatchEvent(new Event("focus")));

test("a tour that resumes in another window is not shown twice", async ({ app, banso, page }) => {
  await app.open();
  await banso.button("next").click();
  await expect(banso.card).toContainText("2 of 5");
  const other = await beside(app);
  await expect(other.banso.card).toContainText("2 of 5");
  await expect(banso.card).toHaveCount(0);
  const why = await page.evaluate(() => window.banso.explain("welcome-tour"));
  expect(why).toMatchObject({ state: "under_way", holds: [{ hold: "elsewhere" }] });
  expect(why!.summary).toContain("another window shows guides");

  await other.banso.button("next").click();
  await focus(page);
  await expect(banso.card).toContainText("3 of 5");
  await expect(other.banso.card).toHaveCount(0);
});

test("the window that is left takes over", async ({ app, banso }) => {
  await app.open();
  const other = await beside(app);
  await expect(other.banso.card).toContainText("1 of 5");
  await expect(banso.card).toHaveCount(0);
  await other.page.close();
  await expect(banso.card).toContainText("1 of 5");
});

test("a window that is hidden keeps its guide, and gives way to one that is seen", async ({ app, banso, page }) => {
  await app.open();
  const other = await beside(app);
  await expect(other.banso.card).toBeVisible();
  await expect(banso.card).toHaveCount(0);
  await hide(other.page, true);
  await expect(banso.card).toBeVisible();
  await expect(other.banso.card).toHaveCount(1);
  await hide(other.page, false);
  await expect(other.banso.card).toBeVisible();
  await expect(banso.card).toHaveCount(0);
  // Nothing else is open: what is hidden comes back as it was.
  await page.close();
  const card = await other.banso.card.elementHandle();
  await hide(other.page, true);
  await hide(other.page, false);
  expect(await card!.evaluate((card) => card.isConnected)).toBe(true);
});

test("what is dismissed in one window is gone in the others", async ({ app, banso, page }) => {
  await app.open();
  const other = await beside(app);
  await other.banso.button("dismiss").click();
  await expect(other.banso.card).toHaveCount(0);
  await focus(page);
  await expect.poll(() => page.evaluate(async () => (await window.banso.explain("welcome-tour"))!.state)).toBe("held");
  await expect(banso.guide("welcome-tour")).toHaveCount(0);
});

test("what two windows write at once is kept", async ({ app, page }) => {
  await app.open();
  const other = await beside(app);
  const memory = () => page.evaluate(() => localStorage[Object.keys(localStorage).find((key) => key.endsWith(":memory"))!]);
  // The other window goes on from what it knew before this one wrote.
  const before = await memory();
  await page.evaluate(() => window.banso.track("Receipt Scanned"));
  await other.page.evaluate(() => window.banso.dismiss());
  const after = await memory();
  expect(after).not.toBe(before);
  await page.evaluate((before) => {
    const key = Object.keys(localStorage).find((key) => key.endsWith(":memory"))!;
    dispatchEvent(new StorageEvent("storage", { key, newValue: before }));
  }, before);
  await focus(page);
  const explained = await page.evaluate(() => window.banso.explain("welcome-tour"));
  expect(explained!.state).toBe("held");
});

test("windows of browsers without locks show guides", async ({ app, banso, page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "locks", { value: undefined }));
  await app.open();
  await expect(banso.card).toBeVisible();
});

test("a browser that refuses locks shows guides", async ({ app, banso, page }) => {
  await page.addInitScript(() => {
    navigator.locks.request = () => Promise.reject(new DOMException("no origin", "SecurityError"));
  });
  await app.open();
  await expect(banso.card).toBeVisible();
});

test("Banso leaves its locks to others when it goes", async ({ app, banso, page }) => {
  await app.open();
  await expect(banso.card).toBeVisible();
  const held = () => page.evaluate(async () => (await navigator.locks.query()).held!.length);
  // That of the window that shows guides, and the tab's own.
  expect(await held()).toBe(2);
  await page.evaluate(() => window.banso.destroy());
  await expect.poll(held).toBe(0);
});

/** Shows or hides the window, as a change of tabs does. */
function hide(page: Page, hidden: boolean): Promise<void> {
  return page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
}
