export const receivedKinds = ['reply', 'auto_reply', 'bounce', 'soft_bounce', 'complaint'] as const
export type ReceivedKind = (typeof receivedKinds)[number]
