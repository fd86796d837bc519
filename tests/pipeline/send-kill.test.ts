import { expect, test } from 'vitest'
import { killSenders } from './send/kill.ts'

const harmless = { duplicates: 0, changed: 0, lost: 0, untold: 0, approvedAndNotQueued: 0 }

test('two senders that are killed send nothing twice, lose nothing and change no word', async () => {
  const { kills, whileKilled, afterwards, atTheEnd } = await killSenders(4, 16)
  expect(kills.length).toBeGreaterThanOrEqual(4)
  expect(whileKilled).toMatchObject(harmless)
  expect(afterwards).toMatchObject({ stillUnderWay: 0, armed: true, audit: null })
  expect(atTheEnd).toMatchObject({ ...harmless, delivered: 16, states: { sent: 16 } })
}, 120_000)
