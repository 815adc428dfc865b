// Guides that the host paints itself: what is decided and measured is the same.
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

/** Gives settings to Banso before it has loaded, as a host does. */
async function given(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const q: unknown[] = [["init", [(window as any).settings]]];
    const names = ["init", "identify", "group", "track", "page", "reset", "on", "off", "show", "dismiss", "flush"];
    const stub = (name: string) => [name, (...args: unknown[]) => q.push([name, args])];
    window.banso = { q, ...Object.fromEntries(names.map(stub)) } as any;
  });
}

/** Has the host paint guides: each as a box with its texts and buttons, and a record of what was painted and taken away. */
async function painting(page: Page, only?: string): Promise<void> {
  await page.addInitScript((only) => {
    const host = window as any;
    Object.assign(host, { painted: [], removed: 0 });
    const paint = (guide: any) => {
      host.guide = guide;
      host.painted.push(guide);
      const box = document.createElement("section");
      box.dataset.host = guide.guide;
      box.append(Object.assign(document.createElement("h6"), { textContent: guide.title }));
      const grow = (node: any): Node => {
        if (typeof node === "string") return document.createTextNode(node);
        const element = document.createElement(node.tag);
        for (const [name, value] of Object.entries<string>(node.attributes)) element.setAttribute(name, value);
        element.append(...node.children.map(grow));
        return element;
      };
      box.append(...guide.body.map(grow));
      for (const { label, press } of guide.buttons) {
        box.append(Object.assign(document.createElement("button"), { textContent: label, onclick: press }));
      }
      document.body.append(box);
      return () => {
        host.removed++;
        box.remove();
      };
    };
    host.settings = { render: only ? { [only]: paint } : paint };
  }, only);
  await given(page);
}

test("the host paints a tour: found, followed, measured and resumed", async ({ app, banso, page }) => {
  await painting(page);
  const sent = banso.sent();
  await app.open();
  const box = page.locator("[data-host=welcome-tour]");
  await expect(box.getByRole("heading")).toHaveText("Your expenses, in one place");
  const guide = await page.evaluate(() => {
    const { target, body, buttons, ...rest } = (window as any).guide;
    return { ...rest, target: target.dataset.testid, tags: body.map(({ tag }: any) => tag), labels: buttons.map(({ label }: any) => label) };
  });
  expect(guide).toMatchObject({
    guide: "welcome-tour", kind: "tour", step: 0, steps: 5, locale: "en", dark: false, target: "nav-expenses", labels: ["Next"],
  });
  expect(guide.tags).toContain("p");
  await expect(banso.card).toHaveCount(0);

  await box.getByRole("button", { name: "Next" }).click();
  await expect(box.getByRole("heading")).toHaveText("Start with one expense");
  expect(await page.evaluate(() => (window as any).removed)).toBe(1);
  await page.evaluate(() => (window as any).guide.back());
  await expect(box.getByRole("heading")).toHaveText("Your expenses, in one place");
  await page.evaluate(() => (window as any).guide.next());
  await app.reload();
  await expect(box.getByRole("heading")).toHaveText("Start with one expense");
  await page.evaluate(() => (window as any).guide.dismiss());
  await expect(box).toHaveCount(0);
  await banso.delivered();
  // What a reload left is sent in the order of its ids, which says nothing of one millisecond.
  const events = sent.filter(({ properties }) => properties?.guide === "welcome-tour").map(({ event }) => event);
  expect(events.sort()).toEqual(["Guide Dismissed", "Guide Shown", "Guide Step Viewed", "Guide Step Viewed"]);
  const last = sent.findLast(({ event }) => event === "Guide Dismissed")!;
  expect(last.properties).toMatchObject({ how: "close", step: 1 });
  expect(last.properties.step_ms).toBeGreaterThan(0);
});

test("a target that the host makes anew is handed over anew", async ({ app, page }) => {
  await painting(page);
  await app.open();
  await expect(page.locator("[data-host]")).toHaveCount(1);
  await page.evaluate(() => {
    const old = (window as any).guide.target;
    old.replaceWith(old.cloneNode(true));
  });
  await expect.poll(() => page.evaluate(() => (window as any).guide.target.isConnected)).toBe(true);
  await expect(page.locator("[data-host]")).toHaveCount(1);
  expect(await page.evaluate(() => (window as any).removed)).toBe(1);
});

test("of what the host does not paint, Banso paints the rest", async ({ app, banso, page }) => {
  await painting(page, "modal");
  await app.open();
  await expect(banso.card).toContainText("1 of 5");
  await banso.button("dismiss").click();
  await app.go("cards");
  await expect(page.locator("[data-host=card-import-news]")).toBeVisible();
  await expect(banso.card).toHaveCount(0);
});

test.describe("a renderer that throws", () => {
  test.use({ expectedMessages: /^warning: Banso: the host's renderer failed, and Banso paints welcome-tour: no paint/ });

  test("is told of once, and Banso paints the guide", async ({ app, banso, page, heard }) => {
    const sent = banso.sent();
    await page.addInitScript(() => {
      const render = () => {
        throw new Error("no paint");
      };
      (window as any).settings = { render };
    });
    await given(page);
    await app.open();
    await expect(banso.card).toContainText("1 of 5");
    await banso.button("next").click();
    await expect(banso.card).toContainText("2 of 5");
    expect(heard).toHaveLength(1);
    await banso.delivered();
    const failed = sent.filter(({ event }) => event === "Display Failed").map(({ properties }) => properties);
    expect(failed).toEqual([{ part: "render", error: "Error" }]);
  });
});

test("the host asks a survey: answers are checked, sent and branch", async ({ app, banso, page }) => {
  await painting(page, "survey");
  const sent = banso.sent();
  await app.open();
  await page.evaluate(() => (window.banso.dismiss(), window.banso.survey.show("nps")));
  await expect.poll(() => page.evaluate(() => (window as any).guide?.question?.kind)).toBe("scale");
  const answer = (value: unknown) => page.evaluate((value) => (window as any).guide.answer(value), value);
  const { options, ends } = await page.evaluate(() => (window as any).guide.question);
  expect(options).toHaveLength(11);
  expect(ends).toHaveLength(2);
  expect(await answer(undefined)).toEqual(expect.any(String));
  expect(await answer(11)).toEqual(expect.any(String));
  expect(await answer(3)).toBeUndefined();
  await expect.poll(() => page.evaluate(() => (window as any).guide.question?.kind)).toBe("text");
  expect(await answer("  Too many clicks ")).toBeUndefined();
  await banso.delivered();
  const answers = sent.filter(({ event }) => event === "Survey Answered").map(({ properties }) => properties.answer);
  expect(answers).toEqual([3, "Too many clicks"]);
});
