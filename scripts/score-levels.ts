// How well levels are read from titles: node --import tsx scripts/score-levels.ts FILE.jsonl [--fails]
// Each line of the file is {"title": …, "level": …}. Without the file nothing is scored, and that is said.
import { existsSync, readFileSync } from 'node:fs'
import { levelOf } from '../src/core/hiring/level.ts'

const [file = '', option] = process.argv.slice(2)
if (!existsSync(file)) {
  console.log(`Nothing scored: there is no file “${file}”.`)
  process.exit(0)
}

const rows = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as { title: string; level: string })
const answers = rows.map((row) => ({ ...row, answer: levelOf(row.title) }))
const stated = answers.filter(({ level }) => level !== 'unknown')
const given = answers.filter(({ answer }) => answer !== 'unknown')
const share = (part: readonly { level: string; answer: string }[]) => {
  const right = part.filter(({ level, answer }) => level === answer).length
  return `${right} of ${part.length} (${((100 * right) / part.length).toFixed(1)} %)`
}

console.log(`all titles:                 ${share(answers)}`)
console.log(`titles with a level:        ${share(stated)}   recall`)
console.log(`titles we gave a level to:  ${share(given)}   precision`)
for (const [level, part] of Map.groupBy(answers, ({ level }) => level))
  console.log(`  ${level.padEnd(10)} ${share(part)}`)
if (option === '--fails')
  for (const { title, level, answer } of answers.filter(({ level, answer }) => level !== answer))
    console.log(`${level} → ${answer} | ${title}`)
