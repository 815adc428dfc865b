import type { Account, Persona } from '../types';

/** The people who can sign in, by account; no password, this is a demo. */
export const personas: Persona[] = [
  { id: 'usr_misaki', accountId: 'acct_minato', name: '佐藤 美咲', email: 'misaki.sato@minato-shoji.example', role: 'admin', lang: 'ja', department: '経営管理部', signedUpDaysAgo: 412 },
  { id: 'usr_daisuke', accountId: 'acct_minato', name: '鈴木 大輔', email: 'daisuke.suzuki@minato-shoji.example', role: 'approver', lang: 'ja', department: '営業部', signedUpDaysAgo: 380 },
  { id: 'usr_ren', accountId: 'acct_minato', name: '田中 蓮', email: 'ren.tanaka@minato-shoji.example', role: 'member', lang: 'ja', department: '営業部', signedUpDaysAgo: 63 },
  { id: 'usr_oliver', accountId: 'acct_harbor', name: 'Oliver Reed', email: 'oliver@harborandpine.example', role: 'admin', lang: 'en', department: 'Finance', signedUpDaysAgo: 238 },
  { id: 'usr_emma', accountId: 'acct_harbor', name: 'Emma Clark', email: 'emma@harborandpine.example', role: 'approver', lang: 'en', department: 'Studio', signedUpDaysAgo: 201 },
  { id: 'usr_haruna', accountId: 'acct_tsubame', name: '小林 陽菜', email: 'haruna@tsubame-sekkei.example', role: 'admin', lang: 'ja', department: '代表社員', signedUpDaysAgo: 3 },
];

/** The customers of Seisan that those people work for. */
export const accounts: Account[] = [
  { id: 'acct_minato', name: '株式会社ミナト商事', plan: 'business', seats: 120, mrr: 2940, industry: 'wholesale', renewsInDays: 48 },
  { id: 'acct_harbor', name: 'Harbor & Pine', plan: 'team', seats: 34, mrr: 510, industry: 'design', renewsInDays: 133 },
  { id: 'acct_tsubame', name: 'つばめ設計合同会社', plan: 'starter', seats: 6, mrr: 54, industry: 'architecture', renewsInDays: 362 },
];

/** The persona of a first visit: an administrator who reads the visitor's language. */
export const firstPersona = (lang: Persona['lang']): Persona =>
  personas.find((one) => one.role === 'admin' && one.lang === lang)!;
