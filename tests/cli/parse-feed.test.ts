import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Command } from 'commander'
import { expect, test, vi } from 'vitest'
import { addParseFeed } from '../../src/cli/parse-feed.ts'

test('parse-feed answers every case on a line of its own, a broken one with its error', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parse-feed-'))
  const item = '<item><title>T</title><link>/a</link><pubDate>Tue, 03 Mar 2026 10:00:00 GMT</pubDate></item>'
  writeFileSync(path.join(folder, 'good.xml'), `<rss><channel>${item}</channel></rss>`)
  writeFileSync(path.join(folder, 'page.html'), '<html><body>Sign in</body></html>')
  const cases = [{ file: 'good.xml', url: 'https://news.example/feed' }, { file: 'page.html' }, { file: 'missing.xml' }]
  writeFileSync(path.join(folder, 'cases.json'), JSON.stringify(cases))

  const printed: string[] = []
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => printed.push(String(line)) > 0)
  const program = new Command()
  addParseFeed(program)
  await program.parseAsync(['parse-feed', '--cases', path.join(folder, 'cases.json'), '--files', folder], {
    from: 'user',
  })
  write.mockRestore()

  const [good, page, missing] = printed.map((line) => JSON.parse(line))
  expect(good).toEqual({
    file: 'good.xml',
    documents: [
      {
        guid: 'https://news.example/a',
        url: 'https://news.example/a',
        title: 'T',
        summary: null,
        publishedAt: '2026-03-03T10:00:00.000Z',
        updatedAt: null,
      },
    ],
  })
  expect(page).toEqual({ file: 'page.html', error: 'A web page where a feed was expected' })
  expect(missing).toMatchObject({ file: 'missing.xml', error: expect.stringContaining('ENOENT') })
})
