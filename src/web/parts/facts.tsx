import type { FactValue } from '../../core/account.ts'
import { postingsSource } from '../../pipeline/technographics.ts'
import type { StoredFact } from '../../store/accounts.ts'
import { PostForm, Submit } from './form.tsx'
import { humane, tenth } from './words.tsx'
import { FactFields } from './wrong.tsx'

type Facts = { facts: readonly StoredFact[]; accountId: string; formToken: string }

/** What is known of the account, each with where it is from, and the way to say that it is wrong. */
export const FactsCard = ({ facts, accountId, formToken }: Facts) => (
  <section class="card">
    <h2>Facts</h2>
    {facts.length === 0 && <p class="soft">Nothing is known yet.</p>}
    <dl class="facts-list">
      {facts.map((fact) => (
        <div>
          <dt>{humane(fact.field)}</dt>
          <dd>
            {factText(fact.value)} <FactSource source={fact.source} accountId={accountId} />
          </dd>
        </div>
      ))}
    </dl>
    {facts.length > 0 && (
      <details class="quiet">
        <summary>One is wrong</summary>
        <PostForm action={`/accounts/${accountId}/facts/wrong`} formToken={formToken} class="stack">
          <FactFields facts={facts} />
          <p class="buttons">
            <Submit>It is wrong</Submit>
          </p>
        </PostForm>
      </details>
    )}
  </section>
)

const FactSource = ({ source, accountId }: { source: string; accountId: string }) => (
  <span class="soft small">
    {source === postingsSource ? <a href={`/accounts/${accountId}/technologies`}>{source}</a> : source}
  </span>
)

export const factText = (value: FactValue): string =>
  Array.isArray(value)
    ? value.join(', ')
    : typeof value === 'number'
      ? value > 2100
        ? value.toLocaleString('en')
        : tenth(value)
      : String(value)
