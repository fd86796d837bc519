import { dayInWords, localDay } from '../../core/day.ts'
import { headline } from '../../core/headline.ts'
import { figureDays, type RepLine, type Team } from '../../pipeline/team.ts'
import type { User } from '../../store/users.ts'
import { PostForm, Submit } from './form.tsx'
import { Tier } from './marks.tsx'
import { rejectWords } from './reject.tsx'
import { num, Table } from './table.tsx'
import { AssignForm, AwaySheet, GiveSheet } from './team-forms.tsx'
import { Ago, Day, plural, spanInWords } from './words.tsx'

export type TeamShown = { team: Team; now: number; zone: string; formToken: string }

const span = (ms: number | null): string => (ms === null ? '–' : spanInWords(ms))

/** The oldest first, as many as fit a glance. */
export const WaitingCard = ({ team: { waiting } }: TeamShown) => (
  <section class="card" id="waiting">
    <h2>Waits for an approval</h2>
    {waiting.length === 0 ? (
      <p class="soft">Nothing waits.</p>
    ) : (
      <>
        <ul class="plain lines">
          {waiting.slice(0, 5).map(({ draft, accountName, ownerName, waitedMs }) => (
            <li>
              <a href={`/approvals?draft=${draft.id}`}>{accountName}</a>{' '}
              <span class="soft num">
                {ownerName} · {spanInWords(waitedMs)} of working time
              </span>
            </li>
          ))}
        </ul>
        <p>
          <a class="button" href="/approvals">
            All {waiting.length}
          </a>
        </p>
      </>
    )}
  </section>
)

export const RepTable = (shown: TeamShown) => (
  <section class="card" id="reps">
    <h2>Reps</h2>
    <p class="soft small">
      Today as it stands; everything else of the last {figureDays} days. p50 and p90 are working time from first seen to
      touch, against 24 hours.
    </p>
    <Table
      columns={[
        'Rep',
        num('Today'),
        num('Waiting'),
        num('Touched'),
        num('p50'),
        num('p90'),
        num('Late now'),
        num('Approved as written'),
        'Rejected because',
        'Change',
      ]}
    >
      {shown.team.lines.map((line) => (
        <RepRow line={line} {...shown} />
      ))}
    </Table>
  </section>
)

const RepRow = ({ line, ...shown }: TeamShown & { line: RepLine }) => {
  const { user, today, waiting, clock, edits, rejected } = line
  const away = shown.team.absences.find(
    ({ userId, fromDay }) => userId === user.id && fromDay <= localDay(shown.now, user.timeZone),
  )
  return (
    <tr>
      <th scope="row" class="nowrap">
        {user.name}
        {away && (
          <span class="state state-warm">
            away until {dayInWords(away.toDay)}
            {away.coverUserId ? `, ${nameOf(shown.team.users, away.coverUserId)} covers` : ', nobody covers'}
          </span>
        )}{' '}
        <span class="small block-line">
          <a href={`/?of=${user.id}`} aria-label={`Desk of ${user.name}`}>
            desk
          </a>{' '}
          ·{' '}
          <a href={`/insights?days=${figureDays}&rep=${user.id}`} aria-label={`Figures of ${user.name}`}>
            figures
          </a>
        </span>
      </th>
      <td class="num">
        {today.decided} of {today.items}
      </td>
      <td class="num">{waiting}</td>
      <td class="num">{clock.touched}</td>
      <td class="num">{span(clock.p50Ms)}</td>
      <td class="num">{span(clock.p90Ms)}</td>
      <td class="num">{clock.late > 0 ? <b class="late">{clock.late}</b> : 0}</td>
      <td class="num">{edits.drafts === 0 ? '–' : `${edits.untouched} of ${edits.drafts}`}</td>
      <td class="soft">{rejected.length === 0 ? '–' : rejected.slice(0, 3).map(reasonInWords).join(', ')}</td>
      <td>
        <div class="buttons">
          <button type="button" class="button small" popovertarget={`away-${user.id}`}>
            Away…
          </button>
          <button type="button" class="button small" popovertarget={`give-${user.id}`}>
            Give accounts…
          </button>
        </div>
        <AwaySheet user={user} {...shown} />
        <GiveSheet user={user} {...shown} />
      </td>
    </tr>
  )
}

const reasonInWords = ({ reason, n }: { reason: string; n: number }): string =>
  `${rejectWords[reason as keyof typeof rejectWords]?.[0] ?? reason} ${n}`

const nameOf = (users: readonly User[], id: string): string => users.find((each) => each.id === id)?.name ?? 'somebody'

/** Of each table, the first lines; the rest is on the desks. */
const mostListed = 20

export const UntouchedCard = (shown: TeamShown) => (
  <section class="card" id="tier1">
    <h2>Untouched Tier 1</h2>
    {shown.team.untouched.length === 0 ? (
      <p class="soft">Every Tier 1 of the last week was touched or decided.</p>
    ) : (
      <>
        <Table class="stacked" columns={['Account', 'With', 'First seen', 'Give to somebody else']}>
          {shown.team.untouched
            .slice(0, mostListed)
            .map(({ pursuitId, accountId, accountName, ownerId, ownerName, seenAt }) => (
              <tr>
                <th scope="row">
                  <Tier tier={1} /> <a href={`/items/${pursuitId}`}>{accountName}</a>
                </th>
                <td>{ownerName}</td>
                <td class="nowrap">
                  <Ago at={seenAt} now={shown.now} zone={shown.zone} />
                </td>
                <td>
                  <AssignForm accountId={accountId} account={accountName} but={ownerId} {...shown} />
                </td>
              </tr>
            ))}
        </Table>
        {shown.team.untouched.length > mostListed && (
          <p class="soft num">and {shown.team.untouched.length - mostListed} more, on the desks of their owners</p>
        )}
      </>
    )}
  </section>
)

export const UnownedCard = (shown: TeamShown) => (
  <section class="card" id="unowned">
    <h2>Fresh news at accounts nobody owns</h2>
    {shown.team.unowned.length === 0 ? (
      <p class="soft">Every account with news has an owner.</p>
    ) : (
      <>
        <Table class="stacked" columns={['Account', 'News', 'Give to']}>
          {shown.team.unowned.slice(0, mostListed).map(({ accountId, accountName, item, triggers: [lead] }) => (
            <tr>
              <th scope="row">
                <Tier tier={item?.tier ?? null} /> <a href={`/accounts/${accountId}`}>{accountName}</a>
              </th>
              <td>
                {lead && headline(lead.kind, lead.trigger.fields)}{' '}
                {lead && (
                  <span class="soft">
                    <Ago at={lead.at} now={shown.now} zone={shown.zone} />
                  </span>
                )}
              </td>
              <td>
                <AssignForm accountId={accountId} account={accountName} but={null} {...shown} />
              </td>
            </tr>
          ))}
        </Table>
        <p class="soft small">
          {shown.team.unowned.length > mostListed && (
            <>
              The best {mostListed}; <a href="/?lane=unowned">the queue’s Unowned lane</a> has more.{' '}
            </>
          )}
          What you assign is on their list from the next morning’s queue on.
        </p>
      </>
    )}
  </section>
)

/** Who is away, and what was given away: each with its way back. */
export const ChangesCard = ({ team, zone, formToken }: TeamShown) => (
  <section class="card" id="changes">
    <h2>Away, and given away</h2>
    {team.absences.length + team.given.length === 0 && <p class="soft">Nobody is away, and no book was given away.</p>}
    <ul class="plain lines">
      {team.absences.map(({ id, userId, fromDay, toDay, coverUserId }) => (
        <li>
          <PostForm action="/team/absences/end" formToken={formToken} class="line-form">
            <input type="hidden" name="absenceId" value={id} />
            <span>
              <b>{nameOf(team.users, userId)}</b> {fromDay <= team.today ? 'is' : 'will be'} away{' '}
              <span class="num">
                {dayInWords(fromDay)} – {dayInWords(toDay)}
              </span>
              : {coverUserId ? `${nameOf(team.users, coverUserId)} covers` : 'nobody covers'}
            </span>
            <Submit as="small">{fromDay <= team.today ? 'Is back' : 'Cancel'}</Submit>
          </PostForm>
        </li>
      ))}
      {team.given.map(({ fromId, toId, at, accounts, by }) => (
        <li>
          <PostForm action="/team/books/back" formToken={formToken} class="line-form">
            {Object.entries({ fromId, toId, at }).map(([name, value]) => (
              <input type="hidden" name={name} value={String(value)} />
            ))}
            <span>
              {plural(accounts, 'account')} of <b>{nameOf(team.users, fromId)}</b> went to{' '}
              <b>{nameOf(team.users, toId)}</b> on <Day at={at} zone={zone} />, by {nameOf(team.users, by ?? '')}
            </span>
            <Submit as="small">Take back</Submit>
          </PostForm>
        </li>
      ))}
    </ul>
  </section>
)
