import { useEffect } from 'preact/hooks';
import { bilingual, useText } from '../i18n';
import { navigate } from '../router';
import { DemoLine, Toggles } from '../shell';
import { accounts, personas } from '../store/seed';
import { signIn } from '../store/session';
import { useStore } from '../store/store';
import type { Account, Persona } from '../store/types';
import { Avatar, Tag } from '../ui/basics';
import { Icon, Logo } from '../ui/icon';
import { words } from '../words';

const text = bilingual({
  en: {
    title: 'Choose who you are', document: 'Sign in',
    lead: 'Each person sees Seisan with their own role, plan and language. There is no password in the demo.',
    current: 'Signed in', seats: (n: number) => `${n} seats`,
  },
  ja: {
    title: 'どなたとして使いますか', document: 'サインイン',
    lead: '権限・プラン・言語は人によって異なります。デモのためパスワードは不要です。',
    current: 'サインイン中', seats: (n: number) => `${n}名まで`,
  },
});

const Person = ({ persona, current }: { persona: Persona; current: boolean }) => {
  const t = useText(text);
  const { roles } = useText(words);
  return (
    <li>
      <button type="button" class="persona" data-testid={`persona-${persona.id}`} onClick={() => { signIn(persona.id); navigate('/'); }}>
        <Avatar name={persona.name} />
        <span class="persona-text"><strong>{persona.name}</strong><span>{roles[persona.role]} · {persona.department}</span></span>
        {current && <Tag tone="accent">{t.current}</Tag>}
        <Icon name="right" size={16} />
      </button>
    </li>
  );
};

const AccountGroup = ({ account, userId }: { account: Account; userId: string | null }) => {
  const t = useText(text);
  const { plans } = useText(words);
  return (
    <section class="panel flush">
      <header class="panel-head">
        <h2>{account.name}</h2>
        <span class="note">{plans[account.plan]} · {t.seats(account.seats)}</span>
      </header>
      <ul class="personas">
        {personas.filter((one) => one.accountId === account.id).map((one) => <Person key={one.id} persona={one} current={one.id === userId} />)}
      </ul>
    </section>
  );
};

export const LoginPage = () => {
  const t = useText(text);
  const userId = useStore((state) => (state.signedIn ? state.userId : null));
  useEffect(() => { document.title = `${t.document} · Seisan`; }, [t]);
  return (
    <div class="login">
      <header class="top"><DemoLine /><div class="bar"><div class="brand"><Logo /><div><strong>Seisan</strong></div></div><div class="tools"><Toggles /></div></div></header>
      <main id="main" class="login-main">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {accounts.map((one) => <AccountGroup key={one.id} account={one} userId={userId} />)}
      </main>
    </div>
  );
};
