// Seisan, the demo app, as a person uses it.
import { expect, type Locator, type Page } from "@playwright/test";
import type { Demo } from "../fixtures";

/** Somebody whom the collector has never heard of, at an account of their own. */
export interface Newcomer {
  user: string;
  account: string;
}

export class App {
  constructor(
    readonly page: Page,
    readonly demo: Demo,
  ) {}

  /** Opens a page of the app, and waits until Banso has started on it. */
  async open(path = "/"): Promise<void> {
    await this.page.goto(new URL(path, this.demo.app).href);
    await this.started();
  }

  /** Loads the page again, and waits until Banso has started on it. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.started();
  }

  /** Opens a page of the app that Banso may not reach. */
  async openAlone(path = "/"): Promise<void> {
    await this.page.goto(new URL(path, this.demo.app).href);
    await expect(this.title).toBeVisible();
  }

  /** Waits until Banso shows something: its content has arrived and its view runs. */
  async started(): Promise<void> {
    await expect(this.page.locator("[data-banso=launcher]")).toBeAttached();
  }

  /** Makes the person of the newest account somebody new, so that no earlier run has left a trace. */
  async asNewcomer(): Promise<Newcomer> {
    const mark = crypto.randomUUID().slice(0, 8);
    const newcomer = { user: `usr_${mark}`, account: `acct_${mark}` };
    await this.page.route("**/app.js", async (route) => {
      const script = await (await route.fetch()).text();
      const named = script.replaceAll("usr_haruna", newcomer.user).replaceAll("acct_tsubame", newcomer.account);
      await route.fulfill({ contentType: "text/javascript", body: named });
    });
    await this.signIn(newcomer.user);
    return newcomer;
  }

  /** Chooses who uses the app, on its sign-in page. */
  async signIn(user: string): Promise<void> {
    await this.page.goto(new URL("/login", this.demo.app).href);
    await this.page.getByTestId(`persona-${user}`).click();
    await this.started();
  }

  /** Goes to a page by the app's own navigation, without a load. */
  async go(place: string): Promise<void> {
    await this.page.getByTestId(`nav-${place}`).click();
    await expect(this.page.getByTestId(`nav-${place}`)).toHaveAttribute("aria-current", "page");
  }

  get title(): Locator {
    return this.page.getByRole("main").getByRole("heading", { level: 1 });
  }

  /** An element that the app marks for tests. */
  by(testid: string): Locator {
    return this.page.getByTestId(testid);
  }

  /** Fills in the form of an expense and saves it as a draft, or submits it. */
  async createExpense(how: "save" | "submit", merchant = "Blue Heron Cafe"): Promise<void> {
    await this.go("expenses");
    await this.by("new-expense").click();
    const form = this.page.locator("form.form-columns");
    await form.getByRole("textbox").first().fill(merchant);
    await form.locator("select").first().selectOption("meals");
    await form.locator("[inputmode=decimal]").fill("1200");
    await this.by(`expense-${how}`).click();
    await expect(this.page).toHaveURL(/\/expenses\/[A-Z]/);
  }

  async saveCompanyProfile(): Promise<void> {
    await this.go("settings");
    await this.by("company-save").click();
  }

  async inviteMember(email: string): Promise<void> {
    await this.go("team");
    await this.by("invite-member").click();
    await this.page.locator("dialog input[type=email]").fill(email);
    await this.by("invite-confirm").click();
  }

  async captureReceipt(): Promise<void> {
    await this.go("receipts");
    await this.by("receipt-capture").click();
  }

  async connectIntegration(id: string): Promise<void> {
    await this.go("integrations");
    await this.by(`connect-${id}`).click();
    await this.by(`connect-${id}-confirm`).click();
  }
}
