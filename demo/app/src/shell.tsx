/** What surrounds every page: the demo line, the navigation, the tool bar. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { bilingual, useLang, useText } from './i18n';
import { Link, navigate, usePath } from './router';
import { resetData, setLang, setTheme, shownTheme, signOut } from './store/session';
import { queueOf } from './store/spend';
import { useMe, usePersona, useStore, useWorkspace } from './store/store';
import { accounts } from './store/seed';
import { Avatar, IconButton } from './ui/basics';
import { Icon, Logo, type IconName } from './ui/icon';
import { Menu, Toasts, toast } from './ui/overlay';
import { words } from './words';

const text = bilingual({
  en: {
    search: 'Search expenses', searchHint: 'Merchant, memo or number',
    toDark: 'Use the dark theme', toLight: 'Use the light theme', language: '日本語で表示',
    account: 'Your account', profile: 'Profile', switch: 'Switch user', reset: 'Reset demo data', signOut: 'Sign out',
    wasReset: 'The demo data is back to the start.', pending: (n: number) => `${n} to approve`,
  },
  ja: {
    search: '経費を検索', searchHint: '支払先・備考・番号',
    toDark: 'ダークテーマにする', toLight: 'ライトテーマにする', language: 'Show in English',
    account: 'アカウント', profile: 'プロフィール', switch: 'ユーザーを切り替え', reset: 'デモデータを初期化', signOut: 'サインアウト',
    wasReset: 'デモデータを初期状態に戻しました。', pending: (n: number) => `承認待ち ${n}件`,
  },
});

const places: [id: Exclude<keyof (typeof words)['en']['nav'], 'label'>, to: string, icon: IconName][] = [
  ['dashboard', '/', 'dashboard'], ['expenses', '/expenses', 'expenses'], ['receipts', '/receipts', 'receipts'],
  ['cards', '/cards', 'cards'], ['approvals', '/approvals', 'approvals'], ['reports', '/reports', 'reports'],
  ['integrations', '/integrations', 'integrations'], ['team', '/team', 'team'], ['settings', '/settings', 'settings'],
];

const Nav = () => {
  const { nav } = useText(words);
  const { pending } = useText(text);
  const path = usePath();
  const list = useRef<HTMLUListElement>(null);
  const me = useMe();
  const workspace = useWorkspace();
  const waiting = me.role === 'member' ? 0 : queueOf(workspace, me.id).length;
  useEffect(() => {
    const row = list.current;
    const current = row?.querySelector<HTMLElement>('[aria-current]');
    if (row && current) row.scrollLeft = current.offsetLeft - (row.clientWidth - current.clientWidth) / 2;
  }, [path]);
  return (
    <nav class="nav" aria-label={nav.label}>
      <ul ref={list}>
        {places.map(([id, to, icon]) => (
          <li key={id} class={`place-${id}`}>
            <Link to={to} data-testid={`nav-${id}`} aria-current={path === to || (to !== '/' && path.startsWith(`${to}/`)) ? 'page' : undefined}>
              <Icon name={icon} /><span>{nav[id]}</span>
              {id === 'approvals' && waiting > 0 && <span class="count" aria-label={pending(waiting)}>{waiting}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
};

const Search = () => {
  const t = useText(text);
  const [value, setValue] = useState('');
  return (
    <form class="search" role="search" onSubmit={(event) => {
      event.preventDefault();
      navigate(value ? `/expenses?q=${encodeURIComponent(value)}` : '/expenses');
    }}>
      <Icon name="search" size={16} />
      <input type="search" aria-label={t.search} placeholder={t.searchHint} value={value} onInput={(event) => setValue(event.currentTarget.value)} />
    </form>
  );
};

/** Language and theme; also on the sign-in page. */
export const Toggles = () => {
  const t = useText(text);
  const lang = useLang();
  const theme = shownTheme(useStore((state) => state.theme));
  return (
    <>
      <button type="button" class="lang-toggle" data-testid="lang-toggle" lang={lang === 'ja' ? 'en' : 'ja'} title={t.language} onClick={() => setLang(lang === 'ja' ? 'en' : 'ja')}>
        <span class="sr">{t.language} </span><span aria-hidden="true">{lang === 'ja' ? 'EN' : '日本語'}</span>
      </button>
      <IconButton icon={theme === 'dark' ? 'sun' : 'moon'} label={theme === 'dark' ? t.toLight : t.toDark} testid="theme-toggle"
        onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')} />
    </>
  );
};

const UserMenu = () => {
  const t = useText(text);
  const { roles } = useText(words);
  const me = useMe();
  return (
    <Menu label={t.account} testid="user-menu"
      trigger={<><span class="sr">{`${t.account}: ${me.name}`}</span><Avatar name={me.name} /><span class="me-name" aria-hidden="true">{me.name}</span><Icon name="down" size={16} /></>}
      head={<div class="menu-head"><strong>{me.name}</strong><span>{me.email}</span><span>{roles[me.role]}</span></div>}
      items={[
        { label: t.profile, icon: 'user', act: () => navigate('/settings/profile') },
        { label: t.switch, icon: 'switch', act: () => navigate('/login') },
        { label: t.reset, icon: 'reset', act: () => { resetData(); toast(t.wasReset); } },
        'line',
        { label: t.signOut, icon: 'exit', act: () => { signOut(); navigate('/login'); } },
      ]} />
  );
};

export const DemoLine = () => <p class="demo-line">{useText(words).demo}</p>;

const Brand = () => {
  const persona = usePersona();
  const { plans } = useText(words);
  const account = accounts.find((one) => one.id === persona.accountId)!;
  return (
    <div class="brand">
      <Logo />
      <div><strong>Seisan</strong><span>{account.name} · {plans[account.plan]}</span></div>
    </div>
  );
};

export const Shell = ({ children }: { children: ComponentChildren }) => {
  const t = useText(words);
  return (
    <>
      <a class="skip" href="#main">{t.skip}</a>
      <div class="shell">
        <header class="top">
          <DemoLine />
          <div class="bar"><Brand /><Search /><div class="tools"><Toggles /><UserMenu /></div></div>
        </header>
        <Nav />
        <main id="main" tabIndex={-1}>{children}</main>
      </div>
      <Toasts />
    </>
  );
};
