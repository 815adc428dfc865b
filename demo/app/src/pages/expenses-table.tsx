import { bilingual, day, money, useLang, useText } from '../i18n';
import { Link } from '../router';
import { useWorkspace } from '../store/store';
import type { Expense } from '../store/types';
import { useAlertTexts } from '../ui/alerts';
import { StatusBadge } from '../ui/basics';
import { Icon } from '../ui/icon';
import { words } from '../words';

const text = bilingual({
  en: { caption: 'Expenses', choose: (name: string) => `Choose ${name}`, chooseAll: 'Choose all', noReceipt: 'No receipt' },
  ja: { caption: '経費', choose: (name) => `${name} を選択`, chooseAll: 'すべて選択', noReceipt: '領収書なし' },
});

export interface Sort {
  by: 'date' | 'amount';
  up: boolean;
}

type TableProps = { expenses: Expense[]; chosen: Set<string>; onChosen: (chosen: Set<string>) => void; sort: Sort; onSort: (sort: Sort) => void };

const SortHead = ({ by, label, sort, onSort, number }: { by: Sort['by']; label: string; number?: boolean } & Pick<TableProps, 'sort' | 'onSort'>) => (
  <th scope="col" class={number ? 'number' : undefined} aria-sort={sort.by !== by ? 'none' : sort.up ? 'ascending' : 'descending'}>
    <button type="button" class="sort" onClick={() => onSort({ by, up: sort.by === by && !sort.up })}>
      {label}<span class={`sort-mark ${sort.by === by ? (sort.up ? 'up' : 'down') : ''}`} aria-hidden="true" />
    </button>
  </th>
);

const Row = ({ expense, chosen, onToggle }: { expense: Expense; chosen: boolean; onToggle: () => void }) => {
  const t = useText(text);
  const { categories } = useText(words);
  const lang = useLang();
  const alerts = useAlertTexts()(expense);
  const owner = useWorkspace().members.find((one) => one.id === expense.ownerId)?.name;
  return (
    <tr class={chosen ? 'chosen' : undefined}>
      <td class="cell-check"><input type="checkbox" aria-label={t.choose(expense.merchant)} checked={chosen} onChange={onToggle} /></td>
      <td class="cell-date">{day(expense.date, lang)}</td>
      <td class="cell-main">
        <Link to={`/expenses/${expense.id}`} class="cover">{expense.merchant}</Link>
        <span class="sub">{expense.memo || expense.id}</span>
      </td>
      <td class="cell-category">{categories[expense.category]}</td>
      <td class="cell-person">{owner}</td>
      <td class="cell-status"><StatusBadge status={expense.status} /></td>
      <td class="cell-flag">{alerts.length > 0 && <span role="img" aria-label={alerts.join(', ')} title={alerts.join(', ')}><Icon name="alert" size={16} /></span>}</td>
      <td class="number cell-amount">{money(expense.amount, expense.currency, lang)}</td>
    </tr>
  );
};

export const ExpenseTable = ({ expenses, chosen, onChosen, sort, onSort }: TableProps) => {
  const t = useText(text);
  const w = useText(words);
  const every = expenses.every((one) => chosen.has(one.id));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChosen(next);
  };
  return (
    <table class="table expense-table">
      <caption class="sr">{t.caption}</caption>
      <thead>
        <tr>
          <th scope="col" class="cell-check"><input type="checkbox" aria-label={t.chooseAll} checked={every} onChange={() => onChosen(every ? new Set() : new Set(expenses.map((one) => one.id)))} /></th>
          <SortHead by="date" label={w.date} sort={sort} onSort={onSort} />
          <th scope="col">{w.merchant}</th>
          <th scope="col" class="cell-category">{w.category}</th>
          <th scope="col" class="cell-person">{w.person}</th>
          <th scope="col">{w.status}</th>
          <td class="cell-flag" />
          <SortHead by="amount" label={w.amount} sort={sort} onSort={onSort} number />
        </tr>
      </thead>
      <tbody>
        {expenses.map((one) => <Row key={one.id} expense={one} chosen={chosen.has(one.id)} onToggle={() => toggle(one.id)} />)}
      </tbody>
    </table>
  );
};
