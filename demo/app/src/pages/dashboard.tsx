import { bilingual, count, day, money, percent, useLang, useText } from '../i18n';
import { Link } from '../router';
import { slices, total, queueOf, within } from '../store/spend';
import { useMe, useVisible, useWorkspace } from '../store/store';
import type { Expense } from '../store/types';
import { useAlertTexts } from '../ui/alerts';
import { Avatar, ButtonLink, Empty, Page, Panel, StatusBadge } from '../ui/basics';
import { Bars } from '../ui/chart';
import { Icon } from '../ui/icon';
import { words } from '../words';

const text = bilingual({
  en: {
    title: 'Dashboard', create: 'New expense',
    lead: (pending: number, alerts: number) => `${pending === 0 ? 'Nothing waits for your approval' : `${pending} ${pending === 1 ? 'expense waits' : 'expenses wait'} for your approval`}; ${alerts === 0 ? 'no policy alerts' : `${alerts} ${alerts === 1 ? 'has' : 'have'} a policy alert`}.`,
    leadMember: (open: number) => (open === 0 ? 'All your expenses are settled.' : `${open} of your expenses ${open === 1 ? 'is' : 'are'} still open.`),
    spend: 'Spend this month', more: (p: string) => `${p} more than last month`, less: (p: string) => `${p} less than last month`, same: 'Same as last month', firstMonth: 'First month of use',
    awaiting: 'Awaiting approval', repay: 'To be reimbursed', inbox: 'Receipts to file', inboxNote: 'In the receipt inbox',
    byCategory: 'Spend by category', thisMonth: 'This month, all statuses', rate: 'Foreign amounts at ¥152 to the dollar',
    pending: 'Waiting for you', own: 'Your open expenses', all: 'See all', alerts: 'Policy alerts', alertsNote: 'Open expenses',
    noPending: 'Nothing waits', noPendingText: 'New submissions will appear here.', noAlerts: 'No alerts', noAlertsText: 'Every open expense follows the policies.',
    noSpend: 'No spending this month yet', noSpendText: 'Create an expense or capture a receipt to begin.',
  },
  ja: {
    title: 'ダッシュボード', create: '経費を作成',
    lead: (pending, alerts) => `${pending === 0 ? '承認待ちの経費はありません' : `承認待ちの経費が${pending}件あります`}。${alerts === 0 ? '規程アラートはありません。' : `規程アラートは${alerts}件です。`}`,
    leadMember: (open) => (open === 0 ? 'すべての経費が精算済みです。' : `手続き中の経費が${open}件あります。`),
    spend: '今月の経費', more: (p) => `先月より${p}増`, less: (p) => `先月より${p}減`, same: '先月と同額', firstMonth: '利用開始の月です',
    awaiting: '承認待ち', repay: '精算予定', inbox: '未処理の領収書', inboxNote: '領収書の受信箱',
    byCategory: 'カテゴリ別の経費', thisMonth: '今月・全ステータス', rate: '外貨は1ドル=152円で換算',
    pending: 'あなたの承認待ち', own: '手続き中の経費', all: 'すべて見る', alerts: '規程アラート', alertsNote: '手続き中の経費',
    noPending: '承認待ちはありません', noPendingText: '新しい申請があるとここに表示されます。', noAlerts: 'アラートはありません', noAlertsText: '手続き中の経費はすべて規程の範囲内です。',
    noSpend: '今月の経費はまだありません', noSpendText: '経費を作成するか、領収書を取り込んでください。',
  },
});

const isOpen = (one: Expense) => one.status !== 'reimbursed' && one.status !== 'approved';

const Stat = ({ label, value, note, to }: { label: string; value: string; note: string; to: string }) => (
  <Link class="stat" to={to}><span class="stat-label">{label}</span><strong>{value}</strong><span class="note">{note}</span></Link>
);

const useTrend = (now: number, before: number): string => {
  const t = useText(text);
  const lang = useLang();
  if (before === 0) return t.firstMonth;
  const shift = now / before - 1;
  if (Math.abs(shift) < 0.005) return t.same;
  return (shift > 0 ? t.more : t.less)(percent(Math.abs(shift), lang));
};

const Stats = () => {
  const t = useText(text);
  const { items } = useText(words);
  const lang = useLang();
  const { expenses, receipts, company } = useVisible();
  const sum = (list: Expense[]) => money(total(list, company.currency), company.currency, lang, 0);
  const month = within(expenses, 'month');
  const trend = useTrend(total(month, company.currency), total(within(expenses, 'lastMonth'), company.currency));
  const submitted = expenses.filter((one) => one.status === 'submitted');
  const approved = expenses.filter((one) => one.status === 'approved');
  const inbox = receipts.filter((one) => one.state !== 'attached').length;
  return (
    <div class="stats">
      <Stat label={t.spend} value={sum(month)} note={trend} to="/reports" />
      <Stat label={t.awaiting} value={sum(submitted)} note={items(submitted.length)} to="/expenses?status=submitted" />
      <Stat label={t.repay} value={sum(approved)} note={items(approved.length)} to="/expenses?status=approved" />
      <Stat label={t.inbox} value={count(inbox, lang)} note={t.inboxNote} to="/receipts" />
    </div>
  );
};

const CategoryPanel = () => {
  const t = useText(text);
  const { categories } = useText(words);
  const lang = useLang();
  const { expenses, company } = useVisible();
  const month = within(expenses, 'month');
  const all = total(month, company.currency);
  const foreign = month.some((one) => one.currency !== company.currency);
  const bars = slices(month, 'category', company.currency).map((slice) => ({
    label: categories[slice.key as keyof typeof categories], value: slice.total,
    shown: money(slice.total, company.currency, lang, 0), note: percent(slice.total / all, lang),
  }));
  return (
    <Panel title={t.byCategory} note={foreign ? `${t.thisMonth} · ${t.rate}` : t.thisMonth}>
      {bars.length > 0 ? <Bars title={t.byCategory} bars={bars} />
        : <Empty icon="reports" title={t.noSpend}>{t.noSpendText}</Empty>}
    </Panel>
  );
};

const Line = ({ expense }: { expense: Expense }) => {
  const lang = useLang();
  const { members } = useWorkspace();
  const owner = members.find((one) => one.id === expense.ownerId)?.name ?? '';
  return (
    <li>
      <Link class="line" to={`/expenses/${expense.id}`}>
        <Avatar name={owner} />
        <span class="line-text"><strong>{expense.merchant}</strong><span>{owner} · {day(expense.date, lang)}</span></span>
        <span class="line-end"><strong class="number">{money(expense.amount, expense.currency, lang)}</strong><StatusBadge status={expense.status} /></span>
      </Link>
    </li>
  );
};

const PendingPanel = ({ list, own }: { list: Expense[]; own: boolean }) => {
  const t = useText(text);
  return (
    <Panel flush title={own ? t.own : t.pending} action={<Link class="more" to={own ? '/expenses' : '/approvals'}>{t.all}</Link>}>
      {list.length === 0 ? <Empty icon="approvals" title={t.noPending}>{t.noPendingText}</Empty>
        : <ul class="lines">{list.slice(0, 5).map((one) => <Line key={one.id} expense={one} />)}</ul>}
    </Panel>
  );
};

const AlertsPanel = ({ list }: { list: [Expense, string[]][] }) => {
  const t = useText(text);
  const lang = useLang();
  return (
    <Panel flush title={t.alerts} note={t.alertsNote}>
      {list.length === 0 ? <Empty icon="check" title={t.noAlerts}>{t.noAlertsText}</Empty> : (
        <ul class="lines">
          {list.slice(0, 5).map(([one, alerts]) => (
            <li key={one.id}>
              <Link class="line" to={`/expenses/${one.id}`}>
                <span class="line-icon"><Icon name="alert" size={18} /></span>
                <span class="line-text"><strong>{alerts[0]}</strong><span>{one.merchant} · {money(one.amount, one.currency, lang)}</span></span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
};

export const DashboardPage = () => {
  const t = useText(text);
  const me = useMe();
  const workspace = useVisible();
  const alertsFor = useAlertTexts();
  const own = me.role === 'member';
  const queue = queueOf(workspace, me.id);
  const open = workspace.expenses.filter((one) => isOpen(one));
  const flagged = open.map((one): [Expense, string[]] => [one, alertsFor(one)]).filter(([, alerts]) => alerts.length > 0);
  return (
    <Page title={t.title} lead={own ? t.leadMember(open.length) : t.lead(queue.length, flagged.length)}
      actions={<ButtonLink to="/expenses/new" look="primary" icon="plus" testid="new-expense">{t.create}</ButtonLink>}>
      <Stats />
      <div class="columns">
        <CategoryPanel />
        <div class="stack">
          <PendingPanel list={own ? open : queue} own={own} />
          <AlertsPanel list={flagged} />
        </div>
      </div>
    </Page>
  );
};
