import { seededRandom } from '#models/evaluation'
import { type District, makeDistrict, type Sizes } from './district.ts'

export const demoSizes: Sizes = { sites: 18, trucks: 44 }

/** Sites whose approved routes hold around the clock, as real ones with a permit for work at night have: simulated as all else. */
export const nightSites: ReadonlySet<string> = new Set(['S002', 'S005', 'S008'])

/** The district of the demonstration: its registers are the rows below `demo/`. */
export function demoDistrict(): District {
  const district = makeDistrict(seededRandom(7), demoSizes)
  const routes = district.rows.routes ?? []
  return {
    ...district,
    rows: {
      ...district.rows,
      routes: routes.map((r) =>
        nightSites.has(String(r.site)) ? { ...r, from: '00:00', until: '24:00' } : r,
      ),
    },
  }
}
