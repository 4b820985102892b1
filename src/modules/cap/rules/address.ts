import type { CapAlert } from '../contract/alert.ts'

/** Where the world reads what we publish. What is no real warning lies apart, so that no reader mixes the two. */
export const doors = {
  actual: { base: '/cap', statuses: ['Actual'] },
  exercise: { base: '/cap/exercise', statuses: ['Exercise', 'Test'] },
} as const satisfies Record<string, { base: string; statuses: readonly CapAlert['status'][] }>
export type DoorName = keyof typeof doors

/** The path at which everyone finds a message; null for what nobody outside is shown. */
export function addressOfAlert({ scope, status, identifier }: CapAlert): string | null {
  if (scope !== 'Public') return null
  const door = Object.values(doors).find((d) => (d.statuses as readonly string[]).includes(status))
  return door === undefined ? null : `${door.base}/alerts/${identifier}.xml`
}
