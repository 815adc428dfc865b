// Contact sheets: every sight in one condition, side by side.
import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";

import { test } from "./host";
import { LOCALES, SIGHTS, see } from "./matrix";

const OUT = resolve(__dirname, "../..", process.env.CARGO_TARGET_DIR || "target", "sheets");
/** How wide a sheet is, and about how high, in CSS pixels. */
const [WIDE, HIGH] = [1560, 1500];

interface Picture {
  name: string;
  png: string;
  width: number;
  height: number;
}

/** The part of the page with something of ours on it, and some of what is around it. */
const cut = (page: Page) =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll("banso-root, banso-embed")].flatMap((one) => [...one.shadowRoot!.querySelectorAll("*")]);
    const seen = all.filter((one) => !one.matches(".spot, .unseen, .unseen *") && one.checkVisibility());
    const boxes = seen.map((one) => one.getBoundingClientRect()).filter(({ width, height }) => width && height);
    const least = (of: (box: DOMRect) => number, low: number) => Math.max(low, Math.min(...boxes.map(of)) - 24);
    const most = (of: (box: DOMRect) => number, high: number) => Math.min(high, Math.max(...boxes.map(of)) + 24);
    const [x, y] = [least((box) => box.left, 0), least((box) => box.top, 0)];
    return { x, y, width: most((box) => box.right, innerWidth) - x, height: most((box) => box.bottom, innerHeight) - y };
  });

async function bind(page: Page, name: string, pictures: Picture[]): Promise<void> {
  await mkdir(OUT, { recursive: true });
  await page.setViewportSize({ width: WIDE, height: HIGH });
  const figure = ({ name, png, width, height }: Picture) =>
    `<figure><figcaption>${name}</figcaption><img width="${width}" height="${height}" src="data:image/png;base64,${png}"></figure>`;
  const style = "body { margin: 8px; display: flex; flex-wrap: wrap; gap: 8px; align-items: start; font: 11px sans-serif; background: #bbb } figure { margin: 0 } img { display: block }";
  await page.goto("about:blank");
  await page.setContent(`<style>${style}</style>${pictures.map(figure).join("")}`);
  await page.screenshot({ path: resolve(OUT, `${name}.png`), fullPage: true });
}

/** As many pictures as a sheet takes. */
function* sheets(all: Picture[]): Generator<Picture[]> {
  let [sheet, x, y, row]: [Picture[], number, number, number] = [[], 0, 0, 0];
  for (const one of all) {
    if (x + one.width + 8 > WIDE - 16) [x, y, row] = [0, y + row, 0];
    if (sheet.length && y + one.height > HIGH) {
      yield sheet;
      [sheet, x, y, row] = [[], 0, 0, 0];
    }
    sheet.push(one);
    [x, row] = [x + one.width + 8, Math.max(row, one.height + 28)];
  }
  yield sheet;
}

for (const locale of LOCALES) {
  for (const theme of ["light", "dark"]) {
    for (const width of [1280, 768, 390, 320]) {
      const name = `${locale}-${theme}-${width}`;
      test(name, async ({ page, host }) => {
        await page.setViewportSize({ width, height: width < 500 ? 700 : 800 });
        await page.emulateMedia({ forcedColors: process.env.FORCED ? "active" : "none" });
        await host.open(`theme=${theme}&lang=${locale}`);
        const css = process.env.HOST && (await page.evaluate(async (name) => (await fetch(`/host/${name}.css`)).text(), process.env.HOST));
        if (css) {
          await page.evaluate((css) => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(css);
            document.adoptedStyleSheets = [sheet];
          }, css);
        }
        const pictures: Picture[] = [];
        for (const one of SIGHTS) {
          if (process.env.SIGHT && !one.name.match(process.env.SIGHT)) continue;
          try { await see(page, host, one, locale); } catch (error) { console.log(one.name, String(error).slice(0, 200)); }
          const clip = await cut(page);
          const png = await page.screenshot({ clip });
          pictures.push({ name: one.name, png: png.toString("base64"), width: clip.width, height: clip.height });
        }
        let at = 0;
        for (const sheet of sheets(pictures)) await bind(page, `${name}-${++at}`, sheet);
      });
    }
  }
}
