// The live page: asks for what is new every two seconds. Everything else works without a script.
(() => {
  const EVERY_MS = 2000;
  const MOST_ROWS = 200;
  const table = document.getElementById("live");
  const bar = document.getElementById("live-bar");
  if (!table || !bar) return;

  const status = bar.querySelector("[role=status]");
  const button = bar.querySelector("button");
  const words = bar.dataset;
  let running = true;

  const say = (text) => {
    if (status.textContent !== text) status.textContent = text;
  };

  const show = () => {
    bar.hidden = false;
    bar.classList.toggle("on", running);
    button.textContent = running ? words.pause : words.resume;
    say(running ? words.on : "");
  };

  // Moves the rows of a parsed answer to the top, the newest first.
  const take = (html) => {
    const answer = new DOMParser().parseFromString(html, "text/html");
    const fresh = answer.getElementById("live");
    if (!fresh || !fresh.tBodies[0].rows.length) return;
    const sentence = answer.getElementById("live-answer");
    document.getElementById("live-answer").textContent = sentence.textContent;
    for (const old of table.querySelectorAll("tr.new")) old.classList.remove("new");
    table.dataset.last = fresh.dataset.last;
    const body = table.tBodies[0];
    const rows = [...fresh.tBodies[0].rows];
    for (const row of rows) row.classList.add("new");
    body.prepend(...rows.map((row) => document.adoptNode(row)));
    while (body.rows.length > MOST_ROWS) body.rows[body.rows.length - 1].remove();
    for (const blank of document.querySelectorAll(".blank")) blank.remove();
  };

  const poll = async () => {
    if (running && !document.hidden) {
      try {
        const url = new URL(table.dataset.rows, location.href);
        url.searchParams.set("after", table.dataset.last);
        const answer = await fetch(url, { redirect: "error" });
        if (!answer.ok) throw new Error(String(answer.status));
        take(await answer.text());
        say(words.on);
      } catch {
        say(words.lost);
      }
    }
    setTimeout(poll, EVERY_MS);
  };

  button.addEventListener("click", () => {
    running = !running;
    show();
  });
  show();
  setTimeout(poll, EVERY_MS);
})();
