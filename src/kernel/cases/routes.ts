import { type AnyAction, actionRoute, queryRoute, type Route } from '#kernel/http/define'
import { asMissing } from './actions.ts'
import { CaseCount, CasePage, CaseRow, CasesByPhone, CaseView } from './contract.ts'
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
    queryRoute(`${path}/count`, queries.count, {
      tag,
      summary: `How many ${tag} the list would show, up to a thousand`,
      response: CaseCount,
    }),
    {
      // A POST, so that a number never stands in an address or a log of addresses.
      method: 'POST',
      path: `${path}/by-phone`,
      tag,
      summary: `The ${tag} of a telephone number, of those whose applicant you may read`,
      body: CasesByPhone,
      response: CasePage,
      run: (kernel, r) => kernel.ask(queries.byPhone, { actor: r.actor, input: r.body, trace: r.trace }),
    },
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
      async run(kernel, r) {
        const saved = await route.run(kernel, r).catch((error: unknown) => {
          throw asMissing(error)
        })
        return caseRow(type, saved as Case, r.actor)
      },
    }
  })
  return [...reads, ...writes]
}

/** `askCo` → `ask-co`, as the address shows it. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)
}
