import { setTimeout as sleep } from 'node:timers/promises'
import { send } from '../../../src/pipeline/send.ts'
import { wireSender } from './house.ts'

/** Sends as the server does, only oftener, till its parent ends it at any moment. */
const [folder = '', smtpUrl = '', aheadMs = ''] = process.argv.slice(2)
const wired = await wireSender(folder, smtpUrl, () => Date.now() + Number(aheadMs))
for (;;) {
  const { sent = 0, unknown = 0 } = await send.run(wired.app)
  if (sent + unknown > 0) await wired.advanceEpoch()
  await sleep(20)
}
