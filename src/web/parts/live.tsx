import { progressInWords, stageInWords } from '../../core/progress.ts'
import type { WebContext } from '../context.ts'

/** What runs right now, as the page was made; `live.js` keeps it up to date, and offers what a run has brought. */
export const LiveStrip = ({ c }: { c: WebContext }) => {
  const { live, now } = c.var.app
  const current = live.current()
  return (
    <div class="live" data-live={`/runs/live?since=${now()}`}>
      <span class="live-words num" aria-hidden="true" data-live-words>
        {current && progressInWords(current)}
      </span>
      <span class="unseen" role="status" data-live-said>
        {current && stageInWords(current.stage)}
      </span>
      <span role="status">
        <a href="/" class="live-fresh" hidden data-live-fresh>
          <b class="num"></b> · show
        </a>
      </span>
    </div>
  )
}
