import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Body, PollState } from '../../../src/sources/source.ts'

export const settings = { board: 'quillmarkexample' }
export const never: PollState = { etag: null, lastModified: null, bodyHash: null, lastSuccessAt: null }

export const body = (text: string, note?: string): Body => ({
  bytes: new TextEncoder().encode(text),
  url: 'https://quillmarkexample.teamtailor.com/jobs.json',
  status: 200,
  headers: {},
  fetchedAt: 0,
  ...(note ? { note } : {}),
})

export const recorded = (file: string): Body =>
  body(readFileSync(path.join(import.meta.dirname, '../../fixtures/sources', file), 'utf8'))

export const json = (value: unknown, note?: string): Body => body(JSON.stringify(value), note)
