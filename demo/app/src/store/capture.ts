/** What enters by itself: receipts that are scanned and card transactions that are imported. */
import { track } from '../banso';
import { addDays, today } from '../dates';
import { createExpense } from './expenses';
import { feedPool, receiptPool } from './seed/pools';
import { change, getState, personaOf, workspaceOf } from './store';
import type { CardTransaction, Receipt } from './types';

/** How long reading a receipt takes, milliseconds. */
const scanTime = 1600;

const finish = (id: string): void => {
  const receipt = workspaceOf(getState()).receipts.find((one) => one.id === id);
  if (receipt?.state !== 'scanning') return;
  change(({ receipts }) => ({ receipts: receipts.map((one) => (one.id === id ? { ...one, state: 'ready' as const } : one)) }));
  track('Receipt Scanned', { category: receipt.category });
};

const finishLater = (id: string): void => {
  const owner = getState().userId;
  setTimeout(() => { if (getState().userId === owner) finish(id); }, scanTime);
};

/** Adds a receipt and starts reading it; `file` is the name of what was dropped or chosen. */
export const captureReceipt = (file?: string): void => {
  const workspace = workspaceOf(getState());
  const { currency } = workspace.company;
  const pool = receiptPool[currency];
  const [merchant, category, amount] = pool[workspace.receipts.length % pool.length]!;
  const number = 2500 + workspace.receipts.length;
  const receipt: Receipt = {
    id: `rc-${Date.now().toString(36)}-${workspace.receipts.length}`, file: file ?? `IMG_${number}.jpg`,
    merchant, category, amount, currency, date: today(), state: 'scanning', ownerId: personaOf(getState()).id,
  };
  change(({ receipts }) => ({ receipts: [receipt, ...receipts] }));
  finishLater(receipt.id);
};

/** Goes on with receipts that a reload interrupted. */
export const resumeScans = (): void => {
  for (const one of workspaceOf(getState()).receipts) if (one.state === 'scanning') finishLater(one.id);
};

export const deleteReceipt = (id: string): void =>
  change(({ receipts }) => ({ receipts: receipts.filter((one) => one.id !== id) }));

const perImport = 4;

/** Takes the next transactions from the card feed; returns how many. */
export const importTransactions = (): number => {
  const { transactions, cards, company } = workspaceOf(getState());
  const pool = feedPool[company.currency];
  const fresh = Array.from({ length: perImport }, (_, index): CardTransaction => {
    const number = transactions.length + index;
    const [merchant, category, amount] = pool[number % pool.length]!;
    return {
      id: `tx-${number + 1}`, cardId: cards[index % cards.length]!.id, merchant, category, amount,
      date: addDays(today(), -Math.floor(index / 2)), currency: company.currency, state: 'open',
    };
  });
  change(() => ({ transactions: [...fresh, ...transactions] }));
  track('Card Transactions Imported', { count: fresh.length });
  return fresh.length;
};

export const setTransaction = (id: string, edits: Partial<CardTransaction>): void =>
  change(({ transactions }) => ({ transactions: transactions.map((one) => (one.id === id ? { ...one, ...edits } : one)) }));

/** Makes a draft expense of a card transaction; returns the expense's id. */
export const expenseFromTransaction = (transaction: CardTransaction): string => {
  const { date, merchant, category, amount, currency } = transaction;
  const expenseId = createExpense({ date, merchant, category, amount, currency, tax: currency === 'JPY' ? 'jp10' : 'us', memo: '' });
  setTransaction(transaction.id, { state: 'matched', expenseId });
  return expenseId;
};
