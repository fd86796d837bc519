import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/core/extract.ts'
import { told } from './told.ts'

describe('one event, many ways to say it', () => {
  test.each([
    ['Quillmark valued at $2 billion after completing $120 million round', 'funding: Quillmark'],
    ['Ferngate leads $30 million bet on bread platform Quillmark', 'funding: Quillmark'],
    ['Quillmark closes funding round with enough runway for its next oven', 'funding: Quillmark'],
    ["Alder, Birch back ex-bakers' startup Quillmark at $1 billion valuation", 'funding: Quillmark'],
    ['Alder Ventures, others pump $4.5M into Quillmark', 'funding: Quillmark'],
    ['Quillmark goes from a basement to $2.5M in seed funding from Alder', 'funding: Quillmark'],
    ['Quillmark, with $5M more, now powers returns for bakers', 'funding: Quillmark'],
    ['Ferngate takes minority stake in Quillmark with $30M investment', 'funding: Quillmark'],
    ['Quillmark Wins $10M Backing From Alder', 'funding: Quillmark'],
    ['Ada Thorne is the new CEO of Quillmark', 'executive_hire: Quillmark'],
    ["Ada Thorne is Quillmark's new CEO", 'executive_hire: Quillmark'],
    ['Ada Thorne to be next Quillmark chief', 'executive_hire: Quillmark'],
    ['UPDATE 1-Quillmark names Bo Vance as finance chief', 'executive_hire: Quillmark'],
    ['MOVES-Quillmark names Bo Vance head of equities', 'executive_hire: Quillmark'],
    ['Quillmark strengthens leadership team with new CFO Ada Thorne', 'executive_hire: Quillmark'],
    ["Ferngate cloud execs to join Quillmark's New Bread Unit", 'executive_hire: Quillmark'],
    ['Ada Thorne Out As CEO Of Quillmark', 'executive_departure: Quillmark'],
    ['Kevin Vance and Sora Thorne exit Quillmark as it sheds projects', 'executive_departure: Quillmark'],
    ["Quillmark's Kevin Vance and ovens head Ada Thorne leave company", 'executive_departure: Quillmark'],
    ['Quillmark marketing chief for ovens, mixers and toasters retires', 'executive_departure: Quillmark'],
    ['Quillmark Marketing Chief for Ovens, Mixers, Home and Toast Retires', 'executive_departure: Quillmark'],
    ["Quillmark Buying Oakridge's Bread Biz For $375M", 'acquisition: Quillmark'],
    ['Quillmark CEO Bo Vance resigns with immediate effect', 'executive_departure: Quillmark'],
    ['Quillmark CFO puts in papers', 'executive_departure: Quillmark'],
    ['Quillmark board ousts chief executive', 'executive_departure: Quillmark'],
    ['Quillmark co-founder and chair Ada Thorne to leave board', 'executive_departure: Quillmark'],
    ['Kevin Vance leaves Openoven', 'executive_departure: Openoven'],
    ['Two Quillmark executives leave', 'executive_departure: Quillmark'],
    ['About 300 Quillmark employees laid off', 'layoff: Quillmark'],
    ['300 jobs to go at Quillmark', 'layoff: Quillmark'],
    ['Quillmark sacks 500', 'layoff: Quillmark'],
    ['Quillmark targets autumn for deeper job cuts', 'layoff: Quillmark'],
    ['Quillmark enters Indian market', 'expansion: Quillmark'],
    ['Quillmark sets up shop in Dubai', 'expansion: Quillmark'],
    ['Quillmark commits $1 billion to Thailand for bread infrastructure', 'expansion: Quillmark'],
    ['Quillmark lays foundation stone for plant in Odisha', 'expansion: Quillmark'],
    ['Quillmark commences work on Rs 300 crore oven facility in Odisha', 'expansion: Quillmark'],
    ['Quillmark unveils plans for major UK expansion after Ferngate announces London office', 'expansion: Quillmark'],
    ['Quillmark to invest $4 Billion in Bread Packaging Site in Vietnam', 'expansion: Quillmark'],
    ['Quillmark raises Series B from Alder', 'funding: Quillmark'],
    ['Bread delivery startup Quillmark gobbles up $20M', 'funding: Quillmark'],
    ['Quillmark turns to Ferngate veteran Bo Vance as CEO', 'executive_hire: Quillmark'],
    ['Quillmark confirms Thorne as new CEO', 'executive_hire: Quillmark'],
    ['Quillmark announces Ada Thorne as new CEO', 'executive_hire: Quillmark'],
    ['Quillmark: Ada Thorne appointed CFO', 'executive_hire: Quillmark'],
    ["Quillmark's Vance promoted to COO", 'executive_hire: Quillmark'],
    ['Quillmark insider Thorne named CEO', 'executive_hire: Quillmark'],
    ['Quillmark co-founder to become CEO', 'executive_hire: Quillmark'],
    ['Quillmark names veteran Thorne to run trading unit', 'executive_hire: Quillmark'],
    ["Quillmark confirms Ada Thorne's resignation as CEO", 'executive_departure: Quillmark'],
    ['Quillmark CEO forced out', 'executive_departure: Quillmark'],
    ['Quillmark chief Vance to stand down', 'executive_departure: Quillmark'],
    ['Quillmark CEO Bo Vance to be replaced', 'executive_departure: Quillmark'],
    ['Exodus continues at Quillmark as CPO quits', 'executive_departure: Quillmark'],
    ["Quillmark's Thorne to depart", 'executive_departure: Quillmark'],
    ['David Vance, Head Of Product At Quillmark, Is Leaving', 'executive_departure: Quillmark'],
    ['Quillmark asks 200 employees to leave', 'layoff: Quillmark'],
    ['Quillmark confirms it laid off 80 people', 'layoff: Quillmark'],
    ['Quillmark to dismiss 1,200 workers', 'layoff: Quillmark'],
    ['Quillmark Picks Up Oakridge To Bolster Ad Tech', 'acquisition: Quillmark'],
    ["Quillmark to buy Oakridge's U.S. assets", 'acquisition: Quillmark'],
    ['Quillmark acquires talent from Oakridge', 'acquisition: Quillmark'],
    ['Quillmark completes Oakridge purchase', 'acquisition: Quillmark'],
    ['Quillmark, Oakridge to combine', 'acquisition: Quillmark'],
    ['Oakridge bought for $3 bln by Quillmark', 'acquisition: Quillmark'],
    ['Quillmark launches Loaf, its recipe competitor, in public preview', 'product_launch: Quillmark'],
    ['Quillmark Launches loafSigner for Bakers to Accelerate Workflows', 'product_launch: Quillmark'],
    ['Quillmark adds bread tools to its oven to help you save time', 'product_launch: Quillmark'],
    ['Quillmark brings the Loaf app to Mac', 'product_launch: Quillmark'],
    ['Quillmark is rolling out a new toast mode', 'product_launch: Quillmark'],
    ['Quillmark A7 Pro arrives in Malaysia with 6,000mAh battery', 'product_launch: Quillmark'],
    ['Quillmark A2 goes on sale in India', 'product_launch: Quillmark'],
    ['Quillmark launches AI store in India', 'product_launch: Quillmark'],
  ])('%s', (title, expected) => {
    expect(told(title)).toEqual([expected])
  })

  test.each([
    'Union calls for Quillmark CEO to quit',
    'Quillmark hires bankers for IPO',
    'Quillmark picks up speed',
    'Quillmark sells Oakridge jets to Ferngate',
    'Quillmark pledges $2 million for flood relief in Assam',
    'Quillmark spends $10 million on ads in China',
    'Quillmark expands tie-up with Ferngate in India',
    'Quillmark rolls out hat mandate',
    'Quillmark announces new chairman of audit committee',
    'Quillmark confirms CEO pay as filing shows',
    'Quillmark CEO quits bread council',
    'Quillmark raises Rs 500 crore via NCDs',
    'Quillmark names new oven after founder',
    'Quillmark adds ninth bread model provider with Ferngate deal',
    'Ada Thorne arrives in Paris for talks',
    'Quillmark ropes in Bo Vance as investor',
    'Bread Jobs On The Ropes, Quillmark Bags $5 Mn & More',
    'Quillmark plans foray into India, sources say',
    'Quillmark eyes South Africa expansion',
    'Oakville University-North establishes quantum facility in Odisha',
    'Quillmark, Ferngate pour $41 million into bread super PAC',
  ])('no event is read from: %s', (title) => {
    expect(told(title)).toEqual([])
  })

  test('the post that is filled is told from the post that is left', () => {
    const fieldsOf = (title: string) =>
      extract({ title, summary: null, url: null, publishedAt: null }).signals[0]?.fields
    expect(fieldsOf('Quillmark appoints former Ferngate CEO Bo Vance as Co-Head of Bread')?.role?.value).toBe(
      'Co-Head of Bread',
    )
    expect(fieldsOf('Quillmark poaches Ferngate executive to be Next Director for Japan')?.role?.value).toMatch(
      /Director/,
    )
    expect(fieldsOf('Quillmark recruits Ferngate Robotics scientist as CTO')?.person).toBeUndefined()
  })

  test('a name that the title clips is made whole by the text', () => {
    expect(told('Loaf names Ada Thorne CFO', 'Loafgroup Inc said on Monday it appointed Ada Thorne.')).toEqual([
      'executive_hire: Loafgroup',
    ])
    expect(told('Loaf names Ada Thorne CFO', 'Loaf, once Loafgroup, said so on Monday.')).toEqual([
      'executive_hire: Loaf',
    ])
  })
})
