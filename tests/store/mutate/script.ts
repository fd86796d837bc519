import { codeMutants } from './code.ts'
import { mutate } from './run.ts'
import { sqlMutants } from './sql.ts'

/** `npm run test:mutate-gate [-- words]`: all weakened gates, or those whose name has one of the words. */
const words = process.argv.slice(2)
const wanted = [...sqlMutants(), ...codeMutants()].filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
)
console.log(`${wanted.length} weakened gates`)
const verdicts = await mutate(wanted, ({ name, by }) =>
  console.log(by === null ? `SURVIVED ${name}` : `caught   ${name}`),
)
const survivors = verdicts.filter(({ by }) => by === null)
const share = (100 * (verdicts.length - survivors.length)) / verdicts.length
console.log(`\n${verdicts.length - survivors.length} of ${verdicts.length} caught, ${share.toFixed(1)} %`)
for (const { name } of survivors) console.log(`  survived: ${name}`)
process.exit(share >= 95 ? 0 : 1)
