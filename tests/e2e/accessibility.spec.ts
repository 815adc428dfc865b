// axe finds nothing: on the app with each kind of guide and each screen of help, and on the dashboard.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

// Shared by the workers, because these are the longest; without a trace, which would double their time.
test.describe.configure({ mode: "parallel" });
test.use({ trace: "off" });

// Every pair of theme, width and language.
const looks = [
  { colorScheme: "light", width: 1280, locale: "en-US" },
  { colorScheme: "light", width: 390, locale: "ja-JP" },
  { colorScheme: "dark", width: 1280, locale: "ja-JP" },
  { colorScheme: "dark", width: 390, locale: "en-US" },
] as const;

const pages = ["", "/features", "/features/create-expense", "/accounts", "/accounts/acct_minato", "/users/usr_misaki?guide=accounting-export-tip", "/onboarding", "/guides", "/surveys", "/help", "/inquiries", "/live"];

for (const { colorScheme, width, locale } of looks) {
  test.describe(`${colorScheme}, ${width} wide, ${locale}`, () => {
    test.use({ colorScheme, locale, viewport: { width, height: 800 }, contextOptions: { reducedMotion: "reduce" } });

    test("guides and help", async ({ app, banso, page }) => {
      test.setTimeout(180_000);
      await app.open();
      await expect(banso.card).toBeVisible();
      await clean(page, "tour");
      await banso.button("dismiss").click();
      await page.evaluate(() => window.banso.show("card-import-news"));
      await expect(banso.guide("card-import-news")).toBeVisible();
      await clean(page, "modal");
      await banso.button("dismiss").click();
      await app.go("expenses");
      await page.evaluate(() => window.banso.show("bulk-edit-tip"));
      await expect(banso.guide("bulk-edit-tip")).toBeVisible();
      await clean(page, "tooltip");
      await banso.button("dismiss").click();

      await banso.launcher.click();
      await expect(banso.rows.first()).toBeVisible();
      await clean(page, "help");
      await banso.field.fill(locale === "ja-JP" ? "領収書" : "receipt");
      await expect(banso.rows.locator("mark").first()).toBeVisible();
      await clean(page, "results");
      await banso.rows.first().click();
      await expect(banso.article).toBeVisible();
      await clean(page, "article");
    });

    test("the dashboard", async ({ dashboard }) => {
      test.setTimeout(180_000);
      for (const path of pages) {
        await dashboard.open(path);
        await clean(dashboard.page, path);
      }
    });
  });
}

async function clean(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).analyze();
  const found = violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
  expect(found, what).toEqual([]);
}
