// The script tag: keeps the calls made before the core has loaded, and loads it off the critical path.
((window, script) => {
  const banso = (window.banso ||= {});
  const calls = (banso.q ||= []);
  const names =
    "init identify group track page reset on off show dismiss flush locale help checklist destroy";
  for (const name of names.split(" ")) banso[name] ||= (...args) => calls.push([name, args]);
  if (banso.loading) return;
  banso.loading = true;
  const base = new URL(".", script.src).href;
  const load = () =>
    import(new URL(__BANSO_CORE_JS__, base).href)
      .then((core) => core.start(banso, { base, ...script.dataset }))
      .catch((error) =>
        console.warn(
          `Banso could not start, and the page works on without it: ${error.message ?? error}`,
        ),
      );
  (window.requestIdleCallback ?? setTimeout)(load);
})(window, document.currentScript);
