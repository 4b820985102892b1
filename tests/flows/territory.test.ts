import { afterAll, beforeAll, expect, test } from 'vitest'
import { wgs84ToGcj02 } from '../../src/kernel/geo/index.ts'
import { locate } from '../../src/modules/territory/index.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

let city: TestPlatform
let admin: Client

beforeAll(async () => {
  city = await createTestPlatform()
  admin = await city.as('admin')
})
afterAll(() => city?.stop())

/** A corner of Huxi in WGS-84, far enough from the borders of the district. */
const west = 106.31
const south = 29.59
const size = 0.002
const point = { lon: west + size / 2, lat: south + size / 2 }
const community = '500106016001'

function square(
  lon: number,
  lat: number,
  toFile: (p: { lon: number; lat: number }) => { lon: number; lat: number },
) {
  const corners = [
    [lon, lat],
    [lon + size, lat],
    [lon + size, lat + size],
    [lon, lat + size],
    [lon, lat],
  ] as const
  return corners.map(([x, y]) => {
    const at = toFile({ lon: x, lat: y })
    return [at.lon, at.lat]
  })
}

const feature = (properties: object, ring: unknown) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: [ring] },
})
const layer = (crs: string, ...features: unknown[]) => ({
  crs,
  source: '测试网格图层 2026 版',
  geojson: { type: 'FeatureCollection', features },
})
const grid = (n: number, lon: number, name = `虎兴${n}网格`) =>
  feature(
    { 网格编码: `${community}00${n}`, 网格名称: name, 社区编码: community },
    square(lon, south, wgs84ToGcj02),
  )

async function submitAt(at: object): Promise<string> {
  const receipt = await city.anonymous.post('/appeals', {
    text: '路边井盖破损，夜里容易绊倒，请尽快更换。',
    anonymous: true,
    where: { point: at },
  })
  expect(receipt.status).toBe(201)
  const row = await city.platform.kernel.app.db
    .selectFrom('cases')
    .select('place')
    .where('id', '=', receipt.body.id)
    .executeTakeFirstOrThrow()
  return row.place
}

test('outside the demo a point without a layer gives the nearest township, marked as estimated', async () => {
  expect(locate(point)).toMatchObject({ estimated: true, place: { level: 'township' } })
  expect(await submitAt(point)).toBe('50/500106/500106016')
})

test('an administrator imports a GCJ-02 layer: sound cells count at once, wrong ones are named', async () => {
  const wrong = feature(
    { 网格编码: '50010601699900A', 网格名称: '不存在社区网格' },
    square(west + 0.02, south, wgs84ToGcj02),
  )
  const body = layer('GCJ02', grid(1, west), wrong, grid(2, west + size))
  expect((await (await city.as('dispatcher')).post('/territory/grids', body)).status).toBe(403)
  const { status, body: report } = await admin.post('/territory/grids', body)
  expect(status).toBe(200)
  expect(report).toMatchObject({ accepted: 2, rejected: 1, removed: 0, covered: [community] })
  expect(report.problems).toEqual([
    {
      index: 1,
      reason: { zh: expect.stringContaining('不在行政区划'), en: expect.stringContaining('Feature 2') },
    },
  ])
  expect(await submitAt(point)).toBe(`50/500106/500106016/${community}/${community}001`)
})

test('a later layer replaces the cells of its communities, in every process within seconds', async () => {
  const { body: report } = await admin.post('/territory/grids', layer('GCJ02', grid(3, west, '虎兴新网格')))
  expect(report).toMatchObject({ accepted: 1, removed: 2 })
  expect(locate(point)?.place.name).toBe('虎兴新网格')
  const { db } = city.platform.kernel.app
  await db
    .withTables<{ grid_cells: { name: string } }>()
    .updateTable('grid_cells')
    .set({ name: '另一进程改名' })
    .execute()
  await db
    .withTables<{ territory_layers: { stamp: string } }>()
    .updateTable('territory_layers')
    .set({ stamp: crypto.randomUUID() })
    .execute()
  await expect.poll(() => locate(point)?.place.name, { timeout: 60_000, interval: 100 }).toBe('另一进程改名')
})

test('with the border of a township a point in it is no estimate', async () => {
  const near = { lon: west - size / 2, lat: south + size / 2 }
  expect((await city.anonymous.get(`/places/at?lon=${near.lon}&lat=${near.lat}`)).body.estimated).toBe(true)
  const border = [
    [106.3, 29.58],
    [106.32, 29.58],
    [106.32, 29.6],
    [106.3, 29.6],
    [106.3, 29.58],
  ]
  const { body: report } = await admin.post(
    '/territory/townships',
    layer('WGS84', feature({ code: '500106016' }, border), feature({ code: '500106' }, border)),
  )
  expect(report).toMatchObject({ accepted: 1, rejected: 1, covered: ['500106'] })
  const found = await city.anonymous.get(`/places/at?lon=${near.lon}&lat=${near.lat}`)
  expect(found.body).toMatchObject({ estimated: false, place: { code: '500106016' } })
})

test('officers see where the layers come from; residents do not; the audit keeps figures, not shapes', async () => {
  const { body } = await (await city.as('dispatcher')).get('/territory/layers')
  expect(body).toMatchObject({
    grids: { own: 1, demo: 0, communities: 1 },
    townships: { own: 1 },
    can: { import: false },
  })
  expect(body.grids.sources[0]).toMatchObject({ source: '测试网格图层 2026 版', features: 1 })
  const cells = await admin.get(`/territory/cells?below=${community.slice(0, 9)}`)
  expect(cells.body.cells[0].shape[0][0][0][0]).toBeCloseTo(west, 6)
  expect((await city.anonymous.get('/territory/layers')).status).toBe(401)
  const entry = await city.platform.kernel.app.db
    .selectFrom('audit_entries')
    .select('change')
    .where('action', '=', 'territory.import-grids')
    .where('outcome', '=', 'done')
    .executeTakeFirstOrThrow()
  expect(entry.change).toEqual({
    crs: 'GCJ02',
    source: '测试网格图层 2026 版',
    accepted: 2,
    rejected: 1,
    removed: 0,
    covered: [community],
  })
})

test('a file that is no layer, and a coordinate system that nobody knows', async () => {
  expect(
    (await admin.post('/territory/grids', { crs: 'WGS84', source: '空文件', geojson: {} })).body,
  ).toMatchObject({ accepted: 0, problems: [{ index: -1 }] })
  expect((await admin.post('/territory/grids', layer('LOCAL'))).status).toBe(400)
})
