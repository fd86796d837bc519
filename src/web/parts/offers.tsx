import { headline } from '../../core/headline.ts'
import type { openOffers } from '../../store/offers.ts'
import { PostForm, Submit } from './form.tsx'
import { Day, Out, plural } from './words.tsx'

type Offer = Awaited<ReturnType<typeof openOffers>>[number]
type Offers = { offers: readonly Offer[]; formToken: string; zone: string }

const mostShown = 5

/** Companies of stories that nobody has in the book and that look like the ICP: a person adds or declines them. */
export const Offers = ({ offers, ...shown }: Offers) =>
  offers.length === 0 ? null : (
    <section class="card offers" aria-labelledby="offers">
      <h2 id="offers">
        Found, add? <span class="soft">not in the book, and like the ICP</span>
      </h2>
      {offers.slice(0, mostShown).map((offer) => (
        <OfferLine row={offer} {...shown} />
      ))}
      {offers.length > mostShown && (
        <details class="quiet">
          <summary>{plural(offers.length - mostShown, 'more', 'more')}</summary>
          {offers.slice(mostShown).map((offer) => (
            <OfferLine row={offer} {...shown} />
          ))}
        </details>
      )}
    </section>
  )

const OfferLine = ({ row, formToken, zone }: { row: Offer } & Omit<Offers, 'offers'>) => {
  const { offer, signal, document } = row
  return (
    <article class="offer">
      <div>
        <p>
          <b>{offer.name}</b>: {headline(signal.kind, signal.signal.fields)}{' '}
          <span class="soft">
            <Out url={document.url}>{document.publisher}</Out> ·{' '}
            <Day at={document.publishedAt ?? document.fetchedAt} zone={zone} />
          </span>
        </p>
        <p class="soft small">{offer.reason}</p>
      </div>
      <PostForm action={`/offers/${offer.id}/add`} formToken={formToken} class="buttons">
        <input
          name="domain"
          value={signal.signal.fields.domain?.value}
          placeholder="its domain"
          maxlength={253}
          aria-label={`Domain of ${offer.name}`}
        />
        <Submit>Add</Submit>
        <Submit formaction={`/offers/${offer.id}/decline`}>Decline</Submit>
      </PostForm>
    </article>
  )
}
