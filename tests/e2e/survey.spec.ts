// A survey in the demo: asked at its moment, answered, and found again in the collector and the dashboard.
import { expect, test } from "./fixtures";

test("a score and its reason arrive whole, and the follow-up hangs on the score", async ({ app, banso, page, dashboard }) => {
  const sent = banso.sent();
  await app.open("/team");
  await page.evaluate(() => {
    for (let at = 0; at < 5; at++) window.banso.track("Expense Submitted", { amount: 1200, currency: "JPY", category: "Travel" });
  });
  await expect(banso.card).toHaveAccessibleName("How likely are you to recommend Seisan to a colleague?");
  await banso.root.getByRole("radio", { name: "4", exact: true }).check();
  await banso.button("next").click();
  await expect(banso.card).toHaveAccessibleName("What got in your way?");
  const reason = "The export stops half-way. ".repeat(30).trim();
  await banso.root.getByRole("textbox").fill(reason);
  await banso.button("next").click();
  await expect(banso.card).toHaveAccessibleName("Thank you for telling us");
  await banso.button("next").click();
  await expect(banso.card).toHaveCount(0);
  await banso.delivered();
  const answered = sent.filter((message) => message.event === "Survey Answered").map((message) => message.properties);
  expect(answered).toMatchObject([
    { survey: "nps", question: "score", answer: 4 },
    { survey: "nps", question: "trouble", answer: reason },
  ]);
  await dashboard.open("/surveys/nps");
  await expect(dashboard.page.getByText("The export stops half-way.").first()).toBeVisible();
});
