import { z } from 'zod'
import type { Lift, Proposal } from '../../core/icp/learn.ts'
import type { Learnt } from '../../pipeline/icp-learn.ts'
import { liveIcps } from '../../store/icps.ts'
import { managers, type Route, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { fieldsOf, PostForm, Submit } from '../parts/form.tsx'
import { IcpNav } from '../parts/icp/nav.tsx'
import { num, Table } from '../parts/table.tsx'
import { percent, tenth } from '../parts/words.tsx'

const mostCharacters = 100_000
const schema = z.object({
  won: z.string().max(mostCharacters, `is longer than ${mostCharacters} characters: use the command line`),
  lost: z.string().max(mostCharacters, `is longer than ${mostCharacters} characters: use the command line`),
})

/** What tells won accounts from lost ones, by the outcomes that were recorded. */
const fromOutcomes = async (c: WebContext) => await shown(c, await c.var.app.study('learn', null), null)

const fromText = async (c: WebContext): Promise<Response> => {
  const csv = await fieldsOf(c, schema)
  return await shown(c, await c.var.app.study('learn', csv), csv)
}

type Csv = { won: string; lost: string }

const shown = async (c: WebContext, learnt: Learnt, csv: Csv | null) => {
  const live = (await liveIcps(c.var.app.db)).find(({ icp }) => icp.kind === 'first_touch')
  const { formToken } = visitorIn(c)
  return await page(
    c,
    { title: 'Learn', section: 'icp' },
    <>
      <header class="page-head">
        <h1>Learn</h1>
        <IcpNav c={c} here="learn" />
        <p>What tells won accounts from lost ones. It proposes; a person reads, changes and publishes.</p>
      </header>
      <section class="card" aria-labelledby="found">
        <h2 id="found">{csv ? 'From the pasted accounts' : 'From the outcomes recorded here'}</h2>
        <p>{learnt.sentence}.</p>
        {learnt.unread.length > 0 && (
          <ul class="plain">
            {learnt.unread.slice(0, 20).map(({ file, line, message }) => (
              <li>
                <span class="num">
                  {file}, line {line}
                </span>{' '}
                {message}
              </li>
            ))}
          </ul>
        )}
        {learnt.proposals.length > 0 && <Proposals proposals={learnt.proposals} />}
        {learnt.draft && (
          <PostForm action="/icp/edit" formToken={formToken}>
            <input type="hidden" name="yaml" value={learnt.draft} />
            <input type="hidden" name="base" value={live?.id ?? ''} />
            <input type="hidden" name="note" value={learnt.sentence} />
            <p class="buttons">
              <Submit as="primary" name="do" value="preview">
                Take them into a draft and preview
              </Submit>
            </p>
          </PostForm>
        )}
      </section>
      {learnt.enough && <Attributes learnt={learnt} />}
      <CsvForm formToken={formToken} csv={csv} />
    </>,
  )
}

const Proposals = ({ proposals }: { proposals: readonly Proposal[] }) => (
  <ol class="proposals">
    {proposals.map((proposal) => (
      <li>
        <p>
          <span class={`state state-${proposal.what === 'disqualifier' ? 'bad' : 'good'}`}>{headOf(proposal)}</span>{' '}
          <b>{proposal.label}</b>
        </p>
        {proposal.lifts.map((lift) => (
          <p class="soft small num">{liftText(lift)}</p>
        ))}
        {proposal.what === 'criterion' && proposal.alike.length > 0 && (
          <p class="soft small">Says much the same as: {proposal.alike.join('; ')}. Taking both counts it twice.</p>
        )}
      </li>
    ))}
  </ol>
)

const headOf = (proposal: Proposal): string => {
  if (proposal.what === 'disqualifier') return 'out'
  if (proposal.what === 'criterion') return `weight ${proposal.weight > 0 ? '+' : '−'}${Math.abs(proposal.weight)}`
  return `importance ${proposal.importance} instead of ${proposal.before}`
}

const liftText = ({ won, lost, difference, odds }: Lift): string =>
  `${won.met} of ${won.of} won, ${lost.met} of ${lost.of} lost; difference ${percent(difference.value)} (${percent(difference.low)} to ${percent(difference.high)}); odds × ${factor(odds.value)} (${factor(odds.low)} to ${factor(odds.high)})`
const factor = (value: number): string => tenth(Math.round(value * 10) / 10)

const Attributes = ({ learnt: { attributes } }: { learnt: Learnt }) => (
  <section class="card" aria-labelledby="attributes">
    <h2 id="attributes">Every attribute</h2>
    <Table
      columns={['Attribute', num('Known of won, lost'), num('p'), 'Its clearest difference']}
      caption="p is adjusted for how many attributes were asked"
    >
      {attributes.map(({ name, won, lost, adjusted, stands, lifts }) => (
        <tr>
          <th scope="row">
            {name} {stands && <span class="state state-good">differs</span>}
          </th>
          <td class="num">
            {won}, {lost}
          </td>
          <td class="num">{adjusted < 0.001 ? '< 0.001' : adjusted.toFixed(3)}</td>
          <td class="soft small">{lifts[0] ? `${lifts[0].label}: ${liftText(lifts[0])}` : ''}</td>
        </tr>
      ))}
    </Table>
  </section>
)

const CsvForm = ({ formToken, csv }: { formToken: string; csv: Csv | null }) => (
  <details class="card" open={csv !== null}>
    <summary>
      <h2>Learn from a list instead</h2>
    </summary>
    <PostForm action="/icp/learn" formToken={formToken} class="stack">
      <p class="soft">
        Paste two tables as CSV, a row for each account and a column for each attribute; “a|b” is a list, the column
        events holds kinds of news. At least 20 of each. Nothing is kept.
      </p>
      <div class="two-columns">
        <label>
          Won
          <textarea name="won" class="code" rows={8} required spellcheck={false} placeholder="name,employees,industry">
            {csv?.won}
          </textarea>
        </label>
        <label>
          Lost
          <textarea name="lost" class="code" rows={8} required spellcheck={false} placeholder="name,employees,industry">
            {csv?.lost}
          </textarea>
        </label>
      </div>
      <p class="buttons">
        <Submit as="primary">Learn from them</Submit>
      </p>
    </PostForm>
  </details>
)

export const icpLearnRoutes: readonly Route[] = [
  { method: 'GET', path: '/icp/learn', access: managers, handler: fromOutcomes },
  { method: 'POST', path: '/icp/learn', access: managers, handler: fromText },
]
