import { addEntry } from '../outbox/store.ts'
import type { Given, Giving, RunAt } from './run.ts'

/** On the device first, then sent: what the screen calls kept is kept, with or without a network. */
export function giveLater(
  owner: string,
  { code, sandbox, party }: RunAt,
): (giving: Giving) => Promise<Given> {
  return async ({ command, title, fields, input }) => {
    const by = party === undefined ? {} : { party }
    await addEntry({
      owner,
      title,
      photos: [],
      work: { kind: 'command', scenario: code, sandbox, command, ...by, fields, input },
    })
    return { kept: true as const }
  }
}
