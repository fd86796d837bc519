import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aliasKinds } from '../../../src/core/account.ts'
import { registrableDomain } from '../../../src/core/domain.ts'
import { Directory, type Form } from '../../../src/core/match/directory.ts'
import { skeletonOf } from '../../../src/core/match/fold.ts'
import { coreKey, nameForms, nameKey, spokenName } from '../../../src/core/match/names.ts'
import { type AccountNames, createMatcher } from '../../../src/core/match.ts'
import { accountCalled } from './accounts.ts'

/** The plain way: every form of every account as an object, and a look at each for every question. */
const plainDirectory = (accounts: Iterable<AccountNames>) => {
  const known = [...accounts]
  const forms = known.flatMap((account) =>
    nameForms(account).map(({ written, kind }) => ({
      id: account.id,
      text: spokenName(written),
      kind,
      key: nameKey(written),
      core: coreKey(written),
    })),
  )
  const keyOf = (domain: string) => registrableDomain(domain) ?? domain.toLowerCase()
  return {
    named: (key: string) => forms.filter((form) => skeletonOf(form.key) === skeletonOf(key)),
    cored: (core: string) => forms.filter((form) => form.kind !== 'ticker' && form.core === core),
    owners: (domain: string) => known.filter(({ domains }) => domains.map(keyOf).includes(keyOf(domain))),
    namesakes: (key: string) =>
      new Set(forms.filter((form) => skeletonOf(form.key) === skeletonOf(key)).map(({ id }) => id)).size,
  }
}

const plain = ({ account, text, kind, key, core }: Form) => ({ id: account.id, text, kind, key, core })

const word = fc.constantFrom(
  'Fern',
  'fern',
  'Férn',
  'Loom',
  'Labs',
  'Bank',
  'Quillmark',
  'Quilmark',
  'the',
  'Inc',
  'Ｏak',
)
const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '))
const domain = fc.constantFrom('fern.example', 'www.fern.example', 'loom.co.uk', 'co.uk', 'oak.github.io', 'quill.com')
const alias = fc.record({ name, kind: fc.constantFrom(...aliasKinds) })
const change = fc.record({
  id: fc.nat(12).map(String),
  name: fc.oneof(
    name,
    fc.tuple(name, name).map(([one, two]) => `${one} (formerly ${two})`),
  ),
  domains: fc.uniqueArray(domain, { maxLength: 2 }),
  aliases: fc.array(alias, { maxLength: 3 }),
  isDropped: fc.boolean(),
})

describe('the directory of names', () => {
  it('answers as a look at every name would, whatever came, changed and went', () => {
    const reached = { named: 0, namesakes: 0, cored: 0, owners: 0, replaced: 0, dropped: 0, found: 0 }
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 1, maxLength: 40 }),
        fc.array(name, { minLength: 3 }),
        (changes, asked) => {
          const directory = new Directory(4)
          const now = new Map<string, AccountNames>()
          for (const { isDropped, id, name: called, ...known } of changes) {
            if (now.has(id)) reached[isDropped ? 'dropped' : 'replaced']++
            now.delete(id)
            if (isDropped) directory.drop(id)
            else {
              const account = accountCalled(called, { id, ...known })
              now.set(id, account)
              directory.put(account)
            }
          }
          const naive = plainDirectory(now.values())
          expect(directory.size).toBe(now.size)
          for (const written of asked) {
            const [key, core] = [nameKey(written), coreKey(written)]
            expect(directory.named(key).map(plain)).toEqual(naive.named(key))
            expect(directory.namesakes(key)).toBe(naive.namesakes(key))
            expect(directory.cored(core).map(plain)).toEqual(naive.cored(core))
            if (naive.named(key).length > 0) reached.named++
            if (naive.namesakes(key) > 1) reached.namesakes++
            if (naive.cored(core).length > 0) reached.cored++
          }
          for (const one of ['fern.example', 'app.loom.co.uk', 'co.uk', 'oak.github.io', 'quill.com']) {
            expect(directory.owners(one)).toEqual(naive.owners(one))
            if (naive.owners(one).length > 0) reached.owners++
          }
          const text = asked.join(' said ')
          const anew = createMatcher([...now.values()])
          expect(directory.find(text)).toEqual(anew.find(text))
          if (anew.find(text).length > 0) reached.found++
        },
      ),
      { numRuns: 300 },
    )
    for (const [what, times] of Object.entries(reached)) expect(times, what).toBeGreaterThan(30)
  })
})

describe('a matcher whose accounts change', () => {
  const accounts = Array.from({ length: 40 }, (_, at) => `Corvelle${'abcdefghij'[at % 10]}${'klmn'[at >> 3]} Bremstone`)
  const misspelt = { company: 'Quilmarrow Robotics', title: 'Quilmarrow Robotics opens a hall' }

  it('finds the misspelt name of an account that came after it was first asked, and not of one that left', () => {
    const matcher = createMatcher(accounts.map((called) => accountCalled(called)))
    expect(matcher.match(misspelt)).toEqual([])
    matcher.put(accountCalled('Quillmarrow Robotics'))
    expect(matcher.match(misspelt)[0]).toMatchObject({ accountId: 'Quillmarrow Robotics', method: 'fuzzy' })
    matcher.drop('Quillmarrow Robotics')
    expect(matcher.match(misspelt)).toEqual([])
    expect(matcher.accounts()).toBe(40)
  })

  it('answers with what is known of an account now', () => {
    const matcher = createMatcher([accountCalled('Quillmark', { id: 'one' }), accountCalled('Loomery', { id: 'two' })])
    matcher.put(accountCalled('Fernwell', { id: 'one', aliases: [{ name: 'Quillmark', kind: 'former' }] }))
    const [candidate] = matcher.match({ company: 'Quillmark', title: 'Quillmark raises $5M' })
    expect(candidate).toMatchObject({ accountId: 'one', method: 'alias' })
    expect(matcher.find('Fernwell and Loomery').map(({ accountId }) => accountId)).toEqual(['one', 'two'])
  })
})
