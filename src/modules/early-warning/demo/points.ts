import { innerPointOf, type Point } from '#kernel/geo'
import { listDemoGrids } from '#modules/territory'
import { demoSensors } from './city.ts'

/** Where the simulated sensors stand: each in the middle of a demo cell of its township, spread over all of its cells. */
export function demoPoints(): ReadonlyMap<string, Point> {
  const byTownship = Map.groupBy(listDemoGrids(), (cell) => cell.communityCode.slice(0, 9))
  const points = new Map<string, Point>()
  for (const [place, sensors] of Map.groupBy(demoSensors, (s) => s.place)) {
    const cells = byTownship.get(place.split('/').at(-1) ?? '') ?? []
    sensors.forEach((s, n) => {
      const cell = cells[Math.floor(((n + 0.5) * cells.length) / sensors.length)]
      if (cell !== undefined) points.set(s.id, innerPointOf(cell.shape))
    })
  }
  return points
}
