// What the core leaves to a second file: content that shows nothing does without it, and so does tracking.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import type { App } from "./pages/app";
import type { Banso } from "./pages/banso";

const root = resolve(__dirname, "../..");

test("content without anything to show downloads nothing that shows it, and is tracked", async ({ app, banso, page }) => {
  const files = downloads(page);
  await page.route("**/v1/bundle*", (route) => route.fulfill({ body: featuresAlone() }));
  await usesAreTracked(app, banso, page);
  expect(files()).toContain("core.wasm");
  expect(files()).not.toContain("guides.wasm");
  expect(files()).not.toContain("view.js");
});

test.describe("without the file that decides about guides", () => {
  test.use({ expectedMessages: /^error: Failed to load resource|^warning: Banso: nothing can be shown/ });

  test("uses of features are tracked all the same, and one warning says why", async ({ app, banso, heard, page }) => {
    const files = downloads(page);
    await page.route("**/sdk/guides.*.wasm", (route) => route.abort());
    await usesAreTracked(app, banso, page);
    expect(files()).toContain("guides.wasm");
    expect(files()).not.toContain("view.js");
    expect(heard.filter((text) => text.includes("Banso"))).toHaveLength(1);
  });
});

/** Uses a feature that the content recognises by a click, and asks for what cannot be shown. */
async function usesAreTracked(app: App, banso: Banso, page: Page): Promise<void> {
  const sent = banso.sent();
  const heeded = page.waitForResponse("**/v1/bundle*");
  await app.openAlone("/expenses");
  await heeded;
  await page.evaluate(() => {
    window.banso.show("welcome-tour");
    window.banso.launch("welcome-tour");
    window.banso.next();
    window.banso.snooze();
    window.banso.dismiss();
    window.banso.endAll();
    window.banso.help.open();
  });
  await expect(async () => {
    await app.by("save-filter").click();
    await banso.delivered();
    expect(sent.map(({ event }) => event)).toContain("Feature Used");
  }).toPass();
  await expect(banso.root).toHaveCount(0);
}

/** The names of the SDK's files that the page asked for, without their hashes. */
function downloads(page: Page): () => string[] {
  const files: string[] = [];
  page.on("request", (request) => {
    const file = /\/sdk\/(\w+)\.\w{8}\.(\w+)$/.exec(request.url());
    if (file) files.push(`${file[1]}.${file[2]}`);
  });
  return () => files;
}

/** The demo's features as a bundle of their own, made as a product team makes it. */
function featuresAlone(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "banso-features-"));
  try {
    cpSync(join(root, "demo/content/features.json"), join(folder, "features.json"));
    writeFileSync(join(folder, "banso.json"), '{ "locales": [{ "id": "en" }, { "id": "ja" }] }');
    const [banso, out] = [join(root, process.env.CARGO_TARGET_DIR || "target", "debug", "banso"), join(folder, "out.banso")];
    execFileSync(banso, ["build", folder, "--out", out]);
    return firstPart(readFileSync(out));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The bundle in a container: behind a magic and a format, its name and its bytes, each behind its length. */
function firstPart(container: Buffer): Buffer {
  const start = 6 + container[5] + 4;
  return container.subarray(start, start + container.readUInt32LE(start - 4));
}
