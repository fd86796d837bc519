import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Signal, SignalFields } from '../../../src/core/signal.ts'
import { type Evidence, mergeTriggers, type Trigger } from '../../../src/core/trigger.ts'

const dayMs = 86_400_000
const monday = Date.UTC(2031, 2, 3)
const quoted = <T>(value: T) => ({ value, quote: String(value) })

type Told = Partial<Omit<Evidence, 'signal'>> & Partial<Omit<Signal, 'fields'>> & { fields?: SignalFields }

let told = 0
const evidence = (options: Told = {}): Evidence => {
  const { signalId = `s${String(++told).padStart(4, '0')}`, fetchedAt = monday } = options
  const title = options.title ?? `Quillmark story ${signalId}`
  return {
    signalId,
    item: options.item ?? `d-${signalId}`,
    url: null,
    title,
    summary: options.summary ?? null,
    publisher: options.publisher ?? `Paper ${signalId}`,
    publishedAt: options.publishedAt === undefined ? fetchedAt : options.publishedAt,
    fetchedAt,
    side: options.side ?? 'subject',
    signal: {
      kind: options.kind ?? 'funding',
      company: options.company ?? 'Quillmark',
      companyQuote: options.company ?? 'Quillmark',
      fields: options.fields ?? {},
      occurredAt: options.occurredAt ?? null,
      quote: options.quote ?? title,
      confidence: options.confidence ?? 0.9,
      lite: options.lite ?? false,
      rule: 'test',
    },
  }
}

const million = (value: number, currency = 'USD') => ({ amount: quoted({ value: value * 1e6, currency }) })
const ids = (triggers: { id: string }[]) => triggers.map(({ id }) => id)

describe('merging evidence into triggers', () => {
  it('tells one event once, however many documents tell it', () => {
    const triggers = mergeTriggers('a', [
      evidence({ fields: { ...million(40), round: quoted('Series B') } }),
      evidence({ fields: million(40), fetchedAt: monday + dayMs }),
      evidence({ fetchedAt: monday + 2 * dayMs }),
    ])
    expect(triggers).toHaveLength(1)
    expect(triggers[0]).toMatchObject({
      kind: 'funding',
      firstSeenAt: monday,
      fields: { round: { value: 'Series B' } },
    })
    expect(triggers[0]!.evidence).toHaveLength(3)
  })

  it('keeps another round, another person, another target and another kind apart', () => {
    const triggers = mergeTriggers('a', [
      evidence({ fields: { round: quoted('Series B') } }),
      evidence({ fields: { round: quoted('Series C') } }),
      evidence({ kind: 'executive_hire', fields: { person: quoted('Mira Oakfield') } }),
      evidence({ kind: 'executive_hire', fields: { person: quoted('Tobin Marsh') } }),
      evidence({ kind: 'acquisition', fields: { counterpart: quoted('Fernwell') } }),
      evidence({ kind: 'acquisition', fields: { counterpart: quoted('Gristmoor') } }),
    ])
    expect(triggers).toHaveLength(6)
  })

  it('keeps names apart that only begin with the same letters', () => {
    const bought = (name: string) => evidence({ kind: 'acquisition', fields: { counterpart: quoted(name) } })
    expect(mergeTriggers('a', [bought('Fern'), bought('Fernwell')])).toHaveLength(2)
    expect(mergeTriggers('a', [bought('Fern Well'), bought('FernWell'), bought('Fernwell Labs')])).toHaveLength(1)
  })

  it('a telling long after is a new event, a recap of the same round is not', () => {
    const first = evidence({ fields: { ...million(40), round: quoted('Series B') } })
    const recap = evidence({ fetchedAt: monday + 80 * dayMs, fields: { round: quoted('Series B') } })
    const later = evidence({ fetchedAt: monday + 80 * dayMs })
    expect(mergeTriggers('a', [first, recap])).toHaveLength(1)
    expect(mergeTriggers('a', [first, later])).toHaveLength(2)
  })

  it('keeps a contradiction, shows it, and asserts neither amount', () => {
    const [trigger] = mergeTriggers('a', [
      evidence({ signalId: 'x', fields: { ...million(40), round: quoted('Series B') } }),
      evidence({ signalId: 'y', fields: { ...million(45), round: quoted('Series B') } }),
    ])
    expect(trigger!.fields.amount).toBeUndefined()
    expect(trigger!.fields.round?.value).toBe('Series B')
    expect(trigger!.contradictions).toEqual([
      {
        field: 'amount',
        values: [
          { value: { value: 40e6, currency: 'USD' }, signalIds: ['x'] },
          { value: { value: 45e6, currency: 'USD' }, signalIds: ['y'] },
        ],
      },
    ])
  })

  it('a converted amount is no contradiction', () => {
    const [trigger] = mergeTriggers('a', [evidence({ fields: million(40) }), evidence({ fields: million(37, 'EUR') })])
    expect(trigger!.contradictions).toEqual([])
  })

  it('a wire story reprinted thirty times is one voice', () => {
    const reprints = Array.from({ length: 30 }, (_, at) =>
      evidence({
        publisher: `Gazette ${at}`,
        title: `Quillmark raises $40 million to map the sea floor | Gazette ${at}`,
      }),
    )
    const own = evidence({ publisher: 'Harbour Post', title: 'Sea-floor mapper Quillmark gets a Series B' })
    const [trigger] = mergeTriggers('a', [...reprints, own])
    expect(trigger!.evidence).toHaveLength(31)
    expect(trigger!.publishers).toHaveLength(2)
  })

  it('a wire story cut, retitled or touched up by whoever reprints it is still one voice', () => {
    const wire =
      'Quillmark said on Monday that it had raised $40 million to map the sea floor with a fleet of forty gliders, which it will build in Porto and lease to harbours.'
    const [trigger] = mergeTriggers('a', [
      evidence({ publisher: 'Wire', title: 'Quillmark raises $40 million to map the sea floor', summary: wire }),
      evidence({
        publisher: 'Gazette',
        title: 'Sea-floor firm gets new money',
        summary: `PORTO: ${wire} It employs 90.`,
      }),
      evidence({ publisher: 'Lantern', title: 'Quillmark raises $40 million to map sea floor', summary: null }),
      evidence({
        publisher: 'Harbour Post',
        title: 'Gliders for the deep: Quillmark closes its Series B',
        summary:
          'We spoke to the founders of Quillmark about the money that they have just closed and about cold water.',
      }),
    ])
    expect(trigger!.evidence).toHaveLength(4)
    expect(trigger!.publishers).toEqual(['Wire', 'Harbour Post'])
  })

  it('a wire story that a thousand publishers retitle is one voice', () => {
    const summary = `Quillmark, a maker of ovens that bake by themselves, said on Tuesday that it had raised money from
      Gristmoor in a round that will pay for bakers in nine cities and for a new plant near the river.`
    const flood = Array.from({ length: 1000 }, (_, at) => evidence({ title: `Ovens ${at * 7} rise`, summary }))
    expect(mergeTriggers('a', flood).map(({ publishers }) => publishers.length)).toEqual([1])
  })

  it('sums that no exchange makes one are two rounds', () => {
    expect(
      mergeTriggers('a', [evidence({ fields: million(5) }), evidence({ fields: million(400, 'EUR') })]),
    ).toHaveLength(2)
    expect(
      mergeTriggers('a', [evidence({ fields: million(12) }), evidence({ fields: million(11, 'EUR') })]),
    ).toHaveLength(1)
  })

  it('a flood of stories about one event is counted in good time', () => {
    const flood = Array.from({ length: 3000 }, (_, at) =>
      evidence({ publisher: `Gazette ${at}`, summary: `Quillmark ${at} ${'said many things again '.repeat(at % 20)}` }),
    )
    const started = performance.now()
    expect(mergeTriggers('a', flood)).toHaveLength(1)
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it('dates an event by its own day, else by its first publication', () => {
    const [stated] = mergeTriggers('a', [
      evidence({ publishedAt: monday }),
      evidence({ publishedAt: monday, occurredAt: monday - 3 * dayMs }),
    ])
    expect(stated!.at).toBe(monday - 3 * dayMs)
    const [unstated] = mergeTriggers('a', [evidence({ publishedAt: null, fetchedAt: monday + dayMs })])
    expect(unstated!.at).toBe(monday + dayMs)
  })

  it('two hires in one document are two triggers', () => {
    const triggers = mergeTriggers('a', [
      evidence({ item: 'd', kind: 'executive_hire', fields: { person: quoted('Mira Oakfield') } }),
      evidence({ item: 'd', kind: 'executive_hire', fields: { person: quoted('Tobin Marsh') } }),
    ])
    expect(new Set(ids(triggers)).size).toBe(2)
  })

  it('buying and being bought are two events, and so are two buyers', () => {
    const target = { kind: 'acquisition', side: 'counterpart', fields: { counterpart: quoted('Quillmark') } } as const
    const triggers = mergeTriggers('a', [
      evidence({ kind: 'acquisition', fields: { counterpart: quoted('Fernwell') } }),
      evidence({ ...target, company: 'Gristmoor' }),
      evidence({ ...target, company: 'Gristmoor Holdings' }),
      evidence({ ...target, company: 'Tarnbridge' }),
    ])
    expect(triggers.map(({ side, evidence: members }) => [side, members.length]).sort()).toEqual([
      ['counterpart', 1],
      ['counterpart', 2],
      ['subject', 1],
    ])
  })

  it('later evidence never changes the id of a trigger', () => {
    const first = evidence({ fields: million(40) })
    const later = evidence({ fields: million(40), fetchedAt: monday + dayMs, publishedAt: monday - dayMs })
    expect(ids(mergeTriggers('a', [first, later]))).toEqual(ids(mergeTriggers('a', [first])))
  })

  it('a known trigger keeps its id when older evidence turns up', () => {
    const first = evidence({ signalId: 'first', fields: million(40) })
    const older = evidence({ fields: million(40), fetchedAt: monday - dayMs })
    const [before] = mergeTriggers('a', [first])
    const after = mergeTriggers('a', [first, older], [before!])
    expect(ids(after)).toEqual([before!.id])
    expect(after[0]!.firstSeenAt).toBe(monday - dayMs)
  })
})

describe('an edited item', () => {
  const first = evidence({ item: 'wire 1', fields: { ...million(40), round: quoted('Series B') } })
  const reprint = evidence({ item: 'post 1', fields: million(40), fetchedAt: monday + dayMs / 2 })
  const [before] = mergeTriggers('a', [first, reprint])
  const edited = (change: Told) =>
    evidence({ item: 'wire 1', fetchedAt: monday + dayMs, publishedAt: monday, fields: first.signal.fields, ...change })

  it('is the same evidence: the trigger keeps its id, with the reprint and without', () => {
    const now = edited({ title: 'Quillmark raises, updated' })
    for (const all of [[now, reprint], [now]]) expect(ids(mergeTriggers('a', all, [before!]))).toEqual([before!.id])
    expect(ids(mergeTriggers('a', [now]))).toEqual([before!.id])
  })

  it('keeps the id when it corrects what names the event', () => {
    const now = edited({ fields: { round: quoted('Series C') } })
    expect(ids(mergeTriggers('a', [now], [{ ...before!, evidence: [first] }]))).toEqual([before!.id])
  })

  it('comes back to its trigger after a version that did not tell it', () => {
    const gone = { ...before!, evidence: [first] }
    expect(ids(mergeTriggers('a', [edited({})], [gone]))).toEqual([before!.id])
  })

  it('two events of one item each stay in their own trigger', () => {
    const hire = (name: string, change: Told = {}) =>
      evidence({ kind: 'executive_hire', item: 'wire 2', fields: { person: quoted(name) }, ...change })
    const known = mergeTriggers('a', [hire('Mira Oakfield'), hire('Tobin Marsh')])
    const later = { fetchedAt: monday + dayMs, publishedAt: monday }
    const now = mergeTriggers('a', [hire('Tobin Marsh', later), hire('Mira Oakfield', later)], known)
    const personOf = (triggers: typeof now) =>
      Object.fromEntries(triggers.map(({ id, fields }) => [id, fields.person?.value]))
    expect(personOf(now)).toEqual(personOf(known))
  })

  it('a board that tells a new surge under the old name starts a new trigger', () => {
    const surge = (at: number) =>
      evidence({
        kind: 'hiring',
        item: 'board hiring sales',
        occurredAt: at,
        fetchedAt: at,
        fields: { hiringFunction: quoted('sales') },
      })
    const known = mergeTriggers('a', [surge(monday)])
    const daysLater = (days: number) => ids(mergeTriggers('a', [surge(monday + days * dayMs)], known))
    expect(daysLater(3)).toEqual(ids(known))
    expect(daysLater(90)).not.toEqual(ids(known))
  })
})

const anyEvidence = fc
  .record({
    day: fc.integer({ min: 0, max: 60 }),
    kind: fc.constantFrom('funding' as const, 'executive_hire' as const, 'layoff' as const),
    millions: fc.option(fc.constantFrom(40, 41, 90), { nil: undefined }),
    round: fc.option(fc.constantFrom('Series A', 'Series B'), { nil: undefined }),
    person: fc.option(fc.constantFrom('Mira Oakfield', 'M Oakfield', 'Tobin Marsh'), { nil: undefined }),
    publisher: fc.constantFrom('Harbour Post', 'Gazette', 'The Lantern'),
    title: fc.constantFrom('Quillmark grows', 'Quillmark in the news'),
  })
  .map(({ day, kind, millions, round, person, publisher, title }) => ({
    kind,
    publisher,
    title,
    fetchedAt: monday + day * dayMs,
    fields: {
      ...(millions === undefined ? {} : million(millions)),
      ...(round === undefined ? {} : { round: quoted(round) }),
      ...(person === undefined ? {} : { person: quoted(person) }),
    },
  }))

describe('merging as a property', () => {
  it('is independent of the order of the evidence', () => {
    let merged = 0
    let apart = 0
    fc.assert(
      fc.property(
        fc.array(anyEvidence, { minLength: 2, maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (tellings, keys) => {
          const all = tellings.map((telling, at) => evidence({ ...telling, signalId: `s${at}`, item: `d${at}` }))
          const shuffled = all.map((one) => ({ one, key: keys.next().value })).sort((a, b) => a.key - b.key)
          const triggers = mergeTriggers('a', all)
          expect(
            mergeTriggers(
              'a',
              shuffled.map(({ one }) => one),
            ),
          ).toEqual(triggers)
          if (triggers.length < all.length) merged++
          if (triggers.length > 1) apart++
        },
      ),
      { numRuns: 200 },
    )
    expect(merged).toBeGreaterThan(50)
    expect(apart).toBeGreaterThan(50)
  })

  it('is independent of the runs in which the evidence came, and in which order', () => {
    let late = 0
    let apart = 0
    const partition = (triggers: Trigger[]) =>
      triggers.map(({ evidence: members }) => members.map(({ signalId }) => signalId).join()).sort()
    fc.assert(
      fc.property(
        fc.array(anyEvidence, { minLength: 2, maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (tellings, keys) => {
          const all = tellings.map((telling, at) => evidence({ ...telling, signalId: `s${at}`, item: `d${at}` }))
          const shuffled = all.map((one) => ({ one, key: keys.next().value })).sort((a, b) => a.key - b.key)
          const came: Evidence[] = []
          let known: Trigger[] = []
          for (const { one, key } of shuffled) {
            if (came.some(({ fetchedAt }) => fetchedAt > one.fetchedAt)) late++
            came.push(one)
            if (key % 3 > 0) known = mergeTriggers('a', came, known)
          }
          known = mergeTriggers('a', came, known)
          expect(partition(known)).toEqual(partition(mergeTriggers('a', all)))
          expect(new Set(ids(known)).size).toBe(known.length)
          if (known.length > 1) apart++
        },
      ),
      { numRuns: 300 },
    )
    expect(late).toBeGreaterThan(300)
    expect(apart).toBeGreaterThan(100)
  })

  it('adding later evidence keeps every earlier id, and every evidence stands in exactly one trigger', () => {
    fc.assert(
      fc.property(fc.array(anyEvidence, { minLength: 2, maxLength: 12 }), (tellings) => {
        const all = tellings
          .map((telling, at) => evidence({ ...telling, signalId: `s${at}`, item: `d${at}` }))
          .sort((a, b) => a.fetchedAt - b.fetchedAt)
        const earlier = mergeTriggers(
          'a',
          all.slice(0, -1).filter((one) => one.fetchedAt < all.at(-1)!.fetchedAt),
        )
        const now = mergeTriggers('a', all)
        expect(ids(now)).toEqual(expect.arrayContaining(ids(earlier)))
        expect(now.flatMap(({ evidence: members }) => members.map(({ signalId }) => signalId)).sort()).toEqual(
          all.map(({ signalId }) => signalId).sort(),
        )
      }),
      { numRuns: 100 },
    )
  })
})
