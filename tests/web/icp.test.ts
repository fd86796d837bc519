import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { icpHistory } from '../../src/store/icps.ts'
import * as t from '../../src/store/schema/index.ts'
import { icpYaml } from '../support/workspace.ts'
import { type Browser, makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
let manager: Browser
beforeEach(async () => {
  desk = await makeDesk()
  manager = await desk.as('manager')
})
afterEach(() => desk.close())

const smaller = icpYaml.replace('[50, 2000]', '[50, 100]')
const send = async (fields: Record<string, string>) => {
  const answer = await manager.submit('/icp/edit', { base: 'icp', note: '', ...fields })
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') }
}
const numbersOn = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/<input type="number"[^>]* name="([^"]+)" value="([^"]*)"/g)].map((found) => [
      found[1]!,
      found[2]!,
    ]),
  )

test('the sheet tells a rep every question to ask, what to say, and how large a deal is', async () => {
  const more = `${icpYaml}
discovery_questions: { funding: [Who plans the shifts?, What <b>breaks</b> first?] }
deal: { typical_usd: 42000, cycle_days: 70 }
`
  await send({ do: 'publish', yaml: more })
  const sheet = await (await desk.as('rep')).page('/icp')
  expect(sheet).toContain('Who plans the shifts?')
  expect(sheet).toContain('What &lt;b&gt;breaks&lt;/b&gt; first?')
  expect(sheet).toContain('$42K, decided in about 70 days')
})

test('both exponents of a priority stand in the queue as they were reckoned with', async () => {
  const [item] = await desk.db.select().from(t.queueItems)
  await atomically(desk.db, (tx) => [tx.update(t.queueItems).set({ why: { ...item!.why, alpha: 0.35 } })])
  const queue = await (await desk.as('rep')).page('/')
  expect(queue).toContain('<sup>0.35</sup>')
  expect(queue).toContain('<sup>0.65</sup>')
})

describe('editing', () => {
  test('starts from the file in force, and shows its numbers', async () => {
    const page = await manager.page('/icp/edit')
    expect(page).toContain('We plan the daily shifts of warehouse robots')
    expect(numbersOn(page)).toMatchObject({ 'weight.people': '6', tier_1: '75', 'importance.funding': '60' })
  })

  test('a file with mistakes comes back as it was typed, with every mistake and its line', async () => {
    const { status, text } = await send({ do: 'preview', yaml: `${icpYaml}\nsurprise: 1\n` })
    expect(status).toBe(422)
    expect(text).toContain('surprise')
    expect(text).toMatch(/line \d+/)
    expect(text).toContain('is not a key that is known here')
  })

  test('a preview names who moves and what the queues lose, and publishes nothing', async () => {
    const { status, text } = await send({ do: 'preview', yaml: smaller })
    expect(status).toBe(200)
    expect(text).toContain('1 account would move')
    expect(text).toContain('Northwind Robotics')
    expect(text).toContain('It has none: name accounts')
    expect(await icpHistory(desk.db, 'warehouses')).toHaveLength(1)
  })

  test("the file's own tests are told with their reason", async () => {
    const { text } = await send({ do: 'preview', yaml: `${smaller}\ntests: { tier_1: [Northwind Robotics] }\n` })
    expect(text).toContain('1 of 1 fail')
    expect(text).toMatch(/Fit 0, below Tier 3|below Tier 3/)
  })

  test('numbers from the form end in the file, and nothing else of it changes', async () => {
    const numbers = numbersOn(await manager.page('/icp/edit'))
    const { status, text } = await send({ ...numbers, 'weight.people': '4', do: 'weights', yaml: icpYaml })
    expect(status).toBe(200)
    expect(text).toContain('weight: 4')
    expect(text).not.toContain('weight: 6')
    expect(text).toContain('Tiers, if it were published')
    const wrong = await send({ ...numbers, 'weight.people': '40', do: 'weights', yaml: icpYaml })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('give a whole number from -10 to 10')
    const none = await send({ ...numbers, tier_1: 'many', do: 'weights', yaml: icpYaml })
    expect(none.text).toContain('tier 1 needs a number')
  })

  test('a backtest without outcomes and queues says so', async () => {
    const { status, text } = await send({ do: 'backtest', yaml: smaller })
    expect(status).toBe(200)
    expect(text).toContain('Not enough data')
  })
})

describe('publishing', () => {
  test('makes a version in the name of the person, with its note', async () => {
    const { status, to } = await send({ do: 'publish', yaml: smaller, note: 'Smaller ones' })
    expect([status, to]).toEqual([303, '/icp?said=published'])
    const [version] = await icpHistory(desk.db, 'warehouses')
    expect(version).toMatchObject({ number: 2, publishedBy: 'manager', note: 'Smaller ones', yaml: smaller })
    const versions = await manager.page('/icp/versions')
    expect(versions).toContain('asks employees 50 to 100 instead of employees 50 to 2000')
    expect(versions).toContain('in force')
  })

  test('meets what somebody else published meanwhile with the difference, and goes through the second time', async () => {
    await send({ do: 'publish', yaml: smaller })
    const late = await send({ do: 'publish', yaml: icpYaml.replace('weight: 6', 'weight: 5') })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Version 2 was published meanwhile')
    expect(late.text).toContain('employees 50 to 2000 instead of employees 50 to 100')
    expect(await icpHistory(desk.db, 'warehouses')).toHaveLength(2)
    const base = /name="base" value="([^"]+)"/.exec(late.text)![1]!
    expect((await send({ do: 'publish', base, yaml: icpYaml.replace('weight: 6', 'weight: 5') })).status).toBe(303)
  })

  test('an earlier version is opened, read and published again', async () => {
    await send({ do: 'publish', yaml: smaller })
    const old = await manager.page('/icp/edit?key=warehouses&version=1')
    expect(old).toContain('[50, 2000]')
    expect(old).toContain('Version 1 again')
    expect((await manager.get('/icp/edit?key=warehouses&version=9')).status).toBe(404)
  })

  test('each of several is edited by itself, and a new key is said to come beside the others', async () => {
    const second = icpYaml.replace('key: warehouses', 'key: docks').replace(/^name: .*/m, 'name: Docks & ports')
    const preview = await send({ do: 'preview', yaml: second })
    expect(preview.text).toContain('publishing adds one beside')
    await send({ do: 'publish', yaml: second, base: '' })
    const docks = await manager.page('/icp/edit?key=docks')
    expect(docks).toContain('Edit: Docks &amp; ports')
    expect(docks).toContain('/icp/edit?key=warehouses')
    expect(await manager.page('/icp/edit?key=warehouses')).not.toContain('publishing adds one beside')
    expect((await manager.get('/icp/edit?key=piers')).status).toBe(404)
  })

  test('one is taken out of use and brought back', async () => {
    const retired = await manager.submit('/icp/versions/retire', { key: 'warehouses' })
    expect(retired.status).toBe(303)
    expect(await manager.page('/icp')).toContain('No ICP is published yet')
    expect(await manager.page('/icp/versions')).toContain('Out of use')
    const yaml = await manager.page('/icp/edit?key=warehouses&version=1')
    expect(yaml).toContain('Version 1 again')
    expect((await send({ do: 'publish', yaml: icpYaml, base: '' })).status).toBe(303)
    expect(await manager.page('/icp')).not.toContain('No ICP is published yet')
    const rep = await desk.as('rep')
    expect((await rep.submit('/icp/versions/retire', { key: 'warehouses' })).status).toBe(403)
  })

  test('is not for reps', async () => {
    const rep = await desk.as('rep')
    expect((await rep.submit('/icp/edit', { do: 'publish', yaml: smaller, base: 'icp' })).status).toBe(403)
    expect(await icpHistory(desk.db, 'warehouses')).toHaveLength(1)
    expect(await rep.page('/icp')).not.toContain('/icp/edit')
  })
})

describe('the interview', () => {
  const answers: Record<string, string> = {
    size: '50-500',
    technologies_needed: 'yes',
  }
  test('asks one question at a time, takes them back, and ends in a file that can be published', async () => {
    let text = await manager.page('/icp/interview')
    let asked = 0
    for (; text.includes('name="question"') && asked < 40; asked++) {
      const question = /name="question" value="([^"]+)"/.exec(text)![1]!
      const kept = Object.fromEntries(
        [...text.matchAll(/name="(a\.[^"]+)" value="([^"]*)"/g)].map((found) => [found[1]!, found[2]!]),
      )
      const choice = /type="radio" name="answer" value="([^"]+)"/.exec(text)?.[1]
      const optional = text.includes('May stay empty')
      const answer = choice ?? answers[question] ?? (optional ? '' : question.includes('deal') ? '20000' : '100')
      const picks = [...text.matchAll(/type="checkbox" name="(pick\.[^"]+)"/g)]
        .slice(0, 2)
        .map((found) => [found[1]!, 'yes'])
      const given = picks.length > 0 ? Object.fromEntries(picks) : { answer }
      text = await (await manager.submit('/icp/interview', { ...kept, question, ...given, do: 'next' })).text()
      if (asked === 2) {
        const back = await manager.submit('/icp/interview', {
          ...kept,
          [`a.${question}`]: answer,
          question: 'x',
          do: 'back',
        })
        expect(await back.text()).toContain(`name="question" value="${question}"`)
      }
    }
    expect(asked).toBeGreaterThan(10)
    expect(text).toContain('Here is your first ICP')
    const yaml = /<textarea name="yaml"[^>]*>([\s\S]*?)<\/textarea>/.exec(text)![1]!
    expect((await send({ do: 'publish', base: '', yaml: decoded(yaml) })).status).toBe(303)
  })

  test('an answer that cannot be used is asked again, with why', async () => {
    const answer = await manager.submit('/icp/interview', { question: 'company', answer: '', do: 'next' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('This one needs an answer')
  })
})

const decoded = (html: string): string =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

test('learning says what is missing, reads pasted tables, and tells a row that it cannot read', async () => {
  expect(await manager.page('/icp/learn')).toContain('Not enough data: 0 won and 0 lost')
  const rows = (word: string) => Array.from({ length: 40 }, (_, i) => `Company ${i},${i % 8 ? word : 'x'}`)
  const answer = await manager.submit('/icp/learn', {
    won: ['name,industry', ...rows('robotics')].join('\n'),
    lost: ['name,industry', ...rows('retail'), 'one,two,three'].join('\n'),
  })
  const text = await answer.text()
  expect(text).toContain('Take them into a draft and preview')
  expect(text).toContain('robotics')
  expect(text).toMatch(/lost, line 42/)
})

test('the review is one page, whatever there is to review', async () => {
  const text = await manager.page('/icp/review')
  for (const part of ['The market', 'Won, by tier', 'Whom we target', 'Why drafts were rejected'])
    expect(text).toContain(part)
})
