// The debug panel: what the SDK decides on the app, and why.
import AxeBuilder from "@axe-core/playwright";
import { readFileSync } from "node:fs";
import { expect, test } from "./fixtures";
import { Debug } from "./pages/debug";

test("a guide says what holds it back, down to the one answer that is missing", async ({ app, page }) => {
  const debug = new Debug(page);
  await app.open("/expenses");
  await debug.open();
  const guide = debug.entry("card-import-news");
  await expect(guide).toContainText("held back");
  await guide.locator("summary").click();
  const missing = guide.locator("li", { hasText: "the page" }).locator("visible=true");
  await expect(missing.first()).toContainText("the page is /expenses, not /");
  await expect(guide.getByRole("img", { name: "does not hold" }).first()).toBeVisible();
  await expect(guide.getByRole("img", { name: "holds", exact: true }).first()).toBeVisible();

  const explained = await page.evaluate(() => window.banso.explain("card-import-news"));
  expect(explained).toMatchObject({ guide: "card-import-news", state: "held" });
  expect(explained!.holds.map(({ hold }) => hold)).toContain("page");
  expect(await page.evaluate(() => window.banso.explain("no-such-guide"))).toBeUndefined();
});

test("a guide that is asked for in the panel is shown below it", async ({ app, banso, page }) => {
  const debug = new Debug(page);
  await app.open("/expenses");
  await debug.open();
  const guide = debug.entry("bulk-edit-tip");
  await guide.locator("summary").click();
  await guide.getByRole("button", { name: "Show it" }).click();
  await expect(banso.guide("bulk-edit-tip")).toBeVisible();
  await expect(guide.locator("summary")).toContainText("shown");
  await debug.tab("facts");
  await expect(debug.room).toContainText("/expenses");
});

test("a message goes from waiting to acknowledged", async ({ app, page }) => {
  const debug = new Debug(page);
  await app.open("/expenses");
  await debug.open();
  await debug.tab("events");
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/v1/batch", async (route) => {
    await held;
    await route.continue();
  });
  await page.evaluate(() => window.banso.track("Panel Watched", { shelf: "top" }));
  const message = debug.room.locator(".message", { hasText: "Panel Watched" });
  await expect(message).toContainText("waiting");
  await message.locator("summary").click();
  await expect(message.locator("pre")).toContainText('"shelf": "top"');
  await page.evaluate(() => window.banso.flush());
  await expect(message).toContainText("sent");
  release();
  await expect(message).toContainText("acknowledged");
});

test("a message that the collector refuses says why", async ({ app, page }) => {
  const debug = new Debug(page);
  await page.route("**/v1/batch", async (route) => {
    const { batch } = JSON.parse(route.request().postData()!);
    const ids = (refused: boolean) => batch.filter(({ event }: any) => (event === "Refused Here") === refused).map(({ messageId }: any) => messageId);
    const rejected = ids(true).map((messageId: string) => ({ messageId, reason: "its event is too long" }));
    await route.fulfill({ json: { success: true, accepted: ids(false), rejected }, headers: { "access-control-allow-origin": "*" } });
  });
  await app.open("/expenses");
  await debug.open();
  await debug.tab("events");
  for (const name of ["Refused Here", "Taken Here"]) await page.evaluate((name) => window.banso.track(name), name);
  await page.evaluate(() => window.banso.flush());
  const message = (name: string) => debug.room.locator(".message", { hasText: name });
  await expect(message("Taken Here")).toContainText("acknowledged");
  await expect(message("Refused Here").locator("summary")).toContainText("refused");
  await message("Refused Here").locator("summary").click();
  await expect(message("Refused Here")).toContainText("its event is too long");
});

test("the time machine shows every tab as it was, and a recording can be taken along", async ({ app, page }) => {
  const debug = new Debug(page);
  await app.open("/expenses");
  await debug.open();
  await app.go("team");
  await debug.tab("facts");
  await expect(debug.room.locator("dd").first()).toHaveText("/team");
  await debug.tab("time");
  await debug.slider.fill("0");
  await expect(debug.root).toContainText("Earlier:");
  await debug.tab("facts");
  await expect(debug.room.locator("dd").first()).toHaveText("/expenses");
  await debug.button("Back to now").click();
  await expect(debug.room.locator("dd").first()).toHaveText("/team");
  await debug.tab("time");
  const downloading = page.waitForEvent("download");
  await debug.button("Download recording").click();
  const bytes = readFileSync(await (await downloading).path());
  expect(bytes.subarray(0, 4).toString()).toBe("BNSR");
});

test("a picked element gets a selector that finds it, and the page does not hear of the click", async ({ app, page }) => {
  const debug = new Debug(page);
  await app.open("/expenses");
  await debug.open();
  await debug.tab("pick");
  await debug.button("Pick an element").click();
  await page.getByTestId("nav-receipts").click();
  await expect(debug.selector).toHaveText('[data-testid="nav-receipts"]');
  await expect(debug.room).toContainText("matches 1");
  await expect(page).toHaveURL(/\/expenses$/);

  await debug.button("Pick an element").click();
  await app.title.click();
  await expect(debug.selector).not.toHaveText('[data-testid="nav-receipts"]');
  const selector = (await debug.selector.textContent())!;
  expect(await page.locator(selector).count()).toBe(1);
  expect(await page.locator(selector).textContent()).toBe(await app.title.textContent());
  await page.keyboard.press("Escape");
  await page.getByTestId("nav-receipts").click();
  await expect(page).toHaveURL(/\/receipts$/);
});

test("the panel opens on the next page as well, until it is closed", async ({ app, page }) => {
  const debug = new Debug(page);
  await app.open();
  await debug.open();
  await app.reload();
  await expect(debug.room).toBeVisible();
  await debug.button("Close").click();
  await expect(debug.root).toHaveCount(0);
  await app.reload();
  await expect(debug.root).toHaveCount(0);
});

test("the panel stays usable while a dialog of the host is open, and after it", async ({ app, page }) => {
  const debug = new Debug(page);
  await app.open("/team");
  await debug.open();
  await page.evaluate(() => {
    const dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.append("Sure?");
    dialog.showModal();
  });
  await debug.tab("facts");
  await expect(debug.room).toContainText("/team");
  // A host that removes its dialog takes along what is in it.
  await page.evaluate(() => document.querySelector("dialog:modal")?.remove());
  await debug.tab("adoption");
  await expect(debug.entry("create-expense")).toBeVisible();
});

test("the panel goes with Banso", async ({ app, page }) => {
  const debug = new Debug(page);
  await app.open();
  await debug.open();
  await page.evaluate(() => window.banso.destroy());
  await expect(debug.root).toHaveCount(0);
});

test("the tabs and the width can be changed by keys", async ({ app, page }) => {
  const debug = new Debug(page);
  await app.open("/team");
  await debug.open();
  await debug.root.locator("#tab-guides").press("ArrowRight");
  await expect(debug.root.locator("#tab-events")).toBeFocused();
  await expect(debug.root.locator("#tab-events")).toHaveAttribute("aria-selected", "true");
  const edge = debug.root.getByRole("separator");
  const before = Number(await edge.getAttribute("aria-valuenow"));
  await edge.press("ArrowLeft");
  await expect.poll(async () => Number(await edge.getAttribute("aria-valuenow"))).toBeGreaterThan(before);
});

test.describe("where the collector refuses", () => {
  test.use({ expectedMessages: /the debug panel stays closed: Make a link|Failed to load resource/ });

  test("the panel stays closed, and the console says what to do", async ({ app, page, heard }) => {
    const debug = new Debug(page);
    const problem = { type: "/problems/debug", title: "The debug panel stays closed", status: 403, detail: "Make a link." };
    await page.route("**/v1/debug?*", (route) =>
      route.fulfill({ status: 403, contentType: "application/problem+json", body: JSON.stringify(problem) }),
    );
    await app.open("/?banso-debug=expired");
    await expect.poll(() => heard.filter((text) => text.includes("the debug panel stays closed: Make a link.")).length).toBe(1);
    await expect(debug.root).toHaveCount(0);
  });
});

for (const [colorScheme, width, locale] of [["light", 1280, "en-US"], ["dark", 390, "ja-JP"]] as const) {
  test.describe(`${colorScheme}, ${width} wide`, () => {
    test.use({ colorScheme, locale, viewport: { width, height: 844 } });

    test("axe finds nothing in the panel", async ({ app, page }) => {
      test.slow();
      const debug = new Debug(page);
      await app.open("/team");
      await debug.open();
      for (const tab of ["guides", "events", "adoption", "facts", "time", "pick"] as const) {
        await debug.tab(tab);
        const entry = debug.room.locator("summary").first();
        if (await entry.count()) await entry.click();
        const { violations } = await new AxeBuilder({ page }).include("banso-debug").analyze();
        const found = violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
        expect(found, tab).toEqual([]);
      }
    });
  });
}
