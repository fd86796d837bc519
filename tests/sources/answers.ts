/** Bodies as each provider is known to answer, beside the recorded ones; written for these tests. */
type Answers = {
  /** A board without jobs, a feed without items: nothing is found, or why it is no reading. */
  empty: string
  says?: RegExp
  /** What comes with a 200 in place of the real thing, or with an error that was passed on. */
  error: string
  /** What the provider does that a careful reader must know, and how much is left to find. */
  trap: { because: string; body: string; found: number }
}

const json = (value: unknown) => JSON.stringify(value)
const page = (title: string) =>
  `<!doctype html><html><head><title>${title}</title></head><body><p>${title}</p></body></html>`
const filing = (
  title: string,
  number: string,
  item = 'Item 5.02: Departure of Directors',
) => `<entry><title>${title}</title>
<link rel="alternate" href="https://www.sec.gov/Archives/edgar/data/1/${number.replaceAll('-', '')}/${number}-index.htm"/>
<summary type="html">&lt;br&gt;${item}</summary><updated>2026-03-03T16:58:10-05:00</updated>
<id>urn:tag:sec.gov,2008:accession-number=${number}</id></entry>`
const current = (entries: string) =>
  `<?xml version="1.0" encoding="ISO-8859-1" ?><feed xmlns="http://www.w3.org/2005/Atom"><title>Latest Filings</title>${entries}</feed>`
const undeclared = page('Your Request Originates from an Undeclared Automated Tool')

export const answers: Record<string, Answers> = {
  feed: {
    empty: '<rss version="2.0"><channel><title>Wire</title></channel></rss>',
    error: page('Just a moment...'),
    trap: {
      because: 'one date that cannot be read costs no item',
      body: '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>a</id><updated>soon</updated></entry><entry><id>b</id></entry></feed>',
      found: 2,
    },
  },
  greenhouse: {
    empty: json({ jobs: [], meta: { total: 0 } }),
    error: json({ status: 404, error: 'Job not found' }),
    trap: {
      because: 'one job has two posts, and a talent pool is no job',
      body: json({
        jobs: [
          { id: 1, internal_job_id: 7, title: 'Cooper' },
          { id: 2, internal_job_id: 7, title: 'Cooper' },
          { id: 3, internal_job_id: null, title: 'Join our talent pool' },
        ],
      }),
      found: 1,
    },
  },
  lever: {
    empty: '[]',
    error: json({ ok: false, error: 'Document not found' }),
    trap: {
      because: 'the time of creation is not promised',
      body: json([
        { id: 'a', text: 'Cooper' },
        { id: 'b', text: 'Smith', createdAt: 'yesterday' },
      ]),
      found: 2,
    },
  },
  ashby: {
    empty: json({ apiVersion: '1', jobs: [] }),
    error: 'Not Found',
    trap: {
      because: 'a job that is not listed is not announced',
      body: json({
        jobs: [
          { id: 'a', title: 'Cooper', isListed: false },
          { id: 'b', title: 'Smith', isListed: true },
        ],
      }),
      found: 1,
    },
  },
  smartrecruiters: {
    empty: json({ offset: 0, limit: 100, totalFound: 0, content: [] }),
    error: json({ message: 'Internal error', errors: [] }),
    trap: {
      because: 'a total beyond the page leads to the next page',
      body: json({ totalFound: 101, content: [{ id: 'a', name: 'Cooper' }] }),
      found: 2,
    },
  },
  recruitee: {
    empty: json({ offers: [] }),
    error: page('This company does not use our careers site'),
    trap: {
      because: 'an internal offer is for those inside',
      body: json({
        offers: [
          { id: 1, title: 'Cooper', status: 'internal' },
          { id: 2, title: 'Smith', status: 'published' },
        ],
      }),
      found: 1,
    },
  },
  workable: {
    empty: json({ name: null, description: null, jobs: [] }),
    error: 'Too Many Requests',
    trap: {
      because: 'a job in two places is listed twice',
      body: json({
        jobs: [
          { shortcode: 'A', title: 'Cooper', city: 'Vigo' },
          { shortcode: 'A', title: 'Cooper', city: 'Cobh' },
        ],
      }),
      found: 1,
    },
  },
  teamtailor: {
    empty: json({ version: 'https://jsonfeed.org/version/1.1', title: 'Jobs', items: [] }),
    error: page('Page not found'),
    trap: {
      because: 'the next page may lie on no other site',
      body: json({ items: [{ id: '1', title: 'Cooper' }], next_url: 'https://elsewhere.example/jobs.json?page=2' }),
      found: 1,
    },
  },
  personio: {
    empty: '<?xml version="1.0" encoding="UTF-8"?>\n<workzag-jobs/>',
    error: page('404'),
    trap: {
      because: 'it looks like RSS and is none, and a position without a number cannot be told from others',
      body: '<workzag-jobs><position><id>1</id><name>Cooper</name></position><position><name>Smith</name></position></workzag-jobs>',
      found: 1,
    },
  },
  'edgar-8k': {
    empty: current(''),
    error: undeclared,
    trap: {
      because: 'one filing has an entry for each of its filers, and most are about other items',
      body: current(
        filing('8-K - Tern Example Corp (0000000001) (Filer)', '0000000001-26-000001') +
          filing('8-K - Tern Example Sub LLC (0000000002) (Filer)', '0000000001-26-000001') +
          filing('8-K - Gull Example Inc (0000000003) (Filer)', '0000000003-26-000001', 'Item 2.02: Results'),
      ),
      found: 1,
    },
  },
  'form-d': {
    empty: current(''),
    error: undeclared,
    trap: {
      because: 'the list of D also holds every form that begins so',
      body: current(
        filing('D - Tern Example Inc (0000000001) (Filer)', '0000000001-26-000001') +
          filing('DEF 14A - Gull Example Inc (0000000003) (Filer)', '0000000003-26-000001'),
      ),
      found: 1,
    },
  },
  page: {
    empty: page('News'),
    says: /Nothing on the page is found/,
    error: page('Access denied'),
    trap: {
      because: 'the same story is teased twice, and a script is no link',
      body: '<article class="story"><a href="/a">A</a></article><article class="story"><a href="/a">A</a></article><article class="story"><a href="javascript:x()">B</a></article>',
      found: 2,
    },
  },
  'hn-hiring': {
    empty: json({ hits: [], nbPages: 0 }),
    says: /No thread/,
    error: json({ message: 'Too many requests', status: 429 }),
    trap: {
      because: 'its author asks other things in the same week',
      body: json({
        hits: [
          { objectID: '3', title: 'Ask HN: Who wants to be hired? (March 2026)' },
          { objectID: '2', title: 'Ask HN: Who is hiring? (March 2026)' },
        ],
      }),
      found: 1,
    },
  },
}
