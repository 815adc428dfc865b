import { useState } from 'preact/hooks';
import { bilingual, day, useLang, useText } from '../i18n';
import { useMe, useWorkspace } from '../store/store';
import { connect, disconnect } from '../store/workspace';
import { Button, Page, Tag } from '../ui/basics';
import { Check, TextField } from '../ui/form';
import { Icon } from '../ui/icon';
import { Dialog, toast } from '../ui/overlay';

const text = bilingual({
  en: {
    title: 'Integrations', lead: (n: number, all: number) => `${n} of ${all} connected.`, connect: 'Connect', connected: 'Connected', since: (date: string) => `Since ${date}`, disconnect: 'Disconnect',
    dialog: (name: string) => `Connect ${name}`, allows: (name: string) => `Seisan will be able to do this in ${name}:`, authorize: 'Authorise', workspace: 'Workspace or company name', need: 'Enter the name.',
    done: (name: string) => `${name} is connected.`, undone: (name: string) => `${name} is disconnected.`, sync: 'Synchronise every night', adminOnly: 'Only administrators can connect services.',
    services: {
      freee: { about: 'Send approved expenses to freee accounting as journal entries.', does: ['Read accounts and tax categories', 'Create journal entries', 'Attach receipts'] },
      quickbooks: { about: 'Post approved expenses and bills to QuickBooks Online.', does: ['Read the chart of accounts', 'Create expenses and bills', 'Attach receipts'] },
      slack: { about: 'Approve from Slack, and hear when an expense moves.', does: ['Send messages as Seisan', 'Show approval buttons', 'Read the names of channels'] },
      'google-calendar': { about: 'Suggest trips and meetings from the calendar.', does: ['Read titles and times of events', 'Nothing is written to the calendar'] },
    } as Record<string, { about: string; does: string[] }>,
  },
  ja: {
    title: '連携', lead: (n, all) => `${all}件中 ${n}件を連携中です。`, connect: '連携する', connected: '連携中', since: (date) => `${date}から`, disconnect: '連携を解除',
    dialog: (name) => `${name} と連携`, allows: (name) => `Seisan は ${name} で次のことを行います。`, authorize: '許可して連携', workspace: 'ワークスペース名・事業所名', need: '名前を入力してください。',
    done: (name) => `${name} と連携しました。`, undone: (name) => `${name} との連携を解除しました。`, sync: '毎晩自動で同期する', adminOnly: '連携の設定は管理者のみ行えます。',
    services: {
      freee: { about: '承認済みの経費を freee会計に仕訳として送ります。', does: ['勘定科目と税区分の取得', '仕訳の登録', '領収書の添付'] },
      quickbooks: { about: '承認済みの経費を QuickBooks Online に登録します。', does: ['勘定科目の取得', '経費・請求の登録', '領収書の添付'] },
      slack: { about: 'Slack で承認でき、経費の動きも届きます。', does: ['Seisan としてのメッセージ送信', '承認ボタンの表示', 'チャンネル名の取得'] },
      'google-calendar': { about: '予定から出張や会食の経費を提案します。', does: ['予定の件名と時刻の取得', 'カレンダーへの書き込みは行いません'] },
    },
  },
});

const services: [id: string, name: string, letter: string][] = [
  ['freee', 'freee', 'f'], ['quickbooks', 'QuickBooks', 'Q'], ['slack', 'Slack', 'S'], ['google-calendar', 'Google Calendar', 'G'],
];

/** How long the other side takes to authorise, milliseconds. */
const authorizeTime = 800;

const ConnectDialog = ({ id, name, onClose }: { id: string; name: string; onClose: () => void }) => {
  const t = useText(text);
  const { company } = useWorkspace();
  const [workspace, setWorkspace] = useState(company.name);
  const [nightly, setNightly] = useState(true);
  const [busy, setBusy] = useState(false);
  const missing = !workspace.trim();
  const authorize = () => {
    if (missing || busy) return;
    setBusy(true);
    setTimeout(() => { connect(id); toast(t.done(name)); onClose(); }, authorizeTime);
  };
  return (
    <Dialog title={t.dialog(name)} confirm={t.authorize} onConfirm={authorize} onClose={onClose} busy={busy} testid={`connect-${id}-confirm`}>
      <p>{t.allows(name)}</p>
      <ul class="ticks">{t.services[id]!.does.map((one) => <li key={one}><Icon name="check" size={16} />{one}</li>)}</ul>
      <TextField label={t.workspace} value={workspace} onText={setWorkspace} error={missing ? t.need : undefined} />
      <Check label={t.sync} checked={nightly} onToggle={setNightly} />
    </Dialog>
  );
};

const Service = ({ id, name, letter, onConnect }: { id: string; name: string; letter: string; onConnect: () => void }) => {
  const t = useText(text);
  const lang = useLang();
  const me = useMe();
  const since = useWorkspace().integrations[id];
  return (
    <li class="service panel">
      <header><span class={`service-mark mark-${id}`} aria-hidden="true">{letter}</span><h2>{name}</h2>{since && <Tag tone="good">{t.connected}</Tag>}</header>
      <p>{t.services[id]!.about}</p>
      <footer>
        <span class="note">{since && t.since(day(since, lang))}</span>
        {since ? <Button look="quiet" disabled={me.role !== 'admin'} onClick={() => { disconnect(id); toast(t.undone(name)); }}>{t.disconnect}</Button>
          : <Button testid={`connect-${id}`} disabled={me.role !== 'admin'} onClick={onConnect}>{t.connect}</Button>}
      </footer>
    </li>
  );
};

export const IntegrationsPage = () => {
  const t = useText(text);
  const me = useMe();
  const { integrations } = useWorkspace();
  const [connecting, setConnecting] = useState<string | null>(null);
  const current = services.find(([id]) => id === connecting);
  return (
    <Page title={t.title} lead={`${t.lead(Object.keys(integrations).length, services.length)}${me.role === 'admin' ? '' : ` ${t.adminOnly}`}`}>
      <ul class="services">{services.map(([id, name, letter]) => <Service key={id} {...{ id, name, letter }} onConnect={() => setConnecting(id)} />)}</ul>
      {current && <ConnectDialog id={current[0]} name={current[1]} onClose={() => setConnecting(null)} />}
    </Page>
  );
};
