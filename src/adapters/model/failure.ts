/** Why no usable answer came; the message is for people and holds nothing of the request. */
export class ModelFailure extends Error {
  override readonly name = 'ModelFailure'
  /** The machine behind the address is not working, whatever is asked. */
  readonly isOutage: boolean
  constructor(message: string, isOutage: boolean) {
    super(message)
    this.isOutage = isOutage
  }
}
