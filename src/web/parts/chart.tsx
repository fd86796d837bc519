import { raw } from 'hono/html'
import { binHours, type histogram, type Rate } from '../../core/insights.ts'

/** Drawn for a phone and stretched a little on a wide page, so that the words stay readable on both. */
const bodyWidth = 200

export type SharePoint = { label: string; rate: Rate }

/** Shares as dots with their 95 % whiskers, one under the other; grey below the floor. `most` ends the scale. */
export const Shares = ({ name, points, most }: { name: string; points: readonly SharePoint[]; most: number }) => {
  const rows = points.map(({ rate }, at) => ({ ...rate, at, high: Math.min(most, rate.high) }))
  const [sure, thin] = [rows.filter(({ enough }) => enough), rows.filter(({ enough }) => !enough)]
  return drawn(name, ({ plot, dot, ruleY, axisX, axisY, gridX }) =>
    plot({
      ...framed(points),
      x: { domain: [0, most], label: null },
      y: { type: 'point', domain: rows.map(({ at }) => at), label: null },
      marks: [
        gridX({ ticks: 4, className: 'chart-grid' }),
        axisX({ ticks: 4, tickSize: 0, tickFormat: (share: number) => `${Math.round(share * 100)} %` }),
        axisY(named(points)),
        ruleY(sure, { y: 'at', x1: 'low', x2: 'high', className: 'chart-span' }),
        dot(sure, { y: 'at', x: 'share', r: 4, className: 'chart-dot' }),
        ruleY(thin, { y: 'at', x1: 'low', x2: 'high', className: 'chart-span-thin' }),
        dot(thin, { y: 'at', x: 'share', r: 4, className: 'chart-dot-thin' }),
      ],
    }),
  )
}

export type Bar = { label: string; n: number }

/** Counts as bars from the left, each with its number behind it. */
export const Bars = ({ name, bars }: { name: string; bars: readonly Bar[] }) => {
  const rows = bars.map(({ n }, at) => ({ at, n }))
  return drawn(name, ({ plot, barX, text, axisY, ruleX }) =>
    plot({
      ...framed(bars),
      marginRight: 44,
      marginBottom: 4,
      x: { domain: [0, Math.max(1, ...rows.map(({ n }) => n))], axis: null },
      y: { type: 'band', domain: rows.map(({ at }) => at), label: null, padding: 0.35 },
      marks: [
        barX(rows, { y: 'at', x: 'n', className: 'chart-bar' }),
        ruleX([0], { className: 'chart-zero' }),
        axisY(named(bars)),
        text(rows, {
          y: 'at',
          x: 'n',
          text: ({ n }: Bar) => n.toLocaleString('en-GB'),
          textAnchor: 'start',
          dx: 5,
          className: 'chart-number',
        }),
      ],
    }),
  )
}

/** How spans of working time spread, in bars of some hours each; the line is the end of the working day. */
export const Spread = ({ name, bins, limitHours }: { name: string; bins: Bins; limitHours: number }) => {
  const last = bins.at(-1)!.from + binHours
  const bars = bins.map(({ from, n }) => ({ from, to: from + binHours, n }))
  const most = Math.max(1, ...bins.map(({ n }) => n))
  return drawn(name, ({ plot, rectY, ruleX, ruleY, axisX, axisY, gridY }) =>
    plot({
      width: 320,
      height: 150,
      margin: 8,
      marginLeft: 34,
      marginBottom: 22,
      x: { domain: [0, last], label: null },
      y: { domain: [0, most], label: null },
      marks: [
        gridY({ ticks: Math.min(3, most), className: 'chart-grid' }),
        rectY(
          bars.filter(({ n }) => n > 0),
          { x1: 'from', x2: 'to', y: 'n', inset: 1, className: 'chart-bar' },
        ),
        ruleX([limitHours], { className: 'chart-limit' }),
        ruleY([0], { className: 'chart-zero' }),
        axisX({
          ticks: [0, 12, 24, 36, 48],
          tickSize: 0,
          tickFormat: (hours: number) => (hours === 48 ? '48 h +' : `${hours}`),
        }),
        axisY({ ticks: Math.min(3, most), tickSize: 0, tickFormat: 'd' }),
      ],
    }),
  )
}
type Bins = ReturnType<typeof histogram>

/** As wide as its longest words need, so that short ones leave a small chart, of the same size of type. */
const framed = (lines: readonly { label: string }[]) => {
  const letters = Math.min(mostLetters, Math.max(...lines.map(({ label }) => label.length)))
  const marginLeft = 16 + 6 * letters
  return {
    width: marginLeft + bodyWidth,
    height: 26 + 26 * lines.length,
    marginTop: 4,
    marginLeft,
    marginRight: 16,
    marginBottom: 22,
  }
}

const mostLetters = 18
/** The words beside the lines; two may be alike, so a line is known by its place. What is cut stands whole in the table. */
const named = (lines: readonly { label: string }[]) => ({
  tickSize: 0,
  tickFormat: (at: number) => {
    const { label } = lines[at]!
    return label.length > mostLetters ? `${label.slice(0, mostLetters - 1)}…` : label
  },
})

type Plot = typeof import('@observablehq/plot')

const load = async () => {
  const [plot, { parseHTML }] = await Promise.all([import('@observablehq/plot'), import('linkedom')])
  return { plot, document: parseHTML('<html></html>').document }
}
let machinery: Awaited<ReturnType<typeof load>> | null = null

/** What draws is large and most pages have no chart: one that has asks for it first. */
export const chartsReady = async (): Promise<void> => {
  machinery ??= await load()
}

/** A chart as an image with a name. What it looks like stands in the style sheet. */
const drawn = (name: string, draw: (plot: Plot) => unknown) => {
  if (!machinery) throw new Error('A chart was asked for before chartsReady()')
  const { plot, document } = machinery
  const svg = draw({
    ...plot,
    plot: (options) => plot.plot({ ...options, document } as Parameters<Plot['plot']>[0]),
  }) as Drawn
  bare(svg)
  return (
    <svg class="chart" viewBox={svg.getAttribute('viewBox') ?? ''} role="img" aria-label={name} text-anchor="middle">
      {raw(svg.innerHTML)}
    </svg>
  )
}

/** As much of an element as is needed here; the types of a whole browser are not part of this project. */
type Drawn = {
  localName: string
  innerHTML: string
  children: Iterable<Drawn>
  attributes: Iterable<{ name: string }>
  remove: () => void
  removeAttribute: (name: string) => void
  getAttribute: (name: string) => string | null
}

const elements = new Set(['g', 'path', 'line', 'rect', 'circle', 'text', 'tspan'])
const attributes = new Set(
  `viewBox class d x y x1 x2 y1 y2 cx cy r dx dy width height transform text-anchor aria-hidden`.split(' '),
)

/** Leaves shapes, words and where they are: no style of its own, which the content policy forbids, and nothing that acts. */
const bare = (element: Drawn): void => {
  for (const { name } of [...element.attributes]) if (!attributes.has(name)) element.removeAttribute(name)
  for (const child of [...element.children]) {
    if (elements.has(child.localName)) bare(child)
    else child.remove()
  }
}
