import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useText } from '../i18n';
import { words } from '../words';
import { Button, IconButton } from './basics';
import { Icon, type IconName } from './icon';

type DialogProps = {
  title: string; onClose: () => void; onConfirm?: () => void; confirm?: string; testid?: string;
  busy?: boolean; disabled?: boolean; children: ComponentChildren;
};

/** A modal `<dialog>`: the browser keeps the focus inside and gives it back. Confirming submits its form. */
export const Dialog = ({ title, onClose, onConfirm, confirm, testid, busy = false, disabled, children }: DialogProps) => {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  const text = useText(words);
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('.dialog-body :is(input, select, textarea)')?.focus();
    return () => dialog?.close();
  }, []);
  const submit = (event: Event) => {
    event.preventDefault();
    onConfirm?.();
    requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
  };
  return (
    <dialog ref={element} class="dialog" aria-labelledby={id} onCancel={(event) => { event.preventDefault(); onClose(); }}>
      <form noValidate onSubmit={submit}>
        <header class="dialog-head">
          <h2 id={id}>{title}</h2>
          <IconButton icon="close" label={text.close} onClick={onClose} />
        </header>
        <div class="dialog-body">{children}</div>
        <footer class="dialog-foot">
          <Button onClick={onClose}>{onConfirm ? text.cancel : text.close}</Button>
          {onConfirm && <Button type="submit" look="primary" busy={busy} disabled={disabled} testid={testid}>{confirm}</Button>}
        </footer>
      </form>
    </dialog>
  );
};

type MenuItem = { label: string; icon: IconName; act: () => void } | 'line';

/** A button that opens a list of actions. Escape and a press elsewhere close it; arrows move. */
export const Menu = ({ label, testid, trigger, head, items }: { label: string; testid: string; trigger: ComponentChildren; head?: ComponentChildren; items: MenuItem[] }) => {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const buttons = () => [...(root.current?.querySelectorAll<HTMLButtonElement>('[role=menuitem]') ?? [])];
  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) root.current?.querySelector<HTMLButtonElement>('.menu-trigger')?.focus();
  };
  useEffect(() => {
    if (!open) return;
    buttons()[0]?.focus();
    const outside = (event: Event) => { if (!root.current?.contains(event.target as Node)) setOpen(false); };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    if (event.key === 'Escape') close(true);
    if (event.key === 'Tab') close(false);
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (way === undefined) return;
    event.preventDefault();
    const list = buttons();
    const at = list.indexOf(document.activeElement as HTMLButtonElement);
    list[(at + way + list.length) % list.length]?.focus();
  };
  return (
    <div class="menu" ref={root} onKeyDown={onKeyDown}>
      <button type="button" class="menu-trigger" data-testid={testid} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}>
        {trigger}
      </button>
      {open && (
        <div class="menu-list">
          {head}
          <div role="menu" aria-label={label}>
            {items.map((item, index) => (item === 'line' ? <div key={index} role="separator" class="menu-line" /> : (
              <button key={item.label} type="button" role="menuitem" tabIndex={-1} onClick={() => { close(true); item.act(); }}>
                <Icon name={item.icon} size={16} />{item.label}
              </button>
            )))}
          </div>
        </div>
      )}
    </div>
  );
};

interface Said {
  id: number;
  text: string;
  icon: IconName;
}

let push: (text: string, icon: IconName) => void = () => {};

/** Says in one line that something has been done; the next one takes its place. */
export const toast = (text: string, icon: IconName = 'check'): void => push(text, icon);

/** How long a toast stays, milliseconds. */
const toastTime = 5000;

/** Where a toast appears; a live region that is always in the page. */
export const Toasts = () => {
  const [said, setSaid] = useState<Said | null>(null);
  useEffect(() => {
    let next = 0;
    push = (text, icon) => setSaid({ id: next++, text, icon });
    return () => { push = () => {}; };
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(null), toastTime);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <div class="toasts" role="status">
      {said && <p key={said.id} class="toast"><Icon name={said.icon} size={16} />{said.text}</p>}
    </div>
  );
};
