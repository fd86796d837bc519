import { describe, expect, test } from 'vitest'
import { told } from './told.ts'

describe('layoff', () => {
  test.each([
    'Quillmark lays off 20% of staff',
    'Quillmark to cut 500 jobs',
    'Quillmark cutting 10 percent of workforce',
    'Quillmark to slash 1,200 jobs in Europe',
    'Quillmark announces layoffs',
    'Quillmark lays off hundreds',
    'Quillmark sheds 300 jobs as demand falls',
    'Quillmark fires 150 employees',
    'Quillmark plans 2,000 job cuts',
    'Layoffs at Quillmark: 200 employees let go',
    'Quillmark lets go of 50 employees',
    'Quillmark to eliminate 400 positions',
    'Quillmark to close plant, cut 300 jobs',
    'Quillmark slashes a third of its workforce',
    'Quillmark axes 70 staff',
    'Quillmark to reduce headcount by 8%',
    'Quillmark says cutting 200 jobs in restructuring',
    'Quillmark begins mass layoffs',
    'Quillmark trims workforce by 5 pct',
    'Quillmark hands pink slips to 100 workers',
    'Another round of layoffs at Quillmark',
    'Quillmark layoffs: Company cuts 200 jobs',
    'Quillmark to lay off 1,000 workers in Ohio',
    'Quillmark cuts 12% of workforce',
    'Quillmark Cuts Jobs in Sales Division',
    'Quillmark lays off entire team',
    'Quillmark to axe 1 in 10 jobs',
    'Quillmark to cut thousands of jobs',
    'Quillmark to slash up to 4,000 jobs by 2027',
    'Quillmark says to cut 5 pct of staff',
    'Quillmark lays off employees as funding dries up',
    'Quillmark downsizes, 150 employees affected',
    'Quillmark posts loss, to cut 800 jobs',
    'Quillmark profit falls, plans job cuts',
    'Quillmark to close Ohio plant, cutting 400 jobs',
    'Quillmark Is Cutting 300 Jobs',
    'Quillmark sacks 300 workers',
    'Quillmark starts layoffs',
    'Quillmark confirms layoffs',
    'Edtech firm Quillmark fires 300 people',
    'Quillmark Slashes Workforce by 20%',
  ])('a layoff of the named company is read from: %s', (title) => {
    expect(told(title)).toEqual(['layoff: Quillmark'])
  })

  test.each([
    'Quillmark may cut jobs',
    'Quillmark CEO says no layoffs planned',
    'Quillmark to cut costs by $200 million',
    'Tech layoffs pass 100,000',
    'Quillmark cuts profit forecast',
    'US economy sheds 20,000 jobs',
    'Quillmark denies plan to cut 500 jobs',
    'Quillmark cuts ribbon at new plant',
    'Quillmark workers strike over job cuts',
    'Quillmark cuts prices to win customers',
    'Job cuts loom at banks',
    'Quillmark rules out layoffs',
  ])('a layoff is not read from: %s', (title) => {
    expect(told(title).filter((each) => each.startsWith('layoff'))).toEqual([])
  })
})

describe('hiring', () => {
  test.each([
    'Quillmark to hire 500 engineers in Pune',
    'Quillmark to add 1,000 jobs',
    'Quillmark plans to hire 10,000 freshers this year',
    'Quillmark to create 300 jobs in Dublin',
    'Quillmark to double headcount in India',
    'Quillmark looks to hire 200 people',
    'Quillmark on hiring spree',
    'Quillmark to recruit 2,000 graduates',
    'Quillmark plans to hire 300 in India',
    'Quillmark adding 200 jobs in Ohio',
    'Quillmark to hire 1,500 seasonal workers',
    'Quillmark to expand workforce by 20%',
    'Quillmark ramps up hiring in Europe',
  ])('a hiring plan of the named company is read from: %s', (title) => {
    expect(told(title)).toEqual(['hiring: Quillmark'])
  })

  test.each([
    'US employers add 200,000 jobs',
    'Quillmark to hire advisers for share sale',
    'Quillmark freezes hiring',
    'Quillmark adds 20,000 users',
  ])('a hiring plan is not read from: %s', (title) => {
    expect(told(title).filter((each) => each.startsWith('hiring'))).toEqual([])
  })
})
