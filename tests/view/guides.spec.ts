// Guides: cards, the spotlight, waiting for targets, focus.
import { expect, test } from "./host";

test("a tour step stands by its target, which stays usable", async ({ page, host }) => {
  await host.open();
  await host.paint("tour.en");
  const card = page.getByRole("dialog", { name: "Start with one expense" });
  await expect(card).toBeVisible();
  await expect(card.getByText("2 of 5")).toBeVisible();
  const target = page.getByTestId("new-expense");
  const [a, b] = [(await card.boundingBox())!, (await target.boundingBox())!];
  expect(a.y).toBeGreaterThan(b.y + b.height);
  expect(a.y - b.y - b.height).toBeLessThan(20);
  expect(a.x + a.width).toBeLessThanOrEqual(1280);
  await target.click();
  expect(await host.get("clicks")).toBe(1);
  expect(await host.presses()).toEqual(["Shown"]);
});

test("the buttons and Escape say what was pressed", async ({ page, host }) => {
  await host.open();
  await host.paint("tour.en");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Back" }).click();
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByLabel("Filter").focus();
  await page.keyboard.press("Escape");
  expect(await host.presses()).toEqual(["Shown", "Next", "Back", "Dismiss", "Dismiss"]);
});

test("the same view costs nothing and a step is announced to the core once", async ({ page, host }) => {
  await host.open();
  await host.paint("tour.en");
  const card = await page.locator(".card").elementHandle();
  await host.paint("tour.en");
  expect(await card!.evaluate((card) => card.isConnected)).toBe(true);
  expect(await host.presses()).toEqual(["Shown"]);
});

test("a tour takes the focus and gives it back; a tooltip leaves it", async ({ page, host }) => {
  await host.open();
  await page.getByLabel("Filter").focus();
  await host.paint("tip.en");
  await expect(page.locator(".card")).toBeVisible();
  expect(await host.focused()).toBe("Filter");
  await expect(page.getByRole("status").first()).not.toBeEmpty();
  await host.paint("tour.en");
  expect(await host.focused()).toBe("card");
  await host.paint("none.en");
  expect(await host.focused()).toBe("Filter");
});

test("the look follows the host from light to dark", async ({ page, host }) => {
  await host.open();
  await host.paint("tour.en");
  const color = () => page.locator(".card").evaluate((card) => getComputedStyle(card).backgroundColor);
  const light = await color();
  await page.evaluate(() => (document.documentElement.dataset.theme = "dark"));
  await expect.poll(color).not.toBe(light);
});

test("a late target is waited for, with nothing half-placed", async ({ page, host }) => {
  await host.open();
  await host.paint("late.en");
  await expect(page.locator(".card")).toHaveCount(0);
  await expect(page.locator(".spot")).toHaveCount(0);
  await page.evaluate(() => {
    const late = Object.assign(document.createElement("p"), { id: "late", textContent: "Here" });
    document.querySelector("#slot")!.append(late);
  });
  await expect(page.locator(".card")).toBeVisible();
  expect(await host.presses()).toEqual(["Shown"]);
});

test("a target that never comes is given up", async ({ page, host }) => {
  await page.clock.install({ time: 0 });
  await host.open();
  await page.clock.pauseAt(3_600_000);
  await host.paint("late.en");
  await page.clock.runFor(7_900);
  expect(await host.presses()).toEqual([]);
  await page.clock.runFor(200);
  expect(await host.presses()).toEqual(["TargetMissing"]);
});

test("a target that the host replaces is followed", async ({ page, host }) => {
  await host.open();
  await host.paint("tour.en");
  await page.evaluate(() => {
    const old = document.querySelector<HTMLElement>("[data-testid=new-expense]")!;
    const next = old.cloneNode(true) as HTMLElement;
    next.classList.add("moved");
    next.style.marginTop = "200px";
    old.replaceWith(next);
  });
  const target = (await page.locator(".moved").boundingBox())!;
  await expect
    .poll(async () => (await page.locator(".card").boundingBox())!.y)
    .toBeGreaterThan(target.y + target.height);
  expect(await host.presses()).toEqual(["Shown"]);
});

test("a card follows the scroll", async ({ page, host }) => {
  await host.open();
  await host.paint("tip.en");
  const before = (await page.locator(".card").boundingBox())!.y;
  await page.evaluate(() => scrollBy(0, 40));
  await expect.poll(async () => (await page.locator(".card").boundingBox())!.y).toBe(before - 40);
});

test("a modal keeps Tab inside and gives the focus back", async ({ page, host }) => {
  await host.open();
  await page.getByLabel("Filter").focus();
  await host.paint("modal.en");
  const modal = page.getByRole("dialog");
  await expect(modal).toHaveAttribute("aria-modal", "true");
  const seen = new Set<string>();
  for (let at = 0; at < 8; at++) {
    await page.keyboard.press("Tab");
    seen.add(await host.focused());
  }
  expect([...seen].sort()).toEqual(["a", "dismiss", "main"]);
  await page.keyboard.press("Escape");
  expect(await host.presses()).toEqual(["Shown", "Dismiss"]);
  await host.paint("none.en");
  expect(await host.focused()).toBe("Filter");
});

test("a dialog of the host does not lock the view out", async ({ page, host }) => {
  await host.open();
  await host.paint("late.en");
  await page.evaluate(() => {
    document.querySelector("dialog")!.showModal();
    document.querySelector("#in-dialog")!.append(Object.assign(document.createElement("p"), { id: "late", textContent: "Here" }));
  });
  await page.getByRole("button", { name: "Next" }).click();
  expect(await host.presses()).toEqual(["Shown", "Next"]);
  await page.evaluate(() => document.querySelector("dialog")!.close());
  await expect(page.locator("body > banso-root")).toHaveCount(1);
});

test("a dialog that the host removes does not take the view along", async ({ page, host }) => {
  await host.open();
  await page.evaluate(() => document.querySelector("dialog")!.showModal());
  await host.paint("tour.en");
  await expect(page.locator("dialog banso-root")).toHaveCount(1);
  await page.evaluate(() => document.querySelector("dialog")!.remove());
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.locator("body > banso-root")).toHaveCount(1);
});

test("destroying it leaves the page as it was found", async ({ page, host }) => {
  await page.goto("about:blank");
  await host.open();
  const before = await page.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement;
    copy.querySelector("banso-root")?.remove();
    return copy.outerHTML;
  });
  await host.paint("tour.en");
  await host.ask("open");
  await page.evaluate(() => (window as any).view.destroy());
  expect(await page.evaluate(() => document.body.outerHTML)).toBe(before);
  await host.paint("modal.en");
  expect(await page.evaluate(() => document.body.outerHTML)).toBe(before);
});

test("after a fault the view is gone, says so once, and the host notices nothing", async ({ page, host }) => {
  await host.open();
  await page.evaluate(() => {
    const real = document.createElement.bind(document);
    document.createElement = ((tag: string) => {
      if (tag === "h2") throw new Error("broken");
      return real(tag);
    }) as typeof document.createElement;
  });
  await host.paint("tour.en");
  await host.paint("modal.en");
  await expect(page.locator("banso-root")).toHaveCount(0);
  expect(await host.get<string[]>("warnings")).toHaveLength(1);
  // The team hears of it as well.
  expect(await host.presses()).toEqual(["Display Failed"]);
});

test("a guide that can be put off has a quiet button for it", async ({ page, host }) => {
  await host.open();
  await host.paint("tour.en");
  await expect(page.getByRole("button", { name: "Next" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Later" })).toHaveCount(0);
  await host.paint("later.en");
  await page.getByRole("button", { name: "Later" }).click();
  await host.paint("later.ja");
  await page.getByRole("button", { name: "あとで" }).click();
  expect((await host.presses()).filter((press) => press === "Snooze")).toHaveLength(2);
});
