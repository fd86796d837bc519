import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWriter, type WriteTask } from '../../src/adapters/writer.ts'
import { parseIcp } from '../../src/core/icp/parse.ts'
import { signalKinds } from '../../src/core/signal.ts'
import { briefOf, companies, day, sender, storyOf } from '../core/draft/made-up.ts'
import { json, type ModelServer, serveModel } from '../support/model-server.ts'

const icp = parseIcp(readFileSync(path.resolve(import.meta.dirname, '../../feeds/sample/icp.yaml'), 'utf8'))

/** No tokenizer is at hand: English prose has 4 to 5 characters a token, JSON fewer, so this counts too many. */
const charactersPerToken = 3.5
const tokensOf = (text: string): number => Math.ceil(text.length / charactersPerToken)

let server: ModelServer
const counted = { asked: 0, read: 0, cached: 0, written: 0 }
beforeAll(async () => {
  server = await serveModel()
})
afterAll(() => server.close())

/** Two drafts of the length that the rules ask for; the first needs no repair. */
const answerFor = (quote: string, point: string, question: string) => {
  const line = (text: string, source_ids: string[], starts_paragraph = true) => ({ text, source_ids, starts_paragraph })
  const guess =
    'News like that often means more people start in the same month than their managers find the time to coach.'
  const one = (subject: string) => ({
    subject,
    sentences: [line(quote, ['e1']), line(guess, [], false), line(point, ['v1']), line(question, [])],
  })
  return JSON.stringify({ drafts: [one('Your news of this week'), one('The news of this week')] })
}

/** Counts as servers with a cache do: what begins like an earlier request is kept, from 1,024 tokens, in steps of 128. */
const meter = () => {
  const earlier: string[] = []
  return (prompt: string) => {
    const shared = Math.max(0, ...earlier.map((other) => commonStart(prompt, other)))
    earlier.push(prompt)
    const kept = Math.floor(shared / charactersPerToken / 128) * 128
    return { prompt_tokens: tokensOf(prompt), cached_tokens: kept < 1024 ? 0 : kept }
  }
}

const commonStart = (a: string, b: string): number => {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}

test('a thousand drafts by a small model cost at most $0.40, and the ledger holds what the server counted', async () => {
  const read = meter()
  const persona = icp.personas[0]!
  server.state.reply = (_, response) => {
    const { messages, response_format } = JSON.parse(server.state.asked.at(-1)!.body)
    const prompt = [JSON.stringify(response_format), ...messages.map(({ content }: { content: string }) => content)]
    const data = JSON.parse(/^BEGIN DATA\n(.*)\nEND DATA$/ms.exec(messages[1].content)![1]!)
    const content = answerFor(
      `I read in Example Wire that ${data.news[0].sources[0].quote}.`,
      data.value_points[0].text,
      persona.questions[0]!,
    )
    const { prompt_tokens, cached_tokens } = read(prompt.join('\n'))
    const completion_tokens = tokensOf(content)
    counted.asked++
    counted.read += prompt_tokens
    counted.cached += cached_tokens
    counted.written += completion_tokens
    json(response, content, { prompt_tokens, completion_tokens, prompt_tokens_details: { cached_tokens } })
  }
  const spent = new Map<string, number>()
  const prices = { inputUsd: 0.1, cachedUsd: 0.025, outputUsd: 0.4 }
  const writer = createWriter({
    ...{ baseUrl: server.baseUrl, apiKey: 'any', model: 'small', deadlineMs: 5000, prices, now: () => 0 },
    ledger: {
      find: async () => undefined,
      reserve: async ({ costUsd }) => {
        spent.set(String(spent.size), costUsd)
        return String(spent.size - 1)
      },
      settle: async (id, result) => void ('costUsd' in result && spent.set(id, result.costUsd)),
    },
  })
  const kinds = signalKinds.filter((kind) => kind !== 'custom')
  const tasks = companies.flatMap((company, n) =>
    kinds.slice(0, 4).map((kind, k): WriteTask => {
      const story = storyOf(kind, company, n + k)
      return {
        ...{ brief: briefOf(company, [story], { icp }), persona, icp, sender },
        options: { seed: `${company}${kind}`, variant: 0, day },
      }
    }),
  )
  for (const task of tasks) await writer.write(task)
  const usd = [...spent.values()].reduce((sum, each) => sum + each, 0)
  const perThousand = (1000 * usd) / tasks.length
  const average = (of: 'read' | 'cached' | 'written') => Math.round(counted[of] / counted.asked)
  console.log(
    `${tasks.length} drafts, ${counted.asked} calls; a call reads ${average('read')} tokens, ${average('cached')} of them kept, and writes ${average('written')}; $${perThousand.toFixed(2)} for 1,000 drafts`,
  )
  expect(usd).toBeCloseTo(
    ((counted.read - counted.cached) * 0.1 + counted.cached * 0.025 + counted.written * 0.4) / 1e6,
    9,
  )
  expect(counted.cached / counted.read).toBeGreaterThan(0.5)
  expect(perThousand).toBeLessThanOrEqual(0.4)
})
