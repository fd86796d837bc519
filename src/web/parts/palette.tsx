import type { Role } from '../../store/schema/index.ts'
import { adminPages } from './admin-nav.tsx'
import { laneNames } from './lanes.ts'
import { remembered } from './remembered.ts'

type Place = { name: string; path: string; roles?: readonly Role[] }

const lanes: Place[] = Object.entries(laneNames).map(([lane, name]) => ({
  name: `Queue: ${name}`,
  path: `/?lane=${lane}`,
  ...(lane === 'unowned' ? { roles: ['manager', 'admin'] } : {}),
}))
const reviewDesk: Place = { name: 'Signals: unsure matches', path: '/signals?review=1' }
const admin: Place[] = adminPages.map(([, path, name]) => ({ name: `Admin: ${name}`, path, roles: ['admin'] }))

/**
 * Everywhere one can go and everything one can do here, by a few letters. What this page's buttons do and which accounts
 * are called so is added by the script; without it the field searches the accounts.
 */
export const Palette = remembered(9, ({ sections, role }: { sections: readonly Place[]; role: Role }) => (
  <div id="palette" class="sheet palette" popover="auto" role="dialog" aria-label="Go to">
    <form method="get" action="/accounts">
      <input
        type="search"
        name="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-autocomplete="list"
        aria-label="Account, page or action"
        placeholder="Account, page or action"
        autocomplete="off"
        autofocus
        maxlength={100}
      />
    </form>
    <div id="palette-list" role="listbox" aria-label="Found">
      {[...sections, ...lanes, reviewDesk, ...admin]
        .filter(({ roles }) => !roles || roles.includes(role))
        .map(({ name, path }) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the option that is active
          <div role="option" tabindex={-1} aria-selected="false" data-go={path}>
            <span>{name}</span>
          </div>
        ))}
    </div>
    <p class="soft small" data-none hidden>
      Nothing is called so. Enter searches the accounts.
    </p>
  </div>
))
