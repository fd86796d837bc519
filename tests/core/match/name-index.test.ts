import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldWords, skeletonOf, Words } from '../../../src/core/match/fold.ts'
import { NameIndex } from '../../../src/core/match/name-index.ts'
import { sameWhenFolded } from '../../../src/core/match/spelling.ts'

const indexOf = (names: readonly string[]): NameIndex => {
  const index = new NameIndex(names.length, (number) => names[number]!)
  for (const [number, name] of names.entries()) index.add(name, number)
  return index
}

const foldedPhrase = (text: string): string => foldWords(text).map(skeletonOf).join(' ')

/** The plain way: at each word, the longest run of words that folds to a name and is joined like it. */
const plainFinder = (names: readonly string[]) => {
  const byPhrase = Map.groupBy(names.keys(), (number) => foldedPhrase(names[number]!))
  return (text: string) => {
    const { count, starts, ends } = new Words().read(text)
    const found: { start: number; end: number; names: number[] }[] = []
    for (let at = 0; at < count; at++) {
      const start = starts[at]!
      if (start < (found.at(-1)?.end ?? 0)) continue
      for (let last = Math.min(count, at + 12) - 1; last >= at; last--) {
        const slice = text.slice(start, ends[last])
        const named = (byPhrase.get(foldedPhrase(slice)) ?? []).filter((number) =>
          sameWhenFolded(slice, names[number]!),
        )
        if (named.length === 0) continue
        found.push({ start, end: ends[last]!, names: named })
        break
      }
    }
    return found
  }
}

const sorted = (hits: readonly { start: number; end: number; names: number[] }[]) =>
  hits.map(({ start, end, names }) => ({ start, end, names: names.toSorted((a, b) => a - b) }))

describe('the index of names', () => {
  it('finds what a plain search finds, however names and text are written', () => {
    const word = fc.constantFrom(
      'ash',
      'Ash',
      'ASH',
      'ásh',
      'аsh',
      'elm',
      "o'elm",
      'elm’s',
      'ｏａｋ',
      'oak',
      'R&D',
      '3',
      'Œlm',
    )
    const between = fc.constantFrom(' ', ' ', ' ', '-', ' & ', ', ', '. ', '  ', '.', '/', '\u00a0', '[')
    const phrase = (most: number) =>
      fc
        .array(fc.tuple(word, between), { minLength: 1, maxLength: most })
        .map((parts) => parts.map(([text, gap], at) => (at + 1 < parts.length ? text + gap : text)).join(''))
    let [single, longer, folded, several] = [0, 0, 0, 0]
    fc.assert(
      fc.property(fc.array(phrase(4), { minLength: 1, maxLength: 30 }), phrase(40), (names, text) => {
        const found = sorted(indexOf(names).find(text))
        expect(found).toEqual(plainFinder(names)(text))
        for (const hit of found) {
          const slice = text.slice(hit.start, hit.end)
          if (foldWords(slice).length === 1) single++
          if (foldWords(slice).length > 2) longer++
          if (hit.names.some((number) => names[number]!.toLowerCase() !== slice.toLowerCase())) folded++
          if (hit.names.length > 1) several++
        }
      }),
      { numRuns: 500 },
    )
    for (const cases of [single, longer, folded, several]) expect(cases).toBeGreaterThan(20)
  })

  it('finds what a plain search finds among names that fill its tables', () => {
    const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'je', 'ki', 'lo', 'mu', 'na', 'pe', 'ri', 'so', 'tu']
    const coined = (at: number): string =>
      syllables[at % 15]! + syllables[Math.floor(at / 15) % 15]! + syllables[Math.floor(at / 225) % 15]!
    const names = Array.from({ length: 20_000 }, (_, at) =>
      Array.from({ length: 1 + (at % 4) }, (_, word) => coined((at + 1) * 7919 + word * (at % 97))).join(' '),
    )
    const plain = plainFinder(names)
    const index = indexOf(names)
    const lengths = new Set<number>()
    const part = fc.oneof(
      fc.nat(20_000 - 1).map((at) => names[at]!),
      fc.nat(3374).map(coined),
    )
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 200 }), (parts) => {
        const text = parts.join(' ')
        const found = sorted(index.find(text))
        expect(found).toEqual(plain(text))
        for (const { start, end } of found) lengths.add(text.slice(start, end).split(' ').length)
      }),
      { numRuns: 30 },
    )
    expect([...lengths].sort()).toEqual([1, 2, 3, 4])
  })

  it('reads one text after another, long after short', () => {
    const index = indexOf(['Fern', 'Loom Fern'])
    const long = `${'word '.repeat(600)}loom fern`
    for (const text of ['fern', long, 'loom', '', long])
      expect(sorted(index.find(text))).toEqual(plainFinder(['Fern', 'Loom Fern'])(text))
  })

  it('gives every name that is written the same', () => {
    expect(indexOf(['Loom', 'LOOM', 'Fern']).find('a loom')[0]!.names.toSorted()).toEqual([0, 1])
  })
})
