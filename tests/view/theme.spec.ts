// Looks: what a theme says, what the host says, and what neither may reach.
import type { Page } from "@playwright/test";
import { expect, test } from "./host";

/** What the browser makes of some properties of an element inside the root. */
const computed = (page: Page, selector: string, ...names: string[]) =>
  page.locator(selector).first().evaluate(
    (element, names) => names.map((name) => getComputedStyle(element).getPropertyValue(name)),
    names,
  );

/** The colour of the pixel at a corner of an element, as the screen shows it. */
async function pixel(page: Page, selector: string, x: number, y: number): Promise<number[]> {
  const png = await page.locator(selector).first().screenshot();
  return page.evaluate(async ({ png, x, y }) => {
    const bytes = Uint8Array.from(atob(png), (char) => char.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d")!;
    context.drawImage(image, 0, 0);
    return [...context.getImageData(x, y, 1, 1).data].slice(0, 3);
  }, { png: png.toString("base64"), x, y });
}

test("the tokens of a theme reach the pixels, in light and in dark", async ({ page, host }) => {
  await host.open();
  await host.paint("tour-sharp.en");
  expect(await pixel(page, ".card", 4, 4)).toEqual([0xfe, 0xfc, 0xe8]);
  expect(await pixel(page, ".main", 3, 3)).toEqual([0xfa, 0xcc, 0x15]);
  expect(await computed(page, ".card", "border-radius", "padding-top", "box-shadow", "color")).toEqual([
    "0px", "12px", "none", "rgb(30, 27, 75)",
  ]);
  expect(await computed(page, ".card h2", "font-family")).toEqual(["Georgia, \"Noto Serif CJK JP\", serif"]);
  // Nobody named the text on the accent: it is dark on yellow.
  expect(await computed(page, ".main", "color")).toEqual(["rgb(28, 25, 23)"]);
  await page.evaluate(() => (document.documentElement.dataset.theme = "dark"));
  await expect.poll(() => pixel(page, ".card", 4, 4)).toEqual([0x0b, 0x11, 0x20]);
  expect(await computed(page, ".card", "color", "border-radius")).toEqual(["rgb(224, 231, 255)", "0px"]);
});

test("a theme takes the place of the one before, and no theme is the default look", async ({ page, host }) => {
  await host.open();
  await host.paint("tour.en");
  const names = ["background-color", "border-radius", "padding-top", "box-shadow", "font-family"];
  const plain = await computed(page, ".card", ...names);
  expect(plain.at(-1)).toBe("sans-serif");
  await host.paint("tour-round.en");
  expect((await computed(page, ".card", ...names)).slice(0, 3)).toEqual(["rgb(250, 245, 255)", "24px", "20px"]);
  await host.paint("tour.en");
  expect(await computed(page, ".card", ...names)).toEqual(plain);
});

test("help wears the theme as well", async ({ page, host }) => {
  await host.open("theme=dark");
  await host.paint("help-sharp.en");
  await host.ask("open");
  await expect(page.locator(".panel")).toBeVisible();
  expect(await computed(page, ".panel", "background-color", "border-radius", "box-shadow")).toEqual([
    "rgb(11, 17, 32)", "0px", "none",
  ]);
});

test("a scheme of the content's own does not follow the host", async ({ page, host }) => {
  await host.open("theme=light");
  await host.paint("tour-night.en");
  expect(await computed(page, ".card", "background-color", "color-scheme")).toEqual(["rgb(32, 29, 27)", "dark"]);
});

test("a host that leaves it to the reader is followed while something is open", async ({ page, host }) => {
  await host.open("theme=none");
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(":root { color-scheme: light dark } body { background: transparent }");
    document.adoptedStyleSheets = [sheet];
  });
  await page.emulateMedia({ colorScheme: "light" });
  await host.paint("survey-nps.en");
  await expect(page.locator(".card")).toHaveCSS("background-color", "rgb(255, 255, 255)");
  await page.getByRole("radio", { name: "7", exact: true }).focus();
  await page.keyboard.press("7");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator(".card")).toHaveCSS("background-color", "rgb(32, 29, 27)");
  await expect(page.locator(".pick:has(:checked)")).toHaveCSS("color", "rgb(28, 25, 23)");
  await page.emulateMedia({ colorScheme: "light" });
  await expect(page.locator(".card")).toHaveCSS("background-color", "rgb(255, 255, 255)");
});

/** The host's sheet, with these rules added. */
const add = (page: Page, ...rules: string[]) =>
  page.evaluate((rules) => rules.forEach((rule) => document.styleSheets[0].insertRule(rule)), rules);

test("the host styles the parts that have a name", async ({ page, host }) => {
  await host.open();
  await add(
    page,
    "banso-root::part(card) { border-radius: 3px }",
    "banso-root::part(title) { letter-spacing: 1px }",
    "banso-root::part(body) { color: rgb(1, 2, 3) }",
    "banso-root::part(button) { text-transform: uppercase }",
    "banso-root::part(primary) { background: rgb(4, 5, 6) }",
    "banso-root::part(close) { opacity: 0.5 }",
    "banso-root::part(launcher) { border-radius: 5px }",
    "banso-root::part(panel) { border-radius: 7px }",
    "banso-root::part(search) { color: rgb(7, 8, 9) }",
  );
  await host.paint("tour.en");
  const one = async (selector: string, name: string) => (await computed(page, selector, name))[0];
  expect(await one(".card", "border-radius")).toBe("3px");
  expect(await one(".card h2", "letter-spacing")).toBe("1px");
  expect(await one(".card .text", "color")).toBe("rgb(1, 2, 3)");
  expect(await one(".card .plain", "text-transform")).toBe("uppercase");
  expect(await one(".card .main", "text-transform")).toBe("uppercase");
  expect(await one(".card .main", "background-color")).toBe("rgb(4, 5, 6)");
  expect(await one(".card .cross", "opacity")).toBe("0.5");
  await host.paint("help.en");
  await host.ask("open");
  await expect(page.locator(".panel")).toBeVisible();
  expect(await one(".launcher", "border-radius")).toBe("5px");
  expect(await one(".launcher", "text-transform")).toBe("none");
  expect(await one(".panel", "border-radius")).toBe("7px");
  expect(await one(".panel input", "color")).toBe("rgb(7, 8, 9)");
});

test("the host's other rules and custom properties stay outside", async ({ page, host }) => {
  await host.open();
  await host.paint("tour.en");
  const names = ["background-color", "border-radius", "color", "font-size", "letter-spacing", "padding-top"];
  const all = async () => [await computed(page, ".card", ...names), await computed(page, ".main", ...names)];
  const before = await all();
  await add(
    page,
    "* { letter-spacing: 9px; --accent: red; --radius: 50px; --pad: 99px; --bg: red }",
    "html { --ink: red; --on: red }",
    "banso-root { color: red; font-size: 40px; padding: 40px; letter-spacing: 9px }",
    "button, h2, .card, .main { background: red !important; border-radius: 50px !important }",
  );
  expect(await all()).toEqual(before);
});
