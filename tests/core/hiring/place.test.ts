import { expect, test } from 'vitest'
import { countryOf, placesOf } from '../../../src/core/hiring/place.ts'

test.each([
  ['Lisbon, Portugal', 'Portugal'],
  ['Portugal', 'Portugal'],
  ['Leith, Scotland', 'United Kingdom'],
  ['Lviv, UA', 'Ukraine'],
  ['Reno, NV', 'United States'],
  ['Reno, NV, US, 89501', 'United States'],
  ['Reno, Nevada', 'United States'],
  ['Hamilton, ON, CA', 'Canada'],
  ['Berlin, DE', null],
  ['Boston, MA', null],
  ['Atlanta, Georgia', null],
  ['Lisbon', null],
  ['NV', null],
  ['Team IT', null],
  ['', null],
])('the country of "%s" is %s', (place, country) => {
  expect(countryOf(place)).toBe(country)
})

test('each site and country of a posting is named once, and remote work has neither', () => {
  expect(placesOf('Leith, Scotland; Porto, Portugal (hybrid) | Lisbon office, Portugal or Remote, Spain')).toEqual({
    sites: ['Leith', 'Porto', 'Lisbon'],
    countries: ['United Kingdom', 'Portugal'],
    possibleCountries: ['United Kingdom', 'Portugal'],
    isRemote: true,
  })
})
