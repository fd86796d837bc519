import { describe, expect, test } from 'vitest'
import { technologies } from '../../src/core/technology/catalogue.ts'
import { mentionsIn } from '../../src/core/technology/find.ts'
import { cpuMs } from '../support/cpu.ts'

const named = (text: string, company = 'Quillmark') => mentionsIn(text, company).map(({ technology }) => technology)

test('the catalogue holds at least 250 technologies, and no way to write one twice for two of them', () => {
  expect(new Set([...technologies.values()].map(({ name }) => name)).size).toBeGreaterThanOrEqual(250)
  for (const [written, { name }] of technologies) {
    expect(written.trim(), name).toBe(written)
    expect(written, name).not.toMatch(/[?=\n]/)
  }
})

describe('names that are nothing else', () => {
  test.each([
    ['You will run our Snowflake warehouse with dbt & Looker.', ['Snowflake', 'dbt', 'Looker']],
    ['Stack: C++, C#, .NET and Node.js.', ['C++', 'C#', '.NET', 'Node.js']],
    ['JavaScript/TypeScript on AWS/GCP', ['JavaScript', 'TypeScript', 'AWS', 'Google Cloud']],
    ['We keep our records in Postgres.', ['PostgreSQL']],
    ['You administer Azure AD and Microsoft 365.', ['Microsoft Entra', 'Microsoft 365']],
  ])('%s', (text, expected) => {
    expect(named(text)).toEqual(expected)
  })
})

describe('everyday words need a cue', () => {
  test.each([
    ['You have experience with Go.', ['Go']],
    ['You work in Outreach and Salesforce all day.', ['Outreach', 'Salesforce']],
    ['You will use Gong to review calls.', ['Gong']],
    ['Files live in Box, behind Okta.', ['Box', 'Okta']],
    ['You own our Workday HCM instance.', ['Workday']],
    ['Our front end is React and TypeScript.', ['React', 'TypeScript']],
  ])('counted: %s', (text, expected) => {
    expect(named(text)).toEqual(expected)
  })

  test.each([
    'You shape our Go to market strategy.',
    'Go-to-market experience with startups',
    'Community Outreach Coordinator',
    'React quickly when something breaks',
    'Think outside the Box',
    'A normal Workday has eight hours',
    'You lead from the Front and Close deals',
    'We go and rust never sleeps',
  ])('not counted: %s', (text) => {
    expect(named(text)).toEqual([])
  })
})

describe('not what the company uses', () => {
  test.each([
    'Our customers include companies like Stripe and Shopify.',
    'Backed by investors of Snowflake and Databricks.',
    'Experience with warehouses such as Snowflake, BigQuery or Redshift.',
    'You know Salesforce, HubSpot or a similar tool.',
    'Our product integrates with Salesforce.',
    'Apply via Greenhouse at https://github.com/quillmark',
    'Please write to ops@aws.example',
  ])('%s', (text) => {
    expect(named(text)).toEqual([])
  })

  test('a vendor’s own product', () => {
    expect(named('Snowflake runs on AWS.', 'Snowflake Inc.')).toEqual(['AWS'])
  })
})

test('the sentence that names it comes along, word by word', () => {
  const text = 'About us\nWe map tides. You will build models in dbt on Snowflake! Join us.'
  expect(mentionsIn(text, 'Quillmark')[0]).toEqual({
    technology: 'dbt',
    category: 'data platform',
    written: 'dbt',
    sentence: 'You will build models in dbt on Snowflake!',
  })
})

test('a text without end or stops is read in bounded time', () => {
  const started = cpuMs()
  for (const text of [
    'Go '.repeat(50_000),
    'such as '.repeat(20_000),
    `${'a'.repeat(100_000)} AWS`,
    'AWS,'.repeat(30_000),
  ])
    for (const { sentence } of mentionsIn(text, 'Quillmark'))
      expect(text.replace(/\s/g, '')).toContain(sentence.replace(/\s/g, ''))
  expect(cpuMs() - started).toBeLessThan(1_500)
})
