// The checklist: six tasks, done in the app itself, complete themselves, last, and reach the dashboard.
import { expect, test } from "./fixtures";

test("a new account finishes its checklist and the dashboard says the same", async ({ app, banso, dashboard, page }) => {
  test.slow();
  const { account } = await app.asNewcomer();
  await expect(banso.launcher).toHaveAccessibleName(/^ヘルプ, 0 \/ 6 完了/);
  await banso.delivered();
  const before = await completed();

  await banso.button("dismiss").click();
  await banso.launcher.click();
  await expect(banso.tasks).toHaveCount(6);
  await expect(banso.panel.locator(".task[data-done]")).toHaveCount(0);
  await banso.tasks.first().click();
  await expect(page).toHaveURL(/\/settings$/);

  const steps: [done: string, act: () => Promise<void>][] = [
    ["1 / 6", () => app.saveCompanyProfile()],
    ["2 / 6", () => app.inviteMember("aoi@tsubame-sekkei.example")],
    ["3 / 6", () => app.createExpense("save", "文具のひまわり")],
    ["4 / 6", () => app.captureReceipt()],
    ["5 / 6", () => app.createExpense("submit", "つばめ交通")],
  ];
  for (const [done, act] of steps) {
    await act();
    await expect(banso.launcher).toHaveAccessibleName(new RegExp(`^ヘルプ, ${done} 完了`));
  }
  await app.reload();
  await expect(banso.launcher).toHaveAccessibleName(/^ヘルプ, 5 \/ 6 完了/);

  await app.connectIntegration("freee");
  await expect(banso.launcher).toHaveAccessibleName(/^ヘルプ(?!.*完了)/);
  await app.reload();
  await expect(banso.launcher).toHaveAccessibleName(/^ヘルプ(?!.*完了)/);
  await banso.launcher.click();
  await expect(banso.panel.locator(".todo")).toContainText("すべて完了しました");

  await dashboard.eventually(`/accounts/${account}`, async () => {
    await expect(dashboard.figure("Tasks done")).toHaveText("6 / 6", { timeout: 1 });
  });
  await expect(dashboard.page.locator(".tasks li.done")).toHaveCount(6);
  await expect(dashboard.row("users", "小林 陽菜")).toContainText("6 / 6");
  expect(await completed()).toBe(before + 1);

  /** How many people have completed the checklist, by the dashboard's figure. */
  async function completed(): Promise<number> {
    await dashboard.open("/onboarding");
    return Number((await dashboard.figure("Completed").innerText()).replace(",", ""));
  }
});
