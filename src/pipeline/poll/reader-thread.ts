import { parentPort } from 'node:worker_threads'
import { sourceOf } from '../../sources/index.ts'
import { type Body, type Parsed, Unreadable } from '../../sources/source.ts'

/** A body to read, with the kind of its feed and that feed's settings as they are stored. */
export type ReadTask = { kind: string; settings: unknown; body: Body }
export type ReadAnswer = { parsed: Parsed } | { unreadable: string } | { error: string }

const answer = async ({ kind, settings, body }: ReadTask): Promise<ReadAnswer> => {
  try {
    const source = sourceOf(kind)!
    return { parsed: await source.parse(body, source.settings(settings)) }
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
