// Writing to support from help: what goes along, what stays here, and that nothing written is lost.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { expect, type Host, test } from "./host";

/** The inquiries that were said to the core, with their properties. */
const sent = (page: Page): Promise<Record<string, unknown>[]> =>
  page.evaluate(async () => {
    const { reader } = await import("/js/codec.js" as string);
    return (window as any).presses.filter(([kind]: number[]) => kind === 6).flatMap((bytes: number[]) => {
      const { text, properties } = reader(Uint8Array.from(bytes.slice(1)));
      return text() === "Help Inquiry Sent" ? [properties()] : [];
    });
  });

const question = (page: Page) => page.getByLabel("Your question");
const send = (page: Page) => page.getByRole("button", { name: "Send" });

/** Opens the form from a search that found nothing. */
async function write(page: Page, host: Host, scene = "help.en"): Promise<void> {
  await host.open();
  await host.paint(scene);
  await host.ask("article");
  await page.getByRole("article").waitFor();
  await page.getByRole("button", { name: "Back", exact: true }).click();
  await page.getByRole("searchbox").fill("qqzzx");
  await page.getByRole("button", { name: "Contact support" }).click();
  await expect(question(page)).toBeFocused();
}

test("nothing of the form is downloaded before somebody wants to write", async ({ page, host }) => {
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("/sdk/contact.") && asked.push(request.url()));
  await host.open();
  await host.paint("help.en");
  await host.ask("open");
  await page.getByText("For this page").waitFor();
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual([]);
  await page.getByRole("button", { name: "Contact support" }).click();
  await expect(question(page)).toBeVisible();
  expect(asked).toHaveLength(1);
});

test("the form starts with what was typed, and carries what one did before", async ({ page, host }) => {
  await write(page, host);
  await expect(question(page)).toHaveValue("qqzzx");
  const along = page.locator(".along li");
  await expect(along).toHaveText(["Page: /expenses/new", "Search: qqzzx", "Article: Create an expense"]);
  await page.getByText("Cards and accounting").click();
  await page.getByText("freee").click();
  await expect(page.getByText("We usually answer within two business days.")).toBeVisible();
  await send(page).click();
  await expect(page.getByRole("heading", { name: "We have your question" })).toBeFocused();
  await expect(page.locator(".receipt")).toContainText("We usually answer within two business days.");
  const [inquiry] = await sent(page);
  expect(inquiry).toMatchObject({
    text: "qqzzx", category: "accounting", answers: { system: "freee" }, searches: ["qqzzx"], articles: ["create-an-expense"],
  });
  expect(inquiry).not.toHaveProperty("page");
  expect(inquiry).not.toHaveProperty("contact");
  expect(inquiry.bundle).toMatch(/^[0-9a-f]{12}$/);
});

test("each of what goes along can be left out, the page too", async ({ page, host }) => {
  await write(page, host);
  for (const name of ["Page: /expenses/new", "Search: qqzzx", "Article: Create an expense"]) {
    await page.getByRole("button", { name: `Leave out: ${name}` }).click();
  }
  await expect(page.locator(".along")).toHaveCount(0);
  expect(await page.locator(".panel").evaluate((panel) => panel.contains((panel.getRootNode() as ShadowRoot).activeElement))).toBe(true);
  await page.getByText("Something else").click();
  await send(page).click();
  expect((await sent(page))[0]).toMatchObject({ searches: [], articles: [], page: false });
});

test("the page is shown as the host lets its addresses be sent", async ({ page, host }) => {
  await host.open();
  await page.evaluate(() => ((window as any).filter = (url: string) => url.replace(/new$/, "***")));
  await host.paint("help.en");
  await host.ask("open");
  await page.getByRole("button", { name: "Contact support" }).click();
  await expect(page.locator(".along li").first()).toHaveText("Page: /expenses/***");
  await page.evaluate(() => ((window as any).filter = () => null));
  await host.paint("help-elsewhere.en");
  await expect(page.locator(".along")).toHaveCount(0);
});

test("what is missing is said, and no more once it is there", async ({ page, host }) => {
  await write(page, host);
  await question(page).fill(" ");
  await send(page).click();
  await expect(question(page)).toBeFocused();
  await expect(page.getByText("Write an answer.")).toBeVisible();
  await expect(page.getByText("Choose an answer.")).toBeVisible();
  await question(page).fill("Why?");
  await expect(page.getByText("Write an answer.")).toBeHidden();
  await page.getByText("Plan and billing").click();
  await expect(page.getByText("Choose an answer.")).toBeHidden();
  await send(page).click();
  expect(await sent(page)).toHaveLength(1);
});

test("a secret is hidden before it is sent, and one sees it", async ({ page, host }) => {
  await write(page, host);
  await question(page).fill("My card 4242 4242 4242 4242 and password: hunter2");
  await page.getByText("Sign-in and security").click();
  await expect(question(page)).toHaveValue("My card ••• and password: •••");
  await expect(page.getByText("We hid what looks like a card number")).toBeVisible();
  await question(page).fill("token=abcdef");
  await question(page).press("Tab");
  await send(page).click();
  await expect(page.locator(".receipt")).toContainText("token=•••");
  expect((await sent(page))[0].text).toBe("token=•••");
});

test("a search is rid of secrets as well", async ({ page, host }) => {
  await page.clock.install();
  await host.open();
  await host.paint("help.en");
  await host.ask("open");
  await page.getByText("For this page").waitFor();
  await page.getByRole("searchbox").fill("card 4242424242424242");
  await page.clock.runFor(900);
  const bytes: number[][] = await host.get("presses");
  const said = new TextDecoder().decode(Uint8Array.from(bytes.at(-1)!));
  expect(said).toContain("card •••");
  expect(said).not.toContain("4242");
});

test("who is not known is asked for an address", async ({ page, host }) => {
  await write(page, host, "help-anonymous.en");
  await page.getByText("Something else").click();
  await page.getByLabel("E-mail address").fill("nobody");
  await send(page).click();
  await expect(page.getByText("Write an e-mail address, such as name@example.com.")).toBeVisible();
  await page.getByLabel("E-mail address").fill("lee@acme.example");
  await send(page).click();
  expect((await sent(page))[0].contact).toBe("lee@acme.example");
});

test("offline, it says that it waits", async ({ page, host }) => {
  await write(page, host);
  await page.context().setOffline(true);
  await page.getByText("Something else").click();
  await send(page).click();
  await expect(page.getByText("You are offline. Your question is kept on this device")).toBeVisible();
  expect(await sent(page)).toHaveLength(1);
  await page.context().setOffline(false);
  await expect(page.getByText("You are offline.")).toHaveCount(0);
});

test("a draft outlives the panel and the page, and goes when it is sent", async ({ page, host }) => {
  await write(page, host);
  await question(page).fill("It is long");
  await page.getByText("Cards and accounting").click();
  await page.getByRole("button", { name: "Leave out: Search: qqzzx" }).click();
  await page.keyboard.press("Escape");
  await host.ask("open");
  await expect(question(page)).toHaveValue("It is long");
  await host.open();
  await host.paint("help.en");
  await expect(question(page)).toHaveValue("It is long");
  await expect(page.getByRole("radio", { name: "Cards and accounting" })).toBeChecked();
  await expect(page.locator(".along li")).toHaveCount(2);
  await send(page).click();
  await page.getByRole("button", { name: "Ask something else" }).click();
  await expect(question(page)).toHaveValue("");
  await question(page).fill("One more");
  await page.getByText("Something else").click();
  await send(page).click();
  const [first, second] = await sent(page);
  expect(first.inquiry).not.toBe(second.inquiry);
});

test("with the user, help forgets what was typed, read and written", async ({ page, host }) => {
  await write(page, host);
  await question(page).fill("Nobody else may read this");
  await page.evaluate(() => (delete sessionStorage["banso:help"], (window as any).view.ask(Uint8Array.of(1))));
  await expect(page.locator(".panel")).toHaveCount(0);
  await host.ask("open");
  expect(await host.get<string[]>("warnings")).toEqual([]);
  await expect(page.getByRole("searchbox")).toHaveValue("");
  await expect(page.getByText("Recent")).toHaveCount(0);
  await page.getByRole("button", { name: "Contact support" }).click();
  await expect(question(page)).toHaveValue("");
  await expect(page.locator(".along li")).toHaveCount(1);
  expect(await page.evaluate(() => sessionStorage["banso:help"])).not.toContain("Nobody");
});

test("an article that did not help leads on, and asks why", async ({ page, host }) => {
  await host.open();
  await host.paint("help.en");
  await host.ask("article");
  await page.getByRole("button", { name: "No", exact: true }).click();
  await page.getByLabel("What made the difference?").fill("password: hunter2 does not work");
  await page.locator(".why").getByRole("button").click();
  await expect(page.locator(".why")).toHaveCount(0);
  const said = new TextDecoder().decode(Uint8Array.from((await host.get<number[][]>("presses")).at(-1)!));
  expect(said).toContain("password: ••• does not work");
  await page.getByRole("button", { name: "Contact support" }).click();
  await expect(page.locator(".along li").last()).toHaveText("Article: Create an expense");
});

test.describe("while the form cannot be had", () => {
  test.use({ expectedErrors: /Failed to load resource/ });

  test("help says so and tries again", async ({ page, host }) => {
    await page.route(/\/sdk\/contact\./, (route) => route.abort());
    await host.open();
    await host.paint("help.en");
    await host.ask("open");
    await page.getByRole("button", { name: "Contact support" }).click();
    await expect(page.getByRole("alert")).toContainText("Help could not be loaded.");
    await page.unrouteAll();
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(question(page)).toBeVisible();
  });
});

for (const [theme, width] of [["light", 1280], ["dark", 390]] as const) {
  test(`axe finds nothing in ${theme}, ${width} wide`, async ({ page, host }) => {
    await page.setViewportSize({ width, height: 800 });
    await host.open(`theme=${theme}`);
    await host.paint("help-anonymous.en");
    await host.ask("open");
    const clean = async () => {
      const { violations } = await new AxeBuilder({ page }).include("banso-root").analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    };
    await page.getByRole("button", { name: "Contact support" }).click();
    await send(page).click();
    await clean();
    await question(page).fill("Why? 4242424242424242");
    await page.getByText("Cards and accounting").click();
    await page.getByLabel("E-mail address").fill("lee@acme.example");
    await clean();
    await send(page).click();
    await page.locator(".receipt").waitFor();
    await clean();
  });
}
