import type { Instant } from '../../core/document.ts'
import type { Finding } from '../../core/draft.ts'
import { headline } from '../../core/headline.ts'
import type { Lane } from '../../core/rank.ts'
import { bodyOf } from '../../core/review.ts'
import type { SignalKind } from '../../core/signal.ts'
import type { ListedItem } from '../../store/lists.ts'
import { evidenceBehind } from '../../store/signals.ts'
import type { App } from '../app.ts'
import { foundDomain } from './found.ts'

/** One item of a morning as a rep would read it. */
export type MorningItem = {
  account: string
  /** Null for an account that only the news knows. */
  domain: string | null
  lane: Lane
  priority: number
  fit: number | null
  heat: number
  tier: number | null
  trigger: { kind: SignalKind; headline: string; at: Instant; publishers: string[]; contradictions: string[] }
  quote: string
  title: string
  url: string | null
  draft: { subject: string; text: string; state: string; findings: Finding[] } | null
}

export const toMorningItem = async (app: App, row: ListedItem): Promise<MorningItem> => {
  const { item, account, trigger, draft } = row
  const [first] = await evidenceBehind(app.db, [trigger.id])
  const domain = row.domain?.endsWith(foundDomain) ? null : row.domain
  return {
    account: account.name,
    domain,
    lane: item.lane,
    priority: item.priority,
    fit: item.fit,
    heat: item.heat,
    tier: domain === null ? null : item.tier,
    trigger: {
      kind: trigger.kind,
      headline: headline(trigger.kind, trigger.trigger.fields),
      at: trigger.at,
      publishers: trigger.trigger.publishers,
      contradictions: trigger.trigger.contradictions.map(({ field }) => field),
    },
    quote: first?.signal.signal.quote ?? '',
    title: first?.document.title ?? '',
    url: first?.document.url ?? null,
    draft: draft && {
      subject: draft.text.subject,
      text: bodyOf(draft.text),
      state: draft.draft.state,
      findings: draft.checks.findings,
    },
  }
}
