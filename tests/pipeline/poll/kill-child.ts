import { close } from '#dialect'
import { poll } from '../../../src/pipeline/poll.ts'
import { pollingApp } from './kill.ts'

/** Polls a database once, and says when it begins; its parent may end it at any moment. */
const [file = '', port = '', now = ''] = process.argv.slice(2)
const app = await pollingApp(file, Number(port), Number(now))
process.stdout.write('polling\n')
await poll.run(app)
await app.fetcher.close()
await close(app.db)
