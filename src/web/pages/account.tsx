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
import type { Touch } from '../../store/touches.ts'
import { allUsers } from '../../store/users.ts'
import { isManager, type Route, userIn, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { AccountBoards } from '../parts/boards.tsx'
import { FactsCard } from '../parts/facts.tsx'
import { sayingAt } from '../parts/flash.tsx'
import { FollowUps } from '../parts/follow-ups.tsx'
import { fieldsOf, PostForm } from '../parts/form.tsx'
import { untilWords } from '../parts/held-list.tsx'
import { placeQuery } from '../parts/lanes.ts'
import { Figure, Tier } from '../parts/marks.tsx'
import { NextStep, type NextStepOf } from '../parts/next-step.tsx'
import { OutcomeForms } from '../parts/outcome-forms.tsx'
import { PeopleCard } from '../parts/people-card.tsx'
import { CameBack } from '../parts/reply.tsx'
import { StandingCard } from '../parts/standing.tsx'
import { TimelineCard } from '../parts/timeline.tsx'
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
  const [known, fit, timeline, people, holds, related, touched, came, listed, written] = await Promise.all([
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
  const returned = await receivedOf(db, id)
  const names = await userNames(db)
  const [boards, careers] = [await feedsOfAccount(db, id), await careersOf(db, id)]
  const today = localDay(now(), zone)
  const standing = await c.var.app.study('why', id, dayAsked(c) ?? today)
  const version = fit && (await getIcpVersion(db, fit.icpVersionId))
  const group = buyingGroup(
    people
      .filter(({ employment, contact }) => employment.to === null && contact.erasedAt === null)
      .map(({ contact, employment: { title, champion, buyingRole } }) => ({
        ...{ contactId: contact.id, name: contact.name, title, champion, buyingRole },
      })),
    new Set(touched.flatMap(({ contactId }) => contactId ?? [])),
    version ? asVersion(version).icp : null,
  )
  const ownerZone = await zoneOf(c.var.app, id)
  const until = holds[0]?.hold.until ?? null
  const heldUntil = until === null ? null : localDay(until, ownerZone)
  const steps = await nextStepsOf(c, id, { came, touched, people, heldUntil })
  const evidence = await evidenceOf(
    db,
    timeline.map(({ trigger }) => trigger.id),
  )
  return await page(
    c,
    { title: head.account.name, section: 'accounts' },
    <>
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
      {holds.map(({ hold, by }) => (
        <PostForm action={`/holds/${hold.id}/end`} formToken={formToken} class="note-line">
          <span>
            <b>Held</b> {by && `by ${by} `}
            {untilWords(hold, ownerZone)}: {hold.reason}
          </span>
          <button type="submit" class="button small">
            Release
          </button>
        </PostForm>
      ))}
      {steps.map((step) => (
        <NextStep {...step} />
      ))}
      <div class="two-columns">
        <div>
          <StandingCard {...{ standing, today, listed, zone }} drafts={written} />
          <TimelineCard {...{ evidence, zone }} triggers={timeline} counted={standing.triggers} />
          <FollowUps rows={await followUpsOf(db, id, now() - 7 * msPerDay)} formToken={formToken} />
          <section class="card">
            <h2>Touches and outcomes</h2>
            <ol class="timeline">
              {came.map(({ outcome, by }) => (
                <li>
                  <b>{humane(outcome.kind)}</b> {outcome.replyClass && `(${humane(outcome.replyClass)})`}{' '}
                  {outcome.amountUsd !== null && <span class="num">${outcome.amountUsd.toLocaleString('en')}</span>}{' '}
                  <span class="soft">
                    <Day at={outcome.at} zone={zone} /> · {by ?? outcome.source}{' '}
                    {outcome.reason && `· ${outcome.reason}`}
                  </span>
                </li>
              ))}
              {touched.map((touch) => (
                <li>
                  Touch by {touch.channel}{' '}
                  <span class="soft">
                    <Day at={touch.at} zone={zone} /> · {wayOf(touch, names)}
                  </span>
                </li>
              ))}
              {came.length + touched.length === 0 && <li class="soft">No touch yet.</li>}
            </ol>
            <CameBack list={returned} zone={zone} formToken={formToken} />
            <OutcomeForms
              accountId={id}
              touches={touched}
              people={people}
              formToken={formToken}
              zone={zone}
              now={now()}
            />
          </section>
          <AccountBoards
            {...{ accountId: id, boards, careers, zone, now: now() }}
            formToken={isManager(user) ? formToken : null}
          />
        </div>
        <div>
          <section class="card">{fit ? <FitBars fit={fit.result} /> : <p class="soft">Not scored yet.</p>}</section>
          <FactsCard facts={known} accountId={id} formToken={formToken} />
          <PeopleCard {...{ people, group, zone, formToken }} accountId={id} mayErase={isManager(user)} />
        </div>
      </div>
    </>,
  )
}

/** How a touch came to be known: by us, by a file, or by whoever logged it. */
const wayOf = ({ route, externalId, ownerId }: Touch, names: ReadonlyMap<string, string>): string => {
  if (route !== 'import') return route
  return externalId.startsWith('hand:') ? `logged by ${names.get(ownerId ?? '') ?? 'somebody'}` : 'imported'
}

/** The day of "why not?"; null for today. */
const dayAsked = (c: WebContext): LocalDay | null => z.iso.date().safeParse(c.req.query('day')).data ?? null

type Told = Pick<NextStepOf, 'people' | 'heldUntil'> & {
  came: Awaited<ReturnType<typeof outcomesOf>>
  touched: Awaited<ReturnType<typeof touchesOf>>
}

/** What the open answers ask for, newest first, with all that their forms need. */
const nextStepsOf = async (
  c: WebContext,
  accountId: string,
  { came, touched, people, heldUntil }: Told,
): Promise<NextStepOf[]> => {
  const { app } = c.var
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
