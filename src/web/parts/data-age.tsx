import type { Db } from '#dialect'
import { type DataAge, dataAges } from '../../core/data-age.ts'
import { lastImportOf } from '../../store/imports.ts'
import { Icon } from './icon.tsx'
import { Ago } from './words.tsx'

export const agesNow = async (db: Db, now: number): Promise<readonly DataAge[]> =>
  dataAges({ opportunities: await lastImportOf(db, 'opportunities'), touches: await lastImportOf(db, 'touches') }, now)

type Ages = { ages: readonly DataAge[]; now: number; zone: string }

/** How old the data is that let this item through. */
export const GatedOn = ({ ages, now, zone }: Ages) => (
  <p class="soft facts num">
    Gated on{' '}
    {ages.map(({ what, at, level }, index) => (
      <>
        {index > 0 && ' · '}
        <span class={level === 'fresh' ? undefined : 'aged'}>
          {level !== 'fresh' && <Icon of="warning" name="old: " />}
          {what.toLowerCase()}{' '}
          {at === null ? (
            'never imported'
          ) : (
            <>
              as of <Ago at={at} now={now} zone={zone} /> ago
            </>
          )}
        </span>
      </>
    ))}
  </p>
)

/** On top of the queue, when what gates it is too old to lean on. */
export const StaleData = ({ ages, now, zone }: Ages) => {
  const stale = ages.filter(({ level }) => level === 'stale')
  return stale.length === 0 ? null : (
    <p class="strip strip-warm" role="status">
      {stale.map(({ what, at }) => (
        <>
          <b>{what}</b>{' '}
          {at === null ? (
            'were never imported: nobody is kept back for being one. '
          ) : (
            <>
              were imported <Ago at={at} now={now} zone={zone} /> ago: this list may hold people whom others talk to.{' '}
            </>
          )}
        </>
      ))}
    </p>
  )
}
