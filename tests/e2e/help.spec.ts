// Help: search as one types, in two languages; articles; and what the dashboard learns from it.
import { randomUUID } from "node:crypto";
import { expect, test } from "./fixtures";

test("searching in English, reading, going back, rating", async ({ app, banso, page }) => {
  await app.open("/team");
  await banso.launcher.click();
  await expect(banso.field).toBeFocused();
  await banso.field.pressSequentially("receipt ph");
  await expect(banso.rows.first()).toContainText("photo", { ignoreCase: true });
  await expect(banso.rows.first().locator("mark").first()).toBeVisible();
  const title = await banso.rows.first().locator(".name").innerText();

  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(banso.article.getByRole("heading", { level: 3 })).toHaveText(title);
  await banso.button("yes").click();
  await expect(banso.panel.getByRole("status")).toContainText("Thank you");
  await banso.button("up").click();
  await expect(banso.field).toHaveValue("receipt ph");
  await expect(banso.rows.first()).toBeFocused();

  await page.keyboard.press("Escape");
  await expect(banso.panel).toHaveCount(0);
  await expect(banso.launcher).toBeFocused();
});

test("a link in an article opens the page in the app", async ({ app, banso, page }) => {
  await app.open("/team");
  await page.evaluate(() => window.banso.help.article("getting-started"));
  await expect(banso.article).toBeVisible();
  const link = banso.article.locator('a[href^="/"]').first();
  const to = await link.getAttribute("href");
  await link.click();
  await expect(page).toHaveURL(new URL(to!, app.demo.app).href);
});

test("the host searches and opens by its own words", async ({ app, banso, page }) => {
  await app.open("/team");
  await page.evaluate(() => window.banso.help.search("mileage"));
  await expect(banso.rows.first()).toContainText("mileage", { ignoreCase: true });
  await page.evaluate(() => window.banso.help.close());
  await expect(banso.panel).toHaveCount(0);
  await page.evaluate(() => window.banso.checklist.open());
  await expect(banso.tasks).toHaveCount(6);
});

test("a search without a result keeps the question, and the dashboard hears of it", async ({ app, banso, dashboard, page }) => {
  const nonsense = randomUUID().replace(/[^a-f]/g, "").padEnd(6, "q") + "zzxq";
  await app.open("/team");
  await banso.launcher.click();
  await banso.field.pressSequentially(nonsense);
  await expect(banso.panel).toContainText(`No article matches “${nonsense}”`);
  await expect(banso.panel.locator("[data-act=topic]").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await banso.launcher.click();
  await expect(banso.field).toHaveValue(nonsense);
  await expect(banso.panel).toContainText(`No article matches “${nonsense}”`);

  await dashboard.eventually(`/help?q=${nonsense}`, async () => {
    await expect(dashboard.row("gaps", nonsense)).toBeVisible({ timeout: 1 });
  });
  await expect(dashboard.row("gaps", nonsense).getByRole("cell").first()).toHaveText("1");
});

test("a search and what was opened from it reach the dashboard", async ({ app, banso, dashboard }) => {
  const query = `mileage ${randomUUID().slice(0, 8)}`;
  await app.open("/team");
  await banso.launcher.click();
  await banso.field.fill(query);
  await banso.rows.first().click();
  await expect(banso.article).toBeVisible();
  await dashboard.eventually(`/help?q=${encodeURIComponent(query)}`, async () => {
    await expect(dashboard.row("searches", query)).toContainText("100%", { timeout: 1 });
  });
});

test.describe("in Japanese", () => {
  test.use({ locale: "ja-JP" });

  test("results stand still while a word is being composed", async ({ app, banso, context, dashboard, page }) => {
    await app.open("/team");
    await banso.launcher.click();
    await expect(banso.field).toBeFocused();
    const ime = await context.newCDPSession(page);
    const home = await banso.panel.locator(".body").innerText();
    for (const text of ["r", "り", "りょう", "りょうしゅうしょ", "領収書"]) {
      await ime.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
      await expect(banso.field).toHaveValue(text);
      expect(await banso.panel.locator(".body").innerText()).toBe(home);
    }
    await ime.send("Input.insertText", { text: "領収書" });
    await expect(banso.field).toHaveValue("領収書");
    await expect(banso.rows.first()).toContainText("領収書");
    await expect(banso.rows.first().locator("mark").first()).toHaveText("領収書");

    await page.keyboard.press("Enter");
    await expect(banso.article).toContainText("領収書");
    await banso.delivered();
    await dashboard.open(`/help?q=${encodeURIComponent("領収書")}`);
    await expect(dashboard.row("searches", /^領収書$/)).toBeVisible();
  });

  test("a search without a result says so in Japanese", async ({ app, banso }) => {
    await app.open("/team");
    await banso.launcher.click();
    await banso.field.fill("zzxqj");
    await expect(banso.panel).toContainText("「zzxqj」に一致する記事はありません");
  });
});

test("calls made before the core has loaded are kept, and their methods stay good", async ({ app, banso, page }) => {
  let load = () => {};
  const loading = new Promise<void>((resolve) => (load = resolve));
  await page.route(/\/sdk\/core\.[0-9a-f]+\.js$/, async (route) => {
    await loading;
    await route.continue();
  });
  await page.goto(new URL("/team", app.demo.app).href);
  await page.waitForFunction(() => window.banso?.help?.search);
  await page.evaluate(() => {
    const { search } = window.banso.help;
    Object.assign(window, { searchLater: search });
    search("mileage");
  });
  load();
  await expect(banso.field).toHaveValue("mileage");
  await page.evaluate(() => (window as any).searchLater("receipt"));
  await expect(banso.field).toHaveValue("receipt");
});

test("what is new is read once, in every tab and on the next visit", async ({ app, banso, page }) => {
  await app.open("/team");
  await expect(banso.launcher.locator(".badge")).toBeVisible();
  await page.evaluate(() => window.banso.help.news());
  const news = banso.panel.locator("article[data-guide]");
  await expect(news.first().getByRole("heading", { name: "Mileage rates for 2027" })).toBeFocused();
  for (const end of await news.locator(".end").all()) await end.scrollIntoViewIfNeeded();
  await page.keyboard.press("Escape");
  await expect(banso.launcher).toHaveAccessibleName(/^Help(?!.*new)/);
  await app.reload();
  await expect(banso.launcher).toHaveAccessibleName(/^Help(?!.*new)/);
  await expect(banso.launcher.locator(".badge")).toHaveCount(0);
});
