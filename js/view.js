// The view's facade: starts the module from beside this file.
import init from "banso-view-glue";

export const ready = init({ module_or_path: new URL(__BANSO_VIEW_WASM__, import.meta.url) });
