import type { FactValue } from '../../core/account.ts'
import { buyingGroup } from '../../core/buying-group.ts'
import { dayInWords, msPerDay } from '../../core/day.ts'
import { Refusal } from '../../core/errors.ts'
import { headline, kindNames } from '../../core/headline.ts'
import { noteFor } from '../../pipeline/hand-over.ts'
import { postingsSource } from '../../pipeline/technographics.ts'
import { type Why, why } from '../../pipeline/why.ts'
import { careersOf } from '../../store/careers.ts'
import { wrongContacts } from '../../store/corrections.ts'
import { feedsOfAccount } from '../../store/feeds.ts'
import { handoversOfOutcomes } from '../../store/handovers.ts'
import { asVersion, getIcpVersion } from '../../store/icps.ts'
import type { Outcome } from '../../store/outcomes.ts'
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
import { latestPursuit } from '../../store/pursuits.ts'
import { receivedOf } from '../../store/received.ts'
import { allUsers } from '../../store/users.ts'
import { isManager, type Route, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { AccountBoards } from '../parts/boards.tsx'
import { BuyingGroup } from '../parts/buying-group.tsx'
import { AddContact } from '../parts/contact-forms.tsx'
import { FollowUps } from '../parts/follow-ups.tsx'
import { FormToken } from '../parts/form.tsx'
import { DraftState, Figure, Tier } from '../parts/marks.tsx'
import { NextStep, type NextStepOf, openAnswer } from '../parts/next-step.tsx'
import { OutcomeForms } from '../parts/outcome-forms.tsx'
import { CameBack } from '../parts/reply.tsx'
import { FitBars } from '../parts/why.tsx'
import { Day, humane, Out, tenth } from '../parts/words.tsx'
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
  const [boards, careers] = [await feedsOfAccount(db, id), await careersOf(db, id)]
  const standing = await why(c.var.app, id)
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
  const answer = openAnswer(
    came.map(({ outcome }) => outcome),
    touched,
    now(),
  )
  const next = answer && (await nextStepOf(c, answer, people, holds[0]?.hold.until ?? null))
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
        <form method="post" action={`/holds/${hold.id}/end`} class="note-line">
          <FormToken value={formToken} />
          <span>
            <b>Held</b> {by && `by ${by}`}
            {hold.until && (
              <>
                {' '}
                until <Day at={hold.until} zone={zone} />
              </>
            )}
            : {hold.reason}
          </span>
          <button type="submit" class="button small">
            Release
          </button>
        </form>
      ))}
      {next && <NextStep {...next} />}
      <div class="two-columns">
        <div>
          <section class="card">
            <h2>Today</h2>
            <p>{standingWords(standing)}</p>
            {listed.length > 0 && (
              <p class="soft small">
                Last on a list:{' '}
                {listed.map(({ day, lane, rank }) => `${dayInWords(day)} (${humane(lane)}, ${rank})`).join(' · ')}
              </p>
            )}
            {written.length > 0 && (
              <ul class="plain">
                {written.slice(0, 5).map((draft) => (
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
          <section class="card">
            <h2>Timeline</h2>
            {timeline.length === 0 && <p class="soft">No trigger has been found yet.</p>}
            <ol class="timeline">
              {timeline.map(({ trigger, spend }) => {
                const told = evidence.filter(({ triggerId }) => triggerId === trigger.id)
                return (
                  <li class={spend ? 'spent' : ''}>
                    <p>
                      <b>{headline(trigger.kind, trigger.trigger.fields)}</b>{' '}
                      <span class="soft">
                        {kindNames[trigger.kind]} · <Day at={trigger.at} zone={zone} />
                        {trigger.trigger.lite && ' · passing mention'}
                        {spend && ` · spent: ${humane(spend.reason)}`}
                      </span>
                    </p>
                    {told[0] && (
                      <p class="soft small">
                        “{told[0].signal.signal.quote}”{' '}
                        <Out url={told[0].document.url}>{told[0].document.publisher}</Out>
                        {told.length > 1 && ` and ${told.length - 1} more`} ·{' '}
                        <a href={`/documents/${told[0].document.id}`}>document</a>
                      </p>
                    )}
                  </li>
                )
              })}
            </ol>
          </section>
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
                    <Day at={touch.at} zone={zone} /> · {touch.route}
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
          <section class="card">
            <h2>Facts</h2>
            <dl class="facts-list">
              {known.map((fact) => (
                <div>
                  <dt>{humane(fact.field)}</dt>
                  <dd>
                    {factText(fact.value)} <FactSource source={fact.source} accountId={id} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
          <section class="card">
            <h2>People</h2>
            <BuyingGroup group={group} />
            <ul class="plain">
              {people.map(({ contact, employment }) => (
                <li class={employment.to === null ? '' : 'soft'}>
                  <b>{contact.name || '(erased)'}</b>
                  {employment.title && `, ${employment.title}`}
                  {employment.champion && <span class="state state-good">champion</span>}
                  {employment.to !== null && <span class="state state-plain">left</span>}
                  <br />
                  <span class="soft small">
                    {contact.email ?? 'no address'}
                    {contact.verifiedAt !== null && (
                      <>
                        {' '}
                        · verified <Day at={contact.verifiedAt} zone={zone} />
                      </>
                    )}
                  </span>
                  {isManager(user) && contact.erasedAt === null && (
                    <details class="quiet">
                      <summary>Erase</summary>
                      <form method="post" action={`/accounts/${id}/contacts/${contact.id}/erase`}>
                        <FormToken value={formToken} />
                        <p>
                          Takes out for good who they are and what we wrote to them. They are never written to again,
                          and no import takes them in.
                        </p>
                        <button type="submit" class="button danger">
                          Erase for good
                        </button>
                      </form>
                    </details>
                  )}
                </li>
              ))}
              {people.length === 0 && <li class="soft">Nobody is known here.</li>}
            </ul>
            <details class="quiet" open={people.length === 0}>
              <summary>Add a person</summary>
              <AddContact going={{ accountId: id, pursuitId: null, lane: '', formToken }} offered={null} />
            </details>
          </section>
        </div>
      </div>
    </>,
  )
}

/** What the newest answer asks for, with all that its form needs. */
const nextStepOf = async (
  c: WebContext,
  answer: Outcome,
  people: NextStepOf['people'],
  heldUntil: number | null,
): Promise<NextStepOf> => {
  const { app } = c.var
  const { user, formToken } = visitorIn(c)
  const { accountId } = answer
  const pursuit = await latestPursuit(app.db, accountId)
  const version = pursuit && (await getIcpVersion(app.db, pursuit.icpVersionId))
  const given = await handoversOfOutcomes(app.db, [answer.id])
  return {
    ...{ accountId, answer, people, heldUntil, formToken, zone: user.timeZone, now: app.now(), self: user.id },
    handover: given.find(({ answer }) => answer !== 'withdrawn') ?? null,
    note: await noteFor(app, answer, user.timeZone),
    wrong: await wrongContacts(app.db, accountId),
    objections: version ? asVersion(version).icp.objections : [],
    pursuitId: pursuit?.closedAt === null ? pursuit.id : null,
    others: await allUsers(app.db),
  }
}

const standingWords = ({ queued, reason, basis }: Why): string =>
  queued
    ? `In ${queued.owner}’s queue: number ${queued.rank} of “${humane(queued.lane)}”.`
    : `Not in a queue${basis === 'now' ? ' as things stand' : ''}: ${reason!.sentence}.`

const FactSource = ({ source, accountId }: { source: string; accountId: string }) => (
  <span class="soft small">
    {source === postingsSource ? <a href={`/accounts/${accountId}/technologies`}>{source}</a> : source}
  </span>
)

const factText = (value: FactValue): string =>
  Array.isArray(value)
    ? value.join(', ')
    : typeof value === 'number'
      ? value > 2100
        ? value.toLocaleString('en')
        : tenth(value)
      : String(value)

export const accountRoutes: readonly Route[] = [
  { method: 'GET', path: '/accounts/:accountId', access: 'signed_in', handler: account },
]
