// Pages that go away in every way there is: what was tracked arrives, then or on the next visit, and is stored once.
import type { Browser, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { honest } from "./server";

test("a killed page loses nothing that was tracked in the same task", async ({ browser, context, host, page }) => {
  for (let round = 0; round < 3; round++) {
    const tab = round ? await context.newPage() : page;
    await host.open(tab);
    await killWhileTracking(browser, tab, host.names(50));
  }
  const next = await context.newPage();
  await host.open(next);
  await host.settled(next);
  await host.accounts();
});

/** Tracks, keeps the page's only thread busy, and kills its process in the midst of that task. */
async function killWhileTracking(browser: Browser, tab: Page, names: string[]): Promise<void> {
  const tracked = tab.waitForEvent("console", (message) => message.text() === "tracked");
  const crashed = tab.waitForEvent("crash");
  void tab
    .evaluate((names) => {
      names.forEach((name) => window.banso.track(name, { amount: 12 }));
      console.log("tracked");
      for (;;);
    }, names)
    .catch(() => {});
  await tracked;
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send("SystemInfo.getProcessInfo");
  for (const { id, type } of processInfo) if (type === "renderer") process.kill(id, "SIGKILL");
  await crashed;
  await cdp.detach();
  await tab.close();
}

test("what is tracked as the page is left arrives, by the time of the next visit", async ({ context, host, page, servers }) => {
  await host.open();
  await host.settled();
  await page.evaluate((names) => {
    names.forEach((name) => window.banso.track(name));
    location.href = "about:blank";
  }, host.names(15));
  await page.waitForURL("about:blank");
  await expect.poll(() => [...servers.stored.values()].filter((name) => name.startsWith("Event")).length).toBe(15);
  await host.open();
  await page.evaluate((names) => names.forEach((name) => window.banso.track(name)), host.names(5));
  await page.close();
  const next = await context.newPage();
  await host.open(next);
  await host.settled(next);
  await host.accounts();
});

test("more than the browser lets outlive a page stays stored", async ({ context, host, page, servers }) => {
  await host.open();
  await host.settled();
  servers.faults = Array.from({ length: 9 }, () => ({ response }) => void response.destroy());
  await page.evaluate((names) => {
    names.forEach((name) => window.banso.track(name, { text: "x".repeat(1_000) }));
    window.banso.identify("usr_late");
    location.href = "about:blank";
  }, host.names(200));
  await page.waitForURL("about:blank");
  servers.faults = [];
  const next = await context.newPage();
  await host.open(next);
  await host.settled(next);
  await host.accounts();
});

test("beyond that the browser sends later, when the page is gone, what matters first having gone at once", async ({ host, page, servers }) => {
  const first: string[][] = [];
  await host.open();
  await host.settled();
  const kinds = (body: string) => JSON.parse(body).batch.map(({ type }: { type: string }) => type);
  servers.faults = Array.from({ length: 9 }, () => async (batch) => (first.push(kinds(batch.body)), honest(batch)));
  await page.evaluate((names) => {
    names.forEach((name) => window.banso.track(name, { text: "x".repeat(1_000) }));
    window.banso.identify("usr_late");
    location.href = "about:blank";
  }, host.names(75));
  await page.waitForURL("about:blank");
  await expect.poll(() => [...servers.stored.values()].filter((name) => name.startsWith("Event")).length).toBe(75);
  expect(first.map(([type]) => type), "who it is goes before events").toContain("identify");
  await host.accounts();
});

test("a page that is hidden and shown a hundred times sends nothing again", async ({ host, page, servers }) => {
  await host.open();
  await host.track(5);
  await host.settled();
  const { requests } = servers;
  await page.evaluate(async () => {
    let hidden = false;
    Object.defineProperty(document, "hidden", { get: () => hidden });
    for (let cycle = 0; cycle < 200; cycle++) {
      hidden = !hidden;
      document.dispatchEvent(new Event("visibilitychange"));
      await new Promise((next) => setTimeout(next));
    }
  });
  expect(servers.requests).toBe(requests);
  await host.accounts();
});

test("a page that comes back from the back/forward cache goes on, and sends nothing again", async ({ host, page, servers }) => {
  await host.open();
  await page.evaluate(() => addEventListener("pageshow", ({ persisted }) => (document.title = persisted ? "restored" : "new")));
  for (let round = 0; round < 5; round++) {
    await host.track(3);
    await host.settled();
    const { requests } = servers;
    await page.goto(`${servers.address}/elsewhere`);
    await page.goBack({ waitUntil: "commit" });
    await expect(page).toHaveTitle("restored");
    expect(servers.requests).toBe(requests);
  }
  await host.track(3);
  await host.settled();
  await host.accounts();
});

test("ten tabs, some frozen, some gone, lose nothing and send nothing twice", async ({ context, host, page, servers }) => {
  const tabs = [page];
  while (tabs.length < 10) tabs.push(await context.newPage());
  for (const tab of tabs) await host.open(tab);
  // Down while they track, so that everything is stored.
  servers.faults = Array.from({ length: 30 }, () => ({ response }) => void response.writeHead(503).end());
  for (const tab of tabs) await host.track(7, tab);
  const ids = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(":q:")).length);
  expect(ids).toBeGreaterThanOrEqual(70);
  for (const tab of tabs.slice(1, 4)) await freeze(tab, "frozen");
  for (const tab of tabs.slice(6)) await tab.close();
  servers.faults = [];
  const sent: string[] = [];
  const listen = (tab: Page) =>
    tab.on("response", async (response) => {
      if (!response.url().endsWith("/v1/batch") || response.status() !== 200) return;
      sent.push(...(await response.json().catch(() => ({ accepted: [] }))).accepted);
    });
  const next = await context.newPage();
  for (const tab of [...tabs.slice(0, 6), next]) listen(tab);
  await host.open(next);
  await host.settled(next);
  for (const tab of tabs.slice(1, 4)) await freeze(tab, "active");
  await host.track(1, tabs[1]);
  await host.settled(tabs[1]);
  expect(new Set(sent).size, "sent twice by two tabs").toBe(sent.length);
  await host.accounts();
});

async function freeze(tab: Page, state: "frozen" | "active"): Promise<void> {
  const cdp = await tab.context().newCDPSession(tab);
  await cdp.send("Page.setWebLifecycleState", { state });
  await cdp.detach();
}

test("what the host clears from its storage is sent all the same", async ({ host, page }) => {
  await host.open();
  await host.track(10);
  await page.evaluate(() => localStorage.clear());
  await page.evaluate(() => window.banso.flush());
  await expect.poll(() => host.servers.stored.size).toBeGreaterThan(10);
  await host.accounts();
});
