import type { Wired } from '../../../src/wire.ts'
import { toolSecret } from '../../support/tool-server.ts'
import { wireSender } from '../send/house.ts'

/** Daybreak as it is wired for real, with a tool that takes hand-outs. */
export const wireGiver = async (folder: string, url: string, now: () => number): Promise<Wired> =>
  await wireSender(folder, 'smtp://127.0.0.1:1', now, {
    DAYBREAK_HANDOUT_URL: url,
    DAYBREAK_HANDOUT_SECRET: toolSecret,
  })
