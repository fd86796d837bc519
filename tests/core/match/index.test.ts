import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, foldWords } from '../../../src/core/match/fold.ts'
import { coreKey, distinctnessOf, nameKey, spokenName } from '../../../src/core/match/names.ts'
import { createSimilarNames, jaroWinkler } from '../../../src/core/match/similar.ts'

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
    ['Kitchen Systems', 'common'],
    ['Superbaker', 'weak'],
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
    keys.push('quillmarkrobotics')
    const similar = createSimilarNames((name) => keys[name]!, 0, keys.length)
    expect(similar('quilmarkrobotics', 0.9)[0]).toMatchObject({ name: 5000 })
    expect(similar('zzzzzzzz', 0.9)).toEqual([])
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
