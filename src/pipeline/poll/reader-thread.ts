import { parentPort } from 'node:worker_threads'
import type { Document } from '../../core/document.ts'
import { readArticle } from '../../sources/article.ts'
import { type CareersRead, readCareers } from '../../sources/careers.ts'
import { sourceOf } from '../../sources/index.ts'
import { type Body, type Parsed, Unreadable } from '../../sources/source.ts'

/** A body to read: of a feed, with its kind and its settings as they are stored, a page of an account, or an item's page. */
export type ReadTask = { kind: string; settings: unknown; body: Body } | { careers: Body } | { article: Body }
export type Readings = Parsed | CareersRead | Document
export type ReadAnswer = { read: Readings } | { unreadable: string } | { error: string }

const read = async (task: ReadTask): Promise<Readings> => {
  if ('careers' in task) return readCareers(task.careers)
  if ('article' in task) return readArticle(task.article)
  const source = sourceOf(task.kind)!
  return await source.parse(task.body, source.settings(task.settings))
}

const answer = async (task: ReadTask): Promise<ReadAnswer> => {
  try {
    return { read: await read(task) }
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.message }
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

/** The thread in which bodies are read: it can be ended from outside, whatever a body makes it do. */
const port = parentPort
if (port) {
  port.on('message', async (task: ReadTask) => port.postMessage(await answer(task)))
  port.postMessage('ready')
}
