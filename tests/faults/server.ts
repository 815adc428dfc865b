// The real collector with a server in front of it that misbehaves as a test says, and serves a plain host page.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type IncomingMessage, type Server, type ServerResponse, createServer, request } from "node:http";
import { type AddressInfo, createServer as createSocket } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { gunzipSync } from "node:zlib";

const root = resolve(__dirname, "../..");
const target = join(root, process.env.CARGO_TARGET_DIR || "target");
export const KEY = "wk_faults";

/** What becomes of one request for `/v1/batch`. */
export type Fault = (batch: Batch) => void | Promise<void>;

/** A batch on its way. */
export interface Batch {
  /** Its body, in plain form. */
  body: string;
  response: ServerResponse;
  /** Hands it to the collector; the collector's status and answer. */
  store(): Promise<[number, string]>;
}

export class Servers {
  readonly address: string;
  /** Faults for the requests to come, one each; then all goes well. */
  faults: Fault[] = [];
  /** How many requests came for `/v1/batch`, and how many bytes. */
  requests = 0;
  bytes = 0;
  /** The names of the events that the collector has acknowledged, by message id. */
  readonly stored = new Map<string, string>();

  private constructor(
    private readonly collector: ChildProcess,
    private readonly port: number,
    private readonly folder: string,
    private readonly server: Server,
  ) {
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on("request", (from, to) => this.answer(from, to).catch(() => to.destroy()));
  }

  static async start(): Promise<Servers> {
    const folder = mkdtempSync(join(tmpdir(), "banso-faults-"));
    const port = await freePort();
    const listen = ["--listen", `127.0.0.1:${port}`, "--write-key", KEY];
    const collector = spawn(join(target, "debug/banso"), ["serve", ...listen, "--data", folder, "--sdk", join(target, "sdk")], { stdio: "ignore" });
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const servers = new Servers(collector, port, folder, server);
    while (!(await servers.forward("GET", "/metrics").catch(() => undefined))) {
      if (collector.exitCode !== null) throw new Error("The collector did not start: build it with `cargo build -p banso-collector`.");
      await pause(50);
    }
    return servers;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
    this.collector.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** How many messages the collector has stored, each once, by its own count. */
  async count(): Promise<number> {
    const [, text] = await this.forward("GET", "/metrics");
    return Number(/^banso_messages_total\{[^}]*outcome="accepted"[^}]*\} (\d+)/m.exec(text)?.[1] ?? 0);
  }

  private async answer(from: IncomingMessage, to: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of from) chunks.push(chunk);
    const url = from.url ?? "/";
    if (url === "/" || url.startsWith("/?")) return page(to, url);
    if (url === "/elsewhere") return void to.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Elsewhere</title>");
    // Nothing to show: the core alone.
    if (url.startsWith("/v1/bundle")) return void to.writeHead(404).end();
    if (!url.startsWith("/v1/batch")) return this.pass(from, to);
    const sent = Buffer.concat(chunks);
    this.requests++;
    this.bytes += sent.length;
    const body = (sent[0] === 0x1f ? gunzipSync(sent) : sent).toString();
    const store = () => this.store(sent, body);
    const fault = this.faults.shift() ?? honest;
    await fault({ body, response: to, store });
  }

  private async store(sent: Buffer, body: string): Promise<[number, string]> {
    const [status, answer] = await this.forward("POST", "/v1/batch", sent);
    if (status === 200) {
      const messages: { messageId: string; event?: string; name?: string }[] = JSON.parse(body).batch;
      const accepted = new Set<string>(JSON.parse(answer).accepted);
      for (const { messageId, event = "" } of messages) if (accepted.has(messageId)) this.stored.set(messageId, event);
    }
    return [status, answer];
  }

  private forward(method: string, path: string, body?: Buffer): Promise<[number, string]> {
    return new Promise((done, failed) => {
      const way = request({ host: "127.0.0.1", port: this.port, method, path, headers: { "content-type": "text/plain" } }, async (answer) => {
        let text = "";
        for await (const chunk of answer) text += chunk;
        done([answer.statusCode ?? 0, text]);
      });
      way.on("error", failed);
      way.end(body);
    });
  }

  /** The SDK's files, as the collector serves them. */
  private pass(from: IncomingMessage, to: ServerResponse): void {
    const way = request({ host: "127.0.0.1", port: this.port, path: from.url, headers: from.headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    way.on("error", () => to.destroy());
    way.end();
  }
}

/** Stores and answers as the collector does. */
export const honest: Fault = async ({ response, store }) => {
  const [status, answer] = await store();
  response.writeHead(status, { "content-type": "application/json" }).end(answer);
};

/** With a write key, but where the test says it itself. */
function page(to: ServerResponse, url: string): void {
  const key = url.includes("keyless") ? "" : ` data-write-key="${KEY}"`;
  const tag = `<script async src="/sdk/banso.js"${key}></script>`;
  to.writeHead(200, { "content-type": "text/html" }).end(`<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,">${tag}`);
}

async function freePort(): Promise<number> {
  const socket = createSocket().listen(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address() as AddressInfo;
  await new Promise((closed) => socket.close(closed));
  return port;
}
