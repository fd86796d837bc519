import { nextStep, type Step, type StepKey } from '../../core/first-steps.ts'
import { PostForm } from './form.tsx'

const words = { done: 'done', open: 'open', skipped: 'skipped' } as const

/** What a step asks a person to do, by its own forms and links. */
export type Ways = Partial<Record<StepKey, unknown>>

/** The way from an empty house to its first queue. `ways` of each step stand below it while it is not done. */
export const FirstSteps = ({ steps, ways, formToken }: { steps: readonly Step[]; ways: Ways; formToken: string }) => {
  const next = nextStep(steps)
  return (
    <ol class="first-steps">
      {steps.map(({ key, title, state, says }) => (
        <li class={`step step-${state}`} id={key} aria-current={key === next ? 'step' : undefined}>
          <div class="step-head">
            <h2>{title}</h2>
            <span class={`state ${state === 'done' ? 'state-good' : state === 'open' ? 'state-warm' : ''}`}>
              {words[state]}
            </span>
            {state !== 'done' && key !== 'queue' && (
              <Skip step={key} isSkipped={state === 'skipped'} token={formToken} />
            )}
          </div>
          <p>{says}</p>
          {state !== 'skipped' && ways[key] && <div class="step-ways">{ways[key] as string}</div>}
        </li>
      ))}
    </ol>
  )
}

const Skip = ({ step, isSkipped, token }: { step: StepKey; isSkipped: boolean; token: string }) => (
  <PostForm action="/admin/start/skip" formToken={token}>
    <input type="hidden" name="step" value={step} />
    <button type="submit" class="link" name="to" value={isSkipped ? 'take_up' : 'skip'}>
      {isSkipped ? 'Take it up' : 'Skip'}
    </button>
  </PostForm>
)

/** The same in one sentence and a link, where the queue would stand; for steps of which one is left. */
export const StepsLeft = ({ steps }: { steps: readonly Step[] }) => {
  const next = steps.find(({ key }) => key === nextStep(steps))
  const settled = steps.filter(({ state }) => state !== 'open').length
  return (
    <>
      {`${settled} of ${steps.length} steps to it are behind you. ${next?.says ?? ''} `}
      {next && <a href={`/admin/start#${next.key}`}>Go on: {next.title}</a>}
    </>
  )
}
