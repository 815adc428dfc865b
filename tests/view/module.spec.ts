// Help is a module of its own: downloaded when it is asked for, and apart from the guides in its faults.
import type { Page } from "@playwright/test";

import { expect, test } from "./host";

const files = /\/sdk\/help\.[0-9a-f]{8}\.(js|wasm)$/;
const launcher = "Help, 2 of 6 done";

test("nothing of help is downloaded before it is asked for", async ({ page, host }) => {
  const asked: string[] = [];
  page.on("request", (request) => files.test(request.url()) && asked.push(request.url()));
  await host.open();
  await host.paint("tour.en");
  await expect(page.locator(".card")).toBeVisible();
  await host.paint("help.en");
  await host.ask("close");
  await expect(page.getByRole("button", { name: launcher })).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual([]);
  await page.getByRole("button", { name: launcher }).click();
  await expect(page.getByRole("dialog", { name: "Help" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Help" })).toBeVisible();
  expect(asked.length).toBe(2);
});

test("help opens over a running tour, which goes on where it was", async ({ page, host }) => {
  await host.open();
  await host.paint("tour.en");
  const card = page.getByRole("dialog", { name: "Start with one expense" });
  await expect(card).toBeVisible();
  await page.getByRole("button", { name: "Help, 0 of 6 done" }).click();
  await expect(page.getByRole("dialog", { name: "Help" })).toBeVisible();
  await expect(card).toHaveCount(0);
  await page.getByText("For this page").waitFor();
  await page.keyboard.press("Escape");
  await expect(card).toBeVisible();
  expect(await host.focused()).toBe("card");
  expect(await host.presses()).toEqual(["Shown", "Help Opened"]);
});

test("an article that a card links to opens in help", async ({ page, host }) => {
  await host.open();
  await host.paint("help.en");
  await host.paint("modal.en");
  await page.getByRole("dialog").getByRole("link").first().click();
  await expect(page.getByRole("article")).toBeVisible();
  expect(await host.presses()).toEqual(["Shown", "Article", "Help Opened", "Help Article Viewed"]);
});

test("the launcher is busy while help is on its way, and a guide waits", async ({ page, host }) => {
  let go = () => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  await page.route(files, async (route) => (await held, route.continue()));
  await host.open();
  await host.paint("help.en");
  await page.getByRole("button", { name: launcher }).click();
  await expect(page.locator(".launcher[data-busy]")).toBeFocused();
  await expect(page.getByText("Loading help")).toBeAttached();
  await host.paint("tour.en");
  await expect(page.getByRole("button", { name: "Help, 0 of 6 done" })).toBeVisible();
  await expect(page.locator(".card")).toHaveCount(0);
  go();
  await expect(page.getByRole("dialog", { name: "Help" })).toBeVisible();
  expect(await host.presses()).toEqual(["Help Opened"]);
});

test("what was closed again while it was on its way stays closed", async ({ page, host }) => {
  let go = () => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  await page.route(files, async (route) => (await held, route.continue()));
  await host.open();
  await host.paint("tour.en");
  await host.ask("open");
  await host.ask("close");
  await expect(page.locator(".launcher[data-busy]")).toHaveCount(0);
  const loaded = page.waitForResponse(/\.wasm$/);
  go();
  await (await loaded).finished();
  await host.ask("article");
  await expect(page.getByRole("article")).toBeVisible();
  expect(await host.presses()).toEqual(["Shown", "Help Opened", "Help Article Viewed"]);
});

for (const kind of ["js", "wasm"]) {
  test.describe(`while the ${kind} cannot be had`, () => {
    test.use({ expectedErrors: /Failed to load resource/ });

    test("the launcher says so and tries again", async ({ page, host }) => {
      await page.route(new RegExp(`/sdk/help\\.[0-9a-f]{8}\\.${kind}$`), (route) => route.abort());
      await host.open();
      await host.paint("help.ja");
      await host.ask("article");
      const note = page.getByRole("alert");
      await expect(note).toContainText("ヘルプを読み込めませんでした");
      await page.getByRole("button", { name: "もう一度試す" }).click();
      await expect(page.locator(".launcher[data-busy]")).toHaveCount(0);
      await expect(note).toBeVisible();
      expect(await host.get<string[]>("warnings")).toHaveLength(1);
      await page.unrouteAll();
      await page.getByRole("button", { name: "もう一度試す" }).click();
      await expect(page.getByRole("article")).toBeVisible();
      await expect(note).toHaveCount(0);
      expect(await host.presses()).toEqual(["Display Failed", "Help Opened", "Help Article Viewed"]);
    });

    test("the note can be put away", async ({ page, host }) => {
      await page.route(new RegExp(`/sdk/help\\.[0-9a-f]{8}\\.${kind}$`), (route) => route.abort());
      await host.open();
      await host.paint("help.en");
      await page.getByRole("button", { name: launcher }).click();
      await page.getByRole("alert").getByRole("button", { name: "Close" }).click();
      await expect(page.getByRole("alert")).toHaveCount(0);
      expect(await host.focused()).toBe("help");
    });
  });
}

/** Lets the host's document fail to make one kind of element. */
function breakOn(page: Page, method: "createElement" | "createElementNS", broken: string): Promise<void> {
  return page.evaluate(([method, broken]) => {
    const real = document[method as "createElement"];
    document[method as "createElement"] = function (this: Document, ...args: [string]) {
      if (args.at(-1) === broken) throw new Error("broken");
      return real.apply(this, args);
    } as typeof document.createElement;
  }, [method, broken]);
}

test("a fault of help takes the launcher with it and leaves the guides", async ({ page, host }) => {
  await host.open();
  await host.paint("help.en");
  await breakOn(page, "createElementNS", "input");
  await page.getByRole("button", { name: launcher }).click();
  await expect(page.locator(".launcher")).toHaveCount(0);
  await host.paint("tour.en");
  await expect(page.locator(".card")).toBeVisible();
  await host.ask("open");
  expect(await host.get<string[]>("warnings")).toHaveLength(1);
  await page.evaluate(() => (window as any).view.destroy());
  await expect(page.locator("banso-root")).toHaveCount(0);
});

test("a fault of the guides leaves help open", async ({ page, host }) => {
  await host.open();
  await host.paint("help.en");
  await host.ask("open");
  await expect(page.getByText("For this page")).toBeVisible();
  // Only the ring of the launcher has circles.
  await breakOn(page, "createElementNS", "circle");
  await host.paint("help-elsewhere.en");
  await expect(page.locator(".launcher")).toHaveCount(0);
  await expect(page.getByText("3 of 6 done")).toBeVisible();
  expect(await host.get<string[]>("warnings")).toHaveLength(1);
  await page.evaluate(() => (window as any).view.destroy());
  await expect(page.locator("banso-root")).toHaveCount(0);
});
