// The look of the host, which ours follows as far as the theme says nothing else.

const words = (value) => value.split(/[ -]/);

/** `data-theme="dark"` and its like, such as `theme-dark`; undefined when it says neither, or both. */
function said({ dataset }) {
  const theme = words(dataset.theme ?? "");
  const dark = theme.includes("dark");
  return dark === theme.includes("light") ? undefined : dark;
}

/** Whether the background is dark; undefined when it is see-through or in a notation that we do not read. */
function painted(element) {
  const color = getComputedStyle(element).backgroundColor;
  // A fourth number is the opacity: anything but fully opaque lets something else through.
  const [red, green, blue, opacity] = color.startsWith("rgb") ? color.match(/\d+/g) : [];
  return blue && !opacity ? red * 299 + green * 587 + blue * 114 < 128_000 : undefined;
}

function supported(element) {
  const schemes = words(getComputedStyle(element).colorScheme);
  const prefers = () => matchMedia("(prefers-color-scheme: dark)").matches;
  return schemes.includes("dark") && (!schemes.includes("light") || prefers());
}

/** Whether the host is dark: what it says of itself, else what it paints behind its text, else what it supports. */
export const isDark = (html, body) =>
  said(html) ?? said(body) ?? painted(body) ?? painted(html) ?? supported(html);
