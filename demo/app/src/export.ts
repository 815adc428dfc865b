/** Files that leave Seisan. */
import { getState, workspaceOf } from './store/store';
import { words } from './words';
import type { Expense } from './store/types';
import { today } from './dates';

/** Quotes where needed, and disarms what a spreadsheet would run as a formula. */
const cell = (value: string | number): string => {
  const text = typeof value === 'string' && /^[=+\-@]/.test(value) ? `'${value}` : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Hands a CSV file to the browser, with a byte-order mark so that spreadsheets read UTF-8. */
const download = (name: string, rows: (string | number)[][]): void => {
  const body = `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
  const address = URL.createObjectURL(new Blob([body], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};

const nameOf = (id: string) => workspaceOf(getState()).members.find((one) => one.id === id)?.name ?? '';

/** The list as a person reads it, in the language of the page. */
export const downloadCsv = (expenses: Expense[]): void => {
  const w = words[getState().lang];
  const head = ['ID', w.date, w.person, w.merchant, w.category, w.amount, w.currency, w.tax, w.status, w.memo];
  const rows = expenses.map((one) => [
    one.id, one.date, nameOf(one.ownerId), one.merchant, w.categories[one.category], one.amount, one.currency, w.taxes[one.tax], w.statuses[one.status], one.memo,
  ]);
  download(`seisan-expenses-${today()}.csv`, [head, ...rows]);
};

/** Journal entries for accounting: what was approved, debit and credit on one line. */
export const downloadJournal = (target: string, expenses: Expense[]): void => {
  const w = words[getState().lang];
  const ja = getState().lang === 'ja';
  const head = ja ? ['取引日', '借方勘定科目', '借方税区分', '借方金額', '貸方勘定科目', '貸方金額', '通貨', '登録番号', '摘要']
    : ['Date', 'Debit account', 'Tax', 'Debit', 'Credit account', 'Credit', 'Currency', 'Registration no.', 'Description'];
  const payable = ja ? '未払金' : 'Accounts payable';
  const rows = expenses.map((one) => [
    one.date, w.categories[one.category], w.taxes[one.tax], one.amount, payable, one.amount, one.currency, one.invoice ?? '', `${one.id} ${one.merchant}`,
  ]);
  download(`seisan-${target}-${today()}.csv`, [head, ...rows]);
};
