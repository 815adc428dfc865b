import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useText } from '../i18n';
import { Link, moved } from '../router';
import type { Status } from '../store/types';
import { words } from '../words';
import { Icon, type IconName } from './icon';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';
type ButtonProps = Omit<JSX.IntrinsicElements['button'], 'icon' | 'size'> & { look?: Look; icon?: IconName; busy?: boolean; testid?: string };

export const Button = ({ look = 'plain', icon, busy = false, testid, children, class: extra, ...rest }: ButtonProps) => (
  <button type="button" {...rest} class={`button ${look} ${extra ?? ''}`} data-testid={testid} aria-busy={busy || undefined}
    disabled={busy || rest.disabled}>
    {busy ? <span class="spinner" aria-hidden="true" /> : icon && <Icon name={icon} size={16} />}
    {children}
  </button>
);

/** A button that shows only an icon; `label` is what it does. */
export const IconButton = ({ icon, label, testid, class: extra, ...rest }: ButtonProps & { icon: IconName; label: string }) => (
  <button type="button" {...rest} class={`icon-button ${extra ?? ''}`} data-testid={testid} aria-label={label} title={label}>
    <Icon name={icon} size={18} />
  </button>
);

type ButtonLinkProps = { to: string; look?: Look; icon?: IconName; testid?: string; children: ComponentChildren };

export const ButtonLink = ({ to, look = 'plain', icon, testid, children }: ButtonLinkProps) => (
  <Link to={to} class={`button ${look}`} data-testid={testid}>
    {icon && <Icon name={icon} size={16} />}
    {children}
  </Link>
);

/** Moves focus to the page's title, for when the control that had it is gone. */
export const focusTitle = (): void => document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });

type PageProps = { title: string; lead?: ComponentChildren; actions?: ComponentChildren; back?: [to: string, label: string]; children: ComponentChildren };

/** The frame of every page: its title, its one line of context, its actions. Moves focus to the title after a navigation. */
export const Page = ({ title, lead, actions, back, children }: PageProps) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => { document.title = `${title} · Seisan`; }, [title]);
  useEffect(() => { if (moved) heading.current?.focus({ preventScroll: true }); }, []);
  return (
    <div class="page">
      {back && <Link to={back[0]} class="back"><Icon name="left" size={16} />{back[1]}</Link>}
      <header class="page-head">
        <div class="page-title">
          <h1 tabIndex={-1} ref={heading}>{title}</h1>
          {lead && <p class="lead">{lead}</p>}
        </div>
        {actions && <div class="actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
};

type PanelProps = { title?: ComponentChildren; note?: ComponentChildren; action?: ComponentChildren; flush?: boolean; class?: string; children: ComponentChildren };

export const Panel = ({ title, note, action, flush, class: extra = '', children }: PanelProps) => (
  <section class={`panel ${flush ? 'flush' : ''} ${extra}`}>
    {title && (
      <header class="panel-head">
        <div><h2>{title}</h2>{note && <p class="note">{note}</p>}</div>
        {action}
      </header>
    )}
    {children}
  </section>
);

export const StatusBadge = ({ status }: { status: Status }) => (
  <span class={`badge ${status}`}><span class="dot" aria-hidden="true" />{useText(words).statuses[status]}</span>
);

export const Tag = ({ tone = 'neutral', children }: { tone?: 'neutral' | 'accent' | 'good' | 'warn'; children: ComponentChildren }) => (
  <span class={`tag ${tone}`}>{children}</span>
);

const initials = (name: string) =>
  /^[\x20-\x7e]+$/.test(name) ? name.split(/\s+/).map((part) => part[0]).slice(0, 2).join('').toUpperCase() : name.slice(0, 1);

export const Avatar = ({ name }: { name: string }) => {
  const tone = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6;
  return <span class={`avatar tone-${tone}`} aria-hidden="true">{initials(name)}</span>;
};

export const Empty = ({ icon, title, children, action }: { icon: IconName; title: string; children?: ComponentChildren; action?: ComponentChildren }) => (
  <div class="empty">
    <span class="empty-icon"><Icon name={icon} size={24} /></span>
    <p class="empty-title">{title}</p>
    {children && <p class="empty-text">{children}</p>}
    {action}
  </div>
);

/** Short policy remarks about one expense. */
export const Alerts = ({ texts }: { texts: string[] }) => (
  <>{texts.length > 0 && <ul class="alerts">{texts.map((text) => <li key={text}><Icon name="alert" size={16} />{text}</li>)}</ul>}</>
);
