// The view beside the frameworks that hosts are made with.
import { expect, test } from "./host";
import { frames, gap } from "./hosts/look";

// What React's development build says to everyone; its other warnings are failures.
test.use({ expectedErrors: /React DevTools/ });

for (const name of ["react", "vue", "jquery"]) {
  test(`${name}: a target that is made anew, moved and rendered under load is followed`, async ({ page, host }) => {
    await host.open();
    await page.evaluate((name) => import(`/host/${name}.mjs`), name);
    await page.locator("#late").waitFor();
    await host.paint("late.en");
    await expect(page.locator(".card")).toBeVisible();
    await page.evaluate(async () => {
      for (let at = 0; at < 61; at++) {
        (window as any).turn();
        (window as any).turn();
        (window as any).turn();
        await new Promise(requestAnimationFrame);
      }
    });
    await frames(page);
    await expect(page.locator("#late")).toHaveText("Row 7");
    expect(await gap(page, "#late")).toBeGreaterThan(6);
    expect(await gap(page, "#late")).toBeLessThan(20);
    await expect(page.locator(".card")).toHaveCount(1);
    await page.getByRole("button", { name: "Next" }).click();
    expect(await host.presses()).toEqual(["Shown", "Next"]);
  });

  test(`${name}: a dialog in a portal hides the step below it, which comes back when it goes`, async ({ page, host }) => {
    await host.open();
    await page.evaluate((name) => import(`/host/${name}.mjs`), name);
    await page.locator("#late").waitFor();
    await host.paint("late.en");
    await page.evaluate(() => (window as any).confirmInPortal());
    await expect(page.locator("dialog[aria-label=Portal] banso-root")).toHaveCount(1);
    await expect(page.locator(".card")).toHaveCount(0);
    await page.locator("#close").click();
    await expect(page.locator("dialog[aria-label=Portal]")).toHaveCount(0);
    await expect(page.locator("body > banso-root")).toHaveCount(1);
    await page.getByRole("button", { name: "Next" }).click();
    expect(await host.presses()).toEqual(["Shown", "Next"]);
  });
}
