import { reached, type Step } from '../core/insights.ts'
import { bestFeeds, furthestSteps, judgedSignals, signalsFound, signalsMatched } from '../store/pages/funnel.ts'
import { cameOfTouches, type InsightFilter, rejections } from '../store/pages/insights.ts'
import type { App } from './app.ts'
import { editsOn, waitedOn } from './desk-figures.ts'

export type FunnelStep = { step: 'found' | 'matched' | Step; n: number }

/**
 * From the event to the deal. Signals found in the span stand first; then the triggers first seen in it, each counted
 * on every line up to the furthest that it has come. What is found is nobody's, so one person's or segment's way
 * begins with what was matched.
 */
const funnelOf = async (app: App, filter: InsightFilter): Promise<FunnelStep[]> => [
  ...(filter.ownerId || filter.segment ? [] : [{ step: 'found', n: await signalsFound(app.db, filter) } as const]),
  { step: 'matched', n: await signalsMatched(app.db, filter) },
  ...reached(await furthestSteps(app.db, filter)),
]

/** Every figure of the page for one span, person, segment and kind; one query after the other, so that others get their turn. */
export const insightsOf = async (app: App, filter: InsightFilter) => ({
  cells: await cameOfTouches(app.db, filter),
  funnel: await funnelOf(app, filter),
  waited: await waitedOn(app, filter),
  judged: await judgedSignals(app.db, filter),
  edits: await editsOn(app, filter),
  rejected: await rejections(app.db, filter),
  feeds: await bestFeeds(app.db),
})
export type Insights = Awaited<ReturnType<typeof insightsOf>>
