import { addDays, startOfDay } from '../../core/day.ts'
import {
  type AuditLine,
  type AuditSearch,
  type AuditVerdict,
  auditActions,
  searchAudit,
  thingsCalled,
} from '../../store/audit.ts'
import { accountNames, draftNames, userNames } from '../../store/pages/people.ts'
import { admins, type Route, userIn, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { AdminNav } from '../parts/admin-nav.tsx'
import { PostForm, Submit } from '../parts/form.tsx'
import { Empty } from '../parts/marks.tsx'
import { num, Table } from '../parts/table.tsx'
import { humane, moment, plural } from '../parts/words.tsx'

const shown = 100
const machine = 'daybreak'

/** As it stands in the address; a word that means nothing is as good as none. */
const askedIn = (c: WebContext) => {
  const word = (name: string) => (c.req.query(name) ?? '').trim().slice(0, 200)
  const day = /^\d{4}-\d{2}-\d{2}$/.test(word('day')) ? word('day') : ''
  return { who: word('who'), what: word('what'), thing: word('thing'), day, before: word('before') }
}
type Asked = ReturnType<typeof askedIn>

const searchOf = async (c: WebContext, { who, what, thing, day, before }: Asked): Promise<AuditSearch> => ({
  ...(who ? { actorId: who === machine ? null : who } : {}),
  ...(what ? { what } : {}),
  ...(thing ? { subjectIds: await thingsCalled(c.var.app.db, thing) } : {}),
  ...(day ? { within: dayOf(day, userIn(c).timeZone) } : {}),
  ...(/^\d{1,15}$/.test(before) ? { before: Number(before) } : {}),
})

const dayOf = (day: string, zone: string): readonly [number, number] => {
  try {
    return [startOfDay(day, zone), startOfDay(addDays(day, 1), zone)]
  } catch {
    return [0, 0] // no such day: nothing happened on it
  }
}

const audit = async (c: WebContext, verdict?: AuditVerdict) => {
  const { user, formToken } = visitorIn(c)
  const { db } = c.var.app
  const asked = askedIn(c)
  const found = await searchAudit(db, await searchOf(c, asked), shown + 1)
  const lines = found.slice(0, shown)
  const [names, actions] = [await userNames(db), await auditActions(db)]
  const { before: _, ...filters } = asked
  const next = new URLSearchParams({ ...filters, before: String(lines.at(-1)?.seq ?? '') })
  return await page(
    c,
    { title: 'Audit', section: 'admin' },
    <>
      <AdminNav here="audit" />
      <header class="page-head">
        <h1>Audit</h1>
        <p>Who did what to which thing. Each row seals the one before.</p>
        <Verify verdict={verdict} formToken={formToken} />
      </header>
      <Filters asked={asked} names={names} actions={actions} />
      {lines.length === 0 ? (
        <Empty title="Nothing in the record fits that.">Ask for less.</Empty>
      ) : (
        <div class="card">
          <Lines lines={lines} names={names} things={await thingNames(c, lines)} zone={user.timeZone} />
        </div>
      )}
      {found.length > shown && (
        <p>
          <a class="button" href={`/admin/audit?${next}`}>
            Older
          </a>
        </p>
      )}
    </>,
  )
}

const Verify = ({ verdict, formToken }: { verdict: AuditVerdict | undefined; formToken: string }) => (
  <PostForm action="/admin/audit/verify" formToken={formToken} class="buttons">
    <Submit>Verify the chain</Submit>
    {verdict && (
      <span role="status" class={verdict.broken ? 'state state-bad' : 'state state-good'}>
        {verdict.broken
          ? `broken at row ${verdict.broken.seq}: ${verdict.broken.why}`
          : `${plural(verdict.rows, 'row')}, chain unbroken`}
      </span>
    )}
  </PostForm>
)

type FiltersOf = { asked: Asked; names: ReadonlyMap<string, string>; actions: readonly string[] }

const Filters = ({ asked, names, actions }: FiltersOf) => (
  <form method="get" action="/admin/audit" class="row-form filters">
    <label>
      <span class="soft">Who</span>
      <select name="who">
        <option value="">anybody</option>
        <option value={machine} selected={asked.who === machine}>
          Daybreak
        </option>
        {[...names].map(([id, name]) => (
          <option value={id} selected={asked.who === id}>
            {name}
          </option>
        ))}
      </select>
    </label>
    <label>
      <span class="soft">What</span>
      <select name="what">
        <option value="">anything</option>
        {actions.map((action) => (
          <option value={action} selected={asked.what === action}>
            {humane(action)}
          </option>
        ))}
      </select>
    </label>
    <label>
      <span class="soft">Account, person or id</span>
      <input type="search" name="thing" value={asked.thing} maxlength={200} />
    </label>
    <label>
      <span class="soft">Day</span>
      <input type="date" name="day" value={asked.day} />
    </label>
    <Submit>Search</Submit>
  </form>
)

/** The names of what the lines are about. */
const thingNames = async (c: WebContext, lines: readonly AuditLine[]): Promise<Map<string, string>> => {
  const { db } = c.var.app
  const of = (subject: string) => [
    ...new Set(lines.flatMap((line) => (line.subject === subject ? [line.subjectId] : []))),
  ]
  return new Map([
    ...(await userNames(db)),
    ...(await accountNames(db, of('account'))),
    ...(await draftNames(db, of('draft'))),
  ])
}

type LinesOf = {
  lines: readonly AuditLine[]
  names: ReadonlyMap<string, string>
  things: Map<string, string>
  zone: string
}

const Lines = ({ lines, names, things, zone }: LinesOf) => (
  <Table columns={[num('No.'), 'When', 'Who', 'What', 'Thing']}>
    {lines.map((line) => (
      <tr>
        <td class="num">{line.seq}</td>
        <td class="nowrap">{moment(line.at, zone)}</td>
        <td>{line.actorId ? (names.get(line.actorId) ?? line.actorId) : 'Daybreak'}</td>
        <th scope="row">{humane(line.what)}</th>
        <td>
          {humane(line.subject)} {things.get(line.subjectId)}{' '}
          <a class="code soft" href={`/admin/audit?${new URLSearchParams({ thing: line.subjectId })}`}>
            {line.subjectId}
          </a>
        </td>
      </tr>
    ))}
  </Table>
)

export const auditRoutes: readonly Route[] = [
  { method: 'GET', path: '/admin/audit', access: admins, handler: (c) => audit(c) },
  {
    method: 'POST',
    path: '/admin/audit/verify',
    access: admins,
    handler: async (c) => audit(c, await c.var.app.study('verifyRecord')),
  },
]
