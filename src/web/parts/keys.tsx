import { CloseSheet } from './close-sheet.tsx'

const keys: readonly (readonly [string, string])[] = [
  ['j', 'next item'],
  ['k', 'previous item'],
  ['Enter', 'open the item'],
  ['a', 'approve or submit, and go on'],
  ['e', 'edit the message'],
  ['h', 'hold until …'],
  ['x', 'reject with a reason'],
  ['f', 'say what is wrong: news, fit, contact or fact'],
  ['o', 'open the source'],
  ['c', 'copy the approved text'],
  ['m', 'open in your mail program'],
  ['r', 'redraft'],
  ['w', 'why this account'],
  ['y', 'what changed since the day before'],
  ['z', 'undo what was just done, while that is offered; also Ctrl Z'],
  ['t', 'take the open item’s approval or submission back'],
  ['s', 'choose the item, for several at once'],
  ['b', 'hold, reject or assign the chosen'],
  ['/', 'search this list'],
  ['Ctrl K', 'go to any page, account or action'],
  ['?', 'this list'],
]

/** Every key has a visible button too; this is the whole list. */
export const KeyHelp = () => (
  <div id="keys" class="sheet" popover="auto" role="dialog" aria-label="Keys">
    <CloseSheet of="keys" />
    <h2>Keys</h2>
    <dl class="keys">
      {keys.map(([key, what]) => (
        <div>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
    <p class="soft">Keys rest while you type in a field; Escape leaves it.</p>
  </div>
)
