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
