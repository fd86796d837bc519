import { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import { rulesAsText } from '../../core/icp/rules.ts'
import { conditionInWords } from '../../core/icp/words.ts'
import { raiseTerritory, removeTerritory, saveTerritory } from '../../pipeline/territories.ts'
import { allTerritories } from '../../store/ranking.ts'
import { allUsers, type User } from '../../store/users.ts'
import { admins, type Route, userIn, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { AdminNav } from '../parts/admin-nav.tsx'
import { sayingAt } from '../parts/flash.tsx'
import { fieldsOf, PostForm, Submit } from '../parts/form.tsx'
import { Table } from '../parts/table.tsx'

type Territory = Awaited<ReturnType<typeof allTerritories>>[number]

const territories = async (c: WebContext) => {
  const { formToken } = visitorIn(c)
  const all = await allTerritories(c.var.app.db)
  const people = (await allUsers(c.var.app.db)).filter(({ active }) => active)
  return await page(
    c,
    { title: 'Territories', section: 'admin' },
    <>
      <AdminNav here="territories" />
      <header class="page-head">
        <h1>Territories</h1>
        <p>
          An account that nobody owns goes to the first territory whose rules all hold, and there to whoever was given
          the fewest. An owner from your import always counts first.
        </p>
      </header>
      {all.length > 0 && (
        <section class="card">
          <Table columns={['Territory', 'Takes accounts where', 'Gives them to', 'Change']}>
            {all.map((territory, index) => (
              <Line {...{ territory, people, formToken }} isFirst={index === 0} />
            ))}
          </Table>
        </section>
      )}
      <section class="card">
        <h2>{all.length === 0 ? 'The first territory' : 'Another one'}</h2>
        <TerritoryForm people={people} formToken={formToken} territory={null} />
      </section>
    </>,
  )
}

type LineOf = { territory: Territory; people: readonly User[]; formToken: string; isFirst: boolean }

const Line = ({ territory, people, formToken, isFirst }: LineOf) => {
  const { id, name, rules, userIds } = territory
  const names = userIds.flatMap((each) => people.find((person) => person.id === each)?.name ?? [])
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{rules.length === 0 ? 'no other took it' : rules.map((rule) => conditionInWords(rule)).join('; ')}</td>
      <td>{names.length === 0 ? 'nobody who is active' : names.join(', ')}</td>
      <td>
        <details>
          <summary>Edit</summary>
          <TerritoryForm people={people} formToken={formToken} territory={territory} />
        </details>
        <div class="buttons">
          {!isFirst && <Press path={`/admin/territories/${id}/raise`} word="Ask earlier" formToken={formToken} />}
          <Press path={`/admin/territories/${id}/remove`} word="Remove" formToken={formToken} />
        </div>
      </td>
    </tr>
  )
}

const Press = ({ path, word, formToken }: { path: string; word: string; formToken: string }) => (
  <PostForm action={path} formToken={formToken}>
    <Submit as="small">{word}</Submit>
  </PostForm>
)

type FormOf = { people: readonly User[]; formToken: string; territory: Territory | null }

const TerritoryForm = ({ people, formToken, territory }: FormOf) => (
  <PostForm
    action={territory ? `/admin/territories/${territory.id}` : '/admin/territories'}
    formToken={formToken}
    class="stack"
  >
    <label>
      Name
      <input name="name" required maxlength={80} value={territory?.name ?? ''} />
    </label>
    <label>
      Rules, one a line; all have to hold
      <textarea name="rules" class="code" rows={3} placeholder="{ field: country, test: { in: [NL, BE] } }">
        {rulesAsText(territory?.rules ?? [])}
      </textarea>
    </label>
    <fieldset>
      <legend>Who gets its accounts</legend>
      {people.map(({ id, name, role }) => (
        <label class="check">
          <input type="checkbox" name={`user ${id}`} value="1" checked={territory?.userIds.includes(id)} /> {name}{' '}
          <span class="soft">{role}</span>
        </label>
      ))}
    </fieldset>
    <p class="buttons">
      <Submit as="primary">{territory ? 'Save' : 'Add it'}</Submit>
    </p>
  </PostForm>
)

const fields = z.looseObject({ name: z.string().trim().min(1).max(80), rules: z.string().max(20_000).default('') })

const save = async (c: WebContext): Promise<Response> => {
  const id = c.req.param('territoryId') ?? null
  if (id && !(await allTerritories(c.var.app.db)).some((each) => each.id === id))
    throw new Refusal('not_found', 'There is no such territory')
  const { name, rules, ...rest } = await fieldsOf(c, fields)
  const userIds = Object.keys(rest).flatMap((key) => (key.startsWith('user ') ? [key.slice(5)] : []))
  await saveTerritory(c.var.app, userIn(c).id, id, { name, rules, userIds })
  return c.redirect(sayingAt('/admin/territories', id ? 'changed' : 'added'), 303)
}

const press = (verb: typeof raiseTerritory) => async (c: WebContext) => {
  await verb(c.var.app, userIn(c).id, c.req.param('territoryId') ?? '')
  return c.redirect(sayingAt('/admin/territories', 'changed'), 303)
}

const path = '/admin/territories'
export const territoryRoutes: readonly Route[] = [
  { method: 'GET', path, access: admins, handler: territories },
  { method: 'POST', path, access: admins, handler: save },
  { method: 'POST', path: `${path}/:territoryId`, access: admins, handler: save },
  { method: 'POST', path: `${path}/:territoryId/raise`, access: admins, handler: press(raiseTerritory) },
  { method: 'POST', path: `${path}/:territoryId/remove`, access: admins, handler: press(removeTerritory) },
]
