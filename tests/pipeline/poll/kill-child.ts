import { close } from '#dialect'
import { poll } from '../../../src/pipeline/poll.ts'
import { pollingApp } from './kill.ts'

/** Polls a database once, says when it begins and how many feeds it polled; its parent may end it at any moment. */
const [file = '', port = '', now = ''] = process.argv.slice(2)
const app = await pollingApp(file, Number(port), Number(now))
process.stdout.write('polling\n')
const { feeds } = await poll.run(app)
process.stdout.write(`${feeds}\n`)
await app.fetcher.close()
await close(app.db)
