// The core's facade: starts the module from beside this file.
import init from "banso-core-glue";

export const version = __BANSO_VERSION__;
export const ready = init({ module_or_path: new URL(__BANSO_CORE_WASM__, import.meta.url) });
export const loadView = () => import(new URL(__BANSO_VIEW_JS__, import.meta.url).href);
