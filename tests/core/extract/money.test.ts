import { expect, test } from 'vitest'
import { moneyIn, preferDollars } from '../../../src/core/extract/money.ts'

test.each([
  ['$4.5M', 4_500_000, 'USD'],
  ['US$ 4.5 million', 4_500_000, 'USD'],
  ['USD 4.5 mn', 4_500_000, 'USD'],
  ['4.5 million dollars', 4_500_000, 'USD'],
  ['$1-billion', 1_000_000_000, 'USD'],
  ['$2.8 M', 2_800_000, 'USD'],
  ['$140K', 140_000, 'USD'],
  ['$1,250,000', 1_250_000, 'USD'],
  ['€12m', 12_000_000, 'EUR'],
  ['1.73 billion euros', 1_730_000_000, 'EUR'],
  ['£50M', 50_000_000, 'GBP'],
  ['₹20 crore', 200_000_000, 'INR'],
  ['Rs 7.8 Cr', 78_000_000, 'INR'],
  ['Rs. 50 lakh', 5_000_000, 'INR'],
  ['A$2 billion', 2_000_000_000, 'AUD'],
  ['S$10m', 10_000_000, 'SGD'],
  ['$35M SGD', 35_000_000, 'SGD'],
  ['$20-25 million', 20_000_000, 'USD'],
])('%s is read with its currency and multiplier', (text, value, currency) => {
  expect(moneyIn(`raised ${text} from investors`).map((span) => span.money)).toEqual([{ value, currency }])
})

test('a number without a currency is no amount', () => {
  expect(moneyIn('13M users in 40 countries, 10 percent more than in 2025')).toEqual([])
})

test('the dollar twin in brackets is preferred', () => {
  const text = 'a bid of 4.7 billion pounds ($9.2 billion)'
  expect(preferDollars(moneyIn(text), text)?.money).toEqual({ value: 9_200_000_000, currency: 'USD' })
})
