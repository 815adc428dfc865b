// The view alone, on a plain host page. Run it with `cargo xtask test --only view`.
import { resolve } from "node:path";
import { defineConfig } from "@playwright/test";

const root = resolve(__dirname, "../..");
const target = resolve(root, process.env.CARGO_TARGET_DIR || "target");
const port = Number(process.env.BANSO_VIEW_PORT || 4611);

export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results",
  reporter: [["list"]],
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // On a busy machine a test may lose a race of its own; what passes only the second time is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  webServer: {
    command: `node tests/view/host.mjs ${port} ${target}/sdk ${target}/scenes`,
    cwd: root,
    port,
    reuseExistingServer: false,
  },
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    browserName: "chromium",
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
    launchOptions: {
      // The system's Chromium: nothing is downloaded for the tests.
      executablePath: process.env.CHROME || "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"],
    },
  },
});
