import type { Holidays } from '../../core/day.ts'
import type { Instant } from '../../core/document.ts'
import { headline } from '../../core/headline.ts'
import { type WorkingClock, workingClock } from '../../core/working-clock.ts'
import type { Card, CardDraft } from '../../store/pages/queue.ts'
import { bulkForm } from './bulk.tsx'
import { Icon } from './icon.tsx'
import { DraftState, Tier } from './marks.tsx'
import { remembered } from './remembered.ts'
import { age, spanInWords, tenth } from './words.tsx'

type RowOf = {
  card: Card
  current: string | null
  suffix: string
  now: Instant
  zone: string
  holidays: Holidays
  /** It can be chosen, to do something with several at once. */
  pick: boolean
  /** It was set aside, and is here again. */
  back: boolean
}

/** One line of a lane: who, why now, to whom, and how far it is. */
export const Row = ({ card, current, suffix, now, zone, holidays, pick, back }: RowOf) => {
  const { pursuit, item, draft, triggers } = card
  const [lead, ...others] = triggers
  return drawRow({
    href: pursuit ? `/items/${pursuit.id}${suffix}` : `/accounts/${card.accountId}`,
    pick: pick ? card.accountId : null,
    back,
    isCurrent: pursuit !== null && pursuit.id === current,
    tier: item?.tier ?? null,
    name: card.accountName,
    priority: item && item.priority > 0 ? tenth(Math.round(item.priority)) : null,
    lead: lead && {
      words: headline(lead.kind, lead.trigger.fields),
      age: age(lead.at, now),
      disputed: lead.trigger.contradictions.length > 0,
    },
    also: others
      .slice(0, 2)
      .map((trigger) => headline(trigger.kind, trigger.trigger.fields))
      .join(' · '),
    person: draft?.contactName ? [draft.contactName, draft.contactTitle].filter(Boolean).join(', ') : null,
    addedAt: item?.appendedAt ? timeOf(item.appendedAt, zone) : null,
    draft: draft && standsOut(draft) ? stateOf(draft, item) : null,
    clock: item ? clockOf(workingClock(item.firstSeenAt, card.touchedAt, { now, zone, holidays })) : null,
  })
}

/** Whole minutes and tenths of an hour, so that a row is drawn anew only when it reads otherwise. */
const clockOf = ({ ms, stopped, late }: WorkingClock) => ({ span: spanInWords(ms), stopped, late })

/** A first message that is ready says nothing of itself; everything else has a word. */
const standsOut = ({ kind, state, returned, blocks }: CardDraft): boolean =>
  kind === 'first_touch' && (state !== 'pending' || returned || blocks > 0)

const stateOf = ({ state, returned, blocks, route }: CardDraft, item: Card['item']) => ({
  state,
  returned,
  route,
  blocks: item?.lane === 'needs_contact' ? 0 : blocks,
})

/** Everything a row shows, in words. */
type RowView = {
  href: string
  pick: string | null
  back: boolean
  isCurrent: boolean
  tier: number | null
  name: string
  priority: string | null
  lead: { words: string; age: string; disputed: boolean } | undefined
  also: string
  person: string | null
  addedAt: string | null
  draft: Pick<CardDraft, 'state' | 'returned' | 'blocks' | 'route'> | null
  clock: { span: string; stopped: boolean; late: boolean } | null
}

/** Enough for 200 lists of 50. */
const drawRow = remembered(10_000, (row: RowView) => (
  <li class={row.pick ? 'row row-pick' : 'row'}>
    {row.pick && (
      <input
        type="checkbox"
        class="pick"
        name="accountId"
        value={row.pick}
        form={bulkForm}
        aria-label={`Choose ${row.name}`}
      />
    )}
    <a href={row.href} data-row aria-current={row.isCurrent ? 'true' : undefined}>
      <span class="row-top">
        <Tier tier={row.tier} />
        <b class="row-name">{row.name}</b>
        {row.priority && <span class="row-priority num">{row.priority}</span>}
      </span>
      {row.lead && (
        <span class="row-lead">
          {row.lead.words}
          {'\u00a0'}
          <span class="row-age num">
            {row.lead.disputed && <Icon of="unequal" name="sources disagree" />}· {row.lead.age}
          </span>
        </span>
      )}
      {row.also && <span class="also soft">{row.also}</span>}
      <span class="row-foot soft">
        {row.person && <span class="row-person">{row.person}</span>}
        <span class="row-end">
          {row.back && <span class="state state-plain">back from hold</span>}
          {row.addedAt && <span class="state state-warm">added {row.addedAt}</span>}
          {row.draft && <DraftState {...row.draft} />}
          {row.clock && (
            <span
              class={row.clock.late ? 'clock-small late num' : 'clock-small num'}
              title={`Working time from first seen ${row.clock.stopped ? 'to the touch' : 'until now'}, of 24 h`}
            >
              <Icon of="clock" /> {row.clock.span}
              {row.clock.late && ' late'}
              {row.clock.stopped && ' ✓'}
            </span>
          )}
        </span>
      </span>
    </a>
  </li>
))

const timeOf = (at: Instant, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })
