// The script-tag stub: finds its own address and loads the core from beside it.
(() => {
  const base = new URL(".", document.currentScript.src);
  import(new URL(__BANSO_CORE_JS__, base).href);
})();
