import { technologiesNamed } from '../../pipeline/technographics.ts'
import { accountHead } from '../../store/pages/account.ts'
import { type Route, userIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { num, Table } from '../parts/table.tsx'
import { Day, Out } from '../parts/words.tsx'
import { assertOwnAccount } from '../rights.ts'

/** What an account's job postings say it uses, each with the sentence that says so. */
const technologies = async (c: WebContext) => {
  const id = c.req.param('accountId') ?? ''
  await assertOwnAccount(c, id)
  const zone = userIn(c).timeZone
  const name = (await accountHead(c.var.app.db, id))!.account.name
  const named = await technologiesNamed(c.var.app, id)
  return await page(
    c,
    { title: `Technologies of ${name}`, section: 'accounts' },
    <>
      <header class="page-head">
        <h1>Technologies named in the job postings of {name}</h1>
        <span class="soft">
          <a href={`/accounts/${id}`}>Back to the account</a>
        </span>
      </header>
      <Table columns={['Technology', 'The sentence that first named it', 'First seen', 'Last seen', num('Postings')]}>
        {named.map(({ technology, sentence, title, url, firstSeenAt, lastSeenAt, postings }) => (
          <tr>
            <th scope="row">{technology}</th>
            <td>
              “{sentence}” <Out url={url}>{title}</Out>
            </td>
            <td>
              <Day at={firstSeenAt} zone={zone} />
            </td>
            <td>
              <Day at={lastSeenAt} zone={zone} />
            </td>
            <td class="num">{postings}</td>
          </tr>
        ))}
      </Table>
      {named.length === 0 && <p class="soft">No posting that we have read names one.</p>}
    </>,
  )
}

export const technologyRoutes: readonly Route[] = [
  { method: 'GET', path: '/accounts/:accountId/technologies', access: 'signed_in', handler: technologies },
]
