// The script tag: keeps the calls made before the core has loaded, and loads it off the critical path.
((window, script) => {
  const banso = (window.banso ||= {});
  banso.q ||= [];
  const names =
    "init consent identify group track page reset on off show launch next back dismiss endAll snooze quiet flush locale debug destroy " +
    "preview help help.open help.close help.search help.article help.news checklist checklist.open survey survey.show";
  for (const name of names.split(" ")) {
    const [outer, inner] = name.split(".");
    const [owner, method] = inner ? [banso[outer], inner] : [banso, outer];
    // By `banso.q` each time: the core puts another in its place, for those who hold on to a method.
    owner[method] ||= (...args) => banso.q.push([name, args]);
  }
  for (const name of ["explain", "data", "forget"]) {
    banso[name] ||= (...args) => new Promise((answer) => banso.q.push([name, args, answer]));
  }
  if (banso.loading) return;
  banso.loading = true;
  const base = new URL(".", script.src).href;
  let file = __BANSO_CORE_JS__;
  try {
    // A draft in place of the content, by a link or since one was opened in this tab; see preview.js. A router may have
    // changed the address since it was loaded.
    const address = location.search + performance.getEntriesByType("navigation")[0]?.name;
    if (address.includes("banso-preview=") || sessionStorage["banso:preview"]) file = __BANSO_PREVIEW_JS__;
  } catch {
    // The browser refuses storage.
  }
  const load = () =>
    import(new URL(file, base).href)
      .then((core) => core.start(banso, { base, ...script.dataset }))
      .catch((error) =>
        console.warn(
          `Banso could not start, and the page works on without it: ${error.message ?? error}`,
        ),
      );
  (window.requestIdleCallback ?? setTimeout)(load);
})(window, document.currentScript);
