// Sums the reports of the test runs. A run without a report, a file that did not load, a step that broke and a
// browser test that was skipped count as failures.
import { existsSync, readFileSync } from 'node:fs'

const [broken, ...reports] = process.argv.slice(2)
let passed = 0
let failed = Number(broken)

for (const report of reports) {
  if (!existsSync(report)) failed += 1
  else for (const file of JSON.parse(readFileSync(report, 'utf8')).testResults) count(file)
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)

function count({ name, status, assertionResults }) {
  const counted = (...states) => assertionResults.filter((test) => states.includes(test.status)).length
  const skipped = /[\\/]browser[\\/]/.test(name) ? counted('pending', 'skipped', 'todo') : 0
  if (skipped > 0) console.error(`${skipped} browser tests were skipped in ${name}`)
  passed += counted('passed')
  failed += counted('failed') + skipped
  if (status === 'failed' && counted('failed') === 0) failed += 1
}
