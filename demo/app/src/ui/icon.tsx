/** The icon set: 20 x 20, one stroke weight, drawn for Seisan. */
const paths = {
  dashboard: 'M3.5 4.5h5.5v6H3.5zM11 4.5h5.5v3.5H11zM11 10.5h5.5v5H11zM3.5 13h5.5v2.5H3.5z',
  expenses: 'M5 3.5h10v13l-2-1.2-1.5 1.2-1.5-1.2-1.5 1.2L7 15.3l-2 1.2zM7.5 7h5M7.5 10h5',
  receipts: 'M3.5 7V4.5a1 1 0 0 1 1-1H7M13 3.5h2.5a1 1 0 0 1 1 1V7M16.5 13v2.5a1 1 0 0 1-1 1H13M7 16.5H4.5a1 1 0 0 1-1-1V13M6.5 10h7',
  cards: 'M3 5.5h14v9H3zM3 8.5h14M5.5 12h3',
  approvals: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM7 10.2l2.1 2.1L13.2 8',
  reports: 'M4 16.5V9.5M8 16.5V3.5M12 16.5V7.5M16 16.5v-5',
  integrations: 'M8 6V3M12 6V3M6 6h8v3.5a4 4 0 0 1-8 0zM10 13.5V17',
  team: 'M7.5 9.5a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5zM2.5 16c0-2.8 2.2-4.5 5-4.5s5 1.7 5 4.5M13 4.3a2.6 2.6 0 0 1 0 5M14.3 11.8c2 .5 3.2 2 3.2 4.2',
  settings: 'M3 6h8M15 6h2M3 14h2M9 14h8M13 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM7 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  plus: 'M10 4.5v11M4.5 10h11',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l3.5 3.5',
  close: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  down: 'M6 8l4 4 4-4',
  right: 'M8 5.5l4.5 4.5L8 14.5',
  left: 'M12 5.5L7.5 10l4.5 4.5',
  alert: 'M10 3.5l7 12.5H3zM10 8.5v3.5M10 13.9v.1',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9.2v4M10 6.6v.1',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4.2l2.7 1.7',
  sun: 'M10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM10 2.5v1.7M10 15.8v1.7M2.5 10h1.7M15.8 10h1.7M4.7 4.7l1.2 1.2M14.1 14.1l1.2 1.2M4.7 15.3l1.2-1.2M14.1 5.9l1.2-1.2',
  moon: 'M16 12.2A6.5 6.5 0 0 1 7.8 4a6.5 6.5 0 1 0 8.2 8.2z',
  download: 'M10 3.5v9M6.5 9.5L10 13l3.5-3.5M4 16.5h12',
  upload: 'M10 13V4M6.5 7L10 3.5 13.5 7M4 16.5h12',
  camera: 'M3 7h3.3l1.2-2h5l1.2 2H17v9H3zM10 14a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4z',
  car: 'M3.5 14v-3l1.8-4.5h9.4l1.8 4.5v3zM3.5 11h13M5 14v1.5M15 14v1.5',
  ledger: 'M5 3.5h10.5v13H5zM5 3.5v13M8 7h4.5M8 10h4.5',
  pencil: 'M4 16l.8-3.3L13.3 4.2l2.5 2.5-8.5 8.5z',
  trash: 'M4.5 6h11M8 6V4h4v2M6 6l.7 10.5h6.6L14 6M8.8 9v4.5M11.2 9v4.5',
  bookmark: 'M6 3.5h8v13l-4-3-4 3z',
  delegate: 'M7.5 9.5a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5zM2.5 16c0-2.8 2.2-4.5 5-4.5 1 0 2 .2 2.7.6M12 13h5M14.8 10.8L17 13l-2.2 2.2',
  back: 'M7 6L3.5 9.5 7 13M3.5 9.5h8a5 5 0 0 1 5 5v1',
  switch: 'M4 7h11M12 4l3 3-3 3M16 13H5M8 10l-3 3 3 3',
  reset: 'M4.5 10a5.5 5.5 0 1 1 1.7 4M4.5 16.5V13.5h3',
  exit: 'M8.5 3.5h-4v13h4M12 6.5l3.5 3.5-3.5 3.5M15 10H8',
  user: 'M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 16.5c0-3 2.6-4.8 6-4.8s6 1.8 6 4.8',
} as const;

export type IconName = keyof typeof paths;

export const Icon = ({ name, size = 20 }: { name: IconName; size?: number }) => (
  <svg class="icon" width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.5"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">
    <path d={paths[name]} />
  </svg>
);

export const Logo = ({ size = 28 }: { size?: number }) => (
  <svg class="logo-mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="8" class="logo-field" />
    <path d="M22 10.5h-8.2a3.3 3.3 0 0 0 0 6.6h4.4a3.3 3.3 0 0 1 0 6.6H10" class="logo-line" />
    <circle cx="10.6" cy="10.5" r="1.7" class="logo-dot" />
  </svg>
);
