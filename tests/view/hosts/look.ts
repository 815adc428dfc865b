// What the view and the host look like, so that one can be compared with the other's absence.
import type { Page } from "@playwright/test";

import { type Host, expect } from "../host";

/** Everything that the view can show, one at a time: a scene, then a wish. */
export const SHOWN = [["tour"], ["tip"], ["modal"], ["help"], ["help", "open"]] as const;

/** The width, height, font size, colour and background of every part of what is shown. */
type Look = string[];

export interface Seen {
  /** By the name of what is shown. */
  looks: Record<string, Look>;
  /** The buttons whose middle belongs to something else. */
  covered: string[];
}

/** Gives the page one more style sheet, as a policy allows it; the same one is replaced by the next. */
export async function dress(page: Page, css: string): Promise<void> {
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, css);
  await frames(page);
}

/** Lets the page make two frames: whatever a frame was to bring has come. */
export const frames = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Shows one thing after the other, and looks at each. */
export async function lookAtAll(page: Page, host: Host): Promise<Seen> {
  const seen: Seen = { looks: {}, covered: [] };
  for (const [scene, wish] of SHOWN) {
    await host.paint("none.en");
    await host.paint(`${scene}.en`);
    const part = wish ? ".panel" : scene === "help" ? ".launcher" : ".card";
    if (wish) {
      await host.ask(wish);
      await page.locator(".panel .row").first().waitFor();
    }
    await expect(page.locator(part), `${scene} ${wish ?? ""}`).toBeVisible();
    await frames(page);
    const { look, covered } = await page.evaluate(lookAt, part);
    seen.looks[part + scene] = look;
    seen.covered.push(...covered.map((name) => `${scene}: ${name}`));
    if (wish) await host.ask("close");
  }
  await host.paint("none.en");
  return seen;
}

/** Looks at one part of the view. Runs in the page. */
function lookAt(part: string): { look: Look; covered: string[] } {
  const shadow = document.querySelector("banso-root")!.shadowRoot!;
  const root = shadow.querySelector(part)!;
  const name = (element: Element) => `${element.localName}.${element.getAttribute("class") ?? ""}`;
  const look = [root, ...root.querySelectorAll("*")].map((element) => {
    const { width, height } = element.getBoundingClientRect();
    const { fontSize, color, backgroundColor } = getComputedStyle(element);
    return [name(element), width.toFixed(1), height.toFixed(1), fontSize, color, backgroundColor].join(" ");
  });
  const buttons = [root, ...root.querySelectorAll("button")].filter((element) => element.localName === "button");
  const covered = buttons.filter((button) => {
    if (!button.checkVisibility()) return false;
    // The panel and a tall modal scroll inside.
    button.scrollIntoView({ block: "nearest" });
    const { x, y, width, height } = button.getBoundingClientRect();
    return !button.contains(shadow.elementFromPoint(x + width / 2, y + height / 2));
  });
  return { look, covered: covered.map(name) };
}

/** The computed style of some elements of the host, with every transition at its end and every animation at its start. */
export function hostLook(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation instanceof CSSTransition) animation.finish();
      else {
        animation.pause();
        animation.currentTime = 0;
      }
    }
    const all: Record<string, string> = {};
    for (const selector of ["html", "body", "header", "h1", "main", "input", ".tall", "[data-testid=new-expense]"]) {
      const style = getComputedStyle(document.querySelector(selector)!);
      for (const name of style) all[`${selector} ${name}`] = style.getPropertyValue(name);
    }
    return all;
  });
}

/** Where the card of a tour stands from its target: the gap below it, in CSS pixels. */
export async function gap(page: Page, target: string): Promise<number> {
  const [card, at] = [(await page.locator(".card").boundingBox())!, (await page.locator(target).boundingBox())!];
  return card.y - at.y - at.height;
}

/** Uses a tour step by the keyboard alone, and says what came of it. */
export async function useByKeyboard(page: Page, host: Host): Promise<string[]> {
  const before = (await host.presses()).length;
  for (let at = 0; at < 6 && (await host.focused()) !== "main"; at++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  return (await host.presses()).slice(before);
}
