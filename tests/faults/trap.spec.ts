// The core traps: another takes its place, at most three times, and nothing that was tracked is lost or doubled.
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { giveWay } from "./spoil";

test.beforeEach(({ page }) => page.addInitScript(giveWay));

/** What Banso said, and what nobody caught. */
function listen(page: Page): string[] {
  const heard: string[] = [];
  page.on("pageerror", (error) => heard.push(`uncaught: ${error}`));
  page.on("console", (message) => /Banso: (?!the content)/.test(message.text()) && heard.push(message.text()));
  return heard;
}

test("three traps lose nothing, and the page goes on", async ({ host, page, servers }) => {
  const heard = listen(page);
  await host.open();
  await page.evaluate(() => (window.banso.identify("usr_1", { plan: "team" }), window.banso.group("acc_1", { seats: 3 })));
  for (let trap = 0; trap < 3; trap++) {
    await host.track(10);
    await page.evaluate(() => window.spoil());
    // The very call that traps counts too.
    await host.track(10);
  }
  await host.settled();
  await host.accounts();
  expect([...servers.stored.values()].filter((name) => !name.startsWith("Event")), "one page, one identify, one group").toHaveLength(3);
  expect(heard).toEqual([expect.stringMatching(/went on anew on this page/)]);
});

test("after the fourth trap Banso is quiet, and the next visit delivers", async ({ context, host, page, servers }) => {
  const heard = listen(page);
  servers.faults = Array.from({ length: 9 }, () => ({ response }) => void response.writeHead(503, { "retry-after": "1" }).end());
  await host.open();
  await host.track(25);
  const thrown = await page.evaluate(() => {
    try {
      for (let trap = 0; trap < 4; trap++) {
        window.spoil();
        window.banso.flush();
      }
      window.banso.track("too late");
    } catch (error) {
      return String(error);
    }
  });
  expect(thrown).toBeUndefined();
  expect(heard).toEqual([expect.stringMatching(/went on anew/), expect.stringMatching(/stopped on this page/)]);
  servers.faults = [];
  const next = await context.newPage();
  await host.open(next);
  await host.settled(next);
  await host.accounts();
});
