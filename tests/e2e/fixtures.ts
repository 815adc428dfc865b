// What every specification starts from: the demo's addresses, and a page that must stay silent.
import { test as base } from "@playwright/test";

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
}

export const test = base.extend<Options & Fixtures>({
  // Matches nothing.
  expectedMessages: [/(?!)/, { option: true }],

  demo: async ({}, use) => {
    await use(JSON.parse(process.env.BANSO_E2E_DEMO ?? "{}"));
  },

  // Also covers pages that the specification or the app opens.
  context: async ({ context, expectedMessages }, use) => {
    const heard: string[] = [];
    context.on("console", (message) => heard.push(`${message.type()}: ${message.text()}`));
    context.on("weberror", (error) => heard.push(`uncaught: ${error.error().stack ?? error.error()}`));
    await use(context);
    const unexpected = heard.filter((text) => !expectedMessages.test(text));
    base.expect(unexpected, "the page must not write to the console").toEqual([]);
  },
});

export { expect } from "@playwright/test";
