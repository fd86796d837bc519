import { z } from 'zod'
import { addDays, localDay, msPerDay } from '../../core/day.ts'
import { toHandOver } from '../../pipeline/hand-over.ts'
import { answerHandOver, handOver, withdrawHandOver } from '../../pipeline/verbs.ts'
import { type HandoverRow, handoversOf } from '../../store/handovers.ts'
import { latestPursuit } from '../../store/pursuits.ts'
import { allUsers } from '../../store/users.ts'
import { isManager, type Route, userIn, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { sayingAt } from '../parts/flash.tsx'
import { fieldsOf, PostForm, Submit } from '../parts/form.tsx'
import { Empty } from '../parts/marks.tsx'
import { Table } from '../parts/table.tsx'
import { Ago, humane } from '../parts/words.tsx'
import { postsFor } from '../posts.ts'
import { assertOwnHandOver } from '../rights.ts'

type Shown = HandoverRow & { fromName: string; toName: string; chase: string }
type Around = { now: number; zone: string; formToken: string }

/** What waits for this person's answer, what they gave away, and for managers everybody's. */
const handOvers = async (c: WebContext) => {
  const { db, now } = c.var.app
  const { user, formToken } = visitorIn(c)
  const around = { now: now(), zone: user.timeZone, formToken }
  const whose = isManager(user) ? null : user.id
  const waiting = await toHandOver(c.var.app, whose)
  const shown = await named(c, await handoversOf(db, whose, now() - 30 * msPerDay))
  const open = shown.filter(({ handover }) => handover.answer === null)
  const mine = open.filter(({ handover }) => handover.toId === user.id)
  const given = open.filter(({ handover }) => handover.toId !== user.id)
  const answered = shown.filter(({ handover }) => handover.answer !== null).reverse()
  return await page(
    c,
    { title: 'Hand-overs', section: 'none' },
    <>
      <header class="page-head">
        <h1>Hand-overs</h1>
        <p>Conversations that began, and who takes them from here.</p>
      </header>
      {shown.length + waiting.length === 0 && (
        <Empty title="No hand-over.">
          An interested reply or a meeting is handed over on its account’s page, as the next step.
        </Empty>
      )}
      {mine.map((row) => (
        <ToAnswer row={row} around={around} />
      ))}
      {waiting.length > 0 && <ToHandOver rows={waiting} around={around} />}
      {given.length > 0 && (
        <Given rows={given} around={around} title={whose === null ? 'Waiting for an answer' : 'You handed over'} />
      )}
      {answered.length > 0 && <Answered rows={answered} around={around} />}
    </>,
  )
}

const named = async (c: WebContext, rows: readonly HandoverRow[]): Promise<Shown[]> => {
  const { db } = c.var.app
  const names = new Map((await allUsers(db)).map(({ id, name }) => [id, name]))
  return await Promise.all(
    rows.map(async (row) => ({
      ...row,
      fromName: names.get(row.handover.fromId) ?? '',
      toName: names.get(row.handover.toId) ?? '',
      chase: chaseInWords(await latestPursuit(db, row.outcome.accountId)),
    })),
  )
}

const chaseInWords = (pursuit: Awaited<ReturnType<typeof latestPursuit>>): string =>
  !pursuit ? 'none' : pursuit.closedAt === null ? 'open' : `ended: ${endInWords(pursuit.closeReason)}`

/** The machine's own words for an end, in plain ones; a person's stay as they are. */
const endInWords = (reason: string | null): string =>
  reason === 'sent' ? 'the message was sent' : humane(reason ?? 'closed')

const Given = ({ rows, around, title }: { rows: readonly Shown[]; around: Around; title: string }) => (
  <section class="card">
    <h2>{title}</h2>
    <Table columns={['Account', 'From', 'To', 'Waits', 'Chase', 'Change']}>
      {rows.map((row) => (
        <tr>
          <th scope="row">
            <a href={`/accounts/${row.outcome.accountId}`}>{row.accountName}</a>{' '}
            <span class="soft small">{row.contactName}</span>
          </th>
          <td>{row.fromName}</td>
          <td>{row.toName}</td>
          <td>
            <Ago at={row.handover.at} now={around.now} zone={around.zone} />
          </td>
          <td>{row.chase}</td>
          <td>
            <TakeBack handoverId={row.handover.id} formToken={around.formToken} />
          </td>
        </tr>
      ))}
    </Table>
  </section>
)

const ToHandOver = ({ rows, around }: { rows: Awaited<ReturnType<typeof toHandOver>>; around: Around }) => (
  <section class="card">
    <h2>Not handed over yet</h2>
    <ul class="plain">
      {rows.map(({ outcome, accountName, contactName }) => (
        <li>
          <a href={`/accounts/${outcome.accountId}`}>{accountName}</a>{' '}
          <span class="soft">
            {contactName && `${contactName}, `}
            {humane(outcome.replyClass ?? outcome.kind)}, <Ago at={outcome.at} now={around.now} zone={around.zone} />{' '}
            ago
          </span>
        </li>
      ))}
    </ul>
  </section>
)

const ToAnswer = ({ row, around: { now, zone, formToken } }: { row: Shown; around: Around }) => (
  <article class="card">
    <h2>
      <a href={`/accounts/${row.outcome.accountId}`}>{row.accountName}</a>
    </h2>
    <p class="soft">
      From {row.fromName}, <Ago at={row.handover.at} now={now} zone={zone} /> ago ·{' '}
      {humane(row.outcome.replyClass ?? row.outcome.kind)} · chase {row.chase}
    </p>
    <div class="message-text">{row.handover.note}</div>
    <PostForm action={`/hand-overs/${row.handover.id}/accept`} formToken={formToken}>
      <Submit as="primary" data-key="a">
        Accept <kbd>a</kbd>
      </Submit>
    </PostForm>
    <PostForm action={`/hand-overs/${row.handover.id}/return`} formToken={formToken} class="row-form">
      <label>
        Give it back, because
        <input name="reason" required maxlength={300} />
      </label>
      <label>
        Call back on
        <input type="date" name="day" min={addDays(localDay(now, zone), 1)} />
      </label>
      <Submit>Give back</Submit>
    </PostForm>
  </article>
)

const TakeBack = ({ handoverId, formToken }: { handoverId: string; formToken: string }) => (
  <PostForm action={`/hand-overs/${handoverId}/withdraw`} formToken={formToken}>
    <Submit as="small">Take back</Submit>
  </PostForm>
)

const Answered = ({ rows, around: { now, zone } }: { rows: readonly Shown[]; around: Around }) => (
  <section class="card">
    <h2>Answered in the last 30 days</h2>
    <ul class="plain">
      {rows.map(({ handover, outcome, accountName, fromName, toName }) => (
        <li>
          <a href={`/accounts/${outcome.accountId}`}>{accountName}</a>{' '}
          <span class={handover.answer === 'accepted' ? 'state state-good' : 'state state-warm'}>
            {handover.answer}
          </span>{' '}
          <span class="soft">
            {fromName} to {toName}, <Ago at={handover.answeredAt ?? handover.at} now={now} zone={zone} /> ago
            {handover.answerReason && `: ${handover.answerReason}`}
          </span>
        </li>
      ))}
    </ul>
  </section>
)

const ownIdIn = async (c: WebContext): Promise<string> => {
  const handoverId = c.req.param('handoverId') ?? ''
  await assertOwnHandOver(c, handoverId)
  return handoverId
}

const giving = z.object({
  outcomeId: z.string().max(64),
  toId: z.string().max(64),
  note: z.string().max(4000),
  accountId: z.string().max(64),
})
const returning = z.object({
  reason: z.string().trim().min(1).max(300),
  day: z.iso.date().or(z.literal('')).default(''),
})

const give = async (c: WebContext) => {
  const { accountId, ...input } = await fieldsOf(c, giving)
  await handOver(c.var.app, userIn(c), { ...input, note: input.note.replace(/\r\n?/g, '\n') })
  return c.redirect(sayingAt(`/accounts/${encodeURIComponent(accountId)}`, 'handedOver'), 303)
}

const giveBack = async (c: WebContext) => {
  const handoverId = await ownIdIn(c)
  const { reason, day } = await fieldsOf(c, returning)
  const until = day ? { untilDay: day } : {}
  await answerHandOver(c.var.app, userIn(c), { handoverId, answer: 'returned', reason, ...until })
  return c.redirect(sayingAt('/hand-overs', 'answered'), 303)
}

const post = postsFor('signed_in')

export const handOverRoutes: readonly Route[] = [
  { method: 'GET', path: '/hand-overs', access: 'signed_in', handler: handOvers },
  post('/hand-overs', give),
  post('/hand-overs/:handoverId/accept', async (c) => {
    await answerHandOver(c.var.app, userIn(c), { handoverId: await ownIdIn(c), answer: 'accepted' })
    return c.redirect(sayingAt('/hand-overs', 'answered'), 303)
  }),
  post('/hand-overs/:handoverId/return', giveBack),
  post('/hand-overs/:handoverId/withdraw', async (c) => {
    await withdrawHandOver(c.var.app, userIn(c), { handoverId: await ownIdIn(c) })
    return c.redirect(sayingAt('/hand-overs', 'undone'), 303)
  }),
]
