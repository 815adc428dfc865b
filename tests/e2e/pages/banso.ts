// What Banso adds to the app: one element with an open shadow root.
import { gunzipSync } from "node:zlib";
import { expect, type Locator, type Page, type Request } from "@playwright/test";
import type { BansoEvent } from "../../../js/banso";

/** The body of a batch in plain form: large ones are gzip. */
export function bodyOf(request: Request): string {
  const sent = request.postDataBuffer() ?? Buffer.from("{}");
  return (sent[0] === 0x1f ? gunzipSync(sent) : sent).toString();
}

/** A message as the SDK sends it. */
export type Message = Record<string, any>;

export class Banso {
  readonly root: Locator;
  /** A step of a guide. */
  readonly card: Locator;
  readonly launcher: Locator;
  /** The help widget, opened. */
  readonly panel: Locator;
  readonly field: Locator;
  /** Articles that can be opened: results, suggestions. */
  readonly rows: Locator;
  readonly article: Locator;
  /** Tasks of the checklist. */
  readonly tasks: Locator;

  constructor(readonly page: Page) {
    this.root = page.locator("banso-root");
    this.card = this.root.locator(".card");
    this.launcher = this.root.locator("[data-banso=launcher]");
    this.panel = this.root.locator(".panel");
    this.field = this.panel.getByRole("searchbox");
    this.rows = this.panel.locator("[data-act=article].row");
    this.article = this.panel.locator("article");
    this.tasks = this.panel.locator(".task");
  }

  /** A button of the card, or of the panel, by what it does. */
  button(act: string): Locator {
    // What the compiler drew has its acts beside it, and a look.
    const drawn: Record<string, string> = { next: ".main", back: ".plain", snooze: ".quiet" };
    return drawn[act] ? this.card.locator(`.acts ${drawn[act]}`) : this.root.locator(`[data-act="${act}"]`);
  }

  /** The card of a guide. */
  guide(id: string): Locator {
    return this.root.locator(`.card[data-guide="${id}"]`);
  }

  /** Sends what waits, and waits until the collector has settled all of it. */
  async delivered(): Promise<void> {
    await this.page.evaluate(() => window.banso.flush());
    await expect.poll(() => this.waiting(), { message: "messages that are not settled" }).toBe(0);
  }

  /** How many messages are stored and not settled. */
  waiting(): Promise<number> {
    return this.page.evaluate(() => Object.keys(localStorage).filter((key) => /^banso:.*:q:/.test(key)).length);
  }

  /** Follows an event of the SDK on this load of the page; the answer reads its properties so far. */
  async follow(event: BansoEvent): Promise<() => Promise<Message[]>> {
    const seen = await this.page.evaluateHandle((name) => {
      const seen: Message[] = [];
      window.banso.on(name, (properties) => seen.push(properties));
      return seen;
    }, event);
    return () => seen.jsonValue();
  }

  /** The messages of every batch that this page sends from now on, as they were sent. */
  sent(): Message[] {
    const messages: Message[] = [];
    this.page.on("request", (request) => {
      if (request.url().endsWith("/v1/batch")) messages.push(...JSON.parse(bodyOf(request)).batch);
    });
    return messages;
  }
}
