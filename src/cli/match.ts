import type { AccountNames, Matcher } from '../core/match.ts'
import type { AddCommand } from './index.ts'

type Question = { id: unknown; company?: string; title?: string; summary?: string | null; url?: string | null }

/** JSON Lines in, JSON Lines out: which accounts of a CSV file a company as written, or a text, means. */
export const addMatch: AddCommand = (program) => {
  program
    .command('match')
    .description('match companies, or the names in a text, to the accounts of a CSV file, one JSON line each')
    .requiredOption('--accounts <file>', 'CSV with the columns name and domain; industry, city and country help')
    .action(async ({ accounts: file }: { accounts: string }) => {
      const [{ text }, { createMatcher }] = await Promise.all([
        import('node:stream/consumers'),
        import('../core/match.ts'),
      ])
      const accounts = await readAccounts(file)
      const matcher = createMatcher([...accounts.values()])
      for (const line of (await text(process.stdin)).split('\n')) {
        if (line.trim() !== '') process.stdout.write(`${JSON.stringify(answer(line, matcher, accounts))}\n`)
      }
    })
}

const answer = (line: string, matcher: Matcher, accounts: Map<string, AccountNames>) => {
  try {
    const { id, company, title, summary, url } = JSON.parse(line) as Question
    const candidates = matcher.match({
      ...(company ? { company } : {}),
      title: title ?? '',
      summary: summary ?? null,
      url: url ?? null,
    })
    const matches = candidates.map(({ accountId, decision, confidence, method, cues }) => {
      const account = accounts.get(accountId)!
      return { domain: account.domains[0] ?? null, name: account.name, decision, confidence, method, cues }
    })
    return { id, matches }
  } catch (error) {
    return { id: null, error: error instanceof Error ? error.message : String(error) }
  }
}

/** Rows of one domain are one account; a row without a name is told on standard error and skipped. */
async function readAccounts(file: string): Promise<Map<string, AccountNames>> {
  const [{ parse }, { createReadStream }] = await Promise.all([import('csv-parse'), import('node:fs')])
  const accounts = new Map<string, AccountNames>()
  const rows = createReadStream(file).pipe(parse({ columns: true, bom: true, trim: true, relax_column_count: true }))
  let line = 1
  for await (const row of rows as AsyncIterable<Record<string, string | undefined>>) {
    line++
    if (!row.name) {
      process.stderr.write(`row ${line}: no name\n`)
      continue
    }
    const id = row.domain?.toLowerCase() || `row ${line}`
    if (!accounts.has(id)) accounts.set(id, accountOf(id, row.name, row))
  }
  return accounts
}

const accountOf = (id: string, name: string, row: Record<string, string | undefined>): AccountNames => ({
  id,
  name,
  domains: row.domain ? [id] : [],
  aliases: row.ticker ? [{ name: row.ticker, kind: 'ticker' }] : [],
  cues: {
    industry: row.industry || null,
    city: row.city || null,
    country: row.country || null,
    people: [],
    products: [],
  },
})
