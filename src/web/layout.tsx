import type { Child } from 'hono/jsx'
import { dayInWords, localDay, localTime } from '../core/day.ts'
import { isStandIn } from '../core/stand-in.ts'
import type { Role } from '../store/schema/index.ts'
import { assetUrl } from './assets.ts'
import { admins, isManager, managers, type Visitor, type WebContext } from './context.ts'
import { themeOf } from './cookie.ts'
import { FlashStrip, flashOf } from './parts/flash.tsx'
import { PostForm } from './parts/form.tsx'
import { Icon } from './parts/icon.tsx'
import { KeyHelp } from './parts/keys.tsx'
import { LiveStrip } from './parts/live.tsx'
import { Palette } from './parts/palette.tsx'

export type Section =
  | 'queue'
  | 'replies'
  | 'approvals'
  | 'team'
  | 'accounts'
  | 'signals'
  | 'icp'
  | 'insights'
  | 'feeds'
  | 'admin'
  | 'none'

type Page = {
  title: string
  section: Section
  /** Names the arrangement for the stylesheet: `desk` has panes of its own, `page` is one column. */
  frame?: 'desk' | 'page' | 'door'
  status?: 200 | 400 | 403 | 404 | 409 | 413 | 422 | 500
}

/** A whole page as an answer. */
export const page = async (c: WebContext, about: Page, content: Child): Promise<Response> => {
  const flash = await flashOf(c)
  const document = (
    <html lang="en" data-theme={themeOf(c)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{about.title} · Daybreak</title>
        <link rel="icon" href={assetUrl('mark.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetUrl('daybreak.css')} />
        <script src={assetUrl('daybreak.js')} defer />
        {c.var.visitor && <script src={assetUrl('palette.js')} defer />}
        {c.var.visitor && <script src={assetUrl('live.js')} type="module" />}
        {c.var.visitor && <meta name="form-token" content={c.var.visitor.formToken} />}
      </head>
      <body class={`frame-${about.frame ?? 'page'}`}>
        <a class="skip" href="#main">
          Skip to the page
        </a>
        {c.var.visitor && <TopBar c={c} visitor={c.var.visitor} section={about.section} />}
        {c.var.visitor && <Strips c={c} />}
        <main id="main" tabindex={-1}>
          {content}
        </main>
        {flash && <FlashStrip flash={flash} formToken={c.var.visitor?.formToken ?? ''} />}
        {c.var.visitor && <KeyHelp />}
        {c.var.visitor && <Palette sections={sections} role={c.var.visitor.user.role} />}
      </body>
    </html>
  )
  return c.html(`<!doctype html>${await document}`, about.status ?? 200)
}

const sections: { section: Section; path: string; name: string; roles?: readonly Role[] }[] = [
  { section: 'queue', path: '/', name: 'Queue' },
  { section: 'replies', path: '/replies', name: 'Replies' },
  { section: 'approvals', path: '/approvals', name: 'Approvals', roles: managers },
  { section: 'team', path: '/team', name: 'Team', roles: managers },
  { section: 'accounts', path: '/accounts', name: 'Accounts' },
  { section: 'signals', path: '/signals', name: 'Signals' },
  { section: 'icp', path: '/icp', name: 'ICP' },
  { section: 'insights', path: '/insights', name: 'Insights' },
  { section: 'feeds', path: '/feeds', name: 'Feeds' },
  { section: 'admin', path: '/admin/people', name: 'Admin', roles: admins },
]

const TopBar = ({ c, visitor, section }: { c: WebContext; visitor: Visitor; section: Section }) => (
  <header class="topbar">
    <a class="brand" href="/" aria-label="Daybreak: the queue">
      <img src={assetUrl('mark.svg')} alt="" width="22" height="22" />
      <span>Daybreak</span>
    </a>
    <nav aria-label="Sections">
      {sections
        .filter(
          ({ section: each, roles }) =>
            !roles || roles.includes(visitor.user.role) || (each === 'approvals' && standsIn(c)),
        )
        .map(({ section: each, path, name }) => (
          <a href={path} aria-current={each === section ? 'page' : undefined}>
            {name}
          </a>
        ))}
    </nav>
    <LiveStrip c={c} />
    <Clock now={c.var.app.now()} zone={visitor.user.timeZone} />
    <button type="button" class="icon" popovertarget="palette" data-palette aria-label="Go to …" title="Go to: Ctrl K">
      <Icon of="search" />
    </button>
    <PostForm action="/theme" formToken={visitor.formToken} class="theme" data-theme-toggle>
      <button
        type="submit"
        class="icon"
        name="theme"
        value={nextTheme(c)}
        aria-label="Change between light and dark"
        title="Light or dark"
      >
        <Icon of="half" />
      </button>
    </PostForm>
    <button type="button" class="icon key-help" popovertarget="keys" data-key="?" aria-label="Keys" title="Keys">
      ?
    </button>
    <button
      type="button"
      class="icon person"
      popovertarget="me"
      aria-label={`${initials(visitor.user.name)}, menu of ${visitor.user.name}`}
    >
      {initials(visitor.user.name)}
    </button>
    <PersonMenu visitor={visitor} />
  </header>
)

/** Whoever decides in a manager's place sees what waits for them. */
const standsIn = (c: WebContext): boolean => {
  const { workspace, visitor, app } = c.var
  if (!workspace || !visitor) return false
  return isStandIn(visitor.user.id, workspace.settings, localDay(app.now(), workspace.timeZone))
}

const nextTheme = (c: WebContext) => ({ auto: 'dark', dark: 'light', light: 'auto' })[themeOf(c)]

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()

const Clock = ({ now, zone }: { now: number; zone: string }) => {
  const date = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone)
  const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][date.dayOfWeek - 1]
  return (
    <span class="clock num" title={zone}>
      <span class="clock-day">
        {weekday} {dayInWords(localDay(now, zone))}
      </span>{' '}
      <b>{localTime(now, zone)}</b>
    </span>
  )
}

const PersonMenu = ({ visitor }: { visitor: Visitor }) => (
  <div id="me" class="menu" popover="auto">
    <p>
      <b>{visitor.user.name}</b>
      <br />
      <span class="soft">
        {visitor.user.role} · {visitor.user.timeZone}
      </span>
    </p>
    <a href="/hand-overs">Hand-overs</a>
    <a href="/digest">Digest preview</a>
    <a href="/me">Your sign-in</a>
    {isManager(visitor.user) && <a href="/admin/suppressions">Suppressions</a>}
    <button type="button" popovertarget="keys">
      Keys <kbd>?</kbd>
    </button>
    <PostForm action="/sign-out" formToken={visitor.formToken}>
      <button type="submit">Sign out</button>
    </PostForm>
  </div>
)

/** Calm notices about the state of the house: one line each, with the way out for those who may take it. */
const Strips = ({ c }: { c: WebContext }) => {
  const workspace = c.var.workspace
  if (!workspace) return null
  const mayChange = c.var.visitor?.user.role === 'admin'
  const change = mayChange ? <a href="/admin/sending">Sending</a> : 'An admin can change it.'
  if (workspace.killSwitch)
    return (
      <p class="strip strip-bad" role="status">
        <b>Everything is stopped.</b> Nothing leaves until the kill switch is released. {change}
      </p>
    )
  if (!workspace.sendingOn)
    return (
      <p class="strip" role="status">
        <b>Sending is off.</b> Approve as usual and hand messages out yourself: copy, mail program, .eml. {change}
      </p>
    )
  return null
}
