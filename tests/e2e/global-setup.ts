// Starts the demo once, with data and ports of its own, and stops it after the last test.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const root = resolve(__dirname, "../..");
const dir = join(root, process.env.CARGO_TARGET_DIR || "target", "e2e");
const readyFile = join(dir, "ready.json");

export default async function globalSetup(): Promise<() => Promise<void>> {
  mkdirSync(dir, { recursive: true });
  rmSync(readyFile, { force: true });
  const demo = start();
  const stop = () => end(demo);
  process.once("exit", () => demo.kill("SIGTERM"));
  await ready(demo);
  // The workers inherit the environment: fixtures.ts reads this.
  process.env.BANSO_E2E_DEMO = readFileSync(readyFile, "utf8");
  return stop;
}

/** `cargo xtask demo`, by the program that runs the tests or, without one, by cargo. */
function start(): ChildProcess {
  const xtask = process.env.BANSO_XTASK;
  const [program, before] = xtask ? [xtask, []] : ["cargo", ["xtask"]];
  const options = ["demo", "--no-open", "--port", "0", "--fresh", "--dir", dir, "--ready-file", readyFile];
  return spawn(program, [...before, ...options], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
}

/** The ready file appears whole, once everything answers. */
async function ready(demo: ChildProcess): Promise<void> {
  let failed: Error | undefined;
  demo.once("error", (error) => (failed = error));
  while (!existsSync(readyFile)) {
    if (failed) throw failed;
    if (demo.exitCode !== null) throw new Error(`The demo ended with code ${demo.exitCode}; its reason is above.`);
    await pause(200);
  }
}

async function end(demo: ChildProcess): Promise<void> {
  if (demo.exitCode !== null) return;
  const ended = once(demo, "exit");
  demo.kill("SIGTERM");
  await ended;
}
