import type { FeatureProblemCode } from './contract.ts'

type Text = { readonly zh: string; readonly en: string }

/** Each says what is wrong and what to change. */
const TEXTS: Readonly<Record<FeatureProblemCode, Text>> = {
  'not-a-feature-collection': {
    zh: '文件不是 GeoJSON 要素集合，请导出为 FeatureCollection',
    en: 'The file is not GeoJSON: export it as a FeatureCollection',
  },
  'not-an-area': {
    zh: '不是完整的面要素，请检查类型与坐标，只接受 Polygon 或 MultiPolygon',
    en: 'Not a complete area: check type and coordinates, only Polygon or MultiPolygon are taken',
  },
  'too-few-points': {
    zh: '边界少于三个不同的点，请补全边界',
    en: 'The ring has fewer than three different points: complete it',
  },
  'unclosed-ring': {
    zh: '边界没有闭合，请在末尾重复第一个点',
    en: 'The ring is not closed: repeat the first point at its end',
  },
  'self-intersection': {
    zh: '边界自相交，请在制图软件中修复拓扑',
    en: 'The ring crosses itself: repair the topology in the map editor',
  },
  'swapped-coordinates': {
    zh: '坐标不在中国范围内，经度和纬度是否写反？应先写经度再写纬度',
    en: 'Outside China: longitude and latitude swapped? Write the longitude first',
  },
  'projected-coordinates': {
    zh: '坐标不是度而像是投影米，请导出为 CGCS2000 经纬度',
    en: 'The coordinates look like projected metres: export them as CGCS2000 degrees',
  },
  'outside-china': {
    zh: '坐标不在中国范围内，请检查坐标与坐标系',
    en: 'Outside China: check the coordinates and their system',
  },
}

/** Names the feature, counted from 1 as people count, and the spot. */
export function problemText(code: FeatureProblemCode, index: number | undefined, detail: string): Text {
  const { zh, en } = TEXTS[code]
  if (index === undefined) return { zh, en }
  const spot = detail === '' ? { zh: '', en: '' } : { zh: `（见 ${detail}）`, en: ` (see ${detail})` }
  return { zh: `第 ${index + 1} 个要素：${zh}${spot.zh}`, en: `Feature ${index + 1}: ${en}${spot.en}` }
}
