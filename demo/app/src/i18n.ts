/** Words in both languages, and dates and money as each language writes them. */
import { fromDay } from './dates';
import { useStore } from './store/store';
import type { Currency, Lang } from './store/types';

/** Ties a text to both languages; the Japanese has exactly the keys of the English. */
export const bilingual = <T>(text: { en: T; ja: NoInfer<T> }): Record<Lang, T> => text;

export const useLang = (): Lang => useStore((state) => state.lang);

export const useText = <T>(text: Record<Lang, T>): T => text[useLang()];

const locale = (lang: Lang) => (lang === 'ja' ? 'ja-JP' : 'en-US');

export const money = (amount: number, currency: Currency, lang: Lang, digits?: number): string =>
  new Intl.NumberFormat(locale(lang), {
    style: 'currency', currency, ...(digits === undefined ? {} : { maximumFractionDigits: digits, minimumFractionDigits: 0 }),
  }).format(amount).replace('￥', '¥');

export const count = (value: number, lang: Lang): string => new Intl.NumberFormat(locale(lang)).format(value);

/** A share without decimals; what would round to nothing is "<1%". */
export const percent = (share: number, lang: Lang): string => {
  const small = share > 0 && share < 0.005;
  const text = new Intl.NumberFormat(locale(lang), { style: 'percent' }).format(small ? 0.01 : share);
  return small ? `<${text}` : text;
};

/** "Nov 21" or 「11月21日」, with the year when it is another one. */
export const day = (value: string, lang: Lang): string => {
  const date = fromDay(value);
  const year = date.getFullYear() === new Date().getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat(locale(lang), { month: 'short', day: 'numeric', year }).format(date);
};

export const longDay = (value: string, lang: Lang): string =>
  new Intl.DateTimeFormat(locale(lang), { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' }).format(fromDay(value));

export const month = (value: string, lang: Lang): string =>
  new Intl.DateTimeFormat(locale(lang), { year: 'numeric', month: 'short' }).format(fromDay(`${value.slice(0, 7)}-01`));

export const moment = (iso: string, lang: Lang): string =>
  new Intl.DateTimeFormat(locale(lang), { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(new Date(iso));
