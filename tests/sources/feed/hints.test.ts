import { describe, expect, test } from 'vitest'
import { parseFeed } from '../../../src/sources/feed/parse.ts'

const hints = async (channel: string, attributes = '') => {
  const item = '<item><title>A</title><link>https://wire.example/a</link></item>'
  const xml = `<rss version="2.0" ${attributes}><channel><title>Wire</title>${channel}${item}</channel></rss>`
  return (await parseFeed(new TextEncoder().encode(xml))).hints
}
const minuteMs = 60_000

describe('what a feed says about how often to come', () => {
  test('ttl is minutes, at most a day, and nothing when it is no number', async () => {
    expect(await hints('<ttl>90</ttl>')).toEqual({ everyMs: 90 * minuteMs })
    expect(await hints('<ttl>999999</ttl>')).toEqual({ everyMs: 1440 * minuteMs })
    for (const ttl of ['', '0', '-5', 'soon', '1e9']) expect(await hints(`<ttl>${ttl}</ttl>`)).toEqual({})
  })

  test('sy:updatePeriod is shared out by sy:updateFrequency, whatever its prefix', async () => {
    const sy = 'xmlns:upd="http://purl.org/rss/1.0/modules/syndication/"'
    const said = '<upd:updatePeriod> daily </upd:updatePeriod><upd:updateFrequency>4</upd:updateFrequency>'
    expect(await hints(said, sy)).toEqual({ everyMs: 360 * minuteMs })
    expect(await hints('<sy:updatePeriod>weekly</sy:updatePeriod>')).toEqual({ everyMs: 1440 * minuteMs })
    expect(await hints('<sy:updatePeriod>fortnightly</sy:updatePeriod>')).toEqual({})
  })

  test('hours and days to skip are read one by one', async () => {
    const said =
      '<skipHours><hour>1</hour><hour>23</hour><hour>24</hour><hour>77</hour></skipHours><skipDays><day>Sunday</day><day>saturday</day><day>Someday</day></skipDays>'
    expect(await hints(said)).toEqual({ skipHours: [0, 1, 23], skipDays: [0, 6] })
  })

  test('an item cannot say it', async () => {
    expect(await hints('<item><title>B</title><ttl>600</ttl></item>')).toEqual({})
  })
})
