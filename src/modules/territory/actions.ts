import { defineAction } from '#kernel/action'
import { access } from './access.ts'
import { type CheckedLayer, type LayerReport, SaveLayer, shownRejected } from './contract.ts'
import { replaceCells, replaceTownships, takeLayer } from './store.ts'

/**
 * Saves the sound cells of a grid layer in place of all cells of the communities that it covers; names the others.
 * Cases keep the place that they were given.
 */
export const importGrids = defineAction({
  name: 'territory.import-grids',
  input: SaveLayer,
  allow: access.import,
  async run(tx, { actor, input, now, authorise }) {
    authorise({})
    const { accepted, rejected } = input.checked
    const covered = coveredBy(accepted, 12)
    if (accepted.length > 0) await takeLayer(tx, 'grids', now)
    const by = { source: input.source, at: now, by: actor.id }
    const removed = accepted.length > 0 ? await replaceCells(tx, accepted, covered, by) : 0
    return outcome('grids', input, reportOf(accepted.length, rejected, removed, covered))
  },
})

/** Saves the sound borders of a township layer in place of the same townships' former ones; names the others. */
export const importTownships = defineAction({
  name: 'territory.import-townships',
  input: SaveLayer,
  allow: access.import,
  async run(tx, { actor, input, now, authorise }) {
    authorise({})
    const { accepted, rejected } = input.checked
    if (accepted.length > 0) await takeLayer(tx, 'townships', now)
    const by = { source: input.source, at: now, by: actor.id }
    const removed = accepted.length > 0 ? await replaceTownships(tx, accepted, by) : 0
    return outcome('townships', input, reportOf(accepted.length, rejected, removed, coveredBy(accepted, 6)))
  },
})

/** Codes of the communities (12 digits) or districts (6) in which the features lie. */
function coveredBy(accepted: CheckedLayer['accepted'], digits: number): string[] {
  return [...new Set(accepted.map((one) => one.code.slice(0, digits)))].sort()
}

function reportOf(
  accepted: number,
  rejected: CheckedLayer['rejected'],
  removed: number,
  covered: string[],
): LayerReport {
  const problems = rejected.slice(0, shownRejected).map(({ index, reason }) => ({ index, reason }))
  return { accepted, rejected: rejected.length, removed, covered, problems }
}

/** The audit keeps figures and covered places, not the layer itself. */
function outcome(layer: 'grids' | 'townships', { crs, source }: SaveLayer, report: LayerReport) {
  const { problems: _, ...figures } = report
  return {
    output: report,
    subject: { type: 'territory-layer', id: layer },
    change: { crs, source, ...figures },
    events: report.accepted > 0 ? [{ name: 'territory.imported', payload: { layer } }] : [],
  }
}
