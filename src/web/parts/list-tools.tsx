import { kindNames } from '../../core/headline.ts'
import type { User } from '../../store/users.ts'
import type { View } from '../../store/views.ts'
import { PostForm, Submit } from './form.tsx'
import type { Shown } from './lane-list.tsx'
import { ofQuery, placeWords } from './lanes.ts'
import { isFiltered } from './list-filter.ts'

type Tools = Shown & { viewer: User; views: readonly View[]; formToken: string }

/** Search, filter and saved views of a list, all of it in the address. */
export const ListTools = (of: Tools) => {
  const { desk, lane, filter, viewer } = of
  return (
    <div class="list-tools">
      <form method="get" action="/" class="list-search">
        <input type="hidden" name="lane" value={lane} />
        {desk.owner.id !== viewer.id && <input type="hidden" name="of" value={desk.owner.id} />}
        <input
          type="search"
          name="text"
          value={filter.text}
          placeholder="Search this list"
          aria-label="Search this list"
          maxlength={60}
          data-search
        />
        <FilterPanel {...of} />
      </form>
      <SavedViews {...of} />
    </div>
  )
}

const FilterPanel = ({ desk, lane, filter, viewer }: Tools) => {
  const kinds = new Set(desk.lanes[lane].flatMap(({ triggers }) => triggers[0]?.kind ?? []))
  const filtered = filter.kind !== null || filter.tier !== null
  return (
    <details class="picker">
      <summary class={filtered ? 'state state-warm' : ''}>
        {filtered
          ? [filter.kind && kindNames[filter.kind], filter.tier && `Tier ${filter.tier}`].filter(Boolean).join(', ')
          : 'Filter'}
      </summary>
      <div class="filter-panel stack">
        <label>
          News
          <select name="kind">
            <option value="">any</option>
            {(Object.keys(kindNames) as (keyof typeof kindNames)[])
              .filter((kind) => kinds.has(kind) || kind === filter.kind)
              .map((kind) => (
                <option value={kind} selected={kind === filter.kind}>
                  {kindNames[kind]}
                </option>
              ))}
          </select>
        </label>
        <label>
          Tier
          <select name="tier">
            <option value="">any</option>
            {[1, 2, 3].map((tier) => (
              <option value={String(tier)} selected={tier === filter.tier}>
                Tier {tier}
              </option>
            ))}
          </select>
        </label>
        <p class="buttons">
          <button type="submit" class="button small primary">
            Filter
          </button>
          {isFiltered(filter) && (
            <a class="button small" href={`/?lane=${lane}${ofQuery(desk, viewer)}`}>
              Show all
            </a>
          )}
        </p>
      </div>
    </details>
  )
}

/** Filters that a person has named; each is an address. */
const SavedViews = ({ lane, filter, views, formToken }: Tools) => {
  const here = placeWords(lane, filter)
  const isKept = views.some(({ place }) => place === here)
  if (views.length === 0 && !isFiltered(filter)) return null
  return (
    <ul class="views" aria-label="Saved views">
      {views.map(({ id, name, place }) => (
        <li class={place === here ? 'view current' : 'view'}>
          <a href={`/?lane=${place}`} aria-current={place === here ? 'true' : undefined}>
            {name}
          </a>
          {place === here && (
            <PostForm action={`/views/${id}/delete`} formToken={formToken}>
              <button type="submit" class="link" aria-label={`Delete the view ${name}`} title="Delete this view">
                ×
              </button>
            </PostForm>
          )}
        </li>
      ))}
      {isFiltered(filter) && !isKept && (
        <li>
          <PostForm action="/views" formToken={formToken} class="view-new">
            <input type="hidden" name="place" value={here} />
            <input name="name" required maxlength={30} placeholder="Name this view" aria-label="Name this view" />
            <Submit as="small">Save</Submit>
          </PostForm>
        </li>
      )}
    </ul>
  )
}
