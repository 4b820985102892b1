import { NetworkFailure } from '../api.ts'
import { records } from './database.ts'

interface Kept<T> {
  readonly id: string
  readonly answer: T
}

/**
 * The server's answer, kept on the phone; without a network what was kept last. `id` names the account that asked, so
 * that nobody reads what another was shown.
 */
export async function keptAnswer<T>(id: string, ask: () => Promise<T>): Promise<T> {
  try {
    const answer = await ask()
    await records.save('drafts', { id, answer }).catch(() => undefined)
    return answer
  } catch (error) {
    const kept = error instanceof NetworkFailure ? await records.find<Kept<T>>('drafts', id) : undefined
    if (kept === undefined) throw error
    return kept.answer
  }
}
