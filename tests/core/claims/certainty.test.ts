import { expect, test } from 'vitest'
import { certaintyOf } from '../../../src/core/claims/certainty.ts'

test.each([
  ['Quillmark Plans Australia Expansion After Securing License', 'expansion'],
  ['Quillmark unveils plans for major UK expansion', 'expansion'],
  ['Quillmark to invest $10 billion in Japan for oven expansion', 'expansion'],
  ['Quillmark to Cut 16,000 Jobs in Latest Round of Layoffs', 'layoff'],
  ['Quillmark targets autumn for deeper job cuts', 'layoff'],
  ['Bread Network QMK Plans to File Bankruptcy', 'bankruptcy'],
  ['Quillmark says to add 300 jobs in Leeds', 'hiring'],
  ['Quillmark to cut up to 3,000 white-collar jobs', 'layoff'],
  ['Quillmark to eliminate up to 20% of its engineers', 'layoff'],
  ['Quillmark plans 3-slice bread production launch in Wales in 2028', 'expansion'],
  ['Quillmark to Use Robots in US, Debut Oven Car', 'product_launch'],
] as const)('naming an event does not make a plan a fact: %s', (text, kind) => {
  expect(certaintyOf(text, kind)).toBe('planned')
})

test.each([
  ['Quillmark announces expansion into Germany', 'expansion'],
  ['Quillmark hit by layoffs', 'layoff'],
  ['Quillmark completes acquisition of Ferngate', 'acquisition'],
  ['Quillmark files for bankruptcy', 'bankruptcy'],
  ['Quillmark adds 300 jobs in Leeds', 'hiring'],
  ['Quillmark has twelve open roles', 'hiring'],
  ['Fernbank invests $1 billion in Quillmark, boosts spending plans', 'funding'],
  ['Quillmark, which uses ovens to secure loaves, emerges from stealth with $9 million', 'funding'],
  ['Quillmark goes from a basement to $2.5 million in seed funding', 'funding'],
] as const)('what took place is told as done: %s', (text, kind) => {
  expect(certaintyOf(text, kind)).toBe('done')
})

test.each([
  ['Quillmark hires former Ferngate banker - sources', 'executive_hire'],
  ['Quillmark to cut 300 jobs: source', 'layoff'],
  ['Quillmark layoff: 800 bakers likely to be sacked in May', 'layoff'],
] as const)('what unnamed people tell is a rumour: %s', (text, kind) => {
  expect(certaintyOf(text, kind)).toBe('rumour')
})

test('an approval for a purchase does not close it', () => {
  expect(certaintyOf('Quillmark receives approval for Ferngate acquisition', 'acquisition')).toBe('agreed')
})

test('what was taken back is not told as done', () => {
  expect(certaintyOf('Quillmark launches bread app, quietly takes it down', 'product_launch')).toBe('ruled_out')
})
