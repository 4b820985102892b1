import { defineAction } from '#kernel/action'
import { access } from './access.ts'
import { importGrids as checkGridFile, importTownships as checkTownshipFile } from './catalogue.ts'
import { type GridImport, ImportLayer, type LayerReport, shownRejected } from './contract.ts'
import { replaceCells, replaceTownships, takeLayer } from './store.ts'

/**
 * Saves the sound cells of a grid layer in place of all cells of the communities that it covers; names the others.
 * Cases keep the place that they were given.
 */
export const importGrids = defineAction({
  name: 'territory.import-grids',
  input: ImportLayer,
  allow: access.import,
  async run(tx, { actor, input, now, authorise }) {
    authorise({})
    const { accepted, rejected } = checkGridFile(input.geojson, input.crs)
    const covered = [...new Set(accepted.map((c) => c.communityCode))].sort()
    if (accepted.length > 0) await takeLayer(tx, 'grids', now)
    const by = { source: input.source, at: now, by: actor.id }
    const removed = accepted.length > 0 ? await replaceCells(tx, accepted, by) : 0
    return outcome('grids', input, reportOf(accepted.length, rejected, removed, covered))
  },
})

/** Saves the sound borders of a township layer in place of the same townships' former ones; names the others. */
export const importTownships = defineAction({
  name: 'territory.import-townships',
  input: ImportLayer,
  allow: access.import,
  async run(tx, { actor, input, now, authorise }) {
    authorise({})
    const { accepted, rejected } = checkTownshipFile(input.geojson, input.crs)
    const covered = [...new Set(accepted.map((s) => s.code.slice(0, 6)))].sort()
    if (accepted.length > 0) await takeLayer(tx, 'townships', now)
    const by = { source: input.source, at: now, by: actor.id }
    const removed = accepted.length > 0 ? await replaceTownships(tx, accepted, by) : 0
    return outcome('townships', input, reportOf(accepted.length, rejected, removed, covered))
  },
})

function reportOf(
  accepted: number,
  rejected: GridImport['rejected'],
  removed: number,
  covered: string[],
): LayerReport {
  const problems = rejected.slice(0, shownRejected).map(({ index, reason }) => ({ index, reason }))
  return { accepted, rejected: rejected.length, removed, covered, problems }
}

/** The audit keeps figures and covered places, not the layer itself. */
function outcome(layer: 'grids' | 'townships', { crs, source }: ImportLayer, report: LayerReport) {
  const { problems: _, ...figures } = report
  return {
    output: report,
    subject: { type: 'territory-layer', id: layer },
    change: { crs, source, ...figures },
    events: report.accepted > 0 ? [{ name: 'territory.imported', payload: { layer } }] : [],
  }
}
