import { describe, expect, test } from 'vitest'
import { type RoutableUser, routeAll, routeOwner, type Territory } from '../../src/core/routing.ts'

const at = Date.UTC(2026, 10, 23, 6)
const territories: Territory[] = [
  {
    id: 'dach',
    name: 'DACH',
    rules: [{ field: 'country', test: { in: ['DE', 'AT', 'CH'] } }],
    userIds: ['ada', 'ben'],
  },
  {
    id: 'large',
    name: 'Large',
    rules: [
      { field: 'country', test: { is: 'FR' } },
      { field: 'employees', test: { at_least: 1000 } },
    ],
    userIds: ['cleo'],
  },
  { id: 'rest', name: 'Everything else', rules: [], userIds: ['dan'] },
]
const user = (id: string, parts: Partial<RoutableUser> = {}): RoutableUser => ({
  id,
  active: true,
  routed: 0,
  ...parts,
})
const users = [user('ada'), user('ben'), user('cleo'), user('dan')]
const account = (id: string, fields = {}, familyOwnerId: string | null = null) => ({ id, fields, familyOwnerId })

describe('routing', () => {
  test('takes the first territory all of whose rules are known to hold', () => {
    const to = (fields: object) => routeOwner(account('a', fields), territories, users, at)?.userId
    expect(to({ country: 'AT' })).toBe('ada')
    expect(to({ country: 'FR', employees: 2000 })).toBe('cleo')
    expect(to({ country: 'FR' })).toBe('dan')
    expect(to({})).toBe('dan')
  })

  test('goes round within a territory, whatever order the accounts come in', () => {
    const accounts = ['a', 'b', 'c', 'd'].map((id) => account(id, { country: 'DE' }))
    const owners = routeAll(accounts, territories, users, at).map(({ userId }) => userId)
    expect(owners).toEqual(['ada', 'ben', 'ada', 'ben'])
    expect(routeAll([...accounts].reverse(), territories, users, at)).toEqual(
      routeAll(accounts, territories, users, at),
    )
  })

  test('evens out what was routed before, and passes over users who left', () => {
    const to = (each: RoutableUser[]) => routeOwner(account('a', { country: 'DE' }), territories, each, at)
    expect(to([user('ada', { routed: 3 }), user('ben', { routed: 2 })])?.userId).toBe('ben')
    expect(to([user('ada', { active: false }), user('ben', { routed: 9 })])?.userId).toBe('ben')
    expect(to([user('ada', { active: false })])).toBeNull()
  })

  test('keeps a family with its owner', () => {
    const route = routeOwner(account('a', { country: 'DE' }, 'cleo'), territories, users, at)
    expect(route).toEqual({ accountId: 'a', userId: 'cleo', territoryId: null, why: 'Owns its family' })
  })

  test('leaves an account without a matching territory to the unowned lane', () => {
    expect(routeOwner(account('a', { country: 'US' }), territories.slice(0, 2), users, at)).toBeNull()
  })
})
