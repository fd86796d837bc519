import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { replyClasses as classes, type ReplyClass } from '../src/core/outcome.ts'
import { classesOf, type Weights, wordsOf } from '../src/core/received/likely.ts'
import { visibleWords } from '../src/core/received/visible.ts'

/**
 * Learns which words make which class of reply likely, from the labelled sets but `strangers.yaml`, and writes
 * `src/core/received/likely.json`: `node --import tsx scripts/learn-replies.ts`. The same sets give the same file.
 */
const sets = ['replies', 'later', 'unseen', 'taught']
const passes = 400
const rate = 0.02
/** Pulls each weight towards nothing, so that a word of two letters decides little. */
const pull = 0.02

type Labelled = { text: string; class?: ReplyClass }
type Example = { words: string[]; isOf: number }

const folder = path.resolve(import.meta.dirname, '../tests/fixtures/replies')
const examplesIn = (name: string): Example[] => {
  const groups: Record<string, (string | Labelled)[]> = parse(readFileSync(path.join(folder, `${name}.yaml`), 'utf8'))
  return Object.entries(groups).flatMap(([group, items]) =>
    items.map((item) => {
      const { text, class: own } = typeof item === 'string' ? ({ text: item } as Labelled) : item
      return { words: wordsOf(visibleWords(text)), isOf: classes.indexOf(own ?? (group as ReplyClass)) }
    }),
  )
}

/** Words that stand in one text alone say nothing of others. */
const shared = (examples: readonly Example[]): string[] => {
  const counts = new Map<string, number>()
  for (const { words } of examples) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].flatMap(([word, count]) => (count > 1 ? [word] : [])).sort()
}

/** Gradient descent over all examples at once: no chance, no order. */
const learn = (examples: readonly Example[]): Weights => {
  const words: Record<string, number[]> = Object.fromEntries(
    shared(examples).map((word) => [word, classes.map(() => 0)]),
  )
  for (let pass = 0; pass < passes; pass++) {
    const slopes = new Map<string, number[]>()
    for (const example of examples) {
      const chances = classesOf(example.words, { classes, words })
      for (const word of example.words) {
        if (!words[word]) continue
        const slope = slopes.get(word) ?? classes.map(() => 0)
        for (const i of classes.keys())
          slope[i]! += (chances[i]! - Number(i === example.isOf)) / Math.sqrt(example.words.length + 1)
        slopes.set(word, slope)
      }
    }
    for (const [word, slope] of slopes)
      for (const i of classes.keys()) words[word]![i]! -= rate * (slope[i]! * 10 + pull * words[word]![i]! * 10)
  }
  const rounded = Object.entries(words).map(([word, row]) => [word, row.map((weight) => Number(weight.toFixed(2)))])
  return { classes, words: Object.fromEntries(rounded) }
}

const file = path.resolve(import.meta.dirname, '../src/core/received/likely.json')
const { words } = learn(sets.flatMap(examplesIn))
const rows = Object.entries(words).map(([word, row]) => `    ${JSON.stringify(word)}: [${row.join(', ')}]`)
writeFileSync(
  file,
  `{\n  "classes": ${JSON.stringify(classes).replaceAll(',', ', ')},\n  "words": {\n${rows.join(',\n')}\n  }\n}\n`,
)
