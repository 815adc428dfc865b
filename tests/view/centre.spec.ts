// What help lists besides articles: announcements with their badge, guides to start, other ways to help.
import { expect, test } from "./host";

const SHOWN = 3;
const LAUNCH = 12;

/** The announcements of which the view said that they were seen: the id and 0 for the beginning, 1 for the end. */
const seen = (presses: number[][]) =>
  presses.filter(([kind]) => kind === SHOWN).map(([, length, ...rest]) => [String.fromCharCode(...rest.slice(0, length)), rest[length]]);

test("the launcher wears the number of what is new, and its name says it", async ({ page, host }) => {
  await host.open();
  await host.paint("centre.en");
  const launcher = page.getByRole("button", { name: "Help, 2 of 6 done, 2 new" });
  await expect(launcher.locator(".badge")).toHaveText("2");
  await host.paint("centre.ja");
  await expect(page.getByRole("button", { name: "ヘルプ, 2 / 6 完了, 新着2件" })).toBeVisible();
  await host.paint("centre-read.en");
  await expect(page.getByRole("button", { name: "Help, 2 of 6 done", exact: true })).toBeVisible();
  await expect(page.locator(".badge")).toHaveCount(0);
});

test("home lists what is new, guides to start and other ways to help", async ({ page, host }) => {
  await host.open();
  await host.paint("centre.en");
  await host.ask("open");
  await expect(page.getByText("Topics")).toBeVisible();
  const heads = await page.locator("h3").allTextContents();
  expect(heads.slice(1)).toEqual(["For this page", "Common questions here", "News", "Guides", "Topics", "More help"]);
  await expect(page.locator(".tag.new")).toHaveCount(2);
  expect(seen(await host.get("presses"))).toEqual([]);
  const mail = page.getByRole("link", { name: "Write to support" });
  await expect(mail).toHaveAttribute("href", "mailto:support@seisan.example");
  await expect(page.getByRole("link", { name: "Ask the community" })).toHaveAttribute("rel", "noopener noreferrer");
});

test("an announcement is seen where it begins and read where it ends, in view", async ({ page, host }) => {
  await page.setViewportSize({ width: 1280, height: 420 });
  await host.open();
  await host.paint("centre.en");
  await host.ask("news");
  await expect(page.getByRole("article")).toHaveCount(2);
  await expect(page.getByRole("heading", { name: "Mileage rates for 2027" })).toBeFocused();
  await expect.poll(async () => seen(await host.get("presses"))).toContainEqual(["mileage-rates-2027", 0]);
  expect(seen(await host.get("presses"))).not.toContainEqual(["approvals-on-the-phone", 1]);
  await page.locator(".end").last().scrollIntoViewIfNeeded();
  await expect.poll(async () => seen(await host.get("presses"))).toContainEqual(["approvals-on-the-phone", 1]);
  // What is new stays marked while it is read.
  await host.paint("centre-read.en");
  await expect(page.locator(".tag.new")).toHaveCount(2);
  await page.getByRole("button", { name: "Back", exact: true }).click();
  await expect(page.locator(".tag.new")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "All news" })).toBeFocused();
});

test("an announcement opens at its place, by a row or by its id", async ({ page, host }) => {
  await host.open();
  await host.paint("centre.ja");
  await host.ask("second");
  await expect(page.getByRole("heading", { name: "スマートフォンで承認できます" })).toBeFocused();
  await expect(page.getByText("2026年11月4日")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("its button does what it says, and closes help where it leads out", async ({ page, host }) => {
  await host.open();
  await host.paint("centre-alone.en");
  await host.ask("news");
  await page.getByRole("button", { name: "See mileage" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const acted = await host.get<[string][]>("acted");
  expect(acted.map(([guide]) => guide)).toEqual(["mileage-rates-2027"]);
});

test("a guide starts from help, which makes room for it", async ({ page, host }) => {
  await host.open();
  await host.paint("centre-read.en");
  await host.ask("open");
  await page.getByRole("button", { name: "Welcome tour Done" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const presses = await host.get<number[][]>("presses");
  expect(presses.some(([kind]) => kind === LAUNCH)).toBe(true);
});

test("announcements and other ways to help need no articles", async ({ page, host }) => {
  await host.open();
  await host.paint("centre-alone.en");
  await page.getByRole("button", { name: "Help, 2 new" }).click();
  await expect(page.getByRole("searchbox")).toHaveCount(0);
  await page.getByRole("button", { name: "All news" }).click();
  await expect(page.getByRole("article")).toHaveCount(2);
  expect(await host.get<string[]>("parts")).toEqual([]);
});

test("without an announcement the list says so", async ({ page, host }) => {
  await host.open();
  await host.paint("centre-empty.en");
  await host.ask("news");
  await expect(page.getByText("Nothing new")).toBeVisible();
});
