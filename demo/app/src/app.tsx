/** Routes to pages. */
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { ApprovalsPage } from './pages/approvals';
import { CardsPage } from './pages/cards';
import { DashboardPage } from './pages/dashboard';
import { ExpensePage } from './pages/expense';
import { ExpensesPage } from './pages/expenses';
import { IntegrationsPage } from './pages/integrations';
import { LoginPage } from './pages/login';
import { MileagePage } from './pages/mileage';
import { MissingPage } from './pages/missing';
import { NewExpensePage } from './pages/new-expense';
import { ProfilePage } from './pages/profile';
import { ReceiptsPage } from './pages/receipts';
import { ReportBuilderPage } from './pages/report-builder';
import { ReportsPage } from './pages/reports';
import { CompanyPage, PoliciesPage } from './pages/settings';
import { TeamPage } from './pages/team';
import { navigate, usePath } from './router';
import { Shell } from './shell';
import { useStore } from './store/store';

const routes: Record<string, ComponentType> = {
  '/': DashboardPage,
  '/expenses': ExpensesPage,
  '/expenses/new': NewExpensePage,
  '/expenses/mileage': MileagePage,
  '/receipts': ReceiptsPage,
  '/cards': CardsPage,
  '/approvals': ApprovalsPage,
  '/reports': ReportsPage,
  '/reports/new': ReportBuilderPage,
  '/integrations': IntegrationsPage,
  '/team': TeamPage,
  '/settings': CompanyPage,
  '/settings/policies': PoliciesPage,
  '/settings/profile': ProfilePage,
};

const Routed = ({ path }: { path: string }) => {
  const Page = routes[path];
  if (Page) return <Page />;
  const id = /^\/expenses\/([^/]+)$/.exec(path)?.[1];
  return id ? <ExpensePage id={decodeURIComponent(id)} /> : <MissingPage />;
};

export const App = () => {
  const path = usePath();
  const userId = useStore((state) => state.userId);
  const signedIn = useStore((state) => state.signedIn);
  const atLogin = path === '/login';
  useEffect(() => { if (!signedIn && !atLogin) navigate('/login', 'replace'); }, [signedIn, atLogin]);
  if (atLogin) return <LoginPage />;
  if (!signedIn) return null;
  return <Shell><Routed key={`${userId} ${path} ${location.search}`} path={path} /></Shell>;
};
