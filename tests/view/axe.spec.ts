// No rule of axe is broken, in light and dark, on a desktop and on a phone.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./host";

// Those that the matrix does not hold.
const scenes: [string, string?][] = [
  ["later"], ["rich"], ["help", "article"], ["ordered", "open"], ["ordered-done", "open"], ["centre-alone", "open"], ["centre-empty", "news"],
];

for (const [theme, width] of [["light", 1280], ["dark", 390]] as const) {
  test(`axe finds nothing in ${theme}, ${width} wide`, async ({ page, host }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height: 800 });
    for (const [scene, wish] of scenes) {
      await host.open(`theme=${theme}`);
      await host.paint(`${scene}.en`);
      if (wish) {
        await host.ask(wish);
        await page.locator(".row, article, .still").first().waitFor();
      }
      const { violations } = await new AxeBuilder({ page }).include("banso-root").analyze();
      const found = violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
      expect(found, `${scene} ${wish ?? ""}`).toEqual([]);
    }
  });
}

test.describe("without help", () => {
  test.use({ expectedErrors: /Failed to load resource/ });

  test("axe finds nothing in the note", async ({ page, host }) => {
    await page.route("**/sdk/help.*.js", (route) => route.abort());
    await host.open();
    await host.paint("help.en");
    await host.ask("open");
    await page.getByRole("alert").waitFor();
    const { violations } = await new AxeBuilder({ page }).include("banso-root").analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  });
});
