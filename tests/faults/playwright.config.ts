// Delivery while everything goes wrong: a server that misbehaves on purpose in front of the real collector. Run it with
// `cargo xtask test --only faults`.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results",
  reporter: [["list"]],
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  use: {
    browserName: "chromium",
    launchOptions: {
      // The system's Chromium: nothing is downloaded for the tests.
      executablePath: process.env.CHROME || "/usr/bin/chromium",
      // The back/forward cache is what one of the tests is about.
      ignoreDefaultArgs: ["--disable-back-forward-cache"],
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"],
    },
  },
});
