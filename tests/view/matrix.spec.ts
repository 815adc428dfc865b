// Everything that people can see, in every condition: no rule of axe is broken, nothing is cut off or runs out of
// the window, all can be hit and shows its focus.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";

import { type Host, expect, test } from "./host";
import { frames } from "./hosts/look";
import { LOCALES, SIGHTS, see } from "./matrix";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
/** The width and height of the window, in CSS pixels: a desktop; a tablet; a phone; a desktop at 400 %. */
const WINDOWS = [[1280, 800], [768, 1024], [390, 800], [320, 640]];

test.describe.configure({ mode: "parallel" });

/** What axe finds, by all of its rules or by that of contrast alone. */
const axe = (page: Page, all: boolean): Promise<string[]> =>
  page.evaluate(async (all) => {
    const include = ["banso-root", "banso-embed"].filter((name) => document.querySelector(name));
    const runOnly = all ? undefined : ["color-contrast"];
    const { violations } = await (window as any).axe.run({ include }, { resultTypes: ["violations"], runOnly });
    return violations.map(({ id, nodes }: any) => `${id}: ${nodes[0].html}`);
  }, all);

/** What is wrong with where things are. Runs in the page. */
function measure(): string[] {
  const found: string[] = [];
  const roots = [...document.querySelectorAll("banso-root, banso-embed")].map((one) => one.shadowRoot!);
  const all = roots.flatMap((root) => [...root.querySelectorAll<HTMLElement>("*")]);
  const seen = all.filter((one) => !one.matches(".unseen, .spot, .shell, svg, svg *, .arrow, .badge") && one.checkVisibility({ visibilityProperty: true }));
  const scrolls = (one: Element) => /auto|scroll/.test(getComputedStyle(one).overflow);
  /** What has to hold it: what scrolls, or has an edge that one sees. */
  const holder = (one: Element | null): Element | null =>
    !one || scrolls(one) || one.matches(".card, .panel, .word, .main, .plain, .option, .pick") ? one : holder(one.parentElement);
  const screen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  const within = (box: DOMRect, frame: typeof screen, wide: boolean, tall: boolean) =>
    (wide || (box.left >= frame.left - 1 && box.right <= frame.right + 1)) && (tall || (box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1));
  for (const one of seen) {
    const box = one.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    const what = `${one.localName}.${one.getAttribute("class") ?? ""} “${(one.textContent ?? "").slice(0, 24)}” ${[box.left, box.right, box.top, box.bottom].map(Math.round)}`;
    const frame = holder(one.parentElement);
    // A card holds any height that it can scroll, and a table or code any width. A part of the page is as long as the page.
    const [wide, tall] = frame ? [frame.matches("pre, .wide"), scrolls(frame)] : [false, one.getRootNode() !== roots[0]];
    if (!within(box, frame?.getBoundingClientRect() ?? screen, wide, tall)) found.push(`runs out: ${what}`);
    const text = [...one.childNodes].filter((node) => node.nodeType === 3 && node.nodeValue!.trim());
    for (const node of text) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const around = holder(one);
      if (!within(range.getBoundingClientRect(), around?.getBoundingClientRect() ?? screen, Boolean(around?.matches("pre, .wide")), true)) found.push(`cut off: ${what}`);
    }
    const small = matchMedia("(pointer: coarse)").matches && one.matches(".main, .plain, .quiet, .cross, .row, .move") ? 44 : 24;
    if (one.matches("button, a:not(.text *), label, input:not(label *), textarea") && (box.width < 24 || box.height < small)) found.push(`too small: ${what}`);
  }
  return found;
}

/** The controls whose focus cannot be seen. Runs in the page, whose last input was a key. */
function unfocused(): string[] {
  const roots = [...document.querySelectorAll("banso-root, banso-embed")].map((one) => one.shadowRoot!);
  const controls = roots.flatMap((root) => [...root.querySelectorAll<HTMLElement>("button, a[href], input, textarea, [tabindex='0']")]);
  const modal = roots[0].querySelector("dialog[open]");
  const blind = controls.filter((one) => {
    if (!one.checkVisibility({ visibilityProperty: true }) || one.matches("[type=hidden]") || (modal && !modal.contains(one))) return false;
    one.focus({ preventScroll: true });
    const ringed = (one: Element | null) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one ?? document.body);
      return outlineStyle === "solid" && parseFloat(outlineWidth) >= 2;
    };
    return !ringed(one) && !ringed(one.closest("label"));
  });
  return blind.map((one) => `no focus: ${one.outerHTML.slice(0, 120)}`);
}

/** Looks at every sight in windows of these sizes; what is wrong, by sight and window. */
async function walk(page: Page, host: Host, locale: string, windows: number[][], look: (first: boolean) => Promise<string[]>) {
  const found: Record<string, string[]> = {};
  for (const one of SIGHTS) {
    await page.setViewportSize({ width: windows[0][0], height: windows[0][1] });
    await see(page, host, one, locale);
    for (const [at, [width, height]] of windows.entries()) {
      if (at) {
        await page.setViewportSize({ width, height });
        await frames(page);
      }
      const all = await look(!at);
      if (all.length) found[`${one.name}, ${width} wide`] = all;
    }
  }
  return found;
}

for (const locale of LOCALES) {
  test(`everything fits, can be hit and passes axe in ${locale}, in light and dark`, async ({ page, host }) => {
    test.setTimeout(120_000);
    await host.open(`theme=light&lang=${locale}`);
    await page.evaluate(AXE);
    const dress = (theme: string) => page.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
    const found = await walk(page, host, locale, WINDOWS, async (first) => {
      const all = await page.evaluate(measure);
      if (!first) return all;
      all.push(...(await axe(page, true)));
      await dress("dark");
      await frames(page);
      all.push(...(await axe(page, false)));
      await page.keyboard.press("Shift");
      all.push(...(await page.evaluate(unfocused)));
      await dress("light");
      return all;
    });
    expect(found).toEqual({});
  });
}

test("everything can be read in forced colours, and shows its focus", async ({ page, host }) => {
  test.setTimeout(60_000);
  await page.emulateMedia({ forcedColors: "active" });
  await host.open("lang=en");
  const found = await walk(page, host, "en", WINDOWS.slice(0, 1), async () => {
    await page.keyboard.press("Shift");
    // A picture of a line in a colour of ours could vanish in the reader's.
    const faint = await page.evaluate(() => {
      const all = [...document.querySelector("banso-root")!.shadowRoot!.querySelectorAll(".row > svg, .task > svg, .find > svg")];
      const color = (one: Element) => getComputedStyle(one).color;
      return all.filter((one) => color(one) !== color(one.parentElement!)).map((one) => `faint: ${one.parentElement!.className}`);
    });
    return [...faint, ...(await page.evaluate(measure)), ...(await page.evaluate(unfocused))];
  });
  expect(found).toEqual({});
});

test.describe("on a touch screen", () => {
  test.use({ hasTouch: true, isMobile: true });

  for (const locale of ["en", "ar"]) {
    test(`everything fits and can be hit with a thumb in ${locale}`, async ({ page, host }) => {
      test.setTimeout(60_000);
      await host.open(`theme=dark&lang=${locale}`);
      expect(await walk(page, host, locale, WINDOWS.slice(2), () => page.evaluate(measure))).toEqual({});
    });
  }
});
