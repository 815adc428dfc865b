// Texts run as their language does, whatever the page around them does: a full stop stands at the end of its sentence.
import type { Page } from "@playwright/test";
import { expect, test } from "./host";

/** Where the last character of a text stands beside the one before it. */
const end = (page: Page, selector: string) =>
  page.locator(selector).first().evaluate((element) => {
    const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let last: Node | null = null;
    while (text.nextNode()) if (text.currentNode.textContent!.trim()) last = text.currentNode;
    const { length } = last!.textContent!;
    const [before, stop] = [length - 2, length - 1].map((at) => {
      const range = document.createRange();
      range.setStart(last!, at);
      range.setEnd(last!, at + 1);
      return range.getBoundingClientRect();
    });
    return stop.left >= before.right - 1 ? "right" : "left";
  });

for (const [language, text] of [
  ["ar", "افتح النفقات في Seisan."],
  ["he", "פתחו את ההוצאות ב־Seisan."],
  ["fa", "هزینه‌ها را در Seisan باز کنید."],
]) {
  test(`${language}: what ends with a Latin word ends at the left`, async ({ page, host }) => {
    await host.open("lang=ar");
    await host.paint("tour.en");
    await page.locator(".card h2").evaluate((title, [language, text]) => {
      title.closest<HTMLElement>(".shell")!.lang = language;
      title.textContent = text;
    }, [language, text]);
    expect(await end(page, ".card h2")).toBe("left");
  });
}

test("what has not been translated yet reads as it does at home", async ({ page, host }) => {
  await host.open("lang=ar");
  await host.paint("tour.en");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  expect(await end(page, ".card .text p")).toBe("right");
});

test("Japanese breaks between phrases, and leaves English as it is", async ({ page, host }) => {
  await host.open();
  const breaks = () => page.locator(".card .text").evaluate((text) => [getComputedStyle(text).wordBreak, getComputedStyle(text).lineBreak]);
  await host.paint("tour.ja");
  await page.locator(".card").waitFor();
  expect(await breaks()).toEqual(["auto-phrase", "strict"]);
  await host.paint("tour.en");
  await expect.poll(breaks).toEqual(["normal", "auto"]);
});
