import { dayInWords, type LocalDay } from '../../core/day.ts'
import type { Why } from '../../pipeline/why.ts'
import type { draftsOfAccount } from '../../store/pages/account.ts'
import type { queueHistory } from '../../store/pages/item.ts'
import { Submit } from './form.tsx'
import { DraftState } from './marks.tsx'
import { Day, humane, tenth } from './words.tsx'

type Standing = {
  standing: Why
  today: LocalDay
  listed: Awaited<ReturnType<typeof queueHistory>>
  drafts: Awaited<ReturnType<typeof draftsOfAccount>>
  zone: string
}

/** In a queue or why not, on any day. */
export const StandingCard = ({ standing, today, listed, drafts, zone }: Standing) => (
  <section class="card">
    <h2>{standing.day === today ? 'Today' : dayInWords(standing.day)}</h2>
    <p>{inWords(standing)}</p>
    {standing.priority > 0 && (
      <p class="soft num">
        priority {tenth(standing.priority)} from fit {standing.fit?.fit == null ? '–' : tenth(standing.fit.fit)} and
        heat {tenth(standing.heat)}
      </p>
    )}
    <form method="get" class="row-form why-when">
      <label>
        In the queue, or why not, on
        <input type="date" name="day" value={standing.day} required />
      </label>
      <Submit>Ask</Submit>
    </form>
    {listed.length > 0 && (
      <p class="soft small">
        Last on a list:{' '}
        {listed.map(({ day, lane, rank }) => `${dayInWords(day)} (${humane(lane)}, ${rank})`).join(' · ')}
      </p>
    )}
    {drafts.length > 0 && (
      <ul class="plain">
        {drafts.slice(0, 5).map((draft) => (
          <li>
            <a href={`/items/${draft.pursuitId}`}>Message</a> <DraftState state={draft.state} />{' '}
            <span class="soft">
              <Day at={draft.changedAt} zone={zone} />
            </span>
          </li>
        ))}
      </ul>
    )}
  </section>
)

const inWords = ({ queued, reason, basis }: Why): string =>
  queued
    ? `In ${queued.owner}’s queue: number ${queued.rank} of “${humane(queued.lane)}”.${queued.message ? ` Its message is ${queued.message}.` : ''}`
    : `Not in a queue${basis === 'now' ? ' as things stand' : ''}: ${reason!.sentence}.`
