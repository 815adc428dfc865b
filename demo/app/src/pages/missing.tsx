import { bilingual, useText } from '../i18n';
import { ButtonLink, Empty, Page } from '../ui/basics';

const text = bilingual({
  en: { title: 'Page not found', body: 'The address may have changed, or the item has been deleted.', home: 'Go to the dashboard' },
  ja: { title: 'ページが見つかりません', body: 'アドレスが変わったか、項目が削除された可能性があります。', home: 'ダッシュボードへ戻る' },
});

export const MissingPage = () => {
  const t = useText(text);
  return (
    <Page title={t.title}>
      <Empty icon="search" title={t.title} action={<ButtonLink to="/">{t.home}</ButtonLink>}>{t.body}</Empty>
    </Page>
  );
};
