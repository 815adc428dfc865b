// How long the core, as it is shipped, takes for one event: see crates/rehearsal/examples/decision.rs.
// node tests/bench/decision.mjs FOLDER_OF_THE_BENCH GLUE_OF_THE_CORE FOLDER_OF_THE_MODULES CHROMIUM
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { chromium } from "playwright";

const [bench, glue, sdk, executablePath] = process.argv.slice(2);
const { core, guides } = JSON.parse(readFileSync(join(sdk, "manifest.json"), "utf8"));
const files = {
  "/": ["text/html", "<!doctype html><title>Bench</title>"],
  "/glue.js": ["text/javascript", readFileSync(glue)],
  "/core.wasm": ["application/wasm", readFileSync(join(sdk, core.wasm))],
  "/guides.wasm": ["application/wasm", readFileSync(join(sdk, guides))],
  "/bundle": ["application/octet-stream", readFileSync(join(bench, "bundle"))],
  "/inputs": ["application/octet-stream", readFileSync(join(bench, "inputs"))],
};
const server = createServer((request, response) => {
  const [type, body] = files[request.url] ?? ["text/plain", ""];
  response.writeHead(files[request.url] ? 200 : 404, { "content-type": type }).end(body);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
page.on("pageerror", (error) => {
  throw error;
});
await page.goto(`http://127.0.0.1:${server.address().port}/`);
const beginning = Number(readFileSync(join(bench, "beginning"), "utf8"));
const best = await page.evaluate(measure, beginning);
console.log(`browser: ${best.toFixed(1)} µs an event`);
await browser.close();
server.close();

/** Microseconds an event, the best of five runs; the files are those that a page downloads. */
async function measure(beginning) {
  const bytes = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
  const core = await import("/glue.js");
  await core.load(await bytes("/core.wasm"));
  await core.load(await bytes("/guides.wasm"));
  const [now, runs] = [1_795_322_121_007, 20_000];
  core.start(1n, new Uint8Array(), now);
  if (!core.content(await bytes("/bundle"), true, now).length) throw new Error("the bundle is refused");
  const all = await bytes("/inputs");
  const inputs = [];
  for (let at = 0; at < all.length; ) {
    const length = new DataView(all.buffer).getUint32(at, true);
    inputs.push(all.slice(at + 4, (at += 4 + length)));
  }
  for (const input of inputs.slice(0, beginning)) core.feed(input, now);
  const events = inputs.slice(beginning);
  let [best, time] = [Infinity, now];
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    for (let run = 0; run < runs; run++) core.feed(events[run % events.length], ++time);
    best = Math.min(best, ((performance.now() - start) * 1000) / runs);
  }
  return best;
}
