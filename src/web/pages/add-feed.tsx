import { z } from 'zod'
import { registrableDomain } from '../../core/domain.ts'
import { Refusal } from '../../core/errors.ts'
import { addFeed, type NewFeed, type Trial, tryFeed } from '../../pipeline/feeds.ts'
import { accountsOfDomain } from '../../store/family.ts'
import { managers, type Route, userIn, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { type FeedField, type FeedKindKey, feedKindOf, feedKinds, sourceSettings } from '../parts/feed-fields.ts'
import { sayingAt } from '../parts/flash.tsx'
import { fieldsOf, PostForm, Problem } from '../parts/form.tsx'

const categories = ['funding', 'executives', 'hiring'] as const

const common = {
  source: z.string().max(40),
  feedName: z.string().trim().min(1, 'say what it is called').max(100),
  category: z.enum(categories),
  domain: z.string().max(253).optional(),
  do: z.enum(['test', 'watch']),
}
const schema = z.object(common).catchall(z.string().max(2_000))
type Given = z.infer<typeof schema>

type Shown = { kind: FeedKindKey; given?: Given; trial?: Trial; problem?: string }

const form = async (c: WebContext, { kind, given, trial, problem }: Shown) => {
  return await page(
    c,
    { title: 'Add a feed', section: 'feeds', status: problem || trial?.good === false ? 422 : 200 },
    <section class="card narrow">
      <h1>Add a feed</h1>
      <nav class="kinds" aria-label="Kinds of feeds">
        {Object.entries(feedKinds).map(([key, { name }]) => (
          <a href={`/feeds/add?kind=${key}`} aria-current={key === kind ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      <p class="soft">{feedKinds[kind].about}</p>
      <Problem words={problem} />
      {trial && <TrialShown trial={trial} />}
      <FeedForm {...{ kind, given }} isGood={trial?.good === true} formToken={visitorIn(c).formToken} />
    </section>,
  )
}

type FeedFormOf = { kind: FeedKindKey; given: Given | undefined; isGood: boolean; formToken: string }

const FeedForm = ({ kind, given, isGood, formToken }: FeedFormOf) => {
  const { fields, ofAccount }: { fields: readonly FeedField[]; ofAccount?: true } = feedKinds[kind]
  return (
    <PostForm action="/feeds" formToken={formToken} class="stack">
      <input type="hidden" name="source" value={kind} />
      <label>
        Name
        <input name="feedName" value={given?.feedName} required maxlength={100} />
      </label>
      {fields.map((field) => (
        <Field field={field} value={given?.[field.name]} />
      ))}
      {ofAccount && (
        <label>
          Account <span class="soft">its domain</span>
          <input name="domain" value={given?.domain} required maxlength={253} placeholder="acme.example" />
        </label>
      )}
      <label>
        Watched for
        <select name="category">
          {categories.map((each) => (
            <option value={each} selected={each === (given?.category ?? (ofAccount ? 'hiring' : 'funding'))}>
              {each}
            </option>
          ))}
        </select>
      </label>
      <p class="buttons">
        <button type="submit" class={isGood ? 'button' : 'button primary'} name="do" value="test">
          Test
        </button>
        <button type="submit" class={isGood ? 'button primary' : 'button'} name="do" value="watch">
          Test and watch
        </button>
        <a class="button" href="/feeds">
          Leave it
        </a>
      </p>
    </PostForm>
  )
}

const Field = ({ field, value }: { field: FeedField; value: string | undefined }) => (
  <label for={`setting-${field.name}`}>
    {field.label} {field.hint && <span class="soft">{field.hint}</span>}
    {field.choices ? (
      <select id={`setting-${field.name}`} name={field.name}>
        {field.choices.map((choice) => (
          <option selected={choice === value}>{choice}</option>
        ))}
      </select>
    ) : (
      <input
        id={`setting-${field.name}`}
        type={field.name === 'url' ? 'url' : 'text'}
        name={field.name}
        value={value}
        required={!field.optional}
        placeholder={field.placeholder}
        maxlength={2_000}
      />
    )}
  </label>
)

const TrialShown = ({ trial: { good, message, titles } }: { trial: Trial }) => (
  <div class={good ? 'trial' : 'trial trial-bad'} role="status">
    <p>
      <span class={`state state-${good ? 'good' : 'bad'}`}>{good ? 'answers' : 'cannot be read'}</span> {message}
    </p>
    {titles.length > 0 && (
      <ul class="plain small">
        {titles.map((title) => (
          <li>{title}</li>
        ))}
      </ul>
    )}
  </div>
)

/** Tests the feed, saves nothing but one that answers. */
const add = async (c: WebContext): Promise<Response> => {
  const given = await fieldsOf(c, schema)
  const kind = feedKindOf(given.source)
  try {
    const feed = await feedFrom(c, kind, given)
    const trial = await tryFeed(c.var.app, feed)
    if (!trial.good || given.do === 'test') return await form(c, { kind, given, trial })
    await addFeed(c.var.app, userIn(c), feed)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return await form(c, { kind, given, problem: error.message })
  }
  return c.redirect(sayingAt('/feeds', 'added'), 303)
}

const feedFrom = async (c: WebContext, kind: FeedKindKey, given: Given): Promise<NewFeed> => ({
  ...sourceSettings(kind, given as Record<string, string>),
  name: given.feedName,
  category: given.category,
  ...('ofAccount' in feedKinds[kind] ? { accountId: await accountNamed(c, given.domain ?? '') } : {}),
})

const accountNamed = async (c: WebContext, domain: string): Promise<string> => {
  const [accountId] = await accountsOfDomain(c.var.app.db, registrableDomain(domain) ?? domain)
  if (!accountId) throw new Refusal('invalid', `No account has the domain "${domain}": import it first`)
  return accountId
}

export const addFeedRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/feeds/add',
    access: managers,
    handler: (c) => form(c, { kind: feedKindOf(c.req.query('kind')) }),
  },
  { method: 'POST', path: '/feeds', access: managers, handler: add },
]
