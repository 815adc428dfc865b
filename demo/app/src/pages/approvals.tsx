import { useRef, useState } from 'preact/hooks';
import { addDays, today } from '../dates';
import { bilingual, day, money, useLang, useText } from '../i18n';
import { queueOf } from '../store/spend';
import { useMe, useWorkspace } from '../store/store';
import type { Expense } from '../store/types';
import { setDelegation } from '../store/workspace';
import { useAlertTexts } from '../ui/alerts';
import { Alerts, Avatar, Button, Empty, Page, Panel } from '../ui/basics';
import { SelectField, TextField } from '../ui/form';
import { Icon } from '../ui/icon';
import { Dialog, toast } from '../ui/overlay';
import { ReceiptPaper } from '../ui/receipt-paper';
import { Decide } from './decide';
import { Facts } from './expense';

const text = bilingual({
  en: {
    title: 'Approvals', lead: (n: number) => (n === 0 ? 'Nothing waits for you.' : `${n} ${n === 1 ? 'expense waits' : 'expenses wait'} for your answer.`),
    queue: 'Queue', delegate: 'Delegate', delegateTitle: 'Delegate your approvals', to: 'Delegate to', from: 'From', until: 'Until',
    confirm: 'Delegate', delegated: 'Approvals delegated.', nobody: 'Nobody else can approve yet. Make someone an approver under Team.', order: 'The last day lies before the first.',
    active: (name: string, from: string, until: string) => `${name} approves for you from ${from} to ${until}.`, end: 'End delegation', ended: 'Delegation ended.',
    none: 'All done', noneText: 'New submissions will appear here.', member: 'Approvers decide here', memberText: 'Your own submissions and their status are under Expenses.', noReceipt: 'No receipt attached',
  },
  ja: {
    title: '承認', lead: (n) => (n === 0 ? '承認待ちの経費はありません。' : `承認待ちの経費が${n}件あります。`),
    queue: '承認待ち', delegate: '代理を設定', delegateTitle: '承認の代理を設定', to: '代理人', from: '開始日', until: '終了日',
    confirm: '設定する', delegated: '承認の代理を設定しました。', nobody: 'ほかに承認者がいません。「メンバー」で承認者を設定してください。', order: '終了日が開始日より前です。',
    active: (name, from, until) => `${from}から${until}まで、${name}さんが代理で承認します。`, end: '代理を終了', ended: '代理を終了しました。',
    none: 'すべて確認済みです', noneText: '新しい申請があるとここに表示されます。', member: '承認者が確認する画面です', memberText: 'ご自身の申請状況は「経費」で確認できます。', noReceipt: '領収書は添付されていません',
  },
});

const DelegateDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useText(text);
  const me = useMe();
  const others = useWorkspace().members.filter((one) => one.id !== me.id && one.role !== 'member' && one.state === 'active');
  const [toId, setToId] = useState(others[0]?.id ?? '');
  const [from, setFrom] = useState(today);
  const [until, setUntil] = useState(() => addDays(today(), 7));
  const wrong = until < from;
  const confirm = () => {
    if (wrong) return;
    setDelegation({ toId, from, until });
    toast(t.delegated);
    onClose();
  };
  if (others.length === 0) return <Dialog title={t.delegateTitle} onClose={onClose}><p>{t.nobody}</p></Dialog>;
  return (
    <Dialog title={t.delegateTitle} confirm={t.confirm} onConfirm={confirm} onClose={onClose} testid="delegate-confirm">
      <SelectField label={t.to} value={toId} onPick={setToId} options={others.map((one) => [one.id, `${one.name} · ${one.department}`])} />
      <div class="form-grid">
        <TextField label={t.from} type="date" value={from} onText={setFrom} />
        <TextField label={t.until} type="date" value={until} onText={setUntil} error={wrong ? t.order : undefined} />
      </div>
    </Dialog>
  );
};

const DelegationLine = () => {
  const t = useText(text);
  const lang = useLang();
  const { delegation, members } = useWorkspace();
  if (!delegation) return null;
  const name = members.find((one) => one.id === delegation.toId)?.name ?? '';
  return (
    <p class="notice"><Icon name="delegate" size={18} /><span>{t.active(name, day(delegation.from, lang), day(delegation.until, lang))}</span>
      <Button look="quiet" onClick={() => { setDelegation(null); toast(t.ended); }}>{t.end}</Button></p>
  );
};

const QueueItem = ({ expense, current, onPick }: { expense: Expense; current: boolean; onPick: () => void }) => {
  const lang = useLang();
  const alerts = useAlertTexts()(expense);
  const owner = useWorkspace().members.find((one) => one.id === expense.ownerId)?.name ?? '';
  return (
    <li>
      <button type="button" class="line" aria-current={current || undefined} onClick={onPick}>
        <Avatar name={owner} />
        <span class="line-text"><strong>{expense.merchant}</strong><span>{owner} · {day(expense.date, lang)}</span></span>
        <span class="line-end"><strong class="number">{money(expense.amount, expense.currency, lang)}</strong>
          {alerts.length > 0 && <span class="flag" role="img" aria-label={alerts.join(', ')}><Icon name="alert" size={16} /></span>}</span>
      </button>
    </li>
  );
};

const Review = ({ expense }: { expense: Expense }) => {
  const t = useText(text);
  const lang = useLang();
  const alerts = useAlertTexts()(expense);
  return (
    <Panel title={expense.merchant} note={expense.id} class="review">
      <div class="review-body">
        <div>
          <p class="big-amount">{money(expense.amount, expense.currency, lang)}</p>
          <Alerts texts={alerts} />
          <Facts expense={expense} />
        </div>
        {expense.receiptId ? <ReceiptPaper {...expense} /> : <p class="note no-paper">{t.noReceipt}</p>}
      </div>
      <div class="form-foot"><Decide key={expense.id} expense={expense} /></div>
    </Panel>
  );
};

const Queue = ({ queue }: { queue: Expense[] }) => {
  const t = useText(text);
  const [picked, setPicked] = useState('');
  const review = useRef<HTMLDivElement>(null);
  const pick = (id: string) => {
    setPicked(id);
    requestAnimationFrame(() => review.current?.scrollIntoView({ block: 'nearest' }));
  };
  const current = queue.find((one) => one.id === picked) ?? queue[0]!;
  return (
    <div class="columns queue-columns">
      <Panel flush title={t.queue}>
        <ul class="lines">{queue.map((one) => <QueueItem key={one.id} expense={one} current={one === current} onPick={() => pick(one.id)} />)}</ul>
      </Panel>
      <div class="review-place" ref={review}><Review expense={current} /></div>
    </div>
  );
};

export const ApprovalsPage = () => {
  const t = useText(text);
  const me = useMe();
  const workspace = useWorkspace();
  const [delegating, setDelegating] = useState(false);
  if (me.role === 'member') return <Page title={t.title}><Panel><Empty icon="approvals" title={t.member}>{t.memberText}</Empty></Panel></Page>;
  const queue = queueOf(workspace, me.id);
  return (
    <Page title={t.title} lead={t.lead(queue.length)} actions={<Button icon="delegate" testid="delegate" onClick={() => setDelegating(true)}>{t.delegate}</Button>}>
      <DelegationLine />
      {queue.length > 0 ? <Queue queue={queue} /> : <Panel><Empty icon="check" title={t.none}>{t.noneText}</Empty></Panel>}
      {delegating && <DelegateDialog onClose={() => setDelegating(false)} />}
    </Page>
  );
};
