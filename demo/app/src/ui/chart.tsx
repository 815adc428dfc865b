/** Bars as plain SVG: percentages for widths, so that it needs no measuring and no script to resize. */

export interface Bar {
  label: string;
  value: number;
  /** The value as text, printed at the end of the row. */
  shown: string;
  /** A second figure beside the label, such as a share. */
  note?: string;
}

const row = 44;

/** A horizontal bar chart whose summary is its accessible name. */
export const Bars = ({ title, bars }: { title: string; bars: Bar[] }) => {
  const most = Math.max(...bars.map((bar) => bar.value), 1);
  const summary = bars.map((bar) => `${bar.label} ${bar.shown}`).join(', ');
  return (
    <svg class="bars" role="img" aria-label={`${title}: ${summary}`} width="100%" height={bars.length * row}>
      {bars.map((bar, index) => (
        <g key={bar.label}>
          <text class="bar-label" x="0" y={index * row + 16}>{bar.label}{bar.note && <tspan class="bar-note" dx="8">{bar.note}</tspan>}</text>
          <text class="bar-value" x="100%" y={index * row + 16} text-anchor="end">{bar.shown}</text>
          <rect class="bar-rail" x="0" y={index * row + 24} width="100%" height="6" rx="3" />
          <rect class="bar-fill" x="0" y={index * row + 24} width={`${Math.max(1, (bar.value / most) * 100)}%`} height="6" rx="3" />
        </g>
      ))}
    </svg>
  );
};
