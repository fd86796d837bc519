import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Bucket, takeCall } from '../../src/core/bucket.ts'

const size = { mostAtOnce: 5, perSecond: 2 }

test('a caller has so many calls at once, then so many a second, and is told how long to wait', () => {
  let bucket: Bucket | undefined
  for (let i = 0; i < 5; i++) ({ bucket } = takeCall(bucket, 1000, size))
  expect(takeCall(bucket, 1000, size).waitMs).toBe(500)
  expect(takeCall(bucket, 1499, size).waitMs).toBeGreaterThan(0)
  expect(takeCall(bucket, 1500, size).waitMs).toBe(0)
})

test('whenever calls come, no more pass than the size allows, and after the wait one does', () => {
  let refused = 0
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 20, maxLength: 60 }), (gaps) => {
      let [now, passed, bucket] = [0, 0, undefined as Bucket | undefined]
      for (const gap of gaps) {
        now += gap
        const taken = takeCall(bucket, now, size)
        bucket = taken.bucket
        if (taken.waitMs === 0) passed++
        else {
          refused++
          expect(takeCall(bucket, now + taken.waitMs, size).waitMs).toBe(0)
        }
      }
      expect(passed).toBeLessThanOrEqual(size.mostAtOnce + (now / 1000) * size.perSecond)
    }),
    { numRuns: 1000 },
  )
  expect(refused).toBeGreaterThan(100)
})
