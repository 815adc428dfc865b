// The demo itself: both origins answer, under the policy of a careful customer.
import { expect, test } from "./fixtures";

test("the app loads the SDK under a strict content security policy, in silence", async ({ page, demo }) => {
  const core = page.waitForResponse(/\/sdk\/core\.[0-9a-f]{8}\.wasm$/);
  const response = await page.goto(demo.app);
  expect(response?.headers()["content-security-policy"]).toContain("require-trusted-types-for 'script'");
  expect((await core).status()).toBe(200);
  await expect(page.getByRole("main")).toBeVisible();
});

test("every address of the app is a page", async ({ page, demo }) => {
  const response = await page.goto(new URL("/expenses/mileage", demo.app).href);
  expect(response?.status()).toBe(200);
  await expect(page.getByRole("main")).toBeVisible();
});

test("the collector is ready", async ({ request, demo }) => {
  expect((await request.get(`${demo.collector}/readyz`)).status()).toBe(200);
});
