// Where the host has a say: addresses that are sent, its policy, its layers, its look, and its listeners.
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

/** Gives settings to Banso before it has loaded, as a host does; `make` makes them in the page. */
async function given(page: Page, make: () => object): Promise<void> {
  await page.addInitScript(`{
    const q = [["init", [(${make})()]]];
    const names = ["init", "identify", "group", "track", "page", "reset", "on", "off", "show", "dismiss", "flush"];
    window.banso = { q, ...Object.fromEntries(names.map((name) => [name, (...args) => q.push([name, args])])) };
  }`);
}

test("every address goes through the host's filter before it is kept or sent", async ({ app, banso, page }) => {
  await given(page, () => ({ urlFilter: (url: string) => (url.includes("/team") ? null : url.replace(/\/expenses\/[A-Z].*/, "/expenses/hidden")) }));
  const sent = banso.sent();
  await app.open();
  await banso.button("dismiss").click();
  await app.createExpense("save");
  await app.go("team");
  await page.evaluate(() => window.banso.track("Looked Around"));
  await banso.delivered();
  const all = JSON.stringify(sent);
  expect(all).toContain("/expenses/hidden");
  expect(all).not.toMatch(/expenses\/[A-Z]|\/team/);
  const last = sent.findLast(({ event }) => event === "Looked Around")!;
  expect(last.context.page).toEqual({});
  const pages = sent.filter(({ type }) => type === "page").map(({ properties }) => properties.path);
  expect(pages).toContain("/expenses/hidden");
  expect(pages).toContain(undefined);
});

test.describe("a filter that fails", () => {
  test.use({ expectedMessages: /^warning: Banso: urlFilter must answer an address or null/ });

  for (const [how, make] of [
    ["throws", () => ({ urlFilter() { throw new Error("broken"); } })],
    ["answers nothing", () => ({ urlFilter() {} })],
    ["answers something else", () => ({ urlFilter: () => ({ secret: 1 }) })],
  ] as const) {
    test(`${how} is told of once, and addresses go without their query`, async ({ app, banso, page, heard }) => {
      await given(page, make);
      const sent = banso.sent();
      await app.open("/?token=secret#there");
      await banso.delivered();
      const first = sent.find(({ type }) => type === "page")!;
      expect(first.properties.url).toBe(new URL("/", app.demo.app).href);
      expect(first.context.page.path).toBe("/");
      expect(JSON.stringify(sent)).not.toContain("secret");
      expect(heard).toHaveLength(1);
    });
  }
});

test("a policy of nonces and strict-dynamic is enough", async ({ app, banso, page }) => {
  await page.context().grantPermissions(["local-network-access"]);
  await page.route(/\/$/, async (route) => {
    const response = await route.fetch();
    const origins = `${new URL(app.demo.collector).origin} 'self'`;
    const policy = [
      "default-src 'none'; base-uri 'none'; script-src 'nonce-r4nd0m' 'strict-dynamic' 'wasm-unsafe-eval'",
      `connect-src ${origins}; img-src 'self' data:; font-src 'self'; style-src 'self'; require-trusted-types-for 'script'`,
    ].join("; ");
    const body = (await response.text()).replaceAll("<script", '<script nonce="r4nd0m"');
    await route.fulfill({ response, body, headers: { ...response.headers(), "content-security-policy": policy } });
  });
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  await app.open();
  await expect(banso.card).toContainText("1 of 5");
  await banso.launcher.click();
  await expect(banso.rows.first()).toBeVisible();
  // The parts that come later, too.
  expect(await page.evaluate(async () => (await window.banso.explain("welcome-tour"))!.guide)).toBe("welcome-tour");
});

test("the element stands where the host's layers want it", async ({ app, banso, page }) => {
  await given(page, () => ({ baseLayer: { parent: "#layers", topLayer: false, zIndex: 900 } }));
  await page.addInitScript(() => {
    addEventListener("DOMContentLoaded", () => document.body.append(Object.assign(document.createElement("div"), { id: "layers" })));
  });
  await app.open();
  await expect(banso.card).toBeVisible();
  const root = await banso.root.evaluate((root) => ({
    at: root.parentElement!.id,
    z: getComputedStyle(root).zIndex,
    popover: root.matches(":popover-open"),
  }));
  expect(root).toEqual({ at: "layers", z: "900", popover: false });
  // What the host puts above is above.
  await page.evaluate(() => {
    const above = document.createElement("div");
    above.id = "above";
    above.style.cssText = "position: fixed; inset: 0; z-index: 901";
    document.body.append(above);
  });
  const { x, y, width, height } = (await banso.card.boundingBox())!;
  const top = await page.evaluate(([x, y]) => document.elementFromPoint(x, y)!.id, [x + width / 2, y + height / 2]);
  expect(top).toBe("above");
});

test("a layer that is not there is the body's", async ({ app, banso, page }) => {
  await given(page, () => ({ baseLayer: { parent: () => document.querySelector(">>") } }));
  await app.open();
  await expect(banso.card).toBeVisible();
  expect(await banso.root.evaluate((root) => root.parentElement === document.body && root.matches(":popover-open"))).toBe(true);
});

test("the host says whether it is dark, and changes its mind", async ({ app, banso, page }) => {
  await given(page, () => ({ theme: "dark" }));
  await app.open();
  const background = () => banso.card.evaluate((card) => getComputedStyle(card).backgroundColor);
  const dark = await background();
  await page.evaluate(() => window.banso.init({ theme: "light" }));
  await expect.poll(background).not.toBe(dark);
  await expect(banso.card).toHaveCount(1);
});

test("listeners hear of every move, and calls before the load are answered", async ({ app, banso, page }) => {
  await page.addInitScript(() => {
    const heard: unknown[] = ((window as any).heardOf = []);
    addEventListener("DOMContentLoaded", () => {
      for (const name of ["Guide Shown", "Guide Step Viewed", "Guide Step Changed", "Guide Dismissed", "Help Opened"] as const) {
        window.banso.on(name, ({ step, from, how }) => heard.push([name, step ?? "", from ?? how ?? ""]));
      }
    });
  });
  await app.open();
  for (const button of ["next", "back", "next", "dismiss"]) await banso.button(button).click();
  await page.evaluate(() => window.banso.help.open());
  await expect(banso.panel).toBeVisible();
  expect(await page.evaluate(() => (window as any).heardOf)).toEqual([
    ["Guide Shown", "", ""],
    ["Guide Step Viewed", 0, ""],
    ["Guide Step Changed", 1, 0],
    ["Guide Step Viewed", 1, ""],
    ["Guide Step Changed", 0, 1],
    ["Guide Step Changed", 1, 0],
    ["Guide Dismissed", 1, "close"],
    ["Help Opened", "", ""],
  ]);
});

test("explain may be asked before Banso has loaded", async ({ app, page }) => {
  await page.addInitScript(() => {
    const q: unknown[] = [];
    const names = ["init", "identify", "group", "track", "page", "reset", "on", "off", "show", "dismiss", "flush"];
    window.banso = { q, ...Object.fromEntries(names.map((name) => [name, (...args: unknown[]) => q.push([name, args])])) } as any;
    (window as any).asked = new Promise((answer) => q.push(["explain", ["welcome-tour"], answer]));
  });
  await app.open();
  expect(await page.evaluate(async () => (await (window as any).asked).guide)).toBe("welcome-tour");
});

test.describe("an event that does not exist", () => {
  test.use({ expectedMessages: /^warning: Banso: there is no event "Guide Closed"/ });

  test("is told of once", async ({ app, page, heard }) => {
    await app.open();
    await page.evaluate(() => {
      for (const name of ["Guide Closed", "Guide Closed", "call:open-chat", "Survey Answered"]) window.banso.on(name as any, () => {});
    });
    expect(heard).toHaveLength(1);
  });
});

test("a survey is asked for by name", async ({ app, banso, page }) => {
  await app.open();
  await page.evaluate(() => (window.banso.dismiss(), window.banso.survey.show("nps")));
  await expect(banso.card).toContainText("How likely");
});
