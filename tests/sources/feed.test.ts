import { describe, expect, test } from 'vitest'
import { parseFeed } from '../../src/sources/feed/parse.ts'
import { Unreadable } from '../../src/sources/source.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = async (text: string, url = 'https://news.example/feed') =>
  (await parseFeed(bytes(text), { url })).documents
const rss = (items: string) => `<rss version="2.0"><channel><title>Example Wire</title>${items}</channel></rss>`

describe('a feed of any format becomes the same documents', () => {
  test('RSS', async () => {
    const [document] = await read(
      rss(
        '<item><title>Acme &amp;amp; Sons</title><link>/1</link><guid isPermaLink="false">g1</guid><pubDate>Tue, 03 Mar 2026 10:00:00 EST</pubDate><description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</description></item>',
      ),
    )
    expect(document).toMatchObject({
      identity: 'g1',
      url: 'https://news.example/1',
      title: 'Acme & Sons',
      summary: 'One.\nTwo.',
      publisher: 'Example Wire',
      publishedAt: Date.UTC(2026, 2, 3, 15),
    })
  })
})

test('what is no feed is said in words and never anything but Unreadable', async () => {
  for (const text of [
    '',
    '<!doctype html><html><body>Please sign in</body></html>',
    '{"error":"slow down"}',
    '[',
    'hello',
  ]) {
    await expect(parseFeed(bytes(text))).rejects.toThrow(Unreadable)
  }
})
