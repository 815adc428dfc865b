// Guides that are parts of the page: embedded, launchers, inline banners.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./host";

const part = "banso-embed";

test("each stands where the content puts it, and says so once", async ({ host, page }) => {
  await host.open();
  await host.paint("fixtures.en");
  await expect(page.locator(`#slot > ${part}`).getByRole("region", { name: "Three ways to save time" })).toBeVisible();
  await expect(page.locator(`h1 + ${part}`).getByRole("button", { name: "Take the tour" })).toBeVisible();
  await expect(page.locator(`main > ${part}:first-child`).getByText("The month closes on Friday")).toBeVisible();
  await expect(page.locator("banso-root").getByRole("button", { name: "Feedback" })).toBeInViewport();
  expect(await host.presses()).toEqual(["Shown", "Shown", "Shown", "Shown"]);
  await host.paint("fixtures.en");
  expect(await host.presses()).toHaveLength(4);
});

test("what is pressed says whose it is", async ({ host, page }) => {
  await host.open();
  await host.paint("fixtures.en");
  await page.locator("#slot").getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Take the tour" }).click();
  await page.getByRole("button", { name: "Feedback" }).click();
  const acted = await host.get<[string, object, number[]][]>("acted");
  expect(acted.map(([guide, , [act]]) => [guide, act])).toEqual([["tips", 11], ["start-here", 2], ["feedback", 5]]);
  // The page hears nothing of presses that are not its own.
  expect(await host.get("clicks")).toBe(0);
});

test("a part comes back with the element that the host makes anew", async ({ host, page }) => {
  await host.open();
  await host.paint("fixtures.en");
  await page.locator(`#slot > ${part}`).waitFor();
  await page.evaluate(() => {
    const slot = document.querySelector("#slot")!;
    slot.replaceWith(Object.assign(document.createElement("div"), { id: "slot" }));
  });
  await expect(page.locator(`#slot > ${part}`)).toBeVisible();
  expect(await host.presses()).toHaveLength(4);
});

test("a part whose place is not there waits, with nothing on the page", async ({ host, page }) => {
  await host.open();
  await page.evaluate(() => document.querySelector("#slot")!.remove());
  await host.paint("fixtures.en");
  await page.locator(`h1 + ${part}`).waitFor();
  await expect(page.getByText("Three ways to save time")).toHaveCount(0);
  await page.evaluate(() => document.querySelector("main")!.append(Object.assign(document.createElement("div"), { id: "slot" })));
  await expect(page.getByText("Three ways to save time")).toBeVisible();
});

test("the host's styles stay outside, and its look is followed", async ({ host, page }) => {
  await host.open();
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { all: unset !important; color: red !important } banso-embed, div { display: none !important }");
    document.adoptedStyleSheets = [sheet];
  });
  await host.paint("fixtures.en");
  const title = page.locator(`#slot`).getByText("Three ways to save time");
  await expect(title).toHaveCSS("color", "rgb(28, 25, 23)");
  await page.evaluate(() => document.documentElement.setAttribute("data-theme", "dark"));
});

test("the look of the host is followed into every part", async ({ host, page }) => {
  await host.open();
  await host.paint("fixtures.en");
  const card = page.locator("#slot .card");
  const before = await card.evaluate((card) => getComputedStyle(card).backgroundColor);
  await page.evaluate(() => (document.documentElement.dataset.theme = "dark"));
  await expect.poll(() => card.evaluate((card) => getComputedStyle(card).backgroundColor)).not.toBe(before);
});

test("a part that has gone is dressed no more", async ({ host, page }) => {
  await host.open();
  await host.paint("fixtures.en");
  await page.locator("banso-embed").first().waitFor();
  await page.evaluate(() => Object.assign(window, { gone: document.querySelector("banso-embed")!.shadowRoot!.querySelector(".shell") }));
  await host.paint("tour.en");
  await expect(page.locator("banso-embed")).toHaveCount(0);
  await page.evaluate(() => (document.documentElement.dataset.theme = "dark"));
  await expect(page.locator("banso-root .shell[data-dark]")).toHaveCount(1);
  expect(await page.evaluate(() => (window as any).gone.hasAttribute("data-dark"))).toBe(false);
});

test("everything goes with the view", async ({ host, page }) => {
  await host.open();
  await host.paint("fixtures.en");
  await page.locator(`#slot > ${part}`).waitFor();
  await page.evaluate(() => (window as any).view.destroy());
  await expect(page.locator(part)).toHaveCount(0);
});

for (const [theme, width] of [["light", 1280], ["dark", 390]] as const) {
  test(`axe finds nothing in ${theme}, ${width} wide`, async ({ host, page }) => {
    await page.setViewportSize({ width, height: 800 });
    await host.open(`theme=${theme}`);
    await host.paint("fixtures.en");
    await page.locator(`#slot > ${part}`).waitFor();
    const { violations } = await new AxeBuilder({ page }).include("banso-root").include(part).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  });
}
