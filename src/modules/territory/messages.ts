import type { Messages } from '#kernel/i18n/define'

/** Why a cell of a grid layer is refused, and what to change. */
export const GRID_PROBLEMS = {
  'bad-columns': {
    zh: '缺少网格编码、网格名称或社区编码，编码应为十二位社区代码加三位网格号',
    en: 'Grid code, name or community code is missing or malformed: a code is the 12-digit community code and 3 characters',
  },
  'unknown-community': {
    zh: '社区编码不在行政区划目录中，请核对十二位代码',
    en: 'The community code is not in the catalogue of divisions: check the 12 digits',
  },
  'code-not-below-community': {
    zh: '网格编码的前十二位与社区编码不一致',
    en: 'The grid code does not begin with the community code',
  },
  'repeated-code': { zh: '网格编码重复，请保留一个', en: 'The grid code occurs twice: keep one' },
  'outside-city': {
    zh: '网格不在本市范围内，请检查坐标系是否选对',
    en: 'The cell lies outside the city: check the coordinate system',
  },
  'other-district': {
    zh: '网格落在另一个区县，请检查社区编码或坐标系',
    en: 'The cell lies in another district: check the community code or the coordinate system',
  },
  overlap: {
    zh: '网格与前面的网格重叠，请修正边界',
    en: 'The cell lies on an earlier one: correct the border',
  },
} as const
export type GridProblem = keyof typeof GRID_PROBLEMS

/** Why a border of a township layer is refused. */
export const TOWNSHIP_PROBLEMS = {
  'bad-township-code': {
    zh: '缺少乡镇街道编码，应为九位数字，或末三位为零的十二位数字',
    en: 'The township code is missing or malformed: 9 digits, or 12 that end in 000',
  },
  'unknown-township': {
    zh: '乡镇街道编码不在行政区划目录中，请核对九位代码',
    en: 'The township code is not in the catalogue of divisions: check the 9 digits',
  },
  'repeated-township': {
    zh: '乡镇街道编码重复，请把多块边界合并为一个要素',
    en: 'The township code occurs twice: join the parts into one feature',
  },
  'township-outside-city': {
    zh: '边界不在本市范围内，请检查坐标系是否选对',
    en: 'The border lies outside the city: check the coordinate system',
  },
  'township-in-other-district': {
    zh: '边界落在另一个区县，请检查编码或坐标系',
    en: 'The border lies in another district: check the code or the coordinate system',
  },
  'township-overlap': {
    zh: '边界与前面的乡镇街道重叠，请修正边界',
    en: 'The border lies on an earlier township: correct it',
  },
} as const
export type TownshipProblem = keyof typeof TOWNSHIP_PROBLEMS

export const territoryMessages: Messages = {
  'territory.import-running': {
    zh: '正在检查另一个图层，请稍后再导入。',
    en: 'Another layer is being checked; import this one a little later.',
  },
}
