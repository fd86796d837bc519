import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { Command } from 'commander'
import { expect, test, vi } from 'vitest'
import { addExplainDocument } from '../../src/cli/explain-document.ts'
import { addExtract } from '../../src/cli/extract.ts'

const printed = async (run: () => Promise<unknown>): Promise<string> => {
  const lines: string[] = []
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
  await run()
  write.mockRestore()
  return lines.join('')
}

test('extract answers every question on a line of its own and names the line it cannot read', async () => {
  const questions = ['{"id":"a","title":"Quillmark raises $5M seed"}', 'nonsense', '{"id":"b","title":"Bread is good"}']
  const stdin = vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([questions.join('\n')]) as never)
  const warned = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const program = new Command()
  addExtract(program)
  const answers = (await printed(() => program.parseAsync(['extract'], { from: 'user' }))).trim().split('\n')
  expect(warned).toHaveBeenCalledWith('line 2: not a JSON object with a title\n')
  stdin.mockRestore()
  warned.mockRestore()
  expect(answers.map((line) => JSON.parse(line))).toMatchObject([
    { id: 'a', signals: [{ kind: 'funding', company: 'Quillmark', amountUsd: 5_000_000, round: 'seed' }] },
    { id: 'b', signals: [] },
  ])
})

test('explain-document prints what was found, what was dropped, and by which rule', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'explain-')), 'document.txt')
  writeFileSync(file, 'Quillmark lays off 90 workers; Oakridge in talks to buy Birchwood')
  const program = new Command()
  addExplainDocument(program)
  const report = await printed(() => program.parseAsync(['explain-document', file], { from: 'user' }))
  expect(report).toContain('layoff · Quillmark')
  expect(report).toContain('rule layoff.cuts')
  expect(report).toContain('acquisition.buys: rumour')
})

test('explain-document tells what stands on the page, why a page is wished for, and when no rule saw anything', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'explain-'))
  const explain = async (document: object) => {
    const file = path.join(folder, 'document.json')
    writeFileSync(file, JSON.stringify(document))
    const program = new Command()
    addExplainDocument(program)
    return await printed(() => program.parseAsync(['explain-document', file], { from: 'user' }))
  }
  const title = 'Quillmark raises Series A'
  expect(await explain({ title })).toContain(
    'If it is about an account, its own page is asked for: the feed leaves fields of an event open (funding)',
  )
  const whole = await explain({ title, page: 'Quillmark has raised $5 million, it said.' })
  expect(whole).toContain('from "$5 million" [page]')
  expect(whole).not.toContain('is asked for')
  expect(await explain({ title: 'Bread is good' })).toContain('No signal: no rule saw a word that tells an event.')
})

test('explain-document dates what it reads, and says what is wrong with a document', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'explain-')), 'document.json')
  const explain = async (text: string) => {
    writeFileSync(file, text)
    const program = new Command()
    addExplainDocument(program)
    return await printed(() => program.parseAsync(['explain-document', file], { from: 'user' }))
  }
  const monday = { title: 'Quillmark raised $5M on Monday', published: '2026-04-10' }
  expect(await explain(JSON.stringify(monday))).toContain('happened: 2026-04-06')
  const document = { title: 'Quillmark raises Series A', summary: 'Quillmark raised $5 million in April 2026.' }
  expect(await explain(JSON.stringify({ ...document, published: '2026-04-10' }))).toContain('"$5 million"')
  expect(await explain(JSON.stringify({ ...document, published: '2027-04-10' }))).not.toContain('"$5 million"')
  await expect(explain('{"title": ')).rejects.toThrow('This begins like a JSON object and is none')
  await expect(explain('{"titel": "Bread"}')).rejects.toThrow('This document has no title')
  await expect(explain('')).rejects.toThrow('This document has no title')
})

test('explain-document reads a page only from a public host', async () => {
  const program = new Command()
  addExplainDocument(program)
  const run = program.parseAsync(['explain-document', 'http://127.0.0.1:9/story'], { from: 'user' })
  await expect(run).rejects.toThrow(/127\.0\.0\.1:9\/story was not read/)
})
