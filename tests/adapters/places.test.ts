import { expect, test } from 'vitest'
import { countryOf, holidaysOf } from '../../src/adapters/places.ts'

test.each([
  ['TR', ['2027-03-09', '2027-03-10', '2027-03-11', '2027-03-12'], '2027-03-13'],
  ['SA', ['2027-05-15', '2027-05-16', '2027-05-17', '2027-05-18'], '2027-05-20'],
  ['GB', ['2027-12-27', '2027-12-28'], '2027-12-29'],
])('every day of a feast is a holiday: %s', (country, feast, after) => {
  const holidays = holidaysOf(country, 2027)
  expect(feast.filter((day) => !holidays.has(day))).toEqual([])
  expect(holidays.has(after)).toBe(false)
})

test('a country has one code, whatever it was named by, and a union is none', () => {
  expect(['uk', ' GB ', 'DD', 'XK'].map(countryOf)).toEqual(['GB', 'GB', 'DE', 'XK'])
  expect(['', 'EU', 'ZZ', 'QQ', 'USA', 'Germany', 'D1'].map(countryOf)).toEqual(Array(7).fill(null))
})
