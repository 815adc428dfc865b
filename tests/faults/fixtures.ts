// What every specification of faults starts from: a collector of its own, and the accounts at the end.
import { type Page, test as base } from "@playwright/test";
import { Servers } from "./server";

export const test = base.extend<{ servers: Servers; host: Host }>({
  servers: async ({}, use) => {
    const servers = await Servers.start();
    await use(servers);
    servers.stop();
  },
  host: async ({ page, servers }, use) => {
    await use(new Host(page, servers));
  },
});

export { expect } from "@playwright/test";

/** A page of the host's, and what was tracked on it. */
export class Host {
  /** The names of the events that were tracked, on every page of the test. */
  readonly tracked: string[] = [];

  constructor(
    readonly page: Page,
    readonly servers: Servers,
  ) {}

  /** Opens the host page, and waits until Banso has started on it. */
  async open(page = this.page): Promise<void> {
    await page.goto(this.servers.address);
    await page.waitForFunction(() => window.banso?.version);
  }

  /** The names of so many events to track. */
  names(count: number): string[] {
    const names = Array.from({ length: count }, (_, at) => `Event ${this.tracked.length + at}`);
    this.tracked.push(...names);
    return names;
  }

  /** Tracks so many events in one task. */
  track(count: number, page = this.page): Promise<void> {
    return page.evaluate((names) => names.forEach((name) => window.banso.track(name, { amount: 12 })), this.names(count));
  }

  /** How many messages are stored in the browser and not settled. */
  waiting(page = this.page): Promise<number> {
    return page.evaluate(() => Object.keys(localStorage).filter((key) => /^banso:.*:q:/.test(key)).length);
  }

  /** Lets time pass until everything is settled. */
  async settled(page = this.page): Promise<void> {
    await base.expect
      .poll(
        async () => {
          await page.evaluate(() => window.banso.flush());
          return this.waiting(page);
        },
        { timeout: 20_000, message: "messages that are not settled" },
      )
      .toBe(0);
  }

  /** Every event that was tracked is stored once, and nothing else. */
  async accounts(): Promise<void> {
    const names = [...this.servers.stored.values()].filter((name) => name.startsWith("Event "));
    base.expect(names.sort()).toEqual([...this.tracked].sort());
    base.expect(await this.servers.count(), "messages stored").toBe(this.servers.stored.size);
  }
}
