import { useState } from 'preact/hooks';
import { bilingual, longDay, moment, money, useLang, useText } from '../i18n';
import { navigate } from '../router';
import { deleteExpense, submitExpense, updateExpense, withdrawExpense } from '../store/expenses';
import { useMe, useVisible, useWorkspace } from '../store/store';
import type { Expense, Step } from '../store/types';
import { useAlertTexts } from '../ui/alerts';
import { Alerts, Button, focusTitle, Page, Panel, StatusBadge } from '../ui/basics';
import { Icon, type IconName } from '../ui/icon';
import { toast } from '../ui/overlay';
import { ReceiptPaper } from '../ui/receipt-paper';
import { words } from '../words';
import { CommentDialog, Decide } from './decide';
import { fromExpense, isComplete } from './expense-entry';
import { ExpenseForm } from './expense-form';
import { MissingPage } from './missing';

const text = bilingual({
  en: {
    details: 'Details', history: 'History', invoice: 'Registration no.', noReceipt: 'No receipt attached', trip: 'Trip', distance: 'Distance', round: 'round trip',
    submit: 'Submit for approval', submitted: 'Submitted for approval.', saved: 'Changes saved.', deleted: 'Draft deleted.', editTitle: 'Edit expense',
    kinds: { created: 'Created', edited: 'Edited', submitted: 'Submitted', approved: 'Approved', returned: 'Returned', reimbursed: 'Reimbursed', withdrawn: 'Withdrawn' },
    withdraw: 'Withdraw', withdrawTitle: 'Withdraw this submission', withdrawHint: 'A note for the approver, who may have begun.', withdrawn: 'Withdrawn; it is a draft again.',
    nextApproval: 'Waiting for approval', nextPay: 'Reimbursement with the next closing', nextSubmit: 'Not submitted yet',
  },
  ja: {
    details: '明細', history: '履歴', invoice: '登録番号', noReceipt: '領収書は添付されていません', trip: '経路', distance: '距離', round: '往復',
    submit: '申請する', submitted: '申請しました。', saved: '変更を保存しました。', deleted: '下書きを削除しました。', editTitle: '経費を編集',
    kinds: { created: '作成', edited: '編集', submitted: '申請', approved: '承認', returned: '差し戻し', reimbursed: '精算', withdrawn: '取り下げ' },
    withdraw: '取り下げる', withdrawTitle: '申請を取り下げる', withdrawHint: '確認を始めている承認者への連絡にお使いください。', withdrawn: '取り下げました。下書きに戻っています。',
    nextApproval: '承認を待っています', nextPay: '次の締め日に精算されます', nextSubmit: 'まだ申請していません',
  },
});

const icons: Record<Step['kind'], IconName> = { created: 'plus', edited: 'pencil', submitted: 'right', approved: 'check', returned: 'back', reimbursed: 'check', withdrawn: 'back' };

export const Facts = ({ expense }: { expense: Expense }) => {
  const t = useText(text);
  const w = useText(words);
  const lang = useLang();
  const owner = useWorkspace().members.find((one) => one.id === expense.ownerId);
  const { trip } = expense;
  const facts: [string, string | undefined][] = [
    [w.date, longDay(expense.date, lang)], [w.person, owner && `${owner.name} · ${owner.department}`], [w.category, w.categories[expense.category]],
    [w.tax, w.taxes[expense.tax]], [t.invoice, expense.invoice], [t.trip, trip && `${trip.from} → ${trip.to}`],
    [t.distance, trip && `${trip.distance} ${trip.unit}${trip.round ? ` · ${t.round}` : ''}`], [w.memo, expense.memo],
  ];
  return (
    <dl class="facts">
      {facts.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
    </dl>
  );
};

const Timeline = ({ expense }: { expense: Expense }) => {
  const t = useText(text);
  const lang = useLang();
  const { members } = useWorkspace();
  const next = { draft: t.nextSubmit, submitted: t.nextApproval, approved: t.nextPay, returned: undefined, reimbursed: undefined }[expense.status];
  return (
    <ol class="timeline">
      {expense.steps.map((step, index) => (
        <li key={index} class={step.kind}>
          <span class="timeline-mark"><Icon name={icons[step.kind]} size={16} /></span>
          <div>
            <p><strong>{t.kinds[step.kind]}</strong> <span class="note">{members.find((one) => one.id === step.by)?.name} · <time dateTime={step.at}>{moment(step.at, lang)}</time></span></p>
            {step.comment && <p class="comment">{step.comment}</p>}
          </div>
        </li>
      ))}
      {next && <li class="next"><span class="timeline-mark"><Icon name="clock" size={16} /></span><div><p class="note">{next}</p></div></li>}
    </ol>
  );
};

const Withdraw = ({ expense }: { expense: Expense }) => {
  const t = useText(text);
  const [asking, setAsking] = useState(false);
  const withdraw = (comment: string) => { setAsking(false); withdrawExpense(expense.id, comment); toast(t.withdrawn); focusTitle(); };
  return (
    <>
      <Button icon="back" testid="withdraw" onClick={() => setAsking(true)}>{t.withdraw}</Button>
      {asking && <CommentDialog title={t.withdrawTitle} confirm={t.withdraw} hint={t.withdrawHint} testid="withdraw-confirm" onComment={withdraw} onClose={() => setAsking(false)} />}
    </>
  );
};

const OwnerActions = ({ expense, onEdit }: { expense: Expense; onEdit: () => void }) => {
  const t = useText(text);
  const w = useText(words);
  if (expense.status === 'submitted') return <Withdraw expense={expense} />;
  if (expense.status !== 'draft' && expense.status !== 'returned') return null;
  const submit = () => {
    if (!isComplete(expense)) return onEdit();
    submitExpense(expense.id);
    toast(t.submitted);
    focusTitle();
  };
  return (
    <>
      {expense.status === 'draft' && <Button icon="trash" onClick={() => { navigate('/expenses'); deleteExpense(expense.id); toast(t.deleted); }}>{w.remove}</Button>}
      {!expense.trip && <Button icon="pencil" onClick={onEdit}>{w.edit}</Button>}
      <Button look="primary" testid="expense-submit" onClick={submit}>{t.submit}</Button>
    </>
  );
};

const EditPage = ({ expense, onClose }: { expense: Expense; onClose: () => void }) => {
  const t = useText(text);
  return (
    <Page title={t.editTitle} lead={expense.id} back={[`/expenses/${expense.id}`, expense.merchant]}>
      <ExpenseForm id={expense.id} checked={!isComplete(expense)} start={fromExpense(expense)} onDone={(draft, submit) => {
        updateExpense(expense.id, draft);
        if (submit) submitExpense(expense.id);
        toast(submit ? t.submitted : t.saved);
        onClose();
      }} />
    </Page>
  );
};

const Overview = ({ expense, onEdit }: { expense: Expense; onEdit: () => void }) => {
  const t = useText(text);
  const w = useText(words);
  const lang = useLang();
  const me = useMe();
  const alerts = useAlertTexts()(expense);
  const mine = expense.ownerId === me.id;
  const decides = !mine && me.role !== 'member' && expense.status === 'submitted';
  return (
    <Page title={expense.merchant} lead={<>{expense.id}<StatusBadge status={expense.status} /></>} back={['/expenses', w.nav.expenses]}
      actions={<>{mine && <OwnerActions expense={expense} onEdit={onEdit} />}{decides && <Decide expense={expense} />}</>}>
      <div class="columns">
        <div class="stack">
          <Panel>
            <p class="big-amount">{money(expense.amount, expense.currency, lang)}</p>
            <Alerts texts={alerts} />
            <Facts expense={expense} />
          </Panel>
          <Panel title={t.history}><Timeline expense={expense} /></Panel>
        </div>
        <Panel title={w.receipt}>
          {expense.receiptId ? <ReceiptPaper {...expense} /> : <p class="note">{t.noReceipt}</p>}
        </Panel>
      </div>
    </Page>
  );
};

export const ExpensePage = ({ id }: { id: string }) => {
  const expense = useVisible().expenses.find((one) => one.id === id);
  const [editing, setEditing] = useState(false);
  if (!expense) return <MissingPage />;
  return editing ? <EditPage key="edit" expense={expense} onClose={() => setEditing(false)} /> : <Overview key="view" expense={expense} onEdit={() => setEditing(true)} />;
};
