import { describe, expect, test } from 'vitest'
import { told } from './told.ts'

describe('bankruptcy', () => {
  test.each([
    'Quillmark files for bankruptcy',
    'Quillmark files for Chapter 11 protection',
    'Quillmark seeks bankruptcy protection',
    'Quillmark goes into administration',
    'Quillmark shuts down',
  ])('a bankruptcy of the named company is read from: %s', (title) => {
    expect(told(title)).toEqual(['bankruptcy: Quillmark'])
  })

  test.each(['Quillmark emerges from bankruptcy', 'Quillmark avoids bankruptcy'])(
    'a bankruptcy is not read from: %s',
    (title) => {
      expect(told(title).filter((each) => each.startsWith('bankruptcy'))).toEqual([])
    },
  )
})
