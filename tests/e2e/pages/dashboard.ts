// The dashboard, as customer success reads it.
import { expect, type Locator, type Page } from "@playwright/test";
import type { Demo } from "../fixtures";

export class Dashboard {
  constructor(
    readonly page: Page,
    readonly demo: Demo,
  ) {}

  /** Opens `/dashboard` and what follows it; signs in where that is asked for. */
  async open(path = ""): Promise<void> {
    const response = await this.page.goto(this.address(path));
    expect(response?.status(), path).toBe(200);
    if (this.page.url().includes("/dashboard/sign-in")) await this.signIn();
  }

  /** Fills in the sign-in form. */
  async signIn(password = this.demo.password): Promise<void> {
    await this.page.locator("[name=email]").fill(this.demo.user);
    await this.page.locator("[name=password]").fill(password);
    await this.page.locator("form [type=submit]").click();
  }

  address(path: string): string {
    return `${this.demo.collector}/dashboard${path}`;
  }

  /** The sentence that opens the page. */
  get answer(): Locator {
    return this.page.locator("p.answer");
  }

  /** The number under a label. */
  figure(label: string): Locator {
    const figure = this.page.locator(".figures > div").filter({ has: this.page.getByText(label, { exact: true }) });
    return figure.locator("dd").first();
  }

  table(id: string): Locator {
    return this.page.locator(`[aria-labelledby="${id}"] table`);
  }

  /** The row of a table whose first cell starts with this text. */
  row(table: string, name: string | RegExp): Locator {
    return this.table(table).locator("tbody tr").filter({ has: this.page.getByRole("rowheader", { name }) });
  }

  /** The rows of the live page. */
  get events(): Locator {
    return this.page.locator("#live tbody tr");
  }

  /** Opens a page again and again until `shown` passes. */
  async eventually(path: string, shown: () => Promise<void>): Promise<void> {
    await expect(async () => {
      await this.open(path);
      await shown();
    }).toPass({ timeout: 15_000 });
  }

  /** A table as CSV: its rows, split at commas. Only for tables without commas in their cells. */
  async csv(path: string, table: string): Promise<string[][]> {
    const joined = path.includes("?") ? "&" : "?";
    const answer = await this.page.request.get(this.address(`${path}${joined}format=csv&table=${table}`));
    expect(answer.headers()["content-type"]).toContain("text/csv");
    const text = (await answer.text()).replace("\ufeff", "").trimEnd();
    return text.split("\r\n").map((line) => line.split(","));
  }
}
