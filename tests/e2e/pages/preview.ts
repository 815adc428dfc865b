// A draft of the demo's content, and the mark that a page which shows it wears.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Locator, Page } from "@playwright/test";
import type { Demo } from "../fixtures";

const root = resolve(__dirname, "../../..");
const target = join(root, process.env.CARGO_TARGET_DIR || "target");

/** A guide that is in no content but the draft. */
export const DRAFT = {
  id: "draft-hello",
  name: { en: "Draft", ja: "下書き" },
  kind: "modal",
  when: { page: "/team" },
  steps: [{ title: { en: "Not published yet", ja: "まだ公開されていません" }, body: { en: "A draft.", ja: "下書きです。" } }],
};

/** Makes a link to a draft, as a product team does: the demo's content and one more guide. */
export function previewLink(url: string, ...options: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "banso-draft-"));
  try {
    cpSync(join(root, "demo/content"), folder, { recursive: true });
    const guides = join(folder, "guides.json");
    writeFileSync(guides, readFileSync(guides, "utf8").replace('"guides": [', `"guides": [${JSON.stringify(DRAFT)},`));
    const data = join(target, "e2e", "data");
    const command = ["preview", folder, "--data", data, "--url", url, ...options];
    return execFileSync(join(target, "debug", "banso"), command, { encoding: "utf8" }).trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export class Preview {
  readonly root: Locator;
  readonly mark: Locator;
  readonly leave: Locator;

  constructor(
    readonly page: Page,
    readonly demo: Demo,
  ) {
    this.root = page.locator("banso-preview");
    this.mark = this.root.getByRole("status");
    this.leave = this.root.getByRole("button");
  }

  /** Opens a page of the app by a link to the draft. */
  async open(path: string, ...options: string[]): Promise<void> {
    await this.page.goto(previewLink(new URL(path, this.demo.app).href, ...options));
  }

  /** What the browser keeps for longer than the tab, the application's own things too: names and values. */
  kept(): Promise<unknown> {
    return this.page.evaluate(async () => {
      const stored = Object.entries(localStorage);
      const caches = await Promise.all(
        (await window.caches.keys()).map(async (name) => {
          const cache = await window.caches.open(name);
          const urls = (await cache.keys()).map((request) => request.url);
          return [name, urls, await Promise.all(urls.map(async (url) => (await (await cache.match(url))!.text()).length))];
        }),
      );
      return [stored.sort(), caches, document.cookie, (await indexedDB.databases()).length];
    });
  }
}
