import type { IcpCheck } from '../../../core/icp/check.ts'
import type { IcpProblem } from '../../../core/icp/parse.ts'
import type { IcpTestResult } from '../../../core/icp/preview.ts'
import { num, Table } from '../table.tsx'
import { plural } from '../words.tsx'

/** What keeps a file from being an ICP, line by line. */
export const Problems = ({ problems, message }: { problems: readonly IcpProblem[]; message: string }) => (
  <div class="problem" role="alert">
    <p>
      <b>This is not an ICP yet.</b>
    </p>
    {problems.length === 0 ? (
      <p>{message}</p>
    ) : (
      <ul class="plain">
        {problems.map(({ line, path, message: each }) => (
          <li>
            {line && <span class="num">line {line}</span>} {path && <code>{path}</code>} {each}
          </li>
        ))}
      </ul>
    )}
  </div>
)

/** Whether the file can be acted on, and what its questions find. */
export const Checked = ({ check }: { check: IcpCheck }) => (
  <section class="card" aria-labelledby="checked">
    <h2 id="checked">Check</h2>
    {check.findings.length === 0 ? (
      <p>
        <span class="state state-good">nothing to mend</span>
      </p>
    ) : (
      <ul class="plain">
        {check.findings.map(({ level, path, message }) => (
          <li>
            <span class={`state state-${level === 'error' ? 'bad' : 'warm'}`}>{level}</span> <code>{path}</code>{' '}
            {message}
          </li>
        ))}
      </ul>
    )}
    <details>
      <summary>What each question finds among {plural(check.accounts, 'account')}</summary>
      <Table columns={['Question', num('Known'), num('Met')]}>
        {[...check.criteria, ...check.disqualifiers].map(({ label, known, met }) => (
          <tr>
            <th scope="row">{label}</th>
            <td class="num">{known}</td>
            <td class="num">{met}</td>
          </tr>
        ))}
      </Table>
    </details>
  </section>
)

/** The file's own tests: who must be Tier 1, who must be out. */
export const Tests = ({ tests }: { tests: readonly IcpTestResult[] }) => {
  const failed = tests.filter(({ passed }) => !passed)
  return (
    <section class="card" aria-labelledby="tests">
      <h2 id="tests">Tests in the file</h2>
      <p>
        {tests.length === 0 ? (
          'It has none: name accounts that must be Tier 1, and some that must be out, under “tests”.'
        ) : (
          <span class={`state state-${failed.length === 0 ? 'good' : 'bad'}`}>
            {failed.length === 0 ? `all ${tests.length} hold` : `${failed.length} of ${tests.length} fail`}
          </span>
        )}
      </p>
      {tests.length > 0 && (
        <ul class="plain">
          {[...failed, ...tests.filter(({ passed }) => passed)].map(({ expected, account, passed, message }) => (
            <li>
              <span class={`state state-${passed ? 'good' : 'bad'}`}>{passed ? 'holds' : 'fails'}</span>{' '}
              <b>{account}</b> must be {expected === 'out' ? 'out' : 'Tier 1'} <span class="soft">{message}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
