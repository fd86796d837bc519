import { expect, test } from 'vitest'
import { buyingGroup, type Member, roleOf } from '../../src/core/buying-group.ts'
import { sampleIcp } from '../support/workspace.ts'

const member = (contactId: string, change: Partial<Member> = {}): Member => ({
  ...{ contactId, name: contactId, title: null, champion: false, buyingRole: null },
  ...change,
})

test('a role is what is recorded, and only without that what the title’s persona says', () => {
  expect(roleOf(member('a', { champion: true, buyingRole: 'economic' }), sampleIcp)).toBe('champion')
  expect(roleOf(member('a', { buyingRole: 'Technical', title: 'VP Sales' }), sampleIcp)).toBe('technical')
  expect(roleOf(member('a', { title: 'VP Sales' }), sampleIcp)).toBe('champion')
  expect(roleOf(member('a', { title: 'Gardener' }), sampleIcp)).toBeNull()
  expect(roleOf(member('a', { title: 'VP Sales' }), null)).toBeNull()
})

test('the group tells for each role who is known and who was reached', () => {
  const people = [
    member('a', { champion: true }),
    member('b', { champion: true }),
    member('c', { buyingRole: 'economic' }),
  ]
  expect(buyingGroup(people, new Set(['b', 'stranger']), null)).toEqual([
    { role: 'champion', known: ['a', 'b'], reached: ['b'] },
    { role: 'economic', known: ['c'], reached: [] },
    { role: 'technical', known: [], reached: [] },
  ])
})
