import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { byName } from './markdown.ts'

const folder = /^(src\/(?:kernel|models|modules|scenarios)\/[^/]+|src(?=\/[^/]+\.ts$)|web\/[^/]+)\//
const rings = ['web', 'src', 'src/scenarios', 'src/modules', 'src/models', 'src/kernel']

/** The import graph of what ships, one node a folder, as Mermaid. A dotted arrow: types only. */
export async function modulesMap(root: string): Promise<string> {
  const { options } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs'))
  const { output } = await cruise(['src', 'web'], { ...options, baseDir: root })
  const arrows = collapse(output as ICruiseResult)
  const nodes = [...new Set([...arrows.keys()].flatMap((arrow) => arrow.split(' ')))].sort(byName)
  const subgraphs = rings.flatMap((ring) => {
    const inside = nodes.filter((n) => ringOf(n) === ring)
    return inside.length === 0
      ? []
      : [
          `  subgraph ${id(ring)}_ring["${ring}"]`,
          ...inside.map((n) => `    ${id(n)}["${nameOf(n)}"]`),
          '  end',
        ]
  })
  const lines = [...arrows]
    .toSorted(([a], [b]) => byName(a, b))
    .map(([arrow, value]) => {
      const [from = '', to = ''] = arrow.split(' ')
      return `  ${id(from)} ${value ? '-->' : '-.->'} ${id(to)}`
    })
  return `${['%% Printed by npm run generate. Do not edit.', 'flowchart TD', ...subgraphs, ...lines].join('\n')}\n`
}

/** `from to` → whether anything but types is imported. */
function collapse(result: ICruiseResult): Map<string, boolean> {
  const arrows = new Map<string, boolean>()
  for (const module of result.modules.filter((m) => !/\.(test|fixture)\./.test(m.source)))
    for (const d of module.dependencies) {
      const [from, to] = [nodeOf(module.source), nodeOf(d.resolved)]
      if (from === undefined || to === undefined || from === to) continue
      const isValue = !d.dependencyTypes.includes('type-only')
      arrows.set(`${from} ${to}`, (arrows.get(`${from} ${to}`) ?? false) || isValue)
    }
  return arrows
}

function nodeOf(path: string): string | undefined {
  return /^src\/[^/]+\.ts$/.test(path) ? path : folder.exec(path)?.[1]
}

function ringOf(node: string): string {
  return node.startsWith('web/') ? 'web' : node.replace(/\/[^/]+$/, '')
}

const nameOf = (node: string) => node.split('/').at(-1) ?? node
const id = (node: string) => node.replace(/\.ts$/, '').replace(/[^\w]/g, '_')
