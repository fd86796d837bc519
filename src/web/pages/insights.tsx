import { msPerDay } from '../../core/day.ts'
import { kindNames } from '../../core/headline.ts'
import { type InsightFilter, segments } from '../../store/pages/insights.ts'
import { allUsers } from '../../store/users.ts'
import { isManager, type Route, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { chartsReady } from '../parts/chart.tsx'
import { Submit } from '../parts/form.tsx'
import { type Reports, reportKeys, reportsOf } from '../parts/insight-reports.ts'
import {
  ClockCard,
  DriftCard,
  EditsCard,
  FeedsCard,
  FunnelCard,
  JudgedCard,
  KindMultiples,
  OutcomesCard,
  RejectedCard,
} from '../parts/insights.tsx'
import { Empty } from '../parts/marks.tsx'
import { csvAnswer } from '../parts/report.tsx'

const spans = [30, 90, 365] as const

/** What the address asks for, as far as it exists; reps are shown their own whatever it asks. */
const asked = async (c: WebContext) => {
  const { user } = visitorIn(c)
  const { db } = c.var.app
  const people = new Map((await allUsers(db)).map(({ id, name }) => [id, name]))
  const known = await segments(db)
  const days = spans.find((each) => String(each) === c.req.query('days')) ?? 90
  const one = (name: string, list: ReadonlyMap<string, unknown>): string => {
    const given = c.req.query(name) ?? ''
    return list.has(given) ? given : ''
  }
  const filter: InsightFilter = {
    since: c.var.app.now() - days * msPerDay,
    ownerId: isManager(user) ? one('rep', people) : user.id,
    segment: one('segment', known),
    kind: one('kind', kinds),
  }
  const chosen = { days: String(days), rep: isManager(user) ? filter.ownerId : '', ...filter }
  const query = new URLSearchParams(
    (['days', 'rep', 'segment', 'kind'] as const).flatMap((name) => (chosen[name] ? [[name, chosen[name]]] : [])),
  )
  return { filter, days, people, segments: known, query: `?${query}` }
}
type Asked = Awaited<ReturnType<typeof asked>>

const kinds = new Map(Object.entries(kindNames))

const insights = async (c: WebContext) => {
  const { user } = visitorIn(c)
  const about = await asked(c)
  const found = await c.var.app.study('insights', about.filter)
  await chartsReady()
  const shown = { insights: found, reports: reportsOf(found, about), query: about.query }
  return await page(
    c,
    { title: 'Insights', section: 'insights' },
    <>
      <header class="page-head">
        <h1>Insights</h1>
        <Filters asked={about} everybody={isManager(user)} />
        <p>
          {about.filter.ownerId === ''
            ? 'Everybody’s accounts and touches'
            : about.filter.ownerId === user.id
              ? 'Your accounts and your own touches'
              : `The accounts and touches of ${about.people.get(about.filter.ownerId)}`}
          : here and in every figure below but the feeds’. A message counts once it is known to have left.
        </p>
      </header>
      {found.cells.length === 0 ? (
        <Empty title="Not enough data yet.">
          The first touches and outcomes appear here as soon as they are recorded.
        </Empty>
      ) : (
        <>
          <KindMultiples cells={found.cells} />
          <OutcomesCard {...shown} />
          <DriftCard {...shown} lead={isManager(user)} />
        </>
      )}
      <div class="card-columns">
        <FunnelCard {...shown} />
        <ClockCard {...shown} />
        <JudgedCard {...shown} />
        <FeedsCard {...shown} />
        <RejectedCard {...shown} />
        <EditsCard {...shown} />
      </div>
    </>,
  )
}

const Filters = ({ asked: { filter, days, people, segments: known }, everybody }: FiltersOf) => (
  <form method="get" action="/insights" class="row-form filters">
    <Choice
      label="Span"
      name="days"
      chosen={String(days)}
      options={new Map(spans.map((each) => [String(each), `${each} days`]))}
    />
    {everybody && <Choice label="Person" name="rep" chosen={filter.ownerId} options={people} all="everybody" />}
    {known.size > 1 && <Choice label="Segment" name="segment" chosen={filter.segment} options={known} all="all" />}
    <Choice label="Trigger" name="kind" chosen={filter.kind} options={kinds} all="all" />
    <Submit>Show</Submit>
  </form>
)
type FiltersOf = { asked: Asked; everybody: boolean }

type ChoiceOf = { label: string; name: string; chosen: string; options: ReadonlyMap<string, string>; all?: string }

const Choice = ({ label, name, chosen, options, all }: ChoiceOf) => (
  <label>
    <span class="soft">{label}</span>
    <select name={name}>
      {all && <option value="">{all}</option>}
      {[...options].map(([value, words]) => (
        <option value={value} selected={value === chosen}>
          {words}
        </option>
      ))}
    </select>
  </label>
)

const csv = (key: keyof Reports) => async (c: WebContext) => {
  const about = await asked(c)
  return csvAnswer(c, reportsOf(await c.var.app.study('insights', about.filter), about)[key])
}

export const insightRoutes: readonly Route[] = [
  { method: 'GET', path: '/insights', access: 'signed_in', handler: insights },
  ...reportKeys.map(
    (key): Route => ({ method: 'GET', path: `/insights/${key}.csv`, access: 'signed_in', handler: csv(key) }),
  ),
]
