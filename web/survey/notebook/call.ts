import type { Input, Key, Reply } from '../../call.ts'

/** How the server is asked, as web/call.ts does: throws `Refusal` or `NoSignal`. */
export type Call = <K extends Key>(
  key: K,
  ...input: object extends Input<K> ? [input?: Input<K>] : [input: Input<K>]
) => Promise<Reply<K>>
