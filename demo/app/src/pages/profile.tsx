import { useState } from 'preact/hooks';
import { bilingual, useLang, useText } from '../i18n';
import { renameMe, setLang, setTheme } from '../store/session';
import { useMe, useStore } from '../store/store';
import type { Lang, Theme } from '../store/types';
import { Avatar, Button, Panel } from '../ui/basics';
import { Choice, TextField } from '../ui/form';
import { toast } from '../ui/overlay';
import { words } from '../words';
import { SettingsFrame } from './settings-frame';

const text = bilingual({
  en: {
    you: 'You', name: 'Display name', email: 'The address comes from your company and cannot be changed here.', need: 'Enter a name.',
    look: 'Language and theme', lookNote: 'Kept in this browser.', language: 'Language', theme: 'Theme', themes: { system: 'System', light: 'Light', dark: 'Dark' } as Record<Theme, string>,
  },
  ja: {
    you: 'あなたの情報', name: '表示名', email: '会社で管理しているため、ここでは変更できません。', need: '名前を入力してください。',
    look: '言語とテーマ', lookNote: 'このブラウザに保存されます。', language: '言語', theme: 'テーマ', themes: { system: 'システム', light: 'ライト', dark: 'ダーク' },
  },
});

const NameForm = () => {
  const t = useText(text);
  const w = useText(words);
  const me = useMe();
  const [name, setName] = useState(me.name);
  const save = () => {
    if (!name.trim()) return;
    renameMe(name.trim());
    toast(w.saved);
  };
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); save(); }}>
      <div class="who"><Avatar name={me.name} /><div><strong>{me.name}</strong><span class="sub">{w.roles[me.role]} · {me.department}</span></div></div>
      <div class="form-grid">
        <TextField label={t.name} value={name} onText={setName} error={name.trim() ? undefined : t.need} />
        <TextField label={w.email} hint={t.email} value={me.email} onText={() => {}} readOnly />
      </div>
      <div class="form-foot"><Button type="submit" look="primary" testid="profile-save">{w.save}</Button></div>
    </form>
  );
};

export const ProfilePage = () => {
  const t = useText(text);
  const lang = useLang();
  const theme = useStore((state) => state.theme);
  return (
    <SettingsFrame>
      <Panel title={t.you}><NameForm /></Panel>
      <Panel title={t.look} note={t.lookNote}>
        <div class="form-grid">
          <Choice<Lang> legend={t.language} value={lang} onPick={setLang} options={[['ja', '日本語'], ['en', 'English']]} />
          <Choice<Theme> legend={t.theme} value={theme} onPick={setTheme} options={Object.entries(t.themes) as [Theme, string][]} />
        </div>
      </Panel>
    </SettingsFrame>
  );
};
