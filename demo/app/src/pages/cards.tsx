import { useState } from 'preact/hooks';
import { bilingual, day, money, useLang, useText } from '../i18n';
import { Link, navigate } from '../router';
import { expenseFromTransaction, importTransactions, setTransaction } from '../store/capture';
import { useWorkspace } from '../store/store';
import type { Card, CardTransaction } from '../store/types';
import { monthStart, today } from '../dates';
import { Button, Empty, Page, Panel, Tag } from '../ui/basics';
import { toast } from '../ui/overlay';
import { words } from '../words';

const text = bilingual({
  en: {
    title: 'Cards', lead: (n: number) => (n === 0 ? 'Every card transaction is accounted for.' : `${n} ${n === 1 ? 'transaction is' : 'transactions are'} not matched yet.`),
    import: 'Import transactions', imported: (n: number) => `${n} transactions imported.`, used: 'Used this month', of: (limit: string) => `of ${limit}`,
    transactions: 'Transactions', card: 'Card', none: 'No transactions yet', noneText: 'Import them from the card company to begin.',
    states: { open: 'Not matched', matched: 'Matched', personal: 'Personal' }, create: 'Create expense', personal: 'Mark personal', undo: 'Undo', action: 'Action', madeExpense: 'Draft created from the transaction.',
  },
  ja: {
    title: 'カード', lead: (n) => (n === 0 ? 'すべての明細が処理済みです。' : `未処理の明細が${n}件あります。`),
    import: '明細を取り込む', imported: (n) => `${n}件の明細を取り込みました。`, used: '今月の利用額', of: (limit) => `/ 限度額 ${limit}`,
    transactions: '利用明細', card: 'カード', none: '明細はまだありません', noneText: 'カード会社から取り込んでください。',
    states: { open: '未処理', matched: '照合済み', personal: '私的利用' }, create: '経費を作成', personal: '私的利用にする', undo: '取り消す', action: '操作', madeExpense: '明細から下書きを作成しました。',
  },
});

const CardTile = ({ card }: { card: Card }) => {
  const t = useText(text);
  const lang = useLang();
  const { transactions, company, members } = useWorkspace();
  const used = transactions.filter((one) => one.cardId === card.id && one.date >= monthStart(today())).reduce((sum, one) => sum + one.amount, 0);
  return (
    <li class="card-tile">
      <div class="card-face"><span>{card.name}</span><span class="card-number">•••• {card.last4}</span><span>{members.find((one) => one.id === card.holderId)?.name}</span></div>
      <p class="note">{t.used}</p>
      <p class="card-used"><strong class="number">{money(used, company.currency, lang, 0)}</strong> <span class="note">{t.of(money(card.limit, company.currency, lang, 0))}</span></p>
      <svg class="meter" width="100%" height="6" aria-hidden="true"><rect class="bar-rail" width="100%" height="6" rx="3" /><rect class="bar-fill" width={`${Math.min(100, Math.max(1, (used / card.limit) * 100))}%`} height="6" rx="3" /></svg>
    </li>
  );
};

const tones = { open: 'warn', matched: 'good', personal: 'neutral' } as const;

const Row = ({ transaction }: { transaction: CardTransaction }) => {
  const t = useText(text);
  const { categories } = useText(words);
  const lang = useLang();
  const { cards } = useWorkspace();
  const { id, state, expenseId, merchant } = transaction;
  const create = () => {
    const made = expenseFromTransaction(transaction);
    toast(t.madeExpense);
    navigate(`/expenses/${made}`);
  };
  return (
    <tr>
      <td class="cell-date">{day(transaction.date, lang)}</td>
      <td class="cell-main">{expenseId ? <Link to={`/expenses/${expenseId}`}>{merchant}</Link> : merchant}<span class="sub">{categories[transaction.category]} · •••• {cards.find((one) => one.id === transaction.cardId)?.last4}</span></td>
      <td class="cell-status"><Tag tone={tones[state]}>{t.states[state]}</Tag></td>
      <td class="number cell-amount">{money(transaction.amount, transaction.currency, lang)}</td>
      <td class="cell-actions">
        {state === 'open' && <><Button onClick={create}>{t.create}</Button><Button look="quiet" onClick={() => setTransaction(id, { state: 'personal' })}>{t.personal}</Button></>}
        {state === 'personal' && <Button look="quiet" onClick={() => setTransaction(id, { state: 'open' })}>{t.undo}</Button>}
      </td>
    </tr>
  );
};

/** How long the card company takes to answer, milliseconds. */
const feedTime = 900;

export const CardsPage = () => {
  const t = useText(text);
  const w = useText(words);
  const { cards, transactions } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const start = () => {
    setBusy(true);
    setTimeout(() => { toast(t.imported(importTransactions())); setBusy(false); }, feedTime);
  };
  return (
    <Page title={t.title} lead={t.lead(transactions.filter((one) => one.state === 'open').length)}
      actions={<Button look="primary" icon="download" testid="card-import" busy={busy} onClick={start}>{t.import}</Button>}>
      <ul class="card-tiles">{cards.map((one) => <CardTile key={one.id} card={one} />)}</ul>
      <Panel title={t.transactions} flush>
        {transactions.length === 0 ? <Empty icon="cards" title={t.none}>{t.noneText}</Empty> : (
          <table class="table card-table">
            <caption class="sr">{t.transactions}</caption>
            <thead><tr><th scope="col">{w.date}</th><th scope="col">{w.merchant}</th><th scope="col">{w.status}</th><th scope="col" class="number">{w.amount}</th><th scope="col"><span class="sr">{t.action}</span></th></tr></thead>
            <tbody>{transactions.map((one) => <Row key={one.id} transaction={one} />)}</tbody>
          </table>
        )}
      </Panel>
    </Page>
  );
};
