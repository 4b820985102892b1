import { addressOf } from '../../src/kernel/http/define.ts'
import { byName, code, page, table } from './markdown.ts'
import type { Declared } from './sources.ts'

/** Every HTTP door by tag, in the order in which the code declares them. */
export function routesPage({ routes }: Declared): string {
  const tags = [...Map.groupBy(routes, (r) => r.tag)].sort(([a], [b]) => byName(a, b))
  const sections = tags.map(
    ([tag, list]) =>
      `## ${tag}\n\n${table(
        ['method', 'path', 'what it does'],
        list.map((r) => [r.method, code(addressOf(r)), r.summary]),
      )}`,
  )
  return page(
    'Routes',
    `${routes.length} routes. The contract with schemas is served as \`/openapi.json\`.`,
    ...sections,
  )
}
