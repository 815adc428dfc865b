// How long the search in help, as it is shipped, takes: see crates/rehearsal/examples/search.rs.
// node tests/bench/search.mjs FOLDER_OF_THE_BENCH FOLDER_OF_THE_GLUE FOLDER_OF_THE_MODULES CHROMIUM
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { chromium } from "playwright";

const [bench, glue, sdk, executablePath] = process.argv.slice(2);
const { core, guides, help } = JSON.parse(readFileSync(join(sdk, "manifest.json"), "utf8"));
const script = (name) => ["text/javascript", readFileSync(join(glue, name))];
const wasm = (name) => ["application/wasm", readFileSync(join(sdk, name))];
const bytes = (name) => ["application/octet-stream", readFileSync(join(bench, name))];
const files = {
  "/": ["text/html", "<!doctype html><title>Bench</title>"],
  "/core.js": script("glue.core.js"),
  "/help.js": script("glue.help.js"),
  "/core.wasm": wasm(core.wasm),
  "/guides.wasm": wasm(guides),
  "/help.wasm": wasm(help.wasm),
  "/pack": bytes("pack"),
  "/queries": bytes("queries"),
};
const server = createServer((request, response) => {
  const [type, body] = files[request.url] ?? ["text/plain", ""];
  response
    .writeHead(files[request.url] ? 200 : 404, {
      "content-type": type,
      // Only pages that nobody else can look into may have a clock of 5 µs.
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
    })
    .end(body);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
page.on("pageerror", (error) => {
  throw error;
});
await page.goto(`http://127.0.0.1:${server.address().port}/`);
const { opened, times, found } = await page.evaluate(measure);
times.sort((a, b) => a - b);
const part = (share) => times[Math.ceil(times.length * share) - 1].toFixed(2);
console.log(`browser: the pack is checked in ${opened.toFixed(1)} ms`);
console.log(`browser: ${times.length} searches, p50 ${part(0.5)} ms, p99 ${part(0.99)} ms, ${found} of them found something`);
await browser.close();
server.close();

/** Milliseconds of each search, the least of three; the files are those that a page downloads. */
async function measure() {
  const bytes = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
  const core = await import("/core.js");
  await core.load(await bytes("/core.wasm"));
  await core.load(await bytes("/guides.wasm"));
  const help = await import("/help.js");
  await help.load(await bytes("/help.wasm"), core.wasm);
  const pack = await bytes("/pack");
  const begun = performance.now();
  if (!help.help_keep(pack)) throw new Error("the pack is refused");
  const opened = performance.now() - begun;
  const number = (value) => (value < 128 ? [value] : [(value % 128) | 128, ...number(value >> 7)]);
  const typed = new TextDecoder().decode(await bytes("/queries")).split("\n");
  const [times, hits] = [[], []];
  for (const query of typed) {
    const text = new TextEncoder().encode(query.normalize("NFKC").toLowerCase());
    const input = new Uint8Array([...number(text.length), ...text, 0]);
    const search = () => {
      const start = performance.now();
      hits.push(help.help_search(input)[0]);
      return performance.now() - start;
    };
    times.push(Math.min(search(), search(), search()));
  }
  return { opened, times, found: hits.filter(Boolean).length / 3 };
}
