/**
 * How often the country of a posting's place is the labelled one. `node --import tsx scripts/score-places.ts FILE.jsonl`
 * reads lines of `{"location_raw", "country"}`; one country's several names count as different ones.
 */
import { readFileSync } from 'node:fs'
import { placesOf } from '../src/core/hiring/place.ts'

const [file] = process.argv.slice(2)
if (!file) throw new Error('Name a file of JSON lines: {"location_raw", "country"}')
const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
const labelled = lines.map((line) => JSON.parse(line) as { location_raw: string; country: string | null })
const read = labelled.map(({ location_raw, country }) => ({
  location_raw,
  country,
  ours: placesOf(location_raw).countries,
}))

const named = read.filter(({ ours }) => ours.length > 0)
const right = named.filter(({ ours, country }) => country !== null && ours.includes(country))
const stated = read.filter(({ country }) => country !== null)
const share = (part: number, whole: number) => `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`
console.log(`places with a country:     ${share(right.length, stated.length)}   recall`)
console.log(`places we gave a country:  ${share(right.length, named.length)}   precision`)
for (const { location_raw, ours, country } of named.filter((each) => !right.includes(each)))
  console.log(`  ${location_raw}: ${ours.join(', ')}, labelled ${country}`)
