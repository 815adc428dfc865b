// End-to-end tests: the demo, as a person meets it. Run them with `cargo xtask test --only e2e`.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  globalSetup: "./global-setup.ts",
  outputDir: "../../test-results",
  reporter: [["list"], ["html", { open: "never", outputFolder: "../../playwright-report" }]],
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // On a busy machine a test may lose a race of its own; what passes only the second time is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  use: {
    browserName: "chromium",
    locale: "en-US",
    timezoneId: "Asia/Tokyo",
    trace: "retain-on-failure",
    launchOptions: {
      // The system's Chromium: nothing is downloaded for the tests.
      executablePath: process.env.CHROME || "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"],
    },
  },
});
