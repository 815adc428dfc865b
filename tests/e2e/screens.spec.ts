// Pictures of every main view, for eyes: test-results/screens.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const looks = [
  { name: "light-1280-en", colorScheme: "light", width: 1280, locale: "en-US" },
  { name: "light-390-ja", colorScheme: "light", width: 390, locale: "ja-JP" },
  { name: "dark-1280-ja", colorScheme: "dark", width: 1280, locale: "ja-JP" },
  { name: "dark-390-en", colorScheme: "dark", width: 390, locale: "en-US" },
] as const;

const pages = { overview: "", features: "/features", feature: "/features/create-expense", accounts: "/accounts", account: "/accounts/acct_minato", user: "/users/usr_misaki?guide=accounting-export-tip", onboarding: "/onboarding", guides: "/guides", help: "/help", inquiries: "/inquiries", live: "/live" };

for (const { name, colorScheme, width, locale } of looks) {
  test.describe(name, { tag: "@screens" }, () => {
    test.use({ colorScheme, locale, viewport: { width, height: width < 500 ? 844 : 800 }, contextOptions: { reducedMotion: "reduce" } });

    test("the app with guides and help", async ({ app, banso, page }, { outputDir }) => {
      test.slow();
      const take = camera(page, outputDir, name);
      await app.open();
      await expect(banso.card).toBeVisible();
      await take("tour");
      await banso.button("next").click();
      await take("tour-2");
      await banso.button("dismiss").click();
      await page.evaluate(() => window.banso.show("card-import-news"));
      await take("modal");
      await banso.button("dismiss").click();
      await app.go("expenses");
      await page.evaluate(() => window.banso.show("bulk-edit-tip"));
      await expect(banso.card).toBeVisible();
      await take("tooltip");
      await banso.button("dismiss").click();
      await banso.launcher.click();
      await expect(banso.rows.first()).toBeVisible();
      await take("help");
      await banso.field.fill(locale === "ja-JP" ? "領収書" : "receipt");
      await expect(banso.rows.locator("mark").first()).toBeVisible();
      await take("results");
      await banso.rows.first().click();
      await expect(banso.article).toBeVisible();
      await take("article");
      await banso.button("up").click();
      await banso.field.fill("zzxqj");
      await take("no-result");
    });

    test("the dashboard", async ({ dashboard }, { outputDir }) => {
      test.slow();
      const take = camera(dashboard.page, outputDir, name);
      await dashboard.page.goto(dashboard.address(""));
      await take("sign-in");
      for (const [view, path] of Object.entries(pages)) {
        await dashboard.open(path);
        await take(`dashboard-${view}`);
      }
    });
  });
}

/** Takes pictures into one folder for all tests. */
function camera(page: Page, outputDir: string, look: string): (view: string) => Promise<unknown> {
  const folder = join(outputDir, "../screens");
  mkdirSync(folder, { recursive: true });
  return (view) => page.screenshot({ path: join(folder, `${view}.${look}.png`) });
}
