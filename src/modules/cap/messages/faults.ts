import type { Messages } from '#kernel/i18n/define'

/** What is wrong with a message, and what to change. `{at}` is where it lies in the message. */
export const faultMessages = {
  'cap.fault.not-cap': {
    zh: '根元素 {name}（命名空间“{namespace}”）不是 CAP 1.1 或 1.2 的 alert。',
    en: 'The root element {name} (namespace “{namespace}”) is no alert of CAP 1.1 or 1.2.',
  },
  'cap.fault.no-feed': {
    zh: '根元素 {name} 不是 Atom、RSS 或 CAP，请核对来源地址。',
    en: 'The root element {name} is neither Atom nor RSS nor CAP: check the address.',
  },
  'cap.fault.stray-text': {
    zh: '{at}：元素之间有多余的文字，请删除。',
    en: '{at}: text lies between the elements: remove it.',
  },
  'cap.fault.unexpected': {
    zh: '{at}：不认识元素 {name}，请删除或改名。',
    en: '{at}: {name} has no place here: remove or rename it.',
  },
  'cap.fault.order': {
    zh: '{at}：{name} 应在 {before} 之前。',
    en: '{at}: {name} has to stand before {before}.',
  },
  'cap.fault.missing': { zh: '{at}：缺少 {name}，请补上。', en: '{at}: {name} is missing: add it.' },
  'cap.fault.twice': { zh: '{at}：{name} 只能有一个。', en: '{at}: there may be one {name} only.' },
  'cap.fault.one-of': {
    zh: '{at}：“{text}”不是允许的取值，应为：{list}。',
    en: '{at}: “{text}” is none of: {list}.',
  },
  'cap.fault.time-1.2': {
    zh: '{at}：“{text}”不是 CAP 1.2 的时间，应如 2026-07-01T08:00:00+08:00，不用 Z。',
    en: '{at}: “{text}” is no time of CAP 1.2: write 2026-07-01T08:00:00+08:00, without Z.',
  },
  'cap.fault.time-1.1': {
    zh: '{at}：“{text}”不是时间，应如 2026-07-01T08:00:00+08:00。',
    en: '{at}: “{text}” is no time: write 2026-07-01T08:00:00+08:00.',
  },
  'cap.fault.offset': {
    zh: '{at}：“{text}”没有时区，请加上，如 +08:00。',
    en: '{at}: “{text}” has no offset: add one, such as +08:00.',
  },
  'cap.fault.language': {
    zh: '{at}：“{text}”不是语言代码，应如 zh-CN。',
    en: '{at}: “{text}” is no language code: write zh-CN.',
  },
  'cap.fault.integer': { zh: '{at}：“{text}”不是整数。', en: '{at}: “{text}” is no whole number.' },
  'cap.fault.decimal': { zh: '{at}：“{text}”不是数。', en: '{at}: “{text}” is no number.' },
  'cap.fault.number': { zh: '{at}：“{text}”不是数。', en: '{at}: “{text}” is no number.' },
  'cap.fault.empty': { zh: '{at}：{name} 是空的，请填写。', en: '{at}: {name} is empty: fill it in.' },
  'cap.fault.words': {
    zh: '{at}：“{text}”的引号没有成对。',
    en: '{at}: the quotes of “{text}” do not pair.',
  },
  'cap.fault.reference-form': {
    zh: '{at}：“{text}”应写发送者、编号、发送时间三项，用半角逗号隔开，多条之间用空格。',
    en: '{at}: write “{text}” as sender,identifier,sent, with blanks between several.',
  },
  'cap.fault.polygon-form': {
    zh: '{at}：“{text}”应写纬度和经度，用半角逗号隔开，点与点之间用空格。',
    en: '{at}: write “{text}” as latitude,longitude with blanks between the points.',
  },
  'cap.fault.circle-form': {
    zh: '{at}：“{text}”应写圆心的纬度和经度，用半角逗号隔开，再空一格写半径（公里）。',
    en: '{at}: write “{text}” as latitude,longitude and the radius in km.',
  },
  'cap.fault.identifier-form': {
    zh: '编号不能含空格、逗号、< 和 &。',
    en: 'The identifier may hold no blank, comma, < and &.',
  },
  'cap.fault.sender-form': {
    zh: '发送者不能含空格、逗号、< 和 &。',
    en: 'The sender may hold no blank, comma, < and &.',
  },
  'cap.fault.restriction-scope': {
    zh: '只有范围为 Restricted 时才能写限制说明（restriction）。',
    en: 'A restriction belongs to scope Restricted only.',
  },
  'cap.fault.restriction-missing': {
    zh: '范围为 Restricted 时要写限制说明（restriction）。',
    en: 'Scope Restricted needs a restriction.',
  },
  'cap.fault.addresses-missing': {
    zh: '范围为 Private 时要写收件人（addresses）。',
    en: 'Scope Private needs addresses.',
  },
  'cap.fault.references-missing': {
    zh: '{type} 要写明针对哪一条（references）。',
    en: '{type} has to say which message it is about (references).',
  },
  'cap.fault.reference-self': {
    zh: '不能引用自己，请改 references。',
    en: 'A message cannot refer to itself: change references.',
  },
  'cap.fault.reference-later': {
    zh: '引用的 {identifier} 发送于 {sent}，晚于本条。',
    en: 'It refers to {identifier}, which was sent later ({sent}).',
  },
  'cap.fault.same-text': {
    zh: '两种语言的 info 里是同样的文字，请翻译或删去一种。',
    en: 'The same text stands under two languages: translate it or drop one.',
  },
  'cap.fault.note-missing': {
    zh: '建议在 note 里说明错误原因。',
    en: 'The note should say what the error was.',
  },
  'cap.fault.exercise-note': {
    zh: '建议在 note 里写明是哪次演练。',
    en: 'The note should name the exercise.',
  },
  'cap.fault.info-missing': {
    zh: '没有 info，收到的人不知道发生了什么。',
    en: 'There is no info: nobody learns what happened.',
  },
  'cap.fault.expires-before': {
    zh: '{at}：失效时间不晚于生效时间。',
    en: '{at}: it expires before it takes effect.',
  },
  'cap.fault.html': {
    zh: '{at}/{name}：含网页标记“{text}”，请改成纯文字。',
    en: '{at}/{name}: holds markup “{text}”: use plain text.',
  },
  'cap.fault.web-form': {
    zh: '{at}：web 应是完整的网址。',
    en: '{at}: web has to be a full address.',
  },
  'cap.fault.expires-missing': {
    zh: '{at}：没有失效时间，这里按 24 小时处理。',
    en: '{at}: says no end; 24 hours are assumed here.',
  },
  'cap.fault.onset-late': {
    zh: '{at}：预计开始时间晚于失效时间。',
    en: '{at}: begins after it expires.',
  },
  'cap.fault.area-missing': { zh: '{at}：没有区域。', en: '{at}: names no area.' },
  'cap.fault.headline-long': {
    zh: '{at}：标题超过 {limit} 个字符，短信会被拆开。',
    en: '{at}: the headline is longer than {limit} characters; text messages will be cut.',
  },
  'cap.fault.mime-form': {
    zh: '{at}：mimeType 应如 image/png。',
    en: '{at}: write mimeType as image/png.',
  },
  'cap.fault.digest-form': {
    zh: '{at}：digest 应是 40 位十六进制的 SHA-1。',
    en: '{at}: digest has to be a SHA-1 of 40 hexadecimal digits.',
  },
  'cap.fault.uri-form': {
    zh: '{at}：uri 应是完整的地址。',
    en: '{at}: uri has to be a full address.',
  },
  'cap.fault.deref-form': { zh: '{at}：derefUri 应是 base64。', en: '{at}: derefUri has to be base64.' },
  'cap.fault.size-form': { zh: '{at}：size 不能小于 0。', en: '{at}: size cannot be below 0.' },
  'cap.fault.polygon-open': {
    zh: '{at}：多边形没有闭合，首尾两点应相同，至少四个点。',
    en: '{at}: a polygon is not closed: first and last point have to be the same, four at least.',
  },
  'cap.fault.polygon-crossing': {
    zh: '{at}：多边形的边自相交。',
    en: '{at}: a polygon crosses itself.',
  },
  'cap.fault.ceiling-alone': {
    zh: '{at}：写了 ceiling 就要写 altitude。',
    en: '{at}: a ceiling needs an altitude.',
  },
  'cap.fault.ceiling-below': {
    zh: '{at}：ceiling 低于 altitude。',
    en: '{at}: the ceiling lies below the altitude.',
  },
  'cap.fault.area-open': {
    zh: '{at}：只有文字，没有多边形、圆或区划代码。',
    en: '{at}: only words: no polygon, circle or code.',
  },
  'cap.fault.own-status': {
    zh: '只能发布实际、演练或测试信息。',
    en: 'Only Actual, Exercise and Test are published here.',
  },
  'cap.fault.own-info': { zh: '请写明发生了什么（info）。', en: 'Say what happened (info).' },
  'cap.fault.own-chinese': { zh: '请写中文内容。', en: 'Write a part in Chinese.' },
  'cap.fault.own-event': { zh: '请写是什么事件。', en: 'Say what the event is.' },
  'cap.fault.own-headline': { zh: '请写标题。', en: 'Write a headline.' },
  'cap.fault.own-instruction': {
    zh: '请写怎么办，让居民知道该做什么。',
    en: 'Say what people should do.',
  },
  'cap.fault.own-expires': {
    zh: '请写失效时间，并晚于现在。',
    en: 'Say until when it holds; later than now.',
  },
  'cap.fault.own-place': {
    zh: '每个区域都要选行政区划。',
    en: 'Choose a division for each area.',
  },
  'cap.fault.own-exercise': {
    zh: '所属预警是演练或模拟数据，只能发布为演练或测试。',
    en: 'The warning is an exercise or of simulated data: publish it as Exercise or Test.',
  },
  'cap.fault.own-place-unknown': {
    zh: '没有区划代码 {name}，请重新选择。',
    en: 'There is no division {name}: choose again.',
  },
} as const satisfies Messages
