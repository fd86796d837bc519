import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFeed } from '../../../src/sources/feed/parse.ts'
import { Unreadable } from '../../../src/sources/source.ts'
import { cpuMs } from '../../support/cpu.ts'
import { hostileFeeds } from '../../support/hostile-feeds.ts'

const url = 'https://news.example/section/feed'
const fetchedAt = Date.UTC(2026, 2, 4)
const parse = (text: string) => parseFeed(new TextEncoder().encode(text), { url, fetchedAt })
const read = async (text: string) => (await parse(text)).documents
const rss = (items: string) => `<rss version="2.0"><channel><title>Example Wire</title>${items}</channel></rss>`
const item = (inside: string) => rss(`<item>${inside}</item>`)

describe('identity', () => {
  const ids = async (items: string) => (await read(rss(items))).map(({ identity }) => identity)

  test('is the guid, else the address, else the words', async () => {
    const [guid, address, words, others] = await ids(
      '<item><guid>g</guid><link>/a</link></item><item><link>/b</link></item>' +
        '<item><title>T</title></item><item><title>U</title></item>',
    )
    expect([guid, address]).toEqual(['g', 'https://news.example/b'])
    expect(words).toMatch(/^sha256:[\da-f]{64}$/)
    expect(others).not.toBe(words)
    expect(await ids('<item><title>T</title></item>')).toEqual([words])
  })

  test('tells a repeated guid apart by the address', async () => {
    const same = (link: string) => `<item><guid isPermaLink="false">g</guid><link>${link}</link></item>`
    expect(await ids(same('/a') + same('/b'))).toEqual(['g|https://news.example/a', 'g|https://news.example/b'])
  })
})

describe('addresses', () => {
  test('that are no web addresses are none', async () => {
    for (const bad of [
      'javascript:alert(1)',
      ' JaVaScRiPt:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'http://',
    ]) {
      const [document] = await read(item(`<title>T</title><link>${bad}</link><guid isPermaLink="true">${bad}</guid>`))
      expect(document?.url, bad).toBeNull()
    }
  })

  test('lose the passwords in them', async () => {
    const [document] = await read(item('<link>https://user:secret@news.example/a</link>'))
    expect(document?.url).toBe('https://news.example/a')
  })

  test('are relative to xml:base, else to the site, else to the feed', async () => {
    const entry = '<entry><title>T</title><link href="a"/></entry>'
    const [based] = await read(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/x/">${entry}</feed>`)
    const [sited] = await read(
      `<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://site.example/y/"/>${entry}</feed>`,
    )
    const [bare] = await read(`<feed xmlns="http://www.w3.org/2005/Atom">${entry}</feed>`)
    expect([based?.url, sited?.url, bare?.url]).toEqual([
      'https://news.example/x/a',
      'https://site.example/y/a',
      'https://news.example/section/a',
    ])
  })

  test('may be a guid that is a permalink, never one that is not', async () => {
    const guid = (attributes: string) => item(`<title>T</title><guid ${attributes}>https://news.example/g</guid>`)
    expect((await read(guid('')))[0]?.url).toBe('https://news.example/g')
    expect((await read(guid('isPermaLink="false"')))[0]?.url).toBeNull()
  })
})

describe('text', () => {
  test.each([
    '<iframe src="https://video.example/1" allowfullscreen />',
    '<script src="https://count.example/1.js"/>',
    '<svg viewBox="0 0 1 1"><path d="M0"/></svg><svg/>',
    '<object data="x"/>',
  ])('goes on after %s, which is closed as XML closes it', async (frame) => {
    const [document] = await read(item(`<description><![CDATA[<p>One</p>${frame}<p>two</p>]]></description>`))
    expect(document?.summary).toBe('One\ntwo')
  })

  test('is plain: scripts, controls, hidden and direction marks are gone', async () => {
    const [document] = await read(
      item(
        '<title>Acme\u202egnp.exe \u00adraises&#8; &lt;b&gt;$5m&lt;/b&gt;</title>' +
          '<description>&lt;style&gt;p{}&lt;/style&gt;&lt;p&gt;One&lt;script&gt;alert(1)&lt;/script&gt;&lt;br&gt;two &amp;amp;&amp;nbsp;three&lt;/p&gt;</description>',
      ),
    )
    expect(document).toMatchObject({ title: 'Acmegnp.exe raises $5m', summary: 'One\ntwo & three' })
  })

  test('is read the same from XHTML that stands bare', async () => {
    const xhtml =
      '<div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><script>alert(<b/>1)</script><p>two &lt;b&gt;</p></div>'
    const [document] = await read(
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><summary type="xhtml">${xhtml}</summary></entry></feed>`,
    )
    expect(document?.summary).toBe('One\ntwo <b>')
  })

  test('keeps what only looks like markup', async () => {
    const [document] = await read(item('<title>AT&T: profit < cost, 3 &lt; 4 <![CDATA[& 5 > 2]]></title>'))
    expect(document?.title).toBe('AT&T: profit < cost, 3 < 4 & 5 > 2')
  })

  test('of an image in an item is not the item’s', async () => {
    const [document] = await read(
      item('<image><title>Logo</title><link>/logo</link></image><title>T</title><link>/t</link>'),
    )
    expect(document).toMatchObject({ title: 'T', url: 'https://news.example/t' })
  })

  test('leaves out what aggregators and WordPress put around it', async () => {
    const outlet = '<source url="https://wire.example">The Wire</source>'
    const footer =
      '&lt;p&gt;Words.&lt;/p&gt;&lt;p&gt;The post &lt;a href="/t"&gt;T&lt;/a&gt; appeared first on &lt;a&gt;Wire&lt;/a&gt;.&lt;/p&gt;'
    const [document] = await read(
      item(`<title>Acme hires - The Wire</title>${outlet}<description>${footer}</description>`),
    )
    expect(document).toMatchObject({ title: 'Acme hires', publisher: 'The Wire', summary: 'Words.' })
  })

  test('without a title begins with its first line', async () => {
    const [document] = await read(
      item('<description>&lt;p&gt;First line.&lt;/p&gt;&lt;p&gt;Second.&lt;/p&gt;</description>'),
    )
    expect(document?.title).toBe('First line.')
  })
})

describe('dates', () => {
  test('in the future count as now and are flagged', async () => {
    const [document] = await read(item('<title>T</title><pubDate>Tue, 03 Mar 2099 10:00:00 GMT</pubDate>'))
    expect(document).toMatchObject({ publishedAt: fetchedAt, extra: { datedInTheFuture: true } })
  })

  test('that cannot be read cost no item and no other date', async () => {
    const documents = await read(
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><updated>some day</updated></entry>' +
        '<entry><title>B</title><updated>2026-03-03T10:00:00Z</updated></entry></feed>',
    )
    expect(documents.map(({ updatedAt }) => updatedAt)).toEqual([null, Date.UTC(2026, 2, 3, 10)])
  })
})

describe('a broken feed', () => {
  test('gives its whole items and says that it ends in the middle', async () => {
    const whole = '<item><title>Whole</title><link>/w</link></item>'
    const { documents, warnings } = await parse(`<rss><channel>${whole}<item><title>Half a head`)
    expect(documents.map(({ title }) => title)).toEqual(['Whole'])
    expect(warnings).toEqual(['The feed ends in the middle'])
  })

  test.each([
    ['no version', '<rss><channel><item><title>T</title></item></channel></rss>'],
    [
      'a PHP warning before it',
      `<br />\n<b>Warning</b>: x in y<br />\n<?xml version="1.0"?>${item('<title>T</title>')}`,
    ],
    ['a script after it', `${item('<title>T</title>')}<script>track()</script>`],
    ['undeclared prefixes', item('<media:content url="x"/><title>T</title>')],
    ['upper case', item('<TITLE>T</TITLE>').replace('<item>', '<ITEM>').replace('</item>', '</ITEM>')],
    ['unclosed markup', item('<description><p>one<br>two</description><title>T</title>')],
    ['a prototype in it', item('<__proto__><title>no</title></__proto__><constructor/><title>T</title>')],
  ])('with %s is read all the same', async (_, text) => {
    expect((await read(text)).map(({ title }) => title)).toEqual(['T'])
  })
})

describe('a hostile feed', () => {
  const within = async (text: string, ms: number) => {
    const started = cpuMs()
    const answer = await parse(text).catch((error: unknown) => error)
    expect(cpuMs() - started).toBeLessThan(ms)
    return answer
  }

  test.each(hostileFeeds)(
    'with %s is done within a second of processor time and never another error',
    async (_, made) => {
      const answer = await within(made(), 1_000)
      expect(answer instanceof Unreadable || Array.isArray((answer as { documents: unknown }).documents)).toBe(true)
    },
  )

  test('cannot make entities grow or read files', async () => {
    const dtd = '<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    const [document] = await read(`<?xml version="1.0"?>${dtd}${item('<title>[&b;&x;]</title>')}`)
    expect(document?.title).toBe('[&b;&x;]')
  })

  test('has its items capped, and it is said', async () => {
    const { documents, warnings } = await parse(rss('<item><title>T</title></item>'.repeat(6_000)))
    expect(documents).toHaveLength(5_000)
    expect(warnings).toEqual(['More than 5000 items: read up to there'])
  })

  test('cannot grow by a base that each of its items takes', async () => {
    const items = Array.from({ length: 4_000 }, (_, i) => `<item><link>${i}</link></item>`).join('')
    const from = (base: string) => parse(`<rss version="2.0" xml:base="${base}"><channel>${items}</channel></rss>`)
    const { documents, warnings } = await from(`https://long.example/${'a'.repeat(3_900)}/`)
    expect(documents.reduce((sum, { identity, url }) => sum + identity.length + url!.length, 0)).toBeLessThan(
      10_000_001,
    )
    expect(warnings).toEqual(['Its addresses are too long: read up to there'])
    expect((await from('https://short.example/news/')).documents).toHaveLength(4_000)
  })
})

test('no mutilation of a feed raises anything but Unreadable, and no address but a web address', async () => {
  const whole = rss('<item><title>T &amp; <![CDATA[<b>x</b>]]></title><link>/a</link><guid>g</guid></item>'.repeat(3))
  const cut = fc.record({
    at: fc.nat(whole.length),
    length: fc.nat(40),
    insert: fc.oneof(
      fc.string(),
      fc.constantFrom('<', '>', '&', ']]>', '<![CDATA[', '<!--', '</item>', '<item>', '\0', '"'),
    ),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(cut, { minLength: 1, maxLength: 4 }), async (cuts) => {
      const text = cuts.reduce(
        (text, { at, length, insert }) => text.slice(0, at) + insert + text.slice(at + length),
        whole,
      )
      const answer = await parse(text).catch((error: unknown) => error)
      if (answer instanceof Unreadable) return
      for (const document of (answer as Awaited<ReturnType<typeof parse>>).documents) {
        if (document.url) expect(new URL(document.url).protocol).toMatch(/^https?:$/)
        expect(document.identity).not.toBe('')
      }
    }),
    { numRuns: 300 },
  )
})

test('what is no feed is said in words', async () => {
  await expect(parse('')).rejects.toThrow('The answer was empty')
  await expect(parse('<!doctype html><html><body>Please sign in</body></html>')).rejects.toThrow('A web page')
  await expect(parse('{"error":"slow down"}')).rejects.toThrow('JSON, but not a JSON Feed')
  await expect(parse('hello')).rejects.toThrow('Not a feed')
})

test.each(['<a href=', '<p ', '<!--', '>><', '<![CDATA['])(
  'a flood of %s costs no more than its length',
  async (word) => {
    for (const inside of [`<![CDATA[${word.repeat(60_000)}]]>`, word.repeat(60_000).replaceAll('<', '&lt;')])
      await read(item(`<title>Told</title><description>${inside}</description>`)).catch((error) => {
        expect(error).toBeInstanceOf(Unreadable)
      })
  },
)
