import { describe, expect, test } from 'vitest'
import { told } from './told.ts'

describe('expansion', () => {
  test.each([
    'Quillmark opens new office in Austin',
    'Quillmark to open factory in Mexico',
    'Quillmark to build $2 bln plant in Ohio',
    'Quillmark expands into Germany',
    'Quillmark expands to Latin America',
    'Quillmark enters India',
    'Quillmark enters the US market',
    'Quillmark sets up R&D centre in Pune',
    'Quillmark breaks ground on $300 million campus',
    'Quillmark opens its first store in Paris',
    'Quillmark to invest $500 million in Texas plant',
    'Quillmark launches operations in Kenya',
    'Quillmark expands global footprint with Dubai office',
    'Quillmark Opens New Headquarters in Denver',
    'Quillmark Expands Operations in Vietnam',
    'Quillmark to double production capacity at Ohio plant',
    'Quillmark inaugurates its new plant in Chennai',
    'Quillmark to set up manufacturing facility in Gujarat',
    'Quillmark plans to open 100 stores in India',
    'Quillmark picks Dublin for European headquarters',
    'Quillmark moves headquarters to Texas',
    'Quillmark to launch in UK',
    'Quillmark opens flagship store in Tokyo',
    'Quillmark to open 50 restaurants in China',
    'Quillmark to build new factory in Poland',
    'Quillmark to invest $1 bln in Brazil',
    'Quillmark plans $400 million plant in Georgia',
    'Quillmark Expands Into Canada With New Toronto Office',
    'Quillmark Announces Expansion Into Europe',
    'Quillmark expands presence in Southeast Asia',
    'Quillmark forays into Gulf markets',
    'Quillmark makes India debut',
    'Quillmark sets up subsidiary in Japan',
    'Quillmark starts production at new Ohio plant',
    'Quillmark to expand capacity at Texas plant',
    'Quillmark opens R&D center in Bengaluru',
    'Quillmark opens second US data center',
    'Quillmark launches in Germany',
    'Quillmark Launches in the UK',
    'Quillmark goes global, opens offices in London and Singapore',
    'Quillmark inks lease for new Manhattan headquarters',
    'Quillmark to set up Rs 500 crore plant in Tamil Nadu',
    'Quillmark unveils new manufacturing hub in Vietnam',
    'Quillmark ramps up production in Mexico',
    'Quillmark expands to 20 more cities',
    'Quillmark begins operations in Spain',
  ])('an expansion of the named company is read from: %s', (title) => {
    expect(told(title)).toEqual(['expansion: Quillmark'])
  })

  test.each([
    'Quillmark opens bookings for new phone',
    'Quillmark opens higher on strong results',
    'Quillmark may build plant in Ohio',
    'Quillmark delays opening of Ohio plant',
    'Quillmark expands partnership with Oakridge',
    'Quillmark closes office in Berlin',
    "China's economy expands 5%",
    'Quillmark opens investigation into leak',
    'Quillmark expands warranty on phones',
    'Quillmark expands recall to Canada',
    'Universe expands faster than thought',
    'Quillmark enters bankruptcy',
    'Quillmark enters talks with Oakridge',
    'Quillmark invests in solar projects',
    'Quillmark scraps plan for Ohio plant',
  ])('an expansion is not read from: %s', (title) => {
    expect(told(title).filter((each) => each.startsWith('expansion'))).toEqual([])
  })
})

describe('product_launch', () => {
  test.each([
    'Quillmark launches AI assistant for bakers',
    'Quillmark unveils new ledger app',
    'Quillmark rolls out payments feature',
    'Quillmark introduces Loaf 3 tablet',
    'Quillmark debuts its first smartwatch',
    'Quillmark releases open-source model',
    'Quillmark Launches Next-Generation Ledger Platform',
    'Quillmark launches Loaf Pro in India',
    'Quillmark launches credit card with Oakridge',
    'Quillmark Unveils AI-Powered Ledger Suite',
    'Quillmark announces Loaf 4, its next-gen oven',
    'Quillmark reveals electric van',
    'Quillmark to launch budget smartphone next month',
    'Quillmark starts selling Loaf 5',
    'Quillmark Introduces Next-Gen Sensor for Ovens',
  ])('a product launch of the named company is read from: %s', (title) => {
    expect(told(title)).toEqual(['product_launch: Quillmark'])
  })

  test.each([
    'Quillmark to launch IPO',
    'Quillmark launches probe into data breach',
    'Quillmark launches share buyback',
    'Quillmark releases quarterly results',
    'Quillmark Loaf 6 leaks ahead of launch',
    'NASA launches rover',
    'Quillmark releases sustainability report',
    'Quillmark unveils five-year plan',
    'Quillmark launches foundation for bakers',
  ])('a product launch is not read from: %s', (title) => {
    expect(told(title).filter((each) => each.startsWith('product_launch'))).toEqual([])
  })
})
