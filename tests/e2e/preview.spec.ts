// Drafts by a signed link: seen in the real application, by nobody else, without a trace.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures";
import { Debug } from "./pages/debug";
import { DRAFT, Preview, previewLink } from "./pages/preview";

test("a draft is shown without a trace, and leaving it brings the published content back", async ({ app, banso, dashboard, demo, page }) => {
  const { user } = await app.asNewcomer();
  await app.open("/settings");
  await banso.delivered();
  const preview = new Preview(page, demo);
  const before = await preview.kept();
  const outgoing: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(demo.collector) && request.method() !== "GET") outgoing.push(request.url());
  });

  await preview.open("/settings", "--guide", DRAFT.id);
  await expect(banso.guide(DRAFT.id)).toContainText("まだ公開されていません");
  await expect(preview.mark).toContainText(/^下書きのプレビュー · \d+月\d+日 \d\d:\d\d まで$/);
  await page.evaluate(() => window.banso.track("Draft Looked At"));
  await page.evaluate(() => window.banso.flush());
  await banso.button("dismiss").click();
  await expect(banso.guide(DRAFT.id)).toHaveCount(0);

  // The tab stays with the draft, on pages that the link does not name, too, and its rules decide there.
  await page.goto(new URL("/team", demo.app).href);
  await expect(preview.mark).toBeVisible();
  await app.started();
  expect(await preview.kept()).toEqual(before);
  expect(outgoing).toEqual([]);

  await preview.leave.click();
  await app.started();
  await expect(preview.root).toHaveCount(0);
  expect(await page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith("banso")))).toEqual([]);
  await page.evaluate(() => window.banso.track("Draft Left"));
  await page.evaluate((id) => window.banso.show(id), DRAFT.id);
  await banso.delivered();
  await expect(banso.guide(DRAFT.id)).toHaveCount(0);
  await dashboard.eventually(`/live?user=${user}`, async () => {
    await expect(dashboard.events.filter({ hasText: "Draft Left" })).toHaveCount(1);
  });
  await expect(dashboard.events.filter({ hasText: "Draft Looked At" })).toHaveCount(0);
  await expect(dashboard.events.filter({ hasText: DRAFT.id })).toHaveCount(0);
});

test("the mark can be reached while a modal guide is open, by Tab and by a press", async ({ banso, demo, page }) => {
  const preview = new Preview(page, demo);
  await preview.open("/settings", "--guide", DRAFT.id);
  await expect(banso.guide(DRAFT.id)).toHaveAttribute("aria-modal", "true");
  const atMark = () => preview.root.evaluate((mark) => Boolean(mark.shadowRoot!.activeElement));
  for (let tabs = 0; !(await atMark()); tabs++) {
    expect(tabs, "Tab never reached the mark").toBeLessThan(6);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Tab");
  expect(await atMark()).toBe(false);
  await banso.button("dismiss").click();
  await expect(banso.card).toHaveCount(0);
  await expect(preview.mark).toBeVisible();
  await page.evaluate((id) => window.banso.show(id), DRAFT.id);
  await expect(banso.guide(DRAFT.id)).toBeVisible();
  await preview.leave.click();
  await expect(preview.root).toHaveCount(0);
});

test("without a guide in the link the rules of the draft decide, and its help is searched", async ({ app, banso, demo, page }) => {
  const preview = new Preview(page, demo);
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await preview.open("/settings");
  await app.started();
  await expect(banso.card).toHaveCount(0);
  await page.evaluate(() => window.banso.help.search("receipt"));
  await expect(banso.rows.first()).toBeVisible();
  expect(fetched.filter((path) => path.startsWith("/v1/") && !path.startsWith("/v1/preview/"))).toEqual([]);
  await page.evaluate(() => window.banso.help.close());
  await app.go("team");
  await expect(banso.guide(DRAFT.id)).toBeVisible();
});

test("a router that takes the parameter away does not end the preview, and a tour goes on over pages", async ({ banso, demo, page }) => {
  const preview = new Preview(page, demo);
  await page.addInitScript(() => {
    if (location.search.includes("banso-preview")) history.replaceState(null, "", location.pathname);
  });
  await preview.open("/settings", "--guide", "welcome-tour");
  // The tour is about another page: Banso goes there.
  await expect(page).toHaveURL(new URL("/", demo.app).href);
  await expect(banso.guide("welcome-tour")).toBeVisible();
  await banso.button("next").click();
  await expect(banso.card).toContainText("Start with one expense");
  await page.reload();
  await expect(banso.card).toContainText("Start with one expense");
  await expect(preview.mark).toBeVisible();
});

test("the debug panel is about the draft", async ({ app, demo, page }) => {
  const [preview, debug] = [new Preview(page, demo), new Debug(page)];
  await preview.open("/settings");
  await app.started();
  await debug.open();
  await expect(debug.entry(DRAFT.id)).toContainText("held back");
});

test("Banso takes the mark along when it leaves the page", async ({ app, demo, page }) => {
  const preview = new Preview(page, demo);
  await preview.open("/settings");
  await app.started();
  await expect(preview.mark).toBeVisible();
  await page.evaluate(() => window.banso.destroy());
  await expect(preview.root).toHaveCount(0);
  await expect(page.locator("banso-root")).toHaveCount(0);
});

test("when its time is over, the draft goes and the mark says so", async ({ app, demo, page }) => {
  await page.clock.install();
  const preview = new Preview(page, demo);
  await preview.open("/settings", "--hours", "1");
  await app.started();
  await expect(preview.mark).toContainText("ends");
  await page.clock.fastForward("01:00:01");
  await expect(preview.mark).toHaveText("The preview has ended");
  await expect(page.locator("banso-root")).toHaveCount(0);
  await preview.leave.click();
  await app.started();
  await expect(preview.root).toHaveCount(0);
  await expect(page).toHaveURL(new URL("/settings", demo.app).href);
});

test.describe("where the collector refuses", () => {
  test.use({ expectedMessages: /Failed to load resource|Banso: .* The published content is shown\./ });

  for (const [name, spoil, said] of [
    ["forged", (link: string) => link.replace(/.{6}$/, "AAAAAA"), "was not made by this collector"],
    ["made to last longer", (link: string) => link.replace(/preview\.\d+\./, "preview.9999999999."), "was not made by this collector"],
    ["of a draft that is gone", (link: string) => link, "no longer has this draft"],
  ] as const) {
    test(`a link ${name} shows the published content, and the console says so once`, async ({ app, banso, demo, heard, page }) => {
      const preview = new Preview(page, demo);
      const sent = banso.sent();
      if (name === "of a draft that is gone") {
        const detail = "The collector no longer has this draft.";
        const json = { type: "/problems/not-found", title: "Not found", status: 404, detail };
        await page.route("**/v1/preview/**", (route) => route.fulfill({ status: 404, contentType: "application/problem+json", json }));
      }
      await page.goto(spoil(previewLink(new URL("/team", demo.app).href)));
      await app.started();
      await expect(preview.root).toHaveCount(0);
      await expect(banso.guide(DRAFT.id)).toHaveCount(0);
      const warnings = heard.filter((text) => text.startsWith("warning: Banso:"));
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toContain(said);
      await banso.delivered();
      expect(sent.some((message) => message.type === "page")).toBe(true);
      // The tab has not kept the link.
      await app.open("/team");
      expect(heard.filter((text) => text.startsWith("warning: Banso:"))).toHaveLength(1);
    });
  }
});

for (const [colorScheme, width, locale, says] of [
  ["light", 1280, "en-US", /^Preview of a draft · ends/],
  ["dark", 390, "ja-JP", /^下書きのプレビュー · .* まで$/],
] as const) {
  test.describe(`${colorScheme}, ${width} wide, ${locale}`, () => {
    test.use({ colorScheme, locale, viewport: { width, height: 844 } });

    test("axe finds nothing in the mark, and it can be left by keys", async ({ app, demo, page }) => {
      const preview = new Preview(page, demo);
      await preview.open("/settings");
      await app.started();
      await expect(preview.mark).toBeVisible();
      await expect(preview.mark).toHaveText(says);
      const { violations } = await new AxeBuilder({ page }).include("banso-preview").analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
      const [mark, launcher] = await Promise.all([preview.root.boundingBox(), page.locator("[data-banso=launcher]").boundingBox()]);
      expect(mark!.x + mark!.width, "the mark leaves the launcher free").toBeLessThan(launcher!.x);
      await preview.leave.focus();
      await page.keyboard.press("Enter");
      await expect(preview.root).toHaveCount(0);
    });
  });
}
