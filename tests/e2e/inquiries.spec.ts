// What customer success learns where help does not help: gaps, inquiries, what several accounts ask.
import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures";

test("searches are grouped by meaning and gaps are ranked", async ({ dashboard }) => {
  await dashboard.open("/help?days=90");
  const weights = await dashboard.table("gaps").locator("tbody tr td:nth-child(2)").allInnerTexts();
  const numbers = weights.map((text) => Number(text.replaceAll(",", "")));
  expect(numbers.length).toBeGreaterThan(3);
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  await expect(dashboard.table("whys").locator("tbody tr").first()).toBeVisible();
  await expect(dashboard.figure("Read, no inquiry in 24 h")).toContainText("%");
});

test("two versions of the content are compared", async ({ dashboard }) => {
  await dashboard.open("/help?days=90");
  const choice = dashboard.page.locator("select[name=version]");
  const versions = await choice.locator("option").evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  expect(versions.length).toBeGreaterThan(1);
  await choice.selectOption(versions.at(-2)!);
  await dashboard.page.locator("form", { has: choice }).getByRole("button").click();
  await expect(dashboard.page).toHaveURL(new RegExp(`version=${versions.at(-2)}`));
  await expect(dashboard.row("versions", "Searches")).toBeVisible();
});

test("an inquiry comes in, is classified, corrected and answered", async ({ dashboard, demo, request }) => {
  const words = `The quarterly receipt question ${randomUUID().slice(0, 8)}`;
  const sent = await request.post(`${demo.collector}/v1/batch`, {
    data: {
      writeKey: demo.writeKey,
      batch: [
        {
          type: "track", event: "Help Inquiry Sent", messageId: randomUUID(), userId: "usr_misaki",
          timestamp: new Date().toISOString(),
          context: { groupId: "acct_minato", locale: "en", page: { path: "/receipts" } },
          properties: { inquiry: randomUUID(), text: `${words}, password: hunter2`, searches: ["blurred receipt"], articles: ["receipt-scanning"], bundle: "x" },
        },
      ],
    },
  });
  expect(sent.ok()).toBe(true);
  const list = `/inquiries?q=${encodeURIComponent(words)}`;
  await dashboard.eventually(list, async () => {
    await expect(dashboard.table("inquiries").locator("tbody tr")).toContainText("Receipts", { timeout: 500 });
  });
  const { page } = dashboard;
  await dashboard.table("inquiries").locator("tbody").getByRole("link").first().click();
  await expect(page.locator("blockquote")).toHaveText(`${words}, password: •••`);
  await expect(page.getByRole("link", { name: "blurred receipt" })).toBeVisible();
  await expect(page.getByText("Inquiries are shown here and delivered nowhere else.")).toBeVisible();
  await page.locator("select[name=category]").selectOption("billing");
  await page.locator("form[action$=category] button").click();
  await expect(page.locator(".facts")).toContainText("Corrected");
  await page.locator("textarea[name=note]").fill("Called them.");
  await page.getByLabel("Answered").check();
  await page.locator("form[action$=answer] button").click();
  await expect(dashboard.answer).toContainText("Answered.");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await dashboard.open(`${list}&state=open`);
  await expect(page.getByText("Nothing matches this filter.")).toBeVisible();
});

test("a question from help reaches the dashboard, with what went along and without what was left out", async ({ app, banso, dashboard }) => {
  const words = `Zzxq ${randomUUID().slice(0, 8)}`;
  await app.open("/receipts");
  await banso.launcher.click();
  await banso.field.fill("qqzzxq");
  await banso.panel.locator(".stuck").getByRole("button", { name: "Contact support" }).click();
  await banso.panel.getByLabel("Your question").fill(`${words} 4242 4242 4242 4242`);
  await banso.panel.getByText("Receipts", { exact: true }).click();
  await expect(banso.panel.getByText("We usually answer within one business day.")).toBeVisible();
  await banso.panel.getByRole("button", { name: "Leave out: Page: /receipts" }).click();
  await banso.panel.getByRole("button", { name: "Send", exact: true }).click();
  await expect(banso.panel.getByRole("heading", { name: "We have your question" })).toBeVisible();
  await expect(banso.panel.locator("blockquote")).toContainText(`${words} •••`);

  await dashboard.eventually(`/inquiries?q=${encodeURIComponent(words)}`, async () => {
    await expect(dashboard.table("inquiries").locator("tbody tr")).toContainText("Receipts", { timeout: 500 });
  });
  await dashboard.table("inquiries").locator("tbody").getByRole("link").first().click();
  await expect(dashboard.page.locator("blockquote")).toHaveText(`${words} •••`);
  await expect(dashboard.page.getByRole("link", { name: "qqzzxq" })).toBeVisible();
  await expect(dashboard.page.locator("main")).not.toContainText("/receipts");
});

test("a frequent question ends in what the application does", async ({ app, banso, page }) => {
  await app.open("/settings/policies");
  const flag = page.getByRole("checkbox", { name: "Entertainment on a weekend" });
  await flag.uncheck();
  await page.getByTestId("policy-save").click();
  await banso.launcher.click();
  await banso.panel.getByText("Can Seisan flag entertainment on weekends?").click();
  await banso.panel.getByRole("button", { name: "Turn it on" }).click();
  await expect(banso.panel).toHaveCount(0);
  await expect(flag).toBeChecked();
});

test("an article opens in a tab of its own, by its address", async ({ app, banso, context, page }) => {
  await app.open("/team");
  await page.evaluate(() => window.banso.help.article("getting-started"));
  const [tab] = await Promise.all([context.waitForEvent("page"), banso.article.getByRole("link", { name: "Open in a new tab" }).click()]);
  await expect(tab.locator("banso-root article")).toBeVisible();
  expect(tab.url()).toContain("banso-article=getting-started");
});

test("help is where it was after a reload, and forgets it with the user", async ({ app, banso, page }) => {
  await app.open("/team");
  await page.evaluate(() => window.banso.help.article("getting-started"));
  const title = await banso.article.getByRole("heading", { level: 3 }).innerText();
  await app.reload();
  await expect(banso.article.getByRole("heading", { level: 3 })).toHaveText(title);
  await page.evaluate(() => window.banso.reset());
  await expect(banso.panel).toHaveCount(0);
  expect(await page.evaluate(() => sessionStorage["banso:help"] ?? "")).not.toContain("getting-started");
});
