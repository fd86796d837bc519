import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { boardsOnPage, watchBoard } from '../../src/pipeline/account-boards.ts'
import { insertAccount } from '../../src/store/accounts.ts'
import { makeWorld, noon, sends, type World } from './poll/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld()
  await atomically(world.app.db, (tx) =>
    ['quillmark', 'tern'].map((id) =>
      insertAccount(tx, {
        ...{ id, externalId: null, name: id, parentId: null, familyId: id, mergedInto: null, incomplete: false },
        ...{ createdAt: noon, changedAt: noon, factsChangedAt: noon },
      }),
    ),
  )
})
afterEach(async () => world.close())

const lever = { kind: 'lever', settings: { board: 'quillmark' } }

test('boards are found on the careers page, and a page that cannot be read says why', async () => {
  world.answers.set('quillmark.example/jobs', sends('<a href="https://jobs.lever.co/quillmark">Jobs</a>'))
  expect(await boardsOnPage(world.app, world.url('quillmark.example', '/jobs'))).toEqual([lever])
  await expect(boardsOnPage(world.app, world.url('quillmark.example', '/none'))).rejects.toMatchObject({
    code: 'invalid',
  })
  await expect(boardsOnPage(world.app, 'http://10.0.0.1/')).rejects.toMatchObject({ code: 'invalid' })
})

test('a board is watched for its account, once, and for no other', async () => {
  expect(await watchBoard(world.app, 'quillmark', lever)).toBe('board-lever-quillmark')
  expect(await watchBoard(world.app, 'quillmark', lever)).toBe('board-lever-quillmark')
  expect(await world.feed('board-lever-quillmark')).toMatchObject({
    accountId: 'quillmark',
    enabled: true,
    state: 'new',
  })
  await expect(watchBoard(world.app, 'tern', lever)).rejects.toMatchObject({ code: 'conflict' })
  await expect(watchBoard(world.app, 'nobody', lever)).rejects.toMatchObject({ code: 'not_found' })
  await expect(watchBoard(world.app, 'tern', { kind: 'lever', settings: { board: 'a/b' } })).rejects.toThrow('board')
})
