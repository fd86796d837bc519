import { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import { nextStep, type Step, stepKeys } from '../../core/first-steps.ts'
import { watchPack } from '../../pipeline/feeds.ts'
import { firstStepsOf, skipStep } from '../../pipeline/first-steps.ts'
import { messageOf } from '../../pipeline/stage.ts'
import { repsWithQueues } from '../../store/pages/people.ts'
import { packs } from '../../store/pages/start.ts'
import { admins, type Route, userIn, visitorIn, type WebContext, workspaceIn } from '../context.ts'
import { page } from '../layout.tsx'
import { AdminNav } from '../parts/admin-nav.tsx'
import { FirstSteps, type Ways } from '../parts/first-steps.tsx'
import { sayingAt } from '../parts/flash.tsx'
import { fieldsOf, PostForm, Submit } from '../parts/form.tsx'
import { Workspaces } from '../parts/workspaces.tsx'
import { postsFor } from '../posts.ts'

const start = async (c: WebContext) => {
  const { app } = c.var
  const { formToken } = visitorIn(c)
  const { sample: isSample } = workspaceIn(c)
  const steps = await firstStepsOf(app)
  return await page(
    c,
    { title: 'Start', section: 'admin' },
    <>
      <AdminNav here="start" />
      <header class="page-head">
        <h1>Start</h1>
        {!isSample && <p>{nextStep(steps) === null ? ended : begun}</p>}
      </header>
      {!isSample && <FirstSteps steps={steps} ways={await waysOf(c, steps)} formToken={formToken} />}
      <Workspaces
        isSample={isSample}
        maySwitch={app.openOther !== null}
        isPublic={app.baseUrl.startsWith('https://')}
        formToken={formToken}
      />
    </>,
  )
}

const begun =
  'From nothing to the first queue, in about ten minutes. Take the steps in any order, leave and come back: each shows what is there.'
const ended = 'Everything is there. A queue is built for everybody each morning at 05:00, where they are.'

const waysOf = async (c: WebContext, steps: readonly Step[]): Promise<Ways> => {
  const isOpen = (key: Step['key']) => steps.some((step) => step.key === key && step.state === 'open')
  return {
    icp: isOpen('icp') ? (
      <Links
        to={[
          ['/icp/interview', 'Answer the interview'],
          ['/icp/edit', 'Paste a file'],
          ['/icp/edit?from=sample', 'Start from the sample’s ICP'],
        ]}
      />
    ) : (
      <Links to={[['/icp', 'Look at it']]} />
    ),
    accounts: <Links to={[['/admin/imports', isOpen('accounts') ? 'Import a CSV file' : 'Import more']]} />,
    feeds: <Packs all={await packs(c.var.app.db)} isFirst={isOpen('feeds')} formToken={visitorIn(c).formToken} />,
    people: (
      <Links
        to={[
          ['/admin/people', isOpen('people') ? 'Invite somebody' : 'Who is here'],
          ['/admin/imports', 'Import who owns what'],
        ]}
      />
    ),
    mail: <Links to={[['/admin/sending', isOpen('mail') ? 'Say who sends' : 'Sending, with its preflight']]} />,
    queue: (
      <Morning
        c={c}
        lists={await repsWithQueues(c.var.app.db)}
        isReady={['icp', 'accounts', 'feeds'].every((key) => !isOpen(key as Step['key']))}
      />
    ),
  }
}

/** The first is what to do; the others are other ways to do it. */
const Links = ({ to }: { to: readonly (readonly [path: string, words: string])[] }) => (
  <p class="buttons">
    {to.map(([path, words]) => (
      <a class="button" href={path}>
        {words}
      </a>
    ))}
  </p>
)

const about: Readonly<Record<string, string>> = {
  funding: 'money raised and companies bought',
  executives: 'leaders who come and go',
  hiring: 'who hires whom',
  news: 'releases of every kind',
}

type Pack = Awaited<ReturnType<typeof packs>>[number]

const Packs = ({ all, isFirst, formToken }: { all: readonly Pack[]; isFirst: boolean; formToken: string }) => (
  <>
    {isFirst ? (
      <PackList all={all} formToken={formToken} />
    ) : (
      <details class="quiet">
        <summary>More of the catalogue</summary>
        <PackList all={all} formToken={formToken} />
      </details>
    )}
    <Links
      to={[
        ['/feeds/add', 'Add one of your own'],
        ['/feeds', 'All feeds'],
      ]}
    />
  </>
)

const PackList = ({ all, formToken }: { all: readonly Pack[]; formToken: string }) => (
  <>
    <ul class="packs">
      {all.map(({ category, all: n, on }) => (
        <li>
          <span>
            <b>{category}</b> <span class="soft">{about[category] ?? ''}</span>
          </span>
          <span class="num soft">
            {on} of {n} on
          </span>
          {on < n && (
            <PostForm action="/admin/start/feeds" formToken={formToken}>
              <Submit as="small" name="category" value={category}>
                Turn {on > 0 ? 'the rest' : 'all'} on
              </Submit>
            </PostForm>
          )}
        </li>
      ))}
    </ul>
    <p class="soft">They are public, and unverified until they answer you. Read each publisher’s terms.</p>
  </>
)

type Lists = Awaited<ReturnType<typeof repsWithQueues>>

/** Runs the stages now, on the thread of heavy work; the page that comes back says how far it is. */
const Morning = ({ c, lists, isReady }: { c: WebContext; lists: Lists; isReady: boolean }) => {
  const runs = c.var.app.live.current() !== null || c.req.query('said') === 'running'
  return (
    <>
      {lists.length > 0 && (
        <p class="buttons">
          <span class="soft">Open the queue of</span>
          {lists.map(({ id, name }) => (
            <a class="button" href={`/?of=${id}`}>
              {name}
            </a>
          ))}
        </p>
      )}
      <PostForm action="/admin/start/run" formToken={visitorIn(c).formToken} class="buttons">
        <button type="submit" class={isReady ? 'button primary' : 'button'}>
          Run the morning now
        </button>
        {runs && (
          <a class="button" href="/admin/start" data-live-reload>
            Look again
          </a>
        )}
      </PostForm>
    </>
  )
}

const skip = async (c: WebContext) => {
  const { step, to } = await fieldsOf(c, z.object({ step: z.enum(stepKeys), to: z.enum(['skip', 'take_up']) }))
  await skipStep(c.var.app, userIn(c), step, to === 'skip')
  return c.redirect(`/admin/start#${step}`, 303)
}

const watch = async (c: WebContext) => {
  const { category } = await fieldsOf(c, z.object({ category: z.string().min(1).max(40) }))
  await watchPack(c.var.app, userIn(c), category)
  return c.redirect(`${sayingAt('/admin/start', 'changed')}#feeds`, 303)
}

const run = (c: WebContext) => {
  const { app } = c.var
  app.runNow().catch((error) => app.log.error({ error: messageOf(error) }, 'A run that a person asked for failed'))
  return c.redirect(`${sayingAt('/admin/start', 'running')}#queue`, 303)
}

const openOther = async (c: WebContext) => {
  await fieldsOf(c, z.object({ sure: z.literal('yes') }))
  const { app } = c.var
  if (!app.openOther)
    throw new Refusal('conflict', 'DAYBREAK_SAMPLE says which workspace is open: change it where Daybreak is started')
  return c.redirect(await app.openOther(), 303)
}

const post = postsFor(admins)

export const startRoutes: readonly Route[] = [
  { method: 'GET', path: '/admin/start', access: admins, handler: start },
  post('/admin/start/skip', skip),
  post('/admin/start/feeds', watch),
  post('/admin/start/run', run),
  post('/admin/start/other', openOther),
]
