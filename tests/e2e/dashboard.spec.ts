// The dashboard: who may read it, what each page answers, and how it is used.
import { randomUUID } from "node:crypto";
import { expect, test } from "./fixtures";

const pages: [path: string, title: string, answer: RegExp][] = [
  ["", "Overview", /^(No account has fallen away|\d+ accounts? needs? a look)\. [\d,]+ users in \d+ accounts were active in the last 30 days\.$/],
  ["/features", "Features", /reaches the most active users \(\d+%\), “.+” the fewest/],
  ["/features/create-expense", "Create an expense", /of [\d,]+ active users \(\d+%\) used “Create an expense”/],
  ["/accounts", "Accounts", /^\d+ of \d+ accounts were active in the last 30 days/],
  ["/accounts/acct_minato", "株式会社ミナト商事", /users were active in the last 30 days; they used \d+ of 18 features\.$/],
  ["/users/usr_misaki", "佐藤 美咲", /has seen \d+ of \d+ guides\. (\d|None) can appear now, (\d|none) (is|are) held back/],
  ["/onboarding", "Onboarding", /finished within 14 days of starting\./],
  ["/guides", "Guides", /guides were shown\./],
  ["/guides/welcome-tour", "Welcome tour", /people were shown “Welcome tour”; \d+% finished it\./],
  ["/help", "Help", /searches: \d+% opened an article, \d+% found nothing\./],
  ["/inquiries", "Inquiries", /^\d+ inquiries; \d+ open\. Most are about “.+” \(\d+%\)\./],
  ["/live", "Live", /^The latest event came in/],
];

test("each page opens with a sentence that answers, under a strict policy", async ({ dashboard }) => {
  for (const [path, title, answer] of pages) {
    await dashboard.open(path);
    await expect(dashboard.page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(dashboard.answer).toHaveText(answer);
    await expect(dashboard.page.getByRole("table").or(dashboard.page.locator("details")).first(), path).toBeVisible();
  }
  const response = await dashboard.page.reload();
  const policy = response?.headers()["content-security-policy"];
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe");
});

test.describe("signing in", () => {
  // The browser's own words about the answer 401.
  test.use({ expectedMessages: /^error: Failed to load resource: .* 401/ });

  test("leads where one wanted to go, after a wrong password too; signing out ends it", async ({ dashboard, demo }) => {
    const { page } = dashboard;
    await page.goto(dashboard.address("/guides?days=7"));
    await expect(page).toHaveURL(/sign-in/);
    await dashboard.signIn("guess");
    await expect(page.getByRole("alert")).toContainText("Check both and try again");
    await expect(page.locator("[name=email]")).toHaveValue(demo.user);
    await dashboard.signIn();
    await expect(page).toHaveURL(/\/guides\?days=7$/);
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(/sign-in/);
    await page.goBack();
    await page.goto(dashboard.address("/guides"));
    await expect(page).toHaveURL(/sign-in/);
  });
});

test("language and appearance stay as chosen", async ({ dashboard }) => {
  const { page } = dashboard;
  await dashboard.open("/features");
  await page.locator("details.display > summary").click();
  await page.locator("select[name=lang]").selectOption("ja");
  await page.locator("select[name=theme]").selectOption("dark");
  await page.locator("details.display [type=submit]").click();
  await expect(page).toHaveURL(/\/features/);
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("機能");
  await dashboard.open("/guides");
  await expect(dashboard.answer).toContainText("ガイドが表示されました。");
});

test("a table sorts by its heads, filters, and downloads as CSV in the same order", async ({ dashboard }) => {
  const { page } = dashboard;
  await dashboard.open("/features");
  const uses = () => dashboard.table("features").locator("tbody tr td:nth-child(4)").allInnerTexts();
  const head = dashboard.table("features").getByRole("columnheader", { name: /^Uses(?! per)/ });
  await head.getByRole("link").click();
  await expect(head).toHaveAttribute("aria-sort", "descending");
  const sorted = (await uses()).map(number);
  expect(sorted).toEqual([...sorted].sort((a, b) => b - a));
  expect(sorted.length).toBe(18);

  const download = page.waitForEvent("download");
  await page.locator("a[href*='table=features'][download]").click();
  expect((await download).suggestedFilename()).toBe("features.csv");
  const csv = await dashboard.csv(new URL(page.url()).pathname.replace("/dashboard", "") + new URL(page.url()).search, "features");
  const at = csv[0].indexOf("Uses");
  expect(csv.slice(1).map((row) => Number(row[at]))).toEqual(sorted);

  await page.getByRole("searchbox").first().fill("csv");
  await page.keyboard.press("Enter");
  await expect(dashboard.table("features").locator("tbody tr")).toHaveCount(1);
});

test("live events come in by themselves, pause and resume", async ({ dashboard, demo }) => {
  const { page } = dashboard;
  const name = `Seen Live ${randomUUID().slice(0, 8)}`;
  const tell = () => page.request.post(`${demo.collector}/v1/batch`, {
    headers: { "content-type": "text/plain" },
    data: JSON.stringify({
      writeKey: demo.writeKey,
      batch: [{ type: "track", event: name, messageId: randomUUID(), anonymousId: "somebody", timestamp: new Date().toISOString() }],
    }),
  });
  await dashboard.open(`/live?event=${encodeURIComponent(name)}`);
  await expect(dashboard.events).toHaveCount(0);
  await tell();
  await expect(dashboard.events).toHaveCount(1);
  await expect(dashboard.events).toContainText("somebody");
  await page.getByRole("button", { name: "Pause" }).click();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await tell();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(dashboard.events).toHaveCount(2);
  expect(asked.every((url) => url.includes("/live/rows"))).toBe(true);
});

test("an unknown page says so in words", async ({ dashboard, demo }) => {
  await dashboard.open();
  const answer = await dashboard.page.request.get(`${demo.collector}/dashboard/accounts/nobody`);
  expect(answer.status()).toBe(404);
});

const number = (text: string) => Number(text.replaceAll(",", ""));
