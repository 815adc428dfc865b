// A host application of its own beside a collector of its own, for what the demo must not be used for: consent, erasure.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";

import type { Message } from "./banso";

const root = resolve(__dirname, "../../..");
const target = join(root, process.env.CARGO_TARGET_DIR || "target");
const binary = join(target, "debug", "banso");

export const KEY = "site-key";
/** A text of the page that nobody may hear of. */
export const CANARY = "canary-of-the-page";

const en = (text: string) => ({ en: text });

/** Content with one of each: a guide, a survey, help, and a feature that is a click. */
const CONTENT = {
  "banso.json": { locales: [{ id: "en" }], help: { title: en("Help"), categories: [{ id: "start", name: en("Start") }] } },
  "features.json": { features: [{ id: "go", name: en("Go"), any: [{ click: "[data-testid=go]" }] }] },
  "guides.json": {
    guides: [
      { id: "hello", kind: "slideout", name: en("Hello"), priority: 2, frequency: "always", steps: [{ title: en("Hello guide"), body: en("A body.") }] },
      {
        id: "ask",
        kind: "survey",
        name: en("Ask"),
        triggers: ["host"],
        steps: [{ id: "score", title: en("How was it?"), question: { type: "nps", low: en("Bad"), high: en("Good") } }],
      },
    ],
  },
};

/** A page without Banso. */
const PLAIN = '<!doctype html><html lang="en"><head><link rel="icon" href="data:,"><title>Plain</title></head></html>';

/** What a page of the site is made with. */
export interface Given {
  /** Calls that the page makes before `banso.js` is there, by name. */
  calls?: [string, unknown[]][];
  /** The settings of an `init` among them, as source text: they may hold functions. */
  init?: string;
  /** Further attributes of the script tag. */
  attributes?: string;
}

/** A host application and its collector, from `start` to `stop`. */
export class Site {
  /** Where the pages are. */
  origin = "";
  /** Where the collector is. */
  collector = "";
  readonly data = mkdtempSync(join(tmpdir(), "banso-site-"));
  #given: Given = {};
  #pages?: Server;
  #process?: ChildProcess;

  static async start(content: Record<string, unknown> = CONTENT): Promise<Site> {
    const site = new Site();
    await site.#serve(site.#build(content));
    site.#pages = createServer(({ url }, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end(url === "/plain" ? PLAIN : site.#html()),
    );
    site.#pages.listen(0, "127.0.0.1");
    await once(site.#pages, "listening");
    site.origin = `http://127.0.0.1:${(site.#pages.address() as AddressInfo).port}`;
    return site;
  }

  async stop(): Promise<void> {
    this.#pages?.close();
    const ended = once(this.#process!, "exit");
    this.#process!.kill("SIGTERM");
    await ended;
    rmSync(this.data, { recursive: true });
  }

  #build(content: Record<string, unknown>): string {
    const folder = join(this.data, "content");
    mkdirSync(join(folder, "articles/en"), { recursive: true });
    for (const [name, value] of Object.entries(content)) writeFileSync(join(folder, name), JSON.stringify(value));
    writeFileSync(join(folder, "articles/en/first.md"), "---\ntitle: First steps\nsummary: How to begin.\ncategory: start\nupdated: 2026-11-01\n---\n\nAn article.\n");
    const out = join(this.data, "site.banso");
    execFileSync(binary, ["build", folder, "--out", out], { stdio: "pipe" });
    return out;
  }

  async #serve(content: string): Promise<void> {
    const options = ["--listen", "127.0.0.1:0", "--data", this.data, "--sdk", join(target, "sdk"), "--content", content, "--write-key", KEY];
    const process = spawn(binary, ["serve", "--log", "json", ...options], { stdio: ["ignore", "ignore", "pipe"] });
    this.#process = process;
    let said = "";
    for await (const chunk of process.stderr!) {
      said += chunk;
      const address = /"address":"([^"]+)"/.exec(said)?.[1];
      if (address) {
        this.collector = `http://${address}`;
        process.stderr!.resume();
        return;
      }
    }
    throw new Error(`The collector did not start: ${said}`);
  }

  #html(): string {
    const { calls = [], init, attributes = "" } = this.#given;
    const source = JSON.stringify(calls).replace(/]$/, init ? `${calls[0] ? "," : ""}["init", [${init}]]]` : "]");
    return `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Site ${CANARY}</title>
<script>(window.banso = window.banso || {}).q = ${source};</script>
<script async src="${this.collector}/sdk/banso.js" data-write-key="${KEY}" ${attributes}></script></head>
<body><h1>${CANARY}</h1><button data-testid="go" aria-label="${CANARY}">${CANARY}</button>
<form><input name="${CANARY}" value="${CANARY}"></form></body></html>`;
  }

  /** Opens a page, and waits until Banso is there. */
  async open(page: Page, path = "/", given: Given = {}): Promise<void> {
    this.#given = given;
    await page.goto(this.origin + path);
    await page.waitForFunction(() => window.banso.version);
  }

  /** Runs a command of `banso` on the collector's data. */
  run(...options: string[]): string {
    return execFileSync(binary, [...options, "--data", this.data], { encoding: "utf8" });
  }

  /** Every message that the collector has of a browser. */
  messagesOf(anonymousId: string): Message[] {
    try {
      return JSON.parse(this.run("export-user", "--anonymous-id", anonymousId)).messages;
    } catch {
      return [];
    }
  }

  /** The bytes of the collector's database. */
  bytes(): Buffer {
    return Buffer.concat(["banso.db", "banso.db-wal"].map((name) => readFileSync(join(this.data, name))));
  }
}

/** What a page asks of the collector, but for the SDK's own files: addresses and bodies. */
export function requests(context: BrowserContext, site: Site): { path: string; body: string }[] {
  const seen: { path: string; body: string }[] = [];
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin === site.collector && !url.pathname.startsWith("/sdk/")) seen.push({ path: url.pathname, body: request.postData() ?? "" });
  });
  return seen;
}

/** Everything that a page has stored, by where. */
export async function stored(page: Page): Promise<Record<string, unknown>> {
  const local = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
  }));
  return { ...local, cookies: (await page.context().cookies()).map(({ name }) => name) };
}
