import type { Messages } from '#kernel/i18n/define'

/** What keeps a text from being read as XML, and what to change. */
export const xmlMessages = {
  'xml.too-long': {
    zh: '内容超过 {limit} 个字符，请拆分后再发。',
    en: 'It is longer than {limit} characters: send it in parts.',
  },
  'xml.too-deep': {
    zh: '第 {line} 行：元素嵌套超过 {limit} 层。',
    en: 'Line {line}: elements lie more than {limit} deep.',
  },
  'xml.too-many': { zh: '元素超过 {limit} 个。', en: 'It holds more than {limit} elements.' },
  'xml.encoding': {
    zh: '字节不符合编码 {encoding}，请按声明的编码保存。',
    en: 'The bytes are not {encoding}: save it in the encoding that it declares.',
  },
  'xml.encoding-unknown': {
    zh: '不支持编码 {encoding}，请改用 UTF-8。',
    en: 'The encoding {encoding} is not read here: use UTF-8.',
  },
  'xml.encoding-contradiction': {
    zh: '文件开头的标记是 {mark}，声明却是 {encoding}，请改成一致。',
    en: 'It begins as {mark} and declares {encoding}: make them the same.',
  },
  'xml.document-type': {
    zh: '第 {line} 行：不接受文档类型声明（DOCTYPE）和实体定义，请删除。',
    en: 'Line {line}: document types and entities of one’s own are not taken: remove them.',
  },
  'xml.unreadable': {
    zh: '第 {line} 行：不是正确的 XML，请检查标签和引号。',
    en: 'Line {line}: not XML: check tags and quotes.',
  },
  'xml.not-open': {
    zh: '第 {line} 行：</{name}> 没有对应的开始标签。',
    en: 'Line {line}: </{name}> closes nothing.',
  },
  'xml.not-closed': { zh: '<{name}> 没有结束标签。', en: '<{name}> is not closed.' },
  'xml.roots': {
    zh: '应当只有一个根元素，外面不能有文字。',
    en: 'There has to be one root element, and no text beside it.',
  },
  'xml.ampersand': {
    zh: '第 {line} 行：& 应写成 &amp;。',
    en: 'Line {line}: write &amp; for an ampersand.',
  },
  'xml.entity': {
    zh: '第 {line} 行：实体“{name}”未知，请直接写出字符。',
    en: 'Line {line}: the entity “{name}” is unknown: write the character itself.',
  },
  'xml.character': {
    zh: '第 {line} 行：“{name}”不是字符的编号。',
    en: 'Line {line}: “{name}” is the number of no character.',
  },
  'xml.attribute': {
    zh: '第 {line} 行：属性 {name} 写了两次。',
    en: 'Line {line}: the attribute {name} is given twice.',
  },
  'xml.prefix': {
    zh: '前缀 {name} 没有对应的命名空间，请用 xmlns 声明。',
    en: 'The prefix {name} has no namespace: declare it by xmlns.',
  },
  'xml.list': { zh: '{name} 应是列表。', en: '{name} is no list.' },
} as const satisfies Messages
