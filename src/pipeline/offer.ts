import { atomically } from '#dialect'
import { documentText } from '../core/document.ts'
import { nameKey } from '../core/match/names.ts'
import { offerReason } from '../core/offer.ts'
import { asVersion, liveIcps } from '../store/icps.ts'
import { insertOffer, unknownSignals } from '../store/offers.ts'
import { setWatermark, watermark } from '../store/runs.ts'
import type { App } from './app.ts'
import { chunks } from './stage.ts'

/** Offers companies that nobody knows and that look like an ICP as new accounts; a person adds or declines them. */
export const offerAccounts = async (app: App): Promise<number> => {
  const seen = await watermark<{ signalId: string }>(app.db, 'offer')
  const found = await unknownSignals(app.db, seen?.signalId ?? '')
  if (found.length === 0) return 0
  const icps = (await liveIcps(app.db)).map(asVersion).filter(({ icp }) => icp.kind === 'first_touch')
  const offers = found.flatMap(({ signal, document }) => {
    const reason = icps.map(({ icp }) => offerReason(signal.signal, documentText(document), icp)).find(Boolean)
    const key = nameKey(signal.company)
    return reason && key
      ? [{ id: app.newId(), name: signal.company, nameKey: key, signalId: signal.id, reason, offeredAt: app.now() }]
      : []
  })
  await atomically(app.db, (tx) => [
    ...chunks(offers, 50).map((part) => insertOffer(tx, part)),
    setWatermark(tx, 'offer', { signalId: found.at(-1)!.signal.id }),
  ])
  return offers.length
}
