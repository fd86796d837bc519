import { killPolls } from './kill.ts'

/** `npm run test:kill-poll [-- kills]` */
const kills = Number(process.argv[2] ?? 50)
const { differences, halfWay, rows } = await killPolls(kills, (line) => console.log(line))
console.log(`${kills} polls killed, ${halfWay} of them half-way; ${differences} reruns differed (of ${rows} rows each)`)
process.exit(differences === 0 ? 0 : 1)
