import { z } from 'zod'
import { localDay, msPerDay } from '../../core/day.ts'
import { Refusal } from '../../core/errors.ts'
import { addPerson, changePerson, endAllSessions } from '../../pipeline/people.ts'
import { resetSecondFactor, setLeadersNeedSecondFactor } from '../../pipeline/second-factor.ts'
import { newSignInLink } from '../../pipeline/sign-in.ts'
import { peopleWithSecondFactor } from '../../store/second-factors.ts'
import { allUsers, type User } from '../../store/users.ts'
import { admins, type Route, userIn, visitorIn, type WebContext, workspaceIn } from '../context.ts'
import { page } from '../layout.tsx'
import { AdminNav } from '../parts/admin-nav.tsx'
import { fieldsOf, PostForm, Submit } from '../parts/form.tsx'
import { ShownOnce } from '../parts/shown-once.tsx'
import { StandIns } from '../parts/stand-ins.tsx'
import { num, Table } from '../parts/table.tsx'
import { changesAt, postsFor } from '../posts.ts'

const roles = ['rep', 'manager', 'admin'] as const

const people = async (c: WebContext, link?: { name: string; url: string }) => {
  const { user, formToken } = visitorIn(c)
  const all = await allUsers(c.var.app.db)
  const { settings, timeZone } = workspaceIn(c)
  const withFactor = await peopleWithSecondFactor(c.var.app.db)
  return await page(
    c,
    { title: 'People', section: 'admin' },
    <>
      <AdminNav here="people" />
      <header class="page-head">
        <h1>People</h1>
      </header>
      {link && <ShownOnce id="new-link" title={`A link for ${link.name}, once, for a day`} secret={link.url} />}
      <div class="card">
        <Table columns={['Name', 'Role', 'Zone', num('Items a day'), 'Signs in', 'Change']}>
          {all.map((person) => (
            <PersonRow
              person={person}
              hasFactor={withFactor.has(person.id)}
              self={person.id === user.id}
              formToken={formToken}
            />
          ))}
        </Table>
      </div>
      <InviteForm zone={user.timeZone} formToken={formToken} />
      <FactorRule needed={settings.leadersNeedSecondFactor} formToken={formToken} />
      <StandIns settings={settings} people={all} today={localDay(c.var.app.now(), timeZone)} formToken={formToken} />
    </>,
  )
}

const InviteForm = ({ zone, formToken }: { zone: string; formToken: string }) => (
  <section class="card">
    <h2>Invite somebody</h2>
    <PostForm action="/admin/people" formToken={formToken} class="row-form">
      <label>
        Name
        <input name="name" required maxlength={100} />
      </label>
      <label>
        E-mail
        <input type="email" name="email" required maxlength={320} />
      </label>
      <label>
        Role
        <select name="role">
          {roles.map((role) => (
            <option value={role}>{role}</option>
          ))}
        </select>
      </label>
      <label>
        Time zone
        <input name="timeZone" value={zone} required maxlength={60} />
      </label>
      <label>
        Items a day
        <input type="number" name="capacity" value="15" min={1} max={100} required />
      </label>
      <Submit as="primary">Invite</Submit>
    </PostForm>
  </section>
)

type PersonShown = { person: User; hasFactor: boolean; self: boolean; formToken: string }

const PersonRow = ({ person, hasFactor, self, formToken }: PersonShown) => (
  <tr>
    <th scope="row">
      {person.name} <span class="soft small block-line">{person.email}</span>
    </th>
    <td>
      <PostForm action={`/admin/people/${person.id}`} formToken={formToken} class="inline" id={`change-${person.id}`}>
        <select name="role" aria-label={`Role of ${person.name}`}>
          {roles.map((role) => (
            <option value={role} selected={role === person.role}>
              {role}
            </option>
          ))}
        </select>
      </PostForm>
    </td>
    <td>
      <input
        form={`change-${person.id}`}
        name="timeZone"
        value={person.timeZone}
        aria-label={`Time zone of ${person.name}`}
      />
    </td>
    <td class="num">
      <input
        form={`change-${person.id}`}
        type="number"
        name="capacity"
        value={String(person.capacity)}
        min={1}
        max={100}
        aria-label={`Items a day of ${person.name}`}
      />
    </td>
    <td>
      {person.active ? <span class="state state-good">active</span> : <span class="state state-bad">disabled</span>}{' '}
      <span class="soft small">
        {person.passwordHash ? 'password' : 'by link'}
        {hasFactor && ' and code'}
      </span>
    </td>
    <td>
      <PersonButtons {...{ person, hasFactor, self, formToken }} />
    </td>
  </tr>
)

const PersonButtons = ({ person, hasFactor, self, formToken }: PersonShown) => (
  <div class="buttons">
    <Submit form={`change-${person.id}`} as="small">
      Save
    </Submit>
    {!self && (
      <PostForm action={`/admin/people/${person.id}/link`} formToken={formToken}>
        <Submit as="small" disabled={!person.active}>
          Link
        </Submit>
      </PostForm>
    )}
    {!self && (
      <PostForm action={`/admin/people/${person.id}/active`} formToken={formToken}>
        <Submit as="small" name="active" value={person.active ? 'no' : 'yes'}>
          {person.active ? 'Disable' : 'Enable'}
        </Submit>
      </PostForm>
    )}
    <PostForm action={`/admin/people/${person.id}/sessions`} formToken={formToken}>
      <Submit as="small">End sessions</Submit>
    </PostForm>
    {hasFactor && !self && (
      <PostForm action={`/admin/people/${person.id}/second-factor/reset`} formToken={formToken}>
        <Submit as="small">Reset code</Submit>
      </PostForm>
    )}
  </div>
)

const FactorRule = ({ needed, formToken }: { needed: boolean; formToken: string }) => (
  <section class="card">
    <h2>Second factor</h2>
    <PostForm action="/admin/second-factor" formToken={formToken} class="row-form">
      <p>
        {needed
          ? 'Managers and admins get nowhere without a code of their authenticator app.'
          : 'Everybody may set one up for themselves; nobody has to.'}
      </p>
      <Submit name="needed" value={needed ? 'no' : 'yes'}>
        {needed ? 'Make it optional' : 'Ask it of managers and admins'}
      </Submit>
    </PostForm>
  </section>
)

const newPerson = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(320),
  role: z.enum(roles),
  timeZone: z.string().trim().max(60),
  capacity: z.coerce.number().int().min(1).max(100),
})

const idIn = (c: WebContext): string => c.req.param('userId') ?? ''

const invite = async (c: WebContext) => {
  const given = await fieldsOf(c, newPerson)
  const id = await addPerson(c.var.app, userIn(c).id, given)
  return await people(c, { name: given.name, url: await newSignInLink(c.var.app, id, msPerDay) })
}

const theirs = newPerson.pick({ role: true, timeZone: true, capacity: true })

const setActive = async (c: WebContext) => {
  const { active } = await fieldsOf(c, z.object({ active: z.enum(['yes', 'no']) }))
  await changePerson(c.var.app, userIn(c).id, idIn(c), { active: active === 'yes' })
}

/** For somebody else: one's own would make a fresh sign-in of a session that was found open. */
const link = async (c: WebContext) => {
  if (idIn(c) === userIn(c).id) throw new Refusal('forbidden', 'Ask for your own link where you sign in')
  const person = (await allUsers(c.var.app.db)).find(({ id, active }) => id === idIn(c) && active)
  if (!person) throw new Refusal('not_found', 'There is no such person, or they are disabled')
  return await people(c, { name: person.name, url: await newSignInLink(c.var.app, person.id, msPerDay) })
}

const setRule = async (c: WebContext) => {
  const { needed } = await fieldsOf(c, z.object({ needed: z.enum(['yes', 'no']) }))
  await setLeadersNeedSecondFactor(c.var.app, userIn(c).id, needed === 'yes')
}

const post = postsFor(admins)
const change = changesAt('/admin/people', admins)

export const peopleRoutes: readonly Route[] = [
  { method: 'GET', path: '/admin/people', access: admins, handler: (c) => people(c) },
  post('/admin/people', invite),
  post('/admin/people/:userId/link', link),
  change('/admin/people/:userId', async (c) =>
    changePerson(c.var.app, userIn(c).id, idIn(c), await fieldsOf(c, theirs)),
  ),
  change('/admin/people/:userId/active', setActive),
  change('/admin/people/:userId/sessions', (c) => endAllSessions(c.var.app, userIn(c).id, idIn(c))),
  change('/admin/people/:userId/second-factor/reset', (c) => resetSecondFactor(c.var.app, userIn(c).id, idIn(c))),
  change('/admin/second-factor', setRule),
]
