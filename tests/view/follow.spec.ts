// How a step follows its target: into frames, through transforms, lists that reuse their rows, zoom and pinch.
import { expect, type Host, test } from "./host";
import { dress, frames, gap } from "./hosts/look";

/** Fills a frame with a page of its own, whose button is `.new`. */
function fill(host: Host, top = 100): Promise<void> {
  return host.page.evaluate((top) => {
    const { body } = document.querySelector<HTMLIFrameElement>("#slot iframe")!.contentDocument!;
    const button = Object.assign(document.createElement("button"), { className: "new", textContent: "New" });
    button.style.cssText = `position: absolute; top: ${top}px; left: 20px`;
    const tall = document.createElement("p");
    tall.style.height = "2000px";
    body.replaceChildren(button, tall);
  }, top);
}

async function frame(host: Host, src = "about:blank"): Promise<void> {
  await host.open();
  await host.page.evaluate(async (src) => {
    const frame = Object.assign(document.createElement("iframe"), { src, width: "400", height: "300" });
    frame.style.cssText = "border: 7px solid; margin-left: 300px";
    document.querySelector("#slot")!.append(frame);
    if (src !== "about:blank") await new Promise((done) => (frame.onload = done));
  }, src);
}

/** How far the card stands below the button in the frame, and how far its middle is from the button's. */
async function stands(host: Host): Promise<[number, number]> {
  const card = (await host.page.locator(".card").boundingBox())!;
  const button = (await host.page.frameLocator("#slot iframe").locator(".new").boundingBox())!;
  return [card.y - button.y - button.height, card.x + card.width / 2 - button.x - button.width / 2];
}

test("a target in a frame of the same origin is stood by, and followed as the frame scrolls", async ({ page, host }) => {
  await frame(host);
  await fill(host);
  await host.paint("in-frame.en");
  await expect(page.locator(".card")).toBeVisible();
  const [below, aside] = await stands(host);
  expect(below).toBeGreaterThan(6);
  expect(below).toBeLessThan(20);
  expect(Math.abs(aside)).toBeLessThan(3);
  const before = (await page.locator(".card").boundingBox())!.y;
  await page.evaluate(() => document.querySelector("iframe")!.contentWindow!.scrollBy(0, 50));
  await expect.poll(async () => (await page.locator(".card").boundingBox())!.y).toBe(before - 50);
  await page.evaluate(() => document.querySelector("iframe")!.contentWindow!.scrollBy(0, 200));
  await expect(page.locator(".card")).toHaveCount(0);
  await page.evaluate(() => document.querySelector("iframe")!.contentWindow!.scrollTo(0, 0));
  await expect(page.locator(".card")).toBeVisible();
});

test("a frame that fills, loads and leaves later is noticed", async ({ page, host }) => {
  await frame(host);
  await host.paint("in-frame.en");
  await expect(page.locator(".card")).toHaveCount(0);
  await fill(host);
  await expect(page.locator(".card")).toBeVisible();
  await page.evaluate(() => (document.querySelector("iframe")!.src = "/host.css"));
  await expect(page.locator(".card")).toHaveCount(0);
  await fill(host, 40);
  await expect(page.locator(".card")).toBeVisible();
  expect(await host.presses()).toEqual(["Shown"]);
});

test("a frame of another origin is passed over in silence", async ({ page, host }) => {
  await host.open();
  await page.evaluate(async () => {
    const foreign = document.createElement("iframe");
    foreign.setAttribute("sandbox", "");
    foreign.src = "/host.css";
    document.querySelector("#slot")!.before(foreign);
    await new Promise((done) => (foreign.onload = done));
    document.querySelector("#slot")!.append(document.createElement("iframe"));
  });
  await fill(host);
  await host.paint("in-frame.en");
  await expect(page.locator(".card")).toBeVisible();
});

test("something of the host over the frame covers what is in it", async ({ page, host }) => {
  await frame(host);
  await fill(host);
  await host.paint("in-frame.en");
  await expect(page.locator(".card")).toBeVisible();
  await page.evaluate(() => document.querySelector("dialog")!.showModal());
  await expect(page.locator(".card")).toHaveCount(0);
});

/** The page with `#late` in it. */
async function late(host: Host): Promise<void> {
  if (host.page.url() === "about:blank") await host.open();
  await host.page.evaluate(() => {
    const late = Object.assign(document.createElement("button"), { id: "late", textContent: "Here" });
    late.style.display = "block";
    document.querySelector("#slot")!.append(late);
  });
  await host.paint("late.en");
  await host.page.locator(".card").waitFor();
}

const close = async (host: Host) => {
  await frames(host.page);
  const distance = await gap(host.page, "#late");
  return distance > 6 && distance < 20;
};

test("a late element inside an open shadow root is noticed, and followed as it scrolls in there", async ({ page, host }) => {
  await host.open();
  await page.evaluate(() => {
    const bar = document.createElement("my-bar");
    const box = document.createElement("div");
    box.style.cssText = "overflow: auto; height: 200px";
    bar.attachShadow({ mode: "open" }).append(box);
    document.querySelector("#slot")!.append(bar);
  });
  await host.paint("in-root.en");
  await frames(page);
  await page.evaluate(() => {
    const box = document.querySelector("my-bar")!.shadowRoot!.querySelector("div")!;
    const tall = document.createElement("p");
    tall.style.height = "900px";
    box.append(Object.assign(document.createElement("button"), { className: "new", textContent: "New" }), tall);
  });
  await expect(page.locator(".card")).toBeVisible();
  const before = (await page.locator(".card").boundingBox())!.y;
  await page.evaluate(() => (document.querySelector("my-bar")!.shadowRoot!.querySelector("div")!.scrollTop = 10));
  await expect.poll(async () => (await page.locator(".card").boundingBox())!.y).toBe(before - 10);
});

test("a target that a transition moves is followed to where it ends", async ({ page, host }) => {
  await late(host);
  await page.evaluate(() => {
    const late = document.querySelector<HTMLElement>("#late")!;
    late.style.cssText = "display: block; transition: transform .4s";
    late.getBoundingClientRect();
    late.style.transform = "translate(300px, 120px) scale(1.5)";
  });
  await expect.poll(() => close(host)).toBe(true);
  await expect.poll(async () => (await page.locator(".card").boundingBox())!.y).toBeGreaterThan(250);
});

test("what moves the target without a word in the tree is followed", async ({ page, host }) => {
  await late(host);
  await page.evaluate(() => {
    const field = document.createElement("textarea");
    document.querySelector("#slot")!.prepend(field);
  });
  await expect.poll(() => close(host)).toBe(true);
  const before = (await page.locator(".card").boundingBox())!.y;
  // A rule of a style sheet: no element and no attribute changes.
  await dress(page, "textarea { display: block; height: 300px }");
  await expect.poll(async () => (await page.locator(".card").boundingBox())!.y).toBeGreaterThan(before + 100);
});

/** What moves the target with no change of the tree and no event as it begins. */
const MOVES: Record<string, string> = {
  "a transform of what is around it": "main { transform: translate(40px, 90px) }",
  "a transition that waits": "#late { transition: transform .2s .3s; transform: translate(40px, 90px) }",
  "an animation that waits": "#late { display: inline-block; animation: down .2s .3s forwards } @keyframes down { to { transform: translate(40px, 90px) } }",
  "a header that grows, and sticks": "header { position: sticky; top: 0; height: 130px }",
  "another way to lay it out": "#slot { display: flex; justify-content: end; padding-top: 90px }",
};

for (const [name, css] of Object.entries(MOVES)) {
  test(`${name}: the step follows`, async ({ page, host }) => {
    await page.emulateMedia({ reducedMotion: "no-preference" });
    await late(host);
    const at = () => page.evaluate(() => document.querySelector("#late")!.getBoundingClientRect().y);
    const before = await at();
    await dress(page, css);
    await expect.poll(at).toBeGreaterThan(before + 40);
    await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
    await expect.poll(() => close(host)).toBe(true);
    // Back without a word, too.
    await dress(page, "");
    await expect.poll(at).toBe(before);
    await expect.poll(() => close(host)).toBe(true);
  });
}

test("what a style sheet hides is waited for until it shows it", async ({ page, host }) => {
  await host.open();
  await dress(page, "#late { display: none !important; position: absolute }");
  await page.evaluate(() => document.querySelector("#slot")!.append(Object.assign(document.createElement("button"), { id: "late", textContent: "Here" })));
  await host.paint("late.en");
  await frames(page);
  await expect(page.locator(".card")).toHaveCount(0);
  await dress(page, "#late { position: absolute }");
  await expect(page.locator(".card")).toBeVisible();
  await dress(page, "#late { display: none !important; position: absolute }");
  await expect(page.locator(".card")).toHaveCount(0);
  await dress(page, "#late { position: absolute }");
  await expect(page.locator(".card")).toBeVisible();
  expect(await close(host)).toBe(true);
});

test("a target that lies in part out of its box is followed, and nothing runs while it rests", async ({ page, host }) => {
  await late(host);
  await dress(page, "#slot { height: 14px; overflow: clip } #late { height: 20px }");
  await expect.poll(() => close(host)).toBe(true);
  await frames(page);
  await page.evaluate(() => {
    const real = requestAnimationFrame;
    Object.assign(window, { asked: 0 });
    window.requestAnimationFrame = (react) => ((window as any).asked++, real(react));
  });
  await page.evaluate(() => new Promise((done) => requestIdleCallback(() => setTimeout(done, 300))));
  expect(await host.get("asked")).toBe(0);
  await dress(page, "#slot { height: 14px; overflow: clip; translate: 0 60px } #late { height: 20px }");
  await expect.poll(() => close(host)).toBe(true);
});

test("Escape in the frame that holds the target closes the step, unless the frame had a use for it", async ({ page, host }) => {
  await frame(host);
  await fill(host);
  await host.paint("in-frame.en");
  await expect(page.locator(".card")).toBeVisible();
  const button = page.frameLocator("#slot iframe").locator(".new");
  await button.evaluate((one) => (one.onkeydown = (event) => event.preventDefault()));
  await button.press("Escape");
  expect(await host.presses()).toEqual(["Shown"]);
  await button.evaluate((one) => (one.onkeydown = null));
  await button.press("Escape");
  expect(await host.presses()).toEqual(["Shown", "Dismiss"]);
});

test("a list that reuses its rows: the step stays with what the row says, not with the row", async ({ page, host }) => {
  await host.open();
  await page.evaluate(() => {
    const list = Object.assign(document.createElement("div"), { id: "list" });
    list.style.cssText = "overflow: auto; height: 120px; position: relative";
    const tall = document.createElement("div");
    tall.style.height = "4000px";
    const rows = Array.from({ length: 6 }, () => document.createElement("button"));
    list.append(tall, ...rows);
    const render = () => {
      const first = Math.floor(list.scrollTop / 40);
      rows.forEach((row, at) => {
        row.textContent = first + at === 3 ? "Add one" : `Row ${first + at}`;
        row.style.cssText = `position: absolute; left: 0; top: ${(first + at) * 40}px`;
      });
    };
    list.onscroll = () => setTimeout(render);
    render();
    document.querySelector("#slot")!.append(list);
  });
  await host.paint("by-name.en");
  const [card, row] = [page.locator(".card"), page.getByRole("button", { name: "Add one" })];
  await expect(card).toBeVisible();
  const scroll = (top: number) => page.evaluate((top) => (document.querySelector("#list")!.scrollTop = top), top);
  await scroll(85);
  await expect
    .poll(async () => (await card.boundingBox())!.y - (await row.boundingBox())!.y - (await row.boundingBox())!.height)
    .toBeLessThan(20);
  await scroll(2000);
  await expect(card).toHaveCount(0);
  await scroll(0);
  await expect(card).toBeVisible();
  expect(await host.presses()).toEqual(["Shown"]);
});

for (const css of ["html { zoom: 1.25 }", "body { zoom: 1.25 }", "#slot { zoom: 1.25 }", "main { transform: scale(.8); transform-origin: 0 0 }"]) {
  test(`the step stands by its target on a page with ${css}`, async ({ page, host }) => {
    await host.open();
    await dress(page, css);
    await late(host);
    expect(await close(host)).toBe(true);
  });
}

test.describe("a browser zoomed to 125 %", () => {
  test.use({ deviceScaleFactor: 1.25, viewport: { width: 1024, height: 640 } });
  test("the step stands by its target", async ({ host }) => {
    await late(host);
    expect(await close(host)).toBe(true);
  });
});

test.describe("a phone", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 780 } });
  test("the step stays by its target while the page is pinched", async ({ page, host }) => {
    await late(host);
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setPageScaleFactor", { pageScaleFactor: 2 });
    await expect.poll(() => page.evaluate(() => visualViewport!.scale)).toBe(2);
    await frames(page);
    const [card, late_] = await page.evaluate(() => {
      const card = document.querySelector("banso-root")!.shadowRoot!.querySelector(".card")!;
      return [card, document.querySelector("#late")!].map((one) => one.getBoundingClientRect().toJSON());
    });
    expect(card.top - late_.bottom).toBeGreaterThan(6);
    expect(card.top - late_.bottom).toBeLessThan(20);
    expect(card.right).toBeLessThanOrEqual(390);
  });
});
