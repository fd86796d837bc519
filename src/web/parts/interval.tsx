import { wilson } from '../../core/statistics.ts'

/** A share as a dot on a line with its whiskers; the numbers stand in the text beside it. */
export const Interval = ({ hits, of }: { hits: number; of: number }) => {
  const { low, high } = wilson({ met: hits, of })
  const x = (share: number) => (4 + share * 192).toFixed(1)
  const share = of === 0 ? 0 : hits / of
  const label = `${Math.round(share * 100)} %, between ${Math.round(low * 100)} and ${Math.round(high * 100)} % in 19 of 20 cases`
  return (
    <svg class="interval" viewBox="0 0 200 36" role="img" aria-label={label}>
      <path class="interval-axis" d="M4 20H196M4 17v6M100 17v6M196 17v6" />
      <text x="4" y="34">
        0
      </text>
      <text x="196" y="34" text-anchor="end">
        100 %
      </text>
      <path class="interval-span" d={`M${x(low)} 12H${x(high)}M${x(low)} 8v8M${x(high)} 8v8`} />
      <circle class="interval-dot" cx={x(share)} cy="12" r="4" />
      <title>{label}</title>
    </svg>
  )
}
