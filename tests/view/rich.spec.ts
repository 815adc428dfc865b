// What a drawing can hold besides words: pictures, players of other sites, and values of the reader.
import { expect, test } from "./host";

const know = (user: object, account: object) => [user, account] as const;

test("values of the reader are said in the language of the page", async ({ host, page }) => {
  await host.open();
  await page.evaluate((traits) => Object.assign(window, { traits }), know({ name: "Hanako" }, { seats: 1, renews: "2026-12-01" }));
  await host.paint("rich.en");
  const text = page.locator(".text");
  await expect(text).toContainText("Hello Hanako, one seat, until December 1, 2026.");
  await page.evaluate((traits) => Object.assign(window, { traits }), know({}, { seats: 12345, renews: "2026-12-01" }));
  await host.paint("none.en");
  await host.paint("rich.ja");
  await expect(text).toContainText("こんにちはさん、12,345席、2026年12月1日まで。");
});

test("a card on the screen says a value anew, and keeps the focus", async ({ host, page }) => {
  await host.open();
  await page.evaluate((traits) => Object.assign(window, { traits }), know({}, { seats: 1 }));
  await host.paint("rich.en");
  await expect(page.locator(".text")).toContainText("Hello there, one seat");
  await page.locator(".card .main").focus();
  await page.evaluate((traits) => Object.assign(window, { traits }), know({ name: "Hanako" }, { seats: 2 }));
  await page.evaluate(() => (window as any).view.retell());
  await expect(page.locator(".text")).toContainText("Hello Hanako, 2 seats");
  expect(await host.focused()).toBe("main");
});

test("what is unknown, or not of its kind, is said in other words", async ({ host, page }) => {
  await host.open();
  await page.evaluate((traits) => Object.assign(window, { traits }), know({ name: "" }, { seats: "many", renews: "some day" }));
  await host.paint("rich.en");
  await expect(page.locator(".text")).toContainText("Hello there, a few seats, until soon.");
});

test("a value is text, whatever it holds", async ({ host, page }) => {
  await host.open();
  await page.evaluate((traits) => Object.assign(window, { traits }), know({ name: "<img src=x>" }, {}));
  await host.paint("rich.en");
  await expect(page.locator(".text")).toContainText("Hello <img src=x>,");
});

test("a picture has its words, its room and one for the dark", async ({ host, page }) => {
  await host.open("theme=dark");
  await host.paint("rich.en");
  const shown = page.locator("figure img[alt='A chart']:visible");
  await expect(shown).toHaveClass("by-night");
  await expect(shown).toHaveAttribute("width", "200");
  await expect(page.locator("figcaption")).toHaveText("By month.");
});

test("the other site hears of nobody before its player is asked for", async ({ host, page }) => {
  const asked: string[] = [];
  page.on("request", (request) => request.frame() !== page.mainFrame() && asked.push(request.url()));
  await host.open();
  await host.paint("rich.en");
  const play = page.getByRole("button", { name: "Play: The tour" });
  await expect(play).toBeVisible();
  expect(asked).toEqual([]);
  await play.click();
  const player = page.locator("iframe");
  await expect(player).toHaveAttribute("title", "The tour");
  await expect(player).toHaveAttribute("src", "/host.css");
  expect(await host.presses()).toEqual(["Shown"]);
});
