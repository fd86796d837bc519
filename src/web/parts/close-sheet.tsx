/** The way out of a sheet for those who have no Escape key. `of`: the sheet's id. */
export const CloseSheet = ({ of }: { of: string }) => (
  <button
    type="button"
    class="icon close-sheet"
    popovertarget={of}
    popovertargetaction="hide"
    aria-label="Close"
    title="Close"
  >
    ×
  </button>
)
