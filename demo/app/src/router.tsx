/** A small router on the History API. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const listeners = new Set<() => void>();
const notify = () => { for (const listener of listeners) listener(); };
addEventListener('popstate', notify);

/** True once the visitor has moved inside the app; the first page keeps the browser's own focus. */
export let moved = false;
addEventListener('popstate', () => { moved = true; });

export const navigate = (to: string, how: 'push' | 'replace' = 'push'): void => {
  moved = true;
  if (how === 'push') history.pushState(null, '', to);
  else history.replaceState(null, '', to);
  scrollTo(0, 0);
  notify();
};

/** The current path without a trailing slash; repaints when the query changes as well. */
export const usePath = (): string => {
  const [, setAddress] = useState(location.pathname + location.search);
  useEffect(() => {
    const listener = () => setAddress(location.pathname + location.search);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return location.pathname.replace(/(.)\/+$/, '$1');
};

/** One value of the query string. */
export const query = (name: string): string => new URLSearchParams(location.search).get(name) ?? '';

const isPlainClick = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && !event.defaultPrevented;

type LinkProps = { to: string; class?: string; 'data-testid'?: string; 'aria-current'?: 'page'; children: ComponentChildren };

/** A real link that moves inside the app on a plain click. */
export const Link = ({ to, children, ...rest }: LinkProps) => (
  <a
    {...rest}
    href={to}
    onClick={(event) => {
      if (!isPlainClick(event)) return;
      event.preventDefault();
      navigate(to);
    }}
  >
    {children}
  </a>
);
