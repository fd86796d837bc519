import { killSenders } from './kill.ts'

/** `npm run test:kill-send [-- kills]` */
const wanted = Number(process.argv[2] ?? 100)
const { kills, whileKilled, afterwards, atTheEnd } = await killSenders(wanted, wanted * 2 + 20, (line) =>
  console.log(line),
)
const byMoment = Object.entries(Object.groupBy(kills, ({ moment }) => moment))
console.log(
  `${kills.length} senders killed: ${byMoment.map(([moment, of]) => `${of?.length} at ${moment}`).join(', ')}`,
)
console.log('While they were killed:', whileKilled)
console.log('What they left, and a person resolved:', afterwards)
console.log('At the end:', atTheEnd)
const wrong = [whileKilled, atTheEnd].reduce(
  (sum, { duplicates, changed, lost, untold }) => sum + duplicates + changed + lost + untold,
  0,
)
const slow = (whileKilled.slowestMs ?? 0) > 60_000 || afterwards.stillUnderWay > 0
process.exit(wrong === 0 && !slow && kills.length >= wanted && atTheEnd.states.sent === atTheEnd.delivered ? 0 : 1)
