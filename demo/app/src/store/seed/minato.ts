import { addDays, today } from '../../dates';
import type { Workspace } from '../types';
import { expandExpenses, expandMembers, expandTransactions, type ExpenseRow, type MemberRow, type TransactionRow } from './expand';

const members: MemberRow[] = [
  ['usr_misaki', '佐藤 美咲', 'misaki.sato@minato-shoji.example', 'admin', '経営管理部', 412],
  ['usr_daisuke', '鈴木 大輔', 'daisuke.suzuki@minato-shoji.example', 'approver', '営業部', 380],
  ['usr_ren', '田中 蓮', 'ren.tanaka@minato-shoji.example', 'member', '営業部', 63],
  ['usr_aoi', '高橋 葵', 'aoi.takahashi@minato-shoji.example', 'member', '営業部', 291],
  ['usr_kenji', '渡辺 健司', 'kenji.watanabe@minato-shoji.example', 'approver', '物流部', 377],
  ['usr_yui', '伊藤 結衣', 'yui.ito@minato-shoji.example', 'member', '開発部', 122],
  ['usr_lucas', 'Lucas Meyer', 'lucas.meyer@minato-shoji.example', 'member', '海外事業部', 88],
  ['usr_sota', '山本 颯太', 'sota.yamamoto@minato-shoji.example', 'member', '物流部', 4, 'invited'],
];

const expenses: ExpenseRow[] = [
  [1, 'JR東海 新幹線 東京–新大阪', 'travel', 14720, 'usr_ren', 'submitted', '大阪支社 月次会議', { invoice: true }],
  [1, '鮨 なかむら', 'entertainment', 38500, 'usr_aoi', 'submitted', '丸菱物産様 3名 会食', { invoice: true }],
  [2, 'スターバックス 品川港南口店', 'meals', 1340, 'usr_misaki', 'draft', '打ち合わせ 2名', { tax: 'jp8' }],
  [2, 'Amazon Web Services', 'software', 482.16, 'usr_yui', 'submitted', 'Staging environment, October', { currency: 'USD', tax: 'outside' }],
  [3, '東横INN 新大阪中央口本館', 'lodging', 9800, 'usr_ren', 'submitted', '大阪支社 月次会議 前泊', { receipt: false }],
  [3, 'ヨドバシカメラ マルチメディアAkiba', 'supplies', 12870, 'usr_yui', 'approved', '会議室用 Webカメラ', { invoice: true }],
  [4, '日本交通 タクシー', 'travel', 3260, 'usr_aoi', 'returned', '客先からの移動', { comment: '利用区間と訪問先を備考に追記してください。' }],
  [5, 'Hilton Singapore Orchard', 'lodging', 612.4, 'usr_lucas', 'submitted', 'SaaS Asia expo, 2 nights', { currency: 'USD', tax: 'outside' }],
  [5, 'Singapore Airlines', 'travel', 738, 'usr_lucas', 'approved', 'HND–SIN return, economy', { currency: 'USD', tax: 'outside' }],
  [6, 'クロネコヤマト 宅急便', 'supplies', 4180, 'usr_kenji', 'approved', '展示会 什器返送', { invoice: true }],
  [7, '本社 → 川崎物流センター', 'mileage', 760, 'usr_kenji', 'approved', '棚卸立ち会い', { tax: 'outside', trip: { from: '港区芝浦', to: '川崎物流センター', distance: 38, unit: 'km', round: true } }],
  [8, 'ドトールコーヒーショップ 田町店', 'meals', 980, 'usr_misaki', 'reimbursed', '採用面談', { tax: 'jp8' }],
  [9, 'Adobe Creative Cloud', 'software', 7780, 'usr_yui', 'reimbursed', 'コンプリートプラン 11月分', { invoice: true }],
  [10, '丸善 丸の内本店', 'training', 5940, 'usr_yui', 'reimbursed', '技術書 2冊'],
  [11, '叙々苑 品川駅前店', 'entertainment', 27400, 'usr_daisuke', 'reimbursed', '東西食品様 忘年会 下見', { invoice: true }],
  [12, 'NTTドコモ', 'communication', 6380, 'usr_aoi', 'reimbursed', '業務用回線 10月分', { invoice: true }],
  [13, 'Uber', 'travel', 23.85, 'usr_lucas', 'reimbursed', 'Airport to venue', { currency: 'USD', tax: 'outside' }],
  [14, 'アスクル', 'supplies', 8236, 'usr_misaki', 'reimbursed', 'コピー用紙・トナー', { invoice: true }],
  [16, 'ANA 羽田–福岡', 'travel', 41300, 'usr_daisuke', 'reimbursed', '九州エリア 商談 2件', { invoice: true }],
  [17, '西鉄イン福岡', 'lodging', 11200, 'usr_daisuke', 'reimbursed', '九州エリア 商談 宿泊', { invoice: true }],
  [18, 'ロイヤルホスト 天神店', 'meals', 2350, 'usr_daisuke', 'reimbursed', '出張 夕食'],
  [20, 'Notion Labs', 'software', 96, 'usr_yui', 'reimbursed', '8 seats, monthly', { currency: 'USD', tax: 'outside' }],
  [22, 'Udemy Business', 'training', 29800, 'usr_misaki', 'approved', '経理部門 研修', { invoice: true }],
  [24, '日本航空 羽田–新千歳', 'travel', 58400, 'usr_kenji', 'reimbursed', '北海道倉庫 視察', { invoice: true }],
  [27, 'ビックカメラ 有楽町店', 'supplies', 19800, 'usr_aoi', 'reimbursed', '営業用 モバイルモニター', { invoice: true }],
  [30, 'JR東日本 Suicaチャージ', 'travel', 10000, 'usr_ren', 'reimbursed', '営業移動', { tax: 'jp10' }],
  [33, 'ホテルモントレ札幌', 'lodging', 43200, 'usr_kenji', 'reimbursed', '北海道倉庫 視察 3泊', { invoice: true }],
  [36, 'WeWork 丸の内北口', 'other', 66000, 'usr_lucas', 'reimbursed', '海外代理店会議 会場 2日', { invoice: true }],
  [41, 'Figma', 'software', 450, 'usr_yui', 'reimbursed', '30 editors, monthly', { currency: 'USD', tax: 'outside' }],
  [43, '東京ビッグサイト', 'other', 165000, 'usr_misaki', 'reimbursed', '物流展 出展料', { invoice: true }],
];

const transactions: TransactionRow[] = [
  [0, 'card-1', 'JR東日本 えきねっと', 'travel', 6820, 'open'],
  [1, 'card-1', '日経電子版', 'software', 4277, 'open'],
  [2, 'card-2', 'ENEOS 芝浦SS', 'travel', 5940, 'open'],
  [3, 'card-1', 'ヨドバシカメラ', 'supplies', 12870, 'matched'],
  [6, 'card-2', 'クロネコヤマト', 'supplies', 4180, 'matched'],
  [9, 'card-1', 'ADOBE SYSTEMS', 'software', 7780, 'matched'],
  [11, 'card-1', 'コンビニエンスストア', 'meals', 642, 'personal'],
];

/** A Japanese trading company on the business plan: yen, with some spending abroad. */
export const minato = (): Workspace => {
  const filled = expandExpenses(expenses, 1012, 'JPY', 'usr_daisuke');
  return {
    company: {
      name: 'ミナト商事', legalName: '株式会社ミナト商事', registration: 'T9100000120417',
      address: '東京都港区芝浦3-12-7 芝浦シティビル 8F', fiscalMonth: 4, currency: 'JPY', closingDay: 25,
    },
    policies: {
      receiptAbove: 3000, mealLimit: 5000, lodgingLimit: 15000, mileageRate: 20,
      secondApprovalAbove: 50000, weekendWarning: true, duplicateWarning: true,
    },
    members: expandMembers(members),
    expenses: filled.expenses,
    receipts: [
      { id: 'rc-in-1', file: 'IMG_2431.jpg', merchant: '成城石井 品川店', date: addDays(today(), -1), amount: 2484, currency: 'JPY', category: 'meals', state: 'ready', ownerId: 'usr_misaki' },
      { id: 'rc-in-2', file: 'scan-1118.pdf', merchant: '東京メトロ 定期券うりば', date: addDays(today(), -4), amount: 9320, currency: 'JPY', category: 'travel', state: 'ready', ownerId: 'usr_misaki' },
      { id: 'rc-in-3', file: 'IMG_2418.jpg', merchant: 'Hotel Gracery 田町', date: addDays(today(), -6), amount: 13400, currency: 'JPY', category: 'lodging', state: 'ready', ownerId: 'usr_ren' },
      ...filled.receipts,
    ],
    cards: [
      { id: 'card-1', name: 'コーポレートカード', last4: '4821', holderId: 'usr_misaki', limit: 1000000 },
      { id: 'card-2', name: '物流部カード', last4: '0937', holderId: 'usr_kenji', limit: 300000 },
    ],
    transactions: expandTransactions(transactions, 'JPY'),
    reports: [
      { id: 'rp-1', name: '月次 カテゴリ別', group: 'category', period: 'month', status: 'all', updated: addDays(today(), -2) },
      { id: 'rp-2', name: '担当者別 四半期', group: 'person', period: 'quarter', status: 'all', updated: addDays(today(), -9) },
      { id: 'rp-3', name: '未承認の一覧', group: 'person', period: 'all', status: 'submitted', updated: addDays(today(), -1) },
    ],
    filters: [{ id: 'ft-1', name: '承認待ちの交通費', query: '', status: 'submitted', category: 'travel' }],
    integrations: { freee: addDays(today(), -210), slack: addDays(today(), -96) },
    delegation: null,
    next: 1042,
  };
};
