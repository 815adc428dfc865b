// What becomes of a step whose target can no longer be seen: it hides, comes back, and says why when it gives up.
import { expect, type Host, test } from "./host";
import { frames, gap } from "./hosts/look";

/** The page with a step by `#late`, which stands in a box of its own. */
async function begin(host: Host): Promise<void> {
  await host.open();
  await host.page.evaluate(() => {
    const box = Object.assign(document.createElement("div"), { id: "box" });
    box.append(Object.assign(document.createElement("button"), { id: "late", textContent: "Here" }));
    document.querySelector("#slot")!.append(box);
  });
  await host.paint("late.en");
  await host.page.locator(".card").waitFor();
}

/** Styles an element of the page. */
const style = (host: Host, selector: string, css: string) =>
  host.page.evaluate(([selector, css]) => (document.querySelector<HTMLElement>(selector)!.style.cssText = css), [selector, css]);

/** Lays something over the page, below what stays in the page's top layer. */
const cover = (host: Host, css = "inset: 0; background: #fff") =>
  host.page.evaluate((css) => {
    const cover = Object.assign(document.createElement("div"), { id: "cover" });
    cover.style.cssText = `position: fixed; z-index: 9; ${css}`;
    document.body.append(cover);
  }, css);

const uncover = (host: Host) => host.page.evaluate(() => document.querySelector("#cover")!.remove());

/** Counts how often the card leaves the page. */
const countRemovals = (host: Host) =>
  host.page.locator(".card").evaluate((card) => {
    (window as any).removals = 0;
    new MutationObserver(() => (window as any).removals++).observe(card.parentNode!, { childList: true });
  });

for (const [what, selector, css] of [
  ["is not displayed", "#late", "display: none"],
  ["is invisible", "#late", "visibility: hidden"],
  ["has no size", "#late", "all: unset; font-size: 0"],
  ["lies in what is not displayed", "#box", "display: none"],
  ["lies in what the browser skips", "#box", "content-visibility: hidden; height: 40px"],
  ["is clipped", "#box", "overflow: hidden; height: 0"],
] as const) {
  test(`the step hides while its target ${what}, and comes back`, async ({ page, host }) => {
    await begin(host);
    await style(host, selector, css);
    await expect(page.locator(".card")).toHaveCount(0);
    await expect(page.locator(".spot")).toHaveCount(0);
    await style(host, selector, "");
    await expect(page.locator(".card")).toBeVisible();
    expect(await gap(page, "#late")).toBeLessThan(20);
    expect(await host.presses()).toEqual(["Shown"]);
  });
}

test("the step hides while its target is scrolled out of its container, and comes back", async ({ page, host }) => {
  await begin(host);
  await style(host, "#box", "overflow: auto; height: 60px");
  await page.evaluate(() => {
    const tall = document.createElement("p");
    tall.style.height = "400px";
    document.querySelector("#box")!.append(tall);
  });
  await page.evaluate(() => (document.querySelector("#box")!.scrollTop = 200));
  await expect(page.locator(".card")).toHaveCount(0);
  await page.evaluate(() => (document.querySelector("#box")!.scrollTop = 10));
  await expect(page.locator(".card")).toBeVisible();
  expect(await gap(page, "#late")).toBeLessThan(20);
});

test("a target that starts out of sight in its container is scrolled to", async ({ page, host }) => {
  await host.open();
  await page.evaluate(() => {
    const box = Object.assign(document.createElement("div"), { id: "box" });
    box.style.cssText = "overflow: auto; height: 60px";
    const tall = document.createElement("p");
    tall.style.height = "200px";
    box.append(tall, Object.assign(document.createElement("button"), { id: "late", textContent: "Here" }));
    document.querySelector("#slot")!.append(box);
  });
  await host.paint("late.en");
  await expect(page.locator(".card")).toBeVisible();
  expect(await page.evaluate(() => document.querySelector("#box")!.scrollTop)).toBeGreaterThan(100);
});

test("the step hides while something covers its target, and comes back", async ({ page, host }) => {
  await begin(host);
  await cover(host);
  await expect(page.locator(".card")).toHaveCount(0);
  await uncover(host);
  await expect(page.locator(".card")).toBeVisible();
  expect(await host.presses()).toEqual(["Shown"]);
});

for (const [what, css] of [
  ["something see-through", "inset: 0"],
  ["something faint", "inset: 0; background: #fff; opacity: 0"],
  ["what no pointer touches", "inset: 0; background: #fff; pointer-events: none"],
  ["a part of the page that is elsewhere", "inset: auto 0 0 0; height: 100px; background: #fff"],
] as const) {
  test(`${what} does not hide the step`, async ({ page, host }) => {
    await page.clock.install({ time: 0 });
    await begin(host);
    await page.clock.pauseAt(3_600_000);
    await countRemovals(host);
    await cover(host, css);
    await page.clock.runFor(3_000);
    expect(await host.get("removals")).toBe(0);
  });
}

test("a message that comes and goes does not make the step flicker", async ({ page, host }) => {
  await page.clock.install({ time: 0 });
  await begin(host);
  await page.clock.pauseAt(3_600_000);
  await countRemovals(host);
  await cover(host);
  await page.clock.runFor(800);
  await uncover(host);
  await page.clock.runFor(800);
  await cover(host);
  await page.clock.runFor(800);
  expect(await host.get("removals")).toBe(0);
  await page.clock.runFor(400);
  expect(await host.get("removals")).toBe(1);
});

test("a dialog of the host over the target hides the step at once, and gives it back", async ({ page, host }) => {
  await begin(host);
  await page.evaluate(() => document.querySelector("dialog")!.showModal());
  await expect(page.locator(".card")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.locator("dialog")).toBeHidden();
  await expect(page.locator(".card")).toBeVisible();
  expect(await host.presses()).toEqual(["Shown"]);
});

test("a target under a header that stays is scrolled clear of it", async ({ page, host }) => {
  await host.open();
  await page.evaluate(() => {
    const late = Object.assign(document.createElement("button"), { id: "late", textContent: "Here" });
    late.style.cssText = "position: absolute; top: 1000px";
    document.querySelector("#slot")!.append(late);
    document.querySelector("header")!.style.cssText = "position: fixed; inset: 0 0 auto 0; background: #fff; z-index: 2";
    scrollTo(0, 990);
  });
  await host.paint("late.en");
  await expect(page.locator(".card")).toBeVisible();
  expect((await page.locator("#late").boundingBox())!.y).toBeGreaterThan(100);
  expect(await host.presses()).toEqual(["Shown"]);
});

test("a native control below what is drawn in its place can be stood by", async ({ page, host }) => {
  await host.open();
  await page.evaluate(() => {
    const drawn = document.createElement("label");
    drawn.style.cssText = "position: relative; display: block; width: 40px; height: 20px";
    const box = Object.assign(document.createElement("input"), { id: "late", type: "checkbox" });
    const over = document.createElement("i");
    over.style.cssText = "position: absolute; inset: 0; background: #00f";
    box.style.cssText = "opacity: 0; width: 40px; height: 20px; margin: 0";
    drawn.append(box, over);
    document.querySelector("#slot")!.append(drawn);
  });
  await host.paint("late.en");
  await expect(page.locator(".card")).toBeVisible();
});

test("a link in two lines and a button that cannot be pressed are no less visible", async ({ page, host }) => {
  await begin(host);
  for (const css of ["pointer-events: none", "all: unset; display: inline; margin-inline-start: 900px; word-spacing: 200px"]) {
    await page.evaluate(() => (document.querySelector("#late")!.textContent = "one two three four"));
    await style(host, "#box", "width: 1100px");
    await style(host, "#late", css);
    await frames(page);
    await frames(page);
    await expect(page.locator(".card")).toBeVisible();
  }
});

/** Has the step give up while `act` lasts; what it says of the reason. */
async function reason(host: Host, act: () => void): Promise<string> {
  await host.page.clock.install({ time: 0 });
  await begin(host);
  await host.page.clock.pauseAt(3_600_000);
  await host.page.evaluate(act);
  await host.page.clock.runFor(8_900);
  await host.page.clock.runFor(1_000);
  expect(await host.presses()).toEqual(["Shown", "TargetMissing"]);
  const press = await host.page.evaluate(() => String.fromCharCode(...(window as any).presses[1]));
  return /reason\W+(\w+)$/.exec(press)![1];
}

for (const [why, act] of [
  ["hidden", () => (document.querySelector<HTMLElement>("#late")!.hidden = true)],
  ["covered", () => document.querySelector("dialog")!.showModal()],
  ["gone", () => document.querySelector("#late")!.remove()],
] as const) {
  test(`what stays ${why} ends the step with that reason`, async ({ host }) => {
    expect(await reason(host, act as () => void)).toBe(why);
  });
}

test("what the person turned to meanwhile keeps the focus", async ({ page, host }) => {
  await begin(host);
  await expect(page.locator(".card")).toBeFocused();
  await style(host, "#late", "display: none");
  await expect(page.locator(".card")).toHaveCount(0);
  await page.getByLabel("Filter").focus();
  await style(host, "#late", "");
  await expect(page.locator(".card")).toBeVisible();
  expect(await host.focused()).toBe("Filter");
});

test("nothing runs while nothing changes", async ({ page, host }) => {
  await page.clock.install({ time: 0 });
  await begin(host);
  await page.clock.pauseAt(3_600_000);
  await page.clock.runFor(100);
  await page.evaluate(() => {
    const real = requestAnimationFrame;
    Object.assign(window, { asked: 0 });
    window.requestAnimationFrame = (react) => ((window as any).asked++, real(react));
  });
  await page.clock.runFor(20_000);
  expect(await host.get("asked")).toBe(0);
});

test("a place that does not come is said to be missing, once", async ({ page, host }) => {
  await page.clock.install({ time: 0 });
  await host.open();
  await page.evaluate(() => document.querySelector("#slot")!.remove());
  await page.clock.pauseAt(3_600_000);
  await host.paint("fixtures.en");
  await page.clock.runFor(8_100);
  await page.evaluate(() => document.body.append("changed"));
  await page.clock.runFor(20_000);
  expect((await host.presses()).filter((press) => press === "TargetMissing")).toHaveLength(1);
  const [warning] = await host.get<string[]>("warnings");
  expect(warning).toContain("the target of guide tips, step 0 (from 0) is absent; visible matches: #slot: 0");
  // It waits on.
  await page.evaluate(() => document.querySelector("main")!.append(Object.assign(document.createElement("div"), { id: "slot" })));
  await page.clock.runFor(100);
  await expect(page.getByText("Three ways to save time")).toBeVisible();
});

test("a hint that the pointer opened stays while the pointer is on it, and closes behind it", async ({ page, host }) => {
  await host.open();
  await host.paint("hotspot.en");
  const [beacon, card] = [page.locator(".beacon"), page.locator(".card")];
  await beacon.hover();
  await expect(card).toBeVisible();
  await card.hover();
  await page.evaluate(() => new Promise((done) => setTimeout(done, 400)));
  await expect(card).toBeVisible();
  await page.mouse.move(5, 700);
  await expect(card).toHaveCount(0);
  await expect(beacon).toHaveAttribute("aria-expanded", "false");
  await beacon.click();
  await expect(card).toBeVisible();
  await page.mouse.move(5, 700);
  await page.evaluate(() => new Promise((done) => setTimeout(done, 400)));
  await expect(card).toBeVisible();
});
