import type { Messages } from '#kernel/i18n/define'

export const tabularMessages: Messages = {
  'table.empty': { zh: '文件中没有数据。', en: 'The file holds no data.' },
  'table.too-large': { zh: '文件超过 {limitMb} MB。', en: 'The file is larger than {limitMb} MB.' },
  'table.too-many-rows': { zh: '超过 {limit} 行。', en: 'More than {limit} rows.' },
  'table.too-many-columns': {
    zh: '第 {line} 行：超过 {limit} 列。',
    en: 'Line {line}: more than {limit} columns.',
  },
  'table.cell-too-long': {
    zh: '第 {line} 行：单元格超过 {limit} 个字符，或引号没有闭合。',
    en: 'Line {line}: a cell is longer than {limit} characters, or a quote is not closed.',
  },
  'table.unclosed-quote': { zh: '第 {line} 行：引号没有闭合。', en: 'Line {line}: a quote is not closed.' },
  'table.stray-quote': {
    zh: '第 {line} 行：引号后面有多余的字符。',
    en: 'Line {line}: characters follow a closing quote.',
  },
  'table.duplicate-column': {
    zh: '第 {line} 行：列名“{column}”重复。',
    en: 'Line {line}: the column name "{column}" appears twice.',
  },
  'table.extra-cell': {
    zh: '第 {line} 行：第 {position} 格没有对应的列名。',
    en: 'Line {line}: cell {position} belongs to no named column.',
  },
  'table.encoding': {
    zh: '文字编码无法识别，请存为 UTF-8 或 GB18030。',
    en: 'The text encoding is not recognised; save the file as UTF-8 or GB18030.',
  },
  'table.not-json': { zh: '第 {line} 行：不是有效的 JSON。', en: 'Line {line}: not valid JSON.' },
  'table.not-object': {
    zh: '第 {line} 条：每条记录应为一个对象。',
    en: 'Record {line}: every record has to be an object.',
  },
  'table.not-array': { zh: 'JSON 文件应为对象的数组。', en: 'The JSON file has to be an array of objects.' },
  'table.old-excel': {
    zh: '这是旧版 Excel 文件，请另存为 xlsx。',
    en: 'This is an old Excel file; save it as xlsx.',
  },
  'table.broken-xlsx': { zh: 'xlsx 文件已损坏或不完整。', en: 'The xlsx file is damaged or incomplete.' },
  'table.zip-bomb': {
    zh: 'xlsx 文件解压后过大，未予读取。',
    en: 'The xlsx file unpacks to too much data and was not read.',
  },
}
