import { bodyOf } from '../../core/review.ts'
import { buttonFor } from '../../pipeline/review.ts'
import { revisionsOf, submittedDrafts } from '../../store/pages/draft.ts'
import { briefOf, evidenceOf } from '../../store/pages/item.ts'
import { cardOf } from '../../store/pages/queue.ts'
import { managers, type Route, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { type ActionsFor, Decide, RejectSheet, SeenFields } from '../parts/actions.tsx'
import { TextDiff } from '../parts/diff.tsx'
import { WhyNow } from '../parts/evidence.tsx'
import { whole } from '../parts/history.tsx'
import { Empty, Figure, Tier } from '../parts/marks.tsx'
import { Findings, MarkedMessage, Stats } from '../parts/message.tsx'
import { Ago, age } from '../parts/words.tsx'

type Waiting = Awaited<ReturnType<typeof submittedDrafts>>[number]

const approvals = async (c: WebContext) => {
  const waiting = await submittedDrafts(c.var.app.db)
  const asked = c.req.query('draft')
  const current = waiting.find(({ draft }) => draft.id === asked) ?? waiting[0]
  return await page(
    c,
    { title: 'Approvals', section: 'approvals', frame: 'desk' },
    current ? (
      <div class="approvals">
        <WaitingList waiting={waiting} current={current} now={c.var.app.now()} />
        {await Columns(c, current)}
      </div>
    ) : (
      <Empty main title="Nothing waits for you.">
        Submitted messages stand here, the oldest first.
      </Empty>
    ),
  )
}

const WaitingList = ({ waiting, current, now }: { waiting: Waiting[]; current: Waiting; now: number }) => (
  <nav class="waiting" aria-label="Waiting messages">
    <ol>
      {waiting.map(({ draft, accountName, ownerName }) => (
        <li>
          <a
            href={`/approvals?draft=${draft.id}`}
            data-row
            aria-current={draft.id === current.draft.id ? 'true' : undefined}
          >
            <b>{accountName}</b>{' '}
            <span class="soft num">
              {ownerName} · {age(draft.changedAt, now)}
            </span>
          </a>
        </li>
      ))}
    </ol>
  </nav>
)

/** Three columns that never scroll apart: evidence, the message as it arrives, what the rep changed. */
const Columns = async (c: WebContext, { draft, pursuit, accountName, ownerName }: Waiting) => {
  const { app } = c.var
  const { user, formToken } = visitorIn(c)
  const [revisions, card, brief] = await Promise.all([
    revisionsOf(app.db, draft.id),
    cardOf(app.db, pursuit.id),
    briefOf(app.db, pursuit.id),
  ])
  const head = revisions[0]
  if (!head || !card) return <Empty title="No text">This draft has lost its text.</Empty>
  const evidence = await evidenceOf(
    app.db,
    card.triggers.map(({ id }) => id),
  )
  const machine = revisions.findLast(({ revision }) => revision.writer !== 'person')
  const of: ActionsFor = {
    draftId: draft.id,
    state: draft.state,
    head,
    need: await buttonFor(app, user, draft.id),
    accountId: card.accountId,
    pursuitId: pursuit.id,
    lane: 'approvals',
    formToken,
    tomorrow: '',
  }
  return (
    <article class="approval">
      <header class="item-head">
        <div>
          <h1 tabindex={-1}>
            <a href={`/items/${pursuit.id}`}>{accountName}</a>
          </h1>
          <p class="soft">
            from {ownerName}, submitted <Ago at={draft.changedAt} now={app.now()} zone={user.timeZone} /> ago
            {head.revision.needsManager && ` · ${head.revision.needsManager}`}
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
        <section class="block">
          <h2>
            What {ownerName.split(' ')[0]} changed{' '}
            <span class="soft">{machine && machine !== head ? `since revision ${machine.revision.number}` : ''}</span>
          </h2>
          {machine && machine !== head ? (
            <TextDiff before={whole(machine)} after={whole(head)} />
          ) : (
            <p class="soft">Nothing: it is the text as written by the machine.</p>
          )}
        </section>
      </div>
      <div class="actions" role="toolbar" aria-label="Actions">
        <Decide of={of} />
        <button type="button" class="button" popovertarget="sheet-return" data-key="b">
          Return… <kbd>b</kbd>
        </button>
        <button type="button" class="button" popovertarget="sheet-reject" data-key="x">
          Reject… <kbd>x</kbd>
        </button>
        <a class="button" href={`/items/${pursuit.id}?edit=1`} data-key="e">
          Edit <kbd>e</kbd>
        </a>
        <ReturnSheet of={of} />
        <RejectSheet of={of} />
      </div>
    </article>
  )
}

const ReturnSheet = ({ of }: { of: ActionsFor }) => (
  <div id="sheet-return" class="sheet" popover="auto">
    <form method="post" action={`/drafts/${of.draftId}/return`} class="stack">
      <SeenFields of={of} />
      <h2>Return it</h2>
      <label>
        What to change
        <textarea name="note" rows={3} required maxlength={500} autofocus />
      </label>
      <p class="buttons">
        <button type="submit" class="button primary">
          Return &amp; next
        </button>
      </p>
    </form>
  </div>
)

export const approvalRoutes: readonly Route[] = [
  { method: 'GET', path: '/approvals', access: managers, handler: approvals },
]
