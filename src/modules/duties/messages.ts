import type { Messages } from '#kernel/i18n/define'

export const messages = {
  'duty.urgency-raised': { zh: '提到“{word}”：{reason}', en: 'Mentions “{word}”: {reason}' },
  'duty.urgency-usual': {
    zh: '“{category}”一般按“{grade}”办理',
    en: '“{category}” is usually handled as {grade}',
  },
  'duty.urgency-none': { zh: '未见紧急情形，按“一般”办理', en: 'Nothing urgent found, handled as normal' },
  'duty.not-found': { zh: '职责清单里没有这一条', en: 'The duty list has no such row' },
  'duty.unknown-codes': {
    zh: '有平台不认识的编码，请核对后再保存',
    en: 'Some codes are unknown to the platform: check them',
  },
  'duty.changed-meanwhile': {
    zh: '这一条刚被别人改过，请看过最新内容再保存',
    en: 'Somebody changed this row meanwhile: look at it again before you save',
  },
  'duty.precedent-not-found': { zh: '没有这条裁定先例', en: 'There is no such precedent' },
  'duty.is-retired': { zh: '这一条已经停用，不能再改', en: 'This row is retired and cannot be changed' },
  'duty.no-successor': {
    zh: '接替的职责不存在或已停用',
    en: 'The duty that should take over does not exist or is retired',
  },
  'duty.row-missing': { zh: '必填，请补上', en: 'Required: fill it in' },
  'duty.row-form': {
    zh: '“{value}”写法不对，请按模板填写',
    en: '“{value}” has the wrong form: follow the template',
  },
  'duty.row-category': { zh: '事项分类里没有“{value}”', en: 'No category has the code {value}' },
  'duty.row-place': { zh: '区划里没有“{value}”', en: 'No place has the code {value}' },
  'duty.row-org': { zh: '单位里没有“{value}”', en: 'No organization has the code {value}' },
  'duty.row-deadline': {
    zh: '“{value}”不是时限，请写成“2小时”或“5个工作日”',
    en: '“{value}” is no time limit: write 2小时 or 5个工作日',
  },
  'duty.too-many-rows': {
    zh: '一次最多导入 {limit} 行，请分成几个文件。',
    en: 'At most {limit} rows at once: split the file.',
  },
  'duty.row-twice': { zh: '与第{value}行重复', en: 'The same as line {value}' },
  'duty.row-retired': { zh: '“{value}”已经停用，请换一个编号', en: '{value} is retired: use another id' },
} as const satisfies Messages
