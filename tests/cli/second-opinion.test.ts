import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { Command } from 'commander'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { addExplainDocument } from '../../src/cli/explain-document.ts'
import { addExtract } from '../../src/cli/extract.ts'
import { type ModelServer, says, serveModel } from '../support/model-server.ts'

let server: ModelServer
let folder: string
beforeEach(async () => {
  server = await serveModel()
  folder = mkdtempSync(path.join(tmpdir(), 'second-opinion-'))
  vi.stubEnv('DAYBREAK_DATA', folder)
  vi.stubEnv('OPENAI_API_KEY', 'any')
  vi.stubEnv('OPENAI_BASE_URL', server.baseUrl)
  vi.stubEnv('DAYBREAK_MODEL', 'small')
})
afterEach(async () => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  process.exitCode = 0
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const title = 'Local start-up raises $4 million seed round'
const summary = 'The money goes to bicycle bells. Sales at Quillmark doubled.'
const fields = { person: null, role: null, amount: '$4 million', round: 'seed', headcount: null, place: null }
const told = { kind: 'funding', certainty: 'fact', company: 'Quillmark', quote: title, counterpart: null, ...fields }
const good = says({ events: [told], doubt: null })

const run = async (add: (program: Command) => void, ...words: string[]) => {
  const [out, errors]: [string[], string[]] = [[], []]
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => out.push(String(line)) > 0)
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => errors.push(String(line)) > 0)
  const questions = [
    { id: 'unsure', title, summary },
    { id: 'sure', title: 'Quillmark raises $5M seed' },
  ]
  const stdin = Readable.from([questions.map((question) => JSON.stringify(question)).join('\n')])
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(stdin as never)
  const program = new Command()
  add(program)
  await program.parseAsync(words, { from: 'user' })
  vi.restoreAllMocks()
  return { out: out.join(''), errors: errors.join('') }
}
const extract = async () => {
  const { out, errors } = await run(addExtract, 'extract')
  const [unsure, sure] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).signals)
  return { unsure, sure, errors }
}

test('extract asks a configured model about what the rules are unsure of, and keeps its own answers', async () => {
  server.state.reply = good
  const { unsure, sure, errors } = await extract()
  expect(unsure).toMatchObject([{ company: 'Quillmark', amountUsd: 4_000_000, round: 'seed', confidence: 0.5 }])
  expect(sure).toMatchObject([{ company: 'Quillmark', amountUsd: 5_000_000 }])
  expect(errors).toBe('small was asked about 1 document\n')
})

test('the same run again costs nothing, and without the model it is that of the rules', async () => {
  server.state.reply = good
  const first = await extract()
  server.state.reply = (_, response) => void response.writeHead(500).end()
  expect(await extract()).toEqual(first)
  expect(server.state.asked).toHaveLength(1)
  vi.stubEnv('DAYBREAK_MODEL', '')
  expect(await extract()).toMatchObject({ unsure: [], sure: first.sure, errors: '' })
})

test('extract answers as the rules do, and says so, whatever goes wrong with the model', async () => {
  const silent = async (reply = server.state.reply) => {
    server.state.reply = reply
    const { unsure, errors } = await extract()
    expect(unsure).toEqual([])
    expect(process.exitCode).toBe(0)
    return errors
  }
  expect(await silent((_, response) => void response.end('<html>Sign in</html>'))).toMatch(/answered nonsense/)
  vi.stubEnv('DAYBREAK_MODEL_SECONDS', '0.2')
  expect(await silent(() => {})).toMatch(/answered too late/)
  vi.stubEnv('DAYBREAK_MODEL_DAILY_USD', '0.0001')
  expect(await silent(good)).toMatch(/budget is spent/)
  vi.stubEnv('DAYBREAK_MODEL_OPINIONS_USD', '0')
  expect(await silent(good)).toBe('')
  expect(server.state.asked).toHaveLength(2)
})

test('explain-document shows why a model was asked, what it said and what was discarded', async () => {
  server.state.reply = says({ events: [{ ...told, company: 'Alder Works' }], doubt: null })
  const file = path.join(folder, 'story.txt')
  writeFileSync(file, `${title}\n${summary}`)
  const { out } = await run(addExplainDocument, 'explain-document', file)
  expect(out).toContain('A second opinion was sought: an event without a company (funding')
  expect(out).toContain('"company":"Alder Works"')
  expect(out).toContain('opinion.funding: its company does not stand in the document')
  expect(out).toContain('No signal.')
})
