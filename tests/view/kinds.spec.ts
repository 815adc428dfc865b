// The kinds of guides that leave the page alone: banners and slideouts.
import { expect, test } from "./host";

for (const edge of ["top", "bottom"] as const) {
  test(`a banner runs along the ${edge} edge, leaves the focus, and says itself`, async ({ page, host }) => {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await host.open();
      await page.getByLabel("Filter").focus();
      await host.paint(edge === "top" ? "banner.en" : "banner-bottom.en");
      const banner = page.getByRole("region", { name: "The month closes on Friday" });
      await expect(banner).toBeVisible();
      expect(await host.focused()).toBe("Filter");
      await expect(page.getByRole("status").first()).toContainText("The month closes on Friday.");
      const box = (await banner.boundingBox())!;
      expect([box.x, box.width]).toEqual([0, await page.evaluate(() => document.documentElement.clientWidth)]);
      expect(edge === "top" ? box.y : box.y + box.height).toBe(edge === "top" ? 0 : 800);
      expect(box.height).toBeLessThan(width > 640 ? 72 : 160);
      expect(await host.presses()).toEqual(["Shown"]);
    }
  });
}

test("a banner lifts the launcher, and lets it down", async ({ page, host }) => {
  await host.open();
  await host.paint("help.en");
  const launcher = page.locator(".launcher");
  const before = (await launcher.boundingBox())!.y;
  await host.paint("banner-bottom.en");
  const bar = (await page.locator(".banner").boundingBox())!;
  const lifted = (await launcher.boundingBox())!;
  expect(lifted.y + lifted.height).toBeLessThan(bar.y);
  await host.paint("help.en");
  expect((await launcher.boundingBox())!.y).toBe(before);
});

test("Escape on the page is not meant for a banner; inside, it closes it", async ({ page, host }) => {
  await host.open();
  await host.paint("banner.en");
  await page.getByLabel("Filter").focus();
  await page.keyboard.press("Escape");
  expect(await host.presses()).toEqual(["Shown"]);
  await page.getByRole("button", { name: "Got it" }).focus();
  await page.keyboard.press("Escape");
  expect(await host.presses()).toEqual(["Shown", "Dismiss"]);
});

test("the buttons of a banner work from the keyboard", async ({ page, host }) => {
  await host.open();
  await host.paint("banner.ja");
  await page.getByRole("button", { name: "わかりました" }).press("Enter");
  await page.getByRole("button", { name: "閉じる" }).press("Space");
  expect(await host.presses()).toEqual(["Shown", "Next", "Dismiss"]);
});

for (const dir of ["ltr", "rtl"]) {
  test(`a slideout stands in the corner at the end, above the launcher (${dir})`, async ({ page, host }) => {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await host.open();
      await page.evaluate((dir) => (document.documentElement.dir = dir), dir);
      await page.getByLabel("Filter").focus();
      await host.paint("slideout.en");
      const card = page.getByRole("dialog", { name: "The month closes on Friday" });
      await expect(card).toBeVisible();
      expect(await host.focused()).toBe("Filter");
      await expect(page.getByRole("status").first()).toContainText("The month closes on Friday.");
      const launcher = (await page.locator(".launcher").boundingBox())!;
      const box = (await card.boundingBox())!;
      expect(box.y + box.height).toBeLessThanOrEqual(launcher.y - 8);
      const inner = await page.evaluate(() => document.documentElement.clientWidth);
      // On a phone it is a sheet above the launcher.
      const edge = width === 390 ? 8 : 20;
      expect(dir === "rtl" ? box.x : inner - box.x - box.width).toBe(edge);
      expect(box.width).toBe(width === 390 ? inner - 16 : 360);
      expect(await host.presses()).toEqual(["Shown"]);
    }
  });
}

test("without a launcher a slideout stands at the bottom, and Escape closes it", async ({ page, host }) => {
  await host.open();
  await host.paint("slideout-alone.en");
  const box = (await page.locator(".slide").boundingBox())!;
  expect(box.y + box.height).toBe(780);
  await page.getByLabel("Filter").press("Escape");
  expect(await host.presses()).toEqual(["Shown", "Dismiss"]);
});

/** The distance between a beacon's middle and the upper right corner of its target. */
async function offset(page: import("@playwright/test").Page): Promise<number[]> {
  const [beacon, target] = [
    (await page.locator(".beacon").boundingBox())!,
    (await page.getByTestId("bulk-edit").boundingBox())!,
  ];
  const x = beacon.x + beacon.width / 2 - target.x - target.width;
  return [x, beacon.y + beacon.height / 2 - target.y].map((distance) => Math.round(Math.abs(distance)));
}

test("a beacon stands on its target, follows it, and is not yet seen", async ({ page, host }) => {
  await host.open();
  await page.getByLabel("Filter").focus();
  await host.paint("hotspot.en");
  const beacon = page.getByRole("button", { name: "The month closes on Friday" });
  await expect(beacon).toHaveAttribute("aria-expanded", "false");
  const box = (await beacon.boundingBox())!;
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);
  expect(Math.max(...(await offset(page)))).toBeLessThanOrEqual(1);
  await page.evaluate(() => scrollBy(0, 40));
  await expect.poll(async () => (await beacon.boundingBox())!.y).toBe(box.y - 40);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await host.focused()).toBe("Filter");
  expect(await host.presses()).toEqual([]);
  await page.keyboard.press("Escape");
  expect(await host.presses()).toEqual([]);
});

test("Enter opens the hint, Escape closes it, and the focus follows", async ({ page, host }) => {
  await host.open();
  await host.paint("hotspot.en");
  const beacon = page.locator(".beacon");
  await beacon.press("Enter");
  const hint = page.getByRole("dialog", { name: "The month closes on Friday" });
  await expect(hint).toBeVisible();
  await expect(beacon).toHaveAttribute("aria-expanded", "true");
  expect(await host.focused()).toContain("card");
  expect(await host.presses()).toEqual(["Shown"]);
  await page.keyboard.press("Escape");
  await expect(hint).toHaveCount(0);
  await expect(beacon).toHaveAttribute("aria-expanded", "false");
  await expect(beacon).toBeFocused();
  await beacon.press("Enter");
  await page.getByRole("button", { name: "Close", exact: true }).press("Enter");
  expect(await host.presses()).toEqual(["Shown", "Dismiss"]);
  await host.paint("none.en");
  await expect(page.getByTestId("bulk-edit")).toBeFocused();
});

test("the pointer opens the hint and leaves the focus; Escape on the page closes it", async ({ page, host }) => {
  await host.open();
  await page.getByLabel("Filter").focus();
  await host.paint("hotspot.en");
  await page.locator(".beacon").hover();
  await expect(page.locator(".card")).toBeVisible();
  expect(await host.focused()).toBe("Filter");
  await page.keyboard.press("Escape");
  await expect(page.locator(".card")).toHaveCount(0);
  await expect(page.locator(".beacon")).toBeVisible();
  expect(await host.presses()).toEqual(["Shown"]);
});

test("a beacon leaves with its target", async ({ page, host }) => {
  await host.open();
  await host.paint("hotspot.en");
  await page.locator(".beacon").click();
  await page.evaluate(() => document.querySelector("[data-testid=bulk-edit]")!.remove());
  await expect(page.locator(".beacon")).toHaveCount(0);
  await expect(page.locator(".card")).toHaveCount(0);
});
