import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ownSignals } from '../../src/core/own-signals.ts'
import { hnHiring } from '../../src/sources/hn-hiring.ts'
import type { Body, Request } from '../../src/sources/source.ts'

const fixture = (file: string) => readFileSync(path.join(import.meta.dirname, '../fixtures/sources', file), 'utf8')
const answer = (text: string, request: Request): Body => ({
  bytes: new TextEncoder().encode(text),
  url: request.url,
  status: 200,
  headers: {},
  fetchedAt: 0,
  note: request.note!,
})
const thread = async (lastSuccessAt: number | null = null) => {
  const state = { etag: 'x', lastModified: null, bodyHash: null, lastSuccessAt }
  const [first] = hnHiring.request({}, state)
  return (await hnHiring.parse(answer(fixture('hn-hiring.json'), first!), {})).next[0]!
}
const comments = async (lastSuccessAt: number | null = null, text = fixture('hn-hiring.comments.json')) =>
  hnHiring.parse(answer(text, await thread(lastSuccessAt)), {})

test('the newest thread that hires is followed, whatever else its author asks', async () => {
  expect((await thread()).url).toBe(
    'https://hn.algolia.com/api/v1/search_by_date?tags=comment,story_99000008&hitsPerPage=200&page=0',
  )
})

test('the list of threads is read every time, for it stays the same while the thread grows', () => {
  const [first] = hnHiring.request({}, { etag: 'x', lastModified: null, bodyHash: null, lastSuccessAt: 1 })
  expect(first).toMatchObject({ isList: true })
  expect(first?.headers).toBeUndefined()
})

test('each answer to the thread is a document; answers to answers and empty ones are not', async () => {
  const { documents } = await comments()
  expect(documents.map(({ identity }) => identity)).toEqual(['99000101', '99000102', '99000105'])
  expect(documents[0]).toMatchObject({
    url: 'https://news.ycombinator.com/item?id=99000101',
    title:
      'Quillmark (YC X99) | Senior Data Engineer, Account Executive | Leith, Scotland | HYBRID | https://quillmark.example',
    publishedAt: 1772467200_000,
  })
  expect(documents[0]?.body).toContain('We map tides & harbours.')
})

test('company, roles, place and site are read from the line that the thread asks for', async () => {
  const { documents } = await comments()
  expect(documents.map((document) => ownSignals(document))).toMatchObject([
    [
      {
        kind: 'hiring',
        company: 'Quillmark',
        lite: false,
        fields: {
          role: { value: 'Senior Data Engineer, Account Executive' },
          hiringFunction: { value: 'sales' },
          place: { value: 'Leith, Scotland' },
          domain: { value: 'quillmark.example' },
        },
      },
    ],
    [],
    [{ company: 'Tern Robotics', lite: true, fields: { place: { value: 'Remote (EU)' } } }],
  ])
})

test('what was read at the last poll is not read again, and older pages are not asked for', async () => {
  const hour = 3_600_000
  const later = await comments(1772467050_000 + 2 * hour)
  expect(later.documents.map(({ identity }) => identity)).toEqual(['99000101', '99000102'])
  expect(later.next).toEqual([])
  expect((await comments()).next.map(({ url }) => new URL(url).searchParams.get('page'))).toEqual(['1'])
})

test('without a thread there is nothing to read', async () => {
  const [first] = hnHiring.request({}, { etag: null, lastModified: null, bodyHash: null, lastSuccessAt: null })
  expect(() => hnHiring.parse(answer('{"hits":[]}', first!), {})).toThrow('No thread')
})
