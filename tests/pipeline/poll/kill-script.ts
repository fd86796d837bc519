import { killPolls } from './kill.ts'

/** `npm run test:kill-poll [-- kills]` */
const kills = Number(process.argv[2] ?? 50)
const { differences, halfWay, validatorsAhead, rows } = await killPolls(kills, (line) => console.log(line))
console.log(`${kills} polls killed, ${halfWay} of them half-way; ${differences} reruns differed (of ${rows} rows each)`)
console.log(`${validatorsAhead} left validators of a feed whose items were not all stored`)
process.exit(differences + validatorsAhead === 0 ? 0 : 1)
