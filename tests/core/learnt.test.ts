import { describe, expect, it } from 'vitest'
import { factChanges } from '../../src/core/learnt.ts'

const fact = (id: string, value: number, source: string, from: number, to: number | null = null) => ({
  id,
  field: 'employees',
  value,
  source,
  from,
  to,
})
const saying = (id: string, value: number, from: number) => ({ value, source: `signal ${id}`, from })
const nothing = { dropped: [], ends: [], added: [] }

describe('the facts of a field', () => {
  it('take several sayings in the order of their instants, each ending the one before', () => {
    const stated = [fact('f1', 100, 'import', 10)]
    expect(factChanges(stated, [saying('b', 300, 30), saying('a', 200, 20)])).toEqual({
      dropped: [],
      ends: [{ id: 'f1', was: null, to: 20 }],
      added: [
        { ...saying('a', 200, 20), to: 30 },
        { ...saying('b', 300, 30), to: null },
      ],
    })
  })

  it('do not change for what says the same, or is older than what was stated', () => {
    const stated = [fact('f1', 100, 'import', 10)]
    expect(factChanges(stated, [saying('a', 100, 20), saying('b', 300, 5), saying('c', 300, 10)])).toEqual(nothing)
  })

  it('are learnt once', () => {
    const known = [fact('f1', 100, 'import', 10, 20), fact('f2', 200, 'signal a', 20)]
    expect(factChanges(known, [saying('a', 200, 20), saying('later', 200, 25)])).toEqual(nothing)
  })

  it('hold again as they were stated when the signal goes that had replaced them', () => {
    const known = [fact('f1', 100, 'import', 10, 20), fact('f2', 200, 'signal a', 20)]
    expect(factChanges(known, [])).toEqual({ dropped: ['f2'], ends: [{ id: 'f1', was: 20, to: null }], added: [] })
  })

  it('close the gap that a signal leaves between two others', () => {
    const known = [
      fact('f1', 100, 'signal a', 10, 20),
      fact('f2', 200, 'signal b', 20, 30),
      fact('f3', 300, 'signal c', 30),
    ]
    expect(factChanges(known, [saying('a', 100, 10), saying('c', 300, 30)])).toEqual({
      dropped: ['f2'],
      ends: [{ id: 'f1', was: 20, to: 30 }],
      added: [],
    })
  })

  it('stay as they are where something was stated after what a signal taught', () => {
    const known = [
      fact('f1', 100, 'import', 10, 20),
      fact('f2', 200, 'signal a', 20, 30),
      fact('f3', 250, 'import', 30),
    ]
    expect(factChanges(known, [])).toEqual(nothing)
    expect(factChanges(known, [saying('a', 200, 20)])).toEqual(nothing)
  })
})
