// The checklist in help: tasks in order, optional ones, the deadline, and the end.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./host";

const list = (page: any) => page.getByRole("region", { name: /Get started/ });

test("tasks in order wait for the one before, and say so", async ({ page, host }) => {
  await host.open();
  await host.paint("ordered.en");
  await host.ask("open");
  const rows = list(page).getByRole("listitem");
  await expect(rows).toHaveCount(6);
  await expect(list(page)).toContainText("1 of 5 done");
  await expect(rows.nth(1).getByRole("button")).toHaveCount(1);
  for (const at of [2, 3, 4, 5]) {
    await expect(rows.nth(at).getByRole("button")).toHaveCount(0);
    await expect(rows.nth(at)).toContainText("Available after “Invite a colleague”");
  }
  await expect(rows.nth(5)).toContainText("Optional");
});

test("a deadline is said in days, and calmly when it has passed", async ({ page, host }) => {
  await host.open();
  await host.paint("ordered.en");
  await host.ask("open");
  await expect(list(page)).toContainText("Due in 3 days");
  await host.paint("overdue.en");
  await expect(list(page)).toContainText("Was due 2 days ago");
  await host.paint("ordered.ja");
  await expect(page.getByText("期限は3日後")).toBeVisible();
  await expect(page.getByText("任意")).toBeVisible();
});

test("the end is celebrated beside the launcher, once", async ({ page, host }) => {
  await host.open();
  await host.paint("ordered-done.en");
  await expect(page.locator(".launcher")).toBeVisible();
  await expect(page.locator(".cheer"), "it was complete before this page").toHaveCount(0);
  await host.paint("ordered.en");
  await host.paint("tour.en");
  await expect(page.locator(".card")).toBeVisible();
  await host.paint("ordered-done.en");
  await expect(page.locator(".cheer")).toHaveText("You are all set. Your next expense takes a minute.");
  await expect(page.getByRole("status").filter({ hasText: "all set" })).toBeAttached();
  const { violations } = await new AxeBuilder({ page }).include("banso-root").analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.locator(".cheer").getByRole("button", { name: "Close" }).click();
  await expect(page.locator(".cheer")).toHaveCount(0);
  expect(await host.focused()).toBe("help");
});

test("the end is celebrated in the open panel, with what is optional left", async ({ page, host }) => {
  await host.open();
  await host.paint("ordered.en");
  await host.ask("open");
  await expect(list(page)).toContainText("1 of 5 done");
  await host.paint("ordered-done.en");
  await expect(list(page)).toContainText("All done");
  await expect(list(page)).toContainText("You are all set.");
  await expect(list(page).getByRole("listitem")).toHaveCount(1);
  await expect(list(page).getByRole("listitem").getByRole("button")).toContainText("Optional");
  await expect(page.getByRole("status").filter({ hasText: "all set" })).toBeAttached();
  await page.keyboard.press("Escape");
  await expect(page.locator(".cheer"), "it has been said").toHaveCount(0);
});
