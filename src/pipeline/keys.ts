import { atomically } from '#dialect'
import { newToken } from '../adapters/secrets.ts'
import { Refusal } from '../core/errors.ts'
import { type ApiKey, addApiKey, liveApiKey, markKeyUsed, revokeApiKey } from '../store/api-keys.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import { isSealed, sealedId, tokenHash } from './seal.ts'

/** What a key may do; each route of the API names the one it asks for. */
export const apiScopes = [
  'queue:read',
  'signals:write',
  'accounts:qualify',
  'replies:write',
  'hand-outs:answer',
  'export:read',
] as const
export type ApiScope = (typeof apiScopes)[number]

/** A key for another system. Its token is shown once; the database keeps a hash. */
export const makeKey = async (
  app: App,
  byId: string | null,
  { name, scopes }: { name: string; scopes: readonly ApiScope[] },
): Promise<{ id: string; token: string }> => {
  if (name.trim() === '') throw new Refusal('invalid', 'Give the key a name, such as the system that uses it')
  if (scopes.length === 0) throw new Refusal('invalid', `Say what it may do: ${apiScopes.join(', ')}`)
  const token = `dbk_${newToken()}`
  const hash = tokenHash(app, 'api_key', token)
  const id = sealedId(app, 'api_key', hash, ...scopes)
  await commit(
    app,
    (tx, at) => [
      addApiKey(tx, {
        id,
        name: name.trim(),
        tokenHash: hash,
        scopes: [...scopes],
        createdBy: byId,
        createdAt: at,
      }),
    ],
    [keyAudit(byId, 'key_made', id)],
  )
  return { id, token }
}

/** From now on the key opens nothing. */
export const revokeKey = async (app: App, byId: string | null, id: string): Promise<void> => {
  await commit(
    app,
    (tx, at) => [{ must: revokeApiKey(tx, id, at), else: 'There is no such key, or it is revoked already' }],
    [keyAudit(byId, 'key_revoked', id)],
  )
}

/** When a key was last used is kept to the minute: a write per request would tell nothing more. */
const usedEveryMs = 60_000

/** The live key behind a token, null when there is none. Throws a `Refusal` when it may not do this. */
export const keyFor = async (app: App, token: string, scope: ApiScope): Promise<ApiKey | null> => {
  const hash = tokenHash(app, 'api_key', token)
  const key = await liveApiKey(app.db, hash)
  if (!key || !isSealed(app, key.id, 'api_key', hash, ...key.scopes)) return null
  if (!key.scopes.includes(scope))
    throw new Refusal('forbidden', `The key "${key.name}" may not ${scope}, only ${key.scopes.join(', ')}`)
  const now = app.now()
  if (now - (key.lastUsedAt ?? 0) >= usedEveryMs) await atomically(app.db, (tx) => [markKeyUsed(tx, key.id, now)])
  return key
}

const keyAudit = (actorId: string | null, what: string, subjectId: string) => ({
  actorId,
  what,
  subject: 'api_key',
  subjectId,
})
