// Composes first messages about real headlines, to be read one by one:
//   node --import tsx scripts/drafts.ts FILE.jsonl … [--set N] [--without READ.json …] [--json FILE]
// Every company that the headlines name becomes an account with one invented person; three invented sellers write to
// them over five mornings. A set has its own days, people and division; --without leaves out the stories of another.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { addDays, type LocalDay } from '../src/core/day.ts'
import { chooser } from '../src/core/draft/chance.ts'
import { sentencesOf } from '../src/core/draft/sentences.ts'
import { similarity, skeleton } from '../src/core/draft/similarity.ts'
import { statsOf } from '../src/core/draft/style.ts'
import { parseIcp } from '../src/core/icp/parse.ts'
import { type MorningItem, rehearse } from '../src/pipeline/rehearse.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    set: { type: 'string', default: '0' },
    without: { type: 'string', multiple: true, default: [] },
    json: { type: 'string' },
    capacity: { type: 'string', default: '15' },
  },
})
const files = positionals.filter((file) => existsSync(file))
if (files.length === 0) {
  console.log('Nothing composed: there are no headlines to compose about.')
  process.exit(0)
}

const set = Number(values.set)
/** Titles of stories that were read before: a fresh set has none of them. */
const read = values.without.flatMap((file) =>
  (JSON.parse(readFileSync(file, 'utf8')) as Composed[]).map(({ title }) => title),
)
const mornings = 5
const firstDay: LocalDay = addDays('2026-03-02', 35 * set)
const sellers = [
  'tests/fixtures/rehearsal/icp.yaml',
  'feeds/sample/icp.yaml',
  'tests/fixtures/rehearsal/people-change.yaml',
]
const tones = ['plain', 'warm', 'direct']
const names = [
  'Mara Oakenfold',
  'Jean-Luc Sampleton',
  'Ifeoma Testwright',
  "Sean O'Mockley",
  'Vikram S. Placeholder',
  'María del Mar Ficticia',
  'Li Examplar',
  'Dr. Ottoline Fennimore-Mock',
  'Zoë Templeworth',
  'Jón Dæmisson',
  'Kwame Illustrado',
  'Björk Prufudóttir',
  'Anh Sample',
  'Ngozi Mockfield',
  'Tomáš Vzorek',
  'Bea Dummyworth',
]

/** The same headline goes to the same seller and morning at every run of a set. */
const documentsOf = (): Map<string, object[]> => {
  const parts = new Map<string, object[]>()
  const seen = new Set(read)
  for (const line of files.flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean))) {
    const { title: written, summary, source, feed, url } = JSON.parse(line)
    const title = written?.replace(/&#(\d+);/g, (_: string, code: string) => String.fromCodePoint(Number(code))) // as a poller would
    if (!title || seen.has(title)) continue
    seen.add(title)
    const { pick } = chooser(`${title} ${set}`)
    const seller = pick('seller', sellers)!
    const polled = addDays(firstDay, pick('morning', [...Array(mornings).keys()])!)
    const published = addDays(polled, -pick('age', [0, 0, 1, 1, 2, 4])!)
    const item = {
      title,
      summary,
      source: source ?? feed,
      url: url?.replace(/\b20\d\d[-/]\d\d[-/]\d\d\b/, ''),
      published,
      first_crawled: `${polled}T03:00Z`,
    }
    parts.set(seller, [...(parts.get(seller) ?? []), item])
  }
  return parts
}

const folder = mkdtempSync(path.join(tmpdir(), 'drafts-'))
const file = (name: string, text: string): string => {
  writeFileSync(path.join(folder, name), text)
  return path.join(folder, name)
}

type Composed = MorningItem & { seller: string; day: LocalDay }

const composeFor = async (seller: string, documents: object[], turn: number): Promise<Composed[]> => {
  const yaml = readFileSync(seller, 'utf8').replace(/tone: \w+/g, () => `tone: ${tones[(turn++ + set) % tones.length]}`)
  const titles = parseIcp(yaml).personas.flatMap((persona) => persona.titles)
  const { mornings: played } = await rehearse({
    accounts: file('accounts.csv', 'name,domain\nNobody At All,nobody.example\n'),
    icp: file('icp.yaml', yaml),
    documents: file('documents.jsonl', documents.map((each) => JSON.stringify(each)).join('\n')),
    from: firstDay,
    to: addDays(firstDay, mornings - 1),
    zone: 'Europe/Dublin',
    capacity: Number(values.capacity),
    leave: false,
    whyNot: false,
    accountsFromSignals: true,
    personFor: (company) => {
      const { pick } = chooser(`${company} ${set}`)
      return { name: pick('name', names)!, title: pick('title', titles)! }
    },
  })
  return played.flatMap(({ day, items }) =>
    items.map((item) => ({ ...item, seller: path.basename(path.dirname(seller)) + turn, day })),
  )
}

const composed: Composed[] = []
try {
  let turn = 0
  for (const [seller, documents] of documentsOf()) composed.push(...(await composeFor(seller, documents, turn++)))
} finally {
  rmSync(folder, { recursive: true })
}

const drafted = composed.flatMap((item) => (item.draft ? [{ ...item, draft: item.draft }] : []))
const median = (numbers: number[]): number => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
const stats = drafted.map(({ draft }) => statsOf(draft.text))
const count = (test: (item: (typeof drafted)[number]) => boolean) => drafted.filter(test).length
const days = [...Map.groupBy(drafted, ({ seller, day }) => `${seller} ${day}`).values()]
const likest = days.flatMap((day) =>
  day.flatMap((a, i) => day.slice(i + 1).map((b) => similarity(a.draft.text, b.draft.text))),
)
const openingOf = (text: string) => skeleton(sentencesOf(text)[1]?.text ?? '')

console.log(
  `drafts                          ${drafted.length} about ${new Set(drafted.map(({ title }) => title)).size} stories on ${days.length} mornings`,
)
for (const [kind, part] of Map.groupBy(drafted, ({ trigger }) => trigger.kind))
  console.log(`  ${kind.padEnd(30)}${part.length}`)
console.log(
  `without a style finding         ${count(({ draft }) => !draft.findings.some(({ kind }) => kind === 'style'))}`,
)
console.log(
  `without what blocks             ${count(({ draft }) => !draft.findings.some(({ level }) => level === 'block'))}`,
)
console.log(
  `median words, median grade      ${median(stats.map(({ words }) => words))}, ${median(stats.map(({ grade }) => grade))}`,
)
console.log(`with exactly one question       ${stats.filter(({ questions }) => questions === 1).length}`)
console.log(
  `mornings that repeat an opening ${days.filter((day) => new Set(day.map(({ draft }) => openingOf(draft.text))).size < day.length).length}`,
)
console.log(
  `mornings that repeat a subject  ${days.filter((day) => new Set(day.map(({ draft }) => draft.subject)).size < day.length).length}`,
)
console.log(`most alike on one morning       ${Math.max(...likest).toFixed(2)}`)
if (values.json) writeFileSync(values.json, JSON.stringify(drafted, null, 1))
