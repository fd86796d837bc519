import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AccountNames, createMatcher, type MatchQuestion } from '../../../src/core/match.ts'
import { accountCalled, fintech, robotics } from './accounts.ts'

const ask = (accounts: AccountNames[], question: MatchQuestion) =>
  createMatcher(accounts)
    .match(question)
    .map(({ accountId, decision, method }) => `${accountId} ${decision} ${method}`)

describe('a company named by the sentence', () => {
  it('a name that is nobody else’s matches, with or without its legal form', () => {
    const accounts = [accountCalled('Quillmark Robotics, Inc.', { cues: robotics }), accountCalled('Fernwell')]
    const title = 'Quillmark Robotics raises $12M'
    expect(ask(accounts, { company: 'Quillmark Robotics', title })).toEqual(['Quillmark Robotics, Inc. auto name'])
    expect(ask(accounts, { company: 'Quillmark Robotics Ltd', title })).toEqual(['Quillmark Robotics, Inc. auto name'])
  })

  it('a dictionary word goes to a person unless the text says something only this account is', () => {
    const loom = accountCalled('Loom', { cues: fintech })
    expect(ask([loom], { company: 'Loom', title: 'Loom raises $12M' })).toEqual(['Loom review name'])
    expect(ask([loom], { company: 'Loom', title: 'Fintech start-up Loom raises $12M' })).toEqual(['Loom auto name'])
    expect(ask([loom], { company: 'Loom', title: 'Berlin-based Loom raises $12M' })).toEqual(['Loom auto name'])
  })

  it('namesakes are told apart by a cue, else both go to a person', () => {
    const namesakes = [
      accountCalled('Quillmark', { id: 'bank', cues: fintech }),
      accountCalled('Quillmark GmbH', { id: 'robots', cues: robotics }),
    ]
    expect(ask(namesakes, { company: 'Quillmark', title: 'Quillmark raises $12M' }).sort()).toEqual([
      'bank review name',
      'robots review name',
    ])
    expect(ask(namesakes, { company: 'Quillmark', title: 'Robotics firm Quillmark raises $12M' })).toEqual([
      'robots auto name',
      'bank review name',
    ])
  })

  it('the domain given by the document decides, also against a namesake', () => {
    const accounts = [
      accountCalled('Loom', { id: 'ours', domains: ['loom-bank.example'] }),
      accountCalled('Loom', { id: 'theirs', domains: ['loom-toys.example'] }),
    ]
    const question = { company: 'Loom', domain: 'www.loom-bank.example', title: 'Loom raises $12M' }
    expect(ask(accounts, question)).toEqual(['ours auto domain', 'theirs review name'])
  })

  it('an account elsewhere than the text says is not surely the one', () => {
    const quillmark = accountCalled('Quillmark', { cues: robotics })
    expect(ask([quillmark], { company: 'Quillmark', title: "India's Quillmark raises $12M" })).toEqual([
      'Quillmark review name',
    ])
  })

  it.each([
    ['Quillmark, an Indian bakery, raises $12M', ''],
    ['Quillmark, based in Pune, raises $12M', ''],
    ['Quillmark raises $12M', 'Quillmark is a Nigerian start-up.'],
    ['Quillmark raises $12M', 'The Lagos-based start-up will open two bakeries.'],
  ])('the place may stand behind the name or below the title: %s %s', (title, summary) => {
    const quillmark = accountCalled('Quillmark', { cues: robotics })
    expect(ask([quillmark], { company: 'Quillmark', title, summary })).toEqual(['Quillmark review name'])
  })

  it('a place behind the name that is the account’s own, or another company’s, takes nothing from it', () => {
    const quillmark = accountCalled('Quillmark', { cues: robotics })
    const summary = 'The Paris-based fund Gristmoor led the round.'
    for (const title of [
      'Quillmark, based in Boston, raises $12M',
      'Quillmark, based in Cambridge, Massachusetts, hires',
    ])
      expect(ask([quillmark], { company: 'Quillmark', title, summary })).toEqual(['Quillmark auto name'])
  })

  it('a careless answer never makes what any company is called a name', () => {
    const names = ['Analytics', 'Startup', 'The Company'].map((name) => ({ name, kind: 'confirmed' as const }))
    const account = accountCalled('Fernwell Analytics', { cues: fintech, aliases: names })
    for (const { name } of names)
      expect(ask([account], { company: name, title: `${name} raises $12M` })).toEqual([
        'Fernwell Analytics review alias',
      ])
    expect(ask([account], { title: 'Startup raises $12M' })).not.toContain('Fernwell Analytics auto alias')
  })

  it('a stock symbol with a legal form is another company', () => {
    const account = accountCalled('Fernwell Systems', { id: 'a', aliases: [{ name: 'QZX', kind: 'ticker' }] })
    expect(ask([account], { company: 'QZX', title: 'QZX names president' })).toEqual(['a auto ticker'])
    expect(ask([account], { company: 'QZX Corporation', title: 'QZX Corporation names president' })).toEqual([
      'a review ticker',
    ])
  })

  it('former names, brands and confirmed aliases match; a confirmed one even when it is a common word', () => {
    const account = accountCalled('Fernwell (formerly Gristmoor)', {
      id: 'a',
      cues: fintech,
      aliases: [
        { name: 'Tarnwick', kind: 'brand' },
        { name: 'Loom', kind: 'confirmed' },
        { name: 'Harbor', kind: 'brand' },
      ],
    })
    for (const company of ['Fernwell', 'Gristmoor', 'Tarnwick', 'Loom'])
      expect(ask([account], { company, title: `${company} raises $12M` })[0]).toMatch(/^a auto/)
    expect(ask([account], { company: 'Harbor', title: 'Harbor raises $12M' })).toEqual(['a review alias'])
  })

  it('a short name is the account when the full one stands in the text, and a question when not', () => {
    const accounts = [
      accountCalled('Gristmoor Fernwell', { cues: robotics }),
      accountCalled('Tarnwick Software', { cues: fintech }),
    ]
    const summary = 'Gristmoor Fernwell Corp said on Tuesday that its board had met.'
    expect(ask(accounts, { company: 'Gristmoor', title: 'Gristmoor names president', summary })).toEqual([
      'Gristmoor Fernwell auto name',
    ])
    expect(ask(accounts, { company: 'Tarnwick', title: 'Tarnwick names president' })).toEqual([
      'Tarnwick Software review name',
    ])
  })

  it('a name of similar spelling is only ever a question', () => {
    expect(ask([accountCalled('Quillmark')], { company: 'Quilmark', title: 'Quilmark raises $12M' })).toEqual([
      'Quillmark review fuzzy',
    ])
    expect(ask([accountCalled('Quillmark')], { company: 'Fernwell', title: 'Fernwell raises $12M' })).toEqual([])
  })

  it('another trade, or a common word without its trade, is another company and no question', () => {
    const accounts = [
      accountCalled('Tarnwick Motors', { cues: robotics }),
      accountCalled('Copper Health', { cues: { ...robotics, industry: 'healthcare' } }),
    ]
    expect(ask(accounts, { company: 'Tarnwick', title: 'Tarnwick raises $12M' })).toEqual([
      'Tarnwick Motors review name',
    ])
    expect(ask(accounts, { company: 'Tarnwick Bank', title: 'Tarnwick Bank raises $12M' })).toEqual([])
    expect(ask(accounts, { company: 'Copper', title: 'Copper raises $12M' })).toEqual([])
    expect(ask(accounts, { company: 'Copper', title: 'Healthcare start-up Copper raises $12M' })).toEqual([
      'Copper Health review name',
    ])
  })

  it('of names spelled nearly alike only a slip of the pen is a question', () => {
    const like = (written: string, known: string) =>
      ask([accountCalled(known)], { company: written, title: `${written} raises $12M` }).length > 0
    expect(like('Ovreland Haulage', 'Overland Haulage')).toBe(true)
    expect(like('Tesseline', 'Tessaline')).toBe(true)
    expect(like('Tarnnwick', 'Tarnwick')).toBe(true)
    expect(like('Arvena', 'Avena')).toBe(false)
    expect(like('Lumenix', 'Lumenia')).toBe(false)
    expect(like('Orbitale', 'Orbital')).toBe(false)
    expect(like('Nove Haulage', 'Nova Haulage')).toBe(false)
  })

  it('a name among accounts under one shared host is told by its own site there', () => {
    const accounts = [
      accountCalled('Tarnwick', { domains: ['tarnwick.github.io'] }),
      accountCalled('Fernwell', { domains: ['fernwell.github.io'] }),
    ]
    const asked = { company: 'Gristmoor', title: 'Gristmoor raises $12M' }
    expect(ask(accounts, { ...asked, domain: 'fernwell.github.io' })).toEqual(['Fernwell auto domain'])
    expect(ask(accounts, { ...asked, domain: 'gristmoor.github.io' })).toEqual([])
  })

  it.each([
    ['a Cyrillic letter', 'Рacemark'],
    ['a Greek letter', 'Ρacemark'],
    ['a space of no width', 'Pace\u200bmark'],
    ['a joiner', 'Pace\u200dmark'],
    ['a soft hyphen', 'Pace\u00admark'],
    ['a turned reading direction', '\u202ePacemark'],
    ['an isolated reading direction', 'Pace\u2066mark\u2069'],
    ['a byte order mark', '\ufeffPacemark'],
    ['a tag character', 'Pace\u{e0061}mark'],
    ['a variation selector', 'Pacemark\ufe0f'],
    ['an empty Braille pattern', 'Pace\u2800mark'],
    ['a Hangul filler', 'Pace\u3164mark'],
    ['letters of mathematics', '𝐏𝐚𝐜𝐞𝐦𝐚𝐫𝐤'],
    ['a raised letter', 'Pacemarᵏ'],
    ['a dot below', 'Pacẹmark'],
    ['a hook', 'Pącemark'],
    ['a picture within', 'Pace🚀mark'],
    ['a small capital', 'Pᴀcemark'],
    ['a digit', 'P4cemark'],
    ['two letters for one', 'Pacernark'],
    ['a Cherokee letter', 'Ꮲacemark'],
    ['an Armenian letter', 'Pacemarկ'],
  ])('%s never matches by itself, given or found', (_, company) => {
    const matcher = createMatcher([accountCalled('Pacemark')])
    const title = `Start-up ${company} raises $12M in Series B funding`
    const decisions = [...matcher.match({ company, title }), ...matcher.match({ title })]
    expect(decisions.filter(({ decision }) => decision === 'auto')).toEqual([])
  })

  it('a disguise that is found is said', () => {
    for (const company of ['Рacemark', 'Pace\u200bmark', '𝐏𝐚𝐜𝐞𝐦𝐚𝐫𝐤']) {
      const [candidate] = createMatcher([accountCalled('Pacemark')]).match({ company, title: `${company} raises $12M` })
      expect(candidate).toMatchObject({ accountId: 'Pacemark', decision: 'review' })
      expect(candidate!.cues.join()).toMatch(/look-alike|invisible|look like/)
    }
  })

  it('the counterpart is matched on its own side', () => {
    const accounts = [accountCalled('Quillmark'), accountCalled('Fernwell')]
    const answer = createMatcher(accounts).match({
      company: 'Quillmark',
      counterpart: 'Fernwell',
      title: 'Quillmark acquires Fernwell',
    })
    expect(answer.map(({ accountId, side }) => [accountId, side])).toEqual([
      ['Quillmark', 'subject'],
      ['Fernwell', 'counterpart'],
    ])
  })
})

const wide = (text: string) => text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
const variants: Record<string, (name: string) => string> = {
  lower: (name) => name.toLowerCase(),
  upper: (name) => name.toUpperCase(),
  wide,
  decomposed: (name) => name.normalize('NFD'),
  'without accents': (name) => name.normalize('NFD').replace(/\p{M}/gu, ''),
  'legal form': (name) => `${name}, Inc.`,
  'no-break space': (name) => name.replaceAll(' ', '\u00a0'),
  'typographic apostrophe': (name) => name.replaceAll("'", '’'),
}

describe('spelling', () => {
  it('case, width and Unicode variants of a name match the same account', () => {
    const syllable = fc.constantFrom('Quil', 'mark', 'Fé', 'rn', 'wéll', 'Ørn', 'tar', "O'", 'zük', 'straße')
    const word = fc.array(syllable, { minLength: 2, maxLength: 4 }).map((parts) => parts.join(''))
    const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '))
    const seen = new Set<string>()
    fc.assert(
      fc.property(name, fc.constantFrom(...Object.keys(variants)), (original, variant) => {
        const matcher = createMatcher([accountCalled(original), accountCalled('Tarnwick Labs')])
        const company = variants[variant]!(original)
        if (company !== original) seen.add(variant)
        const [match] = matcher.match({ company, title: `${company} raises $12M` })
        expect(match).toMatchObject({ accountId: original, decision: 'auto' })
        expect(matcher.find(`We hear ${company} has moved.`).map(({ accountId }) => accountId)).toEqual([original])
      }),
      { numRuns: 300 },
    )
    expect([...seen].sort()).toEqual(Object.keys(variants).sort())
  })
})
