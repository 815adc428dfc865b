// Surveys: every type of question by mouse and by keyboard, what will not do, what is kept and what is forgotten.
import type { Page } from "@playwright/test";
import { type Host, expect, test } from "./host";

/** What was sent last: the answers. */
const sent = async (host: Host) => (await host.get<[string, object, number[]][]>("acted")).at(-1)?.[1];

/** Paints a survey and waits until its form is ready. */
async function show(host: Host, scene: string): Promise<void> {
  await host.paint(`survey-${scene}`);
  await expect(host.page.locator("form")).toHaveCSS("visibility", "visible");
}

const send = (page: Page) => page.locator(".card .main").click();
const draft = (page: Page) => page.evaluate(() => sessionStorage["banso:form"]);

test("scales answer with a number, by the pointer and by keys", async ({ page, host }) => {
  await host.open();
  for (const [scene, name, value] of [["nps", "8", 8], ["csat", "5, Very satisfied", 5], ["ces", "1, Strongly disagree", 1], ["stars", "3 of 5 stars", 3]] as const) {
    await show(host, `${scene}.en`);
    await page.getByRole("radio", { name, exact: true }).locator("..").click();
    await send(page);
    expect(await sent(host)).toEqual({ [scene]: value });
  }
  await show(host, "nps.en");
  await page.getByRole("radio", { name: "5", exact: true }).focus();
  await page.keyboard.press("7");
  await expect(page.getByRole("radio", { name: "7", exact: true })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  expect(await sent(host)).toEqual({ nps: 8 });
  // A 0 behind a 1 makes a 10, and alone it is a 0.
  await page.keyboard.press("1");
  await page.keyboard.press("0");
  await expect(page.getByRole("radio", { name: "10, Extremely likely" })).toBeChecked();
  await page.keyboard.press("0");
  await expect(page.getByRole("radio", { name: "0, Not at all likely" })).toBeChecked();
  expect(await host.get("keys")).toBe(0);
});

test("options answer with their ids, and another one with a text", async ({ page, host }) => {
  await host.open();
  await show(host, "choice.en");
  const own = page.getByLabel("Your own answer");
  await expect(own).toBeHidden();
  await page.getByText("Other").click();
  await own.fill("  Travel  ");
  await own.press("Enter");
  expect(await sent(host)).toEqual({ choice: "other", "choice.other": "Travel" });
  await show(host, "choices.en");
  await page.getByLabel("Approvals").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await send(page);
  expect(await sent(host)).toEqual({ choices: ["approvals", "cards"] });
});

test("texts answer whole, and Enter sends a line but not a text of several", async ({ page, host }) => {
  await host.open();
  await show(host, "text.en");
  await page.getByRole("textbox", { name: "Which tool did you use before?" }).fill("A spreadsheet");
  await page.keyboard.press("Enter");
  expect(await sent(host)).toEqual({ text: "A spreadsheet" });
  await show(host, "long.en");
  const field = page.getByRole("textbox", { name: "What is the main reason" });
  await field.fill("Fast.");
  await field.press("Enter");
  await expect(field).toHaveValue("Fast.\n");
  const tally = page.locator(".tally");
  await expect(tally).toHaveText("");
  const long = "é".repeat(4000);
  await field.fill(long.slice(800));
  await expect(tally).toHaveText("3200 of 4000 characters");
  await expect(tally).toHaveAttribute("aria-live", "polite");
  await field.fill(long);
  await send(page);
  expect(await sent(host)).toEqual({ long });
});

test("a ranking is moved by its buttons, and says where an item is then", async ({ page, host }) => {
  await host.open();
  await show(host, "ranking.en");
  const up = page.getByRole("button", { name: "Move up: Card import" });
  await up.click();
  await expect(up).toBeFocused();
  await expect(page.getByText("Card import, 2 of 4")).toBeAttached();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Move down: Receipt capture" }).press("Space");
  await send(page);
  expect(await sent(host)).toEqual({ ranking: ["cards", "approvals", "receipts", "reports"] });
});

test("an item of a ranking is dragged to its place, with a mouse and with a thumb", async ({ page, host }) => {
  await host.open();
  await show(host, "ranking.en");
  const middle = async (name: string) => {
    const { x, y, width, height } = (await page.locator(".ranking li", { hasText: name }).boundingBox())!;
    return [x + width / 2, y + height / 2] as const;
  };
  await page.mouse.move(...(await middle("Reports")));
  await page.mouse.down();
  const [x, y] = await middle("Receipt");
  await page.mouse.move(x, y + 30);
  await page.mouse.move(x, y - 30, { steps: 4 });
  await expect(page.getByText("Reports and exports, 1 of 4")).toBeAttached();
  await page.mouse.up();
  await page.mouse.move(...(await middle("Card")));
  await send(page);
  expect(await sent(host)).toEqual({ ranking: ["reports", "receipts", "approvals", "cards"] });
  const held = await page.locator(".grip").first().evaluate((grip) => getComputedStyle(grip).touchAction);
  expect(held).toBe("none");
});

test("an option that is chosen alone takes the place of the others", async ({ page, host }) => {
  await host.open();
  await show(host, "alone.en");
  for (const name of ["Approvals", "Card import"]) await page.getByLabel(name).check();
  await page.getByLabel("None of these").check();
  await expect(page.locator(":checked")).toHaveCount(1);
  await send(page);
  expect(await sent(host)).toEqual({ alone: ["none"] });
  await page.getByLabel("Approvals").check();
  await expect(page.getByLabel("None of these")).not.toBeChecked();
  await send(page);
  await expect(page.locator("[role=alert] :visible")).toHaveText("Choose at least 2.");
});

test("a matrix answers row by row", async ({ page, host }) => {
  await host.open();
  await show(host, "matrix.en");
  await page.getByRole("radio", { name: "Creating an expense, Easy" }).check();
  await send(page);
  await expect(page.locator("[role=alert] :visible")).toHaveText("Choose an answer in each row.");
  await expect(page.getByRole("radio", { name: "Getting it approved, Hard" })).toBeFocused();
  await page.keyboard.press("Space");
  await page.getByRole("radio", { name: "Getting paid back, Neither" }).check();
  await send(page);
  expect(await sent(host)).toEqual({ "matrix.create": "easy", "matrix.approve": "hard", "matrix.pay": "fair" });
});

test("what will not do is said, at the field, and goes when it is mended", async ({ page, host }) => {
  await host.open();
  const alert = page.locator("[role=alert] :visible");
  for (const [scene, words] of [["nps", "Choose an answer."], ["choice", "Choose an answer."], ["choices", "Choose an answer."], ["long", "Write an answer."]]) {
    await show(host, `${scene}.en`);
    await send(page);
    await expect(alert).toHaveText(words);
    await expect(page.locator("[aria-invalid=true]")).toHaveCount(1);
    expect(await page.evaluate(() => document.querySelector("banso-root")!.shadowRoot!.activeElement!.getAttribute("name"))).toBe(scene);
  }
  await page.locator(".field").fill("Fast");
  await expect(alert).toHaveCount(0);
  await expect(page.locator("[aria-invalid=true]")).toHaveCount(0);
  await send(page);
  await expect(alert).toHaveText("Write at least 5 characters.");
  await show(host, "choices.en");
  await page.getByLabel("Approvals").check();
  await send(page);
  await expect(alert).toHaveText("Choose at least 2.");
  for (const name of ["Receipt capture", "Card import", "Other"]) await page.getByLabel(name, { exact: true }).check();
  await send(page);
  await expect(alert).toHaveText("Choose 3 at most.");
  expect(await host.get("acted")).toEqual([]);
});

test("a question that may be skipped is, and sends nothing", async ({ page, host }) => {
  await host.open();
  await show(host, "csat.en");
  await page.getByRole("radio", { name: "4", exact: true }).check();
  await page.getByRole("button", { name: "Skip" }).click();
  expect(await host.get("acted")).toEqual([["survey", {}, expect.anything()]]);
  await show(host, "nps.en");
  await expect(page.getByRole("button", { name: "Skip" })).toHaveCount(0);
});

test("what is filled in outlives another language, a reload and a way back, and ends with the survey", async ({ page, host }) => {
  await host.open();
  await show(host, "long.en");
  await page.locator(".field").fill("Fast and calm");
  await show(host, "long.ja");
  await expect(page.locator(".field")).toHaveValue("Fast and calm");
  await page.reload();
  await host.open();
  await show(host, "long.en");
  await expect(page.locator(".field")).toHaveValue("Fast and calm");
  await send(page);
  await show(host, "ranking.en");
  await page.getByRole("button", { name: "Move up: Card import" }).click();
  await page.reload();
  await host.open();
  await show(host, "long.en");
  await expect(page.locator(".field")).toHaveValue("Fast and calm");
  await show(host, "ranking.en");
  await expect(page.locator(".ranking li").nth(1)).toContainText("Card import");
  await show(host, "choice.en");
  await page.getByText("Other").click();
  await page.getByLabel("Your own answer").fill("Travel");
  await show(host, "choice.ja");
  await expect(page.getByLabel("その他の内容")).toHaveValue("Travel");
  expect(await draft(page)).toContain("Travel");
  await host.paint("none.en");
  await expect.poll(() => draft(page)).toBeUndefined();
  await show(host, "choice.en");
  await expect(page.locator(":checked")).toHaveCount(0);
  // The core forgets who it was: the next one finds nothing, even in the same survey.
  await page.getByText("Other").click();
  await page.evaluate(() => sessionStorage.clear());
  await show(host, "choice.ja");
  await expect(page.locator(":checked")).toHaveCount(0);
});

test("in the middle the page waits, and Escape closes", async ({ page, host }) => {
  await host.open();
  await host.paint("centred-nps.en");
  await expect(page.locator("dialog.card")).toBeVisible();
  await page.keyboard.press("Escape");
  expect(await host.presses()).toContain("Dismiss");
});

test("a scale can be hit with a thumb, in either direction", async ({ page, host }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  for (const locale of ["en", "ja", "ar"]) {
    await host.open(`lang=${locale}`);
    await show(host, `nps.${locale}`);
    const boxes = await page.locator(".pick").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
    for (const { width, height } of boxes) {
      expect(height).toBeGreaterThanOrEqual(40);
      expect(width).toBeGreaterThanOrEqual(24);
    }
    const [first, last] = [boxes[0].left, boxes[10].left];
    expect(first < last).toBe(locale !== "ar");
    expect(await page.locator(".card").evaluate((card) => card.scrollWidth > card.clientWidth)).toBe(false);
  }
});
