// Messages in another form than they were made, and for servers of another kind.

/** What stands in place of a masked value. */
const MASK = "***";

/** Puts in place what the host's settings ask for. */
export function prepare(core) {
  const { settings, warn } = core;
  const { properties, beforeSend, keepQuery, urlFilter, format } = settings;
  if (properties || beforeSend || keepQuery || urlFilter) core.pass = passes(settings, warn);
  if (format !== "segment") return;
  // It has no content, so another may be named for that. Any 2xx is an acknowledgement. A page that goes away has no time to ask for permission first: it says the key in the
  // body alone.
  settings.receipts = false;
  settings.endpoint = settings.contentUrl;
  const authorization = `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${settings.writeKey}:`)))}`;
  core.headers = (leaving) => (leaving ? undefined : { "content-type": "application/json", authorization });
}

/**
 * The host's wishes as one function, from the JSON of a message to the JSON to keep; without one, nobody hears of it.
 * @param settings - `properties`, `urlFilter`, `keepQuery` and `beforeSend`: see banso.d.ts.
 * @param {(text: string) => void} warn - Says something to the developer once.
 */
function passes({ properties, urlFilter, keepQuery = [], beforeSend }, warn) {
  const sift = sieve(properties ?? {});
  return (json, ofHost) => {
    const message = sift(JSON.parse(json), ofHost);
    if (urlFilter) filter(message, ofHost, (address) => filtered(urlFilter, address, warn));
    if (!ofHost && message.type === "page") keep(message, keepQuery);
    const whole = JSON.stringify(message);
    if (typeof beforeSend !== "function") return whole;
    const { messageId, type } = message;
    try {
      const answer = beforeSend(message);
      return answer === null ? undefined : JSON.stringify({ ...(answer ?? message), messageId, type });
    } catch (error) {
      warn(`beforeSend() failed, and messages go out without their properties: ${error?.message ?? error}`);
      return JSON.stringify({ ...JSON.parse(whole), properties: undefined, traits: undefined });
    }
  };
}

/** Says of the page's addresses what the host lets be said. */
function filter({ properties, context }, ofHost, said) {
  const { path } = context.page;
  const url = path && said(location.origin + path);
  const page = { path: url && new URL(url).pathname };
  context.page = page;
  if (!ofHost && properties?.url) Object.assign(properties, page, { url, referrer: properties.referrer && said(properties.referrer) });
}

/** What the host lets be said of an address; undefined: nothing. A filter that fails is told of, once. */
function filtered(urlFilter, address, warn) {
  try {
    const said = urlFilter(address);
    return said === null ? undefined : new URL(said).href;
  } catch (error) {
    warn(`urlFilter must answer an address or null; page addresses are sent without query: ${error.message ?? error}`);
    return address;
  }
}

/** Leaves out, masks, or lets through properties and traits by their names, at any depth. */
function sieve({ allow, deny = [], mask = [] }) {
  const look = (name, value) => (deny.includes(name) ? undefined : mask.includes(name) ? MASK : value);
  return (message, ofHost) => {
    for (const field of ["properties", "traits"]) {
      if (!message[field]) continue;
      const kept = JSON.parse(JSON.stringify(message[field]), look);
      const names = Object.keys(kept).filter((name) => !ofHost || !allow || allow.includes(name));
      message[field] = Object.fromEntries(names.map((name) => [name, kept[name]]));
    }
    return message;
  };
}

/** Gives a page's message the parameters of its address that the host names. */
function keep({ properties, context }, names) {
  if (!properties?.url || location.pathname !== context.page.path) return;
  const kept = [...new URLSearchParams(location.search)].filter(([name]) => names.includes(name));
  const search = kept.length ? `?${new URLSearchParams(kept)}` : "";
  const hash = names.includes("#") ? location.hash : "";
  if (search) properties.search = search;
  if (hash) properties.hash = hash;
  properties.url += search + hash;
}
