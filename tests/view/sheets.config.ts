// Takes pictures of the whole matrix, for eyes: contact sheets in `target/sheets`.
// `HOST=hostile`, or `bootstrap`, `tailwind`, `materialize`: on a page with that style.
// `CHROME=... npx playwright test -c tests/view/sheets.config.ts [words of a sheet's name]`
import base from "./playwright.config";

export default { ...base, testMatch: "sheets.ts", timeout: 120_000, use: { ...base.use, actionTimeout: 3000 } };
