import { type AnyAction, actionRoute, queryRoute, type Route } from '#kernel/http/define'
import { CasePage, CaseRow, CaseView } from './contract.ts'
import type { Case, CaseType } from './define.ts'
import type { CaseQueries } from './queries.ts'
import { caseRow } from './view.ts'

/**
 * The HTTP doors of a case type: list, page, and one POST an action. An action answers with the case as this actor's
 * list shows it, masked where the list is: the whole document is for the inside of the program.
 */
export function caseRoutes(
  type: CaseType,
  path: string,
  queries: CaseQueries,
  actions: Readonly<Record<string, AnyAction>>,
): Route[] {
  const tag = path.replace(/^\//, '')
  const reads: Route[] = [
    queryRoute(path, queries.list, { tag, summary: `List ${tag} that you may see`, response: CasePage }),
    queryRoute(`${path}/:id`, queries.get, {
      tag,
      summary: 'One case with its timeline',
      response: CaseView,
    }),
    queryRoute(`${path}/track/:number/:id`, queries.track, {
      tag,
      summary: 'Public progress by number and receipt',
    }),
  ]
  const writes = Object.entries(actions).map(([name, action]): Route => {
    const route = actionRoute(`${path}/:id/${kebab(name)}`, action, {
      tag,
      summary: `Action ${action.name}`,
      response: CaseRow,
    })
    return {
      ...route,
      run: async (kernel, r) => caseRow(type, (await route.run(kernel, r)) as Case, r.actor),
    }
  })
  return [...reads, ...writes]
}

/** `askCo` → `ask-co`, as the address shows it. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)
}
