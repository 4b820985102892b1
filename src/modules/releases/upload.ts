import type { RouteRequest } from '#kernel/http/define'
import type { Kernel } from '#kernel/module'
import { readTable, refuseUnreadable } from '#kernel/tabular'
import { mostLines, type UploadedHierarchy } from './contract.ts'
import { listFaults } from './hierarchies.ts'
import { mayUploadHierarchy } from './queries.ts'

const longestCell = 200
const mostLevels = 8
const shownFaults = 50

/** A hierarchy from a table with a header: the value first, then a column per coarser level. Nothing is saved. */
export async function uploadHierarchy(kernel: Kernel, r: RouteRequest): Promise<UploadedHierarchy> {
  await kernel.ask(mayUploadHierarchy, { actor: r.actor, input: { id: r.params.id }, trace: r.trace })
  const { file } = await r.upload()
  const lines = await refuseUnreadable(async () => {
    const found: string[][] = []
    for await (const row of readTable(file.content, file.filename)) {
      found.push(Object.values(row.values).map((cell) => cell.trim()))
      if (found.length > mostLines) break
    }
    return found
  })
  const faults = faultsOf(lines)
  // The header is line 1.
  const shown = faults.slice(0, shownFaults).map((f) => ({ ...f, line: f.line + 1 }))
  return { hierarchy: faults.length > 0 ? null : { kind: 'list', lines }, faults: shown }
}

function faultsOf(lines: readonly (readonly string[])[]): UploadedHierarchy['faults'] {
  if (lines.length > mostLines) return [{ line: mostLines, fault: 'too-long' }]
  const cells = lines.flatMap((line, n): UploadedHierarchy['faults'] => {
    if (line.length > mostLevels || line.some((c) => c.length > longestCell))
      return [{ line: n + 1, fault: 'too-long' }]
    return line.some((c) => c === '') ? [{ line: n + 1, fault: 'empty' }] : []
  })
  return [...cells, ...listFaults(lines)].toSorted((a, b) => a.line - b.line)
}
