import { expect, test } from 'vitest'
import { sourceOf } from '../../../src/sources/index.ts'
import { answers } from '../answers.ts'
import { body, settings } from './bodies.ts'

const boards = 'greenhouse lever ashby smartrecruiters recruitee workable teamtailor personio'.split(' ')

test.each(boards)('a board of %s that is empty or unknown says so', async (kind) => {
  const source = sourceOf(kind)!
  const { snapshot, warnings } = await source.parse(body(answers[kind]!.empty), source.settings(settings))
  expect([snapshot?.postings, warnings?.[0]]).toEqual([[], expect.stringContaining('none of this name')])
})
