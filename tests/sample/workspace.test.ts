import { expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { fitOne, type Tier } from '../../src/core/fit.ts'
import { parseIcp } from '../../src/core/icp/parse.ts'
import { anchor, sampleRows, sampleSubjects, sampleText } from './read.ts'

const icp = parseIcp(sampleText('icp.yaml'))
const workspace = parseYaml(sampleText('workspace.yaml')) as { users: { key: string; email: string; role: string }[] }
const files = ['contacts.csv', 'opportunities.csv', 'touches.csv', 'outcomes.csv']

const tiers = new Map<string, { tier: Tier | null; out: boolean }>(
  sampleSubjects().map((subject) => {
    const { tier, disqualifiedBy } = fitOne(subject, { id: 'sample', number: 1, icp }, anchor)
    return [subject.domain, { tier, out: disqualifiedBy.length > 0 || tier === null }]
  }),
)

test('the ICP keeps the promises of its own tests', () => {
  expect(icp.tests.tier_1.filter((domain) => tiers.get(domain)?.tier !== 1)).toEqual([])
  expect(icp.tests.out.filter((domain) => !tiers.get(domain)?.out)).toEqual([])
})

test('the sample has every tier, and no tier holds most of it', () => {
  for (const tier of [1, 2, 3, null]) {
    const share = [...tiers.values()].filter((each) => each.tier === tier).length / tiers.size
    expect(share, `tier ${tier}`).toBeGreaterThan(0.04)
    expect(share, `tier ${tier}`).toBeLessThan(0.6)
  }
})

test('the ICP uses every layer and speaks to every kind that its triggers weigh', () => {
  expect(new Set(icp.criteria.map(({ layer }) => layer)).size).toBe(4)
  const good = Object.entries(icp.triggers).filter(([, { importance }]) => importance > 0)
  for (const [kind] of good) expect(icp.consequences, kind).toHaveProperty(kind)
})

test('every row names an account and a person that exist, and no key is used twice', () => {
  const domains = new Set(sampleRows('accounts.csv').map(({ domain }) => domain))
  const emails = new Set(sampleRows('contacts.csv').map(({ email }) => email))
  const users = new Set(workspace.users.map(({ email }) => email))
  for (const file of ['accounts.csv', 'suppressions.csv', ...files]) {
    const rows = sampleRows(file)
    expect(new Set(rows.map((row) => row.external_id)).size, file).toBe(rows.length)
    for (const row of rows) {
      if (files.includes(file)) expect(domains, `${file} ${row.external_id}`).toContain(row.account_domain)
      if (row.contact_email) expect(emails, `${file} ${row.external_id}`).toContain(row.contact_email)
      const user = row.owner_email || row.user_email
      if (user) expect(users, `${file} ${row.external_id}`).toContain(user)
    }
  }
})

test('every domain and address in the sample is reserved for examples', () => {
  for (const file of ['accounts.csv', 'suppressions.csv', 'workspace.yaml', ...files]) {
    const found = sampleText(file).match(/[\w-]+(?:\.[\w-]+)*@[\w.-]+|\b[\w-]+\.(?:com|net|org|io)\b/g) ?? []
    expect(found.filter((word) => !word.endsWith('.example'))).toEqual([])
  }
})
