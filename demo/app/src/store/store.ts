/** One immutable state, kept in localStorage so that a reload finds it again. */
import { useEffect, useState } from 'preact/hooks';
import { firstPersona, personas, seed } from './seed';
import type { Lang, Member, Theme, Workspace } from './types';

export interface State {
  /** The persona, the last one after a sign-out. */
  userId: string;
  signedIn: boolean;
  lang: Lang;
  theme: Theme;
  /** Account id -> its data. */
  workspaces: Record<string, Workspace>;
}

const keys = { prefs: 'seisan.prefs', session: 'seisan.session', data: 'seisan.data.1' };

const read = <T>(key: string): T | undefined => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
};

const write = (key: string, value: unknown): void => {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or blocked storage: the app works on, without remembering.
  }
};

/** boot.js has already chosen the language of a first visit. */
const initialLang = (): Lang => (document.documentElement.lang === 'ja' ? 'ja' : 'en');

const load = (): State => {
  const prefs = read<{ theme?: Theme }>(keys.prefs) ?? {};
  const session = read<{ userId: string; signedIn: boolean }>(keys.session);
  const lang = initialLang();
  const known = session && personas.some((one) => one.id === session.userId);
  const current = known ? session : { userId: firstPersona(lang).id, signedIn: true };
  write(keys.session, current);
  return {
    userId: current.userId,
    signedIn: current.signedIn,
    lang,
    theme: prefs.theme ?? 'system',
    workspaces: read<Record<string, Workspace>>(keys.data) ?? seed(),
  };
};

let state = load();
const listeners = new Set<() => void>();

const persist = (before: State): void => {
  if (before.lang !== state.lang || before.theme !== state.theme) write(keys.prefs, { lang: state.lang, theme: state.theme });
  if (before.userId !== state.userId || before.signedIn !== state.signedIn) write(keys.session, { userId: state.userId, signedIn: state.signedIn });
  if (before.workspaces !== state.workspaces) write(keys.data, state.workspaces);
};

export const getState = (): State => state;

/** Replaces parts of the state, stores them and repaints whoever reads them. */
export const setState = (change: Partial<State>): void => {
  const before = state;
  state = { ...state, ...change };
  persist(before);
  for (const listener of listeners) listener();
};

/** Reads a part of the state; the component repaints when that part changes. */
export const useStore = <T>(select: (state: State) => T): T => {
  const [, repaint] = useState(0);
  const value = select(state);
  useEffect(() => {
    const listener = () => {
      if (!Object.is(select(state), value)) repaint((count) => count + 1);
    };
    listeners.add(listener);
    listener();
    return () => void listeners.delete(listener);
  });
  return value;
};

/** The persona of a state; load() and signIn() see to it that there is one. */
export const personaOf = (from: State) => personas.find((one) => one.id === from.userId)!;

export const workspaceOf = (from: State): Workspace => from.workspaces[personaOf(from).accountId]!;

/** Changes the signed-in account's data. */
export const change = (edit: (workspace: Workspace) => Partial<Workspace>): void => {
  const { accountId } = personaOf(state);
  const workspace = workspaceOf(state);
  setState({ workspaces: { ...state.workspaces, [accountId]: { ...workspace, ...edit(workspace) } } });
};

export const useWorkspace = (): Workspace => useStore(workspaceOf);
export const usePersona = () => useStore(personaOf);

/** What this person may see: their own expenses and receipts, and for those who approve also what others have submitted. */
const visibleTo = (me: Pick<Member, 'id' | 'role'>, workspace: Workspace): Workspace => {
  const expenses = workspace.expenses.filter((one) => one.ownerId === me.id || (me.role !== 'member' && one.status !== 'draft'));
  const attached = new Set(expenses.map((one) => one.receiptId));
  return { ...workspace, expenses, receipts: workspace.receipts.filter((one) => (one.state === 'attached' ? attached.has(one.id) : one.ownerId === me.id)) };
};

/** The signed-in person as the workspace knows them: name and role can change there. */
export const useMe = () => {
  const persona = usePersona();
  return useWorkspace().members.find((one) => one.id === persona.id) ?? { ...persona, state: 'active' as const, since: '' };
};

/** The workspace as far as the signed-in person may see it. */
export const useVisible = (): Workspace => visibleTo(useMe(), useWorkspace());
