import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, foldWords } from '../../../src/core/match/fold.ts'
import { NameIndex } from '../../../src/core/match/name-index.ts'
import { coreKey, distinctnessOf, nameKey, spokenName } from '../../../src/core/match/names.ts'
import { createSimilarNames, jaroWinkler } from '../../../src/core/match/similar.ts'

const word = fc.constantFrom('ash', 'elm', 'oak')
const phrase = (most: number) => fc.array(word, { minLength: 1, maxLength: most }).map((words) => words.join(' '))

/** The plain way: at each word, the longest name that the following words spell. */
const findPlainly = (names: readonly string[], text: string): string[] => {
  const words = text.split(' ')
  const found: string[] = []
  for (let at = 0; at < words.length; ) {
    const here = names.filter((name) => `${words.slice(at).join(' ')} `.startsWith(`${name} `))
    const longest = here.sort((a, b) => b.length - a.length)[0]
    if (longest) found.push(longest)
    at += longest ? longest.split(' ').length : 1
  }
  return found
}

describe('the index of names', () => {
  it('finds what a plain search finds', () => {
    let hits = 0
    let overlaps = 0
    fc.assert(
      fc.property(fc.uniqueArray(phrase(5), { minLength: 1, maxLength: 12 }), phrase(30), (names, text) => {
        const found = new NameIndex(names).find(text)
        const plain = findPlainly(names, text)
        expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(plain)
        hits += plain.length
        if (plain.some((name) => name.split(' ').length > 2)) overlaps++
      }),
      { numRuns: 300 },
    )
    expect(hits).toBeGreaterThan(300)
    expect(overlaps).toBeGreaterThan(30)
  })

  it('gives every name that is written the same', () => {
    expect(new NameIndex(['Loom', 'LOOM', 'Fern']).find('a loom')[0]!.names.sort()).toEqual([0, 1])
  })
})

describe('folding', () => {
  it('is stable, and blind to case, width and accents', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')))
      }),
    )
    expect(foldWords("Étoile & Fils’s Ｗｅａｖｅｒｓ O'Dell")).toEqual(['etoile', 'and', 'fils', 'weavers', 'odell'])
  })
})

describe('names', () => {
  it('spacing, punctuation and legal form do not make another name, descriptors do', () => {
    expect(nameKey('Fern-Well, Inc.')).toBe(nameKey('FernWell'))
    expect(nameKey('The Quillmark Company')).toBe('quillmark')
    expect(nameKey('Quillmark B.V.')).toBe('quillmark')
    expect(nameKey('Quillmark Labs')).not.toBe(nameKey('Quillmark'))
    expect(coreKey('Quillmark Labs')).toBe(coreKey('Quillmark Software'))
    expect(spokenName('Quillmark Robotics, Inc.')).toBe('Quillmark Robotics')
  })

  it.each([
    ['Quillmark', 'own'],
    ['Loom', 'common'],
    ['Market Dynamics', 'common'],
    ['Hypergrowth', 'weak'],
    ['Lisbon', 'common'],
    ['QXV', 'weak'],
    ['R7', 'common'],
  ] as const)('%s is a name that is %s', (name, distinctness) => {
    expect(distinctnessOf(name)).toBe(distinctness)
  })
})

describe('similar names', () => {
  it('a misspelling finds its name first among thousands', () => {
    const keys = Array.from({ length: 5000 }, (_, at) => `name${at.toString(36)}qo${(at * 7919).toString(36)}`)
    const similar = createSimilarNames([...keys, 'quillmarkrobotics'])
    expect(similar('quilmarkrobotics', 0.9, 3)[0]).toMatchObject({ name: 5000 })
    expect(similar('zzzzzzzz', 0.9, 3)).toEqual([])
  })

  it('likeness is symmetric, one for equals and never above', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(letters, letters, (one, two) => {
        expect(jaroWinkler(one, two)).toBeCloseTo(jaroWinkler(two, one), 10)
        expect(jaroWinkler(one, two)).toBeLessThanOrEqual(1)
        expect(jaroWinkler(one, one)).toBe(1)
      }),
    )
  })
})
