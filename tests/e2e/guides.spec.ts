// Guides: a tour, a modal and a tooltip on the app, as its people meet them.
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const STEPS = [
  "Your expenses, in one place",
  "Start with one expense",
  "Let the receipt do the typing",
  "Approvals happen here",
  "Help is always close",
];

test("the tour goes on and back, and resumes after a reload", async ({ app, banso }) => {
  await app.open();
  await expect(banso.card).toHaveAccessibleName(STEPS[0]);
  await expect(banso.card).toContainText("1 of 5");
  await expect(banso.button("back")).toHaveCount(0);
  await banso.button("next").click();
  await banso.button("next").click();
  await expect(banso.card).toHaveAccessibleName(STEPS[2]);
  await banso.button("back").click();
  await expect(banso.card).toHaveAccessibleName(STEPS[1]);
  await app.reload();
  await expect(banso.card).toHaveAccessibleName(STEPS[1]);
  await expect(banso.card).toContainText("2 of 5");
});

test("the tour rests on other pages and goes on at home", async ({ app, banso }) => {
  await app.open();
  await banso.button("next").click();
  await app.go("team");
  await expect(banso.card).toHaveCount(0);
  await app.go("dashboard");
  await expect(banso.card).toHaveAccessibleName(STEPS[1]);
});

test("the end of the tour opens what its last button says, without a load", async ({ app, banso, page }) => {
  await app.open();
  await page.evaluate(() => ((window as any).loaded = "once"));
  for (const title of STEPS.slice(0, -1)) {
    await expect(banso.card).toHaveAccessibleName(title);
    await banso.button("next").click();
  }
  await expect(banso.card).toContainText("5 of 5");
  await banso.root.getByRole("button", { name: "Create an expense" }).click();
  await expect(page).toHaveURL(/\/expenses\/new$/);
  await expect(app.title).toHaveText("New expense");
  await expect(banso.card).toHaveCount(0);
  expect(await page.evaluate(() => (window as any).loaded)).toBe("once");
});

test("what is dismissed stays dismissed, and the news comes on the next visit", async ({ app, banso }) => {
  await app.open();
  await banso.button("dismiss").click();
  await expect(banso.card).toHaveCount(0);
  await app.reload();
  await expect(banso.guide("card-import-news")).toBeVisible();
  await expect(banso.card).toHaveCount(1);
  await banso.button("dismiss").click();
  await app.reload();
  await expect(banso.launcher).toBeVisible();
  await expect(banso.card).toHaveCount(0);
});

test("a modal keeps the focus, Escape closes it, and the focus goes back", async ({ app, banso, page }) => {
  await app.open();
  await banso.button("dismiss").click();
  await app.go("cards");
  const modal = banso.guide("card-import-news");
  await expect(modal).toBeVisible();
  await expect(modal).toHaveAttribute("aria-modal", "true");
  const stops = new Set<string>();
  for (let press = 0; press < 7; press++) {
    await page.keyboard.press("Tab");
    stops.add(await focused(page));
  }
  expect([...stops].sort()).toEqual(["banso: a", "banso: dismiss", "banso: main"]);
  await page.keyboard.press("Escape");
  await expect(banso.card).toHaveCount(0);
  expect(await focused(page)).not.toMatch(/^banso|^body/);
  await app.reload();
  await expect(banso.card).toHaveCount(0);
});

test("a tooltip stands by its target, follows it, and appears once", async ({ app, banso, page }) => {
  await page.setViewportSize({ width: 1280, height: 640 });
  await app.open();
  await banso.button("dismiss").click();
  await app.go("expenses");
  await expect(banso.card).toHaveCount(0);
  await app.createExpense("save");
  await app.go("expenses");
  const tip = banso.guide("bulk-edit-tip");
  const target = app.by("bulk-edit");
  await expect(tip).toContainText("Change several at once");
  await below(tip, target);

  await page.mouse.wheel(0, 60);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  await below(tip, target);

  // The table of expenses paints again, and the button that the tip points at has other words.
  await page.getByRole("checkbox", { name: "Choose all" }).check();
  await expect(target).toContainText("(");
  await below(tip, target);
  await app.by("lang-toggle").click();
  await expect(tip).toContainText("まとめて変更できます");
  await below(tip, target);

  await banso.button("next").click();
  await expect(banso.card).toHaveCount(0);
  await app.reload();
  await expect(banso.card).toHaveCount(0);
});

test("each step of the tour stands by its target", async ({ app, banso }) => {
  await app.open();
  for (const target of ["nav-expenses", "new-expense", "nav-receipts", "nav-approvals"]) {
    await beside(banso.card, app.by(target));
    await lit(banso.root.locator(".spot"), app.by(target));
    await banso.button("next").click();
  }
  await expect(banso.root.locator(".spot")).toHaveCount(1);
});

test("the host shows a guide by its id, whatever page is open", async ({ app, banso, page }) => {
  await app.open("/team");
  await expect(banso.card).toHaveCount(0);
  await page.evaluate(() => window.banso.show("welcome-tour"));
  await expect(page).toHaveURL(app.demo.app);
  await expect(banso.card).toHaveAccessibleName(STEPS[0]);
  await page.evaluate(() => window.banso.dismiss());
  await expect(banso.card).toHaveCount(0);
});

test("a link shows the guide that it names as soon as the user may see it", async ({ app, banso, page }) => {
  await app.open("/expenses?banso=saved-filter-tip");
  await expect(banso.guide("saved-filter-tip")).toHaveCount(0);
  await page.evaluate(() => {
    for (let at = 0; at < 4; at++) window.banso.track("Expense Created", { amount: 1200, currency: "JPY" });
  });
  // One thing at a time: a tip that these expenses brought comes first.
  await expect(banso.guide("bulk-edit-tip")).toBeVisible();
  await banso.button("dismiss").click();
  await expect(banso.guide("saved-filter-tip")).toBeVisible();
});

test("what was said of one user is not told to the next", async ({ app, banso, page }) => {
  await app.open();
  await banso.button("dismiss").click();
  const said = async (call: () => void) => {
    await page.evaluate(call);
    await page.evaluate(() => window.banso.show("welcome-tour"));
    const text = (await banso.card.textContent())!;
    await page.evaluate(() => window.banso.dismiss());
    await expect(banso.card).toHaveCount(0);
    return text;
  };
  const named = "Welcome, Ann";
  expect(await said(() => window.banso.identify("u-ann", { name: "Ann" }))).toContain(named);
  expect(await said(() => window.banso.identify({ role: "admin" }))).toContain(named);
  expect(await said(() => window.banso.identify("u-bob"))).toContain("Welcome, and good to have you here");
  expect(await said(() => window.banso.identify("u-ann", { name: "Ann" }))).toContain(named);
  expect(await said(() => window.banso.reset())).toContain("Welcome, and good to have you here");
});

test("a step on the screen says who the user is as soon as that is said", async ({ app, banso, page }) => {
  await app.open();
  await page.evaluate(() => window.banso.reset());
  await page.evaluate(() => window.banso.show("welcome-tour"));
  await expect(banso.card).toContainText("Welcome, and good to have you here");
  await page.evaluate(() => window.banso.identify({ name: "Ann" }));
  await expect(banso.card).toContainText("Welcome, Ann");
});

test("never two things at once", async ({ app, banso, page }) => {
  await app.open();
  await expect(banso.card).toBeVisible();
  await banso.launcher.click();
  await expect(banso.panel).toBeVisible();
  await expect(banso.card).toHaveCount(0);
  await page.evaluate(() => window.banso.show("card-import-news"));
  await expect(banso.card).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(banso.panel).toHaveCount(0);
  await expect(banso.card).toHaveCount(1);
  await expect(banso.guide("card-import-news")).toBeVisible();
});

test("the whole tour works by keyboard", async ({ app, banso, page }) => {
  await app.open();
  for (const title of STEPS.slice(0, -1)) {
    await expect(banso.card).toHaveAccessibleName(title);
    await pressOn(page, "main");
  }
  await expect(banso.card).toHaveAccessibleName(STEPS.at(-1)!);
  await pressOn(page, "plain");
  await expect(banso.card).toHaveAccessibleName(STEPS[3]);
  await page.keyboard.press("Escape");
  await expect(banso.card).toHaveCount(0);
});

/** Tabs to a button of the card, by its act or its look, and presses it. */
async function pressOn(page: Page, act: string): Promise<void> {
  for (let tabs = 0; (await focused(page)) !== `banso: ${act}`; tabs++) {
    expect(tabs, `Tab never reached ${act}`).toBeLessThan(8);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
}

/** What has the focus: its act or its look in Banso, or its element in the app. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const inside = document.activeElement?.shadowRoot?.activeElement;
    return inside ? `banso: ${inside.getAttribute("data-act") ?? (inside.className || inside.localName)}` : document.activeElement!.localName;
  });
}

/** Both elements' boxes, once they rest. */
async function boxes(one: Locator, other: Locator) {
  return [(await one.boundingBox())!, (await other.boundingBox())!] as const;
}

async function below(card: Locator, target: Locator): Promise<void> {
  await expect(async () => {
    const [a, b] = await boxes(card, target);
    expect(a.y).toBeGreaterThanOrEqual(b.y + b.height);
    expect(a.y - b.y - b.height).toBeLessThan(20);
    expect(a.x).toBeLessThan(b.x + b.width);
    expect(a.x + a.width).toBeGreaterThan(b.x);
  }).toPass();
}

/** The card touches no part of its target, and is near it. */
async function beside(card: Locator, target: Locator): Promise<void> {
  await expect(async () => {
    const [a, b] = await boxes(card, target);
    const across = Math.max(a.x - b.x - b.width, b.x - a.x - a.width);
    const down = Math.max(a.y - b.y - b.height, b.y - a.y - a.height);
    expect(Math.max(across, down)).toBeGreaterThanOrEqual(0);
    expect(Math.max(across, down)).toBeLessThan(20);
  }).toPass();
}

/** The spotlight surrounds the target. */
async function lit(spot: Locator, target: Locator): Promise<void> {
  await expect(async () => {
    const [a, b] = await boxes(spot, target);
    expect(Math.abs(a.x + a.width / 2 - b.x - b.width / 2)).toBeLessThan(2);
    expect(a.width - b.width).toBeGreaterThan(0);
    expect(a.width - b.width).toBeLessThan(24);
  }).toPass();
}
