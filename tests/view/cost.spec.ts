// What a step costs the page: the layouts that scripts force while it is painted, as the browser itself records them.
import { type CDPSession } from "@playwright/test";
import { expect, test } from "./host";

/** What the tests need to know of an event of a trace. */
interface Traced {
  name: string;
  args: { beginData?: { stackTrace?: object[] } };
}

const CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline", "disabled-by-default-devtools.timeline.stack"];

/** The layouts that a script waited for while `act` ran, up to the frame after it. */
async function forced(session: CDPSession, act: () => Promise<unknown>): Promise<number> {
  const events: Traced[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as Traced[])));
  const complete = new Promise((done) => session.once("Tracing.tracingComplete", done));
  await session.send("Tracing.start", { traceConfig: { includedCategories: CATEGORIES }, transferMode: "ReportEvents" });
  await act();
  await session.send("Tracing.end");
  await complete;
  // A layout that the browser does for a frame has no script to name.
  return events.filter(({ name, args }) => name === "Layout" && args.beginData?.stackTrace?.length).length;
}

test("the next step of a tour makes the page lay itself out at most once before its frame", async ({ page, host, browser }) => {
  await host.open();
  await host.paint("tour-first.en");
  await expect(page.locator(".card")).toBeVisible();
  await page.waitForLoadState("networkidle");
  const session = await browser.newBrowserCDPSession();
  // Two frames, so that what follows from the step's own frame counts as well.
  const painted = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const paint = async (scene: string) => {
    await host.paint(scene);
    await painted();
  };
  await painted();
  const probe = await forced(session, () => page.evaluate(() => {
    document.body.append("more");
    document.body.getBoundingClientRect();
  }));
  expect(probe, "the browser names the scripts that force a layout").toBe(1);
  expect(await forced(session, () => paint("tour.en"))).toBeLessThanOrEqual(1);
  await expect(page.locator(".card")).toBeFocused();
});
