// What every specification starts from: the demo's addresses, its three screens, and a page that must stay silent.
import { test as base } from "@playwright/test";
import { App } from "./pages/app";
import { Banso } from "./pages/banso";
import { Dashboard } from "./pages/dashboard";

/** The demo's addresses and credentials, as `cargo xtask demo --ready-file` writes them. */
export interface Demo {
  app: string;
  dashboard: string;
  collector: string;
  writeKey: string;
  user: string;
  password: string;
}

interface Options {
  /** The console messages that a specification causes on purpose; any other message fails the test. */
  expectedMessages: RegExp;
}

interface Fixtures {
  demo: Demo;
  /** Every console message and uncaught error so far, as `type: text`. */
  heard: string[];
  /** The demo app. */
  app: App;
  /** What Banso adds to the demo app. */
  banso: Banso;
  /** The dashboard, in a tab of its own. */
  dashboard: Dashboard;
}

export const test = base.extend<Options & Fixtures>({
  // Matches nothing.
  expectedMessages: [/(?!)/, { option: true }],

  demo: async ({}, use) => {
    await use(JSON.parse(process.env.BANSO_E2E_DEMO ?? "{}"));
  },

  heard: async ({}, use) => {
    await use([]);
  },

  // Also covers pages that the specification or the app opens.
  context: async ({ context, expectedMessages, heard }, use) => {
    context.on("console", (message) => heard.push(`${message.type()}: ${message.text()}`));
    context.on("weberror", (error) => heard.push(`uncaught: ${error.error().stack ?? error.error()}`));
    await use(context);
    const unexpected = heard.filter((text) => !expectedMessages.test(text));
    base.expect(unexpected, "the page must not write to the console").toEqual([]);
  },

  app: async ({ page, demo }, use) => {
    await use(new App(page, demo));
  },

  banso: async ({ page }, use) => {
    await use(new Banso(page));
  },

  dashboard: async ({ context, demo }, use) => {
    await use(new Dashboard(await context.newPage(), demo));
  },
});

export { expect } from "@playwright/test";
