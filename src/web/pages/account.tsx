import { z } from 'zod'
import { buyingGroup } from '../../core/buying-group.ts'
import { type LocalDay, localDay, msPerDay } from '../../core/day.ts'
import { Refusal } from '../../core/errors.ts'
import { openAnswers } from '../../core/next-steps.ts'
import { noteFor } from '../../pipeline/hand-over.ts'
import { zoneOf } from '../../pipeline/holds.ts'
import { correctFact } from '../../pipeline/verbs.ts'
import { careersOf } from '../../store/careers.ts'
import { wrongContacts } from '../../store/corrections.ts'
import { feedsOfAccount } from '../../store/feeds.ts'
import { handoversOfOutcomes } from '../../store/handovers.ts'
import { asVersion, getIcpVersion } from '../../store/icps.ts'
import { accountHead, draftsOfAccount, factsOf, followUpsOf, outcomesOf, peopleOf } from '../../store/pages/account.ts'
import {
  currentFit,
  evidenceOf,
  openHoldsOf,
  queueHistory,
  relationshipsOf,
  touchesOf,
  triggersOf,
} from '../../store/pages/item.ts'
import { userNames } from '../../store/pages/people.ts'
import { latestPursuit } from '../../store/pursuits.ts'
import { receivedOf } from '../../store/received.ts'
import { allUsers } from '../../store/users.ts'
import { isManager, type Route, userIn, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { AccountBoards } from '../parts/boards.tsx'
import { FactsCard } from '../parts/facts.tsx'
import { sayingAt } from '../parts/flash.tsx'
import { FollowUps } from '../parts/follow-ups.tsx'
import { fieldsOf, PostForm, Submit } from '../parts/form.tsx'
import { untilWords } from '../parts/held-list.tsx'
import { placeQuery } from '../parts/lanes.ts'
import { Figure, Tier } from '../parts/marks.tsx'
import { NextStep, type NextStepOf } from '../parts/next-step.tsx'
import { OutcomeForms } from '../parts/outcome-forms.tsx'
import { PeopleCard } from '../parts/people-card.tsx'
import { CameBack } from '../parts/reply.tsx'
import { StandingCard } from '../parts/standing.tsx'
import { TimelineCard } from '../parts/timeline.tsx'
import { TouchList } from '../parts/touch-list.tsx'
import { FitBars } from '../parts/why.tsx'
import { Day, humane } from '../parts/words.tsx'
import { assertOwnAccount } from '../rights.ts'

const account = async (c: WebContext) => {
  const { db, now } = c.var.app
  const id = c.req.param('accountId') ?? ''
  await assertOwnAccount(c, id)
  const { user, formToken } = visitorIn(c)
  const zone = user.timeZone
  const head = await accountHead(db, id)
  if (!head) throw new Refusal('not_found', 'There is no such account')
  const known = await knownOf(c, id)
  const { fit, people, timeline, came, touched, standing, today, ownerZone } = known
  return await page(
    c,
    { title: head.account.name, section: 'accounts' },
    <>
      <Head head={head} fit={fit} related={known.related} zone={zone} />
      {known.holds.map((held) => (
        <Held held={held} ownerZone={ownerZone} formToken={formToken} />
      ))}
      {(await nextStepsOf(c, id, known)).map((step) => (
        <NextStep {...step} />
      ))}
      <div class="two-columns">
        <div>
          <StandingCard {...{ standing, today, zone }} listed={known.listed} drafts={known.written} />
          <TimelineCard {...{ zone }} evidence={known.evidence} triggers={timeline} counted={standing.triggers} />
          <FollowUps rows={await followUpsOf(db, id, now() - 7 * msPerDay)} formToken={formToken} />
          <section class="card">
            <h2>Touches and outcomes</h2>
            <TouchList {...{ came, touched, zone }} names={await userNames(db)} />
            <CameBack list={await receivedOf(db, id)} zone={zone} formToken={formToken} />
            <OutcomeForms {...{ people, formToken, zone }} accountId={id} touches={touched} now={now()} />
          </section>
          <AccountBoards
            {...{ accountId: id, zone, now: now(), boards: await feedsOfAccount(db, id) }}
            careers={await careersOf(db, id)}
            formToken={isManager(user) ? formToken : null}
          />
        </div>
        <div>
          <section class="card">{fit ? <FitBars fit={fit.result} /> : <p class="soft">Not scored yet.</p>}</section>
          <FactsCard facts={known.facts} accountId={id} formToken={formToken} />
          <PeopleCard
            {...{ people, zone, formToken, accountId: id }}
            group={await groupOf(c, known)}
            mayErase={isManager(user)}
          />
        </div>
      </div>
    </>,
  )
}

type Known = Awaited<ReturnType<typeof knownOf>>

/** What is known of an account, for the cards that share it. */
const knownOf = async (c: WebContext, id: string) => {
  const { app } = c.var
  const { db, now } = app
  const [facts, fit, timeline, people, holds, related, touched, came, listed, written] = await Promise.all([
    factsOf(db, id),
    currentFit(db, id),
    triggersOf(db, id),
    peopleOf(db, id),
    openHoldsOf(db, id, now()),
    relationshipsOf(db, id, now()),
    touchesOf(db, id),
    outcomesOf(db, id),
    queueHistory(db, id, 5),
    draftsOfAccount(db, id),
  ])
  const today = localDay(now(), userIn(c).timeZone)
  const triggerIds = timeline.map(({ trigger }) => trigger.id)
  return {
    ...{ facts, fit, timeline, people, holds, related, touched, came, listed, written, today },
    standing: await app.study('why', id, dayAsked(c) ?? today),
    ownerZone: await zoneOf(app, id),
    evidence: await evidenceOf(db, triggerIds),
  }
}

/** The people there now, by the personas of the ICP that the account was scored with. */
const groupOf = async (c: WebContext, { people, touched, fit }: Known) => {
  const version = fit && (await getIcpVersion(c.var.app.db, fit.icpVersionId))
  return buyingGroup(
    people
      .filter(({ employment, contact }) => employment.to === null && contact.erasedAt === null)
      .map(({ contact, employment: { title, champion, buyingRole } }) => ({
        ...{ contactId: contact.id, name: contact.name, title, champion, buyingRole },
      })),
    new Set(touched.flatMap(({ contactId }) => contactId ?? [])),
    version ? asVersion(version).icp : null,
  )
}

type HeadOf = { head: NonNullable<Awaited<ReturnType<typeof accountHead>>>; zone: string } & Pick<
  Known,
  'fit' | 'related'
>

const Head = ({ head, fit, related, zone }: HeadOf) => (
  <header class="page-head">
    <h1>{head.account.name}</h1>
    <span class="soft">{head.domains.join(', ') || 'no domain yet'}</span>
    <span class="spacer" />
    <p class="figures">
      <Tier tier={fit?.tier ?? null} />
      <Figure name="fit" value={fit?.fit ?? null} strong />
    </p>
    <p class="soft">
      Owner: {head.owner ? `${head.owner.name} (${head.owner.source})` : 'nobody'}
      {related.map(({ kind, amountUsd, asOf }) => (
        <>
          {' '}
          · <span class="state state-warm">{humane(kind)}</span>
          {amountUsd ? ` $${amountUsd.toLocaleString('en')}` : ''} as of <Day at={asOf} zone={zone} />
        </>
      ))}
    </p>
  </header>
)

type HeldOf = { held: Known['holds'][number]; ownerZone: string; formToken: string }

const Held = ({ held: { hold, by }, ownerZone, formToken }: HeldOf) => (
  <PostForm action={`/holds/${hold.id}/end`} formToken={formToken} class="note-line">
    <span>
      <b>Held</b> {by && `by ${by} `}
      {untilWords(hold, ownerZone)}: {hold.reason}
    </span>
    <Submit as="small">Release</Submit>
  </PostForm>
)

/** The day of "why not?"; null for today. */
const dayAsked = (c: WebContext): LocalDay | null => z.iso.date().safeParse(c.req.query('day')).data ?? null

/** What the open answers ask for, newest first, with all that their forms need. */
const nextStepsOf = async (
  c: WebContext,
  accountId: string,
  { came, touched, people, holds, ownerZone }: Known,
): Promise<NextStepOf[]> => {
  const { app } = c.var
  const until = holds[0]?.hold.until ?? null
  const heldUntil = until === null ? null : localDay(until, ownerZone)
  const { user, formToken } = visitorIn(c)
  const outcomes = came.map(({ outcome }) => outcome)
  const given = await handoversOfOutcomes(
    app.db,
    outcomes.map(({ id }) => id),
  )
  const answers = openAnswers(outcomes, { lastTouchAt: touched[0]?.at ?? null, given, now: app.now() })
  if (answers.length === 0) return []
  const pursuit = await latestPursuit(app.db, accountId)
  const version = pursuit && (await getIcpVersion(app.db, pursuit.icpVersionId))
  const shared = {
    ...{ accountId, people, heldUntil, formToken, zone: user.timeZone, now: app.now(), self: user.id },
    wrong: await wrongContacts(app.db, accountId),
    objections: version ? asVersion(version).icp.objections : [],
    pursuitId: pursuit?.closedAt === null ? pursuit.id : null,
    others: await allUsers(app.db),
  }
  return await Promise.all(
    answers.map(async (answer) => ({
      ...{ ...shared, answer },
      handover: given.find(({ outcomeId, answer: said }) => outcomeId === answer.id && said !== 'withdrawn') ?? null,
      note: await noteFor(app, answer, user.timeZone),
    })),
  )
}

const correcting = z.object({
  factId: z.string().max(64),
  right: z.string().max(200).default(''),
  pursuitId: z.string().max(64).default(''),
  lane: z.string().max(200).default(''),
})

const correct = async (c: WebContext): Promise<Response> => {
  const accountId = c.req.param('accountId') ?? ''
  await assertOwnAccount(c, accountId)
  const { factId, right, pursuitId, lane } = await fieldsOf(c, correcting)
  await correctFact(c.var.app, userIn(c), { accountId, factId, right })
  const back = pursuitId ? `/items/${encodeURIComponent(pursuitId)}${placeQuery(lane)}` : `/accounts/${accountId}`
  return c.redirect(sayingAt(back, 'corrected'), 303)
}

export const accountRoutes: readonly Route[] = [
  { method: 'GET', path: '/accounts/:accountId', access: 'signed_in', handler: account },
  { method: 'POST', path: '/accounts/:accountId/facts/wrong', access: 'signed_in', handler: correct },
]
