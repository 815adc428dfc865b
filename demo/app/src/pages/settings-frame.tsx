import type { ComponentChildren } from 'preact';
import { bilingual, useText } from '../i18n';
import { Link, usePath } from '../router';
import { Page } from '../ui/basics';
import { words } from '../words';

const text = bilingual({
  en: { label: 'Settings', company: 'Company', policies: 'Policies', profile: 'Your profile', readOnly: 'Only administrators can change this.' },
  ja: { label: '設定', company: '会社情報', policies: '経費規程', profile: 'プロフィール', readOnly: '変更は管理者のみ行えます。' },
});

/** The three settings pages share a title and a second navigation. */
export const SettingsFrame = ({ readOnly = false, children }: { readOnly?: boolean; children: ComponentChildren }) => {
  const t = useText(text);
  const { nav } = useText(words);
  const path = usePath();
  const places: [to: string, name: string][] = [['/settings', t.company], ['/settings/policies', t.policies], ['/settings/profile', t.profile]];
  return (
    <Page title={nav.settings} lead={readOnly ? t.readOnly : undefined}>
      <nav class="tabs" aria-label={t.label}>
        {places.map(([to, name]) => <Link key={to} to={to} aria-current={path === to ? 'page' : undefined}>{name}</Link>)}
      </nav>
      <div class="settings">{children}</div>
    </Page>
  );
};
