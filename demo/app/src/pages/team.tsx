import { useState } from 'preact/hooks';
import { bilingual, day, useLang, useText } from '../i18n';
import { accounts } from '../store/seed';
import { useMe, usePersona, useWorkspace } from '../store/store';
import type { Member, Role } from '../store/types';
import { inviteMember, removeMember, setRole } from '../store/workspace';
import { Avatar, Button, IconButton, Page, Panel, Tag } from '../ui/basics';
import { Choice, Pick, TextField } from '../ui/form';
import { Dialog, toast } from '../ui/overlay';
import { words } from '../words';

const text = bilingual({
  en: {
    title: 'Team', lead: (n: number, seats: number) => `${n} of ${seats} seats used.`, invite: 'Invite member', inviteTitle: 'Invite a member', send: 'Send invitation', sent: (email: string) => `Invitation sent to ${email}.`,
    emailHint: 'They receive a link that is valid for seven days.', badEmail: 'Enter an email address.', known: 'This person is already on the team.', members: 'Members', since: 'Since', invited: 'Invited',
    roleOf: (name: string) => `Role of ${name}`, changed: 'Role changed.', remove: (name: string) => `Remove ${name}`, removed: 'Invitation withdrawn.', roleNotes: 'Members submit, approvers decide, admins also manage settings and people.',
  },
  ja: {
    title: 'メンバー', lead: (n, seats) => `${seats}名中 ${n}名が利用しています。`, invite: 'メンバーを招待', inviteTitle: 'メンバーを招待', send: '招待を送る', sent: (email) => `${email} に招待を送りました。`,
    emailHint: '7日間有効なリンクが届きます。', badEmail: 'メールアドレスを入力してください。', known: 'すでに登録されている方です。', members: 'メンバー', since: '利用開始', invited: '招待中',
    roleOf: (name) => `${name} の権限`, changed: '権限を変更しました。', remove: (name) => `${name} を削除`, removed: '招待を取り消しました。', roleNotes: 'メンバーは申請、承認者は承認、管理者は設定と人の管理も行えます。',
  },
});

const InviteDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useText(text);
  const w = useText(words);
  const { members } = useWorkspace();
  const [email, setEmail] = useState('');
  const [department, setDepartment] = useState('');
  const [role, pickRole] = useState<Role>('member');
  const [tried, setTried] = useState(false);
  const address = email.trim();
  const problem = !/^\S+@\S+\.\S+$/.test(address) ? t.badEmail : members.some((one) => one.email === address) ? t.known : undefined;
  const send = () => {
    setTried(true);
    if (problem) return;
    inviteMember(address, role, department.trim());
    toast(t.sent(address));
    onClose();
  };
  return (
    <Dialog title={t.inviteTitle} confirm={t.send} onConfirm={send} onClose={onClose} testid="invite-confirm">
      <TextField label={w.email} type="email" hint={t.emailHint} value={email} onText={setEmail} error={tried ? problem : undefined} />
      <TextField label={w.department} optional value={department} onText={setDepartment} />
      <Choice<Role> legend={w.role} value={role} onPick={pickRole} options={Object.entries(w.roles) as [Role, string][]} />
      <p class="note">{t.roleNotes}</p>
    </Dialog>
  );
};

const Row = ({ member }: { member: Member }) => {
  const t = useText(text);
  const w = useText(words);
  const lang = useLang();
  const me = useMe();
  const editable = me.role === 'admin' && member.id !== me.id;
  return (
    <tr>
      <td class="cell-main">
        <div class="who"><Avatar name={member.name} /><div><strong>{member.name}</strong>{member.id === me.id && <span class="note"> ({w.you})</span>}<span class="sub">{member.email}</span></div></div>
      </td>
      <td class="wide-only">{member.department}</td>
      <td>{editable ? <Pick<Role> label={t.roleOf(member.name)} value={member.role} onPick={(role) => { setRole(member.id, role); toast(t.changed); }} options={Object.entries(w.roles) as [Role, string][]} /> : w.roles[member.role]}</td>
      <td class="wide-only muted">{member.state === 'invited' ? <Tag tone="accent">{t.invited}</Tag> : day(member.since, lang)}</td>
      <td class="cell-actions">{editable && member.state === 'invited' && <IconButton icon="trash" label={t.remove(member.name)} onClick={() => { removeMember(member.id); toast(t.removed); }} />}</td>
    </tr>
  );
};

export const TeamPage = () => {
  const t = useText(text);
  const w = useText(words);
  const me = useMe();
  const persona = usePersona();
  const { members } = useWorkspace();
  const [inviting, setInviting] = useState(false);
  const { seats } = accounts.find((one) => one.id === persona.accountId)!;
  return (
    <Page title={t.title} lead={t.lead(members.length, seats)}
      actions={me.role === 'admin' && <Button look="primary" icon="plus" testid="invite-member" onClick={() => setInviting(true)}>{t.invite}</Button>}>
      <Panel flush title={t.members} note={t.roleNotes}>
        <table class="table team-table">
          <caption class="sr">{t.members}</caption>
          <thead><tr><th scope="col">{w.name}</th><th scope="col" class="wide-only">{w.department}</th><th scope="col">{w.role}</th><th scope="col" class="wide-only">{t.since}</th><th scope="col"><span class="sr">{w.remove}</span></th></tr></thead>
          <tbody>{members.map((one) => <Row key={one.id} member={one} />)}</tbody>
        </table>
      </Panel>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  );
};
