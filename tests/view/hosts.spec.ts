// The view under the styles of any host: it looks and works the same, and restyles nothing.
import { type Page } from "@playwright/test";

import { expect, test } from "./host";
import { dress, frames, gap, hostLook, lookAtAll, useByKeyboard } from "./hosts/look";

const STYLES: Record<string, string> = {
  "a reset of everything": "* { all: unset !important }",
  "no boxes": "div, dialog, h2, p, i, svg, section, input { display: none !important }",
  "spinning and tilted": `* { animation: spin 1s infinite !important; transform: rotate(3deg) }
    @keyframes spin { to { rotate: 1turn } } @keyframes rise { from, to { scale: 3 } }`,
  "zoomed, with a small root font": "html { font-size: 5px; zoom: 1.5 }",
  "a body that contains what is fixed": "body { transform: translateZ(0); filter: blur(0); contain: layout; perspective: 10px }",
  "guesses at the inside": `:host, ::part(shell), ::slotted(*), .card, .shell, .launcher, .panel { display: none !important }
    banso-root { display: none !important; opacity: 0 !important; zoom: 3 !important; transform: scale(2) !important }`,
  "generated content everywhere": `*::before, *::after { content: "leak" !important; display: block !important; position: fixed !important; inset: 0 !important; background: red !important; pointer-events: none !important }
    ::backdrop { display: block !important; background: red !important; pointer-events: auto !important }`,
  "the topmost layer": `body::after { content: ""; position: fixed; inset: 0; z-index: 2147483647; background: rgb(255 0 0 / .3) }`,
  "a locked body": "html { overflow: hidden; height: 100% } body { overflow: hidden; position: fixed; width: 100% }",
  "a faint, untouchable body": "body { opacity: .2; visibility: hidden; pointer-events: none; user-select: none; cursor: wait } [data-testid] { visibility: visible }",
  "inherited text": `html { letter-spacing: .3em; word-spacing: 2em; line-height: 3; text-transform: uppercase; font-style: italic; font-variant: small-caps;
    text-indent: 4em; white-space: pre; font-weight: 900; text-align: center; text-shadow: 0 0 3px red; -webkit-text-fill-color: red; writing-mode: vertical-rl; hyphens: auto }`,
  "properties of our names": `@property --bg { syntax: "<color>"; inherits: false; initial-value: red }
    @property --ink { syntax: "<length>"; inherits: true; initial-value: 3px }
    * { --bg: red !important; --ink: red !important; --accent: red !important; --line: red !important }`,
  "text at 200 %": "html { font-size: 200%; -webkit-text-size-adjust: 200%; text-size-adjust: 200% }",
};
const LIBRARIES = ["bootstrap", "tailwind", "materialize"];

/** The view looks the same with and without `css`, all of it can be pressed, and the host looks the same without it. */
async function isolated(page: Page, host: any, css: string): Promise<void> {
  await dress(page, css);
  const hostile = await lookAtAll(page, host);
  expect(hostile.covered).toEqual([]);
  await host.paint("tour.en");
  expect(await useByKeyboard(page, host)).toEqual(["Next", "Dismiss"]);
  const shown = await hostLook(page);
  // The font alone is borrowed.
  const font = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
  await dress(page, `body { font-family: ${font} !important }`);
  const plain = await lookAtAll(page, host);
  expect(hostile.looks).toEqual(plain.looks);
  await page.evaluate(() => (window as any).view.destroy());
  await dress(page, css);
  expect(shown).toEqual(await hostLook(page));
}

for (const [name, css] of Object.entries(STYLES)) {
  test(`styles: ${name}`, async ({ page, host }) => {
    await host.open();
    await isolated(page, host, css);
  });
}

for (const name of LIBRARIES) {
  test(`styles: ${name}`, async ({ page, host }) => {
    await host.open();
    const css = await page.evaluate(async (name) => (await fetch(`/host/${name}.css`)).text(), name);
    expect(css.length).toBeGreaterThan(1000);
    await isolated(page, host, css);
  });
}

test("a zoomed host: the step stands by its target", async ({ page, host }) => {
  await host.open();
  await dress(page, "html { zoom: 1.5 }");
  await host.paint("tour.en");
  await frames(page);
  const distance = await gap(page, "[data-testid=new-expense]");
  expect(distance).toBeGreaterThan(6);
  expect(distance).toBeLessThan(20);
  const card = (await page.locator(".card").boundingBox())!;
  expect(card.x + card.width).toBeLessThanOrEqual(1280);
});

test("right to left: mirrored, and all of it can be used", async ({ page, host }) => {
  await host.open();
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  const { covered } = await lookAtAll(page, host);
  expect(covered).toEqual([]);
  await host.paint("tour.en");
  const distance = await gap(page, "[data-testid=new-expense]");
  expect(distance).toBeGreaterThan(6);
  expect(distance).toBeLessThan(20);
  await host.paint("help.en");
  expect((await page.locator(".launcher").boundingBox())!.x).toBe(20);
});

for (const [name, media] of [
  ["forced colours", { forcedColors: "active" }],
  ["with motion", { reducedMotion: "no-preference" }],
  ["more contrast", { contrast: "more" }],
] as const) {
  test(`media: ${name}`, async ({ page, host }) => {
    await host.open();
    await page.emulateMedia(media);
    const { covered } = await lookAtAll(page, host);
    expect(covered).toEqual([]);
    await host.paint("tour.en");
    expect(await useByKeyboard(page, host)).toEqual(["Next", "Dismiss"]);
  });
}

test("media: nothing of the view is printed", async ({ page, host }) => {
  await host.open();
  await host.paint("tour.en");
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".card")).toBeHidden();
  await expect(page.locator(".launcher")).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await expect(page.locator(".card")).toBeVisible();
});

test("a page at 400 %: everything is reached", async ({ page, host }) => {
  await page.setViewportSize({ width: 320, height: 200 });
  await host.open();
  const { covered } = await lookAtAll(page, host);
  expect(covered).toEqual([]);
});
