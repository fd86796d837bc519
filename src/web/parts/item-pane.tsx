import type { Brief } from '../../core/brief.ts'
import { bodyOf, cameBack, type Route, type DraftState as State } from '../../core/review.ts'
import type { WorkingClock } from '../../core/working-clock.ts'
import type { decisionsOf, RevisionRow } from '../../store/pages/draft.ts'
import type { Pane } from '../pages/item.tsx'
import { Actions, FewActions } from './actions.tsx'
import { BriefBlock } from './brief.tsx'
import { ContactBlock } from './contact.tsx'
import { GatedOn } from './data-age.tsx'
import { EditForm } from './edit-form.tsx'
import { WhyNow } from './evidence.tsx'
import { untilWords } from './held-list.tsx'
import { HistoryBlock } from './history.tsx'
import { Icon } from './icon.tsx'
import { LeavingBlock } from './leaving.tsx'
import { DraftState, Figures } from './marks.tsx'
import { AsReceived, Findings, MarkedMessage, MarkLegend, Stats } from './message.tsx'
import { ThreadBlock } from './thread.tsx'
import { Why } from './why.tsx'
import { Day, spanInWords } from './words.tsx'
import { WrongSheet } from './wrong.tsx'

/** Who, why now, what it may mean, to whom, and the message; below, everything that stands behind it. */
export const ItemPane = ({ pane, seen = false }: { pane: Pane; seen?: boolean }) => {
  const { card, brief, triggers, revisions, actions, editing, zone } = pane
  return (
    <article class="item">
      <ItemHead pane={pane} />
      {pane.holds.map(({ hold, by }) => (
        <p class="strip">
          <b>Held</b> {by && `by ${by}`}: {hold.reason}
        </p>
      ))}
      {pane.wereHeld.slice(0, 1).map(({ hold, by }) => (
        <p class="strip">
          <b>Back from hold,</b> set aside {by && `by ${by} `}
          {untilWords(hold, pane.ownerZone)}: {hold.reason}
        </p>
      ))}
      <Returned decisions={pane.decisions} state={actions?.state ?? ''} />
      <div class="item-columns">
        <div class="item-why">
          <WhyNow triggers={triggers} evidence={pane.evidence} clock={{ now: pane.now, zone }} />
          {brief?.meaning && <Meaning meaning={brief.meaning} />}
          <ContactBlock
            brief={brief}
            people={pane.people}
            triggers={card.triggers}
            undecided={pane.undecided}
            actions={actions}
            going={pane.going}
            zone={zone}
          />
        </div>
        <div class="item-draft">
          <MessageBlock pane={pane} />
        </div>
      </div>
      {brief && <BriefBlock brief={brief} zone={zone} />}
      <Why item={card.item} fit={pane.fit} />
      {actions && <HistoryBlock revisions={revisions} decisions={pane.decisions} zone={zone} actions={actions} />}
      {!seen && <WrongSheet actions={actions} facts={pane.facts} going={pane.going} />}
      {!editing && !seen && (actions ? <Actions of={actions} /> : <FewActions of={pane.going} />)}
    </article>
  )
}

/** The same to look at: every button and field of it rests, and what decides is not offered. */
export const SeenItem = ({ pane }: { pane: Pane }) => (
  <fieldset class="seen" disabled>
    <ItemPane pane={{ ...pane, editing: false }} seen />
  </fieldset>
)

const MessageBlock = ({ pane }: { pane: Pane }) => {
  const { actions, brief, zone } = pane
  if (!actions)
    return (
      <section class="block">
        <h2>Message</h2>
        <p class="soft">No message is written yet. It comes with the next run.</p>
      </section>
    )
  if (pane.editing) return <EditForm of={actions} />
  const { head, state } = actions
  const { send, sendingOn } = pane
  const leaving = <LeavingBlock {...{ send, head, state, sendingOn, zone }} formToken={actions.formToken} />
  return (
    <>
      {state === 'sending' && leaving}
      {brief?.thread && <ThreadBlock thread={brief.thread} zone={zone} />}
      <DraftBlock
        row={head}
        brief={brief}
        state={state}
        route={pane.send?.route ?? null}
        count={pane.revisions.length}
      />
      <AsReceived words={head.words} />
      {state !== 'sending' && leaving}
    </>
  )
}

const ItemHead = ({ pane: { card, brief, lastTouchAt, zone, owner, clock, ages, now, back } }: { pane: Pane }) => (
  <header class="item-head">
    <a class="back" href={back} aria-label="Back to the list">
      <Icon of="back" />
    </a>
    <div>
      <h1 tabindex={-1}>
        <a href={`/accounts/${card.accountId}`}>{card.accountName}</a>
      </h1>
      <p class="soft facts">
        {[...(brief?.account.lines ?? []).slice(0, 4).map(({ text }) => text), `Owner: ${owner}`].join(' · ')} ·{' '}
        {lastTouchAt === null ? (
          'no touch yet'
        ) : (
          <>
            last touch <Day at={lastTouchAt} zone={zone} />
          </>
        )}
      </p>
      {clock && card.item && <ClockLine clock={clock} card={card} />}
      {card.item && <GatedOn ages={ages} now={now} zone={zone} />}
    </div>
    {card.item && <Figures of={card.item} />}
  </header>
)

/** The working clock from first seen to touch, and beside it how late the news came. */
const ClockLine = ({ clock, card }: { clock: WorkingClock; card: Pane['card'] }) => {
  const lead = card.triggers.find(({ id }) => id === card.item?.leadTriggerId)
  const delayMs = lead && card.item ? card.item.firstSeenAt - lead.at : 0
  return (
    <p class={clock.late ? 'soft facts num late' : 'soft facts num'}>
      <Icon of="clock" /> {clock.stopped ? 'touched after' : 'waits'} {spanInWords(clock.ms)} of 24 h
      {clock.late && ', late'} · from event to first seen {spanInWords(Math.max(0, delayMs))}
    </p>
  )
}

const Meaning = ({ meaning }: { meaning: NonNullable<Brief['meaning']> }) => (
  <section class="block">
    <h2>
      What it may mean{' '}
      <span class="soft">for the persona “{meaning.persona}”; a hypothesis of the ICP, never a fact</span>
    </h2>
    <ul class="plain points">
      {meaning.hypotheses.map((sentence) => (
        <li>{sentence}</li>
      ))}
    </ul>
  </section>
)

type Drafted = { row: RevisionRow; brief: Brief | null; state: State; route: Route | null; count: number }

const writers = { composer: 'built-in composer', model: 'language model', person: 'a person' } as const

const DraftBlock = ({ row, brief, state, route, count }: Drafted) => (
  <section class="block draft" aria-labelledby="message">
    <header class="block-head">
      <h2 id="message">Message</h2>
      <DraftState state={state} blocks={state === 'pending' ? row.revision.blocks : 0} route={route} />
      <span class="soft">
        revision {row.revision.number}
        {count > 1 && ` of ${count}`}, {row.authorName ?? writers[row.revision.writer]}
      </span>
      {row.checks && <Stats stats={row.checks.stats} />}
    </header>
    {notDone(row.revision.note).map((words) => (
      <p class="strip strip-warm">{words}</p>
    ))}
    <MarkedMessage row={row} brief={brief} />
    <MarkLegend marks={row.checks?.marks ?? []} />
    {row.checks && row.checks.findings.length > 0 && (
      <Findings findings={row.checks.findings} text={bodyOf(row.words)} />
    )}
  </section>
)

/** What of a redraft was not done, out of the note that the writer left. */
const notDone = (note: string | null): string[] =>
  (note ?? '').split('; ').flatMap((part) => (part.startsWith('not done: ') ? `N${part.slice(1)}` : []))

const Returned = ({ decisions, state }: { decisions: Awaited<ReturnType<typeof decisionsOf>>; state: string }) => {
  const last = decisions.at(-1)
  if (state !== 'pending' || !last || !cameBack(decisions.map(({ decision }) => decision.kind))) return null
  if (last.decision.kind === 'undo')
    return (
      <p class="strip strip-warm">
        <b>Approval taken back by {last.person}:</b> look at it again, and submit it once more
      </p>
    )
  return (
    <p class="strip strip-warm">
      <b>Returned by {last.person}:</b> {last.decision.note}
    </p>
  )
}
