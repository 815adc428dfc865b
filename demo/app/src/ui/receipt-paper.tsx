import { longDay, money, useLang } from '../i18n';
import type { Currency } from '../store/types';

type Paper = { merchant: string; amount: number; currency: Currency; date: string; scanning?: boolean };

/** A drawn receipt, in place of the photograph that the demo does not store. */
export const ReceiptPaper = ({ merchant, amount, currency, date, scanning = false }: Paper) => {
  const lang = useLang();
  return (
    <div class={`paper ${scanning ? 'scanning' : ''}`} aria-hidden="true">
      <span class="paper-name">{scanning ? ' ' : merchant || '—'}</span>
      <span class="paper-date">{scanning || !date ? ' ' : longDay(date, lang)}</span>
      <span class="paper-rule" />
      <span class="paper-row long" /><span class="paper-row" /><span class="paper-row short" />
      <span class="paper-rule" />
      <span class="paper-total">{scanning ? ' ' : money(amount, currency, lang)}</span>
    </div>
  );
};
