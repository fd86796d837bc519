import type { Child } from 'hono/jsx'
import { relationshipKinds } from '../../core/account.ts'
import { kindNames } from '../../core/headline.ts'
import type { AccountFilter } from '../../store/pages/accounts.ts'
import { Submit } from './form.tsx'
import { humane } from './words.tsx'

type Filters = { filter: AccountFilter; people: readonly { id: string; name: string }[]; focus: boolean }

/** What of the book is shown; all of it in the address. */
export const AccountFilters = ({ filter, people, focus }: Filters) => (
  <form method="get" action="/accounts" class="row-form filters">
    <label>
      <span class="soft">Name or domain</span>
      <input type="search" name="text" value={filter.text} data-search autofocus={focus} />
    </label>
    <Choice name="tier" words="Tier">
      {[1, 2, 3].map((tier) => (
        <option value={String(tier)} selected={tier === filter.tier}>
          Tier {tier}
        </option>
      ))}
    </Choice>
    {people.length > 0 && (
      <Choice name="owner" words="Owner">
        <option value="nobody" selected={filter.owner === 'nobody'}>
          nobody
        </option>
        {people.map(({ id, name }) => (
          <option value={id} selected={id === filter.owner}>
            {name}
          </option>
        ))}
      </Choice>
    )}
    <Choice name="relationship" words="Relationship">
      {relationshipKinds.map((kind) => (
        <option value={kind} selected={kind === filter.relationship}>
          {humane(kind)}
        </option>
      ))}
    </Choice>
    <Choice name="trigger" words="News, 90 days">
      {Object.entries(kindNames).map(([kind, name]) => (
        <option value={kind} selected={kind === filter.trigger?.kind}>
          {name}
        </option>
      ))}
    </Choice>
    <Submit>Filter</Submit>
  </form>
)

const Choice = ({ name, words, children }: { name: string; words: string; children: Child }) => (
  <label>
    <span class="soft">{words}</span>
    <select name={name}>
      <option value="">any</option>
      {children}
    </select>
  </label>
)
