import type { Brief } from '../../core/brief.ts'
import { addDays } from '../../core/day.ts'
import { headline } from '../../core/headline.ts'
import { bodyOf, type DraftState as State } from '../../core/review.ts'
import { undecidedFor } from '../../pipeline/leave.ts'
import { buttonFor } from '../../pipeline/review.ts'
import { decisionsOf, draftsOfPursuit, type RevisionRow, revisionsOf, sendsOf } from '../../store/pages/draft.ts'
import { briefOf, currentFit, evidenceOf, openHoldsOf, touchesOf } from '../../store/pages/item.ts'
import { offeredPeople } from '../../store/pages/people.ts'
import { type Card, triggersByIds } from '../../store/pages/queue.ts'
import { type Route, visitorIn, type WebContext, workspaceIn } from '../context.ts'
import { Actions, type ActionsFor } from '../parts/actions.tsx'
import { BriefBlock } from '../parts/brief.tsx'
import { ContactBlock } from '../parts/contact.tsx'
import { EditForm } from '../parts/edit-form.tsx'
import { WhyNow } from '../parts/evidence.tsx'
import { HistoryBlock } from '../parts/history.tsx'
import { Icon } from '../parts/icon.tsx'
import { type LaneKey, laneOf } from '../parts/lanes.ts'
import { LeavingBlock } from '../parts/leaving.tsx'
import { DraftState, Figure, Tier } from '../parts/marks.tsx'
import { AsReceived, Findings, MarkedMessage, MarkLegend, Stats } from '../parts/message.tsx'
import { ThreadBlock } from '../parts/thread.tsx'
import { Why } from '../parts/why.tsx'
import { Day } from '../parts/words.tsx'
import { ownCard } from '../rights.ts'
import { type Desk, deskOf, deskOwner, deskPage, laneIn } from './queue.tsx'

type Pane = { title: string; content: unknown }

/** Everything about one pursuit, for the right pane. */
export const itemPane = async (c: WebContext, pursuitId: string, lane: LaneKey, desk: Desk): Promise<Pane> => {
  const { app } = c.var
  const { user, formToken } = visitorIn(c)
  const card = await ownCard(c, pursuitId)
  const { pursuit } = card
  const brief = await briefOf(app.db, pursuit.id)
  const fresh = await triggersByIds(app.db, brief?.thread?.newTriggerIds ?? [])
  const triggers = [...fresh, ...card.triggers]
          tool: app.webhook !== null,
  const [evidence, fit, holds, touches, drafts, people] = await Promise.all([
    evidenceOf(
      app.db,
      triggers.map(({ id }) => id),
    ),
    currentFit(app.db, card.accountId),
    openHoldsOf(app.db, card.accountId, app.now()),
    touchesOf(app.db, card.accountId, 1),
    draftsOfPursuit(app.db, pursuit.id),
    offeredPeople(app.db, card.accountId),
  ])
  const draft = drafts[0] ?? null
  const revisions = draft ? await revisionsOf(app.db, draft.id) : []
  const decisions = draft ? await decisionsOf(app.db, [draft.id]) : []
  const sends = draft ? await sendsOf(app.db, draft.id) : []
  const head = revisions[0] ?? null
  const actions: ActionsFor | null =
    draft && head
      ? {
          draftId: draft.id,
          state: draft.state,
          head,
          need: await buttonFor(app, user, draft.id),
          accountId: card.accountId,
          pursuitId: pursuit.id,
          lane,
          formToken,
          tomorrow: addDays(desk.day, 1),
          leads: triggers.map(({ id, kind, trigger }) => ({ id, words: headline(kind, trigger.fields) })),
        }
      : null
  const contactId = head?.revision.contactId ?? brief?.contact?.contactId ?? null
  const undecided = await undecidedFor(app, card.accountId, contactId)
  const going = { accountId: card.accountId, pursuitId: pursuit.id, lane, formToken }
  const zone = user.timeZone
  const editing = c.req.query('edit') === '1' && actions !== null
  const content = (
    <article class="item">
      <ItemHead card={card} brief={brief} lastTouchAt={touches[0]?.at ?? null} zone={zone} owner={desk.owner.name} />
      {holds.map(({ hold, by }) => (
        <p class="strip">
          <b>Held</b> {by && `by ${by}`}: {hold.reason}
        </p>
      ))}
      <Returned decisions={decisions} state={draft?.state ?? ''} />
      <div class="item-columns">
        <div class="item-why">
          <WhyNow triggers={triggers} evidence={evidence} clock={{ now: app.now(), zone }} />
          {brief?.meaning && <Meaning meaning={brief.meaning} />}
          <ContactBlock
            brief={brief}
            people={people}
            triggers={card.triggers}
            undecided={undecided}
            actions={actions}
            going={going}
            zone={zone}
          />
        </div>
        <div class="item-draft">
          {!head || !actions ? (
            <section class="block">
              <h2>Message</h2>
              <p class="soft">No message is written yet. It comes with the next run.</p>
            </section>
          ) : editing ? (
            <EditForm of={actions} />
          ) : (
            <>
              {brief?.thread && <ThreadBlock thread={brief.thread} zone={zone} />}
              <DraftBlock row={head} brief={brief} state={draft!.state} count={revisions.length} />
              <AsReceived words={head.words} />
              <LeavingBlock
                send={sends[0] ?? null}
                head={head}
                state={draft?.state ?? ''}
                sendingOn={workspaceIn(c).sendingOn}
                zone={zone}
                formToken={formToken}
              />
            </>
          )}
        </div>
      </div>
      {brief && <BriefBlock brief={brief} zone={zone} />}
      <Why item={card.item} fit={fit?.result ?? null} />
      {head && <HistoryBlock revisions={revisions} decisions={decisions} zone={zone} actions={actions} />}
      {actions && !editing && <Actions of={actions} />}
    </article>
  )
  return { title: card.accountName, content }
}

type Head = { card: Card; brief: Brief | null; lastTouchAt: number | null; zone: string; owner: string }

const ItemHead = ({ card, brief, lastTouchAt, zone, owner }: Head) => (
  <header class="item-head">
    <a class="back" href="/" aria-label="Back to the list">
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
    </div>
    {card.item && (
      <p class="figures">
        <Tier tier={card.item.tier} />
        <Figure name="fit" value={card.item.fit} />
        <Figure name="heat" value={card.item.heat} />
        <Figure name="priority" value={card.item.priority} strong />
      </p>
    )}
  </header>
)

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

type Drafted = { row: RevisionRow; brief: Brief | null; state: State; count: number }

const writers = { composer: 'built-in composer', model: 'language model', person: 'a person' } as const

export const DraftBlock = ({ row, brief, state, count }: Drafted) => (
  <section class="block draft" aria-labelledby="message">
    <header class="block-head">
      <h2 id="message">Message</h2>
      <DraftState state={state} blocks={state === 'pending' ? row.revision.blocks : 0} />
      <span class="soft">
        revision {row.revision.number}
        {count > 1 && ` of ${count}`}, {row.authorName ?? writers[row.revision.writer]}
      </span>
      {row.checks && <Stats stats={row.checks.stats} />}
    </header>
    <MarkedMessage row={row} brief={brief} />
    <MarkLegend marks={row.checks?.marks ?? []} />
    {row.checks && row.checks.findings.length > 0 && (
      <Findings findings={row.checks.findings} text={bodyOf(row.words)} />
    )}
  </section>
)

const Returned = ({ decisions, state }: { decisions: Awaited<ReturnType<typeof decisionsOf>>; state: string }) => {
  const last = decisions.at(-1)
  if (state !== 'pending' || last?.decision.kind !== 'return') return null
  return (
    <p class="strip strip-warm">
      <b>Returned by {last.person}:</b> {last.decision.note}
    </p>
  )
}

export const itemRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/items/:pursuitId',
    access: 'signed_in',
    handler: async (c) => {
      const pursuitId = c.req.param('pursuitId') ?? ''
      const card = await ownCard(c, pursuitId)
      const desk = await deskOf(c, await deskOwner(c, card.item?.ownerKey ?? card.pursuit.ownerId))
      return await deskPage(c, desk, laneIn(c, laneOf(card)), pursuitId, 'item')
    },
  },
]
