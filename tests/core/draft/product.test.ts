import { expect, test } from 'vitest'
import { openings } from '../../../src/core/draft/openings/index.ts'
import { productOf } from '../../../src/core/draft/product.ts'
import { told } from '../../../src/core/draft/told.ts'
import { briefOf, day, type Story } from './made-up.ts'

const company = 'Northwind Robotics'
const toldOf = (quote: string, product: string) => {
  const fields = { product: { value: product, quote: product } }
  const story: Story = { kind: 'product_launch', quote: `${company} ${quote}`, fields, publisher: 'Example Wire' }
  const brief = briefOf(company, [story])
  return told(brief, brief.triggers[0]!, day, 'UTC')
}
const wordsOf = (quote: string, product: string): string => productOf(toldOf(quote, product)).words
const clausesOf = (quote: string, product: string): string[] => openings.product_launch.clauses(toldOf(quote, product))

test('a product is named as a sentence can hold it', () => {
  const cases: [string, string][] = [
    ['Tidepool', 'Tidepool'],
    ['T5 Pro smartphone', 'the T5 Pro smartphone'],
    [`${company} QX4`, 'the QX4'],
    ['New AI Model', 'an AI model'],
    ['Biometric UPI Payments', 'biometric UPI payments'],
    ['AI Models', 'AI models'],
    ['Tern EV Pickup', 'the Tern EV Pickup'],
    ['an open ledger', 'an open ledger'],
    ['New Ways to Pay', 'a new product'],
    ['A New Testing Platform', 'a testing platform'],
    ['an open ledger for Gantry Rail freight', 'a new product'],
    ['an offline-first AI notes app', 'an offline-first AI notes app'],
    ['Gravel/Sand Sorting Platform', 'a new platform'],
    ['features', 'new features'],
    ['4 New Models', 'new models'],
    ['Tern and Skua series', 'a new product series'],
    ['AI agent Wendel', 'Wendel'],
    ['kettle ‘Steam Blast’', 'Steam Blast'],
    ['updated Ternlet SUV', 'an updated Ternlet SUV'],
    ['a native Tidepool app', 'a native Tidepool app'],
    ['all-new e-Gannet', 'the new e-Gannet'],
    ['stunning new wooden kettle', 'a wooden kettle'],
    ['large-scale agentic AI', 'large-scale agentic AI'],
    ['AI Software', 'AI software'],
    ['Its "Loaves', 'a new product'],
    ['Crumb Delivery Service Exclusively', 'the Crumb Delivery Service'],
    ['the Loafly app', 'the Loafly app'],
    [`${company} Gannet Winter Edition`, 'the Gannet Winter Edition'],
    ['Tern Winter Edition and Skua Summer Edition', 'new products'],
    ['taxis', 'taxis'],
    ['its most affordable oven laptop ever', 'an oven laptop'],
    ['New Online Shopping Experience', 'an online shopping experience'],
    ['agents', 'new agents'],
    [`${company} 16`, `the ${company} 16`],
    ['New AI Models', 'new AI models'],
    ['a slimmer Loafly Stick HD', 'a slimmer Loafly Stick HD'],
    ['Gannet 100 Lite 5G', 'the Gannet 100 Lite 5G'],
    [`${company} Tern Note 15 SE 5G`, 'the Tern Note 15 SE 5G'],
    ['Next-Generation Wireless Display', 'a new display'],
    ['AI Glasses Next Year', 'AI glasses'],
    ['Updated 2026 Tern Guide & Skua Book - Just', 'an updated product'],
    ['GPX-4-Loaf a week', 'GPX-4-Loaf'],
    ['open source versions of its models', 'a new product'],
  ]
  for (const [product, words] of cases) expect(wordsOf(`launches ${product}`, product), product).toBe(words)
})

test('what was there before is told as updated', () => {
  for (const clause of clausesOf('updates its Loafly SDK', 'Loafly SDK'))
    expect(clause).toMatch(/(?:launched|introduced) an updated Loafly SDK$/)
})

test('what is being rolled out is told so', () => {
  expect(clausesOf('is rolling out a native Tidepool app', 'a native Tidepool app')).toEqual([
    `${company} is rolling out a native Tidepool app`,
  ])
})

test('a headline of capitals marks no name, and what has a price is a thing', () => {
  expect(wordsOf('Debuts Giant Oven Brand for Bakers', 'Giant Oven Brand')).toBe('a new brand')
  expect(wordsOf('launches QX 7 at a price of €900', 'QX 7')).toBe('the QX 7')
  expect(wordsOf('Launches Tidepool 4.7', 'Tidepool 4.7')).toBe('Tidepool 4.7')
})
