import type { OwnLayer, ScenarioManifest } from '../contract.ts'
import { error, type Found } from './findings.ts'
import { dividingFindings, type Items } from './items.ts'

type Own = ScenarioManifest['resources'][number]

/** Positions of what somebody drives or carries; a point that says more of a person is on no map. */
const shownKinds: readonly (string | null)[] = ['location-track', 'coordinates']

/** A layer of positions that are personal information. */
export function isPersonalLayer(items: Own['items'], layer: Pick<OwnLayer, 'point'>): boolean {
  return items.some((i) => i.name === layer.point && i.personal !== null)
}

/**
 * Everything that is to be said of a layer. Personal positions are shown for a purpose, fresh ones, and of each thing the
 * last alone: a trail of points would be a track. Maps are on pages of officers only.
 */
export function layerFindings(layer: OwnLayer, resource: Own | undefined, path: string): Found[] {
  const items: Items = (code) => (code === resource?.code ? resource.items : undefined)
  const point = resource?.items.find((i) => i.name === layer.point)
  const isPoint = point?.type === 'point' && (point.personal === null || shownKinds.includes(point.personal))
  const named = [layer.label, ...layer.where.map((w) => w.item), ...(layer.latest ? [layer.latest] : [])]
  const isTimed = resource?.scope.timeItem != null
  return [
    ...dividingFindings(items, layer.resource, named, path),
    ...(isPoint ? [] : [error(path, 'no-point', { item: layer.point })]),
    ...(layer.freshMinutes !== undefined && !isTimed ? [error(`${path}.freshMinutes`, 'no-time')] : []),
    ...(resource !== undefined && isPersonalLayer(resource.items, layer)
      ? personalFindings(layer, path)
      : []),
  ]
}

function personalFindings({ purpose, freshMinutes, latest }: OwnLayer, path: string): Found[] {
  return [
    ...(purpose === undefined ? [error(`${path}.purpose`, 'layer-purpose')] : []),
    ...(freshMinutes === undefined ? [error(`${path}.freshMinutes`, 'layer-fresh')] : []),
    ...(latest === undefined ? [error(`${path}.latest`, 'layer-latest')] : []),
  ]
}
