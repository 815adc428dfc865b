/** Words that several pages share. */
import { bilingual } from './i18n';

export const words = bilingual({
  en: {
    product: 'Seisan',
    demo: 'Demo data: the companies, people and amounts are invented.',
    skip: 'Skip to content',
    cancel: 'Cancel', close: 'Close', save: 'Save', remove: 'Remove', edit: 'Edit', all: 'All', none: 'None', optional: 'optional',
    search: 'Search', view: 'View', total: 'Total', more: 'More', yes: 'Yes', no: 'No', you: 'you', saved: 'Saved.',
    name: 'Name', date: 'Date', merchant: 'Merchant', category: 'Category', amount: 'Amount', currency: 'Currency', status: 'Status',
    person: 'Person', memo: 'Memo', tax: 'Tax category', receipt: 'Receipt', email: 'Email', role: 'Role', department: 'Department',
    items: (n: number) => (n === 1 ? '1 item' : `${n} items`),
    nav: {
      label: 'Main', dashboard: 'Dashboard', expenses: 'Expenses', receipts: 'Receipts', cards: 'Cards', approvals: 'Approvals',
      reports: 'Reports', integrations: 'Integrations', team: 'Team', settings: 'Settings',
    },
    categories: {
      travel: 'Travel', lodging: 'Lodging', meals: 'Meals', entertainment: 'Entertainment', software: 'Software', supplies: 'Supplies',
      communication: 'Phone and internet', training: 'Training', mileage: 'Mileage', other: 'Other',
    },
    taxes: { jp10: 'Taxable 10%', jp8: 'Taxable 8% (reduced)', exempt: 'Exempt', outside: 'Out of scope', us: 'US sales tax included' },
    statuses: { draft: 'Draft', submitted: 'Awaiting approval', approved: 'Approved', returned: 'Returned', reimbursed: 'Reimbursed' },
    roles: { admin: 'Admin', approver: 'Approver', member: 'Member' },
    plans: { starter: 'Starter', team: 'Team', business: 'Business' },
    alerts: {
      receipt: (limit: string) => `Receipt required above ${limit}`,
      meal: (limit: string) => `Over the meal limit of ${limit}`,
      lodging: (limit: string) => `Over the nightly limit of ${limit}`,
      second: (limit: string) => `Second approval above ${limit}`,
      weekend: () => 'Entertainment on a weekend',
      duplicate: () => 'Possible duplicate',
    },
  },
  ja: {
    product: 'Seisan',
    demo: 'デモデータです。会社・人物・金額はすべて架空のものです。',
    skip: '本文へ移動',
    cancel: 'キャンセル', close: '閉じる', save: '保存する', remove: '削除', edit: '編集', all: 'すべて', none: 'なし', optional: '任意',
    search: '検索', view: '表示', total: '合計', more: 'その他', yes: 'はい', no: 'いいえ', you: '自分', saved: '保存しました。',
    name: '名前', date: '日付', merchant: '支払先', category: 'カテゴリ', amount: '金額', currency: '通貨', status: 'ステータス',
    person: '申請者', memo: '備考', tax: '税区分', receipt: '領収書', email: 'メールアドレス', role: '権限', department: '部署',
    items: (n: number) => `${n}件`,
    nav: {
      label: 'メイン', dashboard: 'ダッシュボード', expenses: '経費', receipts: '領収書', cards: 'カード', approvals: '承認',
      reports: 'レポート', integrations: '連携', team: 'メンバー', settings: '設定',
    },
    categories: {
      travel: '旅費交通費', lodging: '宿泊費', meals: '会議費', entertainment: '接待交際費', software: 'ソフトウェア', supplies: '消耗品費',
      communication: '通信費', training: '研修・図書費', mileage: '車両・マイレージ', other: 'その他',
    },
    taxes: { jp10: '課税 10%', jp8: '課税 8%(軽減)', exempt: '非課税', outside: '対象外', us: '米国売上税込' },
    statuses: { draft: '下書き', submitted: '承認待ち', approved: '承認済み', returned: '差し戻し', reimbursed: '精算済み' },
    roles: { admin: '管理者', approver: '承認者', member: 'メンバー' },
    plans: { starter: 'スターター', team: 'チーム', business: 'ビジネス' },
    alerts: {
      receipt: (limit: string) => `${limit}を超える経費には領収書が必要です`,
      meal: (limit: string) => `会議費の上限 ${limit} を超えています`,
      lodging: (limit: string) => `宿泊費の上限 ${limit} を超えています`,
      second: (limit: string) => `${limit}を超えるため二次承認が必要です`,
      weekend: () => '週末の接待交際費です',
      duplicate: () => '重複の可能性があります',
    },
  },
});
