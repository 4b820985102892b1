import type { RunAt } from '../../ui/running/run.ts'

/** /command/run/street-lights/wall?sandbox=1 is a scenario's wall; any other address is none. */
export function runOfPath({ pathname, search }: Pick<Location, 'pathname' | 'search'>): RunAt | undefined {
  const [, code, page] = /^\/command\/run\/([a-z0-9-]+)\/([a-z0-9-]+)\/?$/.exec(pathname) ?? []
  if (code === undefined || page === undefined) return undefined
  return { code, page, sandbox: new URLSearchParams(search).get('sandbox') === '1' }
}
