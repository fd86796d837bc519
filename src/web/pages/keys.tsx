import { z } from 'zod'
import { type ApiScope, apiScopes, makeKey, revokeKey } from '../../pipeline/keys.ts'
import { type ApiKey, allApiKeys } from '../../store/api-keys.ts'
import { userNames } from '../../store/pages/people.ts'
import type { User } from '../../store/users.ts'
import { admins, type Route, userIn, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { AdminNav } from '../parts/admin-nav.tsx'
import { sayingAt } from '../parts/flash.tsx'
import { fieldsOf, PostForm, Submit } from '../parts/form.tsx'
import { Empty } from '../parts/marks.tsx'
import { ShownOnce } from '../parts/shown-once.tsx'
import { Table } from '../parts/table.tsx'
import { Ago, Day } from '../parts/words.tsx'

/** What each scope lets a program do. */
const scopeWords: Record<ApiScope, string> = {
  'queue:read': 'read people’s queues of today',
  'signals:write': 'push signals',
  'accounts:qualify': 'ask how an inbound company stands',
  'replies:write': 'push replies',
  'hand-outs:answer': 'say what became of hand-outs',
  'export:read': 'take every export, names and addresses of people too',
}

/** Keys for other systems. A new one's token is in the answer to its form, and nowhere after that. */
const keys = async (c: WebContext, made?: { name: string; token: string }) => {
  const { user, formToken } = visitorIn(c)
  const { db, now } = c.var.app
  const [all, names] = [await allApiKeys(db), await userNames(db)]
  return await page(
    c,
    { title: 'API keys', section: 'admin' },
    <>
      <AdminNav here="keys" />
      <header class="page-head">
        <h1>API keys</h1>
        <p>One for each system that calls, so that one can be revoked without the others.</p>
      </header>
      {made && <ShownOnce id="new-key" title={`The key of ${made.name}, shown this once`} secret={made.token} />}
      {all.length === 0 ? (
        <Empty title="No key yet.">Nothing but people can get in.</Empty>
      ) : (
        <div class="card">
          <Table columns={['System', 'May', 'Made', 'Last used', 'State']}>
            {all.map((key) => (
              <KeyRow {...{ formToken, user, names }} apiKey={key} now={now()} />
            ))}
          </Table>
        </div>
      )}
      <MakeKey formToken={formToken} />
    </>,
  )
}

const MakeKey = ({ formToken }: { formToken: string }) => (
  <section class="card">
    <h2>Make a key</h2>
    <PostForm action="/admin/keys" formToken={formToken} class="stack">
      <label>
        System that uses it
        <input name="name" required maxlength={100} />
      </label>
      <fieldset>
        <legend>What it may do</legend>
        {apiScopes.map((scope) => (
          <label class="check">
            <input type="checkbox" name={scope} value="1" /> {scopeWords[scope]} <span class="soft">{scope}</span>
          </label>
        ))}
      </fieldset>
      <p class="buttons">
        <Submit as="primary">Make it</Submit>
      </p>
    </PostForm>
  </section>
)

type KeyOf = { apiKey: ApiKey; user: User; names: ReadonlyMap<string, string>; now: number; formToken: string }

const KeyRow = ({ apiKey: key, user, names, now, formToken }: KeyOf) => (
  <tr>
    <th scope="row">{key.name}</th>
    <td class="small">
      {key.scopes.map((scope) => (
        <span class="block-line nowrap">{scope}</span>
      ))}
    </td>
    <td>
      <Day at={key.createdAt} zone={user.timeZone} />{' '}
      <span class="soft">{key.createdBy ? names.get(key.createdBy) : 'command line'}</span>
    </td>
    <td>
      {key.lastUsedAt ? <Ago at={key.lastUsedAt} now={now} zone={user.timeZone} /> : <span class="soft">never</span>}
    </td>
    <td>
      <KeyState apiKey={key} formToken={formToken} />
    </td>
  </tr>
)

const KeyState = ({ apiKey: { id, name, revokedAt }, formToken }: { apiKey: ApiKey; formToken: string }) =>
  revokedAt !== null ? (
    <span class="state state-bad">revoked</span>
  ) : (
    <PostForm action={`/admin/keys/${id}/revoke`} formToken={formToken}>
      <span class="state state-good">live</span>{' '}
      <Submit as="small" aria-label={`Revoke the key of ${name}`}>
        Revoke
      </Submit>
    </PostForm>
  )

const wanted = z.object({ name: z.string().trim().min(1).max(100) }).catchall(z.string())

const make = async (c: WebContext) => {
  const { name, ...ticked } = await fieldsOf(c, wanted)
  const scopes = apiScopes.filter((scope) => ticked[scope] === '1')
  const { token } = await makeKey(c.var.app, userIn(c).id, { name, scopes })
  return await keys(c, { name, token })
}

const revoke = async (c: WebContext) => {
  await revokeKey(c.var.app, userIn(c).id, c.req.param('keyId') ?? '')
  return c.redirect(sayingAt('/admin/keys', 'revoked'), 303)
}

export const keyRoutes: readonly Route[] = [
  { method: 'GET', path: '/admin/keys', access: admins, handler: (c) => keys(c) },
  { method: 'POST', path: '/admin/keys', access: admins, handler: make },
  { method: 'POST', path: '/admin/keys/:keyId/revoke', access: admins, handler: revoke },
]
