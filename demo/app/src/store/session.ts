/** Who is signed in, in which language and theme; told to Banso whenever it changes. */
import * as banso from '../banso';
import { addDays, today } from '../dates';
import { accounts, personas, seed } from './seed';
import { change, getState, personaOf, setState, workspaceOf } from './store';
import type { Lang, Theme } from './types';

const identify = (): void => {
  const state = getState();
  const persona = personaOf(state);
  const account = accounts.find((one) => one.id === persona.accountId)!;
  const me = workspaceOf(state).members.find((one) => one.id === persona.id) ?? persona;
  banso.identify(persona.id, {
    name: me.name, email: me.email, role: me.role, locale: state.lang, plan: account.plan,
    created_at: addDays(today(), -persona.signedUpDaysAgo),
  });
};

const group = (): void => {
  const state = getState();
  const account = accounts.find((one) => one.id === personaOf(state).accountId)!;
  banso.group(account.id, {
    name: account.name, plan: account.plan, seats: account.seats, mrr: account.mrr,
    industry: account.industry, renewal_at: addDays(today(), account.renewsInDays),
  });
};

const paintLang = (lang: Lang) => { document.documentElement.lang = lang; };

const paintTheme = (theme: Theme): void => {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
};

/** Introduces the remembered persona to Banso; call once at start. */
export const resume = (): void => {
  if (!getState().signedIn) return;
  identify();
  group();
};

export const signIn = (userId: string): void => {
  const before = getState();
  if (before.signedIn && before.userId === userId) return;
  if (before.signedIn) banso.reset();
  const persona = personas.find((one) => one.id === userId)!;
  setState({ userId, signedIn: true, lang: persona.lang });
  paintLang(persona.lang);
  identify();
  group();
};

export const signOut = (): void => {
  banso.reset();
  setState({ signedIn: false });
};

export const setLang = (lang: Lang): void => {
  setState({ lang });
  paintLang(lang);
  if (getState().signedIn) identify();
};

export const setTheme = (theme: Theme): void => {
  setState({ theme });
  paintTheme(theme);
};

/** The theme in effect, with the system's choice resolved. */
export const shownTheme = (theme: Theme): 'light' | 'dark' => {
  if (theme !== 'system') return theme;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
};

export const renameMe = (name: string): void => {
  const { id } = personaOf(getState());
  change((workspace) => ({ members: workspace.members.map((one) => (one.id === id ? { ...one, name } : one)) }));
  identify();
};

/** Puts every account's data back to the start; keeps who is signed in. */
export const resetData = (): void => setState({ workspaces: seed() });
