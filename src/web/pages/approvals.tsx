import { bodyOf } from '../../core/review.ts'
import { buttonFor } from '../../pipeline/review.ts'
import { type Waiting, waitingFor } from '../../pipeline/stand-in.ts'
import { type RevisionRow, revisionsOf } from '../../store/pages/draft.ts'
import { briefOf, evidenceOf } from '../../store/pages/item.ts'
import { cardOf } from '../../store/pages/queue.ts'
import type { User } from '../../store/users.ts'
import { isManager, type Route, visitorIn, type WebContext, workspaceIn } from '../context.ts'
import { page } from '../layout.tsx'
import { type ActionsFor, Decide } from '../parts/actions.tsx'
import { TextDiff } from '../parts/diff.tsx'
import { WhyNow } from '../parts/evidence.tsx'
import { Submit } from '../parts/form.tsx'
import { lastByMachine, whole } from '../parts/history.tsx'
import { Empty, Figures } from '../parts/marks.tsx'
import { Findings, MarkedMessage, Stats } from '../parts/message.tsx'
import { RejectSheet } from '../parts/reject.tsx'
import { SeenForm } from '../parts/seen-form.tsx'
import { Ago, spanInWords } from '../parts/words.tsx'

const approvals = async (c: WebContext) => {
  const { user } = visitorIn(c)
  const inPlace = !isManager(user)
  const waiting = await waitingFor(c.var.app, user)
  const asked = c.req.query('draft')
  const current = waiting.find(({ draft }) => draft.id === asked) ?? waiting[0]
  return await page(
    c,
    { title: 'Approvals', section: 'approvals', frame: 'desk' },
    current ? (
      <div class="approvals">
        <WaitingList waiting={waiting} current={current} />
        {await Columns(c, current)}
      </div>
    ) : (
      <Empty main title="Nothing waits for you.">
        {inPlace
          ? `What you may decide in a manager’s place stands here: as deputy, a Tier 1 that has waited ${workspaceIn(c).settings.tier1WaitHours} working hours; as cover, whatever was submitted.`
          : 'Submitted messages stand here, the oldest first.'}
      </Empty>
    ),
  )
}

const WaitingList = ({ waiting, current }: { waiting: Waiting[]; current: Waiting }) => (
  <nav class="waiting" aria-label="Waiting messages">
    <ol>
      {waiting.map(({ draft, accountName, ownerName, waitedMs }) => (
        <li>
          <a
            href={`/approvals?draft=${draft.id}`}
            data-row
            aria-current={draft.id === current.draft.id ? 'true' : undefined}
          >
            <b>{accountName}</b>{' '}
            <span class="soft num">
              {ownerName} · waits {spanInWords(waitedMs)}
            </span>
          </a>
        </li>
      ))}
    </ol>
  </nav>
)

/** Three columns that never scroll apart: evidence, the message as it arrives, what the rep changed. */
const Columns = async (c: WebContext, waiting: Waiting) => {
  const { app } = c.var
  const { user, formToken } = visitorIn(c)
  const { draft, pursuit } = waiting
  const [revisions, card, brief] = await Promise.all([
    revisionsOf(app.db, draft.id),
    cardOf(app.db, pursuit.id),
    briefOf(app.db, pursuit.id),
  ])
  const head = revisions[0]
  if (!head || !card) return <Empty title="No text">This draft has lost its text.</Empty>
  const triggerIds = card.triggers.map(({ id }) => id)
  const evidence = await evidenceOf(app.db, triggerIds)
  const of: ActionsFor = {
    ...{ draftId: draft.id, state: draft.state, head, accountId: card.accountId, pursuitId: pursuit.id },
    ...{ need: await buttonFor(app, user, draft.id), lane: 'approvals', formToken, tomorrow: '' },
  }
  return (
    <article class="approval">
      <header class="item-head">
        <About {...{ waiting, user }} needsManager={head.revision.needsManager} now={app.now()} />
        {card.item && <Figures of={card.item} />}
      </header>
      <div class="approval-columns">
        <WhyNow triggers={card.triggers} evidence={evidence} clock={{ now: app.now(), zone: user.timeZone }} />
        <section class="block">
          <header class="block-head">
            <h2>Message</h2>
            {head.checks && <Stats stats={head.checks.stats} />}
          </header>
          <MarkedMessage row={head} brief={brief} />
          {head.checks && <Findings findings={head.checks.findings} text={bodyOf(head.words)} />}
        </section>
        <Changed by={waiting.ownerName} head={head} machine={lastByMachine(revisions)} />
      </div>
      <Answers of={of} mayReject={isManager(user)} />
    </article>
  )
}

type AboutOf = { waiting: Waiting; user: User; needsManager: string | null; now: number }

const About = ({ waiting, user, needsManager, now }: AboutOf) => {
  const { draft, pursuit, accountName, ownerName, waitedMs, standsIn } = waiting
  return (
    <div>
      <h1 tabindex={-1}>{isManager(user) ? <a href={`/items/${pursuit.id}`}>{accountName}</a> : accountName}</h1>
      <p class="soft">
        from {ownerName}, submitted <Ago at={draft.changedAt} now={now} zone={user.timeZone} /> ago, waits{' '}
        {spanInWords(waitedMs)} of working time
        {needsManager && ` · ${needsManager}`}
        {standsIn && ` · you decide as ${standsIn}`}
      </p>
    </div>
  )
}

type ChangedOf = { by: string; head: RevisionRow; machine: RevisionRow | undefined }

const Changed = ({ by, head, machine }: ChangedOf) => (
  <section class="block">
    <h2>
      What {by.split(' ')[0]} changed{' '}
      <span class="soft">{machine && machine !== head ? `since revision ${machine.revision.number}` : ''}</span>
    </h2>
    {machine && machine !== head ? (
      <TextDiff before={whole(machine)} after={whole(head)} />
    ) : (
      <p class="soft">Nothing: it is the text as written by the machine.</p>
    )}
  </section>
)

const Answers = ({ of, mayReject }: { of: ActionsFor; mayReject: boolean }) => (
  <div class="actions" role="toolbar" aria-label="Actions">
    <Decide of={of} />
    <button type="button" class="button" popovertarget="sheet-return" data-key="b">
      Return… <kbd>b</kbd>
    </button>
    {mayReject && (
      <>
        <button type="button" class="button" popovertarget="sheet-reject" data-key="x">
          Reject… <kbd>x</kbd>
        </button>
        <a class="button" href={`/items/${of.pursuitId}?edit=1`} data-key="e">
          Edit <kbd>e</kbd>
        </a>
        <RejectSheet of={of} />
      </>
    )}
    <ReturnSheet of={of} />
  </div>
)

const ReturnSheet = ({ of }: { of: ActionsFor }) => (
  <div id="sheet-return" class="sheet" popover="auto">
    <SeenForm of={of} verb="return" class="stack">
      <h2>Return it</h2>
      <label>
        What to change
        <textarea name="note" rows={3} required maxlength={500} autofocus />
      </label>
      <p class="buttons">
        <Submit as="primary">Return &amp; next</Submit>
      </p>
    </SeenForm>
  </div>
)

export const approvalRoutes: readonly Route[] = [
  { method: 'GET', path: '/approvals', access: 'signed_in', handler: approvals },
]
