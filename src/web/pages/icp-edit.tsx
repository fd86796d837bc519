import { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import type { Backtest } from '../../core/icp/backtest.ts'
import type { IcpCheck } from '../../core/icp/check.ts'
import { icpDiff } from '../../core/icp/diff.ts'
import { type IcpProblem, maxIcpCharacters, parseIcp } from '../../core/icp/parse.ts'
import type { PastQueues } from '../../core/icp/past-queues.ts'
import type { Icp } from '../../core/icp.ts'
import { publishIcp } from '../../pipeline/icp.ts'
import type { WholePreview } from '../../pipeline/icp-preview.ts'
import { sampleIcp } from '../../pipeline/sample-icp.ts'
import { icpHistory, liveIcps, type StoredIcpVersion } from '../../store/icps.ts'
import { managers, type Route, userIn, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { sayingAt } from '../parts/flash.tsx'
import { type FormAttributes, fieldsOf, PostForm, Submit } from '../parts/form.tsx'
import { Backtested } from '../parts/icp/backtest.tsx'
import { Checked, Problems, Tests } from '../parts/icp/findings.tsx'
import { IcpNav } from '../parts/icp/nav.tsx'
import { applyWeights } from '../parts/icp/numbers.ts'
import { OfSample } from '../parts/icp/of-sample.tsx'
import { Preview } from '../parts/icp/preview.tsx'
import { Weights } from '../parts/icp/weights.tsx'

/** An ICP in the making: the text travels with the form, and is kept only when it is published. */
type Draft = {
  yaml: string
  /** The version the text started from; another one in force by now means that somebody else published. */
  base: string
  note: string
}

type Found = {
  check?: IcpCheck
  preview?: WholePreview
  backtest?: { outcomes: Backtest; queues: PastQueues }
  problem?: { message: string; problems: IcpProblem[] }
  overtaken?: { version: StoredIcpVersion; changes: string[] }
}

const schema = z
  .object({
    yaml: z.string().max(maxIcpCharacters, 'is too long'),
    base: z.string().max(100).default(''),
    note: z.string().trim().max(500).default(''),
    do: z.enum(['open', 'weights', 'preview', 'backtest', 'publish']),
  })
  .catchall(z.string().max(100))

const edit = async (c: WebContext) => {
  const { key, version: number, from } = c.req.query()
  if (from === 'sample') return await shown(c, { yaml: await sampleIcp(c.var.app), base: '', note: '' }, {})
  const versions = await liveIcps(c.var.app.db)
  const live = key ? versions.find(({ icpKey }) => icpKey === key) : versions[0]
  const history = number ? await icpHistory(c.var.app.db, key ?? live?.icpKey ?? '') : []
  const old = history.find((version) => String(version.number) === number)
  if (number && !old) throw new Refusal('not_found', `There is no version ${number} of this ICP`)
  if (key && !live && !old) throw new Refusal('not_found', `No ICP with the key "${key}" is in force`)
  const note = old ? `Version ${old.number} again` : ''
  return await shown(c, { yaml: (old ?? live)?.yaml ?? '', base: live?.id ?? '', note }, {})
}

const work = async (c: WebContext): Promise<Response> => {
  const { do: wanted, yaml: sent, base, note, ...fields } = await fieldsOf(c, schema)
  const draft = { yaml: sent.replaceAll('\r\n', '\n'), base, note }
  const { study } = c.var.app
  try {
    if (wanted === 'open') return await shown(c, draft, {})
    if (wanted === 'weights') {
      const changed = { ...draft, yaml: applyWeights(draft.yaml, fields as Record<string, string>) }
      parseIcp(changed.yaml)
      return await shown(c, changed, await previewed(c, changed.yaml))
    }
    if (wanted === 'preview') return await shown(c, draft, await previewed(c, draft.yaml))
    if (wanted === 'backtest')
      return await shown(c, draft, {
        backtest: { outcomes: await study('backtest', draft.yaml), queues: await study('pastQueues', draft.yaml) },
      })
    return await publish(c, draft)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'invalid') throw error
    const problems = Array.isArray(error.details) ? (error.details as IcpProblem[]) : []
    return await shown(c, draft, { problem: { message: error.message, problems } })
  }
}

const previewed = async (c: WebContext, yaml: string): Promise<Found> => ({
  check: await c.var.app.study('check', yaml),
  preview: await c.var.app.study('preview', yaml),
})

const publish = async (c: WebContext, draft: Draft): Promise<Response> => {
  const icp = parseIcp(draft.yaml)
  const live = (await liveIcps(c.var.app.db)).find(({ icpKey }) => icpKey === icp.key)
  if (live && live.id !== draft.base)
    return await shown(
      c,
      { ...draft, base: live.id },
      { overtaken: { version: live, changes: icpDiff(live.icp, icp) } },
    )
  await publishIcp(c.var.app, userIn(c).id, draft.yaml, draft.note || null)
  return c.redirect(sayingAt('/icp', 'published'), 303)
}

const shown = async (c: WebContext, draft: Draft, found: Found) => {
  const { formToken } = visitorIn(c)
  const icp = readable(draft.yaml)
  const live = await liveIcps(c.var.app.db)
  const status = found.problem ? 422 : found.overtaken ? 409 : 200
  return await page(
    c,
    { title: 'Edit the ICP', section: 'icp', status },
    <>
      <header class="page-head">
        <h1>{icp ? `Edit: ${icp.name}` : 'Edit the ICP'}</h1>
        <IcpNav c={c} here="edit" />
        <p>
          Nothing changes before you publish. Publishing makes a new version, scores every account again, and counts for
          queues built from then on.
        </p>
        {live.length > 1 && <Others live={live} editing={icp?.key} />}
      </header>
      {icp && live.length > 0 && live.every(({ icpKey }) => icpKey !== icp.key) && <Beside icp={icp} live={live} />}
      {icp && <OfSample c={c} icp={icp} />}
      {found.problem && <Problems {...found.problem} />}
      {found.overtaken && <Overtaken {...found.overtaken} />}
      {found.preview && <Tests tests={found.preview.tests} />}
      {found.check && <Checked check={found.check} />}
      {found.preview && <Preview preview={found.preview} />}
      {found.backtest && <Backtested {...found.backtest} />}
      {icp && <WeightsForm icp={icp} draft={draft} formToken={formToken} />}
      <FileForm draft={draft} formToken={formToken} mayPublish={icp !== null} />
    </>,
  )
}

const readable = (yaml: string): Icp | null => {
  try {
    return parseIcp(yaml)
  } catch {
    return null
  }
}

/** Several ICPs may be in force; each is edited by itself. */
const Others = ({ live, editing }: { live: readonly StoredIcpVersion[]; editing: string | undefined }) => (
  <nav class="subnav" aria-label="Which ICP">
    {live.map(({ icpKey, name }) => (
      <a href={`/icp/edit?key=${icpKey}`} aria-current={icpKey === editing ? 'page' : undefined}>
        {name} <code class="soft">{icpKey}</code>
      </a>
    ))}
  </nav>
)

const Beside = ({ icp, live }: { icp: Icp; live: readonly StoredIcpVersion[] }) => (
  <p class="card caution">
    No ICP in force has the key <code>{icp.key}</code>: publishing adds one beside{' '}
    {live.map(({ name }) => `“${name}”`).join(' and ')}, and each account takes its best.
  </p>
)

const Overtaken = ({ version, changes }: { version: StoredIcpVersion; changes: readonly string[] }) => (
  <div class="problem" role="alert">
    <p>
      <b>Version {version.number} was published meanwhile.</b> Publishing your text now would change it like this:
    </p>
    <ul class="plain">
      {changes.length === 0 ? <li>Nothing: they mean the same.</li> : changes.map((change) => <li>{change}</li>)}
    </ul>
    <p>Take over what you want to keep, then publish again.</p>
  </div>
)

type EditFormProps = FormAttributes & { draft: Draft; formToken: string }

/** Whatever is edited goes to the same place, with the version it began from. */
const EditForm = ({ draft, children, ...attributes }: EditFormProps) => (
  <PostForm action="/icp/edit" {...attributes}>
    <input type="hidden" name="base" value={draft.base} />
    {children}
  </PostForm>
)

const WeightsForm = ({ icp, draft, formToken }: { icp: Icp; draft: Draft; formToken: string }) => (
  <details class="card">
    <summary>
      <h2>Weights, triggers and tiers</h2>
    </summary>
    <EditForm draft={draft} formToken={formToken} class="stack">
      <input type="hidden" name="yaml" value={draft.yaml} />
      <input type="hidden" name="note" value={draft.note} />
      <Weights icp={icp} />
      <p class="buttons">
        <Submit as="primary" name="do" value="weights">
          Write them into the file and preview
        </Submit>
      </p>
    </EditForm>
  </details>
)

const FileForm = ({ draft, formToken, mayPublish }: { draft: Draft; formToken: string; mayPublish: boolean }) => (
  <EditForm draft={draft} formToken={formToken} class="card stack">
    <label for="yaml">The file</label>
    <textarea id="yaml" name="yaml" class="code" rows={28} spellcheck={false} required maxlength={maxIcpCharacters}>
      {draft.yaml}
    </textarea>
    <label>
      What changes, and why <span class="soft">kept with the version</span>
      <input name="note" value={draft.note} maxlength={500} />
    </label>
    <p class="buttons">
      <Submit as="primary" name="do" value="preview">
        Check and preview
      </Submit>
      <Submit name="do" value="backtest">
        Backtest
      </Submit>
      <Submit name="do" value="publish" disabled={!mayPublish}>
        Publish
      </Submit>
    </p>
  </EditForm>
)

export const icpEditRoutes: readonly Route[] = [
  { method: 'GET', path: '/icp/edit', access: managers, handler: edit },
  { method: 'POST', path: '/icp/edit', access: managers, handler: work },
]
