import type { Child } from 'hono/jsx'
import { kindNames } from '../../core/headline.ts'
import { conditionInWords, dollars } from '../../core/icp/words.ts'
import { type Icp, triggerWeight } from '../../core/icp.ts'
import { type SignalKind, signalKinds } from '../../core/signal.ts'
import { liveIcps, type StoredIcpVersion } from '../../store/icps.ts'
import { tierCounts } from '../../store/pages/insights.ts'
import { isManager, type Route, userIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { IcpNav } from '../parts/icp/nav.tsx'
import { OfSample } from '../parts/icp/of-sample.tsx'
import { Bar, Empty, Tier } from '../parts/marks.tsx'
import { num, Table } from '../parts/table.tsx'
import { Day, humane, plural } from '../parts/words.tsx'

/** Whom we look for and why, as one page a rep can read or print. */
const icp = async (c: WebContext) => {
  const [versions, counts] = [await liveIcps(c.var.app.db), await tierCounts(c.var.app.db)]
  const zone = userIn(c).timeZone
  return await page(
    c,
    { title: 'ICP', section: 'icp' },
    versions.length === 0 ? (
      <Empty main title="No ICP is published yet.">
        {isManager(userIn(c)) ? (
          <>
            Hold <a href="/icp/interview">the interview</a>: about twenty questions write a first one. Or{' '}
            <a href="/icp/edit">paste a file</a>.
          </>
        ) : (
          'Whoever leads your team publishes one.'
        )}
      </Empty>
    ) : (
      versions.map((version, at) => (
        <>
          <OfSample c={c} icp={version.icp} />
          <Sheet
            nav={at === 0 && <IcpNav c={c} here="sheet" />}
            version={version}
            counts={counts.filter(({ icpVersionId }) => icpVersionId === version.id)}
            zone={zone}
          />
        </>
      ))
    ),
  )
}

type Counts = Awaited<ReturnType<typeof tierCounts>>
type SheetOf = { version: StoredIcpVersion; counts: Counts; zone: string; nav: Child }

const Sheet = ({ version, counts, zone, nav }: SheetOf) => {
  const { icp } = version
  return (
    <article class="icp">
      <header class="page-head">
        <h1>{icp.name}</h1>
        <span class="soft">
          version {version.number}, published <Day at={version.publishedAt} zone={zone} />
          {icp.kind === 'expansion' && ' · for customers'}
        </span>
        {nav}
        <p>{icp.offer}</p>
      </header>
      <div class="two-columns">
        <div>
          <Criteria icp={icp} />
          <section class="card">
            <h2>When: triggers</h2>
            <Triggers icp={icp} />
          </section>
          <Words icp={icp} />
        </div>
        <div>
          <Tiers icp={icp} counts={counts} />
          <Disqualifiers icp={icp} />
          <Personas icp={icp} />
        </div>
      </div>
    </article>
  )
}

const Tiers = ({ icp, counts }: { icp: Icp; counts: Counts }) => {
  const held = (tier: number) => counts.filter((row) => row.tier === tier).reduce((sum, { n }) => sum + n, 0)
  return (
    <section class="card">
      <h2>Tiers</h2>
      <dl class="facts-list">
        {([1, 2, 3] as const).map((tier) => (
          <div>
            <dt>
              <Tier tier={tier} />
            </dt>
            <dd class="num">
              from fit {icp.tiers[`tier_${tier}`]} · {plural(held(tier), 'account')} now
            </dd>
          </div>
        ))}
        <Deal deal={icp.deal} />
      </dl>
    </section>
  )
}

const Disqualifiers = ({ icp }: { icp: Icp }) =>
  icp.disqualifiers.length === 0 ? null : (
    <section class="card">
      <h2>Who not</h2>
      <ul class="plain">
        {icp.disqualifiers.map(({ label, why }) => (
          <li>
            {label} {why && <span class="soft">{why}</span>}
          </li>
        ))}
      </ul>
    </section>
  )

const Deal = ({ deal }: { deal: Icp['deal'] }) => {
  const parts = [
    ...(deal.typical_usd ? [dollars(deal.typical_usd)] : []),
    ...(deal.cycle_days ? [`decided in about ${plural(deal.cycle_days, 'day')}`] : []),
  ]
  return parts.length === 0 ? null : (
    <div>
      <dt>Typical deal</dt>
      <dd class="num">{parts.join(', ')}</dd>
    </div>
  )
}

const Criteria = ({ icp }: { icp: Icp }) => {
  const most = Math.max(1, ...icp.criteria.map(({ weight }) => Math.abs(weight)))
  return (
    <section class="card">
      <h2>Who: criteria</h2>
      {[...Map.groupBy(icp.criteria, ({ layer }) => layer)].map(([layer, criteria]) => (
        <table class="bars">
          <caption>{humane(layer)}</caption>
          <tbody>
            {[...criteria]
              .sort((a, b) => b.weight - a.weight)
              .map((criterion) => (
                <tr>
                  <th scope="row">
                    {criterion.label}
                    {criterion.required_for_tier_1 && <span class="state state-warm">required for Tier 1</span>}
                    <span class="soft small block-line">{criterion.why ?? conditionInWords(criterion.when)}</span>
                  </th>
                  <td class="bar-cell">
                    <Bar value={criterion.weight} most={most} />
                  </td>
                  <td class="num">
                    {criterion.weight > 0 ? `+${criterion.weight}` : String(criterion.weight).replace('-', '−')}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      ))}
    </section>
  )
}

const Triggers = ({ icp }: { icp: Icp }) => (
  <Table columns={['Kind', num('Importance'), num('Half-life'), 'Ask']}>
    {[...signalKinds]
      .sort((a, b) => triggerWeight(icp, b).importance - triggerWeight(icp, a).importance)
      .map((kind: SignalKind) => {
        const { importance, halfLifeDays } = triggerWeight(icp, kind)
        return (
          <tr>
            <th scope="row">{kindNames[kind]}</th>
            <td class="num">{importance < 0 ? `−${-importance}` : importance}</td>
            <td class="num">{halfLifeDays} d</td>
            <td class="soft">
              {(icp.discovery_questions[kind] ?? []).map((question) => (
                <span class="block-line">{question}</span>
              ))}
            </td>
          </tr>
        )
      })}
  </Table>
)

const Personas = ({ icp }: { icp: Icp }) => (
  <>
    {icp.personas.map((persona) => (
      <section class="card">
        <h2>
          {persona.name} <span class="soft">{humane(persona.buying_role)}</span>
        </h2>
        <p class="soft small">{persona.titles.join(' · ')}</p>
        <Said title="Feels" lines={persona.pains} />
        <Said title="We say" lines={persona.value_points.map(({ text }) => text)} />
        <Said title="We ask" lines={persona.questions} />
      </section>
    ))}
  </>
)

const Said = ({ title, lines }: { title: string; lines: readonly string[] }) => (
  <>
    <h3>{title}</h3>
    <ul class="said">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  </>
)

const Words = ({ icp }: { icp: Icp }) => (
  <section class="card">
    <h2>Their words, and answers</h2>
    {icp.language.they_say.length > 0 && (
      <p>
        <b>They say:</b> {icp.language.they_say.join(' · ')}
      </p>
    )}
    {icp.language.avoid.length > 0 && (
      <p>
        <b>We avoid:</b> {icp.language.avoid.join(' · ')}
      </p>
    )}
    {icp.objections.map(({ objection, answer }) => (
      <p>
        <b>“{objection}”</b> {answer}
      </p>
    ))}
  </section>
)

export const icpRoutes: readonly Route[] = [{ method: 'GET', path: '/icp', access: 'signed_in', handler: icp }]
