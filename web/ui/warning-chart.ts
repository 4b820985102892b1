import type { Point, SeriesView } from '#modules/early-warning/contract'
import { cityTick, onCityClock } from './city-time.ts'
import { fontFamily, type Palette } from './tokens.ts'

export interface Names {
  readonly values: string
  readonly unusual: string
  readonly expected: string
  readonly band: string
  readonly upper: string
  readonly score: string
  readonly limit: string
  /** The moment of a point on the city's clock, in words. */
  readonly moment: (onClock: number) => string
}

const pair = (points: readonly Point[], of: (p: Point) => number | null) =>
  points.map((p) => [onCityClock(p.at), of(p)] as const)

const line = { type: 'line', showSymbol: false, animation: false } as const

/** How a series, its band and what was unusual are drawn; several values together have their distance on a scale of its own. */
export function optionOf(data: SeriesView, names: Names, palette: Palette) {
  const { points, unit } = data
  const isSeveral = data.items.length > 1
  const scale = {
    type: 'value',
    axisLabel: { color: palette.muted },
    splitLine: { lineStyle: { color: palette.line } },
  }
  const value = { ...scale, name: unit, scale: data.every === null, ...(data.every !== null && { min: 0 }) }
  const distance = { ...scale, name: names.score, min: 0, splitLine: { show: false } }
  return {
    useUTC: true,
    textStyle: { fontFamily, color: palette.ink },
    grid: { left: 8, right: 16, top: 28, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis' },
    xAxis: {
      type: 'time',
      axisLine: { lineStyle: { color: palette.edge } },
      axisLabel: { color: palette.muted, hideOverlap: true, formatter: cityTick },
      axisPointer: { label: { formatter: ({ value }: { value: number }) => names.moment(value) } },
    },
    yAxis: isSeveral ? [value, distance] : value,
    series: [
      ...bandOf(points, names, palette),
      ...(isSeveral ? distanceOf(points, names, palette) : []),
      {
        ...line,
        name: names.expected,
        data: pair(points, (p) => p.expected),
        lineStyle: { color: palette.muted, width: 1 },
        itemStyle: { color: palette.muted },
      },
      {
        ...line,
        name: names.values,
        data: pair(points, (p) => p.value),
        lineStyle: { color: palette.accent, width: 1.5 },
        itemStyle: { color: palette.accent },
      },
      {
        type: 'scatter',
        name: names.unusual,
        data: pair(
          points.filter((p) => p.anomalous && p.value !== null),
          (p) => p.value,
        ),
        symbol: 'diamond',
        symbolSize: 9,
        itemStyle: { color: palette.danger },
      },
    ],
  }
}

/** The band is two lines stacked: an invisible lower edge, and its height filled. With one edge alone it is a dashed line. */
function bandOf(points: readonly Point[], names: Names, palette: Palette) {
  const edge = { ...line, lineStyle: { opacity: 0 }, tooltip: { show: false }, silent: true, stack: 'band' }
  const bound = (of: (p: Point) => number | null) => ({
    ...line,
    name: names.upper,
    data: pair(points, of),
    lineStyle: { color: palette.muted, width: 1, type: 'dashed' },
    itemStyle: { color: palette.muted },
  })
  if (!points.some((p) => p.lower !== null && p.upper !== null))
    return [bound((p) => p.upper), { ...bound((p) => p.lower), tooltip: { show: false } }]
  return [
    { ...edge, data: pair(points, (p) => p.lower), stackStrategy: 'all' },
    {
      ...edge,
      name: names.band,
      data: pair(points, (p) => (p.lower === null || p.upper === null ? null : p.upper - p.lower)),
      areaStyle: { color: palette.accentSoft },
      stackStrategy: 'all',
    },
  ]
}

/** How far the values are from fitting each other, in limits, with the limit itself. */
function distanceOf(points: readonly Point[], names: Names, palette: Palette) {
  const own = { ...line, yAxisIndex: 1 }
  return [
    {
      ...own,
      name: names.limit,
      data: pair(points, () => 1),
      lineStyle: { color: palette.danger, width: 1, type: 'dashed' },
      itemStyle: { color: palette.danger },
      tooltip: { show: false },
    },
    {
      ...own,
      name: names.score,
      data: pair(points, (p) => p.score),
      lineStyle: { color: palette.muted, width: 1 },
      itemStyle: { color: palette.muted },
      areaStyle: { color: palette.accentSoft },
    },
  ]
}
