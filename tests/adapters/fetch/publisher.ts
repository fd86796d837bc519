import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Publisher = {
  host: string
  port: number
  url: (path: string) => string
  asked: string[]
  close: () => void
}

/** A server on loopback that answers as the test says, well or badly. */
export async function publisher(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Publisher> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.on('error', () => {})
    answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    host: '127.0.0.1',
    port,
    asked,
    url: (path) => `http://127.0.0.1:${port}${path}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
