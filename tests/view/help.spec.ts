// The help widget: the launcher, the checklist, search, articles.
import { expect, test } from "./host";

const open = "Help, 2 of 6 done";

test("the launcher says how far the checklist is", async ({ page, host }) => {
  await host.open();
  await host.paint("help.en");
  await expect(page.getByRole("button", { name: open })).toHaveAttribute("aria-expanded", "false");
  await host.paint("help-done.en");
  await expect(page.getByRole("button", { name: "Help", exact: true })).toBeVisible();
});

test("the pack is downloaded on the first opening only, and again for another locale", async ({ page, host }) => {
  await host.open();
  await host.paint("help.en");
  expect(await host.get<string[]>("parts")).toHaveLength(0);
  await page.getByRole("button", { name: open }).click();
  await expect(page.getByText("For this page")).toBeVisible();
  await page.keyboard.press("Escape");
  expect(await host.focused()).toBe("help");
  await page.keyboard.press("Enter");
  await expect(page.getByText("For this page")).toBeVisible();
  expect(await host.get<string[]>("parts")).toHaveLength(1);
  await host.paint("help.ja");
  await expect(page.getByText("このページのヘルプ")).toBeVisible();
  await expect(page.getByPlaceholder("ヘルプを検索")).toBeVisible();
  expect(await host.get<string[]>("parts")).toHaveLength(2);
  expect(await host.presses()).toEqual(["Help Opened", "Help Opened"]);
});

test("a pack that cannot be had is asked for again", async ({ page, host }) => {
  await host.open();
  await page.evaluate(() => ((window as any).offline = true));
  await host.paint("help.en");
  await host.ask("open");
  await expect(page.getByText("Help could not be loaded.")).toBeVisible();
  await page.evaluate(() => ((window as any).offline = false));
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("For this page")).toBeVisible();
});

test("a search finds as one types, and its result opens with the keyboard", async ({ page, host }) => {
  await page.clock.install();
  await host.open();
  await host.paint("help.en");
  await page.getByRole("button", { name: open }).click();
  await page.getByText("For this page").waitFor();
  await page.getByRole("searchbox").pressSequentially("card import");
  await expect(page.locator("mark").first()).toBeVisible();
  expect(await host.get("keys")).toBe(0);
  await page.clock.runFor(900);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article")).toBeVisible();
  expect(await host.presses()).toEqual(["Help Opened", "Help Searched", "Help Article Viewed"]);
  await page.getByRole("button", { name: "Back", exact: true }).click();
  await expect(page.getByRole("searchbox")).toHaveValue("card import");
});

test("nothing is searched while a word is being composed", async ({ page, host }) => {
  await host.open();
  await host.paint("help.ja");
  await host.ask("open");
  await page.getByText("このページのヘルプ").waitFor();
  const ime = await page.context().newCDPSession(page);
  await ime.send("Input.imeSetComposition", { text: "りょうしゅう", selectionStart: 6, selectionEnd: 6 });
  await expect(page.getByText("このページのヘルプ")).toBeVisible();
  await ime.send("Input.insertText", { text: "領収書" });
  await expect(page.getByText("このページのヘルプ")).toHaveCount(0);
  await expect(page.locator("mark").first()).toHaveText(/領収/);
});

test("a question without an answer stays, with the topics below it", async ({ page, host }) => {
  await host.open();
  await host.paint("help.en");
  await host.ask("open");
  await page.getByRole("searchbox").fill("ヌヌ");
  await expect(page.getByText("No article matches “ヌヌ”")).toBeVisible();
  await page.getByRole("button", { name: /^Expenses/ }).click();
  await expect(page.getByRole("button", { name: "Create an expense" }).first()).toBeVisible();
});

test("an article is rated once and links on", async ({ page, host }) => {
  await host.open();
  await host.paint("help.en");
  await host.ask("article");
  await expect(page.getByRole("article").getByRole("heading", { name: "Create an expense" })).toBeFocused();
  await page.getByRole("button", { name: "Yes" }).click();
  await expect(page.getByText("Thank you.")).toBeVisible();
  expect(await page.locator(".panel").evaluate((panel) => panel.contains((panel.getRootNode() as ShadowRoot).activeElement))).toBe(true);
  await page.locator("article .text").getByRole("link").first().click();
  expect(await host.presses()).toEqual(["Help Opened", "Help Article Viewed", "Help Article Rated", "Page"]);
});

test("a task is pressed and makes room", async ({ page, host }) => {
  await host.open();
  await host.paint("help.en");
  await page.getByRole("button", { name: open }).click();
  await page.getByRole("button", { name: /Create an expense/ }).first().click();
  expect(await host.presses()).toEqual(["Help Opened", "Task"]);
  await expect(page.locator(".panel")).toHaveCount(0);
});

test("a guide waits while help is open", async ({ page, host }) => {
  await host.open();
  await host.paint("help.en");
  await host.ask("open");
  await host.paint("tour.en");
  await expect(page.locator(".card")).toHaveCount(0);
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.locator(".card")).toBeVisible();
  expect(await host.presses()).toEqual(["Help Opened", "Shown"]);
});

test("reading is not disturbed when the page behind it changes", async ({ page, host }) => {
  await host.open();
  await host.paint("help.en");
  await host.ask("article");
  const article = page.getByRole("article");
  await article.waitFor();
  await page.locator(".panel .body").evaluate((body) => (body.scrollTop = 120));
  const element = await article.elementHandle();
  await host.paint("help-elsewhere.en");
  await expect(page.getByRole("button", { name: "Help, 3 of 6 done" })).toBeVisible();
  expect(await element!.evaluate((element) => element.isConnected)).toBe(true);
  expect(await page.locator(".panel .body").evaluate((body) => body.scrollTop)).toBe(120);
});

test("a host that replaces its body gets the view back with the next paint", async ({ page, host }) => {
  await host.open();
  await host.paint("help.en");
  await page.evaluate(() => (document.body = document.createElement("body")));
  await host.paint("help-done.en");
  await expect(page.getByRole("button", { name: "Help", exact: true })).toBeVisible();
});

test("a search finds the guides that may be started, and those alone", async ({ page, host }) => {
  await host.open();
  await host.paint("centre.en");
  await host.ask("open");
  await page.getByText("For this page").waitFor();
  await page.getByRole("searchbox").fill("welcome tour");
  const tour = page.getByRole("button", { name: /^Welcome tour/ });
  await expect(tour.locator("mark").first()).toBeVisible();
  // The engine lists no guide here: what the pack knows of it is not shown.
  await host.paint("help.en");
  await page.getByRole("searchbox").fill("welcome tours");
  await expect(tour).toHaveCount(0);
  await host.paint("centre.en");
  await page.getByRole("searchbox").fill("welcome tour");
  await expect(tour).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const launched = [12, 12, ...new TextEncoder().encode("welcome-tour")];
  expect(await host.get<number[][]>("presses")).toContainEqual(launched);
});
