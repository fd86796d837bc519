import { afterEach, beforeEach, expect, test } from 'vitest'
import { createWriter, type WriteTask } from '../../src/adapters/writer.ts'
import { draft } from '../../src/pipeline/draft.ts'
import { storedLedger } from '../../src/pipeline/model-ledger.ts'
import { redraft } from '../../src/pipeline/verbs.ts'
import { draftsOfPursuit, findRevision } from '../../src/store/drafts.ts'
import * as t from '../../src/store/schema/index.ts'
import { json, type ModelServer, serveModel } from '../support/model-server.ts'
import { makeWorkspace, type Workspace } from '../support/workspace.ts'

let w: Workspace
let server: ModelServer
beforeEach(async () => {
  w = await makeWorkspace()
  server = await serveModel()
})
afterEach(async () => {
  await server.close()
  await w.close()
})

const line = (text: string, source_ids: string[] = []) => ({ text, source_ids, starts_paragraph: true })
const content = JSON.stringify({
  drafts: [
    {
      subject: 'Northwind and its Series B',
      sentences: [
        line('I read in Example Wire that Northwind Robotics raised $40 million in Series B funding.', ['e1']),
        line('We give each rep a short list every morning.', ['v1']),
        line('Is that on your list this quarter?'),
      ],
    },
  ],
})
const usage = { prompt_tokens: 1500, completion_tokens: 200 }
const prices = { inputUsd: 0.4, cachedUsd: 0.1, outputUsd: 1.6 }

const withModel = (dailyUsd: number) => {
  const { db, now, newId } = w.app
  w.app.writer = createWriter({
    ...{ baseUrl: server.baseUrl, apiKey: 'any', model: 'small', deadlineMs: 3000, prices, now },
    ledger: storedLedger({ db, now, newId, dailyUsd }),
  })
}
const calls = () => w.db.select().from(t.modelCalls)
const head = async () => {
  const [known] = await draftsOfPursuit(w.db, 'pursuit')
  return (await findRevision(w.db, known!.headRevisionId!))!
}

test('the stage lets a model write, with its cost on record before the call and settled after it', async () => {
  withModel(1)
  const atCall: Awaited<ReturnType<typeof calls>> = []
  server.state.reply = async (_, response) => {
    atCall.push(...(await calls()))
    json(response, content, usage)
  }
  expect(await draft.run(w.app)).toMatchObject({ drafts: 1, failed: 0 })
  const { revision, text } = await head()
  expect(revision).toMatchObject({ writer: 'model', blocks: 0, note: null })
  expect(text.text).toContain('$40 million')
  expect(atCall).toMatchObject([{ finished: false, answer: null, promptVersion: 'draft-2' }])
  const [settled] = await calls()
  expect(settled).toMatchObject({ finished: true, error: null })
  expect(settled!.costUsd).toBeCloseTo((1500 * 0.4 + 200 * 1.6) / 1e6, 12)
  expect(settled!.costUsd).toBeLessThan(atCall[0]!.costUsd)
})

test('an answer on record is not paid for again, and a spent day leaves the composer to write', async () => {
  withModel(1)
  server.state.reply = (_, response) => json(response, content, usage)
  await draft.run(w.app)
  const { writer } = w.app
  const tasks: WriteTask[] = []
  w.app.writer = {
    write: async (task) => {
      tasks.push(task)
      return await writer.write(task)
    },
  }
  await redraft(w.app, w.rep, { ...(await seenNow()), instruction: 'make it sing' })
  expect(server.state.asked).toHaveLength(2)
  withModel(0)
  expect(await w.app.writer.write(tasks[0]!)).toMatchObject({ writer: 'model', note: null })
  expect(await calls()).toHaveLength(2)
  const spent = await redraft(w.app, w.rep, { ...(await seenNow()), instruction: 'shorter' })
  expect((await findRevision(w.db, spent.revisionId))?.revision).toMatchObject({
    writer: 'composer',
    note: expect.stringContaining("today's budget is spent"),
  })
  expect(server.state.asked).toHaveLength(2)
  expect(await calls()).toHaveLength(2)
})

const seenNow = async () => {
  const { revision } = await head()
  return { draftId: revision.draftId, revisionId: revision.id, hash: revision.hash }
}
