import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Reply = (request: IncomingMessage, response: ServerResponse, turn: number) => void

/** A model's protocol on this machine, with scripted answers: it is no model, and says nothing about any. */
export const serveModel = async () => {
  const state = { asked: [] as { body: string; authorization: string | undefined }[], reply: silence as Reply }
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    state.asked.push({ body, authorization: request.headers.authorization })
    state.reply(request, response, state.asked.length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return { state, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, close }
}
export type ModelServer = Awaited<ReturnType<typeof serveModel>>

const silence: Reply = () => {}

export type Usage = {
  prompt_tokens: number
  completion_tokens: number
  prompt_tokens_details?: { cached_tokens: number }
}

export const json = (response: ServerResponse, content: string, usage?: Usage): void =>
  void response.setHeader('content-type', 'application/json').end(
    JSON.stringify({
      id: 'c1',
      object: 'chat.completion',
      created: 1,
      model: 'm',
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
      usage,
    }),
  )

/** Answers with this as its JSON. */
export const says =
  (answer: unknown, usage?: Usage): Reply =>
  (_, response) =>
    json(response, JSON.stringify(answer), usage)
